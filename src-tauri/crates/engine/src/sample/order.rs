//! Orders of the sample: when they come, what is in them, and what is wrong with the few that need a decision.

use stockless_core::day::Instant;
use stockless_core::id::{ImportId, OrderId, ShopId};
use stockless_core::money::{Currency, Money};
use stockless_core::order::{Fulfilment, Payment, ShopLine, ShopOrder};
use stockless_core::supplier::Offer;
use stockless_store::Write;
use stockless_store::orders::Mirrored;
use stockless_store::work::Work;

use super::dice::Dice;
use super::people::somebody;
use super::setup::World;
use super::world::{ARTICLES, SHOPS, SampleArticle};
use crate::assess::{self, Age};
use crate::context::Context;
use crate::error::ApiError;

/// What an order stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Sold and sent.
    History,
    /// New and in order.
    Ready,
    /// New, and the article is mapped to nothing.
    Unmapped,
    /// New, without a house number.
    NoHouseNumber,
    /// New, and the first choice has none left.
    OutOfStock,
    /// New, and the payment is only authorised.
    NotCaptured,
    /// New, and the same as the one before.
    Twin,
    /// New, and sold so cheaply that little is left.
    ThinMargin,
    /// New, and its usual supplier is still being tested.
    NotApproved,
    /// New, and put aside.
    Snoozed,
}

/// An order that will be made.
#[derive(Debug, Clone)]
pub struct Planned {
    /// Its place in the sample.
    pub index: i64,
    /// Its place within its shop.
    pub number: i64,
    /// Which shop.
    pub shop: usize,
    /// When.
    pub placed: Instant,
    /// What it stands for.
    pub role: Role,
}

const DAY_MS: i64 = 86_400_000;

/// The new orders of the last hours: those that need a decision, then ready ones.
const DECISIONS: [(Role, usize); 8] = [
    (Role::ThinMargin, 0),
    (Role::Unmapped, 1),
    (Role::NoHouseNumber, 0),
    (Role::OutOfStock, 1),
    (Role::NotCaptured, 0),
    (Role::Twin, 2),
    (Role::NotApproved, 0),
    (Role::Snoozed, 1),
];
const READY: i64 = 33;

/// When orders come: more towards the end of the year, more in the evening; the last hours hold what is new.
pub fn plan(dice: &mut Dice, total: i64, end: Instant) -> Vec<Planned> {
    let fresh = READY.saturating_add(i64::try_from(DECISIONS.len()).unwrap_or(0));
    let past = total.saturating_sub(fresh);
    let mut placed: Vec<Instant> = (0..past)
        .map(|_| {
            // The smaller of two throws leans towards the present, so that the shops grow.
            let day = dice.between(2, 364);
            let day = if dice.in_thousand(450) { day.min(dice.between(2, 364)) } else { day };
            end.plus_ms(day.saturating_mul(-DAY_MS)).plus_ms(dice.between(-DAY_MS / 2, DAY_MS / 2))
        })
        .collect();
    placed.sort();
    let mut numbers = [0_i64; SHOPS.len()];
    let mut plan = Vec::new();
    let add = |shop: usize, placed: Instant, role: Role, plan: &mut Vec<Planned>, numbers: &mut [i64]| {
        let number = numbers.get_mut(shop).map_or(0, |number| {
            *number += 1;
            *number
        });
        let index = i64::try_from(plan.len()).unwrap_or(i64::MAX);
        plan.push(Planned { index, number, shop, placed, role });
    };
    for placed in placed {
        add(shop(dice), placed, Role::History, &mut plan, &mut numbers);
    }
    for n in 0..READY {
        let placed = end.plus_ms(-(14 * 60_000 + n * 21 * 60_000 + dice.between(0, 9 * 60_000)));
        add(shop(dice), placed, Role::Ready, &mut plan, &mut numbers);
    }
    for (n, (role, shop)) in (0_i64..).zip(DECISIONS) {
        let placed = end.plus_ms(-(62 * 60_000 + n * 97 * 60_000));
        add(shop, placed, role, &mut plan, &mut numbers);
    }
    plan
}

fn shop(dice: &mut Dice) -> usize {
    let mut throw = dice.below(SHOPS.iter().map(|shop| shop.weight).sum());
    for (index, shop) in SHOPS.iter().enumerate() {
        if throw < shop.weight {
            return index;
        }
        throw -= shop.weight;
    }
    0
}

fn article<'a>(dice: &mut Dice, fits: impl Fn(&SampleArticle) -> bool) -> Option<&'a SampleArticle> {
    let list: Vec<&'static SampleArticle> = ARTICLES.iter().filter(|article| fits(article)).collect();
    let mut throw = dice.below(list.iter().map(|article| article.weight).sum());
    for article in list {
        if throw < article.weight {
            return Some(article);
        }
        throw -= article.weight;
    }
    None
}

/// VAT of the destination in hundredths of a percent, as many shops set it up.
fn vat(country: &str) -> i64 {
    match country {
        "DE" => 1_900,
        "FR" | "AT" | "GB" => 2_000,
        "NL" | "BE" | "ES" => 2_100,
        "IE" | "PT" | "PL" => 2_300,
        "SE" => 2_500,
        "FI" => 2_550,
        "IT" => 2_200,
        "HU" => 2_700,
        _ => 0,
    }
}

/// Makes an order.
pub fn make(world: &World, planned: &Planned, dice: &mut Dice) -> Result<(ShopId, ShopOrder), ApiError> {
    let shop = SHOPS.get(planned.shop).ok_or_else(|| ApiError::not_now("There is no such sample shop."))?;
    let (shop_id, currency) = world
        .shops
        .get(planned.shop)
        .copied()
        .ok_or_else(|| ApiError::not_now("There is no such sample shop."))?;
    let money = |minor| Money::from_minor(minor, currency);
    // Where houses have names, a street without a number is in order.
    let countries = if planned.role == Role::NoHouseNumber { &["DE", "FR"] } else { shop.countries };
    let (mut ship_to, mut email) = somebody(dice, countries);
    if planned.role == Role::Twin {
        // The same customer as the order that `touch` puts in front of it.
        email = "twice.ordered@example.com".to_owned();
    }
    if planned.role == Role::NoHouseNumber {
        ship_to.line1 =
            ship_to.line1.chars().filter(|c| !c.is_numeric()).collect::<String>().trim().to_owned();
        ship_to.line2 = String::new();
    }
    let lines = lines(planned, dice, currency)?;
    let items: i64 = lines.iter().map(|line| line.total.minor()).sum();
    let discount = if dice.in_thousand(90) && planned.role == Role::History { items / 10 } else { 0 };
    let shipping = if items - discount >= 6_000 { 0 } else { 490 };
    let total = items - discount + shipping;
    let country = ship_to.country.map(|c| c.code().to_owned()).unwrap_or_default();
    let rate = vat(&country);
    let tax = total * rate / (10_000 + rate);
    let refunded = if planned.role == Role::History && dice.in_thousand(30) {
        if dice.in_thousand(600) { total } else { total / 2 }
    } else {
        0
    };
    let payment = match (planned.role, refunded) {
        (Role::NotCaptured, _) => Payment::Authorised,
        (_, 0) => Payment::Paid,
        (_, all) if all == total => Payment::Refunded,
        _ => Payment::PartlyRefunded,
    };
    let shipped = planned.role == Role::History;
    let number = format!("{}{}", shop.prefix, shop.first_number + planned.number);
    Ok((
        shop_id,
        ShopOrder {
            shop_ref: format!("{}", 700_000_000 + planned.index),
            number,
            placed: planned.placed,
            paid: (payment != Payment::Authorised).then(|| planned.placed.plus_ms(40_000)),
            cancelled: None,
            payment,
            payment_text: payment.word().to_owned(),
            fulfilment: if shipped { Fulfilment::Fulfilled } else { Fulfilment::Unfulfilled },
            fulfilment_text: if shipped { "fulfilled" } else { "unfulfilled" }.to_owned(),
            currency,
            shipping: money(shipping),
            discount: money(discount),
            tax: money(tax),
            tax_included: true,
            total: money(total),
            refunded: money(refunded),
            stated_fee: None,
            gateway: shop.gateway.to_owned(),
            service: "Standard".to_owned(),
            risk: "low".to_owned(),
            email,
            ship_to,
            note: if dice.in_thousand(40) {
                "Please leave it with a neighbour.".to_owned()
            } else {
                String::new()
            },
            tags: Vec::new(),
            ship_by: None,
            deliver_by: None,
            tracking: String::new(),
            lines,
        },
    ))
}

fn lines(planned: &Planned, dice: &mut Dice, currency: Currency) -> Result<Vec<ShopLine>, ApiError> {
    let only = |sku: &'static str| ARTICLES.iter().find(move |article| article.sku == sku);
    let count = match planned.role {
        Role::History | Role::Ready if dice.in_thousand(200) => 2,
        _ => 1,
    };
    let mut lines: Vec<ShopLine> = Vec::new();
    for n in 0..count {
        let found = match planned.role {
            Role::ThinMargin => only("WTW-4"),
            Role::NotApproved => only("WTW-4"),
            Role::OutOfStock => only("TCM-450"),
            Role::Twin => only("SFB-M"),
            Role::Unmapped => only("RDG-28-SLT"),
            // What the decisions are about stays out of the ready orders, so that each has one thing wrong.
            Role::Ready => {
                article(dice, |a| a.shop == planned.shop && !["WTW-4", "TCM-450"].contains(&a.sku))
            }
            _ => article(dice, |a| a.shop == planned.shop),
        };
        let Some(article) = found else { continue };
        if lines.iter().any(|line| line.sku == article.sku) {
            continue;
        }
        let quantity = match planned.role {
            Role::History | Role::Ready if dice.in_thousand(170) => dice.between(2, 3),
            Role::Twin => 2,
            _ => 1,
        };
        let price = if planned.role == Role::ThinMargin { article.price * 59 / 100 } else { article.price };
        let (sku, variant) = match planned.role {
            Role::Unmapped => ("RDG-28-GRN", "green"),
            _ => (article.sku, article.variant),
        };
        lines.push(ShopLine {
            shop_ref: format!("{}:{n}", 700_000_000 + planned.index),
            sku: sku.to_owned(),
            title: article.title.to_owned(),
            variant: variant.to_owned(),
            quantity,
            total: Money::from_minor(price, currency).times(quantity)?,
            discount: Money::zero(currency),
            tax: None,
            ships: true,
        });
    }
    Ok(lines)
}

/// Saves an order as an import would.
pub fn save(
    write: &Write<'_>,
    shop: ShopId,
    order: &ShopOrder,
    planned: &Planned,
    end: Instant,
) -> Result<OrderId, ApiError> {
    let seen = if planned.role == Role::History { planned.placed } else { end };
    let raw = format!("Sample order {}", order.number);
    match write.mirror_order(shop, order, &raw, ImportId::new(0), seen.ms())? {
        Mirrored::Added(id) => {
            write.index_order(id);
            Ok(id)
        }
        Mirrored::Changed(id, _) | Mirrored::Unchanged(id) => Ok(id),
    }
}

/// What makes an order need its decision, beyond what stands in it.
pub fn touch(
    write: &Write<'_>,
    id: OrderId,
    shop: ShopId,
    order: &ShopOrder,
    role: Role,
    end: Instant,
) -> Result<(), ApiError> {
    match role {
        Role::Snoozed => {
            let work = Work { snoozed_until: Some(end.plus_ms(20 * 3_600_000)), ..Work::default() };
            write.save_work(id, &work)?;
        }
        Role::NotApproved => {
            for line in write.lines_of(id)? {
                let testing = write.mappings_of(line.product)?.into_iter().find(|mapping| mapping.rank == 2);
                if let Some(testing) = testing {
                    write.save_route(line.id, &testing.part, testing.offer, testing.factor)?;
                }
            }
        }
        Role::OutOfStock => {
            for line in write.lines_of(id)? {
                if let Some(first) = write.mappings_of(line.product)?.first() {
                    let offer = write.offer(first.offer)?.offer;
                    write.save_offer(&Offer { stock: Some(0), ..offer }, end.ms())?;
                }
            }
        }
        Role::Twin => {
            let mut first = order.clone();
            first.shop_ref.push_str("-a");
            first.number.push('A');
            first.placed = order.placed.plus_ms(-25 * 60_000);
            for line in &mut first.lines {
                line.shop_ref.push_str("-a");
            }
            if let Mirrored::Added(first) =
                write.mirror_order(shop, &first, "Sample order", ImportId::new(0), end.ms())?
            {
                write.index_order(first);
                let context = Context::load(write, end)?;
                assess::refresh(&context, write, first, Age::New)?;
            }
        }
        _ => return Ok(()),
    }
    let context = Context::load(write, end)?;
    assess::refresh(&context, write, id, Age::Known)?;
    Ok(())
}
