//! Tracking numbers and events from files.

use stockless_connect::catalogue::TrackingRecord;
use stockless_core::day::{Day, Instant};
use stockless_core::id::{OrderId, OrderLineId, PurchaseId};
use stockless_core::parcel::{ParcelState, from_words};
use stockless_store::Write;

use super::super::tally::{Became, unknown};
use super::{Placed, Saved};
use crate::api::shipments::{Report, ReportedEvent, Told, take, unsettled, unsettled_reason};
use crate::assess::{self, Age};
use crate::context::Context;
use crate::error::ApiError;
use crate::shapes::imports::{ImportRequest, Rejection};

/// Takes a row about a parcel in.
pub fn tracking(
    write: &Write<'_>,
    context: &Context<'_>,
    _: &ImportRequest,
    placed: &Placed<TrackingRecord>,
) -> Result<Saved, ApiError> {
    let record = &placed.record;
    let (order, purchase) = match find(write, placed)? {
        Ok(found) => found,
        Err(rejection) => return Ok(Err(rejection)),
    };
    if let Some(row) = unsettled(write, order, purchase)? {
        let fix = "open the purchase, say whether it is there, and import the file again";
        let number = row.number.clone();
        return Ok(Err(unknown(
            &placed.file,
            placed.line,
            "purchase",
            &number,
            &unsettled_reason(&row),
            fix,
        )));
    }
    let lines = match lines(write, order, placed)? {
        Ok(lines) => lines,
        Err(rejection) => return Ok(Err(rejection)),
    };
    let report = Report {
        order,
        purchase,
        carrier: record.carrier.clone(),
        number: record.number.clone(),
        lines,
        events: events(context, record),
        source: "file",
        file: placed.file.clone(),
    };
    let told = take(write, &report, context.now)?;
    let became = match told {
        Told::NewParcel(_) => Became::Added,
        Told::NewEvents(_) => Became::Changed,
        Told::Nothing(_) => return Ok(Ok(Became::Unchanged)),
    };
    write.index_order(order);
    assess::refresh(context, write, order, Age::Known)?;
    Ok(Ok(became))
}

type Found = (OrderId, Option<PurchaseId>);

/// The order and purchase a row is about: by the purchase's number, else by the order's.
fn find(write: &Write<'_>, placed: &Placed<TrackingRecord>) -> Result<Result<Found, Rejection>, ApiError> {
    let record = &placed.record;
    let refuse = |column: &str, value: &str, reason: &str, fix: &str| {
        Ok(Err(unknown(&placed.file, placed.line, column, value, reason, fix)))
    };
    if let Some(number) = record.purchase_number.as_deref() {
        if let Some(purchase) = write.purchase_by_number(number)? {
            return Ok(Ok((purchase.order, Some(purchase.id))));
        }
        if record.order_number.is_none() {
            // Suppliers often repeat the shop's number where ours was meant.
            return match write.orders_by_number(number)?.as_slice() {
                [one] => Ok(Ok((*one, None))),
                _ => refuse("purchase", number, "there is no purchase of this number", "correct the number"),
            };
        }
    }
    let number = record.order_number.as_deref().unwrap_or_default();
    match write.orders_by_number(number)?.as_slice() {
        [one] => Ok(Ok((*one, None))),
        [] => refuse(
            "order",
            number,
            "there is no order of this number",
            "correct the number or import the order first",
        ),
        _ => refuse(
            "order",
            number,
            "several shops have an order of this number",
            "give the number of the purchase instead",
        ),
    }
}

fn lines(
    write: &Write<'_>,
    order: OrderId,
    placed: &Placed<TrackingRecord>,
) -> Result<Result<Vec<(OrderLineId, i64)>, Rejection>, ApiError> {
    let record = &placed.record;
    if record.sku.is_empty() {
        return Ok(Ok(Vec::new()));
    }
    let same = |text: &str| text.trim().eq_ignore_ascii_case(record.sku.trim());
    for line in write.lines_of(order)? {
        if same(&line.sku) {
            return Ok(Ok(vec![(line.id, record.quantity.unwrap_or(line.quantity).max(1))]));
        }
    }
    for purchase in write.purchases_of(order)? {
        for line in write.purchase_lines(purchase.id)? {
            if same(&line.supplier_sku) {
                return Ok(Ok(vec![(
                    line.line.order_line,
                    record.quantity.unwrap_or(line.line.quantity).max(1),
                )]));
            }
        }
    }
    let (reason, fix) =
        ("the order has no such article", "correct the SKU, or leave it empty for the whole order");
    Ok(Err(unknown(&placed.file, placed.line, "sku", &record.sku, reason, fix)))
}

/// What a row reports: its status with its time, and the days on which it left and arrived.
fn events(context: &Context<'_>, record: &TrackingRecord) -> Vec<ReportedEvent> {
    let start = |day: Day| day.start_in(context.zone).plus_ms(12 * 3_600_000);
    let end = |day: Day| day.plus_days(1).start_in(context.zone).plus_ms(-1);
    let mut events = Vec::new();
    let mut add = |at: Option<Instant>, state, reason, text: &str| {
        let (at, undated) = (at.unwrap_or(context.now), at.is_none());
        events.push(ReportedEvent { at, state, reason, text: text.to_owned(), undated });
    };
    let (state, reason) = from_words(&record.state_text);
    let says = !record.state_text.trim().is_empty();
    if let Some(day) = record.shipped_day {
        add(Some(start(day)), ParcelState::HandedOver, None, "");
    }
    if let Some(day) = record.delivered_day {
        add(Some(end(day)), ParcelState::Delivered, None, "");
    }
    let told_by_day = (record.shipped_day.is_some() && state == ParcelState::HandedOver)
        || (record.delivered_day.is_some() && state == ParcelState::Delivered);
    if says && !told_by_day {
        let at = record
            .at
            .or_else(|| record.delivered_day.map(end))
            .or_else(|| record.shipped_day.map(|day| start(day).plus_ms(1)));
        add(at, state, reason, record.state_text.trim());
    } else if let (Some(at), false) = (record.at, says) {
        add(Some(at), ParcelState::InTransit, None, "");
    }
    // A number alone means that there is a label; when it was told is when it was imported, and it is told once.
    events
}
