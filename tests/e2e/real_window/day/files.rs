//! Every file of the day, read cell by cell and held against what was reckoned.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, Xlsx, open_workbook};

use super::fixtures::{Row, cents, written};
use super::reckoning::{Figure, Purchase};

/// Columns that differ from day to day; they are looked at on their own.
const OF_THE_DAY: [&str; 2] = ["Reference", "Date"];

/// The files of both suppliers: no order is missing, none is there twice, and each says what it should.
pub fn compare_purchases(texts: &Path, workbooks: &Path, purchases: &[Purchase]) {
    let mut found = Vec::new();
    found.extend(files(texts).iter().map(|file| (file.clone(), rows_of_text(file))));
    found.extend(files(workbooks).iter().map(|file| (file.clone(), rows_of_workbook(file))));
    assert_eq!(found.len(), purchases.len(), "{found:?}");
    let mut references = BTreeSet::new();
    for purchase in purchases {
        let folder = if purchase.supplier == "Rhine Trading" { workbooks } else { texts };
        let own = found.iter().find(|(file, _)| file.starts_with(folder) && is_named(file, &purchase.number));
        let (file, rows) = own.unwrap_or_else(|| panic!("{} has no file: {found:?}", purchase.number));
        let reference: BTreeSet<&String> = rows.iter().map(|row| &row["Reference"]).collect();
        assert_eq!(reference.len(), 1, "one reference for {}", file.display());
        assert!(references.insert((*reference.first().expect("it")).clone()), "{references:?}");
        for row in rows {
            assert!(is_named(file, &format!("{} {}", row["PO number"], row["Date"])), "{}", file.display());
        }
        let rows: Vec<Row> = rows.iter().cloned().map(without_the_day).collect();
        assert_eq!(rows, purchase.file, "{}", file.display());
    }
}

fn without_the_day(mut row: Row) -> Row {
    row.retain(|title, _| !OF_THE_DAY.contains(&title.as_str()));
    row
}

fn is_named(file: &Path, beginning: &str) -> bool {
    let name = file.file_name().expect("its name").to_string_lossy();
    name.starts_with(&format!("PO {beginning}"))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    entries.map(|entry| entry.expect("an entry").path()).collect()
}

fn rows_of_text(file: &Path) -> Vec<Row> {
    let text = std::fs::read_to_string(file).expect("text");
    let text = text.strip_prefix('\u{feff}').expect("the mark that spreadsheets need");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

fn rows_of_workbook(file: &Path) -> Vec<Row> {
    titled(cells(file))
}

fn titled(mut cells: Vec<Vec<String>>) -> Vec<Row> {
    let titles = cells.remove(0);
    cells.into_iter().map(|row| titles.iter().cloned().zip(row).collect()).collect()
}

/// The first sheet of a workbook, every cell as text.
fn cells(file: &Path) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let sheet = book.worksheet_range_at(0).expect("a sheet").expect("its cells");
    sheet.rows().map(|row| row.iter().map(Data::to_string).collect()).collect()
}

/// The report as a workbook: each cell of money is the sum of its figures, as are the totals below.
pub fn compare_by_product(file: &Path, figures: &[Figure]) {
    let rows = titled(cells(file).into_iter().map(|row| row.into_iter().map(two_places).collect()).collect());
    compare(&rows, "Product", figures, |figure| figure.product.clone());
}

/// The report as a table. Comments with the rules stand before it.
pub fn compare_by_country(file: &Path, figures: &[Figure]) {
    let text = std::fs::read_to_string(file).expect("text");
    assert!(text.starts_with("# Profit 2026-01-01 to 2026-12-31, all shops, GBP"), "{text}");
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(text.as_bytes());
    let rows: Vec<Row> = reader.deserialize().map(|row| row.expect("a row")).collect();
    compare(&rows, "Country", figures, |figure| figure.country.clone());
    for row in &rows {
        let orders: BTreeSet<&String> =
            figures.iter().filter(|f| in_row(row, "Country", &f.country)).map(|f| &f.order).collect();
        assert_eq!(row["Orders"], orders.len().to_string(), "{row:?}");
    }
}

fn compare(rows: &[Row], title: &str, figures: &[Figure], key: impl Fn(&Figure) -> String) {
    let keys: BTreeSet<String> = figures.iter().map(&key).collect();
    let found: BTreeSet<String> =
        rows.iter().map(|row| row[title].clone()).filter(|key| key != "Total").collect();
    assert_eq!(found, keys);
    assert_eq!(rows.len(), keys.len() + 1, "one row each, and the total");
    for row in rows {
        let own: Vec<&Figure> = figures.iter().filter(|figure| in_row(row, title, &key(figure))).collect();
        for (step, pence) in steps(&own) {
            let cell = &row[&format!("{step} (GBP)")];
            assert_eq!(cents(cell), pence, "{step} of {}: {} was reckoned", row[title], written(pence));
        }
    }
}

fn in_row(row: &Row, title: &str, key: &str) -> bool {
    row[title] == key || row[title] == "Total"
}

/// From sales to what is left, with the sums in between.
fn steps(figures: &[&Figure]) -> BTreeMap<&'static str, i64> {
    let sum = |wanted: &[&str]| figures.iter().filter(|f| wanted.contains(&f.step)).map(|f| f.pence).sum();
    let net = ["Sales with tax", "Discounts", "Tax"];
    let mut steps: BTreeMap<&str, i64> = ["Product cost", "Shipping", "Payment fees"]
        .into_iter()
        .chain(net)
        .map(|step| (step, sum(&[step])))
        .collect();
    let all: i64 = figures.iter().map(|figure| figure.pence).sum();
    let none = ["Refunds", "Commissions", "Ads", "Apps and tools", "Currency", "Other costs"];
    steps.extend(none.map(|step| (step, 0)));
    steps.extend([("Net sales", sum(&net)), ("After order costs", all), ("Net profit", all)]);
    steps
}

/// A number of a workbook with its cents; other text as it is.
fn two_places(cell: String) -> String {
    cell.parse::<f64>().map_or(cell, |number| format!("{number:.2}"))
}
