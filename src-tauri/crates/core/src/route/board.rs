//! A task laid out for weighing: each offer in the base currency with what speaks against it, and sums over ways.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Obstacle;
use super::duty::{duty_of, duty_percent};
use super::lost::Lost;
use super::rule::{How, Limits, Rule};
use super::task::{Contender, Cost, Task};
use crate::id::{OfferId, SupplierId};
use crate::supplier::{Standing, SupplierTerms};

/// One offer for one line.
pub(super) struct Weighed {
    pub supplier: SupplierId,
    pub offer: OfferId,
    pub rank: i64,
    pub units: i64,
    stock: Option<i64>,
    goods: Option<i64>,
    duty: i64,
    /// Goods in minor units of the supplier's currency.
    there: Option<i64>,
    pub slow: Option<i64>,
    /// What speaks against it whatever the other lines do.
    pub lost: Vec<Lost>,
}

/// A choice for each line: the place of its offer, `None` for a line without any.
pub(super) type Picks = Vec<Option<usize>>;

/// What a choice for every line comes to.
#[derive(Debug, Clone)]
pub(super) struct Sum {
    pub cost: Option<Cost>,
    /// The parts of the cost that are known.
    known: i64,
    slow: i64,
    slow_sum: i64,
    ranks: i64,
    elsewhere: i64,
    /// Why it is not allowed, if it is not.
    pub fault: Option<Lost>,
}

/// Sending and fee in the base currency; `None` while a rate is missing.
type Sending = Option<(i64, i64)>;

pub(super) struct Board<'t, 'a> {
    task: &'t Task<'a>,
    rule: Option<&'t Rule>,
    pub lines: Vec<Vec<Weighed>>,
    terms: BTreeMap<SupplierId, &'a SupplierTerms>,
    sending: RefCell<HashMap<(SupplierId, i64), Sending>>,
}

impl<'t, 'a> Board<'t, 'a> {
    pub fn new(task: &'t Task<'a>, rule: Option<&'t Rule>) -> Self {
        let mut terms = BTreeMap::new();
        for contender in task.lines.iter().flat_map(|line| &line.offers) {
            let supplier = contender.quote.candidate.supplier;
            terms.insert(supplier.id, supplier);
        }
        let mut board = Self { task, rule, lines: Vec::new(), terms, sending: RefCell::default() };
        board.lines =
            task.lines.iter().map(|line| line.offers.iter().map(|one| board.weigh(one)).collect()).collect();
        board
    }

    fn weigh(&self, contender: &Contender<'_>) -> Weighed {
        let quote = &contender.quote;
        let (offer, supplier) = (quote.candidate.offer, quote.candidate.supplier);
        let percent = duty_percent(self.task.duty, supplier.country, self.task.to, self.task.day);
        let goods = quote.goods.and_then(|goods| self.task.to_base(goods));
        let duty = quote.goods.and_then(|goods| duty_of(goods, percent).ok());
        let mut weighed = Weighed {
            supplier: supplier.id,
            offer: offer.id,
            rank: quote.candidate.rank,
            units: quote.units,
            stock: offer.stock,
            goods,
            duty: duty.and_then(|duty| self.task.to_base(duty)).unwrap_or(0),
            there: quote.goods.and_then(|goods| self.task.convert(goods, supplier.currency)),
            slow: contender.days.map(|days| days.slow),
            lost: quote.obstacles.iter().map(|&obstacle| in_the_way(obstacle, contender)).collect(),
        };
        if let Some(rule) = self.rule {
            against_limits(&rule.limits, contender, &mut weighed);
            let is_unknown = goods.is_none() || self.sending(supplier.id, quote.units).is_none();
            if rule.how == How::Cheapest && quote.goods.is_some() && is_unknown {
                weighed.lost.push(Lost::NoRate);
            }
        }
        weighed
    }

    fn sending(&self, supplier: SupplierId, units: i64) -> Option<(i64, i64)> {
        let known = self.sending.borrow().get(&(supplier, units)).copied();
        known.unwrap_or_else(|| {
            let terms = self.terms.get(&supplier)?;
            let found = self.task.sending(terms, units);
            self.sending.borrow_mut().insert((supplier, units), found);
            found
        })
    }

    /// What a choice comes to. Lines that are `free` are those that the rule chooses for; the others are settled.
    pub fn sum(&self, picks: &[Option<usize>], free: &[bool]) -> Sum {
        let mut sum = Sum { cost: None, known: 0, slow: 0, slow_sum: 0, ranks: 0, elsewhere: 0, fault: None };
        let mut cost = Cost::default();
        let mut is_whole = true;
        let mut loads = Loads { stock: BTreeMap::new(), suppliers: BTreeMap::new() };
        for (line, pick) in picks.iter().enumerate() {
            let Some(weighed) = self.at(line, *pick) else { continue };
            is_whole &= weighed.goods.is_some();
            let (goods, duty) = (weighed.goods.unwrap_or(0), weighed.duty);
            cost = cost.plus(Cost { goods, duty, ..Cost::default() });
            loads.add(weighed, free.get(line).copied().unwrap_or(false));
            let slow = weighed.slow.unwrap_or(i64::MAX);
            sum.slow = sum.slow.max(slow);
            sum.slow_sum = sum.slow_sum.saturating_add(slow);
            sum.ranks = sum.ranks.saturating_add(weighed.rank);
            if let Some(Rule { how: How::Preferred(preferred), .. }) = self.rule
                && weighed.supplier != *preferred
            {
                sum.elsewhere = sum.elsewhere.saturating_add(1);
            }
        }
        for (supplier, load) in &loads.suppliers {
            let sending = self.sending(*supplier, load.units);
            is_whole &= sending.is_some();
            let (shipping, fee) = sending.unwrap_or((0, 0));
            cost = cost.plus(Cost { shipping, fee, ..Cost::default() });
        }
        sum.known = cost.total();
        sum.cost = is_whole.then_some(cost);
        if let Some(rule) = self.rule {
            let limits = &rule.limits;
            sum.fault = short_of_stock(limits, &loads)
                .or_else(|| self.split(limits, &loads))
                .or_else(|| self.below_minimum(limits, &loads));
        }
        sum
    }

    pub fn at(&self, line: usize, pick: Option<usize>) -> Option<&Weighed> {
        self.lines.get(line)?.get(pick?)
    }

    fn all<'b>(&'b self, picks: &'b [Option<usize>]) -> impl Iterator<Item = &'b Weighed> {
        picks.iter().enumerate().filter_map(|(line, pick)| self.at(line, *pick))
    }

    /// Suppliers that have part of the order already, or that a person chose, are no longer a question.
    fn split(&self, limits: &Limits, loads: &Loads) -> Option<Lost> {
        let most = limits.most_suppliers?;
        let count = |set: &BTreeSet<SupplierId>| i64::try_from(set.len()).unwrap_or(i64::MAX);
        let mut suppliers: BTreeSet<SupplierId> = self.task.held_by.clone();
        suppliers.extend(loads.suppliers.iter().filter(|(_, load)| load.is_settled).map(|(id, _)| *id));
        let most_here = most.max(count(&suppliers));
        suppliers.extend(loads.suppliers.keys());
        let suppliers = count(&suppliers);
        (suppliers > most_here).then_some(Lost::WouldSplit { suppliers, most })
    }

    fn below_minimum(&self, limits: &Limits, loads: &Loads) -> Option<Lost> {
        if !limits.minimum_orders {
            return None;
        }
        loads.suppliers.iter().filter(|(_, load)| load.is_free).find_map(|(&supplier, load)| {
            let minimum = self.terms.get(&supplier)?.minimum_order?.minor();
            let goods = load.goods;
            let is_met = goods.is_some_and(|goods| goods >= minimum);
            (!is_met).then_some(Lost::BelowMinimumOrder { supplier, goods, minimum })
        })
    }

    /// What is compared first, second and so on; less is better.
    pub fn key(&self, sum: &Sum) -> [i64; 4] {
        let cost = sum.cost.map_or(i64::MAX, Cost::total);
        match self.rule.map_or(How::Rank, |rule| rule.how) {
            How::Rank => [sum.ranks, cost, 0, 0],
            How::Cheapest => [sum.known, sum.ranks, 0, 0],
            How::Fastest => [sum.slow, sum.slow_sum, cost, sum.ranks],
            How::Preferred(_) => [sum.elsewhere, sum.ranks, cost, 0],
        }
    }

    /// What settles a tie: ranks, then suppliers, then offers, line by line.
    pub fn tie(&self, picks: &[Option<usize>]) -> Vec<(i64, i64, i64)> {
        let mut ranks = Vec::with_capacity(picks.len());
        let mut rest = Vec::with_capacity(picks.len());
        for weighed in self.all(picks) {
            ranks.push((weighed.rank, 0, 0));
            rest.push((0, weighed.supplier.get(), weighed.offer.get()));
        }
        ranks.extend(rest);
        ranks
    }
}

/// What a choice asks of each offer and each supplier.
struct Loads {
    /// Stock, units and whether a free line needs them.
    stock: BTreeMap<OfferId, (i64, i64, bool)>,
    suppliers: BTreeMap<SupplierId, Load>,
}

struct Load {
    units: i64,
    /// Goods in the supplier's currency; `None` when a rate is missing.
    goods: Option<i64>,
    /// True when a line that the rule chooses for goes there.
    is_free: bool,
    /// True when another line goes there.
    is_settled: bool,
}

impl Loads {
    fn add(&mut self, weighed: &Weighed, is_free: bool) {
        if let Some(stock) = weighed.stock {
            let entry = self.stock.entry(weighed.offer).or_insert((stock, 0, false));
            entry.1 = entry.1.saturating_add(weighed.units);
            entry.2 |= is_free;
        }
        let nothing = Load { units: 0, goods: Some(0), is_free: false, is_settled: false };
        let load = self.suppliers.entry(weighed.supplier).or_insert(nothing);
        load.units = load.units.saturating_add(weighed.units);
        load.goods = load.goods.zip(weighed.there).map(|(sum, more)| sum.saturating_add(more));
        load.is_free |= is_free;
        load.is_settled |= !is_free;
    }
}

/// Two lines that use one offer need its stock together.
fn short_of_stock(limits: &Limits, loads: &Loads) -> Option<Lost> {
    loads.stock.values().filter(|(_, _, is_free)| *is_free).find_map(|&(stock, needed, _)| {
        let left = stock.saturating_sub(needed);
        if left < 0 {
            return Some(Lost::OutOfStock { stock, needed });
        }
        let least = limits.stock_left?;
        (left < least).then_some(Lost::StockBelowMinimum { left, least })
    })
}

fn in_the_way(obstacle: Obstacle, contender: &Contender<'_>) -> Lost {
    let quote = &contender.quote;
    match obstacle {
        Obstacle::OutOfStock => {
            Lost::OutOfStock { stock: quote.candidate.offer.stock.unwrap_or(0), needed: quote.units }
        }
        Obstacle::ShipsNotThere => Lost::ShipsNotThere,
        Obstacle::NoPrice => Lost::NoPrice,
        Obstacle::NotApproved => Lost::NotApproved { standing: quote.candidate.supplier.standing },
    }
}

fn against_limits(limits: &Limits, contender: &Contender<'_>, weighed: &mut Weighed) {
    let supplier = contender.quote.candidate.supplier;
    if let Some(least) = limits.stock_left {
        match weighed.stock {
            None => weighed.lost.push(Lost::StockNotTold),
            Some(stock) if stock >= weighed.units => {
                let left = stock.saturating_sub(weighed.units);
                if left < least {
                    weighed.lost.push(Lost::StockBelowMinimum { left, least });
                }
            }
            // Too little for the order itself has been said already.
            Some(_) => {}
        }
    }
    let is_near = |zones: &[crate::place::Zone]| {
        supplier.country.is_some_and(|own| zones.iter().any(|zone| zone.covers(own)))
    };
    if !limits.from.is_empty() && !is_near(&limits.from) {
        weighed.lost.push(Lost::OutsideRegion { country: supplier.country });
    }
    if limits.standing == Some(Standing::Approved) && supplier.standing == Standing::OnWatch {
        weighed.lost.push(Lost::StandingTooLow { standing: supplier.standing });
    }
    if let Some(most) = limits.most_days {
        match weighed.slow {
            None => weighed.lost.push(Lost::DaysNotTold),
            Some(days) if days > most => weighed.lost.push(Lost::TooSlow { days, most }),
            Some(_) => {}
        }
    }
}
