//! What happened to an order, beyond what other tables tell.

use std::collections::BTreeMap;

use rusqlite::params;
use stockless_core::day::Instant;
use stockless_core::id::OrderId;

use crate::open::StoreError;
use crate::sql::Json;
use crate::store::{Read, Write};

/// An event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventRow {
    /// When.
    pub at: Instant,
    /// What.
    pub kind: String,
    /// shop, supplier, carrier, you or stockless.
    pub actor: String,
    /// Facts for its text.
    pub facts: BTreeMap<String, String>,
}

pub(crate) const LIST: &str = "SELECT at_ms, kind, actor, facts FROM order_event WHERE order_id = ?1 ORDER BY at_ms DESC, id DESC LIMIT 500";

impl Read<'_> {
    /// Events of an order, newest first.
    pub fn events_of(&self, order: OrderId) -> Result<Vec<EventRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(LIST)?;
        let rows = statement.query_map([order.get()], |row| {
            Ok(EventRow {
                at: Instant::from_ms(row.get(0)?),
                kind: row.get(1)?,
                actor: row.get(2)?,
                facts: row.get::<_, Json<BTreeMap<String, String>>>(3)?.0,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Write<'_> {
    /// Adds an event to an order's timeline.
    pub fn add_event(
        &self,
        order: OrderId,
        at: Instant,
        kind: &str,
        actor: &str,
        facts: &[(&str, String)],
    ) -> Result<(), StoreError> {
        let facts: BTreeMap<&str, &String> = facts.iter().map(|(name, value)| (*name, value)).collect();
        self.conn
            .prepare_cached(
                "INSERT INTO order_event (order_id, at_ms, kind, actor, facts) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![order.get(), at.ms(), kind, actor, Json(&facts)])?;
        Ok(())
    }
}
