//! What every channel to a supplier answers: what one request proved, what was seen in the supplier's records, and the
//! trace of both that a merchant can open.

use stockless_core::acceptance::Said;
use stockless_core::day::Instant;
use stockless_core::outcome::Outcome;
use stockless_core::protocol::Capability;

/// The longest text kept of what was sent or came back, in bytes.
pub const TRACE_BYTES: usize = 16 * 1024;
/// The longest wait that a supplier can ask for.
pub const LONGEST_WAIT_MS: i64 = 3_600_000;

/// What was sent and what came back, without secrets, cut at [`TRACE_BYTES`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trace {
    /// What was sent.
    pub sent: String,
    /// What came back.
    pub received: String,
    /// The status of the answer, where the channel has one.
    pub status: Option<i64>,
}

/// The end of one request that changes something.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// What it proves.
    pub outcome: Outcome,
    /// What an acceptance says about the lines of the order.
    pub lines: Said,
    /// What was sent and what came back.
    pub trace: Trace,
    /// How long the supplier wants to be left alone, milliseconds, at most [`LONGEST_WAIT_MS`].
    pub wait_ms: Option<i64>,
    /// It no longer accepts our key or password.
    pub signed_out: bool,
    /// The supplier has the order, and it is cancelled there.
    pub ended_there: bool,
}

impl Answer {
    /// An answer of a channel that leaves no trace.
    pub fn plain(outcome: Outcome) -> Self {
        Self { outcome, ..Self::default() }
    }
}

/// An order in the supplier's records.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Theirs {
    /// The supplier's number.
    pub id: String,
    /// Our reference as the supplier kept it.
    pub reference: String,
    /// Its state in the supplier's words.
    pub state: String,
    /// When the supplier took it.
    pub placed: Option<Instant>,
    /// It was cancelled there.
    pub cancelled: bool,
    /// It is a draft: nothing of it is sent before it is confirmed.
    pub draft: bool,
    /// What it says about its lines.
    pub lines: Said,
}

/// What a look at the supplier's records told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Look {
    /// What carries the reference; never empty.
    Found(Vec<Theirs>),
    /// The records were read to their end, and nothing carries the reference.
    NotThere,
    /// The records could not be read, or not to their end.
    CannotTell {
        /// Why.
        reason: String,
        /// How long the supplier wants to be left alone, milliseconds.
        wait_ms: Option<i64>,
        /// It no longer accepts our key or password.
        signed_out: bool,
    },
    /// The records were read, and looking again will tell no more: only a person can find out.
    OnlyAPerson {
        /// What was seen.
        reason: String,
    },
}

impl Look {
    /// Records that could not be read.
    pub fn cannot_tell(reason: impl Into<String>) -> Self {
        Self::CannotTell { reason: reason.into(), wait_ms: None, signed_out: false }
    }
}

/// The orders in a supplier's records since a time, read to their end; the reason where that was not possible.
pub type Listed = Result<Vec<Theirs>, String>;

/// A supplier that is reached by requests. Each method makes one request, or one walk over pages when it only reads,
/// and repeats nothing by itself. Blocks until the answer is there or the time is up.
pub trait Placing: Send + Sync {
    /// What the supplier can do. The shared exam proves it.
    fn capability(&self) -> &Capability;
    /// Makes the order.
    fn place(&self, body: &[u8], key: &str, reference: &str) -> Answer;
    /// Makes a draft; its number is the reference of the acceptance.
    fn draft(&self, body: &[u8], key: &str, reference: &str) -> Answer;
    /// Turns a draft into an order.
    fn confirm(&self, draft: &str, key: &str, reference: &str) -> Answer;
    /// Looks for our reference. `since` bounds a list that has to be read.
    fn look(&self, reference: &str, since: Instant) -> (Look, Trace);
    /// Reads the orders since a time.
    fn list(&self, since: Instant) -> (Listed, Trace);
    /// Cancels an order by the supplier's number.
    fn cancel(&self, id: &str) -> Answer;
    /// Removes a draft.
    fn cancel_draft(&self, id: &str) -> Answer;
}
