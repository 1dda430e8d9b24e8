//! Who serves an order: the rules that are on, tasks for the arithmetic of `stockless_core::route`, and what rules would
//! have done with past orders.

mod desk;
mod measure;
mod replay;
mod rules;

pub use desk::{Routed, record, route, told};
pub use replay::replay;
pub use rules::{read_rule, read_rules, stored, stored_shape};

use std::collections::BTreeMap;

use stockless_core::day::Day;
use stockless_core::id::SupplierId;
use stockless_core::place::Country;
use stockless_core::route::{DutyRule, Measured, Rule};
use stockless_store::Read;
use stockless_store::routing::DutyRow;

use crate::error::ApiError;

/// What parcels needed, by supplier and country.
pub type DoorDays = BTreeMap<(SupplierId, Country), Measured>;

/// What decides between offers.
#[derive(Debug, Default)]
pub struct Routing {
    /// Rules that are on, first one first.
    pub rules: Vec<Rule>,
    /// Estimates of duty.
    pub duty: Vec<DutyRule>,
}

impl Routing {
    /// Reads the rules that are on. One that cannot be read decides nothing; the list of rules says so.
    pub fn load(read: &Read<'_>, base: stockless_core::money::Currency) -> Result<Self, ApiError> {
        let rules = read.routing_rules()?;
        let enabled = rules.iter().filter(|row| row.enabled);
        Ok(Self {
            rules: enabled.filter_map(|row| stored(row, base).ok()).collect(),
            duty: read.duty_rules()?.iter().map(duty_rule).collect(),
        })
    }
}

fn duty_rule(row: &DutyRow) -> DutyRule {
    DutyRule {
        origin: row.origin,
        destination: row.destination,
        percent: row.percent,
        from: row.from_day.and_then(Day::from_number),
        to: row.to_day.and_then(Day::from_number),
    }
}
