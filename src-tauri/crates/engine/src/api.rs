//! The bodies of the commands, one file a feature. Each turns a request into calls of the store and of the modules
//! behind it, and what comes back into shapes.

pub mod activity;
pub mod automation;
pub mod backups;
pub mod costs;
pub mod following;
pub mod forwarding;
pub mod imports;
pub mod mailbox;
pub mod offers;
pub mod orders;
pub mod products;
pub mod profit;
pub mod purchases;
pub mod routing;
pub mod sending;
pub mod sftp;
pub mod shipments;
pub mod supplier_api;
pub mod suppliers;
pub mod work;
pub mod workspace;

use stockless_core::day::Day;

use crate::error::ApiError;

/// Rows a page: as asked, at most 500, 100 unless told.
pub(crate) fn page_size(limit: Option<i64>) -> i64 {
    limit.unwrap_or(100).clamp(1, 500)
}

/// A day of a request.
pub(crate) fn day(what: &str, text: &str) -> Result<Day, ApiError> {
    Day::from_iso(text).ok_or_else(|| {
        ApiError::invalid(format!("The {what} “{text}” is not a day; write it as 2026-03-09."))
    })
}

/// A key of a list that goes by id.
pub(crate) fn id_key(key: Option<&str>, start: i64) -> Result<i64, ApiError> {
    match key {
        None => Ok(start),
        Some(text) => {
            text.parse().map_err(|_| ApiError::invalid(format!("The key “{text}” is not of this list.")))
        }
    }
}
