//! Costs that come back: plans, apps, domains, salaries.
//!
//! A cost accrues by the day, so that a report of any span of days shows its share. Periods are those of the
//! calendar (a week starts on Monday), not of the contract: a whole month in a report then costs exactly one
//! month's amount. A period cut short by the first or the last day costs the share of its days, within one minor
//! unit. When the price changes, the old cost gets a last day and a new one begins; nothing is rewritten.

use crate::day::Day;
use crate::money::Money;
use crate::order::words;

/// How often a cost comes back, in periods of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Every {
    /// Each day. A cost that occurs once is one with the same first and last day.
    Day,
    /// Monday to Sunday.
    Week,
    /// First to last day of a month.
    Month,
    /// January to December.
    Year,
}

words!(Every { Day = "day", Week = "week", Month = "month", Year = "year" });

impl Every {
    /// First and last day of the period that a day lies in.
    pub fn period(self, day: Day) -> (Day, Day) {
        match self {
            Self::Day => (day, day),
            Self::Week => (day.week_start(), day.week_start().plus_days(6)),
            Self::Month => (day.month_start(), day.month_end()),
            Self::Year => {
                let year = chrono::Datelike::year(&day.date());
                (Day::ymd(year, 1, 1).unwrap_or(day), Day::ymd(year, 12, 31).unwrap_or(day))
            }
        }
    }
}

/// A cost that comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Recurring {
    /// What one whole period costs.
    pub amount: Money,
    /// How often.
    pub every: Every,
    /// First day.
    pub from: Day,
    /// Last day; `None` while it goes on.
    pub to: Option<Day>,
}

impl Recurring {
    /// What a day costs: nothing before the first and after the last day. The days of a whole period add up to
    /// the amount exactly. Minor units that do not divide are spread over the period, so that any run of its days
    /// lies within one unit of its exact share.
    pub fn accrued(&self, day: Day) -> Money {
        let nothing = Money::zero(self.amount.currency());
        if day < self.from || self.to.is_some_and(|last| day > last) {
            return nothing;
        }
        let (first, last) = self.every.period(day);
        let days = last.days_since(first).saturating_add(1);
        let before = day.days_since(first);
        let cost = share(self.amount.minor(), before.saturating_add(1), days)
            .zip(share(self.amount.minor(), before, days))
            .and_then(|(through, until)| i64::try_from(through.checked_sub(until)?).ok());
        cost.map_or(nothing, |minor| Money::from_minor(minor, self.amount.currency()))
    }
}

/// Whole units that fall to the first `part` of `whole` days, rounded towards zero.
fn share(amount: i64, part: i64, whole: i64) -> Option<i128> {
    i128::from(amount).checked_mul(i128::from(part))?.checked_div(i128::from(whole))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::money::Currency;

    fn day(text: &str) -> Day {
        Day::from_iso(text).unwrap()
    }

    fn cost(minor: i64, every: Every, from: &str, to: Option<&str>) -> Recurring {
        Recurring { amount: Money::from_minor(minor, Currency::EUR), every, from: day(from), to: to.map(day) }
    }

    fn total(cost: &Recurring, first: Day, last: Day) -> i64 {
        (0..=last.days_since(first)).map(|n| cost.accrued(first.plus_days(n)).minor()).sum()
    }

    #[test]
    fn a_whole_month_costs_the_amount_whatever_its_length() {
        let plan = cost(3900, Every::Month, "2024-01-01", None);
        for month in ["2024-01-15", "2024-02-15", "2026-02-15", "2026-04-15"] {
            let (first, last) = Every::Month.period(day(month));
            assert_eq!(total(&plan, first, last), 3900, "{month}");
        }
    }

    #[test]
    fn a_month_that_is_cut_costs_its_days() {
        let plan = cost(3100, Every::Month, "2026-01-11", Some("2026-01-20"));
        assert_eq!(total(&plan, day("2025-12-01"), day("2026-02-28")), 1000, "ten of 31 days");
    }

    #[test]
    fn a_price_change_is_a_second_cost_from_the_next_day() {
        let old = cost(3100, Every::Month, "2026-01-01", Some("2026-01-10"));
        let new = cost(6200, Every::Month, "2026-01-11", None);
        let (first, last) = Every::Month.period(day("2026-01-01"));
        assert_eq!(total(&old, first, last) + total(&new, first, last), 1000 + 4200);
    }

    #[test]
    fn once_is_one_day() {
        let once = cost(-1500, Every::Day, "2026-03-09", Some("2026-03-09"));
        assert_eq!(total(&once, day("2026-01-01"), day("2026-12-31")), -1500);
        assert_eq!(once.accrued(day("2026-03-09")).minor(), -1500);
    }

    #[test]
    fn small_amounts_are_spread_over_the_year() {
        let domain = cost(12, Every::Year, "2020-01-01", None);
        let by_month: Vec<i64> = (1..=12)
            .map(|month| {
                let (first, last) = Every::Month.period(Day::ymd(2026, month, 1).unwrap());
                total(&domain, first, last)
            })
            .collect();
        assert_eq!(by_month.iter().sum::<i64>(), 12);
        assert!(by_month.iter().all(|&cents| cents <= 2), "{by_month:?}");
    }

    #[test]
    fn weeks_start_on_monday() {
        assert_eq!(Every::Week.period(day("2026-03-15")), (day("2026-03-09"), day("2026-03-15")));
    }

    #[test]
    fn the_ends_of_the_calendar_are_no_trouble() {
        let ends = [Day::new(chrono::NaiveDate::MIN), Day::new(chrono::NaiveDate::MAX)];
        for &every in Every::ALL {
            for end in ends {
                let cost = Recurring {
                    amount: Money::from_minor(i64::MIN, Currency::EUR),
                    every,
                    from: end,
                    to: None,
                };
                assert!(cost.accrued(end).minor() <= 0, "{every:?} {end}");
            }
        }
    }

    proptest! {
        #[test]
        fn the_days_of_any_period_add_up(amount in any::<i64>(), every in prop::sample::select(Every::ALL), offset in -40_000_i64..40_000) {
            let today = day("2026-01-01").plus_days(offset);
            let (first, last) = every.period(today);
            let cost = Recurring { amount: Money::from_minor(amount, Currency::EUR), every, from: first, to: Some(last) };
            prop_assert_eq!(total(&cost, first, last), amount);
        }

        #[test]
        fn any_run_of_days_lies_within_one_unit_of_its_share(
            amount in -1_000_000_000_i64..1_000_000_000,
            every in prop::sample::select(Every::ALL),
            start in 0_i64..366,
            length in 0_i64..366,
        ) {
            let (first, last) = every.period(day("2024-06-15"));
            let days = last.days_since(first) + 1;
            let from = first.plus_days(start % days);
            let to = from.plus_days(length).min(last);
            let cost = Recurring { amount: Money::from_minor(amount, Currency::EUR), every, from, to: Some(to) };
            let counted = total(&cost, first, last);
            let exact = i128::from(amount) * i128::from(to.days_since(from) + 1);
            prop_assert!((i128::from(counted) * i128::from(days) - exact).abs() <= i128::from(days));
        }
    }
}
