use stockless_core::money::AmountFormat;

use super::*;
use crate::columns::DayOrder;
use crate::table::Header;

#[test]
fn chosen_columns_win_and_the_rest_is_found() {
    let content = "Code,Reference,Price,Price\nA-1,B-1,1.00,2.00\n";
    let options = Options { supplier: Some("Example".into()), ..Options::default() };
    let map = ColumnMap::default().with("supplier_sku", "reference").with("unit_cost", "Price (2)");
    let outcome = read_with(read_offers, text(content), Some(&map), &options).unwrap();
    assert_eq!(outcome.on(2).supplier_sku, "B-1");
    assert_eq!(outcome.on(2).prices[0].unit_cost.to_string(), "2.00");
    let found = read(read_offers, text(content), &options);
    assert_eq!(
        (found.on(2).supplier_sku.as_str(), found.on(2).prices[0].unit_cost.to_string().as_str()),
        ("B-1", "1.00")
    );
}

#[test]
fn a_field_can_be_left_out() {
    let options = Options { supplier: Some("Example".into()), ..Options::default() };
    let mut map = ColumnMap::default();
    map.columns.insert("unit_cost".into(), None);
    let outcome = read_with(read_offers, text("SKU,Price\nA-1,gross\n"), Some(&map), &options).unwrap();
    assert!(outcome.on(2).prices.is_empty());
}

#[test]
fn a_choice_that_does_not_fit_the_file_is_an_error() {
    let read = |map: ColumnMap| {
        let outcome = read_with(read_offers, text("SKU,Stock\nA,1\n"), Some(&map), &Options::default());
        outcome.unwrap_err().to_string()
    };
    assert_eq!(
        read(ColumnMap::default().with("stock", "Quantity")),
        "table.csv: there is no column “Quantity” any more; choose the columns again"
    );
    assert!(
        read(ColumnMap::default().with("stock", "SKU").with("title", "SKU")).contains("was chosen twice")
    );
}

#[test]
fn missing_columns_are_named_with_what_would_do() {
    let error = read_with(read_costs, text("Date,Colour\n2026-03-09,red\n"), None, &Options::default());
    let message = error.unwrap_err().to_string();
    assert!(message.contains("“account” (or category") && message.contains("Colour"), "{message}");
    let error = read_with(read_mappings, text("Supplier SKU,Rank\nA,1\n"), None, &Options::default());
    assert!(error.unwrap_err().to_string().contains("“sku” (or shop sku"));
}

#[test]
fn names_are_compared_without_signs_and_umlauts() {
    let header = Header::new(["ART.-NR.", "WAEHRUNG", "Lager_Bestand", "EK (netto)", "lagerbestand"], 1);
    let map = ColumnMap::suggest(&header, Kind::Offers);
    assert_eq!(map.columns["supplier_sku"].as_deref(), Some("ART.-NR."));
    assert_eq!(map.columns["currency"].as_deref(), Some("WAEHRUNG"));
    assert_eq!(map.columns["unit_cost"].as_deref(), Some("EK (netto)"));
    assert_eq!(map.columns["stock"].as_deref(), Some("lagerbestand"));
    assert_eq!(map.columns["ean"], None);
    assert_eq!(map.columns.len(), Kind::Offers.fields().len());
}

#[test]
fn a_map_is_remembered_as_text_and_gives_the_same_again() {
    let mut map = ColumnMap::default().with("day", "When");
    map.columns.insert("note".into(), None);
    (map.day_order, map.amount_format) = (Some(DayOrder::MonthFirst), Some(AmountFormat::Comma));
    let json = serde_json::to_string(&map).unwrap();
    assert_eq!(serde_json::from_str::<ColumnMap>(&json).unwrap(), map);
    let content = "When;Category;Amount;Currency\n03/04/2026;ads;1.234;EUR\n";
    let outcome = read_with(read_costs, text(content), Some(&map), &Options::default()).unwrap();
    assert_eq!((outcome.on(2).day, outcome.on(2).amount.minor()), (day("2026-03-04"), 123_400));
    assert_eq!(serde_json::from_str::<ColumnMap>("{}").unwrap(), ColumnMap::default());
    assert!(serde_json::from_str::<ColumnMap>(r#"{"amount_format":"dot"}"#).is_err());
}

#[test]
fn a_fingerprint_is_the_columns_in_their_order() {
    let print = |names: &[&str]| fingerprint(&Header::new(names.iter().copied(), 1));
    assert_eq!(print(&["SKU", "Stock"]), print(&[" sku ", "STOCK"]));
    assert_ne!(print(&["SKU", "Stock"]), print(&["Stock", "SKU"]));
    assert_ne!(print(&["a b"]), print(&["a", "b"]));
    assert_eq!(print(&["SKU"]).len(), 32);
}

#[test]
fn every_field_of_every_kind_is_found_by_each_of_its_names() {
    for kind in Kind::ALL {
        assert_eq!(Kind::from_word(kind.word()), Some(*kind));
        for field in kind.fields() {
            for name in field.names {
                let map = ColumnMap::suggest(&Header::new([*name], 1), *kind);
                let found: Vec<&String> = map
                    .columns
                    .iter()
                    .filter(|(_, column)| column.is_some())
                    .map(|(field, _)| field)
                    .collect();
                assert_eq!(found, [field.key], "{kind:?}: “{name}” belongs to one field");
            }
        }
    }
}
