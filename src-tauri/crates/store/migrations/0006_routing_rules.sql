-- Ordered rules that choose who serves an order, and what their arithmetic needs.

CREATE TABLE routing_rule (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    position INTEGER NOT NULL,                      -- the first that an order meets decides
    enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
    name TEXT NOT NULL,
    body TEXT NOT NULL CHECK (json_valid(body))     -- conditions, choice and limits
) STRICT;
CREATE INDEX routing_rule_position ON routing_rule (position, id);

-- What a border is estimated to ask for, in percent of the goods.
CREATE TABLE duty_rule (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    origin TEXT NOT NULL,                           -- zones: DE, EU, *
    destination TEXT NOT NULL,
    percent TEXT NOT NULL,
    from_day INTEGER,
    to_day INTEGER,
    source TEXT NOT NULL DEFAULT ''
) STRICT;

-- Derived: days from placing to the door of delivered parcels. Made anew once a day and when rules change, never while an
-- order is looked at, so that the same order gives the same choice until then.
CREATE TABLE door_days (
    supplier_id INTEGER NOT NULL REFERENCES supplier (id),
    country TEXT NOT NULL,
    parcels INTEGER NOT NULL CHECK (parcels > 0),
    p50 INTEGER NOT NULL,
    p80 INTEGER NOT NULL,
    PRIMARY KEY (supplier_id, country)
) STRICT, WITHOUT ROWID;
