//! Rows become typed values, by columns that were found by name.
//!
//! An importer declares its [`Field`]s once, opens a [`Sheet`] over a [`Table`](crate::table::Table) and says how
//! one row becomes one value. Each accessor of [`Cells`] returns `None` for an empty cell and for a bad one; a bad
//! one (or an empty required one) is also noted with line, column, value, reason and what to do, so a row lists
//! everything that is wrong with it at once.
//!
//! ```
//! # use stockless_connect::table::{OpenOptions, Table};
//! use stockless_connect::columns::{Field, Formats, Sheet};
//! use stockless_core::money::Currency;
//!
//! const FIELDS: &[Field] = &[
//!     Field::required("sku", &["supplier sku", "artikelnummer"]),
//!     Field::required("cost", &["price", "ek"]),
//!     Field::optional("stock", &["quantity", "bestand"]),
//! ];
//!
//! let table = Table::from_bytes("offers.csv", "Artikelnummer;EK;Bestand\nA-1;4,20;7\nA-2;free;1\n", &OpenOptions::default())?;
//! let mut sheet = Sheet::open(table, FIELDS, Formats::default())?;
//! let mut offers = Vec::new();
//! let mut refused = Vec::new();
//! while let Some(read) = sheet.read(|cells| {
//!     let sku = cells.text("sku");
//!     let cost = cells.amount("cost", Currency::EUR);
//!     let stock = cells.integer("stock");
//!     Some((sku.to_owned(), cost?, stock))
//! })? {
//!     match read {
//!         Ok(offer) => offers.push(offer),
//!         Err(problems) => refused.extend(problems),
//!     }
//! }
//! assert_eq!(offers.len(), 1);
//! assert_eq!(refused[0].to_string(), "line 3, “EK”, “free”: it is not an amount; write a number such as 12.50");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Read every cell before the first `?`, so that all of a row's problems are noted. A row for which the closure
//! answers `None` without any problem is passed over (a footer, a total).
//!
//! Order tables that no preset of [`crate::exports`] knows are read by a [`ColumnMap`]: [`suggest`] proposes one,
//! people correct it, it is stored under the [`fingerprint`] of the header, and [`crate::exports::read_mapped`] reads
//! by it.

mod cells;
mod content;
mod country;
mod field;
mod map;
mod months;
mod sheet;
mod time;
mod value;

#[cfg(test)]
mod tests;

pub use cells::Cells;
pub use content::{amount_format, day_order};
pub use country::country_from_text;
pub use field::{Columns, Field, MissingColumns, Presence};
pub use map::{ColumnMap, DecimalSign, OrderField, Take, fingerprint, suggest};
pub use sheet::{Formats, Sheet};
pub use time::{DayOrder, TimeError, parse_day, parse_instant};
pub use value::{parse_flag, parse_integer, parse_zone, spreadsheet_damage};
