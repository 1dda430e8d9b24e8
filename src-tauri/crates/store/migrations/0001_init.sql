-- One workspace. Times are UTC milliseconds (_ms), days are YYYYMMDD, amounts are whole minor units (_minor) beside
-- a currency, unit costs and rates are decimal text. What is derived says so; `check` proves it.

CREATE TABLE workspace (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    uid TEXT NOT NULL,                              -- names this workspace in the keychain
    name TEXT NOT NULL,
    base_currency TEXT NOT NULL CHECK (length(base_currency) = 3),
    time_zone TEXT NOT NULL,
    margin_floor_bp INTEGER NOT NULL CHECK (margin_floor_bp BETWEEN -100000 AND 10000),
    outbox_delay_ms INTEGER NOT NULL CHECK (outbox_delay_ms >= 0),
    set_up INTEGER NOT NULL CHECK (set_up IN (0, 1)),
    sample INTEGER NOT NULL CHECK (sample IN (0, 1)),
    created_ms INTEGER NOT NULL
) STRICT;

-- Raised by every process that takes charge. Every outbox write carries it.
CREATE TABLE instance (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    epoch INTEGER NOT NULL,
    erasing INTEGER NOT NULL DEFAULT 0 CHECK (erasing IN (0, 1)),   -- 1 only while sample data is removed or an action is undone
    paused_since_ms INTEGER,                                        -- forwarding waits for the merchant to look at the records
    paused_reason TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE shop (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL COLLATE NOCASE UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('shopify', 'woocommerce', 'etsy', 'ebay', 'amazon', 'other')),
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    time_zone TEXT NOT NULL,
    tax_included INTEGER NOT NULL CHECK (tax_included IN (0, 1)),
    margin_floor_bp INTEGER,                        -- NULL: the workspace's
    pays_on_delivery TEXT NOT NULL DEFAULT '[]',    -- JSON list of words in a gateway's name
    tile INTEGER NOT NULL CHECK (tile BETWEEN 1 AND 5)
) STRICT;

-- How columns of files with this header are read.
CREATE TABLE column_choice (
    fingerprint TEXT NOT NULL,
    kind TEXT NOT NULL,
    shop_id INTEGER REFERENCES shop (id),
    choice TEXT NOT NULL,                           -- JSON
    used_ms INTEGER NOT NULL,
    PRIMARY KEY (fingerprint, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE fee_rule (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    shop_id INTEGER NOT NULL REFERENCES shop (id),
    kind TEXT NOT NULL CHECK (kind IN ('payment', 'commission')),
    gateway TEXT NOT NULL DEFAULT '',
    percent TEXT NOT NULL,
    fixed_minor INTEGER NOT NULL,
    min_minor INTEGER,
    max_minor INTEGER,
    on_items INTEGER NOT NULL CHECK (on_items IN (0, 1)),
    on_shipping INTEGER NOT NULL CHECK (on_shipping IN (0, 1)),
    on_tax INTEGER NOT NULL CHECK (on_tax IN (0, 1)),
    from_day INTEGER,
    to_day INTEGER,
    source TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX fee_rule_shop ON fee_rule (shop_id);

CREATE TABLE product (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,                       -- the SKU, or the title where shops have no SKU
    sku TEXT NOT NULL,
    title TEXT NOT NULL
) STRICT;

CREATE TABLE supplier (
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
    channel TEXT NOT NULL CHECK (channel IN ('file', 'email', 'manual')),
    folder TEXT NOT NULL DEFAULT '',
    folder_is_collected INTEGER NOT NULL DEFAULT 0 CHECK (folder_is_collected IN (0, 1)),
    order_fee TEXT NOT NULL DEFAULT '0',
    minimum_order_minor INTEGER,
    template TEXT NOT NULL                          -- JSON
) STRICT;

CREATE TABLE supplier_shipping (
    supplier_id INTEGER NOT NULL REFERENCES supplier (id),
    zone TEXT NOT NULL,
    service TEXT NOT NULL DEFAULT '',
    first TEXT NOT NULL,
    additional TEXT NOT NULL,
    days_min INTEGER NOT NULL CHECK (days_min >= 0),
    days_max INTEGER NOT NULL CHECK (days_max >= days_min),
    PRIMARY KEY (supplier_id, zone)
) STRICT, WITHOUT ROWID;

CREATE TABLE offer (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    supplier_id INTEGER NOT NULL REFERENCES supplier (id),
    supplier_sku TEXT NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    stock INTEGER,
    stock_ms INTEGER,
    lead_days INTEGER NOT NULL DEFAULT 0 CHECK (lead_days >= 0),
    min_quantity INTEGER NOT NULL DEFAULT 1 CHECK (min_quantity >= 1),
    UNIQUE (supplier_id, supplier_sku)
) STRICT;

CREATE TABLE offer_price (
    offer_id INTEGER NOT NULL REFERENCES offer (id) ON DELETE CASCADE,
    zone TEXT NOT NULL,
    min_quantity INTEGER NOT NULL CHECK (min_quantity >= 1),
    unit_cost TEXT NOT NULL,
    PRIMARY KEY (offer_id, zone, min_quantity)
) STRICT, WITHOUT ROWID;

CREATE TABLE mapping (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    product_id INTEGER NOT NULL REFERENCES product (id),
    zone TEXT NOT NULL,
    rank INTEGER NOT NULL CHECK (rank >= 1),
    offer_id INTEGER NOT NULL REFERENCES offer (id),
    factor INTEGER NOT NULL CHECK (factor >= 1),
    UNIQUE (product_id, zone, offer_id)
) STRICT;
CREATE INDEX mapping_offer ON mapping (offer_id);

-- The shop's record, mirrored. Nothing here is changed by us.
CREATE TABLE orders (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    shop_id INTEGER NOT NULL REFERENCES shop (id),
    shop_ref TEXT NOT NULL,
    number TEXT NOT NULL,
    placed_ms INTEGER NOT NULL,
    paid_ms INTEGER,
    cancelled_ms INTEGER,
    payment TEXT NOT NULL,
    payment_text TEXT NOT NULL,
    fulfilment TEXT NOT NULL,
    fulfilment_text TEXT NOT NULL,
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    shipping_minor INTEGER NOT NULL,
    discount_minor INTEGER NOT NULL,
    tax_minor INTEGER NOT NULL,
    tax_included INTEGER NOT NULL CHECK (tax_included IN (0, 1)),
    total_minor INTEGER NOT NULL,
    refunded_minor INTEGER NOT NULL,
    stated_fee_minor INTEGER,
    gateway TEXT NOT NULL,
    service TEXT NOT NULL,
    risk TEXT NOT NULL,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    company TEXT NOT NULL,
    line1 TEXT NOT NULL,
    line2 TEXT NOT NULL,
    city TEXT NOT NULL,
    region TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    country TEXT NOT NULL,                          -- two letters; empty when not recognised
    country_text TEXT NOT NULL,
    phone TEXT NOT NULL,
    note TEXT NOT NULL,
    shop_tags TEXT NOT NULL,
    ship_by_ms INTEGER,
    deliver_by_ms INTEGER,
    tracking TEXT NOT NULL,
    content_hash BLOB NOT NULL,                     -- of everything above and of the lines: the same content is not written twice
    likeness INTEGER NOT NULL,                      -- the same customer and the same goods give the same number
    version INTEGER NOT NULL DEFAULT 1,
    first_seen_ms INTEGER NOT NULL,
    changed_ms INTEGER NOT NULL,
    UNIQUE (shop_id, shop_ref)
) STRICT;
CREATE INDEX orders_likeness ON orders (likeness, placed_ms);
CREATE INDEX orders_number ON orders (number COLLATE NOCASE);

CREATE TABLE order_line (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id INTEGER NOT NULL REFERENCES orders (id),
    shop_ref TEXT NOT NULL,
    position INTEGER NOT NULL,
    product_id INTEGER NOT NULL REFERENCES product (id),
    sku TEXT NOT NULL,
    title TEXT NOT NULL,
    variant TEXT NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity >= 0),    -- 0: the shop took the line out of the order
    total_minor INTEGER NOT NULL,
    discount_minor INTEGER NOT NULL,
    tax_minor INTEGER,
    ships INTEGER NOT NULL CHECK (ships IN (0, 1)),
    UNIQUE (order_id, shop_ref)
) STRICT;
CREATE INDEX order_line_product ON order_line (product_id, order_id);

-- The text received from outside, as it was.
CREATE TABLE order_raw (
    order_id INTEGER PRIMARY KEY REFERENCES orders (id),
    import_id INTEGER NOT NULL,
    text TEXT NOT NULL
) STRICT;

-- What the merchant decided about an order.
CREATE TABLE order_work (
    order_id INTEGER PRIMARY KEY REFERENCES orders (id),
    snoozed_until_ms INTEGER,
    closed_ms INTEGER,
    accepted TEXT NOT NULL DEFAULT '[]',            -- JSON list of checks accepted for this order
    colour TEXT NOT NULL DEFAULT '' CHECK (colour IN ('', 'red', 'amber', 'green', 'blue', 'violet')),
    conflict TEXT NOT NULL DEFAULT '[]'             -- JSON: what the shop changed after forwarding
) STRICT;

-- Where the merchant says an order goes instead.
CREATE TABLE order_address (
    order_id INTEGER PRIMARY KEY REFERENCES orders (id),
    name TEXT NOT NULL,
    company TEXT NOT NULL,
    line1 TEXT NOT NULL,
    line2 TEXT NOT NULL,
    city TEXT NOT NULL,
    region TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    country TEXT NOT NULL,
    phone TEXT NOT NULL
) STRICT;

-- Which offer the merchant chose for a line of one order.
CREATE TABLE order_route (
    order_line_id INTEGER PRIMARY KEY REFERENCES order_line (id),
    offer_id INTEGER NOT NULL REFERENCES offer (id),
    factor INTEGER NOT NULL CHECK (factor >= 1)
) STRICT;
CREATE INDEX order_route_offer ON order_route (offer_id);

CREATE TABLE order_tag (
    order_id INTEGER NOT NULL REFERENCES orders (id),
    tag TEXT NOT NULL,
    PRIMARY KEY (order_id, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX order_tag_tag ON order_tag (tag, order_id);

CREATE TABLE order_note (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id INTEGER NOT NULL REFERENCES orders (id),
    at_ms INTEGER NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX order_note_order ON order_note (order_id);

CREATE TABLE order_event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id INTEGER NOT NULL REFERENCES orders (id),
    at_ms INTEGER NOT NULL,
    kind TEXT NOT NULL,
    actor TEXT NOT NULL CHECK (actor IN ('shop', 'supplier', 'carrier', 'you', 'stockless')),
    facts TEXT NOT NULL                             -- JSON object of texts
) STRICT;
CREATE INDEX order_event_order ON order_event (order_id, at_ms);

-- Derived: the queue an order is in, and why. Written by the same transaction that changes what it is derived from.
CREATE TABLE order_view (
    order_id INTEGER PRIMARY KEY REFERENCES orders (id),
    shop_id INTEGER NOT NULL,
    country TEXT NOT NULL,
    placed_ms INTEGER NOT NULL,
    queue INTEGER NOT NULL CHECK (queue BETWEEN 0 AND 5),   -- 0 decide 1 ready 2 late 3 waiting 4 snoozed 5 done
    verdicts INTEGER NOT NULL,
    flag TEXT NOT NULL,
    supplier_id INTEGER,                            -- of the first line that has one
    suppliers INTEGER NOT NULL,                     -- how many different ones
    total_base_minor INTEGER,                       -- NULL: no rate
    to_pay_base_minor INTEGER,                      -- what its purchases cost, in the base currency
    net_sales_base_minor INTEGER,
    profit_base_minor INTEGER,
    margin_bp INTEGER,
    promise_ms INTEGER,                             -- when the customer expects the parcel at the latest
    wake_ms INTEGER,                                -- when time alone changes the queue
    dirty INTEGER NOT NULL CHECK (dirty IN (0, 1))
) STRICT;
CREATE INDEX order_view_open ON order_view (queue, placed_ms, order_id, shop_id) WHERE queue < 5;
CREATE INDEX order_view_placed ON order_view (placed_ms, order_id);
CREATE INDEX order_view_shop ON order_view (shop_id, placed_ms, order_id);
CREATE INDEX order_view_country ON order_view (country, placed_ms, order_id);
CREATE INDEX order_view_supplier ON order_view (supplier_id, placed_ms, order_id) WHERE supplier_id IS NOT NULL;
CREATE INDEX order_view_total ON order_view (total_base_minor, order_id);
CREATE INDEX order_view_margin ON order_view (margin_bp, order_id) WHERE queue < 5;
CREATE INDEX order_view_wake ON order_view (wake_ms) WHERE wake_ms IS NOT NULL;
CREATE INDEX order_view_dirty ON order_view (order_id) WHERE dirty = 1;

CREATE VIRTUAL TABLE order_fts USING fts5 (
    text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', detail = 'full'
);
INSERT INTO order_fts (order_fts, rank) VALUES ('secure-delete', 1);

-- What is sent to one supplier for one order.
CREATE TABLE purchase (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id INTEGER NOT NULL REFERENCES orders (id),
    supplier_id INTEGER NOT NULL REFERENCES supplier (id),
    seq INTEGER NOT NULL CHECK (seq >= 1),
    reason TEXT NOT NULL CHECK (reason IN ('first', 'split', 'resend')),
    number TEXT NOT NULL UNIQUE,
    key TEXT NOT NULL UNIQUE,                       -- the same on every computer and after every restore
    state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'unknown', 'to_hand_over', 'placed', 'confirmed', 'rejected', 'cancelled')),
    version INTEGER NOT NULL DEFAULT 1,
    epoch INTEGER NOT NULL,
    boot TEXT NOT NULL,                             -- the run of the program that queued it; another run asks before it sends
    channel TEXT NOT NULL CHECK (channel IN ('file', 'email', 'manual')),
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
    UNIQUE (order_id, supplier_id, seq),
    CHECK (seq = 1 OR reason <> 'first')
) STRICT;
CREATE INDEX purchase_state ON purchase (state, not_before_ms);
CREATE INDEX purchase_supplier ON purchase (supplier_id, placed_ms);
CREATE INDEX purchase_created ON purchase (created_ms, id);

CREATE TABLE purchase_line (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    purchase_id INTEGER NOT NULL REFERENCES purchase (id) ON DELETE CASCADE,
    order_line_id INTEGER NOT NULL REFERENCES order_line (id),
    offer_id INTEGER NOT NULL REFERENCES offer (id),
    quantity INTEGER NOT NULL CHECK (quantity > 0), -- units of the order
    units INTEGER NOT NULL CHECK (units > 0),       -- units at the supplier
    unit_cost TEXT NOT NULL,
    cost_minor INTEGER NOT NULL
) STRICT;
CREATE INDEX purchase_line_purchase ON purchase_line (purchase_id);
CREATE INDEX purchase_line_order_line ON purchase_line (order_line_id);
CREATE INDEX purchase_line_offer ON purchase_line (offer_id);

-- A bug must not be able to order more than was sold: the database itself refuses.
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

-- A frozen document stays as it was queued.
CREATE TRIGGER purchase_frozen BEFORE UPDATE OF order_id, supplier_id, seq, key, number, document, document_hash ON purchase
BEGIN
    SELECT RAISE(ABORT, 'a purchase is never rewritten');
END;

-- One try to place a purchase, written before anything leaves.
CREATE TABLE attempt (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    purchase_id INTEGER NOT NULL REFERENCES purchase (id),
    n INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    boot TEXT NOT NULL,
    started_ms INTEGER NOT NULL,
    finished_ms INTEGER,
    outcome TEXT CHECK (outcome IN ('accepted', 'rejected', 'definite_no', 'unknown')),
    evidence TEXT NOT NULL DEFAULT '',
    UNIQUE (purchase_id, n)
) STRICT;
CREATE TRIGGER attempt_kept BEFORE DELETE ON attempt WHEN (SELECT erasing FROM instance) = 0
BEGIN
    SELECT RAISE(ABORT, 'attempts are kept');
END;
CREATE TRIGGER attempt_once BEFORE UPDATE ON attempt WHEN OLD.outcome IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'an outcome is written once');
END;

-- A parcel.
CREATE TABLE shipment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id INTEGER NOT NULL REFERENCES orders (id),
    purchase_id INTEGER REFERENCES purchase (id),
    carrier TEXT NOT NULL,
    number TEXT NOT NULL,
    number_key TEXT NOT NULL,                       -- without spaces, in capitals
    checked INTEGER NOT NULL CHECK (checked IN (0, 1)),
    state TEXT NOT NULL,                            -- derived from its events
    reason TEXT NOT NULL DEFAULT '',
    since_ms INTEGER,
    shipped_ms INTEGER,
    delivered_ms INTEGER,
    created_ms INTEGER NOT NULL,
    UNIQUE (order_id, number_key)
) STRICT;
CREATE INDEX shipment_number ON shipment (number_key);
CREATE INDEX shipment_purchase ON shipment (purchase_id) WHERE purchase_id IS NOT NULL;

CREATE TABLE shipment_line (
    shipment_id INTEGER NOT NULL REFERENCES shipment (id) ON DELETE CASCADE,
    order_line_id INTEGER NOT NULL REFERENCES order_line (id),
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (shipment_id, order_line_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE tracking_event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    shipment_id INTEGER NOT NULL REFERENCES shipment (id) ON DELETE CASCADE,
    at_ms INTEGER NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    text TEXT NOT NULL,
    place TEXT NOT NULL,
    source TEXT NOT NULL,
    UNIQUE (shipment_id, at_ms, state, text)
) STRICT;

-- The ledger. Append-only: what is no longer true is taken back by an entry of the opposite sign.
CREATE TABLE entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    day INTEGER NOT NULL,
    account INTEGER NOT NULL,
    amount_minor INTEGER NOT NULL,                  -- income positive, cost negative
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    base_minor INTEGER,                             -- in the base currency; NULL until there is a rate
    rate TEXT NOT NULL,                             -- units of the base currency for one unit; empty for the base currency
    estimated INTEGER NOT NULL CHECK (estimated IN (0, 1)),
    order_id INTEGER REFERENCES orders (id),
    order_line_id INTEGER REFERENCES order_line (id),
    purchase_id INTEGER REFERENCES purchase (id),
    shop_id INTEGER REFERENCES shop (id),
    supplier_id INTEGER REFERENCES supplier (id),
    product_id INTEGER REFERENCES product (id),
    country TEXT NOT NULL,
    units INTEGER NOT NULL,
    orders INTEGER NOT NULL,
    ref TEXT NOT NULL,                              -- names what an entry without an order belongs to; empty otherwise
    source TEXT NOT NULL,
    created_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX entry_order ON entry (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX entry_day ON entry (day, id);
CREATE INDEX entry_ref ON entry (ref, day) WHERE ref <> '';
CREATE INDEX entry_without_rate ON entry (currency, day) WHERE base_minor IS NULL;
CREATE INDEX entry_purchase ON entry (purchase_id) WHERE purchase_id IS NOT NULL;

CREATE TRIGGER entry_kept BEFORE DELETE ON entry WHEN (SELECT erasing FROM instance) = 0
BEGIN
    SELECT RAISE(ABORT, 'entries are kept');
END;
CREATE TRIGGER entry_once BEFORE UPDATE ON entry WHEN OLD.base_minor IS NOT NULL OR NEW.amount_minor <> OLD.amount_minor OR NEW.day <> OLD.day
BEGIN
    SELECT RAISE(ABORT, 'entries are never rewritten');
END;

-- Derived: sums of the ledger, kept by the transaction that writes an entry. dim 0 all, 1 supplier, 2 product, 3 country.
CREATE TABLE sum_day (
    dim INTEGER NOT NULL,
    day INTEGER NOT NULL,
    shop_id INTEGER NOT NULL,                       -- 0: none
    member TEXT NOT NULL,                           -- id of the supplier or product, or the country; empty: none
    account INTEGER NOT NULL,
    base_minor INTEGER NOT NULL,
    estimated_minor INTEGER NOT NULL,
    units INTEGER NOT NULL,
    orders INTEGER NOT NULL,
    entries INTEGER NOT NULL,
    PRIMARY KEY (dim, day, shop_id, member, account)
) STRICT, WITHOUT ROWID;

CREATE TABLE recurring (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    every TEXT NOT NULL CHECK (every IN ('day', 'week', 'month', 'year')),
    from_day INTEGER NOT NULL,
    to_day INTEGER,
    shop_id INTEGER REFERENCES shop (id)
) STRICT;

CREATE TABLE rate (
    day INTEGER NOT NULL,
    base TEXT NOT NULL,
    quote TEXT NOT NULL,
    value TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (day, base, quote)
) STRICT, WITHOUT ROWID;

CREATE TABLE import_run (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at_ms INTEGER NOT NULL,
    kind TEXT NOT NULL,
    files TEXT NOT NULL,
    shop_id INTEGER REFERENCES shop (id),
    read INTEGER NOT NULL,
    added INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    stopped INTEGER NOT NULL CHECK (stopped IN (0, 1))
) STRICT;

CREATE TABLE import_rejection (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    import_id INTEGER NOT NULL REFERENCES import_run (id),
    file TEXT NOT NULL,
    line INTEGER NOT NULL,
    column_title TEXT NOT NULL,
    value TEXT NOT NULL,
    reason TEXT NOT NULL,
    fix TEXT NOT NULL
) STRICT;
CREATE INDEX import_rejection_import ON import_rejection (import_id);

CREATE TABLE saved_view (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    tab TEXT NOT NULL,
    filter TEXT NOT NULL,                           -- JSON
    sort TEXT NOT NULL
) STRICT;

-- What an action changed: rows before and after, so that it can be taken back as a whole.
CREATE TABLE undo (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at_ms INTEGER NOT NULL,
    action TEXT NOT NULL,
    count INTEGER NOT NULL,
    images TEXT NOT NULL,                           -- JSON list of {table, key, before, after}
    undone_ms INTEGER
) STRICT;

CREATE TABLE backup_run (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at_ms INTEGER NOT NULL,
    path TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    reason TEXT NOT NULL CHECK (reason IN ('daily', 'on_demand', 'before_migration', 'before_restore'))
) STRICT;
