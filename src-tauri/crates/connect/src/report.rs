//! Tables for people: CSV and workbooks a bookkeeper likes to open, with the same figures to the cent in both.
//!
//! These writers make text harmless for spreadsheets. Files for machines are byte-exact and come from
//! [`crate::documents`]; the two are never mixed.

mod csv_report;
mod layout;
mod sheet;
#[cfg(test)]
mod tests;
mod xlsx_report;

use std::io::{self, BufWriter, Write};
use std::path::Path;

pub use csv_report::{CsvReport, Delimiter};
pub use sheet::{Cell, Column, Kind, Sheet, TotalRow};
pub use xlsx_report::{Note, XlsxReport};

/// Why a report was not written.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The rows do not fit their columns. A mistake in the program that made the sheet.
    #[error("Row {row} of “{sheet}” does not fit its columns: {why}.")]
    Shape {
        /// Name of the sheet.
        sheet: String,
        /// Row, counted from 1 without the header.
        row: usize,
        /// What does not fit.
        why: String,
    },
    /// More rows than a workbook holds.
    #[error("“{sheet}” has {rows} rows and a workbook holds 1,048,576. Choose CSV, or a shorter time.")]
    TooManyRows {
        /// Name of the sheet.
        sheet: String,
        /// Its rows.
        rows: usize,
    },
    /// A sum that cannot be counted.
    #[error("The total of “{0}” is too large to be counted.")]
    TotalTooLarge(String),
    /// The file could not be written.
    #[error("The file cannot be written: {0}. Free some space or choose another folder.")]
    Io(#[from] io::Error),
    /// The workbook could not be made.
    #[error("The workbook cannot be made: {0}.")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
}

impl From<csv::Error> for ReportError {
    fn from(error: csv::Error) -> Self {
        Self::Io(io::Error::other(error))
    }
}

/// Writes a file whole or not at all, in the place of an older one: beside it first, then under its name in one step.
pub fn write_file(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<(), ReportError>,
) -> Result<(), ReportError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".stockless-").suffix(".part").tempfile_in(folder)?;
    let mut buffered = BufWriter::new(file.as_file_mut());
    write(&mut buffered)?;
    buffered.flush()?;
    drop(buffered);
    file.as_file().sync_all()?;
    file.persist(path).map_err(|failed| failed.error)?;
    Ok(())
}
