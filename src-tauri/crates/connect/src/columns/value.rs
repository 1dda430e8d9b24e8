//! Small values: whole numbers, yes and no, destinations.

use stockless_core::place::Zone;

use super::country::country_from_text;

/// True for what is left when a spreadsheet shows a long number in powers of ten: `1.23E+17`, `4,00638E+12`.
pub fn spreadsheet_damage(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.trim().split_once(['E', 'e']) else { return false };
    let Some(exponent) = exponent.strip_prefix('+') else { return false };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, "0"));
    digits(exponent) && digits(whole) && digits(fraction)
}

/// A whole number. Decimals are accepted where they are zeros; the answer to anything else is reason and fix.
pub fn parse_integer(text: &str) -> Result<i64, (&'static str, String)> {
    let refused = |reason| Err((reason, "write a whole number such as 3".to_owned()));
    let text = text.trim();
    if spreadsheet_damage(text) {
        return refused("a spreadsheet has shortened it to powers of ten");
    }
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let zeros = matches!(fraction.len(), 1 | 2) && fraction.bytes().all(|byte| byte == b'0');
    if !zeros {
        return refused("it is not a whole number");
    }
    let whole = whole.strip_prefix('+').unwrap_or(whole).replace('−', "-");
    whole.parse().or_else(|_| refused("it is not a whole number"))
}

/// Yes and no in the words files use.
pub fn parse_flag(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "yes" | "y" | "true" | "1" | "x" | "ja" | "oui" | "sí" | "si" => Some(true),
        "no" | "n" | "false" | "0" | "-" | "nein" | "non" => Some(false),
        _ => None,
    }
}

/// A destination: a country by code or name, `EU`, or `*`.
pub fn parse_zone(text: &str) -> Option<Zone> {
    match text.trim().to_lowercase().as_str() {
        "" | "*" | "world" | "worldwide" | "welt" | "weltweit" => Some(Zone::World),
        "eu" | "european union" | "europäische union" => Some(Zone::Eu),
        _ => country_from_text(text).map(Zone::Country),
    }
}
