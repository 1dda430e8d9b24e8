//! The shop's record of an order, mirrored.

mod changes;
mod mirror;

use rusqlite::{OptionalExtension, Row, params};
use stockless_core::day::Instant;
use stockless_core::id::{OrderId, OrderLineId, ProductId, ShopId};
use stockless_core::money::Currency;
use stockless_core::order::{Address, Fulfilment, Payment};
use stockless_core::place::Country;

pub use mirror::{Change, Mirrored};

use crate::open::StoreError;
use crate::sql::{self, Json};
use crate::store::Read;

/// An order as mirrored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderRow {
    /// Which one.
    pub id: OrderId,
    /// Its shop.
    pub shop: ShopId,
    /// The shop's own id.
    pub shop_ref: String,
    /// Number as people use it.
    pub number: String,
    /// When the customer ordered.
    pub placed: Instant,
    /// When it was paid.
    pub paid: Option<Instant>,
    /// When it was cancelled.
    pub cancelled: Option<Instant>,
    /// Payment state.
    pub payment: Payment,
    /// The shop's word for it.
    pub payment_text: String,
    /// Fulfilment state.
    pub fulfilment: Fulfilment,
    /// The shop's word for it.
    pub fulfilment_text: String,
    /// Currency of every amount.
    pub currency: Currency,
    /// Shipping charged.
    pub shipping_minor: i64,
    /// Discount on the whole order.
    pub discount_minor: i64,
    /// Tax to hand on.
    pub tax_minor: i64,
    /// True when prices contain the tax.
    pub tax_included: bool,
    /// What the customer paid.
    pub total_minor: i64,
    /// What went back.
    pub refunded_minor: i64,
    /// Fee that the export states.
    pub stated_fee_minor: Option<i64>,
    /// How it was paid.
    pub gateway: String,
    /// Shipping service.
    pub service: String,
    /// The shop's risk word.
    pub risk: String,
    /// Customer's mail address.
    pub email: String,
    /// Where it goes, as the shop says.
    pub ship_to: Address,
    /// Note from the customer.
    pub note: String,
    /// Tags in the shop.
    pub shop_tags: Vec<String>,
    /// Promise: ship by.
    pub ship_by: Option<Instant>,
    /// Promise: deliver by.
    pub deliver_by: Option<Instant>,
    /// Tracking number in the export.
    pub tracking: String,
    /// Raises with every change.
    pub version: i64,
    /// When it was first imported.
    pub first_seen: Instant,
    /// The same customer and goods give the same number.
    pub likeness: i64,
}

/// A line as mirrored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineRow {
    /// Which one.
    pub id: OrderLineId,
    /// The product.
    pub product: ProductId,
    /// The shop's own id of the line.
    pub shop_ref: String,
    /// SKU.
    pub sku: String,
    /// Title.
    pub title: String,
    /// Variant.
    pub variant: String,
    /// Units.
    pub quantity: i64,
    /// Price of all units before discounts.
    pub total_minor: i64,
    /// Discount on the line.
    pub discount_minor: i64,
    /// Tax on the line, where told.
    pub tax_minor: Option<i64>,
    /// False for things nobody ships.
    pub ships: bool,
}

const COLUMNS: &str = "id, shop_id, shop_ref, number, placed_ms, paid_ms, cancelled_ms, payment, payment_text, fulfilment, \
     fulfilment_text, currency, shipping_minor, discount_minor, tax_minor, tax_included, total_minor, refunded_minor, \
     stated_fee_minor, gateway, service, risk, email, name, company, line1, line2, city, region, postal_code, country, \
     country_text, phone, note, shop_tags, ship_by_ms, deliver_by_ms, tracking, version, first_seen_ms, likeness";

fn order_row(row: &Row<'_>) -> rusqlite::Result<OrderRow> {
    let text = |index: usize| row.get::<_, String>(index);
    let instant = |index: usize| row.get::<_, Option<i64>>(index).map(|ms| ms.map(Instant::from_ms));
    let country = text(30)?;
    Ok(OrderRow {
        id: OrderId::new(row.get(0)?),
        shop: ShopId::new(row.get(1)?),
        shop_ref: text(2)?,
        number: text(3)?,
        placed: Instant::from_ms(row.get(4)?),
        paid: instant(5)?,
        cancelled: instant(6)?,
        payment: sql::word("payment state", &text(7)?, Payment::from_word).map_err(sql::inside)?,
        payment_text: text(8)?,
        fulfilment: sql::word("fulfilment state", &text(9)?, Fulfilment::from_word).map_err(sql::inside)?,
        fulfilment_text: text(10)?,
        currency: sql::currency(&text(11)?).map_err(sql::inside)?,
        shipping_minor: row.get(12)?,
        discount_minor: row.get(13)?,
        tax_minor: row.get(14)?,
        tax_included: row.get(15)?,
        total_minor: row.get(16)?,
        refunded_minor: row.get(17)?,
        stated_fee_minor: row.get(18)?,
        gateway: text(19)?,
        service: text(20)?,
        risk: text(21)?,
        email: text(22)?,
        ship_to: Address {
            name: text(23)?,
            company: text(24)?,
            line1: text(25)?,
            line2: text(26)?,
            city: text(27)?,
            region: text(28)?,
            postal_code: text(29)?,
            country: Country::from_code(&country),
            country_text: text(31)?,
            phone: text(32)?,
        },
        note: text(33)?,
        shop_tags: row.get::<_, Json<Vec<String>>>(34)?.0,
        ship_by: instant(35)?,
        deliver_by: instant(36)?,
        tracking: text(37)?,
        version: row.get(38)?,
        first_seen: Instant::from_ms(row.get(39)?),
        likeness: row.get(40)?,
    })
}

impl Read<'_> {
    /// One order.
    pub fn order(&self, id: OrderId) -> Result<OrderRow, StoreError> {
        self.conn
            .prepare_cached(&format!("SELECT {COLUMNS} FROM orders WHERE id = ?1"))?
            .query_row([id.get()], order_row)
            .optional()?
            .ok_or(StoreError::NotFound { what: "order", id: id.get() })
    }

    /// An order by its shop and the shop's own id.
    pub fn order_by_ref(&self, shop: ShopId, shop_ref: &str) -> Result<Option<OrderRow>, StoreError> {
        Ok(self
            .conn
            .prepare_cached(&format!("SELECT {COLUMNS} FROM orders WHERE shop_id = ?1 AND shop_ref = ?2"))?
            .query_row(params![shop.get(), shop_ref], order_row)
            .optional()?)
    }

    /// Orders by their number, in any case, with or without a leading #.
    pub fn orders_by_number(&self, number: &str) -> Result<Vec<OrderId>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT id FROM orders WHERE number = ?1 COLLATE NOCASE OR number = '#' || ?1 COLLATE NOCASE ORDER BY id LIMIT 10",
        )?;
        let rows = statement
            .query_map([number.trim().trim_start_matches('#')], |row| row.get(0).map(OrderId::new))?;
        let found: Vec<OrderId> = rows.collect::<Result<_, _>>()?;
        Ok(found)
    }

    /// The lines that are still in an order, in the shop's order.
    pub fn lines_of(&self, order: OrderId) -> Result<Vec<LineRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT id, product_id, shop_ref, sku, title, variant, quantity, total_minor, discount_minor, tax_minor, ships
             FROM order_line WHERE order_id = ?1 AND quantity > 0 ORDER BY position, id",
        )?;
        let rows = statement.query_map([order.get()], |row| {
            Ok(LineRow {
                id: OrderLineId::new(row.get(0)?),
                product: ProductId::new(row.get(1)?),
                shop_ref: row.get(2)?,
                sku: row.get(3)?,
                title: row.get(4)?,
                variant: row.get(5)?,
                quantity: row.get(6)?,
                total_minor: row.get(7)?,
                discount_minor: row.get(8)?,
                tax_minor: row.get(9)?,
                ships: row.get(10)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The order a line belongs to.
    pub fn order_of_line(&self, line: OrderLineId) -> Result<OrderId, StoreError> {
        self.conn
            .prepare_cached("SELECT order_id FROM order_line WHERE id = ?1")?
            .query_row([line.get()], |row| row.get(0).map(OrderId::new))
            .optional()?
            .ok_or(StoreError::NotFound { what: "order line", id: line.get() })
    }

    /// The text received from outside for an order.
    pub fn raw_of(&self, order: OrderId) -> Result<String, StoreError> {
        Ok(self
            .conn
            .prepare_cached("SELECT text FROM order_raw WHERE order_id = ?1")?
            .query_row([order.get()], |row| row.get(0))
            .optional()?
            .unwrap_or_default())
    }

    /// An earlier order of the same customer with the same goods, placed within a time, that was not cancelled.
    pub fn earlier_twin(
        &self,
        order: &OrderRow,
        within_ms: i64,
    ) -> Result<Option<(OrderId, String)>, StoreError> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT id, number FROM orders INDEXED BY orders_likeness
                 WHERE likeness = ?1 AND placed_ms BETWEEN ?2 AND ?3 AND id <> ?4 AND cancelled_ms IS NULL
                    AND payment NOT IN ('refunded', 'voided') AND (placed_ms, id) < (?3, ?4)
                 ORDER BY placed_ms DESC, id DESC LIMIT 1",
            )?
            .query_row(
                params![
                    order.likeness,
                    order.placed.plus_ms(within_ms.saturating_neg()).ms(),
                    order.placed.ms(),
                    order.id.get()
                ],
                |row| Ok((OrderId::new(row.get(0)?), row.get(1)?)),
            )
            .optional()?)
    }

    /// Other orders with the same mail address.
    pub fn other_orders(&self, order: &OrderRow) -> Result<i64, StoreError> {
        if order.email.is_empty() {
            return Ok(0);
        }
        let query = crate::search::phrase(&order.email);
        Ok(self
            .conn
            .prepare_cached("SELECT count(*) FROM (SELECT rowid FROM order_fts WHERE order_fts MATCH ?1 LIMIT 1000) WHERE rowid <> ?2")?
            .query_row(params![query, order.id.get()], |row| row.get(0))?)
    }

    /// How many orders there are.
    pub fn orders_total(&self) -> Result<i64, StoreError> {
        Ok(self.conn.query_row("SELECT count(*) FROM order_view", [], |row| row.get(0))?)
    }
}
