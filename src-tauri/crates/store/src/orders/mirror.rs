//! Writing what a shop says: new orders are added, changed ones updated with a list of what changed, the same ones
//! left alone.

use std::sync::LazyLock;

use rusqlite::params;
use sha2::{Digest, Sha256};
use stockless_core::automation::Event;
use stockless_core::day::Instant;
use stockless_core::id::{ImportId, OrderId, ShopId};
use stockless_core::money::Money;
use stockless_core::order::{Payment, ShopLine, ShopOrder};

use super::changes::{header_changes, line_changes};
use crate::open::StoreError;
use crate::products::product_key;
use crate::sql::Json;
use crate::store::Write;

/// What became of an order that was told by a shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mirrored {
    /// It was new.
    Added(OrderId),
    /// It differed and was updated.
    Changed(OrderId, Vec<Change>),
    /// It was the same.
    Unchanged(OrderId),
}

/// One field that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Which field.
    pub field: &'static str,
    /// As it was.
    pub before: String,
    /// As it is.
    pub after: String,
}

/// Everything a shop says about an order, in one number: the same content is not written twice.
fn content_hash(order: &ShopOrder) -> Vec<u8> {
    // Debug output of these types is complete and stable within a build of the store's format; a change of its
    // shape only means that orders are compared field by field once more.
    Sha256::digest(format!("{order:?}").as_bytes()).iter().copied().take(16).collect()
}

/// The same customer ordering the same goods gives the same number.
fn likeness(order: &ShopOrder) -> i64 {
    let lower = |text: &str| text.trim().to_lowercase();
    let who = if order.email.trim().is_empty() {
        format!("{}|{}", lower(&order.ship_to.name), lower(&order.ship_to.postal_code))
    } else {
        lower(&order.email)
    };
    let mut goods: Vec<String> = order
        .lines
        .iter()
        .map(|line| format!("{}|{}", product_key(&line.sku, &line.title, &line.variant), line.quantity))
        .collect();
    goods.sort();
    let digest = Sha256::digest(format!("{who}\n{}", goods.join("\n")).as_bytes());
    let mut bytes = [0_u8; 8];
    for (slot, byte) in bytes.iter_mut().zip(digest) {
        *slot = byte;
    }
    i64::from_be_bytes(bytes)
}

fn ms(instant: Option<Instant>) -> Option<i64> {
    instant.map(Instant::ms)
}

/// What a shop can change, in the order in which values are bound; the shop and its reference come behind them.
const MIRRORED: [&str; 38] = [
    "number",
    "placed_ms",
    "paid_ms",
    "cancelled_ms",
    "payment",
    "payment_text",
    "fulfilment",
    "fulfilment_text",
    "currency",
    "shipping_minor",
    "discount_minor",
    "tax_minor",
    "tax_included",
    "total_minor",
    "refunded_minor",
    "stated_fee_minor",
    "gateway",
    "service",
    "risk",
    "email",
    "name",
    "company",
    "line1",
    "line2",
    "city",
    "region",
    "postal_code",
    "country",
    "country_text",
    "phone",
    "note",
    "shop_tags",
    "ship_by_ms",
    "deliver_by_ms",
    "tracking",
    "content_hash",
    "likeness",
    "changed_ms",
];

/// One statement for new and known orders, made once from one list of columns.
fn write_sql() -> &'static str {
    static SQL: LazyLock<String> = LazyLock::new(|| {
        let marks: Vec<String> = (1..=MIRRORED.len() + 2).map(|n| format!("?{n}")).collect();
        let changes: Vec<String> =
            MIRRORED.iter().map(|column| format!("{column} = excluded.{column}")).collect();
        // An order is first seen when it is first changed.
        format!(
            "INSERT INTO orders ({columns}, shop_id, shop_ref, first_seen_ms) VALUES ({marks}, ?{seen})
             ON CONFLICT (shop_id, shop_ref) DO UPDATE SET {changes}, version = version + 1 RETURNING id",
            columns = MIRRORED.join(", "),
            marks = marks.join(", "),
            seen = MIRRORED.len(),
            changes = changes.join(", "),
        )
    });
    &SQL
}

impl Write<'_> {
    /// Mirrors an order of a shop.
    pub fn mirror_order(
        &self,
        shop: ShopId,
        order: &ShopOrder,
        raw: &str,
        import: ImportId,
        now_ms: i64,
    ) -> Result<Mirrored, StoreError> {
        let hash = content_hash(order);
        let known: Option<(i64, Vec<u8>)> = {
            let mut statement = self
                .conn
                .prepare_cached("SELECT id, content_hash FROM orders WHERE shop_id = ?1 AND shop_ref = ?2")?;
            let mut rows = statement.query(params![shop.get(), order.shop_ref])?;
            rows.next()?.map(|row| Ok::<_, rusqlite::Error>((row.get(0)?, row.get(1)?))).transpose()?
        };
        match known {
            None => {
                let id = self.write_order(shop, order, &hash, now_ms)?;
                self.save_lines(id, &order.lines)?;
                self.save_raw(id, raw, import)?;
                Ok(Mirrored::Added(id))
            }
            Some((id, old)) if old == hash => Ok(Mirrored::Unchanged(OrderId::new(id))),
            Some((id, _)) => {
                let id = OrderId::new(id);
                let changes = self.compare(id, order)?;
                self.write_order(shop, order, &hash, now_ms)?;
                self.save_lines(id, &order.lines)?;
                self.save_raw(id, raw, import)?;
                if changes.is_empty() {
                    Ok(Mirrored::Unchanged(id))
                } else {
                    self.note_changes(id, &changes)?;
                    Ok(Mirrored::Changed(id, changes))
                }
            }
        }
    }

    /// Notes what rules listen to; the version of the record is the time of the event.
    fn note_changes(&self, id: OrderId, changes: &[Change]) -> Result<(), StoreError> {
        let paid = changes.iter().any(|c| c.field == "payment" && c.after == Payment::Paid.word());
        let events = [Some(Event::Changed), paid.then_some(Event::Paid)];
        for event in events.into_iter().flatten() {
            if self.listens(event)? {
                let version = self
                    .conn
                    .prepare_cached("SELECT version FROM orders WHERE id = ?1")?
                    .query_row([id.get()], |row| row.get(0))?;
                self.happened(id, event, version)?;
            }
        }
        Ok(())
    }

    /// Writes a new order, or the shop's record of a known one anew.
    fn write_order(
        &self,
        shop: ShopId,
        order: &ShopOrder,
        hash: &[u8],
        now_ms: i64,
    ) -> Result<OrderId, StoreError> {
        let to = &order.ship_to;
        let mut statement = self.conn.prepare_cached(write_sql())?;
        let id = statement.query_row(
            params![
                order.number,
                order.placed.ms(),
                ms(order.paid),
                ms(order.cancelled),
                order.payment.word(),
                order.payment_text,
                order.fulfilment.word(),
                order.fulfilment_text,
                order.currency.code(),
                order.shipping.minor(),
                order.discount.minor(),
                order.tax.minor(),
                order.tax_included,
                order.total.minor(),
                order.refunded.minor(),
                order.stated_fee.map(Money::minor),
                order.gateway,
                order.service,
                order.risk,
                order.email,
                to.name,
                to.company,
                to.line1,
                to.line2,
                to.city,
                to.region,
                to.postal_code,
                to.country.map(|c| c.code().to_owned()).unwrap_or_default(),
                to.country_text,
                to.phone,
                order.note,
                Json(&order.tags),
                ms(order.ship_by),
                ms(order.deliver_by),
                order.tracking,
                hash,
                likeness(order),
                now_ms,
                shop.get(),
                order.shop_ref,
            ],
            |row| row.get(0),
        )?;
        Ok(OrderId::new(id))
    }

    /// Lines keep their ids by the shop's own line id; a line that is gone stays with quantity 0, because
    /// purchases and entries refer to it.
    fn save_lines(&self, order: OrderId, lines: &[ShopLine]) -> Result<(), StoreError> {
        self.conn
            .prepare_cached("UPDATE order_line SET quantity = 0 WHERE order_id = ?1 AND quantity > 0")?
            .execute([order.get()])?;
        for (position, line) in (0_i64..).zip(lines) {
            let product = self.product_for(&line.sku, &line.title, &line.variant)?;
            self.conn
                .prepare_cached(
                    "INSERT INTO order_line (order_id, shop_ref, position, product_id, sku, title, variant, quantity, total_minor,
                        discount_minor, tax_minor, ships)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
                     ON CONFLICT (order_id, shop_ref) DO UPDATE SET position = excluded.position,
                        product_id = excluded.product_id, sku = excluded.sku, title = excluded.title,
                        variant = excluded.variant, quantity = excluded.quantity, total_minor = excluded.total_minor,
                        discount_minor = excluded.discount_minor, tax_minor = excluded.tax_minor, ships = excluded.ships",
                )?
                .execute(params![
                    order.get(),
                    line.shop_ref,
                    position,
                    product.get(),
                    line.sku,
                    line.title,
                    line.variant,
                    line.quantity,
                    line.total.minor(),
                    line.discount.minor(),
                    line.tax.map(Money::minor),
                    line.ships
                ])?;
        }
        Ok(())
    }

    fn save_raw(&self, order: OrderId, raw: &str, import: ImportId) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO order_raw (order_id, import_id, text) VALUES (?1, ?2, ?3)
                 ON CONFLICT (order_id) DO UPDATE SET import_id = excluded.import_id, text = excluded.text",
            )?
            .execute(params![order.get(), import.get(), raw])?;
        Ok(())
    }

    fn compare(&self, id: OrderId, new: &ShopOrder) -> Result<Vec<Change>, StoreError> {
        let old = self.order(id)?;
        let mut changes = header_changes(&old, new);
        changes.extend(line_changes(&self.lines_of(id)?, &new.lines));
        Ok(changes)
    }
}
