//! What is waited for after a supplier has a purchase: its yes, and its money.

use std::collections::HashSet;

use rusqlite::{OptionalExtension, Row, params};
use stockless_core::confirmation::{ConfirmedBy, Expectation, Following, PaidBy};
use stockless_core::day::{Day, Instant};
use stockless_core::id::{ImportId, OrderId, PurchaseId, SupplierId};

use crate::open::StoreError;
use crate::sql::{self, Json};
use crate::store::{Read, Write};
use crate::undo::Undoable;

/// What a supplier agreed to, and how its answers reach us.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExpectationRow {
    /// What it agreed to.
    pub terms: Expectation,
    /// True when a mail of it that names our number is a yes.
    pub reply_confirms: bool,
    /// Further addresses of it, and domains with their `@`.
    pub senders: Vec<String>,
    /// Where it leaves confirmations: `folder`, `sftp`, or empty for nowhere.
    pub files: String,
    /// The folder there.
    pub files_folder: String,
}

/// What is waited for about one purchase.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FollowingRow {
    /// A confirmation is expected until then.
    pub chase: Option<Instant>,
    /// How often it was asked for.
    pub chased: i64,
    /// When it was last asked for.
    pub chased_at: Option<Instant>,
    /// When it was confirmed, and how.
    pub confirmed: Option<(Instant, ConfirmedBy)>,
    /// The supplier's number, as it stands in the purchase.
    pub their_number: String,
    /// When the supplier says that it will send it.
    pub ship_day: Option<Day>,
    /// It is to be paid until then.
    pub pay_due: Option<Instant>,
    /// True when the supplier drops it after that.
    pub lapses: bool,
    /// When it was paid, and how much in minor units of its currency.
    pub paid: Option<(Day, i64)>,
    /// Its mail came back, and nobody has said what that means.
    pub returned: Option<Instant>,
    /// A mail about it waits to be read since.
    pub unread: Option<Instant>,
    /// Not before, for what was raised.
    pub remind: Option<Instant>,
    /// When that was said.
    pub reminded: Option<Instant>,
}

impl FollowingRow {
    /// What this asks of the merchant, for a purchase that its supplier has since `placed`.
    pub fn following(&self, placed: Option<Instant>) -> Following {
        Following {
            chase: self.chase.filter(|_| self.confirmed.is_none()),
            returned: self.returned,
            unread: self.unread,
            pay_due: self.pay_due.filter(|_| self.paid.is_none()),
            pay_from: placed,
            lapses: self.lapses,
            remind: self.remind,
            reminded: self.reminded,
        }
    }
}

/// How looking for a supplier's returned files goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnedLook {
    /// When it was last done.
    pub looked: Option<Instant>,
    /// Looks in a row that did not get there.
    pub tries: i64,
    /// Not before.
    pub next: Instant,
    /// Why it did not, or what was wrong with files; empty where nothing was.
    pub trouble: String,
}

/// How far the merchant's mailbox was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailboxRow {
    /// Which mailbox it is about.
    pub account: String,
    /// UIDVALIDITY.
    pub validity: u32,
    /// The highest UID that was read; 0 for none.
    pub last: u32,
    /// When it was last read.
    pub read: Option<Instant>,
    /// Looks in a row that did not reach it.
    pub tries: i64,
    /// Not before.
    pub next: Instant,
    /// It does not accept the password.
    pub signed_out: bool,
    /// Why it could not be read; empty when it could.
    pub trouble: String,
}

impl Default for MailboxRow {
    fn default() -> Self {
        Self {
            account: String::new(),
            validity: 0,
            last: 0,
            read: None,
            tries: 0,
            next: Instant::from_ms(0),
            signed_out: false,
            trouble: String::new(),
        }
    }
}

const COLUMNS: &str = "f.chase_ms, f.chased, f.chased_ms, f.confirmed_ms, f.confirmed_by, f.their_number, f.ship_day, f.pay_due_ms, \
     f.lapses, f.paid_day, f.paid_minor, f.returned_ms, f.unread_ms, f.remind_ms, f.reminded_ms";

fn row(row: &Row<'_>) -> rusqlite::Result<FollowingRow> {
    let instant = |index: usize| row.get::<_, Option<i64>>(index).map(|ms| ms.map(Instant::from_ms));
    let day = |index: usize| -> rusqlite::Result<Option<Day>> {
        row.get::<_, Option<i32>>(index)?.map(|number| sql::day(number).map_err(sql::inside)).transpose()
    };
    let by = row.get::<_, Option<String>>(4)?;
    let by = by
        .map(|word| sql::word("way of a confirmation", &word, ConfirmedBy::from_word).map_err(sql::inside))
        .transpose()?;
    Ok(FollowingRow {
        chase: instant(0)?,
        chased: row.get(1)?,
        chased_at: instant(2)?,
        confirmed: instant(3)?.zip(by),
        their_number: row.get(5)?,
        ship_day: day(6)?,
        pay_due: instant(7)?,
        lapses: row.get(8)?,
        paid: day(9)?.zip(row.get(10)?),
        returned: instant(11)?,
        unread: instant(12)?,
        remind: instant(13)?,
        reminded: instant(14)?,
    })
}

/// Mails of ours that a server took, newest first.
pub(crate) const MAILED: &str = "SELECT key FROM purchase INDEXED BY purchase_created \
     WHERE channel = 'email' AND state IN ('placed', 'confirmed') ORDER BY created_ms DESC, id DESC LIMIT ?1";

/// Purchases that need the merchant, longest waiting first.
pub(crate) const RAISED: &str = "SELECT purchase_id, raise_ms FROM purchase_following \
     WHERE raise_ms IS NOT NULL AND (raise_ms, purchase_id) > (?2, ?3) AND raise_ms <= ?1 ORDER BY raise_ms, purchase_id LIMIT ?4";

impl Read<'_> {
    /// What a supplier agreed to.
    pub fn expectation(&self, supplier: SupplierId) -> Result<ExpectationRow, StoreError> {
        let found = self
            .conn
            .prepare_cached(
                "SELECT confirm_hours, reply_confirms, senders, paid_by, pay_days, lapses, files, files_folder
                 FROM supplier_expectation WHERE supplier_id = ?1",
            )?
            .query_row([supplier.get()], |row| {
                let paid_by: String = row.get(3)?;
                Ok(ExpectationRow {
                    terms: Expectation {
                        confirm_hours: row.get(0)?,
                        paid_by: sql::word("way of paying", &paid_by, PaidBy::from_word)
                            .map_err(sql::inside)?,
                        pay_days: row.get(4)?,
                        lapses: row.get(5)?,
                    },
                    reply_confirms: row.get(1)?,
                    senders: row.get::<_, Json<Vec<String>>>(2)?.0,
                    files: row.get(6)?,
                    files_folder: row.get(7)?,
                })
            })
            .optional()?;
        Ok(found.unwrap_or_default())
    }

    /// What is waited for about a purchase; `None` for one that its supplier does not have, or had before this was kept.
    pub fn following(&self, purchase: PurchaseId) -> Result<Option<FollowingRow>, StoreError> {
        Ok(self
            .conn
            .prepare_cached(&format!("SELECT {COLUMNS} FROM purchase_following f WHERE f.purchase_id = ?1"))?
            .query_row([purchase.get()], row)
            .optional()?)
    }

    /// Purchases that need the merchant at a time, longest waiting first, from behind one of them.
    pub fn raised(
        &self,
        now: Instant,
        after: (i64, i64),
        limit: i64,
    ) -> Result<Vec<(PurchaseId, Instant)>, StoreError> {
        let mut statement = self.conn.prepare_cached(RAISED)?;
        let rows = statement.query_map(params![now.ms(), after.0, after.1, limit], |row| {
            Ok((PurchaseId::new(row.get(0)?), Instant::from_ms(row.get(1)?)))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many purchases need the merchant at a time.
    pub fn raised_total(&self, now: Instant) -> Result<i64, StoreError> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT count(*) FROM purchase_following WHERE raise_ms IS NOT NULL AND raise_ms <= ?1",
            )?
            .query_row([now.ms()], |row| row.get(0))?)
    }

    /// How far the mailbox was read; `None` for one that was not.
    pub fn mailbox_mark(&self) -> Result<Option<MailboxRow>, StoreError> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT account, validity, last_uid, read_ms, tries, next_ms, signed_out, trouble FROM mailbox_mark WHERE id = 1",
            )?
            .query_row([], |row| {
                Ok(MailboxRow {
                    account: row.get(0)?,
                    validity: row.get(1)?,
                    last: row.get(2)?,
                    read: row.get::<_, Option<i64>>(3)?.map(Instant::from_ms),
                    tries: row.get(4)?,
                    next: Instant::from_ms(row.get(5)?),
                    signed_out: row.get(6)?,
                    trouble: row.get(7)?,
                })
            })
            .optional()?)
    }

    /// Suppliers that return files and are to be looked at now.
    pub fn returning_suppliers(&self, now: Instant) -> Result<Vec<SupplierId>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT e.supplier_id FROM supplier_expectation e LEFT JOIN returned_look l ON l.supplier_id = e.supplier_id
             WHERE e.files <> '' AND coalesce(l.next_ms, 0) <= ?1 ORDER BY e.supplier_id",
        )?;
        let rows = statement.query_map([now.ms()], |row| row.get(0).map(SupplierId::new))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How looking for a supplier's files goes.
    pub fn returned_look(&self, supplier: SupplierId) -> Result<ReturnedLook, StoreError> {
        let found = self
            .conn
            .prepare_cached(
                "SELECT looked_ms, tries, next_ms, trouble FROM returned_look WHERE supplier_id = ?1",
            )?
            .query_row([supplier.get()], |row| {
                Ok(ReturnedLook {
                    looked: row.get::<_, Option<i64>>(0)?.map(Instant::from_ms),
                    tries: row.get(1)?,
                    next: Instant::from_ms(row.get(2)?),
                    trouble: row.get(3)?,
                })
            })
            .optional()?;
        let never =
            ReturnedLook { looked: None, tries: 0, next: Instant::from_ms(0), trouble: String::new() };
        Ok(found.unwrap_or(never))
    }

    /// True when a supplier's file of this content was read.
    pub fn was_returned(&self, supplier: SupplierId, hash: &[u8]) -> Result<bool, StoreError> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM returned_file WHERE supplier_id = ?1 AND hash = ?2)",
            )?
            .query_row(params![supplier.get(), hash], |row| row.get(0))?)
    }

    /// Names and stamps of the files of a supplier that were read.
    pub fn returned_stamps(&self, supplier: SupplierId) -> Result<HashSet<(String, String)>, StoreError> {
        let mut statement = self
            .conn
            .prepare_cached("SELECT name, stamp FROM returned_file WHERE supplier_id = ?1 AND stamp <> ''")?;
        let rows = statement.query_map([supplier.get()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The run that writes now.
    pub fn current_epoch(&self) -> Result<i64, StoreError> {
        Ok(self.conn.query_row("SELECT epoch FROM instance", [], |row| row.get(0))?)
    }

    /// True when a purchase was queued since a time.
    pub fn purchase_since(&self, since: Instant) -> Result<bool, StoreError> {
        Ok(self
            .conn
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM purchase WHERE created_ms >= ?1)")?
            .query_row([since.ms()], |row| row.get(0))?)
    }

    /// Keys of the mails that were placed last, newest first.
    pub fn mailed_keys(&self, limit: i64) -> Result<Vec<String>, StoreError> {
        let mut statement = self.conn.prepare_cached(MAILED)?;
        let rows = statement.query_map([limit], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The order of a purchase.
    pub fn order_of_purchase(&self, purchase: PurchaseId) -> Result<OrderId, StoreError> {
        let found = self
            .conn
            .prepare_cached("SELECT order_id FROM purchase WHERE id = ?1")?
            .query_row([purchase.get()], |row| row.get(0))
            .optional()?;
        found.map(OrderId::new).ok_or(StoreError::NotFound { what: "purchase", id: purchase.get() })
    }
}

impl Write<'_> {
    /// Writes what a supplier agreed to. It holds for purchases from now on.
    pub fn save_expectation(&self, supplier: SupplierId, new: &ExpectationRow) -> Result<(), StoreError> {
        self.touch(Undoable::SupplierExpectation, supplier.get())?;
        self.conn.execute(
            "INSERT INTO supplier_expectation (supplier_id, confirm_hours, reply_confirms, senders, paid_by, pay_days, lapses,
                files, files_folder)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
             ON CONFLICT (supplier_id) DO UPDATE SET confirm_hours = excluded.confirm_hours,
                reply_confirms = excluded.reply_confirms, senders = excluded.senders, paid_by = excluded.paid_by,
                pay_days = excluded.pay_days, lapses = excluded.lapses, files = excluded.files,
                files_folder = excluded.files_folder",
            params![
                supplier.get(),
                new.terms.confirm_hours,
                new.reply_confirms,
                Json(&new.senders),
                new.terms.paid_by.word(),
                new.terms.pay_days,
                new.terms.lapses,
                new.files,
                new.files_folder
            ],
        )?;
        // Whatever kept files from being found may be cured now.
        self.conn.execute(
            "UPDATE returned_look SET next_ms = 0, tries = 0 WHERE supplier_id = ?1",
            [supplier.get()],
        )?;
        Ok(())
    }

    /// Writes what is waited for about a purchase, and when that needs the merchant: never, where the supplier does not
    /// have it.
    pub fn save_following(&self, purchase: PurchaseId, new: &FollowingRow) -> Result<(), StoreError> {
        self.touch(Undoable::PurchaseFollowing, purchase.get())?;
        let (placed, state): (Option<i64>, String) = self
            .conn
            .prepare_cached("SELECT placed_ms, state FROM purchase WHERE id = ?1")?
            .query_row([purchase.get()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let raise = new.following(placed.map(Instant::from_ms)).raise();
        let raise = raise.filter(|_| matches!(state.as_str(), "placed" | "confirmed"));
        self.conn
            .prepare_cached(
                "INSERT INTO purchase_following (purchase_id, chase_ms, chased, chased_ms, confirmed_ms, confirmed_by,
                    their_number, ship_day, pay_due_ms, lapses, paid_day, paid_minor, returned_ms, unread_ms, remind_ms,
                    reminded_ms, raise_ms)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
                 ON CONFLICT (purchase_id) DO UPDATE SET chase_ms = excluded.chase_ms, chased = excluded.chased,
                    chased_ms = excluded.chased_ms, confirmed_ms = excluded.confirmed_ms,
                    confirmed_by = excluded.confirmed_by, their_number = excluded.their_number,
                    ship_day = excluded.ship_day, pay_due_ms = excluded.pay_due_ms, lapses = excluded.lapses,
                    paid_day = excluded.paid_day, paid_minor = excluded.paid_minor, returned_ms = excluded.returned_ms,
                    unread_ms = excluded.unread_ms, remind_ms = excluded.remind_ms, reminded_ms = excluded.reminded_ms,
                    raise_ms = excluded.raise_ms",
            )?
            .execute(params![
                purchase.get(),
                new.chase.map(Instant::ms),
                new.chased,
                new.chased_at.map(Instant::ms),
                new.confirmed.map(|(at, _)| at.ms()),
                new.confirmed.map(|(_, by)| by.word()),
                new.their_number,
                new.ship_day.map(Day::number),
                new.pay_due.map(Instant::ms),
                new.lapses,
                new.paid.map(|(day, _)| day.number()),
                new.paid.map(|(_, minor)| minor),
                new.returned.map(Instant::ms),
                new.unread.map(Instant::ms),
                new.remind.map(Instant::ms),
                new.reminded.map(Instant::ms),
                raise.map(Instant::ms)
            ])?;
        Ok(())
    }

    /// Writes how looking for a supplier's files went.
    pub fn save_returned_look(&self, supplier: SupplierId, row: &ReturnedLook) -> Result<(), StoreError> {
        self.conn.execute(
            "INSERT INTO returned_look (supplier_id, looked_ms, tries, next_ms, trouble) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (supplier_id) DO UPDATE SET looked_ms = excluded.looked_ms, tries = excluded.tries,
                next_ms = excluded.next_ms, trouble = excluded.trouble",
            params![supplier.get(), row.looked.map(Instant::ms), row.tries, row.next.ms(), row.trouble],
        )?;
        Ok(())
    }

    /// Notes that a supplier's file was read, or that its content was known.
    pub fn note_returned(
        &self,
        supplier: SupplierId,
        hash: &[u8],
        (name, stamp): (&str, &str),
        import: Option<ImportId>,
        now: Instant,
    ) -> Result<(), StoreError> {
        self.conn.execute(
            "INSERT INTO returned_file (supplier_id, hash, name, stamp, import_id, at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (supplier_id, hash, name) DO UPDATE SET stamp = excluded.stamp",
            params![supplier.get(), hash, name, stamp, import.map(ImportId::get), now.ms()],
        )?;
        Ok(())
    }

    /// Writes how far the mailbox was read.
    pub fn save_mailbox_mark(&self, row: &MailboxRow) -> Result<(), StoreError> {
        self.conn.execute(
            "INSERT INTO mailbox_mark (id, account, validity, last_uid, read_ms, tries, next_ms, signed_out, trouble)
             VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
             ON CONFLICT (id) DO UPDATE SET account = excluded.account, validity = excluded.validity,
                last_uid = excluded.last_uid, read_ms = excluded.read_ms, tries = excluded.tries,
                next_ms = excluded.next_ms, signed_out = excluded.signed_out, trouble = excluded.trouble",
            params![
                row.account,
                row.validity,
                row.last,
                row.read.map(Instant::ms),
                row.tries,
                row.next.ms(),
                row.signed_out,
                row.trouble
            ],
        )?;
        Ok(())
    }

    /// Forgets that the mailbox could not be read: it is looked into at once.
    pub fn let_mailbox_go_on(&self) -> Result<(), StoreError> {
        self.conn.execute(
            "UPDATE mailbox_mark SET tries = 0, next_ms = 0, signed_out = 0, trouble = '' WHERE id = 1",
            [],
        )?;
        Ok(())
    }

    /// Ends what time would raise about a purchase that its supplier has not any more.
    pub(crate) fn stop_following(&self, purchase: PurchaseId) -> Result<(), StoreError> {
        self.conn
            .prepare_cached("UPDATE purchase_following SET raise_ms = NULL WHERE purchase_id = ?1")?
            .execute([purchase.get()])?;
        Ok(())
    }

    /// Brings a purchase in step with what is known about its confirmation, after that was taken back or done again.
    pub(crate) fn restate(&self, purchase: i64) -> Result<(), StoreError> {
        self.conn.execute(
            "UPDATE purchase SET version = version + 1,
                state = iif((SELECT confirmed_ms FROM purchase_following WHERE purchase_id = ?1) IS NULL, 'placed', 'confirmed'),
                supplier_number = coalesce((SELECT their_number FROM purchase_following WHERE purchase_id = ?1), supplier_number)
             WHERE id = ?1 AND state IN ('placed', 'confirmed')",
            [purchase],
        )?;
        Ok(())
    }
}
