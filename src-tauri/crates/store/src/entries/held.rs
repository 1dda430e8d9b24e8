//! What the ledger holds for an order or a reference.

use std::collections::BTreeMap;

use rusqlite::params;
use stockless_core::day::Day;
use stockless_core::id::{OrderId, OrderLineId, ProductId, PurchaseId, SupplierId};
use stockless_core::ledger::{Account, Certainty, Held, Slot};
use stockless_core::money::Currency;

use super::read_account;
use crate::open::StoreError;
use crate::sql;
use crate::store::Read;

/// What an order's entries in one account and currency sum to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BaseSum {
    /// The account.
    pub account: Account,
    /// Currency of the entries.
    pub currency: Currency,
    /// In the base currency, of entries with a rate.
    pub base_minor: i64,
    /// The part that is an estimate.
    pub estimated_minor: i64,
    /// In the entries' own currency, of entries without a rate.
    pub unrated_minor: i64,
}

impl Read<'_> {
    /// What the ledger holds for an order, by slot.
    pub fn held_by_order(&self, order: OrderId) -> Result<BTreeMap<Slot, Held>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT account, estimated, order_line_id, supplier_id, purchase_id, currency, sum(amount_minor), sum(units),
                    sum(orders), max(product_id), max(day)
             FROM entry WHERE order_id = ?1 AND ref = '' GROUP BY 1, 2, 3, 4, 5, 6",
        )?;
        let mut rows = statement.query([order.get()])?;
        let mut held = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let currency: String = row.get(5)?;
            let slot = Slot {
                account: read_account(row.get(0)?)?,
                certainty: if row.get::<_, bool>(1)? { Certainty::Estimated } else { Certainty::Actual },
                line: OrderLineId::new(row.get::<_, Option<i64>>(2)?.unwrap_or(0)),
                supplier: row.get::<_, Option<i64>>(3)?.map(SupplierId::new),
                purchase: row.get::<_, Option<i64>>(4)?.map(PurchaseId::new),
                currency: sql::currency(&currency)?,
            };
            held.insert(
                slot,
                Held {
                    minor: row.get(6)?,
                    units: row.get(7)?,
                    orders: row.get(8)?,
                    product: row.get::<_, Option<i64>>(9)?.map(ProductId::new),
                    day: sql::day(row.get(10)?)?,
                },
            );
        }
        Ok(held)
    }

    /// What an order's own entries sum to in the base currency, by account and currency, without what bills stated.
    pub fn base_by_order(&self, order: OrderId) -> Result<Vec<BaseSum>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT account, currency, coalesce(sum(base_minor), 0), coalesce(sum(base_minor) FILTER (WHERE estimated = 1), 0),
                    coalesce(sum(amount_minor) FILTER (WHERE base_minor IS NULL), 0)
             FROM entry WHERE order_id = ?1 AND ref = '' GROUP BY account, currency",
        )?;
        let mut rows = statement.query([order.get()])?;
        let mut sums = Vec::new();
        while let Some(row) = rows.next()? {
            let currency: String = row.get(1)?;
            sums.push(BaseSum {
                account: read_account(row.get(0)?)?,
                currency: sql::currency(&currency)?,
                base_minor: row.get(2)?,
                estimated_minor: row.get(3)?,
                unrated_minor: row.get(4)?,
            });
        }
        Ok(sums)
    }

    /// Accounts for which a person or a bill stated what an order really cost.
    pub fn stated_accounts(&self, order: OrderId) -> Result<Vec<Account>, StoreError> {
        let mut statement = self
            .conn
            .prepare_cached("SELECT DISTINCT account FROM entry WHERE order_id = ?1 AND ref <> ''")?;
        let rows = statement.query_map([order.get()], |row| row.get::<_, i64>(0))?;
        rows.map(|number| read_account(number?)).collect()
    }

    /// What a person or a bill stated for an order, by account, in the base currency.
    pub fn stated_sums(&self, order: OrderId) -> Result<Vec<(Account, i64)>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT account, sum(coalesce(base_minor, 0)) FROM entry WHERE order_id = ?1 AND ref <> '' GROUP BY account",
        )?;
        let rows =
            statement.query_map([order.get()], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))?;
        rows.map(|row| {
            row.map_err(StoreError::from).and_then(|(account, sum)| Ok((read_account(account)?, sum)))
        })
        .collect()
    }

    /// Sum of the entries of a reference on a day, by account, certainty and currency.
    pub fn held_by_reference(&self, reference: &str, day: Day) -> Result<i64, StoreError> {
        Ok(self
            .conn
            .prepare_cached("SELECT coalesce(sum(amount_minor), 0) FROM entry WHERE ref = ?1 AND day = ?2")?
            .query_row(params![reference, day.number()], |row| row.get(0))?)
    }

    /// Last day on which a reference has an entry.
    pub fn last_day_of(&self, reference: &str) -> Result<Option<Day>, StoreError> {
        let number: Option<i32> = self
            .conn
            .prepare_cached("SELECT max(day) FROM entry WHERE ref = ?1")?
            .query_row([reference], |row| row.get(0))?;
        number.map(sql::day).transpose()
    }
}
