//! Recurring costs.

use rusqlite::{OptionalExtension, params};
use stockless_core::day::Day;
use stockless_core::id::ShopId;
use stockless_core::money::{Currency, Money};

use crate::open::StoreError;
use crate::sql;
use crate::store::{Read, Write};
use crate::undo::Undoable;

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

/// What a recurring cost has written to the ledger for a day, net of what was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accrued {
    /// The day.
    pub day: Day,
    /// Its shop.
    pub shop: Option<ShopId>,
    /// Sum of its entries; a cost is below zero.
    pub amount: Money,
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

impl Read<'_> {
    /// What the entries of a reference sum to by day, shop and currency, without what cancels out.
    pub fn accrued(&self, reference: &str) -> Result<Vec<Accrued>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT day, shop_id, currency, sum(amount_minor) FROM entry WHERE ref = ?1
             GROUP BY day, shop_id, currency HAVING sum(amount_minor) <> 0 ORDER BY day",
        )?;
        let rows = statement.query_map([reference], |row| {
            let currency: String = row.get(2)?;
            Ok(Accrued {
                day: sql::day(row.get(0)?).map_err(sql::inside)?,
                shop: row.get::<_, Option<i64>>(1)?.map(ShopId::new),
                amount: Money::from_minor(row.get(3)?, sql::currency(&currency).map_err(sql::inside)?),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Write<'_> {
    /// Creates a recurring cost, or changes one, by its id.
    pub fn save_recurring(&self, cost: &RecurringRow) -> Result<i64, StoreError> {
        let id = (cost.id != 0).then_some(cost.id);
        if let Some(id) = id {
            self.touch(Undoable::Recurring, id)?;
        }
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
        Ok(id.unwrap_or_else(|| {
            let new = self.conn.last_insert_rowid();
            self.created(Undoable::Recurring, new);
            new
        }))
    }

    /// Removes a recurring cost.
    pub fn remove_recurring(&self, id: i64) -> Result<(), StoreError> {
        self.touch(Undoable::Recurring, id)?;
        match self.conn.execute("DELETE FROM recurring WHERE id = ?1", [id])? {
            0 => Err(StoreError::NotFound { what: "recurring cost", id }),
            _ => Ok(()),
        }
    }
}
