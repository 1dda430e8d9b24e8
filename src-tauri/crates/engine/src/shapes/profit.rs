//! Shapes of profit reports and of the costs behind them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::shared::Amount;

/// How a report is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProfitBy {
    /// One row for each day.
    Day,
    /// One row for each week, Monday to Sunday.
    Week,
    /// One row for each month.
    Month,
    /// One row for each shop.
    Shop,
    /// One row for each supplier.
    Supplier,
    /// One row for each product.
    Product,
    /// One row for each country.
    Country,
}

/// Asks for a report.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ProfitRequest {
    /// First day, `2026-02-01`.
    pub from: String,
    /// Last day, `2026-02-28`.
    pub to: String,
    /// How it is cut.
    pub by: ProfitBy,
    /// One shop, or all.
    pub shop_id: Option<i64>,
}

/// The rules a report used. Printed in its header and in every export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Basis {
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// Zone in which days begin.
    pub time_zone: String,
    /// Currency of every amount.
    pub currency: String,
    /// `all shops` or a shop's name.
    pub shops: String,
    /// When the report was made, ISO 8601.
    pub as_of: String,
    /// The rules in sentences: which day an order counts on, refunds, tax, rates, supplier cost of refunded orders.
    pub rules: Vec<String>,
    /// Amounts left out because their rate is missing: currency and how many entries.
    pub without_rate: Vec<(String, i64)>,
}

/// One step of the waterfall.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct StepAmount {
    /// Name of the step.
    pub step: String,
    /// Amount; costs are negative.
    pub amount: Amount,
    /// The part that is still an estimate.
    pub estimated: Amount,
    /// True for subtotals.
    pub subtotal: bool,
}

/// One row of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ProfitRow {
    /// What the row is about: a day, the first day of a week, a month `2026-02`, or a name.
    pub key: String,
    /// The shop, supplier or product; `null` for time rows, and for what belongs to none of them.
    pub id: Option<i64>,
    /// Orders placed; 0 for products and suppliers, where an order may stand in several rows.
    pub orders: i64,
    /// Units sold.
    pub units: i64,
    /// Every step of the waterfall.
    pub steps: Vec<StepAmount>,
    /// Net profit in percent of net sales; `null` without sales.
    pub margin: Option<String>,
    /// Refunds in percent of sales; `null` without sales.
    pub refund_rate: Option<String>,
}

/// A report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ProfitAnswer {
    /// The rules used.
    pub basis: Basis,
    /// The rows: time rows by time, others by net sales, largest first.
    pub rows: Vec<ProfitRow>,
    /// All rows together.
    pub total: ProfitRow,
    /// Percent of costs that are final.
    pub final_costs: Option<String>,
}

/// Asks for the entries behind a figure.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct EntriesRequest {
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// One shop, or all.
    pub shop_id: Option<i64>,
    /// Step of the waterfall; all when absent.
    pub step: Option<String>,
    /// One supplier; 0 for what belongs to none.
    pub supplier_id: Option<i64>,
    /// One product; 0 for what belongs to none.
    pub product_id: Option<i64>,
    /// One country; empty text for what belongs to none.
    pub country: Option<String>,
    /// One order.
    pub order_id: Option<i64>,
    /// Only estimates.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub estimated_only: bool,
    /// `next` of the page before.
    pub key: Option<String>,
    /// Rows a page; 100 unless told.
    pub limit: Option<i64>,
}

/// One entry of the ledger.
#[derive(Debug, Clone, Serialize, TS)]
pub struct EntryRow {
    /// The entry.
    pub id: i64,
    /// Day on which it counts.
    pub day: String,
    /// Account.
    pub account: String,
    /// As it was written.
    pub amount: Amount,
    /// In the base currency; `null` where the rate is missing.
    pub base: Option<Amount>,
    /// Rate used, units of the base currency for one unit; empty for the base currency itself.
    pub rate: String,
    /// True for an estimate.
    pub estimated: bool,
    /// Where it comes from.
    pub source: String,
    /// The order, if it belongs to one.
    pub order_id: Option<i64>,
    /// Its number.
    pub order_number: String,
    /// The purchase, if it comes from one.
    pub purchase_id: Option<i64>,
    /// Supplier's name.
    pub supplier: String,
    /// Product's title.
    pub product: String,
    /// Shop's name.
    pub shop: String,
}

/// The entries behind a figure, and their sum.
#[derive(Debug, Clone, Serialize, TS)]
pub struct EntriesPage {
    /// Entries in all.
    pub total: i64,
    /// Their sum in the base currency.
    pub sum: Amount,
    /// The rows of this page, latest day first.
    pub rows: Vec<EntryRow>,
    /// Hand this back as `key` to get the next page.
    pub next: Option<String>,
}

/// Asks what moved profit between two periods.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct MovedRequest {
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// First day of the period before.
    pub before_from: String,
    /// Last day of the period before.
    pub before_to: String,
    /// One shop, or all.
    pub shop_id: Option<i64>,
}

/// One cause of a change in profit.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Cause {
    /// orders, sales_per_order, discounts, refunds, tax, product_cost, shipping, fees, ads, fixed.
    pub cause: String,
    /// What it added or took.
    pub amount: Amount,
}

/// What moved profit. The causes sum to the change exactly.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Moved {
    /// Change of net profit.
    pub change: Amount,
    /// Its causes, largest effect first.
    pub causes: Vec<Cause>,
}

/// Writes a report to a file.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ProfitExport {
    /// The report.
    pub report: ProfitRequest,
    /// csv or xlsx.
    pub format: String,
    /// Where to.
    pub path: String,
}

/// A file that was written.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Written {
    /// Where it is.
    pub path: String,
    /// Bytes.
    pub bytes: i64,
}

/// A recurring cost. A new price is a new row: end the old one and add another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RecurringShape {
    /// Which one; `null` creates a new one.
    pub id: Option<i64>,
    /// What it is for.
    pub name: String,
    /// For each period.
    pub amount: Amount,
    /// day, week, month or year.
    pub every: String,
    /// First day.
    pub from: String,
    /// Last day; `null` while it goes on.
    pub to: Option<String>,
    /// One shop, or `null` for all.
    pub shop_id: Option<i64>,
}

/// A cost entered by hand.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct CostAdd {
    /// Day on which it counts.
    pub day: String,
    /// goods, supplier_shipping, supplier_fees, duty, payment_fees, commissions, ads, chargebacks, samples, other.
    pub account: String,
    /// What it costs; positive.
    pub amount: Amount,
    /// The order it belongs to, if any. There it replaces the estimate of the same account.
    pub order_id: Option<i64>,
    /// One shop.
    pub shop_id: Option<i64>,
    /// One supplier.
    pub supplier_id: Option<i64>,
    /// What it is for.
    pub note: String,
}

/// A fee rule of a shop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FeeRuleShape {
    /// Which one; `null` creates a new one.
    pub id: Option<i64>,
    /// The shop.
    pub shop_id: i64,
    /// payment or commission.
    pub kind: String,
    /// Words in the gateway's name that it holds for; empty for every gateway.
    #[serde(default)]
    pub gateway: String,
    /// Percent of the base, `2.9`.
    pub percent: String,
    /// Fixed part, major units of the shop's currency.
    #[serde(default)]
    pub fixed: String,
    /// What it is asked for, each time with its fixed part, its smallest and its largest: order, line or item. Empty for
    /// the order.
    #[serde(default)]
    pub per: String,
    /// What lies above this amount of the base has the percentage `above_percent`; empty when one holds for all of it.
    #[serde(default)]
    pub above: String,
    /// Percent of what lies above `above`.
    #[serde(default)]
    pub above_percent: String,
    /// A base up to this amount has the fixed part `small_fixed`; empty when one holds for all.
    #[serde(default)]
    pub small: String,
    /// Fixed part of a base up to `small`.
    #[serde(default)]
    pub small_fixed: String,
    /// Smallest fee; empty when there is none.
    #[serde(default)]
    pub min: String,
    /// Largest fee; empty when there is none.
    #[serde(default)]
    pub max: String,
    /// Items count to the base.
    pub on_items: bool,
    /// Shipping counts to the base.
    pub on_shipping: bool,
    /// Tax counts to the base.
    pub on_tax: bool,
    /// First day; empty for always.
    #[serde(default)]
    pub from: String,
    /// Last day; empty while it goes on.
    #[serde(default)]
    pub to: String,
    /// Where the figures come from.
    #[serde(default)]
    pub source: String,
}

/// A fee schedule to start from.
#[derive(Debug, Clone, Serialize, TS)]
pub struct FeePresetShape {
    /// Name, `Etsy US`.
    pub name: String,
    /// Currency of its amounts, ISO 4217; it suits shops of that currency only.
    pub currency: String,
    /// Its rules, without shop and id.
    pub rules: Vec<FeeRuleShape>,
    /// Where the figures come from and when they were looked up.
    pub source: String,
}

/// Gives a shop the rules of a fee schedule.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FeePresetAdd {
    /// The shop.
    pub shop_id: i64,
    /// Name of the schedule.
    pub name: String,
}

/// An exchange rate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RateShape {
    /// Day.
    pub day: String,
    /// One unit of this currency …
    pub base: String,
    /// … is worth so many units of this one.
    pub quote: String,
    /// Units of `quote`, `1.0842`.
    pub value: String,
    /// Where it comes from; ignored when saving by hand.
    #[serde(default)]
    pub source: String,
}

/// Which rates.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct RatesRequest {
    /// One currency, or all.
    pub currency: Option<String>,
    /// `next` of the page before.
    pub key: Option<String>,
    /// Rows a page; 100 unless told.
    pub limit: Option<i64>,
}
