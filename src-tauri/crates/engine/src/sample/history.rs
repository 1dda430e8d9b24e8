//! What became of the sample's past orders: purchases at their suppliers, parcels, and some that came late.

use stockless_core::day::Instant;
use stockless_core::id::{OrderId, PurchaseId};
use stockless_core::parcel::{ParcelState, ProblemReason};
use stockless_core::purchase::{Reason, key};
use stockless_core::route::sending_cost;
use stockless_store::Write;
use stockless_store::purchases::{NewPurchase, NewPurchaseLine};

use super::dice::Dice;
use super::order::Planned;
use super::setup::World;
use super::world::SUPPLIERS;
use crate::api::shipments::{Report, ReportedEvent, take};
use crate::assess::{self, Age, OpenLine, RoutedQuote};
use crate::context::Context;
use crate::error::ApiError;

const DAY_MS: i64 = 86_400_000;
const HOUR_MS: i64 = 3_600_000;

/// Writes the purchases and parcels of a past order.
pub fn write(
    write: &Write<'_>,
    context: &Context<'_>,
    world: &World,
    id: OrderId,
    planned: &Planned,
    dice: &mut Dice,
    epoch: i64,
) -> Result<(), ApiError> {
    let assessed = assess::look(context, id, Age::New)?;
    let to = assessed.ship_to.country;
    let forwarded = planned.placed.plus_ms(dice.between(HOUR_MS, 20 * HOUR_MS));
    if forwarded >= context.now {
        return Ok(());
    }
    for (seq, (supplier, lines)) in (1_i64..).zip(assess::by_supplier(&assessed.open)) {
        let terms = context.supplier(supplier)?;
        let who = world
            .suppliers
            .iter()
            .position(|known| *known == supplier)
            .and_then(|index| SUPPLIERS.get(index));
        let Some(who) = who else { continue };
        let units = lines.iter().map(|(_, quote)| quote.units).sum();
        let (shipping, fee) = sending_cost(&terms, to, units)?;
        let number = format!("{}-{seq}", assessed.order.number);
        let new_lines = lines.iter().filter_map(|(open, quote)| line(open, quote, to)).collect::<Vec<_>>();
        let new = NewPurchase {
            order: id,
            supplier,
            seq: 1,
            reason: Reason::First,
            key: key(
                &assessed.shop.name.to_lowercase(),
                &assessed.order.shop_ref,
                &who.name.to_lowercase(),
                1,
            ),
            boot: "sample".to_owned(),
            channel: who.channel,
            destination: String::new(),
            document: document(&number, &new_lines).into_bytes(),
            document_name: format!("PO {number}.csv"),
            number,
            subject: String::new(),
            body: String::new(),
            currency: terms.currency,
            goods_minor: new_lines.iter().map(|line| line.cost_minor).sum(),
            shipping_minor: shipping.minor(),
            fee_minor: fee.minor(),
            not_before: forwarded,
            capability: stockless_core::protocol::Capability::blind(),
            lines: new_lines,
        };
        let days = to.and_then(|country| terms.shipping_to(country));
        let (days_min, days_max) = days.map_or((3, 7), |rate| (rate.days_min, rate.days_max));
        let promise = forwarded.plus_ms((who.lead_days + days_max) * DAY_MS);
        let supplier_number =
            format!("{}-{}", who.name.chars().take(2).collect::<String>().to_uppercase(), dice.code(6));
        let purchase = write.record_placed(&new, epoch, forwarded, Some(promise), &supplier_number)?;
        let late = dice.in_thousand(who.late);
        let took = if late {
            who.lead_days + days_max + dice.between(1, 6)
        } else {
            who.lead_days + dice.between(days_min, days_max.max(days_min))
        };
        parcel(write, context, dice, id, purchase, forwarded, who.lead_days, took)?;
    }
    Ok(())
}

fn line(
    open: &OpenLine,
    quote: &RoutedQuote,
    to: Option<stockless_core::place::Country>,
) -> Option<NewPurchaseLine> {
    Some(NewPurchaseLine {
        order_line: open.line.id,
        part: open.part.clone(),
        offer: quote.way.offer.id,
        quantity: open.units,
        units: quote.units,
        unit_cost: quote.way.offer.unit_cost(to, quote.units)?,
        cost_minor: quote.goods?.minor(),
    })
}

fn document(number: &str, lines: &[NewPurchaseLine]) -> String {
    let mut text = String::from("PO number,Offer,Units,Unit cost\r\n");
    for line in lines {
        text.push_str(&format!("{number},{},{},{}\r\n", line.offer, line.units, line.unit_cost));
    }
    text
}

/// Reports a parcel as its carrier would have, up to now.
#[expect(clippy::too_many_arguments, reason = "each is one fact of the parcel that is told")]
fn parcel(
    write: &Write<'_>,
    context: &Context<'_>,
    dice: &mut Dice,
    order: OrderId,
    purchase: PurchaseId,
    forwarded: Instant,
    lead_days: i64,
    took: i64,
) -> Result<(), ApiError> {
    let handed = forwarded.plus_ms(lead_days * DAY_MS + dice.between(2, 20) * HOUR_MS);
    let delivered = forwarded.plus_ms(took * DAY_MS + dice.between(-8, 3) * HOUR_MS);
    let halfway = handed.plus_ms(delivered.since(handed) / 2);
    let mut events = vec![
        event(handed, ParcelState::HandedOver, None, "Handed to the carrier"),
        event(halfway, ParcelState::InTransit, None, "Left the sorting centre"),
    ];
    if dice.in_thousand(6) {
        events.push(event(delivered, ParcelState::Problem, Some(ProblemReason::Lost), "Cannot be found"));
    } else {
        events.push(event(delivered, ParcelState::Delivered, None, "Delivered"));
    }
    events.retain(|event| event.at <= context.now);
    if events.is_empty() {
        return Ok(());
    }
    let report = Report {
        order,
        purchase: Some(purchase),
        carrier: String::new(),
        number: sample_number(dice),
        lines: Vec::new(),
        events,
        source: "file",
        file: String::new(),
    };
    take(write, &report, handed)?;
    Ok(())
}

fn event(at: Instant, state: ParcelState, reason: Option<ProblemReason>, text: &str) -> ReportedEvent {
    ReportedEvent { at, state, reason, text: text.to_owned(), undated: false }
}

/// A number in the form of the postal union, with its check digit.
fn sample_number(dice: &mut Dice) -> String {
    let digits: Vec<i64> = (0..8).map(|_| dice.between(0, 9)).collect();
    let sum: i64 = digits.iter().zip([8, 6, 4, 2, 3, 5, 9, 7]).map(|(digit, weight)| digit * weight).sum();
    let check = match 11 - sum % 11 {
        10 => 0,
        11 => 5,
        other => other,
    };
    let digits: String = digits.iter().map(ToString::to_string).collect();
    format!("RR{digits}{check}NL")
}
