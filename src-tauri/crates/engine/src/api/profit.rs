//! Profit reports and the entries behind their figures.

use std::collections::BTreeMap;
use std::path::PathBuf;

use stockless_core::id::ShopId;
use stockless_core::money::Money;
use stockless_core::waterfall::{Step, Sum, Waterfall};
use stockless_store::entries::EntryFilter;
use stockless_store::sums::{Dimension, Grain};

use super::page_size;
use crate::context::Context;
use crate::engine::Engine;
use crate::error::{ApiError, Code};
use crate::profit;
use crate::shapes::profit::{
    Cause, EntriesPage, EntriesRequest, EntryRow, Moved, MovedRequest, ProfitAnswer, ProfitExport,
    ProfitRequest, Written,
};
use crate::shapes::shared::Amount;

pub fn profit(engine: &Engine, request: ProfitRequest) -> Result<ProfitAnswer, ApiError> {
    engine.accrue()?;
    engine.with_context(|context| profit::make(context, &request))
}

pub fn profit_moved(engine: &Engine, request: MovedRequest) -> Result<Moved, ApiError> {
    engine.accrue()?;
    engine.with_context(|context| {
        let (before, orders_before) =
            whole(context, &request.before_from, &request.before_to, request.shop_id)?;
        let (now, orders_now) = whole(context, &request.from, &request.to, request.shop_id)?;
        let base = context.base();
        let (change, causes) = profit::causes(&before, orders_before, &now, orders_now, base)?;
        Ok(Moved {
            change: Amount::minor(change, base),
            causes: causes
                .into_iter()
                .map(|(cause, effect)| Cause { cause: cause.to_owned(), amount: Amount::minor(effect, base) })
                .collect(),
        })
    })
}

fn whole(
    context: &Context<'_>,
    from: &str,
    to: &str,
    shop: Option<i64>,
) -> Result<(Waterfall, i64), ApiError> {
    let (from, to) = (super::day("first day", from)?, super::day("last day", to)?);
    let mut sums: BTreeMap<_, Sum> = BTreeMap::new();
    let mut orders = 0;
    for row in context.read().sums(Dimension::All, Grain::Range, from, to, shop.map(ShopId::new))? {
        let sum = sums.entry(row.account).or_default();
        sum.minor = sum.minor.saturating_add(row.base_minor);
        orders += row.orders;
    }
    Ok((Waterfall::from_sums(&sums), orders))
}

pub fn profit_export(engine: &Engine, request: ProfitExport) -> Result<Written, ApiError> {
    let answer = profit(engine, request.report.clone())?;
    let path = PathBuf::from(&request.path);
    profit::write(&answer, request.report.by, &request.format, &path)?;
    let bytes = std::fs::metadata(&path)
        .map_err(|error| ApiError::new(Code::File, format!("{} cannot be read: {error}.", path.display())))?
        .len();
    Ok(Written { path: request.path, bytes: i64::try_from(bytes).unwrap_or(i64::MAX) })
}

pub fn profit_entries(engine: &Engine, request: EntriesRequest) -> Result<EntriesPage, ApiError> {
    let filter = filter(&request)?;
    let after = request.key.as_deref().map(read_key).transpose()?;
    let limit = page_size(request.limit);
    engine.with_context(|context| {
        let read = context.read();
        let (total, sum) = read.entries_total(&filter)?;
        let found = read.entries(&filter, after, limit)?;
        let full = i64::try_from(found.len()).unwrap_or(0) == limit;
        let next = full.then(|| found.last().map(|row| format!("{}.{}", row.day.number(), row.id))).flatten();
        let rows = found
            .into_iter()
            .map(|row| EntryRow {
                id: row.id,
                day: row.day.iso(),
                account: row.account.word().to_owned(),
                amount: Money::from_minor(row.amount_minor, row.currency).into(),
                base: row.base_minor.map(|minor| Amount::minor(minor, context.base())),
                rate: row.rate,
                estimated: row.estimated,
                source: row.source,
                order_id: row.order_id,
                order_number: row.order_number,
                purchase_id: row.purchase_id,
                supplier: row.supplier,
                product: row.product,
                shop: row.shop,
            })
            .collect();
        Ok(EntriesPage { total, sum: Amount::minor(sum, context.base()), rows, next })
    })
}

fn read_key(key: &str) -> Result<(i32, i64), ApiError> {
    key.split_once('.')
        .and_then(|(day, id)| Some((day.parse().ok()?, id.parse().ok()?)))
        .ok_or_else(|| ApiError::invalid(format!("The key “{key}” is not of this list.")))
}

fn filter(request: &EntriesRequest) -> Result<EntryFilter, ApiError> {
    let (from, to) = (super::day("first day", &request.from)?, super::day("last day", &request.to)?);
    let accounts = match request.step.as_deref() {
        None => Vec::new(),
        Some(word) => {
            let step = Step::from_word(word)
                .ok_or_else(|| ApiError::invalid(format!("There is no step “{word}” in the waterfall.")))?;
            above(step)
        }
    };
    Ok(EntryFilter {
        from: from.number(),
        to: to.number(),
        shop_id: request.shop_id,
        accounts,
        supplier_id: request.supplier_id,
        product_id: request.product_id,
        country: request.country.clone(),
        order_id: request.order_id,
        estimated_only: request.estimated_only,
    })
}

/// Accounts of a step; for a subtotal those of every step above it.
fn above(step: Step) -> Vec<stockless_core::ledger::Account> {
    if !step.is_subtotal() {
        return step.accounts().to_vec();
    }
    let until = Step::ALL.iter().take_while(|&&known| known != step);
    until.flat_map(|known| known.accounts().iter().copied()).collect()
}
