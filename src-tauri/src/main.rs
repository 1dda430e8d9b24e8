//! Stockless in a window. The window forwards calls to the engine and decides nothing.

#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

mod arguments;
mod backend;
mod forward;
mod home;
mod host;
mod panics;
mod refusal;
mod tray;
mod waiting;
mod window;

use std::process::ExitCode;
use std::time::Instant;

use stockless_connect::table::xlsx;
use tauri::{App, Manager, RunEvent};
use tauri_plugin_window_state::StateFlags;

use crate::arguments::Arguments;
use crate::backend::Backend;
use crate::host::{Chosen, Started};
use crate::waiting::Shown;

fn main() -> ExitCode {
    let mut words = std::env::args_os().skip(1).peekable();
    if words.next_if(|word| word == xlsx::CHILD_FLAG).is_some() {
        return xlsx::child_main(words);
    }
    #[expect(
        clippy::disallowed_methods,
        reason = "measures this program's own start, nothing of the merchant's"
    )]
    let started = Started(Instant::now());
    panics::report_without_contents();
    match Arguments::parse(words).and_then(|arguments| run(arguments, started)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("stockless: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments, started: Started) -> Result<(), String> {
    if !has_screen() {
        return Err("There is no screen here. The command line 'stockless' does the same without a window."
            .to_owned());
    }
    let (backend, news) = Backend::new();
    let at_end = backend.clone();
    let app = tauri::Builder::default()
        // First of all plugins: a second start must end before it touches anything.
        .plugin(tauri_plugin_single_instance::init(|app, _words, _folder| window::raise(app)))
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_window_state::Builder::new().with_state_flags(remembered()).build())
        .manage(started)
        .manage(Chosen::default())
        .manage(Shown::default())
        .manage(backend.clone())
        .invoke_handler(forward::calls(backend.clone()))
        .setup(move |app| {
            window::open(app.handle())?;
            tray::add(app.handle());
            forward::news(app.handle(), news);
            open_workspace(app, backend, &arguments);
            Ok(())
        })
        .build(tauri::generate_context!())
        .map_err(|error| format!("the window could not be opened: {error}"))?;
    app.run(move |_app, event| {
        if let RunEvent::Exit = event {
            at_end.shut_down();
        }
    });
    Ok(())
}

/// Opens the workspace beside the window: the page appears while the file is checked, and its calls wait.
fn open_workspace(app: &App, backend: Backend, arguments: &Arguments) {
    let demo = arguments.demo;
    let folder = home::workspace(app.handle(), arguments.workspace.as_deref());
    if let Ok(folder) = &folder {
        app.state::<Chosen>().remember(folder);
    }
    std::thread::spawn(move || backend.open_first(folder.as_deref().map_err(Clone::clone), demo));
}

/// Without a screen the window toolkit would stop in the middle of starting.
fn has_screen() -> bool {
    let named = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || named("DISPLAY") || named("WAYLAND_DISPLAY")
}

/// Where the window was; whether it is shown is ours to decide.
fn remembered() -> StateFlags {
    StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED | StateFlags::FULLSCREEN
}
