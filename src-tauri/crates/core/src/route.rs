//! Which offer serves an order line, what that costs, and why the others do not.
//!
//! [`quote`] prices one offer for one line. [`choose_all`] chooses the offers of all lines together, by the ranking of
//! the mapping or by a [`Rule`]; [`explain`] says what each of the others would have cost and why it lost.

mod board;
mod choose;
mod days;
mod duty;
mod lost;
mod rule;
mod task;

pub use choose::{Choice, Explained, MOST_COMBINATIONS, choose_all, cost_of, days_of, explain};
pub use days::{Days, ENOUGH_PARCELS, Measured};
pub use duty::{DutyRule, duty_of, duty_percent};
pub use lost::Lost;
pub use rule::{Facts, How, Limits, Pattern, Rule, RuleFault, When, first_match};
pub use task::{Contender, Cost, Line, Task};

use rust_decimal::Decimal;

use crate::money::{Money, MoneyError, Rounding};
use crate::place::Country;
use crate::supplier::{Offer, SupplierTerms};

/// One mapped way to serve a line: a ranked offer and how many of its units make one ordered unit.
#[derive(Debug, Clone)]
pub struct Candidate<'a> {
    /// 1 is the first choice.
    pub rank: i64,
    /// Units of the offer for one ordered unit: 2 for a pair sold as one, 1 for most.
    pub factor: i64,
    /// The offer.
    pub offer: &'a Offer,
    /// Its supplier.
    pub supplier: &'a SupplierTerms,
}

/// What speaks against an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Obstacle {
    /// Fewer units in stock than needed.
    OutOfStock,
    /// The supplier does not send there.
    ShipsNotThere,
    /// No price for that quantity and place.
    NoPrice,
    /// The supplier may not receive orders.
    NotApproved,
}

/// A candidate with its price for a line.
#[derive(Debug, Clone)]
pub struct Quote<'a> {
    /// What was quoted.
    pub candidate: Candidate<'a>,
    /// Units of the offer.
    pub units: i64,
    /// Goods, in the offer's currency.
    pub goods: Option<Money>,
    /// Days from order to door, quickest and slowest, where the supplier tells.
    pub days: Option<(i64, i64)>,
    /// What speaks against it; empty when it can be bought now.
    pub obstacles: Vec<Obstacle>,
}

impl Quote<'_> {
    /// True when nothing speaks against it.
    pub fn is_clear(&self) -> bool {
        self.obstacles.is_empty()
    }
}

/// Quotes one candidate for a quantity of ordered units and a destination.
pub fn quote<'a>(candidate: Candidate<'a>, quantity: i64, to: Option<Country>) -> Quote<'a> {
    let units = quantity.saturating_mul(candidate.factor.max(1)).max(candidate.offer.min_quantity);
    let goods = candidate.offer.cost_of(to, units).and_then(Result::ok);
    let rate = to.and_then(|country| candidate.supplier.shipping_to(country));
    let mut obstacles = Vec::new();
    if candidate.offer.stock.is_some_and(|stock| stock < units) {
        obstacles.push(Obstacle::OutOfStock);
    }
    if to.is_some() && rate.is_none() && !candidate.supplier.shipping.is_empty() {
        obstacles.push(Obstacle::ShipsNotThere);
    }
    if goods.is_none() {
        obstacles.push(Obstacle::NoPrice);
    }
    if !candidate.supplier.standing.may_receive() {
        obstacles.push(Obstacle::NotApproved);
    }
    let lead = candidate.offer.lead_days;
    let days = rate.map(|rate| (lead.saturating_add(rate.days_min), lead.saturating_add(rate.days_max)));
    Quote { candidate, units, goods, days, obstacles }
}

/// What a supplier asks for sending so many units together in one parcel, and for the order itself.
pub fn sending_cost(
    supplier: &SupplierTerms,
    to: Option<Country>,
    units: i64,
) -> Result<(Money, Money), MoneyError> {
    let rate = to.and_then(|country| supplier.shipping_to(country));
    let shipping = match rate {
        Some(rate) => {
            let further = Decimal::from(units.saturating_sub(1).max(0));
            let more = rate.additional.checked_mul(further).ok_or(MoneyError::Overflow)?;
            rate.first.checked_add(more).ok_or(MoneyError::Overflow)?
        }
        None => Decimal::ZERO,
    };
    Ok((
        Money::from_decimal(shipping, supplier.currency, Rounding::HalfUp)?,
        Money::from_decimal(supplier.order_fee, supplier.currency, Rounding::HalfUp)?,
    ))
}

#[cfg(test)]
mod tests;
