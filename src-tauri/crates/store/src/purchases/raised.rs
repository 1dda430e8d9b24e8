//! Purchases in doubt whose orders have to leave soon.

use rusqlite::params;
use stockless_core::day::Instant;
use stockless_core::id::PurchaseId;

use super::PurchaseRow;
use crate::open::StoreError;
use crate::store::{Read, Write};

pub(crate) const TO_RAISE: &str = "SELECT p.id FROM purchase p JOIN orders o ON o.id = p.order_id
     WHERE p.state = ?1 AND p.raised_ms IS NULL AND o.ship_by_ms <= ?2 LIMIT ?3";

impl Read<'_> {
    /// Purchases in doubt that were not raised yet and whose orders have to leave by a time.
    pub fn purchases_to_raise(&self, by: Instant, limit: i64) -> Result<Vec<PurchaseRow>, StoreError> {
        let mut ids: Vec<i64> = Vec::new();
        for state in ["unknown", "asking"] {
            let mut statement = self.conn.prepare_cached(TO_RAISE)?;
            let rows = statement.query_map(params![state, by.ms(), limit], |row| row.get(0))?;
            for id in rows {
                ids.push(id?);
            }
        }
        ids.into_iter().map(|id| self.purchase(PurchaseId::new(id))).collect()
    }
}

impl Write<'_> {
    /// Raises a purchase in doubt. Whoever wanted to be left alone about it until later is asked now.
    pub fn raise_purchase(&self, id: PurchaseId, now: Instant) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "UPDATE purchase SET raised_ms = ?2, remind_ms = NULL, version = version + 1
                 WHERE id = ?1 AND raised_ms IS NULL AND state IN ('unknown', 'asking')",
            )?
            .execute(params![id.get(), now.ms()])?;
        Ok(())
    }
}
