//! Forwarding: review, queue and outbox.

use std::collections::BTreeSet;

use stockless_core::day::Instant;
use stockless_core::id::SupplierId;
use stockless_core::protocol::Class;
use stockless_core::purchase::State;
use stockless_store::purchases::{Move, PurchaseRow as Row};

use super::orders::ids;
use super::purchases::purchase_row;
use crate::assess::{self, Age};
use crate::context::Context;
use crate::engine::Engine;
use crate::error::{ApiError, Code};
use crate::forwarding::{self, PlannedSupplier, plan};
use crate::shapes::purchases::{
    ForwardRequest, Forwarded, LeftOut, Outbox, OutboxDecision, Review, ReviewSupplier,
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
        Ok(Review {
            suppliers: planned.suppliers.into_iter().map(|(id, row)| review_row(context, id, &row)).collect(),
            orders: i64::try_from(planned.orders.len()).unwrap_or(0),
            to_pay: Amount::minor(to_pay, context.base()),
            left_out: planned.left_out,
            delay_seconds: context.workspace.outbox_delay_ms / 1000,
            stopped: (!matches!(state.state.as_str(), "ready" | "sample")).then_some(state.state),
        })
    })
}

fn suppliers(request: &ForwardRequest) -> BTreeSet<SupplierId> {
    request.without_suppliers.iter().copied().map(SupplierId::new).collect()
}

fn review_row(context: &Context<'_>, id: SupplierId, row: &PlannedSupplier) -> ReviewSupplier {
    ReviewSupplier {
        supplier_id: id.get(),
        supplier: row.row.name.clone(),
        channel: row.row.channel.word().to_owned(),
        destination: forwarding::destination(&row.row),
        orders: row.orders,
        units: row.units,
        to_pay: row.to_pay.into(),
        to_pay_base: row.to_pay_base.map(|minor| Amount::minor(minor, context.base())),
        first_promise: row.first_promise.map(|ms| Instant::from_ms(ms).day_in(context.zone).iso()),
        trouble: row.trouble.clone(),
    }
}

/// Orders queued in one transaction.
const CHUNK: usize = 500;

pub fn forward(engine: &Engine, request: ForwardRequest) -> Result<Forwarded, ApiError> {
    engine.may_forward()?;
    let without = suppliers(&request);
    let (planned, delay) = engine.with_context(|context| {
        let orders = ids(context, &request.which)?;
        Ok((plan(context, &orders, &without)?, context.workspace.outbox_delay_ms))
    })?;
    let mut answer = Forwarded {
        purchases: 0,
        orders: 0,
        suppliers: 0,
        left_out: planned.left_out,
        sends_at: None,
        undo: None,
        sent: Vec::new(),
    };
    let boot = engine.inner().options.boot.clone();
    let delay = if request.now { 0 } else { delay };
    let not_before = engine.now().plus_ms(delay);
    let mut names = BTreeSet::new();
    let terms = engine.terms(planned.suppliers.values().map(|s| &s.row), not_before)?;
    for chunk in planned.orders.chunks(CHUNK) {
        let (chunk, terms, now) = (chunk.to_vec(), terms.clone(), engine.now());
        let (queued, left, undo) = engine.write(move |write| {
            write.begin_action();
            let mut queued = Vec::new();
            let mut left = Vec::new();
            for id in chunk {
                // Stock that an order before this one took is counted: an order that no longer passes stays behind.
                let context = Context::load(write, now)?;
                let number = write.order(id)?.number;
                match forwarding::queue(&context, write, id, &terms) {
                    Ok(suppliers) => {
                        queued.push((id, suppliers));
                        let context = Context::load(write, now)?;
                        assess::refresh(&context, write, id, Age::Known)?;
                        write.index_order(id);
                    }
                    Err(error) if matches!(error.code, Code::NotNow | Code::Invalid) => {
                        left.push(LeftOut { order_id: id.get(), number, reason: error.message });
                        let context = Context::load(write, now)?;
                        assess::refresh(&context, write, id, Age::Known)?;
                    }
                    Err(error) => return Err(error),
                }
            }
            let undo = write.end_action("forward", i64::try_from(queued.len()).unwrap_or(0), now.ms())?;
            Ok((queued, left, undo))
        })?;
        answer.left_out.extend(left);
        answer.undo = undo.or(answer.undo);
        for (_, suppliers) in queued {
            answer.orders += 1;
            answer.purchases += i64::try_from(suppliers.len()).unwrap_or(0);
            names.extend(suppliers);
        }
    }
    answer.suppliers = i64::try_from(names.len()).unwrap_or(0);
    answer.sends_at = (answer.purchases > 0).then(|| not_before.iso());
    if request.now && answer.purchases > 0 {
        answer.undo = None;
        engine.send_due()?;
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
            asking: read.purchases_total(&[State::Asking], None)?,
            to_hand_over: read.purchases_total(&[State::ToHandOver], None)?,
        })
    })
}

pub fn outbox_send(engine: &Engine, _: Nothing) -> Result<Done, ApiError> {
    engine.may_forward()?;
    let (now, boot, epoch) = (engine.now(), engine.inner().options.boot.clone(), engine.store().epoch());
    engine.write(move |write| Ok(write.release_queued(&boot, None, now, epoch)?))?;
    Ok(Done { count: engine.send_due()?, ..Done::default() })
}

pub fn outbox_decide(engine: &Engine, request: OutboxDecision) -> Result<Done, ApiError> {
    engine.may_forward()?;
    let (now, boot, epoch) = (engine.now(), engine.inner().options.boot.clone(), engine.store().epoch());
    if request.send {
        let count = engine.write(move |write| Ok(write.release_queued(&boot, Some(&boot), now, epoch)?))?;
        engine.send_due()?;
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
    let Some(reason) = reason else { return Ok(Done::default()) };
    if unknown > 0 && reason == forwarding::JOURNAL_KNOWS_MORE {
        return Err(ApiError::not_now(format!(
            "{unknown} purchases may be with their suppliers already. Answer them first, then forwarding can go on."
        )));
    }
    let last = stockless_store::journal::read(engine.folder())?.lines.last().map_or(0, |line| line.seq);
    engine.write(move |write| {
        write.save_setting("journal_acknowledged", &last.to_string())?;
        write.save_setting("journal_forgotten", "")?;
        write.resume()?;
        Ok(())
    })?;
    Ok(Done { count: 1, ..Done::default() })
}
