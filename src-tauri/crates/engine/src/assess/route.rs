//! Ways to serve the lines of an order, and what they cost.

use std::collections::BTreeMap;

use stockless_core::day::Instant;
use stockless_core::id::{OfferId, SupplierId};
use stockless_core::ledger::share;
use stockless_core::money::Money;
use stockless_core::order::Address;
use stockless_core::place::Country;
use stockless_core::route::{Candidate, Obstacle, quote, sending_cost};
use stockless_store::orders::LineRow;
use stockless_store::purchases::HeldParts;

use super::{Age, Assessed};
use crate::books::{Bought, Estimate};
use crate::context::{Context, Way};
use crate::error::ApiError;

/// One way to serve a line, with its price.
#[derive(Debug, Clone)]
pub struct RoutedQuote {
    /// The way.
    pub way: Way,
    /// Units of the offer.
    pub units: i64,
    /// Goods, in the offer's currency.
    pub goods: Option<Money>,
    /// Days to the door.
    pub days: Option<(i64, i64)>,
    /// What speaks against it.
    pub obstacles: Vec<Obstacle>,
}

/// A line, or a part of a bundle, with units that no purchase holds.
#[derive(Debug, Clone)]
pub struct OpenLine {
    /// The line.
    pub line: LineRow,
    /// Which part of it; empty for the whole line.
    pub part: String,
    /// Units that no purchase holds.
    pub units: i64,
    /// Ways to serve it; the chosen one first.
    pub quotes: Vec<RoutedQuote>,
    /// True when a person chose the first of them for this order.
    pub is_fixed: bool,
}

impl OpenLine {
    /// The way it would go now.
    pub fn chosen(&self) -> Option<&RoutedQuote> {
        self.quotes.first()
    }

    /// What it is called: the line's title, with the part where it is one.
    pub fn name(&self) -> String {
        if self.part.is_empty() {
            return self.line.title.clone();
        }
        format!("{}: {}", self.line.title, self.part)
    }
}

/// The parts a line is made of: those it was forwarded in, else those of the ways to serve it now. One nameless part is
/// the whole line.
pub fn parts_of(
    context: &Context<'_>,
    line: &LineRow,
    to: Option<Country>,
    is_held: bool,
) -> Result<Vec<String>, ApiError> {
    let mut parts: Vec<String> = Vec::new();
    if is_held {
        parts = context.read().parts_of(line.id)?;
    } else {
        for way in context.ways(line.product, to)? {
            if !parts.contains(&way.part) {
                parts.push(way.part);
            }
        }
        parts.sort();
    }
    if parts.is_empty() {
        parts.push(String::new());
    }
    Ok(parts)
}

/// Lines that have to be forwarded, with their ways.
pub fn open_lines(
    context: &Context<'_>,
    lines: &[LineRow],
    to: &Address,
    bought: &[Bought],
    age: Age,
) -> Result<Vec<OpenLine>, ApiError> {
    let mut open = Vec::new();
    for line in lines.iter().filter(|line| line.ships) {
        let held =
            if bought.is_empty() { HeldParts::default() } else { context.read().held_parts(line.id)? };
        for part in parts_of(context, line, to.country, !held.is_empty())? {
            let units = line.quantity.saturating_sub(held.units(&part));
            if units <= 0 {
                continue;
            }
            let chosen = if age == Age::Known { context.read().route_of(line.id, &part)? } else { None };
            let quotes = quotes_for(context, line, &part, units, to.country, chosen)?;
            open.push(OpenLine { line: line.clone(), part, units, quotes, is_fixed: chosen.is_some() });
        }
    }
    Ok(open)
}

/// Quotes of every way that is mapped for a part of a line, and of a chosen offer, which comes first.
pub fn quotes_for(
    context: &Context<'_>,
    line: &LineRow,
    part: &str,
    units: i64,
    to: Option<Country>,
    chosen: Option<(OfferId, i64)>,
) -> Result<Vec<RoutedQuote>, ApiError> {
    let mut ways = context.ways(line.product, to)?;
    ways.retain(|way| way.part == part);
    if let Some((offer, factor)) = chosen {
        ways.retain(|way| way.offer.id != offer);
        ways.insert(0, Way { part: part.to_owned(), ..context.way(0, factor, offer)? });
    }
    Ok(ways.into_iter().map(|way| priced(way, units, to)).collect())
}

/// Prices a way.
pub fn priced(way: Way, units: i64, to: Option<Country>) -> RoutedQuote {
    let candidate =
        Candidate { rank: way.rank, factor: way.factor, offer: &way.offer, supplier: &way.supplier };
    let quoted = quote(candidate, units, to);
    let (units, goods, days, obstacles) = (quoted.units, quoted.goods, quoted.days, quoted.obstacles);
    RoutedQuote { way, units, goods, days, obstacles }
}

/// Open lines by the supplier they would go to.
pub fn by_supplier(open: &[OpenLine]) -> BTreeMap<SupplierId, Vec<(&OpenLine, &RoutedQuote)>> {
    let mut groups: BTreeMap<SupplierId, Vec<(&OpenLine, &RoutedQuote)>> = BTreeMap::new();
    for line in open {
        if let Some(quote) = line.chosen() {
            groups.entry(quote.way.supplier.id).or_default().push((line, quote));
        }
    }
    groups
}

/// What the open lines would cost, each with its share of sending and fee. Lines that go to one supplier travel in
/// one parcel.
pub fn estimates(
    context: &Context<'_>,
    open: &[OpenLine],
    to: Option<Country>,
) -> Result<Vec<Estimate>, ApiError> {
    let mut estimates = Vec::new();
    for (supplier, lines) in by_supplier(open) {
        let terms = context.supplier(supplier)?;
        let units = lines.iter().map(|(_, quote)| quote.units).sum();
        let (shipping, fee) = sending_cost(&terms, to, units)?;
        let priced: Vec<(&OpenLine, Money)> =
            lines.iter().filter_map(|(line, quote)| Some((*line, quote.goods?))).collect();
        let weights: Vec<i64> = priced.iter().map(|(_, goods)| goods.minor()).collect();
        if priced.is_empty() {
            continue;
        }
        let shipping = share(shipping, &weights)?;
        let fee = share(fee, &weights)?;
        for ((open, goods), (shipping, fee)) in priced.into_iter().zip(shipping.into_iter().zip(fee)) {
            let (part, line) = (open.part.clone(), open.line.id);
            estimates.push(Estimate { line, part, supplier, goods, shipping, fee });
        }
    }
    Ok(estimates)
}

/// What the open lines cost in the base currency; `None` when a rate is missing or nothing is open.
pub fn to_pay(
    context: &Context<'_>,
    estimates: &[Estimate],
    placed: Instant,
) -> Result<Option<i64>, ApiError> {
    if estimates.is_empty() {
        return Ok(None);
    }
    let day = placed.day_in(context.zone);
    let mut sum = 0_i64;
    for estimate in estimates {
        for amount in [estimate.goods, estimate.shipping, estimate.fee] {
            match context.to_base(amount, day)? {
                Some((base, _)) => sum = sum.saturating_add(base.minor()),
                None => return Ok(None),
            }
        }
    }
    Ok(Some(sum))
}

/// Suppliers that serve or would serve the order, in the order of its lines.
pub fn suppliers(assessed: &Assessed) -> Vec<SupplierId> {
    let mut suppliers = Vec::new();
    let bought = assessed.bought.iter().filter(|b| b.row.state.holds_lines()).map(|b| b.row.supplier);
    let open = assessed.open.iter().filter_map(|line| line.chosen().map(|quote| quote.way.supplier.id));
    for supplier in bought.chain(open) {
        if !suppliers.contains(&supplier) {
            suppliers.push(supplier);
        }
    }
    suppliers
}
