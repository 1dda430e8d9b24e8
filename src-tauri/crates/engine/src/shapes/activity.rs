//! Shapes of the activity list and of undo.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Something the program did.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ActivityRow {
    /// Names the row within its kind.
    pub id: i64,
    /// attempt, import, action or backup.
    pub kind: String,
    /// When, ISO 8601.
    pub at: String,
    /// in, out or here.
    pub direction: String,
    /// What it was about: a purchase number, file names, an action.
    pub subject: String,
    /// accepted, rejected, definite_no, unknown, done, undone, running.
    pub result: String,
    /// Facts for its text.
    pub facts: BTreeMap<String, String>,
    /// The order or purchase it opens, if any.
    pub order_id: Option<i64>,
    /// The purchase it opens, if any.
    pub purchase_id: Option<i64>,
    /// Hand this to `undo` while it can be taken back.
    pub undo: Option<i64>,
}

/// Which activity.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct ActivityRequest {
    /// One kind, or all.
    pub kind: Option<String>,
    /// `next` of the page before.
    pub key: Option<String>,
    /// Rows a page; 100 unless told.
    pub limit: Option<i64>,
}

/// Takes an action back.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct UndoRequest {
    /// Which one; the latest that can be taken back unless told.
    pub id: Option<i64>,
}

/// What was taken back.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Undone {
    /// Which action.
    pub id: i64,
    /// Its name: forward, snooze, fix, note, tag, colour, address, close, mapping, offer, supplier, fee, recurring, rate.
    pub action: String,
    /// How many things it had changed.
    pub count: i64,
    /// Hand this to `undo` to do it again.
    pub redo: Option<i64>,
}
