//! The system's own dialogs for files, which a driver of pages cannot reach: keys are typed on the machine's display.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::machine::Machine;
use crate::poll::until;

/// Between two typed characters, in milliseconds.
const PACE: &str = "6";

/// Types `path` into the dialog called `title` as soon as it is open, and waits until it has closed.
pub async fn answer(machine: &Machine, title: &str, path: &Path) {
    let window = until(title, || std::future::ready(open(machine, title))).await;
    hold_focus(machine, &window).await;
    xdotool(machine, &["key", "ctrl+a"]);
    xdotool(machine, &["type", "--delay", PACE, "--", path.to_str().expect("a path that can be typed")]);
    leave(machine, title, "Return").await;
}

/// Closes the dialog called `title` without an answer.
pub async fn dismiss(machine: &Machine, title: &str) {
    let window = until(title, || std::future::ready(open(machine, title))).await;
    hold_focus(machine, &window).await;
    leave(machine, title, "Escape").await;
}

async fn leave(machine: &Machine, title: &str, key: &str) {
    xdotool(machine, &["key", key]);
    until(&format!("the end of '{title}'"), || {
        std::future::ready(open(machine, title).map_or(Ok(()), |_| Err("it is still open")))
    })
    .await;
}

/// The window with a title, which is a pattern; an error where none is open.
pub fn open(machine: &Machine, title: &str) -> Result<String, String> {
    let found = xdotool(machine, &["search", "--onlyvisible", "--name", &format!("^{title}$")]);
    found.lines().next().map(str::to_owned).ok_or_else(|| "no such window is open".to_owned())
}

/// Gives the keyboard to a window, which nobody else does on a display without a window manager.
async fn hold_focus(machine: &Machine, window: &str) {
    until("the keyboard", || {
        xdotool(machine, &["windowfocus", window]);
        let holder = xdotool(machine, &["getwindowfocus"]);
        std::future::ready(if holder == window { Ok(()) } else { Err(format!("{holder} has it")) })
    })
    .await;
}

/// What the program says when it is asked for something on the machine's display.
fn xdotool(machine: &Machine, words: &[&str]) -> String {
    let mut command = Command::new("xdotool");
    let output = machine.seat(command.args(words)).stdout(Stdio::piped()).stderr(Stdio::null()).output();
    let output = output.unwrap_or_else(|error| panic!("xdotool: {error}; 'cargo xtask setup' installs it"));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}
