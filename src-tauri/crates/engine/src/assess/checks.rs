//! How the checks of an order come out.

use stockless_core::check::{Check, HeldBack, Verdict, address_fault, held_back, payment_verdict};
use stockless_core::protocol::Class;
use stockless_core::purchase::State;
use stockless_core::route::Obstacle;
use stockless_core::supplier::Standing;
use stockless_store::purchases::PurchaseRow;

use super::{Assessed, OpenLine};
use crate::books::pays_on_delivery;
use crate::context::Context;
use crate::error::ApiError;

/// Two orders of one customer for the same goods within this time are suspected to be one.
pub const TWIN_WITHIN_MS: i64 = 72 * 3_600_000;

/// Judges every check that matters in the order's present state.
pub fn judge(context: &Context<'_>, a: &mut Assessed) -> Result<(), ApiError> {
    if a.bought.iter().any(|bought| needs_a_person(&bought.row)) {
        a.verdicts.set(Check::Outcome, Verdict::Block);
    }
    if !a.work.conflict.is_empty() {
        set(a, Check::Released, Verdict::Decide);
    }
    if a.open.is_empty() {
        return Ok(());
    }
    if refused(a) {
        set(a, Check::Accepted, Verdict::Block);
    }
    if cause_of_hold(a).is_some() || !a.work.held.is_empty() {
        set(a, Check::Released, Verdict::Decide);
    }
    if address_fault(&a.ship_to).is_some() {
        set(a, Check::Address, Verdict::Block);
    }
    let paid = payment_verdict(a.order.payment, pays_on_delivery(&a.shop, &a.order.gateway));
    set(a, Check::Paid, paid);
    twin(context, a)?;
    route(context, a);
    Ok(())
}

/// True when only a person can say what became of a purchase. One that the supplier itself can answer for is not shown
/// as a decision while Stockless is finding out.
pub fn needs_a_person(purchase: &PurchaseRow) -> bool {
    purchase.state == State::Asking
        || (purchase.state == State::Unknown && purchase.capability.class() == Class::Blind)
}

/// What holds an order back, if anything.
pub fn cause_of_hold(a: &Assessed) -> Option<HeldBack> {
    let forwarded = a.bought.iter().any(|bought| bought.row.state.holds_lines());
    held_back(a.order.fulfilment, a.order.payment, &a.order.risk, forwarded)
}

/// A verdict, unless a person accepted the check for this order. Only what a person can answer for can be accepted.
fn set(a: &mut Assessed, check: Check, verdict: Verdict) {
    let open_to_acceptance = verdict == Verdict::Decide || check == Check::Address;
    let accepted = a.work.accepted.iter().any(|word| word == check.word());
    a.verdicts.set(check, if accepted && open_to_acceptance { Verdict::Accepted } else { verdict });
}

/// A refused purchase whose lines nothing else holds.
fn refused(a: &Assessed) -> bool {
    a.bought.iter().any(|bought| {
        bought.row.state == State::Rejected
            && bought.lines.iter().any(|(line, _)| a.open.iter().any(|open| open.line.id == *line))
    })
}

fn twin(context: &Context<'_>, a: &mut Assessed) -> Result<(), ApiError> {
    a.twin = context.read().earlier_twin(&a.order, TWIN_WITHIN_MS)?;
    if a.twin.is_some() {
        set(a, Check::Duplicate, Verdict::Decide);
    }
    Ok(())
}

fn route(context: &Context<'_>, a: &mut Assessed) {
    let unmapped = a.open.iter().any(|line| line.quotes.is_empty());
    if unmapped {
        set(a, Check::Mapped, Verdict::Block);
        for check in [Check::ShipsThere, Check::InStock, Check::Approved, Check::Margin] {
            a.verdicts.set(check, Verdict::Open);
        }
        return;
    }
    let has = |obstacle: Obstacle| {
        let stands = |line: &OpenLine| line.chosen().is_some_and(|quote| quote.obstacles.contains(&obstacle));
        a.open.iter().any(stands)
    };
    let (short, far, unpriced, unapproved) = (
        has(Obstacle::OutOfStock),
        has(Obstacle::ShipsNotThere),
        has(Obstacle::NoPrice),
        has(Obstacle::NotApproved),
    );
    if far || unpriced {
        set(a, Check::ShipsThere, Verdict::Block);
    }
    if short {
        set(a, Check::InStock, Verdict::Block);
    }
    if unapproved {
        let verdict = if stopped(a) { Verdict::Block } else { Verdict::Decide };
        set(a, Check::Approved, verdict);
    }
    if !a.routed.fits {
        set(a, Check::Routed, Verdict::Decide);
    }
    if !a.sold {
        // Nothing is earned before it is paid: the payment is asked about, and the margin once that is settled.
        a.verdicts.set(Check::Margin, Verdict::Open);
        return;
    }
    match a.margin_bp {
        None => a.verdicts.set(Check::Margin, Verdict::Open),
        Some(margin) if margin < context.floor_bp(&a.shop) => set(a, Check::Margin, Verdict::Decide),
        Some(_) => {}
    }
    // A margin that cannot be known because a rate is missing, or because nothing is earned, is for a person.
    if a.margin_bp.is_none() && !unpriced {
        set(a, Check::Margin, Verdict::Decide);
    }
}

/// True when a chosen supplier was paused or rejected by the merchant.
fn stopped(a: &Assessed) -> bool {
    a.open
        .iter()
        .filter_map(OpenLine::chosen)
        .any(|quote| matches!(quote.way.supplier.standing, Standing::Paused | Standing::Rejected))
}
