use stockless_core::money::Currency;

use super::*;

fn chosen() -> Options {
    Options { supplier: Some("Beispielhandel".into()), currency: Some(Currency::EUR), ..Options::default() }
}

fn prices(record: &OfferRecord) -> Vec<(String, i64, String)> {
    let row = |tier: &stockless_core::supplier::PriceTier| {
        (tier.zone.code(), tier.min_quantity, tier.unit_cost.to_string())
    };
    record.prices.iter().map(row).collect()
}

#[test]
fn a_wholesalers_list_of_an_old_spreadsheet() {
    let outcome = read(read_offers, fixture("offers_feed.csv"), &chosen());
    assert_eq!(outcome.lines(), [2, 4, 5]);
    let lamp = outcome.on(2);
    assert_eq!((lamp.supplier.as_str(), lamp.supplier_sku.as_str()), ("Beispielhandel", "00815"));
    assert_eq!(lamp.title, "Tischlampe \"Höhe 40\" cm");
    assert_eq!(lamp.stock, Some(Stock { units: 50, exact: false }));
    assert_eq!((lamp.lead_days, lamp.ean.as_str()), (Some(3), "4006381333931"));
    assert_eq!(prices(lamp), [("*".into(), 1, "1234.50".into())]);
    assert_eq!((outcome.on(4).stock, outcome.on(4).lead_days), (None, Some(7)));
}

#[test]
fn what_cannot_be_used_says_where_why_and_how_to_cure_it() {
    let outcome = read(read_offers, fixture("offers_feed.csv"), &chosen());
    let damaged = outcome.rejected.iter().find(|one| one.line == 3).unwrap();
    assert_eq!((damaged.file.as_str(), damaged.column.as_str()), ("offers_feed.csv", "EAN"));
    assert_eq!(damaged.value, "4,00638E+12");
    assert!(
        damaged.reason.contains("powers of ten") && damaged.fix.contains("without opening it"),
        "{damaged:?}"
    );
    assert_eq!(
        outcome.refused_on(6),
        [
            ("Lagerbestand", "the row of this SKU before, line 5, says something else"),
            ("", "an earlier row, from line 5 on, has a price for this SKU, destination and quantity"),
        ]
    );
    assert_eq!(
        outcome.refused_on(7),
        [
            ("EAN", "its last digit does not fit the others, so one of its digits is wrong"),
            ("HEK netto", "a unit cost of nothing is no price"),
        ]
    );
    assert_eq!(outcome.refused_on(8), [("Artikelnr", "it is empty")]);
    let shelf = [("Lagerbestand", "it is no stock we understand"), ("Lieferzeit", "it is no number of days")];
    assert_eq!(outcome.refused_on(9), shelf);
}

#[test]
fn several_rows_are_tiers_and_a_bad_one_refuses_the_offer() {
    let outcome = read(read_offers, fixture("offers_tiers.csv"), &Options::default());
    let mug = outcome.on(2);
    assert_eq!((mug.supplier.as_str(), mug.currency.unwrap().code()), ("Example Goods Ltd", "GBP"));
    assert_eq!((mug.ean.as_str(), mug.min_quantity), ("036000291452", Some(1)));
    let tiers = [("*", 1, "4.205"), ("*", 10, "3.90"), ("EU", 1, "5.10")];
    assert_eq!(prices(mug), tiers.map(|(zone, from, cost)| (zone.to_owned(), from, cost.to_owned())));
    assert_eq!(outcome.refused_on(6).len(), 1, "a second price for the same destination and quantity");
    assert_eq!(
        outcome.refused_on(7),
        [("currency", "the row of this SKU before, line 2, says something else")]
    );
    assert_eq!(outcome.refused_on(8)[0].0, "unit_cost");
    assert_eq!(outcome.refused_on(9), [("unit_cost", "it is in €, but the rest of the row is not")]);
    assert_eq!(outcome.lines(), [2], "the cap has a bad tier, the other mug a bad price");
}

#[test]
fn numbered_columns_are_tiers() {
    let outcome = read(read_offers, fixture("offers_wide.tsv"), &chosen());
    assert_eq!(prices(outcome.on(2)), [("*".into(), 1, "20.00".into()), ("*".into(), 10, "17.50".into())]);
    assert_eq!(outcome.on(2).stock, Some(Stock { units: 12, exact: true }));
    assert_eq!((outcome.on(3).min_quantity, prices(outcome.on(3)).len()), (Some(6), 1));
    let refused = [("pricing.1.minimum_tier_quantity", "it is no quantity from which the price holds")];
    assert_eq!(outcome.refused_on(4), refused);
}

#[test]
fn a_list_of_stock_alone_has_no_prices_and_the_ean_is_the_sku() {
    let outcome = read(read_offers, text("barcode;stock\n4006381333931;3\n123;1\n"), &chosen());
    let only = outcome.on(2);
    assert_eq!((only.supplier_sku.as_str(), only.ean.as_str()), ("4006381333931", "4006381333931"));
    assert_eq!((only.prices.len(), only.min_quantity, only.currency), (0, None, Some(Currency::EUR)));
    assert_eq!(outcome.refused_on(3), [("barcode", "it has 3 digits; an EAN has 8, 12, 13 or 14")]);
}

#[test]
fn the_currency_may_stand_in_the_name_of_the_column() {
    let outcome = read(read_offers, text("SKU,Supplier,Price (USD)\nA,Example,2.50\n"), &Options::default());
    assert_eq!(outcome.on(2).currency, Some(Currency::USD));
    let nobody = read(read_offers, text("SKU,Price\nA,2.50\n"), &Options::default());
    assert_eq!(nobody.refused(), [(2, "supplier", "nobody says whose offer this is")]);
}

#[test]
fn the_words_for_stock() {
    let exact = |units| Ok(Some(Stock { units, exact: true }));
    let some = |units| Ok(Some(Stock { units, exact: false }));
    for (text, stock) in [
        ("12", exact(12)),
        ("0", exact(0)),
        ("-3", exact(0)),
        ("12,00", exact(12)),
        (">50", some(50)),
        ("> 50", some(50)),
        ("50+", some(50)),
        ("mehr als 10", some(10)),
        ("<5", some(1)),
        ("<1", exact(0)),
        ("yes", some(1)),
        ("Ja", some(1)),
        ("in_stock", some(1)),
        ("grün", some(1)),
        ("low stock", some(1)),
        ("no", exact(0)),
        ("Ausverkauft", exact(0)),
        ("B", exact(0)),
        ("rot", exact(0)),
        ("05.12.2026", exact(0)),
        ("2026-12-05", exact(0)),
        ("03/04/2026", exact(0)),
        ("-", Ok(None)),
        ("", Ok(None)),
        ("n/a", Ok(None)),
        ("CALL", Ok(None)),
        ("auf Anfrage", Ok(None)),
    ] {
        assert_eq!(parse_stock(text), stock, "{text}");
    }
    for text in ["viele", "1.234", "1,2E+5", "1e9", "3 boxes", "99999999999999999999"] {
        assert!(parse_stock(text).is_err(), "{text}");
    }
}

#[test]
fn article_numbers_by_their_check_digit() {
    for good in
        ["4006381333931", "036000291452", "96385074", "14006381333938", "4 006381 333931", "'4006381333931"]
    {
        assert!(parse_gtin(good).unwrap().is_some(), "{good}");
    }
    for none in ["", " ", "-", "0", "0000000000000", "n/a"] {
        assert_eq!(parse_gtin(none), Ok(None), "{none}");
    }
    for (bad, error) in [
        ("4006381333932", GtinError::CheckDigit),
        ("4006381339331", GtinError::CheckDigit),
        ("400638133393", GtinError::CheckDigit),
        ("40063813339", GtinError::Length(11)),
        ("4,00638E+12", GtinError::Shortened),
        ("ISBN 123", GtinError::NotDigits),
    ] {
        assert_eq!(parse_gtin(bad), Err(error), "{bad}");
    }
}

#[test]
fn the_ways_to_write_a_lead_time() {
    let days = |cell: &str| {
        let outcome = read(read_offers, text(format!("sku;lead time\nA;{cell}\n")), &chosen());
        outcome.records.first().map(|(_, record)| record.lead_days)
    };
    for (cell, expected) in [
        ("3", 3),
        ("2-3", 3),
        ("2 – 4 Werktage", 4),
        ("ca. 5 Tage", 5),
        ("1 week", 7),
        ("24h", 1),
        ("25 Stunden", 2),
        ("sofort", 0),
    ] {
        assert_eq!(days(cell), Some(Some(expected)), "{cell}");
    }
    for cell in ["-3", "2,5 Tage", "5-2", "1-2-3", "bald", "3 Monate", "9999"] {
        assert_eq!(days(cell), None, "{cell}");
    }
    assert_eq!(days(""), Some(None));
}
