use std::fmt;

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use super::Currency;

/// An exact amount: a whole number of minor units of one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    minor: i64,
    currency: Currency,
}

/// Why an arithmetic step on amounts was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Two currencies met without a rate.
    #[error("{0} and {1} cannot be added without an exchange rate")]
    Mixed(Currency, Currency),
    /// The result does not fit an amount.
    #[error("the amount is too large to be counted")]
    Overflow,
    /// An amount was to be shared among nothing.
    #[error("an amount cannot be shared when every share is zero")]
    NoShares,
}

/// How a value between two minor units becomes one of them. Named at each call; there is no default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// A half goes away from zero: taxes and fees, as invoices do it.
    HalfUp,
    /// A half goes to the even neighbour: conversions and averages.
    HalfEven,
}

impl Rounding {
    fn strategy(self) -> RoundingStrategy {
        match self {
            Self::HalfUp => RoundingStrategy::MidpointAwayFromZero,
            Self::HalfEven => RoundingStrategy::MidpointNearestEven,
        }
    }
}

impl Money {
    /// From a number of minor units.
    pub const fn from_minor(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Nothing, in a currency.
    pub const fn zero(currency: Currency) -> Self {
        Self { minor: 0, currency }
    }

    /// From a decimal in major units, rounded to the currency's minor unit.
    pub fn from_decimal(value: Decimal, currency: Currency, rounding: Rounding) -> Result<Self, MoneyError> {
        let scaled =
            value.checked_mul(Decimal::from(10_i64.pow(currency.exponent()))).ok_or(MoneyError::Overflow)?;
        let minor = scaled.round_dp_with_strategy(0, rounding.strategy()).to_i64();
        Ok(Self { minor: minor.ok_or(MoneyError::Overflow)?, currency })
    }

    /// The number of minor units.
    pub const fn minor(self) -> i64 {
        self.minor
    }

    /// The currency.
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// True for an amount of nothing.
    pub const fn is_zero(self) -> bool {
        self.minor == 0
    }

    /// The amount in major units.
    pub fn decimal(self) -> Decimal {
        Decimal::new(self.minor, self.currency.exponent())
    }

    /// The sum of two amounts of one currency.
    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        self.same(other)?;
        let minor = self.minor.checked_add(other.minor).ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, currency: self.currency })
    }

    /// The difference of two amounts of one currency.
    pub fn checked_sub(self, other: Self) -> Result<Self, MoneyError> {
        self.same(other)?;
        let minor = self.minor.checked_sub(other.minor).ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, currency: self.currency })
    }

    /// This amount so many times.
    pub fn times(self, count: i64) -> Result<Self, MoneyError> {
        let minor = self.minor.checked_mul(count).ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, currency: self.currency })
    }

    /// The amount with its sign turned.
    pub fn negated(self) -> Result<Self, MoneyError> {
        let minor = self.minor.checked_neg().ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, currency: self.currency })
    }

    /// A share of this amount, `factor` 0.19 for 19 %.
    pub fn scaled(self, factor: Decimal, rounding: Rounding) -> Result<Self, MoneyError> {
        let value = self.decimal().checked_mul(factor).ok_or(MoneyError::Overflow)?;
        Self::from_decimal(value, self.currency, rounding)
    }

    /// This amount in another currency; `rate` is units of `target` for one unit of this currency.
    pub fn converted(self, target: Currency, rate: Decimal) -> Result<Self, MoneyError> {
        let value = self.decimal().checked_mul(rate).ok_or(MoneyError::Overflow)?;
        Self::from_decimal(value, target, Rounding::HalfEven)
    }

    fn same(self, other: Self) -> Result<(), MoneyError> {
        if self.currency == other.currency {
            Ok(())
        } else {
            Err(MoneyError::Mixed(self.currency, other.currency))
        }
    }
}

impl fmt::Display for Money {
    /// `-12.34 EUR`: digits with the currency's own places, then the code. For logs and messages to scripts.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.decimal(), self.currency)
    }
}
