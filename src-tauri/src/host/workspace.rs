//! Opening another workspace in the same window.

use std::path::PathBuf;

use serde::Deserialize;
use tauri::{Manager, WebviewWindow};

use super::folder::Chosen;
use crate::backend::Backend;
use crate::home;
use crate::refusal::Refusal;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenWorkspace {
    folder: PathBuf,
}

/// Opens a folder that the person chose, and the same one at the next start. The page reads everything anew then.
pub fn open(window: &WebviewWindow, request: &OpenWorkspace) -> Result<(), Refusal> {
    let folder = &request.folder;
    if !window.state::<Chosen>().has(folder) {
        let message = format!("{} was not chosen in this session.", folder.display());
        return Err(Refusal::new("not_allowed", message).with_action("Choose the folder in the dialog."));
    }
    window.state::<Backend>().open_other(folder)?;
    Ok(home::remember(window.app_handle(), folder)?)
}
