//! Shops and their fee rules, and how columns of their files are read.

use rusqlite::{OptionalExtension, Row, params};
use rust_decimal::Decimal;
use stockless_core::id::ShopId;
use stockless_core::money::Currency;

use crate::open::StoreError;
use crate::sql::{self, Json};
use crate::store::{Read, Write};
use crate::undo::Undoable;

/// A shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShopRow {
    /// Which one; 0 for one that is not stored yet.
    pub id: i64,
    /// Name.
    pub name: String,
    /// shopify, woocommerce, etsy, ebay, amazon or other.
    pub kind: String,
    /// Currency of its prices.
    pub currency: Currency,
    /// Zone of dates in exports that name none.
    pub time_zone: String,
    /// Whether prices contain tax where the export does not tell.
    pub tax_included: bool,
    /// Margin floor in hundredths of a percent; `None` for the workspace's.
    pub margin_floor_bp: Option<i64>,
    /// Words in the name of a gateway that pays on delivery.
    pub pays_on_delivery: Vec<String>,
    /// Colour, 1 to 5.
    pub tile: i64,
}

/// A fee rule as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeeRuleRow {
    /// Which one; 0 for one that is not stored yet.
    pub id: i64,
    /// The shop.
    pub shop_id: i64,
    /// payment or commission.
    pub kind: String,
    /// Words in a gateway's name; empty for all.
    pub gateway: String,
    /// Percent of the base, 2.9 for 2.9 %.
    pub percent: Decimal,
    /// Fixed part in minor units of the shop's currency.
    pub fixed_minor: i64,
    /// What it is asked for: order, line or item.
    pub per: String,
    /// What lies above this amount of the base has another percentage.
    pub above_minor: Option<i64>,
    /// That percentage.
    pub above_percent: Decimal,
    /// A base up to this amount has another fixed part.
    pub small_minor: Option<i64>,
    /// That fixed part.
    pub small_fixed_minor: i64,
    /// Smallest fee.
    pub min_minor: Option<i64>,
    /// Largest fee.
    pub max_minor: Option<i64>,
    /// Items count to the base.
    pub on_items: bool,
    /// Shipping counts to the base.
    pub on_shipping: bool,
    /// Tax counts to the base.
    pub on_tax: bool,
    /// First day, YYYYMMDD.
    pub from_day: Option<i32>,
    /// Last day.
    pub to_day: Option<i32>,
    /// Where the figures come from.
    pub source: String,
}

const SHOP: &str =
    "id, name, kind, currency, time_zone, tax_included, margin_floor_bp, pays_on_delivery, tile";

fn shop_row(row: &Row<'_>) -> rusqlite::Result<ShopRow> {
    let currency: String = row.get(3)?;
    Ok(ShopRow {
        id: row.get(0)?,
        name: row.get(1)?,
        kind: row.get(2)?,
        currency: sql::currency(&currency).map_err(sql::inside)?,
        time_zone: row.get(4)?,
        tax_included: row.get(5)?,
        margin_floor_bp: row.get(6)?,
        pays_on_delivery: row.get::<_, Json<Vec<String>>>(7)?.0,
        tile: row.get(8)?,
    })
}

fn fee_row(row: &Row<'_>) -> rusqlite::Result<FeeRuleRow> {
    let percent: String = row.get(4)?;
    Ok(FeeRuleRow {
        id: row.get(0)?,
        shop_id: row.get(1)?,
        kind: row.get(2)?,
        gateway: row.get(3)?,
        percent: sql::decimal("percentage", &percent).map_err(sql::inside)?,
        fixed_minor: row.get(5)?,
        min_minor: row.get(6)?,
        max_minor: row.get(7)?,
        on_items: row.get(8)?,
        on_shipping: row.get(9)?,
        on_tax: row.get(10)?,
        from_day: row.get(11)?,
        to_day: row.get(12)?,
        source: row.get(13)?,
        per: row.get(14)?,
        above_minor: row.get(15)?,
        above_percent: sql::decimal("percentage", &row.get::<_, String>(16)?).map_err(sql::inside)?,
        small_minor: row.get(17)?,
        small_fixed_minor: row.get(18)?,
    })
}

impl Read<'_> {
    /// All shops, in the order in which they were added.
    pub fn shops(&self) -> Result<Vec<ShopRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(&format!("SELECT {SHOP} FROM shop ORDER BY id"))?;
        Ok(statement.query_map([], shop_row)?.collect::<Result<_, _>>()?)
    }

    /// One shop.
    pub fn shop(&self, id: ShopId) -> Result<ShopRow, StoreError> {
        self.conn
            .prepare_cached(&format!("SELECT {SHOP} FROM shop WHERE id = ?1"))?
            .query_row([id.get()], shop_row)
            .optional()?
            .ok_or(StoreError::NotFound { what: "shop", id: id.get() })
    }

    /// A shop by its name, in any case.
    pub fn shop_by_name(&self, name: &str) -> Result<Option<ShopRow>, StoreError> {
        Ok(self
            .conn
            .prepare_cached(&format!("SELECT {SHOP} FROM shop WHERE name = ?1"))?
            .query_row([name], shop_row)
            .optional()?)
    }

    /// All fee rules.
    pub fn fee_rules(&self) -> Result<Vec<FeeRuleRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT id, shop_id, kind, gateway, percent, fixed_minor, min_minor, max_minor, on_items, on_shipping, on_tax,
                    from_day, to_day, source, per, above_minor, above_percent, small_minor, small_fixed_minor FROM fee_rule ORDER BY shop_id, kind, id",
        )?;
        Ok(statement.query_map([], fee_row)?.collect::<Result<_, _>>()?)
    }

    /// How columns of files with a header were read last time, and for which shop.
    pub fn column_choice(
        &self,
        fingerprint: &str,
        kind: &str,
    ) -> Result<Option<(String, Option<i64>)>, StoreError> {
        Ok(self
            .conn
            .prepare_cached("SELECT choice, shop_id FROM column_choice WHERE fingerprint = ?1 AND kind = ?2")?
            .query_row([fingerprint, kind], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?)
    }
}

impl Write<'_> {
    /// Creates a shop, or changes one, by its id.
    pub fn save_shop(&self, shop: &ShopRow) -> Result<ShopId, StoreError> {
        let id = (shop.id != 0).then_some(shop.id);
        let taken = self.shop_by_name(&shop.name)?.is_some_and(|other| Some(other.id) != id);
        if taken {
            return Err(StoreError::Refused(format!("There is a shop “{}” already.", shop.name)));
        }
        if let Some(id) = id {
            let before = self.shop(ShopId::new(id))?.name;
            self.key_name("shop", id, &before)?;
        }
        self.conn.execute(
            "INSERT INTO shop (id, name, kind, currency, time_zone, tax_included, margin_floor_bp, pays_on_delivery, tile)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind, currency = excluded.currency,
                time_zone = excluded.time_zone, tax_included = excluded.tax_included,
                margin_floor_bp = excluded.margin_floor_bp, pays_on_delivery = excluded.pays_on_delivery",
            params![
                id,
                shop.name,
                shop.kind,
                shop.currency.code(),
                shop.time_zone,
                shop.tax_included,
                shop.margin_floor_bp,
                Json(&shop.pays_on_delivery),
                shop.tile
            ],
        )?;
        let id = ShopId::new(id.unwrap_or_else(|| self.conn.last_insert_rowid()));
        self.key_name("shop", id.get(), &shop.name)?;
        Ok(id)
    }

    /// Creates a fee rule, or changes one, by its id.
    pub fn save_fee_rule(&self, rule: &FeeRuleRow) -> Result<i64, StoreError> {
        let id = (rule.id != 0).then_some(rule.id);
        if let Some(id) = id {
            self.touch(Undoable::FeeRule, id)?;
        }
        self.conn.execute(
            "INSERT INTO fee_rule (id, shop_id, kind, gateway, percent, fixed_minor, min_minor, max_minor, on_items,
                on_shipping, on_tax, from_day, to_day, source, per, above_minor, above_percent, small_minor, small_fixed_minor)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
             ON CONFLICT (id) DO UPDATE SET shop_id = excluded.shop_id, kind = excluded.kind, gateway = excluded.gateway,
                percent = excluded.percent, fixed_minor = excluded.fixed_minor, min_minor = excluded.min_minor,
                max_minor = excluded.max_minor, on_items = excluded.on_items, on_shipping = excluded.on_shipping,
                on_tax = excluded.on_tax, from_day = excluded.from_day, to_day = excluded.to_day, source = excluded.source,
                per = excluded.per, above_minor = excluded.above_minor, above_percent = excluded.above_percent,
                small_minor = excluded.small_minor, small_fixed_minor = excluded.small_fixed_minor",
            params![
                id,
                rule.shop_id,
                rule.kind,
                rule.gateway,
                rule.percent.to_string(),
                rule.fixed_minor,
                rule.min_minor,
                rule.max_minor,
                rule.on_items,
                rule.on_shipping,
                rule.on_tax,
                rule.from_day,
                rule.to_day,
                rule.source,
                rule.per,
                rule.above_minor,
                rule.above_percent.to_string(),
                rule.small_minor,
                rule.small_fixed_minor
            ],
        )?;
        Ok(id.unwrap_or_else(|| {
            let new = self.conn.last_insert_rowid();
            self.created(Undoable::FeeRule, new);
            new
        }))
    }

    /// Removes a fee rule.
    pub fn remove_fee_rule(&self, id: i64) -> Result<(), StoreError> {
        self.touch(Undoable::FeeRule, id)?;
        match self.conn.execute("DELETE FROM fee_rule WHERE id = ?1", [id])? {
            0 => Err(StoreError::NotFound { what: "fee rule", id }),
            _ => Ok(()),
        }
    }

    /// Remembers how columns of files with a header are read.
    pub fn remember_columns(
        &self,
        fingerprint: &str,
        kind: &str,
        shop: Option<i64>,
        choice: &str,
        now_ms: i64,
    ) -> Result<(), StoreError> {
        self.conn.execute(
            "INSERT INTO column_choice (fingerprint, kind, shop_id, choice, used_ms) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (fingerprint, kind) DO UPDATE SET shop_id = excluded.shop_id, choice = excluded.choice,
                used_ms = excluded.used_ms",
            params![fingerprint, kind, shop, choice, now_ms],
        )?;
        Ok(())
    }
}
