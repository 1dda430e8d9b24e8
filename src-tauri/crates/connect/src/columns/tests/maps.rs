use super::*;
use crate::table::Header;

fn suggested(text: &str) -> ColumnMap {
    let mut table = Table::from_bytes("t", text, &OpenOptions::default()).unwrap();
    let rows = table.peek(50).unwrap();
    suggest(table.header(), &rows)
}

fn column(map: &ColumnMap, field: OrderField) -> &str {
    match map.fields.get(&field) {
        Some(Take::Column { name, .. }) => name,
        other => panic!("{field:?}: {other:?}"),
    }
}

#[test]
fn names_in_four_languages_are_understood() {
    for (header, number, units, price, zip) in [
        ("Order No.,Order Date,SKU,Qty,Unit Price,Zip Code", "Order No.", "Qty", "Unit Price", "Zip Code"),
        (
            "Bestellnummer;Bestelldatum;Artikelnummer;Menge;Einzelpreis;PLZ",
            "Bestellnummer",
            "Menge",
            "Einzelpreis",
            "PLZ",
        ),
        (
            "Numéro de commande;Date;Référence;Quantité;Prix unitaire;Code postal",
            "Numéro de commande",
            "Quantité",
            "Prix unitaire",
            "Code postal",
        ),
        (
            "Número de pedido;Fecha;SKU;Cantidad;Precio unitario;Código postal",
            "Número de pedido",
            "Cantidad",
            "Precio unitario",
            "Código postal",
        ),
    ] {
        let map = suggested(&format!("{header}\n"));
        assert_eq!(column(&map, OrderField::OrderNumber), number);
        assert_eq!(column(&map, OrderField::Units), units);
        assert_eq!(column(&map, OrderField::UnitPrice), price);
        assert_eq!(column(&map, OrderField::PostalCode), zip);
        assert_eq!(map.missing(), [], "{header}");
    }
}

#[test]
fn content_tells_what_names_do_not() {
    let map = suggested(
        "ref;wann;wer;wohin;in;product;price;status\n\
         1;13.02.2026;a@example.com;Austria;EUR;Lamp;12,50;processing\n\
         2;14.02.2026;b@example.com;DE;EUR;Rug;1.250,00;completed\n",
    );
    assert_eq!(column(&map, OrderField::Email), "wer");
    assert_eq!(column(&map, OrderField::Placed), "wann");
    assert_eq!(column(&map, OrderField::Country), "wohin");
    assert_eq!(column(&map, OrderField::Currency), "in");
    assert_eq!(column(&map, OrderField::Payment), "status");
    assert_eq!(map.decimal_sign, Some(DecimalSign::Comma));
    assert_eq!(map.day_order, DayOrder::DayFirst);
    assert_eq!(map.missing(), [OrderField::OrderNumber], "nothing speaks for “ref”");
}

#[test]
fn no_column_is_taken_twice_and_the_better_name_wins() {
    let map = suggested("Total;Order Total;Name;Order Name;Price;Unit Price\n");
    assert_eq!(column(&map, OrderField::Total), "Order Total");
    assert_eq!(column(&map, OrderField::OrderNumber), "Order Name");
    assert_eq!(column(&map, OrderField::Name), "Name");
    assert_eq!(column(&map, OrderField::UnitPrice), "Unit Price");
    let mut names: Vec<&str> = map.fields.keys().map(|field| column(&map, *field)).collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all);
}

#[test]
fn a_map_survives_being_stored() {
    let mut map = suggested("Order Number,Date,SKU,Qty,Price\n1,2026-01-05,A,1,2.50\n")
        .with(OrderField::Currency, Take::constant("EUR"))
        .with(OrderField::Title, Take::Column { name: "Name".to_owned(), nth: 1 });
    map.payment_words.insert("bezahlt per rechnung".to_owned(), "paid".to_owned());
    let json = serde_json::to_string(&map).unwrap();
    assert!(json.contains(r#""currency":{"from":"constant","value":"EUR"}"#), "{json}");
    assert_eq!(serde_json::from_str::<ColumnMap>(&json).unwrap(), map);
    let short: ColumnMap =
        serde_json::from_str(r#"{"fields":{"sku":{"from":"column","name":"Artikel"}}}"#).unwrap();
    assert_eq!(column(&short, OrderField::Sku), "Artikel");
    for field in OrderField::ALL {
        assert_eq!(serde_json::to_string(field).unwrap(), format!("\"{}\"", field.word()));
    }
}

#[test]
fn a_fingerprint_is_the_names_and_nothing_else() {
    let one = fingerprint(&Header::new(["Order", "SKU"], 1));
    assert_eq!(one, fingerprint(&Header::new([" sku", "ORDER\u{200b}"], 7)));
    assert_ne!(one, fingerprint(&Header::new(["Order", "SKU", "Price"], 1)));
    assert_ne!(fingerprint(&Header::new(["a", "b"], 1)), fingerprint(&Header::new(["a b"], 1)));
    assert_eq!(one.len(), 32);
}

#[test]
fn formats_need_one_clear_value_and_no_contradiction() {
    assert_eq!(amount_format(["1.234", "12,50"]), Some(AmountFormat::Comma));
    assert_eq!(amount_format(["1,234", "$1,234.00"]), Some(AmountFormat::Point));
    assert_eq!(amount_format(["1.234.567"]), Some(AmountFormat::Comma));
    assert_eq!(amount_format(["1.234", "12"]), None);
    assert_eq!(amount_format(["1.5", "1,5"]), None);
    assert_eq!(day_order(["03/04/2026", "13/04/2026"]), Some(DayOrder::DayFirst));
    assert_eq!(day_order(["03/04/2026"]), None);
    assert_eq!(day_order(["04/13/2026", "13/04/2026"]), None);
}

proptest! {
    #[test]
    fn nothing_panics(text in "[a-zäé;,|\n\"0-9@. ]{1,200}") {
        if let Ok(mut table) = Table::from_bytes("t", text, &OpenOptions::default()) {
            let rows = table.peek(20).unwrap_or_default();
            let map = suggest(table.header(), &rows);
            let _ = map.missing();
            let _ = fingerprint(table.header());
        }
    }
}
