use chrono_tz::Tz;
use stockless_core::day::Instant;

use super::*;

fn in_berlin() -> Options {
    Options { time_zone: Tz::Europe__Berlin, ..Options::default() }
}

fn at(iso: &str) -> Option<Instant> {
    Some(Instant::from_iso(iso).unwrap())
}

#[test]
fn parcels_by_purchase_and_by_order() {
    let outcome = read(read_tracking, fixture("tracking.tsv"), &in_berlin());
    let first = outcome.on(2);
    assert_eq!(first.purchase_number.as_deref(), Some("P-2026-0001"));
    assert_eq!(first.order_number.as_deref(), Some("#1001"));
    assert_eq!((first.carrier.as_str(), first.number.as_str()), ("DHL", "00340434161094021501"));
    assert_eq!((first.state_text.as_str(), first.at), ("in transit", at("2026-03-09T13:30:00Z")));
    assert_eq!(first.shipped_day, Some(day("2026-03-08")));
    let second = outcome.on(3);
    assert_eq!((second.sku.as_str(), second.quantity), ("EG-1", Some(2)));
    let third = outcome.on(4);
    assert_eq!((third.number.as_str(), third.state_text.as_str(), third.at), ("", "shipped", None));
}

#[test]
fn a_delivery_told_by_its_day_counts_from_the_end_of_that_day() {
    let outcome = read(read_tracking, fixture("tracking.tsv"), &in_berlin());
    assert_eq!(outcome.on(3).at, at("2026-03-11T22:59:59.999Z"), "the status date of a delivery");
    assert_eq!(outcome.on(5).at, at("2026-03-12T22:59:59.999Z"), "the day of delivery");
    assert_eq!(outcome.on(5).delivered_day, Some(day("2026-03-12")));
    let timed = read(read_tracking, text("order,delivered at\n1001,2026-03-12T23:30:00Z\n"), &in_berlin());
    assert_eq!(
        (timed.on(2).at, timed.on(2).delivered_day),
        (at("2026-03-12T23:30:00Z"), Some(day("2026-03-13")))
    );
}

#[test]
fn bad_rows_name_their_cells() {
    let outcome = read(read_tracking, fixture("tracking.tsv"), &in_berlin());
    assert_eq!(outcome.refused_on(6), [("", "line 5 already has exactly this")]);
    assert_eq!(
        outcome.refused_on(7),
        [("Tracking number", "a spreadsheet has shortened it to powers of ten")]
    );
    assert_eq!(outcome.refused_on(8), [("", "neither an order nor a purchase is named")]);
    assert_eq!(outcome.refused_on(9), [("Tracking number", "the row says nothing about a parcel")]);
    assert_eq!(
        outcome.refused_on(10),
        [
            ("Tracking number", "it holds several numbers"),
            ("Status date", "day and month could change places"),
            ("Delivered on", "it is before the parcel left, 2026-03-12"),
            ("Qty", "it is not between 1 and 1000000"),
        ]
    );
    assert_eq!(outcome.lines(), [2, 3, 4, 5]);
}

#[test]
fn what_is_no_number_is_refused() {
    for (cell, number) in
        [("TBA", Some("")), ("-", Some("")), ("see mail", None), ("12", None), ("ab 12345", Some("AB12345"))]
    {
        let outcome =
            read(read_tracking, text(format!("order,tracking,status\n1001,{cell},sent\n")), &in_berlin());
        let read = outcome.records.first().map(|(_, record)| record.number.as_str());
        assert_eq!(read, number, "{cell}");
    }
}
