//! Shapes of the order lists and the order page.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::purchases::PurchaseRow;
use super::shared::Amount;
use super::shipments::ShipmentRow;

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

/// An address as shown and edited.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct AddressShape {
    /// Recipient.
    pub name: String,
    /// Company.
    pub company: String,
    /// Street and number.
    pub line1: String,
    /// Flat, floor, care of.
    pub line2: String,
    /// City.
    pub city: String,
    /// State, province or county.
    pub region: String,
    /// Postal code.
    pub postal_code: String,
    /// Two-letter country code; empty when not recognised.
    pub country: String,
    /// Country as the shop wrote it.
    pub country_text: String,
    /// Phone.
    pub phone: String,
}

/// One way to serve a line.
#[derive(Debug, Clone, Serialize, TS)]
pub struct QuoteShape {
    /// The offer.
    pub offer_id: i64,
    /// Its supplier.
    pub supplier_id: i64,
    /// Supplier's name.
    pub supplier: String,
    /// marketplace, wholesaler, private_label or fulfilment.
    pub supplier_kind: String,
    /// Where the supplier is, `Rotterdam NL`.
    pub place: String,
    /// approved, on_watch and so on.
    pub standing: String,
    /// Supplier's SKU.
    pub supplier_sku: String,
    /// Units in stock; `null` when the supplier does not tell.
    pub stock: Option<i64>,
    /// Units of the offer that serve this line.
    pub units: i64,
    /// Unit cost.
    pub unit_cost: Option<Amount>,
    /// Goods for the line.
    pub goods: Option<Amount>,
    /// Sending, if the line went alone.
    pub shipping: Option<Amount>,
    /// Days to the door, quickest.
    pub days_min: Option<i64>,
    /// Days to the door, slowest.
    pub days_max: Option<i64>,
    /// Profit of the whole order with this offer, base currency.
    pub order_profit: Option<Amount>,
    /// Margin of the whole order with this offer, percent.
    pub margin: Option<String>,
    /// out_of_stock, ships_not_there, no_price, not_approved.
    pub obstacles: Vec<String>,
    /// True for the offer the order would go to now.
    pub chosen: bool,
    /// Rank in the mapping; `null` for an offer that is not mapped.
    pub rank: Option<i64>,
}

/// One line on the order page.
#[derive(Debug, Clone, Serialize, TS)]
pub struct LineShape {
    /// The line.
    pub id: i64,
    /// The product it sells.
    pub product_id: i64,
    /// SKU.
    pub sku: String,
    /// Title.
    pub title: String,
    /// Variant.
    pub variant: String,
    /// Units ordered.
    pub quantity: i64,
    /// Units in purchases that hold them.
    pub forwarded: i64,
    /// Price of all units before discounts.
    pub total: Amount,
    /// False for things nobody ships.
    pub ships: bool,
    /// The purchases that hold units of this line.
    pub purchase_ids: Vec<i64>,
    /// Ways to serve it, the chosen one first, then by rank.
    pub quotes: Vec<QuoteShape>,
}

/// What to do about a failed check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Fix {
    /// Let an offer serve this product from now on.
    Map {
        /// The line whose product is mapped.
        line_id: i64,
        /// The offer.
        offer_id: i64,
        /// Units of the offer for one ordered unit.
        factor: i64,
    },
    /// Let another offer serve a line of this order; remembered when asked.
    UseOffer {
        /// The line.
        line_id: i64,
        /// The offer.
        offer_id: i64,
    },
    /// Accept a failed check for this order.
    Accept {
        /// The check.
        check: String,
    },
    /// Put the order aside.
    Snooze {
        /// Until when, ISO 8601.
        until: String,
    },
    /// Ask the customer: the message is copied and the order put aside for a day.
    AskCustomer {
        /// The message.
        text: String,
    },
    /// Open the address for editing.
    EditAddress,
    /// Let the supplier receive orders.
    ApproveSupplier {
        /// The supplier.
        supplier_id: i64,
    },
    /// Nothing to forward here: cancelled, a duplicate, or handled elsewhere.
    Close,
    /// Answer what is not known about a purchase.
    OpenPurchase {
        /// The purchase.
        purchase_id: i64,
    },
}

/// One answer to a decision.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DecisionOption {
    /// What it does; hand it to `order_fix`.
    pub fix: Fix,
    /// Facts for its text: supplier, stock, days, cost, match and so on.
    pub facts: BTreeMap<String, String>,
    /// Margin of the order with it, percent.
    pub margin: Option<String>,
    /// The one to take when nothing speaks against it.
    pub suggested: bool,
    /// True when it can be remembered for this product.
    pub can_remember: bool,
}

/// The decision an order waits for.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Decision {
    /// The check that fails.
    pub check: String,
    /// decide or block.
    pub verdict: String,
    /// Facts for its sentence.
    pub facts: BTreeMap<String, String>,
    /// Up to four answers.
    pub options: Vec<DecisionOption>,
}

/// One row of an order's arithmetic.
#[derive(Debug, Clone, Serialize, TS)]
pub struct OrderProfitRow {
    /// Step of the waterfall.
    pub step: String,
    /// Base currency.
    pub amount: Amount,
    /// True when any part of it is an estimate.
    pub estimated: bool,
}

/// An order's profit with its arithmetic.
#[derive(Debug, Clone, Serialize, TS)]
pub struct OrderProfit {
    /// The steps that are not zero, and the subtotals.
    pub rows: Vec<OrderProfitRow>,
    /// What is left.
    pub net: Amount,
    /// Net in percent of net sales.
    pub margin: Option<String>,
    /// True when a rate is missing and foreign amounts are left out.
    pub incomplete: bool,
}

/// Something that happened.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TimelineRow {
    /// When, ISO 8601.
    pub at: String,
    /// What: placed, paid, imported, changed, queued, sent, unknown, placed_at_supplier, confirmed, rejected,
    /// cancelled, parcel, tracking, note, snoozed, fixed, address_edited, forecast, refunded.
    pub kind: String,
    /// order, parcel, money or messages.
    pub topic: String,
    /// shop, supplier, carrier, you, stockless, or file for what was read from one; its name is the fact `file`.
    pub actor: String,
    /// Facts for its text.
    pub facts: BTreeMap<String, String>,
}

/// A note.
#[derive(Debug, Clone, Serialize, TS)]
pub struct NoteRow {
    /// The note.
    pub id: i64,
    /// When, ISO 8601.
    pub at: String,
    /// What was written.
    pub text: String,
}

/// Everything about one order.
#[derive(Debug, Clone, Serialize, TS)]
pub struct OrderDetail {
    /// As in the lists.
    pub row: OrderRow,
    /// Raises with every change; hand it back where a command asks for it.
    pub version: i64,
    /// When it was paid, if known.
    pub paid_at: Option<String>,
    /// When it was cancelled, if it was.
    pub cancelled_at: Option<String>,
    /// How it was paid, as the shop wrote it.
    pub gateway: String,
    /// The shop's own word for the payment state.
    pub payment_text: String,
    /// The shop's own word for the fulfilment state.
    pub fulfilment_text: String,
    /// Shipping service the customer chose.
    pub service: String,
    /// The shop's risk word.
    pub risk: String,
    /// Customer's mail address.
    pub email: String,
    /// Other orders of the same customer.
    pub other_orders: i64,
    /// Note from the customer.
    pub customer_note: String,
    /// Where the parcel goes.
    pub ship_to: AddressShape,
    /// True when the merchant corrected it.
    pub address_edited: bool,
    /// What is wrong with it, if anything.
    pub address_fault: Option<String>,
    /// The lines with their routes.
    pub lines: Vec<LineShape>,
    /// The decision it waits for, if any.
    pub decision: Option<Decision>,
    /// What it earns.
    pub profit: OrderProfit,
    /// What was sent to suppliers for it.
    pub purchases: Vec<PurchaseRow>,
    /// Its parcels.
    pub shipments: Vec<ShipmentRow>,
    /// What happened, newest first.
    pub timeline: Vec<TimelineRow>,
    /// Notes, newest first.
    pub notes: Vec<NoteRow>,
    /// What changed in the shop after it was forwarded: field, before, after.
    pub conflict: Vec<[String; 3]>,
    /// The text received from outside, as it was.
    pub raw: String,
}

/// Which orders an action is about: some, or all that a list holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(untagged, deny_unknown_fields)]
pub enum Which {
    /// These.
    Ids {
        /// The orders.
        ids: Vec<i64>,
    },
    /// All that this list holds.
    Query {
        /// Which list.
        tab: Tab,
        /// Which of its orders.
        #[serde(default)]
        filter: Box<OrderFilter>,
    },
}

/// Some orders.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WhichOrders {
    /// Which.
    pub which: Which,
}

/// Puts orders aside.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OrderSnooze {
    /// Which.
    pub which: Which,
    /// Until when, ISO 8601; empty takes them back.
    pub until: String,
}

/// Applies an answer to a decision.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OrderFix {
    /// The order.
    pub order_id: i64,
    /// The answer.
    pub fix: Fix,
    /// True to remember it for the product from now on.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub remember: bool,
}

/// Corrects an address.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OrderAddressSave {
    /// The order.
    pub order_id: i64,
    /// The address; `null` goes back to the shop's own.
    pub address: Option<AddressShape>,
}

/// Closes orders or opens them again.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OrderClose {
    /// Which.
    pub which: Which,
    /// True to close, false to open again.
    pub closed: bool,
}

/// Adds a note.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OrderNoteAdd {
    /// The order.
    pub order_id: i64,
    /// The note.
    pub text: String,
}

/// Adds or removes a tag.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OrderTag {
    /// Which.
    pub which: Which,
    /// The tag.
    pub tag: String,
    /// True to add, false to remove.
    pub on: bool,
}

/// Sets the colour flag.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OrderColour {
    /// Which.
    pub which: Which,
    /// red, amber, green, blue or violet; empty removes it.
    pub colour: String,
}
