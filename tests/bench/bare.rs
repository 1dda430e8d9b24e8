//! The same work without the program: rows into a plain table, and the queries alone.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use crate::Outcome;
use crate::measure::once;

/// Rows in one transaction, as many as the program writes in one.
const CHUNK: usize = 2_600;

/// Seconds to read the same file and put every cell of every row into one table without an index, in transactions
/// of the same size and with the same safety.
pub fn insert(database: &Path, file: &Path) -> Outcome<f64> {
    let mut conn = Connection::open(database)?;
    conn.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    let mut reader = csv::Reader::from_path(file)?;
    let width = reader.headers()?.len();
    let columns: Vec<String> = (0..width).map(|n| format!("c{n} TEXT")).collect();
    conn.execute_batch(&format!("CREATE TABLE line ({}) STRICT", columns.join(", ")))?;
    let marks = vec!["?"; width].join(", ");
    let (seconds, done) = once(|| -> Outcome<()> {
        let mut records = reader.records().peekable();
        while records.peek().is_some() {
            let tx = conn.transaction()?;
            {
                let mut statement = tx.prepare_cached(&format!("INSERT INTO line VALUES ({marks})"))?;
                for record in records.by_ref().take(CHUNK) {
                    statement.execute(rusqlite::params_from_iter(record?.iter()))?;
                }
            }
            tx.commit()?;
        }
        Ok(())
    });
    done?;
    Ok(seconds)
}

/// Opens the workspace's file for reading.
pub fn open(database: &Path) -> Outcome<Connection> {
    let conn = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    conn.pragma_update(None, "query_only", "ON")?;
    conn.pragma_update(None, "cache_size", -16_384)?;
    Ok(conn)
}

/// Reads every column of every row of a query.
pub fn ask(conn: &Connection, sql: &str) -> Outcome<()> {
    let mut statement = conn.prepare_cached(sql)?;
    let columns = statement.column_count();
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        for column in 0..columns {
            std::hint::black_box(row.get_ref(column)?);
        }
    }
    Ok(())
}
