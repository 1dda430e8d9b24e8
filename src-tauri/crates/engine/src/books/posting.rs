//! What an order should earn and cost, compared with what its ledger holds.

use std::collections::{BTreeMap, HashMap};

use stockless_core::id::OrderId;
use stockless_core::ledger::{Account, Certainty, Wanted, corrections};
use stockless_core::money::Currency;
use stockless_core::waterfall::Sum;
use stockless_store::entries::NewEntry;
use stockless_store::{Read, Write};

use super::Facts;
use crate::context::Context;
use crate::error::ApiError;

/// Appends what is missing in an order's ledger.
pub fn post(
    context: &Context<'_>,
    write: &Write<'_>,
    order: OrderId,
    facts: &Facts<'_>,
    wanted: &[Wanted],
) -> Result<(), ApiError> {
    let held = if facts.is_new { BTreeMap::new() } else { write.held_by_order(order)? };
    let wanted = by_slot(wanted);
    let country = facts.order.ship_to.country.map(|c| c.code().to_owned()).unwrap_or_default();
    for entry in corrections(&held, &wanted, context.today())? {
        let base = context.to_base(entry.amount, entry.day)?;
        let (base_minor, rate) = match base {
            Some((money, rate)) => (Some(money.minor()), rate),
            None => (None, String::new()),
        };
        let new = NewEntry {
            day: entry.day,
            account: entry.account,
            amount_minor: entry.amount.minor(),
            currency: entry.amount.currency(),
            base_minor,
            rate,
            certainty: entry.certainty,
            order: Some(order),
            line: Some(entry.line),
            purchase: entry.purchase,
            shop: Some(facts.order.shop),
            supplier: entry.supplier,
            product: entry.product,
            country: country.clone(),
            units: entry.units,
            orders: entry.orders,
            reference: String::new(),
            source: entry.source,
        };
        write.append_entry(&new, context.now.ms())?;
    }
    Ok(())
}

/// One amount for each slot. Tax on a sale and tax in a refund share a slot on different days: the ledger compares
/// their sum, and what is new of it counts on the later day.
fn by_slot(wanted: &[Wanted]) -> Vec<Wanted> {
    let mut slots: Vec<Wanted> = Vec::with_capacity(wanted.len());
    let mut places: HashMap<_, usize> = HashMap::new();
    for entry in wanted {
        let slot = entry.slot();
        match places.get(&slot).and_then(|&place| slots.get_mut(place)) {
            Some(known) => {
                if let Ok(sum) = known.amount.checked_add(entry.amount) {
                    known.amount = sum;
                    known.units = known.units.saturating_add(entry.units);
                    known.orders = known.orders.saturating_add(entry.orders);
                }
            }
            None => {
                places.insert(slot, slots.len());
                slots.push(entry.clone());
            }
        }
    }
    slots
}

/// Sums of an order by account in the base currency, and whether a rate is missing: what the ledger holds, with what
/// [`post`] would append. Amounts are not converted a second time, so an order shows what its entries sum to, to the
/// cent, whatever corrections and rates they went through.
pub fn sums_of(
    context: &Context<'_>,
    order: OrderId,
    wanted: &[Wanted],
    is_new: bool,
) -> Result<(BTreeMap<Account, Sum>, bool), ApiError> {
    let mut sums: BTreeMap<Account, Sum> = BTreeMap::new();
    // Amounts without a rate, by account and currency: what was taken back again misses no rate.
    let mut unrated: BTreeMap<(Account, Currency), i64> = BTreeMap::new();
    let mut held = BTreeMap::new();
    if !is_new {
        held = context.read().held_by_order(order)?;
        for row in context.read().base_by_order(order)? {
            let sum = sums.entry(row.account).or_default();
            sum.minor = sum.minor.saturating_add(row.base_minor);
            sum.estimated = sum.estimated.saturating_add(row.estimated_minor);
            let rest = unrated.entry((row.account, row.currency)).or_default();
            *rest = rest.saturating_add(row.unrated_minor);
        }
    }
    for entry in corrections(&held, &by_slot(wanted), context.today())? {
        match context.to_base(entry.amount, entry.day)? {
            Some((base, _)) => {
                let sum = sums.entry(entry.account).or_default();
                sum.minor = sum.minor.saturating_add(base.minor());
                if entry.certainty == Certainty::Estimated {
                    sum.estimated = sum.estimated.saturating_add(base.minor());
                }
            }
            None => {
                let rest = unrated.entry((entry.account, entry.amount.currency())).or_default();
                *rest = rest.saturating_add(entry.amount.minor());
            }
        }
    }
    Ok((sums, unrated.values().any(|minor| *minor != 0)))
}

/// Adds what bills and people stated for an order to its sums.
pub fn add_stated(
    read: &Read<'_>,
    order: OrderId,
    sums: &mut BTreeMap<Account, Sum>,
) -> Result<(), ApiError> {
    for (account, minor) in read.stated_sums(order)? {
        let sum = sums.entry(account).or_default();
        sum.minor = sum.minor.saturating_add(minor);
    }
    Ok(())
}
