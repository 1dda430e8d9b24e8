//! Which workspace is meant: the one that is named, else the one the window opened last, else a folder of its own.
//! The same folders as the window's, so that both work on the same orders.

use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// The window's name for itself in the system's folders (`identifier` of tauri.conf.json).
const IDENTIFIER: &str = "app.stockless.desktop";
/// Holds the path of the window's last workspace as text.
const LAST: &str = "workspace.txt";
/// The file of a workspace.
const FILE: &str = "workspace.stockless";

/// The folder to work on.
pub fn workspace(told: Option<&Path>) -> Result<PathBuf, Failure> {
    if let Some(told) = told {
        return std::path::absolute(told).map_err(|error| Failure::file(told, &error));
    }
    let config = dirs::config_dir().ok_or_else(no_folder)?.join(IDENTIFIER);
    let own = dirs::data_dir().ok_or_else(no_folder)?.join(IDENTIFIER).join("workspace");
    choose(&std::fs::read_to_string(config.join(LAST)).unwrap_or_default(), own)
}

fn choose(last: &str, own: PathBuf) -> Result<PathBuf, Failure> {
    let last = last.trim_end_matches('\n');
    if last.is_empty() {
        Ok(own)
    } else if Path::new(last).is_dir() {
        Ok(PathBuf::from(last))
    } else {
        // A disk that is not plugged in today: neither an empty workspace at its place nor another one instead.
        Err(Failure::not_found(format!("The workspace {last} is not there."))
            .with_action("Plug in its disk, or name another folder with --workspace."))
    }
}

/// Refuses a folder without a workspace: a mistyped name must not answer “no orders”.
pub fn must_exist(folder: &Path) -> Result<(), Failure> {
    if folder.join(FILE).is_file() {
        return Ok(());
    }
    Err(Failure::not_found(format!("There is no workspace in {}.", folder.display())).with_action(
        "Name its folder with --workspace, or make one: stockless setup, import, restore or demo.",
    ))
}

fn no_folder() -> Failure {
    Failure::not_found("The computer names no folder for Stockless.")
        .with_action("Name one with --workspace.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workspace_that_is_gone_is_not_replaced_by_an_empty_one() {
        let here = std::env::temp_dir();
        let own = PathBuf::from("/own");
        assert_eq!(choose("", own.clone()), Ok(own.clone()));
        assert_eq!(choose(&format!("{}\n", here.display()), own.clone()), Ok(here));
        let gone = choose("/no/such/disk\n", own).unwrap_err();
        assert!(gone.to_string().contains("/no/such/disk"), "{gone}");
    }

    #[test]
    fn the_window_has_the_same_name() {
        let config = include_str!("../../../tauri.conf.json");
        assert!(config.contains(&format!("\"identifier\": \"{IDENTIFIER}\"")));
    }
}
