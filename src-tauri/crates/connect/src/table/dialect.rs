//! How a text file separates its cells, and on which line the column names stand.

use super::TableError;
use super::records::{Limits, Record, Records};

/// How many records decide.
const LOOKED_AT: usize = 60;

/// How a text file separates and quotes its cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// The sign between two cells.
    pub delimiter: u8,
    /// False where quotation marks are part of the text.
    pub quotes: bool,
    /// True where a backslash before a quotation mark makes it part of the text.
    pub backslash: bool,
}

impl Dialect {
    /// Commas and doubled quotation marks.
    pub const PLAIN: Self = Self { delimiter: b',', quotes: true, backslash: false };
}

/// Where the column names stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HeaderAt {
    /// Found by its shape: the first row about as wide as the rows below it.
    #[default]
    Found,
    /// On this physical line, the first is 1.
    Line(u64),
    /// There are none; the columns are called `column 1`, `column 2`, and so on.
    Nowhere,
}

/// What the beginning of a file says about the rest.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    pub dialect: Dialect,
    /// First line of the header record.
    pub header_line: u64,
}

/// Decides on dialect and header from the beginning of a text. `complete` says that `sample` is the whole text.
pub(super) fn detect(sample: &[u8], complete: bool, delimiter: Option<u8>) -> Result<Shape, TableError> {
    let declared = declared_delimiter(sample);
    let candidates: Vec<u8> = delimiter.or(declared).map_or_else(|| b",;\t|".to_vec(), |one| vec![one]);
    let mut best: Option<(f64, Dialect, Vec<Record>)> = None;
    for delimiter in candidates {
        let dialect = Dialect { delimiter, quotes: true, backslash: backslash_escapes(sample, delimiter) };
        let records = parse(sample, complete, dialect);
        let score = score(&records);
        if best.as_ref().is_none_or(|(found, _, _)| score > *found) {
            best = Some((score, dialect, records));
        }
    }
    let Some((_, mut dialect, mut records)) = best else { return Err(TableError::Empty) };
    if dialect.delimiter == b'\t' && !quoting_is_sound(sample, complete) {
        dialect.quotes = false;
        records = parse(sample, complete, dialect);
    }
    if declared.is_some() {
        records.retain(|record| record.line != 1);
    }
    let header_line = header_line(&records);
    Ok(Shape { dialect, header_line })
}

/// Line of the header in what the workbook reader wrote.
pub(super) fn sheet_header_line(sample: &[u8], complete: bool) -> u64 {
    let mut records = parse(sample, complete, Dialect::PLAIN);
    records.iter_mut().for_each(Record::take_row_number);
    header_line(&records)
}

/// Excel's own hint, a first line `sep=;`.
fn declared_delimiter(sample: &[u8]) -> Option<u8> {
    let rest = sample.get(..4).filter(|start| start.eq_ignore_ascii_case(b"sep=")).and(sample.get(4..))?;
    match rest {
        [sign, b'\r' | b'\n', ..] if sign.is_ascii() => Some(*sign),
        _ => None,
    }
}

/// `\"` within a text that is not followed by the end of the cell, and no doubled quotation marks anywhere.
fn backslash_escapes(sample: &[u8], delimiter: u8) -> bool {
    let escaped = sample.windows(3).any(|three| match three {
        [b'\\', b'"', next] => *next != delimiter && *next != b'\r' && *next != b'\n',
        _ => false,
    });
    let doubled = sample.windows(3).any(|three| match three {
        [b'"', b'"', next] => *next != delimiter && *next != b'\r' && *next != b'\n',
        _ => false,
    });
    escaped && !doubled
}

/// A quoted cell that is still open where the sample ends may be this long; beyond it is a stray mark.
const OPEN_AT_END: usize = 16 * 1024;

/// In a TAB file: true when each cell that begins with a quotation mark also ends with one.
fn quoting_is_sound(sample: &[u8], complete: bool) -> bool {
    let mut opened = None;
    let mut at_start = true;
    let mut bytes = sample.iter().copied().enumerate().peekable();
    while let Some((at, byte)) = bytes.next() {
        let next = bytes.peek().map(|(_, next)| *next);
        match byte {
            b'"' if opened.is_some() && next == Some(b'"') => {
                bytes.next();
            }
            b'"' if opened.is_some() && matches!(next, None | Some(b'\t' | b'\r' | b'\n')) => opened = None,
            b'"' if opened.is_some() => return false,
            b'"' if at_start => opened = Some(at),
            _ => {}
        }
        at_start = opened.is_none() && matches!(byte, b'\t' | b'\r' | b'\n');
    }
    opened.is_none_or(|at| !complete && sample.len().saturating_sub(at) < OPEN_AT_END)
}

fn parse(sample: &[u8], complete: bool, dialect: Dialect) -> Vec<Record> {
    let mut records = Records::new(sample, dialect, Limits::default());
    let mut found = Vec::new();
    while found.len() < LOOKED_AT {
        match records.next_record() {
            Ok(Some(record)) => found.push(record),
            Ok(None) | Err(_) => break,
        }
    }
    // The sample ends somewhere, mostly within a record.
    if !complete && found.len() > 1 && found.len() < LOOKED_AT {
        found.pop();
    }
    found
}

/// Common width of the records that have more than one cell; 1 where none has.
fn common_width(records: &[Record]) -> usize {
    let mut widths: Vec<usize> = records.iter().map(Record::width).filter(|&width| width > 1).collect();
    widths.sort_unstable();
    let runs = widths.chunk_by(|a, b| a == b).map(|run| (run.len(), run.first().copied().unwrap_or(1)));
    runs.max().map_or(1, |(_, width)| width)
}

/// Most records of one width win; among equals the wider one.
fn score(records: &[Record]) -> f64 {
    let width = common_width(records);
    if width < 2 || records.is_empty() {
        return 0.0;
    }
    let count = |n: usize| u32::try_from(n).map_or(f64::MAX, f64::from);
    let alike = records.iter().filter(|record| record.width() == width).count();
    let share = count(alike) / count(records.len());
    share * share * (1.0 + count(width).ln())
}

/// The first record in which at least 60 % of the usual number of cells are filled.
fn header_line(records: &[Record]) -> u64 {
    let width = common_width(records);
    let enough = |record: &&Record| {
        let filled = record.cells().filter(|cell| !cell.trim().is_empty()).count();
        filled.saturating_mul(10) >= width.saturating_mul(6) && filled > 0
    };
    records.iter().find(enough).or(records.first()).map_or(1, |record| record.line)
}
