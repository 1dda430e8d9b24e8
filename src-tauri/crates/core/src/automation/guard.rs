//! Why rules come to an end: no rule acts twice on the same occasion, and what rules cause is counted.

use std::collections::HashSet;

use super::Event;
use crate::id::OrderId;

/// How many times in a row rules may set off rules. What an order's own changes set off is at depth 0.
pub const MOST_DEEP: i64 = 3;

/// One time that something happened to an order. `instance` is what makes it the same time: the version of the shop's
/// record, or of the purchase. Coming back to a state that the same record was in before is the same occasion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Occasion {
    /// The order.
    pub order: OrderId,
    /// What happened.
    pub event: Event,
    /// Which time.
    pub instance: i64,
    /// How many rules in a row led to it.
    pub depth: i64,
}

impl Occasion {
    /// True when rules may act on it at all.
    pub const fn may_act(&self) -> bool {
        self.depth <= MOST_DEEP
    }

    /// The depth of what is caused by rules that act on it.
    pub const fn depth_of_effects(&self) -> i64 {
        self.depth.saturating_add(1)
    }
}

/// Remembers which rule has acted on which occasion. The store keeps the same in a table; this is the form in which it
/// can be reasoned about.
#[derive(Debug, Clone, Default)]
pub struct Guard {
    ran: HashSet<(i64, OrderId, Event, i64)>,
}

impl Guard {
    /// True when the rule has acted on the occasion before.
    pub fn has_run(&self, rule: i64, occasion: &Occasion) -> bool {
        self.ran.contains(&(rule, occasion.order, occasion.event, occasion.instance))
    }

    /// Remembers that a rule acts. False when it has acted before and must not again.
    pub fn enter(&mut self, rule: i64, occasion: &Occasion) -> bool {
        self.ran.insert((rule, occasion.order, occasion.event, occasion.instance))
    }
}
