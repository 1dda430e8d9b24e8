//! Why the window itself could not do what the page asked for.

use serde::Serialize;
use stockless_engine::ApiError;

/// The same shape as the engine's errors, so that the page has one way to show both.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Refusal {
    /// The window refused.
    Window {
        code: &'static str,
        message: String,
        /// What to do next; empty where there is nothing to do.
        action: &'static str,
    },
    /// The engine refused.
    Engine(ApiError),
}

impl Refusal {
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self::Window { code, message: message.into(), action: "" }
    }

    pub fn with_action(self, next: &'static str) -> Self {
        match self {
            Self::Window { code, message, .. } => Self::Window { code, message, action: next },
            other @ Self::Engine(_) => other,
        }
    }
}

impl From<ApiError> for Refusal {
    fn from(error: ApiError) -> Self {
        Self::Engine(error)
    }
}

impl From<tauri::Error> for Refusal {
    fn from(error: tauri::Error) -> Self {
        Self::new("window", format!("The window did not do it: {error}."))
    }
}
