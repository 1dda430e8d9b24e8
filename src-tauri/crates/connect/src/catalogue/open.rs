//! Opening whatever a person points at: a text file here, a workbook in a process of its own.

use std::path::Path;

use crate::table::xlsx::{self, XlsxLimits};
use crate::table::{OpenOptions, Table, TableError};

/// Opens a text file or a workbook by what it really is. `exe` is this program, which reads workbooks in a child
/// process (see [`xlsx::read_in_child`]); `sheet` names the sheet of a workbook, else it is the first visible one.
pub fn open(
    path: &Path,
    exe: &Path,
    sheet: Option<&str>,
    options: &OpenOptions,
) -> Result<Table, TableError> {
    match Table::open(path, options) {
        Err(TableError::Workbook) => xlsx::read_in_child(exe, path, sheet, XlsxLimits::default(), options),
        other => other,
    }
}
