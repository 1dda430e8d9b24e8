//! Opening a connection with the settings that everything relies on.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, ErrorCode, OpenFlags};

/// `STKL`: marks a file as ours.
pub(crate) const APPLICATION_ID: i64 = 1_398_033_228;

/// SQLite below this version can corrupt a WAL file with two connections (fixed in 3.51.3).
const OLDEST_SQLITE: i32 = 3_051_003;

/// Why the store refused or failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite said no. Nothing was changed by the transaction it happened in.
    #[error("the database refused: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// A change was not confirmed. Whether it was kept shows when the file is opened again.
    #[error("the database did not confirm the change: {0}")]
    Commit(rusqlite::Error),
    /// After an error on the disk the file has to be opened again before anything more is written.
    #[error("the file has to be opened again after an error on the disk")]
    Shaken,
    /// Nothing can be written to the file; it can be read.
    #[error("nothing can be written to the file: {0}")]
    Unwritable(String),
    /// The journal could not be read or written.
    #[error("{what}: {source}")]
    Journal {
        /// What was tried.
        what: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// A backup could not be made. The workspace itself is as it was.
    #[error("the backup could not be made: {0}")]
    Backup(String),
    /// A file could not be read or written.
    #[error("{what}: {source}")]
    File {
        /// What was tried.
        what: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// The library is too old to be trusted with two connections.
    #[error("SQLite {0} is too old; 3.51.3 or newer is needed")]
    OldSqlite(String),
    /// The file belongs to another program.
    #[error("{0} is not a Stockless file; it was left untouched")]
    Foreign(String),
    /// The file was written by a newer version.
    #[error(
        "this file was written by a newer Stockless (format {found}, this one knows {known}); it was left untouched"
    )]
    Newer {
        /// Format of the file.
        found: i64,
        /// Newest format this program knows.
        known: i64,
    },
    /// An applied migration is not the one this program knows.
    #[error("format {0} of this file is not the one this Stockless knows; it was left untouched")]
    Altered(i64),
    /// The file is damaged.
    #[error("the file is damaged: {0}")]
    Damaged(String),
    /// The file of a workspace is empty or not there, and others beside it tell that it was there.
    #[error("{0}")]
    Gone(String),
    /// There is no such row.
    #[error("there is no {what} {id}")]
    NotFound {
        /// What was looked for.
        what: &'static str,
        /// By which id.
        id: i64,
    },
    /// The row has changed since it was read.
    #[error("{0} has changed since it was shown")]
    Conflict(&'static str),
    /// A rule of the data forbids it.
    #[error("{0}")]
    Refused(String),
    /// Another process is in charge of this workspace.
    #[error("another Stockless is in charge of this workspace; this one can only read")]
    ReadOnly,
    /// A stored value cannot be read back. The file was changed by something else.
    #[error("the stored {what} “{value}” cannot be read")]
    Unreadable {
        /// Which value.
        what: &'static str,
        /// What stood there.
        value: String,
    },
    /// The writer thread is gone.
    #[error("the database was closed")]
    Closed,
}

impl StoreError {
    pub(crate) fn file(what: impl Into<String>, source: std::io::Error) -> Self {
        Self::File { what: what.into(), source }
    }

    pub(crate) fn journal(what: impl Into<String>, source: std::io::Error) -> Self {
        Self::Journal { what: what.into(), source }
    }

    /// True when somebody else holds the file just now.
    pub fn is_busy(&self) -> bool {
        matches!(self, Self::Sqlite(error) if matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)))
    }
}

/// Errors that may tell of the disk under the workspace.
pub trait DiskFault {
    /// True when the disk, the file or the journal failed. What was written last may or may not be there, so nothing
    /// may be written, and nothing sent, until everything was closed and opened again.
    fn is_disk_fault(&self) -> bool;
}

impl DiskFault for StoreError {
    fn is_disk_fault(&self) -> bool {
        match self {
            Self::Commit(_) | Self::Shaken | Self::Unwritable(_) | Self::Journal { .. } => true,
            Self::Sqlite(error) => error.sqlite_error_code().is_some_and(is_fault),
            _ => false,
        }
    }
}

fn is_fault(code: ErrorCode) -> bool {
    matches!(
        code,
        ErrorCode::SystemIoFailure
            | ErrorCode::DiskFull
            | ErrorCode::DatabaseCorrupt
            | ErrorCode::NotADatabase
            | ErrorCode::ReadOnly
            | ErrorCode::CannotOpen
            | ErrorCode::FileLockingProtocolFailed
            | ErrorCode::OutOfMemory
    )
}

/// The version of the SQLite library inside.
pub fn sqlite_version() -> &'static str {
    rusqlite::version()
}

pub(crate) fn assert_library() -> Result<(), StoreError> {
    if rusqlite::version_number() < OLDEST_SQLITE {
        return Err(StoreError::OldSqlite(rusqlite::version().to_owned()));
    }
    Ok(())
}

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Writer,
    Reader,
    /// A reader that needs no memory shared with others, which a full disk cannot give. Nobody else may have the file
    /// open.
    LoneReader,
}

/// Opens a connection with every setting of the house. A writer creates the file where there is none.
pub(crate) fn open(path: &Path, role: Role) -> Result<Connection, StoreError> {
    assert_library()?;
    let flags = match role {
        Role::Writer => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
        Role::Reader | Role::LoneReader => OpenFlags::SQLITE_OPEN_READ_WRITE,
    };
    if role == Role::Writer && !path.exists() {
        create_private(path)?;
    }
    let conn = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    conn.busy_timeout(std::time::Duration::from_secs(5))?;
    if role == Role::LoneReader {
        conn.pragma_update_and_check(None, "locking_mode", "EXCLUSIVE", |row| row.get::<_, String>(0))?;
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    }
    if role == Role::Writer && is_empty(&conn)? {
        // Set before the first table exists; later it would need a full rewrite of the file.
        conn.pragma_update(None, "auto_vacuum", "INCREMENTAL")?;
        conn.pragma_update(None, "application_id", APPLICATION_ID)?;
    }
    refuse_foreign(&conn, path)?;
    // Before the first setting that would write into the file.
    crate::migrate::refuse_unknown(&conn)?;
    conn.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get::<_, String>(0))?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "fullfsync", "ON")?;
    conn.pragma_update(None, "checkpoint_fullfsync", "ON")?;
    conn.pragma_update(None, "foreign_keys", "ON")?;
    conn.pragma_update(None, "mmap_size", 0)?;
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    conn.pragma_update(None, "secure_delete", "ON")?;
    conn.pragma_update(None, "journal_size_limit", 64 * 1024 * 1024)?;
    conn.pragma_update(None, "cache_size", if role == Role::Writer { -65_536 } else { -16_384 })?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    // Without it SQLite compiles a statement again whenever a bound value might suit another partial index.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.set_limit(Limit::SQLITE_LIMIT_LENGTH, 64 * 1024 * 1024)?;
    conn.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 2)?;
    conn.set_prepared_statement_cache_capacity(256);
    if role != Role::Writer {
        conn.pragma_update(None, "query_only", "ON")?;
    }
    Ok(conn)
}

/// An empty file that only the user can read, for SQLite to fill. Its companions get the same rights from SQLite.
pub(crate) fn create_private(path: &Path) -> Result<(), StoreError> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
        .open(path)
        .map(drop)
        .map_err(|error| StoreError::file(format!("{} cannot be made", path.display()), error))
}

/// What was found wrong with the content is damage; what went wrong with reading it is not.
pub(crate) fn damaged(error: rusqlite::Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => StoreError::Damaged(error.to_string()),
        _ => error.into(),
    }
}

fn is_empty(conn: &Connection) -> Result<bool, StoreError> {
    let tables: i64 =
        conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).map_err(damaged)?;
    Ok(tables == 0)
}

fn refuse_foreign(conn: &Connection, path: &Path) -> Result<(), StoreError> {
    let id: i64 = conn.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if id == APPLICATION_ID { Ok(()) } else { Err(StoreError::Foreign(path.display().to_string())) }
}
