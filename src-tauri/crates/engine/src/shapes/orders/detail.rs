//! Shapes of one order's page.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::OrderRow;
use crate::shapes::purchases::PurchaseRow;
use crate::shapes::routing::{LostShape, RouteCost, RoutingSummary};
use crate::shapes::shared::Amount;
use crate::shapes::shipments::ShipmentRow;

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
    /// What it adds to the cost of the order: a parcel that it shares and a fee that is asked anyway are not counted
    /// again. `null` while a price or a rate is missing.
    pub cost: Option<RouteCost>,
    /// Days to the door, quick: half of the parcels to that country, where enough were measured; else `days_min`.
    pub days_from: Option<i64>,
    /// The same, slow: four of five parcels; else `days_max`.
    pub days_to: Option<i64>,
    /// From how many parcels the days were measured; `null` for the supplier's word.
    pub days_parcels: Option<i64>,
    /// Why it lost; empty for the chosen one of an order that fits its rule.
    pub lost: Vec<LostShape>,
    /// Profit of the whole order with this offer, after the estimate of duty, base currency.
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
    /// Ways to serve it, the chosen one first, then by rank. Those of its first open part where it is bought in parts.
    pub quotes: Vec<QuoteShape>,
    /// The parts it is bought in; empty where one offer serves all of it.
    pub parts: Vec<PartShape>,
}

/// A part of a bundle that is bought apart from the others.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PartShape {
    /// Its name, unique within the line.
    pub part: String,
    /// Units of the order for which it is bought.
    pub forwarded: i64,
    /// The purchases that hold it.
    pub purchase_ids: Vec<i64>,
    /// Ways to serve what is open of it, the chosen one first, then by rank.
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
        /// Which part of it the offer serves; empty for the whole.
        #[serde(default)]
        part: String,
        /// The offer.
        offer_id: i64,
        /// Units of the offer for one ordered unit.
        factor: i64,
    },
    /// Let another offer serve a line of this order; remembered when asked.
    UseOffer {
        /// The line.
        line_id: i64,
        /// Which part of it; empty for the whole.
        #[serde(default)]
        part: String,
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
    /// How what is still to be forwarded is routed; `null` when nothing is.
    pub routing: Option<RoutingSummary>,
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
