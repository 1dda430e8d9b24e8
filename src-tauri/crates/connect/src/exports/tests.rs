use std::ops::ControlFlow;
use std::path::Path;

use stockless_core::money::Money;
use stockless_core::order::ShopOrder;

use super::*;
use crate::table::OpenOptions;

mod amazon;
mod ebay;
mod etsy;
mod hostile;
mod mapped;
mod shopify;
mod stream;
mod woo;

/// Everything that reading gave out.
#[derive(Debug, Default)]
struct Outcome {
    orders: Vec<ReadOrder>,
    rejected: Vec<Rejection>,
    notes: Vec<Note>,
    summary: ReadSummary,
}

impl Outcome {
    fn order(&self, number: &str) -> &ShopOrder {
        &self.orders.iter().find(|read| read.order.number == number).expect(number).order
    }

    /// Column and reason of everything refused for an order.
    fn refused(&self, order: &str) -> Vec<(&str, &str)> {
        let own = self.rejected.iter().filter(|rejection| rejection.order == order);
        own.map(|rejection| (rejection.column.as_str(), rejection.reason.as_str())).collect()
    }
}

fn read_all(tables: Vec<Table>, kind: ExportKind, options: &ReadOptions) -> Outcome {
    let mut outcome = Outcome::default();
    let mut sink = |item| {
        match item {
            ReadItem::Order(order) => outcome.orders.push(*order),
            ReadItem::Rejected(rejection) => outcome.rejected.push(rejection),
            ReadItem::Note(note) => outcome.notes.push(note),
        }
        ControlFlow::Continue(())
    };
    outcome.summary = read_orders(tables, kind, options, &mut sink).unwrap();
    outcome
}

fn fixture(path: &str) -> Table {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/exports");
    Table::open(&folder.join(path), &OpenOptions::default()).unwrap()
}

fn text(content: impl Into<Vec<u8>>) -> Table {
    Table::from_bytes("orders.csv", content, &OpenOptions::default()).unwrap()
}

/// Reads one fixture by the kind its header shows.
fn read_fixture(path: &str, options: &ReadOptions) -> Outcome {
    let table = fixture(path);
    let kind = recognise(table.header()).expect("the header is known");
    read_all(vec![table], kind, options)
}

/// What the customer paid follows from the parts: lines, discounts, shipping, and the tax unless it is inside.
fn adds_up(order: &ShopOrder) -> bool {
    let lines: i64 = order.lines.iter().map(|line| line.total.minor() - line.discount.minor()).sum();
    let tax = if order.tax_included { 0 } else { order.tax.minor() };
    lines - order.discount.minor() + order.shipping.minor() + tax == order.total.minor()
}

fn minor(money: Money) -> i64 {
    money.minor()
}
