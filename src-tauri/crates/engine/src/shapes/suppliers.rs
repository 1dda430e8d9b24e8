//! Shapes of suppliers, offers, products and mappings.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A supplier in the directory.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SupplierRow {
    /// The supplier.
    pub id: i64,
    /// Name.
    pub name: String,
    /// marketplace, wholesaler, private_label or fulfilment.
    pub kind: String,
    /// invited, testing, approved, on_watch, paused or rejected.
    pub standing: String,
    /// City.
    pub city: String,
    /// Two-letter country code.
    pub country: String,
    /// ISO 4217 code.
    pub currency: String,
    /// file, email or manual.
    pub channel: String,
    /// Offers.
    pub offers: i64,
    /// Purchases placed in the last 90 days.
    pub purchases_90: i64,
    /// Of these, parcels delivered.
    pub delivered_90: i64,
    /// Of the delivered ones, in time.
    pub on_time_90: i64,
    /// Purchases that wait for something: unknown, to hand over, rejected.
    pub open: i64,
}

/// Which suppliers.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct SuppliersRequest {
    /// Part of a name or city.
    pub search: Option<String>,
    /// One kind, or all.
    pub kind: Option<String>,
    /// One standing, or all.
    pub standing: Option<String>,
}

/// Sending costs and days of a supplier, by destination.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ShippingRateShape {
    /// Country code, EU, or * for everywhere.
    pub zone: String,
    /// Service, as the supplier calls it.
    #[serde(default)]
    pub service: String,
    /// First unit of a parcel, major units of the supplier's currency.
    pub first: String,
    /// Each further unit.
    #[serde(default)]
    pub additional: String,
    /// Days in transit, quickest.
    pub days_min: i64,
    /// Days in transit, slowest promised.
    pub days_max: i64,
}

/// A column of a supplier's order file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TemplateColumn {
    /// What stands in it; see the list of fields in the documentation of order files.
    pub field: String,
    /// Title of the column in the file.
    pub title: String,
    /// The text for the field `constant`.
    #[serde(default)]
    pub value: String,
}

/// How a supplier's order file looks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TemplateShape {
    /// csv, xlsx or pdf.
    pub format: String,
    /// comma, semicolon, tab or pipe.
    #[serde(default)]
    pub delimiter: String,
    /// utf-8, utf-8-bom or windows-1252.
    #[serde(default)]
    pub encoding: String,
    /// point or comma.
    #[serde(default)]
    pub decimal_sign: String,
    /// a4 or letter, for PDF.
    #[serde(default)]
    pub paper: String,
    /// Pattern of the file's name with {po}, {date} and {supplier}.
    #[serde(default)]
    pub file_name: String,
    /// Columns of CSV and XLSX, in order; the standard set when empty.
    #[serde(default)]
    pub columns: Vec<TemplateColumn>,
}

/// A supplier as edited. Creates one when `id` is `null`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SupplierShape {
    /// Which one; `null` creates a new one.
    pub id: Option<i64>,
    /// Name, unique.
    pub name: String,
    /// marketplace, wholesaler, private_label or fulfilment.
    pub kind: String,
    /// invited, testing, approved, on_watch, paused or rejected.
    pub standing: String,
    /// City.
    #[serde(default)]
    pub city: String,
    /// Two-letter country code.
    #[serde(default)]
    pub country: String,
    /// ISO 4217 code.
    pub currency: String,
    /// Page of the supplier.
    #[serde(default)]
    pub website: String,
    /// Contact's name.
    #[serde(default)]
    pub contact: String,
    /// Mail address, for orders and questions.
    #[serde(default)]
    pub email: String,
    /// Phone.
    #[serde(default)]
    pub phone: String,
    /// The merchant's customer number there.
    #[serde(default)]
    pub account_number: String,
    /// Notes.
    #[serde(default)]
    pub notes: String,
    /// file, email or manual.
    pub channel: String,
    /// Folder for files, inside or outside the workspace; empty means `outbox/<name>` in the workspace.
    #[serde(default)]
    pub folder: String,
    /// True when the supplier collects from the folder, so that a written file is a placed purchase.
    #[serde(default)]
    pub folder_is_collected: bool,
    /// Asked for each purchase, major units.
    #[serde(default)]
    pub order_fee: String,
    /// Smallest order, major units; empty when there is none.
    #[serde(default)]
    pub minimum_order: String,
    /// Sending by destination.
    #[serde(default)]
    pub shipping: Vec<ShippingRateShape>,
    /// Its order file.
    pub template: TemplateShape,
}

/// A supplier's page.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SupplierDetail {
    /// As in the directory.
    pub row: SupplierRow,
    /// As edited.
    pub supplier: SupplierShape,
    /// The folder that files really go to.
    pub folder: String,
    /// Days from placed to delivered, of the parcels of the last 90 days, oldest first.
    pub days_to_door: Vec<i64>,
}

/// A unit cost that holds from a quantity on, for a destination.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PriceShape {
    /// Country code, EU, or * for everywhere.
    pub zone: String,
    /// From how many units on.
    pub min_quantity: i64,
    /// Major units; may have more places than the currency.
    pub unit_cost: String,
}

/// An offer as shown and edited. Creates one when `id` is `null`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OfferShape {
    /// Which one; `null` creates a new one.
    pub id: Option<i64>,
    /// The supplier.
    pub supplier_id: i64,
    /// Supplier's name; ignored when saving.
    #[serde(default)]
    pub supplier: String,
    /// Supplier's SKU, unique within the supplier.
    pub supplier_sku: String,
    /// Title.
    #[serde(default)]
    pub title: String,
    /// ISO 4217 code.
    pub currency: String,
    /// Units in stock; `null` when the supplier does not tell.
    pub stock: Option<i64>,
    /// At so many units or fewer its stock is low; `null` where the workspace's number holds.
    #[serde(default)]
    pub low_at: Option<i64>,
    /// When the stock was told, ISO 8601; ignored when saving.
    #[serde(default)]
    pub stock_at: Option<String>,
    /// Days until it leaves the supplier.
    #[serde(default)]
    pub lead_days: i64,
    /// Fewest units sold.
    #[serde(default = "one")]
    pub min_quantity: i64,
    /// Unit costs, at least one.
    pub prices: Vec<PriceShape>,
    /// How many products are mapped to it; ignored when saving.
    #[serde(default)]
    pub mapped: i64,
}

const fn one() -> i64 {
    1
}

/// Which offers.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct OffersRequest {
    /// One supplier, or all.
    pub supplier_id: Option<i64>,
    /// Part of a SKU or title.
    pub search: Option<String>,
    /// `next` of the page before.
    pub key: Option<String>,
    /// Rows a page; 100 unless told.
    pub limit: Option<i64>,
}

/// Gives a part of a product another name.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PartRename {
    /// The product.
    pub product_id: i64,
    /// Where: country code, EU, or *.
    pub zone: String,
    /// Its present name; empty where the offers serve all of the product.
    pub from: String,
    /// Its new name; empty makes the only part the whole product.
    pub to: String,
}

/// Which offer serves a product, where, and in which order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MappingShape {
    /// Which one; `null` creates a new one.
    pub id: Option<i64>,
    /// The product.
    pub product_id: i64,
    /// Where it holds: country code, EU, or *.
    pub zone: String,
    /// 1 is the first choice.
    pub rank: i64,
    /// The offer.
    pub offer_id: i64,
    /// Units of the offer for one ordered unit.
    pub factor: i64,
    /// Which part of the product it serves, where it is bought in parts; empty for all of it.
    #[serde(default)]
    pub part: String,
    /// Supplier's name; ignored when saving.
    #[serde(default)]
    pub supplier: String,
    /// Supplier's SKU; ignored when saving.
    #[serde(default)]
    pub supplier_sku: String,
}

/// A product: what shops sell under one SKU.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ProductRow {
    /// The product.
    pub id: i64,
    /// SKU, empty where shops have none.
    pub sku: String,
    /// Title.
    pub title: String,
    /// Units in orders that are not done.
    pub open_units: i64,
    /// Its mappings, by zone and rank.
    pub mappings: Vec<MappingShape>,
}

/// Which products.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct ProductsRequest {
    /// Part of a SKU or title.
    pub search: Option<String>,
    /// Only products without a mapping.
    pub unmapped: bool,
    /// `next` of the page before.
    pub key: Option<String>,
    /// Rows a page; 100 unless told.
    pub limit: Option<i64>,
}

/// An offer that might serve a product, with how well its SKU and title fit.
#[derive(Debug, Clone, Serialize, TS)]
pub struct OfferMatch {
    /// The offer.
    pub offer: OfferShape,
    /// 0 to 100.
    pub likeness: i64,
}
