//! Imports that ran, and the rows they could not use.

use rusqlite::params;
use stockless_core::id::ImportId;

use crate::open::StoreError;
use crate::store::{Read, Write};

/// An import that ran.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportRow {
    /// Which one.
    pub id: i64,
    /// When.
    pub at_ms: i64,
    /// What was read.
    pub kind: String,
    /// File names.
    pub files: String,
    /// Shop's name, where there is one.
    pub shop: String,
    /// Things read.
    pub read: i64,
    /// New.
    pub added: i64,
    /// Updated.
    pub changed: i64,
    /// The same.
    pub unchanged: i64,
    /// Not used.
    pub rejected: i64,
    /// True when it was stopped.
    pub stopped: bool,
}

/// A row that was not used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RejectionRow {
    /// File name.
    pub file: String,
    /// Line.
    pub line: i64,
    /// Column title.
    pub column: String,
    /// What stood there.
    pub value: String,
    /// Why it cannot be used.
    pub reason: String,
    /// What to do.
    pub fix: String,
}

pub(crate) const LIST: &str =
    "SELECT i.id, i.at_ms, i.kind, i.files, coalesce(s.name, ''), i.read, i.added, i.changed, i.unchanged, i.rejected,
                    i.stopped
             FROM import_run i LEFT JOIN shop s ON s.id = i.shop_id WHERE i.id < ?1 ORDER BY i.id DESC LIMIT ?2";

pub(crate) const REJECTIONS: &str = "SELECT file, line, column_title, value, reason, fix FROM import_rejection WHERE import_id = ?1 ORDER BY id LIMIT ?2";

impl Read<'_> {
    /// Imports, latest first, from behind an id.
    pub fn imports(&self, before_id: i64, limit: i64) -> Result<Vec<ImportRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(LIST)?;
        let rows = statement.query_map(params![before_id, limit], |row| {
            Ok(ImportRow {
                id: row.get(0)?,
                at_ms: row.get(1)?,
                kind: row.get(2)?,
                files: row.get(3)?,
                shop: row.get(4)?,
                read: row.get(5)?,
                added: row.get(6)?,
                changed: row.get(7)?,
                unchanged: row.get(8)?,
                rejected: row.get(9)?,
                stopped: row.get(10)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Rows that an import did not use, by line.
    pub fn rejections_of(&self, import: ImportId, limit: i64) -> Result<Vec<RejectionRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(REJECTIONS)?;
        let rows = statement.query_map(params![import.get(), limit], |row| {
            Ok(RejectionRow {
                file: row.get(0)?,
                line: row.get(1)?,
                column: row.get(2)?,
                value: row.get(3)?,
                reason: row.get(4)?,
                fix: row.get(5)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// When something was last imported.
    pub fn last_import_ms(&self) -> Result<Option<i64>, StoreError> {
        Ok(self.conn.query_row("SELECT max(at_ms) FROM import_run", [], |row| row.get(0))?)
    }
}

impl Write<'_> {
    /// Starts an import's record.
    pub fn begin_import(
        &self,
        kind: &str,
        files: &str,
        shop: Option<i64>,
        now_ms: i64,
    ) -> Result<ImportId, StoreError> {
        self.conn.execute(
            "INSERT INTO import_run (at_ms, kind, files, shop_id, read, added, changed, unchanged, rejected, stopped)
             VALUES (?1, ?2, ?3, ?4, 0, 0, 0, 0, 0, 1)",
            params![now_ms, kind, files, shop],
        )?;
        Ok(ImportId::new(self.conn.last_insert_rowid()))
    }

    /// Writes what an import has done so far. A record that says stopped while nothing runs was cut off.
    pub fn save_import(&self, id: ImportId, row: &ImportRow) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "UPDATE import_run SET read = ?2, added = ?3, changed = ?4, unchanged = ?5, rejected = ?6, stopped = ?7 WHERE id = ?1",
            )?
            .execute(params![
                id.get(),
                row.read,
                row.added,
                row.changed,
                row.unchanged,
                row.rejected,
                row.stopped
            ])?;
        Ok(())
    }

    /// Keeps a row that was not used.
    pub fn add_rejection(&self, import: ImportId, row: &RejectionRow) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO import_rejection (import_id, file, line, column_title, value, reason, fix)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![import.get(), row.file, row.line, row.column, row.value, row.reason, row.fix])?;
        Ok(())
    }
}
