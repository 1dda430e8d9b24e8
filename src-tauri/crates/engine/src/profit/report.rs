//! A report: rows of waterfalls that add up to the total, made from sums that the ledger keeps.

use std::collections::BTreeMap;

use stockless_core::day::Day;
use stockless_core::id::{ProductId, ShopId, SupplierId};
use stockless_core::ledger::Account;
use stockless_core::money::Currency;
use stockless_core::waterfall::{Step, Sum, Waterfall};
use stockless_store::sums::{Dimension, Grain, SumRow};

use crate::context::{Context, percent};
use crate::error::ApiError;
use crate::shapes::profit::{Basis, ProfitAnswer, ProfitBy, ProfitRequest, ProfitRow, StepAmount};
use crate::shapes::shared::Amount;

/// What adds up to one row.
#[derive(Debug, Default, Clone)]
struct Bucket {
    sums: BTreeMap<Account, Sum>,
    units: i64,
    orders: i64,
}

impl Bucket {
    fn add(&mut self, row: &SumRow) {
        let sum = self.sums.entry(row.account).or_default();
        sum.minor = sum.minor.saturating_add(row.base_minor);
        sum.estimated = sum.estimated.saturating_add(row.estimated_minor);
        self.units = self.units.saturating_add(row.units);
        self.orders = self.orders.saturating_add(row.orders);
    }
}

/// Makes a report.
pub fn make(context: &Context<'_>, request: &ProfitRequest) -> Result<ProfitAnswer, ApiError> {
    let (from, to) = range(&request.from, &request.to)?;
    let shop = request.shop_id.map(ShopId::new);
    let (dimension, grain) = match request.by {
        ProfitBy::Day | ProfitBy::Week | ProfitBy::Month => (Dimension::All, Grain::Day),
        ProfitBy::Shop => (Dimension::All, Grain::Shop),
        ProfitBy::Supplier => (Dimension::Supplier, Grain::Range),
        ProfitBy::Product => (Dimension::Product, Grain::Range),
        ProfitBy::Country => (Dimension::Country, Grain::Range),
    };
    let mut buckets: BTreeMap<String, Bucket> = BTreeMap::new();
    let mut total = Bucket::default();
    for row in context.read().sums(dimension, grain, from, to, shop)? {
        total.add(&row);
        buckets.entry(key(request.by, &row)).or_default().add(&row);
    }
    if matches!(request.by, ProfitBy::Day | ProfitBy::Week | ProfitBy::Month) {
        // Every period of the range has a row, so that a day without orders is seen and not skipped.
        for period in periods(request.by, from, to) {
            buckets.entry(period).or_default();
        }
    }
    let base = context.base();
    let mut rows = Vec::new();
    for (member, bucket) in buckets {
        let (name, id) = name(context, request.by, &member)?;
        rows.push(row(name, id, &bucket, base));
    }
    if !matches!(request.by, ProfitBy::Day | ProfitBy::Week | ProfitBy::Month) {
        rows.sort_by_key(|row| std::cmp::Reverse(minor(row, Step::NetSales)));
    }
    let total_row = row("total".to_owned(), None, &total, base);
    Ok(ProfitAnswer {
        basis: basis(context, from, to, shop)?,
        rows,
        total: total_row,
        final_costs: final_costs(&total),
    })
}

/// The range of a request.
pub fn range(from: &str, to: &str) -> Result<(Day, Day), ApiError> {
    let (from, to) = (crate::api::day("first day", from)?, crate::api::day("last day", to)?);
    if from > to {
        return Err(ApiError::invalid(format!("The first day {from} is after the last day {to}.")));
    }
    if to.days_since(from) > 3_700 {
        return Err(ApiError::invalid("A report covers ten years at most."));
    }
    Ok((from, to))
}

fn key(by: ProfitBy, row: &SumRow) -> String {
    match by {
        ProfitBy::Day => row.day.iso(),
        ProfitBy::Week => row.day.week_start().iso(),
        ProfitBy::Month => month(row.day),
        ProfitBy::Shop => row.shop_id.to_string(),
        ProfitBy::Supplier | ProfitBy::Product | ProfitBy::Country => row.member.clone(),
    }
}

fn month(day: Day) -> String {
    day.iso().chars().take(7).collect()
}

fn periods(by: ProfitBy, from: Day, to: Day) -> Vec<String> {
    let mut keys = Vec::new();
    let mut day = from;
    while day <= to {
        let key = match by {
            ProfitBy::Week => day.week_start().iso(),
            ProfitBy::Month => month(day),
            _ => day.iso(),
        };
        if keys.last() != Some(&key) {
            keys.push(key);
        }
        day = day.plus_days(1);
    }
    keys
}

/// Name and id of a row. What belongs to no shop, supplier, product or country has a row of its own, so that rows
/// add up to the total.
fn name(context: &Context<'_>, by: ProfitBy, member: &str) -> Result<(String, Option<i64>), ApiError> {
    let id = member.parse::<i64>().ok().filter(|id| *id > 0);
    let none = || ("(none)".to_owned(), None);
    Ok(match by {
        ProfitBy::Day | ProfitBy::Week | ProfitBy::Month => (member.to_owned(), None),
        ProfitBy::Country if member.is_empty() => none(),
        ProfitBy::Country => (member.to_owned(), None),
        ProfitBy::Shop => match id {
            Some(id) => (context.shop(ShopId::new(id))?.name.clone(), Some(id)),
            None => none(),
        },
        ProfitBy::Supplier => match id {
            Some(id) => (context.supplier(SupplierId::new(id))?.name.clone(), Some(id)),
            None => none(),
        },
        ProfitBy::Product => match id {
            Some(id) => {
                let product = context.read().product_name(ProductId::new(id))?;
                (product, Some(id))
            }
            None => none(),
        },
    })
}

fn row(key: String, id: Option<i64>, bucket: &Bucket, base: Currency) -> ProfitRow {
    let waterfall = Waterfall::from_sums(&bucket.sums);
    let net_sales = waterfall.get(Step::NetSales).minor;
    let sales = waterfall.get(Step::SalesWithTax).minor;
    ProfitRow {
        key,
        id,
        orders: bucket.orders,
        units: bucket.units,
        steps: steps(&waterfall, base),
        margin: share(waterfall.get(Step::NetProfit).minor, net_sales),
        refund_rate: share(waterfall.get(Step::Refunds).minor.saturating_neg(), sales),
    }
}

/// The steps of a waterfall as they cross to hosts.
fn steps(waterfall: &Waterfall, base: Currency) -> Vec<StepAmount> {
    waterfall
        .steps()
        .iter()
        .map(|(step, sum)| StepAmount {
            step: step.word().to_owned(),
            amount: Amount::minor(sum.minor, base),
            estimated: Amount::minor(sum.estimated, base),
            subtotal: step.is_subtotal(),
        })
        .collect()
}

/// A part in percent of a whole, with one place; `None` without a whole.
fn share(part: i64, whole: i64) -> Option<String> {
    if whole <= 0 {
        return None;
    }
    let bp = i128::from(part).checked_mul(10_000)?.checked_div(i128::from(whole))?;
    i64::try_from(bp).ok().map(percent)
}

/// Percent of costs that are final.
fn final_costs(bucket: &Bucket) -> Option<String> {
    let (mut all, mut estimated) = (0_i64, 0_i64);
    for (account, sum) in &bucket.sums {
        if account.is_cost() {
            all = all.saturating_add(sum.minor.saturating_abs());
            estimated = estimated.saturating_add(sum.estimated.saturating_abs());
        }
    }
    share(all.saturating_sub(estimated), all)
}

fn minor(row: &ProfitRow, step: Step) -> i64 {
    let found = row.steps.iter().find(|known| known.step == step.word());
    found.and_then(|step| step.amount.amount.replace('.', "").parse().ok()).unwrap_or(0)
}

fn basis(context: &Context<'_>, from: Day, to: Day, shop: Option<ShopId>) -> Result<Basis, ApiError> {
    let shops = match shop {
        Some(shop) => context.shop(shop)?.name.clone(),
        None => "all shops".to_owned(),
    };
    let zone = context.zone.name();
    let rules = [
        format!("Days begin at midnight in {zone}."),
        "An order counts on the day it was placed, with its fees and what it costs at suppliers.".to_owned(),
        "Unpaid, voided and unpaid cancelled orders do not count; orders paid on delivery, or sent before they are paid, do.".to_owned(),
        "A refund counts on the day it became known. The supplier's cost of a refunded order stays.".to_owned(),
        "Sales are with tax; tax is taken off as a step of its own. Net sales are without tax.".to_owned(),
        "Amounts in other currencies use the rate of their day, or of the latest day before it, up to ten days."
            .to_owned(),
        "An estimate is replaced by the actual amount when the purchase is placed or a bill is entered.".to_owned(),
        "Recurring costs accrue by the day. Ads count on their own day.".to_owned(),
        "What belongs to no single shop, supplier, product or country stands in a row of its own.".to_owned(),
    ];
    Ok(Basis {
        from: from.iso(),
        to: to.iso(),
        time_zone: zone.to_owned(),
        currency: context.base().to_string(),
        shops,
        as_of: context.now.iso(),
        rules: rules.to_vec(),
        without_rate: context.read().entries_without_rate(from, to)?,
    })
}
