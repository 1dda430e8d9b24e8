//! Entries in a currency that has no rate for their day yet.

use rusqlite::params;
use rust_decimal::Decimal;
use stockless_core::day::Day;
use stockless_core::money::{Currency, Money};

use crate::open::StoreError;
use crate::sql;
use crate::store::{Read, Write};
use crate::sums::{Place, Tally};

impl Read<'_> {
    /// Entries without a rate in a range of days: currency and how many.
    pub fn entries_without_rate(&self, from: Day, to: Day) -> Result<Vec<(String, i64)>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT currency, count(*) FROM entry INDEXED BY entry_without_rate
             WHERE base_minor IS NULL AND day BETWEEN ?1 AND ?2 GROUP BY currency ORDER BY currency",
        )?;
        let rows =
            statement.query_map(params![from.number(), to.number()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Write<'_> {
    /// Gives entries of a currency their amount in the base currency, now that there is a rate.
    /// `rate_on` answers the rate for a day, or `None` when there is still none.
    pub fn fill_missing_rates(
        &self,
        currency: Currency,
        base: Currency,
        rate_on: &dyn Fn(Day) -> Option<Decimal>,
    ) -> Result<i64, StoreError> {
        let mut statement = self.conn.prepare(
            "SELECT id, day, account, amount_minor, estimated, shop_id, supplier_id, product_id, country FROM entry
             INDEXED BY entry_without_rate WHERE base_minor IS NULL AND currency = ?1",
        )?;
        let rows = statement
            .query_map([currency.code()], |row| {
                Ok((
                    row.get::<_, i64>(0)?,
                    row.get::<_, i32>(1)?,
                    row.get::<_, i64>(2)?,
                    row.get::<_, i64>(3)?,
                    row.get::<_, bool>(4)?,
                    row.get::<_, Option<i64>>(5)?,
                    row.get::<_, Option<i64>>(6)?,
                    row.get::<_, Option<i64>>(7)?,
                    row.get::<_, String>(8)?,
                ))
            })?
            .collect::<Result<Vec<_>, _>>()?;
        let mut filled = 0;
        for (id, day, account, minor, estimated, shop, supplier, product, country) in rows {
            let day = sql::day(day)?;
            let Some(rate) = rate_on(day) else { continue };
            let money = Money::from_minor(minor, currency)
                .converted(base, rate)
                .map_err(|error| StoreError::Refused(error.to_string()))?;
            self.conn
                .prepare_cached("UPDATE entry SET base_minor = ?2, rate = ?3 WHERE id = ?1")?
                .execute(params![id, money.minor(), rate.to_string()])?;
            let place = Place { day: day.number(), account, shop, supplier, product, country: &country };
            let base = money.minor();
            let tally = Tally { base, estimated: if estimated { base } else { 0 }, ..Tally::default() };
            self.tally(&place, tally);
            filled += 1;
        }
        Ok(filled)
    }

    /// Currencies that have entries without a rate.
    pub fn currencies_without_rate(&self) -> Result<Vec<Currency>, StoreError> {
        let mut statement = self.conn.prepare(
            "SELECT DISTINCT currency FROM entry INDEXED BY entry_without_rate WHERE base_minor IS NULL",
        )?;
        let codes = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
        codes.iter().map(|code| sql::currency(code)).collect()
    }
}
