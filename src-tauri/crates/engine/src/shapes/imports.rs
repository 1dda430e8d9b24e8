//! Shapes of imports.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ImportKind {
    /// Orders of a shop.
    Orders,
    /// Suppliers.
    Suppliers,
    /// Offers.
    Offers,
    /// Which offer serves which product.
    Mappings,
    /// Costs: bills, fees, anything with a day and an amount.
    Costs,
    /// Tracking numbers and events.
    Tracking,
    /// What suppliers confirm about purchases.
    Confirmations,
    /// Ad spend by day.
    Ads,
    /// Exchange rates.
    Rates,
}

/// How columns of a file are read. Remembered for files with the same header.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct ColumnChoice {
    /// Field to column title; a field that is absent is not read.
    pub columns: BTreeMap<String, String>,
    /// Field to a value that holds for every row.
    pub constants: BTreeMap<String, String>,
    /// day_first, month_first or year_first; empty when dates leave no doubt.
    pub day_order: String,
    /// point or comma; empty when amounts leave no doubt.
    pub decimal_sign: String,
}

/// What to read and how.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ImportRequest {
    /// What the files hold.
    pub kind: ImportKind,
    /// The files. Several for exports that come in parts, such as Etsy's orders and items.
    pub files: Vec<String>,
    /// The shop, for orders and where a file names none.
    pub shop_id: Option<i64>,
    /// Instead of `shop_id`: a shop by its name, created when it is new.
    pub shop: Option<String>,
    /// The supplier, for offers of a file that names none.
    pub supplier_id: Option<i64>,
    /// Columns, where they are not recognised or are to be read differently.
    pub columns: Option<ColumnChoice>,
    /// Currency of files that name none.
    pub currency: Option<String>,
    /// Name of the export if the header does not tell: shopify, woocommerce, etsy, ebay, amazon or columns.
    pub export: Option<String>,
    /// A name for this run, so that it can be followed and stopped.
    pub job: Option<String>,
}

/// A row that was not used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Rejection {
    /// File name.
    pub file: String,
    /// Line in the file, 1 is the first.
    pub line: i64,
    /// Column title.
    pub column: String,
    /// What stood there.
    pub value: String,
    /// Why it cannot be used.
    pub reason: String,
    /// What to do.
    pub fix: String,
}

/// What an import did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct ImportAnswer {
    /// Things read: orders are counted as orders, not as lines.
    pub read: i64,
    /// New ones.
    pub added: i64,
    /// Ones that differed and were updated.
    pub changed: i64,
    /// Ones that were the same.
    pub unchanged: i64,
    /// Every row that was not used.
    pub rejected: Vec<Rejection>,
    /// Remarks that need no action, such as a total that does not add up.
    pub notes: Vec<Rejection>,
    /// True when it was stopped; what was read until then is kept.
    pub stopped: bool,
    /// The run, for the list of imports.
    pub import_id: Option<i64>,
}

/// A column of a file with what stands in it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PreviewColumn {
    /// Title.
    pub title: String,
    /// The first few values that are not empty.
    pub samples: Vec<String>,
}

/// A field that a file can fill.
#[derive(Debug, Clone, Serialize, TS)]
pub struct FieldShape {
    /// Name used in the choice of columns.
    pub name: String,
    /// True when it must be filled.
    pub required: bool,
}

/// What an import would do.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Preview {
    /// shopify, woocommerce, etsy, ebay, amazon, columns; for other kinds the kind itself.
    pub export: String,
    /// True when the header was recognised and nothing has to be chosen.
    pub recognised: bool,
    /// utf-8, windows-1252, xlsx and so on.
    pub encoding: String,
    /// comma, semicolon, tab, pipe; empty for XLSX.
    pub delimiter: String,
    /// The file's columns.
    pub columns: Vec<PreviewColumn>,
    /// The fields that can be filled.
    pub fields: Vec<FieldShape>,
    /// The choice of columns as suggested or remembered.
    pub choice: ColumnChoice,
    /// The shop these files seem to belong to, if it is known.
    pub shop_id: Option<i64>,
    /// A name for a new shop, from the file's name.
    pub shop: String,
    /// Currency, if the file tells.
    pub currency: Option<String>,
    /// What would happen; rejections and notes are the first 200.
    pub result: ImportAnswer,
    /// How many rejections there are in all.
    pub rejected_total: i64,
    /// A few orders or rows as they would be read.
    pub samples: Vec<Vec<String>>,
    /// Titles of the sample's columns.
    pub sample_columns: Vec<String>,
}

/// Stops a run.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ImportStop {
    /// The name given to it.
    pub job: String,
}

/// An import that ran.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ImportRow {
    /// The run.
    pub id: i64,
    /// When, ISO 8601.
    pub at: String,
    /// What was read.
    pub kind: String,
    /// File names.
    pub files: String,
    /// Shop, where there is one.
    pub shop: String,
    /// Things read.
    pub read: i64,
    /// New.
    pub added: i64,
    /// Updated.
    pub changed: i64,
    /// The same.
    pub unchanged: i64,
    /// Not used.
    pub rejected: i64,
}
