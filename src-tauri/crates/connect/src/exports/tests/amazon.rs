use stockless_core::money::Currency;
use stockless_core::order::{Fulfilment, Payment};

use super::*;

#[test]
fn the_order_report_has_line_totals_and_never_quotes() {
    let read = read_fixture("amazon/orders.txt", &ReadOptions::default());
    let order = read.order("111-2222222-0000001");
    assert_eq!(order.lines[0].title, "\"Best\" mug, 12\" tall");
    assert_eq!(order.lines[1].title, "Rug \"Fjord");
    assert_eq!((order.lines[0].quantity, minor(order.lines[0].total)), (2, 5398), "not multiplied again");
    assert_eq!(minor(order.lines[0].discount), 500);
    assert_eq!((minor(order.shipping), minor(order.tax)), (599, 730));
    assert_eq!(order.lines[0].shop_ref, "60000000000001");
    assert_eq!((order.ship_to.line2.as_str(), order.ship_to.postal_code.as_str()), ("Apt 4, Rear", "00501"));
    assert_eq!((order.payment, order.fulfilment), (Payment::Paid, Fulfilment::Unfulfilled));
    assert!(order.ship_by < order.deliver_by);
    assert!(read.orders.iter().all(|read| adds_up(&read.order)));
    assert_eq!(read.refused("111-2222222-0000002"), [("quantity-purchased", "it is not a whole number")]);
    assert_eq!(read.orders.len(), 2, "the order after the bad one is read");
}

#[test]
fn the_unshipped_report_has_no_prices_and_says_so() {
    let usd = ReadOptions { currency: Some(Currency::USD), ..ReadOptions::default() };
    let read = read_fixture("amazon/unshipped.txt", &usd);
    assert!(read.notes.iter().all(|note| note.kind == NoteKind::NoPrices));
    assert_eq!(read.notes.len(), 2);
    assert_eq!(read.order("111-2222222-0000001").fulfilment, Fulfilment::Partial);
    let asked = read.order("111-2222222-0000004");
    assert_eq!(
        (asked.fulfilment, asked.fulfilment_text.as_str()),
        (Fulfilment::OnHold, "the buyer asks to cancel")
    );
    let unknown = read_fixture("amazon/unshipped.txt", &ReadOptions::default());
    assert!(unknown.orders.is_empty(), "without any currency nothing can be counted");
    assert!(unknown.rejected[0].reason.contains("currency"));
}

#[test]
fn the_report_of_all_orders_knows_states_but_no_recipients() {
    let options = ReadOptions { currency: Some(Currency::EUR), tax_included: true, ..ReadOptions::default() };
    let read = read_fixture("amazon/all.txt", &options);
    let shipped = read.order("302-0000000-0000001");
    assert_eq!((shipped.payment, shipped.fulfilment), (Payment::Paid, Fulfilment::Fulfilled));
    assert_eq!(shipped.lines.len(), 2, "two equal rows are two items");
    assert_eq!(shipped.lines[1].shop_ref, "302-0000000-0000001:LMP-1:2");
    assert_eq!(shipped.lines[0].title, "Lampe weiß");
    assert_eq!((minor(shipped.shipping), minor(shipped.discount), minor(shipped.total)), (790, 490, 10280));
    assert!(adds_up(shipped));
    let pending = read.order("302-0000000-0000002");
    assert_eq!((pending.payment, pending.fulfilment), (Payment::Pending, Fulfilment::OnHold));
    let cancelled = read.order("302-0000000-0000003");
    assert_eq!((cancelled.fulfilment, cancelled.lines.len()), (Fulfilment::Cancelled, 0));
    assert!(!read.order("302-0000000-0000004").lines[0].ships, "Amazon ships it from its own warehouse");
}

#[test]
fn a_repeated_row_is_one_item() {
    let content = std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/exports/amazon/orders.txt"),
    )
    .unwrap();
    let (_, rows) = content.split_once("\r\n").unwrap();
    let twice = format!("{content}{rows}");
    let read = read_all(vec![text(twice)], ExportKind::AmazonOrders, &ReadOptions::default());
    assert_eq!(read.order("111-2222222-0000001").lines.len(), 2);
    assert_eq!(read.orders.len(), 2);
}
