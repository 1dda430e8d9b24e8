//! Units that are sent once more, and units that the supplier will not send.

use stockless_core::id::{OrderLineId, PurchaseId};
use stockless_core::purchase::State;
use stockless_store::purchases::Move;

use crate::assess::{self, Age};
use crate::context::Context;
use crate::engine::Engine;
use crate::error::{ApiError, Code};
use crate::forwarding::{self, Again};
use crate::shapes::purchases::{RefusedRequest, ResendRequest, Units};
use crate::shapes::shared::Done;

/// The longest reason that is kept, characters.
const LONGEST_WHY: usize = 500;

fn why(text: &str) -> Result<String, ApiError> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > LONGEST_WHY {
        return Err(ApiError::invalid(format!("Say why, in {LONGEST_WHY} characters at most.")));
    }
    Ok(text.to_owned())
}

fn some(lines: &[Units]) -> Result<(), ApiError> {
    let mut seen = std::collections::HashSet::new();
    if lines.is_empty() || !lines.iter().all(|line| seen.insert((line.order_line_id, line.part.as_str()))) {
        return Err(ApiError::invalid("Name each line once, and at least one."));
    }
    Ok(())
}

pub fn purchase_resend(engine: &Engine, request: ResendRequest) -> Result<Done, ApiError> {
    engine.may_forward()?;
    let why = why(&request.why)?;
    some(&request.lines)?;
    let id = PurchaseId::new(request.id);
    let (supplier, delay) = engine.with_context(|context| {
        let row = context.read().purchase(id)?;
        Ok((context.read().supplier(row.supplier)?, context.workspace.outbox_delay_ms))
    })?;
    let now = engine.now();
    let terms = engine.terms(std::iter::once(&supplier), now.plus_ms(delay))?;
    let (again, undo) = engine.write(move |write| {
        let row = write.purchase(id)?;
        if !row.state.is_placed() {
            return Err(ApiError::not_now(format!(
                "{} is not with its supplier, so nothing of it can be sent again.",
                row.number
            )));
        }
        write.begin_action();
        let lines: Vec<Again> = request
            .lines
            .iter()
            .map(|line| Again {
                line: OrderLineId::new(line.order_line_id),
                part: line.part.clone(),
                quantity: line.quantity,
            })
            .collect();
        let context = Context::load(write, now)?;
        let again = forwarding::queue_again(&context, write, &row, &lines, &terms)?;
        let number = write.purchase(again)?.number;
        let facts = [("number", number), ("of", row.number), ("why", why)];
        write.add_event(row.order, now, "resent", "you", &facts)?;
        let context = Context::load(write, now)?;
        assess::refresh(&context, write, row.order, Age::Known)?;
        write.index_order(row.order);
        Ok((again, write.end_action("forward", 1, now.ms())?))
    })?;
    engine.refresh_marked()?;
    engine.inner().background.wake();
    Ok(Done { count: 1, undo, id: Some(again.get()) })
}

pub fn purchase_refused(engine: &Engine, request: RefusedRequest) -> Result<Done, ApiError> {
    let why = why(&request.why)?;
    some(&request.lines)?;
    let (now, epoch) = (engine.now(), engine.store().epoch());
    let id = PurchaseId::new(request.id);
    engine.write(move |write| {
        let row = write.purchase(id)?;
        if row.version != request.version {
            return Err(ApiError::new(
                Code::Stale,
                format!("{} has changed since it was shown.", row.number),
            ));
        }
        if !row.state.is_placed() {
            return Err(ApiError::not_now(format!("{} is not with its supplier.", row.number)));
        }
        for line in &request.lines {
            write.refuse_units(id, OrderLineId::new(line.order_line_id), &line.part, line.quantity)?;
        }
        let left = write.purchase_lines(id)?.iter().any(|line| line.refused < line.line.quantity);
        if !left {
            let note = why.clone();
            write.move_purchase(id, row.state, State::Cancelled, epoch, &Move { note, ..Move::default() })?;
        }
        let units: i64 = request.lines.iter().map(|line| line.quantity).sum();
        let facts = [
            ("number", row.number.clone()),
            ("supplier", row.supplier_name.clone()),
            ("units", units.to_string()),
            ("words", why),
        ];
        write.add_event(row.order, now, "units_refused", "supplier", &facts)?;
        let context = Context::load(write, now)?;
        assess::refresh(&context, write, row.order, Age::Known)?;
        Ok(())
    })?;
    Ok(Done { count: 1, undo: None, id: Some(request.id) })
}
