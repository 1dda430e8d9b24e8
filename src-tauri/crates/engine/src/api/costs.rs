//! Costs beyond orders: recurring ones, single ones, fee rules and exchange rates.

mod fees;

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use stockless_core::day::{Day, Instant};
use stockless_core::fx::{REFUSE_ABOVE_DAYS, RateBook};
use stockless_core::id::{OrderId, ShopId, SupplierId};
use stockless_core::ledger::{Account, Certainty};
use stockless_core::money::{AmountFormat, Money, parse_amount, parse_decimal};
use stockless_core::recurring::{Every, Recurring};
use stockless_store::Write;
use stockless_store::entries::NewEntry;
use stockless_store::rates::RateRow;
use stockless_store::recurring::{Accrued, RecurringRow};

pub use fees::{fee_preset_add, fee_presets, fee_rule_remove, fee_rule_save, fee_rules};

use super::workspace::parse_currency;
use super::{day, id_key, page_size};
use crate::context::Context;
use crate::engine::Engine;
use crate::error::ApiError;
use crate::shapes::profit::{CostAdd, RateShape, RatesRequest, RecurringShape};
use crate::shapes::shared::{Amount, ById, Done, Nothing, Page};

/// An amount of a request: positive, in a known currency.
fn amount(what: &str, amount: &Amount) -> Result<Money, ApiError> {
    let currency = parse_currency(&amount.currency)?;
    let money = parse_amount(&amount.amount, currency, AmountFormat::Point).map_err(|error| {
        ApiError::invalid(format!("The {what} “{}” cannot be used: {error}.", amount.amount))
    })?;
    if money.minor() < 0 {
        return Err(ApiError::invalid(format!(
            "The {what} “{}” is below zero; costs are entered positive.",
            amount.amount
        )));
    }
    Ok(money)
}

pub fn recurring(engine: &Engine, _: Nothing) -> Result<Page<RecurringShape>, ApiError> {
    let rows: Vec<RecurringShape> = engine
        .read(|read| Ok(read.recurring()?))?
        .into_iter()
        .map(|row| RecurringShape {
            id: Some(row.id),
            name: row.name.clone(),
            amount: Amount::minor(row.amount_minor, row.currency),
            every: row.every.clone(),
            from: Day::from_number(row.from_day).map(Day::iso).unwrap_or_default(),
            to: row.to_day.and_then(Day::from_number).map(Day::iso),
            shop_id: row.shop_id,
        })
        .collect();
    Ok(Page { total: i64::try_from(rows.len()).unwrap_or(0), rows, next: None })
}

pub fn recurring_save(engine: &Engine, request: RecurringShape) -> Result<Done, ApiError> {
    let money = amount("cost", &request.amount)?;
    let (from, to) =
        (day("first day", &request.from)?, request.to.as_deref().map(|t| day("last day", t)).transpose()?);
    if Every::from_word(&request.every).is_none() {
        return Err(ApiError::invalid(format!("“{}” is not day, week, month or year.", request.every)));
    }
    if to.is_some_and(|to| to < from) {
        return Err(ApiError::invalid("The last day is before the first day."));
    }
    if request.name.trim().is_empty() {
        return Err(ApiError::invalid("A recurring cost needs a name."));
    }
    let row = RecurringRow {
        id: request.id.unwrap_or(0),
        name: request.name.trim().to_owned(),
        amount_minor: money.minor(),
        currency: money.currency(),
        every: request.every,
        from_day: from.number(),
        to_day: to.map(Day::number),
        shop_id: request.shop_id,
    };
    let now = engine.now();
    let (id, undo) = engine.write(move |write| {
        write.begin_action();
        let id = write.save_recurring(&row)?;
        accrue_one(write, &Context::load(write, now)?, &RecurringRow { id, ..row })?;
        Ok((id, write.end_action("recurring", 1, now.ms())?))
    })?;
    Ok(Done { count: 1, undo, id: Some(id) })
}

pub fn recurring_remove(engine: &Engine, request: ById) -> Result<Done, ApiError> {
    let now = engine.now();
    let undo = engine.write(move |write| {
        let row = write.recurring_cost(request.id)?;
        write.begin_action();
        write.remove_recurring(row.id)?;
        settle_recurring(write, &Context::load(write, now)?, row.id)?;
        Ok(write.end_action("recurring", 1, now.ms())?)
    })?;
    Ok(Done { count: 1, undo, id: None })
}

fn reference(id: i64) -> String {
    format!("recurring:{id}")
}

/// Brings the entries of a recurring cost to what they should be: by its days while it is there, nothing when it is not.
pub(crate) fn settle_recurring(write: &Write<'_>, context: &Context<'_>, id: i64) -> Result<(), ApiError> {
    if let Some(row) = write.recurring()?.into_iter().find(|row| row.id == id) {
        accrue_one(write, context, &row)?;
        return Ok(());
    }
    for held in write.accrued(&reference(id))? {
        accrue_day(write, context, id, &Accrued { amount: held.amount.negated()?, ..held }, "taken back")?;
    }
    Ok(())
}

/// Brings a recurring cost's entries to what its days should hold, up to today.
fn accrue_one(write: &Write<'_>, context: &Context<'_>, row: &RecurringRow) -> Result<i64, ApiError> {
    let Some((every, from)) = Every::from_word(&row.every).zip(Day::from_number(row.from_day)) else {
        return Ok(0);
    };
    let cost = Recurring {
        amount: Money::from_minor(row.amount_minor, row.currency),
        every,
        from,
        to: row.to_day.and_then(Day::from_number),
    };
    let shop = row.shop_id.map(ShopId::new);
    let today = context.today();
    let last = cost.to.map_or(today, |to| to.min(today));
    let mut have = BTreeMap::new();
    let mut written = 0;
    for held in write.accrued(&reference(row.id))? {
        let stays = held.shop == shop && held.amount.currency() == row.currency;
        if stays && (from..=last).contains(&held.day) {
            have.insert(held.day, held.amount);
        } else {
            accrue_day(
                write,
                context,
                row.id,
                &Accrued { amount: held.amount.negated()?, ..held },
                &row.name,
            )?;
            written += 1;
        }
    }
    // Ten years of days are written at most; a cost that began earlier accrues from there.
    let mut day = from.max(today.plus_days(-3_660));
    while day <= last {
        let held = have.get(&day).copied().unwrap_or(Money::zero(row.currency));
        let missing = cost.accrued(day).negated()?.checked_sub(held)?;
        if !missing.is_zero() {
            accrue_day(write, context, row.id, &Accrued { day, shop, amount: missing }, &row.name)?;
            written += 1;
        }
        day = day.plus_days(1);
    }
    Ok(written)
}

fn accrue_day(
    write: &Write<'_>,
    context: &Context<'_>,
    id: i64,
    accrued: &Accrued,
    source: &str,
) -> Result<(), ApiError> {
    let entry = standalone(context, Account::Recurring, accrued.amount, accrued.day, &reference(id), source)?;
    write.append_entry(&NewEntry { shop: accrued.shop, ..entry }, context.now.ms())?;
    Ok(())
}

/// An entry that belongs to no order.
pub(crate) fn standalone(
    context: &Context<'_>,
    account: Account,
    amount: Money,
    day: Day,
    reference: &str,
    source: &str,
) -> Result<NewEntry, ApiError> {
    let base = context.to_base(amount, day)?;
    Ok(NewEntry {
        day,
        account,
        amount_minor: amount.minor(),
        currency: amount.currency(),
        base_minor: base.as_ref().map(|(money, _)| money.minor()),
        rate: base.map(|(_, rate)| rate).unwrap_or_default(),
        certainty: Certainty::Actual,
        order: None,
        line: None,
        purchase: None,
        shop: None,
        supplier: None,
        product: None,
        country: String::new(),
        units: 0,
        orders: 0,
        reference: reference.to_owned(),
        source: source.to_owned(),
    })
}

impl Engine {
    /// Writes what recurring costs have accrued up to today, if today has not been written yet.
    pub(crate) fn accrue(&self) -> Result<(), ApiError> {
        if self.store().charge() != stockless_store::Charge::Held {
            return Ok(());
        }
        let now = self.now();
        let due = self.with_context(|context| {
            let today = context.today();
            let mut due = Vec::new();
            for row in context.read().recurring()? {
                let last = context.read().last_day_of(&reference(row.id))?;
                let end = row.to_day.and_then(Day::from_number).map_or(today, |to| to.min(today));
                let began = Day::from_number(row.from_day).is_some_and(|from| from <= end);
                if began && last.is_none_or(|last| last < end) {
                    due.push(row);
                }
            }
            Ok(due)
        })?;
        if due.is_empty() {
            return Ok(());
        }
        self.write(move |write| {
            let context = Context::load(write, now)?;
            for row in &due {
                accrue_one(write, &context, row)?;
            }
            Ok(())
        })
    }
}

pub fn cost_add(engine: &Engine, request: CostAdd) -> Result<Done, ApiError> {
    let account = cost_account(&request.account)?;
    let cost = amount("cost", &request.amount)?;
    let on = day("day", &request.day)?;
    let now = engine.now();
    let id = engine.write(move |write| {
        let context = Context::load(write, now)?;
        let cost = Cost {
            account,
            amount: cost,
            day: on,
            order: request.order_id.map(OrderId::new),
            shop: request.shop_id.map(ShopId::new),
            supplier: request.supplier_id.map(SupplierId::new),
            reference: format!("cost:{}", now.ms()),
            source: if request.note.trim().is_empty() { "entered by hand".to_owned() } else { request.note },
        };
        add_cost(write, &context, &cost)
    })?;
    Ok(Done { count: 1, undo: None, id: Some(id) })
}

/// The account of a word, if costs may be entered there.
pub(crate) fn cost_account(word: &str) -> Result<Account, ApiError> {
    Account::from_word(word)
        .filter(|account| account.is_cost())
        .ok_or_else(|| ApiError::invalid(format!("“{word}” is not a kind of cost.")))
}

/// A cost that a person or a bill states.
#[derive(Debug, Clone)]
pub(crate) struct Cost {
    pub account: Account,
    pub amount: Money,
    pub day: Day,
    pub order: Option<OrderId>,
    pub shop: Option<ShopId>,
    pub supplier: Option<SupplierId>,
    pub reference: String,
    pub source: String,
}

/// Appends a cost. One that belongs to an order replaces the order's estimate of the same account.
pub(crate) fn add_cost(write: &Write<'_>, context: &Context<'_>, cost: &Cost) -> Result<i64, ApiError> {
    let mut entry =
        standalone(context, cost.account, cost.amount.negated()?, cost.day, &cost.reference, &cost.source)?;
    entry.shop = cost.shop;
    entry.supplier = cost.supplier;
    if let Some(order) = cost.order {
        let (shop, country) =
            write.place_of_order(order)?.ok_or_else(|| ApiError::not_found("order", order.get()))?;
        entry.order = Some(order);
        entry.shop = Some(shop);
        entry.country = country;
        if let [only] = write.lines_of(order)?.as_slice() {
            entry.line = Some(only.id);
            entry.product = Some(only.product);
        }
    }
    let id = write.append_entry(&entry, context.now.ms())?;
    if let Some(order) = cost.order {
        let facts = [("account", cost.account.word().to_owned()), ("amount", cost.amount.to_string())];
        write.add_event(order, context.now, "cost", "you", &facts)?;
        crate::assess::refresh(context, write, order, crate::assess::Age::Known)?;
    }
    Ok(id)
}

pub fn rates(engine: &Engine, request: RatesRequest) -> Result<Page<RateShape>, ApiError> {
    let currency = request.currency.as_deref().map(parse_currency).transpose()?;
    let (skip, limit) = (id_key(request.key.as_deref(), 0)?, page_size(request.limit));
    let mut rows = engine.read(|read| Ok(read.all_rates()?))?;
    rows.retain(|row| currency.is_none_or(|wanted| row.base == wanted || row.quote == wanted));
    rows.reverse();
    let total = i64::try_from(rows.len()).unwrap_or(0);
    let start = usize::try_from(skip).unwrap_or(0);
    let shapes: Vec<RateShape> = rows
        .iter()
        .skip(start)
        .take(usize::try_from(limit).unwrap_or(0))
        .map(|row| RateShape {
            day: row.day.iso(),
            base: row.base.to_string(),
            quote: row.quote.to_string(),
            value: row.value.to_string(),
            source: row.source.clone(),
        })
        .collect();
    let reached = skip + i64::try_from(shapes.len()).unwrap_or(0);
    Ok(Page { total, rows: shapes, next: (reached < total).then(|| reached.to_string()) })
}

pub fn rate_save(engine: &Engine, request: RateShape) -> Result<Done, ApiError> {
    let value = parse_decimal(&request.value, AmountFormat::Point)
        .ok()
        .filter(|value| *value > Decimal::ZERO)
        .ok_or_else(|| ApiError::invalid(format!("“{}” is not a rate above zero.", request.value)))?;
    let row = RateRow {
        day: day("day", &request.day)?,
        base: parse_currency(&request.base)?,
        quote: parse_currency(&request.quote)?,
        value,
        source: "entered by hand".to_owned(),
    };
    if row.base == row.quote {
        return Err(ApiError::invalid("A rate is between two different currencies."));
    }
    let now = engine.now();
    let undo = engine.write(move |write| {
        write.begin_action();
        write.save_rate(&row)?;
        fill_rates(write, now)?;
        Ok(write.end_action("rate", 1, now.ms())?)
    })?;
    engine.refresh_marked()?;
    Ok(Done { count: 1, undo, id: None })
}

/// After new rates: gives amounts that had none their value in the base currency.
pub(crate) fn fill_rates(write: &Write<'_>, now: Instant) -> Result<(), ApiError> {
    let context = Context::load(write, now)?;
    let base = context.base();
    let book = context.rates()?;
    let mut filled = 0;
    for currency in write.currencies_without_rate()? {
        let rate_on = |day: Day| book.rate_on(currency, base, day).ok().map(|found| found.value);
        filled += write.fill_missing_rates(currency, base, &rate_on)?;
    }
    if filled > 0 {
        write.mark_open(None)?;
        write.mark_without_base()?;
    }
    Ok(())
}

/// After rates of some days were taken back: what was converted with them gets the value it has without them, or none
/// until there is a rate again. Entries are never rewritten, so each is taken back and booked anew on its day.
pub(crate) fn unconvert(
    write: &Write<'_>,
    now: Instant,
    before: &RateBook,
    days: &BTreeSet<Day>,
) -> Result<(), ApiError> {
    let (Some(&first), Some(last)) = (days.first(), days.last()) else { return Ok(()) };
    let context = Context::load(write, now)?;
    let (base, after) = (context.base(), context.rates()?);
    let rate =
        |book: &RateBook, currency, day| book.rate_on(currency, base, day).ok().map(|found| found.value);
    let depends = |currency, day, text: &str| {
        let (was, is) = (rate(before, currency, day), rate(&after, currency, day));
        was != is && was.is_some_and(|was| text.parse() == Ok(was))
    };
    let mut orders = BTreeSet::new();
    for entry in write.converted(base, (first, last.plus_days(REFUSE_ABOVE_DAYS)), &depends)? {
        let back = NewEntry {
            amount_minor: entry.amount_minor.saturating_neg(),
            base_minor: entry.base_minor.map(i64::saturating_neg),
            units: entry.units.saturating_neg(),
            orders: entry.orders.saturating_neg(),
            source: "taken back".to_owned(),
            ..entry.clone()
        };
        write.append_entry(&back, now.ms())?;
        let value = context.to_base(Money::from_minor(entry.amount_minor, entry.currency), entry.day)?;
        orders.extend(entry.order);
        let anew = NewEntry {
            base_minor: value.as_ref().map(|(money, _)| money.minor()),
            rate: value.map(|(_, rate)| rate).unwrap_or_default(),
            source: "rate taken back".to_owned(),
            ..entry
        };
        write.append_entry(&anew, now.ms())?;
    }
    for order in orders {
        write.mark_order(order)?;
    }
    Ok(())
}
