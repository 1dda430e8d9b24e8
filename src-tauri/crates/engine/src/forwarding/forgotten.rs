//! Purchases that only the journal knows, after the database went back in time.

use std::collections::HashMap;

use stockless_core::purchase::{State, key};
use stockless_store::Write;
use stockless_store::journal::{JournalLine, Sent, fingerprint};
use stockless_store::purchases::{Move, PurchaseRow};

use super::document::place_now;
use super::record::Here;
use crate::assess::{self, Age};
use crate::context::Context;
use crate::error::ApiError;

/// How many later purchases of one order at one supplier are looked for.
const LATER: i64 = 64;

/// Said as the destination of a purchase that left for an address or account which this workspace no longer knows.
const NOT_KNOWN_HERE: &str = "an address or account that this backup does not know";

/// What the journal knows of a purchase whose attempts the database does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forgotten {
    /// When the supplier may have seen it first, UTC milliseconds.
    pub sent_ms: i64,
    /// What left last.
    pub last: Sent,
}

/// By key, from lines in their order.
pub fn by_key(lines: &[JournalLine]) -> HashMap<String, Forgotten> {
    let mut keys: HashMap<String, Forgotten> = HashMap::new();
    for line in lines {
        let known = keys
            .entry(line.key.clone())
            .or_insert_with(|| Forgotten { sent_ms: line.at_ms, last: Sent::default() });
        known.last.clone_from(&line.sent);
    }
    keys
}

/// Gives a purchase back what only the journal knows: the draft that was confirmed, which may be confirmed again, and
/// that it left for another place than the one that the database tells of.
///
/// The draft of another document is left alone: what it orders is not what this purchase says.
pub fn recall(write: &Write<'_>, purchase: &PurchaseRow, last: &Sent) -> Result<(), ApiError> {
    let document = fingerprint(&write.frozen(purchase.id)?.document);
    let draft = last.draft.as_deref().filter(|_| last.content.as_deref() == Some(document.as_str()));
    let is_it = |place: &str| last.place.as_ref().is_none_or(|left| *left == fingerprint(place.as_bytes()));
    let destination = if is_it(&purchase.destination) {
        purchase.destination.clone()
    } else {
        place_now(purchase.channel, &write.connection(purchase.supplier)?)
            .filter(|place| is_it(place))
            .unwrap_or_else(|| NOT_KNOWN_HERE.to_owned())
    };
    Ok(write.recall(purchase.id, draft, &destination)?)
}

/// The last purchase of an order at a supplier that the journal knows and the database does not, from a sequence on.
/// One comes after another only when that one was taken back, refused or covered other units: so it is the last one
/// whose end has to be found out before anything else is sent for these lines.
pub fn last_sequence(
    forgotten: &HashMap<String, Forgotten>,
    shop: &str,
    order: &str,
    supplier: &str,
    from: i64,
) -> Option<i64> {
    if forgotten.is_empty() {
        return None;
    }
    (from..from.saturating_add(LATER))
        .rev()
        .find(|&seq| forgotten.contains_key(&key(shop, order, supplier, seq)))
}

/// Takes back what waits to be sent although a later purchase of the same order has left: forwarding the order again
/// leads to that one.
pub fn take_back_overtaken(
    write: &Write<'_>,
    forgotten: &HashMap<String, Forgotten>,
    here: &Here,
) -> Result<(), ApiError> {
    for state in [State::Queued, State::Rejected] {
        for purchase in write.purchases_in(state, 10_000)? {
            let order = write.order(purchase.order)?;
            let shop = write.shop(order.shop)?;
            let shop = write.key_name("shop", shop.id, &shop.name)?;
            let supplier = write.key_name("supplier", purchase.supplier.get(), &purchase.supplier_name)?;
            if last_sequence(forgotten, &shop, &order.shop_ref, &supplier, purchase.seq + 1).is_some() {
                take_back(write, &purchase, here)?;
            }
        }
    }
    Ok(())
}

fn take_back(write: &Write<'_>, purchase: &PurchaseRow, here: &Here) -> Result<(), ApiError> {
    let note = "Taken back: the journal knows of a later purchase for this order.".to_owned();
    let change = Move { note, ..Move::default() };
    write.move_purchase(purchase.id, purchase.state, State::Cancelled, here.epoch, &change)?;
    write.release_stock(purchase.id)?;
    let facts = [("number", purchase.number.clone())];
    write.add_event(purchase.order, here.now, "taken_back", "stockless", &facts)?;
    let context = Context::load(write, here.now)?;
    assess::refresh(&context, write, purchase.order, Age::Known)?;
    Ok(())
}
