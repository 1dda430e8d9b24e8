-- Bundles whose parts are bought apart: a listing's offers may each serve one part of it, and a purchase holds units of a
-- part. Quantities stay units of the order: two lamps with their shades are 2 of the part "Lamp" and 2 of the part "Shade".
ALTER TABLE mapping ADD COLUMN part TEXT NOT NULL DEFAULT '';           -- empty: the offer serves the listing as a whole
ALTER TABLE purchase_line ADD COLUMN part TEXT NOT NULL DEFAULT '';

-- Which parts a line of an order is made of, from the first purchase of one of them on. A mapping that is changed later
-- neither adds a part to what was bought nor gives one another name, under which it would be bought once more.
CREATE TABLE order_part (
    order_line_id INTEGER NOT NULL REFERENCES order_line (id),
    part TEXT NOT NULL CHECK (part <> ''),
    PRIMARY KEY (order_line_id, part)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER order_part_added BEFORE INSERT ON order_part
WHEN EXISTS (
    SELECT 1 FROM purchase_line l JOIN purchase p ON p.id = l.purchase_id
    WHERE l.order_line_id = NEW.order_line_id AND l.refused < l.quantity AND p.state NOT IN ('rejected', 'cancelled')
        AND p.reason <> 'resend'
)
BEGIN
    SELECT RAISE(ABORT, 'parts are settled once one of them is bought');
END;
CREATE TRIGGER order_part_removed BEFORE DELETE ON order_part
WHEN (SELECT erasing FROM instance) = 0 AND EXISTS (
    SELECT 1 FROM purchase_line l JOIN purchase p ON p.id = l.purchase_id
    WHERE l.order_line_id = OLD.order_line_id AND l.refused < l.quantity AND p.state NOT IN ('rejected', 'cancelled')
        AND p.reason <> 'resend'
)
BEGIN
    SELECT RAISE(ABORT, 'parts are settled once one of them is bought');
END;

-- The merchant chooses an offer for each part.
CREATE TABLE order_route_new (
    order_line_id INTEGER NOT NULL REFERENCES order_line (id),
    part TEXT NOT NULL DEFAULT '',
    offer_id INTEGER NOT NULL REFERENCES offer (id),
    factor INTEGER NOT NULL CHECK (factor >= 1),
    PRIMARY KEY (order_line_id, part)
) STRICT;
INSERT INTO order_route_new (order_line_id, part, offer_id, factor) SELECT order_line_id, '', offer_id, factor FROM order_route;
DROP TABLE order_route;
ALTER TABLE order_route_new RENAME TO order_route;
CREATE INDEX order_route_offer ON order_route (offer_id);

-- No part may be bought more often than the bundle was ordered. The whole counts as every part, and a part as the whole.
DROP TRIGGER purchase_line_quantity;
DROP TRIGGER purchase_revived;

CREATE TRIGGER purchase_line_quantity BEFORE INSERT ON purchase_line
WHEN (SELECT reason FROM purchase WHERE id = NEW.purchase_id) <> 'resend'
    AND NEW.quantity + (
        SELECT coalesce(sum(l.quantity - l.refused), 0) FROM purchase_line l JOIN purchase p ON p.id = l.purchase_id
        WHERE l.order_line_id = NEW.order_line_id AND (l.part = NEW.part OR l.part = '' OR NEW.part = '')
            AND p.state NOT IN ('rejected', 'cancelled') AND p.reason <> 'resend'
    ) > (SELECT quantity FROM order_line WHERE id = NEW.order_line_id)
BEGIN
    SELECT RAISE(ABORT, 'more units than were ordered');
END;

CREATE TRIGGER purchase_line_part BEFORE INSERT ON purchase_line
WHEN NEW.part <> '' AND NOT EXISTS (SELECT 1 FROM order_part WHERE order_line_id = NEW.order_line_id AND part = NEW.part)
BEGIN
    SELECT RAISE(ABORT, 'the line has no such part');
END;

CREATE TRIGGER purchase_revived BEFORE UPDATE OF state ON purchase
WHEN OLD.state IN ('rejected', 'cancelled') AND NEW.state NOT IN ('rejected', 'cancelled') AND NEW.reason <> 'resend'
    AND EXISTS (
        SELECT 1 FROM purchase_line mine JOIN order_line ol ON ol.id = mine.order_line_id
        WHERE mine.purchase_id = NEW.id AND (
            mine.quantity - mine.refused + (
                SELECT coalesce(sum(l.quantity - l.refused), 0) FROM purchase_line l JOIN purchase p ON p.id = l.purchase_id
                WHERE l.order_line_id = ol.id AND p.id <> NEW.id AND (l.part = mine.part OR l.part = '' OR mine.part = '')
                    AND p.state NOT IN ('rejected', 'cancelled') AND p.reason <> 'resend'
            ) > ol.quantity
            OR (mine.part <> '' AND NOT EXISTS (SELECT 1 FROM order_part WHERE order_line_id = ol.id AND part = mine.part))
        )
    )
BEGIN
    SELECT RAISE(ABORT, 'more units than were ordered');
END;
