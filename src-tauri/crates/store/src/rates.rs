//! Exchange rates.

use rusqlite::{OptionalExtension, params};
use rust_decimal::Decimal;
use stockless_core::day::Day;
use stockless_core::money::Currency;

use crate::open::StoreError;
use crate::sql;
use crate::store::{Read, Write};

/// A rate: one unit of `base` is worth `value` units of `quote`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateRow {
    /// Its day.
    pub day: Day,
    /// Currency of the one unit.
    pub base: Currency,
    /// Currency of the value.
    pub quote: Currency,
    /// Units of `quote`.
    pub value: Decimal,
    /// Where it comes from.
    pub source: String,
}

fn rate_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<RateRow> {
    let (base, quote, value): (String, String, String) = (row.get(1)?, row.get(2)?, row.get(3)?);
    Ok(RateRow {
        day: sql::day(row.get(0)?).map_err(sql::inside)?,
        base: sql::currency(&base).map_err(sql::inside)?,
        quote: sql::currency(&quote).map_err(sql::inside)?,
        value: sql::decimal("rate", &value).map_err(sql::inside)?,
        source: row.get(4)?,
    })
}

impl Read<'_> {
    /// All rates, by day. A few thousand rows: thirty currencies over a few years.
    pub fn all_rates(&self) -> Result<Vec<RateRow>, StoreError> {
        let mut statement = self
            .conn
            .prepare_cached("SELECT day, base, quote, value, source FROM rate ORDER BY day, base, quote")?;
        Ok(statement.query_map([], rate_row)?.collect::<Result<_, _>>()?)
    }

    /// A rate of one day.
    pub fn rate(&self, day: Day, base: Currency, quote: Currency) -> Result<Option<RateRow>, StoreError> {
        Ok(self
            .conn
            .prepare_cached("SELECT day, base, quote, value, source FROM rate WHERE day = ?1 AND base = ?2 AND quote = ?3")?
            .query_row(params![day.number(), base.code(), quote.code()], rate_row)
            .optional()?)
    }

    /// A number that changes whenever a rate is added.
    pub fn rates_total(&self) -> Result<i64, StoreError> {
        Ok(self.conn.query_row("SELECT count(*) FROM rate", [], |row| row.get(0))?)
    }
}

impl Write<'_> {
    /// Adds or replaces the rate of a day. What was already converted keeps the rate it was converted with.
    pub fn save_rate(&self, rate: &RateRow) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO rate (day, base, quote, value, source) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (day, base, quote) DO UPDATE SET value = excluded.value, source = excluded.source",
            )?
            .execute(params![
                rate.day.number(),
                rate.base.code(),
                rate.quote.code(),
                rate.value.to_string(),
                rate.source
            ])?;
        Ok(())
    }
}
