//! What has to be served, by whom it can be, and what a way to serve it costs.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::days::Days;
use super::duty::DutyRule;
use super::{Quote, sending_cost};
use crate::day::Day;
use crate::id::SupplierId;
use crate::money::{Currency, Money};
use crate::place::Country;

/// The lines of one order that have to be served, and everything their cost depends on.
#[derive(Debug, Clone)]
pub struct Task<'a> {
    /// Where the parcel goes.
    pub to: Option<Country>,
    /// The day whose rates and duties count.
    pub day: Day,
    /// The currency in which costs are compared.
    pub base: Currency,
    /// Units of the base currency for one unit of another; a currency that is missing has no rate.
    pub rates: BTreeMap<Currency, Decimal>,
    /// Estimates of duty.
    pub duty: &'a [DutyRule],
    /// Suppliers that have part of the order already.
    pub held_by: BTreeSet<SupplierId>,
    /// The lines.
    pub lines: Vec<Line<'a>>,
}

/// One line with the offers that are mapped for it.
#[derive(Debug, Clone)]
pub struct Line<'a> {
    /// The offers; none when nothing is mapped.
    pub offers: Vec<Contender<'a>>,
    /// True when a person chose the first of them for this order.
    pub is_fixed: bool,
}

/// One offer for a line.
#[derive(Debug, Clone)]
pub struct Contender<'a> {
    /// Its price and what speaks against it.
    pub quote: Quote<'a>,
    /// Days to the door.
    pub days: Option<Days>,
}

/// What something costs, in minor units of the base currency.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cost {
    /// Goods.
    pub goods: i64,
    /// Sending.
    pub shipping: i64,
    /// What suppliers ask for the order itself.
    pub fee: i64,
    /// Estimated duty.
    pub duty: i64,
}

impl Cost {
    /// All of it.
    pub const fn total(self) -> i64 {
        self.goods.saturating_add(self.shipping).saturating_add(self.fee).saturating_add(self.duty)
    }

    pub(super) const fn plus(self, other: Self) -> Self {
        Self {
            goods: self.goods.saturating_add(other.goods),
            shipping: self.shipping.saturating_add(other.shipping),
            fee: self.fee.saturating_add(other.fee),
            duty: self.duty.saturating_add(other.duty),
        }
    }

    pub(super) const fn minus(self, other: Self) -> Self {
        Self {
            goods: self.goods.saturating_sub(other.goods),
            shipping: self.shipping.saturating_sub(other.shipping),
            fee: self.fee.saturating_sub(other.fee),
            duty: self.duty.saturating_sub(other.duty),
        }
    }
}

impl Task<'_> {
    /// An amount in minor units of the base currency; `None` while there is no rate.
    pub(super) fn to_base(&self, amount: Money) -> Option<i64> {
        if amount.currency() == self.base {
            return Some(amount.minor());
        }
        let rate = self.rates.get(&amount.currency())?;
        amount.converted(self.base, *rate).ok().map(Money::minor)
    }

    /// An amount in another currency; directly where it is the same, else over the base currency.
    pub(super) fn convert(&self, amount: Money, into: Currency) -> Option<i64> {
        if amount.currency() == into {
            return Some(amount.minor());
        }
        let base = Money::from_minor(self.to_base(amount)?, self.base);
        if into == self.base {
            return Some(base.minor());
        }
        let back = Decimal::ONE.checked_div(*self.rates.get(&into)?)?;
        base.converted(into, back).ok().map(Money::minor)
    }

    /// Sending and fee of a supplier for so many units in one parcel.
    pub(super) fn sending(&self, terms: &crate::supplier::SupplierTerms, units: i64) -> Option<(i64, i64)> {
        let (shipping, fee) = sending_cost(terms, self.to, units).ok()?;
        Some((self.to_base(shipping)?, self.to_base(fee)?))
    }
}
