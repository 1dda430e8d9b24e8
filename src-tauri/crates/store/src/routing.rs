//! Routing rules, estimates of duty, and how long parcels took.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, Row, params};
use rust_decimal::Decimal;
use stockless_core::id::{OrderId, SupplierId};
use stockless_core::place::{Country, Zone};
use stockless_core::route::Measured;

use crate::open::StoreError;
use crate::sql;
use crate::store::{Read, Write};
use crate::undo::Undoable;

/// A routing rule as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoutingRuleRow {
    /// Which one; 0 for one that is not stored yet.
    pub id: i64,
    /// Whether it decides anything.
    pub enabled: bool,
    /// Name.
    pub name: String,
    /// Conditions, choice and limits, JSON.
    pub body: String,
}

/// An estimate of duty as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyRow {
    /// Which one; 0 for one that is not stored yet.
    pub id: i64,
    /// Where goods are sent from.
    pub origin: Zone,
    /// Where they go.
    pub destination: Zone,
    /// Percent of the goods.
    pub percent: Decimal,
    /// First day, `YYYYMMDD`.
    pub from_day: Option<i32>,
    /// Last day, `YYYYMMDD`.
    pub to_day: Option<i32>,
    /// Where the figure is from.
    pub source: String,
}

/// Parcels of one supplier that are measured: the latest ones.
pub const MOST_MEASURED: i64 = 5_000;

pub(crate) const RULES: &str = "SELECT id, enabled, name, body FROM routing_rule ORDER BY position, id";

/// The parcels of one supplier, latest first: where they went and how many whole days they took.
pub(crate) const TO_THE_DOOR: &str = "SELECT coalesce(nullif(a.country, ''), o.country),
        (s.delivered_ms - p.placed_ms + 43200000) / 86400000
     FROM purchase p JOIN shipment s ON s.purchase_id = p.id JOIN orders o ON o.id = p.order_id
        LEFT JOIN order_address a ON a.order_id = p.order_id
     WHERE p.supplier_id = ?1 AND p.placed_ms >= ?2 AND s.delivered_ms IS NOT NULL
     ORDER BY p.placed_ms DESC LIMIT ?3";

/// Orders of a span, latest first, behind a key.
pub(crate) const PLACED_SINCE: &str = "SELECT placed_ms, order_id FROM order_view INDEXED BY order_view_placed
     WHERE placed_ms >= ?1 AND (placed_ms, order_id) < (?2, ?3) ORDER BY placed_ms DESC, order_id DESC LIMIT ?4";

fn rule_row(row: &Row<'_>) -> rusqlite::Result<RoutingRuleRow> {
    Ok(RoutingRuleRow { id: row.get(0)?, enabled: row.get(1)?, name: row.get(2)?, body: row.get(3)? })
}

impl Read<'_> {
    /// All routing rules, first one first.
    pub fn routing_rules(&self) -> Result<Vec<RoutingRuleRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(RULES)?;
        Ok(statement.query_map([], rule_row)?.collect::<Result<_, _>>()?)
    }

    /// One routing rule.
    pub fn routing_rule(&self, id: i64) -> Result<RoutingRuleRow, StoreError> {
        self.conn
            .prepare_cached("SELECT id, enabled, name, body FROM routing_rule WHERE id = ?1")?
            .query_row([id], rule_row)
            .optional()?
            .ok_or(StoreError::NotFound { what: "routing rule", id })
    }

    /// All estimates of duty.
    pub fn duty_rules(&self) -> Result<Vec<DutyRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT id, origin, destination, percent, from_day, to_day, source FROM duty_rule
             ORDER BY destination, origin, from_day, id",
        )?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let (origin, destination, percent): (String, String, String) =
                (row.get(1)?, row.get(2)?, row.get(3)?);
            let zone = |what, text: String| {
                text.parse::<Zone>().map_err(|_| StoreError::Unreadable { what, value: text })
            };
            found.push(DutyRow {
                id: row.get(0)?,
                origin: zone("origin", origin)?,
                destination: zone("destination", destination)?,
                percent: sql::decimal("duty", &percent)?,
                from_day: row.get(4)?,
                to_day: row.get(5)?,
                source: row.get(6)?,
            });
        }
        Ok(found)
    }

    /// What parcels needed when they were last measured, by supplier and country.
    pub fn door_days(&self) -> Result<BTreeMap<(SupplierId, Country), Measured>, StoreError> {
        let mut statement =
            self.conn.prepare_cached("SELECT supplier_id, country, parcels, p50, p80 FROM door_days")?;
        let mut rows = statement.query([])?;
        let mut found = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let country: String = row.get(1)?;
            if let Some(country) = Country::from_code(&country) {
                let measured = Measured { parcels: row.get(2)?, p50: row.get(3)?, p80: row.get(4)? };
                found.insert((SupplierId::new(row.get(0)?), country), measured);
            }
        }
        Ok(found)
    }

    /// Measures the latest delivered parcels of every supplier, placed since an instant.
    pub fn measure_days(
        &self,
        since_ms: i64,
    ) -> Result<BTreeMap<(SupplierId, Country), Measured>, StoreError> {
        let mut found = BTreeMap::new();
        for supplier in self.suppliers()? {
            let mut statement = self.conn.prepare_cached(TO_THE_DOOR)?;
            let mut rows = statement.query(params![supplier.id, since_ms, MOST_MEASURED])?;
            let mut days: BTreeMap<Country, Vec<i64>> = BTreeMap::new();
            while let Some(row) = rows.next()? {
                let country: String = row.get(0)?;
                if let Some(country) = Country::from_code(&country) {
                    let took: i64 = row.get(1)?;
                    days.entry(country).or_default().push(took.max(0));
                }
            }
            for (country, days) in days {
                if let Some(measured) = Measured::of(days) {
                    found.insert((SupplierId::new(supplier.id), country), measured);
                }
            }
        }
        Ok(found)
    }

    /// Orders placed since an instant and before a key (instant and id), latest first.
    pub fn orders_placed_since(
        &self,
        since_ms: i64,
        before: (i64, i64),
        limit: i64,
    ) -> Result<Vec<(i64, OrderId)>, StoreError> {
        let mut statement = self.conn.prepare_cached(PLACED_SINCE)?;
        let rows = statement.query_map(params![since_ms, before.0, before.1, limit], |row| {
            Ok((row.get(0)?, OrderId::new(row.get(1)?)))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many orders were placed since an instant.
    pub fn count_placed_since(&self, since_ms: i64) -> Result<i64, StoreError> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT count(*) FROM order_view INDEXED BY order_view_placed WHERE placed_ms >= ?1",
            )?
            .query_row([since_ms], |row| row.get(0))?)
    }
}

impl Write<'_> {
    /// Creates a routing rule behind the others, or changes one, by its id.
    pub fn save_routing_rule(&self, rule: &RoutingRuleRow) -> Result<i64, StoreError> {
        if rule.id == 0 {
            self.conn.execute(
                "INSERT INTO routing_rule (position, enabled, name, body)
                 SELECT coalesce(max(position), 0) + 1, ?1, ?2, ?3 FROM routing_rule",
                params![rule.enabled, rule.name, rule.body],
            )?;
            let id = self.conn.last_insert_rowid();
            self.created(Undoable::RoutingRule, id);
            return Ok(id);
        }
        self.touch(Undoable::RoutingRule, rule.id)?;
        let changed = self.conn.execute(
            "UPDATE routing_rule SET enabled = ?2, name = ?3, body = ?4 WHERE id = ?1",
            params![rule.id, rule.enabled, rule.name, rule.body],
        )?;
        match changed {
            0 => Err(StoreError::NotFound { what: "routing rule", id: rule.id }),
            _ => Ok(rule.id),
        }
    }

    /// Removes a routing rule.
    pub fn remove_routing_rule(&self, id: i64) -> Result<(), StoreError> {
        self.touch(Undoable::RoutingRule, id)?;
        match self.conn.execute("DELETE FROM routing_rule WHERE id = ?1", [id])? {
            0 => Err(StoreError::NotFound { what: "routing rule", id }),
            _ => Ok(()),
        }
    }

    /// Puts a routing rule in a place, 0 for the first; the others keep their order.
    pub fn move_routing_rule(&self, id: i64, place: usize) -> Result<(), StoreError> {
        self.routing_rule(id)?;
        let mut ids: Vec<i64> = self.routing_rules()?.iter().map(|rule| rule.id).collect();
        ids.retain(|known| *known != id);
        ids.insert(place.min(ids.len()), id);
        for (position, id) in (1_i64..).zip(ids) {
            self.touch(Undoable::RoutingRule, id)?;
            self.conn
                .prepare_cached("UPDATE routing_rule SET position = ?2 WHERE id = ?1")?
                .execute(params![id, position])?;
        }
        Ok(())
    }

    /// Creates an estimate of duty, or changes one, by its id.
    pub fn save_duty_rule(&self, duty: &DutyRow) -> Result<i64, StoreError> {
        let id = (duty.id != 0).then_some(duty.id);
        if let Some(id) = id {
            self.touch(Undoable::DutyRule, id)?;
        }
        self.conn.execute(
            "INSERT INTO duty_rule (id, origin, destination, percent, from_day, to_day, source)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT (id) DO UPDATE SET origin = excluded.origin, destination = excluded.destination,
                percent = excluded.percent, from_day = excluded.from_day, to_day = excluded.to_day,
                source = excluded.source",
            params![
                id,
                duty.origin.code(),
                duty.destination.code(),
                duty.percent.to_string(),
                duty.from_day,
                duty.to_day,
                duty.source
            ],
        )?;
        Ok(id.unwrap_or_else(|| {
            let new = self.conn.last_insert_rowid();
            self.created(Undoable::DutyRule, new);
            new
        }))
    }

    /// Removes an estimate of duty.
    pub fn remove_duty_rule(&self, id: i64) -> Result<(), StoreError> {
        self.touch(Undoable::DutyRule, id)?;
        match self.conn.execute("DELETE FROM duty_rule WHERE id = ?1", [id])? {
            0 => Err(StoreError::NotFound { what: "estimate of duty", id }),
            _ => Ok(()),
        }
    }

    /// Replaces what parcels needed; true when anything differs from before.
    pub fn save_door_days(
        &self,
        days: &BTreeMap<(SupplierId, Country), Measured>,
    ) -> Result<bool, StoreError> {
        if self.door_days()? == *days {
            return Ok(false);
        }
        self.conn.execute("DELETE FROM door_days", [])?;
        let mut statement = self.conn.prepare_cached(
            "INSERT INTO door_days (supplier_id, country, parcels, p50, p80) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        for ((supplier, country), measured) in days {
            statement.execute(params![
                supplier.get(),
                country.code(),
                measured.parcels,
                measured.p50,
                measured.p80
            ])?;
        }
        Ok(true)
    }
}
