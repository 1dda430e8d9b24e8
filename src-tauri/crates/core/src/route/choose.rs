//! Choosing the offers of all lines of an order together, and saying why the others lost.

use super::board::{Board, Picks};
use super::lost::Lost;
use super::rule::{How, Rule};
use super::task::{Cost, Task};

/// Combinations that are weighed one by one. Above it, single lines are exchanged while that helps.
pub const MOST_COMBINATIONS: usize = 10_000;
/// Lines that are added up while searching without weighing every combination; bounds the time of one order.
const MOST_STEPS: usize = 200_000;

/// Where each line goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The place of the chosen offer among each line's offers; `None` for a line without any.
    pub picks: Vec<Option<usize>>,
    /// False when the rule allows nothing for a line: that line, or the whole order, stays as the ranking has it, and a
    /// person has to decide.
    pub fits: bool,
    /// True when every combination was weighed.
    pub exact: bool,
}

/// An offer beside the one that was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// What it adds to the cost of the order: its goods and their duty, what its parcel costs more, and the supplier's
    /// fee where no other line goes there. `None` while a rate or a price is missing.
    pub cost: Option<Cost>,
    /// Why it lost, most basic reason first. Empty for the chosen one of an order that fits its rule.
    pub lost: Vec<Lost>,
}

/// Chooses. Without a rule every line goes to the first of the ranking, whatever speaks against it, so that a person
/// decides before goods come from somewhere else. With a rule it is the best combination that the rule allows: exact
/// up to [`MOST_COMBINATIONS`], beyond that the best that is reached by exchanging single lines from several starts
/// (every line's first, and as much as possible from each supplier). Ties go to the better ranks, then to the supplier
/// and the offer that were there first.
pub fn choose_all(task: &Task<'_>, rule: Option<&Rule>) -> Choice {
    let ranked: Picks = task.lines.iter().map(first_of_ranking).collect();
    let Some(rule) = rule else { return Choice { picks: ranked, fits: true, exact: true } };
    let board = Board::new(task, Some(rule));
    let (open, is_stuck) = open_lines(task, &board);
    let Some(found) = Search { board: &board, open: &open, settled: &ranked }.best() else {
        return Choice { picks: ranked, fits: false, exact: true };
    };
    Choice { picks: found.0, fits: !is_stuck, exact: found.1 }
}

fn first_of_ranking(line: &super::task::Line<'_>) -> Option<usize> {
    if line.is_fixed {
        return (!line.offers.is_empty()).then_some(0);
    }
    let ranks = line.offers.iter().enumerate();
    ranks.min_by_key(|(at, one)| (one.quote.candidate.rank, *at)).map(|(at, _)| at)
}

/// A line that the rule chooses for, with the offers it allows.
struct Open {
    line: usize,
    allowed: Vec<usize>,
}

/// Lines with an offer that the rule allows; true when another line has none.
fn open_lines(task: &Task<'_>, board: &Board<'_, '_>) -> (Vec<Open>, bool) {
    let mut open = Vec::new();
    let mut is_stuck = false;
    for (line, (facts, offers)) in task.lines.iter().zip(&board.lines).enumerate() {
        if facts.is_fixed || offers.is_empty() {
            continue;
        }
        let allowed: Vec<usize> =
            offers.iter().enumerate().filter(|(_, one)| one.lost.is_empty()).map(|(at, _)| at).collect();
        if allowed.is_empty() {
            is_stuck = true;
        } else {
            open.push(Open { line, allowed });
        }
    }
    (open, is_stuck)
}

/// Which lines the rule chooses for.
fn free(open: &[Open], lines: usize) -> Vec<bool> {
    let mut free = vec![false; lines];
    for open in open {
        if let Some(slot) = free.get_mut(open.line) {
            *slot = true;
        }
    }
    free
}

struct Search<'s, 't, 'a> {
    board: &'s Board<'t, 'a>,
    open: &'s [Open],
    /// What lines that are not open have.
    settled: &'s Picks,
}

/// A way that is allowed, with what it is compared by.
struct Found {
    picks: Picks,
    key: [i64; 4],
}

impl Search<'_, '_, '_> {
    fn best(&self) -> Option<(Picks, bool)> {
        let count = self.open.iter().try_fold(1_usize, |product, line| {
            product.checked_mul(line.allowed.len()).filter(|product| *product <= MOST_COMBINATIONS)
        });
        let found = if count.is_some() { self.every() } else { self.by_exchange() };
        found.map(|found| (found.picks, count.is_some()))
    }

    fn free(&self) -> Vec<bool> {
        free(self.open, self.settled.len())
    }

    /// Weighs a choice and keeps it when it is allowed and better than the best so far.
    fn consider(&self, picks: &Picks, free: &[bool], best: &mut Option<Found>) -> bool {
        let sum = self.board.sum(picks, free);
        if sum.fault.is_some() {
            return false;
        }
        let key = self.board.key(&sum);
        let is_better = best.as_ref().is_none_or(|best| {
            key < best.key || (key == best.key && self.board.tie(picks) < self.board.tie(&best.picks))
        });
        if is_better {
            *best = Some(Found { picks: picks.clone(), key });
        }
        is_better
    }

    fn every(&self) -> Option<Found> {
        let free = self.free();
        let mut best = None;
        let mut at = vec![0_usize; self.open.len()];
        loop {
            let mut picks = self.settled.clone();
            for (open, at) in self.open.iter().zip(&at) {
                set(&mut picks, open.line, open.allowed.get(*at).copied());
            }
            self.consider(&picks, &free, &mut best);
            if !next(&mut at, self.open) {
                return best;
            }
        }
    }

    fn by_exchange(&self) -> Option<Found> {
        let free = self.free();
        let lines = self.settled.len().max(1);
        let mut steps = MOST_STEPS.checked_div(lines).unwrap_or(0);
        let mut best: Option<Found> = None;
        for start in self.starts() {
            if steps == 0 {
                break;
            }
            steps = steps.saturating_sub(1);
            let mut here = None;
            self.consider(&start, &free, &mut here);
            let mut picks = start;
            let mut has_moved = true;
            while has_moved && steps > 0 {
                has_moved = false;
                for open in self.open {
                    for &offer in &open.allowed {
                        if steps == 0 {
                            break;
                        }
                        steps = steps.saturating_sub(1);
                        let before = picks.get(open.line).copied().flatten();
                        set(&mut picks, open.line, Some(offer));
                        if self.consider(&picks, &free, &mut here) {
                            has_moved = true;
                        } else {
                            set(&mut picks, open.line, before);
                        }
                    }
                }
            }
            if let Some(here) = here {
                self.consider(&here.picks, &free, &mut best);
            }
        }
        best
    }

    /// Every line's first, then as much as possible from each supplier.
    fn starts(&self) -> Vec<Picks> {
        let alone = |open: &Open, wanted: Option<crate::id::SupplierId>| {
            let of = |at: &usize| self.board.at(open.line, Some(*at));
            let rank = |at: &&usize| of(at).map(|one| (Some(one.supplier) != wanted, one.rank, **at));
            open.allowed.iter().min_by_key(rank).copied()
        };
        let offers = self.open.iter().flat_map(|open| open.allowed.iter().map(move |at| (open.line, *at)));
        let suppliers: std::collections::BTreeSet<_> =
            offers.filter_map(|(line, at)| self.board.at(line, Some(at))).map(|one| one.supplier).collect();
        let wanted = std::iter::once(None).chain(suppliers.into_iter().map(Some));
        wanted
            .map(|wanted| {
                let mut picks = self.settled.clone();
                for open in self.open {
                    set(&mut picks, open.line, alone(open, wanted));
                }
                picks
            })
            .collect()
    }
}

fn set(picks: &mut Picks, line: usize, pick: Option<usize>) {
    if let Some(slot) = picks.get_mut(line) {
        *slot = pick;
    }
}

/// Counts on like an odometer; false after the last combination.
fn next(at: &mut [usize], open: &[Open]) -> bool {
    for (digit, open) in at.iter_mut().zip(open).rev() {
        *digit = digit.saturating_add(1);
        if *digit < open.allowed.len() {
            return true;
        }
        *digit = 0;
    }
    false
}

/// What a choice costs in all; `None` while a price or a rate is missing.
pub fn cost_of(task: &Task<'_>, picks: &[Option<usize>]) -> Option<Cost> {
    Board::new(task, None).sum(picks, &[]).cost
}

/// Days until the last parcel of a choice is there, quick and slow; `None` while those of a line are not known.
pub fn days_of(task: &Task<'_>, picks: &[Option<usize>]) -> Option<(i64, i64)> {
    let mut worst = None;
    for (line, pick) in task.lines.iter().zip(picks) {
        let Some(pick) = pick else { continue };
        let days = line.offers.get(*pick)?.days?;
        let (quick, slow) = worst.unwrap_or((days.quick, days.slow));
        worst = Some((days.quick.max(quick), days.slow.max(slow)));
    }
    worst
}

/// What every offer adds to the cost of the order, and why it lost. One list for each line, in the order of its offers.
pub fn explain(task: &Task<'_>, rule: Option<&Rule>, choice: &Choice) -> Vec<Vec<Explained>> {
    let board = Board::new(task, rule);
    let (open, _) = open_lines(task, &board);
    let free = free(&open, task.lines.len());
    let teller = Teller { task, rule, choice, board: &board, free: &free };
    (0..task.lines.len()).map(|line| teller.line(line)).collect()
}

struct Teller<'s, 't, 'a> {
    task: &'s Task<'a>,
    rule: Option<&'s Rule>,
    choice: &'s Choice,
    board: &'s Board<'t, 'a>,
    free: &'s [bool],
}

impl Teller<'_, '_, '_> {
    fn line(&self, line: usize) -> Vec<Explained> {
        let mut rest = self.choice.picks.clone();
        set(&mut rest, line, None);
        let without = self.board.sum(&rest, self.free).cost;
        let offers = self.board.lines.get(line).map_or(0, Vec::len);
        (0..offers)
            .map(|offer| {
                let mut picks = rest.clone();
                set(&mut picks, line, Some(offer));
                let sum = self.board.sum(&picks, self.free);
                let cost = sum.cost.zip(without).map(|(with, without)| with.minus(without));
                Explained { cost, lost: self.lost(line, offer, &picks) }
            })
            .collect()
    }

    fn lost(&self, line: usize, offer: usize, picks: &Picks) -> Vec<Lost> {
        let Some(one) = self.board.at(line, Some(offer)) else { return Vec::new() };
        let chosen = self.choice.picks.get(line).copied().flatten();
        let is_chosen = chosen == Some(offer);
        let is_fixed = self.task.lines.get(line).is_some_and(|line| line.is_fixed);
        if is_chosen && (is_fixed || self.rule.is_none()) {
            // What speaks against it all the same is told by the checks of the order.
            return Vec::new();
        }
        let mut lost = one.lost.clone();
        if is_fixed {
            lost.push(Lost::ChosenByYou);
            return lost;
        }
        if !lost.is_empty() || (is_chosen && self.choice.fits) {
            return lost;
        }
        let sum = self.board.sum(picks, self.free);
        match sum.fault.clone() {
            Some(fault) => lost.push(fault),
            None if is_chosen => {}
            None => lost.push(self.compared(line, one, &sum)),
        }
        lost
    }

    /// Why an offer that is allowed is not the best.
    fn compared(&self, line: usize, one: &super::board::Weighed, sum: &super::board::Sum) -> Lost {
        let pick = self.choice.picks.get(line).copied().flatten();
        let Some(chosen) = self.board.at(line, pick) else { return Lost::NotWeighed };
        let best = self.board.sum(&self.choice.picks, self.free);
        if self.board.key(sum) < self.board.key(&best) && self.rule.is_some() {
            return Lost::NotWeighed;
        }
        let dearer = sum.cost.zip(best.cost).map(|(this, best)| this.total().saturating_sub(best.total()));
        let costs_more = dearer.filter(|by| *by > 0).map(|by| Lost::CostsMore { by });
        let ranked =
            (one.rank > chosen.rank).then_some(Lost::RankedLower { rank: one.rank, chosen: chosen.rank });
        let first = match self.rule.map(|rule| rule.how) {
            None | Some(How::Rank) => ranked.clone(),
            Some(How::Cheapest) => costs_more.clone(),
            Some(How::Fastest) => match (one.slow, chosen.slow) {
                (Some(slow), Some(best)) if slow > best => {
                    Some(Lost::Slower { by: slow.saturating_sub(best) })
                }
                (None, Some(_)) => Some(Lost::DaysNotTold),
                _ => costs_more.clone(),
            },
            Some(How::Preferred(preferred)) => {
                let turns_away = chosen.supplier == preferred && one.supplier != preferred;
                turns_away.then_some(Lost::NotPreferred)
            }
        };
        first.or(ranked).or(costs_more).unwrap_or(Lost::Tied)
    }
}
