//! Opens the workspace that the page works on.

use std::path::Path;
use std::sync::Arc;

use serde_json::{Value, json};
use stockless_connect::secrets::MemorySecrets;
use stockless_engine::clock::SystemClock;
use stockless_engine::{Engine, Event, Options, SystemDisk};

/// Opens `folder`, creating it where it is not there; with `demo`, a new one is filled with the sample shop.
/// Passwords are kept in memory and are gone when this program ends.
pub fn open(folder: &Path, demo: bool) -> Result<Engine, String> {
    let told = |error: std::io::Error| format!("{}: {error}", folder.display());
    std::fs::create_dir_all(folder).map_err(told)?;
    let options = Options {
        clock: Arc::new(SystemClock),
        disk: Arc::new(SystemDisk),
        secrets: Arc::new(MemorySecrets::default()),
        program: std::env::current_exe().map_err(told)?,
        boot: stockless_engine::boot::fresh(),
        outside: std::sync::Arc::new(stockless_engine::forwarding::RealOutside::default()),
        background: true,
    };
    let engine = Engine::open(folder, options).map_err(|error| error.message)?;
    let state = engine.call("workspace_state", Value::Null).map_err(|error| error.message)?;
    if demo && state.get("set_up").and_then(Value::as_bool) != Some(true) {
        engine.call("sample_create", json!({})).map_err(|error| error.message)?;
    }
    Ok(engine)
}

/// An event's name and fields as the window passes them on: `stockless://changed` with `{tags}`.
pub fn named(event: &Event) -> (String, Value) {
    let payload = json!(event);
    let kind = payload.get("kind").and_then(Value::as_str).unwrap_or_default();
    (format!("stockless://{kind}"), payload)
}
