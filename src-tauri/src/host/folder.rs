//! Showing a file in the system's file manager, and the rule which files may be shown.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use serde::Deserialize;
use tauri::{Manager, WebviewWindow};

use crate::refusal::Refusal;

/// Files and folders that the person chose in a dialog of this session, and the workspace.
///
/// A page that someone got to run foreign code may not send the file manager just anywhere.
#[derive(Debug, Default)]
pub struct Chosen(Mutex<Vec<PathBuf>>);

impl Chosen {
    pub fn remember(&self, path: &Path) {
        let mut paths = self.0.lock().unwrap_or_else(|broken| broken.into_inner());
        if !paths.iter().any(|known| known == path) {
            paths.push(path.to_path_buf());
        }
    }

    /// True for a path that was chosen itself.
    pub fn has(&self, path: &Path) -> bool {
        self.0.lock().unwrap_or_else(|broken| broken.into_inner()).iter().any(|known| known == path)
    }

    /// True for a remembered path and for everything below it. `path` must be canonical: without `..` and links.
    fn covers(&self, path: &Path) -> bool {
        let paths = self.0.lock().unwrap_or_else(|broken| broken.into_inner());
        paths.iter().filter_map(|known| known.canonicalize().ok()).any(|known| path.starts_with(known))
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShowInFolder {
    path: PathBuf,
}

/// Opens the file manager at `path`. Nothing is opened or run, only shown.
pub fn show(window: &WebviewWindow, request: &ShowInFolder) -> Result<(), Refusal> {
    let path = request.path.canonicalize().map_err(|error| {
        Refusal::new("not_found", format!("{} is not there any more: {error}.", request.path.display()))
    })?;
    if !window.state::<Chosen>().covers(&path) {
        let message =
            format!("{} is outside the workspace and was not chosen in this session.", path.display());
        return Err(Refusal::new("not_allowed", message));
    }
    tauri_plugin_opener::reveal_item_in_dir(&path)
        .map_err(|error| Refusal::new("file_manager", format!("The file manager did not open: {error}.")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_chosen_and_what_lies_in_it_is_covered() {
        let folder = std::env::temp_dir().join(format!("stockless-chosen-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("workspace/exports")).unwrap();
        let folder = folder.canonicalize().unwrap();
        let chosen = Chosen::default();
        assert!(!chosen.covers(&folder.join("workspace")));
        chosen.remember(&folder.join("workspace"));
        assert!(chosen.covers(&folder.join("workspace/exports")));
        assert!(!chosen.covers(&folder));
        assert!(!chosen.covers(&folder.join("workspace-of-another")));
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
