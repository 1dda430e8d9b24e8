//! The sign in the tray: how much waits, the window, the end. Made here alone; the page may not reach it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use stockless_engine::InDoubt;
use tauri::menu::{Menu, MenuEvent, MenuItem, PredefinedMenuItem};
use tauri::tray::{TrayIcon, TrayIconBuilder};
use tauri::{AppHandle, Manager, Wry};

use crate::{waiting, window};

/// Names of the entries.
const WAITS: &str = "waits";
const SHOW: &str = "show";
const QUIT: &str = "quit";

/// The sign, and the entry that says how much waits; kept by the application.
struct Tray {
    icon: TrayIcon,
    waits: MenuItem<Wry>,
}

/// Puts the sign into the tray. A desktop without one is told so in the log, and the program goes on: the title and
/// the page say the same.
pub fn add(app: &AppHandle) {
    // Where Linux lacks the library for it, the toolkit stops instead of giving an error.
    let made = catch_unwind(AssertUnwindSafe(|| make(app)));
    match made {
        Ok(Ok(tray)) => {
            app.manage(tray);
        }
        Ok(Err(error)) => eprintln!("stockless: it goes on without a sign in the tray: {error}"),
        Err(_) => eprintln!(
            "stockless: it goes on without a sign in the tray; on Debian and Ubuntu libayatana-appindicator3-1 brings it"
        ),
    }
}

fn make(app: &AppHandle) -> tauri::Result<Tray> {
    let line = waiting::line(InDoubt::default());
    let waits = MenuItem::with_id(app, WAITS, &line, true, None::<&str>)?;
    let menu = Menu::with_items(
        app,
        &[
            &waits,
            &PredefinedMenuItem::separator(app)?,
            &MenuItem::with_id(app, SHOW, "Show the window", true, None::<&str>)?,
            &MenuItem::with_id(app, QUIT, "Quit Stockless", true, None::<&str>)?,
        ],
    )?;
    let mut icon = TrayIconBuilder::new()
        .menu(&menu)
        .tooltip(tooltip(&line))
        .on_menu_event(|app, event| chosen(app, &event));
    if let Some(picture) = app.default_window_icon() {
        icon = icon.icon(picture.clone());
    }
    Ok(Tray { icon: icon.build(app)?, waits })
}

/// Says how much waits. Linux shows it in the menu alone, the others beside the sign as well.
pub fn say(app: &AppHandle, line: &str) {
    if let Some(tray) = app.try_state::<Tray>() {
        // A tray that is just going away needs no number.
        let _ = tray.waits.set_text(line);
        let _ = tray.icon.set_tooltip(Some(tooltip(line)));
    }
}

fn tooltip(line: &str) -> String {
    format!("Stockless: {line}")
}

fn chosen(app: &AppHandle, event: &MenuEvent) {
    match event.id().as_ref() {
        WAITS | SHOW => window::raise(app),
        QUIT => app.exit(0),
        _ => {}
    }
}
