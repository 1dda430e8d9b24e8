//! One row by fields: typed access that notes what is wrong.

use rust_decimal::Decimal;
use stockless_core::day::{Day, Instant};
use stockless_core::money::{AmountParseError, Currency, Money, parse_amount, parse_decimal};
use stockless_core::place::{Country, Zone};

use super::field::Columns;
use super::sheet::Formats;
use super::{country, time, value};
use crate::table::{Row, RowProblem};

const EMPTY: &str = "it is empty";

/// The cells of one row by the words of an importer. See the [module](super).
#[derive(Debug)]
pub struct Cells<'a> {
    row: &'a Row,
    columns: &'a Columns,
    formats: &'a Formats,
    problems: Vec<RowProblem>,
}

impl<'a> Cells<'a> {
    /// A row by fields. A row that cannot be trusted begins with its problem noted.
    pub fn new(row: &'a Row, columns: &'a Columns, formats: &'a Formats) -> Self {
        Self { row, columns, formats, problems: row.problem().cloned().into_iter().collect() }
    }

    /// A row by other columns than those of its sheet; the row's own problem is left to the sheet.
    pub fn of_columns(row: &'a Row, columns: &'a Columns, formats: &'a Formats) -> Self {
        Self { row, columns, formats, problems: Vec::new() }
    }

    /// The row below.
    pub fn row(&self) -> &'a Row {
        self.row
    }

    /// What was noted so far.
    pub fn problems(&self) -> &[RowProblem] {
        &self.problems
    }

    /// What was noted.
    pub fn into_problems(self) -> Vec<RowProblem> {
        self.problems
    }

    /// Notes that a field cannot be used; `reason` and `fix` without a capital or a full stop.
    pub fn refuse(&mut self, field: &str, reason: impl Into<String>, fix: impl Into<String>) {
        let value = self.peek(field);
        let label = self.columns.label(field);
        self.problems.push(RowProblem::cell(self.row.line(), label, value, reason, fix));
    }

    /// The trimmed text of a field without noting anything; empty where there is none.
    pub fn peek(&self, field: &str) -> &'a str {
        let Some(place) = self.columns.place(field) else { return "" };
        place.column.map_or(place.constant.as_str(), |column| self.row.get(column).trim())
    }

    /// True when the file has a column for the field or every row the same value.
    pub fn has(&self, field: &str) -> bool {
        self.columns.has(field) || self.is_constant(field)
    }

    /// True when every row has the same value for the field.
    pub fn is_constant(&self, field: &str) -> bool {
        self.columns.place(field).is_some_and(|place| !place.constant.is_empty())
    }

    /// The trimmed text; empty where there is none.
    pub fn text(&mut self, field: &str) -> &'a str {
        let text = self.peek(field);
        if text.is_empty() && self.columns.place(field).is_some_and(|place| place.required) {
            self.refuse(field, EMPTY, "fill it in");
        }
        text
    }

    /// A number or code that is no quantity: order ids, SKUs, postal codes. The apostrophe that spreadsheets put
    /// in front is taken off; what a spreadsheet has shortened to powers of ten is refused.
    pub fn id(&mut self, field: &str) -> &'a str {
        let text = self.text(field);
        let text = text.strip_prefix('\'').unwrap_or(text);
        if value::spreadsheet_damage(text) {
            self.refuse(
                field,
                "a spreadsheet has shortened it to powers of ten",
                "export the file again without opening it there",
            );
        }
        text
    }

    /// A whole number.
    pub fn integer(&mut self, field: &str) -> Option<i64> {
        self.read(field, value::parse_integer)
    }

    /// A number with decimals.
    pub fn decimal(&mut self, field: &str) -> Option<Decimal> {
        let format = self.formats.amounts;
        self.read(field, |text| parse_decimal(text, format).map_err(|error| amount_problem(&error)))
    }

    /// An amount in a currency.
    pub fn amount(&mut self, field: &str, currency: Currency) -> Option<Money> {
        let format = self.formats.amounts;
        self.read(field, |text| parse_amount(text, currency, format).map_err(|error| amount_problem(&error)))
    }

    /// A currency code.
    pub fn currency(&mut self, field: &str) -> Option<Currency> {
        self.read(field, |text| {
            text.parse()
                .map_err(|_| ("it is not a currency code", "use three letters such as EUR".to_owned()))
        })
    }

    /// A calendar day; a time of day behind it does not matter.
    pub fn day(&mut self, field: &str) -> Option<Day> {
        let order = self.formats.days;
        self.read(field, |text| time::parse_day(text, order).map_err(time_problem))
    }

    /// A moment. Without a time it is the beginning of the day, without a zone it is in the file's zone.
    pub fn instant(&mut self, field: &str) -> Option<Instant> {
        let (order, zone) = (self.formats.days, self.formats.zone);
        self.read(field, |text| time::parse_instant(text, order, zone).map_err(time_problem))
    }

    /// A country by code or name.
    pub fn country(&mut self, field: &str) -> Option<Country> {
        self.read(field, |text| {
            country::country_from_text(text)
                .ok_or_else(|| ("it is no country we know", "use the two-letter code, such as DE".to_owned()))
        })
    }

    /// A destination: a country by code or name, `EU`, or `*` and an empty cell for everywhere.
    pub fn zone(&mut self, field: &str) -> Option<Zone> {
        if self.peek(field).is_empty() {
            return Some(Zone::World);
        }
        self.read(field, |text| {
            value::parse_zone(text).ok_or_else(|| {
                ("it is no destination", "use a two-letter country code, EU, or * for everywhere".to_owned())
            })
        })
    }

    /// Yes or no.
    pub fn flag(&mut self, field: &str) -> Option<bool> {
        self.read(field, |text| {
            value::parse_flag(text).ok_or_else(|| ("it is neither yes nor no", "write yes or no".to_owned()))
        })
    }

    /// Reads a field with an own parser, which answers a bad text with reason and fix.
    pub fn read<T, R: Into<String>>(
        &mut self,
        field: &str,
        parse: impl FnOnce(&str) -> Result<T, (R, String)>,
    ) -> Option<T> {
        let text = self.text(field);
        if text.is_empty() {
            return None;
        }
        match parse(text) {
            Ok(value) => Some(value),
            Err((reason, fix)) => {
                self.refuse(field, reason, fix);
                None
            }
        }
    }
}

pub(crate) fn amount_problem(error: &AmountParseError) -> (String, String) {
    let fix = match error {
        AmountParseError::NotAnAmount => "write a number such as 12.50",
        AmountParseError::TooManyPlaces { .. } => "round it, or check the currency",
        AmountParseError::TooLarge => "check the number",
        // These two say in their reason what to do.
        AmountParseError::Ambiguous | AmountParseError::Exponent => "",
    };
    (error.to_string(), fix.to_owned())
}

pub(crate) fn time_problem(error: time::TimeError) -> (String, String) {
    let fix = match error {
        time::TimeError::NotATime => "write it as 2026-03-09 or 2026-03-09 14:30",
        time::TimeError::Ambiguous => "say whether the day or the month comes first",
        time::TimeError::UnknownZone => "write the offset, such as +02:00",
        time::TimeError::BeyondCalendar => "check the year",
    };
    (error.to_string(), fix.to_owned())
}
