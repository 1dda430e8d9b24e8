use std::ops::ControlFlow;
use std::path::Path;

use super::*;
use crate::table::{OpenOptions, Table};

mod ads;
mod columns;
mod costs;
mod feeds;
mod hostile;
mod mappings;
mod merge;
mod offers;
mod rates;
mod suppliers;
mod tracking;

/// Everything that reading one table gave out.
#[derive(Debug)]
struct Outcome<T> {
    records: Vec<(u64, T)>,
    rejected: Vec<Rejection>,
    summary: Summary,
}

impl<T> Outcome<T> {
    /// Line, column and reason of everything refused.
    fn refused(&self) -> Vec<(u64, &str, &str)> {
        self.rejected.iter().map(|one| (one.line, one.column.as_str(), one.reason.as_str())).collect()
    }

    /// What was refused on a line.
    fn refused_on(&self, line: u64) -> Vec<(&str, &str)> {
        let own = self.rejected.iter().filter(|rejection| rejection.line == line);
        own.map(|rejection| (rejection.column.as_str(), rejection.reason.as_str())).collect()
    }

    fn lines(&self) -> Vec<u64> {
        self.records.iter().map(|(line, _)| *line).collect()
    }

    fn on(&self, line: u64) -> &T {
        let found = self.records.iter().find(|(own, _)| *own == line);
        found.map(|(_, record)| record).expect("a record on the line")
    }
}

type Reader<T> = fn(
    Table,
    Option<&ColumnMap>,
    &Options,
    &mut dyn FnMut(Item<T>) -> ControlFlow<()>,
) -> Result<Summary, CatalogueError>;

fn read_with<T>(
    reader: Reader<T>,
    table: Table,
    map: Option<&ColumnMap>,
    options: &Options,
) -> Result<Outcome<T>, CatalogueError> {
    let (mut records, mut rejected) = (Vec::new(), Vec::new());
    let summary = reader(table, map, options, &mut |item| {
        match item {
            Item::Read { line, record } => records.push((line, record)),
            Item::Rejected(rejection) => rejected.push(rejection),
        }
        ControlFlow::Continue(())
    })?;
    assert_eq!(summary.records, u64::try_from(records.len()).unwrap());
    Ok(Outcome { records, rejected, summary })
}

fn read<T>(reader: Reader<T>, table: Table, options: &Options) -> Outcome<T> {
    read_with(reader, table, None, options).unwrap()
}

fn text(content: impl Into<Vec<u8>>) -> Table {
    Table::from_bytes("table.csv", content, &OpenOptions::default()).unwrap()
}

fn fixture(name: &str) -> Table {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/catalogue");
    Table::open(&folder.join(name), &OpenOptions::default()).unwrap()
}

fn day(iso: &str) -> stockless_core::day::Day {
    stockless_core::day::Day::from_iso(iso).unwrap()
}
