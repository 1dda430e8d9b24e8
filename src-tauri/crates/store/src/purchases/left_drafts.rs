//! Drafts that were left behind at a supplier.

use rusqlite::params;
use stockless_core::day::Instant;
use stockless_core::id::{AttemptId, PurchaseId};

use super::NewAttempt;
use crate::open::StoreError;
use crate::store::{Read, Write};

/// A draft that nobody will confirm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftDraft {
    /// Which one.
    pub id: i64,
    /// The purchase that it was made for.
    pub purchase: PurchaseId,
    /// The supplier's number of the draft.
    pub number: String,
    /// Our own records tell of it; otherwise the supplier's list does.
    pub is_own: bool,
}

/// How clearing a draft away ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cleared {
    /// It is gone.
    Yes,
    /// The supplier does not clear it away.
    Refused,
    /// Nobody knows, or not yet.
    NotYet,
}

/// Drafts whose time has come, oldest first.
pub(crate) const LEFT_DRAFTS: &str = "SELECT id, purchase_id, number, is_own FROM left_draft
     WHERE ended = '' AND due_ms IS NOT NULL AND due_ms <= ?1 ORDER BY due_ms LIMIT ?2";

/// Purchases that are over, whose draft no confirmation can have reached, and that our own records do not tell of yet.
pub(crate) const OVER_WITH_A_DRAFT: &str = "SELECT p.id, p.draft FROM purchase p INDEXED BY purchase_drafted
     WHERE p.draft <> '' AND p.state IN ('rejected', 'cancelled') AND p.id > ?1 AND p.in_doubt = 0
       AND NOT EXISTS (SELECT 1 FROM attempt a WHERE a.purchase_id = p.id AND a.kind = 'confirm'
                       AND coalesce(a.outcome, 'unknown') IN ('unknown', 'accepted'))
       AND NOT EXISTS (SELECT 1 FROM left_draft d WHERE d.purchase_id = p.id AND d.number = p.draft AND (d.is_own = 1 OR d.ended <> ''))
     ORDER BY p.id LIMIT ?2";

impl Read<'_> {
    /// Drafts whose time has come.
    pub fn left_drafts_due(&self, now: Instant, limit: i64) -> Result<Vec<LeftDraft>, StoreError> {
        let mut statement = self.conn.prepare_cached(LEFT_DRAFTS)?;
        let rows = statement.query_map(params![now.ms(), limit], |row| {
            Ok(LeftDraft {
                id: row.get(0)?,
                purchase: PurchaseId::new(row.get(1)?),
                number: row.get(2)?,
                is_own: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Purchases behind an id that are over and whose draft nobody confirmed, each with the draft's number.
    pub fn over_with_a_draft(
        &self,
        after: PurchaseId,
        limit: i64,
    ) -> Result<Vec<(PurchaseId, String)>, StoreError> {
        let mut statement = self.conn.prepare_cached(OVER_WITH_A_DRAFT)?;
        let rows = statement
            .query_map(params![after.get(), limit], |row| Ok((PurchaseId::new(row.get(0)?), row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// True when the end of an attempt to clear a draft away is not written down.
    pub fn has_open_clearings(&self) -> Result<bool, StoreError> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM attempt WHERE kind = 'cancel_draft' AND outcome IS NULL)",
            )?
            .query_row([], |row| row.get(0))?)
    }

    /// True when a confirmation of this purchase's draft may have reached the supplier.
    pub fn may_be_confirmed(&self, purchase: PurchaseId) -> Result<bool, StoreError> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM attempt WHERE purchase_id = ?1 AND kind = 'confirm'
                     AND coalesce(outcome, 'unknown') IN ('unknown', 'accepted'))",
            )?
            .query_row([purchase.get()], |row| row.get(0))?)
    }
}

impl Write<'_> {
    /// Notes a draft that our own records tell of: it can be cleared away at once.
    pub fn note_own_draft(&self, purchase: PurchaseId, number: &str, now: Instant) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO left_draft (purchase_id, number, found_ms, is_own, due_ms) VALUES (?1, ?2, ?3, 1, ?3)
                 ON CONFLICT (purchase_id, number) DO UPDATE SET is_own = 1, due_ms = ?3 WHERE ended = ''",
            )?
            .execute(params![purchase.get(), number, now.ms()])?;
        Ok(())
    }

    /// Notes a draft that the supplier shows. It is due when it was first seen `wait_ms` ago or earlier.
    pub fn note_shown_draft(
        &self,
        purchase: PurchaseId,
        number: &str,
        wait_ms: i64,
        now: Instant,
    ) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO left_draft (purchase_id, number, found_ms, is_own) VALUES (?1, ?2, ?3, 0)
                 ON CONFLICT (purchase_id, number) DO UPDATE SET due_ms = coalesce(due_ms, ?3)
                     WHERE ended = '' AND found_ms <= ?3 - ?4",
            )?
            .execute(params![purchase.get(), number, now.ms(), wait_ms])?;
        Ok(())
    }

    /// Writes the attempt to clear a draft away. The purchase no longer names it from here on, so that nothing can
    /// confirm it. It is tried again `later`, where that is given, and otherwise when it is shown again.
    pub fn begin_clearing(
        &self,
        draft: &LeftDraft,
        new: &NewAttempt,
        later: Option<Instant>,
        now: Instant,
    ) -> Result<AttemptId, StoreError> {
        self.conn
            .prepare_cached(
                "UPDATE purchase SET draft = '', version = version + 1 WHERE id = ?1 AND draft = ?2",
            )?
            .execute(params![draft.purchase.get(), draft.number])?;
        self.conn
            .prepare_cached("UPDATE left_draft SET tries = tries + 1, due_ms = ?2 WHERE id = ?1")?
            .execute(params![draft.id, later.map(Instant::ms)])?;
        let (attempt, _) = self.insert_attempt(new.purchase, new.kind, new.epoch, &new.boot, now)?;
        Ok(attempt)
    }

    /// Writes how clearing a draft away ended.
    pub fn end_clearing(&self, draft: i64, cleared: Cleared) -> Result<(), StoreError> {
        let ended = match cleared {
            Cleared::Yes => "cleared",
            Cleared::Refused => "refused",
            Cleared::NotYet => return Ok(()),
        };
        self.conn
            .prepare_cached("UPDATE left_draft SET ended = ?2, due_ms = NULL WHERE id = ?1")?
            .execute(params![draft, ended])?;
        Ok(())
    }

    /// A draft is not one that was left: it is confirmed by now, or may be. It is looked at again when it is shown again.
    pub fn keep_draft(&self, draft: i64) -> Result<(), StoreError> {
        self.conn.prepare_cached("UPDATE left_draft SET due_ms = NULL WHERE id = ?1")?.execute([draft])?;
        Ok(())
    }

    /// Waits with a draft, where its supplier cannot be asked now.
    pub fn postpone_draft(&self, draft: i64, until: Instant) -> Result<(), StoreError> {
        self.conn
            .prepare_cached("UPDATE left_draft SET due_ms = ?2 WHERE id = ?1 AND ended = ''")?
            .execute(params![draft, until.ms()])?;
        Ok(())
    }

    /// Attempts to clear drafts away that an earlier run of the program did not see the end of.
    pub fn end_open_clearings(&self, words: &str, now: Instant) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "UPDATE attempt SET outcome = 'unknown', evidence = ?1, finished_ms = ?2
                 WHERE outcome IS NULL AND kind = 'cancel_draft'",
            )?
            .execute(params![words, now.ms()])?;
        Ok(())
    }
}
