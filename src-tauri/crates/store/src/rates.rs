//! Exchange rates.

use rusqlite::{OptionalExtension, params};
use rust_decimal::Decimal;
use stockless_core::day::Day;
use stockless_core::id::{OrderId, OrderLineId, ProductId, PurchaseId, ShopId, SupplierId};
use stockless_core::ledger::{Account, Certainty};
use stockless_core::money::Currency;

use crate::entries::NewEntry;
use crate::open::StoreError;
use crate::sql;
use crate::store::{Read, Write};
use crate::undo::Undoable;

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

/// Sums of entries that were converted, by everything that tells them apart. Parameter 1 is the base currency, 2 the
/// accounts, 3 and 4 the days.
const CONVERTED: &str = "SELECT day, account, sum(amount_minor), currency, sum(base_minor), rate, estimated, order_id, order_line_id, \
     purchase_id, shop_id, supplier_id, product_id, country, sum(units), sum(orders), ref \
     FROM entry WHERE account IN (SELECT value FROM json_each(?2)) AND day BETWEEN ?3 AND ?4 \
        AND base_minor IS NOT NULL AND currency <> ?1 \
     GROUP BY day, account, currency, rate, estimated, order_id, order_line_id, purchase_id, shop_id, supplier_id, product_id, \
        country, ref \
     HAVING sum(amount_minor) <> 0 OR sum(base_minor) <> 0 OR sum(units) <> 0 OR sum(orders) <> 0";

fn unreadable(what: &'static str, number: i64) -> StoreError {
    StoreError::Unreadable { what, value: number.to_string() }
}

fn converted_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<NewEntry> {
    let (account, currency): (i64, String) = (row.get(1)?, row.get(3)?);
    Ok(NewEntry {
        day: sql::day(row.get(0)?).map_err(sql::inside)?,
        account: Account::from_number(account).ok_or_else(|| sql::inside(unreadable("account", account)))?,
        amount_minor: row.get(2)?,
        currency: sql::currency(&currency).map_err(sql::inside)?,
        base_minor: row.get(4)?,
        rate: row.get(5)?,
        certainty: if row.get(6)? { Certainty::Estimated } else { Certainty::Actual },
        order: row.get::<_, Option<i64>>(7)?.map(OrderId::new),
        line: row.get::<_, Option<i64>>(8)?.map(OrderLineId::new),
        purchase: row.get::<_, Option<i64>>(9)?.map(PurchaseId::new),
        shop: row.get::<_, Option<i64>>(10)?.map(ShopId::new),
        supplier: row.get::<_, Option<i64>>(11)?.map(SupplierId::new),
        product: row.get::<_, Option<i64>>(12)?.map(ProductId::new),
        country: row.get(13)?,
        units: row.get(14)?,
        orders: row.get(15)?,
        reference: row.get(16)?,
        source: String::new(),
    })
}

impl Read<'_> {
    /// What the ledger holds of a range of days in other currencies with a rate: entries that differ in nothing but
    /// their source as one. Only those are kept that `wanted` says yes to, by their currency, day and rate.
    pub fn converted(
        &self,
        base: Currency,
        (from, to): (Day, Day),
        wanted: &dyn Fn(Currency, Day, &str) -> bool,
    ) -> Result<Vec<NewEntry>, StoreError> {
        let accounts: Vec<i64> = Account::ALL.iter().map(|account| account.number()).collect();
        let mut statement = self.conn.prepare(CONVERTED)?;
        let rows = statement.query_map(
            params![base.code(), sql::Json(accounts), from.number(), to.number()],
            converted_row,
        )?;
        let mut found = Vec::new();
        for row in rows {
            let row = row?;
            if wanted(row.currency, row.day, &row.rate) {
                found.push(row);
            }
        }
        Ok(found)
    }

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
}

impl Write<'_> {
    /// Adds or replaces the rate of a day. What was already converted keeps the rate it was converted with.
    pub fn save_rate(&self, rate: &RateRow) -> Result<(), StoreError> {
        let pair = format!("{}{}", rate.base.code(), rate.quote.code());
        self.touch_part(Undoable::Rate, i64::from(rate.day.number()), &pair)?;
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
