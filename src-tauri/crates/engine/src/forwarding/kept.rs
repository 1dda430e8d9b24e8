//! Answers that could not be written down yet.
//!
//! A supplier has answered, and the disk refuses the record of it. While the program lives the answer is known, so
//! nobody need be asked: it is kept here and written down as soon as the file was opened again.

use std::sync::PoisonError;

use stockless_connect::placing::Answer;
use stockless_core::id::AttemptId;
use stockless_core::protocol::Kind;
use stockless_core::purchase::State;
use stockless_store::purchases::PurchaseRow;

use crate::engine::Engine;
use crate::error::{ApiError, Code};

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
        attempt: AttemptId,
        kind: Kind,
        answer: Answer,
    ) -> Result<(), ApiError> {
        let recorded = self.record(purchase, attempt, kind, answer.clone());
        if let Err(error) = &recorded
            && error.code != Code::Stale
        {
            let kept = Kept { purchase: purchase.clone(), attempt, kind, answer };
            self.inner().kept.lock().unwrap_or_else(PoisonError::into_inner).push(kept);
            self.stop_forwarding(&error.message);
        }
        recorded
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
