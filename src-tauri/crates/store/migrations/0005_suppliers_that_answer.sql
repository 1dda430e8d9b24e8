-- Suppliers that are reached through an interface for programs or a server for files, and what keeps a purchase from being
-- placed twice there. The constraints of two tables change, so both are made anew; foreign keys are checked afterwards.

DROP TRIGGER purchase_line_quantity;

CREATE TABLE supplier_new (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL COLLATE NOCASE UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('marketplace', 'wholesaler', 'private_label', 'fulfilment')),
    standing TEXT NOT NULL CHECK (standing IN ('invited', 'testing', 'approved', 'on_watch', 'paused', 'rejected')),
    city TEXT NOT NULL DEFAULT '',
    country TEXT NOT NULL DEFAULT '',
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    website TEXT NOT NULL DEFAULT '',
    contact TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    account_number TEXT NOT NULL DEFAULT '',
    notes TEXT NOT NULL DEFAULT '',
    channel TEXT NOT NULL CHECK (channel IN ('file', 'email', 'sftp', 'api', 'manual')),
    folder TEXT NOT NULL DEFAULT '',
    folder_is_collected INTEGER NOT NULL DEFAULT 0 CHECK (folder_is_collected IN (0, 1)),
    order_fee TEXT NOT NULL DEFAULT '0',
    minimum_order_minor INTEGER,
    template TEXT NOT NULL                          -- JSON
) STRICT;
INSERT INTO supplier_new (id, name, kind, standing, city, country, currency, website, contact, email, phone, account_number, notes,
    channel, folder, folder_is_collected, order_fee, minimum_order_minor, template)
SELECT id, name, kind, standing, city, country, currency, website, contact, email, phone, account_number, notes,
    channel, folder, folder_is_collected, order_fee, minimum_order_minor, template FROM supplier;
DROP TABLE supplier;
ALTER TABLE supplier_new RENAME TO supplier;

CREATE TABLE purchase_new (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id INTEGER NOT NULL REFERENCES orders (id),
    supplier_id INTEGER NOT NULL REFERENCES supplier (id),
    seq INTEGER NOT NULL CHECK (seq >= 1),
    reason TEXT NOT NULL CHECK (reason IN ('first', 'split', 'resend')),
    number TEXT NOT NULL UNIQUE,
    key TEXT NOT NULL UNIQUE,                       -- the same on every computer and after every restore
    state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'unknown', 'asking', 'to_hand_over', 'placed', 'confirmed', 'rejected', 'cancelled')),
    version INTEGER NOT NULL DEFAULT 1,
    epoch INTEGER NOT NULL,
    boot TEXT NOT NULL,                             -- the run of the program that queued it; another run asks before it sends
    channel TEXT NOT NULL CHECK (channel IN ('file', 'email', 'sftp', 'api', 'manual')),
    destination TEXT NOT NULL,
    document BLOB NOT NULL,                         -- frozen when queued; every attempt sends these bytes
    document_name TEXT NOT NULL,
    document_hash BLOB NOT NULL,
    subject TEXT NOT NULL DEFAULT '',               -- of the mail
    body TEXT NOT NULL DEFAULT '',
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    goods_minor INTEGER NOT NULL,
    shipping_minor INTEGER NOT NULL,
    fee_minor INTEGER NOT NULL,
    supplier_number TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',                  -- why it stands where it stands
    created_ms INTEGER NOT NULL,
    not_before_ms INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    placed_ms INTEGER,
    promise_ms INTEGER,                             -- the supplier's slowest promise, counted from placing
    ask_after_ms INTEGER,                           -- an unknown one may still arrive until then
    remind_ms INTEGER,
    capability TEXT NOT NULL DEFAULT '',            -- JSON: what the supplier's channel could do when it was queued; empty: nothing can be read back
    draft TEXT NOT NULL DEFAULT '',                 -- the supplier's number of the draft that is to be confirmed
    in_doubt INTEGER NOT NULL DEFAULT 0 CHECK (in_doubt IN (0, 1)),   -- an attempt may have arrived and nothing has shown that it did not
    refused INTEGER NOT NULL DEFAULT 0 CHECK (refused IN (0, 1)),     -- a later attempt was refused meanwhile
    looks INTEGER NOT NULL DEFAULT 0,               -- looks at the supplier's records that told nothing, since it is in doubt
    doubt_boot TEXT NOT NULL DEFAULT '',            -- the run in which it came into doubt,
    doubt_steady_ms INTEGER,                        -- and what the clock showed that nobody can set
    first_sent_ms INTEGER,                          -- when the supplier may have seen its key first
    key_expires_ms INTEGER,                         -- until when the key may be relied on
    UNIQUE (order_id, supplier_id, seq),
    CHECK (seq = 1 OR reason <> 'first')
) STRICT;
INSERT INTO purchase_new (id, order_id, supplier_id, seq, reason, number, key, state, version, epoch, boot, channel, destination,
    document, document_name, document_hash, subject, body, currency, goods_minor, shipping_minor, fee_minor,
    supplier_number, note, created_ms, not_before_ms, tries, placed_ms, promise_ms, ask_after_ms, remind_ms, in_doubt, first_sent_ms)
SELECT id, order_id, supplier_id, seq, reason, number, key, state, version, epoch, boot, channel, destination,
    document, document_name, document_hash, subject, body, currency, goods_minor, shipping_minor, fee_minor,
    supplier_number, note, created_ms, not_before_ms, tries, placed_ms, promise_ms, ask_after_ms, remind_ms,
    state = 'unknown', (SELECT min(started_ms) FROM attempt WHERE purchase_id = purchase.id)
FROM purchase;
DROP TABLE purchase;
ALTER TABLE purchase_new RENAME TO purchase;
CREATE INDEX purchase_state ON purchase (state, not_before_ms);
CREATE INDEX purchase_supplier ON purchase (supplier_id, placed_ms);
CREATE INDEX purchase_created ON purchase (created_ms, id);

CREATE TRIGGER purchase_line_quantity BEFORE INSERT ON purchase_line
WHEN (SELECT reason FROM purchase WHERE id = NEW.purchase_id) <> 'resend'
    AND NEW.quantity + (
        SELECT coalesce(sum(l.quantity), 0) FROM purchase_line l JOIN purchase p ON p.id = l.purchase_id
        WHERE l.order_line_id = NEW.order_line_id AND p.state NOT IN ('rejected', 'cancelled') AND p.reason <> 'resend'
    ) > (SELECT quantity FROM order_line WHERE id = NEW.order_line_id)
BEGIN
    SELECT RAISE(ABORT, 'more units than were ordered');
END;

CREATE TRIGGER purchase_revived BEFORE UPDATE OF state ON purchase
WHEN OLD.state IN ('rejected', 'cancelled') AND NEW.state NOT IN ('rejected', 'cancelled') AND NEW.reason <> 'resend'
    AND EXISTS (
        SELECT 1 FROM purchase_line mine JOIN order_line ol ON ol.id = mine.order_line_id
        WHERE mine.purchase_id = NEW.id AND mine.quantity + (
            SELECT coalesce(sum(l.quantity), 0) FROM purchase_line l JOIN purchase p ON p.id = l.purchase_id
            WHERE l.order_line_id = ol.id AND p.id <> NEW.id AND p.state NOT IN ('rejected', 'cancelled') AND p.reason <> 'resend'
        ) > ol.quantity
    )
BEGIN
    SELECT RAISE(ABORT, 'more units than were ordered');
END;

CREATE TRIGGER purchase_frozen BEFORE UPDATE OF order_id, supplier_id, seq, key, number, document, document_hash ON purchase
BEGIN
    SELECT RAISE(ABORT, 'a purchase is never rewritten');
END;

-- What is in doubt is never queued: it leaves again only under its key, and comes back to the queue only when it was shown
-- that the supplier does not have it, or a person said so.
CREATE TRIGGER purchase_doubt BEFORE UPDATE OF state, in_doubt ON purchase
WHEN NEW.in_doubt = 1 AND NEW.state NOT IN ('unknown', 'asking', 'sending', 'cancelled')
BEGIN
    SELECT RAISE(ABORT, 'a purchase in doubt is neither queued nor final');
END;

-- What an attempt asked, what was sent and what came back, without secrets.
ALTER TABLE attempt ADD COLUMN kind TEXT NOT NULL DEFAULT 'place' CHECK (kind IN ('place', 'draft', 'confirm', 'look', 'cancel'));
ALTER TABLE attempt ADD COLUMN status INTEGER;
ALTER TABLE attempt ADD COLUMN sent TEXT NOT NULL DEFAULT '';
ALTER TABLE attempt ADD COLUMN received TEXT NOT NULL DEFAULT '';

-- How a supplier is reached, where that takes more than a folder or an address. Secrets are in the keychain.
CREATE TABLE supplier_connection (
    supplier_id INTEGER PRIMARY KEY REFERENCES supplier (id),
    settings TEXT NOT NULL,                         -- JSON
    changed_ms INTEGER NOT NULL
) STRICT;

-- How sending to a supplier goes at present.
CREATE TABLE supplier_health (
    supplier_id INTEGER PRIMARY KEY REFERENCES supplier (id),
    unknown_run INTEGER NOT NULL DEFAULT 0,         -- attempts in a row that nobody knows the end of
    stopped_ms INTEGER,                             -- nothing new is sent there since
    signed_out_ms INTEGER,                          -- it no longer accepts our key or password since
    limited_until_ms INTEGER,                       -- it asked to be left alone until
    reconciled_ms INTEGER                           -- its records were compared with ours
) STRICT;

-- What our records and a supplier's do not agree on.
CREATE TABLE alarm (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('missing_there', 'unknown_here', 'twice_there')),
    supplier_id INTEGER NOT NULL REFERENCES supplier (id),
    purchase_id INTEGER REFERENCES purchase (id),
    reference TEXT NOT NULL,
    facts TEXT NOT NULL,                            -- JSON object of texts
    found_ms INTEGER NOT NULL,
    settled_ms INTEGER,
    UNIQUE (kind, supplier_id, reference)
) STRICT;
CREATE INDEX alarm_open ON alarm (found_ms) WHERE settled_ms IS NULL;
