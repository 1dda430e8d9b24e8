//! What can happen to an order that rules listen to.

use crate::order::words;

/// Something that happened to an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Event {
    /// It came in and is not over yet. History that is brought in later sets nothing off.
    CameIn,
    /// The shop changed it.
    Changed,
    /// Its money was captured after it had come in.
    Paid,
    /// It passes every check.
    Ready,
    /// Somebody has to decide.
    NeedsDecision,
    /// The stock that would serve it ran low: at or below its limit, coming from above. Each time counts once.
    StockLow,
    /// A parcel is late or in trouble.
    Late,
    /// A supplier has a purchase of it, as far as can be known.
    PurchasePlaced,
    /// A supplier said yes to a purchase of it.
    PurchaseConfirmed,
    /// A supplier, its server or the channel said no.
    PurchaseRejected,
}

words!(Event {
    CameIn = "came_in",
    Changed = "changed",
    Paid = "paid",
    Ready = "ready",
    NeedsDecision = "needs_decision",
    StockLow = "stock_low",
    Late = "late",
    PurchasePlaced = "purchase_placed",
    PurchaseConfirmed = "purchase_confirmed",
    PurchaseRejected = "purchase_rejected",
});
