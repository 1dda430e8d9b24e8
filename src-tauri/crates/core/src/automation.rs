//! Rules that work on orders: when something happens and the conditions hold, then actions follow.
//!
//! Rules are ordered within their event, and either the first that fits acts or all that fit act in order, as the
//! merchant says for each event. All conditions of one occasion are judged on the order as it stood when its turn came,
//! before any action of that occasion: what a rule does cannot make a later rule of the same occasion fit, and the order
//! of the rules decides only which action comes last. Where a later rule sets what an earlier one has set, that is told.
//!
//! No rule runs twice for the same occasion of an order, and what rules cause may set off further rules only
//! [`MOST_DEEP`] times in a row; see [`Guard`].

mod action;
mod condition;
mod event;
mod guard;
mod rule;
mod template;

pub use action::{Action, COLOURS, Recipient, When};
pub use condition::{Conditions, Facts, Line, Test, Wanted};
pub use event::Event;
pub use guard::{Guard, MOST_DEEP, Occasion};
pub use rule::{Fitting, Mode, Rule, RuleFault, Scope, Step, fitting, steps};
pub use template::{PLACES, Template};

#[cfg(test)]
mod tests;
