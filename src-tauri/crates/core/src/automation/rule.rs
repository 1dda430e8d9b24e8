//! A rule, whether it can be kept, and which rules act on an occasion.

use std::collections::HashMap;

use super::{Action, COLOURS, Conditions, Event, Facts, Test, When};
use crate::id::OrderLineId;
use crate::order::words;

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The stored rule; 0 for a draft.
    pub id: i64,
    /// What the merchant calls it.
    pub name: String,
    /// What it listens to.
    pub event: Event,
    /// Whether it is about the order or about each line.
    pub scope: Scope,
    /// Which orders or lines it is about.
    pub conditions: Conditions,
    /// What it does, in order.
    pub actions: Vec<Action>,
}

/// What a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// The order as a whole; tests of lines hold when one line meets them.
    Order,
    /// Each line: all conditions have to hold for the same line, and suppliers are changed for those lines only.
    Line,
}

words!(Scope { Order = "order", Line = "line" });

/// How the rules of one event are applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Every rule that fits, in order.
    All,
    /// The first that fits, and no other.
    First,
}

words!(Mode { All = "all", First = "first" });

/// A rule that fits, and the lines it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fitting<'r> {
    /// The rule.
    pub rule: &'r Rule,
    /// The lines; all of the order where the rule is about the order.
    pub lines: Vec<OrderLineId>,
}

/// One action that is to be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step<'r> {
    /// The rule it belongs to.
    pub rule: &'r Rule,
    /// The lines the rule is about.
    pub lines: Vec<OrderLineId>,
    /// The action.
    pub action: &'r Action,
    /// An earlier rule of the same occasion that has set the same.
    pub over: Option<&'r str>,
}

/// The rules that act, in order. `has_run` tells which rules have acted on this occasion before; they are passed over,
/// and where only the first acts, one that has acted keeps the others from acting.
pub fn fitting<'r>(
    rules: impl IntoIterator<Item = &'r Rule>,
    mode: Mode,
    facts: &Facts,
    mut has_run: impl FnMut(i64) -> bool,
) -> Vec<Fitting<'r>> {
    let mut found = Vec::new();
    for rule in rules {
        let Some(lines) = rule.fits(facts) else { continue };
        let ran = has_run(rule.id);
        if !ran {
            found.push(Fitting { rule, lines });
        }
        if mode == Mode::First {
            break;
        }
    }
    found
}

/// The actions of fitting rules in the order in which they are taken, each with the earlier rule that it overrides.
pub fn steps<'r>(fitting: Vec<Fitting<'r>>) -> Vec<Step<'r>> {
    let mut set: HashMap<String, &'r Rule> = HashMap::new();
    let mut steps = Vec::new();
    for Fitting { rule, lines } in fitting {
        for action in &rule.actions {
            let before = action.sets().and_then(|what| set.insert(what, rule));
            let over =
                before.filter(|before| !std::ptr::eq(*before, rule)).map(|before| before.name.as_str());
            steps.push(Step { rule, lines: lines.clone(), action, over });
        }
    }
    steps
}

/// Why a rule cannot be kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RuleFault {
    /// The name is missing or long.
    #[error("A rule needs a name of 1 to 80 characters.")]
    Name,
    /// It does nothing, or far too much.
    #[error("A rule does 1 to 10 things, not {0}.")]
    Actions(usize),
    /// More conditions than anybody can follow.
    #[error("A rule has at most 20 conditions, not {0}.")]
    Tests(usize),
    /// A list that is empty or too long to be meant.
    #[error("A condition names 1 to 200 {0}.")]
    List(&'static str),
    /// A range without ends, or one that runs backwards.
    #[error("The {0} needs a lower or an upper end, and the lower one first.")]
    Range(&'static str),
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
    /// A tag that is empty or long.
    #[error("A tag has 1 to 60 characters.")]
    Tag,
    /// A colour that is none.
    #[error("“{0}” is no colour flag; use red, amber, green, blue or violet.")]
    Colour(String),
    /// An action that its event makes senseless.
    #[error("A rule cannot forward an order that a supplier has already.")]
    Forward,
}

const MINUTES_A_DAY: i64 = 1_440;

impl Rule {
    /// The lines it is about if it fits. An order without lines fits rules about orders.
    pub fn fits(&self, facts: &Facts) -> Option<Vec<OrderLineId>> {
        match self.scope {
            Scope::Order => {
                self.conditions.hold(facts, None).then(|| facts.lines.iter().map(|line| line.id).collect())
            }
            Scope::Line => {
                let held = facts.lines.iter().filter(|line| self.conditions.hold(facts, Some(line)));
                let lines: Vec<_> = held.map(|line| line.id).collect();
                (!lines.is_empty()).then_some(lines)
            }
        }
    }

    /// Whether the rule can be kept.
    ///
    /// # Errors
    /// With the first thing that is wrong.
    pub fn check(&self) -> Result<(), RuleFault> {
        let name = self.name.trim();
        if name.is_empty() || name.chars().count() > 80 {
            return Err(RuleFault::Name);
        }
        if self.actions.is_empty() || self.actions.len() > 10 {
            return Err(RuleFault::Actions(self.actions.len()));
        }
        if self.conditions.tests.len() > 20 {
            return Err(RuleFault::Tests(self.conditions.tests.len()));
        }
        self.conditions.tests.iter().try_for_each(|wanted| wanted.test.check())?;
        let late = matches!(self.event, Event::Late | Event::PurchasePlaced | Event::PurchaseConfirmed);
        if late && self.actions.iter().any(|action| matches!(action, Action::Forward(_))) {
            return Err(RuleFault::Forward);
        }
        self.actions.iter().try_for_each(Action::check)
    }
}

impl Test {
    fn check(&self) -> Result<(), RuleFault> {
        let list = |what: &'static str, count: usize| {
            if (1..=200).contains(&count) { Ok(()) } else { Err(RuleFault::List(what)) }
        };
        let range = |what: &'static str, from: Option<i64>, to: Option<i64>| {
            let open = from.is_none() && to.is_none();
            if open || from.zip(to).is_some_and(|(from, to)| to < from) {
                return Err(RuleFault::Range(what));
            }
            Ok(())
        };
        match self {
            Self::Shop(shops) => list("shops", shops.len()),
            Self::To(zones) => list("places", zones.len()),
            Self::Tag(tags) => {
                list("tags", tags.len())?;
                tags.iter().try_for_each(|tag| tag_fault(tag))
            }
            Self::Goods(patterns) => list("SKUs", patterns.len()),
            Self::Supplier(suppliers) => list("suppliers", suppliers.len()),
            Self::Payment(words) => list("payment states", words.len()),
            Self::Risk(words) => list("risk words", words.len()),
            Self::Fails(checks) => list("checks", checks.len()),
            Self::Total(from, to) => range("total", *from, *to),
            Self::Margin(from, to) => range("margin", *from, *to),
            Self::Units(from, to) => range("number of units", *from, *to),
            Self::Age(from, to) => range("age", *from, *to),
            Self::KnownCustomer => Ok(()),
        }
    }
}

impl Action {
    fn check(&self) -> Result<(), RuleFault> {
        let number = |what, found, least, most| {
            if (least..=most).contains(&found) {
                Ok(())
            } else {
                Err(RuleFault::Number { what, least, most, found })
            }
        };
        match self {
            Self::Tag(tag) | Self::Untag(tag) => tag_fault(tag),
            Self::Colour(colour) if colour.is_empty() || COLOURS.contains(&colour.as_str()) => Ok(()),
            Self::Colour(colour) => Err(RuleFault::Colour(colour.clone())),
            Self::Snooze(minutes) => number("The time in minutes", *minutes, 1, 90 * MINUTES_A_DAY),
            Self::Choice(n) => number("The choice", *n, 1, 20),
            Self::Forward(When::After(minutes)) => {
                number("The delay in minutes", *minutes, 0, 30 * MINUTES_A_DAY)
            }
            Self::Forward(When::At(minutes)) => number("The time of day in minutes", *minutes, 0, 1_439),
            Self::Hold | Self::Supplier(_) | Self::Draft { .. } | Self::Note(_) => Ok(()),
        }
    }
}

fn tag_fault(tag: &str) -> Result<(), RuleFault> {
    if (1..=60).contains(&tag.trim().chars().count()) { Ok(()) } else { Err(RuleFault::Tag) }
}
