//! Verified copies of the workspace. [`crate::restore`] puts one back.
//!
//! A backup is made by SQLite itself into a new file, checked there, synchronised, and only then given its name.
//! Copying the file while it is open would lose what stands in its WAL.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::open::{self, StoreError};
use crate::store::Store;

/// How the name of one ends that is not whole.
const PART: &str = "part";

/// Why a backup was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Once a day.
    Daily,
    /// Asked for.
    OnDemand,
    /// Before the format of the file changes.
    BeforeMigration,
    /// Before another backup is put back.
    BeforeRestore,
}

impl Reason {
    /// The word in file names and lists.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Daily => "daily",
            Self::OnDemand => "on_demand",
            Self::BeforeMigration => "before_migration",
            Self::BeforeRestore => "before_restore",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        [Self::Daily, Self::OnDemand, Self::BeforeMigration, Self::BeforeRestore]
            .into_iter()
            .find(|reason| reason.word() == word)
    }
}

/// A backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupFile {
    /// Where it is.
    pub path: PathBuf,
    /// When it was made, UTC milliseconds.
    pub at_ms: i64,
    /// Its size.
    pub bytes: u64,
    /// Why.
    pub reason: Reason,
}

/// Folder of the backups of a workspace.
pub fn folder(workspace: &Path) -> PathBuf {
    workspace.join("backups")
}

/// Makes a backup in a folder; its name tells when and why.
pub(crate) fn write(
    conn: &Connection,
    folder: &Path,
    now_ms: i64,
    reason: Reason,
) -> Result<BackupFile, StoreError> {
    std::fs::create_dir_all(folder).map_err(|error| {
        StoreError::file(format!("the folder {} cannot be made", folder.display()), error)
    })?;
    // What a process that died in the middle of one left.
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        if name.to_str().is_some_and(is_half) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
    let mut at_ms = now_ms;
    let mut path = folder.join(file_name(at_ms, reason));
    while path.exists() {
        at_ms += 1;
        path = folder.join(file_name(at_ms, reason));
    }
    write_to(conn, &path)?;
    describe(&path, at_ms, reason)
}

/// Makes a backup under a name of the caller's.
pub(crate) fn write_to(conn: &Connection, path: &Path) -> Result<(), StoreError> {
    let part = path.with_extension(PART);
    let _ = std::fs::remove_file(&part);
    let made = fill(conn, &part).and_then(|()| {
        std::fs::rename(&part, path)
            .map_err(|error| StoreError::file(format!("{} cannot be written", path.display()), error))
    });
    match made {
        Ok(()) => sync_folder(path.parent().unwrap_or_else(|| Path::new("."))),
        // It would take the room that there is too little of.
        Err(_) => drop(std::fs::remove_file(&part)),
    }
    made
}

/// True for a file that is not whole, and for what SQLite keeps beside one.
fn is_half(name: &str) -> bool {
    name.ends_with(".part") || name.ends_with(".part-journal")
}

fn fill(conn: &Connection, part: &Path) -> Result<(), StoreError> {
    let text =
        part.to_str().ok_or_else(|| StoreError::Refused("The path is not readable text.".to_owned()))?;
    // Customers' addresses are in it, and the folder may be one that others look into.
    open::create_private(part)?;
    conn.execute("VACUUM INTO ?1", [text])?;
    verify(part)?;
    std::fs::File::open(part)
        .and_then(|file| file.sync_all())
        .map_err(|error| StoreError::file(format!("{} cannot be written", part.display()), error))
}

/// Proves that a file is a sound workspace: ours, of a known format, whole, with every reference kept.
pub fn verify(path: &Path) -> Result<(), StoreError> {
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY | rusqlite::OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    conn.pragma_update(None, "cell_size_check", "ON")?;
    conn.pragma_update(None, "trusted_schema", "OFF")?;
    conn.pragma_update(None, "mmap_size", 0)?;
    let id: i64 = conn.pragma_query_value(None, "application_id", |row| row.get(0)).map_err(open::damaged)?;
    if id != open::APPLICATION_ID {
        return Err(StoreError::Foreign(path.display().to_string()));
    }
    crate::migrate::refuse_unknown(&conn)?;
    let found: String =
        conn.pragma_query_value(None, "quick_check", |row| row.get(0)).map_err(open::damaged)?;
    if found != "ok" {
        return Err(StoreError::Damaged(found));
    }
    let broken: i64 = conn
        .query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0))
        .map_err(open::damaged)?;
    if broken > 0 {
        return Err(StoreError::Damaged(format!("{broken} references lead nowhere")));
    }
    // A trigger or view that this program does not know could change what a restored file does.
    let foreign: i64 = conn
        .query_row("SELECT count(*) FROM sqlite_schema WHERE type = 'view'", [], |row| row.get(0))
        .map_err(open::damaged)?;
    if foreign > 0 {
        return Err(StoreError::Foreign(path.display().to_string()));
    }
    Ok(())
}

impl Store {
    /// Makes a backup in the workspace's folder, or under a path.
    pub fn backup(&self, to: Option<PathBuf>, now_ms: i64, reason: Reason) -> Result<BackupFile, StoreError> {
        let folder = folder(self.folder());
        let made = self.on_writer(move |conn| match to {
            None => write(conn, &folder, now_ms, reason),
            Some(path) => {
                if path.exists() {
                    return Err(StoreError::Refused(format!("{} is there already.", path.display())));
                }
                write_to(conn, &path)?;
                describe(&path, now_ms, reason)
            }
        })?;
        // The copy may lie on another disk, and nothing of the workspace is written for it.
        made.map_err(|error| match error {
            StoreError::Sqlite(error) => StoreError::Backup(error.to_string()),
            error => error,
        })
    }
}

/// Backups in a workspace's folder, latest first.
pub fn list(workspace: &Path) -> Vec<BackupFile> {
    let Ok(entries) = std::fs::read_dir(folder(workspace)) else { return Vec::new() };
    let mut found: Vec<BackupFile> = entries.flatten().filter_map(|entry| read_name(&entry.path())).collect();
    found.sort_by_key(|backup| std::cmp::Reverse(backup.at_ms));
    found
}

/// Removes daily backups beyond seven days, but one a week for four weeks. Others stay.
pub fn prune(workspace: &Path, now_ms: i64) {
    const DAY: i64 = 86_400_000;
    let mut weeks = std::collections::HashSet::new();
    for backup in list(workspace).into_iter().filter(|backup| backup.reason == Reason::Daily) {
        let age = (now_ms - backup.at_ms) / DAY;
        let keep = age < 7 || (age < 28 && weeks.insert(backup.at_ms / (7 * DAY)));
        if !keep {
            let _ = std::fs::remove_file(&backup.path);
        }
    }
}

pub(crate) fn file_name(at_ms: i64, reason: Reason) -> String {
    let at = stockless_core::day::Instant::from_ms(at_ms).utc().format("%Y-%m-%dT%H%M%S%3fZ").to_string();
    format!("{at}.{}.stockless", reason.word())
}

fn read_name(path: &Path) -> Option<BackupFile> {
    let name = path.file_name()?.to_str()?;
    let (at, rest) = name.split_once('.')?;
    let reason = Reason::from_word(rest.strip_suffix(".stockless")?)?;
    let (date, time) = at.strip_suffix('Z')?.split_once('T')?;
    let part = |from, to| time.get(from..to);
    let iso = format!("{date}T{}:{}:{}.{}Z", part(0, 2)?, part(2, 4)?, part(4, 6)?, part(6, 9)?);
    describe(path, stockless_core::day::Instant::from_iso(&iso)?.ms(), reason).ok()
}

fn describe(path: &Path, at_ms: i64, reason: Reason) -> Result<BackupFile, StoreError> {
    let bytes = std::fs::metadata(path)
        .map_err(|error| StoreError::file(format!("{} cannot be read", path.display()), error))?
        .len();
    Ok(BackupFile { path: path.to_owned(), at_ms, bytes, reason })
}

/// Makes a rename survive a power cut, where the system can.
pub(crate) fn sync_folder(folder: &Path) {
    if let Ok(folder) = std::fs::File::open(folder) {
        let _ = folder.sync_all();
    }
}
