//! What reading a catalogue table needs to know and what it gives out.

use chrono_tz::Tz;
use stockless_core::money::{AmountFormat, Currency};

use crate::columns::{DayOrder, MissingColumns};
use crate::table::{RowProblem, TableError};

/// What is known beside the file. What the file itself says wins over `currency`, `supplier` and `channel`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Currency of amounts that name none; the base of a rate table that names none.
    pub currency: Option<Currency>,
    /// Whose offers or mappings these are.
    pub supplier: Option<String>,
    /// Where the advertising ran.
    pub channel: Option<String>,
    /// Time zone of days and of times without an offset.
    pub time_zone: Tz,
    /// Which of day and month comes first; wins over the map.
    pub day_order: Option<DayOrder>,
    /// The sign before the decimals; wins over the map and over what the file suggests.
    pub amount_format: Option<AmountFormat>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            currency: None,
            supplier: None,
            channel: None,
            time_zone: Tz::UTC,
            day_order: None,
            amount_format: None,
        }
    }
}

/// One thing read from a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item<T> {
    /// A record and the physical line of its first row (the row of the sheet in a workbook).
    Read {
        /// The line, the first is 1.
        line: u64,
        /// What stands there.
        record: T,
    },
    /// A cell or a row that cannot be used.
    Rejected(Rejection),
}

/// Why a row was not read: place, value, reason and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// Name of the file.
    pub file: String,
    /// Physical line, the first is 1.
    pub line: u64,
    /// Name of the column as the file writes it; empty when the whole row is meant.
    pub column: String,
    /// The value, shortened for display.
    pub value: String,
    /// Why it cannot be used.
    pub reason: String,
    /// What to do about it.
    pub fix: String,
}

impl Rejection {
    pub(super) fn new(file: &str, problem: RowProblem) -> Self {
        let RowProblem { line, column, value, reason, fix } = problem;
        Self { file: file.to_owned(), line, column, value, reason, fix }
    }
}

/// What became of a whole table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Rows that hold anything, without the header.
    pub rows: u64,
    /// Records given out.
    pub records: u64,
    /// Rows refused, for themselves or with the record they belong to.
    pub refused: u64,
    /// Rows that are sums or remarks and mean no record.
    pub passed_over: u64,
    /// Characters that could not be decoded; each reads as `�`.
    pub replaced_characters: u64,
    /// The sink stopped the reading.
    pub stopped: bool,
}

/// Why a table was not read to its end.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CatalogueError {
    /// The file is no table, or the disk failed.
    #[error(transparent)]
    Table(#[from] TableError),
    /// A column is missing that nothing can be read without.
    #[error("{file}: {error}")]
    MissingColumns {
        /// Name of the file.
        file: String,
        /// The columns.
        error: MissingColumns,
    },
    /// The map does not fit the file.
    #[error("{file}: {reason}; choose the columns again")]
    Map {
        /// Name of the file.
        file: String,
        /// What does not fit.
        reason: String,
    },
    /// Rows that belong together are scattered over a file too large to hold.
    #[error("{file}: rows that belong together are scattered over the file; sort it by {by} and try again")]
    Scattered {
        /// Name of the file.
        file: String,
        /// What makes rows belong together.
        by: &'static str,
    },
}
