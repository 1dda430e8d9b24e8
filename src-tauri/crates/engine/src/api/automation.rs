//! Rules: the list, its settings, dry runs, the log and the messages that rules wrote.

use stockless_core::automation::{Event, PLACES};
use stockless_core::id::{ShopId, SupplierId};
use stockless_core::money::{AmountFormat, parse_amount};
use stockless_store::Read;
use stockless_store::automation::{ForwardState, LogRow, RuleRow as Row};

use super::{id_key, page_size};
use crate::automation::{self as rules, body_text, rule_of, shape_of};
use crate::context::Context;
use crate::engine::Engine;
use crate::error::ApiError;
use crate::forwarding::Limit;
use crate::shapes::automation::{
    ActionShape, AskingAnswer, AutomaticLimit, AutomaticRow, AutomaticSwitch, Automation, DeedShape,
    DraftRow, DraftsRequest, RuleDryRun, RuleDryRunRequest, RuleLogRequest, RuleLogRow, RuleMode, RuleMove,
    RuleRow, RuleShape, RuleSwitch, TestShape,
};
use crate::shapes::shared::{Amount, ById, Done, Nothing, Page};

pub fn automation(engine: &Engine, _: Nothing) -> Result<Automation, ApiError> {
    engine.with_context(|context| {
        let read = context.read();
        let limit = rules::LIMIT.read(read)?;
        let rules = read.automation_rules()?.iter().map(|row| rule_row(context, row)).collect();
        let mut suppliers = Vec::new();
        for row in read.suppliers()? {
            let on = read.is_automatic(SupplierId::new(row.id))?;
            suppliers.push(AutomaticRow { supplier_id: row.id, supplier: row.name, on });
        }
        Ok(Automation {
            rules,
            first_only: rules::first_only(read)?.iter().map(|event| event.word().to_owned()).collect(),
            suppliers,
            most_orders: limit.orders,
            most_to_pay: Amount::minor(limit.to_pay_minor, context.base()),
            asking: rules::asking(context)?,
            planned: read.automation_forwards_total(ForwardState::Planned)?,
            drafts: read.drafts_total()?,
            places: PLACES.map(str::to_owned).to_vec(),
        })
    })
}

/// A rule that was right when it was kept may name what is gone by now.
fn rule_row(context: &Context<'_>, row: &Row) -> RuleRow {
    let shape = shape_of(row);
    let fault = match &shape {
        Err(error) => error.message.clone(),
        Ok(shape) => {
            let usable = rule_of(shape, context.base()).and_then(|_| names_exist(context.read(), shape));
            usable.err().map(|error| error.message).unwrap_or_default()
        }
    };
    RuleRow {
        rule: shape.ok(),
        id: row.id,
        name: row.name.clone(),
        event: row.event.word().to_owned(),
        enabled: row.enabled,
        fault,
    }
}

/// Every shop and supplier that a rule names is there.
fn names_exist(read: &Read<'_>, shape: &RuleShape) -> Result<(), ApiError> {
    for condition in &shape.rule.conditions {
        match &condition.test {
            TestShape::Shop { shop_ids } => {
                shop_ids.iter().try_for_each(|id| read.shop(ShopId::new(*id)).map(drop))?;
            }
            TestShape::Supplier { supplier_ids } => {
                supplier_ids.iter().try_for_each(|id| read.supplier(SupplierId::new(*id)).map(drop))?;
            }
            _ => {}
        }
    }
    for action in &shape.rule.actions {
        if let ActionShape::Supplier { supplier_id } = action {
            read.supplier(SupplierId::new(*supplier_id))?;
        }
    }
    Ok(())
}

fn event(text: &str) -> Result<Event, ApiError> {
    Event::from_word(text)
        .ok_or_else(|| ApiError::invalid(format!("“{text}” is no event that rules listen to.")))
}

pub fn automation_rule_save(engine: &Engine, request: RuleShape) -> Result<Done, ApiError> {
    let row = engine.with_context(|context| {
        let rule = rule_of(&request, context.base())?;
        names_exist(context.read(), &request)?;
        let rule_text = body_text(&request.rule)?;
        Ok(Row {
            id: request.id,
            event: rule.event,
            enabled: request.enabled,
            name: rule.name,
            rule: rule_text,
        })
    })?;
    let now = engine.now();
    let id = engine.write(move |write| Ok::<_, ApiError>(write.save_automation_rule(&row, now.ms())?))?;
    Ok(Done { count: 1, id: Some(id), ..Done::default() })
}

pub fn automation_rule_remove(engine: &Engine, request: ById) -> Result<Done, ApiError> {
    engine.write(move |write| Ok::<_, ApiError>(write.remove_automation_rule(request.id)?))?;
    Ok(Done { count: 1, ..Done::default() })
}

pub fn automation_rule_move(engine: &Engine, request: RuleMove) -> Result<Done, ApiError> {
    engine.write(move |write| Ok::<_, ApiError>(write.move_automation_rule(request.id, request.to)?))?;
    Ok(Done { count: 1, id: Some(request.id), ..Done::default() })
}

pub fn automation_rule_enable(engine: &Engine, request: RuleSwitch) -> Result<Done, ApiError> {
    engine.write(move |write| Ok::<_, ApiError>(write.enable_automation_rule(request.id, request.on)?))?;
    Ok(Done { count: 1, id: Some(request.id), ..Done::default() })
}

pub fn automation_mode(engine: &Engine, request: RuleMode) -> Result<Done, ApiError> {
    let event = event(&request.event)?;
    engine.write(move |write| rules::save_first_only(write, event, request.first_only))?;
    Ok(Done { count: 1, ..Done::default() })
}

pub fn automation_supplier(engine: &Engine, request: AutomaticSwitch) -> Result<Done, ApiError> {
    let (id, now) = (SupplierId::new(request.supplier_id), engine.now());
    engine.write(move |write| {
        write.supplier(id)?;
        Ok::<_, ApiError>(write.set_automatic(id, request.on, now)?)
    })?;
    Ok(Done { count: 1, id: Some(request.supplier_id), ..Done::default() })
}

/// A limit as somebody typed it.
pub(crate) fn limit_of(engine: &Engine, orders: i64, to_pay: &Amount) -> Result<Limit, ApiError> {
    let base = engine.workspace_row()?.base_currency;
    let text = &to_pay.amount;
    let amount = parse_amount(text, base, AmountFormat::Point)
        .map_err(|error| ApiError::invalid(format!("The amount “{text}” cannot be used: {error}.")))?;
    if to_pay.currency != base.code() {
        return Err(ApiError::invalid(format!("The limit is an amount in {base}.")));
    }
    if !(0..=100_000).contains(&orders) || amount.minor() < 0 {
        return Err(ApiError::invalid(
            "The limit is 0 to 100,000 orders and an amount that is not below zero.",
        ));
    }
    Ok(Limit { orders, to_pay_minor: amount.minor() })
}

pub fn automation_limit(engine: &Engine, request: AutomaticLimit) -> Result<Done, ApiError> {
    let limit = limit_of(engine, request.orders, &request.to_pay)?;
    engine.write(move |write| rules::LIMIT.save(write, limit))?;
    Ok(Done { count: 1, ..Done::default() })
}

pub fn automation_answer(engine: &Engine, request: AskingAnswer) -> Result<Done, ApiError> {
    Ok(Done { count: rules::decide(engine, request.forward)?, ..Done::default() })
}

pub fn automation_dry_run(engine: &Engine, request: RuleDryRunRequest) -> Result<RuleDryRun, ApiError> {
    engine.with_context(|context| {
        names_exist(context.read(), &request.rule)?;
        rules::dry_run(context, &request)
    })
}

pub fn automation_log(engine: &Engine, request: RuleLogRequest) -> Result<Page<RuleLogRow>, ApiError> {
    let (limit, before) = (page_size(request.limit), id_key(request.key.as_deref(), i64::MAX)?);
    engine.read(|read| {
        let rows = read.automation_log(request.rule_id, before, limit)?;
        let full = i64::try_from(rows.len()).unwrap_or(0) == limit;
        let next = rows.last().filter(|_| full).map(|row| row.id.to_string());
        let total = read.automation_log_total(request.rule_id)?;
        Ok(Page { total, rows: rows.into_iter().map(log_row).collect(), next })
    })
}

fn log_row(row: LogRow) -> RuleLogRow {
    RuleLogRow {
        id: row.id,
        at: row.at.iso(),
        order_id: row.order.get(),
        number: row.number,
        rule_id: row.rule,
        rule: row.name,
        event: row.event.word().to_owned(),
        deed: DeedShape { did: row.did, facts: row.facts },
        undo: row.undo,
        undone: row.undone,
    }
}

pub fn drafts(engine: &Engine, request: DraftsRequest) -> Result<Page<DraftRow>, ApiError> {
    let (limit, before) = (page_size(request.limit), id_key(request.key.as_deref(), i64::MAX)?);
    engine.read(|read| {
        let rows = read.drafts(before, limit)?;
        let full = i64::try_from(rows.len()).unwrap_or(0) == limit;
        let next = rows.last().filter(|_| full).map(|row| row.id.to_string());
        let shape = |row: stockless_store::automation::DraftRow| DraftRow {
            id: row.id,
            order_id: row.order.get(),
            number: row.number,
            recipient: row.recipient,
            address: row.address,
            subject: row.subject,
            text: row.text,
            rule: row.rule,
            created_at: row.created.iso(),
        };
        Ok(Page { total: read.drafts_total()?, rows: rows.into_iter().map(shape).collect(), next })
    })
}

pub fn draft_remove(engine: &Engine, request: ById) -> Result<Done, ApiError> {
    let now = engine.now();
    let undo = engine.write(move |write| {
        write.begin_action();
        write.remove_draft(request.id)?;
        Ok::<_, ApiError>(write.end_action("draft", 1, now.ms())?)
    })?;
    Ok(Done { count: 1, undo, id: Some(request.id) })
}
