//! The window's own state: title, theme, zoom, and the moment it became useful.

use std::time::Instant;

use serde::Deserialize;
use tauri::{Manager, Theme, WebviewWindow};

use crate::refusal::Refusal;
use crate::waiting;

/// When this process began; kept by the application for [`ready`].
#[derive(Debug, Clone, Copy)]
pub struct Started(pub Instant);

/// Smallest and largest zoom; beyond them the page has no layout.
const ZOOM: std::ops::RangeInclusive<f64> = 0.5..=3.0;
/// Longest title, in characters; systems cut earlier.
const TITLE: usize = 200;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetTitle {
    title: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Look {
    Light,
    Dark,
    System,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetTheme {
    theme: Look,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetZoom {
    /// 1 is 100%.
    factor: f64,
}

pub fn set_title(window: &WebviewWindow, request: &SetTitle) -> Result<(), Refusal> {
    let title: String = request.title.chars().filter(|sign| !sign.is_control()).take(TITLE).collect();
    Ok(waiting::say_title(window, title)?)
}

/// Colours the frame and the system's dialogs; `system` follows the desktop again.
pub fn set_theme(window: &WebviewWindow, request: &SetTheme) -> Result<(), Refusal> {
    let theme = match request.theme {
        Look::Light => Some(Theme::Light),
        Look::Dark => Some(Theme::Dark),
        Look::System => None,
    };
    Ok(window.set_theme(theme)?)
}

pub fn set_zoom(window: &WebviewWindow, request: &SetZoom) -> Result<(), Refusal> {
    if !ZOOM.contains(&request.factor) {
        let message = format!("A zoom of {} is outside {} to {}.", request.factor, ZOOM.start(), ZOOM.end());
        return Err(Refusal::new("invalid_request", message));
    }
    Ok(window.set_zoom(request.factor)?)
}

pub fn quit(window: &WebviewWindow) {
    window.app_handle().exit(0);
}

/// The page calls this when the first data is on the screen. Measurements read the milliseconds since the start
/// from the file that `STOCKLESS_READY_FILE` names.
pub fn ready(window: &WebviewWindow) -> Result<(), Refusal> {
    let Some(file) = std::env::var_os("STOCKLESS_READY_FILE") else {
        return Ok(());
    };
    let took = window.state::<Started>().0.elapsed().as_millis();
    std::fs::write(&file, format!("{took}\n"))
        .map_err(|error| Refusal::new("file", format!("{} was not written: {error}.", file.display())))
}
