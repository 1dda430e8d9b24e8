//! Exchange rates by day.
//!
//! A rate is looked up as bookkeepers do it: the rate of the day, or of the latest earlier day when none was
//! published. Rates are kept in the direction in which their source gave them, since an inverse of a rounded rate
//! is not the rate that a source would give for the other direction.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::day::Day;
use crate::money::Currency;

/// From this age on (in days) a rate is worth a warning. The longest regular gap, Easter, is four days.
pub const WARN_ABOVE_DAYS: i64 = 4;
/// Above this age (in days) a rate is refused.
pub const REFUSE_ABOVE_DAYS: i64 = 10;

/// A rate as its source published it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate {
    /// The day it is for.
    pub date: Day,
    /// The currency of which one unit is priced.
    pub base: Currency,
    /// The currency of the price.
    pub quote: Currency,
    /// Units of `quote` for one unit of `base`; more than nothing.
    pub value: Decimal,
    /// Who published it.
    pub source: String,
}

/// Why no rate was found, or a rate was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RateError {
    /// There is no rate on that day or before it.
    #[error(
        "there is no exchange rate from {from} to {to} on or before {day}; load rates or enter one by hand"
    )]
    Missing {
        /// From which currency.
        from: Currency,
        /// To which currency.
        to: Currency,
        /// On which day.
        day: Day,
    },
    /// The latest rate is too old to be used.
    #[error(
        "the latest exchange rate from {from} to {to} before {day} is of {date}, {age_days} days earlier; load newer rates or enter one by hand"
    )]
    TooOld {
        /// From which currency.
        from: Currency,
        /// To which currency.
        to: Currency,
        /// On which day.
        day: Day,
        /// Of which day the latest rate is.
        date: Day,
        /// Days between the two.
        age_days: i64,
    },
    /// The value is no rate.
    #[error(
        "{value} is not an exchange rate from {base} to {quote}; a rate is more than 0, and 1 within one currency"
    )]
    Value {
        /// Units of `quote` for one unit of `base`.
        value: Decimal,
        /// The currency of which one unit is priced.
        base: Currency,
        /// The currency of the price.
        quote: Currency,
    },
    /// The book holds another rate for the same day, and keeps it.
    #[error("for {date} there is already a rate of {held} from {base} to {quote}; {value} was not taken")]
    Differs {
        /// The day.
        date: Day,
        /// The currency of which one unit is priced.
        base: Currency,
        /// The currency of the price.
        quote: Currency,
        /// The rate in the book.
        held: Decimal,
        /// The rate that was offered.
        value: Decimal,
    },
}

/// How a rate follows from published ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Path {
    /// One currency is always one of itself.
    Same,
    /// Published in this direction.
    Direct,
    /// Published in the other direction and inverted.
    Inverse,
    /// Over a currency that both have a rate with, both of the same day.
    Cross(Currency),
}

/// A rate that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Units of the second currency for one unit of the first, unrounded.
    pub value: Decimal,
    /// The day the rate is of. Store it beside every amount converted with it.
    pub date: Day,
    /// How many days earlier that is than the day asked for.
    pub age_days: i64,
    /// How it follows from published rates.
    pub path: Path,
    /// Who published it; both, parted by a comma, when the two legs of a cross rate differ. Empty for
    /// [`Path::Same`].
    pub source: String,
}

impl Found {
    /// True when the rate is so old that a person should see its age.
    pub const fn is_stale(&self) -> bool {
        self.age_days > WARN_ABOVE_DAYS
    }
}

#[derive(Debug, Clone)]
struct Published {
    value: Decimal,
    source: String,
}

/// The rates of one day by base and quote.
type Sheet = BTreeMap<(Currency, Currency), Published>;

/// Published rates, in memory. One book holds the rates of one policy: mix sources only where they do not overlap.
#[derive(Debug, Clone, Default)]
pub struct RateBook {
    days: BTreeMap<Day, Sheet>,
}

impl RateBook {
    /// Takes a rate. The same rate again changes nothing; another value for the same day and direction is refused,
    /// for what was booked with the first must stay explainable.
    pub fn insert(&mut self, rate: Rate) -> Result<(), RateError> {
        let Rate { date, base, quote, value, source } = rate;
        if value <= Decimal::ZERO || (base == quote && value != Decimal::ONE) {
            return Err(RateError::Value { value, base, quote });
        }
        let sheet = self.days.entry(date).or_default();
        match sheet.get(&(base, quote)) {
            Some(held) if held.value != value => {
                Err(RateError::Differs { date, base, quote, held: held.value, value })
            }
            Some(_) => Ok(()),
            None => {
                sheet.insert((base, quote), Published { value, source });
                Ok(())
            }
        }
    }

    /// The rate on a day: of that day, else of the latest earlier day that has one. On one day, a published rate
    /// comes before an inverted one, and both before a cross rate.
    pub fn rate_on(&self, from: Currency, to: Currency, day: Day) -> Result<Found, RateError> {
        if from == to {
            let value = Decimal::ONE;
            return Ok(Found { value, date: day, age_days: 0, path: Path::Same, source: String::new() });
        }
        let latest =
            self.days.range(..=day).rev().find_map(|(&date, sheet)| Some((date, look_up(sheet, from, to)?)));
        let Some((date, (value, path, source))) = latest else {
            return Err(RateError::Missing { from, to, day });
        };
        let age_days = day.days_since(date);
        if age_days > REFUSE_ABOVE_DAYS {
            return Err(RateError::TooOld { from, to, day, date, age_days });
        }
        Ok(Found { value, date, age_days, path, source })
    }
}

fn look_up(sheet: &Sheet, from: Currency, to: Currency) -> Option<(Decimal, Path, String)> {
    if let Some((value, inverted, source)) = leg(sheet, from, to) {
        let path = if inverted { Path::Inverse } else { Path::Direct };
        return Some((value, path, source.to_owned()));
    }
    sheet.keys().flat_map(|&(base, quote)| [base, quote]).find_map(|middle| cross(sheet, from, middle, to))
}

/// A rate published in either direction; true when it was inverted.
fn leg(sheet: &Sheet, from: Currency, to: Currency) -> Option<(Decimal, bool, &str)> {
    if let Some(direct) = sheet.get(&(from, to)) {
        return Some((direct.value, false, &direct.source));
    }
    let other = sheet.get(&(to, from))?;
    Some((nonzero(Decimal::ONE.checked_div(other.value))?, true, &other.source))
}

/// A rate too small for 28 decimal places would turn every amount into nothing; it counts as none.
fn nonzero(value: Option<Decimal>) -> Option<Decimal> {
    value.filter(|value| !value.is_zero())
}

fn cross(sheet: &Sheet, from: Currency, middle: Currency, to: Currency) -> Option<(Decimal, Path, String)> {
    let (to_value, _, to_source) = leg(sheet, middle, to)?;
    // Dividing two published rates keeps more places than multiplying with a rounded inverse.
    let (value, from_source) = match sheet.get(&(middle, from)) {
        Some(published) => (nonzero(to_value.checked_div(published.value))?, published.source.as_str()),
        None => {
            let (first, _, source) = leg(sheet, from, middle)?;
            (nonzero(first.checked_mul(to_value))?, source)
        }
    };
    let source =
        if from_source == to_source { to_source.to_owned() } else { format!("{from_source}, {to_source}") };
    Some((value, Path::Cross(middle), source))
}

#[cfg(test)]
mod tests;
