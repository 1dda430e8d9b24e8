//! What reading an export gives out.

use stockless_core::order::ShopOrder;

use crate::table::RowProblem;

/// One thing read from an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadItem {
    /// A complete order.
    Order(Box<ReadOrder>),
    /// A cell or a row that cannot be used. An order with any of these is not given out.
    Rejected(Rejection),
    /// Something odd about an order that is given out all the same.
    Note(Note),
}

/// An order and where it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadOrder {
    /// The order.
    pub order: ShopOrder,
    /// Name of the file.
    pub file: String,
    /// First and last physical line of its rows.
    pub lines: (u64, u64),
    /// Its rows as the file has them, one below the other.
    pub raw: String,
}

/// Why a row or an order was not read: place, value, reason and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// Name of the file.
    pub file: String,
    /// Number of the order; empty where the row names none.
    pub order: String,
    /// Physical line, the first is 1.
    pub line: u64,
    /// Name of the column; empty when the whole row is meant.
    pub column: String,
    /// The value, shortened for display.
    pub value: String,
    /// Why it cannot be used.
    pub reason: String,
    /// What to do about it.
    pub fix: String,
    /// The row as the file has it.
    pub raw: String,
}

impl Rejection {
    pub(crate) fn new(file: &str, order: &str, raw: &str, problem: RowProblem) -> Self {
        let RowProblem { line, column, value, reason, fix } = problem;
        let (file, order, raw) = (file.to_owned(), order.to_owned(), raw.to_owned());
        Self { file, order, line, column, value, reason, fix, raw }
    }
}

/// What is odd about an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoteKind {
    /// The stated total is not what the lines, discounts, shipping and tax add up to.
    TotalsDiffer,
    /// The export has no prices: every amount is zero and means “not told”.
    NoPrices,
    /// A refund was derived from sums that shops describe only vaguely.
    RefundDerived,
}

/// Something odd about an order that was given out all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Name of the file.
    pub file: String,
    /// Number of the order.
    pub order: String,
    /// First physical line of the order.
    pub line: u64,
    /// What kind of oddity.
    pub kind: NoteKind,
    /// The same for people.
    pub text: String,
}

/// What became of a whole import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReadSummary {
    /// Rows that hold anything, without headers.
    pub rows: u64,
    /// Rows that are footers of the export and mean no order.
    pub footers: u64,
    /// Orders given out.
    pub orders: u64,
    /// Orders and stray rows refused.
    pub refused: u64,
    /// Characters that could not be decoded; each reads as `�`.
    pub replaced_characters: u64,
    /// The sink stopped the reading.
    pub stopped: bool,
}
