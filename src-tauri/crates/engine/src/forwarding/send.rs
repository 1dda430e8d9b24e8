//! Taking one purchase through its attempt.
//!
//! The order of steps is the whole point: attempt row on disk, journal line on disk, then the outside, then the
//! outcome. An error in either record means that nothing is sent. What the outside proves decides the state; what
//! it does not prove is unknown.

use stockless_connect::placing::Answer;
use stockless_core::id::PurchaseId;
use stockless_core::outcome::Outcome;
use stockless_core::protocol::{Class, Kind};
use stockless_core::purchase::State;
use stockless_core::supplier::Channel;
use stockless_store::journal::{self, Sent};
use stockless_store::purchases::{Move, NewAttempt, PurchaseRow};

use super::document::place_now;
use super::doubt::doubt_of;
use super::kept::Begun;
use super::outside::Leaving;
use crate::assess::{self, Age};
use crate::commands::Tag;
use crate::context::Context;
use crate::engine::Engine;
use crate::error::ApiError;

/// Tags that a send makes stale.
pub(super) const SENT: &[Tag] = &[Tag::Orders, Tag::Purchases, Tag::Workspace, Tag::Profit, Tag::Activity];

impl Engine {
    /// Takes one purchase through its attempt, or through two where it is drafted first.
    pub(super) fn send_one(&self, purchase: &PurchaseRow) -> Result<(), ApiError> {
        if purchase.channel == Channel::Manual {
            return self.hand_over_by_hand(purchase.id);
        }
        let purchase = &self.redirected(purchase)?;
        if !self.may_leave_first(purchase)? {
            return Ok(());
        }
        let answer = self.attempt(purchase, State::Queued)?;
        if kind_of(purchase) == Kind::Draft && matches!(answer.outcome, Outcome::Accepted { .. }) {
            let drafted = self.read(|read| Ok(read.purchase(purchase.id)?))?;
            self.attempt(&drafted, State::Queued)?;
        }
        Ok(())
    }

    /// One attempt: written down, journalled, sent, and its outcome recorded. `from` is queued, or unknown when the
    /// same request is repeated under its key.
    pub(super) fn attempt(&self, purchase: &PurchaseRow, from: State) -> Result<Answer, ApiError> {
        let kind = kind_of(purchase);
        let leaving = self.leaving(purchase, kind)?;
        let started = self.now();
        let new = NewAttempt {
            purchase: purchase.id,
            from,
            kind,
            boot: self.inner().options.boot.clone(),
            epoch: self.store().epoch(),
            key_expires: purchase.capability.key_expires(started),
        };
        let (id, n) = self.write(move |write| Ok(write.begin_attempt(&new, started)?))?;
        let begun = Begun { id, n, at: started };
        let sent = sent(&leaving);
        if let Err(error) = self.append_to_journal(vec![self.line(purchase, begun, sent, None)]) {
            let words = format!("The journal cannot be written, so nothing was sent: {}", error.message);
            let kept = Answer::plain(Outcome::not_sent_yet(words));
            self.record_or_keep(purchase, begun, kind, kept)?;
            return Err(error);
        }
        // The computer may have slept since this was decided, for longer than the supplier remembers the key.
        let elsewhere = place_now(purchase.channel, &leaving.reach.settings)
            .is_some_and(|place| place != purchase.destination);
        if from == State::Unknown && !doubt_of(purchase, self.now(), true, elsewhere).key_alive {
            let words = if elsewhere {
                "The supplier's address or account was changed meanwhile, so it was not repeated there."
            } else {
                "The supplier may have forgotten its key meanwhile, so it was not repeated."
            };
            let answer = Answer::plain(Outcome::not_sent_yet(words));
            self.record(purchase, id, kind, answer.clone())?;
            return Ok(answer);
        }
        let answer = self.inner().options.outside.attempt(&leaving);
        self.record_or_keep(purchase, begun, kind, answer.clone())?;
        Ok(answer)
    }

    /// Where the supplier takes purchases now, if that is not where this one goes.
    pub(super) fn elsewhere(&self, purchase: &PurchaseRow) -> Result<Option<String>, ApiError> {
        let settings = self.read(|read| Ok(read.connection(purchase.supplier)?))?;
        Ok(place_now(purchase.channel, &settings).filter(|place| *place != purchase.destination))
    }

    /// A purchase that nobody has may go where the supplier's server is now. Written down before it is sent, so that
    /// whoever looks for it later looks there.
    fn redirected(&self, purchase: &PurchaseRow) -> Result<PurchaseRow, ApiError> {
        let Some(place) = self.elsewhere(purchase)? else { return Ok(purchase.clone()) };
        let id = purchase.id;
        self.write(move |write| {
            write.redirect_purchase(id, &place)?;
            Ok(write.purchase(id)?)
        })
    }

    fn hand_over_by_hand(&self, id: PurchaseId) -> Result<(), ApiError> {
        let epoch = self.store().epoch();
        let now = self.now();
        self.write(move |write| {
            write.move_purchase(id, State::Queued, State::ToHandOver, epoch, &Move::default())?;
            let purchase = write.purchase(id)?;
            write.add_event(
                purchase.order,
                now,
                "to_hand_over",
                "stockless",
                &[("number", purchase.number.clone())],
            )?;
            let context = Context::load(write, now)?;
            assess::refresh(&context, write, purchase.order, Age::Known)?;
            Ok(())
        })
    }
}

/// What the journal keeps of what leaves.
fn sent(leaving: &Leaving) -> Sent {
    let Leaving { kind, purchase, frozen, .. } = leaving;
    let content = journal::content_of(&frozen.name, &frozen.document);
    Sent::of(*kind, &purchase.draft, purchase.channel, &purchase.destination, content)
}

/// What an attempt at a purchase asks for now.
pub(super) fn kind_of(purchase: &PurchaseRow) -> Kind {
    match purchase.capability.class() {
        Class::Drafted if purchase.draft.is_empty() => Kind::Draft,
        Class::Drafted => Kind::Confirm,
        _ => Kind::Place,
    }
}
