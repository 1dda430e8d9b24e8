use rust_decimal::{Decimal, RoundingStrategy};
use stockless_core::day::Day;
use stockless_core::money::Money;

/// A table with a name.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// Name, as on the tab of a workbook.
    pub name: String,
    /// The columns, left to right.
    pub columns: Vec<Column>,
    /// The rows; each has a cell for every column.
    pub rows: Vec<Vec<Cell>>,
    /// Sums below the rows, if wanted.
    pub total: Option<TotalRow>,
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Title in the header.
    pub title: String,
    /// What its cells hold.
    pub kind: Kind,
}

impl Column {
    /// A column with a title.
    pub fn new(title: impl Into<String>, kind: Kind) -> Self {
        Self { title: title.into(), kind }
    }
}

/// What the cells of a column hold. Every column may have empty cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Words, numbers of orders, postal codes.
    Text,
    /// Amounts. A column of one currency names it in its title; otherwise a column of currencies follows.
    Money,
    /// Other numbers with places: rates, weights.
    Decimal,
    /// Shares.
    Percent,
    /// Calendar days.
    Day,
    /// Counts.
    Integer,
}

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// An amount.
    Money(Money),
    /// A number and how many places of it are shown.
    Decimal(Decimal, u32),
    /// A share, 0.19 for 19 %; shown with two places of the percentage.
    Percent(Decimal),
    /// A calendar day.
    Day(Day),
    /// A count.
    Integer(i64),
    /// Nothing.
    Empty,
}

/// The row of sums.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TotalRow {
    /// What stands in the first column.
    pub label: String,
    /// The columns that are summed, by their place in [`Sheet::columns`]: amounts, numbers and counts.
    pub sums: Vec<usize>,
}

impl Cell {
    pub(super) const fn fits(&self, kind: Kind) -> bool {
        matches!(
            (self, kind),
            (Self::Empty, _)
                | (Self::Text(_), Kind::Text)
                | (Self::Money(_), Kind::Money)
                | (Self::Decimal(..), Kind::Decimal)
                | (Self::Percent(_), Kind::Percent)
                | (Self::Day(_), Kind::Day)
                | (Self::Integer(_), Kind::Integer)
        )
    }

    /// The number every writer shows, rounded the same way everywhere; `None` for words, days and nothing.
    pub(super) fn number(&self) -> Option<Decimal> {
        match self {
            Self::Money(money) => Some(money.decimal()),
            Self::Decimal(value, places) => Some(rounded(*value, *places)),
            // Four places of the share are two of the percentage.
            Self::Percent(share) => Some(rounded(*share, 4)),
            Self::Integer(count) => Some(Decimal::from(*count)),
            Self::Text(_) | Self::Day(_) | Self::Empty => None,
        }
    }
}

/// Rounded half to even, with exactly so many places.
fn rounded(value: Decimal, places: u32) -> Decimal {
    let mut value = value.round_dp_with_strategy(places.min(20), RoundingStrategy::MidpointNearestEven);
    value.rescale(places.min(20));
    value
}
