//! Measuring how long parcels take: once a day and when rules change, never while an order is looked at.

use std::sync::Arc;

use stockless_core::route::{How, Rule};
use stockless_store::Charge;

use super::DoorDays;
use crate::context::Context;
use crate::engine::Engine;
use crate::error::ApiError;

/// How far back parcels count.
const A_YEAR_MS: i64 = 365 * 86_400_000;
/// The setting that keeps the day of the last measuring.
const MEASURED_ON: &str = "days_measured";

/// True when a rule's choice hangs on how long parcels take.
fn asks_days(rule: &Rule) -> bool {
    rule.how == How::Fastest || rule.limits.most_days.is_some()
}

impl Engine {
    /// What parcels needed, as of now. Reads only.
    pub(crate) fn days_now(&self) -> Result<DoorDays, ApiError> {
        let since = self.now().plus_ms(-A_YEAR_MS).ms();
        self.read(|read| Ok(read.measure_days(since)?))
    }

    /// Measures and keeps the outcome. Marks open orders when it differs and a rule that is on hangs on it.
    pub(crate) fn measure(&self) -> Result<(), ApiError> {
        let days = Arc::new(self.days_now()?);
        let now = self.now();
        self.write(move |write| {
            let context = Context::load(write, now)?;
            write.save_setting(MEASURED_ON, &context.today().iso())?;
            if write.save_door_days(&days)? && context.routing()?.rules.iter().any(asks_days) {
                write.mark_open(None)?;
            }
            Ok(())
        })
    }

    /// Measures when it was not done today.
    pub(crate) fn measure_daily(&self) -> Result<(), ApiError> {
        if self.store().charge() == Charge::ReadOnly {
            return Ok(());
        }
        let is_due = self.read(|read| {
            let Some(workspace) = read.workspace()? else { return Ok(false) };
            let zone = workspace.time_zone.parse().unwrap_or(chrono_tz::Tz::UTC);
            let today = self.now().day_in(zone).iso();
            Ok(read.setting(MEASURED_ON)?.is_none_or(|day| day != today))
        })?;
        if is_due { self.measure() } else { Ok(()) }
    }
}
