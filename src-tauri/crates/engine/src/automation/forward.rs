//! Forwarding what rules want forwarded, by the same way as the merchant does: [`crate::api::forwarding`].
//!
//! Only orders whose every check passes, only to suppliers that the merchant switched on and that nothing stops, and
//! not more within an hour than the limit: beyond it, everything that is due asks once, with its totals.

use std::collections::{BTreeMap, BTreeSet};

use stockless_core::day::Instant;
use stockless_core::id::OrderId;
use stockless_core::money::Money;
use stockless_core::purchase::State;
use stockless_store::automation::{Asking as Sum, ForwardRow, ForwardState, NewLog};
use stockless_store::{Charge, Write};

use super::RULED;
use super::deed::not_switched_on;
use crate::api::forwarding::{Queueing, queue_orders};
use crate::assess::{self, Age};
use crate::commands::Tag;
use crate::context::Context;
use crate::engine::Engine;
use crate::error::ApiError;
use crate::forwarding::{KeptLimit, Limit, Plan, plan};
use crate::shapes::automation::{AskingShape, AskingSupplier};
use crate::shapes::shared::Amount;

/// Forwardings looked at in one go.
const MOST: i64 = 2_000;
/// What is counted against the limit.
const WINDOW_MS: i64 = 3_600_000;
/// A stopped supplier is looked at again after that.
const AGAIN_MS: i64 = 5 * 60_000;
/// How much rules may forward within an hour without asking.
pub(crate) const LIMIT: KeptLimit =
    KeptLimit { setting: "automation_limit", unless_told: Limit { orders: 50, to_pay_minor: 250_000 } };

/// True when so much may leave without a word. A cost that is not known may not.
fn allows(limit: Limit, lately: Sum, orders: i64, to_pay: Option<i64>) -> bool {
    let Some(to_pay) = to_pay else { return false };
    lately.orders.saturating_add(orders) <= limit.orders
        && lately.to_pay_minor.saturating_add(to_pay) <= limit.to_pay_minor
}

/// What was found out about forwardings that are due.
#[derive(Default)]
struct Sorted {
    go: Vec<ForwardRow>,
    later: Vec<ForwardRow>,
    left: Vec<(ForwardRow, BTreeMap<String, String>)>,
}

fn why(reason: &str, supplier: Option<String>) -> BTreeMap<String, String> {
    let mut facts: BTreeMap<String, String> = [("why".to_owned(), reason.to_owned())].into();
    facts.extend(supplier.map(|name| ("supplier".to_owned(), name)));
    facts
}

/// Looks at each: everything is asked again, however it stood when it was planned.
fn sort(context: &Context<'_>, due: Vec<ForwardRow>) -> Result<Sorted, ApiError> {
    let mut sorted = Sorted::default();
    for row in due {
        let assessed = assess::look(context, row.order, Age::Known)?;
        if assessed.open.is_empty() {
            sorted.left.push((row, why("forwarded_already", None)));
            continue;
        }
        if called_off(context, row.order)? {
            sorted.left.push((row, why("called_off", None)));
            continue;
        }
        if let Some(supplier) = not_switched_on(context, &assessed)? {
            sorted.left.push((row, why("not_switched_on", Some(supplier))));
            continue;
        }
        let found = plan(context, &[row.order], &BTreeSet::new())?;
        if let Some(left) = found.left_out.first() {
            sorted.left.push((row, why(&left.reason, None)));
            continue;
        }
        let mut free = true;
        for supplier in found.suppliers.keys() {
            free &= context.read().health(*supplier)?.may_send(context.now);
        }
        if free { sorted.go.push(row) } else { sorted.later.push(row) }
    }
    Ok(sorted)
}

/// True where a purchase of the order was called off after it had left: the supplier may still send it, and the merchant
/// knows why it was called off. What a supplier itself will not send is free.
fn called_off(context: &Context<'_>, order: OrderId) -> Result<bool, ApiError> {
    let read = context.read();
    for purchase in read.purchases_of(order)? {
        let had_left = purchase.first_sent.is_some() || purchase.placed.is_some();
        if purchase.state == State::Cancelled
            && had_left
            && read.purchase_lines(purchase.id)?.iter().any(|line| line.refused < line.line.quantity)
        {
            return Ok(true);
        }
    }
    Ok(false)
}

fn total(plan: &Plan) -> Option<i64> {
    plan.suppliers.values().try_fold(0_i64, |sum, supplier| Some(sum.saturating_add(supplier.to_pay_base?)))
}

impl Engine {
    /// Forwards what rules planned and what is due. While this process may not send, everything waits.
    pub(crate) fn forward_planned(&self) -> Result<i64, ApiError> {
        let now = self.now();
        if self.store().charge() == Charge::ReadOnly {
            return Ok(0);
        }
        let due = self.read(|read| Ok(read.automation_forwards(ForwardState::Planned, now, MOST)?))?;
        if due.is_empty() || self.may_forward().is_err() {
            return Ok(0);
        }
        let (sorted, planned, allowed) = self.with_context(|context| {
            let sorted = sort(context, due)?;
            let orders: Vec<OrderId> = sorted.go.iter().map(|row| row.order).collect();
            let planned = plan(context, &orders, &BTreeSet::new())?;
            let count = i64::try_from(planned.orders.len()).unwrap_or(i64::MAX);
            let lately =
                context.read().automation_forwarded_since(now.plus_ms(WINDOW_MS.saturating_neg()))?;
            let allowed = allows(LIMIT.read(context.read())?, lately, count, total(&planned));
            Ok((sorted, planned, allowed))
        })?;
        let Sorted { go, later, left } = sorted;
        let asking = if allowed { Vec::new() } else { go.clone() };
        self.write(move |write| {
            for row in later {
                write.postpone_forward(row.order, now.plus_ms(AGAIN_MS))?;
            }
            for (row, facts) in left {
                settle(write, &row, ForwardState::Left, "not_forwarded", &facts, now)?;
            }
            for row in asking {
                settle(write, &row, ForwardState::Asks, "asks", &BTreeMap::new(), now)?;
            }
            Ok::<_, ApiError>(())
        })?;
        let count = if allowed { self.forward_rows(&planned, &go)? } else { 0 };
        self.changed(RULED);
        Ok(count)
    }

    /// Queues orders for rules. What no longer passes when its turn comes is left to the merchant.
    fn forward_rows(&self, planned: &Plan, rows: &[ForwardRow]) -> Result<i64, ApiError> {
        if planned.orders.is_empty() {
            return Ok(0);
        }
        let delay =
            self.read(|read| Ok(read.workspace()?.map_or(0, |workspace| workspace.outbox_delay_ms)))?;
        let rows: BTreeMap<OrderId, ForwardRow> = rows.iter().map(|row| (row.order, row.clone())).collect();
        let queueing = Queueing {
            not_before: self.now().plus_ms(delay),
            settle: std::sync::Arc::new(move |context, write, id, left| {
                let Some(row) = rows.get(&id) else { return Ok(()) };
                match left {
                    Some(reason) => settle(
                        write,
                        row,
                        ForwardState::Left,
                        "not_forwarded",
                        &why(reason, None),
                        context.now,
                    ),
                    None => forwarded(context, write, row),
                }
            }),
        };
        let queued = queue_orders(self, planned, &queueing)?;
        self.refresh_marked()?;
        self.inner().background.wake();
        self.changed(&[Tag::Purchases]);
        Ok(queued.orders)
    }
}

/// It is in the outbox: counted against the limit by what its purchases cost.
fn forwarded(context: &Context<'_>, write: &Write<'_>, row: &ForwardRow) -> Result<(), ApiError> {
    let mut to_pay = Some(0_i64);
    let mut suppliers = Vec::new();
    for purchase in write.purchases_of(row.order)?.iter().filter(|p| p.created >= context.now) {
        let cost = [purchase.goods_minor, purchase.shipping_minor, purchase.fee_minor].iter().sum();
        let cost = Money::from_minor(cost, purchase.currency);
        let base = context.to_base(cost, context.today())?.map(|(base, _)| base.minor());
        to_pay = to_pay.zip(base).map(|(sum, more)| sum.saturating_add(more));
        suppliers.push(purchase.supplier_name.clone());
    }
    let facts = [("supplier".to_owned(), suppliers.join(", "))].into();
    log(write, row, "forwarded", &facts, context.now)?;
    Ok(write.settle_forward(row.order, ForwardState::Forwarded, context.now, to_pay)?)
}

fn settle(
    write: &Write<'_>,
    row: &ForwardRow,
    state: ForwardState,
    did: &str,
    facts: &BTreeMap<String, String>,
    now: Instant,
) -> Result<(), ApiError> {
    log(write, row, did, facts, now)?;
    Ok(write.settle_forward(row.order, state, now, None)?)
}

fn log(
    write: &Write<'_>,
    row: &ForwardRow,
    did: &str,
    facts: &BTreeMap<String, String>,
    now: Instant,
) -> Result<(), ApiError> {
    let new = NewLog {
        order: row.order,
        rule: row.rule,
        name: &row.name,
        event: row.event,
        did,
        facts,
        undo: None,
    };
    Ok(write.add_automation_log(&new, now)?)
}

/// What waits for the merchant's word, with its totals as they are now.
pub(crate) fn asking(context: &Context<'_>) -> Result<Option<AskingShape>, ApiError> {
    let rows = context.read().automation_forwards(ForwardState::Asks, context.now, MOST)?;
    if rows.is_empty() {
        return Ok(None);
    }
    let orders: Vec<OrderId> = rows.iter().map(|row| row.order).collect();
    let planned = plan(context, &orders, &BTreeSet::new())?;
    let to_pay = planned.suppliers.values().filter_map(|supplier| supplier.to_pay_base);
    Ok(Some(AskingShape {
        orders: i64::try_from(rows.len()).unwrap_or(i64::MAX),
        to_pay: Amount::minor(to_pay.fold(0, i64::saturating_add), context.base()),
        suppliers: planned
            .suppliers
            .into_values()
            .map(|supplier| AskingSupplier {
                supplier: supplier.row.name,
                orders: supplier.orders,
                to_pay: supplier.to_pay.into(),
            })
            .collect(),
    }))
}

/// The merchant's word: everything that asks is forwarded, as far as it still may be, or left to be forwarded by hand.
pub(crate) fn decide(engine: &Engine, forward: bool) -> Result<i64, ApiError> {
    if forward {
        engine.may_forward()?;
    }
    let now = engine.now();
    let (sorted, planned) = engine.with_context(|context| {
        let rows = context.read().automation_forwards(ForwardState::Asks, context.now, MOST)?;
        let sorted = if forward {
            sort(context, rows)?
        } else {
            let left = rows.into_iter().map(|row| (row, why("said_no", None))).collect();
            Sorted { left, ..Sorted::default() }
        };
        let orders: Vec<OrderId> = sorted.go.iter().map(|row| row.order).collect();
        let planned = plan(context, &orders, &BTreeSet::new())?;
        Ok((sorted, planned))
    })?;
    let Sorted { go, left, .. } = sorted;
    let count = i64::try_from(left.len()).unwrap_or(0);
    engine.write(move |write| {
        for (row, facts) in left {
            settle(write, &row, ForwardState::Left, "not_forwarded", &facts, now)?;
        }
        Ok::<_, ApiError>(())
    })?;
    if forward { engine.forward_rows(&planned, &go) } else { Ok(count) }
}
