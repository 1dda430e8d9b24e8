//! Estimates of import duty: percent of the goods by origin and destination, dated, with a source.
//!
//! What is asked at a border changes often and differs by goods, so nothing is built in: the merchant keeps the table.

use rust_decimal::Decimal;

use crate::day::Day;
use crate::money::{Money, MoneyError, Rounding};
use crate::place::{Country, Zone};

/// One estimate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyRule {
    /// Where the goods are sent from.
    pub origin: Zone,
    /// Where they go.
    pub destination: Zone,
    /// Percent of the goods, 0 to 1000.
    pub percent: Decimal,
    /// First day it holds; `None` since ever.
    pub from: Option<Day>,
    /// Last day it holds; `None` until further notice.
    pub to: Option<Day>,
}

/// Percent of the goods that a border is estimated to ask for. Nothing within one country or within the European
/// Union. Else the rule of the most exact destination, then of the most exact origin, then the latest.
pub fn duty_percent(
    rules: &[DutyRule],
    origin: Option<Country>,
    destination: Option<Country>,
    day: Day,
) -> Decimal {
    let (Some(origin), Some(destination)) = (origin, destination) else { return Decimal::ZERO };
    if origin == destination || (origin.in_eu() && destination.in_eu()) {
        return Decimal::ZERO;
    }
    let holds = |rule: &&DutyRule| {
        rule.origin.covers(origin)
            && rule.destination.covers(destination)
            && rule.from.is_none_or(|first| first <= day)
            && rule.to.is_none_or(|last| day <= last)
    };
    rules
        .iter()
        .filter(holds)
        .min_by_key(|rule| (rule.destination, rule.origin, std::cmp::Reverse(rule.from)))
        .map_or(Decimal::ZERO, |rule| rule.percent)
}

/// That percentage of an amount, rounded once.
pub fn duty_of(goods: Money, percent: Decimal) -> Result<Money, MoneyError> {
    let factor = percent.checked_div(Decimal::ONE_HUNDRED).ok_or(MoneyError::Overflow)?;
    goods.scaled(factor, Rounding::HalfUp)
}
