//! A report as a file. The figures are those of the screen, to the cent, because they are the same text.

use std::path::Path;

use stockless_connect::report::{
    Cell, Column, CsvReport, Delimiter, Kind, Note, ReportError, Sheet, TotalRow, XlsxReport, write_file,
};
use stockless_core::day::Instant;
use stockless_core::money::{AmountFormat, Currency, Money, parse_amount};

use crate::error::{ApiError, Code};
use crate::shapes::profit::{Basis, ProfitAnswer, ProfitBy, ProfitRow};
use crate::shapes::shared::Amount;

/// Writes a report to CSV or XLSX.
pub fn write(answer: &ProfitAnswer, by: ProfitBy, format: &str, path: &Path) -> Result<(), ApiError> {
    let currency: Currency =
        answer.basis.currency.parse().map_err(|_| ApiError::invalid("The report has no currency."))?;
    let sheet = sheet(answer, by, currency)?;
    let written = match format {
        "csv" => write_file(path, |out| {
            out.write_all(header(&answer.basis).as_bytes())?;
            CsvReport { bom: false, delimiter: Delimiter::default() }.write(&sheet, out)
        }),
        "xlsx" => {
            let report = XlsxReport {
                title: format!("Profit {} to {}", answer.basis.from, answer.basis.to),
                made: Instant::from_iso(&answer.basis.as_of).unwrap_or(Instant::from_ms(0)),
                notes: notes(&answer.basis),
            };
            write_file(path, |out| report.write(std::slice::from_ref(&sheet), out))
        }
        other => return Err(ApiError::invalid(format!("“{other}” is not csv or xlsx."))),
    };
    written.map_err(|error: ReportError| ApiError::new(Code::File, error.to_string()))
}

/// Lines before the table of a CSV, each a comment: which rules the figures follow.
fn header(basis: &Basis) -> String {
    let mut lines = vec![format!(
        "# Profit {} to {}, {}, {}, days in {}, as of {}",
        basis.from, basis.to, basis.shops, basis.currency, basis.time_zone, basis.as_of
    )];
    lines.extend(basis.rules.iter().map(|rule| format!("# {rule}")));
    for (currency, entries) in &basis.without_rate {
        lines.push(format!("# {entries} amounts in {currency} are left out: there is no rate for them."));
    }
    lines.push(String::new());
    lines.join("\n")
}

fn notes(basis: &Basis) -> Vec<Note> {
    let note = |about: &str, rule: String| Note { about: about.to_owned(), rule };
    let mut notes = vec![
        note("Period", format!("{} to {}", basis.from, basis.to)),
        note("Shops", basis.shops.clone()),
        note("Currency", basis.currency.clone()),
        note("Time zone", basis.time_zone.clone()),
        note("As of", basis.as_of.clone()),
    ];
    notes.extend(basis.rules.iter().map(|rule| note("Rule", rule.clone())));
    for (currency, entries) in &basis.without_rate {
        notes.push(note("Left out", format!("{entries} amounts in {currency}: there is no rate for them.")));
    }
    notes
}

fn title(step: &str) -> String {
    let mut text = step.replace('_', " ");
    if let Some(first) = text.get_mut(0..1) {
        first.make_ascii_uppercase();
    }
    text
}

fn sheet(answer: &ProfitAnswer, by: ProfitBy, currency: Currency) -> Result<Sheet, ApiError> {
    let by_word = serde_json::to_value(by).ok().and_then(|v| v.as_str().map(title)).unwrap_or_default();
    let mut columns = vec![
        Column::new(by_word, Kind::Text),
        Column::new("Orders", Kind::Integer),
        Column::new("Units", Kind::Integer),
    ];
    for step in &answer.total.steps {
        columns.push(Column::new(title(&step.step), Kind::Money));
    }
    columns.push(Column::new("Margin", Kind::Percent));
    let sums = (1..columns.len() - 1).collect();
    let rows = answer.rows.iter().map(|row| cells(row, currency)).collect::<Result<_, _>>()?;
    Ok(Sheet {
        name: "Profit".to_owned(),
        columns,
        rows,
        total: Some(TotalRow { label: "Total".to_owned(), sums }),
    })
}

fn cells(row: &ProfitRow, currency: Currency) -> Result<Vec<Cell>, ApiError> {
    let mut cells = vec![Cell::Text(row.key.clone()), Cell::Integer(row.orders), Cell::Integer(row.units)];
    for step in &row.steps {
        cells.push(Cell::Money(money(&step.amount, currency)?));
    }
    let margin = row.margin.as_deref().and_then(|text| text.parse::<rust_decimal::Decimal>().ok());
    cells.push(
        margin.map_or(Cell::Empty, |percent| Cell::Percent(percent / rust_decimal::Decimal::ONE_HUNDRED)),
    );
    Ok(cells)
}

fn money(amount: &Amount, currency: Currency) -> Result<Money, ApiError> {
    parse_amount(&amount.amount, currency, AmountFormat::Point)
        .map_err(|error| ApiError::invalid(format!("{}: {error}.", amount.amount)))
}
