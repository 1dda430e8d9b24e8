//! After a start: what an earlier run left open, and whether the journal knows more than the database.

use std::sync::PoisonError;

use stockless_connect::delivery::look_up_file;
use stockless_core::outcome::Outcome;
use stockless_core::purchase::State;
use stockless_core::supplier::Channel;
use stockless_store::journal::{self, JournalState};
use stockless_store::purchases::{Move, PurchaseRow};

use super::QUARANTINE_MS;
use super::send::placed_promise;
use crate::assess::{self, Age};
use crate::boot;
use crate::context::Context;
use crate::engine::Engine;
use crate::error::ApiError;

/// Reason kept with the pause when the journal knows of sends that the database does not.
pub const JOURNAL_KNOWS_MORE: &str = "journal_knows_more";

impl Engine {
    /// Settles what an earlier run left open. Nothing is sent here.
    pub(crate) fn settle_after_start(&self) -> Result<(), ApiError> {
        let journal = journal::read(self.folder())?;
        self.compare_with_journal(&journal)?;
        let sending = self.read(|read| Ok(read.purchases_in(State::Sending, 10_000)?))?;
        for purchase in sending {
            self.settle_sending(&purchase, &journal)?;
        }
        Ok(())
    }

    /// When the journal has sends that the database does not know, the database went back in time: a backup was put
    /// back, or its last changes were lost. Purchases it still has become unknown, and nothing is sent until the
    /// merchant has looked.
    fn compare_with_journal(&self, journal: &JournalState) -> Result<(), ApiError> {
        let mut forgotten = Vec::new();
        self.read(|read| {
            for line in &journal.lines {
                if !read.knows_attempt(&line.key, line.attempt)? {
                    forgotten.push(line.clone());
                }
            }
            Ok(())
        })?;
        let keys = forgotten.iter().map(|line| line.key.clone()).collect();
        *self.inner().forgotten.lock().unwrap_or_else(PoisonError::into_inner) = keys;
        let acknowledged = self.read(|read| {
            Ok(read.setting("journal_acknowledged")?.and_then(|t| t.parse::<u64>().ok()).unwrap_or(0))
        })?;
        forgotten.retain(|line| line.seq > acknowledged);
        if forgotten.is_empty() {
            return Ok(());
        }
        let (now, epoch) = (self.now(), self.store().epoch());
        self.write(move |write| {
            for line in &forgotten {
                let Some(purchase) = write.purchase_by_key(&line.key)? else { continue };
                if purchase.state != State::Queued {
                    continue;
                }
                let note = "It was sent before this backup was made whole again.".to_owned();
                write.move_purchase(purchase.id, State::Queued, State::Sending, epoch, &Move::default())?;
                write.move_purchase(
                    purchase.id,
                    State::Sending,
                    State::Unknown,
                    epoch,
                    &Move { note, ask_after: Some(now), ..Move::default() },
                )?;
                let context = Context::load(write, now)?;
                assess::refresh(&context, write, purchase.order, Age::Known)?;
            }
            let numbers: Vec<&str> = forgotten.iter().map(|line| line.number.as_str()).collect();
            let mut unique = numbers.clone();
            unique.dedup();
            write.save_setting("journal_forgotten", &unique.join(", "))?;
            write.pause(JOURNAL_KNOWS_MORE, now.ms())?;
            Ok(())
        })
    }

    /// A purchase that was being sent when the program ended. Without a line in the journal nothing had begun, unless
    /// the computer itself stopped. With one, a file can be looked for; a mail cannot.
    fn settle_sending(&self, purchase: &PurchaseRow, journal: &JournalState) -> Result<(), ApiError> {
        let (attempts, supplier, frozen) = self.read(|read| {
            Ok((read.attempts_of(purchase.id)?, read.supplier(purchase.supplier)?, read.frozen(purchase.id)?))
        })?;
        let Some(attempt) = attempts.first().cloned() else { return Ok(()) };
        let begun = journal.lines.iter().any(|line| line.key == purchase.key && line.attempt == attempt.n);
        let same_start = boot::same_start(&attempt.boot, &self.inner().options.boot);
        let outcome = if !begun && same_start {
            Outcome::not_sent_yet("Stockless ended before anything was sent.")
        } else if purchase.channel == Channel::File {
            look_up_file(
                &self.folder().join(&purchase.destination),
                &frozen.name,
                &frozen.document,
                supplier.folder_is_collected,
            )
        } else if begun {
            Outcome::unknown("Stockless ended while this was being sent.")
        } else {
            // After a power cut a line that was written may be gone.
            Outcome::unknown("The computer stopped while this was being sent.")
        };
        let (now, epoch, purchase) = (self.now(), self.store().epoch(), purchase.clone());
        let collected = supplier.folder_is_collected;
        self.write(move |write| {
            if attempt.outcome.is_none() {
                write.end_attempt(attempt.id, outcome.word(), outcome.words(), now)?;
            }
            let note = outcome.words().to_owned();
            let to = match &outcome {
                Outcome::Accepted { .. } if collected => State::Placed,
                Outcome::Accepted { .. } => State::ToHandOver,
                // Back to the queue under its old run: it waits for the merchant's word before it leaves.
                Outcome::DefiniteNo { .. } => State::Queued,
                Outcome::Rejected { .. } => State::Rejected,
                Outcome::Unknown { .. } => State::Unknown,
            };
            let context = Context::load(write, now)?;
            let change = Move {
                note,
                placed: to.is_placed().then_some(now),
                promise: placed_promise(&context, &purchase, to, now)?,
                ask_after: (to == State::Unknown).then(|| now.plus_ms(QUARANTINE_MS)),
                ..Move::default()
            };
            write.move_purchase(purchase.id, State::Sending, to, epoch, &change)?;
            let facts = [
                ("number", purchase.number.clone()),
                ("supplier", purchase.supplier_name.clone()),
                ("words", outcome.words().to_owned()),
            ];
            let kind = if to == State::Unknown { "unknown" } else { "settled" };
            write.add_event(purchase.order, now, kind, "stockless", &facts)?;
            assess::refresh(&context, write, purchase.order, Age::Known)?;
            Ok(())
        })
    }
}
