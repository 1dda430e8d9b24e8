//! Etsy: “Sold orders” has one row per order and no items, “Sold order items” one row per item and hardly any sums.
//!
//! Given together they are joined by the order's number: items from one file, sums, fees and status from the other.
//! Tax that Etsy collects and keeps reads as no tax at all here: what the buyer paid in all (`Order Total`) holds it
//! and is never used. Shipping is already net of the shipping discount.

mod items;
mod join;
mod orders;

use chrono_tz::Tz;
use stockless_core::day::Instant;
use stockless_core::order::{Address, Fulfilment, Payment, ShopOrder};

use super::draft::{postal_code, set_country};
use super::group::RowKey;
use crate::columns::Cells;

pub(super) use items::Items;
pub(super) use join::read_joined;
pub(super) use orders::Orders;

/// Order numbers get a `#` when people edit the file.
fn number<'a>(cells: &mut Cells<'a>) -> &'a str {
    cells.id("order").trim_start_matches('#').trim()
}

fn peek_number<'a>(cells: &Cells<'a>) -> &'a str {
    cells.peek("order").trim_start_matches('#').trim()
}

/// Both files are read by the order's number.
fn key(cells: &Cells<'_>) -> RowKey {
    match peek_number(cells) {
        "" => RowKey::Missing("order"),
        number => RowKey::Order(number.to_owned()),
    }
}

/// Both files call the parts of the address alike but for their street.
fn address(cells: &Cells<'_>) -> Address {
    let text = |field: &str| cells.peek(field).to_owned();
    let mut address = Address {
        name: text("ship_name"),
        line1: text("ship_line1"),
        line2: text("ship_line2"),
        city: text("ship_city"),
        region: text("ship_region"),
        postal_code: postal_code(cells.peek("ship_zip")),
        ..Address::default()
    };
    set_country(&mut address, cells.peek("ship_country"));
    address
}

/// Etsy lists only orders whose payment it has taken; the status is empty in nearly every file.
fn set_states(order: &mut ShopOrder, status: &str, shipped: Fulfilment) {
    status.clone_into(&mut order.payment_text);
    status.clone_into(&mut order.fulfilment_text);
    order.fulfilment = shipped;
    order.payment = match status.to_lowercase().as_str() {
        "" | "paid" | "completed" | "shipped" | "open" => Payment::Paid,
        "canceled" | "cancelled" => {
            order.fulfilment = Fulfilment::Cancelled;
            Payment::Refunded
        }
        "refunded" | "fully refunded" => Payment::Refunded,
        "partially refunded" => Payment::PartlyRefunded,
        "payment processing" | "unpaid" => Payment::Pending,
        _ => Payment::Unknown,
    };
}

/// Days are written without a time: the order counts from the beginning of the day in the shop's zone.
fn day(cells: &mut Cells<'_>, field: &str, zone: Tz) -> Option<Instant> {
    cells.day(field).map(|day| day.start_in(zone))
}
