//! Numbered migrations, applied once, never edited.

use rusqlite::Connection;
use sha2::{Digest, Sha256};

use crate::open::StoreError;

const MIGRATIONS: &[&str] = &[
    include_str!("../migrations/0001_init.sql"),
    include_str!("../migrations/0002_margin_of_all_orders.sql"),
    include_str!("../migrations/0003_sums_by_month.sql"),
    include_str!("../migrations/0004_fees_in_steps_and_parcels_from_files.sql"),
    include_str!("../migrations/0005_suppliers_that_answer.sql"),
    include_str!("../migrations/0006_routing_rules.sql"),
    include_str!("../migrations/0007_refused_units_and_names_in_keys.sql"),
    include_str!("../migrations/0008_rules.sql"),
    include_str!("../migrations/0009_bundles_in_parts.sql"),
    include_str!("../migrations/0010_older_than_the_workspace.sql"),
    include_str!("../migrations/0011_doubts_raised.sql"),
    include_str!("../migrations/0012_confirmation_and_payment.sql"),
    include_str!("../migrations/0013_low_stock.sql"),
    include_str!("../migrations/0014_partial_acceptance.sql"),
    include_str!("../migrations/0015_left_drafts.sql"),
    include_str!("../migrations/0016_ended_there.sql"),
];

/// Newest format this program knows.
pub(crate) fn newest() -> i64 {
    i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX)
}

/// Format of a file; 0 for a new one.
pub(crate) fn format(conn: &Connection) -> Result<i64, StoreError> {
    Ok(conn.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Refuses files of a newer or an altered format, before anything is written to them.
pub(crate) fn refuse_unknown(conn: &Connection) -> Result<(), StoreError> {
    let found = format(conn)?;
    if found > newest() {
        return Err(StoreError::Newer { found, known: newest() });
    }
    if found == 0 {
        return Ok(());
    }
    let mut statement = conn.prepare("SELECT number, hash FROM migration ORDER BY number")?;
    let applied = statement
        .query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?)))?
        .collect::<Result<Vec<_>, _>>()?;
    for (number, hash) in applied {
        let known = usize::try_from(number - 1).ok().and_then(|index| MIGRATIONS.get(index));
        if known.is_none_or(|sql| digest(sql) != hash) {
            return Err(StoreError::Altered(number));
        }
    }
    Ok(())
}

/// Brings a file to the newest format in one transaction.
pub(crate) fn run(conn: &mut Connection, now_ms: i64) -> Result<(), StoreError> {
    let found = format(conn)?;
    if found >= newest() {
        return Ok(());
    }
    // A table that is made anew must not take the rows that refer to it along. The references are checked at the end.
    conn.pragma_update(None, "foreign_keys", "OFF")?;
    let applied = apply(conn, found, now_ms);
    conn.pragma_update(None, "foreign_keys", "ON")?;
    applied
}

fn apply(conn: &mut Connection, found: i64, now_ms: i64) -> Result<(), StoreError> {
    let tx = conn.transaction_with_behavior(rusqlite::TransactionBehavior::Exclusive)?;
    tx.execute_batch(
        "CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, hash BLOB NOT NULL, at_ms INTEGER NOT NULL) STRICT;",
    )?;
    for (number, sql) in (1_i64..).zip(MIGRATIONS).skip(usize::try_from(found).unwrap_or(0)) {
        tx.execute_batch(sql)?;
        tx.execute(
            "INSERT INTO migration (number, hash, at_ms) VALUES (?1, ?2, ?3)",
            (number, digest(sql), now_ms),
        )?;
    }
    let dangling: i64 =
        tx.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0))?;
    if dangling > 0 {
        return Err(StoreError::Damaged(format!("{dangling} rows refer to rows that are not there")));
    }
    tx.pragma_update(None, "user_version", newest())?;
    tx.commit()?;
    Ok(())
}

fn digest(sql: &str) -> Vec<u8> {
    Sha256::digest(sql.as_bytes()).to_vec()
}
