//! Commands of the window itself: the system's file dialogs, its title, its zoom. They decide nothing about orders
//! or money; whatever they return, the page hands on to the engine, which checks it.

mod folder;
mod frame;
mod link;
mod names;
mod pick;
mod workspace;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tauri::{AppHandle, Manager, WebviewWindow};

use crate::refusal::Refusal;
use crate::window::MAIN;

pub use folder::Chosen;
pub use frame::Started;

/// Answers a command of the window. `None` when `name` is not one, so the engine is asked.
///
/// Blocks while a dialog is open, so it must not run on the thread that draws.
pub fn call(app: &AppHandle, name: &str, request: &Value) -> Option<Result<Value, Refusal>> {
    if !names::HOST_COMMANDS.contains(&name) {
        return None;
    }
    Some(main_window(app).and_then(|window| answer(&window, name, request)))
}

fn answer(window: &WebviewWindow, name: &str, request: &Value) -> Result<Value, Refusal> {
    match name {
        "host_open_link" => reply(&link::open(&read(request)?)?),
        "host_open_workspace" => reply(&workspace::open(window, &read(request)?)?),
        "host_pick_files" => reply(&pick::files(window, read(request)?)?),
        "host_pick_folder" => reply(&pick::folder(window, read(request)?)?),
        "host_pick_save" => reply(&pick::save(window, read(request)?)?),
        "host_quit" => reply(&frame::quit(window)),
        "host_ready" => reply(&frame::ready(window)?),
        "host_set_theme" => reply(&frame::set_theme(window, &read(request)?)?),
        "host_set_title" => reply(&frame::set_title(window, &read(request)?)?),
        "host_set_zoom" => reply(&frame::set_zoom(window, &read(request)?)?),
        "host_show_in_folder" => reply(&folder::show(window, &read(request)?)?),
        other => Err(Refusal::new("unknown_command", format!("The window has no command {other}."))),
    }
}

fn main_window(app: &AppHandle) -> Result<WebviewWindow, Refusal> {
    app.get_webview_window(MAIN).ok_or_else(|| Refusal::new("window", "The window is already closed."))
}

fn read<T: DeserializeOwned>(request: &Value) -> Result<T, Refusal> {
    T::deserialize(request)
        .map_err(|error| Refusal::new("invalid_request", format!("The request is not understood: {error}.")))
}

fn reply(value: &impl Serialize) -> Result<Value, Refusal> {
    serde_json::to_value(value).map_err(|error| Refusal::new("internal", error.to_string()))
}
