//! One row of a table.

use super::problem::RowProblem;
use super::records::Record;

/// One row: its cells, where it stands, and its text as the file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    record: Record,
    problem: Option<RowProblem>,
}

impl Row {
    pub(super) fn new(record: Record, problem: Option<RowProblem>) -> Self {
        Self { record, problem }
    }

    /// First physical line of the row, the first line of the file is 1; in a workbook the row of the sheet.
    pub fn line(&self) -> u64 {
        self.record.line
    }

    /// Last physical line; more than [`Row::line`] where a cell holds line breaks.
    pub fn last_line(&self) -> u64 {
        self.record.last_line
    }

    /// The text of the row as the file has it (decoded), without the line end.
    pub fn raw(&self) -> &str {
        &self.record.raw
    }

    /// A cell as the file has it; empty where the row is shorter.
    pub fn get(&self, column: usize) -> &str {
        self.record.get(column).unwrap_or_default()
    }

    /// Number of cells that the row really has.
    pub fn len(&self) -> usize {
        self.record.width()
    }

    /// True for a row without cells.
    pub fn is_empty(&self) -> bool {
        self.record.width() == 0
    }

    /// The cells that the row really has.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        self.record.cells()
    }

    /// True when no cell holds anything but blanks.
    pub fn is_blank(&self) -> bool {
        self.cells().all(|cell| cell.trim().is_empty())
    }

    /// Why the cells of this row cannot be trusted, if they cannot: more cells than columns, a quotation mark
    /// that never closes, or the end of the file in the middle of the row.
    pub fn problem(&self) -> Option<&RowProblem> {
        self.problem.as_ref()
    }
}
