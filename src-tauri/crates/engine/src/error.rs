//! The one error that crosses to hosts.

use serde::Serialize;
use stockless_store::{DiskFault, StoreError};

/// Why a command did not do what was asked. A code exists only where a host reacts to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error, ts_rs::TS)]
#[error("{message}")]
pub struct ApiError {
    /// What a host may react to.
    pub code: Code,
    /// What happened and why, for people.
    pub message: String,
    /// What to do; empty when there is nothing to do.
    pub action: String,
}

/// What a host may react to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// The call names a command that does not exist.
    UnknownCommand,
    /// The request does not have the shape of the command.
    BadRequest,
    /// A value cannot be used; the message says which and why.
    Invalid,
    /// What was asked for is not there.
    NotFound,
    /// It has changed since it was shown; read it again.
    Stale,
    /// Not possible now; the message says why.
    NotNow,
    /// More than may be done without a second word; read the totals and confirm them.
    Confirm,
    /// This process may only read: another one is in charge.
    ReadOnly,
    /// A file or folder cannot be read or written.
    File,
    /// The keychain is locked or missing.
    Keychain,
    /// The database refused; nothing was changed.
    Storage,
    /// The disk, the file or the journal failed. Whether something was changed shows in the lists, which are read
    /// again; nothing is sent until then.
    Disk,
    /// A fault in the program.
    Internal,
}

impl ApiError {
    /// With a code and what happened.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), action: String::new() }
    }

    /// Adds what to do.
    #[must_use]
    pub fn with_action(mut self, action: impl Into<String>) -> Self {
        self.action = action.into();
        self
    }

    /// A value that cannot be used.
    pub fn invalid(message: impl Into<String>) -> Self {
        Self::new(Code::Invalid, message)
    }

    /// Something that is not there.
    pub fn not_found(what: &str, id: i64) -> Self {
        Self::new(Code::NotFound, format!("There is no {what} {id}."))
    }

    /// Not possible now.
    pub fn not_now(message: impl Into<String>) -> Self {
        Self::new(Code::NotNow, message)
    }

    /// A call by a name that is not in the list.
    pub(crate) fn unknown_command(name: &str) -> Self {
        Self::new(Code::UnknownCommand, format!("There is no command “{name}”."))
    }

    /// A request of the wrong shape.
    pub(crate) fn bad_request(name: &str, error: &serde_json::Error) -> Self {
        Self::new(Code::BadRequest, format!("The request for “{name}” cannot be read: {error}."))
    }

    /// A fault of ours.
    pub(crate) fn internal(error: &dyn std::error::Error) -> Self {
        Self::new(Code::Internal, format!("Something in Stockless went wrong: {error}."))
    }
}

impl DiskFault for ApiError {
    fn is_disk_fault(&self) -> bool {
        self.code == Code::Disk
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        let code = match &error {
            StoreError::NotFound { .. } => Code::NotFound,
            StoreError::Conflict(_) => Code::Stale,
            StoreError::Refused(_) => Code::Invalid,
            StoreError::ReadOnly => Code::ReadOnly,
            error if error.is_disk_fault() => Code::Disk,
            _ => Code::Storage,
        };
        let told = Self::new(code, error.to_string());
        match error {
            StoreError::Backup(_) => {
                told.with_action("Make room on the disk, or choose another place for the backup.")
            }
            _ => told,
        }
    }
}

impl From<stockless_core::money::MoneyError> for ApiError {
    fn from(error: stockless_core::money::MoneyError) -> Self {
        Self::invalid(format!("{error}."))
    }
}
