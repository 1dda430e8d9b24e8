//! The files of the day as the test reads them: with a table reader and nothing of the program's own.

use std::collections::BTreeMap;
use std::path::PathBuf;

/// A row by the titles of its columns.
pub type Row = BTreeMap<String, String>;

/// Where one of the day's files lies.
pub fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/day").join(name)
}

/// The rows of one of the day's files.
pub fn rows(name: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(path(name)).expect("a file of the day");
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

/// `12.34` in cents. Every amount of the day has two places.
pub fn cents(text: &str) -> i64 {
    let (whole, part) = text.split_once('.').unwrap_or_else(|| panic!("'{text}' has no cents"));
    assert_eq!(part.len(), 2, "'{text}' has two places");
    let minor: i64 = format!("{whole}{part}").parse().unwrap_or_else(|_| panic!("'{text}' is no amount"));
    minor
}

/// 1234 cents as `12.34`.
pub fn written(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", cents.abs() / 100, cents.abs() % 100)
}

pub struct Sale {
    /// As the shop writes it, with its `#`.
    pub number: String,
    pub paid: bool,
    pub lines: Vec<Line>,
    pub shipping: i64,
    pub discount: i64,
    pub tax: i64,
    pub total: i64,
    /// The first row of the order, with its address.
    pub head: Row,
}

pub struct Line {
    pub sku: String,
    pub title: String,
    pub units: i64,
    /// What all units cost before discounts.
    pub value: i64,
}

/// The orders of the day in the order of the file.
pub fn sales() -> Vec<Sale> {
    let mut sales: Vec<Sale> = Vec::new();
    for row in rows("orders.csv") {
        let units: i64 = row["Lineitem quantity"].parse().expect("units");
        let line = Line {
            sku: row["Lineitem sku"].clone(),
            title: row["Lineitem name"].clone(),
            units,
            value: units * cents(&row["Lineitem price"]),
        };
        if row["Total"].is_empty() {
            sales.last_mut().expect("its first row").lines.push(line);
            continue;
        }
        sales.push(Sale {
            number: row["Name"].clone(),
            paid: row["Financial Status"] == "paid",
            lines: vec![line],
            shipping: cents(&row["Shipping"]),
            discount: cents(&row["Discount Amount"]),
            tax: cents(&row["Taxes"]),
            total: cents(&row["Total"]),
            head: row,
        });
    }
    sales
}
