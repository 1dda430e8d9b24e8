//! From UTF-8 text to records: cells, the raw text, and the lines they stand on.

use std::io::Read;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::TableError;
use super::dialect::Dialect;

const CHUNK: usize = 64 * 1024;

/// What one file may cost.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes in one cell.
    pub cell_bytes: usize,
    /// Bytes in one row, with its separators.
    pub row_bytes: usize,
    /// Cells in one row.
    pub columns: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { cell_bytes: 10 * 1024 * 1024, row_bytes: 32 * 1024 * 1024, columns: 10_000 }
    }
}

/// One record of a text file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record {
    /// First physical line, the first is 1.
    pub line: u64,
    /// Last physical line; more than `line` where a cell holds line breaks.
    pub last_line: u64,
    /// The text of the record as the file has it, without the line end.
    pub raw: String,
    /// A quotation mark was still open where the file ended.
    pub open_quote: bool,
    /// The file ended without a line end behind this record.
    pub at_end: bool,
    text: String,
    ends: Vec<usize>,
}

impl Record {
    pub fn width(&self) -> usize {
        self.ends.len()
    }

    pub fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)?;
        let start = match index.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        self.text.get(start..end)
    }

    pub fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.width()).map(|index| self.get(index).unwrap_or_default())
    }

    /// Takes the first cell off: in a sheet it is the number of the row.
    pub fn take_row_number(&mut self) {
        if let Some(number) = self.get(0).and_then(|cell| cell.parse().ok()) {
            self.line = number;
            self.last_line = number;
        }
        let first = self.ends.first().copied().unwrap_or(0);
        self.text = self.text.get(first..).unwrap_or_default().to_owned();
        self.ends = self.ends.iter().skip(1).map(|end| end.saturating_sub(first)).collect();
        self.raw = self.raw.split_once(',').map(|(_, rest)| rest.to_owned()).unwrap_or_default();
    }
}

/// Cuts text into records. Blank lines are passed over but counted.
pub(super) struct Records<R> {
    input: R,
    core: Reader,
    dialect: Dialect,
    limits: Limits,
    buffer: Vec<u8>,
    position: usize,
    filled: usize,
    ended: bool,
    line: u64,
    after_return: bool,
}

impl<R: Read> Records<R> {
    pub fn new(input: R, dialect: Dialect, limits: Limits) -> Self {
        Self {
            input,
            core: core(dialect),
            dialect,
            limits,
            buffer: vec![0; CHUNK],
            position: 0,
            filled: 0,
            ended: false,
            line: 1,
            after_return: false,
        }
    }

    pub fn input(&self) -> &R {
        &self.input
    }

    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// From the next record on, quotation marks are part of the text.
    pub fn quotes_are_data(&mut self) {
        self.dialect.quotes = false;
        self.core = core(self.dialect);
    }

    /// Forgets all that was read, after `back` has put the input to its beginning.
    pub fn rewind(&mut self, back: impl FnOnce(&mut R) -> std::io::Result<()>) -> std::io::Result<()> {
        back(&mut self.input)?;
        self.core = core(self.dialect);
        (self.position, self.filled, self.ended) = (0, 0, false);
        (self.line, self.after_return) = (1, false);
        Ok(())
    }

    fn fill(&mut self) -> Result<(), TableError> {
        if self.position < self.filled || self.ended {
            return Ok(());
        }
        self.position = 0;
        self.filled = self.input.read(&mut self.buffer)?;
        self.ended = self.filled == 0;
        Ok(())
    }

    /// Passes over line ends before a record and counts them: CR LF is one.
    fn skip_line_ends(&mut self) -> Result<(), TableError> {
        loop {
            self.fill()?;
            match self.buffer.get(self.position).filter(|_| self.position < self.filled) {
                Some(b'\n') if self.after_return => self.after_return = false,
                Some(b'\n') => self.line = self.line.saturating_add(1),
                Some(b'\r') => {
                    self.line = self.line.saturating_add(1);
                    self.after_return = true;
                }
                _ => {
                    self.after_return = false;
                    return Ok(());
                }
            }
            self.position = self.position.saturating_add(1);
        }
    }

    /// The next record that is not a blank line.
    pub fn next_record(&mut self) -> Result<Option<Record>, TableError> {
        self.skip_line_ends()?;
        let mut work = Work::new();
        loop {
            self.fill()?;
            let input = self.buffer.get(self.position..self.filled).unwrap_or_default();
            let at_end = input.is_empty();
            let (cells, ends) = work.room();
            let (result, read, written, ended) = self.core.read_record(input, cells, ends);
            work.raw.extend_from_slice(input.get(..read).unwrap_or_default());
            self.position = self.position.saturating_add(read);
            work.written = work.written.saturating_add(written);
            work.ended = work.ended.saturating_add(ended);
            work.check(self.line, self.limits)?;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => work.more_cells(),
                ReadRecordResult::OutputEndsFull => work.more_ends(),
                ReadRecordResult::Record => return Ok(Some(self.finish(work, at_end))),
                ReadRecordResult::End => return Ok(None),
            }
        }
    }

    fn finish(&mut self, mut work: Work, at_end: bool) -> Record {
        if !at_end {
            self.after_return = work.raw.pop() == Some(b'\r');
        }
        let open_quote = at_end && self.dialect.quotes && ends_within_quotes(&work.raw, self.dialect);
        let raw = into_text(work.raw);
        let last_line = self.line.saturating_add(breaks(&raw));
        work.cells.truncate(work.written);
        work.ends.truncate(work.ended);
        let line = std::mem::replace(&mut self.line, last_line.saturating_add(u64::from(!at_end)));
        Record { line, last_line, raw, open_quote, at_end, text: into_text(work.cells), ends: work.ends }
    }
}

fn core(dialect: Dialect) -> Reader {
    let mut builder = ReaderBuilder::new();
    builder.delimiter(dialect.delimiter).quoting(dialect.quotes);
    builder.escape(dialect.backslash.then_some(b'\\'));
    builder.build()
}

/// Text was decoded before it came here, so this is a move, not a check that can fail.
fn into_text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// Line breaks within a text: CR LF is one.
fn breaks(text: &str) -> u64 {
    let mut count = 0_u64;
    let mut after_return = false;
    for byte in text.bytes() {
        if byte == b'\r' || (byte == b'\n' && !after_return) {
            count = count.saturating_add(1);
        }
        after_return = byte == b'\r';
    }
    count
}

/// The same walk as the reader's, to learn whether the last cell was closed.
fn ends_within_quotes(raw: &[u8], dialect: Dialect) -> bool {
    let (mut within, mut at_start) = (false, true);
    let mut bytes = raw.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        if within {
            if dialect.backslash && byte == b'\\' {
                bytes.next();
            } else if byte == b'"' && bytes.next_if_eq(&b'"').is_none() {
                within = false;
            }
        } else if byte == b'"' && at_start {
            within = true;
        }
        at_start = !within && byte == dialect.delimiter;
    }
    within
}

/// The record being read.
struct Work {
    raw: Vec<u8>,
    cells: Vec<u8>,
    ends: Vec<usize>,
    written: usize,
    ended: usize,
}

impl Work {
    fn new() -> Self {
        Self { raw: Vec::new(), cells: vec![0; 512], ends: vec![0; 64], written: 0, ended: 0 }
    }

    fn room(&mut self) -> (&mut [u8], &mut [usize]) {
        let cells = self.cells.get_mut(self.written..).unwrap_or_default();
        (cells, self.ends.get_mut(self.ended..).unwrap_or_default())
    }

    fn more_cells(&mut self) {
        self.cells.resize(self.cells.len().saturating_mul(2), 0);
    }

    fn more_ends(&mut self) {
        self.ends.resize(self.ends.len().saturating_mul(2), 0);
    }

    fn check(&self, line: u64, limits: Limits) -> Result<(), TableError> {
        if self.ended > limits.columns {
            return Err(TableError::TooManyColumns { line, limit: limits.columns });
        }
        if self.written > limits.cell_bytes {
            let ends = self.ends.get(..self.ended).unwrap_or_default();
            let mut start = 0;
            for (index, end) in ends.iter().copied().chain([self.written]).enumerate() {
                if end.saturating_sub(start) > limits.cell_bytes {
                    let column = index.saturating_add(1);
                    return Err(TableError::CellTooLong { line, column, limit: limits.cell_bytes });
                }
                start = end;
            }
        }
        if self.raw.len() > limits.row_bytes {
            return Err(TableError::RowTooLong { line, limit: limits.row_bytes });
        }
        Ok(())
    }
}
