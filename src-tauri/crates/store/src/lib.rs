//! The only crate with SQL.
//!
//! A workspace is a folder with one SQLite file, a journal of everything that was sent, and backups. [`Store::open`]
//! takes charge of it; [`Store::read`] hands out a read-only connection of a small pool; [`Store::write`] runs a
//! synchronous closure in one immediate transaction on the one writer thread, so that no call to the outside can
//! hide in a transaction. Each table group is one file with its rows, reads and writes together.
//!
//! Read in this order: [`store`], `open`, `migrate`, [`journal`], [`backup`], then the table groups.

#![warn(missing_docs)]

pub mod automation;
pub mod backup;
pub mod checks;
pub mod confirmations;
pub mod disk;
pub mod entries;
pub mod events;
pub mod following;
pub mod health;
pub mod imports;
pub mod journal;
mod lock;
mod migrate;
pub mod offers;
mod open;
pub mod orders;
pub mod plans;
pub mod products;
pub mod purchases;
pub mod rates;
pub mod recurring;
pub mod restore;
pub mod routing;
pub mod search;
pub mod shipments;
pub mod shops;
mod sql;
pub mod store;
pub mod sums;
pub mod suppliers;
pub mod undo;
pub mod view;
pub mod views;
pub mod work;
pub mod workspace;

pub use open::{DiskFault, StoreError, sqlite_version};
pub use store::{Charge, Read, Store, Write};
