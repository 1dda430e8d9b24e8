//! A file becomes rows: any usual encoding and dialect, one row at a time, in bounded memory.
//!
//! ```no_run
//! # use stockless_connect::table::{OpenOptions, Table, TableError};
//! # fn read(path: &std::path::Path) -> Result<(), TableError> {
//! let mut table = Table::open(path, &OpenOptions::default())?;
//! let sku = table.header().find("SKU");
//! while let Some(row) = table.next_row()? {
//!     // row.get(column), row.line(), row.raw(), row.problem()
//! }
//! # Ok(()) }
//! ```
//!
//! Opening reads the file twice: a survey decides on the encoding and refuses what is no table (a sign-in page,
//! a picture, zero bytes), then the rows are decoded as they are asked for. Rows of blank cells are passed over.
//! Short rows read as if filled up with empty cells; a row that cannot be trusted says so in [`Row::problem`].
//! Workbooks become the same rows by [`xlsx`].

mod dialect;
mod encoding;
mod header;
mod problem;
mod records;
mod row;
pub mod xlsx;

#[cfg(test)]
mod tests;

use std::fs::File;
use std::io::{Cursor, Read};
use std::path::Path;

use encoding::{Decoded, Survey};
use records::{Record, Records};

pub use dialect::{Dialect, HeaderAt};
pub use encoding::Source;
pub use header::{Header, key};
pub use problem::{RowProblem, TableError};
pub use records::Limits;
pub use row::Row;

/// How much of the text decides on dialect and header.
const SAMPLE: u64 = 256 * 1024;

/// What is known about a file before it is opened. The default finds everything out by itself.
#[derive(Debug, Clone, Default)]
pub struct OpenOptions {
    /// Encoding by its usual name (`utf-8`, `windows-1252`, `shift_jis`); a byte order mark still wins.
    pub encoding: Option<String>,
    /// The sign between two cells.
    pub delimiter: Option<u8>,
    /// Where the column names stand.
    pub header: HeaderAt,
    /// What the file may cost.
    pub limits: Limits,
}

/// A table being read, row by row.
pub struct Table {
    name: String,
    records: Records<Decoded>,
    header: Header,
    header_at: HeaderAt,
    rows_are_numbered: bool,
    all_full: bool,
}

impl std::fmt::Debug for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Table")
            .field("name", &self.name)
            .field("header", &self.header)
            .finish_non_exhaustive()
    }
}

impl Table {
    /// Opens a text file.
    pub fn open(path: &Path, options: &OpenOptions) -> Result<Self, TableError> {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        Self::from_source(name, Box::new(File::open(path)?), options)
    }

    /// Opens a text file or the first visible sheet of a workbook, whatever its name says. `exe` is a program that
    /// reads workbooks when it is started with [`xlsx::CHILD_FLAG`]: this program itself.
    pub fn open_any(exe: &Path, path: &Path, options: &OpenOptions) -> Result<Self, TableError> {
        match Self::open(path, options) {
            Err(TableError::Workbook) => {
                xlsx::read_in_child(exe, path, None, xlsx::XlsxLimits::default(), options)
            }
            opened => opened,
        }
    }

    /// Reads a text that is already in memory.
    pub fn from_bytes(
        name: impl Into<String>,
        bytes: impl Into<Vec<u8>>,
        options: &OpenOptions,
    ) -> Result<Self, TableError> {
        Self::from_source(name.into(), Box::new(Cursor::new(bytes.into())), options)
    }

    /// Reads a text from anything that can go back to its beginning. `name` is shown in messages.
    pub fn from_source(
        name: String,
        mut source: Box<dyn Source>,
        options: &OpenOptions,
    ) -> Result<Self, TableError> {
        let survey = encoding::survey(&mut *source, options.encoding.as_deref())?;
        let mut decoded = Decoded::new(source, survey)?;
        let mut sample = Vec::new();
        decoded.by_ref().take(SAMPLE).read_to_end(&mut sample)?;
        let complete = u64::try_from(sample.len()).unwrap_or(SAMPLE) < SAMPLE;
        let shape = dialect::detect(&sample, complete, options.delimiter)?;
        decoded.rewind()?;
        let at = match options.header {
            HeaderAt::Found => HeaderAt::Line(shape.header_line),
            other => other,
        };
        Self::begin(name, Records::new(decoded, shape.dialect, options.limits), at, false)
    }

    /// Reads what the workbook reader wrote: commas, UTF-8, and the number of the sheet's row in front.
    fn from_sheet(name: String, source: Box<dyn Source>, options: &OpenOptions) -> Result<Self, TableError> {
        let survey = Survey { encoding: encoding_rs::UTF_8, bom: 0 };
        let mut decoded = Decoded::new(source, survey)?;
        let mut sample = Vec::new();
        decoded.by_ref().take(SAMPLE).read_to_end(&mut sample)?;
        decoded.rewind()?;
        let complete = u64::try_from(sample.len()).unwrap_or(SAMPLE) < SAMPLE;
        let at = match options.header {
            HeaderAt::Found => HeaderAt::Line(dialect::sheet_header_line(&sample, complete)),
            other => other,
        };
        Self::begin(name, Records::new(decoded, Dialect::PLAIN, options.limits), at, true)
    }

    fn begin(
        name: String,
        records: Records<Decoded>,
        header_at: HeaderAt,
        rows_are_numbered: bool,
    ) -> Result<Self, TableError> {
        let header = Header::default();
        let mut table = Self { name, records, header, header_at, rows_are_numbered, all_full: true };
        table.read_header()?;
        Ok(table)
    }

    fn read_header(&mut self) -> Result<(), TableError> {
        self.all_full = true;
        let wanted = match self.header_at {
            HeaderAt::Line(line) => line,
            HeaderAt::Found => 1,
            HeaderAt::Nowhere => {
                let width = self.next_record()?.map_or(0, |record| record.width());
                self.header = Header::numbered(width);
                return self.go_to_start();
            }
        };
        while let Some(record) = self.next_record()? {
            if record.line >= wanted {
                self.header = Header::new(record.cells(), record.line);
                return Ok(());
            }
        }
        Err(TableError::NoHeader { line: wanted })
    }

    fn go_to_start(&mut self) -> Result<(), TableError> {
        Ok(self.records.rewind(Decoded::rewind)?)
    }

    fn next_record(&mut self) -> Result<Option<Record>, TableError> {
        let mut record = self.records.next_record()?;
        if let Some(record) = record.as_mut().filter(|_| self.rows_are_numbered) {
            record.take_row_number();
        }
        Ok(record)
    }

    /// The next row that holds anything; `None` at the end.
    pub fn next_row(&mut self) -> Result<Option<Row>, TableError> {
        while let Some(record) = self.next_record()? {
            if record.cells().any(|cell| !cell.trim().is_empty()) {
                let problem = self.problem_of(&record);
                self.all_full &= record.width() >= self.header.len();
                return Ok(Some(Row::new(record, problem)));
            }
        }
        Ok(None)
    }

    fn problem_of(&self, record: &Record) -> Option<RowProblem> {
        let columns = self.header.len();
        if record.open_quote {
            return Some(RowProblem::row(
                record.line,
                format!(
                    "a quotation mark opens here and never closes, so lines {} to {} could not be told apart",
                    record.line, record.last_line
                ),
                "close the quotation mark, or export the file again",
            ));
        }
        let extra: Vec<&str> = record.cells().skip(columns).filter(|cell| !cell.trim().is_empty()).collect();
        if let Some(first) = extra.first() {
            return Some(RowProblem::cell(
                record.line,
                "",
                first,
                format!("the row has {} cells, but there are {columns} columns", record.width()),
                "put texts that hold the column separator into quotation marks",
            ));
        }
        if record.at_end && self.all_full && record.width() < columns && record.width() > 1 {
            return Some(RowProblem::row(
                record.line,
                "the file ends in the middle of this row",
                "download the file again; it may be cut off",
            ));
        }
        None
    }

    /// Back to the first row, as if nothing had been read.
    pub fn rewind(&mut self) -> Result<(), TableError> {
        self.go_to_start()?;
        self.read_header()
    }

    /// The first rows, for a look; the table then stands at its first row again.
    pub fn peek(&mut self, rows: usize) -> Result<Vec<Row>, TableError> {
        let mut found = Vec::new();
        while found.len() < rows {
            match self.next_row()? {
                Some(row) => found.push(row),
                None => break,
            }
        }
        self.rewind()?;
        Ok(found)
    }

    /// Treats quotation marks as part of the text from now on, as files of shops do that never quote.
    pub fn quotes_are_data(&mut self) -> Result<(), TableError> {
        self.records.quotes_are_data();
        self.rewind()
    }

    /// Name of the file, for messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The column names.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// How the file separates and quotes its cells.
    pub fn dialect(&self) -> Dialect {
        self.records.dialect()
    }

    /// The encoding by its usual name.
    pub fn encoding(&self) -> &'static str {
        self.records.input().encoding()
    }

    /// How many characters could not be decoded so far; each of them reads as `�`. Tell it once per file.
    pub fn replaced_characters(&self) -> u64 {
        self.records.input().replaced()
    }
}

impl Iterator for Table {
    type Item = Result<Row, TableError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_row().transpose()
    }
}
