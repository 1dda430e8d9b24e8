//! Everything about one order.

use stockless_core::check::{Check, Verdict, address_fault};
use stockless_core::day::Instant;
use stockless_core::id::OrderId;
use stockless_core::money::Money;
use stockless_core::order::Address;
use stockless_core::route::{Cost, Days, Explained, Obstacle, cost_of, days_of, sending_cost};
use stockless_core::waterfall::{Step, Waterfall};
use stockless_store::orders::LineRow;

use super::{decision, row};
use crate::api::routing::{cost_shape, lost_shape};
use crate::assess::{self, Age, Assessed, OpenLine, RoutedQuote, quotes_for};
use crate::books::BoughtLine;
use crate::context::{Context, percent};
use crate::error::ApiError;
use crate::routing;
use crate::shapes::orders::{
    AddressShape, LineShape, NoteRow, OrderDetail, OrderProfit, OrderProfitRow, PartShape, QuoteShape,
    TimelineRow,
};
use crate::shapes::routing::{DryRun, RoutingSummary};
use crate::shapes::shared::Amount;

/// Reads an order's page.
pub fn read(context: &Context<'_>, id: OrderId) -> Result<OrderDetail, ApiError> {
    let read = context.read();
    let assessed = assess::look(context, id, Age::Known)?;
    let view = assess::view_row(&assessed);
    let order = &assessed.order;
    let mut purchases = Vec::new();
    for bought in &assessed.bought {
        purchases.push(crate::api::purchases::purchase_row(context, &bought.row)?);
    }
    let told = tell(context, &assessed)?;
    let mut shipments = Vec::new();
    for shipment in &assessed.shipments {
        shipments.push(crate::api::shipments::shape(context, shipment, assessed.promise)?);
    }
    Ok(OrderDetail {
        row: row(context, &view)?,
        version: order.version,
        paid_at: order.paid.map(Instant::iso),
        cancelled_at: order.cancelled.map(Instant::iso),
        gateway: order.gateway.clone(),
        payment_text: order.payment_text.clone(),
        fulfilment_text: order.fulfilment_text.clone(),
        service: order.service.clone(),
        risk: order.risk.clone(),
        email: order.email.clone(),
        other_orders: read.other_orders(order)?,
        customer_note: order.note.clone(),
        ship_to: address_shape(&assessed.ship_to),
        address_edited: assessed.address_edited,
        address_fault: address_fault(&assessed.ship_to).map(|fault| fault.word().to_owned()),
        lines: lines(context, &assessed, &told)?,
        routing: told.summary,
        decision: decision::of(context, &assessed)?,
        profit: profit(context, &assessed),
        purchases,
        shipments,
        timeline: timeline(context, &assessed)?,
        notes: read
            .notes_of(id)?
            .into_iter()
            .map(|note| NoteRow { id: note.id, at: note.at.iso(), text: note.text })
            .collect(),
        conflict: conflict(&assessed),
        raw: read.raw_of(id)?,
    })
}

/// What the shop changed after forwarding, and parts of bundles that will not come while others do.
fn conflict(a: &Assessed) -> Vec<[String; 3]> {
    let mut rows = a.work.conflict.clone();
    if a.verdicts.get(Check::Released) == Verdict::Decide {
        rows.extend(assess::lost_parts(a).into_iter().map(|lost| {
            let (from, row) = (lost.open.name(), lost.purchase);
            let refused = if row.state.holds_lines() { "refused" } else { row.state.word() };
            ["part".to_owned(), format!("{from} ({}, {})", row.supplier_name, row.number), refused.to_owned()]
        }));
    }
    rows
}

pub fn address_shape(address: &Address) -> AddressShape {
    AddressShape {
        name: address.name.clone(),
        company: address.company.clone(),
        line1: address.line1.clone(),
        line2: address.line2.clone(),
        city: address.city.clone(),
        region: address.region.clone(),
        postal_code: address.postal_code.clone(),
        country: address.country.map(|c| c.code().to_owned()).unwrap_or_default(),
        country_text: address.country_text.clone(),
        phone: address.phone.clone(),
    }
}

/// Everything that is said about the open lines of an order: each offer's cost and why it lost, and the sum.
struct Told {
    /// By open line and by its offers.
    offers: Vec<Vec<(Explained, Option<Days>)>>,
    summary: Option<RoutingSummary>,
}

fn tell(context: &Context<'_>, a: &Assessed) -> Result<Told, ApiError> {
    let routing = context.routing()?;
    let (task, told) = routing::told(context, &routing.duty, a)?;
    let offers: Vec<Vec<_>> = task
        .lines
        .iter()
        .zip(told)
        .map(|(line, told)| told.into_iter().zip(line.offers.iter().map(|offer| offer.days)).collect())
        .collect();
    if a.open.is_empty() {
        return Ok(Told { offers, summary: None });
    }
    let picks: Vec<Option<usize>> =
        a.open.iter().map(|line| (!line.quotes.is_empty()).then_some(0)).collect();
    let cost = cost_of(&task, &picks).filter(|_| picks.iter().all(Option::is_some));
    let days = days_of(&task, &picks);
    let outcome = cost.filter(|_| !a.incomplete).map(|cost| after(a, cost.duty));
    let rule = a.routed.rule.as_ref();
    let summary = RoutingSummary {
        rule_id: rule.map(|rule| rule.id).filter(|id| *id != 0),
        rule: rule.map(|rule| rule.name.clone()),
        fits: a.routed.fits,
        exact: a.routed.exact,
        cost: cost.map(|cost| cost_shape(cost, context.base())),
        days_from: days.map(|(quick, _)| quick),
        days_to: days.map(|(_, slow)| slow),
        profit: outcome.map(|(profit, _)| Amount::minor(profit, context.base())),
        margin: outcome.and_then(|(_, margin)| margin).map(percent),
    };
    Ok(Told { offers, summary: Some(summary) })
}

/// Profit and margin of an order when it costs so much more than its books say.
fn after(a: &Assessed, more: i64) -> (i64, Option<i64>) {
    let waterfall = a.waterfall();
    let profit = waterfall.get(Step::NetProfit).minor.saturating_sub(more);
    let net = waterfall.get(Step::NetSales).minor;
    let margin = if net > 0 { profit.checked_mul(10_000).map(|scaled| scaled / net) } else { None };
    (profit, margin)
}

/// Where an order would go, and why not elsewhere.
pub fn dry_run(context: &Context<'_>, id: OrderId) -> Result<DryRun, ApiError> {
    let assessed = assess::look(context, id, Age::Known)?;
    let told = tell(context, &assessed)?;
    let mut lines = lines(context, &assessed, &told)?;
    lines.retain(|line| !line.quotes.is_empty());
    let number = assessed.order.number.clone();
    Ok(DryRun { order_id: id.get(), number, routing: told.summary, lines })
}

fn lines(context: &Context<'_>, a: &Assessed, told: &Told) -> Result<Vec<LineShape>, ApiError> {
    let mut shapes = Vec::new();
    for line in &a.lines {
        let open: Vec<_> =
            a.open.iter().zip(&told.offers).filter(|(open, _)| open.line.id == line.id).collect();
        let quotes = match open.first() {
            Some((open, told)) => quotes_of(context, a, open, told)?,
            None => Vec::new(),
        };
        let most_open = open.iter().map(|(open, _)| open.units).max().unwrap_or(0);
        shapes.push(LineShape {
            id: line.id.get(),
            product_id: line.product.get(),
            sku: line.sku.clone(),
            title: line.title.clone(),
            variant: line.variant.clone(),
            quantity: line.quantity,
            forwarded: line.quantity.saturating_sub(most_open),
            total: Amount::minor(line.total_minor, a.order.currency),
            ships: line.ships,
            purchase_ids: holders(a, |of| of.line == line.id),
            quotes,
            parts: parts(context, a, line, &open)?,
        });
    }
    Ok(shapes)
}

/// The purchases that hold something of a line.
fn holders(a: &Assessed, of: impl Fn(&BoughtLine) -> bool) -> Vec<i64> {
    let holding = a.bought.iter().filter(|bought| bought.row.state.holds_lines());
    holding.filter(|bought| bought.lines.iter().any(&of)).map(|bought| bought.row.id.get()).collect()
}

fn quotes_of(
    context: &Context<'_>,
    a: &Assessed,
    open: &OpenLine,
    told: &[(Explained, Option<Days>)],
) -> Result<Vec<QuoteShape>, ApiError> {
    let chosen = told.first().and_then(|(explained, _)| explained.cost);
    let quotes = open.quotes.iter().zip(told).enumerate();
    quotes
        .map(|(index, (quote, told))| {
            quote_shape(context, a, quote, told, Beside { chosen, is_chosen: index == 0 })
        })
        .collect()
}

type ToldLine<'a> = (&'a OpenLine, &'a Vec<(Explained, Option<Days>)>);

/// The parts of a line that is bought in parts.
fn parts(
    context: &Context<'_>,
    a: &Assessed,
    line: &LineRow,
    open: &[ToldLine<'_>],
) -> Result<Vec<PartShape>, ApiError> {
    let is_held = a
        .bought
        .iter()
        .any(|b| b.row.state.holds_lines() && b.lines.iter().any(|of| of.line == line.id && of.held > 0));
    let names = assess::parts_of(context, line, a.ship_to.country, is_held)?;
    let mut shapes = Vec::new();
    for part in names.into_iter().filter(|part| !part.is_empty()) {
        let of_part = open.iter().find(|(open, _)| open.part == part);
        shapes.push(PartShape {
            forwarded: line.quantity.saturating_sub(of_part.map_or(0, |(open, _)| open.units)),
            purchase_ids: holders(a, |of| of.line == line.id && of.part == part),
            quotes: match of_part {
                Some((open, told)) => quotes_of(context, a, open, told)?,
                None => Vec::new(),
            },
            part,
        });
    }
    Ok(shapes)
}

/// What an offer is shown beside.
struct Beside {
    /// What the chosen offer of the line costs; `None` when it has no price.
    chosen: Option<Cost>,
    /// True for the chosen one itself.
    is_chosen: bool,
}

fn quote_shape(
    context: &Context<'_>,
    a: &Assessed,
    quote: &RoutedQuote,
    (explained, days): &(Explained, Option<Days>),
    beside: Beside,
) -> Result<QuoteShape, ApiError> {
    let supplier = context.read().supplier(quote.way.supplier.id)?;
    let (shipping, _) = sending_cost(&quote.way.supplier, a.ship_to.country, quote.units)?;
    // The books hold what the chosen offer costs, without duty.
    let booked = beside.chosen.map_or(0, |cost| cost.total().saturating_sub(cost.duty));
    let cost = explained.cost.filter(|_| !a.incomplete);
    let outcome = cost.map(|cost| after(a, cost.total().saturating_sub(booked)));
    let unit = quote.way.offer.unit_cost(a.ship_to.country, quote.units);
    Ok(QuoteShape {
        offer_id: quote.way.offer.id.get(),
        supplier_id: supplier.id,
        supplier: supplier.name.clone(),
        supplier_kind: supplier.kind.word().to_owned(),
        place: [supplier.city.as_str(), supplier.country.as_str()].join(" ").trim().to_owned(),
        standing: supplier.standing.word().to_owned(),
        supplier_sku: quote.way.offer.supplier_sku.clone(),
        stock: quote.way.offer.stock,
        units: quote.units,
        unit_cost: unit
            .map(|cost| Amount { amount: cost.to_string(), currency: quote.way.offer.currency.to_string() }),
        goods: quote.goods.map(Amount::from),
        shipping: Some(shipping.into()),
        days_min: quote.days.map(|(min, _)| min),
        days_max: quote.days.map(|(_, max)| max),
        cost: explained.cost.map(|cost| cost_shape(cost, context.base())),
        days_from: days.map(|days| days.quick),
        days_to: days.map(|days| days.slow),
        days_parcels: days.and_then(|days| days.parcels),
        lost: explained.lost.iter().map(|lost| lost_shape(context, lost)).collect::<Result<_, _>>()?,
        order_profit: outcome.map(|(profit, _)| Amount::minor(profit, context.base())),
        margin: outcome.and_then(|(_, margin)| margin).map(percent),
        obstacles: quote.obstacles.iter().map(|obstacle| obstacle_word(*obstacle).to_owned()).collect(),
        chosen: beside.is_chosen,
        rank: (quote.way.rank > 0).then_some(quote.way.rank),
    })
}

pub const fn obstacle_word(obstacle: Obstacle) -> &'static str {
    match obstacle {
        Obstacle::OutOfStock => "out_of_stock",
        Obstacle::ShipsNotThere => "ships_not_there",
        Obstacle::NoPrice => "no_price",
        Obstacle::NotApproved => "not_approved",
    }
}

/// Profit and margin of the whole order if one line were served by another quote: the present figures with that
/// line's cost exchanged. `None` when something about it cannot be priced.
pub fn with_quote(
    context: &Context<'_>,
    a: &Assessed,
    open: &OpenLine,
    quote: &RoutedQuote,
) -> Result<Option<(i64, Option<i64>)>, ApiError> {
    let day = a.order.placed.day_in(context.zone);
    let cost = |quote: &RoutedQuote| -> Result<Option<i64>, ApiError> {
        let Some(goods) = quote.goods else { return Ok(None) };
        let (shipping, fee) = sending_cost(&quote.way.supplier, a.ship_to.country, quote.units)?;
        let mut sum = 0_i64;
        for amount in [goods, shipping, fee] {
            match context.to_base(amount, day)? {
                Some((base, _)) => sum = sum.saturating_add(base.minor()),
                None => return Ok(None),
            }
        }
        Ok(Some(sum))
    };
    let waterfall = a.waterfall();
    let now = match open.chosen() {
        Some(chosen) => cost(chosen)?.unwrap_or(0),
        None => 0,
    };
    let Some(then) = cost(quote)?.filter(|_| !a.incomplete) else { return Ok(None) };
    let profit = waterfall.get(Step::NetProfit).minor.saturating_add(now).saturating_sub(then);
    let net = waterfall.get(Step::NetSales).minor;
    let margin = if net > 0 { profit.checked_mul(10_000).map(|scaled| scaled / net) } else { None };
    Ok(Some((profit, margin)))
}

/// Ways for a line beyond those that are mapped for the country: every mapping of its product.
pub fn all_ways(context: &Context<'_>, a: &Assessed, open: &OpenLine) -> Result<Vec<RoutedQuote>, ApiError> {
    quotes_for(context, &open.line, &open.part, open.units, a.ship_to.country, None)
}

fn profit(context: &Context<'_>, a: &Assessed) -> OrderProfit {
    let waterfall: Waterfall = a.waterfall();
    let shown = |(step, sum): &&(Step, stockless_core::waterfall::Sum)| step.is_subtotal() || sum.minor != 0;
    let rows = waterfall
        .steps()
        .iter()
        .filter(shown)
        .map(|(step, sum)| OrderProfitRow {
            step: step.word().to_owned(),
            amount: Amount::minor(sum.minor, context.base()),
            estimated: sum.estimated != 0,
        })
        .collect();
    OrderProfit {
        rows,
        net: Amount::minor(waterfall.get(Step::NetProfit).minor, context.base()),
        margin: a.margin_bp.map(percent),
        incomplete: a.incomplete,
    }
}

fn timeline(context: &Context<'_>, a: &Assessed) -> Result<Vec<TimelineRow>, ApiError> {
    let read = context.read();
    let order = &a.order;
    let mut rows = Vec::new();
    let mut add = |at: Instant, kind: &str, topic: &str, actor: &str, facts: &[(&str, String)]| {
        rows.push((
            at,
            TimelineRow {
                at: at.iso(),
                kind: kind.to_owned(),
                topic: topic.to_owned(),
                actor: actor.to_owned(),
                facts: crate::api::workspace::facts(facts),
            },
        ));
    };
    let total = Money::from_minor(order.total_minor, order.currency).to_string();
    add(
        order.placed,
        "ordered",
        "order",
        "shop",
        &[("total", total.clone()), ("number", order.number.clone())],
    );
    if let Some(paid) = order.paid {
        add(paid, "paid", "money", "shop", &[("total", total), ("gateway", order.gateway.clone())]);
    }
    if let Some(cancelled) = order.cancelled {
        add(cancelled, "cancelled", "order", "shop", &[]);
    }
    add(order.first_seen, "imported", "order", "stockless", &[("shop", a.shop.name.clone())]);
    for event in read.events_of(order.id)? {
        let topic = match event.kind.as_str() {
            "refunded" | "cost" => "money",
            "asked_customer" => "messages",
            "parcel" | "tracking" => "parcel",
            _ => "order",
        };
        let facts: Vec<(&str, String)> =
            event.facts.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
        add(event.at, &event.kind, topic, &event.actor, &facts);
    }
    let ruled = read.automation_log_of(order.id)?;
    for bought in &a.bought {
        let facts = [("number", bought.row.number.clone()), ("supplier", bought.row.supplier_name.clone())];
        let by_rule = ruled.iter().any(|row| row.did == "forwarded" && row.at == bought.row.created);
        add(bought.row.created, "queued", "order", if by_rule { "stockless" } else { "you" }, &facts);
    }
    for row in &ruled {
        let mut facts: Vec<(&str, String)> =
            row.facts.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
        facts.push(("rule", row.name.clone()));
        if row.undone {
            facts.push(("undone", "yes".to_owned()));
        }
        let topic = if matches!(row.did.as_str(), "draft" | "note") { "messages" } else { "order" };
        add(row.at, &format!("rule_{}", row.did), topic, "stockless", &facts);
    }
    for shipment in &a.shipments {
        let seen = read.tracking_of(shipment.id)?;
        let facts = [
            ("number", shipment.number.clone()),
            ("carrier", shipment.carrier.clone()),
            ("file", shipment.file.clone()),
        ];
        let from_file = !shipment.file.is_empty() || seen.first().is_some_and(|first| first.source == "file");
        add(shipment.created, "parcel", "parcel", if from_file { "file" } else { "you" }, &facts);
        for seen in seen {
            let facts = [
                ("number", shipment.number.clone()),
                ("state", seen.state.clone()),
                ("reason", seen.reason.clone()),
                ("text", seen.text.clone()),
                ("place", seen.place.clone()),
            ];
            let actor = if seen.source == "you" { "you" } else { "carrier" };
            add(seen.at, "tracking", "parcel", actor, &facts);
        }
    }
    let by_rule = |note: &stockless_store::work::Note| {
        ruled
            .iter()
            .any(|row| row.did == "note" && row.at == note.at && row.facts.get("text") == Some(&note.text))
    };
    // What a rule wrote was told with the rule.
    for note in read.notes_of(order.id)?.into_iter().filter(|note| !by_rule(note)) {
        add(note.at, "note", "messages", "you", &[("text", note.text)]);
    }
    if let Some(promise) = a.promise.filter(|promise| *promise > context.now) {
        add(promise, "forecast", "parcel", "stockless", &[]);
    }
    rows.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}
