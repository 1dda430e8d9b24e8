//! After a start: what an earlier run left open, and whether the journal knows more than the database.

use std::collections::HashSet;
use std::sync::PoisonError;

use stockless_connect::placing::{Answer, Look};
use stockless_core::day::Instant;
use stockless_core::outcome::Outcome;
use stockless_core::protocol::{Kind, after_restart};
use stockless_core::purchase::State;
use stockless_core::supplier::Channel;
use stockless_store::Write;
use stockless_store::journal::{JournalLine, JournalState};
use stockless_store::purchases::{AttemptRow, Move, PurchaseRow, Trace};

use super::forgotten::{by_key, recall, take_back_overtaken};
use super::record::{Here, settle};
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
        let journal = self.read_journal()?;
        self.compare_with_journal(&journal)?;
        let sending = self.read(|read| Ok(read.purchases_in(State::Sending, 10_000)?))?;
        for purchase in sending {
            self.settle_sending(&purchase, &journal)?;
        }
        if !self.read(|read| Ok(read.has_open_clearings()?))? {
            return Ok(());
        }
        let now = self.now();
        self.write(move |write| {
            Ok(write.end_open_clearings("Stockless ended while a draft was being cleared away.", now)?)
        })?;
        Ok(())
    }

    /// When the journal has sends that the database does not know, the database went back in time: a backup was put
    /// back, or its last changes were lost. Purchases it still has become unknown, and nothing is sent until the
    /// merchant has looked.
    fn compare_with_journal(&self, journal: &JournalState) -> Result<(), ApiError> {
        let mut forgotten = Vec::new();
        self.read(|read| {
            for line in &journal.lines {
                if !read.knows_attempt(&line.key, line.attempt, Instant::from_ms(line.at_ms))? {
                    forgotten.push(line.clone());
                }
            }
            Ok(())
        })?;
        let keys = by_key(&forgotten);
        *self.inner().forgotten.lock().unwrap_or_else(PoisonError::into_inner) = keys.clone();
        let acknowledged = self.read(|read| Ok(read.setting("journal_acknowledged")?.unwrap_or_default()))?;
        let open: HashSet<u64> = journal.lines_behind(&acknowledged).map(|line| line.seq).collect();
        forgotten.retain(|line| open.contains(&line.seq));
        if forgotten.is_empty() {
            return Ok(());
        }
        let here = self.here();
        self.write(move |write| {
            for line in &forgotten {
                put_in_doubt(write, line, &here)?;
            }
            for (key, known) in by_key(&forgotten) {
                if let Some(purchase) = write.purchase_by_key(&key)?
                    && matches!(purchase.state, State::Sending | State::Unknown)
                {
                    recall(write, &purchase, &known.last)?;
                }
            }
            take_back_overtaken(write, &keys, &here)?;
            let numbers: Vec<&str> = forgotten.iter().map(|line| line.number.as_str()).collect();
            let mut unique = numbers.clone();
            unique.dedup();
            write.save_setting("journal_forgotten", &unique.join(", "))?;
            write.pause(JOURNAL_KNOWS_MORE, here.now.ms())?;
            Ok(())
        })
    }

    /// A purchase that was being sent when the program ended. Without a line in the journal nothing had begun, unless
    /// the computer itself stopped. With one, a file can be looked for at once; everything else is in doubt.
    fn settle_sending(&self, purchase: &PurchaseRow, journal: &JournalState) -> Result<(), ApiError> {
        let attempts = self.read(|read| Ok(read.attempts_of(purchase.id)?))?;
        let Some(attempt) = attempts
            .into_iter()
            .find(|attempt| attempt.outcome.is_none() && attempt.kind != Kind::CancelDraft)
        else {
            return Ok(());
        };
        let begun = journal.has(&purchase.key, attempt.n) || !self.journal_is_whole(&attempt, journal)?;
        let same_start = boot::same_start(&attempt.boot, &self.inner().options.boot);
        let mut outcome = after_restart(begun, same_start);
        // The database went back to the middle of this attempt, and a later one has left since.
        let later = journal.lines.iter().any(|line| line.key == purchase.key && line.attempt > attempt.n);
        let later = later && journal.accepted(&purchase.key, attempt.n, attempt.started.ms()).is_none();
        let attempt = if later { AttemptRow { kind: Kind::Confirm, ..attempt } } else { attempt };
        if let Some(number) = journal.accepted(&purchase.key, attempt.n, attempt.started.ms()) {
            outcome = accepted_by_journal(number);
        } else if later {
            outcome = Outcome::unknown("The workspace was put back to the middle of an earlier attempt.");
        }
        if outcome.word() == "unknown" && purchase.channel == Channel::File {
            let leaving = self.leaving(purchase, attempt.kind)?;
            outcome = seen(self.outside().look(&leaving).0, outcome);
        }
        let here = self.here();
        let purchase = purchase.clone();
        self.write(move |write| settle_one(write, &purchase, &attempt, outcome, &here))
    }
}

impl Engine {
    /// Whether a line that the journal does not have proves anything: the journal has to have the attempt before it,
    /// or, for the first attempt of all, to have been there.
    fn journal_is_whole(&self, attempt: &AttemptRow, journal: &JournalState) -> Result<bool, ApiError> {
        let before = self.read(|read| Ok(read.sent_before(attempt.id)?))?;
        Ok(before.map_or(!self.journal_begun_anew(), |(key, n)| journal.has(&key, n)))
    }
}

/// The database refused to take it, and the journal did.
fn accepted_by_journal(number: &str) -> Outcome {
    Outcome::Accepted {
        reference: (!number.is_empty()).then(|| number.to_owned()),
        evidence: "The supplier accepted it. The disk refused that record, and the journal kept it."
            .to_owned(),
    }
}

/// A folder answers at once, and nothing writes into it after its writer is gone.
fn seen(look: Look, otherwise: Outcome) -> Outcome {
    match look {
        Look::Found(found) => Outcome::Accepted {
            reference: None,
            evidence: found.into_iter().next().map(|file| file.state).unwrap_or_default(),
        },
        Look::NotThere => Outcome::not_sent_yet("Stockless ended before the file was there."),
        Look::CannotTell { reason, .. } | Look::OnlyAPerson { reason } => match otherwise {
            Outcome::Unknown { reason: ended } => Outcome::unknown(format!("{ended} {reason}")),
            other => other,
        },
    }
}

fn settle_one(
    write: &Write<'_>,
    purchase: &PurchaseRow,
    attempt: &AttemptRow,
    outcome: Outcome,
    here: &Here,
) -> Result<(), ApiError> {
    write.end_attempt(attempt.id, &outcome, &Trace::default(), here.now)?;
    // One that goes back to the queue stays under its old run: it waits for the merchant's word before it leaves.
    settle(write, purchase, attempt.kind, &Answer::plain(outcome), here)
}

/// A purchase that stands as if it had not been sent, and the journal knows that it was. One that is in doubt already
/// was sent again since, so its quarantine begins anew, and nobody is asked before it is over.
fn put_in_doubt(write: &Write<'_>, line: &JournalLine, here: &Here) -> Result<(), ApiError> {
    let Some(purchase) = write.purchase_by_key(&line.key)? else { return Ok(()) };
    let (id, epoch) = (purchase.id, here.epoch);
    let from = match purchase.state {
        State::Rejected | State::Queued => {
            if purchase.state == State::Rejected {
                write.move_purchase(id, State::Rejected, State::Queued, epoch, &Move::default())?;
            }
            write.move_purchase(id, State::Queued, State::Sending, epoch, &Move::default())?;
            State::Sending
        }
        State::Unknown | State::Asking => purchase.state,
        _ => return Ok(()),
    };
    let sent = stockless_core::day::Instant::from_ms(line.at_ms);
    let sent = purchase.first_sent.map_or(sent, |first| first.min(sent));
    let change = Move {
        note: "It was sent before this backup was made whole again.".to_owned(),
        ask_after: Some(here.ask_after(&purchase, purchase.capability.class_without_key())),
        doubt: Some(here.quarantine()),
        first_sent: Some((sent, purchase.capability.key_expires(sent))),
        refused: purchase.refused,
        ..Move::default()
    };
    write.move_purchase(id, from, State::Unknown, epoch, &change)?;
    let context = Context::load(write, here.now)?;
    assess::refresh(&context, write, purchase.order, Age::Known)?;
    Ok(())
}
