//! Routing rules: which orders one is about, how it chooses among the mapped offers, and what it does not allow.
//!
//! Rules are ordered. The first whose conditions an order meets decides; the others are not looked at. Where none
//! fits, the ranking of the mapping decides as it does without rules.

use crate::id::{ShopId, SupplierId};
use crate::place::{Country, Zone};
use crate::supplier::Standing;

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The stored rule; 0 for a draft.
    pub id: i64,
    /// What the merchant calls it.
    pub name: String,
    /// Which orders it is about.
    pub when: When,
    /// How it chooses.
    pub how: How,
    /// What it does not allow.
    pub limits: Limits,
}

/// Conditions of a rule; an order has to meet all of them. An empty list asks for nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct When {
    /// Where the parcel goes.
    pub to: Vec<Zone>,
    /// In which shop it was sold.
    pub shops: Vec<ShopId>,
    /// What was sold: the SKU, or the title of what has none.
    pub goods: Vec<Pattern>,
    /// True when every line has to fit the goods, not just one.
    pub every_line: bool,
    /// Tags of the merchant or of the shop, of which the order has one.
    pub tags: Vec<String>,
    /// The order's total is at least this, in minor units of the base currency.
    pub value_from: Option<i64>,
    /// The order's total is at most this, in minor units of the base currency.
    pub value_to: Option<i64>,
}

/// How a rule chooses among the offers that its limits allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// By the ranking of the mapping.
    Rank,
    /// The least for goods, sending, order fee and duty together.
    Cheapest,
    /// The fewest days to the door, by the slower of two figures: what four of five parcels needed.
    Fastest,
    /// As many lines as possible from one supplier, the others by ranking.
    Preferred(SupplierId),
}

impl How {
    /// The word in the store and on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Rank => "rank",
            Self::Cheapest => "cheapest",
            Self::Fastest => "fastest",
            Self::Preferred(_) => "preferred",
        }
    }
}

/// What a rule does not allow.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Limits {
    /// Units that have to be left in stock after the order. Stock that is not told does not pass.
    pub stock_left: Option<i64>,
    /// Only suppliers in these places. A supplier whose country is not known does not pass.
    pub from: Vec<Zone>,
    /// The lowest standing; only [`Standing::Approved`] and [`Standing::OnWatch`] make sense.
    pub standing: Option<Standing>,
    /// Suppliers an order may be split among, counting those that have part of it already.
    pub most_suppliers: Option<i64>,
    /// True when a supplier's smallest order has to be met by the goods of this order alone.
    pub minimum_orders: bool,
    /// Days to the door at most, by the slower figure. Days that are not known do not pass.
    pub most_days: Option<i64>,
}

/// What conditions are compared with.
#[derive(Debug, Clone, Default)]
pub struct Facts<'a> {
    /// Where the parcel goes.
    pub to: Option<Country>,
    /// Where it was sold.
    pub shop: Option<ShopId>,
    /// The total in minor units of the base currency; `None` while a rate is missing.
    pub value: Option<i64>,
    /// Tags of the merchant and of the shop.
    pub tags: Vec<&'a str>,
    /// SKU and title of each line that has to be served.
    pub goods: Vec<(&'a str, &'a str)>,
}

impl When {
    /// True when an order meets every condition. What is not known meets none.
    pub fn fits(&self, facts: &Facts<'_>) -> bool {
        let to = self.to.is_empty() || facts.to.is_some_and(|to| self.to.iter().any(|zone| zone.covers(to)));
        let shop = self.shops.is_empty() || facts.shop.is_some_and(|shop| self.shops.contains(&shop));
        let tag = |wanted: &String| facts.tags.iter().any(|tag| same(tag, wanted));
        let tags = self.tags.is_empty() || self.tags.iter().any(tag);
        to && shop && tags && self.value_fits(facts.value) && self.goods_fit(&facts.goods)
    }

    fn value_fits(&self, value: Option<i64>) -> bool {
        if self.value_from.is_none() && self.value_to.is_none() {
            return true;
        }
        value.is_some_and(|value| {
            self.value_from.is_none_or(|least| value >= least)
                && self.value_to.is_none_or(|most| value <= most)
        })
    }

    fn goods_fit(&self, goods: &[(&str, &str)]) -> bool {
        if self.goods.is_empty() {
            return true;
        }
        let fits = |(sku, title): &(&str, &str)| {
            let text = if sku.trim().is_empty() { title } else { sku };
            self.goods.iter().any(|pattern| pattern.fits(text))
        };
        if self.every_line { !goods.is_empty() && goods.iter().all(fits) } else { goods.iter().any(fits) }
    }
}

fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// The rule that decides an order.
pub fn first_match<'r>(rules: &'r [Rule], facts: &Facts<'_>) -> Option<&'r Rule> {
    rules.iter().find(|rule| rule.when.fits(facts))
}

/// A text in which `*` stands for any letters, compared without regard to case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern(String);

impl Pattern {
    /// From 1 to 200 characters; `None` for anything else.
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        (!text.is_empty() && text.chars().count() <= 200).then(|| Self(text.to_owned()))
    }

    /// As it was written.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// True when the whole text fits. Takes time in proportion to both lengths at most, whatever the pattern.
    pub fn fits(&self, text: &str) -> bool {
        let lower = |text: &str| text.trim().to_lowercase();
        let (pattern, text) = (lower(&self.0), lower(text));
        let mut parts = pattern.split('*');
        let Some(first) = parts.next() else { return false };
        let Some(mut rest) = text.strip_prefix(first) else { return false };
        let parts: Vec<&str> = parts.collect();
        let Some((last, middle)) = parts.split_last() else { return rest.is_empty() };
        for part in middle {
            let Some((_, behind)) = rest.split_once(part) else { return false };
            rest = behind;
        }
        rest.ends_with(last)
    }
}

/// Why a rule cannot be kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RuleFault {
    /// The name is missing or long.
    #[error("A rule needs a name of 1 to 80 characters.")]
    Name,
    /// A list is too long to be meant.
    #[error("A rule names at most 200 {0}.")]
    TooMany(&'static str),
    /// The value runs backwards.
    #[error("The order value runs from more to less.")]
    Value,
    /// A number that makes no sense.
    #[error("{what} is a number from {least} to {most}, not {found}.")]
    Number {
        /// Which.
        what: &'static str,
        /// The least that is taken.
        least: i64,
        /// The most that is taken.
        most: i64,
        /// What was given.
        found: i64,
    },
    /// A standing that may not receive orders.
    #[error("A rule can ask for suppliers that are approved, or approved and on watch.")]
    Standing,
}

impl Rule {
    /// Whether the rule can be kept.
    ///
    /// # Errors
    /// With the first thing that is wrong.
    pub fn check(&self) -> Result<(), RuleFault> {
        let name = self.name.trim();
        if name.is_empty() || name.chars().count() > 80 {
            return Err(RuleFault::Name);
        }
        let when = &self.when;
        let lists = [
            ("places", when.to.len()),
            ("shops", when.shops.len()),
            ("SKUs", when.goods.len()),
            ("tags", when.tags.len()),
            ("places of suppliers", self.limits.from.len()),
        ];
        if let Some((what, _)) = lists.iter().find(|(_, count)| *count > 200) {
            return Err(RuleFault::TooMany(what));
        }
        if when.value_from.zip(when.value_to).is_some_and(|(from, to)| to < from) {
            return Err(RuleFault::Value);
        }
        let numbers = [
            ("The stock left", self.limits.stock_left, 1, 1_000_000),
            ("The number of suppliers", self.limits.most_suppliers, 1, 100),
            ("The number of days", self.limits.most_days, 1, 365),
        ];
        for (what, found, least, most) in numbers {
            if let Some(found) = found.filter(|found| !(least..=most).contains(found)) {
                return Err(RuleFault::Number { what, least, most, found });
            }
        }
        match self.limits.standing {
            None | Some(Standing::Approved | Standing::OnWatch) => Ok(()),
            Some(_) => Err(RuleFault::Standing),
        }
    }
}
