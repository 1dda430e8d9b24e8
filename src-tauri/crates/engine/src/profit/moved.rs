//! What moved profit between two periods: causes that sum to the change exactly.
//!
//! The effect of more or fewer orders is the change in their number at the profit after order costs that an order
//! had before. Everything else is measured against what the same number of orders would have had before, step by
//! step, so that the parts leave no rest.

use rust_decimal::Decimal;
use stockless_core::money::{Money, Rounding};
use stockless_core::waterfall::{Step, Waterfall};

use crate::error::ApiError;

/// A cause and its effect in minor units.
pub type Cause = (&'static str, i64);

/// Causes of the change from one waterfall to another, with the orders of each.
pub fn causes(
    before: &Waterfall,
    orders_before: i64,
    now: &Waterfall,
    orders_now: i64,
    base: stockless_core::money::Currency,
) -> Result<(i64, Vec<Cause>), ApiError> {
    const PER_ORDER: [(&str, &[Step]); 6] = [
        ("sales_per_order", &[Step::SalesWithTax, Step::Discounts, Step::Tax]),
        ("refunds", &[Step::Refunds]),
        ("product_cost", &[Step::ProductCost]),
        ("shipping", &[Step::Shipping]),
        ("fees", &[Step::PaymentFees, Step::Commissions]),
        ("ads", &[Step::Ads]),
    ];
    const FIXED: [(&str, &[Step]); 2] =
        [("fixed", &[Step::AppsAndTools]), ("other", &[Step::Currency, Step::OtherCosts])];
    let sum = |waterfall: &Waterfall, steps: &[Step]| {
        steps.iter().map(|&step| waterfall.get(step).minor).sum::<i64>()
    };
    let change = now.get(Step::NetProfit).minor.saturating_sub(before.get(Step::NetProfit).minor);
    let mut causes = Vec::new();
    let mut explained = 0_i64;
    let mut from_orders = 0_i64;
    for (cause, steps) in PER_ORDER {
        let had = sum(before, steps);
        let would_have = scaled(had, orders_before, orders_now, base)?;
        from_orders = from_orders.saturating_add(would_have.saturating_sub(had));
        let effect = sum(now, steps).saturating_sub(would_have);
        explained = explained.saturating_add(effect);
        causes.push((cause, effect));
    }
    for (cause, steps) in FIXED {
        let effect = sum(now, steps).saturating_sub(sum(before, steps));
        explained = explained.saturating_add(effect);
        causes.push((cause, effect));
    }
    causes.push(("orders", from_orders));
    debug_assert_eq!(explained.saturating_add(from_orders), change, "causes leave no rest");
    causes.retain(|(_, effect)| *effect != 0);
    causes.sort_by_key(|(_, effect)| std::cmp::Reverse(effect.saturating_abs()));
    Ok((change, causes))
}

/// What a sum would be with another number of orders. Without orders before there is nothing to scale.
fn scaled(
    minor: i64,
    orders_before: i64,
    orders_now: i64,
    base: stockless_core::money::Currency,
) -> Result<i64, ApiError> {
    if orders_before <= 0 {
        return Ok(minor);
    }
    let factor = Decimal::from(orders_now).checked_div(Decimal::from(orders_before)).unwrap_or(Decimal::ONE);
    Ok(Money::from_minor(minor, base).scaled(factor, Rounding::HalfEven)?.minor())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use stockless_core::ledger::Account;
    use stockless_core::money::Currency;
    use stockless_core::waterfall::Sum;

    use super::*;

    fn waterfall(sales: i64, goods: i64, ads: i64) -> Waterfall {
        let sums: BTreeMap<_, _> = [(Account::Sales, sales), (Account::Goods, -goods), (Account::Ads, -ads)]
            .into_iter()
            .map(|(account, minor)| (account, Sum { minor, estimated: 0 }))
            .collect();
        Waterfall::from_sums(&sums)
    }

    #[test]
    fn causes_sum_to_the_change_and_name_what_happened() {
        let (before, now) = (waterfall(100_003, 40_001, 10_007), waterfall(150_000, 66_000, 12_000));
        let (change, causes) = causes(&before, 7, &now, 10, Currency::EUR).unwrap();
        assert_eq!(change, 72_000 - 49_995);
        assert_eq!(causes.iter().map(|(_, effect)| effect).sum::<i64>(), change);
        let ads = causes.iter().find(|(cause, _)| *cause == "ads").unwrap();
        assert!(ads.1 > 0, "fewer ads for each order adds to profit");
    }

    #[test]
    fn without_orders_before_nothing_is_scaled() {
        let (change, causes) =
            causes(&waterfall(0, 0, 500), 0, &waterfall(1_000, 400, 500), 3, Currency::EUR).unwrap();
        assert_eq!(causes.iter().map(|(_, effect)| effect).sum::<i64>(), change);
    }
}
