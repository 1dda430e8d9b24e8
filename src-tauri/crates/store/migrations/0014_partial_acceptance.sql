-- Two more differences between a supplier's records and ours: it takes a part of an order though it is not known to split
-- orders, and what it says about the lines does not fit what was ordered. The constraint changes, so the table is made anew.
CREATE TABLE alarm_new (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('missing_there', 'unknown_here', 'twice_there', 'split_there', 'lines_unclear')),
    supplier_id INTEGER NOT NULL REFERENCES supplier (id),
    purchase_id INTEGER REFERENCES purchase (id),
    reference TEXT NOT NULL,
    facts TEXT NOT NULL,                            -- JSON object of texts
    found_ms INTEGER NOT NULL,
    settled_ms INTEGER,
    UNIQUE (kind, supplier_id, reference)
) STRICT;
INSERT INTO alarm_new (id, kind, supplier_id, purchase_id, reference, facts, found_ms, settled_ms)
SELECT id, kind, supplier_id, purchase_id, reference, facts, found_ms, settled_ms FROM alarm;
DROP TABLE alarm;
ALTER TABLE alarm_new RENAME TO alarm;
CREATE INDEX alarm_open ON alarm (found_ms) WHERE settled_ms IS NULL;
