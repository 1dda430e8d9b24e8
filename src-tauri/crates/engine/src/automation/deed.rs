//! What an action means for one order: worked out from what is stored, without changing anything.

use std::collections::BTreeMap;

use stockless_core::automation::{Action, Recipient, Rule, Step, Template, When};
use stockless_core::check::Queue;
use stockless_core::day::{Day, Instant};
use stockless_core::id::{OfferId, OrderLineId};
use stockless_core::money::Money;

use super::subject::Subject;
use crate::assess::{self, Assessed, OpenLine};
use crate::context::{Context, Way};
use crate::error::ApiError;

/// What is done to an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Nothing; the facts say why.
    Nothing,
    /// A tag is added or removed.
    Tag(String, bool),
    /// The colour flag is set.
    Colour(String),
    /// It is held.
    Hold,
    /// It is put aside.
    Snooze(Instant),
    /// Offers serve its lines, or parts of them, with their factors.
    Route(Vec<(OrderLineId, String, OfferId, i64)>),
    /// It is planned to be forwarded.
    Forward(Instant),
    /// A message is written: to whom, mail address, subject, text.
    Draft(Recipient, String, String, String),
    /// A note is added.
    Note(String),
}

/// What an action means for one order, and what is told about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// The word of the action, or `nothing`.
    pub did: &'static str,
    /// Facts for its text.
    pub facts: BTreeMap<String, String>,
    /// The change.
    pub change: Change,
}

impl Deed {
    fn new(action: &Action, change: Change) -> Self {
        Self { did: action.word(), facts: BTreeMap::new(), change }
    }

    /// Nothing is done, for a reason.
    fn nothing(action: &Action, why: &str) -> Self {
        let facts = [("action", action.word()), ("why", why)];
        let facts = facts.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        Self { did: "nothing", facts, change: Change::Nothing }
    }

    fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.facts.insert(name.to_owned(), value.into());
        self
    }

    /// Works out what steps mean for an order, each on what the ones before it leave behind. What a dry run tells and
    /// what is then done come from here alike.
    pub fn all<'r>(
        context: &Context<'_>,
        mut subject: Subject,
        steps: Vec<Step<'r>>,
    ) -> Result<Vec<(&'r Rule, Self)>, ApiError> {
        let mut deeds = Vec::new();
        for step in steps {
            let deed = Self::of(context, &subject, &step)?;
            subject.after(&deed.change, &step.rule.name);
            deeds.push((step.rule, deed));
        }
        Ok(deeds)
    }

    fn of(context: &Context<'_>, subject: &Subject, step: &Step<'_>) -> Result<Self, ApiError> {
        let deed = work_out(context, subject, step)?;
        Ok(match step.over {
            Some(earlier) if deed.change != Change::Nothing => deed.with("over", earlier),
            _ => deed,
        })
    }
}

fn work_out(context: &Context<'_>, subject: &Subject, step: &Step<'_>) -> Result<Deed, ApiError> {
    let action = step.action;
    let read = context.read();
    Ok(match action {
        Action::Tag(tag) | Action::Untag(tag) => {
            let on = matches!(action, Action::Tag(_));
            if subject.tags.contains(tag) == on {
                return Ok(Deed::nothing(action, "already").with("tag", tag));
            }
            Deed::new(action, Change::Tag(tag.clone(), on)).with("tag", tag)
        }
        Action::Colour(colour) => {
            if subject.work.colour == *colour {
                return Ok(Deed::nothing(action, "already").with("colour", colour));
            }
            Deed::new(action, Change::Colour(colour.clone())).with("colour", colour)
        }
        Action::Hold => {
            if is_over(subject) || subject.assessed(context)?.open.is_empty() {
                Deed::nothing(action, "nothing_open")
            } else if !subject.work.held.is_empty() {
                Deed::nothing(action, "already")
            } else {
                Deed::new(action, Change::Hold)
            }
        }
        Action::Snooze(minutes) => {
            if is_over(subject) {
                return Ok(Deed::nothing(action, "nothing_open"));
            }
            let until = context.now.plus_ms(minutes.saturating_mul(60_000));
            Deed::new(action, Change::Snooze(until)).with("until", until.iso())
        }
        Action::Supplier(supplier) => {
            let name = read.supplier(*supplier).map_or_else(|_| supplier.to_string(), |row| row.name);
            let offered = |way: &Way| way.supplier.id == *supplier;
            route(context, subject, step, |ways| ways.iter().find(|way| offered(way)).cloned())?
                .with("supplier", name)
        }
        Action::Choice(n) => {
            let at = usize::try_from(n.saturating_sub(1)).unwrap_or(usize::MAX);
            route(context, subject, step, |ways| ways.get(at).cloned())?.with("n", n.to_string())
        }
        Action::Forward(when) => forward(context, subject, action, *when)?,
        Action::Draft { to, subject: title, text } => draft(context, subject, action, *to, title, text)?,
        Action::Note(text) => {
            let text = text.fill(&places(context, subject)?);
            Deed::new(action, Change::Note(text.clone())).with("text", text)
        }
    })
}

fn is_over(subject: &Subject) -> bool {
    subject.view.queue == Queue::Done
}

/// Lets another mapped offer serve the lines the rule is about.
fn route(
    context: &Context<'_>,
    subject: &Subject,
    step: &Step<'_>,
    choose: impl Fn(&[Way]) -> Option<Way>,
) -> Result<Deed, ApiError> {
    let assessed = subject.assessed(context)?;
    let about = |open: &&OpenLine| step.lines.contains(&open.line.id);
    let (mut changes, mut served, mut missing) = (Vec::new(), Vec::new(), Vec::new());
    let mut suits = false;
    for open in assessed.open.iter().filter(about) {
        let mut ways = context.ways(open.line.product, assessed.ship_to.country)?;
        ways.retain(|way| way.part == open.part);
        match choose(&ways) {
            None => missing.push(name_of(open)),
            Some(way) if open.chosen().is_some_and(|now| now.way.offer.id == way.offer.id) => suits = true,
            Some(way) => {
                changes.push((open.line.id, open.part.clone(), way.offer.id, way.factor));
                served.push(format!("{}: {}", name_of(open), way.supplier.name));
            }
        }
    }
    if is_over(subject) || (changes.is_empty() && missing.is_empty() && !suits) {
        return Ok(Deed::nothing(step.action, "nothing_open"));
    }
    if changes.is_empty() {
        let why = if missing.is_empty() { "already" } else { "no_offer" };
        return Ok(Deed::nothing(step.action, why).with("items", missing.join(", ")));
    }
    Ok(Deed::new(step.action, Change::Route(changes))
        .with("items", served.join(", "))
        .with("missing", missing.join(", ")))
}

fn name_of(open: &OpenLine) -> String {
    match (open.line.sku.as_str(), open.part.as_str()) {
        ("", _) => open.name(),
        (sku, "") => sku.to_owned(),
        (sku, part) => format!("{sku}: {part}"),
    }
}

/// Plans to forward it. To whom rules may not forward is said now; everything is asked again when its time has come.
fn forward(context: &Context<'_>, subject: &Subject, action: &Action, when: When) -> Result<Deed, ApiError> {
    let assessed = subject.assessed(context)?;
    if is_over(subject) || assessed.open.is_empty() {
        return Ok(Deed::nothing(action, "nothing_open"));
    }
    if let Some(supplier) = not_switched_on(context, assessed)? {
        return Ok(Deed::nothing(action, "not_switched_on").with("supplier", supplier));
    }
    let due = match when {
        When::After(minutes) => context.now.plus_ms(minutes.saturating_mul(60_000)),
        When::At(minutes) => next_time(context, minutes),
    };
    Ok(Deed::new(action, Change::Forward(due)).with("due", due.iso()))
}

/// The first supplier of an order that rules may not forward to.
pub fn not_switched_on(context: &Context<'_>, assessed: &Assessed) -> Result<Option<String>, ApiError> {
    for (id, lines) in assess::by_supplier(&assessed.open) {
        if !context.read().is_automatic(id)? {
            let name = lines.first().map(|(_, quote)| quote.way.supplier.name.clone());
            return Ok(Some(name.unwrap_or_default()));
        }
    }
    Ok(None)
}

/// The next time of day. Where a clock change skips it, so much after the start of that day.
fn next_time(context: &Context<'_>, minutes: i64) -> Instant {
    use chrono::TimeZone as _;
    let at = |day: Day| {
        let midnight = day.date().and_time(chrono::NaiveTime::MIN);
        midnight
            .checked_add_signed(chrono::Duration::minutes(minutes))
            .and_then(|local| context.zone.from_local_datetime(&local).earliest())
            .map_or_else(
                || day.start_in(context.zone).plus_ms(minutes.saturating_mul(60_000)),
                |at| Instant::from_datetime(&at),
            )
    };
    let today = at(context.today());
    if today > context.now { today } else { at(context.today().plus_days(1)) }
}

fn draft(
    context: &Context<'_>,
    subject: &Subject,
    action: &Action,
    to: Recipient,
    title: &Template,
    text: &Template,
) -> Result<Deed, ApiError> {
    let address = match to {
        Recipient::Customer => subject.order.email.clone(),
        Recipient::Supplier => match subject.supplier(context)? {
            Some(supplier) => context.read().supplier(supplier)?.email,
            None => return Ok(Deed::nothing(action, "no_supplier")),
        },
    };
    let facts = places(context, subject)?;
    let title: String = title.fill(&facts).split_whitespace().collect::<Vec<_>>().join(" ");
    let title: String = title.chars().take(200).collect();
    let change = Change::Draft(to, address, title.clone(), text.fill(&facts));
    Ok(Deed::new(action, change).with("to", to.word()).with("subject", title))
}

/// What texts may tell.
fn places(context: &Context<'_>, subject: &Subject) -> Result<BTreeMap<&'static str, String>, ApiError> {
    let (order, assessed) = (&subject.order, subject.assessed(context)?);
    let sold = assessed.lines.iter().filter(|line| line.quantity > 0);
    let items: Vec<String> =
        sold.map(|line| format!("{} \u{d7} {} {}", line.quantity, line.title, line.variant)).collect();
    let supplier = match subject.supplier(context)? {
        Some(supplier) => context.supplier(supplier)?.name.clone(),
        None => String::new(),
    };
    let tracking: Vec<&str> = assessed.shipments.iter().map(|parcel| parcel.number.as_str()).collect();
    let to = &assessed.ship_to;
    Ok(BTreeMap::from([
        ("order", order.number.clone()),
        ("shop", assessed.shop.name.clone()),
        ("customer", to.name.clone()),
        ("items", items.iter().map(|item| item.trim()).collect::<Vec<_>>().join("\n")),
        ("total", Money::from_minor(order.total_minor, order.currency).to_string()),
        ("city", to.city.clone()),
        ("country", to.country.map(|country| country.to_string()).unwrap_or_default()),
        ("supplier", supplier),
        ("promise", assessed.promise.map(|at| at.day_in(context.zone).iso()).unwrap_or_default()),
        ("tracking", tracking.join(", ")),
    ]))
}
