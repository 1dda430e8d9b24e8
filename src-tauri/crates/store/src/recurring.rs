//! Recurring costs.

use rusqlite::{OptionalExtension, params};
use stockless_core::money::Currency;

use crate::open::StoreError;
use crate::sql;
use crate::store::{Read, Write};

/// A recurring cost as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecurringRow {
    /// Which one; 0 for one that is not stored yet.
    pub id: i64,
    /// What it is for.
    pub name: String,
    /// For each period.
    pub amount_minor: i64,
    /// Its currency.
    pub currency: Currency,
    /// day, week, month or year.
    pub every: String,
    /// First day, YYYYMMDD.
    pub from_day: i32,
    /// Last day.
    pub to_day: Option<i32>,
    /// One shop.
    pub shop_id: Option<i64>,
}

fn recurring_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<RecurringRow> {
    let currency: String = row.get(3)?;
    Ok(RecurringRow {
        id: row.get(0)?,
        name: row.get(1)?,
        amount_minor: row.get(2)?,
        currency: sql::currency(&currency).map_err(sql::inside)?,
        every: row.get(4)?,
        from_day: row.get(5)?,
        to_day: row.get(6)?,
        shop_id: row.get(7)?,
    })
}

const COLUMNS: &str = "id, name, amount_minor, currency, every, from_day, to_day, shop_id";

impl Read<'_> {
    /// All recurring costs.
    pub fn recurring(&self) -> Result<Vec<RecurringRow>, StoreError> {
        let mut statement =
            self.conn.prepare_cached(&format!("SELECT {COLUMNS} FROM recurring ORDER BY name, from_day"))?;
        Ok(statement.query_map([], recurring_row)?.collect::<Result<_, _>>()?)
    }

    /// One of them.
    pub fn recurring_cost(&self, id: i64) -> Result<RecurringRow, StoreError> {
        self.conn
            .prepare_cached(&format!("SELECT {COLUMNS} FROM recurring WHERE id = ?1"))?
            .query_row([id], recurring_row)
            .optional()?
            .ok_or(StoreError::NotFound { what: "recurring cost", id })
    }
}

impl Write<'_> {
    /// Creates a recurring cost, or changes one, by its id.
    pub fn save_recurring(&self, cost: &RecurringRow) -> Result<i64, StoreError> {
        let id = (cost.id != 0).then_some(cost.id);
        self.conn.execute(
            "INSERT INTO recurring (id, name, amount_minor, currency, every, from_day, to_day, shop_id)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, amount_minor = excluded.amount_minor,
                currency = excluded.currency, every = excluded.every, from_day = excluded.from_day,
                to_day = excluded.to_day, shop_id = excluded.shop_id",
            params![
                id,
                cost.name,
                cost.amount_minor,
                cost.currency.code(),
                cost.every,
                cost.from_day,
                cost.to_day,
                cost.shop_id
            ],
        )?;
        Ok(id.unwrap_or_else(|| self.conn.last_insert_rowid()))
    }

    /// Removes a recurring cost.
    pub fn remove_recurring(&self, id: i64) -> Result<(), StoreError> {
        match self.conn.execute("DELETE FROM recurring WHERE id = ?1", [id])? {
            0 => Err(StoreError::NotFound { what: "recurring cost", id }),
            _ => Ok(()),
        }
    }
}
