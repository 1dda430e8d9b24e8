use proptest::prelude::*;

use super::*;
use crate::money::{Currency, MoneyError};

fn usd(minor: i64) -> Money {
    Money::from_minor(minor, Currency::USD)
}

fn day(text: &str) -> Day {
    Day::from_iso(text).unwrap()
}

fn line(items: i64, shipping: i64, tax: i64, quantity: i64) -> FeeLine {
    FeeLine { items: usd(items), shipping: usd(shipping), tax: usd(tax), quantity }
}

fn preset(word: &str) -> Vec<FeeRule> {
    FeePreset::find(word).unwrap().rules(day("2026-01-01"))
}

fn here(gateway: &str) -> Occasion<'_> {
    Occasion { day: day("2026-06-01"), gateway, international: false, converted: false }
}

/// The fees of a preset for one line, in minor units.
fn asked(word: &str, occasion: &Occasion<'_>, line: FeeLine) -> Vec<i64> {
    let currency = FeePreset::find(word).unwrap().currency;
    let rules = preset(word);
    rules_for(&rules, occasion)
        .into_iter()
        .map(|rule| fee(rule, currency, &[line]).unwrap().minor())
        .collect()
}

fn rule(rates: Rates) -> FeeRule {
    FeeRule {
        kind: FeeKind::Commission,
        gateway: None,
        base: FeeBase::ALL,
        rates,
        fixed: Vec::new(),
        min: None,
        max: None,
        per: Per::Order,
        valid_from: day("2026-01-01"),
        valid_to: None,
        refundable: false,
        source: "test".to_owned(),
    }
}

fn steps(steps: &[(Option<i64>, i64)]) -> Vec<Step> {
    steps
        .iter()
        .map(|&(end, percent)| Step { up_to: end.map(usd), percent: Decimal::from(percent) })
        .collect()
}

#[test]
fn card_payments_cost_a_percentage_and_a_fixed_part() {
    assert_eq!(asked("stripe_us", &here("Stripe"), line(10_000, 0, 0, 1)), [320]);
    assert_eq!(asked("shopify_payments_us_basic", &here("shopify_payments"), line(8000, 0, 0, 1)), [262]);
    assert_eq!(
        asked("paypal_us", &here("PayPal Express Checkout"), line(5000, 0, 0, 1)),
        [224],
        "2.235 goes up"
    );
}

#[test]
fn a_foreign_card_costs_more() {
    let abroad = Occasion { international: true, ..here("Shopify Payments") };
    let fees = asked("shopify_payments_us_basic", &abroad, line(8000, 0, 0, 1));
    assert_eq!((fees.iter().sum::<i64>(), fees.len()), (382, 2));
}

#[test]
fn etsy_takes_three_fees_of_three_bases() {
    assert_eq!(asked("etsy_us", &here(""), line(4000, 500, 360, 1)), [20, 293, 171]);
    assert_eq!(asked("etsy_us", &here(""), line(4000, 500, 360, 3))[0], 60, "each unit sold is listed again");
}

#[test]
fn ebay_splits_large_totals_and_asks_less_fixed_for_small_ones() {
    for (total, expected) in [(10_000, 1400), (800, 139), (1000, 166), (1001, 176), (800_000, 103_215)] {
        assert_eq!(asked("ebay_us", &here(""), line(total, 0, 0, 1)), [expected], "{total}");
    }
    assert_eq!(asked("ebay_us", &here(""), line(8000, 1500, 500, 1)), [1400], "shipping and tax count");
}

#[test]
fn amazon_asks_at_least_thirty_cents_a_unit() {
    assert_eq!(asked("amazon_us", &here(""), line(150, 0, 0, 1)), [30]);
    assert_eq!(asked("amazon_us", &here(""), line(300, 0, 0, 2)), [60]);
    assert_eq!(asked("amazon_us", &here(""), line(2000, 0, 165, 1)), [300], "tax does not count");
}

#[test]
fn portions_and_whole_rates_differ_above_the_first_step() {
    let jewellery = rule(Rates::Portions(steps(&[(Some(25_000), 20), (None, 5)])));
    assert_eq!(fee(&jewellery, Currency::USD, &[line(30_000, 0, 0, 1)]).unwrap(), usd(5250));
    let clothing = rule(Rates::Whole(steps(&[(Some(1500), 5), (Some(2000), 10), (None, 17)])));
    for (price, expected) in [(1500, 75), (1501, 150), (2000, 200), (2001, 340)] {
        assert_eq!(fee(&clothing, Currency::USD, &[line(price, 0, 0, 1)]).unwrap(), usd(expected), "{price}");
    }
}

#[test]
fn beyond_the_last_step_the_last_percentage_holds() {
    let capped = steps(&[(Some(1000), 10), (Some(2000), 5)]);
    let lines = [line(4000, 0, 0, 1)];
    assert_eq!(fee(&rule(Rates::Portions(capped.clone())), Currency::USD, &lines).unwrap(), usd(250));
    assert_eq!(fee(&rule(Rates::Whole(capped)), Currency::USD, &lines).unwrap(), usd(200));
    assert_eq!(fee(&rule(Rates::Whole(Vec::new())), Currency::USD, &lines).unwrap(), usd(0));
}

#[test]
fn the_least_and_the_most_hold_the_most_first() {
    let mut bounded = rule(Rates::Flat(Decimal::from(10)));
    bounded.min = Some(usd(500));
    bounded.max = Some(usd(300));
    assert_eq!(fee(&bounded, Currency::USD, &[line(100, 0, 0, 1)]).unwrap(), usd(300));
}

#[test]
fn no_money_moved_costs_no_fee() {
    for lines in [&[][..], &[line(0, 0, 0, 1)], &[line(-500, 0, 0, 1)], &[line(1000, 0, 0, 0)]] {
        let fees = preset("stripe_us")
            .iter()
            .map(|rule| fee(rule, Currency::USD, lines).unwrap().minor())
            .sum::<i64>();
        assert_eq!(fees, 0, "{lines:?}");
    }
}

#[test]
fn lines_are_rounded_together_for_an_order_and_apart_for_lines() {
    let mut per = rule(Rates::Flat(Decimal::new(15, 1)));
    let lines = [line(100, 0, 0, 1), line(100, 0, 0, 1)];
    assert_eq!(fee(&per, Currency::USD, &lines).unwrap(), usd(3));
    per.per = Per::Line;
    assert_eq!(fee(&per, Currency::USD, &lines).unwrap(), usd(4), "1.5 goes up twice");
}

#[test]
fn another_currency_is_refused() {
    let euros = FeeLine { items: Money::from_minor(100, Currency::EUR), ..line(0, 0, 0, 1) };
    let rule = &preset("stripe_us")[0];
    assert_eq!(fee(rule, Currency::USD, &[euros]), Err(MoneyError::Mixed(Currency::USD, Currency::EUR)));
    let all_euros = FeeLine { shipping: euros.items, tax: euros.items, ..euros };
    assert_eq!(fee(rule, Currency::EUR, &[all_euros]), Err(MoneyError::Mixed(Currency::EUR, Currency::USD)));
}

#[test]
fn a_price_change_is_a_new_rule_with_its_own_days() {
    let mut old = rule(Rates::Flat(Decimal::from(5)));
    old.valid_to = Some(day("2026-05-31"));
    let mut new = rule(Rates::Flat(Decimal::from(6)));
    new.valid_from = day("2026-06-01");
    let rules = [old, new];
    let on = |text| rules_for(&rules, &Occasion { day: day(text), ..here("") });
    assert_eq!(on("2026-05-31"), [&rules[0]]);
    assert_eq!(on("2026-06-01"), [&rules[1]]);
    assert!(on("2025-12-31").is_empty());
}

#[test]
fn the_most_exact_payment_method_wins_within_its_kind() {
    let named = |gateway: Option<&str>| FeeRule {
        kind: FeeKind::Payment,
        gateway: gateway.map(str::to_owned),
        ..rule(Rates::Flat(Decimal::ONE))
    };
    let commission = rule(Rates::Flat(Decimal::TEN));
    let rules = [named(None), named(Some("PayPal")), named(Some("paypal pay later")), commission];
    let chosen = |gateway| {
        let held = rules_for(&rules, &here(gateway));
        held.iter().map(|rule| rules.iter().position(|own| own == *rule).unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(chosen("PayPal Pay Later"), [2, 3]);
    assert_eq!(chosen("paypal"), [1, 3]);
    assert_eq!(chosen("Klarna"), [0, 3]);
}

#[test]
fn presets_are_named_once_and_say_where_they_are_from() {
    for preset in presets() {
        assert_eq!(FeePreset::find(preset.word).map(|p| p.name), Some(preset.name));
        for rule in preset.rules(day("2026-01-01")) {
            assert!(rule.source.ends_with("2026"), "{rule:?}");
            let line = FeeLine {
                items: Money::from_minor(10_000, preset.currency),
                shipping: Money::zero(preset.currency),
                tax: Money::zero(preset.currency),
                quantity: 1,
            };
            assert!(fee(&rule, preset.currency, &[line]).unwrap().minor() > 0, "{}: {rule:?}", preset.name);
        }
    }
}

proptest! {
    #[test]
    fn portions_rise_with_the_base_and_never_exceed_their_best_rate(base in 1_i64..10_000_000, more in 0_i64..1_000_000) {
        let rule = rule(Rates::Portions(steps(&[(Some(25_000), 20), (Some(750_000), 7), (None, 2)])));
        let small = fee(&rule, Currency::USD, &[line(base, 0, 0, 1)]).unwrap().minor();
        let large = fee(&rule, Currency::USD, &[line(base + more, 0, 0, 1)]).unwrap().minor();
        prop_assert!(small <= large);
        prop_assert!(small * 5 <= base + 5, "at most a fifth, but for rounding");
    }

    #[test]
    fn any_amount_gives_a_fee_or_an_error(items in any::<i64>(), quantity in any::<i64>()) {
        for preset in presets().iter().filter(|p| p.currency == Currency::USD) {
            for rule in preset.rules(day("2026-01-01")) {
                if let Ok(asked) = fee(&rule, Currency::USD, &[line(items, 0, 0, quantity)]) {
                    prop_assert!(asked.minor() >= 0);
                }
            }
        }
    }

    #[test]
    fn units_cost_what_each_of_them_costs(total in 1_i64..100_000, units in 1_i64..40) {
        let mut rule = rule(Rates::Flat(Decimal::from(15)));
        rule.min = Some(usd(30));
        rule.per = Per::Item;
        let parts = crate::money::allocate(total, &vec![1; units as usize]).unwrap();
        rule.per = Per::Order;
        let apart: i64 = parts.iter().map(|&part| fee(&rule, Currency::USD, &[line(part, 0, 0, 1)]).unwrap().minor()).sum();
        rule.per = Per::Item;
        prop_assert_eq!(fee(&rule, Currency::USD, &[line(total, 0, 0, units)]).unwrap().minor(), apart);
    }
}
