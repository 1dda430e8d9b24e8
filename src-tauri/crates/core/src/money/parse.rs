use std::str::FromStr;

use rust_decimal::Decimal;

use super::{Currency, Money};

/// Which sign separates the decimals in a column of amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AmountFormat {
    /// `1,234.56`
    Point,
    /// `1.234,56`
    Comma,
    /// Not known: an amount that could mean two things is refused, never guessed.
    Unknown,
}

/// Why a text is no amount.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AmountParseError {
    /// No digits.
    #[error("it is not an amount")]
    NotAnAmount,
    /// One separator with three digits behind it: a thousand or a fraction.
    #[error("it could mean a thousand times more; say whether the point or the comma separates decimals")]
    Ambiguous,
    /// More places than the currency has.
    #[error("{currency} has {places} decimal places")]
    TooManyPlaces {
        /// The currency of the column.
        currency: Currency,
        /// Its number of places.
        places: u32,
    },
    /// Beyond what can be counted.
    #[error("it is too large to be counted")]
    TooLarge,
    /// A spreadsheet wrote the number with an exponent and dropped digits.
    #[error(
        "a spreadsheet has shortened it to powers of ten; export the file again without opening it there"
    )]
    Exponent,
}

/// Reads an amount as people and shops write it: currency signs, thousands marks, brackets or a minus for
/// negative, any kind of space. Refuses more places than the currency has.
pub fn parse_amount(text: &str, currency: Currency, format: AmountFormat) -> Result<Money, AmountParseError> {
    let value = parse_decimal(text, format)?;
    let places = currency.exponent();
    if value.normalize().scale() > places {
        return Err(AmountParseError::TooManyPlaces { currency, places });
    }
    Money::from_decimal(value, currency, super::Rounding::HalfEven).map_err(|_| AmountParseError::TooLarge)
}

/// Reads a decimal number as people and shops write it; see [`parse_amount`].
pub fn parse_decimal(text: &str, format: AmountFormat) -> Result<Decimal, AmountParseError> {
    let (negative, body) = sign(text.trim());
    let digits = bare_digits(body)?;
    if !digits.contains(|c: char| c.is_ascii_digit()) {
        return Err(AmountParseError::NotAnAmount);
    }
    let plain = plain_number(&digits, format)?;
    let value = Decimal::from_str(&plain).map_err(|_| AmountParseError::TooLarge)?;
    Ok(if negative { value.saturating_mul(Decimal::NEGATIVE_ONE) } else { value })
}

/// The digits and separators of a number, with `_` for every mark that can only group them. Letters and currency signs
/// may stand before or after the number, not inside it: `2 for 5` is no amount.
fn bare_digits(body: &str) -> Result<String, AmountParseError> {
    let mut digits = String::with_capacity(body.len());
    let (mut previous, mut over) = (' ', false);
    for c in body.chars() {
        match c {
            '0'..='9' if over => return Err(AmountParseError::NotAnAmount),
            // The point of an abbreviation, as in `Rs. 500`.
            '.' if previous.is_alphabetic() => {}
            '0'..='9' | '.' | ',' => digits.push(c),
            'e' | 'E' if previous.is_ascii_digit() => return Err(AmountParseError::Exponent),
            '\'' | '’' | '_' => digits.push('_'),
            c if c.is_whitespace() => digits.push('_'),
            c if c.is_alphabetic() || is_currency_sign(c) => {
                over = digits.contains(|c: char| c.is_ascii_digit());
            }
            _ => return Err(AmountParseError::NotAnAmount),
        }
        previous = c;
    }
    Ok(digits.trim_matches('_').to_owned())
}

fn sign(text: &str) -> (bool, &str) {
    if let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        return (true, inner);
    }
    let minus = |c: char| matches!(c, '-' | '−' | '–');
    if let Some(rest) = text.strip_prefix(minus) {
        return (true, rest);
    }
    if let Some(rest) = text.strip_suffix(minus) {
        return (true, rest);
    }
    let signed =
        text.trim_start_matches(|c: char| is_currency_sign(c) || c.is_whitespace() || c.is_alphabetic());
    signed
        .strip_prefix(minus)
        .map_or_else(|| (false, text.strip_prefix('+').unwrap_or(text)), |rest| (true, rest))
}

fn is_currency_sign(c: char) -> bool {
    matches!(c, '$' | '¢' | '£' | '¤' | '¥' | '₽' | '₿' | '\u{20A0}'..='\u{20CF}')
}

/// Turns digits with separators into digits with at most one point.
fn plain_number(digits: &str, format: AmountFormat) -> Result<String, AmountParseError> {
    let points = digits.matches('.').count();
    let commas = digits.matches(',').count();
    let decimal = match format {
        AmountFormat::Point => '.',
        AmountFormat::Comma => ',',
        AmountFormat::Unknown => match (points, commas) {
            (0, 0) => '.',
            (1, 0) => single(digits, '.')?,
            (0, 1) => single(digits, ',')?,
            (_, 0) => ',',
            (0, _) => '.',
            _ => digits.chars().rev().find(|c| matches!(c, '.' | ',')).unwrap_or('.'),
        },
    };
    let (whole, fraction) = digits.split_once(decimal).unwrap_or((digits, ""));
    let group = match (whole.contains('_'), decimal) {
        (true, _) => '_',
        (false, '.') => ',',
        _ => '.',
    };
    if fraction.contains([',', '.', '_']) || !well_grouped(whole, group) {
        return Err(AmountParseError::NotAnAmount);
    }
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    let whole = if whole.is_empty() { "0".to_owned() } else { whole };
    Ok(if fraction.is_empty() { whole } else { format!("{whole}.{fraction}") })
}

/// One separator and nothing known: three digits behind it could be thousands or a fraction.
fn single(digits: &str, separator: char) -> Result<char, AmountParseError> {
    let (whole, fraction) = digits.split_once(separator).unwrap_or((digits, ""));
    if fraction.len() == 3 && !whole.is_empty() && whole != "0" && whole.len() <= 3 {
        return Err(AmountParseError::Ambiguous);
    }
    Ok(separator)
}

/// Thousands marks, where there are any, stand before groups of three (or two, as in India, before the last).
fn well_grouped(whole: &str, group: char) -> bool {
    if whole.contains(|c: char| !c.is_ascii_digit() && c != group) {
        return false;
    }
    let mut parts = whole.rsplit(group);
    let Some(last) = parts.next() else { return true };
    let rest: Vec<&str> = parts.collect();
    if rest.is_empty() {
        return true;
    }
    last.len() == 3 && rest.iter().all(|part| matches!(part.len(), 1..=3))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn eur(text: &str, format: AmountFormat) -> Result<i64, AmountParseError> {
        parse_amount(text, Currency::EUR, format).map(Money::minor)
    }

    #[test]
    fn amounts_as_shops_write_them() {
        for (text, minor) in [
            ("1234.5", 123_450),
            ("$1,433.66", 143_366),
            ("116,99 €", 11_699),
            ("1.234,50", 123_450),
            ("1 234,50", 123_450),
            ("1\u{202f}234,50", 123_450),
            ("1'234.50", 123_450),
            ("(12,50)", -1_250),
            ("−4.20", -420),
            ("€-4.20", -420),
            ("4.20-", -420),
            ("EUR 7", 700),
            ("1,433,566.70", 143_356_670),
            ("12,34,567.00", 123_456_700),
            ("0.500", 50),
            (".5", 50),
            ("Rs. 500", 50_000),
            ("Fr. 12.50", 1_250),
            ("500 kr.", 50_000),
            ("- 4.20", -420),
        ] {
            assert_eq!(eur(text, AmountFormat::Unknown), Ok(minor), "{text}");
        }
    }

    #[test]
    fn what_could_mean_two_things_is_asked_not_guessed() {
        assert_eq!(eur("1.234", AmountFormat::Unknown), Err(AmountParseError::Ambiguous));
        assert_eq!(eur("1,234", AmountFormat::Unknown), Err(AmountParseError::Ambiguous));
        assert_eq!(eur("1.234", AmountFormat::Comma), Ok(123_400));
        assert_eq!(eur("1,234", AmountFormat::Point), Ok(123_400));
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        assert_eq!(eur("", AmountFormat::Unknown), Err(AmountParseError::NotAnAmount));
        assert_eq!(eur("n/a", AmountFormat::Unknown), Err(AmountParseError::NotAnAmount));
        assert_eq!(eur("1,23E+12", AmountFormat::Unknown), Err(AmountParseError::Exponent));
        assert_eq!(eur("1,2.3,4", AmountFormat::Point), Err(AmountParseError::NotAnAmount));
        for text in ["2 for 5", "12 5", "1 23", "3x4", "5 € 20", "1'2", "4.20 5", "1 234.567,5"] {
            assert_eq!(eur(text, AmountFormat::Unknown), Err(AmountParseError::NotAnAmount), "{text}");
        }
        assert!(matches!(eur("1.005", AmountFormat::Point), Err(AmountParseError::TooManyPlaces { .. })));
    }

    #[test]
    fn places_follow_the_currency() {
        let yen: Currency = "JPY".parse().unwrap();
        let dinar: Currency = "KWD".parse().unwrap();
        assert_eq!(parse_amount("1500", yen, AmountFormat::Point).unwrap().minor(), 1500);
        assert_eq!(parse_amount("1.234", dinar, AmountFormat::Point).unwrap().minor(), 1234);
    }

    proptest! {
        #[test]
        fn what_is_printed_reads_back(minor in any::<i64>(), code in prop::sample::select(vec!["EUR", "JPY", "KWD"])) {
            let money = Money::from_minor(minor, code.parse().unwrap());
            let text = money.decimal().to_string();
            prop_assert_eq!(parse_amount(&text, money.currency(), AmountFormat::Point), Ok(money));
        }

        #[test]
        fn nothing_panics(text in "\\PC*") {
            let _ = parse_amount(&text, Currency::EUR, AmountFormat::Unknown);
        }
    }
}
