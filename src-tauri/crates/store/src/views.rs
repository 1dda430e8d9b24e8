//! Saved views: tabs of the merchant's own.

use rusqlite::params;

use crate::open::StoreError;
use crate::store::{Read, Write};

/// A saved view. Filter and sort are kept as the interface gave them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedViewRow {
    /// Which one; 0 for one that is not stored yet.
    pub id: i64,
    /// Name on the tab.
    pub name: String,
    /// Which list.
    pub tab: String,
    /// Its filter, as JSON.
    pub filter: String,
    /// Its order.
    pub sort: String,
}

impl Read<'_> {
    /// All saved views, oldest first.
    pub fn saved_views(&self) -> Result<Vec<SavedViewRow>, StoreError> {
        let mut statement =
            self.conn.prepare_cached("SELECT id, name, tab, filter, sort FROM saved_view ORDER BY id")?;
        let rows = statement.query_map([], |row| {
            Ok(SavedViewRow {
                id: row.get(0)?,
                name: row.get(1)?,
                tab: row.get(2)?,
                filter: row.get(3)?,
                sort: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Write<'_> {
    /// Creates a view, or changes one, by its id.
    pub fn save_view_tab(&self, view: &SavedViewRow) -> Result<i64, StoreError> {
        let id = (view.id != 0).then_some(view.id);
        self.conn.execute(
            "INSERT INTO saved_view (id, name, tab, filter, sort) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, tab = excluded.tab, filter = excluded.filter,
                sort = excluded.sort",
            params![id, view.name, view.tab, view.filter, view.sort],
        )?;
        Ok(id.unwrap_or_else(|| self.conn.last_insert_rowid()))
    }

    /// Removes a view.
    pub fn remove_view_tab(&self, id: i64) -> Result<(), StoreError> {
        match self.conn.execute("DELETE FROM saved_view WHERE id = ?1", [id])? {
            0 => Err(StoreError::NotFound { what: "view", id }),
            _ => Ok(()),
        }
    }
}
