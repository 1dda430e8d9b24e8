//! Shapes that several features use.

use serde::{Deserialize, Serialize};
use stockless_core::money::{Currency, Money};
use ts_rs::TS;

/// An amount as people and scripts read it: major units as text, never a float.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Amount {
    /// Major units with the currency's places, `-12.34`.
    pub amount: String,
    /// ISO 4217 code.
    pub currency: String,
}

impl From<Money> for Amount {
    fn from(money: Money) -> Self {
        Self { amount: money.decimal().to_string(), currency: money.currency().to_string() }
    }
}

impl Amount {
    /// From minor units.
    pub fn minor(minor: i64, currency: Currency) -> Self {
        Money::from_minor(minor, currency).into()
    }
}

/// One page of a list.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Page<T> {
    /// Rows in the whole list, not in this page.
    pub total: i64,
    /// The rows of this page.
    pub rows: Vec<T>,
    /// Hand this back as `key` to get the next page; `null` at the end.
    pub next: Option<String>,
}

/// A command that needs nothing.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// A command about one thing.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ById {
    /// Which one.
    pub id: i64,
}

/// What an action did, and how to take it back.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct Done {
    /// How many things it changed.
    pub count: i64,
    /// Hand this to `undo`; `null` when there is nothing to take back.
    pub undo: Option<i64>,
    /// The row that was created or changed, where there is one.
    pub id: Option<i64>,
}
