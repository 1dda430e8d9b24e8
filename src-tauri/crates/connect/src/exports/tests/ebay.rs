use chrono_tz::Tz;
use stockless_core::day::Day;
use stockless_core::money::Currency;
use stockless_core::order::{Fulfilment, Payment};

use super::*;

fn american() -> Outcome {
    let usd = ReadOptions { currency: Some(Currency::USD), ..ReadOptions::default() };
    read_fixture("ebay/orders_us.csv", &usd)
}

#[test]
fn sold_for_is_the_unit_price_and_collected_tax_is_not_ours() {
    let read = american();
    let order = read.order("01-10000-00001");
    assert_eq!((order.lines[0].quantity, minor(order.lines[0].total)), (2, 286_732));
    assert_eq!(
        (minor(order.tax), minor(order.total)),
        (0, 287_732),
        "3,049.96 less the 172.64 that eBay keeps"
    );
    assert!(adds_up(order));
    assert_eq!(order.lines[0].shop_ref, "1900000001");
    assert_eq!(order.lines[0].sku, "LMP-B");
    assert_eq!(order.payment, Payment::Paid);
    assert_eq!(order.ship_by.unwrap().day_in(Tz::UTC), Day::ymd(2026, 7, 28).unwrap());
    assert!(read.notes.is_empty());
}

#[test]
fn a_summary_row_and_its_items_are_one_order() {
    let read = american();
    let order = read.order("01-10000-00002");
    let titles: Vec<&str> = order.lines.iter().map(|line| line.title.as_str()).collect();
    assert_eq!(titles, ["Mug", "Rug"]);
    assert_eq!((minor(order.shipping), minor(order.tax), minor(order.total)), (600, 120, 3720));
    assert!(!order.tax_included && adds_up(order));
    assert_eq!(order.fulfilment, Fulfilment::Partial);
    assert_eq!(order.ship_to.name, "Owen Lark");
}

#[test]
fn footers_are_counted_and_a_bad_amount_is_told() {
    let read = american();
    assert_eq!((read.summary.footers, read.summary.rows), (2, 7));
    assert_eq!(read.refused("01-10000-00003"), [("Sold For", "it is not an amount")]);
    assert_eq!(read.orders.len(), 2);
}

#[test]
fn a_plain_dollar_needs_the_shops_currency() {
    let read = read_fixture("ebay/orders_us.csv", &ReadOptions::default());
    assert!(read.orders.is_empty());
    assert!(read.rejected[0].fix.contains("shop's settings"));
}

#[test]
fn the_german_report_reads_alike() {
    let read = read_fixture("ebay/orders_de.csv", &ReadOptions::default());
    let order = read.order("23-12345-00001");
    assert_eq!((order.currency, minor(order.total)), (Currency::EUR, 112_199));
    assert_eq!(order.placed.day_in(Tz::UTC), Day::ymd(2025, 12, 10).unwrap());
    assert_eq!(order.lines[0].title, "Glühbirne groß");
    assert_eq!(order.lines[0].shop_ref, "23-12345-00001:1", "two dashes are no id");
    assert_eq!((order.ship_to.name.as_str(), order.ship_to.postal_code.as_str()), ("Jörg Kiesel", "01067"));
    assert_eq!(order.ship_to.country.unwrap().code(), "DE");
    assert_eq!((order.gateway.as_str(), order.tracking.as_str()), ("", ""));
    assert_eq!(order.fulfilment, Fulfilment::Unfulfilled);
}

#[test]
fn the_british_report_reads_alike() {
    let read = read_fixture("ebay/orders_uk.csv", &ReadOptions::default());
    let order = read.order("05-10000-00001");
    assert_eq!((order.currency, minor(order.total)), (Currency::GBP, 3349));
    assert_eq!((order.ship_to.region.as_str(), order.ship_to.postal_code.as_str()), ("Cambs", "CB7 4AA"));
    assert_eq!((order.fulfilment, order.tracking.as_str()), (Fulfilment::Fulfilled, "RM000000001GB"));
}
