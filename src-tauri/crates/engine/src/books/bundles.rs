//! Whose figures the sale of a bundle counts to, when several suppliers bring its parts.

use std::collections::BTreeMap;

use stockless_core::id::{OrderLineId, SupplierId};
use stockless_core::ledger::{Account, Wanted, share};
use stockless_core::money::Money;

use super::Facts;
use crate::context::Context;
use crate::error::ApiError;

/// Shares what a bundle earned among the suppliers of its parts by what the parts cost, to the cent: else one of them
/// would seem to earn it all and the others to cost only. Units are counted once, with the first of them.
pub(super) fn attribute(
    context: &Context<'_>,
    facts: &Facts<'_>,
    entries: Vec<Wanted>,
) -> Result<Vec<Wanted>, ApiError> {
    let shares = shares(context, facts)?;
    if shares.is_empty() {
        return Ok(entries);
    }
    let mut all = Vec::with_capacity(entries.len());
    for entry in entries {
        let Some(suppliers) = shares.get(&entry.line).filter(|_| is_earned(entry.account)) else {
            all.push(entry);
            continue;
        };
        let weights: Vec<i64> = suppliers.values().copied().collect();
        for (index, (supplier, amount)) in suppliers.keys().zip(share(entry.amount, &weights)?).enumerate() {
            let (units, orders) = if index == 0 { (entry.units, entry.orders) } else { (0, 0) };
            all.push(Wanted { amount, units, orders, supplier: Some(*supplier), ..entry.clone() });
        }
    }
    Ok(all)
}

/// True for what belongs to the sale and not to one supplier's bill.
fn is_earned(account: Account) -> bool {
    !matches!(account, Account::Goods | Account::SupplierShipping | Account::SupplierFees)
}

/// Lines whose parts come from several suppliers, with what each asks in the base currency. A line of which a cost has no
/// rate is left with its first supplier until there is one.
fn shares(
    context: &Context<'_>,
    facts: &Facts<'_>,
) -> Result<BTreeMap<OrderLineId, BTreeMap<SupplierId, i64>>, ApiError> {
    let mut costs: Vec<(OrderLineId, SupplierId, Money)> = Vec::new();
    for bought in facts.bought.iter().filter(|bought| bought.row.state.holds_lines()) {
        for of in bought.lines.iter().filter(|of| !of.part.is_empty() && of.held > 0) {
            costs.push((of.line, bought.row.supplier, Money::from_minor(of.cost_minor, bought.row.currency)));
        }
    }
    for estimate in facts.estimates.iter().filter(|estimate| !estimate.part.is_empty()) {
        costs.push((estimate.line, estimate.supplier, estimate.goods));
    }
    let day = facts.order.placed.day_in(context.zone);
    let mut shares: BTreeMap<OrderLineId, BTreeMap<SupplierId, i64>> = BTreeMap::new();
    let mut without_rate = Vec::new();
    for (line, supplier, cost) in costs {
        match context.to_base(cost, day)? {
            Some((base, _)) => {
                let sum = shares.entry(line).or_default().entry(supplier).or_insert(0);
                *sum = sum.saturating_add(base.minor());
            }
            None => without_rate.push(line),
        }
    }
    shares.retain(|line, suppliers| suppliers.len() > 1 && !without_rate.contains(line));
    Ok(shares)
}
