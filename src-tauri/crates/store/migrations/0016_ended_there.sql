-- The supplier has a purchase under its key, and ended it: cancelled or refused there. The same key asks for nothing new.
ALTER TABLE purchase ADD COLUMN ended_there INTEGER NOT NULL DEFAULT 0 CHECK (ended_there IN (0, 1));

-- One of which a look found nothing but cancelled records. What is found otherwise is placed.
UPDATE purchase SET ended_there = 1
WHERE state IN ('queued', 'unknown', 'asking')
  AND EXISTS (SELECT 1 FROM attempt a WHERE a.purchase_id = purchase.id AND a.kind = 'look' AND a.outcome = 'accepted');
-- One that was placed and that a file said no about, and one that came back cancelled at once.
UPDATE purchase SET ended_there = 1
WHERE state = 'rejected'
  AND ((placed_ms IS NOT NULL AND note LIKE 'The supplier refused it: %')
       OR note LIKE 'The supplier has it as order %, and says that it is %');
