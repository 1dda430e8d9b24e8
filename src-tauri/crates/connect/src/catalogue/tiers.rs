//! Prices by quantity: from the price column of a row, and from pairs of numbered columns.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use stockless_core::money::Currency;
use stockless_core::place::Zone;
use stockless_core::supplier::PriceTier;

use super::layout::{Layout, plain};
use super::line::Line;
use crate::columns::parse_integer;

/// Names of numbered quantity columns, without their number.
const QUANTITIES: &str = "pricing minimum tier quantity|minimum tier quantity|tier quantity|tier qty|tier min quantity|\
    tier minimum quantity|tier from|price break quantity|price break qty|break quantity|break qty|from quantity|min qty|\
    min quantity|quantity|qty|staffelmenge|staffel menge|staffel ab|ab menge|menge";
/// Names of numbered price columns, without their number.
const COSTS: &str = "pricing cost|tier cost|tier price|price break price|price break cost|break price|price|unit price|\
    unit cost|cost|net price|staffelpreis|staffel preis|preis|ek|ek netto|nettopreis";
/// Pairs of one file; nobody means more.
const MOST_PAIRS: usize = 50;

/// The numbered columns of a file: for each number, where the quantity and where the price stands.
#[derive(Debug, Default)]
pub(super) struct Tiers {
    pairs: Vec<(usize, usize)>,
}

impl Tiers {
    pub fn find(layout: &Layout) -> Self {
        let mut halves: BTreeMap<u32, (Option<usize>, Option<usize>)> = BTreeMap::new();
        for (column, name) in layout.others() {
            let Some((words, number)) = numbered(name) else { continue };
            let says = |list: &str| list.split('|').any(|own| plain(own) == words);
            let pair = halves.entry(number).or_default();
            if says(QUANTITIES) {
                pair.0 = pair.0.or(Some(column));
            } else if says(COSTS) {
                pair.1 = pair.1.or(Some(column));
            }
        }
        let pairs = halves.into_values().filter_map(|(quantity, cost)| Some((quantity?, cost?)));
        Self { pairs: pairs.take(MOST_PAIRS).collect() }
    }

    pub fn cost_columns(&self) -> impl Iterator<Item = usize> {
        self.pairs.iter().map(|(_, cost)| *cost)
    }

    /// All prices of a row. What cannot be used is noted.
    pub fn read(&self, line: &mut Line<'_>, currency: Option<Currency>) -> Vec<PriceTier> {
        let zone = line.zone("zone").unwrap_or(Zone::World);
        let mut prices = Vec::new();
        let from = line.count("min_quantity", 1, 1_000_000);
        if let Some(unit_cost) = line.price("unit_cost", currency) {
            if unit_cost.is_zero() {
                let (reason, fix) = FREE;
                line.refuse("unit_cost", reason, fix);
            }
            prices.push(PriceTier { zone, min_quantity: from.unwrap_or(1), unit_cost });
        }
        for &(quantity, cost) in &self.pairs {
            let Some((min_quantity, unit_cost)) = pair(line, quantity, cost, currency) else { continue };
            let same = prices.iter().find(|tier| tier.min_quantity == min_quantity);
            match same.map(|tier| tier.unit_cost == unit_cost) {
                Some(true) => {}
                Some(false) => line.refuse_cell(
                    cost,
                    "the row has another price for this quantity",
                    "leave one of them out",
                ),
                None => prices.push(PriceTier { zone, min_quantity, unit_cost }),
            }
        }
        prices
    }
}

const FREE: (&str, &str) =
    ("a unit cost of nothing is no price", "fill in the price, or leave it empty if it is not known");

fn pair(
    line: &mut Line<'_>,
    quantity: usize,
    cost: usize,
    currency: Option<Currency>,
) -> Option<(i64, Decimal)> {
    let unit_cost = line.price_in(cost, currency)?;
    if unit_cost.is_zero() {
        line.refuse_cell(cost, FREE.0, FREE.1);
        return None;
    }
    match parse_integer(line.cell(quantity)) {
        Ok(from) if (1..=1_000_000).contains(&from) => Some((from, unit_cost)),
        _ => {
            line.refuse_cell(
                quantity,
                "it is no quantity from which the price holds",
                "write a whole number such as 10",
            );
            None
        }
    }
}

/// `pricing 1 cost` and `preis 2`: the words and the one number among them.
fn numbered(name: &str) -> Option<(String, u32)> {
    let mut words = Vec::new();
    let mut number = None;
    for word in name.split(' ') {
        let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = word.strip_prefix(letters).unwrap_or_default();
        if !digits.is_empty() {
            let parsed = digits.parse().ok().filter(|_| number.is_none());
            number = Some(parsed?);
        }
        if !letters.is_empty() {
            words.push(letters);
        }
    }
    number.map(|number| (words.join(" "), number))
}
