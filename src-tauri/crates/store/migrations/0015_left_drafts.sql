-- Drafts that a supplier keeps and that nobody will confirm are cleared away once a day.

-- A further kind of attempt; the constraint changes, so the table is made anew. Foreign keys are checked afterwards.
CREATE TABLE attempt_new (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    purchase_id INTEGER NOT NULL REFERENCES purchase (id),
    n INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    boot TEXT NOT NULL,
    started_ms INTEGER NOT NULL,
    finished_ms INTEGER,
    outcome TEXT CHECK (outcome IN ('accepted', 'rejected', 'definite_no', 'unknown')),
    evidence TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT 'place' CHECK (kind IN ('place', 'draft', 'confirm', 'look', 'cancel', 'cancel_draft')),
    status INTEGER,
    sent TEXT NOT NULL DEFAULT '',
    received TEXT NOT NULL DEFAULT '',
    UNIQUE (purchase_id, n)
) STRICT;
INSERT INTO attempt_new (id, purchase_id, n, epoch, boot, started_ms, finished_ms, outcome, evidence, kind, status, sent, received)
SELECT id, purchase_id, n, epoch, boot, started_ms, finished_ms, outcome, evidence, kind, status, sent, received FROM attempt;
-- Dropping a table deletes its rows, which the trigger that keeps attempts refuses.
DROP TRIGGER attempt_kept;
DROP TRIGGER attempt_once;
DROP TABLE attempt;
ALTER TABLE attempt_new RENAME TO attempt;
CREATE TRIGGER attempt_kept BEFORE DELETE ON attempt WHEN (SELECT erasing FROM instance) = 0
BEGIN
    SELECT RAISE(ABORT, 'attempts are kept');
END;
CREATE TRIGGER attempt_once BEFORE UPDATE ON attempt WHEN OLD.outcome IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'an outcome is written once');
END;
CREATE INDEX attempt_open ON attempt (kind) WHERE outcome IS NULL;

-- A draft that was left behind. One that the supplier shows is cleared away when it is still shown a day later; one that
-- our own records tell of, because its purchase was refused or taken back before it was confirmed, at once.
CREATE TABLE left_draft (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    purchase_id INTEGER NOT NULL REFERENCES purchase (id),
    number TEXT NOT NULL CHECK (number <> ''),      -- the supplier's number of the draft
    found_ms INTEGER NOT NULL,
    is_own INTEGER NOT NULL CHECK (is_own IN (0, 1)),   -- our own records tell of it
    tries INTEGER NOT NULL DEFAULT 0,
    due_ms INTEGER,                                 -- cleared away not before; NULL: once it is shown again
    ended TEXT NOT NULL DEFAULT '' CHECK (ended IN ('', 'cleared', 'refused')),
    UNIQUE (purchase_id, number)
) STRICT;
CREATE INDEX left_draft_due ON left_draft (due_ms) WHERE ended = '' AND due_ms IS NOT NULL;

-- Purchases that are over and still name a draft.
CREATE INDEX purchase_drafted ON purchase (id) WHERE draft <> '' AND state IN ('rejected', 'cancelled');
