//! The ways in which suppliers write how many they have.

use super::layout::plain;
use crate::columns::{DayOrder, TimeError, parse_day, parse_integer, spreadsheet_damage};

/// Units in stock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stock {
    /// Units that are certainly there: 50 for `>50`, 1 for `<5` and for “in stock”.
    pub units: i64,
    /// False where there may be more.
    pub exact: bool,
}

impl Stock {
    const NONE: Self = Self { units: 0, exact: true };
    const SOME: Self = Self { units: 1, exact: false };
}

/// Words for stock that is there; how much is not told.
const THERE: &str = "yes|y|true|ja|oui|in stock|instock|available|on stock|auf lager|lagernd|verfügbar|sofort \
    verfügbar|lieferbar|sofort lieferbar|vorrätig|green|grün|gruen|low|low stock|limited|few|few left|last \
    items|yellow|amber|orange|gelb|wenig|wenige|knapp|geringer bestand|high|viel";
/// Words for stock that is not there now.
const GONE: &str = "no|false|nein|non|none|out of stock|outofstock|out|sold out|ausverkauft|nicht auf \
    lager|nicht lagernd|nicht verfügbar|nicht lieferbar|vergriffen|red|rot|b|backorder|back order|backordered|on \
    backorder|nachlieferung|im rückstand|discontinued|eol|ausgelaufen|auslaufartikel ausverkauft|run out of stock";
/// Words that say nothing about the stock.
const UNTOLD: &str =
    "n a|na|null|unknown|unbekannt|call|please call|on request|auf anfrage|anfrage|ask|tbd|tba";

/// Reads a stock cell; `None` where it does not tell (`-`, `n/a`, `CALL`). A day means that there is none before it,
/// and less than nothing counts as nothing. The error is reason and fix.
pub fn parse_stock(text: &str) -> Result<Option<Stock>, (&'static str, String)> {
    let text = text.trim();
    let refused = |reason| Err((reason, "write a whole number, or yes or no".to_owned()));
    if spreadsheet_damage(text) {
        return refused("a spreadsheet has shortened it to powers of ten");
    }
    if let Ok(units) = parse_integer(text) {
        return Ok(Some(Stock { units: units.max(0), exact: true }));
    }
    if let Some(stock) = open_ended(text) {
        return Ok(Some(stock));
    }
    let word = plain(text);
    let says = |words: &str| words.split('|').any(|own| plain(own) == word);
    if word.is_empty() || says(UNTOLD) {
        return Ok(None);
    }
    if says(THERE) {
        return Ok(Some(Stock::SOME));
    }
    // Whichever of day and month comes first, it is a day on which there will be some.
    let is_day = matches!(parse_day(text, DayOrder::Unknown), Ok(_) | Err(TimeError::Ambiguous));
    if says(GONE) || is_day {
        return Ok(Some(Stock::NONE));
    }
    refused("it is no stock we understand")
}

/// `>50`, `50+`, `mehr als 50`, `<5`.
fn open_ended(text: &str) -> Option<Stock> {
    const MORE: [&str; 9] = [">=", "≥", ">", "more than", "over", "mehr als", "über", "mind.", "ab"];
    const LESS: [&str; 6] = ["<=", "≤", "<", "less than", "weniger als", "unter"];
    let text = text.to_lowercase();
    let count = |rest: &str| parse_integer(rest).ok().filter(|units| *units >= 0);
    if let Some(units) = text.strip_suffix('+').and_then(count) {
        return Some(Stock { units, exact: false });
    }
    if let Some(units) = MORE.iter().find_map(|sign| text.strip_prefix(sign).and_then(count)) {
        return Some(Stock { units, exact: false });
    }
    let below = LESS.iter().find_map(|sign| text.strip_prefix(sign).and_then(count))?;
    // Nobody writes “fewer than five” for none at all, but “fewer than one” is none.
    Some(if below <= 1 && !text.starts_with("<=") { Stock::NONE } else { Stock::SOME })
}
