//! Purchases that only the journal knows, after the database went back in time.

use std::collections::HashMap;

use stockless_core::id::OrderId;
use stockless_core::purchase::{State, key};
use stockless_store::Write;
use stockless_store::journal::{JournalLine, Sent, content_of, fingerprint};
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
    /// Its number.
    pub number: String,
    /// When the supplier may have seen it first, UTC milliseconds.
    pub sent_ms: i64,
    /// What left last.
    pub last: Sent,
}

/// By key, from lines in their order.
pub fn by_key(lines: &[JournalLine]) -> HashMap<String, Forgotten> {
    let mut keys: HashMap<String, Forgotten> = HashMap::new();
    for line in lines {
        let known = keys.entry(line.key.clone()).or_insert_with(|| Forgotten {
            number: String::new(),
            sent_ms: line.at_ms,
            last: Sent::default(),
        });
        known.number.clone_from(&line.number);
        known.last.clone_from(&line.sent);
    }
    keys
}

/// True when a document is what left last. Lines of earlier versions do not tell.
pub fn is_it(last: &Sent, name: &str, document: &[u8]) -> bool {
    last.content.as_ref().is_some_and(|left| *left == content_of(name, document))
}

/// Gives a purchase back what only the journal knows: the draft that was confirmed, which may be confirmed again, and
/// that it left for another place than the one that the database tells of.
///
/// The draft of another document is left alone: what it orders is not what this purchase says.
pub fn recall(write: &Write<'_>, purchase: &PurchaseRow, last: &Sent) -> Result<(), ApiError> {
    let frozen = write.frozen(purchase.id)?;
    let draft = last.draft.as_deref().filter(|_| is_it(last, &frozen.name, &frozen.document));
    let is_there =
        |place: &str| last.place.as_ref().is_none_or(|left| *left == fingerprint(place.as_bytes()));
    let destination = if is_there(&purchase.destination) {
        purchase.destination.clone()
    } else {
        place_now(purchase.channel, &write.connection(purchase.supplier)?)
            .filter(|place| is_there(place))
            .unwrap_or_else(|| NOT_KNOWN_HERE.to_owned())
    };
    Ok(write.recall(purchase.id, draft, &destination)?)
}

/// An order's part at one supplier, as keys are made of it.
#[derive(Debug, Clone, Copy)]
pub struct Part<'p> {
    /// The shop's and the supplier's name in keys.
    pub shop: &'p str,
    /// The order in its shop.
    pub order: &'p str,
    /// The supplier's name in keys.
    pub supplier: &'p str,
}

impl Part<'_> {
    /// The last purchase of it that the journal knows and the database does not, from a sequence on. One comes after
    /// another only when that one was taken back, refused or covered other units: so it is the last one whose end has
    /// to be found out before anything else is sent for these lines.
    pub fn last_sequence(self, forgotten: &HashMap<String, Forgotten>, from: i64) -> Option<i64> {
        if forgotten.is_empty() {
            return None;
        }
        (from..from.saturating_add(LATER)).rev().find(|&seq| forgotten.contains_key(&self.key(seq)))
    }

    fn key(self, seq: i64) -> String {
        key(self.shop, self.order, self.supplier, seq)
    }
}

/// Numbers of purchases of an order that left, that this workspace does not have, and that none of these parts leads
/// back to: they went to other suppliers, and nobody finds out about them by forwarding the order once more.
///
/// Orders are known by their number, also where the supplier is not known here any more. Two shops may have an order of
/// one number; then both are meant.
pub fn sent_elsewhere(
    write: &Write<'_>,
    forgotten: &HashMap<String, Forgotten>,
    order: &str,
    parts: &[Part<'_>],
) -> Result<Vec<String>, ApiError> {
    let mut numbers = Vec::new();
    for (key, known) in forgotten {
        let mine = |part: &Part<'_>| (1..=LATER).any(|seq| part.key(seq) == *key);
        if is_of(&known.number, order) && !parts.iter().any(mine) && write.purchase_by_key(key)?.is_none() {
            numbers.push(known.number.clone());
        }
    }
    numbers.sort();
    numbers.dedup();
    Ok(numbers)
}

/// A purchase's number is the order's with a count behind it, and perhaps the shop's name before it.
fn is_of(purchase: &str, order: &str) -> bool {
    let order = order.trim_start_matches('#');
    let Some((before, count)) = purchase.rsplit_once('-') else { return false };
    let counted = !count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit());
    counted && (before == order || before.strip_suffix(order).is_some_and(|shop| shop.ends_with('-')))
}

/// Takes back what waits to be sent although a later purchase of the same order has left, to the same supplier or to
/// another one. Forwarding the order again leads to the one at the same supplier; about one at another supplier the
/// merchant is asked.
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
            let part = Part { shop: &shop, order: &order.shop_ref, supplier: &supplier };
            let elsewhere = sent_elsewhere(write, forgotten, &order.number, &[part])?;
            if part.last_sequence(forgotten, purchase.seq + 1).is_some() || !elsewhere.is_empty() {
                hold(write, purchase.order, &elsewhere)?;
                take_back(write, &purchase, here)?;
            }
        }
    }
    Ok(())
}

/// Holds an order until the merchant has said what became of these purchases. True when it is held by them.
pub fn hold(write: &Write<'_>, order: OrderId, numbers: &[String]) -> Result<bool, ApiError> {
    if numbers.is_empty() {
        return Ok(false);
    }
    let mut work = write.work_of(order)?;
    let held = work.hold_for(numbers);
    if held {
        write.save_work(order, &work)?;
    }
    Ok(held)
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
