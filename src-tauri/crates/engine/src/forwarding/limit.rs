//! How much may leave at once without a second word.

use stockless_store::{Read, Write};

use super::Plan;
use crate::context::Context;
use crate::error::{ApiError, Code};
use crate::shapes::purchases::Totals;
use crate::shapes::shared::Amount;

/// A number of orders and what they cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limit {
    /// Orders.
    pub orders: i64,
    /// What they may cost, in minor units of the base currency.
    pub to_pay_minor: i64,
}

/// What forwarding by hand does without asking once more.
pub(crate) const BY_HAND: KeptLimit =
    KeptLimit { setting: "forward_limit", unless_told: Limit { orders: 200, to_pay_minor: 1_000_000 } };

/// Where a limit is kept, and what it is until somebody sets it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct KeptLimit {
    pub setting: &'static str,
    pub unless_told: Limit,
}

impl KeptLimit {
    pub fn read(self, read: &Read<'_>) -> Result<Limit, ApiError> {
        let text = read.setting(self.setting)?.unwrap_or_default();
        let told = text.split_once(' ').and_then(|(orders, to_pay)| {
            Some(Limit { orders: orders.parse().ok()?, to_pay_minor: to_pay.parse().ok()? })
        });
        Ok(told.unwrap_or(self.unless_told))
    }

    pub fn save(self, write: &Write<'_>, limit: Limit) -> Result<(), ApiError> {
        Ok(write.save_setting(self.setting, &format!("{} {}", limit.orders, limit.to_pay_minor))?)
    }
}

/// What a plan comes to in the base currency, and whether every cost is known.
pub(crate) fn totals(plan: &Plan) -> (Limit, bool) {
    let costs = plan.suppliers.values().map(|supplier| supplier.to_pay_base);
    let is_known = costs.clone().all(|cost| cost.is_some());
    let to_pay_minor = costs.fold(0_i64, |sum, cost| sum.saturating_add(cost.unwrap_or(0)));
    (Limit { orders: i64::try_from(plan.orders.len()).unwrap_or(i64::MAX), to_pay_minor }, is_known)
}

/// True when a plan is more than may leave without a second word. Several orders of which a cost is not known are.
pub(crate) fn asks(context: &Context<'_>, plan: &Plan) -> Result<bool, ApiError> {
    let limit = BY_HAND.read(context.read())?;
    let (total, is_known) = totals(plan);
    let unknown = !is_known && total.orders > 1;
    Ok(total.orders > 0
        && (unknown || total.orders > limit.orders || total.to_pay_minor > limit.to_pay_minor))
}

/// Lets a plan through that is small, or whose totals were confirmed as they are now.
pub(crate) fn allow(context: &Context<'_>, plan: &Plan, confirmed: Option<&Totals>) -> Result<(), ApiError> {
    if !asks(context, plan)? {
        return Ok(());
    }
    let (total, _) = totals(plan);
    let to_pay = Amount::minor(total.to_pay_minor, context.base());
    if confirmed.is_some_and(|told| told.orders == total.orders && told.to_pay == to_pay) {
        return Ok(());
    }
    let sum = format!("{} orders for {} {}", total.orders, to_pay.amount, to_pay.currency);
    let words = match confirmed {
        Some(told) => format!(
            "You confirmed {} orders for {} {}, and now it would be {sum}. Nothing was forwarded.",
            told.orders, told.to_pay.amount, told.to_pay.currency
        ),
        None => {
            format!("This would forward {sum} at once, which is more than you forward without a second look.")
        }
    };
    Err(ApiError::new(Code::Confirm, words).with_action("Look at the totals and confirm them."))
}
