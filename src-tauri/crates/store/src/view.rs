//! The derived view of orders that every list reads, and the lists.
//!
//! One row per order says which queue it is in and why. It is written by the transaction that changes what it is
//! derived from, so a list never computes. Lists walk an index from a key; a jump to a position skips along a
//! covering index and then walks.

mod list;

pub use list::{FEW_FOUND, Key, ListFilter, Sort};

use rusqlite::{OptionalExtension, params};
use stockless_core::check::{Queue, Verdicts};
use stockless_core::id::{OrderId, ShopId, SupplierId};

use crate::open::StoreError;
use crate::store::{Read, Write};

/// What is derived about an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewRow {
    /// Which order.
    pub order: OrderId,
    /// Its shop.
    pub shop: ShopId,
    /// Two-letter country code; empty when not recognised.
    pub country: String,
    /// When the customer ordered.
    pub placed_ms: i64,
    /// Its queue.
    pub queue: Queue,
    /// Its checks.
    pub verdicts: Verdicts,
    /// The most urgent check that needs somebody; empty for none.
    pub flag: String,
    /// Supplier of the first line that has one.
    pub supplier: Option<SupplierId>,
    /// How many different suppliers.
    pub suppliers: i64,
    /// What the customer paid, in the base currency.
    pub total_base_minor: Option<i64>,
    /// What its purchases cost, in the base currency.
    pub to_pay_base_minor: Option<i64>,
    /// Net sales in the base currency.
    pub net_sales_base_minor: Option<i64>,
    /// Profit in the base currency.
    pub profit_base_minor: Option<i64>,
    /// Margin in hundredths of a percent.
    pub margin_bp: Option<i64>,
    /// When the customer expects the parcel at the latest.
    pub promise_ms: Option<i64>,
    /// When time alone changes the queue.
    pub wake_ms: Option<i64>,
}

/// Counts behind the tabs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct QueueCounts {
    /// By queue: decide, ready, late, waiting, snoozed.
    pub by_queue: [i64; 5],
    /// All orders.
    pub all: i64,
}

const fn queue_number(queue: Queue) -> i64 {
    match queue {
        Queue::Decide => 0,
        Queue::Ready => 1,
        Queue::Late => 2,
        Queue::Waiting => 3,
        Queue::Snoozed => 4,
        Queue::Done => 5,
    }
}

fn queue_of(number: i64) -> Queue {
    match number {
        0 => Queue::Decide,
        1 => Queue::Ready,
        2 => Queue::Late,
        3 => Queue::Waiting,
        4 => Queue::Snoozed,
        _ => Queue::Done,
    }
}

const COLUMNS: &str = "v.order_id, v.shop_id, v.country, v.placed_ms, v.queue, v.verdicts, v.flag, v.supplier_id, v.suppliers, \
     v.total_base_minor, v.to_pay_base_minor, v.net_sales_base_minor, v.profit_base_minor, v.margin_bp, v.promise_ms, v.wake_ms";

fn view_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<ViewRow> {
    Ok(ViewRow {
        order: OrderId::new(row.get(0)?),
        shop: ShopId::new(row.get(1)?),
        country: row.get(2)?,
        placed_ms: row.get(3)?,
        queue: queue_of(row.get(4)?),
        verdicts: Verdicts::from_packed(row.get(5)?),
        flag: row.get(6)?,
        supplier: row.get::<_, Option<i64>>(7)?.map(SupplierId::new),
        suppliers: row.get(8)?,
        total_base_minor: row.get(9)?,
        to_pay_base_minor: row.get(10)?,
        net_sales_base_minor: row.get(11)?,
        profit_base_minor: row.get(12)?,
        margin_bp: row.get(13)?,
        promise_ms: row.get(14)?,
        wake_ms: row.get(15)?,
    })
}

impl Read<'_> {
    /// What is derived about an order.
    pub fn view_of(&self, order: OrderId) -> Result<Option<ViewRow>, StoreError> {
        Ok(self
            .conn
            .prepare_cached(&format!("SELECT {COLUMNS} FROM order_view v WHERE v.order_id = ?1"))?
            .query_row([order.get()], view_row)
            .optional()?)
    }

    /// Counts behind the tabs.
    pub fn queue_counts(&self, shop: Option<ShopId>) -> Result<QueueCounts, StoreError> {
        let mut counts = QueueCounts::default();
        let mut statement = self.conn.prepare_cached(
            "SELECT queue, count(*) FROM order_view INDEXED BY order_view_open
             WHERE queue < 5 AND (?1 IS NULL OR shop_id = ?1) GROUP BY queue",
        )?;
        let mut rows = statement.query([shop.map(ShopId::get)])?;
        while let Some(row) = rows.next()? {
            let queue: i64 = row.get(0)?;
            if let Some(slot) = usize::try_from(queue).ok().and_then(|i| counts.by_queue.get_mut(i)) {
                *slot = row.get(1)?;
            }
        }
        counts.all = match shop {
            None => self.orders_total()?,
            Some(shop) => self.conn.query_row(
                "SELECT count(*) FROM order_view INDEXED BY order_view_shop WHERE shop_id = ?1",
                [shop.get()],
                |row| row.get(0),
            )?,
        };
        Ok(counts)
    }

    /// How many orders would be ready, were they not older than the workspace.
    pub fn orders_older(&self) -> Result<i64, StoreError> {
        Ok(self.conn.prepare_cached(OLDER)?.query_row([], |row| row.get(0))?)
    }

    /// Orders whose derived row has to be made again, oldest id first.
    pub fn dirty_orders(&self, limit: i64) -> Result<Vec<OrderId>, StoreError> {
        let mut statement = self.conn.prepare_cached(DIRTY)?;
        let rows = statement.query_map([limit], |row| row.get(0).map(OrderId::new))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Orders whose queue changes by time alone at or before an instant.
    pub fn orders_to_wake(&self, now_ms: i64, limit: i64) -> Result<Vec<OrderId>, StoreError> {
        let mut statement = self.conn.prepare_cached(TO_WAKE)?;
        let rows = statement.query_map(params![now_ms, limit], |row| row.get(0).map(OrderId::new))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

pub(crate) const DIRTY: &str =
    "SELECT order_id FROM order_view INDEXED BY order_view_dirty WHERE dirty = 1 ORDER BY order_id LIMIT ?1";

pub(crate) const TO_WAKE: &str = "SELECT order_id FROM order_view INDEXED BY order_view_wake WHERE wake_ms <= ?1 ORDER BY wake_ms LIMIT ?2";

pub(crate) const OLDER: &str =
    "SELECT count(*) FROM order_view INDEXED BY order_view_older WHERE queue = 0 AND flag = 'history'";

/// The plus keeps SQLite from walking every open order to find the few that look alike.
pub(crate) const MARK_TWINS: &str = "UPDATE order_view SET dirty = 1 WHERE +queue < 5 AND order_id IN (
        SELECT b.id FROM orders a JOIN orders b INDEXED BY orders_likeness ON b.likeness = a.likeness
        WHERE a.id = ?1 AND b.id <> a.id AND b.placed_ms BETWEEN a.placed_ms AND a.placed_ms + ?2)";

impl Write<'_> {
    /// Writes the derived row of an order.
    pub fn save_view(&self, row: &ViewRow) -> Result<(), StoreError> {
        let before = self.standing_before(row.order)?;
        self.conn
            .prepare_cached(
                "INSERT INTO order_view (order_id, shop_id, country, placed_ms, queue, verdicts, flag, supplier_id, suppliers,
                    total_base_minor, to_pay_base_minor, net_sales_base_minor, profit_base_minor, margin_bp, promise_ms, wake_ms, dirty)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, 0)
                 ON CONFLICT (order_id) DO UPDATE SET shop_id = excluded.shop_id, country = excluded.country,
                    placed_ms = excluded.placed_ms, queue = excluded.queue, verdicts = excluded.verdicts, flag = excluded.flag,
                    supplier_id = excluded.supplier_id, suppliers = excluded.suppliers,
                    total_base_minor = excluded.total_base_minor, to_pay_base_minor = excluded.to_pay_base_minor,
                    net_sales_base_minor = excluded.net_sales_base_minor, profit_base_minor = excluded.profit_base_minor,
                    margin_bp = excluded.margin_bp, promise_ms = excluded.promise_ms, wake_ms = excluded.wake_ms, dirty = 0",
            )?
            .execute(params![
                row.order.get(),
                row.shop.get(),
                row.country,
                row.placed_ms,
                queue_number(row.queue),
                row.verdicts.packed(),
                row.flag,
                row.supplier.map(SupplierId::get),
                row.suppliers,
                row.total_base_minor,
                row.to_pay_base_minor,
                row.net_sales_base_minor,
                row.profit_base_minor,
                row.margin_bp,
                row.promise_ms,
                row.wake_ms
            ])?;
        if let Some(before) = before {
            self.note_standing(before.as_ref(), row)?;
        }
        Ok(())
    }

    /// Marks one order whose derived row has to be made again.
    pub fn mark_order(&self, order: OrderId) -> Result<(), StoreError> {
        self.conn
            .prepare_cached("UPDATE order_view SET dirty = 1 WHERE order_id = ?1")?
            .execute([order.get()])?;
        Ok(())
    }

    /// Marks the open orders that sell a product.
    pub fn mark_product(&self, product: stockless_core::id::ProductId) -> Result<i64, StoreError> {
        let changed = self
            .conn
            .prepare_cached(
                "UPDATE order_view SET dirty = 1 WHERE queue < 5
                    AND order_id IN (SELECT order_id FROM order_line WHERE product_id = ?1)",
            )?
            .execute([product.get()])?;
        Ok(i64::try_from(changed).unwrap_or(i64::MAX))
    }

    /// Marks orders that are done and have no cost for a product yet, so that a mapping made later also tells what
    /// past orders cost. Costs that are there stay as they are.
    pub fn mark_uncosted(&self, product: stockless_core::id::ProductId) -> Result<i64, StoreError> {
        let changed = self
            .conn
            .prepare_cached(
                "UPDATE order_view SET dirty = 1 WHERE queue = 5 AND order_id IN (
                    SELECT l.order_id FROM order_line l WHERE l.product_id = ?1 AND NOT EXISTS (
                        SELECT 1 FROM entry e WHERE e.order_id = l.order_id AND e.order_line_id = l.id AND e.account = 50))",
            )?
            .execute([product.get()])?;
        Ok(i64::try_from(changed).unwrap_or(i64::MAX))
    }

    /// Marks the open orders of a shop, or of all shops.
    pub fn mark_open(&self, shop: Option<ShopId>) -> Result<i64, StoreError> {
        let changed = self
            .conn
            .prepare_cached(
                "UPDATE order_view SET dirty = 1 WHERE queue < 5 AND (?1 IS NULL OR shop_id = ?1)",
            )?
            .execute([shop.map(ShopId::get)])?;
        Ok(i64::try_from(changed).unwrap_or(i64::MAX))
    }

    /// Marks every order of a shop, for what also concerns orders that are done.
    pub fn mark_all(&self, shop: Option<ShopId>) -> Result<i64, StoreError> {
        let changed = self
            .conn
            .prepare_cached("UPDATE order_view SET dirty = 1 WHERE ?1 IS NULL OR shop_id = ?1")?
            .execute([shop.map(ShopId::get)])?;
        Ok(i64::try_from(changed).unwrap_or(i64::MAX))
    }

    /// Marks orders whose amounts could not be told in the base currency.
    pub fn mark_without_base(&self) -> Result<i64, StoreError> {
        let changed = self.conn.execute(
            "UPDATE order_view SET dirty = 1 WHERE queue = 5 AND net_sales_base_minor IS NULL",
            [],
        )?;
        Ok(i64::try_from(changed).unwrap_or(i64::MAX))
    }

    /// Marks later orders that look like this one, since a twin has appeared before them.
    pub fn mark_later_twins(&self, order: OrderId, within_ms: i64) -> Result<(), StoreError> {
        self.conn.prepare_cached(MARK_TWINS)?.execute(params![order.get(), within_ms])?;
        Ok(())
    }
}
