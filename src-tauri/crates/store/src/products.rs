//! Products and their mappings.

mod parts;

use rusqlite::{OptionalExtension, Row, params};
use stockless_core::id::{MappingId, OfferId, ProductId};
use stockless_core::place::Zone;

use crate::open::StoreError;
use crate::store::{Read, Write};
use crate::undo::Undoable;

/// A product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductRow {
    /// Which one.
    pub id: ProductId,
    /// SKU; empty where shops have none.
    pub sku: String,
    /// Title.
    pub title: String,
    /// Units in orders that are not done.
    pub open_units: i64,
}

/// Which offer serves a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingRow {
    /// Which one; 0 for one that is not stored yet.
    pub id: i64,
    /// The product.
    pub product: ProductId,
    /// Where it holds.
    pub zone: Zone,
    /// 1 is the first choice.
    pub rank: i64,
    /// The offer.
    pub offer: OfferId,
    /// Units of the offer for one ordered unit.
    pub factor: i64,
    /// Which part of the listing it serves; empty for all of it.
    pub part: String,
}

/// What names a product: its SKU, or its title and variant where it has none.
pub fn product_key(sku: &str, title: &str, variant: &str) -> String {
    let squeeze = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    if !sku.trim().is_empty() {
        return format!("sku:{}", squeeze(sku));
    }
    if variant.trim().is_empty() {
        format!("title:{}", squeeze(title))
    } else {
        format!("title:{}|{}", squeeze(title), squeeze(variant))
    }
}

const MAPPING: &str = "id, product_id, zone, rank, offer_id, factor, part";

fn mapping_row(row: &Row<'_>) -> rusqlite::Result<MappingRow> {
    let zone: String = row.get(2)?;
    Ok(MappingRow {
        id: row.get(0)?,
        product: ProductId::new(row.get(1)?),
        zone: zone.parse().unwrap_or(Zone::World),
        rank: row.get(3)?,
        offer: OfferId::new(row.get(4)?),
        factor: row.get(5)?,
        part: row.get(6)?,
    })
}

const OPEN_UNITS: &str =
    "(SELECT coalesce(sum(l.quantity), 0) FROM order_line l JOIN order_view v ON v.order_id = l.order_id
     WHERE l.product_id = p.id AND v.queue < 2)";

pub(crate) fn list_sql() -> String {
    format!(
        "SELECT p.id, p.sku, p.title, {OPEN_UNITS} FROM product p
         WHERE p.id > ?1 AND (?2 = '' OR p.sku LIKE '%' || ?2 || '%' OR p.title LIKE '%' || ?2 || '%')
            AND (?3 = 0 OR NOT EXISTS (SELECT 1 FROM mapping m WHERE m.product_id = p.id))
         ORDER BY p.id LIMIT ?4"
    )
}

impl Read<'_> {
    /// One product.
    pub fn product(&self, id: ProductId) -> Result<ProductRow, StoreError> {
        self.conn
            .prepare_cached(&format!(
                "SELECT p.id, p.sku, p.title, {OPEN_UNITS} FROM product p WHERE p.id = ?1"
            ))?
            .query_row([id.get()], product_row)
            .optional()?
            .ok_or(StoreError::NotFound { what: "product", id: id.get() })
    }

    /// Name of a product for reports: its title, or its SKU where it has none.
    pub fn product_name(&self, id: ProductId) -> Result<String, StoreError> {
        Ok(self
            .conn
            .prepare_cached("SELECT CASE WHEN title = '' THEN sku ELSE title END FROM product WHERE id = ?1")?
            .query_row([id.get()], |row| row.get(0))
            .optional()?
            .unwrap_or_default())
    }

    /// Products behind a key, by id; those without a mapping first seen last come first when `unmapped`.
    pub fn products(
        &self,
        search: &str,
        unmapped: bool,
        after: i64,
        limit: i64,
    ) -> Result<Vec<ProductRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(&list_sql())?;
        let rows = statement.query_map(params![after, search, unmapped, limit], product_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many products there are.
    pub fn products_total(&self, search: &str, unmapped: bool) -> Result<i64, StoreError> {
        Ok(self.conn.query_row(
            "SELECT count(*) FROM product p
             WHERE (?1 = '' OR p.sku LIKE '%' || ?1 || '%' OR p.title LIKE '%' || ?1 || '%')
                AND (?2 = 0 OR NOT EXISTS (SELECT 1 FROM mapping m WHERE m.product_id = p.id))",
            params![search, unmapped],
            |row| row.get(0),
        )?)
    }

    /// Mappings of a product, most exact zone first, within it by part and rank.
    pub fn mappings_of(&self, product: ProductId) -> Result<Vec<MappingRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT {MAPPING} FROM mapping WHERE product_id = ?1 ORDER BY zone DESC, part, rank, id"
        ))?;
        Ok(statement.query_map([product.get()], mapping_row)?.collect::<Result<_, _>>()?)
    }

    /// One mapping.
    pub fn mapping(&self, id: MappingId) -> Result<MappingRow, StoreError> {
        self.conn
            .prepare_cached(&format!("SELECT {MAPPING} FROM mapping WHERE id = ?1"))?
            .query_row([id.get()], mapping_row)
            .optional()?
            .ok_or(StoreError::NotFound { what: "mapping", id: id.get() })
    }

    /// Products that a supplier's offers serve.
    pub fn products_of_supplier(
        &self,
        supplier: stockless_core::id::SupplierId,
    ) -> Result<Vec<ProductId>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT DISTINCT m.product_id FROM offer o JOIN mapping m ON m.offer_id = o.id WHERE o.supplier_id = ?1",
        )?;
        let rows = statement.query_map([supplier.get()], |row| row.get(0).map(ProductId::new))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Products that an offer serves.
    pub fn products_of_offer(&self, offer: OfferId) -> Result<Vec<ProductId>, StoreError> {
        let mut statement =
            self.conn.prepare_cached("SELECT DISTINCT product_id FROM mapping WHERE offer_id = ?1")?;
        let rows = statement.query_map([offer.get()], |row| row.get(0).map(ProductId::new))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn product_row(row: &Row<'_>) -> rusqlite::Result<ProductRow> {
    Ok(ProductRow {
        id: ProductId::new(row.get(0)?),
        sku: row.get(1)?,
        title: row.get(2)?,
        open_units: row.get(3)?,
    })
}

impl Write<'_> {
    /// The product with this SKU, or title and variant, made when it is new. A product that was only known by its SKU,
    /// from a table of mappings, takes the title of the first order that has one.
    pub fn product_for(&self, sku: &str, title: &str, variant: &str) -> Result<ProductId, StoreError> {
        let key = product_key(sku, title, variant);
        let parts = [title.trim(), variant.trim()];
        let name = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        let known: Option<(i64, bool)> = self
            .conn
            .prepare_cached("SELECT id, title = '' FROM product WHERE key = ?1")?
            .query_row([&key], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        if let Some((id, is_untitled)) = known {
            if is_untitled && !name.is_empty() {
                self.conn
                    .prepare_cached("UPDATE product SET title = ?2 WHERE id = ?1")?
                    .execute(params![id, name])?;
            }
            return Ok(ProductId::new(id));
        }
        self.conn
            .prepare_cached("INSERT INTO product (key, sku, title) VALUES (?1, ?2, ?3)")?
            .execute(params![key, sku.trim(), name])?;
        Ok(ProductId::new(self.conn.last_insert_rowid()))
    }

    /// Creates a mapping, or changes one by its id. The same offer for the same product and zone is the same
    /// mapping. Others of that product, zone and part move down where two would have one rank.
    pub fn save_mapping(&self, mapping: &MappingRow) -> Result<MappingId, StoreError> {
        let zone = mapping.zone.code();
        let mapping = &MappingRow { part: self.part_name(mapping)?, ..mapping.clone() };
        let same: Option<i64> = self
            .conn
            .prepare_cached("SELECT id FROM mapping WHERE product_id = ?1 AND zone = ?2 AND offer_id = ?3")?
            .query_row(params![mapping.product.get(), zone, mapping.offer.get()], |row| row.get(0))
            .optional()?;
        let id = (mapping.id != 0).then_some(mapping.id).or(same);
        self.make_room(mapping, &zone, id.unwrap_or(0))?;
        match id {
            Some(id) => {
                self.touch(Undoable::Mapping, id)?;
                self.conn
                    .prepare_cached(
                        "UPDATE mapping SET product_id = ?2, zone = ?3, rank = ?4, offer_id = ?5, factor = ?6, part = ?7 WHERE id = ?1",
                    )?
                    .execute(params![
                        id,
                        mapping.product.get(),
                        zone,
                        mapping.rank,
                        mapping.offer.get(),
                        mapping.factor,
                        mapping.part
                    ])?;
                Ok(MappingId::new(id))
            }
            None => {
                self.conn
                    .prepare_cached(
                        "INSERT INTO mapping (product_id, zone, rank, offer_id, factor, part) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                    )?
                    .execute(params![
                        mapping.product.get(),
                        zone,
                        mapping.rank,
                        mapping.offer.get(),
                        mapping.factor,
                        mapping.part
                    ])?;
                let id = self.conn.last_insert_rowid();
                self.created(Undoable::Mapping, id);
                Ok(MappingId::new(id))
            }
        }
    }

    fn make_room(&self, mapping: &MappingRow, zone: &str, own: i64) -> Result<(), StoreError> {
        let mut wanted = mapping.rank;
        let mut others = self.mappings_of(mapping.product)?;
        others.retain(|other| other.zone.code() == zone && other.part == mapping.part && other.id != own);
        others.sort_by_key(|other| (other.rank, other.id));
        for other in others {
            if other.rank == wanted {
                wanted += 1;
                self.touch(Undoable::Mapping, other.id)?;
                self.conn
                    .prepare_cached("UPDATE mapping SET rank = ?2 WHERE id = ?1")?
                    .execute(params![other.id, wanted])?;
            }
        }
        Ok(())
    }

    /// Removes a mapping.
    pub fn remove_mapping(&self, id: MappingId) -> Result<(), StoreError> {
        self.touch(Undoable::Mapping, id.get())?;
        match self.conn.execute("DELETE FROM mapping WHERE id = ?1", [id.get()])? {
            0 => Err(StoreError::NotFound { what: "mapping", id: id.get() }),
            _ => Ok(()),
        }
    }
}
