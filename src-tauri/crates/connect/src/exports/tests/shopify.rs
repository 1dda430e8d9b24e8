use stockless_core::day::Instant;
use stockless_core::order::{Fulfilment, Payment};

use super::*;

fn sample() -> Outcome {
    read_fixture("shopify/orders.csv", &ReadOptions::default())
}

#[test]
fn every_order_adds_up_or_says_that_it_does_not() {
    let read = sample();
    let odd: Vec<&str> = read.notes.iter().map(|note| note.order.as_str()).collect();
    assert_eq!(odd, ["#1007"], "a tip is in the total only");
    for found in &read.orders {
        assert_eq!(adds_up(&found.order), found.order.number != "#1007", "{}", found.order.number);
    }
    assert_eq!(read.summary.orders, 7);
    assert_eq!(read.summary.rows, 12);
}

#[test]
fn what_concerns_the_order_comes_from_its_first_row() {
    let read = sample();
    let order = read.order("#1001");
    assert_eq!(order.shop_ref, "6798481555001");
    assert_eq!(order.placed, Instant::from_iso("2026-04-03T19:27:43Z").unwrap());
    assert_eq!(order.payment, Payment::Paid);
    assert_eq!(order.fulfilment, Fulfilment::Unfulfilled);
    assert_eq!(order.tags, ["vip", "gift"]);
    assert_eq!((order.ship_to.postal_code.as_str(), order.ship_to.country_text.as_str()), ("01067", "DE"));
    assert_eq!(order.ship_to.country.unwrap().code(), "DE");
    assert_eq!(order.note, "Leave it with\nthe neighbour");
    let refs: Vec<&str> = order.lines.iter().map(|line| line.shop_ref.as_str()).collect();
    assert_eq!(refs, ["6798481555001:1", "6798481555001:2", "6798481555001:3"]);
    assert_eq!(order.lines.iter().map(|line| minor(line.total)).collect::<Vec<_>>(), [2598, 1350, 2500]);
    assert!(!order.lines[2].ships, "a gift card");
    assert_eq!(minor(order.discount), 845);
}

#[test]
fn the_sums_tell_whether_prices_contain_the_tax() {
    let read = sample();
    assert!(read.order("#1001").tax_included);
    let on_top = read.order("#1002");
    assert!(!on_top.tax_included);
    assert_eq!((minor(on_top.tax), minor(on_top.total)), (146_628, 1_775_828));
}

#[test]
fn cash_on_delivery_stays_pending() {
    let read = sample();
    let order = read.order("#1003");
    assert_eq!((order.payment, order.payment_text.as_str()), (Payment::Pending, "pending"));
    assert_eq!(order.gateway, "Cash on Delivery (COD)");
    assert_eq!(order.lines[0].sku, "");
    assert_eq!(order.ship_to.postal_code, "", "a dash is no postal code");
}

#[test]
fn cancelled_and_refunded_orders_say_so() {
    let read = sample();
    let cancelled = read.order("#1004");
    assert_eq!((cancelled.payment, cancelled.fulfilment), (Payment::Refunded, Fulfilment::Cancelled));
    assert_eq!(minor(cancelled.refunded), 4500);
    assert!(cancelled.cancelled.is_some());
}

#[test]
fn an_order_whose_rows_are_scattered_is_whole_and_given_out_once() {
    let read = sample();
    let order = read.orders.iter().find(|read| read.order.number == "#1005").unwrap();
    assert_eq!(order.order.lines.len(), 2);
    assert_eq!(order.lines, (10, 13), "from its first row to its last");
    assert_eq!(order.raw.lines().count(), 2);
}

#[test]
fn a_bad_cell_refuses_its_order_and_no_other() {
    let read = sample();
    assert!(!read.orders.iter().any(|read| read.order.number == "#1006"));
    let refused = read.refused("#1006");
    let columns: Vec<&str> = refused.iter().map(|(column, _)| *column).collect();
    assert_eq!(columns, ["Id", "Lineitem quantity", "Lineitem price"]);
    assert!(read.rejected.iter().all(|rejection| rejection.raw.starts_with("#1006")));
    assert_eq!(read.summary.refused, 1);
}

#[test]
fn an_unknown_word_is_kept_beside_the_state() {
    let read = sample();
    let order = read.order("#1007");
    assert_eq!((order.payment, order.payment_text.as_str()), (Payment::Unknown, "half_paid"));
    assert_eq!((order.fulfilment, order.fulfilment_text.as_str()), (Fulfilment::Unknown, "teleported"));
}

#[test]
fn a_discount_of_a_line_is_not_taken_off_twice() {
    let read = sample();
    let order = read.order("#1008");
    assert_eq!((minor(order.lines[0].discount), minor(order.discount)), (500, 300));
}
