//! Conditions over the facts of an order and its lines.

use crate::check::Check;
use crate::id::{OrderLineId, ShopId, SupplierId};
use crate::order::Payment;
use crate::place::{Country, Zone};
use crate::route::Pattern;

/// Conditions of a rule. No tests: every order fits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Conditions {
    /// True when one test that holds is enough, false when all must.
    pub any: bool,
    /// The tests.
    pub tests: Vec<Wanted>,
}

/// A test, and whether it must hold or must not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// True when the test must not hold.
    pub not: bool,
    /// The test.
    pub test: Test,
}

/// One test. A list holds when one of its values does; a range without an end is open there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// In which shop it was sold.
    Shop(Vec<ShopId>),
    /// Where the parcel goes.
    To(Vec<Zone>),
    /// Its total in minor units of the base currency, both ends included.
    Total(Option<i64>, Option<i64>),
    /// Its margin in hundredths of a percent, both ends included.
    Margin(Option<i64>, Option<i64>),
    /// Tags of the merchant or of the shop.
    Tag(Vec<String>),
    /// What was sold: the SKU, or the title of what has none. Of a line.
    Goods(Vec<Pattern>),
    /// Units: of a line, or of all lines together where the rule is about the order.
    Units(Option<i64>, Option<i64>),
    /// Who would serve it. Of a line.
    Supplier(Vec<SupplierId>),
    /// The customer has ordered before.
    KnownCustomer,
    /// Where the payment stands.
    Payment(Vec<Payment>),
    /// The shop's own risk word.
    Risk(Vec<String>),
    /// Whole hours since the customer ordered, both ends included.
    Age(Option<i64>, Option<i64>),
    /// A check that fails.
    Fails(Vec<Check>),
}

/// What conditions are compared with. What is not known meets no test, with or without *not*.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Where it was sold.
    pub shop: Option<ShopId>,
    /// Where the parcel goes.
    pub to: Option<Country>,
    /// Its total in minor units of the base currency; `None` while a rate is missing.
    pub total: Option<i64>,
    /// Its margin in hundredths of a percent, while it is known.
    pub margin: Option<i64>,
    /// Tags of the merchant and of the shop.
    pub tags: Vec<String>,
    /// Whether the customer has ordered before; `None` when the shop does not say who it is.
    pub known_customer: Option<bool>,
    /// Where the payment stands.
    pub payment: Option<Payment>,
    /// The shop's own risk word; empty where it has none.
    pub risk: String,
    /// Milliseconds since the customer ordered.
    pub age_ms: i64,
    /// Checks that fail.
    pub failing: Vec<Check>,
    /// The lines.
    pub lines: Vec<Line>,
}

/// A line of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Which one.
    pub id: OrderLineId,
    /// SKU; empty where the shop has none.
    pub sku: String,
    /// Title as the customer saw it.
    pub title: String,
    /// Units ordered.
    pub units: i64,
    /// Who has it or would get it.
    pub supplier: Option<SupplierId>,
}

const HOUR_MS: i64 = 3_600_000;

impl Conditions {
    /// Whether an order fits, or, with a line, whether that line of it does.
    pub fn hold(&self, facts: &Facts, line: Option<&Line>) -> bool {
        let held = |wanted: &Wanted| wanted.holds(facts, line);
        if self.any && !self.tests.is_empty() {
            self.tests.iter().any(held)
        } else {
            self.tests.iter().all(held)
        }
    }
}

impl Wanted {
    fn holds(&self, facts: &Facts, line: Option<&Line>) -> bool {
        self.test.holds(facts, line).is_some_and(|holds| holds != self.not)
    }
}

impl Test {
    /// Whether the test holds; `None` when what it asks about is not known.
    fn holds(&self, facts: &Facts, line: Option<&Line>) -> Option<bool> {
        match self {
            Self::Shop(shops) => facts.shop.map(|shop| shops.contains(&shop)),
            Self::To(zones) => facts.to.map(|to| zones.iter().any(|zone| zone.covers(to))),
            Self::Total(from, to) => facts.total.map(|total| within(total, *from, *to)),
            Self::Margin(from, to) => facts.margin.map(|margin| within(margin, *from, *to)),
            Self::Tag(tags) => Some(tags.iter().any(|wanted| facts.tags.iter().any(|tag| same(tag, wanted)))),
            Self::Goods(patterns) => some_line(facts, line, |line| {
                let text = if line.sku.trim().is_empty() { &line.title } else { &line.sku };
                Some(patterns.iter().any(|pattern| pattern.fits(text)))
            }),
            Self::Units(from, to) => {
                let units = match line {
                    Some(line) => line.units,
                    None => facts.lines.iter().fold(0_i64, |sum, line| sum.saturating_add(line.units)),
                };
                Some(within(units, *from, *to))
            }
            Self::Supplier(suppliers) => {
                some_line(facts, line, |line| line.supplier.map(|supplier| suppliers.contains(&supplier)))
            }
            Self::KnownCustomer => facts.known_customer,
            Self::Payment(wanted) => facts.payment.map(|payment| wanted.contains(&payment)),
            Self::Risk(words) => {
                let risk = facts.risk.trim();
                (!risk.is_empty()).then(|| words.iter().any(|word| same(word, risk)))
            }
            Self::Age(from, to) => {
                let hours = facts.age_ms.checked_div(HOUR_MS).unwrap_or(0);
                Some(within(hours, *from, *to))
            }
            Self::Fails(checks) => Some(checks.iter().any(|check| facts.failing.contains(check))),
        }
    }
}

fn within(value: i64, from: Option<i64>, to: Option<i64>) -> bool {
    from.is_none_or(|least| value >= least) && to.is_none_or(|most| value <= most)
}

fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// Of the line in question, or of any line of the order. Unknown when no line tells.
fn some_line(facts: &Facts, line: Option<&Line>, holds: impl Fn(&Line) -> Option<bool>) -> Option<bool> {
    match line {
        Some(line) => holds(line),
        None => facts
            .lines
            .iter()
            .filter_map(holds)
            .fold(None, |so_far: Option<bool>, one| Some(so_far.unwrap_or(false) || one)),
    }
}
