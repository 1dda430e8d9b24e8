//! Calendar days and instants, as the ledger counts them.

use chrono::{DateTime, Datelike, Duration, NaiveDate, TimeZone, Utc};
use chrono_tz::Tz;

/// An instant in milliseconds since 1970 in UTC. The only form in which times are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

impl Instant {
    /// From milliseconds since 1970 in UTC.
    pub const fn from_ms(ms: i64) -> Self {
        Self(ms)
    }

    /// Milliseconds since 1970 in UTC.
    pub const fn ms(self) -> i64 {
        self.0
    }

    /// From a date and time with a zone.
    pub fn from_datetime<Z: TimeZone>(at: &DateTime<Z>) -> Self {
        Self(at.timestamp_millis())
    }

    /// The same instant as a date and time in UTC; the ends of the calendar for instants beyond it.
    pub fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0).unwrap_or(if self.0 < 0 {
            DateTime::<Utc>::MIN_UTC
        } else {
            DateTime::<Utc>::MAX_UTC
        })
    }

    /// The calendar day of this instant in a time zone.
    pub fn day_in(self, zone: Tz) -> Day {
        Day(self.utc().with_timezone(&zone).date_naive())
    }

    /// This instant moved by a number of milliseconds, stopping at the ends of `i64`.
    #[must_use]
    pub const fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// Milliseconds from `earlier` to this instant.
    pub const fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// ISO 8601 in UTC with milliseconds, `2026-03-09T07:12:00.000Z`.
    pub fn iso(self) -> String {
        self.utc().to_rfc3339_opts(chrono::SecondsFormat::Millis, true)
    }

    /// Reads RFC 3339, with any offset.
    pub fn from_iso(text: &str) -> Option<Self> {
        DateTime::parse_from_rfc3339(text).ok().map(|at| Self::from_datetime(&at))
    }
}

/// A calendar day without a time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NaiveDate);

impl Day {
    /// Wraps a date.
    pub const fn new(date: NaiveDate) -> Self {
        Self(date)
    }

    /// From year, month and day of month; `None` where the calendar has no such day.
    pub fn ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Self)
    }

    /// The date.
    pub const fn date(self) -> NaiveDate {
        self.0
    }

    /// The day as `YYYYMMDD`, the form in which days are stored.
    pub fn number(self) -> i32 {
        let month_day = self.0.month().saturating_mul(100).saturating_add(self.0.day());
        self.0.year().saturating_mul(10_000).saturating_add(i32::try_from(month_day).unwrap_or(0))
    }

    /// From `YYYYMMDD`.
    pub fn from_number(number: i32) -> Option<Self> {
        let rest = u32::try_from(number.checked_rem(10_000)?).ok()?;
        Self::ymd(number.checked_div(10_000)?, rest.checked_div(100)?, rest.checked_rem(100)?)
    }

    /// ISO 8601, `2026-03-09`.
    pub fn iso(self) -> String {
        self.0.format("%Y-%m-%d").to_string()
    }

    /// Reads ISO 8601, `2026-03-09`.
    pub fn from_iso(text: &str) -> Option<Self> {
        NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().map(Self)
    }

    /// The day so many days later (earlier for a negative number), stopping at the ends of the calendar.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        let end = if days < 0 { NaiveDate::MIN } else { NaiveDate::MAX };
        Self(Duration::try_days(days).and_then(|span| self.0.checked_add_signed(span)).unwrap_or(end))
    }

    /// Days from `earlier` to this day.
    pub fn days_since(self, earlier: Self) -> i64 {
        self.0.signed_duration_since(earlier.0).num_days()
    }

    /// First day of this day's month.
    #[must_use]
    pub fn month_start(self) -> Self {
        Self(self.0.with_day(1).unwrap_or(self.0))
    }

    /// Last day of this day's month.
    #[must_use]
    pub fn month_end(self) -> Self {
        self.month_start().plus_days(31).month_start().plus_days(-1)
    }

    /// The Monday on or before this day.
    #[must_use]
    pub fn week_start(self) -> Self {
        self.plus_days(i64::from(self.0.weekday().num_days_from_monday()).saturating_neg())
    }

    /// The first instant of this day in a time zone. Where a clock change skips midnight, the first instant after it.
    pub fn start_in(self, zone: Tz) -> Instant {
        let midnight = self.0.and_time(chrono::NaiveTime::MIN);
        let start = (0..=4_i64).find_map(|half_hours| {
            let shifted = midnight.checked_add_signed(Duration::minutes(half_hours.saturating_mul(30)))?;
            zone.from_local_datetime(&shifted).earliest()
        });
        start.map_or_else(|| Instant::from_datetime(&midnight.and_utc()), |at| Instant::from_datetime(&at))
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.iso())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn day_number_round_trips() {
        let day = Day::ymd(2026, 3, 9).unwrap();
        assert_eq!(day.number(), 20_260_309);
        assert_eq!(Day::from_number(20_260_309), Some(day));
        assert_eq!(Day::from_number(20_260_231), None, "February has no 31st");
    }

    #[test]
    fn months_end_where_the_calendar_says() {
        assert_eq!(Day::ymd(2024, 2, 3).unwrap().month_end(), Day::ymd(2024, 2, 29).unwrap());
        assert_eq!(Day::ymd(2026, 12, 31).unwrap().month_end(), Day::ymd(2026, 12, 31).unwrap());
    }

    #[test]
    fn a_day_starts_after_the_gap_where_midnight_is_skipped() {
        let zone: Tz = "America/Santiago".parse().unwrap();
        let start = Day::ymd(2026, 9, 6).unwrap().start_in(zone);
        assert_eq!(start.day_in(zone), Day::ymd(2026, 9, 6).unwrap());
        assert_eq!(start.plus_ms(-1).day_in(zone), Day::ymd(2026, 9, 5).unwrap());
    }
}
