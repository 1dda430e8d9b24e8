//! Reads Etsy's two files together.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

use super::items::{Heads, Items};
use super::orders::Orders;
use super::peek_number;
use crate::columns::{Cells, Field, Formats, Sheet};
use crate::exports::group::{Above, Built, Export, Fault, Group, RowKey, read_table};
use crate::exports::item::{ReadItem, ReadSummary};
use crate::exports::{ExportError, ReadOptions};
use crate::table::{Header, Row, Table, TableError};

/// Reads items with the sums of their orders, then the orders that have no items in any of the files.
///
/// The rows of “Sold orders” are held in memory meanwhile, up to [`ReadOptions::held_bytes`] of text.
pub(in crate::exports) fn read_joined(
    orders: Vec<Table>,
    items: Vec<Table>,
    options: &ReadOptions,
    summary: &mut ReadSummary,
    sink: &mut dyn FnMut(ReadItem) -> ControlFlow<()>,
) -> Result<ControlFlow<()>, ExportError> {
    let mut room = options.held_bytes;
    let heads: Vec<Heads> =
        orders.into_iter().map(|table| hold(table, options, &mut room)).collect::<Result<_, _>>()?;
    let mut given = HashSet::new();
    for table in items {
        let flow = read_table(table, &Items { orders: &heads }, options, summary, &mut |item| {
            given.extend(number_of(&item));
            sink(item)
        })?;
        if flow.is_break() {
            return Ok(flow);
        }
    }
    for head in heads {
        // Orders whose items were given, or refused, are not told a second time.
        let rest = OrdersBut { given: given.clone() };
        let flow = read_table(head.sheet.into_table()?, &rest, options, summary, &mut |item| {
            given.extend(number_of(&item));
            sink(item)
        })?;
        if flow.is_break() {
            return Ok(flow);
        }
    }
    Ok(ControlFlow::Continue(()))
}

fn number_of(item: &ReadItem) -> Option<String> {
    match item {
        ReadItem::Order(read) => Some(read.order.number.clone()),
        ReadItem::Rejected(rejection) => Some(rejection.order.clone()),
        ReadItem::Note(_) => None,
    }
}

fn hold(mut table: Table, options: &ReadOptions, room: &mut usize) -> Result<Heads, ExportError> {
    let file = table.name().to_owned();
    let formats = Orders.formats(&mut table, options)?;
    let mut sheet = Sheet::open(table, Orders.fields(), formats)
        .map_err(|error| ExportError::MissingColumns { file: file.clone(), error })?;
    let mut rows: HashMap<String, Vec<Row>> = HashMap::new();
    while let Some(row) = sheet.next_row()? {
        let number = peek_number(&sheet.cells(&row)).to_owned();
        *room = room.checked_sub(row.raw().len()).ok_or(ExportError::TooManyToJoin { file: file.clone() })?;
        rows.entry(number).or_default().push(row);
    }
    rows.remove("");
    Ok(Heads { sheet, rows })
}

/// “Sold orders” without the orders that were already told.
struct OrdersBut {
    given: HashSet<String>,
}

impl Export for OrdersBut {
    fn recognises(&self, header: &Header) -> bool {
        Orders.recognises(header)
    }

    fn fields(&self) -> &'static [Field] {
        Orders.fields()
    }

    fn formats(&self, table: &mut Table, options: &ReadOptions) -> Result<Formats, TableError> {
        Orders.formats(table, options)
    }

    fn key(&self, cells: &Cells<'_>, above: &mut Above) -> RowKey {
        if self.given.contains(peek_number(cells)) { RowKey::Told } else { Orders.key(cells, above) }
    }

    fn build(&self, group: &Group<'_>, options: &ReadOptions) -> Result<Built, Vec<Fault>> {
        Orders.build(group, options)
    }
}
