use std::collections::HashSet;
use std::io::Write;

use chrono::Datelike;
use rust_decimal::Decimal;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet, utility,
};
use stockless_core::day::{Day, Instant};

use super::layout::{Sum, Written, layout};
use super::{Cell, Kind, ReportError, Sheet};

/// A rule the figures follow, for the sheet “Notes”.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it is about, “Time zone”.
    pub about: String,
    /// The rule, “Europe/Berlin”.
    pub rule: String,
}

/// Writes sheets as one workbook: text as text, amounts and counts as numbers, days as dates, totals as formulas with
/// their result, the header frozen and repeated on each printed page. The same report always gives the same bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct XlsxReport {
    /// Title in the properties of the file.
    pub title: String,
    /// When the report was made.
    pub made: Instant,
    /// The rules used, on a last sheet; no such sheet without them.
    pub notes: Vec<Note>,
}

/// Rows of a workbook below its header and above a total.
const MOST_ROWS: usize = 1_048_574;
/// A cell holds so many characters.
const LONGEST_TEXT: usize = 32_767;
/// A spreadsheet calculates with so many digits; longer numbers stay exact as text only.
const MOST_DIGITS: i128 = 1_000_000_000_000_000;

impl XlsxReport {
    /// Writes the workbook.
    pub fn write(&self, sheets: &[Sheet], out: &mut dyn Write) -> Result<(), ReportError> {
        let mut workbook = Workbook::new();
        let made = ExcelDateTime::from_timestamp(self.made.ms().div_euclid(1000))?;
        workbook.set_properties(&DocProperties::new().set_title(&self.title).set_creation_datetime(&made));
        let mut names = HashSet::new();
        let mut shortened = 0_usize;
        for sheet in sheets {
            let page = Page { name: sheet_name(&sheet.name, &mut names), columns: layout(sheet)? };
            shortened = shortened.saturating_add(page.fill(workbook.add_worksheet(), sheet)?);
        }
        let mut notes = self.notes.clone();
        if shortened > 0 {
            let rule = format!("{shortened} texts were longer than a cell holds; they end with “…”.");
            notes.push(Note { about: "Long texts".to_owned(), rule });
        }
        if !notes.is_empty() {
            write_notes(workbook.add_worksheet(), &sheet_name("Notes", &mut names), &notes)?;
        }
        out.write_all(&workbook.save_to_buffer()?)?;
        Ok(())
    }
}

struct Page {
    name: String,
    columns: Vec<Written>,
}

impl Page {
    /// Gives back how many texts had to be shortened.
    fn fill(&self, paper: &mut Worksheet, sheet: &Sheet) -> Result<usize, ReportError> {
        if sheet.rows.len() > MOST_ROWS || self.columns.len() > 16_000 {
            return Err(ReportError::TooManyRows { sheet: sheet.name.clone(), rows: sheet.rows.len() });
        }
        paper.set_name(&self.name)?;
        let last = row_number(sheet.rows.len());
        let mut shortened = 0_usize;
        for (place, column) in (0_u16..).zip(&self.columns) {
            let align = if is_number(column.kind) { FormatAlign::Right } else { FormatAlign::Left };
            paper.write_string_with_format(0, place, cut(&column.title), &header().set_align(align))?;
            let look = format_of(column);
            let mut width = column.title.chars().count();
            for (row, cells) in (1_u32..).zip(&sheet.rows) {
                let Some(cell) = cells.get(column.source) else { continue };
                let shown = write_cell(paper, row, place, cell, column, &look)?;
                width = width.max(shown.width);
                shortened = shortened.saturating_add(usize::from(shown.shortened));
            }
            if let Some(total) = &sheet.total {
                width = width.max(write_total(paper, last.saturating_add(1), place, column, &total.label)?);
            }
            let width = u16::try_from(width.clamp(8, 60).saturating_add(2)).unwrap_or(62);
            paper.set_column_width(place, f64::from(width))?;
        }
        print_setup(paper)?;
        if let (Some(last_column), true) = (self.columns.len().checked_sub(1), !sheet.rows.is_empty()) {
            paper.autofilter(0, 0, last, u16::try_from(last_column).unwrap_or(u16::MAX))?;
        }
        Ok(shortened)
    }
}

struct Shown {
    width: usize,
    shortened: bool,
}

fn write_cell(
    paper: &mut Worksheet,
    row: u32,
    place: u16,
    cell: &Cell,
    column: &Written,
    look: &Format,
) -> Result<Shown, ReportError> {
    let mut shortened = false;
    let width = match cell {
        Cell::Empty => 0,
        Cell::Money(money) if column.currency_of => {
            paper.write_string(row, place, money.currency().code())?;
            3
        }
        Cell::Text(text) => {
            shortened = text.chars().count() > LONGEST_TEXT;
            paper.write_string_with_format(row, place, cut(text), look)?;
            text.lines().map(|line| line.chars().count()).max().unwrap_or(0)
        }
        Cell::Day(day) => {
            match serial(*day) {
                Some(serial) => paper.write_number_with_format(row, place, serial, look)?,
                None => paper.write_string(row, place, day.iso())?,
            };
            10
        }
        Cell::Money(_) | Cell::Decimal(..) | Cell::Percent(_) | Cell::Integer(_) => {
            let number = cell.number().unwrap_or_default();
            write_number(paper, row, place, number, &number_look(cell, column, look))?
        }
    };
    Ok(Shown { width, shortened })
}

/// Amounts of several currencies in one column keep their own places.
fn number_look(cell: &Cell, column: &Written, look: &Format) -> Format {
    match cell {
        Cell::Money(money) if money.currency().exponent() != column.places => {
            look.clone().set_num_format(pattern(money.currency().exponent()))
        }
        _ => look.clone(),
    }
}

/// Writes a number from its decimal text. More digits than a spreadsheet calculates with become text, so that none
/// is lost. Gives back the width.
fn write_number(
    paper: &mut Worksheet,
    row: u32,
    place: u16,
    number: Decimal,
    look: &Format,
) -> Result<usize, ReportError> {
    let text = number.to_string();
    let width = text.len().saturating_add(text.len() / 3);
    match text.parse::<f64>() {
        Ok(value) if number.mantissa().abs() < MOST_DIGITS => {
            paper.write_number_with_format(row, place, value, look)?;
        }
        _ => {
            paper.write_string_with_format(
                row,
                place,
                &text,
                &Format::new().set_align(FormatAlign::Right),
            )?;
        }
    }
    Ok(width)
}

fn write_total(
    paper: &mut Worksheet,
    row: u32,
    place: u16,
    column: &Written,
    label: &str,
) -> Result<usize, ReportError> {
    let ruled = format_of(column).set_bold().set_border_top(FormatBorder::Thin);
    match &column.sum {
        Some(Sum::Number(sum)) if row > 1 => {
            let letters = utility::column_number_to_name(place);
            let formula =
                Formula::new(format!("=SUM({letters}2:{letters}{row})")).set_result(sum.to_string());
            paper.write_formula_with_format(row, place, formula, &ruled)?;
            Ok(sum.to_string().len().saturating_add(4))
        }
        Some(Sum::Number(sum)) => write_number(paper, row, place, *sum, &ruled),
        Some(Sum::SeveralCurrencies) => {
            paper.write_string_with_format(row, place, "several currencies", &ruled)?;
            Ok(18)
        }
        None if place == 0 => {
            paper.write_string_with_format(row, place, cut(label), &ruled)?;
            Ok(label.chars().count())
        }
        None => {
            paper.write_blank(row, place, &ruled)?;
            Ok(0)
        }
    }
}

fn write_notes(paper: &mut Worksheet, name: &str, notes: &[Note]) -> Result<(), ReportError> {
    paper.set_name(name)?;
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    paper.write_string_with_format(0, 0, "About", &header())?;
    paper.write_string_with_format(0, 1, "Rule", &header())?;
    for (row, note) in (1_u32..).zip(notes) {
        paper.write_string_with_format(row, 0, cut(&note.about), &wrapped)?;
        paper.write_string_with_format(row, 1, cut(&note.rule), &wrapped)?;
    }
    paper.set_column_width(0, 26)?;
    paper.set_column_width(1, 90)?;
    print_setup(paper)
}

fn print_setup(paper: &mut Worksheet) -> Result<(), ReportError> {
    paper.set_freeze_panes(1, 0)?;
    paper.set_repeat_rows(0, 0)?;
    paper.set_landscape().set_print_fit_to_pages(1, 0).set_footer("&L&A&RPage &P of &N");
    Ok(())
}

fn header() -> Format {
    Format::new().set_bold().set_border_bottom(FormatBorder::Thin).set_align(FormatAlign::Left)
}

fn format_of(column: &Written) -> Format {
    let plain = Format::new();
    match column.kind {
        Kind::Text => plain.set_num_format("@"),
        Kind::Money | Kind::Decimal => plain.set_num_format(pattern(column.places)),
        Kind::Percent => plain.set_num_format("0.00%"),
        Kind::Day => plain.set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
        Kind::Integer => plain.set_num_format("#,##0"),
    }
}

const fn is_number(kind: Kind) -> bool {
    matches!(kind, Kind::Money | Kind::Decimal | Kind::Percent | Kind::Integer)
}

fn pattern(places: u32) -> String {
    let zeros = "0".repeat(usize::try_from(places.min(20)).unwrap_or(0));
    if zeros.is_empty() { "#,##0".to_owned() } else { format!("#,##0.{zeros}") }
}

/// The number of a day in a workbook; `None` before March 1900, where workbooks count a day that never was.
fn serial(day: Day) -> Option<f64> {
    let origin = Day::ymd(1899, 12, 30)?;
    let days = i32::try_from(day.days_since(origin)).ok()?;
    (days > 60 && day.date().year() < 10_000).then(|| f64::from(days))
}

fn cut(text: &str) -> String {
    if text.chars().count() <= LONGEST_TEXT {
        return text.to_owned();
    }
    text.chars().take(LONGEST_TEXT.saturating_sub(1)).chain(['…']).collect()
}

fn row_number(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}

/// A name for a tab: 31 characters, none of `[]:*?/\`, no apostrophe at the ends, each name once.
fn sheet_name(wanted: &str, taken: &mut HashSet<String>) -> String {
    let plain = wanted.chars().map(|c| if "[]:*?/\\".contains(c) || c.is_control() { '-' } else { c });
    let base: String = plain.collect::<String>().trim_matches('\'').trim().to_owned();
    let base = if base.is_empty() { "Sheet".to_owned() } else { base };
    for number in 1_usize.. {
        let suffix = if number == 1 { String::new() } else { format!(" {number}") };
        let room = 31_usize.saturating_sub(suffix.len());
        let short: String = base.chars().take(room).collect();
        let name = format!("{}{suffix}", short.trim_end_matches(['\'', ' ']));
        if taken.insert(name.to_lowercase()) {
            return name;
        }
    }
    base
}
