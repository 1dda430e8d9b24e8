//! Putting a backup in the place of a workspace's file.
//!
//! Three files change their places one after the other, and a process may die between any two. So the backup first lies
//! complete beside the file, under a name that says where the present file goes; whoever takes charge of a folder with
//! such a file ends what was begun.

use std::path::{Path, PathBuf};

use crate::backup::{self, Reason};
use crate::open::{self, Role, StoreError};
use crate::store::FILE_NAME;

/// How the name of a complete file that is to be put in place begins; the name that the present file gets follows.
const INCOMING: &str = "incoming.";
/// The same while it is copied. Nothing has begun yet.
const PART: &str = "incoming.part";

/// Replaces the file of a workspace that is closed by a verified backup. The present file is kept as a backup, with its
/// WAL, exactly as it was, even when it is damaged; answers where.
pub fn put_in_place(workspace: &Path, backup: &Path, now_ms: i64) -> Result<Option<PathBuf>, StoreError> {
    backup::verify(backup)?;
    let part = workspace.join(PART);
    std::fs::copy(backup, &part).map_err(|error| failed(workspace, error))?;
    std::fs::File::open(&part).and_then(|file| file.sync_all()).map_err(|error| failed(workspace, error))?;
    backup::verify(&part)?;
    let incoming = format!("{INCOMING}{}", free_name(workspace, now_ms));
    std::fs::rename(&part, workspace.join(incoming)).map_err(|error| failed(workspace, error))?;
    backup::sync_folder(workspace);
    finish(workspace)
}

/// An empty file is what a failing disk leaves of a full one, and a missing one was moved or deleted. Taking it for a new
/// workspace would hide that, and everything that was sent would be forgotten.
pub(crate) fn refuse_emptied(folder: &Path, path: &Path) -> Result<(), StoreError> {
    let length = |path: &Path| std::fs::metadata(path).map(|data| data.len());
    let what = match length(path) {
        Ok(0) => "is empty",
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => "is not there",
        _ => return Ok(()),
    };
    let newest = backup::list(folder).into_iter().next();
    let sent = length(&folder.join(crate::journal::FILE_NAME)).unwrap_or(0) > 0;
    match newest {
        Some(newest) => Err(StoreError::Gone(format!(
            "The file of this workspace {what}: {}. Put the last backup in its place: {}",
            path.display(),
            newest.path.display()
        ))),
        None if sent => Err(StoreError::Gone(format!(
            "The file of this workspace {what}: {}. Its journal tells of purchases that were sent, so no new one is begun. \
             Put a copy of the file in its place",
            path.display()
        ))),
        None => Ok(()),
    }
}

/// Ends what [`put_in_place`] began, wherever it was cut off. Answers where the file went that was there before; `None`
/// where there was none, or nothing had begun.
pub(crate) fn finish(workspace: &Path) -> Result<Option<PathBuf>, StoreError> {
    let Some((incoming, kept_as)) = begun(workspace) else { return Ok(None) };
    let target = workspace.join(FILE_NAME);
    let kept = backup::folder(workspace).join(kept_as);
    move_aside(&target, &kept)
        .and_then(|()| {
            // What is moved away has to be away before another file gets its name: a log of the one is poison to the other.
            backup::sync_folder(&backup::folder(workspace));
            backup::sync_folder(workspace);
            std::fs::rename(&incoming, &target)
        })
        .map_err(|error| failed(workspace, error))?;
    backup::sync_folder(workspace);
    // Opened once as a writer, so that the WAL of the new file begins clean.
    drop(open::open(&target, Role::Writer)?);
    Ok(kept.exists().then_some(kept))
}

fn begun(workspace: &Path) -> Option<(PathBuf, String)> {
    std::fs::read_dir(workspace).ok()?.flatten().find_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        let kept_as = name.strip_prefix(INCOMING)?;
        let ending = format!(".{}.stockless", Reason::BeforeRestore.word());
        kept_as.ends_with(&ending).then(|| (entry.path(), kept_as.to_owned()))
    })
}

/// The log first: a file without its log is missing something, a log without its file is nothing.
fn move_aside(target: &Path, kept: &Path) -> std::io::Result<()> {
    if let Some(folder) = kept.parent() {
        std::fs::create_dir_all(folder)?;
    }
    for suffix in ["-wal", "-shm", ""] {
        let present = with_suffix(target, suffix);
        if present.exists() {
            std::fs::rename(present, with_suffix(kept, suffix))?;
        }
    }
    Ok(())
}

fn free_name(workspace: &Path, now_ms: i64) -> String {
    let folder = backup::folder(workspace);
    (now_ms..)
        .map(|at_ms| backup::file_name(at_ms, Reason::BeforeRestore))
        .find(|name| !folder.join(name).exists())
        .unwrap_or_default()
}

fn failed(workspace: &Path, error: std::io::Error) -> StoreError {
    StoreError::file(format!("{} cannot be replaced", workspace.join(FILE_NAME).display()), error)
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
