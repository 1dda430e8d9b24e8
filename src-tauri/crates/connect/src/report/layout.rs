//! What both writers need to know of a sheet before its first row: currencies, titles, sums.

use rust_decimal::Decimal;
use stockless_core::money::{Currency, Money};

use super::{Cell, Kind, ReportError, Sheet};

/// A column as it is written.
pub(super) struct Written {
    pub title: String,
    pub kind: Kind,
    /// Its place in [`Sheet::columns`].
    pub source: usize,
    /// The column only repeats the currencies of the amounts in `source`.
    pub currency_of: bool,
    /// The sum below it, where one is wanted and there is one.
    pub sum: Option<Sum>,
    /// The most places of its numbers.
    pub places: u32,
}

pub(super) enum Sum {
    Number(Decimal),
    /// Amounts of several currencies have no sum.
    SeveralCurrencies,
}

/// Checks the shape of a sheet and tells its columns as they are written.
pub(super) fn layout(sheet: &Sheet) -> Result<Vec<Written>, ReportError> {
    check_shape(sheet)?;
    let mut written = Vec::with_capacity(sheet.columns.len());
    for (source, column) in sheet.columns.iter().enumerate() {
        let cells = || sheet.rows.iter().filter_map(|row| row.get(source));
        let summed = sheet.total.as_ref().is_some_and(|total| total.sums.contains(&source));
        let currencies = Currencies::of(cells());
        let sum = if summed { Some(sum(column.title.as_str(), cells(), &currencies)?) } else { None };
        let places = places(column.kind, cells(), &currencies);
        let kind = column.kind;
        let title = match currencies {
            Currencies::One(currency) => format!("{} ({currency})", column.title),
            Currencies::None | Currencies::Several => column.title.clone(),
        };
        written.push(Written { title, kind, source, currency_of: false, sum, places });
        if matches!(currencies, Currencies::Several) {
            let title = format!("{} currency", column.title);
            let follows =
                Written { title, kind: Kind::Text, source, currency_of: true, sum: None, places: 0 };
            written.push(follows);
        }
    }
    Ok(written)
}

fn check_shape(sheet: &Sheet) -> Result<(), ReportError> {
    let wrong = |row: usize, why: String| ReportError::Shape { sheet: sheet.name.clone(), row, why };
    for (index, row) in sheet.rows.iter().enumerate() {
        let number = index.saturating_add(1);
        if row.len() != sheet.columns.len() {
            return Err(wrong(number, format!("{} cells for {} columns", row.len(), sheet.columns.len())));
        }
        let misfit = row.iter().zip(&sheet.columns).find(|(cell, column)| !cell.fits(column.kind));
        if let Some((cell, column)) = misfit {
            return Err(wrong(
                number,
                format!("{cell:?} in the column “{}” of {:?}", column.title, column.kind),
            ));
        }
    }
    for &place in sheet.total.iter().flat_map(|total| &total.sums) {
        let kind = sheet.columns.get(place).map(|column| column.kind);
        if place == 0 || !matches!(kind, Some(Kind::Money | Kind::Decimal | Kind::Integer)) {
            return Err(wrong(
                sheet.rows.len().saturating_add(1),
                format!("column {place} cannot be summed"),
            ));
        }
    }
    Ok(())
}

/// The currencies in a column of amounts.
enum Currencies {
    None,
    One(Currency),
    Several,
}

impl Currencies {
    fn of<'a>(cells: impl Iterator<Item = &'a Cell>) -> Self {
        let mut found = Self::None;
        for money in cells.filter_map(amount) {
            found = match found {
                Self::None => Self::One(money.currency()),
                Self::One(first) if first == money.currency() => Self::One(first),
                Self::One(_) | Self::Several => return Self::Several,
            };
        }
        found
    }
}

const fn amount(cell: &Cell) -> Option<Money> {
    match cell {
        Cell::Money(money) => Some(*money),
        _ => None,
    }
}

fn places<'a>(kind: Kind, cells: impl Iterator<Item = &'a Cell>, currencies: &Currencies) -> u32 {
    match (kind, currencies) {
        (Kind::Money, Currencies::One(currency)) => currency.exponent(),
        _ => cells.filter_map(Cell::number).map(|number| number.scale()).max().unwrap_or(0),
    }
}

fn sum<'a>(
    title: &str,
    cells: impl Iterator<Item = &'a Cell>,
    currencies: &Currencies,
) -> Result<Sum, ReportError> {
    if matches!(currencies, Currencies::Several) {
        return Ok(Sum::SeveralCurrencies);
    }
    let start = match currencies {
        Currencies::One(currency) => Money::zero(*currency).decimal(),
        _ => Decimal::ZERO,
    };
    cells
        .filter_map(Cell::number)
        .try_fold(start, Decimal::checked_add)
        .map(Sum::Number)
        .ok_or_else(|| ReportError::TotalTooLarge(title.to_owned()))
}
