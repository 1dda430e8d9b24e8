//! Requests and answers of the command list: what crosses to the window, to scripts and to tests.
//!
//! Nothing else crosses. Rows of the store and types of the core are turned into these shapes at the edge, so that
//! either can change without the other. Money is text with a currency, instants are ISO 8601, states are words.

pub mod activity;
pub mod automation;
pub mod following;
pub mod imports;
pub mod orders;
pub mod profit;
pub mod purchases;
pub mod routing;
pub mod sending;
pub mod sftp;
pub mod shared;
pub mod shipments;
pub mod supplier_api;
pub mod suppliers;
pub mod workspace;
