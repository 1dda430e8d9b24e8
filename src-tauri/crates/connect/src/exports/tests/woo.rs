use chrono_tz::Tz;
use stockless_core::day::Instant;
use stockless_core::money::Currency;
use stockless_core::order::{Fulfilment, Payment};

use super::*;

fn options() -> ReadOptions {
    ReadOptions { currency: Some(Currency::EUR), time_zone: Tz::Europe__Vienna, ..ReadOptions::default() }
}

#[test]
fn items_in_rows_are_one_order_with_unrounded_unit_prices() {
    let read = read_fixture("woo/rows.csv", &options());
    let order = read.order("1501");
    assert_eq!(order.lines.iter().map(|line| minor(line.total)).collect::<Vec<_>>(), [2521, 1849]);
    assert!(!order.tax_included, "43.70 and 4.90 and 9.72 are 58.32");
    assert_eq!((order.payment, order.fulfilment), (Payment::Paid, Fulfilment::Unfulfilled));
    assert_eq!(order.placed, Instant::from_iso("2026-03-09T13:30:00Z").unwrap(), "in the shop's zone");
    assert_eq!((order.ship_to.line1.as_str(), order.ship_to.name.as_str()), ("Nebenweg 9", "Lena Brook"));
    assert!(read.notes.is_empty(), "{:?}", read.notes);
    assert!(read.orders.iter().all(|read| adds_up(&read.order)));
}

#[test]
fn labels_of_states_are_understood_and_others_kept() {
    let read = read_fixture("woo/rows.csv", &options());
    assert_eq!(read.order("1502").fulfilment, Fulfilment::Cancelled);
    let refunded = read.order("1503");
    assert_eq!((refunded.payment, minor(refunded.refunded)), (Payment::PartlyRefunded, 750));
    assert_eq!(refunded.ship_to.line1, "Hauptstr. 3", "billing where there is no shipping address");
    assert_eq!(read.refused("1504"), [("Quantity", "it is not a whole number")]);
}

#[test]
fn rows_with_blank_order_columns_belong_to_the_order_above() {
    let read = read_fixture("woo/rows_blank.csv", &options());
    let order = read.order("1601");
    assert_eq!(order.lines.len(), 2);
    assert!(order.tax_included && adds_up(order), "with decimal commas: {order:?}");
    assert_eq!((order.payment, minor(order.tax)), (Payment::Paid, 810));
}

#[test]
fn items_in_repeated_columns_are_lines() {
    let read = read_fixture("woo/columns.csv", &options());
    let order = read.order("1701");
    assert_eq!(order.lines.iter().map(|line| line.sku.as_str()).collect::<Vec<_>>(), ["A", "B"]);
    assert_eq!((order.fulfilment, order.payment), (Fulfilment::OnHold, Payment::Pending));
    assert_eq!(read.order("1702").lines.len(), 1);
    assert!(read.orders.iter().all(|read| adds_up(&read.order)));
}

#[test]
fn packed_items_come_apart() {
    let read = read_fixture("woo/packed.csv", &ReadOptions::default());
    let order = read.order("#WEB-901");
    assert_eq!((order.shop_ref.as_str(), order.currency), ("901", Currency::GBP));
    assert_eq!(order.lines.iter().map(|line| minor(line.total)).collect::<Vec<_>>(), [3000, 1000]);
    assert_eq!(order.lines[0].variant, "size: Medium");
    assert_eq!((minor(order.shipping), minor(order.tax), minor(order.discount)), (700, 940, 300));
    assert!(!order.tax_included && adds_up(order));
    let newer = read.order("#WEB-902");
    assert_eq!((newer.lines[0].sku.as_str(), newer.lines[0].quantity), ("LMP-1", 2));
    assert_eq!(newer.fulfilment, Fulfilment::Fulfilled);
    assert!(read.refused("#WEB-903")[0].1.contains("no item"));
}

#[test]
fn a_file_without_currency_asks_for_it() {
    let read = read_fixture("woo/rows.csv", &ReadOptions::default());
    assert!(read.orders.is_empty());
    assert!(read.rejected.iter().any(|rejection| rejection.fix.contains("shop's settings")));
}
