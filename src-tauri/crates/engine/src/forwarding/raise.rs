//! A purchase that nobody knows the end of, while its order has to leave soon, is raised once more.

use super::record::tell;
use super::send::SENT;
use crate::engine::Engine;
use crate::error::ApiError;

/// So long before the shop wants the order shipped.
const AHEAD_MS: i64 = 24 * 3_600_000;
/// How many are raised in one go.
const AT_ONCE: i64 = 500;

impl Engine {
    /// Raises purchases in doubt whose orders have to leave within a day, each once. Returns how many.
    pub(crate) fn raise_doubts(&self) -> Result<i64, ApiError> {
        if self.store().charge() == stockless_store::Charge::ReadOnly {
            return Ok(0);
        }
        let now = self.now();
        let near = self.read(|read| Ok(read.purchases_to_raise(now.plus_ms(AHEAD_MS), AT_ONCE)?))?;
        if near.is_empty() {
            return Ok(0);
        }
        let count = i64::try_from(near.len()).unwrap_or(i64::MAX);
        self.write(move |write| {
            for purchase in near {
                write.raise_purchase(purchase.id, now)?;
                tell(write, &purchase, "raised", "", now)?;
            }
            Ok::<_, ApiError>(())
        })?;
        self.changed(SENT);
        Ok(count)
    }
}
