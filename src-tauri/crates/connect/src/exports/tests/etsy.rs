use chrono_tz::Tz;
use stockless_core::day::{Day, Instant};
use stockless_core::order::{Fulfilment, Payment};

use super::*;

fn together() -> Outcome {
    let tables = vec![fixture("etsy/sold_order_items.csv"), fixture("etsy/sold_orders.csv")];
    read_all(tables, ExportKind::EtsyItems, &ReadOptions::default())
}

#[test]
fn both_files_together_give_items_and_sums() {
    let read = together();
    let order = read.order("3310000001");
    assert_eq!(order.lines.len(), 2, "a number with # is the same order");
    assert_eq!(order.lines[0].title, "Ring \"Tide\" & box");
    assert_eq!(order.lines[0].variant, "Size:M,Personalization:to: Ada, with love");
    assert_eq!(order.lines[0].shop_ref, "4411200001");
    assert_eq!(minor(order.shipping), 450, "once per order, though it stands on each row");
    assert_eq!((minor(order.discount), minor(order.lines[0].discount)), (0, 823));
    assert_eq!(
        minor(order.total),
        7854,
        "without the tax that Etsy keeps, which the order total of 96.53 holds"
    );
    assert_eq!(minor(order.stated_fee.unwrap()), 392);
    assert_eq!(order.ship_to.country.unwrap().code(), "IE");
    assert!(adds_up(order));
    assert_eq!(read.summary.rows, 11);
    assert_eq!(read.summary.footers, 0);
}

#[test]
fn orders_without_items_are_told_once_and_only_where_they_are_clear() {
    let read = together();
    let mut numbers: Vec<&str> = read.orders.iter().map(|read| read.order.number.as_str()).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, ["3310000001", "3310000002", "3310000003", "3310000005"]);
    assert!(read.refused("3310000004")[0].1.contains("which items"));
    let lone = read.order("3310000003");
    assert_eq!((lone.lines[0].sku.as_str(), minor(lone.lines[0].total)), ("RNG-2", 4000));
    assert_eq!((lone.payment, minor(lone.refunded)), (Payment::PartlyRefunded, 1000));
    let kinds: Vec<NoteKind> = read.notes.iter().map(|note| note.kind).collect();
    assert_eq!(
        kinds,
        [NoteKind::RefundDerived, NoteKind::TotalsDiffer],
        "the last order's net lacks its shipping"
    );
}

#[test]
fn items_alone_are_orders_too() {
    for file in ["etsy/sold_order_items.csv", "etsy/sold_order_items_uk.csv"] {
        let zone = ReadOptions { time_zone: Tz::America__New_York, ..ReadOptions::default() };
        let read = read_fixture(file, &zone);
        let order = read.order("3310000001");
        assert_eq!((minor(order.shipping), minor(order.total)), (450, 7854));
        assert_eq!(order.placed, Day::ymd(2026, 9, 3).unwrap().start_in(Tz::America__New_York));
        assert_eq!(read.order("3310000002").fulfilment, Fulfilment::Fulfilled);
        assert_eq!(
            read.refused("3310000006"),
            [("Quantity", "it is empty")],
            "the good row goes with the bad one"
        );
        assert!(read.refused("3.31E+09")[0].1.contains("powers of ten"));
        assert_eq!(read.orders.len(), 2);
    }
}

#[test]
fn a_bad_cell_of_the_other_file_is_told_with_its_place() {
    let orders = "Sale Date,Order ID,Order Value,Discount Amount,Shipping,Sales Tax,Order Total,Order Net,Currency\n\
                  09/03/26,1,ten,0,0,0,10,10,EUR\n";
    let items = "Sale Date,Item Name,Quantity,Price,Currency,Transaction ID,Listing ID,Order ID\n\
                 09/03/26,Ring,1,10.00,EUR,7,8,1\n09/03/26,Ring,1,10.00,EUR,9,8,2\n";
    let named =
        |name: &str, content: &str| Table::from_bytes(name, content, &OpenOptions::default()).unwrap();
    let tables = vec![named("orders.csv", orders), named("items.csv", items)];
    let read = read_all(tables, ExportKind::EtsyOrders, &ReadOptions::default());
    assert_eq!(read.orders.len(), 1);
    let rejection = &read.rejected[0];
    assert_eq!(
        (rejection.file.as_str(), rejection.line, rejection.column.as_str()),
        ("orders.csv", 2, "Order Value")
    );
    assert!(rejection.raw.contains("ten"));
    assert_eq!(read.rejected.len(), 1, "and not a second time as an order without items");
}

#[test]
fn more_orders_than_can_wait_for_their_items_are_refused() {
    let tables = vec![fixture("etsy/sold_order_items.csv"), fixture("etsy/sold_orders.csv")];
    let options = ReadOptions { held_bytes: 100, ..ReadOptions::default() };
    let read = read_orders(tables, ExportKind::EtsyItems, &options, &mut |_| ControlFlow::Continue(()));
    assert!(read.unwrap_err().to_string().contains("sold_orders.csv: these are too many orders"));
}

#[test]
fn days_are_month_first_and_moments_do_not_move() {
    let read = together();
    assert_eq!(read.order("3310000002").placed, Instant::from_iso("2026-09-03T00:00:00Z").unwrap());
}
