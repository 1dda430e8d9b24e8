//! Shapes of the order lists; those of one order and of what is done to orders are beside them.

mod actions;
mod detail;

pub use actions::*;
pub use detail::*;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::shared::Amount;

/// Which list of orders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Tab {
    /// Decisions, then ready orders.
    New,
    /// Orders with a late parcel.
    Late,
    /// Forwarded, somebody else's turn.
    Waiting,
    /// Put aside.
    Snoozed,
    /// Nothing left to do.
    Done,
    /// Every order, newest first.
    All,
}

/// How a list of orders is sorted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OrderSort {
    /// Newest first; in `new`, decisions before ready orders.
    #[default]
    Newest,
    /// Oldest first.
    Oldest,
    /// Largest total first.
    Largest,
    /// Smallest total first.
    Smallest,
    /// Thinnest margin first.
    ThinnestMargin,
}

/// Which orders; every filter narrows the list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct OrderFilter {
    /// Words from numbers, names, addresses, titles, SKUs and tracking numbers.
    pub search: Option<String>,
    /// One shop.
    pub shop_id: Option<i64>,
    /// One supplier.
    pub supplier_id: Option<i64>,
    /// Two-letter country code.
    pub country: Option<String>,
    /// One tag.
    pub tag: Option<String>,
    /// Orders whose most urgent failed check is this one.
    pub flag: Option<String>,
    /// Placed on or after this day, `2026-03-09`.
    pub from: Option<String>,
    /// Placed on or before this day.
    pub to: Option<String>,
    /// Margin below so many percent, `15` or `15.5`.
    pub margin_below: Option<String>,
    /// Placed at least so many days ago.
    pub older_than_days: Option<i64>,
    /// Arrived no later than this order: `latest` of an earlier page, so that a list stays as it was looked at.
    pub until_order: Option<i64>,
}

/// Asks for a page of orders.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct OrdersRequest {
    /// Which list.
    pub tab: Tab,
    /// Which of its orders.
    #[serde(default)]
    #[ts(optional, as = "Option<OrderFilter>")]
    pub filter: OrderFilter,
    /// In which order.
    #[serde(default)]
    #[ts(optional, as = "Option<OrderSort>")]
    pub sort: OrderSort,
    /// `next` of the page before.
    pub key: Option<String>,
    /// Instead of a key: the page that starts at this position of the list.
    pub at: Option<i64>,
    /// Rows a page, at most 500; 100 unless told.
    pub limit: Option<i64>,
}

/// A page of orders.
#[derive(Debug, Clone, Serialize, TS)]
pub struct OrdersPage {
    /// Orders in the whole list.
    pub total: i64,
    /// In `new`: how many of them need a decision. They come first.
    pub decide: i64,
    /// In `new`: how many are ready.
    pub ready: i64,
    /// In `new`: to how many suppliers the ready ones go.
    pub ready_suppliers: i64,
    /// In `new`: what the ready ones cost at their suppliers, in the base currency.
    pub ready_to_pay: Option<Amount>,
    /// The rows of this page.
    pub rows: Vec<OrderRow>,
    /// Hand this back as `key` to get the next page.
    pub next: Option<String>,
    /// The order that arrived last in the workspace; 0 while there is none.
    pub latest: i64,
    /// Orders that arrived since and that only `until_order` keeps out of the list.
    pub arrived: i64,
}

/// One line of an order in a list.
#[derive(Debug, Clone, Serialize, TS)]
pub struct OrderRowLine {
    /// The line.
    pub id: i64,
    /// SKU, empty where the shop has none.
    pub sku: String,
    /// Title.
    pub title: String,
    /// Variant.
    pub variant: String,
    /// Units.
    pub quantity: i64,
    /// Price of all units before discounts.
    pub total: Amount,
}

/// One order in a list.
#[derive(Debug, Clone, Serialize, TS)]
pub struct OrderRow {
    /// The order.
    pub id: i64,
    /// Number as people use it.
    pub number: String,
    /// The shop's name.
    pub shop: String,
    /// The shop.
    pub shop_id: i64,
    /// When the customer ordered, ISO 8601 in UTC.
    pub placed_at: String,
    /// Payment state.
    pub payment: String,
    /// Fulfilment state as the shop tells it.
    pub fulfilment: String,
    /// Recipient.
    pub customer: String,
    /// Two-letter country code, or what the shop wrote.
    pub country: String,
    /// What the customer paid.
    pub total: Amount,
    /// The same in the base currency; `null` where the rate is missing.
    pub total_base: Option<Amount>,
    /// The lines.
    pub lines: Vec<OrderRowLine>,
    /// Verdict of each check: pass, accepted, decide, block or open.
    pub checks: BTreeMap<String, String>,
    /// The most urgent check that needs somebody.
    pub flag: Option<String>,
    /// decide, ready, waiting, snoozed, late or done.
    pub queue: String,
    /// Suppliers that serve or would serve it.
    pub suppliers: Vec<String>,
    /// Where its purchases stand: the state that needs most attention, `null` when there is none.
    pub purchase: Option<String>,
    /// Where its parcels stand: the state that is furthest behind, `null` when there is none.
    pub parcel: Option<String>,
    /// Profit in percent of net sales, `6.1`; `null` when it cannot be said.
    pub margin: Option<String>,
    /// Profit in the base currency.
    pub profit: Option<Amount>,
    /// Margin floor that holds for this order, in percent.
    pub floor: String,
    /// ISO 8601; `null` when it is not snoozed.
    pub snoozed_until: Option<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// Colour flag: empty, red, amber, green, blue or violet.
    pub colour: String,
}

/// Counts behind the tabs and the sidebar.
#[derive(Debug, Clone, Serialize, TS)]
pub struct OrderCounts {
    /// Decisions and ready orders.
    pub new: i64,
    /// Of these, decisions.
    pub decide: i64,
    /// Of these, ready.
    pub ready: i64,
    /// Late parcels.
    pub late: i64,
    /// Waiting.
    pub waiting: i64,
    /// Snoozed.
    pub snoozed: i64,
    /// All orders.
    pub all: i64,
    /// Orders that would be ready, were they not older than the workspace: they may be forwarded elsewhere.
    pub older: i64,
    /// Purchases whose outcome is unknown.
    pub unknown: i64,
    /// Purchases that a person has to hand over.
    pub to_hand_over: i64,
}

/// Asks for the counts.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct CountsRequest {
    /// One shop, or all.
    pub shop_id: Option<i64>,
}
