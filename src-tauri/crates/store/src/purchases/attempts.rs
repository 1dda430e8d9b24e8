//! Attempts to place a purchase, written before anything leaves.

use rusqlite::{Row, params};
use stockless_core::day::Instant;
use stockless_core::id::{AttemptId, OrderId, PurchaseId};
use stockless_core::purchase::State;

use super::Move;
use crate::open::StoreError;
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
    /// What came back.
    pub evidence: String,
    /// The purchase's number.
    pub number: String,
    /// The supplier's name.
    pub supplier: String,
    /// The order.
    pub order: OrderId,
}

const ATTEMPTS: &str = "SELECT a.id, a.purchase_id, a.n, a.boot, a.started_ms, a.finished_ms, a.outcome, a.evidence, p.number, \
     s.name, p.order_id FROM attempt a JOIN purchase p ON p.id = a.purchase_id JOIN supplier s ON s.id = p.supplier_id";

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
    })
}

pub(crate) fn attempts_sql() -> String {
    format!("{ATTEMPTS} WHERE a.id < ?1 ORDER BY a.id DESC LIMIT ?2")
}

impl Read<'_> {
    /// Attempts of a purchase, newest first.
    pub fn attempts_of(&self, id: PurchaseId) -> Result<Vec<AttemptRow>, StoreError> {
        let mut statement =
            self.conn.prepare_cached(&format!("{ATTEMPTS} WHERE a.purchase_id = ?1 ORDER BY a.n DESC"))?;
        Ok(statement.query_map([id.get()], attempt_row)?.collect::<Result<_, _>>()?)
    }

    /// Attempts of all purchases, newest first, from behind an id.
    pub fn attempts(&self, before_id: i64, limit: i64) -> Result<Vec<AttemptRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(&attempts_sql())?;
        Ok(statement.query_map(params![before_id, limit], attempt_row)?.collect::<Result<_, _>>()?)
    }

    /// True when an attempt with this key and number is known here.
    pub fn knows_attempt(&self, key: &str, n: i64) -> Result<bool, StoreError> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM attempt a JOIN purchase p ON p.id = a.purchase_id WHERE p.key = ?1 AND a.n = ?2)",
            )?
            .query_row(params![key, n], |row| row.get(0))?)
    }
}

impl Write<'_> {
    /// Writes the attempt and takes the purchase from queued to sending, or from unknown after a person's word.
    /// Exactly one row changes, or nothing is sent.
    pub fn begin_attempt(
        &self,
        id: PurchaseId,
        epoch: i64,
        boot: &str,
        now: Instant,
    ) -> Result<(AttemptId, i64), StoreError> {
        self.move_purchase(id, State::Queued, State::Sending, epoch, &Move::default())?;
        self.conn
            .prepare_cached("UPDATE purchase SET tries = tries + 1 WHERE id = ?1")?
            .execute([id.get()])?;
        let n: i64 = self
            .conn
            .prepare_cached("SELECT coalesce(max(n), 0) + 1 FROM attempt WHERE purchase_id = ?1")?
            .query_row([id.get()], |row| row.get(0))?;
        self.conn
            .prepare_cached(
                "INSERT INTO attempt (purchase_id, n, epoch, boot, started_ms) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![id.get(), n, epoch, boot, now.ms()])?;
        Ok((AttemptId::new(self.conn.last_insert_rowid()), n))
    }

    /// Writes the outcome of an attempt, once.
    pub fn end_attempt(
        &self,
        attempt: AttemptId,
        outcome: &str,
        evidence: &str,
        now: Instant,
    ) -> Result<(), StoreError> {
        let changed = self
            .conn
            .prepare_cached(
                "UPDATE attempt SET outcome = ?2, evidence = ?3, finished_ms = ?4 WHERE id = ?1 AND outcome IS NULL",
            )?
            .execute(params![attempt.get(), outcome, evidence, now.ms()])?;
        if changed == 1 { Ok(()) } else { Err(StoreError::Conflict("this attempt")) }
    }
}
