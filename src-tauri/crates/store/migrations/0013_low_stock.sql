-- At so many units or fewer the stock of an offer is low; NULL where the number of the workspace holds.
ALTER TABLE offer ADD COLUMN low_at INTEGER CHECK (low_at >= 0);

-- How often the stock of an offer ran low while a rule listened: each time is an occasion of its own. Kept without the
-- offer, which may be taken back and put back.
CREATE TABLE offer_low (
    offer_id INTEGER PRIMARY KEY,
    times INTEGER NOT NULL
) STRICT;
