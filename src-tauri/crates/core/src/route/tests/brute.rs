//! What is chosen, beside every combination weighed in another way.

use proptest::prelude::*;

use super::*;
use crate::money::Money;

/// Supplier, unit cost in cents, stock.
type Ware = (usize, i64, Option<i64>);

#[derive(Debug, Clone)]
struct Case {
    /// Country, first unit, further ones, fee, smallest order; all in cents.
    suppliers: Vec<(usize, i64, i64, i64, Option<i64>)>,
    /// Units, and offers.
    lines: Vec<(i64, Vec<Ware>)>,
    how: usize,
    limits: (Option<i64>, Option<i64>, bool, bool),
    percent: i64,
    days: Vec<i64>,
}

const COUNTRIES: [&str; 4] = ["DE", "NL", "CN", "US"];

fn case() -> impl Strategy<Value = Case> {
    let money = || prop_oneof![Just(0_i64), 1_i64..800];
    let supplier = (0_usize..4, money(), 0_i64..200, money(), prop::option::of(1_i64..6_000));
    let offer = (0_usize..4, 1_i64..3_000, prop::option::of(0_i64..9));
    let line = (1_i64..4, prop::collection::vec(offer, 1..5));
    let limits = (prop::option::of(1_i64..4), prop::option::of(1_i64..4), any::<bool>(), any::<bool>());
    (
        prop::collection::vec(supplier, 4),
        prop::collection::vec(line, 1..5),
        0_usize..4,
        limits,
        0_i64..40,
        prop::collection::vec(1_i64..20, 4),
    )
        .prop_map(|(suppliers, lines, how, limits, percent, days)| Case {
            suppliers,
            lines,
            how,
            limits,
            percent,
            days,
        })
}

impl Case {
    fn world(&self) -> World {
        let suppliers = (0_i64..).zip(&self.suppliers).map(|(id, &(country, first, further, fee, least))| {
            SupplierTerms {
                minimum_order: least.map(|cents| Money::from_minor(cents, Currency::EUR)),
                ..supplier(id, COUNTRIES[country], first, further, fee)
            }
        });
        let mut id = 0;
        let lines = self.lines.iter().map(|(units, offers)| {
            let offers = offers.iter().map(|&(who, cost, stock)| {
                id += 1;
                offer(id, who as i64, cost, stock)
            });
            (*units, offers.collect())
        });
        let everywhere = DutyRule {
            origin: Zone::World,
            destination: Zone::World,
            percent: Decimal::from(self.percent),
            from: None,
            to: None,
        };
        let days = (0_i64..).zip(&self.days);
        World {
            suppliers: suppliers.collect(),
            lines: lines.collect(),
            duty: vec![everywhere],
            days: days.map(|(id, &slow)| (id, Days { quick: 1, slow, parcels: Some(50) })).collect(),
        }
    }

    fn rule(&self) -> Rule {
        let (most_suppliers, stock_left, minimum_orders, near) = self.limits;
        let from = if near { vec![Zone::Eu, zone("US")] } else { Vec::new() };
        let how = match self.how {
            0 => How::Rank,
            1 => How::Cheapest,
            2 => How::Fastest,
            _ => How::Preferred(SupplierId::new(2)),
        };
        rule(how, Limits { most_suppliers, stock_left, minimum_orders, from, ..Limits::default() })
    }

    /// Goods, sending, fees and duty of a combination, in cents, by hand.
    fn cost(&self, picks: &[usize]) -> i64 {
        let mut sum = 0;
        for who in 0..self.suppliers.len() {
            let (country, first, further, fee, _) = self.suppliers[who];
            let here: Vec<(i64, i64)> = self
                .lines
                .iter()
                .zip(picks)
                .filter(|((_, offers), pick)| offers[**pick].0 == who)
                .map(|((units, offers), pick)| (*units, offers[*pick].1))
                .collect();
            let units: i64 = here.iter().map(|(units, _)| units).sum();
            if units == 0 {
                continue;
            }
            sum += first + further * (units - 1) + fee;
            let percent = if country < 2 { 0 } else { self.percent };
            for (units, cost) in here {
                // Half a cent is rounded up.
                sum += units * cost + (units * cost * percent + 50) / 100;
            }
        }
        sum
    }

    fn allows(&self, picks: &[usize]) -> bool {
        let (most, left, minimum, near) = self.limits;
        let chosen: Vec<(i64, Ware)> =
            self.lines.iter().zip(picks).map(|((units, offers), pick)| (*units, offers[*pick])).collect();
        let suppliers: BTreeSet<usize> = chosen.iter().map(|(_, offer)| offer.0).collect();
        let goods = |who: usize| -> i64 {
            chosen.iter().filter(|(_, offer)| offer.0 == who).map(|(units, offer)| units * offer.1).sum()
        };
        chosen.iter().all(|(units, (who, _, stock))| {
            stock.map_or(left.is_none(), |stock| stock - units >= left.unwrap_or(0))
                && !(near && self.suppliers[*who].0 == 2)
        }) && most.is_none_or(|most| suppliers.len() as i64 <= most)
            && (!minimum
                || suppliers.iter().all(|&who| self.suppliers[who].4.is_none_or(|least| goods(who) >= least)))
    }

    fn combinations(&self) -> Vec<Vec<usize>> {
        self.lines.iter().fold(vec![Vec::new()], |done, (_, offers)| {
            let with = |picks: &Vec<usize>, next| picks.iter().copied().chain([next]).collect::<Vec<_>>();
            done.iter().flat_map(|picks| (0..offers.len()).map(move |next| with(picks, next))).collect()
        })
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_is_allowed_is_better_than_what_is_chosen(case in case()) {
        let (world, rule) = (case.world(), case.rule());
        let task = world.task();
        let choice = choose_all(&task, Some(&rule));
        prop_assert!(choice.exact);
        let allowed: Vec<Vec<usize>> =
            case.combinations().into_iter().filter(|picks| case.allows(picks)).collect();
        prop_assert_eq!(choice.fits, !allowed.is_empty());
        if allowed.is_empty() {
            return Ok(());
        }
        let chosen: Vec<usize> = choice.picks.iter().map(|pick| pick.unwrap()).collect();
        prop_assert!(case.allows(&chosen));
        let slow = |picks: &[usize]| {
            let days = case.lines.iter().zip(picks).map(|((_, offers), pick)| case.days[offers[*pick].0]);
            (days.clone().max().unwrap(), days.sum::<i64>())
        };
        let ranks = |picks: &[usize]| picks.iter().map(|pick| 1 + *pick as i64).sum::<i64>();
        let away = |picks: &[usize]| {
            case.lines.iter().zip(picks).filter(|((_, offers), pick)| offers[**pick].0 != 2).count() as i64
        };
        let worth = |picks: &[usize]| match rule.how {
            How::Rank => (ranks(picks), case.cost(picks), 0),
            How::Cheapest => (case.cost(picks), ranks(picks), 0),
            How::Fastest => (slow(picks).0, slow(picks).1, case.cost(picks)),
            How::Preferred(_) => (away(picks), ranks(picks), case.cost(picks)),
        };
        let best = allowed.iter().map(|picks| worth(picks)).min().unwrap();
        prop_assert_eq!(worth(&chosen), best);

        let told = explain(&task, Some(&rule), &choice);
        for (line, offers) in told.iter().enumerate() {
            for (offer, explained) in offers.iter().enumerate() {
                let mut other = chosen.clone();
                other[line] = offer;
                prop_assert_eq!(explained.lost.is_empty(), offer == chosen[line]);
                prop_assert!(!explained.lost.contains(&Lost::NotWeighed));
                let by = case.cost(&other) - case.cost(&chosen);
                let (this, best) = (explained.cost.unwrap(), offers[chosen[line]].cost.unwrap());
                prop_assert_eq!(this.total() - best.total(), by);
                if let [Lost::CostsMore { by: told }] = explained.lost[..] {
                    prop_assert_eq!(told, by);
                }
            }
        }
    }
}

/// Many lines with many offers each: more combinations than can be weighed.
fn crowd(lines: usize) -> World {
    let suppliers = (0..6_i64).map(|id| supplier(id, "DE", 300 + 40 * id, 30, 10 * id)).collect();
    let lines = (0..lines as i64)
        .map(|line| {
            let offers = (0..6_i64)
                .map(|who| offer(100 * line + who, who, 500 + (line * 37 + who * 91) % 400, Some(50)));
            (1 + line % 3, offers.collect())
        })
        .collect();
    World { suppliers, lines, duty: Vec::new(), days: BTreeMap::new() }
}

#[test]
fn beyond_what_can_be_weighed_the_choice_is_allowed_and_always_the_same() {
    let world = crowd(9);
    let task = world.task();
    let limits = Limits { most_suppliers: Some(2), stock_left: Some(1), ..Limits::default() };
    let cheapest = rule(How::Cheapest, limits);
    let choice = choose_all(&task, Some(&cheapest));
    assert!(choice.fits && !choice.exact);
    let suppliers: BTreeSet<usize> = choice.picks.iter().map(|pick| pick.unwrap()).collect();
    assert!(suppliers.len() <= 2, "{suppliers:?}");
    assert_eq!(choose_all(&task, Some(&cheapest)), choice);
    let told = explain(&task, Some(&cheapest), &choice);
    let total = |choice: &Choice| -> i64 {
        let picks = choice.picks.iter().zip(&told);
        picks.map(|(pick, offers)| offers[pick.unwrap()].cost.unwrap().goods).sum()
    };
    let ranked = choose_all(&task, None);
    assert!(total(&choice) < total(&ranked));
}

#[test]
fn a_thousand_lines_end_in_bounded_time() {
    let world = crowd(1_000);
    let task = world.task();
    let choice = choose_all(&task, Some(&rule(How::Cheapest, Limits::default())));
    assert!(choice.fits && !choice.exact);
}
