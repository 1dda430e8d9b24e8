//! Why a command did not do what was asked.

use std::fmt;
use std::path::Path;

use serde_json::json;
use stockless_engine::{ApiError, Code};

use crate::exit::Exit;

/// A refusal: what the program ends with, and the same three words for people and for scripts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What the program ends with.
    pub exit: Exit,
    code: String,
    message: String,
    action: String,
}

impl Failure {
    fn new(exit: Exit, code: &str, message: impl Into<String>) -> Self {
        Self { exit, code: code.to_owned(), message: message.into(), action: String::new() }
    }

    /// The command line does not make sense.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Exit::Usage, "usage", message)
    }

    /// A value cannot be used.
    pub fn invalid(message: impl Into<String>) -> Self {
        Self::new(Exit::Refused, "invalid", message)
    }

    /// What was asked for is not there.
    pub fn not_found(message: impl Into<String>) -> Self {
        Self::new(Exit::Refused, "not_found", message)
    }

    /// A file or folder cannot be read or written.
    pub fn file(path: &Path, error: &dyn fmt::Display) -> Self {
        Self::new(Exit::Refused, "file", format!("{}: {error}.", path.display()))
    }

    /// A part of the program stopped.
    pub fn stopped() -> Self {
        Self::new(Exit::Refused, "internal", "A part of Stockless stopped unexpectedly.")
            .with_action("What was saved before stays. Run `stockless check`, then try again.")
    }

    /// Adds what to do.
    #[must_use]
    pub fn with_action(mut self, action: impl Into<String>) -> Self {
        self.action = action.into();
        self
    }

    /// True for a refusal of this code.
    pub fn is(&self, code: &str) -> bool {
        self.code == code
    }

    /// For scripts.
    pub fn json(&self) -> String {
        json!({"error": {"code": self.code, "message": self.message, "action": self.action}}).to_string()
    }
}

impl From<ApiError> for Failure {
    fn from(error: ApiError) -> Self {
        let exit = match error.code {
            Code::ReadOnly => Exit::ReadOnly,
            Code::UnknownCommand | Code::BadRequest => Exit::Usage,
            _ => Exit::Refused,
        };
        let code = serde_json::to_value(error.code).unwrap_or_default();
        Self {
            exit,
            code: code.as_str().unwrap_or("internal").to_owned(),
            message: error.message,
            action: error.action,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "stockless: {}", self.message)?;
        if !self.action.is_empty() {
            write!(f, "\n  {}", self.action)?;
        }
        Ok(())
    }
}
