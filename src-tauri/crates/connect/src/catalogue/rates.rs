//! Exchange rates: a row for each rate, or a row for each day with a column for each currency, as the European
//! Central Bank publishes them.

use std::ops::ControlFlow;

use rust_decimal::Decimal;
use stockless_core::day::Day;
use stockless_core::money::{AmountFormat, Currency};

use super::column_map::ColumnMap;
use super::item::{CatalogueError, Item, Options, Summary};
use super::kind::{Kind, Plan};
use super::layout::Layout;
use super::line::Line;
use super::output::{Output, Seen, repeats};
use super::source::{Evidence, Source};
use crate::columns::{Field, MissingColumns};
use crate::table::Table;

/// A rate as its source published it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateRecord {
    /// The day it is for.
    pub day: Day,
    /// The currency of which one unit is priced.
    pub base: Currency,
    /// The currency of the price.
    pub quote: Currency,
    /// Units of `quote` for one unit of `base`; more than nothing.
    pub value: Decimal,
}

pub(super) const PLAN: Plan = Plan {
    fields: &[
        Field::required("day", &["date", "time period", "datum", "tag", "stichtag"]),
        Field::optional("base", &["base currency", "from", "from currency", "basis", "basiswährung", "von"]),
        Field::optional(
            "quote",
            &[
                "quote currency",
                "currency",
                "currency code",
                "to",
                "to currency",
                "währung",
                "nach",
                "zielwährung",
            ],
        ),
        Field::optional(
            "value",
            &["rate", "exchange rate", "obs value", "kurs", "wechselkurs", "devisenkurs"],
        ),
    ],
    either: &[],
    amounts: &["value"],
    days: &["day"],
    texts: &["base", "quote"],
};

/// Texts of days on which no rate was published.
const NOT_PUBLISHED: [&str; 7] = ["", "N/A", "n/a", "-", "--", "NaN", "nan"];

/// Reads exchange rates. In a table with a column for each currency the base is the column `base`, else the currency
/// of the options, else the euro unless the euro has a column itself.
pub fn read_rates(
    table: Table,
    map: Option<&ColumnMap>,
    options: &Options,
    sink: &mut dyn FnMut(Item<RateRecord>) -> ControlFlow<()>,
) -> Result<Summary, CatalogueError> {
    let mut source = Source::open(table, Kind::Rates, map, options)?;
    let quotes = quotes(&source.layout);
    if source.layout.column("value").is_none() && quotes.is_empty() {
        let missing = vec!["“rate”, or a column for each currency named by its code".to_owned()];
        let found = source.layout.others().map(|(column, _)| source.layout.label(column).to_owned()).take(60);
        let error = MissingColumns { missing, found: found.collect() };
        return Err(CatalogueError::MissingColumns { file: source.file().to_owned(), error });
    }
    source.add_amounts(quotes.iter().map(|(column, _)| *column));
    let evidence = source.survey(|_| {})?;
    let mixed = evidence == Evidence { point: true, comma: true } && !source.format_is_told();
    let reading = Rates { quotes, mixed, known: options.currency };
    let mut out = Output::new(source.file(), sink);
    let mut seen = Seen::default();
    while let Some(row) = source.next_row()? {
        out.summary.rows = out.summary.rows.saturating_add(1);
        let mut line = source.line(&row);
        let rates = reading.row(&mut line, source.formats().amounts);
        if give(&mut out, &mut seen, line, rates).is_break() {
            break;
        }
    }
    Ok(out.finish(&source))
}

/// Gives out the rates of a row that nothing speaks against, and what speaks against the others.
fn give(
    out: &mut Output<'_, RateRecord>,
    seen: &mut Seen,
    mut line: Line<'_>,
    rates: Vec<RateRecord>,
) -> ControlFlow<()> {
    let number = line.number();
    if rates.is_empty() && line.is_sound() {
        out.summary.passed_over = out.summary.passed_over.saturating_add(1);
    }
    for rate in rates {
        let key = format!("{} {} {}", rate.day, rate.base, rate.quote);
        if let Some(first) = seen.before(&key, number) {
            let (reason, fix) = repeats(first, &format!("the rate {}/{} of this day", rate.base, rate.quote));
            line.refuse_row(reason, fix);
        } else {
            out.record(number, rate)?;
        }
    }
    if line.is_sound() { ControlFlow::Continue(()) } else { out.refuse(line.into_problems()) }
}

/// The columns that are named by a currency's code.
fn quotes(layout: &Layout) -> Vec<(usize, Currency)> {
    let code = |label: &str| label.trim().parse().ok().filter(|_| label.trim().len() == 3);
    layout.others().filter_map(|(column, _)| Some((column, code(layout.label(column))?))).collect()
}

struct Rates {
    quotes: Vec<(usize, Currency)>,
    /// The file has rates with a decimal comma and rates with a point.
    mixed: bool,
    known: Option<Currency>,
}

impl Rates {
    fn row(&self, line: &mut Line<'_>, format: AmountFormat) -> Vec<RateRecord> {
        let day = line.day("day");
        let long = !line.peek("value").is_empty();
        let base = self.base(line, long);
        let untrusted = !line.is_sound();
        let (Some(day), Some(base)) = (day, base) else { return Vec::new() };
        if untrusted {
            return Vec::new();
        }
        if long {
            return self.long(line, day, base, format).into_iter().collect();
        }
        self.quotes
            .iter()
            .filter_map(|(column, quote)| self.wide(line, *column, day, base, *quote, format))
            .collect()
    }

    fn base(&self, line: &mut Line<'_>, long: bool) -> Option<Currency> {
        if !line.peek("base").is_empty() {
            return line.currency("base");
        }
        let has_euro = self.quotes.iter().any(|(_, quote)| *quote == Currency::EUR);
        let usual = (!long && !has_euro).then_some(Currency::EUR);
        let base = self.known.or(usual);
        if base.is_none() {
            line.refuse(
                "base",
                "nobody says of which currency one unit is priced",
                "say it, or add a column “base”",
            );
        }
        base
    }

    fn long(
        &self,
        line: &mut Line<'_>,
        day: Day,
        base: Currency,
        format: AmountFormat,
    ) -> Option<RateRecord> {
        if line.peek("quote").is_empty() {
            line.refuse("quote", "it is empty", "fill in the currency in which the rate is");
        }
        let quote = line.currency("quote");
        let text = line.peek("value");
        if NOT_PUBLISHED.contains(&text) {
            return None;
        }
        let value = line.price("value", None);
        if let Some((reason, fix)) = value.and_then(|value| self.objection(text, value, format)) {
            line.refuse("value", reason, fix);
        }
        if quote == Some(base) {
            line.refuse("quote", "a currency has no rate in itself", "check the two currencies");
        }
        let record = RateRecord { day, base, quote: quote?, value: value? };
        line.is_sound().then_some(record)
    }

    fn wide(
        &self,
        line: &mut Line<'_>,
        column: usize,
        day: Day,
        base: Currency,
        quote: Currency,
        format: AmountFormat,
    ) -> Option<RateRecord> {
        let text = line.cell(column);
        if NOT_PUBLISHED.contains(&text) || quote == base {
            return None;
        }
        let value = line.price_in(column, None)?;
        if let Some((reason, fix)) = self.objection(text, value, format) {
            line.refuse_cell(column, reason, fix);
            return None;
        }
        Some(RateRecord { day, base, quote, value })
    }

    /// What speaks against a rate that could be read.
    fn objection(
        &self,
        text: &str,
        value: Decimal,
        format: AmountFormat,
    ) -> Option<(&'static str, &'static str)> {
        if value.is_zero() {
            return Some(("a rate is more than nothing", "fill in the rate, or leave the cell empty"));
        }
        if self.mixed && format == AmountFormat::Unknown && text.contains(',') {
            let reason = "some rates of the file have a point before the decimals and this one has a comma";
            return Some((reason, "export the file again so that all rates are written alike"));
        }
        None
    }
}
