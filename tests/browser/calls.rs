//! What the page's calls reach: the engine, and stand-ins for the system's dialogs.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::{Value, json};
use stockless_engine::Engine;

/// The commands a page may call in the browser.
#[derive(Clone)]
pub struct Calls {
    engine: Engine,
    choices: Arc<Mutex<VecDeque<Vec<String>>>>,
}

impl Calls {
    pub fn new(engine: Engine) -> Self {
        Self { engine, choices: Arc::default() }
    }

    /// What the next dialog answers; a dialog that nobody prepared is closed without a choice.
    pub fn prepare_choice(&self, paths: Vec<String>) {
        self.choices.lock().unwrap_or_else(PoisonError::into_inner).push_back(paths);
    }

    /// Runs a command; blocks until it is done.
    pub fn call(&self, name: &str, request: Value) -> Result<Value, Value> {
        if name.starts_with("host_") {
            return Ok(self.dialog(name));
        }
        self.engine.call(name, request).map_err(|error| json!(error))
    }

    fn dialog(&self, name: &str) -> Value {
        let chosen =
            || self.choices.lock().unwrap_or_else(PoisonError::into_inner).pop_front().unwrap_or_default();
        match name {
            "host_pick_files" => json!({ "paths": chosen() }),
            "host_pick_folder" | "host_pick_save" => json!({ "path": chosen().first() }),
            _ => Value::Null,
        }
    }
}
