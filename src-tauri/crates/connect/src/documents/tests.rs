//! One purchase through every format: byte-exact, the same twice, and nothing lost without a word.

use std::io::Cursor;
use std::str::FromStr;

use calamine::{Data, Reader, Xlsx};
use rust_decimal::Decimal;
use stockless_core::day::Instant;
use stockless_core::money::{Currency, Money};
use stockless_core::order::Address;
use stockless_core::place::Country;

use super::*;
use crate::report::Delimiter;

pub(crate) fn purchase() -> PurchaseDocument {
    PurchaseDocument {
        number: "1042-A".into(),
        reference: "SL-7QK2M9XA".into(),
        created: Instant::from_iso("2026-05-03T22:30:00Z").unwrap(),
        zone: "Europe/Berlin".parse().unwrap(),
        merchant: Party {
            name: "Fjord & Söhne".into(),
            address: vec!["Speicherweg 4".into(), "24103 Kiel".into(), "Germany".into()],
            contact: "orders@shop.example.com".into(),
        },
        supplier_name: "Nordlicht GmbH".into(),
        account_number: "0007712".into(),
        ship_to: Address {
            name: "Zoë Beispiel".into(),
            line1: "Musterweg 1, 2. Stock".into(),
            city: "Łódź".into(),
            postal_code: "01067".into(),
            country: Country::from_code("PL"),
            country_text: "Poland".into(),
            phone: "+4915100000000".into(),
            ..Address::default()
        },
        lines: vec![
            line("NL-0042", "LAMP-OAK", "Desk lamp, oiled oak", "Warm white, 1.5 m cable", 2, Some("17.40")),
            line("NL-0108", "NL-0108", "Shade \"Kiel\"", "", 1, Some("0.125")),
        ],
        service: "DHL Paket".into(),
        note: "=Please leave out your price list".into(),
        currency: Currency::EUR,
        goods_total: Some(Money::from_minor(3_493, Currency::EUR)),
        shipping_total: Some(Money::from_minor(590, Currency::EUR)),
        total: Some(Money::from_minor(4_083, Currency::EUR)),
        packing_slip: Some(PackingSlip {
            brand: "Fjord".into(),
            order_number: "#1042".into(),
            return_address: vec!["Fjord Returns".into(), "Speicherweg 4".into(), "24103 Kiel".into()],
            message: "Thank you for your order.\nQuestions? Write to help@shop.example.com.".into(),
        }),
    }
}

fn line(
    supplier_sku: &str,
    sku: &str,
    title: &str,
    variant: &str,
    quantity: i64,
    cost: Option<&str>,
) -> PurchaseLine {
    PurchaseLine {
        supplier_sku: supplier_sku.into(),
        sku: sku.into(),
        title: title.into(),
        variant: variant.into(),
        quantity,
        unit_cost: cost.map(|cost| Decimal::from_str(cost).unwrap()),
        currency: Currency::EUR,
    }
}

fn columns(fields: &[(&str, Field)]) -> Vec<TemplateColumn> {
    let column = |&(title, field): &(&str, Field)| TemplateColumn {
        title: title.into(),
        contents: Contents::Field(field),
    };
    fields.iter().map(column).collect()
}

fn csv_template() -> Template {
    let mut template = Template::standard(Format::Csv);
    template.encoding = Encoding::Utf8;
    template.columns = columns(&[
        ("retailer_po_number", Field::PoNumber),
        ("sku_id", Field::SupplierSku),
        ("quantity", Field::Quantity),
        ("cost", Field::UnitCost),
        ("name", Field::ShipName),
        ("postal_code", Field::ShipPostalCode),
        ("phone", Field::ShipPhone),
        ("note", Field::Note),
        ("title", Field::Title),
    ]);
    template
}

#[test]
fn csv_is_byte_exact() {
    let file = make(&purchase(), &csv_template()).unwrap();
    assert_eq!(
        String::from_utf8(file.bytes).unwrap(),
        "retailer_po_number,sku_id,quantity,cost,name,postal_code,phone,note,title\r\n\
         1042-A,NL-0042,2,17.40,Zoë Beispiel,01067,+4915100000000,=Please leave out your price list,\"Desk lamp, oiled oak\"\r\n\
         1042-A,NL-0108,1,0.125,Zoë Beispiel,01067,+4915100000000,=Please leave out your price list,\"Shade \"\"Kiel\"\"\"\r\n"
    );
    assert_eq!(
        (file.name.as_str(), file.content_type),
        ("PO 1042-A 2026-05-04.csv", "text/csv; charset=utf-8")
    );
}

#[test]
fn csv_follows_the_suppliers_dialect() {
    let mut template = csv_template();
    template.delimiter = Delimiter::Semicolon;
    template.line_end = LineEnd::Lf;
    template.decimal = DecimalSign::Comma;
    template.encoding = Encoding::Utf8Bom;
    template.dates = DateFormat::DayDots;
    template.columns = columns(&[("Datum", Field::Created), ("Preis", Field::LineCost)]);
    template.columns.push(TemplateColumn { title: "Typ".into(), contents: Contents::Constant("DS".into()) });
    let file = make(&purchase(), &template).unwrap();
    assert_eq!(
        String::from_utf8(file.bytes).unwrap(),
        "\u{FEFF}Datum;Preis;Typ\n04.05.2026;34,80;DS\n04.05.2026;0,13;DS\n"
    );
}

#[test]
fn windows_1252_is_exact_or_an_error_that_names_the_field() {
    let mut template = csv_template();
    template.encoding = Encoding::Windows1252;
    template.columns = columns(&[("Name", Field::ShipName), ("Straße", Field::ShipLine1)]);
    let file = make(&purchase(), &template).unwrap();
    let wanted = b"Name,Stra\xDFe\r\nZo\xEB Beispiel,\"Musterweg 1, 2. Stock\"\r\nZo\xEB Beispiel,\"Musterweg 1, 2. Stock\"\r\n";
    assert_eq!(file.bytes, wanted);
    template.columns = columns(&[("City", Field::ShipCity)]);
    assert_eq!(
        make(&purchase(), &template).unwrap_err().to_string(),
        "The city of line 1 contains “Ł”, which the encoding windows-1252 does not have. Choose UTF-8 if the supplier reads it."
    );
}

#[test]
fn a_workbook_keeps_text_as_text_and_numbers_as_numbers() {
    let mut template = csv_template();
    template.format = Format::Xlsx;
    let file = make(&purchase(), &template).unwrap();
    let mut book = Xlsx::new(Cursor::new(file.bytes)).unwrap();
    assert_eq!(book.worksheet_formula("Purchase order").unwrap().used_cells().count(), 0);
    let range = book.worksheet_range("Purchase order").unwrap();
    let text = |column| match range.get_value((1, column)) {
        Some(Data::String(text)) => text.clone(),
        other => panic!("column {column} is {other:?}"),
    };
    assert_eq!(text(5), "01067");
    assert_eq!(text(6), "+4915100000000");
    assert_eq!(text(7), "=Please leave out your price list");
    assert_eq!(range.get_value((1, 2)), Some(&Data::Float(2.0)));
    assert_eq!(range.get_value((2, 3)), Some(&Data::Float(0.125)));
}

#[test]
fn the_same_purchase_gives_the_same_bytes() {
    for format in [Format::Csv, Format::Xlsx, Format::Pdf] {
        let template = Template::standard(format);
        assert_eq!(
            make(&purchase(), &template).unwrap(),
            make(&purchase(), &template).unwrap(),
            "{format:?}"
        );
    }
}

#[test]
fn another_instant_of_the_same_day_is_another_file_only_where_it_is_written() {
    let later = PurchaseDocument { created: purchase().created.plus_ms(1), ..purchase() };
    assert_eq!(make(&purchase(), &csv_template()).unwrap(), make(&later, &csv_template()).unwrap());
}

#[test]
fn what_a_pdf_cannot_show_is_told_with_its_place() {
    let mut purchase = purchase();
    purchase.ship_to.name = "王小明".into();
    purchase.lines[1].title = "明 lamp".into();
    let error = make(&purchase, &Template::standard(Format::Pdf)).unwrap_err();
    assert_eq!(
        error,
        DocumentError::Unprintable {
            characters: vec!['小', '明', '王'],
            fields: vec!["the recipient".into(), "the title of line 2".into()],
        }
    );
    assert_eq!(
        error.to_string(),
        "A PDF cannot show “小” “明” “王” (the recipient, the title of line 2). Send this purchase as CSV or XLSX."
    );
    for format in [Format::Csv, Format::Xlsx] {
        assert!(make(&purchase, &Template::standard(format)).is_ok(), "{format:?} carries it");
    }
}

#[test]
fn templates_survive_being_kept_as_json() {
    for format in [Format::Csv, Format::Xlsx, Format::Pdf] {
        let template = Template::standard(format);
        let kept = serde_json::to_string(&template).unwrap();
        assert_eq!(serde_json::from_str::<Template>(&kept).unwrap(), template);
    }
    let every = columns(&Field::ALL.map(|field| (field.words(), field)));
    let kept = serde_json::to_string(&every).unwrap();
    assert_eq!(serde_json::from_str::<Vec<TemplateColumn>>(&kept).unwrap(), every);
    let short =
        r#"{"format":"csv","file_name":"{po}","columns":[{"title":"PO","contents":{"field":"po_number"}}]}"#;
    assert_eq!(serde_json::from_str::<Template>(short).unwrap().encoding, Encoding::Utf8);
}

#[test]
fn every_field_has_a_value() {
    let mut template = csv_template();
    template.columns = columns(&Field::ALL.map(|field| (field.words(), field)));
    let file = String::from_utf8(make(&purchase(), &template).unwrap().bytes).unwrap();
    let mut reader = csv::Reader::from_reader(file.as_bytes());
    let first = reader.records().next().unwrap().unwrap();
    let empty: Vec<&str> = Field::ALL
        .iter()
        .zip(&first)
        .filter(|(_, value)| value.is_empty())
        .map(|(field, _)| field.words())
        .collect();
    assert_eq!(empty, ["recipient's company", "address line 2", "region"], "only what the address lacks");
}

#[test]
fn mistakes_are_told_before_anything_is_made() {
    type Change = fn(&mut PurchaseDocument, &mut Template);
    let mistakes: [(Change, &str); 8] = [
        (|_, t| t.file_name = "order".into(), "the file name needs {po}"),
        (|_, t| t.file_name = "{po}{PO}".into(), "the file name knows {po}, {date} and {supplier} only"),
        (|_, t| t.columns.clear(), "it needs 1 to 200 columns"),
        (|p, _| p.number = " ".into(), "it has no number"),
        (|p, _| p.lines.clear(), "it has 0 lines"),
        (|p, _| p.lines[1].quantity = 0, "line 2 asks for 0 units"),
        (|p, _| p.lines[0].unit_cost = Some(Decimal::MAX), "the cost of “NL-0042”"),
        (|p, _| p.ship_to.country = None, "the country “Poland” has no known code"),
    ];
    for (change, words) in mistakes {
        let (mut purchase, mut template) = (purchase(), Template::standard(Format::Csv));
        change(&mut purchase, &mut template);
        let error = make(&purchase, &template).unwrap_err().to_string();
        assert!(error.contains(words), "{words} is missing in {error}");
    }
}

#[test]
fn file_names_come_from_the_pattern_and_are_safe() {
    let mut template = csv_template();
    template.file_name = "{supplier}/{date}_{po}.CSV".into();
    template.dates = DateFormat::Digits;
    let mut purchase = purchase();
    purchase.number = "../7{date}".into();
    assert_eq!(make(&purchase, &template).unwrap().name, "Nordlicht GmbH-20260504_..-7{date}.CSV");
}
