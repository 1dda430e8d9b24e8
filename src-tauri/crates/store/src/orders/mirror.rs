//! Writing what a shop says: new orders are added, changed ones updated with a list of what changed, the same ones
//! left alone.

use rusqlite::params;
use sha2::{Digest, Sha256};
use stockless_core::day::Instant;
use stockless_core::id::{ImportId, OrderId, ShopId};
use stockless_core::order::{Address, ShopLine, ShopOrder};

use super::{LineRow, OrderRow};
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
            None => self.add_order(shop, order, &hash, raw, import, now_ms).map(Mirrored::Added),
            Some((id, old)) if old == hash => Ok(Mirrored::Unchanged(OrderId::new(id))),
            Some((id, _)) => {
                let id = OrderId::new(id);
                let changes = self.compare(id, order)?;
                self.update_order(id, order, &hash, now_ms)?;
                self.save_lines(id, &order.lines)?;
                self.save_raw(id, raw, import)?;
                if changes.is_empty() {
                    Ok(Mirrored::Unchanged(id))
                } else {
                    Ok(Mirrored::Changed(id, changes))
                }
            }
        }
    }

    fn add_order(
        &self,
        shop: ShopId,
        order: &ShopOrder,
        hash: &[u8],
        raw: &str,
        import: ImportId,
        now_ms: i64,
    ) -> Result<OrderId, StoreError> {
        let to = &order.ship_to;
        self.conn
            .prepare_cached(
                "INSERT INTO orders (shop_id, shop_ref, number, placed_ms, paid_ms, cancelled_ms, payment, payment_text, fulfilment,
                    fulfilment_text, currency, shipping_minor, discount_minor, tax_minor, tax_included, total_minor,
                    refunded_minor, stated_fee_minor, gateway, service, risk, email, name, company, line1, line2, city,
                    region, postal_code, country, country_text, phone, note, shop_tags, ship_by_ms, deliver_by_ms, tracking,
                    content_hash, likeness, first_seen_ms, changed_ms)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22,
                    ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, ?37, ?38, ?39, ?40, ?40)",
            )?
            .execute(params![
                shop.get(),
                order.shop_ref,
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
                order.stated_fee.map(stockless_core::money::Money::minor),
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
            ])?;
        let id = OrderId::new(self.conn.last_insert_rowid());
        self.save_lines(id, &order.lines)?;
        self.save_raw(id, raw, import)?;
        Ok(id)
    }

    fn update_order(
        &self,
        id: OrderId,
        order: &ShopOrder,
        hash: &[u8],
        now_ms: i64,
    ) -> Result<(), StoreError> {
        let to = &order.ship_to;
        self.conn
            .prepare_cached(
                "UPDATE orders SET number = ?2, placed_ms = ?3, paid_ms = ?4, cancelled_ms = ?5, payment = ?6, payment_text = ?7,
                    fulfilment = ?8, fulfilment_text = ?9, currency = ?10, shipping_minor = ?11, discount_minor = ?12,
                    tax_minor = ?13, tax_included = ?14, total_minor = ?15, refunded_minor = ?16, stated_fee_minor = ?17,
                    gateway = ?18, service = ?19, risk = ?20, email = ?21, name = ?22, company = ?23, line1 = ?24,
                    line2 = ?25, city = ?26, region = ?27, postal_code = ?28, country = ?29, country_text = ?30, phone = ?31,
                    note = ?32, shop_tags = ?33, ship_by_ms = ?34, deliver_by_ms = ?35, tracking = ?36, content_hash = ?37,
                    likeness = ?38, version = version + 1, changed_ms = ?39 WHERE id = ?1",
            )?
            .execute(params![
                id.get(),
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
                order.stated_fee.map(stockless_core::money::Money::minor),
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
            ])?;
        Ok(())
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
                    line.tax.map(stockless_core::money::Money::minor),
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

fn header_changes(old: &OrderRow, new: &ShopOrder) -> Vec<Change> {
    let amount = |minor: i64, currency| stockless_core::money::Money::from_minor(minor, currency).to_string();
    let instant = |at: Option<Instant>| at.map(Instant::iso).unwrap_or_default();
    let mut changes = Vec::new();
    let mut note = |field, before: String, after: String| {
        if before != after {
            changes.push(Change { field, before, after });
        }
    };
    note("number", old.number.clone(), new.number.clone());
    note("placed_at", old.placed.iso(), new.placed.iso());
    note("payment", old.payment.word().to_owned(), new.payment.word().to_owned());
    note("payment_text", old.payment_text.clone(), new.payment_text.clone());
    note("fulfilment", old.fulfilment.word().to_owned(), new.fulfilment.word().to_owned());
    note("fulfilment_text", old.fulfilment_text.clone(), new.fulfilment_text.clone());
    note("cancelled_at", instant(old.cancelled), instant(new.cancelled));
    note("total", amount(old.total_minor, old.currency), new.total.to_string());
    note("refunded", amount(old.refunded_minor, old.currency), new.refunded.to_string());
    note("shipping", amount(old.shipping_minor, old.currency), new.shipping.to_string());
    note("discount", amount(old.discount_minor, old.currency), new.discount.to_string());
    note("tax", amount(old.tax_minor, old.currency), new.tax.to_string());
    note("tax_included", old.tax_included.to_string(), new.tax_included.to_string());
    let fee = old.stated_fee_minor.map(|minor| amount(minor, old.currency)).unwrap_or_default();
    note("fee", fee, new.stated_fee.map(|fee| fee.to_string()).unwrap_or_default());
    note("address", address_line(&old.ship_to), address_line(&new.ship_to));
    note("email", old.email.clone(), new.email.clone());
    note("note", old.note.clone(), new.note.clone());
    note("gateway", old.gateway.clone(), new.gateway.clone());
    note("service", old.service.clone(), new.service.clone());
    note("risk", old.risk.clone(), new.risk.clone());
    note("tracking", old.tracking.clone(), new.tracking.clone());
    note("tags", old.shop_tags.join(", "), new.tags.join(", "));
    note("paid_at", instant(old.paid), instant(new.paid));
    note("deliver_by", instant(old.deliver_by), instant(new.deliver_by));
    note("ship_by", instant(old.ship_by), instant(new.ship_by));
    changes
}

fn address_line(address: &Address) -> String {
    let country = address.country.map_or_else(|| address.country_text.clone(), |c| c.to_string());
    [
        &address.name,
        &address.company,
        &address.line1,
        &address.line2,
        &address.postal_code,
        &address.city,
        &address.region,
        &country,
        &address.phone,
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .cloned()
    .collect::<Vec<_>>()
    .join(", ")
}

fn line_changes(old: &[LineRow], new: &[ShopLine]) -> Vec<Change> {
    let name = |sku: &str, title: &str| if sku.is_empty() { title.to_owned() } else { sku.to_owned() };
    let mut changes = Vec::new();
    for line in new {
        let after = format!("{} × {}", line.quantity, name(&line.sku, &line.title));
        match old.iter().find(|known| known.shop_ref == line.shop_ref) {
            None => changes.push(Change { field: "line", before: String::new(), after }),
            Some(known) => {
                let before = format!("{} × {}", known.quantity, name(&known.sku, &known.title));
                if before != after || known.variant != line.variant {
                    changes.push(Change { field: "line", before, after });
                } else if known.total_minor != line.total.minor()
                    || known.discount_minor != line.discount.minor()
                    || known.tax_minor != line.tax.map(stockless_core::money::Money::minor)
                {
                    changes.push(Change {
                        field: "line_price",
                        before: format!("{before} {}", known.total_minor),
                        after: format!("{after} {}", line.total.minor()),
                    });
                } else if known.title != line.title || known.ships != line.ships {
                    let told = |title: &str, ships: bool| {
                        format!("{title}, {}", if ships { "shipped" } else { "not shipped" })
                    };
                    changes.push(Change {
                        field: "line_text",
                        before: told(&known.title, known.ships),
                        after: told(&line.title, line.ships),
                    });
                }
            }
        }
    }
    for known in old {
        if !new.iter().any(|line| line.shop_ref == known.shop_ref) {
            let before = format!("{} × {}", known.quantity, name(&known.sku, &known.title));
            changes.push(Change { field: "line", before, after: String::new() });
        }
    }
    changes
}
