//! What the program did, and taking it back.

use std::collections::BTreeSet;

use stockless_core::day::{Day, Instant};
use stockless_core::fx::RateBook;
use stockless_core::id::{OfferId, OrderId, OrderLineId, PurchaseId};
use stockless_store::Write;
use stockless_store::undo::{PutBack, Undoable};

use super::costs::{fill_rates, settle_recurring, unconvert};
use super::offers::mark_offer;
use super::{id_key, page_size};
use crate::assess::{self, Age};
use crate::context::Context;
use crate::engine::Engine;
use crate::error::{ApiError, Code};
use crate::shapes::activity::{ActivityRequest, ActivityRow, UndoRequest, Undone};
use crate::shapes::shared::Page;

pub fn activity(engine: &Engine, request: ActivityRequest) -> Result<Page<ActivityRow>, ApiError> {
    let limit = page_size(request.limit);
    let before = id_key(request.key.as_deref(), i64::MAX)?;
    let wants = |kind: &str| request.kind.as_deref().is_none_or(|wanted| wanted == kind);
    let mut rows: Vec<(i64, ActivityRow)> = Vec::new();
    engine.read(|read| {
        // Each kind is read by its own key; the page is cut by time, which is the key of the whole list.
        if wants("attempt") {
            for row in read.attempts(i64::MAX, 2_000)? {
                rows.push((row.started.ms(), attempt(row)));
            }
        }
        if wants("import") {
            for row in read.imports(i64::MAX, 500)? {
                rows.push((row.at_ms, import(row)));
            }
        }
        if wants("action") {
            let latest = read.latest_undo()?;
            for row in read.undo_rows(i64::MAX, 2_000)? {
                let facts = [("count".to_owned(), row.count.to_string())].into_iter().collect();
                let undo =
                    (row.undone_ms.is_none() && latest.is_some_and(|id| row.id > id - 50)).then_some(row.id);
                rows.push((
                    row.at_ms,
                    ActivityRow {
                        id: row.id,
                        kind: "action".to_owned(),
                        at: Instant::from_ms(row.at_ms).iso(),
                        direction: "here".to_owned(),
                        subject: row.action,
                        result: if row.undone_ms.is_some() { "undone" } else { "done" }.to_owned(),
                        facts,
                        order_id: None,
                        purchase_id: None,
                        undo,
                    },
                ));
            }
        }
        Ok(())
    })?;
    if wants("backup") {
        for file in stockless_store::backup::list(engine.folder()) {
            let facts = [("bytes".to_owned(), file.bytes.to_string())].into_iter().collect();
            rows.push((
                file.at_ms,
                ActivityRow {
                    id: file.at_ms,
                    kind: "backup".to_owned(),
                    at: Instant::from_ms(file.at_ms).iso(),
                    direction: "here".to_owned(),
                    subject: file.path.display().to_string(),
                    result: "done".to_owned(),
                    facts,
                    order_id: None,
                    purchase_id: None,
                    undo: None,
                },
            ));
        }
    }
    rows.sort_by_key(|(at, row)| std::cmp::Reverse((*at, row.id)));
    let total = i64::try_from(rows.len()).unwrap_or(0);
    let skip = rows.iter().position(|(at, _)| *at < before).unwrap_or(rows.len());
    let page: Vec<_> = rows.into_iter().skip(skip).take(usize::try_from(limit).unwrap_or(0)).collect();
    let full = i64::try_from(page.len()).unwrap_or(0) == limit;
    let next = full.then(|| page.last().map(|(at, _)| at.to_string())).flatten();
    Ok(Page { total, rows: page.into_iter().map(|(_, row)| row).collect(), next })
}

fn attempt(row: stockless_store::purchases::AttemptRow) -> ActivityRow {
    let facts = [
        ("supplier".to_owned(), row.supplier),
        ("attempt".to_owned(), row.n.to_string()),
        ("evidence".to_owned(), row.evidence),
        ("kind".to_owned(), row.kind.word().to_owned()),
        ("status".to_owned(), row.trace.status.map(|status| status.to_string()).unwrap_or_default()),
        (
            "milliseconds".to_owned(),
            row.finished.map(|at| at.since(row.started).to_string()).unwrap_or_default(),
        ),
    ];
    ActivityRow {
        id: row.id.get(),
        kind: "attempt".to_owned(),
        at: row.started.iso(),
        direction: "out".to_owned(),
        subject: row.number,
        result: row.outcome.unwrap_or_else(|| "running".to_owned()),
        facts: facts.into_iter().collect(),
        order_id: Some(row.order.get()),
        purchase_id: Some(row.purchase.get()),
        undo: None,
    }
}

fn import(row: stockless_store::imports::ImportRow) -> ActivityRow {
    let facts = [
        ("what".to_owned(), row.kind),
        ("shop".to_owned(), row.shop),
        ("read".to_owned(), row.read.to_string()),
        ("added".to_owned(), row.added.to_string()),
        ("changed".to_owned(), row.changed.to_string()),
        ("unchanged".to_owned(), row.unchanged.to_string()),
        ("rejected".to_owned(), row.rejected.to_string()),
    ];
    ActivityRow {
        id: row.id,
        kind: "import".to_owned(),
        at: Instant::from_ms(row.at_ms).iso(),
        direction: "in".to_owned(),
        subject: row.files,
        result: if row.stopped { "stopped" } else { "done" }.to_owned(),
        facts: facts.into_iter().collect(),
        order_id: None,
        purchase_id: None,
        undo: None,
    }
}

pub fn undo(engine: &Engine, request: UndoRequest) -> Result<Undone, ApiError> {
    // While something is sent, nothing is taken back: what is queued may be leaving this moment.
    let _nothing_leaves = engine.inner().sending.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let id = match request.id {
        Some(id) => id,
        None => engine
            .read(|read| Ok(read.latest_undo()?))?
            .ok_or_else(|| ApiError::not_now("There is nothing to take back."))?,
    };
    let now = engine.now();
    let undone = engine.write(move |write| {
        // What was converted with a rate is known only while the rate is still there.
        let takes_rate = write.action_of(id)?.is_some_and(|action| takes_back(&action, "rate"));
        let book = if takes_rate { Some(Context::load(write, now)?.rates()?) } else { None };
        write.begin_action();
        let back = write.put_back(id, now.ms()).map_err(|error| match error {
            stockless_store::StoreError::Conflict(_) => ApiError::new(
                Code::Stale,
                "This cannot be taken back any more: what it changed has changed again, or has left.",
            ),
            other => other.into(),
        })?;
        settle(write, now, &back, book.as_deref())?;
        // What was queued is gone with its document; forwarding again makes a new one.
        let redo = write.end_action(&format!("undo {}", back.action), back.count, now.ms())?;
        let redo = redo.filter(|_| back.action != "forward");
        Ok(Undone { id, action: back.action, count: back.count, redo })
    })?;
    engine.refresh_marked()?;
    Ok(undone)
}

/// True when undoing an action takes `what` back. Undoing what was undone does it again, and so on.
fn takes_back(action: &str, what: &str) -> bool {
    let name = action.trim_start_matches("undo ");
    let times = action.matches("undo ").count();
    name == what && times.is_multiple_of(2)
}

/// Derives again what hangs on rows that were put back. `book` holds the rates from before a rate was taken back.
fn settle(write: &Write<'_>, now: Instant, back: &PutBack, book: Option<&RateBook>) -> Result<(), ApiError> {
    let mut orders: BTreeSet<OrderId> = back.orders.iter().copied().collect();
    let mut days = BTreeSet::new();
    for (table, key) in &back.rows {
        match table {
            Undoable::OrderWork | Undoable::OrderAddress | Undoable::OrderTag => {
                orders.insert(OrderId::new(*key));
            }
            Undoable::PurchaseFollowing => {
                let order = write.order_of_purchase(PurchaseId::new(*key))?;
                write.index_order(order);
                orders.insert(order);
            }
            Undoable::OrderRoute => {
                orders.insert(write.order_of_line(OrderLineId::new(*key))?);
            }
            Undoable::Mapping
            | Undoable::Supplier
            | Undoable::SupplierShipping
            | Undoable::RoutingRule
            | Undoable::DutyRule => {
                write.mark_open(None)?;
            }
            Undoable::Offer | Undoable::OfferPrice => mark_offer(write, OfferId::new(*key))?,
            Undoable::Recurring => settle_recurring(write, &Context::load(write, now)?, *key)?,
            Undoable::Rate => days.extend(i32::try_from(*key).ok().and_then(Day::from_number)),
            // Fee rules are settled by their shop.
            Undoable::Purchase
            | Undoable::OrderNote
            | Undoable::SupplierExpectation
            | Undoable::Reply
            | Undoable::Confirmation
            | Undoable::FeeRule
            | Undoable::OrderDraft
            | Undoable::PlannedForward => {}
        }
    }
    for shop in &back.shops {
        write.mark_all(Some(*shop))?;
    }
    if !days.is_empty() {
        if let Some(book) = book {
            unconvert(write, now, book, &days)?;
        }
        fill_rates(write, now)?;
    }
    let context = Context::load(write, now)?;
    for order in orders {
        assess::refresh(&context, write, order, Age::Known)?;
    }
    Ok(())
}
