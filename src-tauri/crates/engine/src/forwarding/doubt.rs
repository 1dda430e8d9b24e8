//! Finding out about purchases that may or may not have arrived: repeat under the key, look at the supplier's records,
//! or ask a person, whichever is safe and when it is safe.

use std::collections::BTreeMap;
use std::sync::PoisonError;

use stockless_connect::placing::{LONGEST_WAIT_MS, Look, Theirs, Trace as Seen};
use stockless_core::day::Instant;
use stockless_core::outcome::Outcome;
use stockless_core::protocol::{Class, Doubt, Found, Key, Kind, Lookup, Next, after_look};
use stockless_core::purchase::State;
use stockless_core::supplier::Channel;
use stockless_store::Write;
use stockless_store::health::{NewAlarm, Sign};
use stockless_store::purchases::{Move, NewAttempt, PurchaseRow};

use super::acceptance;
use super::cancel::cancel_until;
use super::record::{Here, back_off_ms, placed_promise, tell, trace};
use super::send::SENT;
use crate::assess::{self, Age};
use crate::boot;
use crate::context::Context;
use crate::engine::Engine;
use crate::error::{ApiError, Code};
use crate::following;

/// How many are looked at in one go.
const AT_ONCE: i64 = 500;

impl Engine {
    /// Takes every purchase in doubt one step further, if its time has come. Returns how many moved.
    pub(crate) fn resolve_doubts(&self) -> Result<i64, ApiError> {
        let _one_at_a_time = self.inner().sending.lock().unwrap_or_else(PoisonError::into_inner);
        if self.store().charge() == stockless_store::Charge::ReadOnly {
            return Ok(0);
        }
        let now = self.now();
        let unknown = self.read(|read| Ok(read.purchases_in(State::Unknown, AT_ONCE)?))?;
        let (mut moved, mut fault) = (0, None);
        for purchase in unknown.into_iter().filter(|purchase| is_due(purchase, now)) {
            match self.resolve(&purchase) {
                Ok(true) => moved += 1,
                Ok(false) => {}
                // Somebody answered for it meanwhile.
                Err(error) if error.code == Code::Stale => {}
                // One that cannot be settled does not keep the others waiting.
                Err(error) => fault = fault.or(Some(error)),
            }
        }
        if moved > 0 {
            self.changed(SENT);
        }
        fault.map_or(Ok(moved), Err)
    }

    fn resolve(&self, purchase: &PurchaseRow) -> Result<bool, ApiError> {
        let here = self.here();
        let health = self.read(|read| Ok(read.health(purchase.supplier)?))?;
        let may_send = self.may_forward().is_ok() && health.signed_out.is_none();
        let doubt = doubt_of(purchase, here.now, may_send, self.elsewhere(purchase)?.is_some());
        let over = quarantine_over(purchase, doubt, &here);
        let next = doubt.next(&purchase.capability, over);
        let counts = counts_here(purchase, &here) && !clock_was_put_back(purchase, &here);
        if !counts && next != Next::SendSame {
            // What the clock showed before the computer started again, or before it was put back, proves nothing.
            return self.begin_quarantine(purchase, doubt, &here).map(|()| true);
        }
        match next {
            Next::Wait => Ok(false),
            Next::Ask => self.ask(purchase, &here).map(|()| true),
            Next::SendSame | Next::Look if !health.may_ask(here.now) => Ok(false),
            Next::SendSame => self.attempt(purchase, State::Unknown).map(|_| true),
            Next::Look => self.look(purchase, over, here).map(|()| true),
        }
    }

    fn begin_quarantine(&self, purchase: &PurchaseRow, doubt: Doubt, here: &Here) -> Result<(), ApiError> {
        let change = Move {
            ask_after: Some(here.ask_after(purchase, doubt.class(&purchase.capability))),
            doubt: Some(here.quarantine()),
            ..unchanged(purchase)
        };
        let (id, epoch) = (purchase.id, here.epoch);
        self.write(move |write| {
            Ok(write.move_purchase(id, State::Unknown, State::Unknown, epoch, &change)?)
        })
    }

    fn ask(&self, purchase: &PurchaseRow, here: &Here) -> Result<(), ApiError> {
        let (purchase, here) = (purchase.clone(), here.clone());
        self.write(move |write| {
            let change = unchanged(&purchase);
            write.move_purchase(purchase.id, State::Unknown, State::Asking, here.epoch, &change)?;
            tell(write, &purchase, "asking", &purchase.note, here.now)?;
            let context = Context::load(write, here.now)?;
            assess::refresh(&context, write, purchase.order, Age::Known)?;
            Ok(())
        })
    }

    fn look(&self, purchase: &PurchaseRow, over: bool, here: Here) -> Result<(), ApiError> {
        let leaving = self.leaving(purchase, Kind::Look)?;
        let (look, seen) = self.outside().look(&leaving);
        let look = if sent_by_a_wrong_clock(purchase, self.now()) { without_absence(look) } else { look };
        let by_hand = purchase.channel == Channel::File && !leaving.reach.supplier.folder_is_collected;
        let purchase = purchase.clone();
        // The time may have passed while the supplier answered.
        let here = Here { now: self.now(), ..here };
        self.write(move |write| after(write, &purchase, &look, &seen, over, by_hand, &here))
    }
}

/// True where a list was searched from a moment that has not come yet: our clock was ahead, nobody knows how far, and the
/// supplier may have dated the order before the list began.
fn sent_by_a_wrong_clock(purchase: &PurchaseRow, now: Instant) -> bool {
    purchase.capability.lookup == Lookup::ListSince && purchase.first_sent.is_some_and(|sent| sent > now)
}

fn without_absence(look: Look) -> Look {
    match look {
        Look::NotThere => Look::cannot_tell(
            "This computer's clock was ahead when it was sent, so the supplier's list may begin after it.",
        ),
        look => look,
    }
}

/// True when the supplier's records of a purchase can be looked at.
pub fn can_look(purchase: &PurchaseRow) -> bool {
    purchase.capability.class_without_key() == Class::Listed
}

/// What is known about a purchase in doubt. `elsewhere` is true where the supplier's address or account was changed since
/// it was sent: nobody there has ever heard of its key.
pub(super) fn doubt_of(purchase: &PurchaseRow, now: Instant, may_send: bool, elsewhere: bool) -> Doubt {
    let key_alive = match purchase.capability.key {
        // Without the number of its draft another one would have to be made, which could be a second order.
        Key::DraftConfirm => !purchase.draft.is_empty(),
        _ => purchase.key_expires.is_none_or(|end| now < end),
    };
    // One that the supplier ended is answered with what it was answered first, and ships nothing.
    let key_alive = key_alive && !elsewhere && !purchase.ended_there;
    Doubt { key_alive, refused: purchase.refused, tries: purchase.tries, looks: purchase.looks, may_send }
}

/// True when the beginning of the quarantine was seen by a clock that still counts.
pub(super) fn counts_here(purchase: &PurchaseRow, here: &Here) -> bool {
    purchase.doubt.as_ref().is_some_and(|doubt| {
        doubt.boot == here.boot
            || (boot::same_start(&doubt.boot, &here.boot) && doubt.steady_ms <= here.steady_ms)
    })
}

/// No wait is longer than an hour: one that seems to be was begun by a clock that has been put back since.
fn is_due(purchase: &PurchaseRow, now: Instant) -> bool {
    purchase.not_before <= now || purchase.not_before > now.plus_ms(LONGEST_WAIT_MS)
}

/// True when the quarantine ends later by the wall's clock than one that begins now would: that clock was put back.
fn clock_was_put_back(purchase: &PurchaseRow, here: &Here) -> bool {
    // Which of the two counts can change with what may be relied on.
    let latest = [purchase.capability.class(), purchase.capability.class_without_key()]
        .map(|class| here.ask_after(purchase, class));
    purchase.ask_after.is_some_and(|at| latest.iter().all(|latest| at > *latest))
}

/// By both clocks: the one of the wall, which can be set, and the steady one, which sleeps with the computer.
fn quarantine_over(purchase: &PurchaseRow, doubt: Doubt, here: &Here) -> bool {
    let length = purchase.capability.quarantine_ms(doubt.class(&purchase.capability), here.patience_ms);
    let steady =
        purchase.doubt.as_ref().is_some_and(|doubt| here.steady_ms.saturating_sub(doubt.steady_ms) >= length);
    steady && counts_here(purchase, here) && purchase.ask_after.is_none_or(|at| at <= here.now)
}

/// A move that keeps what is known.
fn unchanged(purchase: &PurchaseRow) -> Move {
    Move {
        note: purchase.note.clone(),
        ask_after: purchase.ask_after,
        refused: purchase.refused,
        looks: Some(purchase.looks),
        ..Move::default()
    }
}

/// Writes what a look told.
pub(super) fn after(
    write: &Write<'_>,
    purchase: &PurchaseRow,
    look: &Look,
    seen: &Seen,
    over: bool,
    by_hand: bool,
    here: &Here,
) -> Result<(), ApiError> {
    let asked = NewAttempt {
        purchase: purchase.id,
        from: purchase.state,
        kind: Kind::Look,
        boot: here.boot.clone(),
        epoch: here.epoch,
        key_expires: None,
    };
    write.record_request(&asked, &proves(look), &trace(seen), here.now)?;
    note(write, purchase, look, here.now)?;
    let context = Context::load(write, here.now)?;
    let (to, event, change) = leads_to(purchase, look, over, by_hand, here);
    let promise = placed_promise(&context, purchase, to, here.now)?;
    let words = change.note.clone();
    write.move_purchase(purchase.id, State::Unknown, to, here.epoch, &Move { promise, ..change })?;
    following::begin(write, &context, purchase.id)?;
    if to != State::Unknown {
        tell(write, purchase, event, &words, here.now)?;
    }
    if let Look::Found(theirs) = look
        && let Some(order) = theirs.iter().find(|order| !order.cancelled)
    {
        acceptance::book(write, purchase.id, &order.lines, here)?;
    }
    write.index_order(purchase.order);
    assess::refresh(&context, write, purchase.order, Age::Known)?;
    Ok(())
}

pub(super) fn proves(look: &Look) -> Outcome {
    match look {
        Look::Found(theirs) => Outcome::Accepted {
            reference: theirs.first().map(|order| order.id.clone()),
            evidence: format!("Found in the supplier's records: {}.", numbers(theirs)),
        },
        Look::NotThere => Outcome::not_sent_yet("It is not in the supplier's records."),
        Look::CannotTell { reason, .. } | Look::OnlyAPerson { reason } => Outcome::unknown(reason.clone()),
    }
}

fn numbers(theirs: &[Theirs]) -> String {
    let shown = theirs.iter().map(|order| if order.id.is_empty() { &order.state } else { &order.id });
    shown.cloned().collect::<Vec<_>>().join(", ")
}

fn leads_to(
    purchase: &PurchaseRow,
    look: &Look,
    over: bool,
    by_hand: bool,
    here: &Here,
) -> (State, &'static str, Move) {
    match look {
        Look::Found(theirs) => {
            let Some(first) = theirs.iter().find(|order| !order.cancelled) else {
                let note = format!("The supplier has it, and it is cancelled there: {}.", numbers(theirs));
                return (State::Asking, "asking", Move { note, ended_there: true, ..unchanged(purchase) });
            };
            let to = if by_hand { State::ToHandOver } else { after_look(Found::There, over, purchase.tries) };
            let placed = to.is_placed().then(|| first.placed.unwrap_or(here.now).min(here.now));
            let change = Move {
                note: format!("Found in the supplier's records: {}.", numbers(theirs)),
                supplier_number: (!first.id.is_empty()).then(|| first.id.clone()),
                placed,
                ..Move::default()
            };
            (to, "found_there", change)
        }
        Look::NotThere if over && purchase.ended_there => {
            let note = "The supplier had it and cancelled it, and its records no longer show it.".to_owned();
            (State::Asking, "asking", Move { note, ..unchanged(purchase) })
        }
        Look::NotThere => match after_look(Found::NotThere, over, purchase.tries) {
            State::Asking => {
                let note = format!(
                    "Sent {} times, and each time it was not in the supplier's records afterwards. {}",
                    purchase.tries, purchase.note
                );
                (State::Asking, "asking", Move { note, ..unchanged(purchase) })
            }
            State::Queued => {
                let change = Move {
                    note: "It was not in the supplier's records, so it is sent again.".to_owned(),
                    not_before: Some(here.now),
                    boot: Some(here.boot.clone()),
                    ..Move::default()
                };
                (State::Queued, "not_found_there", change)
            }
            to => (to, "unknown", later(purchase, None, here)),
        },
        Look::CannotTell { wait_ms, .. } => (State::Unknown, "unknown", later(purchase, *wait_ms, here)),
        Look::OnlyAPerson { reason } => {
            (State::Asking, "asking", Move { note: reason.clone(), ..unchanged(purchase) })
        }
    }
}

/// Looks again later.
fn later(purchase: &PurchaseRow, wait_ms: Option<i64>, here: &Here) -> Move {
    let wait = back_off_ms(purchase.looks).max(wait_ms.unwrap_or(0));
    Move { looks: Some(purchase.looks + 1), not_before: Some(here.now.plus_ms(wait)), ..unchanged(purchase) }
}

pub(super) fn note(
    write: &Write<'_>,
    purchase: &PurchaseRow,
    look: &Look,
    now: Instant,
) -> Result<(), ApiError> {
    match look {
        Look::CannotTell { wait_ms, signed_out, .. } => {
            let signed_out = signed_out.then_some(now);
            write.note_access(purchase.supplier, signed_out, wait_ms.map(|wait| now.plus_ms(wait)))?;
        }
        Look::NotThere | Look::OnlyAPerson { .. } => {
            write.note_sign(purchase.supplier, Sign::Answered, now)?;
        }
        Look::Found(theirs) => {
            write.note_sign(purchase.supplier, Sign::Answered, now)?;
            let alive: Vec<_> = theirs.iter().filter(|order| !order.cancelled).collect();
            if alive.len() > 1 {
                let ids = alive.iter().map(|order| order.id.clone()).collect::<Vec<_>>().join(", ");
                let placed = alive.iter().filter_map(|order| order.placed).max();
                let until = cancel_until(purchase.capability.cancel, placed, now);
                let mut facts =
                    BTreeMap::from([("number".to_owned(), purchase.number.clone()), ("ids".to_owned(), ids)]);
                facts.extend(until.map(|until| ("cancel_until".to_owned(), until.iso())));
                let alarm = NewAlarm {
                    kind: "twice_there",
                    supplier: purchase.supplier,
                    purchase: Some(purchase.id),
                    reference: purchase.key.clone(),
                    facts,
                };
                write.raise_alarm(&alarm, now)?;
            }
        }
    }
    Ok(())
}
