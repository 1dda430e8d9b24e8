//! The web interface: install its packages and build it, each only when something changed.

use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use crate::system::NPM;
use crate::{Outcome, place};

/// `npm …` in `folder`. Output without colours: it also goes to logs.
pub fn npm(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(NPM);
    command.args(arguments).current_dir(folder).env("NO_COLOR", "1").env_remove("FORCE_COLOR");
    command
}

/// `npm ci`, quiet about funding and audits: both need a network that a build must not depend on.
pub fn npm_ci(folder: &Path) -> Command {
    npm(folder, &["ci", "--no-audit", "--no-fund", "--loglevel=error"])
}

/// True when `node_modules` is absent or older than the lock file.
pub fn packages_are_stale(folder: &Path) -> bool {
    // npm writes this file last, when an installation is complete.
    let installed = changed(&folder.join("node_modules/.package-lock.json"));
    installed.is_none() || installed < changed(&folder.join("package-lock.json"))
}

/// True when any source is newer than the built page.
pub fn page_is_stale() -> bool {
    let built = changed(&place::ui().join("dist/index.html"));
    built.is_none() || built < newest(&place::ui())
}

/// Brings packages and page up to date, saying what it does.
pub fn build() -> Outcome {
    let ui = place::ui();
    if packages_are_stale(&ui) {
        println!("installing the interface's packages (npm ci)");
        finish(npm_ci(&ui), "npm ci")?;
    }
    if page_is_stale() {
        println!("building the interface (npm run build)");
        finish(npm(&ui, &["run", "--silent", "build"]), "npm run build")?;
    }
    Ok(())
}

/// Runs `command` to its end with its output on the terminal.
pub fn finish(mut command: Command, name: &str) -> Outcome {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{name} ended with {status}; its message is above.")),
        Err(error) => Err(format!("{name} could not be started: {error}.")),
    }
}

fn changed(file: &Path) -> Option<SystemTime> {
    file.metadata().and_then(|facts| facts.modified()).ok()
}

/// The newest change among a folder's sources; what tools write is not a source.
fn newest(folder: &Path) -> Option<SystemTime> {
    let entries = std::fs::read_dir(folder).ok()?;
    let mut latest = None;
    for entry in entries.flatten() {
        let name = entry.file_name();
        if name == "node_modules" || name == "dist" || name == "coverage" {
            continue;
        }
        let path = entry.path();
        let time = if path.is_dir() { newest(&path) } else { changed(&path) };
        latest = latest.max(time);
    }
    latest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tools_write_does_not_make_a_page_stale() {
        let folder = std::env::temp_dir().join(format!("stockless-xtask-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("node_modules")).unwrap();
        std::fs::create_dir_all(folder.join("src")).unwrap();
        std::fs::write(folder.join("src/main.ts"), "a").unwrap();
        let source = newest(&folder).unwrap();
        let later = source + std::time::Duration::from_secs(60);
        let touched = std::fs::File::create(folder.join("node_modules/left.js")).unwrap();
        touched.set_modified(later).unwrap();
        assert_eq!(newest(&folder), Some(source));
        std::fs::File::create(folder.join("src/more.ts")).unwrap().set_modified(later).unwrap();
        assert_eq!(newest(&folder), Some(later));
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
