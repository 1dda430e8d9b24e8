//! What an order earns and costs: the entries its ledger should hold.
//!
//! The shop states what was sold; purchases state what it cost; where there is no purchase yet, the price list and
//! the rules of fees give an estimate. [`post`] compares this with what the ledger holds and appends the difference.

mod bundles;
mod posting;

pub use posting::{add_stated, post, sums_of};

use rust_decimal::Decimal;
use stockless_core::day::Day;
use stockless_core::fee::{FeeLine, Occasion, fee, rules_for};
use stockless_core::id::{OrderLineId, SupplierId};
use stockless_core::ledger::{Account, Certainty, Wanted, share};
use stockless_core::money::{Money, MoneyError};
use stockless_core::order::Payment;
use stockless_store::following::FollowingRow;
use stockless_store::orders::{LineRow, OrderRow};
use stockless_store::purchases::PurchaseRow;
use stockless_store::shops::ShopRow;

use crate::context::Context;
use crate::error::ApiError;

/// What an offer would cost for the open units of a line.
#[derive(Debug, Clone)]
pub struct Estimate {
    /// The line.
    pub line: OrderLineId,
    /// Which part of it; empty for the whole line.
    pub part: String,
    /// Who would serve it.
    pub supplier: SupplierId,
    /// Goods.
    pub goods: Money,
    /// Its share of sending.
    pub shipping: Money,
    /// Its share of the order fee.
    pub fee: Money,
}

/// A purchase with its lines' costs.
#[derive(Debug, Clone)]
pub struct Bought {
    /// What is waited for, where the supplier has it.
    pub following: Option<FollowingRow>,
    /// The purchase.
    pub row: PurchaseRow,
    /// What it buys.
    pub lines: Vec<BoughtLine>,
}

/// A line of a purchase, as far as an order's standing and books depend on it.
#[derive(Debug, Clone)]
pub struct BoughtLine {
    /// The order's line.
    pub line: OrderLineId,
    /// Which part of it; empty for the whole line.
    pub part: String,
    /// What the units that the supplier sends cost, minor units of the purchase's currency.
    pub cost_minor: i64,
    /// Units of the order that it holds: those bought less those refused.
    pub held: i64,
    /// True when the supplier will not send some of them.
    pub was_refused: bool,
}

/// Everything that decides what an order earns.
pub struct Facts<'a> {
    /// The order.
    pub order: &'a OrderRow,
    /// Its lines.
    pub lines: &'a [LineRow],
    /// Its shop.
    pub shop: &'a ShopRow,
    /// Its purchases.
    pub bought: &'a [Bought],
    /// Costs of what is not bought yet.
    pub estimates: &'a [Estimate],
    /// Accounts for which a bill or a person stated the cost.
    pub stated: &'a [Account],
    /// True when the merchant sends it before it is paid and expects the money later.
    pub paid_later: bool,
    /// True while the ledger holds nothing for it.
    pub is_new: bool,
}

/// True when an order counts as sold: paid, reserved, or to be paid later because the merchant said so, for its
/// gateway or for this order. A voided or unpaid cancelled order was never sold; a refunded one was, and was given back.
pub fn counts(order: &OrderRow, paid_later: bool) -> bool {
    match order.payment {
        Payment::Voided => false,
        Payment::Pending => paid_later && order.cancelled.is_none(),
        Payment::Authorised => order.cancelled.is_none(),
        Payment::PartlyPaid
        | Payment::Paid
        | Payment::PartlyRefunded
        | Payment::Refunded
        | Payment::Unknown => true,
    }
}

/// True when the merchant said that orders with this gateway are paid on delivery.
pub fn pays_on_delivery(shop: &ShopRow, gateway: &str) -> bool {
    let gateway = gateway.to_lowercase();
    shop.pays_on_delivery
        .iter()
        .any(|word| !word.trim().is_empty() && gateway.contains(&word.trim().to_lowercase()))
}

/// True when an order's lines count as sold.
pub fn is_sold(facts: &Facts<'_>) -> bool {
    let paid_later = facts.paid_later || pays_on_delivery(facts.shop, &facts.order.gateway);
    !facts.lines.is_empty() && counts(facts.order, paid_later)
}

/// The entries that an order's ledger should hold.
pub fn wanted(context: &Context<'_>, facts: &Facts<'_>) -> Result<Vec<Wanted>, ApiError> {
    if !is_sold(facts) {
        // What was bought has to be paid all the same; what would be bought is not expected for what is no sale.
        return costs(context, &Facts { estimates: &[], ..*facts });
    }
    let mut entries = sales(context, facts)?;
    entries.extend(fees(context, facts)?);
    entries.extend(costs(context, facts)?);
    bundles::attribute(context, facts, entries)
}

struct Shares {
    tax: Vec<Money>,
    shipping: Vec<Money>,
    discount: Vec<Money>,
}

fn shares(facts: &Facts<'_>) -> Result<Shares, MoneyError> {
    let order = facts.order;
    let money = |minor| Money::from_minor(minor, order.currency);
    let values: Vec<i64> =
        facts.lines.iter().map(|line| line.total_minor.saturating_sub(line.discount_minor)).collect();
    let told: Option<Vec<i64>> = facts.lines.iter().map(|line| line.tax_minor).collect();
    let tax = match told {
        Some(told) if told.iter().sum::<i64>() == order.tax_minor => told.into_iter().map(money).collect(),
        _ => share(money(order.tax_minor), &values)?,
    };
    let mut discount = share(money(order.discount_minor), &values)?;
    for (part, line) in discount.iter_mut().zip(facts.lines) {
        *part = part.checked_add(money(line.discount_minor))?;
    }
    Ok(Shares { tax, shipping: share(money(order.shipping_minor), &values)?, discount })
}

fn sales(context: &Context<'_>, facts: &Facts<'_>) -> Result<Vec<Wanted>, ApiError> {
    let order = facts.order;
    let money = |minor| Money::from_minor(minor, order.currency);
    let day = order.placed.day_in(context.zone);
    let parts = shares(facts)?;
    let mut entries = Vec::new();
    let mut sum = Money::zero(order.currency);
    for (index, line) in facts.lines.iter().enumerate() {
        let tax = parts.tax.get(index).copied().unwrap_or(money(0));
        let gross = if order.tax_included {
            money(line.total_minor)
        } else {
            money(line.total_minor).checked_add(tax)?
        };
        let shipping = parts.shipping.get(index).copied().unwrap_or(money(0));
        let discount = parts.discount.get(index).copied().unwrap_or(money(0));
        sum = sum.checked_add(gross)?.checked_add(shipping)?.checked_sub(discount)?;
        let entry =
            |account, amount: Money| line_entry(facts, line, account, amount, day, Certainty::Actual, "shop");
        entries.push(Wanted {
            units: line.quantity,
            orders: i64::from(index == 0),
            ..entry(Account::Sales, gross)
        });
        entries.push(entry(Account::ShippingCharged, shipping));
        entries.push(entry(Account::Discounts, discount.negated()?));
        entries.push(entry(Account::Tax, tax.negated()?));
    }
    // What the customer paid is the truth; where the lines do not add up to it (gift wrap, rounding of the shop),
    // the difference is part of the first line's sales, so that sums agree with the shop.
    let rest = money(order.total_minor).checked_sub(sum)?;
    if let Some(first) = entries.first_mut() {
        first.amount = first.amount.checked_add(rest)?;
    }
    entries.extend(refunds(context, facts)?);
    Ok(entries)
}

/// Refunds count on the day on which they become known. The tax in them comes back as well.
fn refunds(context: &Context<'_>, facts: &Facts<'_>) -> Result<Vec<Wanted>, ApiError> {
    let order = facts.order;
    if order.refunded_minor == 0 {
        return Ok(Vec::new());
    }
    let placed = order.placed.day_in(context.zone);
    let day = if facts.is_new {
        order.cancelled.map_or(placed, |at| at.day_in(context.zone).max(placed))
    } else {
        context.today().max(placed)
    };
    let money = |minor| Money::from_minor(minor, order.currency);
    let values: Vec<i64> =
        facts.lines.iter().map(|line| line.total_minor.saturating_sub(line.discount_minor)).collect();
    let tax = if order.total_minor > 0 {
        let part = Decimal::from(order.tax_minor)
            .checked_div(Decimal::from(order.total_minor))
            .ok_or(MoneyError::Overflow)?;
        money(order.refunded_minor).scaled(part, stockless_core::money::Rounding::HalfUp)?
    } else {
        money(0)
    };
    let back = share(money(order.refunded_minor), &values)?;
    let tax_back = share(tax, &values)?;
    let mut entries = Vec::new();
    for (index, line) in facts.lines.iter().enumerate() {
        let amount = back.get(index).copied().unwrap_or(money(0)).negated()?;
        entries.push(line_entry(facts, line, Account::Refunds, amount, day, Certainty::Actual, "refund"));
        let amount = tax_back.get(index).copied().unwrap_or(money(0));
        // Tax that comes back is kept apart from tax on the sale, so that each has its own day.
        let mut entry =
            line_entry(facts, line, Account::Tax, amount, day, Certainty::Actual, "tax in the refund");
        entry.account = Account::Tax;
        entries.push(entry);
    }
    Ok(merge(entries))
}

fn fees(context: &Context<'_>, facts: &Facts<'_>) -> Result<Vec<Wanted>, ApiError> {
    let order = facts.order;
    let day = order.placed.day_in(context.zone);
    let parts = shares(facts)?;
    let money = |minor| Money::from_minor(minor, order.currency);
    let values: Vec<i64> =
        facts.lines.iter().map(|line| line.total_minor.saturating_sub(line.discount_minor)).collect();
    let mut entries = Vec::new();
    if let Some(stated) = order.stated_fee_minor {
        spread(
            facts,
            &mut entries,
            Account::PaymentFees,
            money(stated),
            &values,
            day,
            Certainty::Actual,
            "shop's export",
        )?;
    }
    let mut lines = Vec::new();
    for (index, line) in facts.lines.iter().enumerate() {
        let tax = parts.tax.get(index).copied().unwrap_or(money(0));
        let discount = parts.discount.get(index).copied().unwrap_or(money(0));
        let mut items = money(line.total_minor).checked_sub(discount)?;
        if order.tax_included {
            items = items.checked_sub(tax)?;
        }
        let shipping = parts.shipping.get(index).copied().unwrap_or(money(0));
        lines.push(FeeLine { items, shipping, tax, quantity: line.quantity });
    }
    let rules = context.fee_rules(facts.order.shop)?;
    let occasion = Occasion { day, gateway: &order.gateway, international: false, converted: false };
    for rule in rules_for(&rules, &occasion) {
        let account = rule.kind.account();
        let replaced = facts.stated.contains(&account)
            || (account == Account::PaymentFees && order.stated_fee_minor.is_some());
        if replaced || facts.shop.currency != order.currency {
            continue;
        }
        let amount = fee(rule, order.currency, &lines)?;
        let source = if rule.source.is_empty() { "fee rule" } else { &rule.source };
        spread(facts, &mut entries, account, amount, &values, day, Certainty::Estimated, source)?;
    }
    Ok(merge(entries))
}

#[expect(clippy::too_many_arguments, reason = "each is one fact of the entry that is spread")]
fn spread(
    facts: &Facts<'_>,
    entries: &mut Vec<Wanted>,
    account: Account,
    cost: Money,
    values: &[i64],
    day: Day,
    certainty: Certainty,
    source: &str,
) -> Result<(), MoneyError> {
    for (line, part) in facts.lines.iter().zip(share(cost, values)?) {
        entries.push(line_entry(facts, line, account, part.negated()?, day, certainty, source));
    }
    Ok(())
}

fn costs(context: &Context<'_>, facts: &Facts<'_>) -> Result<Vec<Wanted>, ApiError> {
    let day = facts.order.placed.day_in(context.zone);
    let mut entries = Vec::new();
    for bought in facts.bought.iter().filter(|bought| bought.row.state.holds_lines()) {
        let certainty = if bought.row.state.is_placed() { Certainty::Actual } else { Certainty::Estimated };
        let money = |minor| Money::from_minor(minor, bought.row.currency);
        let weights: Vec<i64> = bought.lines.iter().map(|of| of.cost_minor).collect();
        if bought.lines.is_empty() {
            continue;
        }
        let shipping = share(money(bought.row.shipping_minor), &weights)?;
        let fee = share(money(bought.row.fee_minor), &weights)?;
        for (index, of) in bought.lines.iter().enumerate() {
            let amounts = [
                (Account::Goods, money(of.cost_minor)),
                (Account::SupplierShipping, shipping.get(index).copied().unwrap_or(money(0))),
                (Account::SupplierFees, fee.get(index).copied().unwrap_or(money(0))),
            ];
            for (account, amount) in amounts {
                if facts.stated.contains(&account) {
                    continue;
                }
                let mut entry = cost_entry(
                    facts,
                    of.line,
                    account,
                    amount.negated()?,
                    day,
                    certainty,
                    bought.row.supplier,
                );
                entry.purchase = Some(bought.row.id);
                entry.source = format!("purchase {}", bought.row.number);
                entries.push(entry);
            }
        }
    }
    for estimate in facts.estimates {
        for (account, amount) in [
            (Account::Goods, estimate.goods),
            (Account::SupplierShipping, estimate.shipping),
            (Account::SupplierFees, estimate.fee),
        ] {
            if facts.stated.contains(&account) {
                continue;
            }
            let certainty = Certainty::Estimated;
            let mut entry = cost_entry(
                facts,
                estimate.line,
                account,
                amount.negated()?,
                day,
                certainty,
                estimate.supplier,
            );
            entry.source = "price list".to_owned();
            entries.push(entry);
        }
    }
    Ok(merge(entries))
}

fn cost_entry(
    facts: &Facts<'_>,
    line: OrderLineId,
    account: Account,
    amount: Money,
    day: Day,
    certainty: Certainty,
    supplier: SupplierId,
) -> Wanted {
    let product = facts.lines.iter().find(|known| known.id == line).map(|known| known.product);
    Wanted {
        account,
        amount,
        day,
        certainty,
        line,
        product,
        supplier: Some(supplier),
        purchase: None,
        units: 0,
        orders: 0,
        source: String::new(),
    }
}

fn line_entry(
    facts: &Facts<'_>,
    line: &LineRow,
    account: Account,
    amount: Money,
    day: Day,
    certainty: Certainty,
    source: &str,
) -> Wanted {
    Wanted {
        account,
        amount,
        day,
        certainty,
        line: line.id,
        product: Some(line.product),
        supplier: served_by(facts, line.id),
        purchase: None,
        units: 0,
        orders: 0,
        source: source.to_owned(),
    }
}

/// The supplier whose figures a line's sales count to: who sends it, or would.
fn served_by(facts: &Facts<'_>, line: OrderLineId) -> Option<SupplierId> {
    let bought = facts
        .bought
        .iter()
        .find(|bought| bought.row.state.holds_lines() && bought.lines.iter().any(|of| of.line == line))
        .map(|bought| bought.row.supplier);
    bought.or_else(|| facts.estimates.iter().find(|estimate| estimate.line == line).map(|e| e.supplier))
}

/// Entries of one slot and day become one, so that a slot is compared as a whole.
fn merge(entries: Vec<Wanted>) -> Vec<Wanted> {
    let mut merged: Vec<Wanted> = Vec::with_capacity(entries.len());
    for entry in entries {
        let same = merged.iter_mut().find(|known| known.slot() == entry.slot() && known.day == entry.day);
        match same.and_then(|known| known.amount.checked_add(entry.amount).ok().map(|sum| (known, sum))) {
            Some((known, sum)) => {
                known.amount = sum;
                known.units = known.units.saturating_add(entry.units);
                known.orders = known.orders.saturating_add(entry.orders);
            }
            None => merged.push(entry),
        }
    }
    merged
}
