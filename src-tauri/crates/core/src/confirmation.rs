//! What a supplier is expected to do after a purchase was sent: say yes in time, and be paid in time. Also what to do when
//! that does not happen.
//!
//! Nothing here says that a purchase failed. A date that passes raises a purchase; what is true is for a person to find out.

use chrono::{Datelike, Weekday};
use chrono_tz::Tz;

use crate::day::Instant;
use crate::order::words;

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;

/// The longest time a supplier may be given to confirm, working hours: ninety working days.
pub const LONGEST_CONFIRM_HOURS: i64 = 90 * 24;
/// The longest time to pay, days.
pub const LONGEST_PAY_DAYS: i64 = 365;

/// How a supplier's purchases are paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum PaidBy {
    /// By a card or a balance that the supplier takes it from: there is nothing to watch.
    #[default]
    Card,
    /// Each purchase by itself.
    PerOrder,
    /// By an invoice for several purchases.
    Invoice,
}

words!(PaidBy { Card = "card", PerOrder = "per_order", Invoice = "invoice" });

/// How a supplier's yes came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ConfirmedBy {
    /// The merchant said so.
    Hand,
    /// A mail.
    Reply,
    /// A returned file.
    File,
}

words!(ConfirmedBy { Hand = "hand", Reply = "reply", File = "file" });

/// What a supplier agreed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Expectation {
    /// It confirms within so many working hours; `None` when it does not confirm.
    pub confirm_hours: Option<i64>,
    /// How it is paid.
    pub paid_by: PaidBy,
    /// Within how many days; `None` when that is not watched.
    pub pay_days: Option<i64>,
    /// True when it drops what is not paid in time.
    pub lapses: bool,
}

/// The dates that follow from an expectation for one purchase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Dates {
    /// A confirmation is expected until then.
    pub chase: Option<Instant>,
    /// It is to be paid until then.
    pub pay_due: Option<Instant>,
    /// True when the supplier drops it after that.
    pub lapses: bool,
}

impl Expectation {
    /// The dates of a purchase that the supplier has since `placed`. Working days are those of `zone`.
    pub fn dates(&self, placed: Instant, zone: Tz) -> Dates {
        let watched = self.paid_by != PaidBy::Card;
        let pay_due = self
            .pay_days
            .filter(|_| watched)
            .map(|days| placed.plus_ms(days.clamp(0, LONGEST_PAY_DAYS).saturating_mul(DAY_MS)));
        Dates {
            chase: self.confirm_hours.map(|hours| working_hours_later(placed, hours, zone)),
            pay_due,
            lapses: self.lapses && pay_due.is_some(),
        }
    }
}

/// So many hours later, of which Saturdays and Sundays count none. A working day has 24 hours: what was sent on a Friday
/// at three with a day to answer is due on Monday at three. Holidays are not known.
pub fn working_hours_later(from: Instant, hours: i64, zone: Tz) -> Instant {
    let mut left = hours.clamp(0, LONGEST_CONFIRM_HOURS).saturating_mul(HOUR_MS);
    let mut at = from;
    // Two days of rest in seven, and one that the start may lie in: this ends long before.
    for _ in 0..LONGEST_CONFIRM_HOURS {
        let day = at.day_in(zone);
        let next = day.plus_days(1).start_in(zone);
        let rest = matches!(day.date().weekday(), Weekday::Sat | Weekday::Sun);
        let span = if rest { 0 } else { next.since(at) };
        if !rest && left <= span {
            return at.plus_ms(left);
        }
        left = left.saturating_sub(span);
        at = next;
    }
    at
}

/// What a purchase that the supplier has may need of the merchant, most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Need {
    /// The mail came back.
    Returned,
    /// It was to be paid by now, and the supplier may have dropped it.
    Lapsed,
    /// A mail about it waits to be read.
    Read,
    /// It is to be paid soon, or since a while.
    Pay,
    /// No confirmation came in time.
    Chase,
}

words!(Need { Returned = "returned", Lapsed = "lapsed", Read = "read", Pay = "pay", Chase = "chase" });

/// What is known about a purchase that the supplier has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Following {
    /// A confirmation is expected until then; `None` when none is, or it came.
    pub chase: Option<Instant>,
    /// The mail came back, and nobody has said what that means.
    pub returned: Option<Instant>,
    /// A mail about it waits to be read since.
    pub unread: Option<Instant>,
    /// It is to be paid until then; `None` when that is not watched, or it is paid.
    pub pay_due: Option<Instant>,
    /// When the time to pay began, for how early it is raised.
    pub pay_from: Option<Instant>,
    /// True when the supplier drops it after that.
    pub lapses: bool,
    /// Not before, for what was raised when this was said.
    pub remind: Option<Instant>,
    /// When that was said.
    pub reminded: Option<Instant>,
}

impl Following {
    /// When what it may need is raised, in the order of [`Need`].
    fn raised(&self) -> impl Iterator<Item = (Need, Instant)> {
        let lapsed = self.pay_due.filter(|_| self.lapses);
        let all = [
            (Need::Returned, self.returned),
            (Need::Lapsed, lapsed),
            (Need::Read, self.unread),
            (Need::Pay, self.pay_notice()),
            (Need::Chase, self.chase),
        ];
        let (remind, reminded) = (self.remind, self.reminded);
        all.into_iter().filter_map(move |(need, at)| {
            let at = at?;
            let put_off = reminded.is_some_and(|said| at <= said);
            Some((need, if put_off { remind.map_or(at, |later| later.max(at)) } else { at }))
        })
    }

    /// A day before it is to be paid; half the time where that is shorter.
    fn pay_notice(&self) -> Option<Instant> {
        let due = self.pay_due?;
        let whole = self.pay_from.map_or(DAY_MS, |from| due.since(from).max(0));
        Some(due.plus_ms(DAY_MS.min(whole.checked_div(2).unwrap_or(0)).saturating_neg()))
    }

    /// What it needs now, most urgent first. A lapse stands for the payment that it is about.
    pub fn needs(&self, now: Instant) -> Vec<Need> {
        let mut needs: Vec<Need> = self.raised().filter(|(_, at)| *at <= now).map(|(need, _)| need).collect();
        if needs.contains(&Need::Lapsed) {
            needs.retain(|need| *need != Need::Pay);
        }
        needs
    }

    /// When it needs the merchant first, in the past where it does now; `None` when time alone will not bring that.
    pub fn raise(&self) -> Option<Instant> {
        self.raised().map(|(_, at)| at).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(iso: &str) -> Instant {
        Instant::from_iso(iso).unwrap()
    }

    fn berlin() -> Tz {
        "Europe/Berlin".parse().unwrap()
    }

    #[test]
    fn weekends_do_not_count_in_the_merchants_zone() {
        let later = |from: &str, hours| working_hours_later(at(from), hours, berlin()).iso();
        assert_eq!(later("2026-03-09T09:00:00Z", 24), "2026-03-10T09:00:00.000Z");
        assert_eq!(later("2026-03-13T14:00:00Z", 24), "2026-03-16T14:00:00.000Z", "Friday to Monday");
        assert_eq!(later("2026-03-13T14:00:00Z", 4), "2026-03-13T18:00:00.000Z");
        assert_eq!(
            later("2026-03-14T10:00:00Z", 2),
            "2026-03-16T01:00:00.000Z",
            "Monday begins at 23:00 UTC"
        );
        assert_eq!(
            later("2026-03-27T11:00:00Z", 48),
            "2026-03-31T10:00:00.000Z",
            "over the change of clocks"
        );
        assert!(at(&later("2026-03-09T09:00:00Z", i64::MAX)) < at("2026-08-01T00:00:00Z"));
    }

    #[test]
    fn nothing_is_watched_where_a_card_pays() {
        let expectation =
            Expectation { pay_days: Some(3), lapses: true, paid_by: PaidBy::Card, confirm_hours: None };
        assert_eq!(expectation.dates(at("2026-03-09T09:00:00Z"), berlin()), Dates::default());
        let per_order = Expectation { paid_by: PaidBy::PerOrder, ..expectation };
        let dates = per_order.dates(at("2026-03-09T09:00:00Z"), berlin());
        assert_eq!((dates.pay_due, dates.lapses), (Some(at("2026-03-12T09:00:00Z")), true));
    }

    fn unpaid() -> Following {
        Following {
            chase: Some(at("2026-03-10T09:00:00Z")),
            pay_due: Some(at("2026-03-12T09:00:00Z")),
            pay_from: Some(at("2026-03-09T09:00:00Z")),
            lapses: true,
            ..Following::default()
        }
    }

    #[test]
    fn dates_raise_one_after_the_other_and_a_lapse_takes_the_place_of_its_payment() {
        let one = unpaid();
        assert_eq!(one.raise(), Some(at("2026-03-10T09:00:00Z")));
        assert!(one.needs(at("2026-03-10T08:59:59Z")).is_empty());
        assert_eq!(one.needs(at("2026-03-10T09:00:00Z")), [Need::Chase]);
        assert_eq!(one.needs(at("2026-03-11T09:00:00Z")), [Need::Pay, Need::Chase], "a day before");
        assert_eq!(one.needs(at("2026-03-12T09:00:00Z")), [Need::Lapsed, Need::Chase]);
        let kept = Following { lapses: false, ..one };
        assert_eq!(kept.needs(at("2026-03-20T09:00:00Z")), [Need::Pay, Need::Chase]);
    }

    #[test]
    fn a_reminder_puts_off_what_was_raised_and_nothing_that_comes_after() {
        let one = Following {
            remind: Some(at("2026-03-20T09:00:00Z")),
            reminded: Some(at("2026-03-10T10:00:00Z")),
            ..unpaid()
        };
        assert!(one.needs(at("2026-03-11T08:00:00Z")).is_empty());
        assert_eq!(one.needs(at("2026-03-12T09:00:00Z")), [Need::Lapsed], "the reminder was not about this");
        assert_eq!(one.raise(), Some(at("2026-03-11T09:00:00Z")));
        assert_eq!(one.needs(at("2026-03-20T09:00:00Z")), [Need::Lapsed, Need::Chase]);
    }

    #[test]
    fn a_short_time_to_pay_is_raised_halfway() {
        let one = Following {
            pay_due: Some(at("2026-03-10T09:00:00Z")),
            pay_from: Some(at("2026-03-09T09:00:00Z")),
            ..Following::default()
        };
        assert_eq!(one.raise(), Some(at("2026-03-09T21:00:00Z")));
    }
}
