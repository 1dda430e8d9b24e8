//! Drafts that were left at a supplier are cleared away once a day.
//!
//! A draft is left when its answer was lost and another was made, or when its purchase was refused or taken back before it
//! was confirmed. Nothing may confirm it once it is being cleared away: its purchase forgets its number in the transaction
//! that writes the attempt. One that the supplier shows has to be shown again a day later, so that whatever was on its way
//! has arrived. An outcome that nobody knows is no failure; it is looked at again the next day.

use std::sync::PoisonError;

use stockless_connect::placing::{Answer, Theirs};
use stockless_core::id::PurchaseId;
use stockless_core::outcome::Outcome;
use stockless_core::protocol::Kind;
use stockless_core::purchase::State;
use stockless_store::purchases::{Cleared, LeftDraft, NewAttempt, PurchaseRow};
use stockless_store::{Charge, Read, Write};

use super::record::{Here, tell, trace};
use super::send::SENT;
use crate::engine::Engine;
use crate::error::ApiError;

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;
/// A draft is shown so long at least before it counts as left; an hour less than a day, which is when lists are read.
const SHOWN_MS: i64 = DAY_MS - HOUR_MS;
/// Cleared away in one go.
const AT_ONCE: i64 = 20;
/// Noted in one go.
const NOTED: i64 = 500;

impl Engine {
    /// Clears drafts away whose time has come. Returns how many suppliers' answers came.
    pub(crate) fn clear_drafts(&self) -> Result<i64, ApiError> {
        let _one_at_a_time = self.inner().sending.lock().unwrap_or_else(PoisonError::into_inner);
        if self.store().charge() == Charge::ReadOnly || self.may_forward().is_err() {
            return Ok(0);
        }
        self.note_own_drafts()?;
        let due = self.read(|read| Ok(read.left_drafts_due(self.now(), AT_ONCE)?))?;
        let mut asked = 0;
        for draft in due {
            asked += i64::from(self.clear_draft(&draft)?);
        }
        if asked > 0 {
            self.changed(SENT);
        }
        Ok(asked)
    }

    /// After a start and then once a day: purchases that are over and whose draft nobody confirmed.
    fn note_own_drafts(&self) -> Result<(), ApiError> {
        let now = self.now();
        let mut looked = self.inner().drafts_looked.lock().unwrap_or_else(PoisonError::into_inner);
        if looked.is_some_and(|at| at <= now && now.since(at) < DAY_MS) {
            return Ok(());
        }
        let mut after = PurchaseId::new(0);
        loop {
            let some = self.read(|read| Ok(read.over_with_a_draft(after, NOTED)?))?;
            let Some((last, _)) = some.last() else { break };
            after = *last;
            self.write(move |write| {
                for (purchase, number) in some {
                    write.note_own_draft(purchase, &number, now)?;
                }
                Ok::<_, ApiError>(())
            })?;
        }
        *looked = Some(now);
        Ok(())
    }

    /// One attempt to clear a draft away: written down, sent, and its outcome recorded. True when it was sent.
    fn clear_draft(&self, draft: &LeftDraft) -> Result<bool, ApiError> {
        let purchase = self.read(|read| Ok(read.purchase(draft.purchase)?))?;
        let now = self.now();
        let health = self.read(|read| Ok(read.health(purchase.supplier)?))?;
        let id = draft.id;
        if !health.may_ask(now) || health.signed_out.is_some() || self.elsewhere(&purchase)?.is_some() {
            let own = draft.is_own;
            self.write(move |write| match own {
                true => Ok(write.postpone_draft(id, now.plus_ms(DAY_MS))?),
                false => Ok(write.keep_draft(id)?),
            })?;
            return Ok(false);
        }
        let supplier = self.read(|read| Ok(read.supplier(purchase.supplier)?))?;
        let reach = self.reach(supplier, purchase.channel)?;
        let (here, begun) = (self.here(), draft.clone());
        let attempt = self.write(move |write| {
            let purchase = write.purchase(begun.purchase)?;
            if !is_left(write, &purchase, &begun.number)? {
                write.keep_draft(begun.id)?;
                return Ok(None);
            }
            let new = NewAttempt {
                purchase: purchase.id,
                from: purchase.state,
                kind: Kind::CancelDraft,
                boot: here.boot.clone(),
                epoch: here.epoch,
                key_expires: None,
            };
            // One that only the supplier's list tells of is asked about again when the list still shows it.
            let later = begun.is_own.then(|| here.now.plus_ms(DAY_MS));
            Ok::<_, ApiError>(Some(write.begin_clearing(&begun, &new, later, here.now)?))
        })?;
        let Some(attempt) = attempt else { return Ok(false) };
        let answer = self.outside().cancel_draft(&reach, &draft.number);
        let (here, number) = (self.here(), draft.number.clone());
        self.write(move |write| {
            write.end_attempt(attempt, &answer.outcome, &trace(&answer.trace), here.now)?;
            write.end_clearing(id, cleared(&answer))?;
            let signed_out = answer.signed_out.then_some(here.now);
            let limited_until = answer.wait_ms.map(|wait| here.now.plus_ms(wait));
            write.note_access(purchase.supplier, signed_out, limited_until)?;
            if cleared(&answer) == Cleared::Yes {
                tell(write, &purchase, "draft_cleared", &number, here.now)?;
            }
            Ok::<_, ApiError>(())
        })?;
        Ok(true)
    }
}

fn cleared(answer: &Answer) -> Cleared {
    match &answer.outcome {
        Outcome::Accepted { .. } => Cleared::Yes,
        Outcome::Rejected { .. } | Outcome::DefiniteNo { retry: false, .. } if !answer.signed_out => {
            Cleared::Refused
        }
        _ => Cleared::NotYet,
    }
}

/// True for a draft that nothing may confirm any more, neither now nor by what is still on its way.
fn is_left(read: &Read<'_>, purchase: &PurchaseRow, number: &str) -> Result<bool, ApiError> {
    let open = matches!(purchase.state, State::Sending | State::Unknown | State::Asking);
    if open || purchase.in_doubt || purchase.supplier_number == number {
        return Ok(false);
    }
    if purchase.draft != number {
        return Ok(true);
    }
    let is_over = matches!(purchase.state, State::Rejected | State::Cancelled);
    Ok(is_over && !read.may_be_confirmed(purchase.id)?)
}

/// Notes a draft that a supplier shows with our reference, where its purchase would not confirm it.
pub(super) fn note_shown(write: &Write<'_>, draft: &Theirs, here: &Here) -> Result<(), ApiError> {
    // A purchase that is not known here may be another computer's, which is about to confirm it.
    let Some(purchase) = write.purchase_by_key(&draft.reference)? else { return Ok(()) };
    if is_left(write, &purchase, &draft.id)? {
        write.note_shown_draft(purchase.id, &draft.id, SHOWN_MS, here.now)?;
    }
    Ok(())
}
