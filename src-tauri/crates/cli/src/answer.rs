//! What a command answers: one document for scripts and one text for people.

use serde_json::Value;

use crate::exit::Exit;

/// An answer that was not printed yet.
#[derive(Debug)]
pub struct Answer {
    json: String,
    text: String,
    /// What the program ends with.
    pub exit: Exit,
}

impl Answer {
    /// With the engine's answer and the same in words.
    pub fn new(value: &Value, text: impl Into<String>) -> Self {
        Self::from_document(value.to_string(), text)
    }

    /// With a document that is JSON already.
    pub fn from_document(json: String, text: impl Into<String>) -> Self {
        Self { json, text: text.into(), exit: Exit::Done }
    }

    /// Ends the program with something else than “done”.
    #[must_use]
    pub const fn ending(mut self, exit: Exit) -> Self {
        self.exit = exit;
        self
    }

    /// The document on one line.
    pub fn json(&self) -> &str {
        &self.json
    }

    /// The document for eyes.
    pub fn pretty(&self) -> String {
        let value = serde_json::from_str::<Value>(&self.json);
        value.and_then(|value| serde_json::to_string_pretty(&value)).unwrap_or_else(|_| self.json.clone())
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// Says something that is neither answer nor error, on standard error.
pub fn remark(text: &str) {
    eprintln!("{text}");
}
