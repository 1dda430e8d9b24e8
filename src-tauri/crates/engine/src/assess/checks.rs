//! How the checks of an order come out.

use stockless_core::check::{
    Check, HeldBack, Verdict, address_fault, held_back, may_be_forwarded_elsewhere, payment_verdict,
};
use stockless_core::confirmation::Need;
use stockless_core::day::Instant;
use stockless_core::protocol::Class;
use stockless_core::purchase::{Reason, State};
use stockless_core::route::Obstacle;
use stockless_core::supplier::Standing;
use stockless_store::purchases::PurchaseRow;

use super::{Assessed, OpenLine};
use crate::books::{Bought, BoughtLine, pays_on_delivery};
use crate::context::Context;
use crate::error::ApiError;

/// Two orders of one customer for the same goods within this time are suspected to be one.
pub const TWIN_WITHIN_MS: i64 = 72 * 3_600_000;

/// Judges every check that matters in the order's present state.
pub fn judge(context: &Context<'_>, a: &mut Assessed) -> Result<(), ApiError> {
    if a.bought.iter().any(|bought| needs_a_person(&bought.row)) {
        a.verdicts.set(Check::Outcome, Verdict::Block);
    }
    if !a.work.conflict.is_empty() || !lost_parts(a).is_empty() {
        set(a, Check::Released, Verdict::Decide);
    }
    if a.open.is_empty() {
        follow(context.now, a);
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
    if is_older(context, a) {
        set(a, Check::History, Verdict::Decide);
    }
    Ok(())
}

/// Nothing was bought for it here, and it is older than what is known here. Sample data has no other history.
fn is_older(context: &Context<'_>, a: &Assessed) -> bool {
    let workspace = &context.workspace;
    a.bought.is_empty()
        && !workspace.sample
        && may_be_forwarded_elsewhere(a.order.placed.ms(), workspace.created_ms)
}

/// True when only a person can say what became of a purchase. One that the supplier itself can answer for is not shown
/// as a decision while Stockless is finding out.
pub fn needs_a_person(purchase: &PurchaseRow) -> bool {
    purchase.state == State::Asking
        || (purchase.state == State::Unknown && purchase.capability.class() == Class::Blind)
}

/// What a purchase asks of the merchant now, after its supplier has it.
pub fn needs(bought: &Bought, now: Instant) -> Vec<Need> {
    match &bought.following {
        Some(row) if bought.row.state.is_placed() => row.following(bought.row.placed).needs(now),
        _ => Vec::new(),
    }
}

/// When a purchase asks something of the merchant first.
pub fn raised(bought: &Bought) -> Option<Instant> {
    let row = bought.following.as_ref().filter(|_| bought.row.state.is_placed())?;
    row.following(bought.row.placed).raise()
}

/// True when a purchase of an order asks something of the merchant.
pub fn needs_following(a: &Assessed) -> bool {
    [Check::Answered, Check::Settled].iter().any(|&check| a.verdicts.get(check) == Verdict::Decide)
}

/// The check that a need fails.
pub const fn check_of(need: Need) -> Check {
    match need {
        Need::Returned | Need::Read | Need::Chase => Check::Answered,
        Need::Lapsed | Need::Pay => Check::Settled,
    }
}

/// What is asked about purchases of an order of which nothing is left to forward. While something is, that comes first,
/// and what is asked stands in the list of purchases.
fn follow(now: Instant, a: &mut Assessed) {
    let needs: Vec<Need> = a.bought.iter().flat_map(|bought| needs(bought, now)).collect();
    for need in needs {
        a.verdicts.set(check_of(need), Verdict::Decide);
    }
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
        bought.row.state == State::Rejected && bought.lines.iter().any(|of| open_part(a, of).is_some())
    })
}

/// The open units that something bought is a part of.
fn open_part<'a>(a: &'a Assessed, of: &BoughtLine) -> Option<&'a OpenLine> {
    a.open.iter().find(|open| open.line.id == of.line && open.part == of.part)
}

/// A part of a bundle that a supplier will not send while another part is on its way.
pub struct LostPart<'a> {
    /// What is open again.
    pub open: &'a OpenLine,
    /// The purchase that was to bring it.
    pub purchase: &'a PurchaseRow,
}

/// Parts of bundles that were refused or cancelled while others of the same bundle are still bought: half a bundle is of
/// no use to a customer, so somebody has to say whether the part comes from elsewhere or the rest is called off too.
pub fn lost_parts(a: &Assessed) -> Vec<LostPart<'_>> {
    let mut lost: Vec<LostPart<'_>> = Vec::new();
    for bought in a.bought.iter().filter(|bought| bought.row.reason != Reason::Resend) {
        let is_over = !bought.row.state.holds_lines();
        for of in bought.lines.iter().filter(|of| !of.part.is_empty() && (is_over || of.was_refused)) {
            let Some(open) = open_part(a, of) else { continue };
            let is_new = !lost.iter().any(|known| std::ptr::eq(known.open, open));
            if is_new && others_come(a, of) {
                lost.push(LostPart { open, purchase: &bought.row });
            }
        }
    }
    lost
}

/// True while a purchase holds another part of the same bundle.
fn others_come(a: &Assessed, lost: &BoughtLine) -> bool {
    let holding = a.bought.iter().filter(|bought| bought.row.state.holds_lines());
    holding
        .flat_map(|bought| &bought.lines)
        .any(|of| of.line == lost.line && of.part != lost.part && of.held > 0)
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
