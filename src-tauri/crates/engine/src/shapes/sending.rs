//! Shapes about how sending to suppliers goes.

use std::collections::BTreeMap;

use serde::Serialize;
use ts_rs::TS;

/// A supplier that nothing new is sent to now.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SendingRow {
    /// The supplier.
    pub supplier_id: i64,
    /// Supplier's name.
    pub supplier: String,
    /// Two purchases in a row ended without an answer; nothing new is sent since, ISO 8601.
    pub stopped_since: Option<String>,
    /// It no longer accepts our key or password since, ISO 8601.
    pub signed_out_since: Option<String>,
    /// It asked to be left alone until, ISO 8601.
    pub limited_until: Option<String>,
    /// Attempts in a row that nobody knows the end of.
    pub unknown_run: i64,
    /// Purchases that wait for it.
    pub waiting: i64,
}

/// What a supplier's records and ours do not agree on.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AlarmRow {
    /// The alarm.
    pub id: i64,
    /// missing_there, unknown_here, twice_there, split_there or lines_unclear.
    pub kind: String,
    /// The supplier.
    pub supplier_id: i64,
    /// Supplier's name.
    pub supplier: String,
    /// Our purchase, where there is one.
    pub purchase_id: Option<i64>,
    /// Facts for its words: `number` (ours), `ids` (theirs), `state` (theirs), `reference`, `words` (what the supplier
    /// says about lines).
    pub facts: BTreeMap<String, String>,
    /// When it was found, ISO 8601.
    pub found_at: String,
}

/// How sending to suppliers goes.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Sending {
    /// Suppliers that nothing new is sent to now.
    pub suppliers: Vec<SendingRow>,
    /// What suppliers' records and ours do not agree on, oldest first.
    pub alarms: Vec<AlarmRow>,
}
