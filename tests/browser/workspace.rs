//! Opens the workspace that the page works on.

use std::path::Path;

use serde_json::{Value, json};
use stockless_engine::{Engine, Event};

/// Opens `folder`, creating it where it is not there, and fills it with the sample shop when asked to.
pub fn open(folder: &Path, demo: bool) -> Result<Engine, String> {
    let engine = Engine::open(folder).map_err(|error| error.to_string())?;
    if demo {
        engine.call("sample_create", json!({ "seed": 1 })).map_err(|error| error.to_string())?;
    }
    Ok(engine)
}

/// An event's name and fields as the window passes them on: `stockless://changed` with `{tags}`.
pub fn named(event: &Event) -> (String, Value) {
    let payload = json!(event);
    let kind = payload.get("kind").and_then(Value::as_str).unwrap_or("unknown");
    (format!("stockless://{kind}"), payload)
}
