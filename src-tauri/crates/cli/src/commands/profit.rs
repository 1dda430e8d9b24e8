//! `stockless profit`

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use stockless_core::day::Day;
use stockless_engine::shapes::profit::{ProfitBy, ProfitExport, ProfitRequest};

use super::full;
use crate::answer::Answer;
use crate::failure::Failure;
use crate::fields::{flag, list, number, text};
use crate::session::{Session, shop_id, today};
use crate::table::{Side, Table, shortened};
use crate::words;

/// Which report.
#[derive(Debug, Args)]
pub struct Profit {
    /// First day, 2026-02-01 [default: about a year before the last one; 30 days by day, 12 weeks by week]
    #[arg(long, value_name = "DAY")]
    from: Option<String>,
    /// Last day [default: today]
    #[arg(long, value_name = "DAY")]
    to: Option<String>,
    /// How it is cut
    #[arg(long, value_enum, default_value = "month")]
    by: By,
    /// One shop
    #[arg(long, value_name = "NAME")]
    shop: Option<String>,
    /// How it is written
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
    /// File to write it to; csv and xlsx need one
    #[arg(long, value_name = "FILE", required_if_eq_any = [("format", "csv"), ("format", "xlsx")])]
    out: Option<PathBuf>,
}

/// How a report is cut.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum By {
    Day,
    Week,
    Month,
    Shop,
    Supplier,
    Product,
    Country,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Aligned text
    Table,
    /// A table for any program
    Csv,
    /// A workbook with formulas for the bookkeeper
    Xlsx,
    /// The whole answer, as with --json
    Json,
}

impl Profit {
    /// True when the answer is wanted as JSON even without --json.
    pub const fn answers_json(&self) -> bool {
        matches!(self.format, Format::Json)
    }

    pub fn run(&self, session: &Session) -> Result<Answer, Failure> {
        let request = self.request(session)?;
        let path = self.out.as_deref().map(full).transpose()?;
        let export = match (self.format, path) {
            (Format::Csv, Some(path)) => ("csv", path),
            (Format::Xlsx, Some(path)) => ("xlsx", path),
            (_, path) => return self.shown(&session.call("profit", &request)?, path.as_deref()),
        };
        let (format, path) = (export.0.to_owned(), export.1);
        Ok(written(&session.call("profit_export", &ProfitExport { report: request, format, path })?))
    }

    fn shown(&self, report: &Value, path: Option<&str>) -> Result<Answer, Failure> {
        let answer = Answer::new(report, told(report));
        let Some(path) = path else { return Ok(answer) };
        let words = if self.format == Format::Json { answer.json() } else { answer.text() };
        std::fs::write(path, words).map_err(|error| Failure::file(Path::new(path), &error))?;
        Ok(written(&json!({"path": path, "bytes": words.len()})))
    }

    fn request(&self, session: &Session) -> Result<ProfitRequest, Failure> {
        let state = session.state()?;
        let to = self.to.clone().unwrap_or_else(|| today(&state).iso());
        let from = match &self.from {
            Some(from) => from.clone(),
            // A last day that is no day is refused by the engine, with its own words.
            None => Day::from_iso(&to).map_or_else(String::new, |to| self.first_day(to).iso()),
        };
        let shop_id = self.shop.as_deref().map(|name| shop_id(&state, name)).transpose()?;
        Ok(ProfitRequest { from, to, by: self.by.into(), shop_id })
    }

    fn first_day(&self, to: Day) -> Day {
        match self.by {
            By::Day => to.plus_days(-29),
            By::Week => to.plus_days(-77).week_start(),
            _ => to.month_start().plus_days(-330).month_start(),
        }
    }
}

impl From<By> for ProfitBy {
    fn from(by: By) -> Self {
        match by {
            By::Day => Self::Day,
            By::Week => Self::Week,
            By::Month => Self::Month,
            By::Shop => Self::Shop,
            By::Supplier => Self::Supplier,
            By::Product => Self::Product,
            By::Country => Self::Country,
        }
    }
}

fn written(file: &Value) -> Answer {
    Answer::new(file, format!("{} ({} bytes)", text(file, "path"), number(file, "bytes")))
}

fn told(report: &Value) -> String {
    let basis = report.get("basis").unwrap_or(&Value::Null);
    let total = report.get("total").unwrap_or(&Value::Null);
    let mut lines = vec![format!(
        "Profit {} to {}, {}, in {}, days in {}, as of {}",
        text(basis, "from"),
        text(basis, "to"),
        text(basis, "shops"),
        text(basis, "currency"),
        text(basis, "time_zone"),
        text(basis, "as_of"),
    )];
    lines.extend([String::new(), waterfall(list(report, "rows"), total)]);
    match text(report, "final_costs").as_str() {
        "" => {}
        "100.0" => lines.push("All costs are final.".to_owned()),
        percent => lines.push(format!("{percent} % of the costs are final, the rest is estimated.")),
    }
    lines.extend(list(basis, "without_rate").iter().map(left_out));
    let rules = list(basis, "rules").iter().filter_map(Value::as_str);
    lines.extend(rules.map(|rule| format!("- {rule}")));
    lines.join("\n")
}

/// One line for each row and the total; a column for each step that is not zero throughout, subtotals always.
fn waterfall(rows: &[Value], total: &Value) -> String {
    let everything = || rows.iter().chain([total]);
    let shown: Vec<&str> = list(total, "steps")
        .iter()
        .filter_map(|step| Some((step.get("step")?.as_str()?, flag(step, "subtotal"))))
        .filter(|(name, subtotal)| *subtotal || everything().any(|row| !is_zero(&amount_of(row, name))))
        .map(|(name, _)| name)
        .collect();
    let mut titles = vec![(String::new(), Side::Left), ("Orders".to_owned(), Side::Right)];
    titles.extend(shown.iter().map(|name| (in_two_lines(&words::step(name)), Side::Right)));
    titles.push(("Margin".to_owned(), Side::Right));
    let mut table = Table::with_titles(titles);
    for row in everything() {
        let mut cells = vec![shortened(&text(row, "key"), 32), number(row, "orders").to_string()];
        cells.extend(shown.iter().map(|name| amount_of(row, name)));
        let margin = text(row, "margin");
        cells.push(if margin.is_empty() { String::new() } else { format!("{margin} %") });
        table.row(cells);
    }
    table.render()
}

fn amount_of(row: &Value, step: &str) -> String {
    let found = list(row, "steps").iter().find(|known| text(known, "step") == step);
    found.and_then(|step| step.get("amount")).map_or_else(String::new, |amount| text(amount, "amount"))
}

fn is_zero(amount: &str) -> bool {
    !amount.contains(|c| matches!(c, '1'..='9'))
}

/// A title of several words, broken at the blank that makes it narrowest.
fn in_two_lines(title: &str) -> String {
    let breaks = title.match_indices(' ').map(|(at, _)| title.split_at(at));
    let narrowest = breaks.min_by_key(|(first, rest)| first.len().max(rest.len()));
    narrowest.map_or_else(|| title.to_owned(), |(first, rest)| format!("{first}\n{}", rest.trim_start()))
}

fn left_out(pair: &Value) -> String {
    let (currency, entries) = (pair.get(0).and_then(Value::as_str), pair.get(1).and_then(Value::as_i64));
    format!(
        "{} amounts in {} are left out: there is no rate for them. Enter one with stockless import rates.",
        entries.unwrap_or(0),
        currency.unwrap_or_default()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(key: &str, sales: &str, ads: &str) -> Value {
        let step = |name: &str, amount: &str, subtotal: bool| json!({"step": name, "subtotal": subtotal, "amount": {"amount": amount, "currency": "EUR"}});
        json!({"key": key, "orders": 2, "margin": "10.0", "steps": [
            step("sales_with_tax", sales, false), step("ads", ads, false), step("net_profit", "0.00", true)]})
    }

    #[test]
    fn steps_that_are_zero_throughout_take_no_room_and_subtotals_always_stand() {
        let text = waterfall(&[row("2026-01", "5.00", "0.00")], &row("total", "5.00", "-0.00"));
        assert!(text.contains("with tax") && text.contains("Net"), "{text}");
        assert!(!text.contains("Ads"), "{text}");
        assert_eq!(text.lines().count(), 4, "{text}");
        let text = waterfall(&[row("2026-01", "5.00", "-1.00")], &row("total", "5.00", "-1.00"));
        assert!(text.contains("Ads"), "{text}");
    }

    #[test]
    fn a_title_is_broken_where_it_becomes_narrowest() {
        assert_eq!(in_two_lines("Sales with tax"), "Sales\nwith tax");
        assert_eq!(in_two_lines("Tax"), "Tax");
    }
}
