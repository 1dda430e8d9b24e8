use std::io::Write;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::layout::{Sum, Written, layout};
use super::{Cell, Kind, ReportError, Sheet};

/// What separates the fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delimiter {
    /// `,`
    #[default]
    Comma,
    /// `;`, where the comma separates decimals
    Semicolon,
    /// Tab
    Tab,
}

impl Delimiter {
    pub(crate) const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
        }
    }
}

/// Writes a sheet as CSV for people: UTF-8, days as `2026-03-09`, the point before decimals, percentages as numbers
/// with `(%)` in the title. Text a spreadsheet would calculate gets an apostrophe in front.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CsvReport {
    /// A byte order mark first, which tells Excel that the file is UTF-8.
    pub bom: bool,
    /// What separates the fields.
    pub delimiter: Delimiter,
}

impl CsvReport {
    /// Writes one sheet. Nothing is written when the sheet has a wrong shape.
    pub fn write(&self, sheet: &Sheet, out: &mut dyn Write) -> Result<(), ReportError> {
        let columns = layout(sheet)?;
        if self.bom {
            out.write_all("\u{FEFF}".as_bytes())?;
        }
        let mut lines = csv::WriterBuilder::new()
            .delimiter(self.delimiter.byte())
            .terminator(csv::Terminator::CRLF)
            .flexible(false)
            .from_writer(out);
        lines.write_record(columns.iter().map(title))?;
        for row in &sheet.rows {
            lines.write_record(
                columns.iter().map(|column| {
                    row.get(column.source).map_or_else(String::new, |cell| field(cell, column))
                }),
            )?;
        }
        if let Some(total) = &sheet.total {
            let sums = columns.iter().enumerate();
            lines.write_record(sums.map(|(place, column)| match &column.sum {
                Some(Sum::Number(sum)) => sum.to_string(),
                Some(Sum::SeveralCurrencies) => "several currencies".to_owned(),
                None if place == 0 => harmless(&total.label),
                None => String::new(),
            }))?;
        }
        lines.flush()?;
        Ok(())
    }
}

fn title(column: &Written) -> String {
    let unit = if column.kind == Kind::Percent { " (%)" } else { "" };
    harmless(&format!("{}{unit}", column.title))
}

fn field(cell: &Cell, column: &Written) -> String {
    match cell {
        Cell::Money(money) if column.currency_of => money.currency().to_string(),
        Cell::Text(text) => harmless(text),
        Cell::Day(day) => day.iso(),
        Cell::Percent(_) => cell.number().map_or_else(String::new, percentage),
        _ => cell.number().map_or_else(String::new, |number| number.to_string()),
    }
}

/// 0.1234 as `12.34`.
fn percentage(share: Decimal) -> String {
    let mut share = share;
    share.rescale(4);
    // Two places fewer is a hundred times as much; the digits stay.
    Decimal::from_i128_with_scale(share.mantissa(), 2).to_string()
}

/// A spreadsheet calculates what begins with one of these, even behind spaces and in full-width form (CWE-1236).
fn harmless(text: &str) -> String {
    let first = text.trim_start_matches([' ', '\u{A0}', '\u{3000}']).chars().next();
    let calculates = matches!(
        first,
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\0' | '＝' | '＋' | '－' | '＠' | '−')
    );
    if calculates { format!("'{text}") } else { text.to_owned() }
}
