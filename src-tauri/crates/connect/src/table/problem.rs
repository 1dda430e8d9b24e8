//! What can be wrong with a file, and with one row of it.

use std::fmt;
use std::io;

/// Why a whole file is no table we can read. Each message says what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TableError {
    /// The disk or the pipe failed.
    #[error("the file could not be read: {0}")]
    Io(#[from] io::Error),
    /// Nothing but blank space.
    #[error("the file is empty; download it again")]
    Empty,
    /// An HTML page, mostly the answer to a lapsed sign-in.
    #[error("this is a web page, probably a sign-in page; sign in there and download the file again")]
    WebPage,
    /// XML where a table was expected.
    #[error("this is an XML file, not a table; export it as CSV or XLSX")]
    Xml,
    /// A ZIP archive given to the text reader.
    #[error("this is an XLSX workbook or a ZIP archive, not a text file; open it as a workbook")]
    Workbook,
    /// A workbook of the time before 2007, or an XLSX with a password: both have the same outer form.
    #[error("this is an old XLS workbook or a workbook with a password; save it as XLSX without a password")]
    OldWorkbook,
    /// Another kind of file.
    #[error("this is {0}, not a table; export it as CSV or XLSX")]
    OtherKind(&'static str),
    /// A zero byte in a text file.
    #[error("line {line} holds a zero byte, so this is no text file; export it as CSV or XLSX")]
    ZeroByte {
        /// Physical line, the first is 1.
        line: u64,
    },
    /// The forced encoding has no meaning.
    #[error("“{0}” is no known encoding; use a name such as utf-8 or windows-1252")]
    UnknownEncoding(String),
    /// A cell beyond the limit.
    #[error(
        "line {line}, column {column}: the cell holds more than {limit} bytes; \
         probably a quotation mark opens there and never closes"
    )]
    CellTooLong {
        /// First line of the row.
        line: u64,
        /// Place of the cell in its row, the first is 1.
        column: usize,
        /// The limit in bytes.
        limit: usize,
    },
    /// A row beyond the limit.
    #[error(
        "line {line}: the row holds more than {limit} bytes; split the file or check its quotation marks"
    )]
    RowTooLong {
        /// First line of the row.
        line: u64,
        /// The limit in bytes.
        limit: usize,
    },
    /// More columns than anybody means.
    #[error("line {line} has more than {limit} columns; check which sign separates the columns")]
    TooManyColumns {
        /// First line of the row.
        line: u64,
        /// The limit.
        limit: usize,
    },
    /// The header was wanted on a line that the file does not have.
    #[error("there is no header on line {line}; say on which line the column names stand")]
    NoHeader {
        /// The line asked for.
        line: u64,
    },
    /// A workbook was refused or broke the process that read it.
    #[error(transparent)]
    Xlsx(#[from] super::xlsx::XlsxError),
}

/// What is wrong with one cell or one row, in the words of the person who has to repair it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowProblem {
    /// First physical line of the row, the first line of the file is 1 (the row of the sheet in a workbook).
    pub line: u64,
    /// Name of the column as the file writes it; empty when the whole row is meant.
    pub column: String,
    /// The value, shortened for display.
    pub value: String,
    /// Why it cannot be used.
    pub reason: String,
    /// What to do about it.
    pub fix: String,
}

impl RowProblem {
    /// A problem of one cell; the value is shortened for display.
    pub fn cell(
        line: u64,
        column: &str,
        value: &str,
        reason: impl Into<String>,
        fix: impl Into<String>,
    ) -> Self {
        Self { line, column: shorten(column), value: shorten(value), reason: reason.into(), fix: fix.into() }
    }

    /// A problem of a whole row.
    pub fn row(line: u64, reason: impl Into<String>, fix: impl Into<String>) -> Self {
        Self::cell(line, "", "", reason, fix)
    }
}

impl fmt::Display for RowProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        if !self.column.is_empty() {
            write!(f, ", “{}”", self.column)?;
        }
        if !self.value.is_empty() {
            write!(f, ", “{}”", self.value)?;
        }
        write!(f, ": {}", self.reason)?;
        if !self.fix.is_empty() {
            write!(f, "; {}", self.fix)?;
        }
        Ok(())
    }
}

const SHOWN: usize = 120;

/// At most 120 characters; what was left out is marked.
pub(crate) fn shorten(text: &str) -> String {
    let mut chars = text.chars();
    let mut short: String = chars.by_ref().take(SHOWN).collect();
    if chars.next().is_some() {
        short.push('…');
    }
    short
}
