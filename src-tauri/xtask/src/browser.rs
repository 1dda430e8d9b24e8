//! The checks that run in Chromium: the built page, the real commands, no window.

use std::process::Command;

use crate::{Outcome, frontend, place};

/// Installs the browser driver's packages when their lock file changed.
pub fn install() -> Outcome {
    let folder = place::browser();
    if frontend::packages_are_stale(&folder) {
        println!("installing the browser checks' packages (npm ci)");
        frontend::finish(frontend::npm_ci(&folder), "npm ci in tests/browser")?;
    }
    Ok(())
}

/// The checks themselves; they start the browser host that cargo built.
pub fn checks(arguments: &[&str]) -> Command {
    let mut command = Command::new("node");
    command.arg("run.mjs").args(arguments).current_dir(place::browser());
    command.env("STOCKLESS_BROWSER_HOST", place::built("debug", "browser-host"));
    command.env("STOCKLESS_SCREENS", place::target().join("screens"));
    command
}
