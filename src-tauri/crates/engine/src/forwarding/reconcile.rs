//! Once a day the supplier's records are compared with ours, both ways, while cancelling is still possible.

use std::collections::BTreeMap;
use std::sync::PoisonError;

use stockless_connect::placing::Theirs;
use stockless_core::acceptance::Said;
use stockless_core::id::SupplierId;
use stockless_core::outcome::Outcome;
use stockless_core::protocol::{Cancel, Kind};
use stockless_core::purchase::State;
use stockless_store::Write;
use stockless_store::health::NewAlarm;
use stockless_store::purchases::{Move, NewAttempt, PurchaseRow, Trace};
use stockless_store::suppliers::SupplierRow;

use super::acceptance;
use super::cancel::cancel_until;
use super::document::place_now;
use super::left_drafts;
use super::record::{Here, placed_promise, tell};
use super::send::SENT;
use crate::assess::{self, Age};
use crate::context::Context;
use crate::engine::Engine;
use crate::error::ApiError;
use crate::following;

const DAY_MS: i64 = 86_400_000;
/// How far back records are compared.
const WINDOW_MS: i64 = 14 * DAY_MS;
/// Purchases compared in one go; more than two weeks of the largest merchant at one supplier.
const COMPARED: i64 = 100_000;

impl Engine {
    /// Compares records with one supplier whose turn has come. True when one was compared.
    pub(crate) fn reconcile_daily(&self) -> Result<bool, ApiError> {
        let _one_at_a_time = self.inner().sending.lock().unwrap_or_else(PoisonError::into_inner);
        if self.store().charge() == stockless_store::Charge::ReadOnly {
            return Ok(false);
        }
        let now = self.now();
        for supplier in self.read(|read| Ok(read.suppliers()?))? {
            let id = SupplierId::new(supplier.id);
            let (health, connected) =
                self.read(|read| Ok((read.health(id)?, !read.connection(id)?.is_empty())))?;
            let due = health.reconciled.is_none_or(|at| at > now || now.since(at) >= DAY_MS);
            if due
                && connected
                && health.may_ask(now)
                && health.signed_out.is_none()
                && self.compare(supplier)?
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn compare(&self, supplier: SupplierRow) -> Result<bool, ApiError> {
        let id = SupplierId::new(supplier.id);
        let channel = supplier.channel;
        let reach = self.reach(supplier, channel)?;
        let place = place_now(channel, &reach.settings);
        let Ok(capability) = self.outside().capability(&reach) else { return Ok(false) };
        if !self.outside().keeps_list(&reach) {
            return Ok(false);
        }
        let since = self.now().plus_ms(-WINDOW_MS);
        let (listed, _) = self.outside().list(&reach, since);
        let here = self.here();
        let lag = capability.list_lag_ms.unwrap_or(DAY_MS);
        let cancel = capability.cancel;
        let Ok(theirs) = listed else {
            // Asked again in an hour.
            let later = here.now.plus_ms(3_600_000 - DAY_MS);
            self.write(move |write| Ok(write.note_reconciled(id, later)?))?;
            return Ok(true);
        };
        self.write(move |write| {
            let mut ours = write.placed_since(id, since, COMPARED)?;
            // What was sent to another address or account is not in these records.
            ours.retain(|purchase| place.as_ref().is_none_or(|place| *place == purchase.destination));
            let records = Records { supplier: id, theirs: by_reference(&theirs), lag, cancel };
            for purchase in &ours {
                records.judge_ours(write, purchase, &here)?;
            }
            records.judge_theirs(write, &here)?;
            for draft in theirs.iter().filter(|order| order.draft && is_ours(&order.reference)) {
                left_drafts::note_shown(write, draft, &here)?;
            }
            Ok(write.note_reconciled(id, here.now)?)
        })?;
        self.changed(SENT);
        Ok(true)
    }
}

/// In one order, so that alarms get the same numbers each time.
fn by_reference(theirs: &[Theirs]) -> BTreeMap<String, Vec<Theirs>> {
    let mut found: BTreeMap<String, Vec<Theirs>> = BTreeMap::new();
    for order in theirs.iter().filter(|order| !order.reference.is_empty() && !order.draft) {
        found.entry(order.reference.clone()).or_default().push(order.clone());
    }
    found
}

/// A supplier's records, by our reference.
struct Records {
    supplier: SupplierId,
    theirs: BTreeMap<String, Vec<Theirs>>,
    lag: i64,
    /// Until when the supplier takes a cancellation.
    cancel: Cancel,
}

impl Records {
    fn judge_ours(&self, write: &Write<'_>, purchase: &PurchaseRow, here: &Here) -> Result<(), ApiError> {
        if !purchase.state.is_placed() {
            return Ok(());
        }
        let there = self.theirs.get(&purchase.key).map(Vec::as_slice).unwrap_or_default();
        let alive: Vec<&Theirs> = there.iter().filter(|order| !order.cancelled).collect();
        let shown = purchase.placed.is_some_and(|placed| here.now.since(placed) > self.lag);
        match alive.as_slice() {
            [] if shown => self.raise(write, "missing_there", Some(purchase), &purchase.key, there, here),
            [] => Ok(()),
            [order] => lines(write, purchase, order, here),
            _ => self.raise(write, "twice_there", Some(purchase), &purchase.key, there, here),
        }
    }

    fn judge_theirs(&self, write: &Write<'_>, here: &Here) -> Result<(), ApiError> {
        for (reference, there) in &self.theirs {
            if !is_ours(reference) || there.iter().all(ships_nothing) {
                continue;
            }
            match write.purchase_by_key(reference)? {
                None => self.raise(write, "unknown_here", None, reference, there, here)?,
                Some(purchase) if purchase.state == State::Cancelled => {
                    self.raise(write, "unknown_here", Some(&purchase), reference, there, here)?;
                }
                Some(purchase) if purchase.state == State::Queued => found(write, &purchase, there, here)?,
                Some(_) => {}
            }
        }
        Ok(())
    }

    fn raise(
        &self,
        write: &Write<'_>,
        kind: &'static str,
        purchase: Option<&PurchaseRow>,
        reference: &str,
        there: &[Theirs],
        here: &Here,
    ) -> Result<(), ApiError> {
        let listed = |part: fn(&Theirs) -> &String| {
            there.iter().map(part).filter(|text| !text.is_empty()).cloned().collect::<Vec<_>>().join(", ")
        };
        let mut facts = BTreeMap::from([
            ("ids".to_owned(), listed(|order| &order.id)),
            ("state".to_owned(), listed(|order| &order.state)),
        ]);
        if let Some(purchase) = purchase {
            facts.insert("number".to_owned(), purchase.number.clone());
        }
        let placed = there.iter().filter_map(|order| order.placed).max();
        let placed = placed.or_else(|| purchase.and_then(|purchase| purchase.placed));
        if let Some(until) = cancel_until(self.cancel, placed, here.now) {
            facts.insert("cancel_until".to_owned(), until.iso());
        }
        let alarm = NewAlarm {
            kind,
            supplier: self.supplier,
            purchase: purchase.map(|purchase| purchase.id),
            reference: reference.to_owned(),
            facts,
        };
        if write.raise_alarm(&alarm, here.now)?
            && let Some(purchase) = purchase
        {
            tell(write, purchase, kind, "", here.now)?;
        }
        Ok(())
    }
}

/// An order that is cancelled there, or of which nothing is taken.
fn ships_nothing(order: &Theirs) -> bool {
    order.cancelled || order.lines.takes_nothing()
}

/// A supplier that took an order whole may drop a line of it days later.
fn lines(write: &Write<'_>, purchase: &PurchaseRow, order: &Theirs, here: &Here) -> Result<(), ApiError> {
    if order.lines == Said::Nothing {
        return Ok(());
    }
    acceptance::book(write, purchase.id, &order.lines, here)?;
    let context = Context::load(write, here.now)?;
    assess::refresh(&context, write, purchase.order, Age::Known)?;
    Ok(())
}

/// The form of our keys: 26 characters of base 32.
fn is_ours(reference: &str) -> bool {
    reference.len() == 26 && reference.bytes().all(|b| matches!(b, b'A'..=b'Z' | b'2'..=b'7'))
}

/// The supplier has a purchase that waits here to be sent: it is not sent again.
fn found(write: &Write<'_>, purchase: &PurchaseRow, there: &[Theirs], here: &Here) -> Result<(), ApiError> {
    let Some(order) = there.iter().find(|order| !order.cancelled) else { return Ok(()) };
    let evidence = format!("Found in the supplier's records before it was sent: {}.", order.id);
    let asked = NewAttempt {
        purchase: purchase.id,
        from: State::Queued,
        kind: Kind::Look,
        boot: here.boot.clone(),
        epoch: here.epoch,
        key_expires: None,
    };
    let outcome = Outcome::Accepted { reference: Some(order.id.clone()), evidence: evidence.clone() };
    write.record_request(&asked, &outcome, &Trace::default(), here.now)?;
    settle_found(write, purchase, order, &evidence, here)
}

/// What waits here to be sent is with the supplier already.
pub(super) fn settle_found(
    write: &Write<'_>,
    purchase: &PurchaseRow,
    order: &Theirs,
    evidence: &str,
    here: &Here,
) -> Result<(), ApiError> {
    let context = Context::load(write, here.now)?;
    let promise = placed_promise(&context, purchase, State::Placed, here.now)?;
    write.move_purchase(purchase.id, State::Queued, State::Sending, here.epoch, &Move::default())?;
    let change = Move {
        note: evidence.to_owned(),
        supplier_number: Some(order.id.clone()),
        placed: Some(order.placed.unwrap_or(here.now).min(here.now)),
        promise,
        ..Move::default()
    };
    write.move_purchase(purchase.id, State::Sending, State::Placed, here.epoch, &change)?;
    tell(write, purchase, "found_there", evidence, here.now)?;
    following::begin(write, &context, purchase.id)?;
    acceptance::book(write, purchase.id, &order.lines, here)?;
    assess::refresh(&context, write, purchase.order, Age::Known)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_references_of_our_form_are_ours() {
        assert!(is_ours(&stockless_core::purchase::key("shop", "1", "supplier", 1)));
        for other in ["", "1042-A", "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXY1"] {
            assert!(!is_ours(other), "{other}");
        }
    }
}
