//! What rules would have done with the orders of the last weeks. Reads only.
//!
//! Both sides are priced by the price list, the stock and the standing of today: what they were on the day is not kept.
//! Units that an order took itself are counted as there.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rust_decimal::Decimal;
use stockless_core::day::Instant;
use stockless_core::id::{OfferId, OrderId, OrderLineId};
use stockless_core::order::Address;
use stockless_core::route::{Rule, cost_of, days_of};
use stockless_core::supplier::Offer;
use stockless_store::orders::{LineRow, OrderRow};

use super::desk::{Routed, route, task};
use super::{DoorDays, read_rules};
use crate::assess::{Age, OpenLine, RoutedQuote, called_off, parts_of, priced};
use crate::context::Context;
use crate::engine::Engine;
use crate::error::ApiError;
use crate::events::Event;
use crate::shapes::routing::{Replay, ReplayFigures, ReplayRequest, ReplayRow, ReplayRule};
use crate::shapes::shared::Amount;

/// Orders read in one transaction, between two looks at whether to stop.
const CHUNK: i64 = 250;

/// Where a replay stands.
struct Run<'e> {
    engine: &'e Engine,
    rules: Vec<Rule>,
    days: Rc<DoorDays>,
    since: i64,
    limit: usize,
    stop: Arc<AtomicBool>,
    job: Option<String>,
    /// Counted for the first page only.
    counts: Option<Counts>,
    rows: Vec<ReplayRow>,
    /// Key of the last row taken.
    last: (i64, i64),
    has_more: bool,
    stopped: bool,
}

#[derive(Default)]
struct Counts {
    orders: i64,
    changed: i64,
    undecided: i64,
    compared: i64,
    cost: i64,
    days: i64,
    with_days: i64,
    by_rule: BTreeMap<Option<String>, i64>,
}

/// Replays.
pub fn replay(engine: &Engine, request: ReplayRequest) -> Result<Replay, ApiError> {
    let span = request.days.unwrap_or(90);
    if !(1..=365).contains(&span) {
        return Err(ApiError::invalid("A replay goes 1 to 365 days back."));
    }
    let key = request.key.as_deref().map(read_key).transpose()?;
    let (rules, from, since) = engine.with_context(|context| {
        let from = context.today().plus_days(-span);
        Ok((read_rules(&request.rules, context.base())?, from, from.start_in(context.zone).ms()))
    })?;
    let mut run = Run {
        engine,
        rules,
        days: Rc::new(engine.days_now()?),
        since,
        limit: usize::try_from(crate::api::page_size(request.limit)).unwrap_or(100),
        stop: engine.begin_job(request.job.as_deref()),
        job: request.job,
        counts: key.is_none().then(Counts::default),
        rows: Vec::new(),
        last: (i64::MAX, i64::MAX),
        has_more: false,
        stopped: false,
    };
    let ended = run.walk(key.unwrap_or((i64::MAX, i64::MAX)));
    engine.end_job(run.job.as_deref());
    ended?;
    run.answer(from.iso())
}

fn read_key(text: &str) -> Result<(i64, i64), ApiError> {
    let parts = text.split_once('.').and_then(|(at, id)| Some((at.parse().ok()?, id.parse().ok()?)));
    parts.ok_or_else(|| ApiError::invalid(format!("The key “{text}” is not of this list.")))
}

impl Run<'_> {
    fn walk(&mut self, mut before: (i64, i64)) -> Result<(), ApiError> {
        let since = self.since;
        let total = self.engine.read(|read| Ok(read.count_placed_since(since)?))?;
        let mut done = 0;
        self.progress(done, total);
        loop {
            if self.stop.load(Ordering::Relaxed) {
                self.stopped = true;
                return Ok(());
            }
            let engine = self.engine;
            let (chunk, outcomes) = engine.with_context(|present| {
                let read = present.read();
                let chunk = read.orders_placed_since(since, before, CHUNK)?;
                let draft = Context::load(read, present.now)?;
                present.try_days(&self.days);
                draft.try_days(&self.days);
                draft.try_rules(self.rules.clone())?;
                let mut outcomes = Vec::new();
                for (_, id) in &chunk {
                    outcomes.push(one(present, &draft, *id)?);
                }
                Ok((chunk, outcomes))
            })?;
            let Some(last) = chunk.last().map(|(at, id)| (*at, id.get())) else { return Ok(()) };
            before = last;
            for ((at, id), outcome) in chunk.iter().zip(outcomes) {
                if outcome.is_some_and(|outcome| self.take((*at, id.get()), outcome)) {
                    return Ok(());
                }
            }
            done += i64::try_from(chunk.len()).unwrap_or(0);
            self.progress(done, total);
        }
    }

    /// Takes one order in; true when nothing further is needed.
    fn take(&mut self, key: (i64, i64), outcome: Outcome) -> bool {
        if let Some(counts) = &mut self.counts {
            counts.add(&outcome);
        }
        let Some(row) = outcome.row else { return false };
        if self.rows.len() < self.limit {
            self.rows.push(row);
            self.last = key;
            return false;
        }
        self.has_more = true;
        self.counts.is_none()
    }

    fn progress(&self, done: i64, total: i64) {
        if let Some(job) = &self.job {
            let phase = "checking".to_owned();
            self.engine.emit(&Event::Progress { job: job.clone(), done, total: Some(total), phase });
        }
    }

    fn answer(self, from: String) -> Result<Replay, ApiError> {
        let base = self.engine.with_context(|context| Ok(context.base()))?;
        let figures = self.counts.map(|counts| counts.figures(base));
        let next = self.has_more.then(|| format!("{}.{}", self.last.0, self.last.1));
        Ok(Replay { from, figures, rows: self.rows, next, stopped: self.stopped })
    }
}

impl Counts {
    fn add(&mut self, outcome: &Outcome) {
        self.orders += 1;
        self.changed += i64::from(outcome.changed);
        self.undecided += i64::from(!outcome.fits);
        *self.by_rule.entry(outcome.rule.clone()).or_default() += 1;
        if !outcome.changed {
            return;
        }
        if let Some((before, after)) = outcome.cost {
            self.compared += 1;
            self.cost = self.cost.saturating_add(after.saturating_sub(before));
        }
        if let Some((before, after)) = outcome.days {
            self.with_days += 1;
            self.days = self.days.saturating_add(after.saturating_sub(before));
        }
    }

    fn figures(self, base: stockless_core::money::Currency) -> ReplayFigures {
        let average = Decimal::from(self.days).checked_div(Decimal::from(self.with_days));
        let one_place = |value: Decimal| {
            value.round_dp_with_strategy(1, rust_decimal::RoundingStrategy::MidpointAwayFromZero).to_string()
        };
        ReplayFigures {
            orders: self.orders,
            changed: self.changed,
            undecided: self.undecided,
            compared: self.compared,
            cost_difference: Amount::minor(self.cost, base),
            days_difference: average.map(one_place),
            by_rule: self.by_rule.into_iter().map(|(rule, orders)| ReplayRule { rule, orders }).collect(),
        }
    }
}

/// What became of one order.
struct Outcome {
    rule: Option<String>,
    fits: bool,
    changed: bool,
    /// In the base currency, before and after.
    cost: Option<(i64, i64)>,
    /// Slow days, before and after.
    days: Option<(i64, i64)>,
    row: Option<ReplayRow>,
}

/// What was bought of a line, or of a part of it: the offer, its units for one ordered unit, and its units.
type Held = (OfferId, i64, i64);
/// By line and part.
type HeldLines = BTreeMap<(OrderLineId, String), Held>;

/// Looks at one order; `None` when there was nothing to route.
fn one(present: &Context<'_>, draft: &Context<'_>, id: OrderId) -> Result<Option<Outcome>, ApiError> {
    let read = present.read();
    let order = read.order(id)?;
    let lines: Vec<LineRow> =
        read.lines_of(id)?.into_iter().filter(|line| line.ships && line.quantity > 0).collect();
    let held = held(present, id)?;
    if lines.is_empty() || (held.is_empty() && called_off(&order, &read.work_of(id)?)) {
        return Ok(None);
    }
    let to = read.corrected_address(id)?.unwrap_or_else(|| order.ship_to.clone());
    let mut open = Vec::new();
    for line in &lines {
        open_line(present, line, &to, &held, &mut open)?;
    }
    let mut now = open.clone();
    route(present, &order, &to, &[], Age::Known, &mut now)?;
    let mut then = open;
    let routed = route(draft, &order, &to, &[], Age::Known, &mut then)?;
    let mut before = Vec::new();
    for line in &now {
        before.push(before_of(present, line, &to, &held)?);
    }
    if before.iter().all(Option::is_none) {
        return Ok(None);
    }
    // What is mapped no longer stays where it was.
    let after: Vec<Option<RoutedQuote>> =
        then.iter().zip(&before).map(|(line, before)| line.chosen().or(before.as_ref()).cloned()).collect();
    Ok(Some(outcome(present, &order, &to, routed, !held.is_empty(), (before, after))?))
}

fn held(context: &Context<'_>, id: OrderId) -> Result<HeldLines, ApiError> {
    let read = context.read();
    let mut held = HeldLines::new();
    for purchase in read.purchases_of(id)?.iter().filter(|purchase| purchase.state.holds_lines()) {
        for row in read.purchase_lines(purchase.id)? {
            let line = row.line;
            let factor = line.units.checked_div(line.quantity).unwrap_or(1).max(1);
            // Of a line that was split, the larger part stands for it.
            let of = (line.order_line, line.part);
            let is_larger = held.get(&of).is_none_or(|(_, _, units)| line.units > *units);
            if is_larger {
                held.insert(of, (line.offer, factor, line.units));
            }
        }
    }
    Ok(held)
}

/// A line, part by part, as though nothing of it had been forwarded.
fn open_line(
    context: &Context<'_>,
    line: &LineRow,
    to: &Address,
    held: &HeldLines,
    open: &mut Vec<OpenLine>,
) -> Result<(), ApiError> {
    let is_held = held.keys().any(|(of, _)| *of == line.id);
    for part in parts_of(context, line, to.country, is_held)? {
        let chosen = context.read().route_of(line.id, &part)?;
        let units = line.quantity;
        let mut quotes = crate::assess::quotes_for(context, line, &part, units, to.country, chosen)?;
        if let Some((offer, _, taken)) = held.get(&(line.id, part.clone())) {
            for quote in quotes.iter_mut().filter(|quote| quote.way.offer.id == *offer) {
                let stock = quote.way.offer.stock.map(|stock| stock.saturating_add(*taken));
                quote.way.offer = Rc::new(Offer { stock, ..(*quote.way.offer).clone() });
                *quote = priced(quote.way.clone(), units, to.country);
            }
        }
        open.push(OpenLine { line: line.clone(), part, units, quotes, is_fixed: chosen.is_some() });
    }
    Ok(())
}

/// Where a line went, or would go now.
fn before_of(
    context: &Context<'_>,
    line: &OpenLine,
    to: &Address,
    held: &HeldLines,
) -> Result<Option<RoutedQuote>, ApiError> {
    let Some((offer, factor, _)) = held.get(&(line.line.id, line.part.clone())) else {
        return Ok(line.chosen().cloned());
    };
    if let Some(quote) = line.quotes.iter().find(|quote| quote.way.offer.id == *offer) {
        return Ok(Some(quote.clone()));
    }
    Ok(Some(priced(context.way(0, *factor, *offer)?, line.units, to.country)))
}

type Sides = (Vec<Option<RoutedQuote>>, Vec<Option<RoutedQuote>>);

fn outcome(
    context: &Context<'_>,
    order: &OrderRow,
    to: &Address,
    routed: Routed,
    forwarded: bool,
    (before, after): Sides,
) -> Result<Outcome, ApiError> {
    let offer = |quote: &Option<RoutedQuote>| quote.as_ref().map(|quote| quote.way.offer.id);
    let changed = before.iter().zip(&after).any(|(before, after)| offer(before) != offer(after));
    let (old, new) = (sums(context, order, to, &before)?, sums(context, order, to, &after)?);
    let rule = routed.rule.map(|rule| rule.name);
    let mut outcome = Outcome {
        rule,
        fits: routed.fits,
        changed,
        cost: old.0.zip(new.0),
        days: old.1.zip(new.1),
        row: None,
    };
    if changed || !outcome.fits {
        let amount = |minor: i64| Amount::minor(minor, context.base());
        outcome.row = Some(ReplayRow {
            order_id: order.id.get(),
            number: order.number.clone(),
            placed_at: Instant::iso(order.placed),
            country: to.country.map(|country| country.to_string()).unwrap_or_default(),
            rule: outcome.rule.clone(),
            fits: outcome.fits,
            forwarded,
            before: names(&before),
            after: names(&after),
            cost_before: old.0.map(amount),
            cost_after: new.0.map(amount),
            days_before: old.1,
            days_after: new.1,
        });
    }
    Ok(outcome)
}

fn names(quotes: &[Option<RoutedQuote>]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for quote in quotes.iter().flatten() {
        if !names.contains(&quote.way.supplier.name) {
            names.push(quote.way.supplier.name.clone());
        }
    }
    names
}

/// Cost and slow days of a choice.
fn sums(
    context: &Context<'_>,
    order: &OrderRow,
    to: &Address,
    quotes: &[Option<RoutedQuote>],
) -> Result<(Option<i64>, Option<i64>), ApiError> {
    let routing = context.routing()?;
    let day = order.placed.day_in(context.zone);
    let lines = quotes.iter().map(|quote| (quote.as_slice(), true));
    let task = task(context, &routing.duty, day, to.country, Default::default(), lines)?;
    let picks: Vec<Option<usize>> = quotes.iter().map(|quote| quote.as_ref().map(|_| 0)).collect();
    let cost = cost_of(&task, &picks).map(stockless_core::route::Cost::total);
    Ok((cost, days_of(&task, &picks).map(|(_, slow)| slow)))
}
