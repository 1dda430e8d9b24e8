//! What payment providers and marketplaces keep, as dated rules that the merchant may edit.
//!
//! One rule is one line of a fee schedule: `clamp(rates × base + fixed, min, max)`, computed once for the order,
//! for each line or for each unit, and rounded half up once per computation. Schedules differ in what the base
//! counts, and in whether a step changes the rate of the whole base or only of the part above it; a rule says both.

mod amount;
mod choose;
mod preset;
#[cfg(test)]
mod tests;

pub use amount::fee;
pub use choose::{Occasion, rules_for};
pub use preset::{FeePreset, presets};

use rust_decimal::Decimal;

use crate::day::Day;
use crate::ledger::Account;
use crate::money::Money;
use crate::order::words;

/// What a fee is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FeeKind {
    /// Handling the payment.
    Payment,
    /// More for a card from another country.
    International,
    /// More for changing the currency.
    Conversion,
    /// What the shop system asks for payments that another provider handles.
    ForeignGateway,
    /// The marketplace's share of the sale.
    Commission,
    /// Listing and relisting.
    Listing,
    /// What a marketplace asks for obeying a country's rules.
    Regulatory,
}

words!(FeeKind {
    Payment = "payment",
    International = "international",
    Conversion = "conversion",
    ForeignGateway = "foreign_gateway",
    Commission = "commission",
    Listing = "listing",
    Regulatory = "regulatory",
});

impl FeeKind {
    /// Where the ledger books it.
    pub const fn account(self) -> Account {
        match self {
            Self::Payment | Self::International | Self::Conversion | Self::ForeignGateway => {
                Account::PaymentFees
            }
            Self::Commission | Self::Listing | Self::Regulatory => Account::Commissions,
        }
    }
}

/// Which amounts a rate is taken of. None of them for a fee that is only fixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FeeBase {
    /// Goods after discounts, and gift wrap.
    pub items: bool,
    /// Shipping charged to the customer.
    pub shipping: bool,
    /// Sales tax or VAT.
    pub tax: bool,
}

impl FeeBase {
    /// Everything the customer pays.
    pub const ALL: Self = Self { items: true, shipping: true, tax: true };
    /// Everything but tax.
    pub const WITHOUT_TAX: Self = Self { items: true, shipping: true, tax: false };
    /// Nothing: the fee is only fixed.
    pub const NONE: Self = Self { items: false, shipping: false, tax: false };
}

/// What a fee is computed for, each time with its own fixed part, minimum and rounding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Per {
    /// Once for the whole order.
    Order,
    /// Once for each line.
    Line,
    /// Once for each unit.
    Item,
}

words!(Per { Order = "order", Line = "line", Item = "item" });

/// A percentage that holds up to an amount of the base.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Step {
    /// The base up to which it holds, that amount included; `None` for all above.
    pub up_to: Option<Money>,
    /// Percent: 2.9 for 2.9 %.
    pub percent: Decimal,
}

/// How the percentage follows from the base. Steps rise; beyond the last one, the last percentage holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Rates {
    /// One percentage: 2.9 for 2.9 %.
    Flat(Decimal),
    /// The step that the base falls into decides the percentage of all of it.
    Whole(Vec<Step>),
    /// Each part of the base has the percentage of its own step.
    Portions(Vec<Step>),
}

/// A fixed part that holds up to an amount of the base.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FixedStep {
    /// The base up to which it holds, that amount included; `None` for all above.
    pub up_to: Option<Money>,
    /// The fixed part.
    pub amount: Money,
}

/// One rule of a fee schedule.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FeeRule {
    /// What it is for.
    pub kind: FeeKind,
    /// The payment methods it is for: those whose name contains this text. `None` for all.
    pub gateway: Option<String>,
    /// What the rates are taken of.
    pub base: FeeBase,
    /// The percentages.
    pub rates: Rates,
    /// Fixed parts, rising; empty for none.
    pub fixed: Vec<FixedStep>,
    /// The least that is asked.
    pub min: Option<Money>,
    /// The most that is asked. Beats the least.
    pub max: Option<Money>,
    /// What it is computed for.
    pub per: Per,
    /// First day on which it holds.
    pub valid_from: Day,
    /// Last day on which it holds; `None` while it does.
    pub valid_to: Option<Day>,
    /// True when the fee comes back with a refund.
    pub refundable: bool,
    /// Where the numbers are from.
    pub source: String,
}

/// One line of an order, as fee schedules see it. Shipping and tax are the line's shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FeeLine {
    /// Goods after discounts, all units.
    pub items: Money,
    /// Shipping charged.
    pub shipping: Money,
    /// Tax charged.
    pub tax: Money,
    /// Units; a line of none costs no fee.
    pub quantity: i64,
}
