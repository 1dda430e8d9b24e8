//! Days and moments as files write them.

use chrono::{Duration, FixedOffset, NaiveDateTime, NaiveTime, TimeZone};
use chrono_tz::Tz;
use stockless_core::day::{Day, Instant};

use super::months::month;

/// Which of day and month comes first in `03/04/2026`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayOrder {
    /// `03/04/2026` is 3 April.
    DayFirst,
    /// `03/04/2026` is 4 March.
    MonthFirst,
    /// Not known: what could mean two days is refused.
    #[default]
    Unknown,
}

/// Why a text is no day or no moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TimeError {
    /// No form that is understood, or a day that the calendar does not have.
    #[error("it is not a date")]
    NotATime,
    /// Day and month could change places.
    #[error("day and month could change places")]
    Ambiguous,
    /// A zone name that is not understood.
    #[error("its time zone is not understood")]
    UnknownZone,
    /// A year before 1970 or after 2200.
    #[error("its year is not plausible")]
    BeyondCalendar,
}

/// Reads a day: ISO, numbers with `/`, `.` or `-`, two-digit years (70 to 99 are of the last century), and month
/// names in English, German, French and Spanish. A time of day behind it does not matter. `3.4.2026` with points
/// is day first, as everywhere where points are used.
pub fn parse_day(text: &str, order: DayOrder) -> Result<Day, TimeError> {
    let (date, _) = split_time(text);
    day_of(date, order)
}

/// Reads a moment: a day as [`parse_day`] does, a time, AM or PM, and an offset or a usual zone name. Without a
/// time it is the beginning of the day; without an offset it is in `zone`.
pub fn parse_instant(text: &str, order: DayOrder, zone: Tz) -> Result<Instant, TimeError> {
    let text = text.trim();
    if let Some(instant) = Instant::from_iso(text) {
        return plausible(instant.day_in(Tz::UTC)).map(|_| instant);
    }
    let (date, time) = split_time(text);
    let day = day_of(date, order)?;
    let Some(time) = time else { return Ok(day.start_in(zone)) };
    let (clock, rest) = split_clock(time);
    let (half, rest) = split_half(rest);
    let local = day.date().and_time(time_of(clock, half)?);
    match offset(rest)? {
        Some(offset) => {
            let at = offset.from_local_datetime(&local).single().ok_or(TimeError::NotATime)?;
            Ok(Instant::from_datetime(&at))
        }
        None => Ok(in_zone(local, zone)),
    }
}

/// A local time in its zone: the earlier one where the clock shows it twice, an hour later where it skips it.
fn in_zone(local: NaiveDateTime, zone: Tz) -> Instant {
    let later = local.checked_add_signed(Duration::hours(1)).unwrap_or(local);
    let found =
        zone.from_local_datetime(&local).earliest().or_else(|| zone.from_local_datetime(&later).earliest());
    found.map_or_else(|| Instant::from_datetime(&local.and_utc()), |at| Instant::from_datetime(&at))
}

/// Cuts a text before the hour: the digits in front of the first colon.
fn split_time(text: &str) -> (&str, Option<&str>) {
    let text = text.trim();
    let Some((before, _)) = text.split_once(':') else { return (text, None) };
    let date = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let time = text.strip_prefix(date).unwrap_or_default();
    let date = date.trim_end_matches(|c: char| c.is_whitespace() || c == ',');
    let date = match date.strip_suffix(['T', 't']) {
        Some(cut) if cut.ends_with(|c: char| c.is_ascii_digit()) => cut,
        _ => date,
    };
    (date, Some(time))
}

fn split_clock(time: &str) -> (&str, &str) {
    let rest = time.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | '.'));
    (time.strip_suffix(rest).unwrap_or(time), rest.trim())
}

#[derive(Clone, Copy, PartialEq)]
enum Half {
    Am,
    Pm,
    None,
}

fn split_half(rest: &str) -> (Half, &str) {
    let lower = rest.to_ascii_lowercase();
    let cut = |count: usize| rest.get(count..).unwrap_or_default().trim();
    match lower.as_str() {
        text if text.starts_with("a.m.") => (Half::Am, cut(4)),
        text if text.starts_with("p.m.") => (Half::Pm, cut(4)),
        text if text.starts_with("am") => (Half::Am, cut(2)),
        text if text.starts_with("pm") => (Half::Pm, cut(2)),
        text if text.starts_with("uhr") => (Half::None, cut(3)),
        _ => (Half::None, rest),
    }
}

fn time_of(clock: &str, half: Half) -> Result<NaiveTime, TimeError> {
    let clock = clock.split_once('.').map_or(clock, |(whole, _)| whole);
    let parts: Vec<u32> =
        clock.split(':').map(str::parse).collect::<Result<_, _>>().map_err(|_| TimeError::NotATime)?;
    let (hour, minute, second) = match parts.as_slice() {
        [hour, minute] => (*hour, *minute, 0),
        [hour, minute, second] => (*hour, *minute, (*second).min(59)),
        _ => return Err(TimeError::NotATime),
    };
    let hour = match (half, hour) {
        (Half::None, hour) => hour,
        (Half::Am, 12) => 0,
        (Half::Pm, 12) => 12,
        (Half::Am, hour @ 0..=11) => hour,
        (Half::Pm, hour @ 0..=11) => hour.saturating_add(12),
        _ => return Err(TimeError::NotATime),
    };
    NaiveTime::from_hms_opt(hour, minute, second).ok_or(TimeError::NotATime)
}

/// Hours east of Greenwich for the zone names that shops write.
const ZONES: [(&str, i32); 18] = [
    ("z", 0),
    ("utc", 0),
    ("gmt", 0),
    ("wet", 0),
    ("bst", 1),
    ("cet", 1),
    ("mez", 1),
    ("cest", 2),
    ("mesz", 2),
    ("eet", 2),
    ("est", -5),
    ("edt", -4),
    ("cst", -6),
    ("cdt", -5),
    ("mst", -7),
    ("mdt", -6),
    ("pst", -8),
    ("pdt", -7),
];

fn offset(text: &str) -> Result<Option<FixedOffset>, TimeError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let seconds = match ZONES.iter().find(|(name, _)| text.eq_ignore_ascii_case(name)) {
        Some((_, hours)) => hours.saturating_mul(3600),
        None => numeric_offset(text).ok_or(TimeError::UnknownZone)?,
    };
    FixedOffset::east_opt(seconds).map(Some).ok_or(TimeError::UnknownZone)
}

/// `+02:00`, `+0200`, `+02`, also behind `UTC` or `GMT`.
fn numeric_offset(text: &str) -> Option<i32> {
    let lower = text.to_ascii_lowercase();
    let text = lower.strip_prefix("utc").or_else(|| lower.strip_prefix("gmt")).unwrap_or(&lower);
    let (sign, digits) = match text.strip_prefix('+') {
        Some(digits) => (1, digits),
        None => (-1, text.strip_prefix(['-', '−'])?),
    };
    let digits = digits.replace(':', "");
    let (hours, minutes) = match digits.len() {
        1 | 2 => (digits.as_str(), "0"),
        4 => digits.split_at_checked(2)?,
        _ => return None,
    };
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    if hours > 14 || minutes > 59 {
        return None;
    }
    Some(sign * (hours * 3600 + minutes * 60))
}

fn day_of(date: &str, order: DayOrder) -> Result<Day, TimeError> {
    let date = date.trim();
    if date.len() == 8 && date.bytes().all(|byte| byte.is_ascii_digit()) {
        let day = date.parse().ok().and_then(Day::from_number).ok_or(TimeError::NotATime)?;
        return plausible(day);
    }
    let parts: Vec<&str> =
        date.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty() && *part != "de").collect();
    let [first, second, third] = parts.as_slice() else { return Err(TimeError::NotATime) };
    let (year, month, day) = match (month(first), month(second)) {
        (Some(month), _) => (year(third)?, month, number(second)?),
        (None, Some(month)) if first.len() == 4 => (year(first)?, month, number(third)?),
        (None, Some(month)) => (year(third)?, month, number(first)?),
        (None, None) if first.len() == 4 => (year(first)?, number(second)?, number(third)?),
        (None, None) => {
            let order = if date.contains('.') { DayOrder::DayFirst } else { order };
            let (month, day) = ordered(number(first)?, number(second)?, order)?;
            (year(third)?, month, day)
        }
    };
    plausible(Day::ymd(year, month, day).ok_or(TimeError::NotATime)?)
}

/// Month and day of two numbers in an order.
fn ordered(first: u32, second: u32, order: DayOrder) -> Result<(u32, u32), TimeError> {
    match order {
        DayOrder::DayFirst => Ok((second, first)),
        DayOrder::MonthFirst => Ok((first, second)),
        DayOrder::Unknown if first > 12 => Ok((second, first)),
        DayOrder::Unknown if second > 12 || first == second => Ok((first, second)),
        DayOrder::Unknown => Err(TimeError::Ambiguous),
    }
}

fn number(text: &str) -> Result<u32, TimeError> {
    if text.len() > 2 {
        return Err(TimeError::NotATime);
    }
    text.parse().map_err(|_| TimeError::NotATime)
}

fn year(text: &str) -> Result<i32, TimeError> {
    let year: i32 = text.parse().map_err(|_| TimeError::NotATime)?;
    match (text.len(), year) {
        (4, year) => Ok(year),
        (2, 0..=69) => Ok(year.saturating_add(2000)),
        (2, 70..=99) => Ok(year.saturating_add(1900)),
        _ => Err(TimeError::NotATime),
    }
}

fn plausible(day: Day) -> Result<Day, TimeError> {
    if (19_700_101..=22_001_231).contains(&day.number()) { Ok(day) } else { Err(TimeError::BeyondCalendar) }
}
