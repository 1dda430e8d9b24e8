//! Attempts to place a purchase, written before anything leaves.

use rusqlite::{OptionalExtension, Row, params};
use stockless_core::day::Instant;
use stockless_core::id::{AttemptId, OrderId, PurchaseId};
use stockless_core::outcome::Outcome;
use stockless_core::protocol::Kind;
use stockless_core::purchase::State;
use stockless_core::supplier::Channel;

use super::Move;
use crate::journal::{self, JournalLine, Sent};
use crate::open::StoreError;
use crate::sql;
use crate::store::{Read, Write};

/// An attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttemptRow {
    /// Which one.
    pub id: AttemptId,
    /// Its purchase.
    pub purchase: PurchaseId,
    /// 1 is the first.
    pub n: i64,
    /// The run of the program that made it.
    pub boot: String,
    /// When it began.
    pub started: Instant,
    /// When its outcome was known.
    pub finished: Option<Instant>,
    /// accepted, rejected, definite_no or unknown.
    pub outcome: Option<String>,
    /// What it proves, in words.
    pub evidence: String,
    /// What it asked of the supplier.
    pub kind: Kind,
    /// What was sent and what came back.
    pub trace: Trace,
    /// The purchase's number.
    pub number: String,
    /// The supplier's name.
    pub supplier: String,
    /// The order.
    pub order: OrderId,
}

/// What was sent and what came back, without secrets. Empty where nothing was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trace {
    /// What was sent.
    pub sent: String,
    /// What came back.
    pub received: String,
    /// The status of the answer, where the channel has one.
    pub status: Option<i64>,
}

/// An attempt to begin.
#[derive(Debug, Clone)]
pub struct NewAttempt {
    /// The purchase.
    pub purchase: PurchaseId,
    /// Where it stands: queued, or unknown when the same request is repeated.
    pub from: State,
    /// What is asked.
    pub kind: Kind,
    /// The run of the program.
    pub boot: String,
    /// Its epoch.
    pub epoch: i64,
    /// Until when the key may be relied on, if the supplier sees it for the first time now.
    pub key_expires: Option<Instant>,
}

/// A list leaves out what was sent and what came back, which may be long.
const LISTED: &str = "SELECT a.id, a.purchase_id, a.n, a.boot, a.started_ms, a.finished_ms, a.outcome, a.evidence, p.number, \
     s.name, p.order_id, a.kind, '', '', a.status FROM attempt a JOIN purchase p ON p.id = a.purchase_id JOIN supplier s ON s.id = p.supplier_id";

const ATTEMPTS: &str = "SELECT a.id, a.purchase_id, a.n, a.boot, a.started_ms, a.finished_ms, a.outcome, a.evidence, p.number, \
     s.name, p.order_id, a.kind, a.sent, a.received, a.status FROM attempt a JOIN purchase p ON p.id = a.purchase_id JOIN supplier s ON s.id = p.supplier_id";

fn attempt_row(row: &Row<'_>) -> rusqlite::Result<AttemptRow> {
    Ok(AttemptRow {
        id: AttemptId::new(row.get(0)?),
        purchase: PurchaseId::new(row.get(1)?),
        n: row.get(2)?,
        boot: row.get(3)?,
        started: Instant::from_ms(row.get(4)?),
        finished: row.get::<_, Option<i64>>(5)?.map(Instant::from_ms),
        outcome: row.get(6)?,
        evidence: row.get(7)?,
        number: row.get(8)?,
        supplier: row.get(9)?,
        order: OrderId::new(row.get(10)?),
        kind: sql::word("kind of attempt", &row.get::<_, String>(11)?, Kind::from_word)
            .map_err(sql::inside)?,
        trace: Trace { sent: row.get(12)?, received: row.get(13)?, status: row.get(14)? },
    })
}

/// Attempts that the journal has lines of, oldest first, from behind an id.
pub(crate) const LEFT: &str = "SELECT a.id, a.started_ms, a.boot, a.epoch, p.number, p.key, a.n, \
     a.kind, p.draft, p.channel, p.destination, p.document_name, p.document_hash FROM attempt a \
     JOIN purchase p ON p.id = a.purchase_id WHERE a.id > ?1 AND a.kind IN ('place', 'draft', 'confirm') \
     ORDER BY a.id LIMIT ?2";

pub(crate) fn attempts_sql() -> String {
    format!("{LISTED} WHERE a.id < ?1 ORDER BY a.id DESC LIMIT ?2")
}

impl Read<'_> {
    /// Attempts of a purchase, newest first.
    pub fn attempts_of(&self, id: PurchaseId) -> Result<Vec<AttemptRow>, StoreError> {
        let mut statement =
            self.conn.prepare_cached(&format!("{ATTEMPTS} WHERE a.purchase_id = ?1 ORDER BY a.n DESC"))?;
        Ok(statement.query_map([id.get()], attempt_row)?.collect::<Result<_, _>>()?)
    }

    /// Attempts of all purchases, newest first, from behind an id, without what was sent and what came back.
    pub fn attempts(&self, before_id: i64, limit: i64) -> Result<Vec<AttemptRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(&attempts_sql())?;
        Ok(statement.query_map(params![before_id, limit], attempt_row)?.collect::<Result<_, _>>()?)
    }

    /// Key and number of the last attempt before one that left: the journal must have its line. `None` when there is
    /// none.
    pub fn sent_before(&self, attempt: AttemptId) -> Result<Option<(String, i64)>, StoreError> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT p.key, a.n FROM attempt a JOIN purchase p ON p.id = a.purchase_id
                 WHERE a.id < ?1 AND a.kind IN ('place', 'draft', 'confirm') ORDER BY a.id DESC LIMIT 1",
            )?
            .query_row([attempt.get()], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?)
    }

    /// Lines that the journal must have for the attempts behind an id, oldest first, with the id of each. Their number
    /// and hash are the journal's affair.
    pub fn lines_of_attempts(
        &self,
        after_id: i64,
        limit: i64,
    ) -> Result<Vec<(i64, JournalLine)>, StoreError> {
        let mut statement = self.conn.prepare_cached(LEFT)?;
        let mut rows = statement.query(params![after_id, limit])?;
        let mut lines = Vec::new();
        while let Some(row) = rows.next()? {
            let line = JournalLine {
                seq: 0,
                at_ms: row.get(1)?,
                boot: row.get(2)?,
                epoch: row.get(3)?,
                number: row.get(4)?,
                key: row.get(5)?,
                attempt: row.get(6)?,
                accepted: None,
                sent: Sent::of(
                    sql::word("kind of attempt", &row.get::<_, String>(7)?, Kind::from_word)?,
                    &row.get::<_, String>(8)?,
                    sql::word("channel", &row.get::<_, String>(9)?, Channel::from_word)?,
                    &row.get::<_, String>(10)?,
                    journal::content(&row.get::<_, String>(11)?, &row.get::<_, Vec<u8>>(12)?),
                ),
                chain: String::new(),
            };
            lines.push((row.get(0)?, line));
        }
        Ok(lines)
    }

    /// True when the attempt that a line of the journal tells of is known here. Its number alone does not tell: after
    /// the database went back in time, another attempt may have got the same one.
    pub fn knows_attempt(&self, key: &str, n: i64, started: Instant) -> Result<bool, StoreError> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM attempt a JOIN purchase p ON p.id = a.purchase_id WHERE p.key = ?1 AND a.n = ?2 AND a.started_ms = ?3)",
            )?
            .query_row(params![key, n, started.ms()], |row| row.get(0))?)
    }
}

impl Write<'_> {
    /// Writes the attempt and takes the purchase to sending. Exactly one row changes, or nothing is sent. Returns the
    /// attempt and its number.
    pub fn begin_attempt(&self, new: &NewAttempt, now: Instant) -> Result<(AttemptId, i64), StoreError> {
        self.move_purchase(new.purchase, new.from, State::Sending, new.epoch, &Move::default())?;
        self.conn
            .prepare_cached(
                "UPDATE purchase SET tries = tries + 1, key_expires_ms = iif(first_sent_ms IS NULL, ?3, key_expires_ms),
                    first_sent_ms = coalesce(first_sent_ms, ?2) WHERE id = ?1",
            )?
            .execute(params![new.purchase.get(), now.ms(), new.key_expires.map(Instant::ms)])?;
        self.insert_attempt(new.purchase, new.kind, new.epoch, &new.boot, now)
    }

    pub(super) fn insert_attempt(
        &self,
        purchase: PurchaseId,
        kind: Kind,
        epoch: i64,
        boot: &str,
        now: Instant,
    ) -> Result<(AttemptId, i64), StoreError> {
        let n: i64 = self
            .conn
            .prepare_cached("SELECT coalesce(max(n), 0) + 1 FROM attempt WHERE purchase_id = ?1")?
            .query_row([purchase.get()], |row| row.get(0))?;
        self.conn
            .prepare_cached(
                "INSERT INTO attempt (purchase_id, n, kind, epoch, boot, started_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![purchase.get(), n, kind.word(), epoch, boot, now.ms()])?;
        Ok((AttemptId::new(self.conn.last_insert_rowid()), n))
    }

    /// Writes the outcome of an attempt, once.
    pub fn end_attempt(
        &self,
        attempt: AttemptId,
        outcome: &Outcome,
        trace: &Trace,
        now: Instant,
    ) -> Result<(), StoreError> {
        let changed = self
            .conn
            .prepare_cached(
                "UPDATE attempt SET outcome = ?2, evidence = ?3, finished_ms = ?4, sent = ?5, received = ?6, status = ?7
                 WHERE id = ?1 AND outcome IS NULL",
            )?
            .execute(params![
                attempt.get(),
                outcome.word(),
                outcome.words(),
                now.ms(),
                trace.sent,
                trace.received,
                trace.status
            ])?;
        if changed == 1 { Ok(()) } else { Err(StoreError::Conflict("this attempt")) }
    }

    /// Records a request that changes nothing about where the purchase stands: a look at the supplier's records, or
    /// a cancellation.
    pub fn record_request(
        &self,
        asked: &NewAttempt,
        outcome: &Outcome,
        trace: &Trace,
        now: Instant,
    ) -> Result<(), StoreError> {
        let (attempt, _) = self.insert_attempt(asked.purchase, asked.kind, asked.epoch, &asked.boot, now)?;
        self.end_attempt(attempt, outcome, trace, now)
    }
}
