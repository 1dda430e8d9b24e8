//! What suppliers answered: mails about purchases, and every yes.

use rusqlite::{OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};
use stockless_core::confirmation::ConfirmedBy;
use stockless_core::day::Instant;
use stockless_core::id::PurchaseId;
use stockless_core::reply::LetterKind;

use crate::open::StoreError;
use crate::sql::{self, Json};
use crate::store::{Read, Write};
use crate::undo::Undoable;

/// A mail about a purchase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplyRow {
    /// Which one; 0 for one that is not stored yet.
    pub id: i64,
    /// The purchase.
    pub purchase: PurchaseId,
    /// The mail's own id.
    pub message_id: String,
    /// Who wrote it: a person, a program, a server.
    pub kind: LetterKind,
    /// True when the sender is known as this supplier's.
    pub is_known: bool,
    /// True when it answers our mail, false when its subject names the number.
    pub by_message: bool,
    /// The sender's address.
    pub sender: String,
    /// Subject.
    pub subject: String,
    /// Text; may be cut.
    pub body: String,
    /// The supplier's number as read from the text; empty where none was.
    pub their_number: String,
    /// When it says that it was sent.
    pub sent: Option<Instant>,
    /// When we read it.
    pub found: Instant,
    /// What it was taken for: empty while nobody said, `confirms` or `other`.
    pub answer: String,
}

/// What a confirmation says about an item, as it says it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SaidLine {
    /// Supplier's SKU.
    pub sku: String,
    /// Units that it will send.
    pub quantity: Option<i64>,
    /// Unit price, in its own writing.
    pub price: String,
    /// Its word for where the item stands.
    pub status: String,
    /// When it will send it, ISO 8601.
    pub ship_on: String,
}

/// A supplier's yes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfirmationRow {
    /// Which one; 0 for one that is not stored yet.
    pub id: i64,
    /// The purchase.
    pub purchase: PurchaseId,
    /// Which way it came.
    pub by: ConfirmedBy,
    /// The supplier's number; empty where it gave none.
    pub their_number: String,
    /// What it says about items.
    pub lines: Vec<SaidLine>,
    /// Name of the file.
    pub source: String,
    /// The mail.
    pub reply: Option<i64>,
    /// When we learnt of it.
    pub at: Instant,
}

pub(crate) const REPLIES: &str = "SELECT id, purchase_id, message_id, kind, is_known, by_message, sender, subject, body, their_number, \
     sent_ms, found_ms, answer FROM reply WHERE purchase_id = ?1 LIMIT ?2";

fn reply(row: &Row<'_>) -> rusqlite::Result<ReplyRow> {
    let kind: String = row.get(3)?;
    Ok(ReplyRow {
        id: row.get(0)?,
        purchase: PurchaseId::new(row.get(1)?),
        message_id: row.get(2)?,
        kind: sql::word("kind of a mail", &kind, LetterKind::from_word).map_err(sql::inside)?,
        is_known: row.get(4)?,
        by_message: row.get(5)?,
        sender: row.get(6)?,
        subject: row.get(7)?,
        body: row.get(8)?,
        their_number: row.get(9)?,
        sent: row.get::<_, Option<i64>>(10)?.map(Instant::from_ms),
        found: Instant::from_ms(row.get(11)?),
        answer: row.get(12)?,
    })
}

pub(crate) const CONFIRMATIONS: &str = "SELECT id, purchase_id, by, their_number, lines, source, reply_id, at_ms FROM confirmation \
     WHERE purchase_id = ?1 ORDER BY id LIMIT ?2";

/// Mails about one purchase that are kept. A supplier that writes more often is read in the mailbox.
pub const MOST_REPLIES: i64 = 200;

impl Read<'_> {
    /// Mails about a purchase, oldest first.
    pub fn replies_of(&self, purchase: PurchaseId) -> Result<Vec<ReplyRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(REPLIES)?;
        let rows = statement.query_map(params![purchase.get(), MOST_REPLIES], reply)?;
        let mut rows = rows.collect::<Result<Vec<_>, _>>()?;
        rows.sort_by_key(|row| row.id);
        Ok(rows)
    }

    /// One mail about a purchase.
    pub fn reply(&self, id: i64) -> Result<ReplyRow, StoreError> {
        let sql = REPLIES.replace("purchase_id = ?1 LIMIT ?2", "id = ?1");
        let found = self.conn.prepare_cached(&sql)?.query_row([id], reply).optional()?;
        found.ok_or(StoreError::NotFound { what: "mail", id })
    }

    /// Every yes to a purchase, oldest first.
    pub fn confirmations_of(&self, purchase: PurchaseId) -> Result<Vec<ConfirmationRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(CONFIRMATIONS)?;
        let rows = statement.query_map(params![purchase.get(), MOST_REPLIES], |row| {
            let by: String = row.get(2)?;
            Ok(ConfirmationRow {
                id: row.get(0)?,
                purchase: PurchaseId::new(row.get(1)?),
                by: sql::word("way of a confirmation", &by, ConfirmedBy::from_word).map_err(sql::inside)?,
                their_number: row.get(3)?,
                lines: row.get::<_, Json<Vec<SaidLine>>>(4)?.0,
                source: row.get(5)?,
                reply: row.get(6)?,
                at: Instant::from_ms(row.get(7)?),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Write<'_> {
    /// Keeps a mail about a purchase. `None` when it is there already, or when there are too many.
    pub fn add_reply(&self, new: &ReplyRow) -> Result<Option<i64>, StoreError> {
        let added = self
            .conn
            .prepare_cached(
                "INSERT OR IGNORE INTO reply (purchase_id, message_id, kind, is_known, by_message, sender, subject, body,
                    their_number, sent_ms, found_ms, answer)
                 SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12
                 WHERE (SELECT count(*) FROM reply WHERE purchase_id = ?1) < ?13",
            )?
            .execute(params![
                new.purchase.get(),
                new.message_id,
                new.kind.word(),
                new.is_known,
                new.by_message,
                new.sender,
                new.subject,
                new.body,
                new.their_number,
                new.sent.map(Instant::ms),
                new.found.ms(),
                new.answer,
                MOST_REPLIES
            ])?;
        Ok((added == 1).then(|| self.conn.last_insert_rowid()))
    }

    /// Writes what a mail was taken for.
    pub fn answer_reply(&self, id: i64, answer: &str) -> Result<(), StoreError> {
        self.touch(Undoable::Reply, id)?;
        self.conn.execute("UPDATE reply SET answer = ?2 WHERE id = ?1", params![id, answer])?;
        Ok(())
    }

    /// Keeps a supplier's yes.
    pub fn add_confirmation(&self, new: &ConfirmationRow) -> Result<i64, StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO confirmation (purchase_id, by, their_number, lines, source, reply_id, at_ms)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                new.purchase.get(),
                new.by.word(),
                new.their_number,
                Json(&new.lines),
                new.source,
                new.reply,
                new.at.ms()
            ])?;
        let id = self.conn.last_insert_rowid();
        self.created(Undoable::Confirmation, id);
        Ok(id)
    }
}
