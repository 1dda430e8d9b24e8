use super::*;
use crate::columns::{DayOrder, DecimalSign, Take, fingerprint};
use crate::table::Header;

fn proposed(content: &str, kind: Kind) -> ColumnMap {
    let mut table = text(content);
    let rows = table.peek(50).unwrap();
    ColumnMap::suggest(table.header(), &rows, kind)
}

fn nth(name: &str, nth: usize) -> Take {
    Take::Column { name: name.to_owned(), nth }
}

#[test]
fn chosen_columns_win_over_found_ones() {
    let content = "Code,Reference,Price,Price\nA-1,B-1,1.00,2.00\n";
    let options = Options { supplier: Some("Example".into()), ..Options::default() };
    let found = proposed(content, Kind::Offers);
    assert_eq!(found.fields["supplier_sku"], Take::column("Reference"));
    assert_eq!(found.fields["unit_cost"], Take::column("Price"));
    let map = found.with("supplier_sku", Take::column("code")).with("unit_cost", nth("Price", 1));
    let outcome = read_with(read_offers, text(content), Some(&map), &options).unwrap();
    assert_eq!(outcome.on(2).supplier_sku, "A-1");
    assert_eq!(outcome.on(2).prices[0].unit_cost.to_string(), "2.00");
    let found = read(read_offers, text(content), &options);
    assert_eq!((found.on(2).supplier_sku.as_str(), found.on(2).prices.len()), ("B-1", 1));
}

#[test]
fn what_is_not_in_the_map_is_not_read() {
    let options = Options { supplier: Some("Example".into()), ..Options::default() };
    let map = ColumnMap::default().with("supplier_sku", Take::column("SKU"));
    let outcome = read_with(read_offers, text("SKU,Price\nA-1,gross\n"), Some(&map), &options).unwrap();
    assert!(outcome.on(2).prices.is_empty());
}

#[test]
fn a_column_without_a_name_can_be_chosen() {
    let options = Options { supplier: Some("Example".into()), ..Options::default() };
    let map = ColumnMap::default().with("supplier_sku", Take::column("column 2"));
    let outcome = read_with(read_offers, text("Stock,,x\n1,A-1,y\n"), Some(&map), &options).unwrap();
    assert_eq!(outcome.on(2).supplier_sku, "A-1");
}

#[test]
fn a_word_can_be_the_same_for_every_row() {
    let content = "Date,Cost\n2026-03-09,4.20\n";
    let map = |account: &str| {
        proposed(content, Kind::Costs)
            .with("account", Take::constant(account))
            .with("currency", Take::constant("EUR"))
            .with("shop", Take::constant("Example Shop"))
    };
    let outcome = read_with(read_costs, text(content), Some(&map("ads")), &Options::default()).unwrap();
    let cost = outcome.on(2);
    assert_eq!((cost.account.word(), cost.amount.to_string().as_str()), ("ads", "4.20 EUR"));
    assert_eq!(cost.shop.as_deref(), Some("Example Shop"));
    let bad = read_with(read_costs, text(content), Some(&map("bribe")), &Options::default()).unwrap();
    assert_eq!(bad.refused(), [(2, "account", "it is no kind of cost we know")]);
}

#[test]
fn a_choice_that_does_not_fit_the_file_is_an_error() {
    let read = |map: ColumnMap| {
        let outcome = read_with(read_offers, text("SKU,Stock\nA,1\n"), Some(&map), &Options::default());
        outcome.unwrap_err().to_string()
    };
    let map = ColumnMap::default().with("supplier_sku", Take::column("SKU"));
    assert_eq!(
        read(map.clone().with("stock", Take::column("Quantity"))),
        "table.csv: there is no column “Quantity” any more; choose the columns again"
    );
    assert!(read(map.clone().with("title", Take::column("SKU"))).contains("was chosen twice"));
    assert!(
        read(map.clone().with("stock", Take::constant("3"))).contains("cannot be the same for every row")
    );
    assert!(read(map.with("colour", Take::column("Stock"))).contains("nothing here is called “colour”"));
    assert!(read(ColumnMap::default()).contains("no column for"));
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
    let map = ColumnMap::suggest(&header, &[], Kind::Offers);
    assert_eq!(map.fields["supplier_sku"], Take::column("ART.-NR."));
    assert_eq!(map.fields["currency"], Take::column("WAEHRUNG"));
    assert_eq!(map.fields["unit_cost"], Take::column("EK (netto)"));
    assert_eq!(map.fields["stock"], Take::column("lagerbestand"));
    assert!(!map.fields.contains_key("ean"));
}

#[test]
fn a_map_is_remembered_as_text_and_gives_the_same_again() {
    let content = "When;Category;Amount;Currency\n03/04/2026;ads;1.234;EUR\n";
    let mut map = proposed(content, Kind::Costs).with("day", Take::column("When"));
    (map.day_order, map.decimal_sign) = (DayOrder::MonthFirst, Some(DecimalSign::Comma));
    let json = serde_json::to_string(&map).unwrap();
    assert_eq!(serde_json::from_str::<ColumnMap>(&json).unwrap(), map);
    let outcome = read_with(read_costs, text(content), Some(&map), &Options::default()).unwrap();
    assert_eq!((outcome.on(2).day, outcome.on(2).amount.minor()), (day("2026-03-04"), 123_400));
    assert_eq!(serde_json::from_str::<ColumnMap>("{}").unwrap(), ColumnMap::default());
    let same = text("when;CATEGORY;Amount;Currency\n");
    assert_eq!(fingerprint(text(content).header()), fingerprint(same.header()));
}

#[test]
fn a_proposal_shows_what_a_few_rows_say_about_amounts_and_days() {
    let map = proposed("Datum;Kostenart;Betrag\n13/04/2026;ads;1,50\n03/04/2026;ads;1.234\n", Kind::Costs);
    assert_eq!((map.decimal_sign, map.day_order), (Some(DecimalSign::Comma), DayOrder::DayFirst));
    let map = proposed("Datum;Kostenart;Betrag\n03/04/2026;ads;1.234\n", Kind::Costs);
    assert_eq!((map.decimal_sign, map.day_order), (None, DayOrder::Unknown));
}

#[test]
fn reading_by_the_proposal_is_reading_without_a_map() {
    for name in ["offers_feed.csv", "offers_tiers.csv", "offers_wide.tsv"] {
        let options = Options { supplier: Some("Example".into()), ..Options::default() };
        let mut table = fixture(name);
        let rows = table.peek(50).unwrap();
        let mut map = ColumnMap::suggest(table.header(), &rows, Kind::Offers);
        map.decimal_sign = None;
        let by_map = read_with(read_offers, table, Some(&map), &options).unwrap();
        let plain = read(read_offers, fixture(name), &options);
        assert_eq!((by_map.records, by_map.rejected), (plain.records, plain.rejected), "{name}");
    }
}

#[test]
fn every_field_of_every_kind_is_found_by_each_of_its_names() {
    for kind in Kind::ALL {
        assert_eq!(Kind::from_word(kind.word()), Some(*kind));
        for field in kind.fields() {
            for name in field.names {
                let map = ColumnMap::suggest(&Header::new([*name], 1), &[], *kind);
                let found: Vec<&String> = map.fields.keys().collect();
                assert_eq!(found, [field.key], "{kind:?}: “{name}” belongs to one field");
            }
        }
    }
}
