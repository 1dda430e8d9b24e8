-- Rules that work on orders, in their order within an event.
CREATE TABLE automation_rule (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    event TEXT NOT NULL,
    position INTEGER NOT NULL,
    enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
    name TEXT NOT NULL,
    rule TEXT NOT NULL CHECK (json_valid(rule)),    -- its scope, conditions and actions
    changed_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX automation_rule_order ON automation_rule (event, position, id);

-- What happened to orders and rules have not looked at yet.
CREATE TABLE automation_due (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id INTEGER NOT NULL REFERENCES orders (id),
    event TEXT NOT NULL,
    instance INTEGER NOT NULL,                      -- what makes it the same time of the event
    depth INTEGER NOT NULL CHECK (depth >= 0),      -- how many rules in a row led to it
    UNIQUE (order_id, event, instance)
) STRICT;

-- Which rule has acted on which occasion: none acts twice.
CREATE TABLE automation_ran (
    order_id INTEGER NOT NULL REFERENCES orders (id),
    event TEXT NOT NULL,
    instance INTEGER NOT NULL,
    rule_id INTEGER NOT NULL,
    PRIMARY KEY (order_id, event, instance, rule_id)
) STRICT, WITHOUT ROWID;

-- What rules did. Rules may be removed; what they did stays.
CREATE TABLE automation_log (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at_ms INTEGER NOT NULL,
    order_id INTEGER NOT NULL REFERENCES orders (id),
    rule_id INTEGER NOT NULL,
    rule TEXT NOT NULL,                             -- its name then
    event TEXT NOT NULL,
    did TEXT NOT NULL,
    facts TEXT NOT NULL,                            -- JSON object of texts
    undo_id INTEGER
) STRICT;
CREATE INDEX automation_log_order ON automation_log (order_id, id);
CREATE INDEX automation_log_rule ON automation_log (rule_id, id);
CREATE TRIGGER automation_log_kept BEFORE UPDATE ON automation_log
BEGIN
    SELECT RAISE(ABORT, 'the log of rules is never rewritten');
END;
CREATE TRIGGER automation_log_stays BEFORE DELETE ON automation_log
WHEN (SELECT erasing FROM instance) = 0
BEGIN
    SELECT RAISE(ABORT, 'the log of rules is kept');
END;

-- Orders that a rule wants forwarded, and what became of that.
CREATE TABLE automation_forward (
    order_id INTEGER PRIMARY KEY REFERENCES orders (id),
    rule_id INTEGER NOT NULL,
    rule TEXT NOT NULL,
    event TEXT NOT NULL,
    due_ms INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('planned', 'asks', 'forwarded', 'left')),
    done_ms INTEGER,
    to_pay_minor INTEGER                            -- in the base currency, where it was forwarded and a rate was known
) STRICT;
CREATE INDEX automation_forward_due ON automation_forward (state, due_ms, order_id);
CREATE INDEX automation_forward_done ON automation_forward (done_ms) WHERE state = 'forwarded';

-- Suppliers that rules may forward to. None unless the merchant says so.
CREATE TABLE supplier_automatic (
    supplier_id INTEGER PRIMARY KEY REFERENCES supplier (id),
    since_ms INTEGER NOT NULL
) STRICT;

-- Messages that wait for somebody to read, correct and send them.
CREATE TABLE order_draft (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id INTEGER NOT NULL REFERENCES orders (id),
    recipient TEXT NOT NULL CHECK (recipient IN ('customer', 'supplier')),
    address TEXT NOT NULL,                          -- of the mail; empty where it is not known
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    rule TEXT NOT NULL,                             -- which rule wrote it
    created_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX order_draft_order ON order_draft (order_id, id);

-- The rule that holds an order until the merchant decides; empty for none.
ALTER TABLE order_work ADD COLUMN held TEXT NOT NULL DEFAULT '';

-- What the merchant did, without what rules did: those are taken back from their own log.
CREATE INDEX undo_own ON undo (id) WHERE action <> 'rule';
