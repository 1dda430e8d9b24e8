use super::*;

const HEADER: &str = "Name,Financial Status,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Id\n";

fn full(number: u32) -> String {
    format!(
        "#{number},paid,unfulfilled,EUR,20.00,0.00,0.00,20.00,2026-04-04 00:27:43 +0200,1,Lamp,10.00,{number}\n"
    )
}

fn more(number: u32) -> String {
    format!("#{number},,,,,,,,2026-04-04 00:27:43 +0200,1,Rug,10.00,\n")
}

#[test]
fn the_sink_can_stop() {
    let table = text(format!("{HEADER}{}{}{}{}", full(1), more(1), full(2), more(2)));
    let mut count = 0;
    let summary = read_orders(vec![table], ExportKind::Shopify, &ReadOptions::default(), &mut |_| {
        count += 1;
        ControlFlow::Break(())
    });
    assert_eq!((count, summary.unwrap().stopped), (1, true));
}

#[test]
fn a_row_without_an_order_number_is_told() {
    let table = text(format!("{HEADER},paid,,,,,,,,1,Lamp,1,\n{}{}", full(2), more(2)));
    let read = read_all(vec![table], ExportKind::Shopify, &ReadOptions::default());
    assert_eq!(read.orders.len(), 1);
    assert_eq!(read.rejected[0].reason, "the row names no order");
    assert_eq!(read.rejected[0].line, 2);
}

#[test]
fn an_order_without_its_full_row_is_refused() {
    let table = text(format!("{HEADER}{}{}{}", full(1), more(1), more(2)));
    let read = read_all(vec![table], ExportKind::Shopify, &ReadOptions::default());
    assert_eq!(read.orders.len(), 1);
    assert!(read.rejected[0].reason.contains("total is missing"));
}

#[test]
fn rows_in_any_order_make_the_same_orders() {
    let rows = [full(1), full(2), full(3), more(3), more(1), more(2)];
    let read = read_all(
        vec![text(format!("{HEADER}{}", rows.concat()))],
        ExportKind::Shopify,
        &ReadOptions::default(),
    );
    let mut numbers: Vec<(String, usize)> =
        read.orders.iter().map(|read| (read.order.number.clone(), read.order.lines.len())).collect();
    numbers.sort();
    assert_eq!(numbers, [("#1".into(), 2), ("#2".into(), 2), ("#3".into(), 2)]);
}

#[test]
fn what_cannot_be_held_is_refused_not_swallowed() {
    let error = |rows: Vec<String>| {
        let table = text(format!("{HEADER}{}", rows.concat()));
        let options = ReadOptions { held_bytes: 2_000, ..ReadOptions::default() };
        let read =
            read_orders(vec![table], ExportKind::Shopify, &options, &mut |_| ControlFlow::Continue(()));
        read.unwrap_err().to_string()
    };
    let one = std::iter::once(full(1)).chain((0..100).map(|_| more(1))).collect();
    assert!(error(one).contains("order “#1”"));
    let scattered = (1..50).map(full).chain((1..50).map(more)).collect();
    assert!(error(scattered).contains("sort it by order number"));
}

#[test]
fn a_file_without_the_columns_is_refused_with_their_names() {
    let error =
        read_orders(vec![text("a,b\n1,2\n")], ExportKind::Shopify, &ReadOptions::default(), &mut |_| {
            ControlFlow::Continue(())
        });
    let message = error.unwrap_err().to_string();
    assert!(message.contains("orders.csv") && message.contains("lineitem price"), "{message}");
}
