//! Suppliers and what they ask for sending.

use rusqlite::{OptionalExtension, Row, params};
use rust_decimal::Decimal;
use stockless_core::id::SupplierId;
use stockless_core::money::{Currency, Money};
use stockless_core::place::{Country, Zone};
use stockless_core::supplier::{Channel, ShippingRate, Standing, SupplierKind, SupplierTerms};

use crate::open::StoreError;
use crate::sql;
use crate::store::{Read, Write};
use crate::undo::Undoable;

/// A supplier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupplierRow {
    /// Which one; 0 for one that is not stored yet.
    pub id: i64,
    /// Name.
    pub name: String,
    /// Kind of business.
    pub kind: SupplierKind,
    /// Whether it may receive orders.
    pub standing: Standing,
    /// City.
    pub city: String,
    /// Two-letter country code.
    pub country: String,
    /// Currency of shipping and fees.
    pub currency: Currency,
    /// Page.
    pub website: String,
    /// Contact's name.
    pub contact: String,
    /// Mail address.
    pub email: String,
    /// Phone.
    pub phone: String,
    /// The merchant's number there.
    pub account_number: String,
    /// Notes.
    pub notes: String,
    /// How orders leave.
    pub channel: Channel,
    /// Folder for files; empty for the workspace's own.
    pub folder: String,
    /// True when a written file is a placed purchase.
    pub folder_is_collected: bool,
    /// Asked for each purchase.
    pub order_fee: Decimal,
    /// Smallest order in minor units.
    pub minimum_order_minor: Option<i64>,
    /// Its order file, as JSON.
    pub template: String,
}

/// What the directory shows beside a supplier.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SupplierFigures {
    /// Offers.
    pub offers: i64,
    /// Purchases placed since the day asked for.
    pub purchases: i64,
    /// Of these, with every parcel delivered.
    pub delivered: i64,
    /// Of the delivered ones, in time.
    pub on_time: i64,
    /// Purchases that wait for a person.
    pub open: i64,
}

const COLUMNS: &str = "id, name, kind, standing, city, country, currency, website, contact, email, phone, account_number, notes, \
     channel, folder, folder_is_collected, order_fee, minimum_order_minor, template";

fn supplier_row(row: &Row<'_>) -> rusqlite::Result<SupplierRow> {
    let text = |index: usize| row.get::<_, String>(index);
    Ok(SupplierRow {
        id: row.get(0)?,
        name: text(1)?,
        kind: sql::word("supplier kind", &text(2)?, SupplierKind::from_word).map_err(sql::inside)?,
        standing: sql::word("standing", &text(3)?, Standing::from_word).map_err(sql::inside)?,
        city: text(4)?,
        country: text(5)?,
        currency: sql::currency(&text(6)?).map_err(sql::inside)?,
        website: text(7)?,
        contact: text(8)?,
        email: text(9)?,
        phone: text(10)?,
        account_number: text(11)?,
        notes: text(12)?,
        channel: sql::word("channel", &text(13)?, Channel::from_word).map_err(sql::inside)?,
        folder: text(14)?,
        folder_is_collected: row.get(15)?,
        order_fee: sql::decimal("order fee", &text(16)?).map_err(sql::inside)?,
        minimum_order_minor: row.get(17)?,
        template: text(18)?,
    })
}

impl Read<'_> {
    /// All suppliers by name.
    pub fn suppliers(&self) -> Result<Vec<SupplierRow>, StoreError> {
        let mut statement =
            self.conn.prepare_cached(&format!("SELECT {COLUMNS} FROM supplier ORDER BY name"))?;
        Ok(statement.query_map([], supplier_row)?.collect::<Result<_, _>>()?)
    }

    /// How many suppliers there are.
    pub fn suppliers_total(&self) -> Result<i64, StoreError> {
        Ok(self.conn.query_row("SELECT count(*) FROM supplier", [], |row| row.get(0))?)
    }

    /// One supplier.
    pub fn supplier(&self, id: SupplierId) -> Result<SupplierRow, StoreError> {
        self.conn
            .prepare_cached(&format!("SELECT {COLUMNS} FROM supplier WHERE id = ?1"))?
            .query_row([id.get()], supplier_row)
            .optional()?
            .ok_or(StoreError::NotFound { what: "supplier", id: id.get() })
    }

    /// A supplier by its name, in any case.
    pub fn supplier_by_name(&self, name: &str) -> Result<Option<SupplierRow>, StoreError> {
        Ok(self
            .conn
            .prepare_cached(&format!("SELECT {COLUMNS} FROM supplier WHERE name = ?1"))?
            .query_row([name.trim()], supplier_row)
            .optional()?)
    }

    /// What a supplier asks for sending, by zone.
    pub fn shipping_of(&self, id: SupplierId) -> Result<Vec<ShippingRate>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT zone, service, first, additional, days_min, days_max FROM supplier_shipping WHERE supplier_id = ?1 ORDER BY zone",
        )?;
        let mut rows = statement.query([id.get()])?;
        let mut rates = Vec::new();
        while let Some(row) = rows.next()? {
            let (zone, first, additional): (String, String, String) = (row.get(0)?, row.get(2)?, row.get(3)?);
            rates.push(ShippingRate {
                zone: zone.parse().unwrap_or(Zone::World),
                service: row.get(1)?,
                first: sql::decimal("shipping cost", &first)?,
                additional: sql::decimal("shipping cost", &additional)?,
                days_min: row.get(4)?,
                days_max: row.get(5)?,
            });
        }
        Ok(rates)
    }

    /// What the arithmetic of a purchase needs to know.
    pub fn supplier_terms(&self, id: SupplierId) -> Result<SupplierTerms, StoreError> {
        let row = self.supplier(id)?;
        Ok(SupplierTerms {
            id,
            name: row.name,
            standing: row.standing,
            country: Country::from_code(&row.country),
            currency: row.currency,
            minimum_order: row.minimum_order_minor.map(|minor| Money::from_minor(minor, row.currency)),
            order_fee: row.order_fee,
            shipping: self.shipping_of(id)?,
        })
    }

    /// What the directory shows, from purchases placed since an instant.
    pub fn supplier_figures(&self, id: SupplierId, since_ms: i64) -> Result<SupplierFigures, StoreError> {
        let offers = self
            .conn
            .prepare_cached("SELECT count(*) FROM offer WHERE supplier_id = ?1")?
            .query_row([id.get()], |row| row.get(0))?;
        let open = self
            .conn
            .prepare_cached(
                "SELECT count(*) FROM purchase WHERE state IN ('unknown', 'asking', 'to_hand_over', 'rejected') AND supplier_id = ?1",
            )?
            .query_row([id.get()], |row| row.get(0))?;
        let (purchases, delivered, on_time) = self
            .conn
            .prepare_cached(
                "SELECT count(*), coalesce(sum(d.at IS NOT NULL), 0), coalesce(sum(d.at <= p.promise_ms), 0)
                 FROM purchase p LEFT JOIN (
                    SELECT purchase_id, max(delivered_ms) AS at FROM shipment
                    WHERE purchase_id IS NOT NULL GROUP BY purchase_id HAVING count(*) = count(delivered_ms)
                 ) d ON d.purchase_id = p.id
                 WHERE p.supplier_id = ?1 AND p.placed_ms >= ?2 AND p.state IN ('placed', 'confirmed')",
            )?
            .query_row(params![id.get(), since_ms], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        Ok(SupplierFigures { offers, purchases, delivered, on_time, open })
    }

    /// Whole days from placed to delivered, of parcels placed since an instant, oldest first.
    pub fn days_to_door(&self, id: SupplierId, since_ms: i64) -> Result<Vec<i64>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT (s.delivered_ms - p.placed_ms + 43200000) / 86400000 FROM shipment s JOIN purchase p ON p.id = s.purchase_id
             WHERE p.supplier_id = ?1 AND p.placed_ms >= ?2 AND s.delivered_ms IS NOT NULL ORDER BY p.placed_ms",
        )?;
        let rows = statement.query_map(params![id.get(), since_ms], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Write<'_> {
    /// Creates a supplier, or changes one, by its id.
    pub fn save_supplier(
        &self,
        supplier: &SupplierRow,
        shipping: &[ShippingRate],
    ) -> Result<SupplierId, StoreError> {
        let id = (supplier.id != 0).then_some(supplier.id);
        if self.supplier_by_name(&supplier.name)?.is_some_and(|other| Some(other.id) != id) {
            return Err(StoreError::Refused(format!("There is a supplier “{}” already.", supplier.name)));
        }
        if let Some(id) = id {
            let before = self.supplier(SupplierId::new(id))?.name;
            self.key_name("supplier", id, &before)?;
            self.touch(Undoable::Supplier, id)?;
            self.touch(Undoable::SupplierShipping, id)?;
        }
        self.conn.execute(
            "INSERT INTO supplier (id, name, kind, standing, city, country, currency, website, contact, email, phone,
                account_number, notes, channel, folder, folder_is_collected, order_fee, minimum_order_minor, template)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind, standing = excluded.standing,
                city = excluded.city, country = excluded.country, currency = excluded.currency, website = excluded.website,
                contact = excluded.contact, email = excluded.email, phone = excluded.phone,
                account_number = excluded.account_number, notes = excluded.notes, channel = excluded.channel,
                folder = excluded.folder, folder_is_collected = excluded.folder_is_collected, order_fee = excluded.order_fee,
                minimum_order_minor = excluded.minimum_order_minor, template = excluded.template",
            params![
                id,
                supplier.name.trim(),
                supplier.kind.word(),
                supplier.standing.word(),
                supplier.city,
                supplier.country,
                supplier.currency.code(),
                supplier.website,
                supplier.contact,
                supplier.email,
                supplier.phone,
                supplier.account_number,
                supplier.notes,
                supplier.channel.word(),
                supplier.folder,
                supplier.folder_is_collected,
                supplier.order_fee.to_string(),
                supplier.minimum_order_minor,
                supplier.template
            ],
        )?;
        let given = id;
        let id = SupplierId::new(id.unwrap_or_else(|| self.conn.last_insert_rowid()));
        if given.is_none() {
            self.key_name("supplier", id.get(), &supplier.name)?;
            self.created(Undoable::Supplier, id.get());
            self.created(Undoable::SupplierShipping, id.get());
        }
        self.conn.execute("DELETE FROM supplier_shipping WHERE supplier_id = ?1", [id.get()])?;
        let mut statement = self.conn.prepare_cached(
            "INSERT INTO supplier_shipping (supplier_id, zone, service, first, additional, days_min, days_max)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?;
        for rate in shipping {
            statement.execute(params![
                id.get(),
                rate.zone.code(),
                rate.service,
                rate.first.to_string(),
                rate.additional.to_string(),
                rate.days_min,
                rate.days_max
            ])?;
        }
        Ok(id)
    }

    /// Changes whether a supplier may receive orders.
    pub fn set_standing(&self, id: SupplierId, standing: Standing) -> Result<(), StoreError> {
        self.touch(Undoable::Supplier, id.get())?;
        match self
            .conn
            .execute("UPDATE supplier SET standing = ?2 WHERE id = ?1", params![id.get(), standing.word()])?
        {
            0 => Err(StoreError::NotFound { what: "supplier", id: id.get() }),
            _ => Ok(()),
        }
    }
}
