//! Parcels: added by hand or from files, several for an order, and never moved backwards by a late report.

mod unsettled;

pub(crate) use unsettled::{reason as unsettled_reason, unsettled};

use stockless_core::day::Instant;
use stockless_core::id::{OrderId, OrderLineId, PurchaseId, ShipmentId};
use stockless_core::parcel::{self, ParcelState, ProblemReason, TrackingEvent};
use stockless_core::tracking_number::{self, Confidence};
use stockless_store::Write;
use stockless_store::shipments::{NewShipment, ShipmentRow as Row, Standing, TrackingRow as Seen};

use crate::assess::{self, Age};
use crate::context::Context;
use crate::engine::Engine;
use crate::error::ApiError;
use crate::shapes::shared::{ById, Done};
use crate::shapes::shipments::{
    CarrierMatch, NumberAnswer, NumberRequest, ShipmentAdd, ShipmentRow, TrackingRow,
};

/// What is reported about a parcel, by hand or in a file.
#[derive(Debug, Clone)]
pub(crate) struct Report {
    pub order: OrderId,
    pub purchase: Option<PurchaseId>,
    pub carrier: String,
    pub number: String,
    pub lines: Vec<(OrderLineId, i64)>,
    pub events: Vec<ReportedEvent>,
    pub source: &'static str,
    /// Name of the file it stands in; empty by hand.
    pub file: String,
}

/// Something that was seen.
#[derive(Debug, Clone)]
pub(crate) struct ReportedEvent {
    pub at: Instant,
    pub state: ParcelState,
    pub reason: Option<ProblemReason>,
    pub text: String,
    /// True when nobody told the time, so that it is taken to be now. Told again, it is the same event.
    pub undated: bool,
}

/// Whether a report told anything new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Told {
    NewParcel(ShipmentId),
    NewEvents(ShipmentId),
    Nothing(ShipmentId),
}

/// Takes a report in. The parcel's state is computed from all that was ever reported, in the order in which it
/// happened.
pub(crate) fn take(write: &Write<'_>, report: &Report, now: Instant) -> Result<Told, ApiError> {
    let named = (!report.carrier.trim().is_empty()).then_some(report.carrier.as_str());
    let resolution = tracking_number::resolve(&report.number, named);
    let key = if resolution.number.is_empty() {
        // A parcel without a number: one for each purchase, or one for the order.
        report.purchase.map_or_else(|| "-".to_owned(), |purchase| format!("-{purchase}"))
    } else {
        resolution.number.clone()
    };
    let purchase = match report.purchase {
        Some(purchase) => Some(purchase),
        None => only_purchase(write, report.order)?,
    };
    let known = write.shipment_by_number(report.order, &key)?;
    let (id, is_new) = match known {
        Some(row) => {
            write.complete_shipment(row.id, purchase, resolution.name())?;
            (row.id, false)
        }
        None => {
            let checked = resolution.matches.iter().any(|found| found.confidence == Confidence::Checked);
            let new = NewShipment {
                order: report.order,
                purchase,
                carrier: resolution.name().to_owned(),
                number: report.number.trim().to_owned(),
                number_key: key,
                checked,
                file: report.file.clone(),
            };
            (write.add_shipment(&new, now)?, true)
        }
    };
    let mut lines_changed = false;
    let have = write.shipment_lines(id)?;
    for (line, quantity) in &report.lines {
        if !have.contains(&(*line, *quantity)) {
            write.set_shipment_line(id, *line, *quantity)?;
            lines_changed = true;
        }
    }
    let mut events = 0;
    let seen_before = write.tracking_of(id)?;
    for event in &report.events {
        let same = |seen: &Seen| seen.state == event.state.word() && seen.text == event.text;
        if event.undated && seen_before.iter().any(same) {
            continue;
        }
        let seen = Seen {
            at: event.at,
            state: event.state.word().to_owned(),
            reason: event.reason.map(|reason| reason.word().to_owned()).unwrap_or_default(),
            text: event.text.clone(),
            place: String::new(),
            source: report.source.to_owned(),
        };
        events += i64::from(write.add_tracking(id, &seen)?);
    }
    restate(write, id)?;
    Ok(match (is_new, events > 0 || lines_changed) {
        (true, _) => Told::NewParcel(id),
        (false, true) => Told::NewEvents(id),
        (false, false) => Told::Nothing(id),
    })
}

/// Where only one purchase can have sent a parcel, it did.
fn only_purchase(write: &Write<'_>, order: OrderId) -> Result<Option<PurchaseId>, ApiError> {
    let placed: Vec<_> = write.purchases_of(order)?.into_iter().filter(|p| p.state.holds_lines()).collect();
    Ok(match placed.as_slice() {
        [one] => Some(one.id),
        _ => None,
    })
}

/// Computes a parcel's state from everything that was reported.
fn restate(write: &Write<'_>, id: ShipmentId) -> Result<(), ApiError> {
    let seen = write.tracking_of(id)?;
    let events: Vec<TrackingEvent> = seen
        .iter()
        .map(|row| TrackingEvent {
            at: row.at,
            state: ParcelState::from_word(&row.state).unwrap_or_default(),
            reason: ProblemReason::from_word(&row.reason),
            raw: row.text.clone(),
        })
        .collect();
    let standing = parcel::standing(&events);
    let moving = |event: &&TrackingEvent| event.state.rank() >= ParcelState::HandedOver.rank();
    let shipped = events.iter().filter(moving).map(|event| event.at).min();
    let state = if events.is_empty() { ParcelState::LabelMade } else { standing.state };
    write.save_standing(
        id,
        &Standing {
            state: state.word().to_owned(),
            reason: standing.reason.map(|reason| reason.word().to_owned()).unwrap_or_default(),
            since: standing.since,
            shipped,
            delivered: standing.delivered_at,
        },
    )?;
    Ok(())
}

pub fn shipment_add(engine: &Engine, request: ShipmentAdd) -> Result<Done, ApiError> {
    let (now, epoch) = (engine.now(), engine.store().epoch());
    let at = match request.at.as_deref() {
        None | Some("") => now,
        Some(text) => {
            Instant::from_iso(text).ok_or_else(|| ApiError::invalid(format!("“{text}” is not a time.")))?
        }
    };
    let (state, reason) = match request.state.as_deref() {
        None | Some("") => (ParcelState::InTransit, None),
        Some(word) => {
            ParcelState::from_word(word).map_or_else(|| parcel::from_words(word), |state| (state, None))
        }
    };
    if request.number.chars().count() > 100 {
        return Err(ApiError::invalid("A tracking number has at most 100 characters."));
    }
    let report = Report {
        order: OrderId::new(request.order_id),
        purchase: request.purchase_id.map(PurchaseId::new),
        carrier: request.carrier,
        number: request.number,
        lines: request.lines.iter().map(|[line, quantity]| (OrderLineId::new(*line), *quantity)).collect(),
        events: vec![ReportedEvent { at, state, reason, text: request.text, undated: false }],
        source: "you",
        file: String::new(),
    };
    let id = engine.write(move |write| {
        write.order(report.order)?;
        unsettled::settle(write, report.order, report.purchase, request.it_is_there, (now, epoch))?;
        for (line, quantity) in &report.lines {
            if *quantity < 1 || write.order_of_line(*line)? != report.order {
                return Err(ApiError::invalid("A parcel holds one or more units of lines of its own order."));
            }
        }
        let told = take(write, &report, now)?;
        let (Told::NewParcel(id) | Told::NewEvents(id) | Told::Nothing(id)) = told;
        write.index_order(report.order);
        let context = Context::load(write, now)?;
        assess::refresh(&context, write, report.order, Age::Known)?;
        Ok(id)
    })?;
    Ok(Done { count: 1, undo: None, id: Some(id.get()) })
}

pub fn shipment_remove(engine: &Engine, request: ById) -> Result<Done, ApiError> {
    let now = engine.now();
    engine.write(move |write| {
        let id = ShipmentId::new(request.id);
        let row = write.shipment(id)?;
        write.remove_shipment(id)?;
        write.add_event(row.order, now, "parcel_removed", "you", &[("number", row.number)])?;
        write.index_order(row.order);
        let context = Context::load(write, now)?;
        assess::refresh(&context, write, row.order, Age::Known)?;
        Ok(())
    })?;
    Ok(Done { count: 1, ..Done::default() })
}

pub fn tracking_number(_: &Engine, request: NumberRequest) -> Result<NumberAnswer, ApiError> {
    if request.number.len() > 200 {
        return Err(ApiError::invalid("That is too long for a tracking number."));
    }
    let matches = tracking_number::recognise(&request.number)
        .into_iter()
        .map(|found| CarrierMatch {
            carrier: found.carrier.name().to_owned(),
            format: found.format.to_owned(),
            checked: found.confidence == Confidence::Checked,
        })
        .collect();
    Ok(NumberAnswer { matches })
}

/// Units in a parcel: as told, else what was bought with its purchase. Empty where neither is known.
fn lines_of(context: &Context<'_>, row: &Row) -> Result<Vec<[i64; 2]>, ApiError> {
    let told = context.read().shipment_lines(row.id)?;
    if let (true, Some(purchase)) = (told.is_empty(), row.purchase) {
        let bought = context.read().purchase_lines(purchase)?;
        return Ok(bought.into_iter().map(|of| [of.line.order_line.get(), of.line.quantity]).collect());
    }
    Ok(told.into_iter().map(|(line, quantity)| [line.get(), quantity]).collect())
}

/// A parcel as the order page shows it.
pub(crate) fn shape(
    context: &Context<'_>,
    row: &Row,
    promise: Option<Instant>,
) -> Result<ShipmentRow, ApiError> {
    let read = context.read();
    let named = (!row.carrier.is_empty()).then_some(row.carrier.as_str());
    let promised = row.promise.or(promise);
    Ok(ShipmentRow {
        id: row.id.get(),
        order_id: row.order.get(),
        purchase_id: row.purchase.map(PurchaseId::get),
        supplier: row.supplier.clone(),
        carrier: row.carrier.clone(),
        number: row.number.clone(),
        checked: row.checked,
        url: tracking_number::resolve(&row.number, named).page(),
        state: row.state.clone(),
        since: row.since.map(Instant::iso),
        shipped_at: row.shipped.map(Instant::iso),
        delivered_at: row.delivered.map(Instant::iso),
        promised_at: promised.map(Instant::iso),
        late: row.delivered.is_none() && promised.is_some_and(|at| at < context.now),
        lines: lines_of(context, row)?,
        events: read
            .tracking_of(row.id)?
            .into_iter()
            .map(|seen| TrackingRow {
                at: seen.at.iso(),
                state: seen.state,
                reason: seen.reason,
                text: seen.text,
                place: seen.place,
                source: seen.source,
            })
            .collect(),
    })
}
