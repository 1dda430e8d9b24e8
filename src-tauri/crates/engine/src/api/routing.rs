//! Routing rules, estimates of duty, the dry run and the replay.

mod words;

use rust_decimal::Decimal;
use stockless_core::day::Day;
use stockless_core::id::{OrderId, ShopId, SupplierId};
use stockless_core::place::Zone;
use stockless_core::route::How;
use stockless_store::Write;
use stockless_store::routing::DutyRow;

use super::{day, suppliers::decimal};
use crate::engine::Engine;
use crate::error::ApiError;
use crate::routing::{read_rule, read_rules, replay, stored_shape};
use crate::shapes::routing::{
    DryRun, DryRunRequest, DutyRuleShape, Replay, ReplayRequest, ReplayStop, RoutingRuleEnable,
    RoutingRuleMove, RoutingRuleShape,
};
use crate::shapes::shared::{ById, Done, Nothing, Page};

pub(crate) use words::{cost_shape, lost_shape};

pub fn routing_rules(engine: &Engine, _: Nothing) -> Result<Page<RoutingRuleShape>, ApiError> {
    let rows: Vec<RoutingRuleShape> = engine.with_context(|context| {
        let rules = context.read().routing_rules()?;
        Ok(rules.iter().map(|row| stored_shape(row, context.base())).collect())
    })?;
    Ok(Page { total: i64::try_from(rows.len()).unwrap_or(0), rows, next: None })
}

impl Engine {
    /// Changes what decides between offers: recorded for undo, parcels measured, open orders derived again. What is
    /// derived in the background is looked at once more before it is forwarded.
    fn change_routing(
        &self,
        action: &'static str,
        change: impl FnOnce(&Write<'_>) -> Result<i64, ApiError> + Send + 'static,
    ) -> Result<Done, ApiError> {
        let now = self.now();
        let (id, undo) = self.write(move |write| {
            write.begin_action();
            let id = change(write)?;
            write.mark_open(None)?;
            Ok((id, write.end_action(action, 1, now.ms())?))
        })?;
        self.refresh_soon()?;
        Ok(Done { count: 1, undo, id: Some(id) })
    }
}

pub fn routing_rule_save(engine: &Engine, request: RoutingRuleShape) -> Result<Done, ApiError> {
    let (rule, mut row) = engine.with_context(|context| read_rule(&request, context.base()))?;
    engine.change_routing("routing", move |write| {
        for shop in &rule.when.shops {
            write.shop(ShopId::new(shop.get()))?;
        }
        if let How::Preferred(supplier) = rule.how {
            write.supplier(SupplierId::new(supplier.get()))?;
        }
        row.enabled = row.id != 0 && write.routing_rule(row.id)?.enabled;
        Ok(write.save_routing_rule(&row)?)
    })
}

pub fn routing_rule_remove(engine: &Engine, request: ById) -> Result<Done, ApiError> {
    engine.change_routing("routing", move |write| {
        write.remove_routing_rule(request.id)?;
        Ok(request.id)
    })
}

pub fn routing_rule_move(engine: &Engine, request: RoutingRuleMove) -> Result<Done, ApiError> {
    let place = usize::try_from(request.place)
        .map_err(|_| ApiError::invalid("The place of a rule is 0 for the first, or more."))?;
    engine.change_routing("routing", move |write| {
        write.move_routing_rule(request.id, place)?;
        Ok(request.id)
    })
}

pub fn routing_rule_enable(engine: &Engine, request: RoutingRuleEnable) -> Result<Done, ApiError> {
    if request.on {
        // Rules compare days as they are now, not as they were when the last rule was on.
        engine.measure()?;
    }
    engine.change_routing("routing", move |write| {
        let mut row = write.routing_rule(request.id)?;
        let base = write.workspace()?.map(|workspace| workspace.base_currency);
        if let Some(base) = base.filter(|_| request.on) {
            crate::routing::stored(&row, base)?;
        }
        row.enabled = request.on;
        Ok(write.save_routing_rule(&row)?)
    })
}

pub fn duty_rules(engine: &Engine, _: Nothing) -> Result<Page<DutyRuleShape>, ApiError> {
    let day = |number: Option<i32>| number.and_then(Day::from_number).map(Day::iso).unwrap_or_default();
    let rows: Vec<DutyRuleShape> = engine
        .read(|read| Ok(read.duty_rules()?))?
        .into_iter()
        .map(|row| DutyRuleShape {
            id: Some(row.id),
            origin: row.origin.code(),
            destination: row.destination.code(),
            percent: row.percent.normalize().to_string(),
            from: day(row.from_day),
            to: day(row.to_day),
            source: row.source,
        })
        .collect();
    Ok(Page { total: i64::try_from(rows.len()).unwrap_or(0), rows, next: None })
}

pub fn duty_rule_save(engine: &Engine, request: DutyRuleShape) -> Result<Done, ApiError> {
    let row = duty_row(&request)?;
    engine.change_routing("duty", move |write| Ok(write.save_duty_rule(&row)?))
}

fn duty_row(request: &DutyRuleShape) -> Result<DutyRow, ApiError> {
    let zone = |text: &str| text.parse::<Zone>().map_err(|error| ApiError::invalid(format!("{error}.")));
    let on = |what: &str, text: &str| -> Result<Option<i32>, ApiError> {
        if text.trim().is_empty() { Ok(None) } else { Ok(Some(day(what, text)?.number())) }
    };
    let percent = decimal("duty", &request.percent)?;
    if percent > Decimal::ONE_THOUSAND {
        return Err(ApiError::invalid(format!("A duty of {percent} percent is more than is ever asked.")));
    }
    let (from_day, to_day) = (on("first day", &request.from)?, on("last day", &request.to)?);
    if from_day.zip(to_day).is_some_and(|(from, to)| to < from) {
        return Err(ApiError::invalid("The last day is before the first day."));
    }
    Ok(DutyRow {
        id: request.id.unwrap_or(0),
        origin: zone(&request.origin)?,
        destination: zone(&request.destination)?,
        percent,
        from_day,
        to_day,
        source: request.source.trim().to_owned(),
    })
}

pub fn duty_rule_remove(engine: &Engine, request: ById) -> Result<Done, ApiError> {
    engine.change_routing("duty", move |write| {
        write.remove_duty_rule(request.id)?;
        Ok(request.id)
    })
}

pub fn routing_dry_run(engine: &Engine, request: DryRunRequest) -> Result<DryRun, ApiError> {
    let days = match &request.rules {
        Some(_) => Some(std::rc::Rc::new(engine.days_now()?)),
        None => None,
    };
    engine.with_context(|context| {
        if let Some(rules) = &request.rules {
            context.try_rules(read_rules(rules, context.base())?)?;
        }
        if let Some(days) = &days {
            context.try_days(days);
        }
        super::orders::dry_run(context, OrderId::new(request.order_id))
    })
}

pub fn routing_replay(engine: &Engine, request: ReplayRequest) -> Result<Replay, ApiError> {
    replay(engine, request)
}

pub fn routing_replay_stop(engine: &Engine, request: ReplayStop) -> Result<Done, ApiError> {
    if engine.stop_job(&request.job) {
        Ok(Done { count: 1, ..Done::default() })
    } else {
        Err(ApiError::not_now("That replay is not running any more."))
    }
}
