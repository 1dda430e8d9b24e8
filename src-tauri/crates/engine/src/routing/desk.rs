//! The choice for one order, and what is said about it.

use std::collections::{BTreeMap, BTreeSet};

use stockless_core::day::{Day, Instant};
use stockless_core::id::SupplierId;
use stockless_core::money::{Currency, Money};
use stockless_core::order::Address;
use stockless_core::place::Country;
use stockless_core::route::{
    Candidate, Choice, Contender, Days, DutyRule, Explained, Facts, Line, Quote, Rule, Task, choose_all,
    explain, first_match,
};
use stockless_store::Write;
use stockless_store::orders::OrderRow;

use crate::assess::{Age, Assessed, OpenLine, RoutedQuote};
use crate::books::Bought;
use crate::context::Context;
use crate::error::ApiError;

/// Which rule decided the open lines of an order, and how that went.
#[derive(Debug, Clone)]
pub struct Routed {
    /// The rule; `None` when the ranking decides.
    pub rule: Option<Rule>,
    /// False when the rule allows no offer for a line.
    pub fits: bool,
    /// True when every combination was weighed.
    pub exact: bool,
}

impl Default for Routed {
    fn default() -> Self {
        Self { rule: None, fits: true, exact: true }
    }
}

/// Chooses the offers of the open lines by the rules that are on, and puts the chosen one of each line first.
pub fn route(
    context: &Context<'_>,
    order: &OrderRow,
    to: &Address,
    bought: &[Bought],
    age: Age,
    open: &mut [OpenLine],
) -> Result<Routed, ApiError> {
    let routing = context.routing()?;
    if open.is_empty() || routing.rules.is_empty() {
        return Ok(Routed::default());
    }
    let Some(rule) = deciding(context, &routing.rules, order, to, age, open)? else {
        return Ok(Routed::default());
    };
    let day = order.placed.day_in(context.zone);
    let task = task(context, &routing.duty, day, to.country, held_by(bought), lines_of(open))?;
    let choice = choose_all(&task, Some(rule));
    drop(task);
    for (line, pick) in open.iter_mut().zip(&choice.picks) {
        if let Some(upto) = pick.and_then(|pick| line.quotes.get_mut(..=pick)) {
            upto.rotate_right(1);
        }
    }
    Ok(Routed { rule: Some(rule.clone()), fits: choice.fits, exact: choice.exact })
}

/// The first rule whose conditions the order meets.
fn deciding<'r>(
    context: &Context<'_>,
    rules: &'r [Rule],
    order: &OrderRow,
    to: &Address,
    age: Age,
    open: &[OpenLine],
) -> Result<Option<&'r Rule>, ApiError> {
    let asks_tags = age == Age::Known && rules.iter().any(|rule| !rule.when.tags.is_empty());
    let own = if asks_tags { context.read().tags_of(order.id)? } else { Vec::new() };
    let total = Money::from_minor(order.total_minor, order.currency);
    let value = context.to_base(total, order.placed.day_in(context.zone))?.map(|(money, _)| money.minor());
    let facts = Facts {
        to: to.country,
        shop: Some(order.shop),
        value,
        tags: own.iter().chain(&order.shop_tags).map(String::as_str).collect(),
        goods: open.iter().map(|line| (line.line.sku.as_str(), line.line.title.as_str())).collect(),
    };
    Ok(first_match(rules, &facts))
}

/// Suppliers that hold part of an order.
fn held_by(bought: &[Bought]) -> BTreeSet<SupplierId> {
    let holds = bought.iter().filter(|bought| bought.row.state.holds_lines());
    holds.map(|bought| bought.row.supplier).collect()
}

fn lines_of(open: &[OpenLine]) -> impl Iterator<Item = (&[RoutedQuote], bool)> {
    open.iter().map(|line| (line.quotes.as_slice(), line.is_fixed))
}

/// Lays lines out for the arithmetic: the quotes of each, and whether a person chose the first of them.
pub fn task<'a>(
    context: &Context<'_>,
    duty: &'a [DutyRule],
    day: Day,
    to: Option<Country>,
    held_by: BTreeSet<SupplierId>,
    lines: impl Iterator<Item = (&'a [RoutedQuote], bool)>,
) -> Result<Task<'a>, ApiError> {
    let measured = context.door_days()?;
    let mut rates = BTreeMap::new();
    let mut laid_out = Vec::new();
    for (quotes, is_fixed) in lines {
        let mut offers = Vec::with_capacity(quotes.len());
        for routed in quotes {
            let (offer, supplier) = (&*routed.way.offer, &*routed.way.supplier);
            for currency in [offer.currency, supplier.currency] {
                add_rate(context, day, currency, &mut rates)?;
            }
            let known = to.and_then(|to| measured.get(&(supplier.id, to)).copied());
            let candidate = Candidate { rank: routed.way.rank, factor: routed.way.factor, offer, supplier };
            let quote = Quote {
                candidate,
                units: routed.units,
                goods: routed.goods,
                days: routed.days,
                obstacles: routed.obstacles.clone(),
            };
            offers.push(Contender { days: Days::of(known, quote.days), quote });
        }
        laid_out.push(Line { offers, is_fixed });
    }
    Ok(Task { to, day, base: context.base(), rates, duty, held_by, lines: laid_out })
}

fn add_rate(
    context: &Context<'_>,
    day: Day,
    currency: Currency,
    rates: &mut BTreeMap<Currency, rust_decimal::Decimal>,
) -> Result<(), ApiError> {
    if currency != context.base()
        && !rates.contains_key(&currency)
        && let Ok(found) = context.rates()?.rate_on(currency, context.base(), day)
    {
        rates.insert(currency, found.value);
    }
    Ok(())
}

/// What each offer of the open lines adds to the cost of the order and why it lost, with the task it is said about.
pub fn told<'a>(
    context: &Context<'_>,
    duty: &'a [DutyRule],
    a: &'a Assessed,
) -> Result<(Task<'a>, Vec<Vec<Explained>>), ApiError> {
    let day = a.order.placed.day_in(context.zone);
    let task = task(context, duty, day, a.ship_to.country, held_by(&a.bought), lines_of(&a.open))?;
    // The chosen one of each line was put first.
    let picks = a.open.iter().map(|line| (!line.quotes.is_empty()).then_some(0)).collect();
    let choice = Choice { picks, fits: a.routed.fits, exact: a.routed.exact };
    let told = explain(&task, a.routed.rule.as_ref(), &choice);
    Ok((task, told))
}

/// Writes into the order's timeline which rule decided, when it is forwarded.
pub fn record(write: &Write<'_>, a: &Assessed, now: Instant) -> Result<(), ApiError> {
    let Some(rule) = &a.routed.rule else { return Ok(()) };
    let mut suppliers = Vec::new();
    for quote in a.open.iter().filter_map(OpenLine::chosen) {
        if !suppliers.contains(&quote.way.supplier.name) {
            suppliers.push(quote.way.supplier.name.clone());
        }
    }
    let facts = [
        ("rule", rule.name.clone()),
        ("supplier", suppliers.join(", ")),
        ("fits", a.routed.fits.to_string()),
    ];
    write.add_event(a.order.id, now, "routed", "stockless", &facts)?;
    Ok(())
}
