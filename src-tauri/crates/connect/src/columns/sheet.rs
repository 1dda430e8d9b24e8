//! A table with the columns an importer asked for.

use chrono_tz::Tz;
use stockless_core::money::AmountFormat;

use super::cells::Cells;
use super::field::{Columns, Field, MissingColumns};
use super::time::DayOrder;
use crate::table::{Row, RowProblem, Table, TableError};

/// How a file writes what can be written in more than one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Formats {
    /// The sign before the decimals; `Unknown` refuses what could mean two things.
    pub amounts: AmountFormat,
    /// Which of day and month comes first; `Unknown` refuses what could mean two days.
    pub days: DayOrder,
    /// Time zone of times that name none.
    pub zone: Tz,
}

impl Default for Formats {
    fn default() -> Self {
        Self { amounts: AmountFormat::Unknown, days: DayOrder::Unknown, zone: Tz::UTC }
    }
}

/// A table read by fields.
#[derive(Debug)]
pub struct Sheet {
    table: Table,
    columns: Columns,
    formats: Formats,
}

impl Sheet {
    /// Finds the fields in the table's header.
    pub fn open(table: Table, fields: &[Field], formats: Formats) -> Result<Self, MissingColumns> {
        let columns = Columns::find(table.header(), fields)?;
        Ok(Self::with_columns(table, columns, formats))
    }

    /// A table whose columns were found already.
    pub fn with_columns(table: Table, columns: Columns, formats: Formats) -> Self {
        Self { table, columns, formats }
    }

    /// Reads the next row that `build` does not pass over: its value, or everything that is wrong with it.
    /// `None` at the end of the file.
    #[allow(clippy::type_complexity, reason = "end of file, refused row and broken file are three things")]
    pub fn read<T>(
        &mut self,
        mut build: impl FnMut(&mut Cells<'_>) -> Option<T>,
    ) -> Result<Option<Result<T, Vec<RowProblem>>>, TableError> {
        while let Some(row) = self.table.next_row()? {
            let mut cells = self.cells(&row);
            let value = build(&mut cells);
            let problems = cells.into_problems();
            match value {
                _ if !problems.is_empty() => return Ok(Some(Err(problems))),
                Some(value) => return Ok(Some(Ok(value))),
                None => {}
            }
        }
        Ok(None)
    }

    /// The next row as it stands.
    pub fn next_row(&mut self) -> Result<Option<Row>, TableError> {
        self.table.next_row()
    }

    /// A row by fields.
    pub fn cells<'a>(&'a self, row: &'a Row) -> Cells<'a> {
        Cells::new(row, &self.columns, &self.formats)
    }

    /// Where the fields stand.
    pub fn columns(&self) -> &Columns {
        &self.columns
    }

    /// How the file writes amounts and days.
    pub fn formats(&self) -> &Formats {
        &self.formats
    }

    /// The table below.
    pub fn table(&self) -> &Table {
        &self.table
    }

    /// Gives the table back, at its first row.
    pub fn into_table(mut self) -> Result<Table, TableError> {
        self.table.rewind()?;
        Ok(self.table)
    }

    /// Back to the first row.
    pub fn rewind(&mut self) -> Result<(), TableError> {
        self.table.rewind()
    }
}
