//! Proving what must hold in the file.

use crate::open::{self, Role, StoreError};
use crate::store::Read;

impl Read<'_> {
    /// What SQLite itself finds wrong with the file; empty when it is whole.
    pub fn integrity_faults(&self) -> Result<Vec<String>, StoreError> {
        // On a connection of its own: the full-text index keeps its outline from the check before, and would take what
        // was merged since for damage.
        let path = self.conn.path().unwrap_or_default();
        let fresh = open::open(std::path::Path::new(path), Role::Reader)?;
        let mut statement = fresh.prepare("PRAGMA integrity_check(20)")?;
        let rows = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
        Ok(rows.into_iter().filter(|row| row != "ok").collect())
    }

    /// References that lead nowhere.
    pub fn broken_references(&self) -> Result<i64, StoreError> {
        Ok(self.conn.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0))?)
    }

    /// Orders without a derived row, and derived rows that are marked to be made again.
    pub fn missing_views(&self) -> Result<(i64, i64), StoreError> {
        Ok(self.conn.query_row(
            "SELECT (SELECT count(*) FROM orders o WHERE NOT EXISTS (SELECT 1 FROM order_view v WHERE v.order_id = o.id)),
                    (SELECT count(*) FROM order_view WHERE dirty = 1)",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?)
    }

    /// Ids of a spread of orders, for proofs that would take too long over all of them.
    pub fn sample_of_orders(&self, count: i64) -> Result<Vec<stockless_core::id::OrderId>, StoreError> {
        let mut statement = self.conn.prepare(
            "SELECT order_id FROM order_view WHERE order_id % max(1, (SELECT max(order_id) FROM order_view) / ?1) = 0
             ORDER BY order_id LIMIT ?1",
        )?;
        let rows = statement.query_map([count], |row| row.get(0).map(stockless_core::id::OrderId::new))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The plan of a query, for tests that prove it walks an index.
    pub fn plan(&self, sql: &str) -> Result<Vec<String>, StoreError> {
        let mut statement = self.conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
        let parameters = statement.parameter_count();
        for index in 1..=parameters {
            statement.raw_bind_parameter(index, rusqlite::types::Null)?;
        }
        let mut rows = statement.raw_query();
        let mut plan = Vec::new();
        while let Some(row) = rows.next()? {
            plan.push(row.get(3)?);
        }
        Ok(plan)
    }

    /// The logical content of the file as one hash: every row of every table but run counters and import records.
    pub fn content_hash(&self) -> Result<String, StoreError> {
        use sha2::{Digest, Sha256};
        let mut hash = Sha256::new();
        let tables: Vec<String> = {
            let mut statement = self.conn.prepare(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'order_fts%'
                    AND name NOT IN ('instance', 'migration', 'import_run', 'import_rejection', 'column_choice', 'backup_run')
                 ORDER BY name",
            )?;
            statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?
        };
        for table in tables {
            hash.update(table.as_bytes());
            let columns = self.content_columns(&table)?;
            let names = columns.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
            let places = (1..=columns.len()).map(|place| place.to_string()).collect::<Vec<_>>().join(", ");
            let columns = columns.len();
            let mut statement =
                self.conn.prepare(&format!("SELECT {names} FROM \"{table}\" ORDER BY {places}"))?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                for index in 0..columns {
                    hash.update(format!("{:?}|", row.get_ref(index)?).as_bytes());
                }
            }
        }
        Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// Columns of a table that are content; which import told a row is a record of the import.
    fn content_columns(&self, table: &str) -> Result<Vec<String>, StoreError> {
        let mut statement = self
            .conn
            .prepare("SELECT name FROM pragma_table_info(?1) WHERE name <> 'import_id' ORDER BY cid")?;
        Ok(statement.query_map([table], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }
}
