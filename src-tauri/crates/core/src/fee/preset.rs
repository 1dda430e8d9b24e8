//! Fee schedules to start from. They were published in 2026 and change often: a merchant checks and edits them.

use rust_decimal::Decimal;

use super::{FeeBase, FeeKind, FeeRule, FixedStep, Per, Rates, Step};
use crate::day::Day;
use crate::money::{Currency, Money};

/// A fee schedule to start from.
#[derive(Debug)]
pub struct FeePreset {
    /// The word in files and on the command line.
    pub word: &'static str,
    /// The name for people.
    pub name: &'static str,
    /// The currency of its amounts.
    pub currency: Currency,
    /// When the numbers were read, a year.
    pub as_of: i32,
    /// Where they are published.
    pub source: &'static str,
    rules: &'static [Row],
}

/// Amounts in minor units of the schedule's currency, percentages in hundredths of a percent.
#[derive(Debug)]
struct Row {
    kind: FeeKind,
    gateway: Option<&'static str>,
    base: FeeBase,
    /// Portions; one entry without an end is a flat percentage.
    rates: &'static [(Option<i64>, i64)],
    fixed: &'static [(Option<i64>, i64)],
    min: Option<i64>,
    per: Per,
}

/// Every preset.
pub fn presets() -> &'static [FeePreset] {
    PRESETS
}

impl FeePreset {
    /// The preset of a word.
    pub fn find(word: &str) -> Option<&'static Self> {
        PRESETS.iter().find(|preset| preset.word == word)
    }

    /// Its rules, valid from a day on and without an end. Fees are taken as kept on refunds, as most are.
    pub fn rules(&self, valid_from: Day) -> Vec<FeeRule> {
        self.rules.iter().map(|row| self.rule(row, valid_from)).collect()
    }

    fn rule(&self, row: &Row, valid_from: Day) -> FeeRule {
        let money = |minor| Money::from_minor(minor, self.currency);
        let percent = |hundredths| Decimal::new(hundredths, 2);
        let rates = match row.rates {
            [] => Rates::Flat(Decimal::ZERO),
            &[(None, only)] => Rates::Flat(percent(only)),
            steps => Rates::Portions(
                steps
                    .iter()
                    .map(|&(end, rate)| Step { up_to: end.map(money), percent: percent(rate) })
                    .collect(),
            ),
        };
        let fixed =
            row.fixed.iter().map(|&(end, amount)| FixedStep { up_to: end.map(money), amount: money(amount) });
        FeeRule {
            kind: row.kind,
            gateway: row.gateway.map(str::to_owned),
            base: row.base,
            rates,
            fixed: fixed.collect(),
            min: row.min.map(money),
            max: None,
            per: row.per,
            valid_from,
            valid_to: None,
            refundable: false,
            source: format!("{}, {}", self.source, self.as_of),
        }
    }
}

const fn payment(
    gateway: Option<&'static str>,
    hundredths: &'static [(Option<i64>, i64)],
    fixed: &'static [(Option<i64>, i64)],
) -> Row {
    Row {
        kind: FeeKind::Payment,
        gateway,
        base: FeeBase::ALL,
        rates: hundredths,
        fixed,
        min: None,
        per: Per::Order,
    }
}

/// A percentage on top, of everything the customer pays.
const fn extra(
    kind: FeeKind,
    gateway: Option<&'static str>,
    hundredths: &'static [(Option<i64>, i64)],
) -> Row {
    Row { kind, gateway, base: FeeBase::ALL, rates: hundredths, fixed: &[], min: None, per: Per::Order }
}

const SHOPIFY: Option<&str> = Some("shopify payments");
const STRIPE: Option<&str> = Some("stripe");
const PAYPAL: Option<&str> = Some("paypal");

static PRESETS: &[FeePreset] = &[
    FeePreset {
        word: "shopify_payments_us_basic",
        name: "Shopify Payments, US, Basic plan",
        currency: Currency::USD,
        as_of: 2026,
        source: "help.shopify.com",
        rules: &[
            payment(SHOPIFY, &[(None, 290)], &[(None, 30)]),
            extra(FeeKind::International, SHOPIFY, &[(None, 150)]),
            extra(FeeKind::Conversion, SHOPIFY, &[(None, 150)]),
        ],
    },
    FeePreset {
        word: "stripe_us",
        name: "Stripe, US",
        currency: Currency::USD,
        as_of: 2026,
        source: "stripe.com/pricing",
        rules: &[
            payment(STRIPE, &[(None, 290)], &[(None, 30)]),
            extra(FeeKind::International, STRIPE, &[(None, 150)]),
            extra(FeeKind::Conversion, STRIPE, &[(None, 100)]),
        ],
    },
    // Standard cards of the own region; cards from elsewhere cost 3.25 %, which is 1.75 % more.
    FeePreset {
        word: "stripe_eea",
        name: "Stripe, European Economic Area",
        currency: Currency::EUR,
        as_of: 2026,
        source: "stripe.com/pricing",
        rules: &[
            payment(STRIPE, &[(None, 150)], &[(None, 25)]),
            extra(FeeKind::International, STRIPE, &[(None, 175)]),
            extra(FeeKind::Conversion, STRIPE, &[(None, 200)]),
        ],
    },
    FeePreset {
        word: "stripe_uk",
        name: "Stripe, United Kingdom",
        currency: Currency::GBP,
        as_of: 2026,
        source: "stripe.com/pricing",
        rules: &[
            payment(STRIPE, &[(None, 150)], &[(None, 20)]),
            extra(FeeKind::International, STRIPE, &[(None, 175)]),
            extra(FeeKind::Conversion, STRIPE, &[(None, 200)]),
        ],
    },
    FeePreset {
        word: "paypal_us",
        name: "PayPal Checkout, US",
        currency: Currency::USD,
        as_of: 2026,
        source: "paypal.com merchant fees",
        rules: &[
            payment(PAYPAL, &[(None, 349)], &[(None, 49)]),
            extra(FeeKind::International, PAYPAL, &[(None, 150)]),
            extra(FeeKind::Conversion, PAYPAL, &[(None, 300)]),
        ],
    },
    FeePreset {
        word: "etsy_us",
        name: "Etsy, US",
        currency: Currency::USD,
        as_of: 2026,
        source: "etsy.com/legal/fees",
        rules: &[
            Row {
                kind: FeeKind::Listing,
                gateway: None,
                base: FeeBase::NONE,
                rates: &[],
                fixed: &[(None, 20)],
                min: None,
                per: Per::Item,
            },
            Row {
                kind: FeeKind::Commission,
                gateway: None,
                base: FeeBase::WITHOUT_TAX,
                rates: &[(None, 650)],
                fixed: &[],
                min: None,
                per: Per::Order,
            },
            payment(None, &[(None, 300)], &[(None, 25)]),
            extra(FeeKind::Conversion, None, &[(None, 250)]),
        ],
    },
    FeePreset {
        word: "ebay_us",
        name: "eBay, US, no store, most categories",
        currency: Currency::USD,
        as_of: 2026,
        source: "ebay.com selling fees",
        rules: &[
            Row {
                kind: FeeKind::Commission,
                gateway: None,
                base: FeeBase::ALL,
                rates: &[(Some(750_000), 1360), (None, 235)],
                fixed: &[(Some(1000), 30), (None, 40)],
                min: None,
                per: Per::Order,
            },
            extra(FeeKind::International, None, &[(None, 165)]),
            extra(FeeKind::Conversion, None, &[(None, 300)]),
        ],
    },
    FeePreset {
        word: "amazon_us",
        name: "Amazon, US, most categories",
        currency: Currency::USD,
        as_of: 2026,
        source: "sell.amazon.com/pricing",
        rules: &[Row {
            kind: FeeKind::Commission,
            gateway: None,
            base: FeeBase::WITHOUT_TAX,
            rates: &[(None, 1500)],
            fixed: &[],
            min: Some(30),
            per: Per::Item,
        }],
    },
];
