//! A look at files of orders before their shop exists: which export they are and in which currency they sell.

use std::ops::ControlFlow;
use std::path::Path;

use stockless_connect::columns::{OrderField, Take, suggest};
use stockless_connect::exports::{self, ExportKind, ReadItem, ReadOptions};
use stockless_connect::table::{OpenOptions, Table};
use stockless_core::money::Currency;

use crate::failure::Failure;

/// What the files tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// shopify, woocommerce, etsy, ebay, amazon; `None` for any other table.
    pub kind: Option<&'static str>,
    /// Currency of the first order that can be read; `None` where the file names none.
    pub currency: Option<Currency>,
}

/// Looks at files. `export` is the word for an export whose header does not tell.
pub fn look(files: &[String], export: Option<&str>) -> Result<Look, Failure> {
    let program = std::env::current_exe().map_err(|error| Failure::file(Path::new("stockless"), &error))?;
    let mut tables = Vec::new();
    for file in files {
        let path = Path::new(file);
        let table = Table::open_any(&program, path, &OpenOptions::default());
        tables.push(table.map_err(|error| Failure::file(path, &error))?);
    }
    let header = tables.first().map(Table::header);
    let found = match export {
        Some("columns") => None,
        Some(word) => ExportKind::from_word(word).or_else(|| header.and_then(exports::recognise)),
        None => header.and_then(exports::recognise),
    };
    Ok(match found {
        Some(kind) => Look { kind: Some(shop_kind(kind)), currency: currency_of_export(tables, kind) },
        None => Look { kind: None, currency: tables.first_mut().and_then(currency_of_table) },
    })
}

/// A file that cannot be read is refused by the import itself, with its own words.
fn currency_of_export(tables: Vec<Table>, kind: ExportKind) -> Option<Currency> {
    let mut found = None;
    let mut sink = |item: ReadItem| match item {
        ReadItem::Order(order) => {
            found = Some(order.order.currency);
            ControlFlow::Break(())
        }
        _ => ControlFlow::Continue(()),
    };
    exports::read_orders(tables, kind, &ReadOptions::default(), &mut sink).ok()?;
    found
}

fn currency_of_table(table: &mut Table) -> Option<Currency> {
    let rows = table.peek(50).ok()?;
    let map = suggest(table.header(), &rows);
    let Take::Column { name, .. } = map.fields.get(&OrderField::Currency)? else { return None };
    let column = table.header().find(name)?;
    rows.iter().find_map(|row| row.get(column).trim().to_uppercase().parse().ok())
}

const fn shop_kind(kind: ExportKind) -> &'static str {
    match kind {
        ExportKind::Shopify => "shopify",
        ExportKind::WooRows | ExportKind::WooPacked => "woocommerce",
        ExportKind::EtsyOrders | ExportKind::EtsyItems => "etsy",
        ExportKind::Ebay => "ebay",
        ExportKind::AmazonOrders | ExportKind::AmazonUnshipped | ExportKind::AmazonAll => "amazon",
    }
}
