//! Forwarding: review, queue and outbox.

use std::collections::BTreeSet;
use std::sync::Arc;

use stockless_core::day::Instant;
use stockless_core::id::{OrderId, SupplierId};
use stockless_core::protocol::Class;
use stockless_core::purchase::State;
use stockless_store::Write;
use stockless_store::purchases::{Move, PurchaseRow as Row};

use super::automation::limit_of;
use super::orders::ids;
use super::purchases::purchase_row;
use crate::assess::{self, Age};
use crate::context::Context;
use crate::engine::Engine;
use crate::error::{ApiError, Code};
use crate::forwarding::{self, Plan, PlannedSupplier, plan};
use crate::shapes::purchases::{
    ForwardRequest, Forwarded, LeftOut, Outbox, OutboxDecision, Review, ReviewSupplier, Totals,
};
use crate::shapes::shared::{Amount, Done, Nothing};

pub fn forward_review(engine: &Engine, request: ForwardRequest) -> Result<Review, ApiError> {
    let state = engine.forwarding_state()?;
    engine.with_context(|context| {
        let orders = ids(context, &request.which)?;
        let planned = plan(context, &orders, &suppliers(&request))?;
        let mut to_pay = 0_i64;
        for supplier in planned.suppliers.values() {
            to_pay = to_pay.saturating_add(supplier.to_pay_base.unwrap_or(0));
        }
        let asks = forwarding::asks(context, &planned)?;
        Ok(Review {
            suppliers: planned
                .suppliers
                .into_iter()
                .map(|(id, row)| review_row(context, id, &row))
                .collect::<Result<_, _>>()?,
            orders: i64::try_from(planned.orders.len()).unwrap_or(0),
            to_pay: Amount::minor(to_pay, context.base()),
            left_out: planned.left_out,
            asks,
            delay_seconds: context.workspace.outbox_delay_ms / 1000,
            stopped: (!matches!(state.state.as_str(), "ready" | "sample")).then_some(state.state),
        })
    })
}

fn suppliers(request: &ForwardRequest) -> BTreeSet<SupplierId> {
    request.without_suppliers.iter().copied().map(SupplierId::new).collect()
}

fn review_row(
    context: &Context<'_>,
    id: SupplierId,
    row: &PlannedSupplier,
) -> Result<ReviewSupplier, ApiError> {
    Ok(ReviewSupplier {
        supplier_id: id.get(),
        supplier: row.row.name.clone(),
        channel: row.row.channel.word().to_owned(),
        destination: forwarding::destination(context, &row.row)?,
        orders: row.orders,
        units: row.units,
        to_pay: row.to_pay.into(),
        to_pay_base: row.to_pay_base.map(|minor| Amount::minor(minor, context.base())),
        first_promise: row.first_promise.map(|ms| Instant::from_ms(ms).day_in(context.zone).iso()),
        trouble: row.trouble.clone(),
    })
}

/// Orders queued in one transaction.
const CHUNK: usize = 500;

/// What is settled with each order in the transaction that queues it, or that finds why it stays behind.
type Settle = dyn Fn(&Context<'_>, &Write<'_>, OrderId, Option<&str>) -> Result<(), ApiError> + Send + Sync;

/// How orders are queued.
#[derive(Clone)]
pub(crate) struct Queueing {
    /// When they may leave.
    pub not_before: Instant,
    /// What else is settled with each.
    pub settle: Arc<Settle>,
}

/// What was queued.
#[derive(Debug, Default)]
pub(crate) struct Queued {
    /// Orders.
    pub orders: i64,
    /// Purchases.
    pub purchases: i64,
    /// To whom.
    pub suppliers: BTreeSet<SupplierId>,
    /// Orders that no longer passed when their turn came.
    pub left_out: Vec<LeftOut>,
    /// The record that takes the last part back.
    pub undo: Option<i64>,
}

/// Queues the orders of a plan, the one way in which orders are forwarded: by hand and by rules.
pub(crate) fn queue_orders(engine: &Engine, planned: &Plan, how: &Queueing) -> Result<Queued, ApiError> {
    let terms = engine.terms(planned.suppliers.values().map(|s| &s.row), how.not_before)?;
    let mut answer = Queued::default();
    for chunk in planned.orders.chunks(CHUNK) {
        let (chunk, terms, how, now) = (chunk.to_vec(), terms.clone(), how.clone(), engine.now());
        let done = engine.write(move |write| queue_chunk(write, &chunk, &terms, &how, now))?;
        answer.orders += done.orders;
        answer.purchases += done.purchases;
        answer.suppliers.extend(done.suppliers);
        answer.left_out.extend(done.left_out);
        answer.undo = done.undo.or(answer.undo);
    }
    Ok(answer)
}

fn queue_chunk(
    write: &Write<'_>,
    chunk: &[OrderId],
    terms: &forwarding::Terms,
    how: &Queueing,
    now: Instant,
) -> Result<Queued, ApiError> {
    write.begin_action();
    let mut done = Queued::default();
    for &id in chunk {
        // Stock that an order before this one took is counted: an order that no longer passes stays behind.
        let context = Context::load(write, now)?;
        let number = write.order(id)?.number;
        match forwarding::queue(&context, write, id, terms) {
            Ok(suppliers) => {
                done.orders += 1;
                done.purchases += i64::try_from(suppliers.len()).unwrap_or(0);
                done.suppliers.extend(suppliers);
                (how.settle)(&context, write, id, None)?;
                write.index_order(id);
            }
            Err(error) if matches!(error.code, Code::NotNow | Code::Invalid) => {
                (how.settle)(&context, write, id, Some(&error.message))?;
                done.left_out.push(LeftOut { order_id: id.get(), number, reason: error.message });
            }
            Err(error) => return Err(error),
        }
        let context = Context::load(write, now)?;
        assess::refresh(&context, write, id, Age::Known)?;
    }
    done.undo = write.end_action("forward", done.orders, now.ms())?;
    Ok(done)
}

pub fn forward(engine: &Engine, request: ForwardRequest) -> Result<Forwarded, ApiError> {
    engine.may_forward()?;
    let without = suppliers(&request);
    let (planned, delay) = engine.with_context(|context| {
        let orders = ids(context, &request.which)?;
        let planned = plan(context, &orders, &without)?;
        forwarding::allow(context, &planned, request.confirmed.as_ref())?;
        Ok((planned, context.workspace.outbox_delay_ms))
    })?;
    let delay = if request.now { 0 } else { delay };
    let not_before = engine.now().plus_ms(delay);
    let queued =
        queue_orders(engine, &planned, &Queueing { not_before, settle: Arc::new(|_, _, _, _| Ok(())) })?;
    let mut left_out = planned.left_out;
    left_out.extend(queued.left_out);
    let mut answer = Forwarded {
        purchases: queued.purchases,
        orders: queued.orders,
        suppliers: i64::try_from(queued.suppliers.len()).unwrap_or(0),
        left_out,
        sends_at: (queued.purchases > 0).then(|| not_before.iso()),
        undo: queued.undo,
        sent: Vec::new(),
    };
    if request.now && answer.purchases > 0 {
        answer.undo = None;
        engine.send_all_due()?;
        let boot = engine.inner().options.boot.clone();
        answer.sent = engine.with_context(|context| {
            let mut rows = Vec::new();
            for id in &planned.orders {
                for purchase in context.read().purchases_of(*id)? {
                    if purchase.boot == boot && purchase.created >= not_before {
                        rows.push(purchase_row(context, &purchase)?);
                    }
                }
            }
            Ok(rows)
        })?;
    }
    engine.refresh_marked()?;
    engine.inner().background.wake();
    Ok(answer)
}

pub fn forward_limit(engine: &Engine, _: Nothing) -> Result<Totals, ApiError> {
    engine.with_context(|context| {
        let limit = forwarding::BY_HAND.read(context.read())?;
        Ok(Totals { orders: limit.orders, to_pay: Amount::minor(limit.to_pay_minor, context.base()) })
    })
}

pub fn forward_limit_save(engine: &Engine, request: Totals) -> Result<Done, ApiError> {
    let limit = limit_of(engine, request.orders, &request.to_pay)?;
    engine.write(move |write| forwarding::BY_HAND.save(write, limit))?;
    Ok(Done { count: 1, ..Done::default() })
}

pub fn outbox(engine: &Engine, _: Nothing) -> Result<Outbox, ApiError> {
    let boot = engine.inner().options.boot.clone();
    engine.read(|read| {
        let queued = read.purchases_in(State::Queued, 100_000)?;
        let (mine, others): (Vec<&Row>, Vec<&Row>) =
            queued.iter().partition(|purchase| purchase.boot == boot);
        Ok(Outbox {
            queued: i64::try_from(mine.len()).unwrap_or(0),
            sends_at: mine.iter().map(|purchase| purchase.not_before).min().map(Instant::iso),
            waiting_for_word: i64::try_from(others.len()).unwrap_or(0),
            unknown: read.purchases_in_doubt()?,
            asking: read.purchases_asking()?,
            to_hand_over: read.purchases_total(&[State::ToHandOver], None)?,
            follow_ups: read.raised_total(engine.now())?,
        })
    })
}

pub fn outbox_send(engine: &Engine, _: Nothing) -> Result<Done, ApiError> {
    engine.may_forward()?;
    let (now, boot, epoch) = (engine.now(), engine.inner().options.boot.clone(), engine.store().epoch());
    let count = engine.write(move |write| Ok(write.release_queued(&boot, None, now, epoch)?))?;
    engine.send_soon()?;
    Ok(Done { count, ..Done::default() })
}

pub fn outbox_decide(engine: &Engine, request: OutboxDecision) -> Result<Done, ApiError> {
    engine.may_forward()?;
    let (now, boot, epoch) = (engine.now(), engine.inner().options.boot.clone(), engine.store().epoch());
    if request.send {
        let count = engine.write(move |write| Ok(write.release_queued(&boot, Some(&boot), now, epoch)?))?;
        engine.send_soon()?;
        return Ok(Done { count, ..Done::default() });
    }
    let count = engine.write(move |write| {
        let mut count = 0;
        for purchase in write.purchases_in(State::Queued, 100_000)? {
            if purchase.boot != boot {
                cancel_queued(write, &purchase, epoch, now)?;
                count += 1;
            }
        }
        Ok(count)
    })?;
    Ok(Done { count, ..Done::default() })
}

/// Takes a purchase back that has not left.
fn cancel_queued(
    write: &stockless_store::Write<'_>,
    purchase: &Row,
    epoch: i64,
    now: Instant,
) -> Result<(), ApiError> {
    let note = "Taken back before it left.".to_owned();
    write.move_purchase(
        purchase.id,
        State::Queued,
        State::Cancelled,
        epoch,
        &Move { note, ..Move::default() },
    )?;
    write.release_stock(purchase.id)?;
    write.add_event(purchase.order, now, "taken_back", "you", &[("number", purchase.number.clone())])?;
    let context = Context::load(write, now)?;
    assess::refresh(&context, write, purchase.order, Age::Known)?;
    Ok(())
}

pub fn forwarding_resume(engine: &Engine, _: Nothing) -> Result<Done, ApiError> {
    let unknown = engine.read(|read| {
        let unknown = read.purchases_in(State::Unknown, 100_000)?;
        // Suppliers that know repeats settle their own as soon as something may be sent again.
        let open =
            unknown.iter().filter(|p| matches!(p.capability.class(), Class::Listed | Class::Blind)).count();
        Ok(read.purchases_total(&[State::Asking], None)? + i64::try_from(open).unwrap_or(i64::MAX))
    })?;
    let reason = engine.read(|read| Ok(read.paused()?.map(|(_, reason)| reason)))?;
    let Some(reason) = reason else {
        // That the journal was made anew has been seen.
        engine.write(|write| Ok(write.save_setting(forwarding::MADE_ANEW, "")?))?;
        return Ok(Done::default());
    };
    if unknown > 0 && reason == forwarding::JOURNAL_KNOWS_MORE {
        return Err(ApiError::not_now(format!(
            "{unknown} purchases may be with their suppliers already. Answer them first, then forwarding can go on."
        )));
    }
    let last = engine.read_journal()?.head().to_owned();
    engine.write(move |write| {
        write.save_setting("journal_acknowledged", &last)?;
        write.save_setting("journal_forgotten", "")?;
        write.resume()?;
        Ok(())
    })?;
    Ok(Done { count: 1, ..Done::default() })
}

pub fn forwarding_try_again(engine: &Engine, _: Nothing) -> Result<Done, ApiError> {
    engine.mend()?;
    Ok(Done { count: 1, ..Done::default() })
}
