use proptest::prelude::*;

use super::*;
use crate::columns::{OrderField, Take, suggest};

const FILES: [&str; 12] = [
    "shopify/orders.csv",
    "amazon/orders.txt",
    "amazon/unshipped.txt",
    "amazon/all.txt",
    "ebay/orders_us.csv",
    "ebay/orders_de.csv",
    "etsy/sold_orders.csv",
    "etsy/sold_order_items.csv",
    "woo/rows.csv",
    "woo/rows_blank.csv",
    "woo/columns.csv",
    "woo/packed.csv",
];

fn content(file: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/exports");
    std::fs::read(folder.join(file)).unwrap()
}

/// Reads whatever it is by every kind; refusals are fine, panics are not.
fn read_by_all(bytes: &[u8]) {
    for kind in ExportKind::ALL {
        if let Ok(table) = Table::from_bytes("t", bytes, &OpenOptions::default()) {
            let options = ReadOptions { currency: "EUR".parse().ok(), ..ReadOptions::default() };
            let _ = read_orders(vec![table], *kind, &options, &mut |_| ControlFlow::Continue(()));
        }
    }
    if let Ok(mut table) = Table::from_bytes("t", bytes, &OpenOptions::default()) {
        let rows = table.peek(20).unwrap_or_default();
        let map = suggest(table.header(), &rows)
            .with(OrderField::OrderNumber, Take::constant("1"))
            .with(OrderField::Placed, Take::constant("2026-01-05"));
        let _ = read_mapped(vec![table], &map, &ReadOptions::default(), &mut |_| ControlFlow::Continue(()));
    }
}

#[test]
fn each_header_is_recognised_as_one_kind_only() {
    let words = [
        "shopify",
        "amazon_orders",
        "amazon_unshipped",
        "amazon_all",
        "ebay",
        "ebay",
        "etsy_orders",
        "etsy_items",
        "woo_rows",
        "woo_rows",
        "woo_rows",
        "woo_packed",
    ];
    for (file, word) in FILES.iter().zip(words) {
        let table = fixture(file);
        let kinds: Vec<&str> = ExportKind::ALL
            .iter()
            .filter(|kind| kind.export().recognises(table.header()))
            .map(|kind| kind.word())
            .collect();
        assert_eq!(kinds, [word], "{file}");
        assert_eq!(ExportKind::from_word(word), recognise(table.header()));
    }
    assert_eq!(recognise(text("sku,price\nA,1\n").header()), None);
}

#[test]
fn no_row_is_lost_between_orders_refusals_and_footers() {
    for file in FILES {
        let options = ReadOptions { currency: "USD".parse().ok(), ..ReadOptions::default() };
        let read = read_fixture(file, &options);
        let rows = fixture(file).filter(|row| row.is_ok()).count();
        assert_eq!(read.summary.rows, u64::try_from(rows).unwrap(), "{file}");
        let given: u64 = u64::try_from(read.orders.len()).unwrap();
        assert_eq!(given, read.summary.orders, "{file}");
        let distinct: std::collections::HashSet<&str> =
            read.orders.iter().map(|read| read.order.shop_ref.as_str()).collect();
        assert_eq!(distinct.len(), read.orders.len(), "{file}: no order twice");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn damaged_exports_never_panic(
        file in prop::sample::select(FILES.to_vec()),
        at in 0.0..1.0_f64,
        junk in prop::collection::vec(any::<u8>(), 0..12),
        cut in 0_usize..40,
    ) {
        let mut bytes = content(file);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
        let at = (bytes.len() as f64 * at) as usize;
        let end = (at + cut).min(bytes.len());
        bytes.splice(at..end, junk);
        read_by_all(&bytes);
    }

    #[test]
    fn any_cells_under_a_known_header_never_panic(
        file in prop::sample::select(FILES.to_vec()),
        cells in prop::collection::vec("[0-9a-z,;:|./€$ -]{0,12}", 1..120),
    ) {
        let header = fixture(file).header().names().to_vec();
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        writer.write_record(&header).unwrap();
        for row in cells.chunks(header.len().min(40)) {
            writer.write_record(row).unwrap();
        }
        read_by_all(&writer.into_inner().unwrap());
    }
}
