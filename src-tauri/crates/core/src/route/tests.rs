use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::*;
use crate::day::Day;
use crate::id::{OfferId, ShopId, SupplierId};
use crate::money::Currency;
use crate::place::{Country, Zone};
use crate::supplier::{PriceTier, ShippingRate, Standing};

mod brute;
mod rules;

pub(super) fn zone(code: &str) -> Zone {
    code.parse().unwrap()
}

pub(super) fn day() -> Day {
    Day::ymd(2026, 3, 9).unwrap()
}

/// A supplier in a country that sends anywhere in euros: first unit, each further one and the order fee in cents.
pub(super) fn supplier(id: i64, country: &str, first: i64, further: i64, fee: i64) -> SupplierTerms {
    SupplierTerms {
        id: SupplierId::new(id),
        name: format!("Supplier {id}"),
        standing: Standing::Approved,
        country: Country::from_code(country),
        currency: Currency::EUR,
        minimum_order: None,
        order_fee: Decimal::new(fee, 2),
        shipping: vec![ShippingRate {
            zone: Zone::World,
            service: String::new(),
            first: Decimal::new(first, 2),
            additional: Decimal::new(further, 2),
            days_min: 2,
            days_max: 5,
        }],
    }
}

/// An offer of a supplier at a unit cost in cents.
pub(super) fn offer(id: i64, supplier: i64, cost: i64, stock: Option<i64>) -> Offer {
    Offer {
        id: OfferId::new(id),
        supplier: SupplierId::new(supplier),
        supplier_sku: format!("S-{id}"),
        title: String::new(),
        currency: Currency::EUR,
        stock,
        low_at: None,
        lead_days: 0,
        min_quantity: 1,
        prices: vec![PriceTier { zone: Zone::World, min_quantity: 1, unit_cost: Decimal::new(cost, 2) }],
    }
}

/// Lines of so many units, each with its offers by rank, sent to Germany.
pub(super) struct World {
    pub suppliers: Vec<SupplierTerms>,
    pub lines: Vec<(i64, Vec<Offer>)>,
    pub duty: Vec<DutyRule>,
    pub days: BTreeMap<i64, Days>,
}

impl World {
    pub fn task(&self) -> Task<'_> {
        let to = Country::from_code("DE");
        let lines = self.lines.iter().map(|(units, offers)| {
            let offers = (1..).zip(offers).map(|(rank, offer)| {
                let supplier = self.suppliers.iter().find(|one| one.id == offer.supplier).unwrap();
                let quote = quote(Candidate { rank, factor: 1, offer, supplier }, *units, to);
                let measured = self.days.get(&supplier.id.get()).copied();
                let days = measured.or(Days::of(None, quote.days));
                Contender { quote, days }
            });
            Line { offers: offers.collect(), is_fixed: false }
        });
        Task {
            to,
            day: day(),
            base: Currency::EUR,
            rates: BTreeMap::new(),
            duty: &self.duty,
            held_by: BTreeSet::new(),
            lines: lines.collect(),
        }
    }
}

pub(super) fn rule(how: How, limits: Limits) -> Rule {
    Rule { id: 1, name: "A rule".to_owned(), when: When::default(), how, limits }
}

/// A lamp and a rug: Nord has both and is dearer by a little, Süd and West have one each and are cheaper alone.
fn pair() -> World {
    World {
        suppliers: vec![
            supplier(1, "DE", 400, 50, 0),
            supplier(2, "CN", 300, 50, 100),
            supplier(3, "NL", 300, 50, 0),
        ],
        lines: vec![
            (1, vec![offer(11, 1, 1_000, Some(10)), offer(12, 2, 900, Some(10))]),
            (1, vec![offer(21, 1, 2_000, Some(10)), offer(23, 3, 1_950, Some(10))]),
        ],
        duty: Vec::new(),
        days: BTreeMap::new(),
    }
}

#[test]
fn without_a_rule_the_ranking_decides_whatever_speaks_against_it() {
    let mut world = pair();
    world.lines[0].1[0].stock = Some(0);
    let task = world.task();
    let choice = choose_all(&task, None);
    assert_eq!(choice.picks, [Some(0), Some(0)]);
    let told = explain(&task, None, &choice);
    assert_eq!(told[0][0].lost, []);
    assert_eq!(told[0][1].lost, [Lost::RankedLower { rank: 2, chosen: 1 }]);
}

#[test]
fn lines_are_chosen_together_so_that_a_shared_parcel_counts() {
    let world = pair();
    let task = world.task();
    let cheapest = rule(How::Cheapest, Limits::default());
    let choice = choose_all(&task, Some(&cheapest));
    // Alone the lamp is cheaper at the second supplier: 9.00 + 3.00 + 1.00 against 10.00 + 4.00. Together with the rug
    // it joins a parcel: 30.00 + 4.50 against 9.00 + 4.00 + 19.50 + 3.00.
    assert_eq!(choice.picks, [Some(0), Some(0)]);
    let told = explain(&task, Some(&cheapest), &choice);
    assert_eq!(told[0][0].cost, Some(Cost { goods: 1_000, shipping: 50, fee: 0, duty: 0 }));
    assert_eq!(told[0][1].cost, Some(Cost { goods: 900, shipping: 300, fee: 100, duty: 0 }));
    assert_eq!(told[0][1].lost, [Lost::CostsMore { by: 250 }]);
    assert_eq!(told[1][1].lost, [Lost::CostsMore { by: 200 }]);
}

#[test]
fn duty_counts_where_a_border_is_crossed() {
    let mut world = pair();
    world.lines.truncate(1);
    world.duty = vec![DutyRule {
        origin: Zone::World,
        destination: Zone::Eu,
        percent: Decimal::new(125, 1),
        from: None,
        to: None,
    }];
    let task = world.task();
    let cheapest = rule(How::Cheapest, Limits::default());
    let choice = choose_all(&task, Some(&cheapest));
    // 9.00 + 3.00 + 1.00 and 12.5 % of 9.00, 1.13, are dearer than 10.00 + 4.00.
    assert_eq!(choice.picks, [Some(0)]);
    let told = explain(&task, Some(&cheapest), &choice);
    assert_eq!(told[0][1].cost, Some(Cost { goods: 900, shipping: 300, fee: 100, duty: 113 }));
    assert_eq!(told[0][1].lost, [Lost::CostsMore { by: 13 }]);
}

#[test]
fn a_rule_that_forbids_splitting_keeps_an_order_together_and_says_so() {
    let mut world = pair();
    world.lines[0].1[1].prices[0].unit_cost = Decimal::new(100, 2);
    let task = world.task();
    let free = rule(How::Cheapest, Limits::default());
    assert_eq!(choose_all(&task, Some(&free)).picks, [Some(1), Some(1)]);
    let whole = rule(How::Cheapest, Limits { most_suppliers: Some(1), ..Limits::default() });
    let choice = choose_all(&task, Some(&whole));
    assert_eq!((choice.picks.clone(), choice.fits), (vec![Some(0), Some(0)], true));
    let told = explain(&task, Some(&whole), &choice);
    assert_eq!(told[0][1].lost, [Lost::WouldSplit { suppliers: 2, most: 1 }]);
}

#[test]
fn who_has_part_of_the_order_already_is_no_further_supplier() {
    let mut world = pair();
    world.lines.truncate(1);
    let mut task = world.task();
    task.held_by = BTreeSet::from([SupplierId::new(1)]);
    let whole = rule(How::Cheapest, Limits { most_suppliers: Some(1), ..Limits::default() });
    assert_eq!(choose_all(&task, Some(&whole)).picks, [Some(0)]);
    task.held_by = BTreeSet::from([SupplierId::new(8), SupplierId::new(1)]);
    assert_eq!(choose_all(&task, Some(&whole)).picks, [Some(0)]);
}

#[test]
fn a_smallest_order_is_met_by_all_lines_that_go_there_or_not_at_all() {
    let mut world = pair();
    world.suppliers[0].minimum_order = Some(crate::money::Money::from_minor(2_900, Currency::EUR));
    let minimum = rule(How::Rank, Limits { minimum_orders: true, ..Limits::default() });
    let task = world.task();
    assert_eq!(choose_all(&task, Some(&minimum)).picks, [Some(0), Some(0)], "30.00 of goods are enough");
    world.suppliers[0].minimum_order = Some(crate::money::Money::from_minor(3_100, Currency::EUR));
    let task = world.task();
    let choice = choose_all(&task, Some(&minimum));
    assert_eq!(choice.picks, [Some(1), Some(1)]);
    let told = explain(&task, Some(&minimum), &choice);
    let supplier = SupplierId::new(1);
    let below = Lost::BelowMinimumOrder { supplier, goods: Some(1_000), minimum: 3_100 };
    assert_eq!(told[0][0].lost, [below]);
}

#[test]
fn stock_is_needed_by_all_lines_together_and_some_of_it_may_have_to_stay() {
    let mut world = pair();
    world.lines[1].1[0] = offer(11, 1, 1_000, Some(1));
    world.lines[0].1[0] = offer(11, 1, 1_000, Some(1));
    let by_rank = rule(How::Rank, Limits::default());
    let task = world.task();
    let choice = choose_all(&task, Some(&by_rank));
    // One of the two has to give way; it is the lamp, whose second choice costs less.
    assert_eq!(choice.picks, [Some(1), Some(0)]);
    let told = explain(&task, Some(&by_rank), &choice);
    assert_eq!(told[0][0].lost, [Lost::OutOfStock { stock: 1, needed: 2 }]);
    let some_left = rule(How::Rank, Limits { stock_left: Some(5), ..Limits::default() });
    let choice = choose_all(&task, Some(&some_left));
    let told = explain(&task, Some(&some_left), &choice);
    assert_eq!(told[0][0].lost, [Lost::StockBelowMinimum { left: 0, least: 5 }]);
    assert_eq!(choice.picks, [Some(1), Some(1)]);
}

#[test]
fn the_fastest_by_what_parcels_needed_wins_and_the_others_are_slower_by_days() {
    let mut world = pair();
    world.lines.truncate(1);
    world.days.insert(2, Days { quick: 2, slow: 3, parcels: Some(12) });
    let task = world.task();
    let fastest = rule(How::Fastest, Limits::default());
    let choice = choose_all(&task, Some(&fastest));
    assert_eq!(choice.picks, [Some(1)]);
    assert_eq!(explain(&task, Some(&fastest), &choice)[0][0].lost, [Lost::Slower { by: 2 }]);
    let soon = rule(How::Rank, Limits { most_days: Some(4), ..Limits::default() });
    let choice = choose_all(&task, Some(&soon));
    let told = explain(&task, Some(&soon), &choice);
    assert_eq!(told[0][0].lost, [Lost::TooSlow { days: 5, most: 4 }]);
}

#[test]
fn where_nothing_fits_the_ranking_stands_and_a_person_decides() {
    let world = pair();
    let task = world.task();
    let near = rule(How::Cheapest, Limits { from: vec![zone("FR")], ..Limits::default() });
    let choice = choose_all(&task, Some(&near));
    assert_eq!((choice.picks.clone(), choice.fits), (vec![Some(0), Some(0)], false));
    let told = explain(&task, Some(&near), &choice);
    assert_eq!(told[0][0].lost, [Lost::OutsideRegion { country: Country::from_code("DE") }]);
    let eu = rule(How::Cheapest, Limits { from: vec![Zone::Eu], ..Limits::default() });
    let choice = choose_all(&task, Some(&eu));
    let told = explain(&task, Some(&eu), &choice);
    assert_eq!(told[0][1].lost, [Lost::OutsideRegion { country: Country::from_code("CN") }]);
    assert!(choice.fits);
}

#[test]
fn a_line_that_a_person_decided_stays_and_the_others_are_chosen_around_it() {
    let world = pair();
    let mut task = world.task();
    task.lines[0].offers.swap(0, 1);
    task.lines[0].offers[0].quote.candidate.rank = 0;
    task.lines[0].is_fixed = true;
    let cheapest = rule(How::Cheapest, Limits { from: vec![Zone::Eu], ..Limits::default() });
    let choice = choose_all(&task, Some(&cheapest));
    assert_eq!((choice.picks.clone(), choice.fits), (vec![Some(0), Some(1)], true));
    let told = explain(&task, Some(&cheapest), &choice);
    assert_eq!(told[0][1].lost, [Lost::ChosenByYou]);
}

#[test]
fn the_preferred_supplier_serves_what_it_can() {
    let world = pair();
    let task = world.task();
    let preferred = rule(How::Preferred(SupplierId::new(3)), Limits::default());
    let choice = choose_all(&task, Some(&preferred));
    assert_eq!(choice.picks, [Some(0), Some(1)]);
    let told = explain(&task, Some(&preferred), &choice);
    assert_eq!(told[1][0].lost, [Lost::NotPreferred]);
    assert_eq!(told[0][1].lost, [Lost::RankedLower { rank: 2, chosen: 1 }]);
}

#[test]
fn without_a_rate_an_offer_cannot_be_the_cheapest() {
    let mut world = pair();
    world.lines.truncate(1);
    world.lines[0].1[1].currency = Currency::USD;
    let cheapest = rule(How::Cheapest, Limits::default());
    let task = world.task();
    let choice = choose_all(&task, Some(&cheapest));
    assert_eq!(choice.picks, [Some(0)]);
    assert_eq!(explain(&task, Some(&cheapest), &choice)[0][1].lost, [Lost::NoRate]);
    let mut task = world.task();
    task.rates.insert(Currency::USD, Decimal::new(5, 1));
    assert_eq!(choose_all(&task, Some(&cheapest)).picks, [Some(1)]);
}
