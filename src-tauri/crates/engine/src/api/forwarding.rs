//! Forwarding: review, queue, outbox, and what becomes of purchases.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};
use stockless_core::day::Instant;
use stockless_core::id::{PurchaseId, SupplierId};
use stockless_core::money::Money;
use stockless_core::purchase::State;
use stockless_store::purchases::{Move, PurchaseRow as Row};

use super::orders::ids;
use super::{id_key, page_size};
use crate::assess::{self, Age};
use crate::context::Context;
use crate::engine::Engine;
use crate::error::{ApiError, Code};
use crate::forwarding::{self, PlannedSupplier, plan};
use crate::shapes::profit::Written;
use crate::shapes::purchases::{
    Answer, AnswerRequest, AttemptRow, DocumentRequest, ForwardRequest, Forwarded, LeftOut, Outbox,
    OutboxDecision, PlacedRequest, PurchaseDetail, PurchaseLineShape, PurchaseRow, PurchasesRequest, Review,
    ReviewSupplier,
};
use crate::shapes::shared::{Amount, ById, Done, Nothing, Page};

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
    let forgotten =
        engine.inner().forgotten.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone();
    let terms = forwarding::Terms {
        boot: boot.clone(),
        epoch: engine.store().epoch(),
        not_before,
        forgotten: std::sync::Arc::new(forgotten),
    };
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
            unknown: read.purchases_total(Some(State::Unknown), None)?,
            to_hand_over: read.purchases_total(Some(State::ToHandOver), None)?,
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

pub fn purchases(engine: &Engine, request: PurchasesRequest) -> Result<Page<PurchaseRow>, ApiError> {
    let state = request
        .state
        .as_deref()
        .map(|word| {
            State::from_word(word)
                .ok_or_else(|| ApiError::invalid(format!("“{word}” is no state of a purchase.")))
        })
        .transpose()?;
    let supplier = request.supplier_id.map(SupplierId::new);
    let (before, limit) = (id_key(request.key.as_deref(), i64::MAX)?, page_size(request.limit));
    engine.with_context(|context| {
        let found = context.read().purchases(state, supplier, before, limit)?;
        let next = (i64::try_from(found.len()).unwrap_or(0) == limit)
            .then(|| found.last().map(|p| p.id.to_string()));
        let rows = found.iter().map(|row| purchase_row(context, row)).collect::<Result<_, _>>()?;
        Ok(Page { total: context.read().purchases_total(state, supplier)?, rows, next: next.flatten() })
    })
}

/// A purchase as lists show it.
pub(crate) fn purchase_row(context: &Context<'_>, row: &Row) -> Result<PurchaseRow, ApiError> {
    let money = |minor| Money::from_minor(minor, row.currency);
    let total =
        money(row.goods_minor).checked_add(money(row.shipping_minor))?.checked_add(money(row.fee_minor))?;
    let lines = context.read().purchase_lines(row.id)?;
    let items =
        lines.iter().map(|l| format!("{} × {}", l.line.units, l.title)).collect::<Vec<_>>().join(", ");
    Ok(PurchaseRow {
        id: row.id.get(),
        number: row.number.clone(),
        order_id: row.order.get(),
        order_number: row.order_number.clone(),
        supplier_id: row.supplier.get(),
        supplier: row.supplier_name.clone(),
        state: row.state.word().to_owned(),
        channel: row.channel.word().to_owned(),
        version: row.version,
        created_at: row.created.iso(),
        sends_at: (row.state == State::Queued).then(|| row.not_before.iso()),
        waits_for_word: row.state == State::Queued && row.not_before < context.now.plus_ms(-60_000),
        placed_at: row.placed.map(Instant::iso),
        supplier_number: row.supplier_number.clone(),
        goods: money(row.goods_minor).into(),
        shipping: money(row.shipping_minor).into(),
        fee: money(row.fee_minor).into(),
        total: total.into(),
        items,
        reason: row.note.clone(),
        document: row.document_name.clone(),
    })
}

pub fn purchase(engine: &Engine, request: ById) -> Result<PurchaseDetail, ApiError> {
    let id = PurchaseId::new(request.id);
    let boot = engine.inner().options.boot.clone();
    engine.with_context(|context| {
        let read = context.read();
        let row = read.purchase(id)?;
        let lines = read.purchase_lines(id)?;
        let mut shape = purchase_row(context, &row)?;
        shape.waits_for_word = row.state == State::Queued && row.boot != boot;
        let may_ask = row.state == State::Unknown && row.ask_after.is_none_or(|at| at <= context.now);
        Ok(PurchaseDetail {
            row: shape,
            lines: lines
                .iter()
                .map(|l| PurchaseLineShape {
                    supplier_sku: l.supplier_sku.clone(),
                    sku: l.sku.clone(),
                    title: l.title.clone(),
                    units: l.line.units,
                    unit_cost: Amount {
                        amount: l.line.unit_cost.to_string(),
                        currency: row.currency.to_string(),
                    },
                    quantity: l.line.quantity,
                })
                .collect(),
            attempts: read
                .attempts_of(id)?
                .into_iter()
                .map(|attempt| AttemptRow {
                    id: attempt.id.get(),
                    n: attempt.n,
                    started_at: attempt.started.iso(),
                    finished_at: attempt.finished.map(Instant::iso),
                    outcome: attempt.outcome,
                    evidence: attempt.evidence,
                })
                .collect(),
            fields: fields(context, &row)?,
            destination: row.destination.clone(),
            ask_after: row.ask_after.filter(|_| row.state == State::Unknown).map(Instant::iso),
            send_again_token: may_ask.then(|| token(&boot, &row)),
        })
    })
}

/// Proves that “send again” was decided on this state of this purchase, in this run of the program.
fn token(boot: &str, row: &Row) -> String {
    let digest = Sha256::digest(format!("send again|{boot}|{}|{}", row.key, row.version).as_bytes());
    digest.iter().take(12).map(|byte| format!("{byte:02x}")).collect()
}

/// What has to be typed in at the supplier's.
fn fields(context: &Context<'_>, row: &Row) -> Result<Vec<[String; 2]>, ApiError> {
    let read = context.read();
    let order = read.order(row.order)?;
    let to = read.corrected_address(row.order)?.unwrap_or(order.ship_to);
    let country = to.country.map_or_else(|| to.country_text.clone(), |c| c.code().to_owned());
    let mut fields = vec![("po_number", row.number.clone()), ("reference", row.key.clone())];
    for line in read.purchase_lines(row.id)? {
        fields.push(("item", format!("{} × {}", line.line.units, line.supplier_sku)));
    }
    fields.extend([
        ("name", to.name),
        ("company", to.company),
        ("line1", to.line1),
        ("line2", to.line2),
        ("postal_code", to.postal_code),
        ("city", to.city),
        ("region", to.region),
        ("country", country),
        ("phone", to.phone),
        ("email", order.email),
    ]);
    Ok(fields
        .into_iter()
        .filter(|(_, value)| !value.trim().is_empty())
        .map(|(name, value)| [name.to_owned(), value])
        .collect())
}

pub fn purchase_answer(engine: &Engine, request: AnswerRequest) -> Result<Done, ApiError> {
    let id = PurchaseId::new(request.id);
    let row = engine.read(|read| Ok(read.purchase(id)?))?;
    if row.state != State::Unknown || row.version != request.version {
        return Err(ApiError::new(Code::Stale, format!("{} has changed since it was shown.", row.number)));
    }
    let (now, epoch) = (engine.now(), engine.store().epoch());
    match request.answer {
        Answer::ItIsThere { supplier_number } => {
            placed(engine, id, State::Unknown, supplier_number, false)?;
        }
        Answer::RemindMe { at } => {
            let at =
                Instant::from_iso(&at).ok_or_else(|| ApiError::invalid(format!("“{at}” is not a time.")))?;
            engine.write(move |write| Ok(write.remind_purchase(id, at)?))?;
        }
        Answer::NotThere { token: given } => {
            engine.may_forward()?;
            if row.ask_after.is_some_and(|at| at > now) {
                return Err(ApiError::not_now(
                    "It may still arrive on its own. Look again after the time shown.",
                ));
            }
            let boot = engine.inner().options.boot.clone();
            if given != token(&boot, &row) {
                return Err(ApiError::new(Code::Stale, "Open the purchase again before you send it again."));
            }
            engine.write(move |write| {
                let note = "Sent again after you looked and it was not there.".to_owned();
                write.move_purchase(
                    id,
                    State::Unknown,
                    State::Queued,
                    epoch,
                    &Move { note, not_before: Some(now), boot: Some(boot), ..Move::default() },
                )?;
                write.add_event(row.order, now, "send_again", "you", &[("number", row.number.clone())])?;
                Ok(())
            })?;
            engine.send_due()?;
        }
    }
    Ok(Done { count: 1, undo: None, id: Some(id.get()) })
}

pub fn purchase_placed(engine: &Engine, request: PlacedRequest) -> Result<Done, ApiError> {
    let mut count = 0;
    for id in request.ids {
        let id = PurchaseId::new(id);
        let row = engine.read(|read| Ok(read.purchase(id)?))?;
        placed(engine, id, row.state, request.supplier_number.clone(), request.confirmed)?;
        count += 1;
    }
    Ok(Done { count, ..Done::default() })
}

/// The supplier has it, by the merchant's word.
fn placed(
    engine: &Engine,
    id: PurchaseId,
    from: State,
    supplier_number: String,
    confirmed: bool,
) -> Result<(), ApiError> {
    let (now, epoch) = (engine.now(), engine.store().epoch());
    let to = if confirmed || from == State::Placed { State::Confirmed } else { State::Placed };
    engine.write(move |write| {
        let row = write.purchase(id)?;
        let context = Context::load(write, now)?;
        let promise = forwarding::promise(&context, &row, to, row.placed.unwrap_or(now))?;
        let number = supplier_number.trim().to_owned();
        write.move_purchase(
            id,
            from,
            to,
            epoch,
            &Move {
                supplier_number: (!number.is_empty()).then(|| number.clone()),
                placed: row.placed.is_none().then_some(now),
                promise: promise.filter(|_| row.promise.is_none()),
                ..Move::default()
            },
        )?;
        let facts = [
            ("number", row.number.clone()),
            ("supplier", row.supplier_name.clone()),
            ("supplier_number", number),
        ];
        write.add_event(row.order, now, to.word(), "you", &facts)?;
        write.index_order(row.order);
        assess::refresh(&context, write, row.order, Age::Known)?;
        Ok(())
    })
}

pub fn purchase_cancel(engine: &Engine, request: ById) -> Result<Done, ApiError> {
    let id = PurchaseId::new(request.id);
    let (now, epoch) = (engine.now(), engine.store().epoch());
    engine.write(move |write| {
        let row = write.purchase(id)?;
        if row.state == State::Sending {
            return Err(ApiError::not_now(format!(
                "{} is on its way this moment. Look again in a minute.",
                row.number
            )));
        }
        let with_the_supplier = row.state.is_placed() || row.state == State::Unknown;
        let note = if with_the_supplier {
            "Cancelled here. Ask the supplier to cancel it as well.".to_owned()
        } else {
            "Cancelled.".to_owned()
        };
        write.move_purchase(id, row.state, State::Cancelled, epoch, &Move { note, ..Move::default() })?;
        if !with_the_supplier {
            write.release_stock(id)?;
        }
        let facts = [("number", row.number.clone()), ("supplier", row.supplier_name.clone())];
        write.add_event(row.order, now, "purchase_cancelled", "you", &facts)?;
        let context = Context::load(write, now)?;
        assess::refresh(&context, write, row.order, Age::Known)?;
        Ok(())
    })?;
    Ok(Done { count: 1, undo: None, id: Some(id.get()) })
}

pub fn purchase_retry(engine: &Engine, request: ById) -> Result<Done, ApiError> {
    engine.may_forward()?;
    let id = PurchaseId::new(request.id);
    let (now, epoch, boot) = (engine.now(), engine.store().epoch(), engine.inner().options.boot.clone());
    engine.write(move |write| {
        let row = write.purchase(id)?;
        // Only what was refused for certain is sent again just like that. What is unknown needs an answer first, and
        // what is being sent or was handed over may be with the supplier.
        if row.state != State::Rejected {
            return Err(ApiError::not_now(format!(
                "{} was not refused, so it is not sent again.",
                row.number
            )));
        }
        let note = "Queued again.".to_owned();
        write.move_purchase(
            id,
            row.state,
            State::Queued,
            epoch,
            &Move { note, not_before: Some(now), boot: Some(boot), ..Move::default() },
        )?;
        write.add_event(row.order, now, "queued_again", "you", &[("number", row.number.clone())])?;
        let context = Context::load(write, now)?;
        assess::refresh(&context, write, row.order, Age::Known)?;
        Ok(())
    })?;
    engine.send_due()?;
    Ok(Done { count: 1, undo: None, id: Some(id.get()) })
}

pub fn purchase_document(engine: &Engine, request: DocumentRequest) -> Result<Written, ApiError> {
    let frozen = engine.read(|read| Ok(read.frozen(PurchaseId::new(request.id))?))?;
    let path = std::path::PathBuf::from(&request.path);
    stockless_connect::report::write_file(&path, |out| Ok(out.write_all(&frozen.document)?))
        .map_err(|error| ApiError::new(Code::File, error.to_string()))?;
    Ok(Written { path: request.path, bytes: i64::try_from(frozen.document.len()).unwrap_or(i64::MAX) })
}

pub fn forwarding_resume(engine: &Engine, _: Nothing) -> Result<Done, ApiError> {
    let unknown = engine.read(|read| Ok(read.purchases_total(Some(State::Unknown), None)?))?;
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
