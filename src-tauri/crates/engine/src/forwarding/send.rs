//! Taking what is due through one attempt each.
//!
//! The order of steps is the whole point: attempt row on disk, journal line on disk, then the outside, then the
//! outcome. An error in either record means that nothing is sent. What the outside proves decides the state; what
//! it does not prove is unknown.

use std::collections::BTreeMap;
use std::sync::PoisonError;

use stockless_connect::placing::Answer;
use stockless_core::id::{PurchaseId, SupplierId};
use stockless_core::outcome::Outcome;
use stockless_core::protocol::{Class, Kind};
use stockless_core::purchase::State;
use stockless_core::supplier::Channel;
use stockless_store::purchases::{Move, NewAttempt, PurchaseRow};

use super::doubt::doubt_of;
use super::outside::sftp_account;
use crate::assess::{self, Age};
use crate::commands::Tag;
use crate::context::Context;
use crate::engine::Engine;
use crate::error::{ApiError, Code};

/// Tags that a send makes stale.
pub(super) const SENT: &[Tag] = &[Tag::Orders, Tag::Purchases, Tag::Workspace, Tag::Profit, Tag::Activity];

impl Engine {
    /// Sends everything that is due and was queued by this run. Returns how many purchases were taken through an
    /// attempt. Two callers never send at once.
    pub(crate) fn send_due(&self) -> Result<i64, ApiError> {
        let _one_at_a_time = self.inner().sending.lock().unwrap_or_else(PoisonError::into_inner);
        if self.may_forward().is_err() {
            return Ok(0);
        }
        let now = self.now();
        let boot = self.inner().options.boot.clone();
        let mut due: BTreeMap<SupplierId, Vec<PurchaseRow>> = BTreeMap::new();
        for purchase in self.read(|read| Ok(read.purchases_in(State::Queued, 10_000)?))? {
            if purchase.not_before <= now && purchase.boot == boot {
                due.entry(purchase.supplier).or_default().push(purchase);
            }
        }
        let (mut sent, mut fault) = (0, None);
        for (supplier, purchases) in due {
            // One that cannot be sent does not keep the others waiting.
            fault = fault.or(self.send_to(supplier, &purchases, &mut sent).err());
        }
        if sent > 0 || fault.is_some() {
            self.changed(SENT);
        }
        fault.map_or(Ok(sent), Err)
    }

    /// Sends one supplier's purchases, one after the other, until it stops answering.
    fn send_to(
        &self,
        supplier: SupplierId,
        purchases: &[PurchaseRow],
        sent: &mut i64,
    ) -> Result<(), ApiError> {
        let mut fault = None;
        for purchase in purchases {
            let (health, paused) =
                self.read(|read| Ok((read.health(supplier)?, read.paused()?.is_some())))?;
            if paused || !health.may_send(self.now()) {
                break;
            }
            // A purchase that was taken back meanwhile is no longer queued: the attempt is refused and it stays so.
            match self.send_one(purchase) {
                Ok(()) => *sent += 1,
                Err(error) if error.code == Code::Stale => {}
                Err(error) => fault = fault.or(Some(error)),
            }
        }
        fault.map_or(Ok(()), Err)
    }

    fn send_one(&self, purchase: &PurchaseRow) -> Result<(), ApiError> {
        if purchase.channel == Channel::Manual {
            return self.hand_over_by_hand(purchase.id);
        }
        let redirected = match purchase.channel {
            Channel::Sftp => self.redirected(purchase)?,
            _ => purchase.clone(),
        };
        let purchase = &redirected;
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
        let epoch = new.epoch;
        let (attempt, n) = self.write(move |write| Ok(write.begin_attempt(&new, started)?))?;
        if let Err(error) = self.write_journal(&purchase.number, &purchase.key, n, started, epoch) {
            let words = format!("The journal cannot be written, so nothing was sent: {}", error.message);
            self.record(purchase, attempt, kind, Answer::plain(Outcome::not_sent_yet(words.clone())))?;
            self.pause(&words)?;
            return Err(error);
        }
        // The computer may have slept since this was decided, for longer than the supplier remembers the key.
        if from == State::Unknown && !doubt_of(purchase, self.now(), true).key_alive {
            let words = "The supplier may have forgotten its key meanwhile, so it was not repeated.";
            let answer = Answer::plain(Outcome::not_sent_yet(words));
            self.record(purchase, attempt, kind, answer.clone())?;
            return Ok(answer);
        }
        let answer = self.inner().options.outside.attempt(&leaving);
        self.record(purchase, attempt, kind, answer.clone())?;
        Ok(answer)
    }

    /// A purchase that nobody has may go where the supplier's server is now. Written down before it is sent, so that
    /// whoever looks for it later looks there.
    fn redirected(&self, purchase: &PurchaseRow) -> Result<PurchaseRow, ApiError> {
        let settings = self.read(|read| Ok(read.connection(purchase.supplier)?))?;
        let place = match sftp_account(&settings) {
            Ok(account) if account.place() != purchase.destination => account.place(),
            _ => return Ok(purchase.clone()),
        };
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

    /// Stops forwarding until the merchant has looked.
    pub(crate) fn pause(&self, reason: &str) -> Result<(), ApiError> {
        let (reason, now) = (reason.to_owned(), self.now());
        self.write(move |write| Ok(write.pause(&reason, now.ms())?))
    }
}

/// What an attempt at a purchase asks for now.
pub(super) fn kind_of(purchase: &PurchaseRow) -> Kind {
    match purchase.capability.class() {
        Class::Drafted if purchase.draft.is_empty() => Kind::Draft,
        Class::Drafted => Kind::Confirm,
        _ => Kind::Place,
    }
}
