//! The system's own dialogs for choosing files and folders.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use tauri::{Manager, WebviewWindow, Wry};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};

use super::folder::Chosen;
use crate::refusal::Refusal;

/// A kind of file a dialog offers, such as `{name: "CSV", extensions: ["csv", "txt"]}`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Filter {
    name: String,
    extensions: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PickFiles {
    title: String,
    #[serde(default)]
    filters: Vec<Filter>,
    #[serde(default)]
    multiple: bool,
}

/// The chosen files; none when the person closed the dialog.
#[derive(Debug, Serialize)]
pub struct Paths {
    paths: Vec<PathBuf>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PickFolder {
    title: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PickSave {
    title: String,
    /// The file name the dialog proposes.
    name: String,
    #[serde(default)]
    filters: Vec<Filter>,
}

/// The chosen place; null when the person closed the dialog.
#[derive(Debug, Serialize)]
pub struct Place {
    path: Option<PathBuf>,
}

pub fn files(window: &WebviewWindow, request: PickFiles) -> Result<Paths, Refusal> {
    let dialog = filtered(dialog(window, request.title), &request.filters);
    let picked = if request.multiple {
        dialog.blocking_pick_files().unwrap_or_default()
    } else {
        dialog.blocking_pick_file().into_iter().collect()
    };
    let paths = picked.into_iter().map(|file| local(window, file)).collect::<Result<_, _>>()?;
    Ok(Paths { paths })
}

pub fn folder(window: &WebviewWindow, request: PickFolder) -> Result<Place, Refusal> {
    let picked = dialog(window, request.title).blocking_pick_folder();
    Ok(Place { path: picked.map(|folder| local(window, folder)).transpose()? })
}

pub fn save(window: &WebviewWindow, request: PickSave) -> Result<Place, Refusal> {
    let dialog = filtered(dialog(window, request.title), &request.filters).set_file_name(request.name);
    let picked = dialog.blocking_save_file();
    Ok(Place { path: picked.map(|file| local(window, file)).transpose()? })
}

fn dialog(window: &WebviewWindow, title: String) -> FileDialogBuilder<Wry> {
    window.dialog().file().set_parent(window).set_title(title)
}

fn filtered(dialog: FileDialogBuilder<Wry>, filters: &[Filter]) -> FileDialogBuilder<Wry> {
    filters.iter().fold(dialog, |dialog, filter| {
        let extensions: Vec<&str> = filter.extensions.iter().map(String::as_str).collect();
        dialog.add_filter(&filter.name, &extensions)
    })
}

/// A path on this machine, remembered as one the person chose.
fn local(window: &WebviewWindow, file: FilePath) -> Result<PathBuf, Refusal> {
    let path = file.into_path().map_err(|_| {
        Refusal::new("not_a_file", "This place is not a folder on this computer.")
            .with_action("Choose a file or folder on a disk of this computer.")
    })?;
    window.state::<Chosen>().remember(&path);
    Ok(path)
}
