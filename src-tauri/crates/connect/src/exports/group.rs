//! Rows become groups, one for each order, in one pass for the order numbers and one for everything.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};
use std::ops::ControlFlow;

use stockless_core::order::ShopOrder;

use super::item::{Note, NoteKind, ReadItem, ReadOrder, ReadSummary, Rejection};
use super::{ExportError, ReadOptions};
use crate::columns::{Cells, Columns, Field, Formats, MissingColumns, Sheet};
use crate::table::{Header, Row, RowProblem, Table, TableError};

/// What [`ReadOptions::held_bytes`] is unless said otherwise.
pub const HELD_BYTES: usize = 64 * 1024 * 1024;

/// To which order a row belongs.
pub(crate) enum RowKey {
    /// To the order of this number.
    Order(String),
    /// To the same order as the row above it.
    Above,
    /// To none: a footer of the export.
    Footer,
    /// To an order that was given out before, from another file.
    Told,
    /// To none, although it should: the field that ought to name it.
    Missing(&'static str),
}

/// What a row's key may depend on: the row above it.
#[derive(Default)]
pub(crate) struct Above {
    /// Number of the order above; empty at the beginning.
    pub order: String,
    /// Another number that the row above bears.
    pub alias: String,
}

/// An order as built, with what is odd about it.
pub(crate) struct Built {
    pub order: ShopOrder,
    pub notes: Vec<(NoteKind, String)>,
}

/// A problem of an order, and where it stands if that is another file than the one being read.
pub(crate) struct Fault {
    pub problem: RowProblem,
    /// Name of the other file and the row in it.
    pub elsewhere: Option<(String, String)>,
}

impl From<RowProblem> for Fault {
    fn from(problem: RowProblem) -> Self {
        Self { problem, elsewhere: None }
    }
}

/// How one kind of export is read.
pub(crate) trait Export {
    /// True for the column names of this kind.
    fn recognises(&self, header: &Header) -> bool;
    /// The columns it has.
    fn fields(&self) -> &'static [Field];
    /// Where they stand.
    fn columns(&self, header: &Header) -> Result<Columns, MissingColumns> {
        Columns::find(header, self.fields())
    }
    /// Puts the table right before its rows are read.
    fn prepare(&self, _table: &mut Table) -> Result<(), TableError> {
        Ok(())
    }
    /// How it writes amounts and days.
    fn formats(&self, table: &mut Table, options: &ReadOptions) -> Result<Formats, TableError>;
    /// The order a row belongs to. The default: the field `order`.
    fn key(&self, cells: &Cells<'_>, _above: &mut Above) -> RowKey {
        match cells.peek("order") {
            "" => RowKey::Missing("order"),
            order => RowKey::Order(order.to_owned()),
        }
    }
    /// Builds an order from all its rows; the error lists everything that is wrong with them.
    fn build(&self, group: &Group<'_>, options: &ReadOptions) -> Result<Built, Vec<Fault>>;
}

/// All rows of one order.
#[derive(Clone, Copy)]
pub(crate) struct Group<'a> {
    pub sheet: &'a Sheet,
    pub key: &'a str,
    pub rows: &'a [Row],
}

impl<'a> Group<'a> {
    /// Each row by fields.
    pub fn cells(&self) -> impl Iterator<Item = Cells<'a>> {
        let sheet = self.sheet;
        self.rows.iter().map(move |row| sheet.cells(row))
    }

    /// Each row by fields, a row that stands in the file twice only once.
    pub fn distinct(&self) -> impl Iterator<Item = Cells<'a>> {
        let mut seen = HashSet::new();
        self.cells().filter(move |cells| seen.insert(cells.row().raw().to_owned()))
    }

    /// The first text that any row has for a field.
    pub fn first(&self, field: &str) -> &'a str {
        self.cells().map(|cells| cells.peek(field)).find(|text| !text.is_empty()).unwrap_or_default()
    }

    /// First physical line.
    pub fn line(&self) -> u64 {
        self.rows.first().map_or(0, Row::line)
    }
}

pub(crate) type Sink<'s> = &'s mut dyn FnMut(ReadItem) -> ControlFlow<()>;

/// Reads one table to its end or until the sink stops.
pub(crate) fn read_table(
    mut table: Table,
    export: &dyn Export,
    options: &ReadOptions,
    summary: &mut ReadSummary,
    sink: Sink<'_>,
) -> Result<ControlFlow<()>, ExportError> {
    export.prepare(&mut table)?;
    let file = table.name().to_owned();
    let formats = export.formats(&mut table, options)?;
    let columns = export
        .columns(table.header())
        .map_err(|error| ExportError::MissingColumns { file: file.clone(), error })?;
    let mut sheet = Sheet::with_columns(table, columns, formats);
    let ends = last_rows(&mut sheet, export)?;
    sheet.rewind()?;
    let mut pass = Pass { export, options, summary, sink, file, ends, open: HashMap::new(), held: 0 };
    let flow = pass.run(&mut sheet)?;
    summary.replaced_characters =
        summary.replaced_characters.saturating_add(sheet.table().replaced_characters());
    Ok(flow)
}

/// The ordinal of the last row of each order. Orders are told apart by a hash: should two share one, the earlier
/// is merely held until the later ends.
struct Ends {
    hasher: RandomState,
    last: HashMap<u64, u64>,
}

fn last_rows(sheet: &mut Sheet, export: &dyn Export) -> Result<Ends, TableError> {
    let mut ends = Ends { hasher: RandomState::new(), last: HashMap::new() };
    let mut above = Above::default();
    let mut ordinal = 0_u64;
    while let Some(row) = sheet.next_row()? {
        if let Belongs::To(key) = resolve(export, &sheet.cells(&row), &mut above) {
            ends.last.insert(ends.hasher.hash_one(&key), ordinal);
        }
        ordinal = ordinal.saturating_add(1);
    }
    Ok(ends)
}

/// To which order a row belongs, with the row above taken into account.
enum Belongs {
    To(String),
    Footer,
    Told,
    Nowhere(&'static str),
}

fn resolve(export: &dyn Export, cells: &Cells<'_>, above: &mut Above) -> Belongs {
    let key = match export.key(cells, above) {
        RowKey::Order(key) => key,
        RowKey::Above if above.order.is_empty() => return Belongs::Nowhere("order"),
        RowKey::Above => return Belongs::To(above.order.clone()),
        RowKey::Footer => return Belongs::Footer,
        RowKey::Told => return Belongs::Told,
        RowKey::Missing(field) => return Belongs::Nowhere(field),
    };
    above.order.clone_from(&key);
    Belongs::To(key)
}

struct Pass<'a> {
    export: &'a dyn Export,
    options: &'a ReadOptions,
    summary: &'a mut ReadSummary,
    sink: Sink<'a>,
    file: String,
    ends: Ends,
    open: HashMap<String, Vec<Row>>,
    held: usize,
}

impl Pass<'_> {
    fn run(&mut self, sheet: &mut Sheet) -> Result<ControlFlow<()>, ExportError> {
        let mut above = Above::default();
        let mut ordinal = 0_u64;
        while let Some(row) = sheet.next_row()? {
            self.summary.rows = self.summary.rows.saturating_add(1);
            let flow = match resolve(self.export, &sheet.cells(&row), &mut above) {
                Belongs::To(key) => self.add(sheet, &key, row, ordinal)?,
                Belongs::Told => ControlFlow::Continue(()),
                Belongs::Footer => {
                    self.summary.footers = self.summary.footers.saturating_add(1);
                    ControlFlow::Continue(())
                }
                Belongs::Nowhere(field) => self.refuse_stray(sheet, &row, field),
            };
            if flow.is_break() {
                return Ok(flow);
            }
            ordinal = ordinal.saturating_add(1);
        }
        Ok(ControlFlow::Continue(()))
    }

    fn add(
        &mut self,
        sheet: &Sheet,
        key: &str,
        row: Row,
        ordinal: u64,
    ) -> Result<ControlFlow<()>, ExportError> {
        let last = self.ends.last.get(&self.ends.hasher.hash_one(key)).copied();
        self.held = self.held.saturating_add(row.raw().len());
        self.open.entry(key.to_owned()).or_default().push(row);
        if last.is_some_and(|last| last > ordinal) {
            return if self.held > self.options.held_bytes {
                Err(self.too_much(key))
            } else {
                Ok(ControlFlow::Continue(()))
            };
        }
        let rows = self.open.remove(key).unwrap_or_default();
        let size: usize = rows.iter().map(|row| row.raw().len()).sum();
        self.held = self.held.saturating_sub(size);
        Ok(self.give(sheet, key, &rows))
    }

    fn too_much(&self, key: &str) -> ExportError {
        let file = self.file.clone();
        if self.open.len() > 1 {
            ExportError::Scattered { file }
        } else {
            ExportError::OrderTooLarge { file, order: key.to_owned() }
        }
    }

    fn give(&mut self, sheet: &Sheet, key: &str, rows: &[Row]) -> ControlFlow<()> {
        let group = Group { sheet, key, rows };
        match self.export.build(&group, self.options) {
            Ok(built) => {
                self.summary.orders = self.summary.orders.saturating_add(1);
                let notes = built.notes.into_iter().map(|(kind, text)| {
                    let (file, order) = (self.file.clone(), key.to_owned());
                    ReadItem::Note(Note { file, order, line: group.line(), kind, text })
                });
                let notes: Vec<ReadItem> = notes.collect();
                (self.sink)(read_order(built.order, &self.file, rows))?;
                notes.into_iter().try_for_each(|note| (self.sink)(note))
            }
            Err(faults) => {
                self.summary.refused = self.summary.refused.saturating_add(1);
                faults.into_iter().try_for_each(|Fault { problem, elsewhere }| {
                    let rejection = match elsewhere {
                        Some((file, raw)) => Rejection::new(&file, key, &raw, problem),
                        None => {
                            let row = rows.iter().find(|row| row.line() == problem.line).or(rows.first());
                            Rejection::new(&self.file, key, row.map_or("", Row::raw), problem)
                        }
                    };
                    (self.sink)(ReadItem::Rejected(rejection))
                })
            }
        }
    }

    fn refuse_stray(&mut self, sheet: &Sheet, row: &Row, field: &str) -> ControlFlow<()> {
        self.summary.refused = self.summary.refused.saturating_add(1);
        let problem = row.problem().cloned().unwrap_or_else(|| {
            let label = sheet.columns().label(field);
            RowProblem::cell(row.line(), label, "", "the row names no order", "fill in the order number")
        });
        (self.sink)(ReadItem::Rejected(Rejection::new(&self.file, "", row.raw(), problem)))
    }
}

fn read_order(order: ShopOrder, file: &str, rows: &[Row]) -> ReadItem {
    let first = rows.iter().map(Row::line).min().unwrap_or(0);
    let last = rows.iter().map(Row::last_line).max().unwrap_or(0);
    let raw = rows.iter().map(Row::raw).collect::<Vec<_>>().join("\n");
    ReadItem::Order(Box::new(ReadOrder { order, file: file.to_owned(), lines: (first, last), raw }))
}
