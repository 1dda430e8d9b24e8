//! Shapes of parcels.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One event of a parcel.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TrackingRow {
    /// When, ISO 8601.
    pub at: String,
    /// Normalised state.
    pub state: String,
    /// Reason below it, such as customs or refused; empty where there is none.
    pub reason: String,
    /// What the source wrote.
    pub text: String,
    /// Where, as written.
    pub place: String,
    /// Where it comes from: file, you.
    pub source: String,
}

/// A parcel.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ShipmentRow {
    /// The parcel.
    pub id: i64,
    /// The order.
    pub order_id: i64,
    /// The purchase it comes from, if known.
    pub purchase_id: Option<i64>,
    /// The supplier, if known.
    pub supplier: Option<String>,
    /// Carrier's name.
    pub carrier: String,
    /// Number as given.
    pub number: String,
    /// True when its check digit was proven.
    pub checked: bool,
    /// Tracking page, where the carrier has a public one.
    pub url: Option<String>,
    /// Normalised state.
    pub state: String,
    /// Since when.
    pub since: Option<String>,
    /// When it left.
    pub shipped_at: Option<String>,
    /// When it was delivered.
    pub delivered_at: Option<String>,
    /// Until when it was promised.
    pub promised_at: Option<String>,
    /// True when it is past its promise.
    pub late: bool,
    /// Units in it: line and quantity, as told or as bought with its purchase; empty where neither is known.
    pub lines: Vec<[i64; 2]>,
    /// Events, newest first.
    pub events: Vec<TrackingRow>,
}

/// Adds a parcel, or an event to one that is already known by its number.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ShipmentAdd {
    /// The order.
    pub order_id: i64,
    /// The purchase, if it is known which.
    pub purchase_id: Option<i64>,
    /// Tracking number; may be empty for a parcel without tracking.
    pub number: String,
    /// Carrier; recognised from the number when empty.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub carrier: String,
    /// State or status text; in_transit unless told.
    pub state: Option<String>,
    /// When it happened, ISO 8601; now unless told.
    pub at: Option<String>,
    /// What was seen, for the timeline.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub text: String,
    /// The purchase is in doubt, and the merchant says that this parcel comes from it: it is settled as placed.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub it_is_there: bool,
    /// Units in it: line and quantity; the whole order unless told.
    #[serde(default)]
    #[ts(optional, as = "Option<Vec<[i64; 2]>>")]
    pub lines: Vec<[i64; 2]>,
}

/// What a tracking number looks like.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NumberRequest {
    /// The number as typed.
    pub number: String,
}

/// A carrier that such a number may belong to.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CarrierMatch {
    /// Carrier's name.
    pub carrier: String,
    /// The format.
    pub format: String,
    /// True when the check digit was proven.
    pub checked: bool,
}

/// What is known about a tracking number.
#[derive(Debug, Clone, Serialize, TS)]
pub struct NumberAnswer {
    /// Best first; empty when nothing fits.
    pub matches: Vec<CarrierMatch>,
}
