//! The currency of an amount by its sign.

use stockless_core::money::Currency;

use crate::columns::Cells;

/// The currency of a row's amounts; what the sign leaves open is decided by the connection's own currency.
pub(super) fn of_row(cells: &Cells<'_>, known: Option<Currency>) -> Option<Currency> {
    ["price", "total", "shipping"].iter().find_map(|field| of_text(cells.peek(field), known))
}

/// The currency of one amount: by sign, by code, or the connection's where it bears neither.
fn of_text(text: &str, known: Option<Currency>) -> Option<Currency> {
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let letters: String = text.chars().filter(char::is_ascii_alphabetic).collect();
    if text.contains('€') {
        return Some(Currency::EUR);
    }
    if text.contains('£') {
        return Some(Currency::GBP);
    }
    if text.contains('$') {
        return match letters.to_ascii_uppercase().as_str() {
            "US" | "USD" => Some(Currency::USD),
            "AU" | "A" | "AUD" => "AUD".parse().ok(),
            "C" | "CA" | "CAD" => "CAD".parse().ok(),
            // A plain dollar is that of the shop; a shop that sells in no dollar cannot have sold for it.
            _ => known.filter(|currency| currency.symbol().contains('$')),
        };
    }
    if text.contains("zł") {
        return "PLN".parse().ok();
    }
    if letters.is_empty() { known } else { letters.parse().ok().or(known) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_tell_the_currency_and_a_plain_dollar_asks_the_shop() {
        let cad: Currency = "CAD".parse().unwrap();
        for (text, known, code) in [
            ("116,99 €", None, Some("EUR")),
            ("£12.00", Some(Currency::USD), Some("GBP")),
            ("AU $12.00", None, Some("AUD")),
            ("$12.00", Some(Currency::USD), Some("USD")),
            ("$12.00", Some(cad), Some("CAD")),
            ("$12.00", Some(Currency::EUR), None),
            ("$12.00", None, None),
            ("CHF 12.00", None, Some("CHF")),
            ("12.00", Some(Currency::GBP), Some("GBP")),
            ("--", Some(Currency::GBP), None),
        ] {
            assert_eq!(
                of_text(text, known).map(|currency| currency.code().to_owned()).as_deref(),
                code,
                "{text}"
            );
        }
    }
}
