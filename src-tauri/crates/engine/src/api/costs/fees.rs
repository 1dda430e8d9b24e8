//! What payment providers and marketplaces keep: the rules of each shop, and published schedules to start from.

use rust_decimal::Decimal;
use stockless_core::day::Day;
use stockless_core::fee::{FeeKind, FeePreset, FeeRule, Per, Rates, Step, presets};
use stockless_core::id::ShopId;
use stockless_core::money::{Currency, Money, Rounding};
use stockless_store::Write;
use stockless_store::shops::FeeRuleRow;

use crate::api::day;
use crate::api::suppliers::decimal;
use crate::engine::Engine;
use crate::error::ApiError;
use crate::shapes::profit::{FeePresetAdd, FeePresetShape, FeeRuleShape};
use crate::shapes::shared::{ById, Done, Nothing, Page};

pub fn fee_rules(engine: &Engine, _: Nothing) -> Result<Page<FeeRuleShape>, ApiError> {
    let rows = engine.read(|read| {
        let mut rows = Vec::new();
        for row in read.fee_rules()? {
            let currency = read.shop(ShopId::new(row.shop_id))?.currency;
            rows.push(shape(&row, currency));
        }
        Ok(rows)
    })?;
    Ok(Page { total: i64::try_from(rows.len()).unwrap_or(0), rows, next: None })
}

fn shape(row: &FeeRuleRow, currency: Currency) -> FeeRuleShape {
    let text = |minor: i64| Money::from_minor(minor, currency).decimal().to_string();
    let day = |number: Option<i32>| number.and_then(Day::from_number).map(Day::iso).unwrap_or_default();
    FeeRuleShape {
        id: Some(row.id),
        shop_id: row.shop_id,
        kind: row.kind.clone(),
        gateway: row.gateway.clone(),
        percent: row.percent.normalize().to_string(),
        fixed: text(row.fixed_minor),
        per: row.per.clone(),
        above: row.above_minor.map(text).unwrap_or_default(),
        above_percent: row.above_minor.map(|_| row.above_percent.normalize().to_string()).unwrap_or_default(),
        small: row.small_minor.map(text).unwrap_or_default(),
        small_fixed: row.small_minor.map(|_| text(row.small_fixed_minor)).unwrap_or_default(),
        min: row.min_minor.map(text).unwrap_or_default(),
        max: row.max_minor.map(text).unwrap_or_default(),
        on_items: row.on_items,
        on_shipping: row.on_shipping,
        on_tax: row.on_tax,
        from: day(row.from_day),
        to: day(row.to_day),
        source: row.source.clone(),
    }
}

pub fn fee_rule_save(engine: &Engine, request: FeeRuleShape) -> Result<Done, ApiError> {
    let currency = engine.read(|read| Ok(read.shop(ShopId::new(request.shop_id))?))?.currency;
    let row = row(&request, currency)?;
    let now = engine.now();
    let (id, undo) = engine.write(move |write| {
        write.begin_action();
        let id = write.save_fee_rule(&row)?;
        write.mark_all(Some(ShopId::new(row.shop_id)))?;
        Ok((id, write.end_action("fee", 1, now.ms())?))
    })?;
    engine.refresh_marked()?;
    Ok(Done { count: 1, undo, id: Some(id) })
}

fn row(request: &FeeRuleShape, currency: Currency) -> Result<FeeRuleRow, ApiError> {
    if !["payment", "commission"].contains(&request.kind.as_str()) {
        return Err(ApiError::invalid(format!("“{}” is not payment or commission.", request.kind)));
    }
    let per = if request.per.is_empty() { Per::Order.word() } else { request.per.as_str() };
    if Per::from_word(per).is_none() {
        return Err(ApiError::invalid(format!("“{per}” is not order, line or item.")));
    }
    let money = |what: &str, text: &str| -> Result<Option<i64>, ApiError> {
        if text.trim().is_empty() {
            return Ok(None);
        }
        let value = decimal(what, text)?;
        Ok(Some(Money::from_decimal(value, currency, Rounding::HalfUp)?.minor()))
    };
    let limit = |what: &str, text: &str| -> Result<Option<i64>, ApiError> {
        // An amount of nothing is no limit: it is what an emptied field says.
        Ok(money(what, text)?.filter(|minor| *minor > 0))
    };
    let on = |what: &str, text: &str| -> Result<Option<i32>, ApiError> {
        if text.trim().is_empty() { Ok(None) } else { Ok(Some(day(what, text)?.number())) }
    };
    let (from_day, to_day) = (on("first day", &request.from)?, on("last day", &request.to)?);
    if from_day.zip(to_day).is_some_and(|(from, to)| to < from) {
        return Err(ApiError::invalid("The last day is before the first day."));
    }
    Ok(FeeRuleRow {
        id: request.id.unwrap_or(0),
        shop_id: request.shop_id,
        kind: request.kind.clone(),
        gateway: request.gateway.trim().to_owned(),
        percent: percent(&request.percent)?,
        fixed_minor: money("fixed part", &request.fixed)?.unwrap_or(0),
        per: per.to_owned(),
        above_minor: limit("amount of the next percentage", &request.above)?,
        above_percent: percent(&request.above_percent)?,
        small_minor: limit("amount of the small fixed part", &request.small)?,
        small_fixed_minor: money("small fixed part", &request.small_fixed)?.unwrap_or(0),
        min_minor: money("smallest fee", &request.min)?,
        max_minor: money("largest fee", &request.max)?,
        on_items: request.on_items,
        on_shipping: request.on_shipping,
        on_tax: request.on_tax,
        from_day,
        to_day,
        source: request.source.trim().to_owned(),
    })
}

fn percent(text: &str) -> Result<Decimal, ApiError> {
    let percent = decimal("percentage", text)?;
    if percent > Decimal::ONE_HUNDRED {
        return Err(ApiError::invalid(format!("{percent} % is more than everything.")));
    }
    Ok(percent)
}

pub fn fee_rule_remove(engine: &Engine, request: ById) -> Result<Done, ApiError> {
    let now = engine.now();
    let undo = engine.write(move |write| {
        let rule = write.fee_rules()?.into_iter().find(|rule| rule.id == request.id);
        let rule = rule.ok_or_else(|| ApiError::not_found("fee rule", request.id))?;
        write.begin_action();
        write.remove_fee_rule(rule.id)?;
        write.mark_all(Some(ShopId::new(rule.shop_id)))?;
        Ok(write.end_action("fee", 1, now.ms())?)
    })?;
    engine.refresh_marked()?;
    Ok(Done { count: 1, undo, id: None })
}

pub fn fee_presets(_: &Engine, _: Nothing) -> Result<Page<FeePresetShape>, ApiError> {
    let rows: Vec<FeePresetShape> = presets().iter().filter_map(preset_shape).collect();
    Ok(Page { total: i64::try_from(rows.len()).unwrap_or(0), rows, next: None })
}

/// A preset whose every general rule can be written as a rule of a shop. One that cannot is left out as a whole, because
/// half of a schedule would be a wrong one.
fn preset_shape(preset: &FeePreset) -> Option<FeePresetShape> {
    let from = Day::ymd(preset.as_of, 1, 1)?;
    let source = format!("{}, {}", preset.source, preset.as_of);
    let mut rules = Vec::new();
    for rule in preset.rules(from) {
        if matches!(rule.kind, FeeKind::International | FeeKind::Conversion | FeeKind::ForeignGateway) {
            continue;
        }
        rules.push(preset_rule(&rule, &source)?);
    }
    let currency = preset.currency.to_string();
    Some(FeePresetShape { name: preset.name.to_owned(), currency, rules, source })
}

fn preset_rule(rule: &FeeRule, source: &str) -> Option<FeeRuleShape> {
    let text = |money: Money| money.decimal().to_string();
    let plain = |percent: Decimal| percent.normalize().to_string();
    let (percent, above, above_percent) = match &rule.rates {
        Rates::Flat(percent) => (plain(*percent), String::new(), String::new()),
        Rates::Portions(steps) => match steps.as_slice() {
            [Step { up_to: Some(end), percent }, Step { up_to: None, percent: rest }] => {
                (plain(*percent), text(*end), plain(*rest))
            }
            _ => return None,
        },
        Rates::Whole(_) => return None,
    };
    let (fixed, small, small_fixed) = match rule.fixed.as_slice() {
        [] => (String::new(), String::new(), String::new()),
        [only] => (text(only.amount), String::new(), String::new()),
        [first, rest] if rest.up_to.is_none() => (text(rest.amount), text(first.up_to?), text(first.amount)),
        _ => return None,
    };
    Some(FeeRuleShape {
        id: None,
        shop_id: 0,
        kind: if rule.kind == FeeKind::Payment { "payment" } else { "commission" }.to_owned(),
        gateway: rule.gateway.clone().unwrap_or_default(),
        percent,
        fixed,
        per: rule.per.word().to_owned(),
        above,
        above_percent,
        small,
        small_fixed,
        min: rule.min.map(text).unwrap_or_default(),
        max: rule.max.map(text).unwrap_or_default(),
        on_items: rule.base.items,
        on_shipping: rule.base.shipping,
        on_tax: rule.base.tax,
        from: String::new(),
        to: String::new(),
        source: source.to_owned(),
    })
}

pub fn fee_preset_add(engine: &Engine, request: FeePresetAdd) -> Result<Done, ApiError> {
    let preset = presets().iter().find(|preset| preset.name == request.name);
    let shape = preset
        .and_then(preset_shape)
        .ok_or_else(|| ApiError::invalid(format!("There is no fee schedule “{}”.", request.name)))?;
    let id = ShopId::new(request.shop_id);
    let shop = engine.read(|read| Ok(read.shop(id)?))?;
    if shape.currency != shop.currency.code() {
        let (schedule, name, own) = (&shape.currency, &shop.name, shop.currency);
        return Err(ApiError::invalid(format!(
            "“{}” is in {schedule}, but {name} counts in {own}.",
            request.name
        ))
        .with_action(format!("Enter fees of your own with the amounts in {own}.")));
    }
    let rules =
        shape.rules.iter().map(|rule| row(&FeeRuleShape { shop_id: shop.id, ..rule.clone() }, shop.currency));
    let rules = rules.collect::<Result<Vec<_>, _>>()?;
    let now = engine.now();
    let today = engine.with_context(|context| Ok(context.today()))?;
    let (count, undo) = engine.write(move |write| {
        write.begin_action();
        let count = add_missing(write, rules, today)?;
        if count > 0 {
            write.mark_all(Some(id))?;
        }
        Ok((count, write.end_action("fee", count, now.ms())?))
    })?;
    engine.refresh_marked()?;
    Ok(Done { count, undo, id: None })
}

/// Adds those rules that the shop does not have. One that has ended is no longer had: the new one begins after it.
fn add_missing(write: &Write<'_>, rules: Vec<FeeRuleRow>, today: Day) -> Result<i64, ApiError> {
    let held = write.fee_rules()?;
    let mut count = 0;
    for mut rule in rules {
        let same: Vec<&FeeRuleRow> = held.iter().filter(|known| is_same(known, &rule)).collect();
        if same.iter().any(|known| known.to_day.is_none_or(|last| last >= today.number())) {
            continue;
        }
        let ended = same.iter().filter_map(|known| known.to_day).max().and_then(Day::from_number);
        rule.from_day = ended.map(|last| last.plus_days(1).number());
        write.save_fee_rule(&rule)?;
        count += 1;
    }
    Ok(count)
}

/// A rule of the same schedule stays the same when its figures were changed by hand, and one with the same figures when
/// its source was.
fn is_same(known: &FeeRuleRow, rule: &FeeRuleRow) -> bool {
    let of_one_kind = known.shop_id == rule.shop_id
        && known.kind == rule.kind
        && known.per == rule.per
        && known.gateway.eq_ignore_ascii_case(&rule.gateway);
    let figures = |row: &FeeRuleRow| {
        let percents = (row.percent.normalize(), row.above_percent.normalize());
        let amounts = (
            row.fixed_minor,
            row.above_minor,
            row.small_minor,
            row.small_fixed_minor,
            row.min_minor,
            row.max_minor,
        );
        (percents, amounts, row.on_items, row.on_shipping, row.on_tax)
    };
    of_one_kind && (known.source == rule.source || figures(known) == figures(rule))
}
