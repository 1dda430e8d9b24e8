//! Stockless in a window. The window forwards calls to the engine and decides nothing.

#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

mod arguments;
mod backend;
mod forward;
mod host;
mod panics;
mod refusal;
mod window;

use std::process::ExitCode;
use std::time::Instant;

use tauri_plugin_window_state::StateFlags;

use crate::arguments::Arguments;
use crate::backend::Backend;
use crate::host::{Chosen, Started};

fn main() -> ExitCode {
    #[allow(
        clippy::disallowed_methods,
        reason = "measures this program's own start, nothing of the merchant's"
    )]
    let started = Started(Instant::now());
    panics::report_without_contents();
    let outcome =
        Arguments::parse(std::env::args_os().skip(1)).and_then(|arguments| run(&arguments, started));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("stockless: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn run(_arguments: &Arguments, started: Started) -> Result<(), String> {
    let chosen = Chosen::default();
    tauri::Builder::default()
        // First of all plugins: a second start must end before it touches anything.
        .plugin(tauri_plugin_single_instance::init(|app, _words, _folder| window::raise(app)))
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_window_state::Builder::new().with_state_flags(remembered()).build())
        .manage(started)
        .manage(chosen)
        .invoke_handler(forward::calls(Backend))
        .setup(|app| Ok(window::open(app.handle())?))
        .run(tauri::generate_context!())
        .map_err(|error| format!("the window could not be opened: {error}"))
}

/// Where the window was; whether it is shown is ours to decide.
fn remembered() -> StateFlags {
    StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED | StateFlags::FULLSCREEN
}
