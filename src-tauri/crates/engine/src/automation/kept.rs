//! A rule as it is stored and crosses to hosts, and as it is reasoned about.

use stockless_core::automation::{
    Action, Conditions, Event, Recipient, Rule, Scope, Template, Test, Wanted, When,
};
use stockless_core::check::Check;
use stockless_core::id::{ShopId, SupplierId};
use stockless_core::money::{AmountFormat, Currency, parse_amount};
use stockless_core::order::Payment;
use stockless_core::place::Zone;
use stockless_core::route::Pattern;
use stockless_store::automation::RuleRow;

use crate::context::parse_percent;
use crate::error::ApiError;
use crate::shapes::automation::{ActionShape, ConditionShape, RuleBody, RuleShape, TestShape};

/// The shape of a stored rule.
pub(crate) fn shape_of(row: &RuleRow) -> Result<RuleShape, ApiError> {
    let rule: RuleBody = serde_json::from_str(&row.rule).map_err(|_| {
        ApiError::invalid("This rule was written by another version of Stockless and cannot be read.")
            .with_action("Write it anew.")
    })?;
    let event = row.event.word().to_owned();
    Ok(RuleShape { id: row.id, name: row.name.clone(), event, enabled: row.enabled, rule })
}

/// The stored form of what a rule asks for and does.
pub(crate) fn body_text(body: &RuleBody) -> Result<String, ApiError> {
    serde_json::to_string(body).map_err(|error| ApiError::internal(&error))
}

/// A rule to reason about. `base` is the currency of totals.
///
/// # Errors
/// With the first thing that is wrong with it.
pub(crate) fn rule_of(shape: &RuleShape, base: Currency) -> Result<Rule, ApiError> {
    let body = &shape.rule;
    let rule = Rule {
        id: shape.id,
        name: shape.name.trim().to_owned(),
        event: word("event", &shape.event, Event::from_word)?,
        scope: word("scope", &body.scope, Scope::from_word)?,
        conditions: Conditions {
            any: body.any,
            tests: body.conditions.iter().map(|kept| wanted(kept, base)).collect::<Result<_, _>>()?,
        },
        actions: body.actions.iter().map(action).collect::<Result<_, _>>()?,
    };
    rule.check().map_err(|fault| ApiError::invalid(fault.to_string()))?;
    Ok(rule)
}

fn word<T>(what: &str, text: &str, read: fn(&str) -> Option<T>) -> Result<T, ApiError> {
    read(text).ok_or_else(|| ApiError::invalid(format!("“{text}” is no {what} that rules know.")))
}

fn words<T>(what: &str, texts: &[String], read: fn(&str) -> Option<T>) -> Result<Vec<T>, ApiError> {
    texts.iter().map(|text| word(what, text, read)).collect()
}

fn wanted(kept: &ConditionShape, base: Currency) -> Result<Wanted, ApiError> {
    let amount = |text: &Option<String>| {
        let read = |text: &String| {
            parse_amount(text, base, AmountFormat::Point)
                .map(|money| money.minor())
                .map_err(|error| ApiError::invalid(format!("The total “{text}” cannot be used: {error}.")))
        };
        text.as_ref().map(read).transpose()
    };
    let percent = |text: &Option<String>| text.as_ref().map(|t| parse_percent("margin", t)).transpose();
    let test = match &kept.test {
        TestShape::Shop { shop_ids } => Test::Shop(shop_ids.iter().copied().map(ShopId::new).collect()),
        TestShape::To { zones } => Test::To(zones.iter().map(|text| zone(text)).collect::<Result<_, _>>()?),
        TestShape::Total { from, to } => Test::Total(amount(from)?, amount(to)?),
        TestShape::Margin { from, to } => Test::Margin(percent(from)?, percent(to)?),
        TestShape::Tag { tags } => Test::Tag(tags.clone()),
        TestShape::Goods { patterns } => {
            let read = |text: &String| {
                Pattern::new(text)
                    .ok_or_else(|| ApiError::invalid("A SKU to compare with has 1 to 200 characters."))
            };
            Test::Goods(patterns.iter().map(read).collect::<Result<_, _>>()?)
        }
        TestShape::Units { from, to } => Test::Units(*from, *to),
        TestShape::Supplier { supplier_ids } => {
            Test::Supplier(supplier_ids.iter().copied().map(SupplierId::new).collect())
        }
        TestShape::KnownCustomer {} => Test::KnownCustomer,
        TestShape::Payment { states } => Test::Payment(words("payment state", states, Payment::from_word)?),
        TestShape::Risk { words } => Test::Risk(words.clone()),
        TestShape::Age { from, to } => Test::Age(*from, *to),
        TestShape::Fails { checks } => Test::Fails(words("check", checks, Check::from_word)?),
    };
    Ok(Wanted { not: kept.not, test })
}

fn zone(text: &str) -> Result<Zone, ApiError> {
    text.parse().map_err(|error: stockless_core::place::UnknownZone| ApiError::invalid(format!("{error}.")))
}

fn template(text: &str) -> Result<Template, ApiError> {
    Template::new(text).map_err(ApiError::invalid)
}

fn action(kept: &ActionShape) -> Result<Action, ApiError> {
    Ok(match kept {
        ActionShape::Tag { tag } => Action::Tag(tag.trim().to_owned()),
        ActionShape::Untag { tag } => Action::Untag(tag.trim().to_owned()),
        ActionShape::Colour { colour } => Action::Colour(colour.clone()),
        ActionShape::Hold {} => Action::Hold,
        ActionShape::Snooze { minutes } => Action::Snooze(*minutes),
        ActionShape::Supplier { supplier_id } => Action::Supplier(SupplierId::new(*supplier_id)),
        ActionShape::Choice { n } => Action::Choice(*n),
        ActionShape::ForwardAfter { minutes } => Action::Forward(When::After(*minutes)),
        ActionShape::ForwardAt { time } => Action::Forward(When::At(minute_of_day(time)?)),
        ActionShape::Draft { to, subject, text } => Action::Draft {
            to: word("recipient", to, Recipient::from_word)?,
            subject: template(subject)?,
            text: template(text)?,
        },
        ActionShape::Note { text } => Action::Note(template(text)?),
    })
}

/// Minutes since midnight of `16:30`.
fn minute_of_day(text: &str) -> Result<i64, ApiError> {
    let read = || {
        let (hours, minutes) = text.trim().split_once(':')?;
        let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.parse().ok()?);
        ((0..24).contains(&hours) && (0..60).contains(&minutes)).then_some(hours * 60 + minutes)
    };
    read().ok_or_else(|| ApiError::invalid(format!("“{text}” is no time of day; write it as 16:30.")))
}
