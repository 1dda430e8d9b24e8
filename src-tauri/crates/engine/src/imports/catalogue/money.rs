//! Costs, ad spend and exchange rates from files.

use sha2::{Digest, Sha256};
use stockless_connect::catalogue::{AdRecord, CostRecord, RateRecord};
use stockless_core::id::{ShopId, SupplierId};
use stockless_core::ledger::Account;
use stockless_core::money::Money;
use stockless_store::Write;
use stockless_store::entries::NewEntry;
use stockless_store::rates::RateRow;

use super::super::tally::{Became, unknown};
use super::{Placed, Saved};
use crate::api::costs::{Cost, add_cost, standalone};
use crate::context::Context;
use crate::error::ApiError;
use crate::shapes::imports::ImportRequest;

/// Writes a cost. The same row in another file is the same cost; two equal rows of one file are two costs.
pub fn cost(
    write: &Write<'_>,
    context: &Context<'_>,
    request: &ImportRequest,
    placed: &Placed<CostRecord>,
) -> Result<Saved, ApiError> {
    let record = &placed.record;
    let refuse = |column: &str, value: &str, reason: &str, fix: &str| {
        Ok(Err(unknown(&placed.file, placed.line, column, value, reason, fix)))
    };
    let order = match record.order_number.as_deref() {
        None => None,
        Some(number) => match write.orders_by_number(number)?.as_slice() {
            [] => {
                return refuse(
                    "order",
                    number,
                    "there is no order of this number",
                    "import the orders first",
                );
            }
            [one] => Some(*one),
            _ => {
                return refuse(
                    "order",
                    number,
                    "several shops have an order of this number",
                    "name the shop in a column",
                );
            }
        },
    };
    let shop = match record.shop.as_deref() {
        None => request.shop_id.map(ShopId::new),
        Some(name) => match write.shop_by_name(name)? {
            Some(shop) => Some(ShopId::new(shop.id)),
            None => {
                return refuse(
                    "shop",
                    name,
                    "there is no shop of this name",
                    "add the shop or correct the name",
                );
            }
        },
    };
    let supplier = match record.supplier.as_deref() {
        None => None,
        Some(name) => match write.supplier_by_name(name)? {
            Some(supplier) => Some(SupplierId::new(supplier.id)),
            None => {
                return refuse(
                    "supplier",
                    name,
                    "there is no supplier of this name",
                    "add the supplier or correct the name",
                );
            }
        },
    };
    let text = format!("{record:?}|{:?}|{}", request.shop_id, placed.occurrence);
    let digest: String =
        Sha256::digest(text.as_bytes()).iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    let reference = format!("cost:{digest}");
    if write.last_day_of(&reference)?.is_some() {
        return Ok(Ok(Became::Unchanged));
    }
    let source = if record.note.is_empty() { placed.file.clone() } else { record.note.clone() };
    add_cost(
        write,
        context,
        &Cost {
            account: record.account,
            amount: record.amount,
            day: record.day,
            order,
            shop,
            supplier,
            reference,
            source,
        },
    )?;
    Ok(Ok(Became::Added))
}

/// Writes what a campaign cost on a day. A new figure for the same day takes the place of the old one.
pub fn ad(
    write: &Write<'_>,
    context: &Context<'_>,
    request: &ImportRequest,
    placed: &Placed<AdRecord>,
) -> Result<Saved, ApiError> {
    let record = &placed.record;
    let shop = match record.shop.as_deref() {
        None => request.shop_id.map(ShopId::new),
        Some(name) => match write.shop_by_name(name)? {
            Some(shop) => Some(ShopId::new(shop.id)),
            None => {
                return Ok(Err(unknown(
                    &placed.file,
                    placed.line,
                    "shop",
                    name,
                    "there is no shop of this name",
                    "add the shop or correct the name",
                )));
            }
        },
    };
    let reference = format!(
        "ads:{}:{}:{}:{}",
        shop.map_or(0, ShopId::get),
        record.channel.to_lowercase(),
        record.campaign.to_lowercase(),
        record.amount.currency()
    );
    let held = write.held_by_reference(&reference, record.day)?;
    let wanted = record.amount.negated()?;
    if held == wanted.minor() {
        return Ok(Ok(Became::Unchanged));
    }
    let missing = Money::from_minor(wanted.minor().saturating_sub(held), wanted.currency());
    let source = [record.channel.as_str(), record.campaign.as_str()].join(" ").trim().to_owned();
    let entry = standalone(context, Account::Ads, missing, record.day, &reference, &source)?;
    write.append_entry(&NewEntry { shop, ..entry }, context.now.ms())?;
    Ok(Ok(if held == 0 { Became::Added } else { Became::Changed }))
}

/// Writes a rate.
pub fn rate(
    write: &Write<'_>,
    _: &Context<'_>,
    _: &ImportRequest,
    placed: &Placed<RateRecord>,
) -> Result<Saved, ApiError> {
    let record = &placed.record;
    let known = write.rate(record.day, record.base, record.quote)?;
    if known.as_ref().is_some_and(|row| row.value == record.value) {
        return Ok(Ok(Became::Unchanged));
    }
    write.save_rate(&RateRow {
        day: record.day,
        base: record.base,
        quote: record.quote,
        value: record.value,
        source: placed.file.clone(),
    })?;
    Ok(Ok(if known.is_some() { Became::Changed } else { Became::Added }))
}
