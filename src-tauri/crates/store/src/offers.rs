//! Offers and their prices.

mod low;

use rusqlite::{OptionalExtension, Row, params};
use stockless_core::id::{OfferId, OrderLineId, PurchaseId, SupplierId};
use stockless_core::place::Zone;
use stockless_core::supplier::{Offer, PriceTier};

pub(crate) use low::CONCERNED;
pub use low::{LOW_AT, offer_of};

use crate::open::StoreError;
use crate::sql;
use crate::store::{Read, Write};
use crate::undo::Undoable;

/// An offer with what the store knows beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferRow {
    /// The offer.
    pub offer: Offer,
    /// Supplier's name.
    pub supplier: String,
    /// When the stock was told.
    pub stock_ms: Option<i64>,
    /// How many products are mapped to it.
    pub mapped: i64,
}

const SELECT: &str = "SELECT o.id, o.supplier_id, o.supplier_sku, o.title, o.currency, o.stock, o.lead_days, o.min_quantity, \
     s.name, o.stock_ms, (SELECT count(DISTINCT product_id) FROM mapping m WHERE m.offer_id = o.id), o.low_at \
     FROM offer o JOIN supplier s ON s.id = o.supplier_id";

fn offer_row(row: &Row<'_>) -> rusqlite::Result<OfferRow> {
    let currency: String = row.get(4)?;
    Ok(OfferRow {
        offer: Offer {
            id: OfferId::new(row.get(0)?),
            supplier: SupplierId::new(row.get(1)?),
            supplier_sku: row.get(2)?,
            title: row.get(3)?,
            currency: sql::currency(&currency).map_err(sql::inside)?,
            stock: row.get(5)?,
            low_at: row.get(11)?,
            lead_days: row.get(6)?,
            min_quantity: row.get(7)?,
            prices: Vec::new(),
        },
        supplier: row.get(8)?,
        stock_ms: row.get(9)?,
        mapped: row.get(10)?,
    })
}

pub(crate) fn list_sql() -> String {
    format!(
        "{SELECT} WHERE o.id > ?1 AND (?2 IS NULL OR o.supplier_id = ?2)
            AND (?3 = '' OR o.supplier_sku LIKE '%' || ?3 || '%' OR o.title LIKE '%' || ?3 || '%')
         ORDER BY o.id LIMIT ?4"
    )
}

impl Read<'_> {
    fn with_prices(&self, mut row: OfferRow) -> Result<OfferRow, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT zone, min_quantity, unit_cost FROM offer_price WHERE offer_id = ?1 ORDER BY zone, min_quantity",
        )?;
        let mut rows = statement.query([row.offer.id.get()])?;
        while let Some(price) = rows.next()? {
            let (zone, cost): (String, String) = (price.get(0)?, price.get(2)?);
            row.offer.prices.push(PriceTier {
                zone: zone.parse().unwrap_or(Zone::World),
                min_quantity: price.get(1)?,
                unit_cost: sql::decimal("unit cost", &cost)?,
            });
        }
        Ok(row)
    }

    /// One offer.
    pub fn offer(&self, id: OfferId) -> Result<OfferRow, StoreError> {
        let row = self
            .conn
            .prepare_cached(&format!("{SELECT} WHERE o.id = ?1"))?
            .query_row([id.get()], offer_row)
            .optional()?
            .ok_or(StoreError::NotFound { what: "offer", id: id.get() })?;
        self.with_prices(row)
    }

    /// An offer by its supplier and the supplier's SKU.
    pub fn offer_by_sku(&self, supplier: SupplierId, sku: &str) -> Result<Option<OfferRow>, StoreError> {
        self.conn
            .prepare_cached(&format!("{SELECT} WHERE o.supplier_id = ?1 AND o.supplier_sku = ?2"))?
            .query_row(params![supplier.get(), sku], offer_row)
            .optional()?
            .map(|row| self.with_prices(row))
            .transpose()
    }

    /// Offers behind a key, by id.
    pub fn offers(
        &self,
        supplier: Option<SupplierId>,
        search: &str,
        after: i64,
        limit: i64,
    ) -> Result<Vec<OfferRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(&list_sql())?;
        let rows = statement
            .query_map(params![after, supplier.map(SupplierId::get), search, limit], offer_row)?
            .collect::<Result<Vec<_>, _>>()?;
        rows.into_iter().map(|row| self.with_prices(row)).collect()
    }

    /// How many offers there are.
    pub fn offers_total(&self, supplier: Option<SupplierId>, search: &str) -> Result<i64, StoreError> {
        Ok(self.conn.query_row(
            "SELECT count(*) FROM offer o WHERE (?1 IS NULL OR o.supplier_id = ?1)
                AND (?2 = '' OR o.supplier_sku LIKE '%' || ?2 || '%' OR o.title LIKE '%' || ?2 || '%')",
            params![supplier.map(SupplierId::get), search],
            |row| row.get(0),
        )?)
    }

    /// SKU and title of every offer, for finding the one that fits a product.
    pub fn offer_names(&self) -> Result<Vec<(OfferId, String, String)>, StoreError> {
        let mut statement =
            self.conn.prepare_cached("SELECT id, supplier_sku, title FROM offer ORDER BY id")?;
        let rows =
            statement.query_map([], |row| Ok((OfferId::new(row.get(0)?), row.get(1)?, row.get(2)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Write<'_> {
    /// Creates an offer, or changes one, by its id (0 for a new one). Prices are replaced as a whole.
    pub fn save_offer(&self, offer: &Offer, now_ms: i64) -> Result<OfferId, StoreError> {
        let given = (offer.id.get() != 0).then_some(offer.id.get());
        let other = self.offer_by_sku(offer.supplier, &offer.supplier_sku)?;
        if let Some(other) = &other
            && Some(other.offer.id.get()) != given
        {
            return Err(StoreError::Refused(format!(
                "{} has an offer “{}” already.",
                other.supplier, offer.supplier_sku
            )));
        }
        if let Some(id) = given {
            self.touch(Undoable::Offer, id)?;
            self.touch(Undoable::OfferPrice, id)?;
        }
        self.watching_stock(given.map(OfferId::new), || {
            let id = self.write_offer(given, offer, now_ms)?;
            Ok((id, id))
        })
    }

    fn write_offer(&self, given: Option<i64>, offer: &Offer, now_ms: i64) -> Result<OfferId, StoreError> {
        self.conn.prepare_cached(
            "INSERT INTO offer (id, supplier_id, supplier_sku, title, currency, stock, stock_ms, lead_days, min_quantity, low_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, CASE WHEN ?6 IS NULL THEN NULL ELSE ?7 END, ?8, ?9, ?10)
             ON CONFLICT (id) DO UPDATE SET supplier_sku = excluded.supplier_sku, title = excluded.title,
                currency = excluded.currency, stock = excluded.stock, stock_ms = excluded.stock_ms,
                lead_days = excluded.lead_days, min_quantity = excluded.min_quantity, low_at = excluded.low_at",
        )?
        .execute(params![
            given,
            offer.supplier.get(),
            offer.supplier_sku,
            offer.title,
            offer.currency.code(),
            offer.stock,
            now_ms,
            offer.lead_days,
            offer.min_quantity,
            offer.low_at
        ])?;
        let id = OfferId::new(given.unwrap_or_else(|| self.conn.last_insert_rowid()));
        if given.is_none() {
            self.created(Undoable::Offer, id.get());
            self.created(Undoable::OfferPrice, id.get());
        }
        self.conn.prepare_cached("DELETE FROM offer_price WHERE offer_id = ?1")?.execute([id.get()])?;
        let mut statement = self.conn.prepare_cached(
            "INSERT INTO offer_price (offer_id, zone, min_quantity, unit_cost) VALUES (?1, ?2, ?3, ?4)",
        )?;
        for tier in &offer.prices {
            statement.execute(params![
                id.get(),
                tier.zone.code(),
                tier.min_quantity,
                tier.unit_cost.to_string()
            ])?;
        }
        Ok(id)
    }

    /// Takes units out of an offer's stock, where the supplier tells one, so that two orders do not count on the
    /// same unit before the next stock file arrives.
    pub fn reserve_stock(&self, offer: OfferId, units: i64) -> Result<(), StoreError> {
        self.watching_stock(Some(offer), || {
            self.conn
                .prepare_cached(
                    "UPDATE offer SET stock = max(0, stock - ?2) WHERE id = ?1 AND stock IS NOT NULL",
                )?
                .execute(params![offer.get(), units])?;
            Ok((offer, ()))
        })
    }

    /// Gives back the stock that a purchase had reserved and that the supplier will not send.
    pub fn release_stock(&self, purchase: PurchaseId) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "UPDATE offer SET stock = stock + (
                    SELECT sum(units) FROM purchase_line l WHERE l.purchase_id = ?1 AND l.offer_id = offer.id)
                 WHERE stock IS NOT NULL AND id IN (SELECT offer_id FROM purchase_line WHERE purchase_id = ?1)",
            )?
            .execute([purchase.get()])?;
        Ok(())
    }

    /// Removes an offer that no purchase used. Its mappings and chosen routes go with it; orders that had chosen it
    /// are marked.
    pub fn remove_offer(&self, id: OfferId) -> Result<(), StoreError> {
        let used: bool = self.conn.query_row(
            "SELECT EXISTS (SELECT 1 FROM purchase_line WHERE offer_id = ?1)",
            [id.get()],
            |row| row.get(0),
        )?;
        if used {
            return Err(StoreError::Refused(
                "Purchases were made with this offer, so it is kept. Set its stock to 0 instead.".to_owned(),
            ));
        }
        // What refers to the offer is recorded before the offer itself: it is put back in the opposite order.
        for mapping in self.ids("SELECT id FROM mapping WHERE offer_id = ?1", id)? {
            self.touch(Undoable::Mapping, mapping)?;
        }
        for line in self.ids("SELECT DISTINCT order_line_id FROM order_route WHERE offer_id = ?1", id)? {
            self.touch(Undoable::OrderRoute, line)?;
            self.mark_order(self.order_of_line(OrderLineId::new(line))?)?;
        }
        self.touch(Undoable::OfferPrice, id.get())?;
        self.touch(Undoable::Offer, id.get())?;
        self.conn.execute("DELETE FROM mapping WHERE offer_id = ?1", [id.get()])?;
        self.conn.execute("DELETE FROM order_route WHERE offer_id = ?1", [id.get()])?;
        match self.conn.execute("DELETE FROM offer WHERE id = ?1", [id.get()])? {
            0 => Err(StoreError::NotFound { what: "offer", id: id.get() }),
            _ => Ok(()),
        }
    }

    fn ids(&self, sql: &str, offer: OfferId) -> Result<Vec<i64>, StoreError> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map([offer.get()], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
