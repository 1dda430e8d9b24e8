//! Parcels and what was seen of them.

use rusqlite::{OptionalExtension, Row, params};
use stockless_core::day::Instant;
use stockless_core::id::{OrderId, OrderLineId, PurchaseId, ShipmentId};

use crate::open::StoreError;
use crate::store::{Read, Write};

/// A parcel. Its state is derived from its events and kept beside them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShipmentRow {
    /// Which one.
    pub id: ShipmentId,
    /// Its order.
    pub order: OrderId,
    /// Its purchase, if known.
    pub purchase: Option<PurchaseId>,
    /// Supplier's name, if known.
    pub supplier: Option<String>,
    /// Carrier's name.
    pub carrier: String,
    /// Number as given.
    pub number: String,
    /// True when its check digit was proven.
    pub checked: bool,
    /// Normalised state.
    pub state: String,
    /// Reason below it.
    pub reason: String,
    /// Since when.
    pub since: Option<Instant>,
    /// When it left.
    pub shipped: Option<Instant>,
    /// When it was delivered.
    pub delivered: Option<Instant>,
    /// The supplier's promise for its purchase.
    pub promise: Option<Instant>,
    /// When it was entered.
    pub created: Instant,
    /// Name of the file that told of it first; empty for one that was entered by hand.
    pub file: String,
}

/// A parcel to add.
#[derive(Debug, Clone)]
pub struct NewShipment {
    /// Its order.
    pub order: OrderId,
    /// Its purchase, if known.
    pub purchase: Option<PurchaseId>,
    /// Carrier's name.
    pub carrier: String,
    /// Number as given.
    pub number: String,
    /// Number without spaces, in capitals; names the parcel within its order.
    pub number_key: String,
    /// True when its check digit was proven.
    pub checked: bool,
    /// Name of the file that tells of it; empty when it is entered by hand.
    pub file: String,
}

/// Something that was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrackingRow {
    /// When.
    pub at: Instant,
    /// Normalised state.
    pub state: String,
    /// Reason below it.
    pub reason: String,
    /// What the source wrote.
    pub text: String,
    /// Where.
    pub place: String,
    /// file or you.
    pub source: String,
}

/// The derived part of a parcel.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// Normalised state.
    pub state: String,
    /// Reason below it.
    pub reason: String,
    /// Since when.
    pub since: Option<Instant>,
    /// When it left.
    pub shipped: Option<Instant>,
    /// When it was delivered.
    pub delivered: Option<Instant>,
}

const COLUMNS: &str = "h.id, h.order_id, h.purchase_id, s.name, h.carrier, h.number, h.checked, h.state, h.reason, h.since_ms, \
     h.shipped_ms, h.delivered_ms, p.promise_ms, h.created_ms, h.file";
const FROM: &str =
    "shipment h LEFT JOIN purchase p ON p.id = h.purchase_id LEFT JOIN supplier s ON s.id = p.supplier_id";

fn shipment_row(row: &Row<'_>) -> rusqlite::Result<ShipmentRow> {
    let instant = |index: usize| row.get::<_, Option<i64>>(index).map(|ms| ms.map(Instant::from_ms));
    Ok(ShipmentRow {
        id: ShipmentId::new(row.get(0)?),
        order: OrderId::new(row.get(1)?),
        purchase: row.get::<_, Option<i64>>(2)?.map(PurchaseId::new),
        supplier: row.get(3)?,
        carrier: row.get(4)?,
        number: row.get(5)?,
        checked: row.get(6)?,
        state: row.get(7)?,
        reason: row.get(8)?,
        since: instant(9)?,
        shipped: instant(10)?,
        delivered: instant(11)?,
        promise: instant(12)?,
        created: Instant::from_ms(row.get(13)?),
        file: row.get(14)?,
    })
}

impl Read<'_> {
    /// One parcel.
    pub fn shipment(&self, id: ShipmentId) -> Result<ShipmentRow, StoreError> {
        self.conn
            .prepare_cached(&format!("SELECT {COLUMNS} FROM {FROM} WHERE h.id = ?1"))?
            .query_row([id.get()], shipment_row)
            .optional()?
            .ok_or(StoreError::NotFound { what: "parcel", id: id.get() })
    }

    /// Parcels of an order, first one first.
    pub fn shipments_of(&self, order: OrderId) -> Result<Vec<ShipmentRow>, StoreError> {
        let mut statement = self
            .conn
            .prepare_cached(&format!("SELECT {COLUMNS} FROM {FROM} WHERE h.order_id = ?1 ORDER BY h.id"))?;
        Ok(statement.query_map([order.get()], shipment_row)?.collect::<Result<_, _>>()?)
    }

    /// A parcel of an order by its number.
    pub fn shipment_by_number(
        &self,
        order: OrderId,
        number_key: &str,
    ) -> Result<Option<ShipmentRow>, StoreError> {
        Ok(self
            .conn
            .prepare_cached(&format!(
                "SELECT {COLUMNS} FROM {FROM} WHERE h.order_id = ?1 AND h.number_key = ?2"
            ))?
            .query_row(params![order.get(), number_key], shipment_row)
            .optional()?)
    }

    /// Units in a parcel: line and quantity. Empty for the whole order.
    pub fn shipment_lines(&self, id: ShipmentId) -> Result<Vec<(OrderLineId, i64)>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT order_line_id, quantity FROM shipment_line WHERE shipment_id = ?1 ORDER BY order_line_id",
        )?;
        let rows = statement.query_map([id.get()], |row| Ok((OrderLineId::new(row.get(0)?), row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What was seen of a parcel, newest first.
    pub fn tracking_of(&self, id: ShipmentId) -> Result<Vec<TrackingRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT at_ms, state, reason, text, place, source FROM tracking_event WHERE shipment_id = ?1
             ORDER BY at_ms DESC, id DESC",
        )?;
        let rows = statement.query_map([id.get()], |row| {
            Ok(TrackingRow {
                at: Instant::from_ms(row.get(0)?),
                state: row.get(1)?,
                reason: row.get(2)?,
                text: row.get(3)?,
                place: row.get(4)?,
                source: row.get(5)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Write<'_> {
    /// Adds a parcel.
    pub fn add_shipment(&self, new: &NewShipment, now: Instant) -> Result<ShipmentId, StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO shipment (order_id, purchase_id, carrier, number, number_key, checked, state, created_ms, file)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'label_made', ?7, ?8)",
            )?
            .execute(params![
                new.order.get(),
                new.purchase.map(PurchaseId::get),
                new.carrier,
                new.number,
                new.number_key,
                new.checked,
                now.ms(),
                new.file
            ])?;
        let id = ShipmentId::new(self.conn.last_insert_rowid());
        new.purchase.map_or(Ok(()), |purchase| self.stop_chasing(purchase))?;
        Ok(id)
    }

    /// A parcel says more than a confirmation: nobody is asked for one any more.
    fn stop_chasing(&self, purchase: PurchaseId) -> Result<(), StoreError> {
        match self.following(purchase)? {
            Some(row) if row.chase.is_some() => {
                self.save_following(purchase, &crate::following::FollowingRow { chase: None, ..row })
            }
            _ => Ok(()),
        }
    }

    /// Fills in what was not known about a parcel before.
    pub fn complete_shipment(
        &self,
        id: ShipmentId,
        purchase: Option<PurchaseId>,
        carrier: &str,
    ) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "UPDATE shipment SET purchase_id = coalesce(purchase_id, ?2),
                    carrier = CASE WHEN carrier = '' THEN ?3 ELSE carrier END WHERE id = ?1",
            )?
            .execute(params![id.get(), purchase.map(PurchaseId::get), carrier])?;
        Ok(())
    }

    /// Adds units to a parcel.
    pub fn set_shipment_line(
        &self,
        id: ShipmentId,
        line: OrderLineId,
        quantity: i64,
    ) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO shipment_line (shipment_id, order_line_id, quantity) VALUES (?1, ?2, ?3)
                 ON CONFLICT (shipment_id, order_line_id) DO UPDATE SET quantity = excluded.quantity",
            )?
            .execute(params![id.get(), line.get(), quantity])?;
        Ok(())
    }

    /// Adds something that was seen; `false` when it was known.
    pub fn add_tracking(&self, id: ShipmentId, event: &TrackingRow) -> Result<bool, StoreError> {
        let added = self
            .conn
            .prepare_cached(
                "INSERT OR IGNORE INTO tracking_event (shipment_id, at_ms, state, reason, text, place, source)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                id.get(),
                event.at.ms(),
                event.state,
                event.reason,
                event.text,
                event.place,
                event.source
            ])?;
        Ok(added > 0)
    }

    /// Writes the derived part of a parcel.
    pub fn save_standing(&self, id: ShipmentId, standing: &Standing) -> Result<(), StoreError> {
        let ms = |at: Option<Instant>| at.map(Instant::ms);
        self.conn
            .prepare_cached(
                "UPDATE shipment SET state = ?2, reason = ?3, since_ms = ?4, shipped_ms = ?5, delivered_ms = ?6 WHERE id = ?1",
            )?
            .execute(params![
                id.get(),
                standing.state,
                standing.reason,
                ms(standing.since),
                ms(standing.shipped),
                ms(standing.delivered)
            ])?;
        Ok(())
    }

    /// Removes a parcel with its events.
    pub fn remove_shipment(&self, id: ShipmentId) -> Result<(), StoreError> {
        match self.conn.execute("DELETE FROM shipment WHERE id = ?1", [id.get()])? {
            0 => Err(StoreError::NotFound { what: "parcel", id: id.get() }),
            _ => Ok(()),
        }
    }
}
