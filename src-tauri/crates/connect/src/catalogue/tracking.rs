//! Where parcels stand, as suppliers and fulfilment services report it.

use std::ops::ControlFlow;

use chrono_tz::Tz;
use stockless_core::day::{Day, Instant};
use stockless_core::parcel::{ParcelState, from_words};
use stockless_core::tracking_number::normalise;

use super::column_map::ColumnMap;
use super::item::{CatalogueError, Item, Options, Summary};
use super::kind::{Kind, Plan};
use super::line::Line;
use super::output::read_rows;
use super::source::Source;
use crate::columns::{Field, spreadsheet_damage};
use crate::table::Table;

/// What one row says about a parcel. At least one of the two order numbers is there, and at least one of number,
/// status, shipping day and delivery day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrackingRecord {
    /// Number of the shop's order.
    pub order_number: Option<String>,
    /// Number of the purchase, as it was sent to the supplier.
    pub purchase_number: Option<String>,
    /// The carrier as the supplier names it; empty where it names none.
    pub carrier: String,
    /// The tracking number as carriers store it; empty where there is none yet.
    pub number: String,
    /// The supplier's own words; see `stockless_core::parcel::from_words`.
    pub state_text: String,
    /// When what is told happened. A delivery told by its day alone counts from the end of that day in the time
    /// zone of the options, so that no scan of the same day comes after it.
    pub at: Option<Instant>,
    /// On which day it left the supplier.
    pub shipped_day: Option<Day>,
    /// On which day it was delivered.
    pub delivered_day: Option<Day>,
    /// SKU of the line that is in the parcel; empty where the row is about all of it.
    pub sku: String,
    /// Units of it in the parcel.
    pub quantity: Option<i64>,
}

pub(super) const PLAN: Plan = Plan {
    fields: &[
        Field::optional(
            "purchase_number",
            &[
                "purchase",
                "purchase no",
                "purchase order",
                "purchase order number",
                "po number",
                "po",
                "retailer po",
                "retailer po number",
                "your reference",
                "customer reference",
                "ihre bestellnummer",
                "ihre referenz",
                "kundenreferenz",
                "bestellreferenz",
            ],
        ),
        Field::optional(
            "order_number",
            &[
                "order",
                "order no",
                "order id",
                "order name",
                "auftragsnummer",
                "auftrag",
                "bestellnummer",
                "bestellung",
            ],
        ),
        Field::optional(
            "carrier",
            &[
                "shipping carrier",
                "supplier provided carrier",
                "courier",
                "tracking company",
                "shipping company",
                "versanddienstleister",
                "paketdienst",
                "zusteller",
                "spedition",
                "dienstleister",
            ],
        ),
        Field::optional(
            "number",
            &[
                "tracking number",
                "tracking no",
                "tracking id",
                "tracking code",
                "tracking",
                "awb",
                "waybill",
                "parcel number",
                "sendungsnummer",
                "sendungsnr",
                "sendungs nr",
                "sendungs id",
                "paketnummer",
                "trackingnummer",
                "tracking nr",
            ],
        ),
        Field::optional(
            "state_text",
            &[
                "status",
                "state",
                "tracking status",
                "delivery status",
                "shipment status",
                "sendungsstatus",
                "lieferstatus",
                "versandstatus",
                "paketstatus",
                "zustand",
            ],
        ),
        Field::optional(
            "at",
            &[
                "status date",
                "status time",
                "event time",
                "event date",
                "last update",
                "last updated",
                "updated at",
                "timestamp",
                "zeitpunkt",
                "statusdatum",
                "letzte aktualisierung",
                "stand",
            ],
        ),
        Field::optional(
            "shipped_day",
            &[
                "shipped",
                "shipped at",
                "shipped on",
                "ship date",
                "shipping date",
                "package ship date",
                "dispatch date",
                "dispatched at",
                "versanddatum",
                "versendet am",
                "versandt am",
                "verschickt am",
            ],
        ),
        Field::optional(
            "delivered_day",
            &[
                "delivered",
                "delivered at",
                "delivered on",
                "actual delivery date",
                "zugestellt",
                "zugestellt am",
                "zustelldatum",
                "zustellung am",
                "geliefert am",
            ],
        ),
        Field::optional(
            "sku",
            &[
                "sku id",
                "item sku",
                "item",
                "article number",
                "artikelnummer",
                "artikelnr",
                "artikel nr",
                "art nr",
            ],
        ),
        Field::optional("quantity", &["quantity shipped", "qty", "units", "menge", "anzahl", "stück"]),
    ],
    either: &[
        &["purchase_number", "order_number"],
        &["number", "state_text", "shipped_day", "delivered_day"],
    ],
    amounts: &[],
    days: &["at", "shipped_day", "delivered_day"],
    texts: &["carrier", "state_text"],
};

/// Reads what suppliers report about parcels. Two rows that say exactly the same are one too many.
pub fn read_tracking(
    table: Table,
    map: Option<&ColumnMap>,
    options: &Options,
    sink: &mut dyn FnMut(Item<TrackingRecord>) -> ControlFlow<()>,
) -> Result<Summary, CatalogueError> {
    let mut source = Source::open(table, Kind::Tracking, map, options)?;
    read_rows(&mut source, sink, "exactly this", tracking, |record| Some(format!("{record:?}")))
}

fn tracking(line: &mut Line<'_>) -> Option<TrackingRecord> {
    if line.is_empty(&["order_number", "purchase_number"]) {
        line.refuse_row("neither an order nor a purchase is named", "fill in the number of one of them");
    }
    let filled = |text: String| Some(text).filter(|text| !text.is_empty());
    let (order_number, purchase_number) =
        (filled(line.id("order_number")), filled(line.id("purchase_number")));
    let number = line.read("number", tracking_number).unwrap_or_default();
    let state_text = line.text("state_text");
    let (shipped_day, delivered_day) = (line.day("shipped_day"), line.day("delivered_day"));
    let at = happened(line, &state_text);
    let told =
        !number.is_empty() || !state_text.is_empty() || shipped_day.is_some() || delivered_day.is_some();
    if !told && line.is_sound() {
        let fix = "fill in the tracking number or the status";
        line.refuse("number", "the row says nothing about a parcel", fix);
    }
    if let (Some(shipped), Some(delivered)) = (shipped_day, delivered_day)
        && delivered < shipped
    {
        line.refuse(
            "delivered_day",
            format!("it is before the parcel left, {shipped}"),
            "check the two days",
        );
    }
    Some(TrackingRecord {
        order_number,
        purchase_number,
        carrier: line.text("carrier"),
        number,
        state_text,
        at,
        shipped_day,
        delivered_day,
        sku: line.id("sku"),
        quantity: line.count("quantity", 1, 1_000_000),
    })
}

/// When what the row tells happened: its own time, else that of the delivery.
fn happened(line: &mut Line<'_>, state_text: &str) -> Option<Instant> {
    let zone = line.zone_of_times();
    if !line.peek("at").is_empty() {
        let delivered = from_words(state_text).0 == ParcelState::Delivered;
        let day_alone = delivered && !has_time(line.peek("at"));
        return line.instant("at").map(|at| if day_alone { end_of_day(at, zone) } else { at });
    }
    // A bad cell was noted with the day.
    let text = line.peek("delivered_day");
    if text.is_empty() || !line.is_sound() {
        return None;
    }
    let day_alone = !has_time(text);
    line.instant("delivered_day").map(|at| if day_alone { end_of_day(at, zone) } else { at })
}

fn has_time(text: &str) -> bool {
    text.contains(':')
}

/// The last millisecond of the day of a moment.
fn end_of_day(at: Instant, zone: Tz) -> Instant {
    at.day_in(zone).plus_days(1).start_in(zone).plus_ms(-1)
}

/// A tracking number as carriers store it; empty where a word or a dash stands for none.
fn tracking_number(text: &str) -> Result<String, (&'static str, String)> {
    const NONE: [&str; 8] = ["NA", "N/A", "NONE", "NULL", "PENDING", "TBA", "KEINE", "OFFEN"];
    let text = text.strip_prefix('\'').unwrap_or(text);
    if spreadsheet_damage(text) {
        return Err((
            "a spreadsheet has shortened it to powers of ten",
            "fetch the file again and import it without opening it in a spreadsheet".to_owned(),
        ));
    }
    if text.contains([',', ';', '|', '\n']) {
        return Err(("it holds several numbers", "write each number into a row of its own".to_owned()));
    }
    let number = normalise(text);
    if number.is_empty() || NONE.contains(&number.as_str()) {
        return Ok(String::new());
    }
    let plausible =
        number.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'_' | b'.'))
            && number.bytes().any(|byte| byte.is_ascii_digit())
            && (5..=60).contains(&number.len());
    if plausible {
        Ok(number)
    } else {
        Err(("it is no tracking number", "write the number alone, or leave the cell empty".to_owned()))
    }
}
