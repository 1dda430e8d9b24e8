//! Shapes of purchases, the outbox and forwarding.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::following::FollowingShape;
use super::orders::Which;
use super::shared::Amount;

/// A purchase in a list.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PurchaseRow {
    /// The purchase.
    pub id: i64,
    /// Number as the supplier sees it, `MM-10482-1`.
    pub number: String,
    /// The order.
    pub order_id: i64,
    /// The order's number.
    pub order_number: String,
    /// The supplier.
    pub supplier_id: i64,
    /// Supplier's name.
    pub supplier: String,
    /// queued, sending, unknown (we are finding out), asking (only a person can), to_hand_over, placed, confirmed,
    /// rejected or cancelled.
    pub state: String,
    /// file, email or manual.
    pub channel: String,
    /// Raises with every change.
    pub version: i64,
    /// When it was queued, ISO 8601.
    pub created_at: String,
    /// When it leaves, while queued.
    pub sends_at: Option<String>,
    /// True when it was queued before the program was closed and waits for a word.
    pub waits_for_word: bool,
    /// When it was placed.
    pub placed_at: Option<String>,
    /// The supplier's own number.
    pub supplier_number: String,
    /// Goods.
    pub goods: Amount,
    /// Sending.
    pub shipping: Amount,
    /// Order fee.
    pub fee: Amount,
    /// All three.
    pub total: Amount,
    /// Units and titles, for people.
    pub items: String,
    /// Why it stands where it stands, in words of the channel.
    pub reason: String,
    /// Name of its document.
    pub document: String,
    /// Why it waits though its time has come; `null` when nothing but its time holds it.
    pub held: Option<Held>,
    /// Since when nobody knows whether it arrived, while that is so, ISO 8601.
    pub doubt_since: Option<String>,
    /// When to ask again about one that is in doubt, ISO 8601.
    pub remind_at: Option<String>,
    /// By when the shop wants the order shipped, ISO 8601, while it is in doubt.
    pub ship_by: Option<String>,
    /// When it was raised because that is near, while it is in doubt.
    pub raised_at: Option<String>,
    /// first, split or resend: why there is more than one.
    pub why: String,
}

/// Why a queued purchase waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Held {
    /// stopped (purchases in a row ended without an answer), signed_out, or limited (the supplier asked us to wait).
    pub why: String,
    /// Since when, ISO 8601, where that is known.
    pub since: Option<String>,
    /// Until when, ISO 8601, where the supplier said so.
    pub until: Option<String>,
}

/// One try to place a purchase.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AttemptRow {
    /// The attempt.
    pub id: i64,
    /// 1 is the first.
    pub n: i64,
    /// When it began.
    pub started_at: String,
    /// When its outcome was known.
    pub finished_at: Option<String>,
    /// accepted, rejected, definite_no, unknown, or `null` while it runs.
    pub outcome: Option<String>,
    /// What it proves, in words.
    pub evidence: String,
    /// place, draft, confirm, look or cancel.
    pub kind: String,
    /// The status of the answer, where the channel has one.
    pub status: Option<i64>,
    /// What was sent, without secrets; may be cut.
    pub sent: String,
    /// What came back, without secrets; may be cut.
    pub received: String,
}

/// What Stockless does next about a purchase in doubt.
#[derive(Debug, Clone, Serialize, TS)]
pub struct NextStep {
    /// wait, send_same (the same request under its key), look (at the supplier's records) or ask.
    pub step: String,
    /// Not before, ISO 8601; `null` when its time has come.
    pub at: Option<String>,
    /// keyed, drafted, listed or blind: what can be relied on at this supplier for this purchase now.
    pub class: String,
    /// What stands in the way: paused, read_only, signed_out; `null` when nothing does.
    pub why: Option<String>,
    /// Looks at the supplier's records that told nothing.
    pub looks: i64,
    /// When the supplier may have seen the key first, ISO 8601.
    pub first_sent_at: Option<String>,
    /// The key is no longer relied on since, ISO 8601.
    pub key_expired_at: Option<String>,
    /// How long the supplier remembers a key, milliseconds, where it says so.
    pub key_lifetime_ms: Option<i64>,
}

/// A line of a purchase.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PurchaseLineShape {
    /// Supplier's SKU.
    pub supplier_sku: String,
    /// Our SKU.
    pub sku: String,
    /// Title.
    pub title: String,
    /// Units at the supplier.
    pub units: i64,
    /// Unit cost agreed.
    pub unit_cost: Amount,
    /// The order's line.
    pub order_line_id: i64,
    /// Which part of it; empty for the whole line.
    pub part: String,
    /// Units of the order this serves.
    pub quantity: i64,
    /// Units of the order that the supplier will not send, though it took the rest.
    pub refused: i64,
}

/// Everything about one purchase.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PurchaseDetail {
    /// As in the lists.
    pub row: PurchaseRow,
    /// The lines.
    pub lines: Vec<PurchaseLineShape>,
    /// Every attempt, newest first.
    pub attempts: Vec<AttemptRow>,
    /// Fields to copy when it is typed in by hand: name and value.
    pub fields: Vec<[String; 2]>,
    /// Where it was sent: a mail address, or a folder.
    pub destination: String,
    /// When the question may be answered: not before, ISO 8601. Until then it may still arrive.
    pub ask_after: Option<String>,
    /// What Stockless does next by itself, while it is in doubt.
    pub next: Option<NextStep>,
    /// True when the supplier's records can be looked at again.
    pub can_look: bool,
    /// True when it can be cancelled at the supplier through its channel now.
    pub can_cancel_there: bool,
    /// What is waited for; `null` for one that the supplier does not have, or had before this was kept.
    pub following: Option<FollowingShape>,
    /// Must be handed back with “send again”; made fresh each time this is read.
    pub send_again_token: Option<String>,
    /// True while the supplier has it and ended it: “send again” and “retry” end it here as well, so that its units can be
    /// ordered as a new purchase.
    pub ended_there: bool,
}

/// Which purchases.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct PurchasesRequest {
    /// One state, `in_doubt` for unknown and asking, or all.
    pub state: Option<String>,
    /// One supplier, or all.
    pub supplier_id: Option<i64>,
    /// `next` of the page before.
    pub key: Option<String>,
    /// Rows a page; 100 unless told.
    pub limit: Option<i64>,
}

/// What would be forwarded to one supplier.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ReviewSupplier {
    /// The supplier.
    pub supplier_id: i64,
    /// Supplier's name.
    pub supplier: String,
    /// file, email or manual.
    pub channel: String,
    /// Where it goes: a mail address or a folder.
    pub destination: String,
    /// Orders.
    pub orders: i64,
    /// Units.
    pub units: i64,
    /// To pay, in the supplier's currency.
    pub to_pay: Amount,
    /// The same in the base currency, where the rate is known.
    pub to_pay_base: Option<Amount>,
    /// The first day on which a customer expects a parcel.
    pub first_promise: Option<String>,
    /// Why it cannot be sent now; empty when it can.
    pub trouble: String,
}

/// An order that would not be forwarded, and why.
#[derive(Debug, Clone, Serialize, TS)]
pub struct LeftOut {
    /// The order.
    pub order_id: i64,
    /// Its number.
    pub number: String,
    /// The check that stands in the way, or the supplier's trouble.
    pub reason: String,
}

/// What forwarding would do.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Review {
    /// By supplier.
    pub suppliers: Vec<ReviewSupplier>,
    /// Orders in all.
    pub orders: i64,
    /// To pay in the base currency, where rates are known.
    pub to_pay: Amount,
    /// What stays behind.
    pub left_out: Vec<LeftOut>,
    /// True when it is more than leaves without a second word: the totals have to be confirmed.
    pub asks: bool,
    /// Seconds before it leaves.
    pub delay_seconds: i64,
    /// Why nothing can be sent now: read_only, paused, sample; `null` when it can.
    pub stopped: Option<String>,
}

/// A number of orders and what they cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Totals {
    /// Orders.
    pub orders: i64,
    /// What they cost, in the base currency, where rates are known.
    pub to_pay: Amount,
}

/// What to forward.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ForwardRequest {
    /// Which orders; only those whose checks pass go.
    pub which: Which,
    /// Suppliers to leave out.
    #[serde(default)]
    #[ts(optional, as = "Option<Vec<i64>>")]
    pub without_suppliers: Vec<i64>,
    /// Send without the delay of the outbox.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub now: bool,
    /// The totals as they were shown, where they are more than leaves without a second word. Others are refused.
    #[serde(default)]
    #[ts(optional)]
    pub confirmed: Option<Totals>,
}

/// What was queued.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Forwarded {
    /// Purchases queued.
    pub purchases: i64,
    /// Orders they serve.
    pub orders: i64,
    /// To how many suppliers.
    pub suppliers: i64,
    /// What stays behind.
    pub left_out: Vec<LeftOut>,
    /// When they leave.
    pub sends_at: Option<String>,
    /// Hand this to `undo` before they leave.
    pub undo: Option<i64>,
    /// After sending at once: the purchases as they stand now.
    pub sent: Vec<PurchaseRow>,
}

/// What waits to leave.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Outbox {
    /// Purchases that leave by themselves.
    pub queued: i64,
    /// When the next one leaves.
    pub sends_at: Option<String>,
    /// Purchases queued before the program was closed: they wait for a word.
    pub waiting_for_word: i64,
    /// Purchases whose outcome is unknown, with those that only a person can find out about.
    pub unknown: i64,
    /// Of these, those that only a person can find out about.
    pub asking: i64,
    /// Purchases to hand over.
    pub to_hand_over: i64,
    /// Purchases that need the merchant after the supplier has them.
    pub follow_ups: i64,
}

/// The merchant's word about purchases that were queued before the program was closed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OutboxDecision {
    /// True to send them now, false to put them back.
    pub send: bool,
}

/// The merchant's answer about a purchase whose outcome is unknown.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "answer", rename_all = "snake_case", deny_unknown_fields)]
pub enum Answer {
    /// The supplier has it.
    ItIsThere {
        /// The supplier's number for it.
        supplier_number: String,
    },
    /// The supplier does not have it: send the same purchase again. One that the supplier ended is ended here instead, and
    /// its units are ordered as a new purchase.
    NotThere {
        /// From `purchase`, so that a stale screen cannot send.
        token: String,
    },
    /// Look at the supplier's records once more.
    LookAgain,
    /// Not now.
    RemindMe {
        /// When, ISO 8601.
        at: String,
    },
}

/// Answers for one purchase.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AnswerRequest {
    /// The purchase.
    pub id: i64,
    /// Its version as shown.
    pub version: i64,
    /// The answer.
    pub answer: Answer,
}

/// A purchase was handed over, placed by hand, or confirmed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PlacedRequest {
    /// The purchases.
    pub ids: Vec<i64>,
    /// The supplier's number, where there is one.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub supplier_number: String,
    /// True when the supplier said yes, false when it was only handed over.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub confirmed: bool,
}

/// Units of a line of a purchase.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Units {
    /// The order's line.
    pub order_line_id: i64,
    /// Which part of it, where it is bought in parts; empty for the whole line.
    #[serde(default)]
    pub part: String,
    /// Units of the order, 1 or more.
    pub quantity: i64,
}

/// Sends units of a purchase once more, as a purchase of its own.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ResendRequest {
    /// The purchase.
    pub id: i64,
    /// What is sent again.
    pub lines: Vec<Units>,
    /// Why, in the merchant's words: lost, damaged, wrong. Kept in the order's timeline.
    pub why: String,
}

/// Units that the supplier will not send, though it took the rest.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RefusedRequest {
    /// The purchase.
    pub id: i64,
    /// Its version as shown.
    pub version: i64,
    /// What is not sent.
    pub lines: Vec<Units>,
    /// Why, in the supplier's words.
    pub why: String,
}

/// Saves a purchase's document.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DocumentRequest {
    /// The purchase.
    pub id: i64,
    /// Where to.
    pub path: String,
}
