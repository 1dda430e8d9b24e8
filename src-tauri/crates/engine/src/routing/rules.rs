//! Rules as they cross, as they are stored and as the arithmetic knows them.

use serde::{Deserialize, Serialize};
use stockless_core::id::{ShopId, SupplierId};
use stockless_core::money::{Currency, Money, Rounding};
use stockless_core::place::Zone;
use stockless_core::route::{How, Limits, Pattern, Rule, When};
use stockless_core::supplier::Standing;
use stockless_store::routing::RoutingRuleRow;

use crate::api::suppliers::decimal;
use crate::error::ApiError;
use crate::shapes::routing::{RoutingLimits, RoutingRuleShape, RoutingWhen};

/// The part of a rule that is stored as JSON.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    when: RoutingWhen,
    how: String,
    preferred_supplier_id: Option<i64>,
    limits: RoutingLimits,
}

/// Checks a rule and gives it as it is stored. `enabled` is taken as it is given.
pub fn read_rule(shape: &RoutingRuleShape, base: Currency) -> Result<(Rule, RoutingRuleRow), ApiError> {
    let rule = rule(shape, base)?;
    let body = Body {
        when: shape.when.clone(),
        how: shape.how.clone(),
        preferred_supplier_id: shape.preferred_supplier_id,
        limits: shape.limits.clone(),
    };
    let body = serde_json::to_string(&body).map_err(|error| ApiError::internal(&error))?;
    let row = RoutingRuleRow { id: rule.id, enabled: shape.enabled, name: rule.name.clone(), body };
    Ok((rule, row))
}

/// A list of rules to try.
pub fn read_rules(shapes: &[RoutingRuleShape], base: Currency) -> Result<Vec<Rule>, ApiError> {
    if shapes.len() > 200 {
        return Err(ApiError::invalid("Try at most 200 rules at once."));
    }
    shapes.iter().map(|shape| rule(shape, base)).collect()
}

/// A stored rule.
pub fn stored(row: &RoutingRuleRow, base: Currency) -> Result<Rule, ApiError> {
    rule(&body(row)?, base)
}

/// A stored rule as it crosses; one that cannot be read has its name and nothing else.
pub fn stored_shape(row: &RoutingRuleRow, base: Currency) -> RoutingRuleShape {
    match body(row) {
        Ok(shape) if rule(&shape, base).is_ok() => shape,
        _ => RoutingRuleShape {
            id: Some(row.id),
            name: row.name.clone(),
            enabled: row.enabled,
            how: How::Rank.word().to_owned(),
            unreadable: true,
            ..RoutingRuleShape::default()
        },
    }
}

fn body(row: &RoutingRuleRow) -> Result<RoutingRuleShape, ApiError> {
    let body: Body = serde_json::from_str(&row.body).map_err(|_| unreadable(&row.name))?;
    Ok(RoutingRuleShape {
        id: Some(row.id),
        name: row.name.clone(),
        enabled: row.enabled,
        when: body.when,
        how: body.how,
        preferred_supplier_id: body.preferred_supplier_id,
        limits: body.limits,
        unreadable: false,
    })
}

fn unreadable(name: &str) -> ApiError {
    ApiError::invalid(format!("What is stored of the rule “{name}” cannot be read."))
        .with_action("Enter its conditions again and save it, or remove it.")
}

fn rule(shape: &RoutingRuleShape, base: Currency) -> Result<Rule, ApiError> {
    let (when, limits) = (&shape.when, &shape.limits);
    let rule = Rule {
        id: shape.id.unwrap_or(0),
        name: shape.name.trim().to_owned(),
        when: When {
            to: zones(&when.to)?,
            shops: when.shop_ids.iter().copied().map(ShopId::new).collect(),
            goods: when.goods.iter().map(|text| pattern(text)).collect::<Result<_, _>>()?,
            every_line: when.every_line,
            tags: when.tags.iter().map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty()).collect(),
            value_from: value("order value", &when.value_from, base)?,
            value_to: value("order value", &when.value_to, base)?,
        },
        how: how(shape)?,
        limits: Limits {
            stock_left: limits.stock_left,
            from: zones(&limits.from)?,
            standing: limits.approved_only.then_some(Standing::Approved),
            most_suppliers: limits.most_suppliers,
            minimum_orders: limits.minimum_orders,
            most_days: limits.most_days,
        },
    };
    rule.check().map_err(|fault| ApiError::invalid(fault.to_string()))?;
    Ok(rule)
}

fn zones(texts: &[String]) -> Result<Vec<Zone>, ApiError> {
    let zone = |text: &String| text.parse::<Zone>().map_err(|error| ApiError::invalid(format!("{error}.")));
    texts.iter().map(zone).collect()
}

fn pattern(text: &str) -> Result<Pattern, ApiError> {
    Pattern::new(text).ok_or_else(|| ApiError::invalid("A SKU in a rule has 1 to 200 characters."))
}

fn value(what: &str, text: &str, base: Currency) -> Result<Option<i64>, ApiError> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    Ok(Some(Money::from_decimal(decimal(what, text)?, base, Rounding::HalfUp)?.minor()))
}

fn how(shape: &RoutingRuleShape) -> Result<How, ApiError> {
    match (shape.how.as_str(), shape.preferred_supplier_id) {
        ("rank", _) => Ok(How::Rank),
        ("cheapest", _) => Ok(How::Cheapest),
        ("fastest", _) => Ok(How::Fastest),
        ("preferred", Some(id)) => Ok(How::Preferred(SupplierId::new(id))),
        ("preferred", None) => Err(ApiError::invalid("Choose the supplier that the rule prefers.")),
        (other, _) => Err(ApiError::invalid(format!(
            "“{other}” is no way to choose; use rank, cheapest, fastest or preferred."
        ))),
    }
}
