//! Purchases that only the journal knows, after the database went back in time.

use std::collections::HashMap;

use stockless_core::purchase::{State, key};
use stockless_store::Write;
use stockless_store::purchases::{Move, PurchaseRow};

use super::record::Here;
use crate::assess::{self, Age};
use crate::context::Context;
use crate::error::ApiError;

/// How many later purchases of one order at one supplier are looked for.
const LATER: i64 = 64;

/// The last purchase of an order at a supplier that the journal knows and the database does not, from a sequence on.
/// One comes after another only when that one was taken back, refused or covered other units: so it is the last one
/// whose end has to be found out before anything else is sent for these lines.
pub fn last_sequence(
    forgotten: &HashMap<String, i64>,
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
    forgotten: &HashMap<String, i64>,
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
