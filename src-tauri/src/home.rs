//! Which workspace the window opens: the one it was told, else the last one, else a folder of its own.

use std::path::{Path, PathBuf};

use stockless_engine::{ApiError, Code};
use tauri::{AppHandle, Manager};

/// Holds the path of the last workspace as text.
const LAST: &str = "workspace.txt";

/// The folder to open at the start.
pub fn workspace(app: &AppHandle, told: Option<&Path>) -> Result<PathBuf, ApiError> {
    let config = app.path().app_config_dir().map_err(|error| no_folder(&error))?;
    let own = app.path().app_data_dir().map_err(|error| no_folder(&error))?.join("workspace");
    let told = told.map(std::path::absolute).transpose().map_err(|error| no_folder(&error))?;
    choose(told, &std::fs::read_to_string(config.join(LAST)).unwrap_or_default(), own)
}

fn choose(told: Option<PathBuf>, last: &str, own: PathBuf) -> Result<PathBuf, ApiError> {
    let last = last.trim_end_matches('\n');
    match told {
        Some(folder) => Ok(folder),
        None if last.is_empty() => Ok(own),
        None if Path::new(last).is_dir() => Ok(PathBuf::from(last)),
        // A disk that is not plugged in today: neither an empty workspace at its place nor another one instead.
        None => Err(ApiError::new(Code::File, format!("The workspace {last} is not there."))
            .with_action("Plug in its disk and start Stockless again, or open another folder.")),
    }
}

/// Opens `folder` by itself next time.
pub fn remember(app: &AppHandle, folder: &Path) -> tauri::Result<()> {
    let config = app.path().app_config_dir()?;
    std::fs::create_dir_all(&config)?;
    std::fs::write(config.join(LAST), format!("{}\n", folder.display()))?;
    Ok(())
}

fn no_folder(error: &dyn std::error::Error) -> ApiError {
    ApiError::new(Code::File, format!("The computer names no folder for Stockless: {error}."))
        .with_action("Start it with --workspace FOLDER.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workspace_that_is_gone_is_not_replaced_by_an_empty_one() {
        let here = std::env::temp_dir();
        let own = PathBuf::from("/own");
        assert_eq!(choose(Some("/told".into()), "/last\n", own.clone()), Ok("/told".into()));
        assert_eq!(choose(None, "", own.clone()), Ok(own.clone()));
        assert_eq!(choose(None, &format!("{}\n", here.display()), own.clone()), Ok(here));
        let gone = choose(None, "/no/such/disk\n", own).unwrap_err();
        assert!(gone.message.contains("/no/such/disk"), "{gone}");
    }
}
