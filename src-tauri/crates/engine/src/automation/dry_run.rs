//! What a rule would do with past orders. Reads only.

use stockless_core::automation::{Event, Mode, Rule, fitting, steps};
use stockless_core::check::Queue;
use stockless_core::id::OrderId;
use stockless_core::order::Payment;
use stockless_core::purchase::State;

use super::deed::Deed;
use super::kept::rule_of;
use super::subject::{Needs, Subject};
use crate::context::Context;
use crate::error::ApiError;
use crate::shapes::automation::{DeedShape, RuleDryRun, RuleDryRunRequest, RuleDryRunRow};

/// Orders looked at in one part; a part answers at once.
const PART: i64 = 2_000;
/// Orders told in one part; the others are counted.
const ROWS: usize = 50;
const DAY_MS: i64 = 86_400_000;

/// One part of a dry run, latest orders first.
pub(crate) fn dry_run(context: &Context<'_>, request: &RuleDryRunRequest) -> Result<RuleDryRun, ApiError> {
    let rule = rule_of(&request.rule, context.base())?;
    let days = request.days.unwrap_or(90).clamp(1, 366);
    let since = context.now.plus_ms(days.saturating_mul(DAY_MS).saturating_neg()).ms();
    let read = context.read();
    let orders = read.orders_since(since, key(request.key.as_deref())?, PART)?;
    let needs = Needs::of([&rule]);
    let (mut matched, mut rows) = (0, Vec::new());
    for (_, id) in &orders {
        if let Some(row) = try_on(context, &rule, needs, *id, rows.len() < ROWS)? {
            matched += 1;
            rows.extend(row);
        }
    }
    let looked = i64::try_from(orders.len()).unwrap_or(0);
    let last = orders.last().filter(|_| looked == PART);
    Ok(RuleDryRun {
        total: read.orders_since_total(since)?,
        looked,
        matched,
        rows,
        next: last.map(|(placed, id)| format!("{placed}.{id}")),
    })
}

/// What the rule would do with an order: `None` when it would leave it alone, `Some(None)` when that is only counted.
fn try_on(
    context: &Context<'_>,
    rule: &Rule,
    needs: Needs,
    id: OrderId,
    tell: bool,
) -> Result<Option<Option<RuleDryRunRow>>, ApiError> {
    let Some(mut subject) = Subject::read(context, id, needs)? else { return Ok(None) };
    if !may_have_happened(context, rule.event, &mut subject)? {
        return Ok(None);
    }
    let found = fitting([rule], Mode::All, &subject.facts, |_| false);
    if found.is_empty() {
        return Ok(None);
    }
    if !tell {
        return Ok(Some(None));
    }
    let (number, placed) = (subject.order.number.clone(), subject.order.placed);
    let deeds = Deed::all(context, subject, steps(found))?;
    let did = deeds.into_iter().map(|(_, deed)| DeedShape { did: deed.did.to_owned(), facts: deed.facts });
    Ok(Some(Some(RuleDryRunRow { order_id: id.get(), number, placed_at: placed.iso(), did: did.collect() })))
}

/// Whether the event may have happened to an order, as far as what is stored tells. Of stock that is low, only the lines
/// that it would serve are left.
fn may_have_happened(context: &Context<'_>, event: Event, subject: &mut Subject) -> Result<bool, ApiError> {
    let any = |subject: &Subject, wanted: fn(State) -> bool| -> Result<bool, ApiError> {
        Ok(context.read().purchases_of(subject.order.id)?.iter().any(|purchase| wanted(purchase.state)))
    };
    let queue = subject.view.queue;
    Ok(match event {
        Event::CameIn => true,
        Event::Changed => subject.order.version > 1,
        Event::Paid => subject.order.payment == Payment::Paid,
        Event::Ready => queue == Queue::Ready || any(subject, |_| true)?,
        Event::StockLow => {
            let low = subject.low_offers(context)?;
            subject.keep_served_by(context, &low)?
        }
        Event::NeedsDecision => queue == Queue::Decide,
        Event::Late => queue == Queue::Late,
        Event::PurchasePlaced => any(subject, State::is_placed)?,
        Event::PurchaseConfirmed => any(subject, |state| state == State::Confirmed)?,
        Event::PurchaseRejected => any(subject, |state| state == State::Rejected)?,
    })
}

fn key(text: Option<&str>) -> Result<(i64, i64), ApiError> {
    let Some(text) = text else { return Ok((i64::MAX, i64::MAX)) };
    text.split_once('.')
        .and_then(|(placed, id)| Some((placed.parse().ok()?, id.parse().ok()?)))
        .ok_or_else(|| ApiError::invalid(format!("The key “{text}” is not of this list.")))
}
