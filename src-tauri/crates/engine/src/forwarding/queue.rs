//! Making purchases out of orders.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rust_decimal::Decimal;
use stockless_core::check::Queue;
use stockless_core::day::Instant;
use stockless_core::id::{OrderId, OrderLineId, PurchaseId, SupplierId};
use stockless_core::money::Money;
use stockless_core::outcome::Outcome;
use stockless_core::protocol::{Capability, Kind, Lookup};
use stockless_core::purchase::{Reason, State, key};
use stockless_core::route::{Obstacle, sending_cost};
use stockless_store::Write;
use stockless_store::purchases::{
    Move, NewAttempt, NewPurchase, NewPurchaseLine, PurchaseRow, Quarantine, Trace,
};
use stockless_store::suppliers::SupplierRow;

use super::document;
use super::forgotten::{self, Forgotten, Part, is_it, recall};
use super::parts;
use crate::assess::{self, Age, Assessed, OpenLine, RoutedQuote};
use crate::context::Context;
use crate::error::ApiError;
use crate::shapes::purchases::LeftOut;

/// What forwarding some orders would do.
#[derive(Debug, Default)]
pub struct Plan {
    /// By supplier, the orders and what they cost there.
    pub suppliers: BTreeMap<SupplierId, PlannedSupplier>,
    /// Orders that go.
    pub orders: Vec<OrderId>,
    /// Orders that stay, and why.
    pub left_out: Vec<LeftOut>,
}

/// One supplier's part of a plan.
#[derive(Debug)]
pub struct PlannedSupplier {
    /// The supplier.
    pub row: SupplierRow,
    /// Orders.
    pub orders: i64,
    /// Units.
    pub units: i64,
    /// To pay, in the supplier's currency. Offers in other currencies are added by their own amount in the base
    /// currency only.
    pub to_pay: Money,
    /// To pay in the base currency; `None` when a rate is missing.
    pub to_pay_base: Option<i64>,
    /// The first day on which a customer expects a parcel, UTC milliseconds.
    pub first_promise: Option<i64>,
    /// Why it cannot be sent now; empty when it can.
    pub trouble: String,
}

impl PlannedSupplier {
    fn new(context: &Context<'_>, supplier: SupplierId) -> Result<Self, ApiError> {
        let row = context.read().supplier(supplier)?;
        let trouble = document::trouble(context, &row)?;
        let to_pay = Money::zero(row.currency);
        Ok(Self { row, orders: 0, units: 0, to_pay, to_pay_base: Some(0), first_promise: None, trouble })
    }
}

/// Plans the forwarding of orders: those that pass every check, without suppliers that are left out.
pub fn plan(
    context: &Context<'_>,
    orders: &[OrderId],
    without: &BTreeSet<SupplierId>,
) -> Result<Plan, ApiError> {
    let mut plan = Plan::default();
    for &id in orders {
        let assessed = assess::look(context, id, Age::Known)?;
        match standing_in_the_way(context, &assessed, without)? {
            Some(reason) => {
                plan.left_out.push(LeftOut {
                    order_id: id.get(),
                    number: assessed.order.number.clone(),
                    reason,
                });
            }
            None => add(context, &mut plan, &assessed)?,
        }
    }
    Ok(plan)
}

/// Why an order stays behind; `None` when it may go. An order goes to all of its suppliers or to none.
fn standing_in_the_way(
    context: &Context<'_>,
    assessed: &Assessed,
    without: &BTreeSet<SupplierId>,
) -> Result<Option<String>, ApiError> {
    if assessed.queue != Queue::Ready {
        let flag = assessed.verdicts.flag().map(|check| check.word().to_owned());
        return Ok(Some(flag.unwrap_or_else(|| assessed.queue.word().to_owned())));
    }
    for supplier in assess::by_supplier(&assessed.open).into_keys() {
        if without.contains(&supplier) {
            return Ok(Some("supplier_left_out".to_owned()));
        }
        let row = context.read().supplier(supplier)?;
        if !document::trouble(context, &row)?.is_empty() {
            return Ok(Some("supplier_trouble".to_owned()));
        }
    }
    Ok(None)
}

fn add(context: &Context<'_>, plan: &mut Plan, assessed: &Assessed) -> Result<(), ApiError> {
    plan.orders.push(assessed.order.id);
    let day = assessed.order.placed.day_in(context.zone);
    for (supplier, lines) in assess::by_supplier(&assessed.open) {
        let cost = Cost::of(context, supplier, &lines, assessed)?;
        let entry = match plan.suppliers.entry(supplier) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(free) => free.insert(PlannedSupplier::new(context, supplier)?),
        };
        entry.orders += 1;
        entry.units += lines.iter().map(|(_, quote)| quote.units).sum::<i64>();
        for amount in [cost.goods, cost.shipping, cost.fee] {
            if amount.currency() == entry.to_pay.currency() {
                entry.to_pay = entry.to_pay.checked_add(amount)?;
            }
            let base = context.to_base(amount, day)?.map(|(money, _)| money.minor());
            entry.to_pay_base = entry.to_pay_base.zip(base).map(|(sum, more)| sum.saturating_add(more));
        }
        let promise = assessed.order.deliver_by.map(Instant::ms);
        entry.first_promise = [entry.first_promise, promise].into_iter().flatten().min();
    }
    Ok(())
}

/// What one supplier asks for its lines of one order.
pub(super) struct Cost {
    pub goods: Money,
    pub shipping: Money,
    pub fee: Money,
}

impl Cost {
    fn of(
        context: &Context<'_>,
        supplier: SupplierId,
        lines: &[(&OpenLine, &RoutedQuote)],
        assessed: &Assessed,
    ) -> Result<Self, ApiError> {
        let terms = context.supplier(supplier)?;
        let units = lines.iter().map(|(_, quote)| quote.units).sum();
        let (shipping, fee) = sending_cost(&terms, assessed.ship_to.country, units)?;
        let mut goods: Option<Money> = None;
        for (_, quote) in lines {
            let more = quote.goods.ok_or_else(|| ApiError::not_now("A line has no price."))?;
            goods = Some(match goods {
                Some(sum) => sum.checked_add(more).map_err(|_| {
                    ApiError::invalid(format!("{} has offers in two currencies for one order.", terms.name))
                        .with_action("Give its offers one currency.")
                })?,
                None => more,
            });
        }
        Ok(Self { goods: goods.unwrap_or(Money::zero(terms.currency)), shipping, fee })
    }
}

/// How and when purchases are queued.
#[derive(Debug, Clone)]
pub struct Terms {
    /// The run of the program.
    pub boot: String,
    /// Its epoch.
    pub epoch: i64,
    /// When they may leave.
    pub not_before: Instant,
    /// What the journal knows as sent and the database does not, by key.
    pub forgotten: Arc<HashMap<String, Forgotten>>,
    /// What each supplier's channel can do.
    pub capabilities: Arc<BTreeMap<SupplierId, Capability>>,
    /// What the steady clock shows, milliseconds.
    pub steady_ms: i64,
    /// How long this program itself waits for an answer, milliseconds.
    pub patience_ms: i64,
}

/// Queues the purchases of one order. Returns to whom.
///
/// One that the journal knows as sent becomes unknown instead of queued: the supplier may have it, and only a person
/// can find out.
pub fn queue(
    context: &Context<'_>,
    write: &Write<'_>,
    id: OrderId,
    terms: &Terms,
) -> Result<Vec<SupplierId>, ApiError> {
    let assessed = assess::look(context, id, Age::Known)?;
    if assessed.queue != Queue::Ready {
        return Err(ApiError::not_now(format!("{} is no longer ready.", assessed.order.number)));
    }
    not_sent_elsewhere(write, &assessed, terms)?;
    crate::routing::record(write, &assessed, context.now)?;
    parts::settle(write, &assessed.open)?;
    let mut suppliers = Vec::new();
    for (supplier, lines) in assess::by_supplier(&assessed.open) {
        queue_one(context, write, &assessed, supplier, &lines, None, terms)?;
        suppliers.push(supplier);
    }
    Ok(suppliers)
}

/// Refuses, and asks the merchant, where the journal knows that the order went to a supplier that it would not go to now:
/// before the workspace was put back, its offers were other ones.
fn not_sent_elsewhere(write: &Write<'_>, assessed: &Assessed, terms: &Terms) -> Result<(), ApiError> {
    if terms.forgotten.is_empty() {
        return Ok(());
    }
    let shop = write.key_name("shop", assessed.shop.id, &assessed.shop.name)?;
    let mut names = Vec::new();
    for (supplier, _) in assess::by_supplier(&assessed.open) {
        let row = write.supplier(supplier)?;
        names.push(write.key_name("supplier", row.id, &row.name)?);
    }
    let order = &assessed.order;
    let parts: Vec<Part<'_>> =
        names.iter().map(|supplier| Part { shop: &shop, order: &order.shop_ref, supplier }).collect();
    let elsewhere = forgotten::sent_elsewhere(write, &terms.forgotten, &order.number, &parts)?;
    if forgotten::hold(write, order.id, &elsewhere)? {
        let numbers = elsewhere.join(", ");
        return Err(ApiError::not_now(format!(
            "{} left for another supplier before the workspace was put back.",
            numbers
        )));
    }
    Ok(())
}

/// Units of a purchase's line to send again.
#[derive(Debug, Clone)]
pub struct Again {
    /// The order's line.
    pub line: OrderLineId,
    /// Which part of it; empty for the whole line.
    pub part: String,
    /// Units of the order.
    pub quantity: i64,
}

/// Queues units of a purchase once more, because they were lost, damaged or wrong. The database lets such a purchase
/// hold units that another one holds already. Returns to whom and which.
pub fn queue_again(
    context: &Context<'_>,
    write: &Write<'_>,
    purchase: &PurchaseRow,
    again: &[Again],
    terms: &Terms,
) -> Result<PurchaseId, ApiError> {
    let assessed = assess::look(context, purchase.order, Age::Known)?;
    let bought = write.purchase_lines(purchase.id)?;
    let mut open = Vec::new();
    for wanted in again {
        let found =
            bought.iter().find(|line| line.line.order_line == wanted.line && line.line.part == wanted.part);
        let line = assessed.lines.iter().find(|line| line.id == wanted.line);
        let (Some(found), Some(line)) = (found, line) else {
            return Err(ApiError::invalid(format!("{} has no such line.", purchase.number)));
        };
        if wanted.quantity < 1 || wanted.quantity > found.line.quantity {
            return Err(ApiError::invalid(format!(
                "{} of {} cannot be sent again; {} has {}.",
                wanted.quantity, line.title, purchase.number, found.line.quantity
            )));
        }
        let factor = found.line.units.checked_div(found.line.quantity).unwrap_or(1).max(1);
        let chosen = Some((found.line.offer, factor));
        let (part, to) = (wanted.part.clone(), assessed.ship_to.country);
        let quotes = assess::quotes_for(context, line, &part, wanted.quantity, to, chosen)?;
        open.push(OpenLine { line: line.clone(), part, units: wanted.quantity, quotes, is_fixed: true });
    }
    if let Some((line, obstacle)) = obstacle(&open) {
        return Err(ApiError::not_now(format!(
            "{} cannot send {line} now: {obstacle}.",
            purchase.supplier_name
        ))
        .with_action("Choose another offer for the product, or ask the supplier."));
    }
    let lines: Vec<_> = open.iter().filter_map(|line| Some((line, line.chosen()?))).collect();
    queue_one(context, write, &assessed, purchase.supplier, &lines, Some(Reason::Resend), terms)
}

fn obstacle(open: &[OpenLine]) -> Option<(&str, &'static str)> {
    open.iter().find_map(|line| {
        let words = match line.chosen()?.obstacles.first()? {
            Obstacle::OutOfStock => "it is out of stock",
            Obstacle::ShipsNotThere => "it is not sent to this country",
            Obstacle::NoPrice => "it has no price",
            Obstacle::NotApproved => "the supplier may not receive orders",
        };
        Some((line.line.title.as_str(), words))
    })
}

/// Queues one supplier's part of an order.
fn queue_one(
    context: &Context<'_>,
    write: &Write<'_>,
    assessed: &Assessed,
    supplier: SupplierId,
    lines: &[(&OpenLine, &RoutedQuote)],
    reason: Option<Reason>,
    terms: &Terms,
) -> Result<PurchaseId, ApiError> {
    let mut purchase = new_purchase(context, write, assessed, supplier, lines, reason, terms)?;
    let known = terms.forgotten.get(&purchase.key);
    let differs = known.is_some_and(|known| !is_it(&known.last, &purchase.document_name, &purchase.document));
    if differs {
        // Whatever the supplier's records show is not this document, and a file of this name was never there.
        purchase.capability.lookup = Lookup::None;
    }
    let queued = write.queue_purchase(&purchase, terms.epoch, context.now)?;
    if let Some(known) = known {
        remember(context, write, queued, &purchase, known, differs, terms)?;
    }
    for line in &purchase.lines {
        write.reserve_stock(line.offer, line.units)?;
    }
    Ok(queued)
}

/// The journal knows that a purchase of this key was sent before.
fn remember(
    context: &Context<'_>,
    write: &Write<'_>,
    id: PurchaseId,
    purchase: &NewPurchase,
    known: &Forgotten,
    differs: bool,
    terms: &Terms,
) -> Result<(), ApiError> {
    let words = if differs {
        "The journal says that this was sent before, and that it said something else then. Look at what the supplier has."
    } else {
        "The journal says that this was sent before. The workspace was put back to an earlier state since."
    };
    let (sent, capability) = (Instant::from_ms(known.sent_ms), &purchase.capability);
    let attempt = NewAttempt {
        purchase: id,
        from: State::Queued,
        kind: Kind::Place,
        boot: terms.boot.clone(),
        epoch: terms.epoch,
        key_expires: None,
    };
    let (attempt, _) = write.begin_attempt(&attempt, sent)?;
    write.end_attempt(attempt, &Outcome::unknown(words), &Trace::default(), context.now)?;
    let quarantine = capability.quarantine_ms(capability.class_without_key(), terms.patience_ms);
    let change = Move {
        note: words.to_owned(),
        ask_after: Some(context.now.plus_ms(quarantine)),
        doubt: Some(Quarantine { boot: terms.boot.clone(), steady_ms: terms.steady_ms }),
        first_sent: Some((sent, capability.key_expires(sent))),
        // Not the same request: it is not repeated under its key.
        refused: differs,
        ..Move::default()
    };
    write.move_purchase(id, State::Sending, State::Unknown, terms.epoch, &change)?;
    recall(write, &write.purchase(id)?, &known.last)
}

fn new_purchase(
    context: &Context<'_>,
    write: &Write<'_>,
    assessed: &Assessed,
    supplier: SupplierId,
    lines: &[(&OpenLine, &RoutedQuote)],
    reason: Option<Reason>,
    terms: &Terms,
) -> Result<NewPurchase, ApiError> {
    let order = &assessed.order;
    let row = write.supplier(supplier)?;
    let cost = Cost::of(context, supplier, lines, assessed)?;
    let shop = write.key_name("shop", assessed.shop.id, &assessed.shop.name)?;
    let name = write.key_name("supplier", row.id, &row.name)?;
    let next = write.next_sequence(order.id, supplier)?;
    let part = Part { shop: &shop, order: &order.shop_ref, supplier: &name };
    let seq = part.last_sequence(&terms.forgotten, next).unwrap_or(next);
    let key = key(&shop, &order.shop_ref, &name, seq);
    let number = free_number(write, &order.number, &assessed.shop.name, order.id)?;
    let mut new_lines = Vec::new();
    for (open, quote) in lines {
        let goods = quote.goods.ok_or_else(|| ApiError::not_now("A line has no price."))?;
        let unit_cost = goods
            .decimal()
            .checked_div(Decimal::from(quote.units))
            .map_or(Decimal::ZERO, |each| each.round_dp(6).normalize());
        let unit_cost = quote.way.offer.unit_cost(assessed.ship_to.country, quote.units).unwrap_or(unit_cost);
        new_lines.push(NewPurchaseLine {
            order_line: open.line.id,
            part: open.part.clone(),
            offer: quote.way.offer.id,
            quantity: open.units,
            units: quote.units,
            unit_cost,
            cost_minor: goods.minor(),
        });
    }
    let same = |amount: Money| {
        if amount.currency() == cost.goods.currency() {
            Ok(amount.minor())
        } else if amount.is_zero() {
            Ok(0)
        } else {
            Err(ApiError::invalid(format!("{} asks for goods and shipping in two currencies.", row.name))
                .with_action("Give the supplier and its offers one currency."))
        }
    };
    let (shipping_minor, fee_minor) = (same(cost.shipping)?, same(cost.fee)?);
    let paper = document::make(context, assessed, &row, &number, &key, lines, &cost)?;
    Ok(NewPurchase {
        order: order.id,
        supplier,
        seq,
        reason: reason.unwrap_or(if seq == 1 { Reason::First } else { Reason::Split }),
        number,
        key,
        boot: terms.boot.clone(),
        channel: row.channel,
        destination: document::destination(context, &row)?,
        document: paper.bytes,
        document_name: paper.name,
        subject: paper.subject,
        body: paper.body,
        currency: cost.goods.currency(),
        goods_minor: cost.goods.minor(),
        shipping_minor,
        fee_minor,
        not_before: terms.not_before,
        capability: terms.capabilities.get(&supplier).cloned().unwrap_or_else(Capability::blind),
        lines: new_lines,
    })
}

/// The order's number with a count behind it. Where another shop has an order of the same number, the shop's name
/// goes in front.
fn free_number(write: &Write<'_>, order: &str, shop: &str, id: OrderId) -> Result<String, ApiError> {
    let plain = order.trim_start_matches('#');
    let shop: String = shop.chars().filter(|c| c.is_alphanumeric()).take(12).collect();
    let count = write.purchases_of(id)?.len() + 1;
    for n in count..count + 1000 {
        for number in [format!("{plain}-{n}"), format!("{shop}-{plain}-{n}")] {
            if write.purchase_by_number(&number)?.is_none() {
                return Ok(number);
            }
        }
    }
    Err(ApiError::not_now("There is no free number for this purchase."))
}
