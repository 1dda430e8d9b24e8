use stockless_core::money::Currency;
use stockless_core::order::{Fulfilment, Payment};

use super::*;
use crate::columns::{ColumnMap, OrderField, Take, suggest};

const TABLE: &str = "Bestellnummer;Bestelldatum;Status;Artikelnummer;Bezeichnung;Menge;Einzelpreis;Versandkosten;Gesamtbetrag;Empfänger;Straße;PLZ;Ort;Land\n\
    R-1;05.01.2026;bezahlt;LMP;Lampe;2;12,50;4,90;41,90;Ida Quint;Elbweg 7;01067;Dresden;Deutschland\n\
    R-1;05.01.2026;bezahlt;RUG;Teppich;1;12,00;4,90;41,90;Ida Quint;Elbweg 7;01067;Dresden;Deutschland\n\
    R-2;31.01.2026;Processing;LMP;Lampe;zwei;12,50;0;25,00;Tom Berg;Ring 3;1010;Wien;Österreich\n\
    R-3;31.01.2026;versandt;LMP;Lampe;1;1.012,50;0;1.012,50;Tom Berg;Ring 3;1010;Wien;Narnia\n";

fn read_with(table: &str, change: impl FnOnce(ColumnMap) -> ColumnMap) -> Outcome {
    let mut table = text(table);
    let rows = table.peek(50).unwrap();
    let map = change(suggest(table.header(), &rows));
    let mut outcome = Outcome::default();
    let mut sink = |item| {
        match item {
            ReadItem::Order(order) => outcome.orders.push(*order),
            ReadItem::Rejected(rejection) => outcome.rejected.push(rejection),
            ReadItem::Note(note) => outcome.notes.push(note),
        }
        ControlFlow::Continue(())
    };
    let euros = ReadOptions { currency: Some(Currency::EUR), ..ReadOptions::default() };
    outcome.summary = read_mapped(vec![table], &map, &euros, &mut sink).unwrap();
    outcome
}

#[test]
fn rows_of_one_number_make_one_order() {
    let read = read_with(TABLE, |mut map| {
        map.payment_words.insert("bezahlt".to_owned(), "paid".to_owned());
        map
    });
    let order = read.order("R-1");
    assert_eq!(order.lines.iter().map(|line| minor(line.total)).collect::<Vec<_>>(), [2500, 1200]);
    assert_eq!((minor(order.shipping), minor(order.total)), (490, 4190));
    assert!(adds_up(order));
    assert_eq!((order.payment, order.payment_text.as_str()), (Payment::Paid, "bezahlt"));
    assert_eq!((order.fulfilment, order.fulfilment_text.as_str()), (Fulfilment::Unknown, "bezahlt"));
    assert_eq!((order.ship_to.postal_code.as_str(), order.lines[1].shop_ref.as_str()), ("01067", "R-1:2"));
    assert_eq!(read.refused("R-2"), [("Menge", "it is not a whole number")]);
    let abroad = read.order("R-3");
    assert_eq!((abroad.fulfilment, minor(abroad.total)), (Fulfilment::Fulfilled, 101_250));
    assert_eq!((abroad.ship_to.country, abroad.ship_to.country_text.as_str()), (None, "Narnia"));
}

#[test]
fn constants_stand_for_columns_the_file_lacks() {
    let table = "Order Number,Date,Product\n7,2026-01-05,Lamp\n,,Rug\n8,2026-01-05,Mug\n";
    let read = read_with(table, |map| {
        map.with(OrderField::Payment, Take::constant("paid"))
            .with(OrderField::Currency, Take::constant("GBP"))
            .with(OrderField::LineTotal, Take::constant("3.00"))
    });
    let order = read.order("7");
    assert_eq!(order.lines.len(), 2, "a row without a number belongs to the order above it");
    assert_eq!((order.currency, minor(order.total), order.payment), (Currency::GBP, 600, Payment::Paid));
    assert_eq!(read.order("8").lines[0].quantity, 1, "each row is one unit");
    let unpriced = read_with(table, |map| map);
    assert_eq!(unpriced.notes.len(), 2);
    assert!(unpriced.notes.iter().all(|note| note.kind == NoteKind::NoPrices));
}

#[test]
fn a_map_for_other_columns_is_refused_with_their_names() {
    let map = ColumnMap::default().with(OrderField::Placed, Take::column("Datum"));
    let error =
        read_mapped(vec![text(TABLE)], &map, &ReadOptions::default(), &mut |_| ControlFlow::Continue(()));
    let message = error.unwrap_err().to_string();
    assert!(message.contains("Order number") && message.contains("“Datum”"), "{message}");
}
