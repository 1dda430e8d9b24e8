//! What the merchant does with orders before they are forwarded. Every action can be taken back as a whole.

use stockless_core::check::{Check, Queue, Verdict};
use stockless_core::day::Instant;
use stockless_core::id::{OfferId, OrderId, OrderLineId, ProductId, SupplierId};
use stockless_core::order::Address;
use stockless_core::place::{Country, Zone};
use stockless_core::supplier::Standing;
use stockless_store::Write;
use stockless_store::products::MappingRow;
use stockless_store::work::Work;

use super::orders::{ids, suggested_fix};
use crate::assess::{self, Age};
use crate::context::Context;
use crate::engine::Engine;
use crate::error::ApiError;
use crate::shapes::orders::{
    AddressShape, Fix, OlderAnswer, OrderAddressSave, OrderClose, OrderColour, OrderFilter, OrderFix,
    OrderNoteAdd, OrderSnooze, OrderTag, Tab, Which, WhichOrders,
};
use crate::shapes::shared::{Done, Nothing, Page};

/// Orders an action changes in one transaction; more would hold the writer too long.
const CHUNK: usize = 2_000;
/// Marked orders that are derived in one transaction.
const MARKED: i64 = 500;

impl Engine {
    /// Runs an action on orders: records what it changes, derives the orders again, keeps the record for undo.
    /// Large selections go in chunks, each of which can be taken back.
    fn act(
        &self,
        action: &'static str,
        orders: Vec<OrderId>,
        each: impl Fn(&Write<'_>, &Context<'_>, OrderId) -> Result<bool, ApiError> + Send + Sync + 'static,
    ) -> Result<Done, ApiError> {
        let each = std::sync::Arc::new(each);
        let mut done = Done::default();
        for chunk in orders.chunks(CHUNK) {
            let (chunk, each, now) = (chunk.to_vec(), std::sync::Arc::clone(&each), self.now());
            let (count, undo) = self.write(move |write| {
                write.begin_action();
                let mut count = 0;
                for id in chunk {
                    let context = Context::load(write, now)?;
                    if each(write, &context, id)? {
                        let context = Context::load(write, now)?;
                        assess::refresh(&context, write, id, Age::Known)?;
                        count += 1;
                    }
                }
                let undo = write.end_action(action, count, now.ms())?;
                Ok((count, undo))
            })?;
            done.count += count;
            done.undo = undo.or(done.undo);
        }
        self.refresh_marked()?;
        Ok(done)
    }

    fn which(&self, which: &Which) -> Result<Vec<OrderId>, ApiError> {
        self.with_context(|context| ids(context, which))
    }

    /// Derives every order again that is marked, in chunks.
    pub(crate) fn refresh_marked(&self) -> Result<i64, ApiError> {
        let mut count = 0;
        loop {
            let done = self.refresh_chunk()?;
            count += done;
            if done < MARKED {
                return Ok(count);
            }
        }
    }

    /// Derives some of the orders that are marked: how many.
    pub(crate) fn refresh_chunk(&self) -> Result<i64, ApiError> {
        let now = self.now();
        self.write(move |write| {
            let marked = write.dirty_orders(MARKED)?;
            let context = Context::load(write, now)?;
            for id in &marked {
                assess::refresh(&context, write, *id, Age::Known)?;
            }
            Ok(i64::try_from(marked.len()).unwrap_or(0))
        })
    }
}

fn change_work(write: &Write<'_>, id: OrderId, change: impl FnOnce(&mut Work)) -> Result<bool, ApiError> {
    let before = write.work_of(id)?;
    let mut work = before.clone();
    change(&mut work);
    if work == before {
        return Ok(false);
    }
    write.save_work(id, &work)?;
    Ok(true)
}

pub fn order_snooze(engine: &Engine, request: OrderSnooze) -> Result<Done, ApiError> {
    let until = if request.until.is_empty() { None } else { Some(instant(&request.until)?) };
    let orders = engine.which(&request.which)?;
    engine.act("snooze", orders, move |write, context, id| {
        let changed = change_work(write, id, |work| work.snoozed_until = until)?;
        if let Some(until) = until.filter(|_| changed) {
            write.add_event(id, context.now, "snoozed", "you", &[("until", until.iso())])?;
        }
        Ok(changed)
    })
}

fn instant(text: &str) -> Result<Instant, ApiError> {
    Instant::from_iso(text).ok_or_else(|| {
        ApiError::invalid(format!("“{text}” is not a time; write it as 2026-03-09T18:00:00Z."))
    })
}

pub fn order_close(engine: &Engine, request: OrderClose) -> Result<Done, ApiError> {
    let orders = engine.which(&request.which)?;
    engine.act("close", orders, move |write, context, id| {
        let changed = change_work(write, id, |work| {
            work.closed = request.closed.then_some(context.now).map(|now| work.closed.unwrap_or(now));
        })?;
        if changed {
            let kind = if request.closed { "closed" } else { "opened" };
            write.add_event(id, context.now, kind, "you", &[])?;
        }
        Ok(changed)
    })
}

pub fn order_colour(engine: &Engine, request: OrderColour) -> Result<Done, ApiError> {
    if !["", "red", "amber", "green", "blue", "violet"].contains(&request.colour.as_str()) {
        return Err(ApiError::invalid(format!(
            "“{}” is no colour flag; use red, amber, green, blue or violet.",
            request.colour
        )));
    }
    let orders = engine.which(&request.which)?;
    engine.act("colour", orders, move |write, _, id| {
        change_work(write, id, |work| work.colour.clone_from(&request.colour))
    })
}

pub fn order_tag(engine: &Engine, request: OrderTag) -> Result<Done, ApiError> {
    let tag = request.tag.trim().to_owned();
    if tag.is_empty() || tag.chars().count() > 60 {
        return Err(ApiError::invalid("A tag has 1 to 60 characters."));
    }
    let orders = engine.which(&request.which)?;
    engine.act("tag", orders, move |write, _, id| {
        write.set_tag(id, &tag, request.on)?;
        Ok(true)
    })
}

pub fn tags(engine: &Engine, _: Nothing) -> Result<Page<String>, ApiError> {
    let rows = engine.read(|read| Ok(read.tags()?))?;
    Ok(Page { total: i64::try_from(rows.len()).unwrap_or(0), rows, next: None })
}

pub fn order_note_add(engine: &Engine, request: OrderNoteAdd) -> Result<Done, ApiError> {
    let text = request.text.trim().to_owned();
    if text.is_empty() || text.chars().count() > 10_000 {
        return Err(ApiError::invalid("A note has 1 to 10,000 characters."));
    }
    engine.act("note", vec![OrderId::new(request.order_id)], move |write, context, id| {
        write.add_note(id, &text, context.now.ms())?;
        Ok(true)
    })
}

pub fn order_address_save(engine: &Engine, request: OrderAddressSave) -> Result<Done, ApiError> {
    let address = request.address.as_ref().map(address).transpose()?;
    engine.act("address", vec![OrderId::new(request.order_id)], move |write, context, id| {
        write.order(id)?;
        let held = write.purchases_of(id)?.iter().any(|purchase| purchase.state.holds_lines());
        if held {
            return Err(ApiError::not_now(
                "This order is with a supplier already. Ask the supplier to change the address, or cancel the purchase first.",
            ));
        }
        write.save_address(id, address.as_ref())?;
        write.add_event(id, context.now, "address_edited", "you", &[])?;
        Ok(true)
    })
}

fn address(shape: &AddressShape) -> Result<Address, ApiError> {
    let country = Country::from_code(&shape.country);
    if country.is_none() {
        return Err(ApiError::invalid(format!("“{}” is not a two-letter country code.", shape.country)));
    }
    let trim = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    Ok(Address {
        name: trim(&shape.name),
        company: trim(&shape.company),
        line1: trim(&shape.line1),
        line2: trim(&shape.line2),
        city: trim(&shape.city),
        region: trim(&shape.region),
        postal_code: trim(&shape.postal_code),
        country,
        country_text: shape.country.to_uppercase(),
        phone: trim(&shape.phone),
    })
}

pub fn order_fix(engine: &Engine, request: OrderFix) -> Result<Done, ApiError> {
    let id = OrderId::new(request.order_id);
    engine.act("fix", vec![id], move |write, context, id| {
        apply(write, context, id, &request.fix, request.remember)?;
        Ok(true)
    })
}

pub fn order_fix_suggested(engine: &Engine, request: WhichOrders) -> Result<Done, ApiError> {
    let orders = engine.which(&request.which)?;
    engine.act("fix", orders, |write, context, id| {
        let assessed = assess::look(context, id, Age::Known)?;
        if assessed.queue != Queue::Decide {
            return Ok(false);
        }
        match suggested_fix(context, &assessed)? {
            Some(Fix::EditAddress | Fix::OpenPurchase { .. }) | None => Ok(false),
            Some(fix) => {
                apply(write, context, id, &fix, false)?;
                Ok(true)
            }
        }
    })
}

pub fn orders_older_answer(engine: &Engine, request: OlderAnswer) -> Result<Done, ApiError> {
    // Those that were ordered are closed when nothing else is open about them; “not yet” holds for all the others too.
    let flag = request.ordered.then(|| Check::History.word().to_owned());
    let filter = OrderFilter { flag, ..OrderFilter::default() };
    let orders = engine.which(&Which::Query { tab: Tab::New, filter: Box::new(filter) })?;
    engine.act("fix", orders, move |write, context, id| {
        let assessed = assess::look(context, id, Age::Known)?;
        if assessed.verdicts.get(Check::History) != Verdict::Decide {
            return Ok(false);
        }
        let fix = if request.ordered {
            Fix::Close
        } else {
            Fix::Accept { check: Check::History.word().to_owned() }
        };
        apply(write, context, id, &fix, false)?;
        Ok(true)
    })
}

/// Applies one answer.
fn apply(
    write: &Write<'_>,
    context: &Context<'_>,
    id: OrderId,
    fix: &Fix,
    remember: bool,
) -> Result<(), ApiError> {
    let event = |kind: &str, facts: &[(&str, String)]| write.add_event(id, context.now, kind, "you", facts);
    match fix {
        Fix::Accept { check } => {
            let known = Check::from_word(check)
                .ok_or_else(|| ApiError::invalid(format!("There is no check “{check}”.")))?;
            let only_held_by_rule = known == Check::Released && held_by_rule_alone(context, id)?;
            change_work(write, id, |work| {
                if only_held_by_rule {
                    // Letting go what a rule holds says nothing about what the shop may hold later.
                    work.let_go();
                    return;
                }
                if !work.accepted.iter().any(|word| word == known.word()) {
                    work.accepted.push(known.word().to_owned());
                }
                if known == Check::Released {
                    work.conflict.clear();
                    work.let_go();
                }
            })?;
            event("accepted", &[("check", check.clone())])?;
        }
        Fix::Snooze { until } => {
            let until = instant(until)?;
            change_work(write, id, |work| work.snoozed_until = Some(until))?;
            event("snoozed", &[("until", until.iso())])?;
        }
        Fix::AskCustomer { text } => {
            change_work(write, id, |work| work.snoozed_until = Some(context.now.plus_ms(86_400_000)))?;
            event("asked_customer", &[("text", text.clone())])?;
        }
        Fix::Close => {
            change_work(write, id, |work| work.closed = Some(context.now))?;
            event("closed", &[])?;
        }
        Fix::ApproveSupplier { supplier_id } => {
            let supplier = SupplierId::new(*supplier_id);
            write.set_standing(supplier, Standing::Approved)?;
            for product in write.products_of_supplier(supplier)? {
                write.mark_product(product)?;
            }
            event("supplier_approved", &[("supplier", write.supplier(supplier)?.name)])?;
        }
        Fix::Map { line_id, part, offer_id, factor } => {
            let product = product_of(write, id, *line_id)?;
            map(write, product, Zone::World, part, OfferId::new(*offer_id), *factor)?;
            event("mapped", &[("sku", write.offer(OfferId::new(*offer_id))?.offer.supplier_sku)])?;
        }
        Fix::UseOffer { line_id, part, offer_id } => {
            let (line, offer) = (OrderLineId::new(*line_id), OfferId::new(*offer_id));
            let product = product_of(write, id, *line_id)?;
            let mapped = write.mappings_of(product)?.into_iter().find(|mapping| mapping.offer == offer);
            let factor = mapped.as_ref().map_or(1, |mapping| mapping.factor);
            let zone = mapped.map_or(Zone::World, |mapping| mapping.zone);
            if remember {
                map(write, product, zone, part, offer, factor)?;
            } else {
                write.save_route(line, part, offer, factor)?;
            }
            event("rerouted", &[("supplier", write.offer(offer)?.supplier)])?;
        }
        Fix::EditAddress | Fix::OpenPurchase { .. } => {
            return Err(ApiError::invalid("This answer is given on a page of its own."));
        }
    }
    Ok(())
}

/// True when a rule holds an order and nothing else does.
fn held_by_rule_alone(context: &Context<'_>, id: OrderId) -> Result<bool, ApiError> {
    let work = context.read().work_of(id)?;
    if work.held.is_empty() || !work.conflict.is_empty() {
        return Ok(false);
    }
    Ok(assess::cause_of_hold(&assess::look(context, id, Age::Known)?).is_none())
}

/// Makes an offer the first choice of a product, or of a part of it, and marks what that concerns.
fn map(
    write: &Write<'_>,
    product: ProductId,
    zone: Zone,
    part: &str,
    offer: OfferId,
    factor: i64,
) -> Result<(), ApiError> {
    if factor < 1 {
        return Err(ApiError::invalid("A factor is 1 or more."));
    }
    write.offer(offer)?;
    write.save_mapping(&MappingRow {
        id: 0,
        product,
        zone,
        rank: 1,
        offer,
        factor,
        part: part.to_owned(),
    })?;
    write.mark_product(product)?;
    write.mark_uncosted(product)?;
    Ok(())
}

fn product_of(write: &Write<'_>, order: OrderId, line: i64) -> Result<ProductId, ApiError> {
    write
        .lines_of(order)?
        .into_iter()
        .find(|known| known.id.get() == line)
        .map(|known| known.product)
        .ok_or_else(|| ApiError::not_found("line", line))
}
