//! How long a supplier needs before a parcel leaves, as suppliers write it.

use super::layout::plain;
use crate::columns::parse_integer;

/// `3`, `2-3 Werktage`, `1 week`, `24 h`: the days, of two numbers the larger.
pub(super) fn lead_days(text: &str) -> Result<i64, (&'static str, String)> {
    let refused = || ("it is no number of days", "write a whole number such as 3".to_owned());
    let days = match parse_integer(text) {
        Ok(days) => days,
        Err(_) if has_decimals(text) || text.starts_with('-') => return Err(refused()),
        Err(_) => spelled_days(text).ok_or_else(refused)?,
    };
    if (0..=730).contains(&days) { Ok(days) } else { Err(("it is not between 0 and 730 days", refused().1)) }
}

fn has_decimals(text: &str) -> bool {
    text.as_bytes().windows(3).any(
        |three| matches!(three, [whole, b'.' | b',', part] if whole.is_ascii_digit() && part.is_ascii_digit()),
    )
}

fn spelled_days(text: &str) -> Option<i64> {
    let mut spaced = String::new();
    for c in plain(text).chars() {
        let boundary = spaced.chars().last().is_some_and(|last| last.is_ascii_digit() != c.is_ascii_digit());
        if boundary {
            spaced.push(' ');
        }
        spaced.push(c);
    }
    let (numbers, words): (Vec<&str>, Vec<&str>) =
        spaced.split_whitespace().partition(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    let largest = numbers.iter().map(|number| number.parse::<i64>().ok()).collect::<Option<Vec<_>>>()?;
    let largest = match largest.as_slice() {
        [] if matches!(words.as_slice(), ["sofort" | "immediately" | "immediate"]) => return Some(0),
        [one] => *one,
        [first, second] if first <= second => *second,
        _ => return None,
    };
    let unit = words
        .iter()
        .copied()
        .filter(|word| !matches!(*word, "bis" | "to" | "ca" | "about" | "business" | "working"));
    match unit.collect::<Vec<_>>().as_slice() {
        []
        | [
            "d" | "day" | "days" | "tag" | "tage" | "tagen" | "werktag" | "werktage" | "werktagen"
            | "arbeitstage",
        ] => Some(largest),
        ["week" | "weeks" | "woche" | "wochen"] => largest.checked_mul(7),
        ["h" | "hours" | "std" | "stunden"] => largest.checked_add(23)?.checked_div(24),
        _ => None,
    }
}
