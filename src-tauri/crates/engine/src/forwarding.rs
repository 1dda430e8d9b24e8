//! How purchases leave: queued with frozen bytes, written down before anything is sent, and settled by what is
//! certain. Unknown is never called failed.
//!
//! `queue` makes purchases out of orders that pass their checks; `document` freezes what the supplier will get;
//! `due` takes what is due, each supplier by itself; `send` takes one purchase through its attempt and `record` writes
//! what it proved; `doubt` finds out about what is unknown and `ahead` tells what it will do next; `acceptance` books how much of it the supplier takes; `left_drafts` clears
//! away what was drafted for nothing; `settle` looks after
//! a start at what an earlier run left open and `checked` counts how far that is after a restore; `outside` is the way
//! to suppliers.
//! What follows what is decided in [`stockless_core::protocol`].

mod acceptance;
mod ahead;
mod cancel;
mod checked;
mod document;
mod doubt;
mod due;
mod forgotten;
mod kept;
mod left_drafts;
mod limit;
mod look_first;
mod lost_journal;
mod outside;
mod parts;
mod queue;
mod raise;
mod reach;
mod reconcile;
mod record;
mod send;
mod settle;

pub(crate) use cancel::can_cancel_there;
pub use document::{destination, folder};
pub(crate) use doubt::can_look;
pub use forgotten::Forgotten;
pub use kept::Kept;
pub(crate) use limit::{BY_HAND, KeptLimit, Limit, allow, asks};
pub(crate) use lost_journal::MADE_ANEW;
pub use outside::{Leaving, Outside, Reach, RealOutside, searched_since};
pub(crate) use outside::{connection_of, sftp_account};
pub use queue::{Again, Plan, PlannedSupplier, Terms, plan, queue, queue_again};
pub(crate) use reach::{sftp_secret, supplier_secret};
pub use record::placed_promise as promise;
pub use settle::JOURNAL_KNOWS_MORE;

use std::collections::BTreeMap;

use stockless_store::Charge;

use crate::engine::Engine;
use crate::error::{ApiError, Code};
use crate::shapes::workspace::ForwardingState;

/// Reason of a pause while the disk takes nothing.
pub const CANNOT_WRITE: &str = "cannot_write";

impl Engine {
    /// Whether this process may send, and why not.
    pub(crate) fn forwarding_state(&self) -> Result<ForwardingState, ApiError> {
        let plain =
            |state: &str| ForwardingState { state: state.to_owned(), since: None, facts: Default::default() };
        if self.store().charge() == Charge::ReadOnly {
            return Ok(plain("read_only"));
        }
        if let Some(trouble) = self.trouble() {
            let kept = self.accepted_in_memory();
            let facts = [("reason", CANNOT_WRITE.to_owned()), ("words", trouble.words), ("accepted", kept)];
            let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
            return Ok(ForwardingState {
                state: "paused".to_owned(),
                since: Some(trouble.since.iso()),
                facts: facts.map(|(name, value)| (name.to_owned(), value)).collect(),
            });
        }
        let (paused, forgotten, sample, made_anew) = self.read(|read| {
            let sample = read.workspace()?.is_some_and(|workspace| workspace.sample);
            let forgotten = read.setting("journal_forgotten")?.unwrap_or_default();
            Ok((read.paused()?, forgotten, sample, read.setting(MADE_ANEW)?))
        })?;
        if let Some((since, reason)) = paused {
            let since = stockless_core::day::Instant::from_ms(since).iso();
            let mut facts: BTreeMap<String, String> = [("reason".to_owned(), reason)].into();
            if !forgotten.is_empty() {
                facts.extend(self.checked(&forgotten)?);
                facts.insert("purchases".to_owned(), forgotten);
            }
            return Ok(ForwardingState { state: "paused".to_owned(), since: Some(since), facts });
        }
        let facts = made_anew.map(|at| ("journal_made_anew".to_owned(), at)).into_iter().collect();
        Ok(ForwardingState { facts, ..plain(if sample { "sample" } else { "ready" }) })
    }

    /// Refuses when this process may not send.
    pub(crate) fn may_forward(&self) -> Result<(), ApiError> {
        if let Some(trouble) = self.trouble() {
            return Err(Self::cannot_write(&trouble));
        }
        let state = self.forwarding_state()?;
        match state.state.as_str() {
            "read_only" => Err(ApiError::new(
                Code::ReadOnly,
                "Stockless is already running and in charge of forwarding. This one can only read.",
            )
            .with_action("Use the other window.")),
            "paused" => Err(ApiError::not_now("Forwarding is paused until you have looked at the records.")
                .with_action("Open Activity and go through the purchases marked unknown.")),
            _ => Ok(()),
        }
    }
}
