//! Tables that a merchant or a supplier keeps become suppliers, offers, mappings, costs, parcels, advertising and
//! exchange rates.
//!
//! Each [`Kind`] has one file: which columns it knows under which names, and how one row becomes one record. The
//! columns are found by their names or come from a [`ColumnMap`] that a person chose once; the map is remembered
//! under the [fingerprint](crate::columns::fingerprint) of the file's header.
//!
//! ```
//! use std::ops::ControlFlow;
//! use stockless_connect::catalogue::{Item, Options, read_offers};
//! use stockless_connect::table::{OpenOptions, Table};
//!
//! let text = "Artikelnr;Lagerbestand;EK netto\nA-1;>50;4,20\n";
//! let table = Table::from_bytes("feed.csv", text, &OpenOptions::default())?;
//! let options = Options { supplier: Some("Example Goods".to_owned()), ..Options::default() };
//! let mut skus = Vec::new();
//! read_offers(table, None, &options, &mut |item| {
//!     if let Item::Read { record, .. } = item {
//!         skus.push(record.supplier_sku);
//!     }
//!     ControlFlow::Continue(())
//! })?;
//! assert_eq!(skus, ["A-1"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What is asked and what is read
//!
//! A day such as 03/04/2026 is refused until [`Options::day_order`] says what it means. The decimal sign is taken
//! from the file where all its numbers that can only mean one thing agree; where they do not, or where there are
//! none, a number that could mean two things is refused until [`Options::amount_format`] says what it means.
//!
//! # Rows and records
//!
//! Several rows make one supplier (a row for each destination), one offer (a row for each price) and one day of a
//! campaign (a row for each advertisement). These are given out when their last row was read; a bad cell in any of
//! the rows refuses the whole record. In all other kinds a row is a record, and a row that says again what an
//! earlier one said is refused.

mod ads;
mod column_map;
mod confirmations;
mod costs;
mod gtin;
mod item;
mod kind;
mod layout;
mod lead_time;
mod line;
mod mappings;
mod merge;
mod offers;
mod open;
mod output;
mod rates;
mod source;
mod stock;
mod suppliers;
mod tiers;
mod tracking;

#[cfg(test)]
mod tests;

pub use ads::{AdRecord, read_ads};
pub use column_map::ColumnMap;
pub use confirmations::{ConfirmationRecord, Said, read_confirmations};
pub use costs::{CostRecord, read_costs};
pub use gtin::{GtinError, parse_gtin};
pub use item::{CatalogueError, Item, Options, Rejection, Summary};
pub use kind::Kind;
pub use mappings::{MappingRecord, read_mappings};
pub use merge::HELD_BYTES;
pub use offers::{OfferRecord, read_offers};
pub use open::open;
pub use rates::{RateRecord, read_rates};
pub use stock::{Stock, parse_stock};
pub use suppliers::{SupplierRecord, read_suppliers};
pub use tracking::{TrackingRecord, read_tracking};
