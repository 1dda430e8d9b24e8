//! When the stock of an offer runs low: from above its limit to the limit or below.

use rusqlite::OptionalExtension;
use stockless_core::automation::Event;
use stockless_core::id::{OfferId, OrderId};

use crate::open::StoreError;
use crate::store::{Read, Write};

/// Setting: units at or below which stock is low, where an offer has no limit of its own.
pub const LOW_AT: &str = "low_stock";
/// The limit of a workspace that has set none.
pub const LOW_AT_FIRST: i64 = 5;
/// Times that one offer can run low before its numbers would reach those of the next.
const TIMES: i64 = 1_000_000;

/// Open orders that sell what the offer serves.
pub(crate) const CONCERNED: &str = "SELECT DISTINCT v.order_id FROM mapping m \
     CROSS JOIN order_line l ON l.product_id = m.product_id CROSS JOIN order_view v ON v.order_id = l.order_id \
     WHERE m.offer_id = ?1 AND v.queue < 5 ORDER BY v.order_id";

/// The offer that an occasion of [`Event::StockLow`] is about.
pub fn offer_of(instance: i64) -> OfferId {
    OfferId::new(instance.div_euclid(TIMES))
}

impl Read<'_> {
    /// Units at or below which stock is low, where an offer has no limit of its own.
    pub fn low_at(&self) -> Result<i64, StoreError> {
        Ok(self.setting(LOW_AT)?.and_then(|text| text.parse().ok()).unwrap_or(LOW_AT_FIRST))
    }

    /// Whether the stock of an offer is told, and low.
    pub fn is_low(&self, id: OfferId) -> Result<bool, StoreError> {
        let known: Option<(Option<i64>, Option<i64>)> = self
            .conn
            .prepare_cached("SELECT stock, low_at FROM offer WHERE id = ?1")?
            .query_row([id.get()], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        match known {
            Some((Some(stock), Some(limit))) => Ok(stock <= limit),
            Some((Some(stock), None)) => Ok(stock <= self.low_at()?),
            _ => Ok(false),
        }
    }
}

impl Write<'_> {
    /// Changes the stock of an offer, and notes for its open orders when that makes it low.
    pub(super) fn watching_stock<T>(
        &self,
        id: Option<OfferId>,
        change: impl FnOnce() -> Result<(OfferId, T), StoreError>,
    ) -> Result<T, StoreError> {
        if !self.listens(Event::StockLow)? {
            return change().map(|(_, done)| done);
        }
        let was_low = id.map_or(Ok(false), |id| self.is_low(id))?;
        let (id, done) = change()?;
        if !was_low && self.is_low(id)? {
            self.ran_low(id)?;
        }
        Ok(done)
    }

    fn ran_low(&self, id: OfferId) -> Result<(), StoreError> {
        let times: i64 = self
            .conn
            .prepare_cached(
                "INSERT INTO offer_low (offer_id, times) VALUES (?1, 1)
                 ON CONFLICT (offer_id) DO UPDATE SET times = times + 1 RETURNING times",
            )?
            .query_row([id.get()], |row| row.get(0))?;
        let instance = id.get().saturating_mul(TIMES).saturating_add(times.min(TIMES - 1));
        let mut statement = self.conn.prepare_cached(CONCERNED)?;
        let orders = statement.query_map([id.get()], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
        orders.into_iter().try_for_each(|order| self.happened(OrderId::new(order), Event::StockLow, instance))
    }
}
