//! How many purchases nobody knows the end of, for a host that says so outside the page.

use crate::engine::Engine;
use crate::error::ApiError;

/// Purchases in doubt.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct InDoubt {
    /// Those that only the merchant can find out about: each is a question.
    pub asking: i64,
    /// Those that Stockless is finding out about.
    pub finding_out: i64,
}

impl Engine {
    /// Counts the purchases in doubt by their index. It can change whenever [`crate::Tag::Purchases`] is stale.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn in_doubt(&self) -> Result<InDoubt, ApiError> {
        self.read(|read| {
            let asking = read.purchases_asking()?;
            Ok(InDoubt { asking, finding_out: read.purchases_in_doubt()?.saturating_sub(asking) })
        })
    }
}
