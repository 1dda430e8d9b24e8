//! One row by the fields of a kind: what the columns module reads, with the limits of this one.

use chrono_tz::Tz;
use rust_decimal::Decimal;
use stockless_core::day::{Day, Instant};
use stockless_core::money::{AmountFormat, AmountParseError, Currency, Money, parse_amount, parse_decimal};
use stockless_core::place::{Country, Zone};

use super::layout::{Layout, plain};
use crate::columns::{Cells, Columns, Formats};
use crate::table::{Row, RowProblem};

/// The longest name, code or address; nobody means a longer one.
const TEXT: usize = 500;
/// The longest note.
const NOTE: usize = 10_000;

/// One row being read.
pub(super) struct Line<'a> {
    cells: Cells<'a>,
    formats: &'a Formats,
    layout: &'a Layout,
    more: Vec<RowProblem>,
}

impl<'a> Line<'a> {
    pub fn new(row: &'a Row, columns: &'a Columns, formats: &'a Formats, layout: &'a Layout) -> Self {
        Self { cells: Cells::new(row, columns, formats), formats, layout, more: Vec::new() }
    }

    pub fn row(&self) -> &'a Row {
        self.cells.row()
    }

    pub fn number(&self) -> u64 {
        self.row().line()
    }

    pub fn is_sound(&self) -> bool {
        self.cells.problems().is_empty() && self.more.is_empty()
    }

    /// Everything that is wrong, with the names of the file's own columns.
    pub fn into_problems(self) -> Vec<RowProblem> {
        let mut problems = self.cells.into_problems();
        for problem in &mut problems {
            if let Some(label) = self.layout.label_of(&problem.column) {
                label.clone_into(&mut problem.column);
            }
        }
        problems.extend(self.more);
        problems
    }

    pub fn refuse(&mut self, field: &str, reason: impl Into<String>, fix: impl Into<String>) {
        self.cells.refuse(field, reason, fix);
    }

    /// Notes that the row as a whole cannot be used.
    pub fn refuse_row(&mut self, reason: impl Into<String>, fix: impl Into<String>) {
        self.more.push(RowProblem::row(self.number(), reason, fix));
    }

    pub fn refuse_cell(&mut self, column: usize, reason: impl Into<String>, fix: impl Into<String>) {
        let (label, value) = (self.layout.label(column), self.cell(column));
        self.more.push(RowProblem::cell(self.number(), label, value, reason, fix));
    }

    /// The trimmed text of a column that serves no field.
    pub fn cell(&self, column: usize) -> &'a str {
        self.row().get(column).trim()
    }

    pub fn peek(&self, field: &str) -> &'a str {
        match self.layout.constant(field) {
            "" => self.cells.peek(field),
            constant => constant,
        }
    }

    pub fn is_empty(&self, fields: &[&str]) -> bool {
        fields.iter().all(|field| self.peek(field).is_empty())
    }

    pub fn text(&mut self, field: &str) -> String {
        let text = self.filled(field);
        self.within(field, text, TEXT)
    }

    pub fn note(&mut self, field: &str) -> String {
        let text = self.filled(field);
        self.within(field, text, NOTE)
    }

    pub fn id(&mut self, field: &str) -> String {
        let text = self.cells.id(field);
        self.within(field, text, TEXT)
    }

    /// The text of a field; an empty cell that must not be empty is noted.
    fn filled(&mut self, field: &str) -> &'a str {
        match self.layout.constant(field) {
            "" => self.cells.text(field),
            constant => constant,
        }
    }

    fn within(&mut self, field: &str, text: &str, limit: usize) -> String {
        if text.chars().nth(limit).is_some() {
            self.refuse(field, format!("it is longer than {limit} characters"), "shorten it");
            return String::new();
        }
        text.to_owned()
    }

    /// A whole number within limits.
    pub fn count(&mut self, field: &str, least: i64, most: i64) -> Option<i64> {
        let count = self.cells.integer(field)?;
        if (least..=most).contains(&count) {
            return Some(count);
        }
        self.refuse(field, format!("it is not between {least} and {most}"), "check the number");
        None
    }

    /// A number of nothing or more, in `currency` where one is known.
    pub fn price(&mut self, field: &str, currency: Option<Currency>) -> Option<Decimal> {
        let format = self.formats.amounts;
        self.cells.read(field, |text| price(text, format, currency))
    }

    /// As [`Line::price`], of a column that serves no field.
    pub fn price_in(&mut self, column: usize, currency: Option<Currency>) -> Option<Decimal> {
        let text = self.cell(column);
        if text.is_empty() {
            return None;
        }
        match price(text, self.formats.amounts, currency) {
            Ok(value) => Some(value),
            Err((reason, fix)) => {
                self.refuse_cell(column, reason, fix);
                None
            }
        }
    }

    /// An amount of nothing or more.
    pub fn money(&mut self, field: &str, currency: Currency) -> Option<Money> {
        let format = self.formats.amounts;
        self.cells.read(field, |text| {
            price(text, format, Some(currency))?;
            parse_amount(text, currency, format)
                .map_err(|error| (error.to_string(), "round it, or check the currency".to_owned()))
        })
    }

    /// A currency by its code or by a sign that only one currency has.
    pub fn currency(&mut self, field: &str) -> Option<Currency> {
        match plain(self.peek(field)).as_str() {
            "eur" | "euro" => Some(Currency::EUR),
            "gbp" => Some(Currency::GBP),
            _ => self.read(field, |text| {
                let fix = "use three letters such as EUR".to_owned();
                text.parse().map_err(|_| ("it is not a currency code", fix))
            }),
        }
    }

    /// The currency of an amount: its own column, the name of the amount's column, what is known. A bad cell and an
    /// unknown currency are noted.
    pub fn currency_of(&mut self, amount: &str, known: Option<Currency>) -> Option<Currency> {
        if !self.peek("currency").is_empty() {
            return self.currency("currency");
        }
        let known = self.layout.unit(amount).or(known);
        if known.is_none() {
            let fix = "add a column with the currency, or say it for the whole file";
            self.refuse(amount, "the file does not say the currency", fix);
        }
        known
    }

    pub fn unit(&self, field: &str) -> Option<Currency> {
        self.layout.unit(field)
    }

    pub fn country(&mut self, field: &str) -> Option<Country> {
        self.cells.country(field)
    }

    pub fn zone(&mut self, field: &str) -> Option<Zone> {
        self.cells.zone(field)
    }

    pub fn day(&mut self, field: &str) -> Option<Day> {
        let zone = self.zone_of_times();
        // By the moment: late in the evening in Los Angeles is the next day in Berlin.
        self.instant(field).map(|at| at.day_in(zone))
    }

    pub fn instant(&mut self, field: &str) -> Option<Instant> {
        self.cells.instant(field)
    }

    pub fn zone_of_times(&self) -> Tz {
        self.formats.zone
    }

    /// A word of a list, each entry with its spellings parted by `|`.
    pub fn word<T: Copy>(&mut self, field: &str, words: &[(&str, T)], what: &str) -> Option<T> {
        self.read(field, |text| {
            let wanted = plain(text);
            let says = |spellings: &str| spellings.split('|').any(|word| plain(word) == wanted);
            words.iter().find(|(spellings, _)| says(spellings)).map(|(_, value)| *value).ok_or_else(|| {
                let first = words.iter().filter_map(|(spellings, _)| spellings.split('|').next());
                let listed = first.map(str::trim).collect::<Vec<_>>().join(", ");
                (format!("it is no {what} we know"), format!("use one of: {listed}"))
            })
        })
    }

    /// Reads a field with an own parser, which answers a bad text with reason and fix.
    pub fn read<T, R: Into<String>>(
        &mut self,
        field: &str,
        parse: impl FnOnce(&str) -> Result<T, (R, String)>,
    ) -> Option<T> {
        let constant = self.layout.constant(field);
        if constant.is_empty() {
            return self.cells.read(field, parse);
        }
        match parse(constant) {
            Ok(value) => Some(value),
            Err((reason, fix)) => {
                self.more.push(RowProblem::cell(self.number(), field, constant, reason, fix));
                None
            }
        }
    }
}

fn price(text: &str, format: AmountFormat, currency: Option<Currency>) -> Result<Decimal, (String, String)> {
    let value = parse_decimal(text, format).map_err(|error| no_amount(text, format, &error))?;
    if is_several(text) {
        return Err(("it is not an amount".to_owned(), "write one number such as 12.50".to_owned()));
    }
    if value.is_sign_negative() && !value.is_zero() {
        return Err(("it is less than nothing".to_owned(), "write it without a minus".to_owned()));
    }
    if let Some(other) = currency.and_then(|currency| other_currency(text, currency)) {
        let reason = format!("it is in {other}, but the rest of the row is not");
        return Err((reason, "convert it, or name its currency in the currency column".to_owned()));
    }
    Ok(value)
}

/// `2 for 5`, `10-20`: numbers with words or dashes between them, which are more than one.
fn is_several(text: &str) -> bool {
    let mut parts = text.split(|c: char| c.is_alphabetic() || matches!(c, '-' | '−' | '–'));
    parts.by_ref().filter(|part| part.contains(|c: char| c.is_ascii_digit())).nth(1).is_some()
}

fn no_amount(text: &str, format: AmountFormat, error: &AmountParseError) -> (String, String) {
    let other = match format {
        AmountFormat::Point => AmountFormat::Comma,
        AmountFormat::Comma | AmountFormat::Unknown => AmountFormat::Point,
    };
    let fix = match error {
        AmountParseError::NotAnAmount if parse_decimal(text, other).is_ok() => {
            return (
                "it has the wrong sign before the decimals".to_owned(),
                "write it like the other amounts of the file".to_owned(),
            );
        }
        AmountParseError::NotAnAmount => "write a number such as 12.50",
        AmountParseError::TooLarge => "check the number",
        AmountParseError::TooManyPlaces { .. } => "round it",
        // These two say in their reason what to do.
        AmountParseError::Ambiguous | AmountParseError::Exponent => "",
    };
    (error.to_string(), fix.to_owned())
}

/// A currency that an amount names itself and that is not the expected one.
fn other_currency(text: &str, expected: Currency) -> Option<String> {
    let sign = text.chars().find(|c| matches!(c, '€' | '£' | '$'));
    if let Some(sign) = sign.filter(|sign| !expected.symbol().contains(*sign)) {
        return Some(sign.to_string());
    }
    let mut words = text.split(|c: char| !c.is_ascii_alphabetic());
    let code = words.find(|word| word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase()))?;
    let named: Currency = code.parse().ok()?;
    (named != expected).then(|| named.to_string())
}
