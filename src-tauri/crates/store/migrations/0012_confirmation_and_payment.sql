-- What is expected of a supplier after it has a purchase, and what came of it.

-- What a supplier agreed to. A supplier without a row confirms nothing and is paid by card.
CREATE TABLE supplier_expectation (
    supplier_id INTEGER PRIMARY KEY REFERENCES supplier (id),
    confirm_hours INTEGER CHECK (confirm_hours BETWEEN 1 AND 2160),     -- working hours; NULL: it does not confirm
    reply_confirms INTEGER NOT NULL DEFAULT 0 CHECK (reply_confirms IN (0, 1)),  -- a mail of it with our number is a yes
    senders TEXT NOT NULL DEFAULT '[]',             -- JSON array of texts: further addresses, and domains with their @
    paid_by TEXT NOT NULL DEFAULT 'card' CHECK (paid_by IN ('card', 'per_order', 'invoice')),
    pay_days INTEGER CHECK (pay_days BETWEEN 1 AND 365),                -- NULL: not watched
    lapses INTEGER NOT NULL DEFAULT 0 CHECK (lapses IN (0, 1)),         -- it drops what is not paid in time
    files TEXT NOT NULL DEFAULT '' CHECK (files IN ('', 'folder', 'sftp')),  -- where it leaves confirmations
    files_folder TEXT NOT NULL DEFAULT ''
) STRICT;

-- What is waited for, for each purchase that its supplier has.
CREATE TABLE purchase_following (
    purchase_id INTEGER PRIMARY KEY REFERENCES purchase (id),
    chase_ms INTEGER,                               -- a confirmation is expected until then; NULL: none is
    chased INTEGER NOT NULL DEFAULT 0,              -- how often it was asked for
    chased_ms INTEGER,
    confirmed_ms INTEGER,
    confirmed_by TEXT CHECK (confirmed_by IN ('hand', 'reply', 'file')),
    their_number TEXT NOT NULL DEFAULT '',          -- the supplier's number, as it stands in the purchase
    ship_day INTEGER,                               -- YYYYMMDD: when it says that it will send it
    pay_due_ms INTEGER,
    lapses INTEGER NOT NULL DEFAULT 0 CHECK (lapses IN (0, 1)),
    paid_day INTEGER,                               -- YYYYMMDD
    paid_minor INTEGER,                             -- in the currency of the purchase
    returned_ms INTEGER,                            -- its mail came back, and nobody has said what that means
    unread_ms INTEGER,                              -- a mail about it waits to be read since
    remind_ms INTEGER,                              -- not before, for what was raised
    reminded_ms INTEGER,                            -- when that was said
    raise_ms INTEGER,                               -- when it needs the merchant; NULL: time alone will not bring that
    CHECK ((paid_day IS NULL) = (paid_minor IS NULL)),
    CHECK ((confirmed_ms IS NULL) = (confirmed_by IS NULL))
) STRICT;
CREATE INDEX purchase_following_raise ON purchase_following (raise_ms, purchase_id) WHERE raise_ms IS NOT NULL;
CREATE INDEX purchase_following_open ON purchase_following (purchase_id) WHERE confirmed_ms IS NULL;

-- Mail that came in and is about a purchase. Other mail is not kept.
CREATE TABLE reply (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    purchase_id INTEGER NOT NULL REFERENCES purchase (id),
    message_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('written', 'automatic', 'returned')),
    is_known INTEGER NOT NULL CHECK (is_known IN (0, 1)),   -- the sender is known as this supplier's
    by_message INTEGER NOT NULL CHECK (by_message IN (0, 1)),   -- it answers our mail; otherwise its subject names the number
    sender TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    their_number TEXT NOT NULL DEFAULT '',          -- as read from its text
    sent_ms INTEGER,
    found_ms INTEGER NOT NULL,
    answer TEXT NOT NULL DEFAULT '' CHECK (answer IN ('', 'confirms', 'other')),    -- what it was taken for
    UNIQUE (purchase_id, message_id)
) STRICT;

-- Every yes of a supplier, whichever way it came. Two that give different numbers are an alarm.
CREATE TABLE confirmation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    purchase_id INTEGER NOT NULL REFERENCES purchase (id),
    by TEXT NOT NULL CHECK (by IN ('hand', 'reply', 'file')),
    their_number TEXT NOT NULL DEFAULT '',
    lines TEXT NOT NULL DEFAULT '[]',               -- JSON: what it says about items, as it says it
    source TEXT NOT NULL DEFAULT '',                -- name of the file
    reply_id INTEGER REFERENCES reply (id),
    at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX confirmation_purchase ON confirmation (purchase_id, id);

-- How far the merchant's mailbox was read. One row.
CREATE TABLE mailbox_mark (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    account TEXT NOT NULL,                          -- which mailbox it is about
    validity INTEGER NOT NULL,                      -- UIDVALIDITY
    last_uid INTEGER NOT NULL,
    read_ms INTEGER,                                -- when it was last read to its end
    tries INTEGER NOT NULL DEFAULT 0,               -- looks in a row that did not reach it
    next_ms INTEGER NOT NULL DEFAULT 0,             -- not before
    signed_out INTEGER NOT NULL DEFAULT 0 CHECK (signed_out IN (0, 1)),
    trouble TEXT NOT NULL DEFAULT ''                -- why it could not be read
) STRICT;

-- Files that suppliers returned, each read once.
CREATE TABLE returned_file (
    supplier_id INTEGER NOT NULL REFERENCES supplier (id),
    hash BLOB NOT NULL,
    name TEXT NOT NULL,
    stamp TEXT NOT NULL,                            -- size and time of change, as it lay there; empty where that is not told
    import_id INTEGER REFERENCES import_run (id),   -- NULL: the same content was read under another name, or it is no table
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (supplier_id, hash, name)
) STRICT, WITHOUT ROWID;

-- How looking for returned files goes.
CREATE TABLE returned_look (
    supplier_id INTEGER PRIMARY KEY REFERENCES supplier (id),
    looked_ms INTEGER,
    tries INTEGER NOT NULL DEFAULT 0,
    next_ms INTEGER NOT NULL DEFAULT 0,
    trouble TEXT NOT NULL DEFAULT ''
) STRICT;
