//! Why the window itself could not do what the page asked for.

use serde::Serialize;

/// The same shape as the engine's errors, so that the page has one way to show both.
#[derive(Debug, Serialize)]
pub struct Refusal {
    pub code: &'static str,
    pub message: String,
    /// What to do next, where there is something to do.
    pub action: Option<&'static str>,
}

impl Refusal {
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), action: None }
    }

    pub fn with_action(mut self, action: &'static str) -> Self {
        self.action = Some(action);
        self
    }
}

impl From<tauri::Error> for Refusal {
    fn from(error: tauri::Error) -> Self {
        Self::new("window", format!("The window did not do it: {error}."))
    }
}
