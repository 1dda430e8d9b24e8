-- Units of a line that the supplier will not send, though it took the rest: they can be bought elsewhere.
ALTER TABLE purchase_line ADD COLUMN refused INTEGER NOT NULL DEFAULT 0 CHECK (refused BETWEEN 0 AND quantity);
DROP TRIGGER purchase_line_quantity;
DROP TRIGGER purchase_revived;

CREATE TRIGGER purchase_line_quantity BEFORE INSERT ON purchase_line
WHEN (SELECT reason FROM purchase WHERE id = NEW.purchase_id) <> 'resend'
    AND NEW.quantity + (
        SELECT coalesce(sum(l.quantity - l.refused), 0) FROM purchase_line l JOIN purchase p ON p.id = l.purchase_id
        WHERE l.order_line_id = NEW.order_line_id AND p.state NOT IN ('rejected', 'cancelled') AND p.reason <> 'resend'
    ) > (SELECT quantity FROM order_line WHERE id = NEW.order_line_id)
BEGIN
    SELECT RAISE(ABORT, 'more units than were ordered');
END;

CREATE TRIGGER purchase_revived BEFORE UPDATE OF state ON purchase
WHEN OLD.state IN ('rejected', 'cancelled') AND NEW.state NOT IN ('rejected', 'cancelled') AND NEW.reason <> 'resend'
    AND EXISTS (
        SELECT 1 FROM purchase_line mine JOIN order_line ol ON ol.id = mine.order_line_id
        WHERE mine.purchase_id = NEW.id AND mine.quantity - mine.refused + (
            SELECT coalesce(sum(l.quantity - l.refused), 0) FROM purchase_line l JOIN purchase p ON p.id = l.purchase_id
            WHERE l.order_line_id = ol.id AND p.id <> NEW.id AND p.state NOT IN ('rejected', 'cancelled') AND p.reason <> 'resend'
        ) > ol.quantity
    )
BEGIN
    SELECT RAISE(ABORT, 'more units than were ordered');
END;

-- The names that keys of purchases are made of, as they were when they were first used. A supplier or shop that is renamed
-- keeps its own, so that the same purchase has the same key for ever.
CREATE TABLE key_name (
    kind TEXT NOT NULL CHECK (kind IN ('shop', 'supplier')),
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (kind, id),
    UNIQUE (kind, name)
) STRICT, WITHOUT ROWID;
