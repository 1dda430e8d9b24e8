//! Workbooks.

/// Why a workbook was not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum XlsxError {
    /// Being laid.
    #[error("{0}")]
    Refused(String),
}
