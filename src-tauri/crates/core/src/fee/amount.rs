use rust_decimal::Decimal;

use super::{FeeBase, FeeLine, FeeRule, Per, Rates, Step};
use crate::money::{Currency, Money, MoneyError, Rounding};

/// What a rule asks for an order; never negative. Nothing for a rule with rates when their base is nothing, for no
/// money moved then. Rule and lines must be in `currency`, else [`MoneyError::Mixed`].
pub fn fee(rule: &FeeRule, currency: Currency, lines: &[FeeLine]) -> Result<Money, MoneyError> {
    let counted = lines.iter().filter(|line| line.quantity > 0);
    let bases = counted.map(|line| Ok((rule.base.of(line, currency)?, line.quantity)));
    match rule.per {
        Per::Order => {
            let bases: Vec<(Money, i64)> = bases.collect::<Result<_, MoneyError>>()?;
            if bases.is_empty() {
                return Ok(Money::zero(currency));
            }
            rule.once(bases.iter().try_fold(Money::zero(currency), |sum, &(base, _)| sum.checked_add(base))?)
        }
        Per::Line => sum(currency, bases.map(|line| rule.once(line?.0))),
        Per::Item => sum(currency, bases.map(|line| line.and_then(|(base, units)| rule.each(base, units)))),
    }
}

fn sum(
    currency: Currency,
    mut parts: impl Iterator<Item = Result<Money, MoneyError>>,
) -> Result<Money, MoneyError> {
    parts.try_fold(Money::zero(currency), |sum, part| sum.checked_add(part?))
}

impl FeeBase {
    fn of(self, line: &FeeLine, currency: Currency) -> Result<Money, MoneyError> {
        let parts = [(self.items, line.items), (self.shipping, line.shipping), (self.tax, line.tax)];
        let counted = parts.into_iter().filter(|&(counts, _)| counts);
        counted.into_iter().try_fold(Money::zero(currency), |sum, (_, part)| sum.checked_add(part))
    }
}

impl FeeRule {
    /// The fee for each of so many units that share `base`. Units differ by one minor unit at most.
    fn each(&self, base: Money, units: i64) -> Result<Money, MoneyError> {
        let small = base.minor().checked_div_euclid(units).ok_or(MoneyError::Overflow)?;
        let dearer = base.minor().checked_rem_euclid(units).ok_or(MoneyError::Overflow)?;
        let at = |minor| self.once(Money::from_minor(minor, base.currency()));
        let cheaper = at(small)?.times(units.saturating_sub(dearer))?;
        if dearer == 0 {
            Ok(cheaper)
        } else {
            cheaper.checked_add(at(small.saturating_add(1))?.times(dearer)?)
        }
    }

    /// The fee for one base.
    fn once(&self, base: Money) -> Result<Money, MoneyError> {
        let currency = base.currency();
        if self.base != FeeBase::NONE && base.minor() <= 0 {
            return Ok(Money::zero(currency));
        }
        let rated = self.rates.of(base)?;
        let fixed = self.fixed_part(base)?.decimal();
        let asked = rated.checked_add(fixed).ok_or(MoneyError::Overflow)?;
        let least = limit(self.min, currency)?.map_or(asked, |least| asked.max(least));
        let most = limit(self.max, currency)?.map_or(least, |most| least.min(most));
        Money::from_decimal(most.max(Decimal::ZERO), currency, Rounding::HalfUp)
    }

    fn fixed_part(&self, base: Money) -> Result<Money, MoneyError> {
        for step in &self.fixed {
            if within(base, step.up_to)? {
                return Money::zero(base.currency()).checked_add(step.amount);
            }
        }
        let beyond = self.fixed.last().map_or(Money::zero(base.currency()), |step| step.amount);
        Money::zero(base.currency()).checked_add(beyond)
    }
}

fn limit(amount: Option<Money>, currency: Currency) -> Result<Option<Decimal>, MoneyError> {
    amount.map(|amount| Money::zero(currency).checked_add(amount).map(Money::decimal)).transpose()
}

fn within(base: Money, up_to: Option<Money>) -> Result<bool, MoneyError> {
    up_to.map_or(Ok(true), |end| Ok(base.checked_sub(end)?.minor() <= 0))
}

impl Rates {
    /// The unrounded share of a base, in major units.
    fn of(&self, base: Money) -> Result<Decimal, MoneyError> {
        match self {
            Self::Flat(percent) => share(base.decimal(), *percent),
            Self::Whole(steps) => {
                for step in steps {
                    if within(base, step.up_to)? {
                        return share(base.decimal(), step.percent);
                    }
                }
                share(base.decimal(), steps.last().map_or(Decimal::ZERO, |step| step.percent))
            }
            Self::Portions(steps) => portions(base, steps),
        }
    }
}

fn portions(base: Money, steps: &[Step]) -> Result<Decimal, MoneyError> {
    let mut total = Decimal::ZERO;
    let mut done = Decimal::ZERO;
    let last = steps.len().saturating_sub(1);
    for (index, step) in steps.iter().enumerate() {
        let open = index == last;
        let end = limit(step.up_to, base.currency())?
            .filter(|_| !open)
            .unwrap_or(base.decimal())
            .min(base.decimal());
        let part = end.checked_sub(done).ok_or(MoneyError::Overflow)?.max(Decimal::ZERO);
        total = total.checked_add(share(part, step.percent)?).ok_or(MoneyError::Overflow)?;
        done = done.max(end);
    }
    Ok(total)
}

fn share(amount: Decimal, percent: Decimal) -> Result<Decimal, MoneyError> {
    percent
        .checked_mul(Decimal::new(1, 2))
        .and_then(|rate| amount.checked_mul(rate))
        .ok_or(MoneyError::Overflow)
}
