//! Workbooks become the same rows as text files, read by a process of their own.
//!
//! A workbook of 1,400 bytes can make a reader ask for all memory there is, and that cannot be caught within the
//! process. So the program starts itself once more with [`CHILD_FLAG`]; the child limits its own memory and time,
//! looks at the archive before it expands anything, streams the cells of one sheet and writes them as plain CSV to
//! a nameless file. Only when it has ended well are rows read from that file.
//!
//! The program's `main` begins with:
//!
//! ```no_run
//! # use stockless_connect::table::xlsx;
//! # fn main() -> std::process::ExitCode {
//! let mut args = std::env::args_os().skip(1);
//! if args.next().is_some_and(|first| first == xlsx::CHILD_FLAG) {
//!     return xlsx::child_main(args);
//! }
//! # std::process::ExitCode::SUCCESS }
//! ```

mod cells;
mod child;
mod guard;
mod parent;

pub use child::child_main;
pub use parent::read_in_child;

/// First argument of the process that reads a workbook.
pub const CHILD_FLAG: &str = "--stockless-read-xlsx";

/// Rows that a sheet of the format can have.
const SHEET_ROWS: u64 = 1_048_576;

/// What one workbook may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct XlsxLimits {
    /// Entries in the archive.
    pub entries: u64,
    /// Bytes of all parts after expanding.
    pub expanded_bytes: u64,
    /// How many times larger a part of more than a few megabytes may become.
    pub ratio: u64,
    /// Different texts in the workbook.
    pub texts: u64,
    /// Columns of a sheet.
    pub columns: u64,
    /// Cells of a sheet, with the empty ones to the left of a filled one.
    pub cells: u64,
    /// Bytes that the sheet may make as text.
    pub output_bytes: u64,
    /// Memory of the reading process in bytes.
    pub memory_bytes: u64,
    /// Seconds until the reading process is stopped.
    pub seconds: u64,
}

impl Default for XlsxLimits {
    fn default() -> Self {
        Self {
            entries: 2_000,
            expanded_bytes: 1 << 30,
            ratio: 300,
            texts: 3_000_000,
            columns: 10_000,
            cells: 100_000_000,
            output_bytes: 1 << 30,
            memory_bytes: 512 << 20,
            seconds: 120,
        }
    }
}

impl XlsxLimits {
    fn numbers(&self) -> [u64; 9] {
        let Self {
            entries,
            expanded_bytes,
            ratio,
            texts,
            columns,
            cells,
            output_bytes,
            memory_bytes,
            seconds,
        } = *self;
        [entries, expanded_bytes, ratio, texts, columns, cells, output_bytes, memory_bytes, seconds]
    }

    fn to_argument(self) -> String {
        self.numbers().map(|number| number.to_string()).join(",")
    }

    fn from_argument(text: &str) -> Option<Self> {
        let numbers: Vec<u64> = text.split(',').map(str::parse).collect::<Result<_, _>>().ok()?;
        let [entries, expanded_bytes, ratio, texts, columns, cells, output_bytes, memory_bytes, seconds] =
            <[u64; 9]>::try_from(numbers).ok()?;
        Some(Self {
            entries,
            expanded_bytes,
            ratio,
            texts,
            columns,
            cells,
            output_bytes,
            memory_bytes,
            seconds,
        })
    }
}

/// Why a workbook was not read. The message says what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum XlsxError {
    /// The reader looked at it and will not read it.
    #[error("{0}")]
    Refused(String),
    /// It needs more memory than it may have.
    #[error("the workbook needs more memory than it may have; save the sheet as CSV and import that")]
    Memory,
    /// It took longer than it may.
    #[error("the workbook was not read within {seconds} seconds; save the sheet as CSV and import that")]
    TooSlow {
        /// The limit.
        seconds: u64,
    },
    /// The reader broke over it.
    #[error("the workbook is damaged so that it cannot be read; save the sheet as CSV and import that")]
    Broken,
    /// The reader could not be started.
    #[error("the workbook reader could not be started: {0}")]
    NotStarted(String),
}
