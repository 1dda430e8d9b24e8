//! What the engine tells its hosts, after it has committed.

use serde::Serialize;
use ts_rs::TS;

use crate::commands::Tag;

/// News for a host.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// Lists are stale.
    Changed {
        /// Which.
        tags: Vec<Tag>,
    },
    /// A long job moved on.
    Progress {
        /// The job's name, as given by whoever started it.
        job: String,
        /// Things done.
        done: i64,
        /// Things in all; `null` when it cannot be known.
        total: Option<i64>,
        /// What is being done: reading, saving, checking, finished, stopped.
        phase: String,
    },
}
