//! Order exports of shops become orders.
//!
//! [`recognise`] tells the kind of an export from its column names, [`read_orders`] reads it as a stream of
//! [`ReadItem`]s. Each shop has one file or folder: what its columns are called, which rows make one order, and
//! what its amounts mean.
//!
//! # Rows and orders
//!
//! An order is given out as soon as its last row was read. To know that row, the file is read twice: once for the
//! order numbers alone, once for everything. So an order whose rows are scattered over the file is still whole,
//! is given out once, and no row is dropped. Rows of scattered orders are held in memory, up to
//! [`ReadOptions::held_bytes`] of text; beyond that the file is refused with the advice to sort it.
//!
//! A bad cell refuses the whole order it belongs to, never half of it, and lists every bad cell; all other orders
//! go on. What is odd but leaves the order usable is told as a [`Note`].

mod amazon;
mod draft;
mod ebay;
mod etsy;
mod group;
mod item;
mod mapped;
mod money;
mod shopify;
mod woo;
mod words;

#[cfg(test)]
mod tests;

use std::ops::ControlFlow;

use chrono_tz::Tz;
use stockless_core::money::{AmountFormat, Currency};

use crate::columns::{DayOrder, Formats, MissingColumns};
use crate::table::{Header, Table, TableError};

pub use group::HELD_BYTES;
pub use item::{Note, NoteKind, ReadItem, ReadOrder, ReadSummary, Rejection};
pub use mapped::read_mapped;

/// The exports that are understood without any mapping.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExportKind {
    /// Shopify, “Export orders”.
    Shopify,
    /// WooCommerce by “Advanced Order Export”: items in rows or in repeated columns.
    WooRows,
    /// WooCommerce by SkyVerge's “Customer/Order/Coupon CSV Export”: items packed into cells.
    WooPacked,
    /// Etsy, “Sold orders”; given together with the items the two are joined.
    EtsyOrders,
    /// Etsy, “Sold order items”.
    EtsyItems,
    /// eBay, “Orders report”.
    Ebay,
    /// Amazon, the order report.
    AmazonOrders,
    /// Amazon, unshipped orders; it has no prices.
    AmazonUnshipped,
    /// Amazon, all orders by order date or last update; it has no recipients.
    AmazonAll,
}

impl ExportKind {
    /// Every kind, the more telling headers first.
    pub const ALL: &'static [Self] = &[
        Self::Shopify,
        Self::WooRows,
        Self::WooPacked,
        Self::EtsyOrders,
        Self::EtsyItems,
        Self::Ebay,
        Self::AmazonOrders,
        Self::AmazonUnshipped,
        Self::AmazonAll,
    ];

    /// The word in files, in the store and on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Shopify => "shopify",
            Self::WooRows => "woo_rows",
            Self::WooPacked => "woo_packed",
            Self::EtsyOrders => "etsy_orders",
            Self::EtsyItems => "etsy_items",
            Self::Ebay => "ebay",
            Self::AmazonOrders => "amazon_orders",
            Self::AmazonUnshipped => "amazon_unshipped",
            Self::AmazonAll => "amazon_all",
        }
    }

    /// The kind of a word; `None` for a word that is not in use.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.word() == word)
    }

    fn export(self) -> &'static dyn group::Export {
        match self {
            Self::Shopify => &shopify::Shopify,
            Self::WooRows => &woo::Rows,
            Self::WooPacked => &woo::Packed,
            Self::EtsyOrders => &etsy::Orders,
            Self::EtsyItems => &etsy::Items { orders: &[] },
            Self::Ebay => &ebay::Ebay,
            Self::AmazonOrders => &amazon::Amazon::Orders,
            Self::AmazonUnshipped => &amazon::Amazon::Unshipped,
            Self::AmazonAll => &amazon::Amazon::All,
        }
    }
}

/// What the shop's connection knows and the file does not say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadOptions {
    /// Currency of files that name none.
    pub currency: Option<Currency>,
    /// Time zone of the shop, for times without an offset.
    pub time_zone: Tz,
    /// Whether prices contain the tax, where the file's own sums do not tell.
    pub tax_included: bool,
    /// The sign before the decimals, where it differs from the kind's usual one.
    pub amount_format: Option<AmountFormat>,
    /// The order of day and month, where it differs from the kind's usual one.
    pub day_order: Option<DayOrder>,
    /// Text of scattered orders, and of Etsy's orders that wait for their items, that is held in memory at most.
    pub held_bytes: usize,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            currency: None,
            time_zone: Tz::UTC,
            tax_included: false,
            amount_format: None,
            day_order: None,
            held_bytes: HELD_BYTES,
        }
    }
}

impl ReadOptions {
    /// The formats of a file, where the connection does not say otherwise.
    fn formats(&self, amounts: AmountFormat, days: DayOrder) -> Formats {
        Formats {
            amounts: self.amount_format.unwrap_or(amounts),
            days: self.day_order.unwrap_or(days),
            zone: self.time_zone,
        }
    }
}

/// Why an export was not read to its end.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExportError {
    /// The file is no table, or the disk failed.
    #[error(transparent)]
    Table(#[from] TableError),
    /// A column is missing that nothing can be read without.
    #[error("{file}: {error}")]
    MissingColumns {
        /// Name of the file.
        file: String,
        /// The columns.
        error: MissingColumns,
    },
    /// Etsy's orders are more than can be held while their items are read.
    #[error("{file}: these are too many orders to be joined with their items; export one year at a time")]
    TooManyToJoin {
        /// Name of the file.
        file: String,
    },
    /// One order alone has more rows than can be held.
    #[error(
        "{file}: nearly all rows belong to order “{order}”; check whether that column holds order numbers"
    )]
    OrderTooLarge {
        /// Name of the file.
        file: String,
        /// Number of the order.
        order: String,
    },
    /// The rows of orders are scattered over a file too large to hold.
    #[error(
        "{file}: the rows of too many orders are scattered over the file; sort it by order number and try again"
    )]
    Scattered {
        /// Name of the file.
        file: String,
    },
}

/// The kind of an export by its column names; `None` for any other table (see [`crate::columns`]).
pub fn recognise(header: &Header) -> Option<ExportKind> {
    ExportKind::ALL.iter().copied().find(|kind| kind.export().recognises(header))
}

/// Reads orders and gives each to `sink` as soon as it is complete; `sink` may stop the reading.
///
/// The tables are read one after the other. Of Etsy's two kinds both may be among them, whichever `kind` says: then
/// items are joined with the sums of their orders.
pub fn read_orders(
    tables: Vec<Table>,
    kind: ExportKind,
    options: &ReadOptions,
    sink: &mut dyn FnMut(ReadItem) -> ControlFlow<()>,
) -> Result<ReadSummary, ExportError> {
    let mut summary = ReadSummary::default();
    if matches!(kind, ExportKind::EtsyOrders | ExportKind::EtsyItems) && tables.len() > 1 {
        let is_orders = |table: &Table| recognise(table.header()) == Some(ExportKind::EtsyOrders);
        let (orders, items) = tables.into_iter().partition(is_orders);
        summary.stopped = etsy::read_joined(orders, items, options, &mut summary, sink)?.is_break();
        return Ok(summary);
    }
    for table in tables {
        if group::read_table(table, kind.export(), options, &mut summary, sink)?.is_break() {
            summary.stopped = true;
            break;
        }
    }
    Ok(summary)
}
