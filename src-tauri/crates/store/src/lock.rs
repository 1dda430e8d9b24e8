//! Who is in charge of a workspace: an operating-system lock for the life of the process.
//!
//! Not a timed lease: a lease lets a paused process send after another one took over. The kernel releases the lock
//! only when the process is really gone.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use crate::open::StoreError;

/// The lock, held until dropped. The file stays; only the lock on it matters.
#[derive(Debug)]
pub(crate) struct WorkspaceLock {
    _file: File,
}

/// Takes the lock; `None` when another process holds it.
pub(crate) fn take(path: &Path) -> Result<Option<WorkspaceLock>, StoreError> {
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .read(true)
        .write(true)
        .open(path)
        .map_err(|error| StoreError::file(format!("{} cannot be opened", path.display()), error))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(WorkspaceLock { _file: file })),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => {
            Err(StoreError::file(format!("{} cannot be locked", path.display()), error))
        }
    }
}
