//! Shapes of routing: rules, the dry run of an order, and the replay of past orders.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::orders::LineShape;
use super::shared::Amount;

/// Which orders a rule is about. An empty list or text asks for nothing; everything that is given has to be met.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct RoutingWhen {
    /// Where the parcel goes: `DE`, `EU`, `*`.
    pub to: Vec<String>,
    /// Shops.
    pub shop_ids: Vec<i64>,
    /// SKUs, with `*` for any letters; what has no SKU is known by its title.
    pub goods: Vec<String>,
    /// True when every line has to fit the SKUs, not just one.
    pub every_line: bool,
    /// Tags, of which the order has one.
    pub tags: Vec<String>,
    /// Least total of the order, base currency; empty for any.
    pub value_from: String,
    /// Most total of the order, base currency; empty for any.
    pub value_to: String,
}

/// What a rule does not allow.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct RoutingLimits {
    /// Units that have to be left in stock; `null` for any.
    pub stock_left: Option<i64>,
    /// Where suppliers may be; empty for anywhere.
    pub from: Vec<String>,
    /// True when suppliers on watch are left out.
    pub approved_only: bool,
    /// Suppliers an order may be split among; 1 keeps it together, `null` for any.
    pub most_suppliers: Option<i64>,
    /// True when a supplier's smallest order has to be met by the order alone.
    pub minimum_orders: bool,
    /// Days to the door at most; `null` for any.
    pub most_days: Option<i64>,
}

/// A routing rule.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct RoutingRuleShape {
    /// Which one; `null` creates a new one behind the others.
    pub id: Option<i64>,
    /// Name.
    pub name: String,
    /// Whether it decides anything. Saving does not change it; see `routing_rule_enable`.
    pub enabled: bool,
    /// Which orders it is about.
    pub when: RoutingWhen,
    /// rank, cheapest, fastest or preferred.
    pub how: String,
    /// The preferred supplier, where that is how it chooses.
    pub preferred_supplier_id: Option<i64>,
    /// What it does not allow.
    pub limits: RoutingLimits,
    /// True when what is stored cannot be read; such a rule decides nothing until it is saved again. Ignored when saving.
    pub unreadable: bool,
}

/// Puts a rule in another place.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RoutingRuleMove {
    /// The rule.
    pub id: i64,
    /// Its place, 0 for the first.
    pub place: i64,
}

/// Switches a rule on or off.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RoutingRuleEnable {
    /// The rule.
    pub id: i64,
    /// True for on.
    pub on: bool,
}

/// What a border is estimated to ask for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DutyRuleShape {
    /// Which one; `null` creates a new one.
    pub id: Option<i64>,
    /// Where goods are sent from: `CN`, `EU`, `*`.
    pub origin: String,
    /// Where they go.
    pub destination: String,
    /// Percent of the goods, 0 to 1000.
    pub percent: String,
    /// First day; empty since ever.
    #[serde(default)]
    pub from: String,
    /// Last day; empty until further notice.
    #[serde(default)]
    pub to: String,
    /// Where the figure is from.
    #[serde(default)]
    pub source: String,
}

/// What something costs, in parts, base currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RouteCost {
    /// Goods.
    pub goods: Amount,
    /// Sending.
    pub shipping: Amount,
    /// What suppliers ask for the order itself.
    pub fee: Amount,
    /// Estimated duty; it is not part of the order's books until a bill tells it.
    pub duty: Amount,
    /// All of it.
    pub total: Amount,
}

/// Why an offer lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LostShape {
    /// out_of_stock, ships_not_there, no_price, not_approved, standing_too_low, stock_below_minimum, stock_not_told,
    /// outside_region, too_slow, days_not_told, no_rate, below_minimum_order, would_split, costs_more, slower,
    /// ranked_lower, not_preferred, chosen_by_you, tied or not_weighed.
    pub reason: String,
    /// Its numbers.
    pub facts: BTreeMap<String, String>,
}

/// How the open lines of an order are routed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RoutingSummary {
    /// The rule that decides; `null` for a draft, or when the ranking decides.
    pub rule_id: Option<i64>,
    /// Its name; `null` when the ranking decides.
    pub rule: Option<String>,
    /// False when the rule allows no offer for a line and a person has to decide.
    pub fits: bool,
    /// False when there were too many combinations to weigh every one.
    pub exact: bool,
    /// What the open lines cost in all; `null` while a price or a rate is missing.
    pub cost: Option<RouteCost>,
    /// Days until the last parcel is there, quick; `null` when not known.
    pub days_from: Option<i64>,
    /// The same, slow.
    pub days_to: Option<i64>,
    /// Profit of the order after the estimate of duty, base currency.
    pub profit: Option<Amount>,
    /// The same in percent of net sales.
    pub margin: Option<String>,
}

/// Asks where an order would go.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct DryRunRequest {
    /// The order.
    pub order_id: i64,
    /// Rules to try instead of those that are on.
    pub rules: Option<Vec<RoutingRuleShape>>,
}

/// Where an order would go, and why not elsewhere.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DryRun {
    /// The order.
    pub order_id: i64,
    /// Its number.
    pub number: String,
    /// The choice; `null` when nothing is left to forward.
    pub routing: Option<RoutingSummary>,
    /// Its lines with every offer: cost, days, and why it lost.
    pub lines: Vec<LineShape>,
}

/// Asks what rules would have done with past orders. Nothing is changed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ReplayRequest {
    /// The rules in their order, whether they are on or not.
    pub rules: Vec<RoutingRuleShape>,
    /// Days back; 90 unless told, at most 365.
    pub days: Option<i64>,
    /// The `next` of the page before; figures are counted for the first page only.
    pub key: Option<String>,
    /// Rows; 100 unless told, at most 500.
    pub limit: Option<i64>,
    /// A name to report progress under and to stop it by.
    pub job: Option<String>,
}

/// Stops a replay.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReplayStop {
    /// The name given to it.
    pub job: String,
}

/// An order that would have gone elsewhere, or that no offer would have been allowed for.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ReplayRow {
    /// The order.
    pub order_id: i64,
    /// Its number.
    pub number: String,
    /// When it was placed, ISO 8601.
    pub placed_at: String,
    /// Two-letter country code; empty when not known.
    pub country: String,
    /// The rule that would have decided; `null` for the ranking.
    pub rule: Option<String>,
    /// False when the rule allows no offer and the order would wait for a person.
    pub fits: bool,
    /// True when the suppliers before are those it was really forwarded to.
    pub forwarded: bool,
    /// Suppliers as it went, or would go now.
    pub before: Vec<String>,
    /// Suppliers with these rules.
    pub after: Vec<String>,
    /// Cost before, at the price list of today.
    pub cost_before: Option<Amount>,
    /// Cost with these rules, at the same price list.
    pub cost_after: Option<Amount>,
    /// Days before, slow.
    pub days_before: Option<i64>,
    /// Days with these rules, slow.
    pub days_after: Option<i64>,
}

/// How many orders a rule would have decided.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ReplayRule {
    /// Its name; `null` for the ranking.
    pub rule: Option<String>,
    /// Orders.
    pub orders: i64,
}

/// What rules would have done.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ReplayFigures {
    /// Orders that were looked at.
    pub orders: i64,
    /// Of these, with an offer other than the one they had.
    pub changed: i64,
    /// Of these, without an offer that the rule allows: they would wait for a person.
    pub undecided: i64,
    /// Changed orders whose cost is known before and after.
    pub compared: i64,
    /// What the compared ones cost more in all; negative is cheaper.
    pub cost_difference: Amount,
    /// Days that changed orders with known days take longer on average, one place; negative is faster, `null` for none.
    pub days_difference: Option<String>,
    /// Orders by the rule that decides them.
    pub by_rule: Vec<ReplayRule>,
}

/// The answer of a replay.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Replay {
    /// The first day looked at.
    pub from: String,
    /// Figures over all orders; `null` on later pages.
    pub figures: Option<ReplayFigures>,
    /// Orders that would have gone elsewhere or would wait, latest first.
    pub rows: Vec<ReplayRow>,
    /// Hand this back as `key` to get the next page; `null` at the end.
    pub next: Option<String>,
    /// True when it was stopped before the end.
    pub stopped: bool,
}
