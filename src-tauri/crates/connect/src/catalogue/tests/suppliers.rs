use stockless_core::supplier::{Channel, Standing, SupplierKind};

use super::*;

fn zones(record: &SupplierRecord) -> Vec<(String, String, String, i64, i64)> {
    let row = |rate: &stockless_core::supplier::ShippingRate| {
        (rate.zone.code(), rate.first.to_string(), rate.additional.to_string(), rate.days_min, rate.days_max)
    };
    record.shipping.iter().map(row).collect()
}

#[test]
fn rows_of_one_name_are_one_supplier_wherever_they_stand() {
    let outcome = read(read_suppliers, fixture("suppliers.csv"), &Options::default());
    let goods = outcome.on(2);
    assert_eq!(goods.name, "Example Goods Ltd");
    assert_eq!((goods.kind, goods.standing), (Some(SupplierKind::Wholesaler), Some(Standing::Approved)));
    assert_eq!((goods.country.unwrap().code(), goods.currency.unwrap().code()), ("GB", "GBP"));
    assert_eq!((goods.account_number.as_str(), goods.channel), ("0042", Some(Channel::Email)));
    assert_eq!(goods.order_fee.unwrap().to_string(), "1.50");
    assert_eq!(goods.minimum_order.unwrap().to_string(), "25.00");
    assert_eq!(goods.notes, "Closed on Mondays, call first");
    let gb = ("GB".into(), "3.90".into(), "0.50".into(), 1, 3);
    assert_eq!(zones(goods), [gb, ("EU".into(), "8.90".into(), "1.25".into(), 4, 7)]);
    assert_eq!(outcome.lines(), [2, 3]);
}

#[test]
fn each_bad_cell_is_named_and_a_supplier_is_never_half_read() {
    let outcome = read(read_suppliers, fixture("suppliers.csv"), &Options::default());
    assert_eq!(outcome.refused_on(5), [("E-Mail", "it is no mail address")]);
    let columns: Vec<&str> = outcome.refused_on(7).iter().map(|(column, _)| *column).collect();
    assert_eq!(columns, ["Currency", "Type", "Status", "Country", "Order channel", "Dropship fee"]);
    assert_eq!(outcome.refused_on(8), [("Max days", "it is empty in a row with a shipping price")]);
    assert_eq!(outcome.refused_on(12), [("Supplier", "it is empty")]);
    assert!(!outcome.records.iter().any(|(_, record)| record.name == "Broken Mail Co"), "its mail is bad");
    assert_eq!((outcome.summary.rows, outcome.summary.refused), (11, 8));
}

#[test]
fn a_row_that_contradicts_is_refused_and_the_supplier_stays() {
    let outcome = read(read_suppliers, fixture("suppliers.csv"), &Options::default());
    let trading = outcome.on(3);
    assert_eq!(zones(trading).len(), 1);
    assert_eq!(trading.country.unwrap().code(), "US");
    assert_eq!(
        outcome.refused_on(9),
        [("Country", "the row of this supplier before, line 3, says something else")]
    );
    let again = "an earlier row has a shipping price of this supplier for this destination";
    assert_eq!(outcome.refused_on(10), [("Ships to", again)]);
    assert_eq!(outcome.refused_on(11), [("", "line 3 already has this supplier")]);
}

#[test]
fn german_files_of_old_spreadsheets_read_the_same() {
    let outcome = read(read_suppliers, fixture("lieferanten.csv"), &Options::default());
    assert_eq!(outcome.refused(), []);
    let first = outcome.on(2);
    assert_eq!((first.name.as_str(), first.city.as_str()), ("Müller Beispielgroßhandel", "Köln"));
    assert_eq!(first.minimum_order.unwrap().to_string(), "1250.00");
    assert_eq!((first.kind, first.standing), (Some(SupplierKind::Wholesaler), Some(Standing::Approved)));
    assert_eq!(zones(first)[1], ("AT".into(), "9.90".into(), "1.00".into(), 2, 4));
    let second = outcome.on(4);
    assert_eq!((second.currency.unwrap().code(), second.channel), ("EUR", Some(Channel::File)));
    assert!(second.shipping.is_empty());
}

#[test]
fn the_notes_of_all_rows_are_kept() {
    let rows = "A,DE,1,2,first\nA,AT,2,3,first\nA,CH,3,4,second\nA,FR,4,5,\n";
    let content = format!("supplier,zone,shipping,days max,notes\n{rows}");
    let outcome = read(read_suppliers, text(content), &Options::default());
    assert_eq!((outcome.on(2).notes.as_str(), outcome.on(2).shipping.len()), ("first\nsecond", 4));
}
