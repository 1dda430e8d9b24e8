use proptest::prelude::*;

use super::*;

/// Reads a text as every kind; what comes out does not matter, only that something does.
fn read_as_all(content: &[u8]) {
    let options = Options { supplier: Some("Example".into()), ..Options::default() };
    fn one<T>(reader: Reader<T>, content: &[u8], options: &Options) {
        if let Ok(table) = Table::from_bytes("t", content, &OpenOptions::default()) {
            let _ = read_with(reader, table, None, options);
        }
    }
    one(read_suppliers, content, &options);
    one(read_offers, content, &options);
    one(read_mappings, content, &options);
    one(read_costs, content, &options);
    one(read_tracking, content, &options);
    one(read_ads, content, &options);
    one(read_rates, content, &options);
}

/// A header that every kind accepts, so that the cells below it are read.
const HEADER: &str = "name,supplier_sku,sku,purchase number,tracking number,status,status date,day,account,amount,currency,\
    campaign,base,quote,rate,stock,price,lead time,ean,shipping zone,shipping,days max,email,country,qty 1,price 1,USD\n";

proptest! {
    // Each case reads seven tables.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        read_as_all(&bytes);
    }

    #[test]
    fn no_cells_panic(cells in proptest::collection::vec("[\\PC]{0,12}", 27..54)) {
        let rows: Vec<String> = cells.chunks(27).map(|row| row.join(",")).collect();
        read_as_all(format!("{HEADER}{}\n", rows.join("\n")).as_bytes());
    }

    #[test]
    fn no_numbers_panic(cells in proptest::collection::vec("[-+<>0-9.,/:eE€ ]{0,12}", 27..54)) {
        let rows: Vec<String> = cells.chunks(27).map(|row| format!("\"{}\"", row.join("\",\""))).collect();
        read_as_all(format!("{HEADER}{}\n", rows.join("\n")).as_bytes());
    }

}

proptest! {
    #[test]
    fn no_stock_and_no_article_number_panics(text in "\\PC{0,30}") {
        let _ = parse_stock(&text);
        let _ = parse_gtin(&text);
    }

    #[test]
    fn one_wrong_digit_is_always_noticed(place in 0_usize..13, digit in 0_u8..10) {
        let sound = "4006381333931";
        let mut bytes = sound.as_bytes().to_vec();
        bytes[place] = b'0' + digit;
        let changed = String::from_utf8(bytes).unwrap();
        prop_assert_eq!(parse_gtin(&changed).is_ok(), changed == sound);
    }
}

#[test]
fn a_row_that_cannot_be_trusted_is_refused_in_every_kind() {
    let outcome = read(
        read_rates,
        text("date,base,quote,rate\n2026-03-09,EUR,USD,1.1000,1.2000\n"),
        &Options::default(),
    );
    assert_eq!((outcome.records.len(), outcome.summary.refused), (0, 1));
    let options = Options { supplier: Some("Example".into()), ..Options::default() };
    let offers = read(read_offers, text("sku,stock\nA,1,2\nA,1\n"), &options);
    assert_eq!(
        (offers.records.len(), offers.summary.refused),
        (0, 2),
        "the second row belongs to the same offer"
    );
}

#[test]
fn a_text_without_end_is_refused_and_not_kept() {
    let long = "x".repeat(20_000);
    let options = Options { supplier: Some("Example".into()), ..Options::default() };
    let outcome = read(read_offers, text(format!("sku,title\nA,{long}\n")), &options);
    assert_eq!(outcome.refused(), [(2, "title", "it is longer than 500 characters")]);
    assert!(outcome.rejected[0].value.len() < 200);
}

#[test]
fn the_sink_can_stop_the_reading() {
    let table = text("sku,stock\nA,1\nB,2\nC,3\n");
    let options = Options { supplier: Some("Example".into()), ..Options::default() };
    let mut seen = 0;
    let summary = read_offers(table, None, &options, &mut |_| {
        seen += 1;
        ControlFlow::Break(())
    });
    let summary = summary.unwrap();
    assert_eq!((seen, summary.records, summary.rows, summary.stopped), (1, 1, 1, true));
}
