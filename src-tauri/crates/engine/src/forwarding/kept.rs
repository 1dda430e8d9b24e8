//! Answers that could not be written down yet.
//!
//! A supplier has answered, and the disk refuses the record of it. While the program lives the answer is known, so
//! nobody need be asked: it is kept here and written down as soon as the file was opened again. That a supplier has
//! accepted is also tried to be told to the journal, which may take a line where the database takes none; then it is
//! known after the program ended as well.

use std::sync::PoisonError;

use stockless_connect::placing::Answer;
use stockless_core::day::Instant;
use stockless_core::id::AttemptId;
use stockless_core::outcome::Outcome;
use stockless_core::protocol::Kind;
use stockless_core::purchase::State;
use stockless_store::journal::{JournalLine, Sent};
use stockless_store::purchases::PurchaseRow;

use crate::engine::Engine;
use crate::error::{ApiError, Code};

/// The longest number of a supplier that the journal keeps, in characters.
const NUMBER_KEPT: usize = 200;

/// An attempt that is on the disk, and perhaps with the supplier.
#[derive(Debug, Clone, Copy)]
pub(super) struct Begun {
    pub id: AttemptId,
    pub n: i64,
    pub at: Instant,
}

/// What an attempt proved, and not yet on disk.
#[derive(Debug, Clone)]
pub struct Kept {
    purchase: PurchaseRow,
    attempt: AttemptId,
    kind: Kind,
    answer: Answer,
}

impl Engine {
    /// Writes what an attempt proved, or keeps it in memory and stops forwarding.
    pub(super) fn record_or_keep(
        &self,
        purchase: &PurchaseRow,
        begun: Begun,
        kind: Kind,
        answer: Answer,
    ) -> Result<(), ApiError> {
        let recorded = self.record(purchase, begun.id, kind, answer.clone());
        if let Err(error) = &recorded
            && error.code != Code::Stale
        {
            self.stop_forwarding(&error.message);
            self.tell_journal(purchase, begun, &answer.outcome);
            let kept = Kept { purchase: purchase.clone(), attempt: begun.id, kind, answer };
            self.inner().kept.lock().unwrap_or_else(PoisonError::into_inner).push(kept);
        }
        recorded
    }

    /// Where the journal does not take it either, it is as it was: known while the program lives.
    fn tell_journal(&self, purchase: &PurchaseRow, begun: Begun, outcome: &Outcome) {
        let Outcome::Accepted { reference, .. } = outcome else { return };
        let number = reference.as_deref().unwrap_or_default();
        let number = number.chars().take(NUMBER_KEPT).collect();
        let line = self.line(purchase, begun, Sent::default(), Some(number));
        let _ = self.append_to_journal(vec![line]);
    }

    /// A line about an attempt.
    pub(super) fn line(
        &self,
        purchase: &PurchaseRow,
        begun: Begun,
        sent: Sent,
        accepted: Option<String>,
    ) -> JournalLine {
        JournalLine {
            seq: 0,
            at_ms: begun.at.ms(),
            boot: self.inner().options.boot.clone(),
            epoch: self.store().epoch(),
            number: purchase.number.clone(),
            key: purchase.key.clone(),
            attempt: begun.n,
            accepted,
            sent,
            chain: String::new(),
        }
    }

    /// Purchases that a supplier has accepted and the disk has not taken yet, with the supplier's numbers, for people.
    /// Empty where there are none.
    pub(crate) fn accepted_in_memory(&self) -> String {
        let kept = self.inner().kept.lock().unwrap_or_else(PoisonError::into_inner);
        let words = kept.iter().filter_map(|kept| match &kept.answer.outcome {
            Outcome::Accepted { reference: Some(theirs), .. } if !theirs.is_empty() => {
                Some(format!("{} ({theirs})", kept.purchase.number))
            }
            Outcome::Accepted { .. } => Some(kept.purchase.number.clone()),
            _ => None,
        });
        words.collect::<Vec<_>>().join(", ")
    }

    /// Writes what was kept. One that was recorded after all, because the error came after the commit, is done.
    pub(crate) fn record_what_was_kept(&self) -> Result<(), ApiError> {
        loop {
            let next = self.inner().kept.lock().unwrap_or_else(PoisonError::into_inner).first().cloned();
            let Some(kept) = next else { return Ok(()) };
            let purchase = self.read(|read| Ok(read.purchase(kept.purchase.id)?))?;
            if purchase.state == State::Sending {
                self.record(&kept.purchase, kept.attempt, kept.kind, kept.answer)?;
            }
            let mut all = self.inner().kept.lock().unwrap_or_else(PoisonError::into_inner);
            all.retain(|other| other.attempt != kept.attempt);
        }
    }
}
