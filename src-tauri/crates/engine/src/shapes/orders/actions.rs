//! Shapes of what is done to orders.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AddressShape, Fix, OrderFilter, Tab};

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

/// Says of the orders that are older than the workspace whether they were forwarded before.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OlderAnswer {
    /// True: those that would be ready were ordered from suppliers elsewhere, and are closed here. False: none of all the
    /// open ones was, and they may be forwarded.
    pub ordered: bool,
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
