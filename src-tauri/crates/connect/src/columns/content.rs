//! What the values of a column tell about it.

use stockless_core::money::AmountFormat;

use super::time::DayOrder;

/// The sign before the decimals, where at least one value leaves no doubt and none speaks against it.
pub fn amount_format<'a>(values: impl IntoIterator<Item = &'a str>) -> Option<AmountFormat> {
    let mut found = None;
    for value in values {
        match clear_format(value) {
            Some(format) if found.is_some_and(|known| known != format) => return None,
            Some(format) => found = Some(format),
            None => {}
        }
    }
    found
}

/// `1.234,50` and `12,5` are clear, `1.234` and `12` are not.
fn clear_format(value: &str) -> Option<AmountFormat> {
    let last = value.rfind(['.', ','])?;
    let (whole, fraction) = value.split_at_checked(last)?;
    let digits = fraction.chars().filter(char::is_ascii_digit).count();
    let grouped = whole.contains(['.', ',']);
    let sign = fraction.chars().next()?;
    let repeated = whole.contains(sign);
    let whole_digits = whole.chars().filter(char::is_ascii_digit).count();
    let clear = !repeated && (grouped || digits != 3 || whole_digits > 3 || whole.trim() == "0");
    match sign {
        '.' if clear => Some(AmountFormat::Point),
        ',' if clear => Some(AmountFormat::Comma),
        '.' if repeated => Some(AmountFormat::Comma),
        ',' if repeated => Some(AmountFormat::Point),
        _ => None,
    }
}

/// The order of day and month, where at least one value leaves no doubt and none speaks against it.
pub fn day_order<'a>(values: impl IntoIterator<Item = &'a str>) -> Option<DayOrder> {
    let mut found = None;
    for value in values {
        let mut numbers = value.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
        let (Some(first), Some(second)) = (numbers.next(), numbers.next()) else { continue };
        let (Ok(first), Ok(second)) = (first.parse::<u32>(), second.parse::<u32>()) else { continue };
        let order = match (first, second) {
            (13..=31, 1..=12) => DayOrder::DayFirst,
            (1..=12, 13..=31) => DayOrder::MonthFirst,
            _ => continue,
        };
        if found.is_some_and(|known| known != order) {
            return None;
        }
        found = Some(order);
    }
    found
}
