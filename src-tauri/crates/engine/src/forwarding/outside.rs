//! Everything that leaves for a supplier, and everything that is asked of one, goes through [`Outside`].
//!
//! The real one leads to folders, mail servers and suppliers' interfaces. The simulation puts its own in its place and
//! drives the same engine with it.

mod apis;
mod real;
mod sent;
mod sftp;

use std::path::PathBuf;

use stockless_connect::mail::MailAccount;
use stockless_connect::mailbox::Mailbox;
use stockless_connect::placing::{Answer, Listed, Look, Trace};
use stockless_connect::secrets::Secret;
use stockless_core::day::Instant;
use stockless_core::protocol::{Capability, Kind, Lookup};
use stockless_store::purchases::{Frozen, PurchaseRow};
use stockless_store::suppliers::SupplierRow;

pub use apis::{connection_of, searched_since};
pub use real::RealOutside;
pub(crate) use sftp::account as sftp_account;

/// Where a mail that was sent is found again.
#[derive(Debug, Clone)]
pub struct SentFolder {
    /// The mailbox.
    pub mailbox: Mailbox,
    /// Its password, or why there is none.
    pub password: Result<Secret, String>,
    /// Since when its server is known to keep what is sent. The absence of an earlier mail means nothing.
    pub since: Instant,
    /// How the ids of the mails begin that a server took last: while one of them is found, an absence means something.
    pub earlier: Vec<String>,
}

/// How a supplier is reached.
#[derive(Debug, Clone)]
pub struct Reach {
    /// The supplier.
    pub supplier: SupplierRow,
    /// Settings of its connection as JSON; empty where it needs none.
    pub settings: String,
    /// Its key or password, or why there is none.
    pub secret: Result<Secret, String>,
    /// The merchant's mail account and its password, or why there is none.
    pub mail: Result<(MailAccount, Secret), String>,
    /// The folder in which the merchant's server keeps what is sent through it, where that is relied on.
    pub sent: Option<SentFolder>,
    /// The workspace's folder.
    pub workspace: PathBuf,
    /// Sample data: nothing leaves this computer.
    pub sample: bool,
}

/// What leaves in one attempt.
#[derive(Debug, Clone)]
pub struct Leaving {
    /// What is asked.
    pub kind: Kind,
    /// The purchase.
    pub purchase: PurchaseRow,
    /// Its bytes, the same in every attempt.
    pub frozen: Frozen,
    /// How the supplier is reached.
    pub reach: Reach,
}

/// The outside, as the engine sees it. Every method blocks until the answer is there or the time is up, and repeats
/// nothing by itself.
pub trait Outside: Send + Sync {
    /// What a supplier's channel can do; the reason where its settings do not say.
    fn capability(&self, reach: &Reach) -> Result<Capability, String>;
    /// True where the supplier's orders since a time can be read, however a single one is looked up.
    fn keeps_list(&self, reach: &Reach) -> bool {
        self.capability(reach).is_ok_and(|capability| capability.lookup == Lookup::ListSince)
    }
    /// One attempt: place, draft or confirm.
    fn attempt(&self, leaving: &Leaving) -> Answer;
    /// A look at the supplier's records.
    fn look(&self, leaving: &Leaving) -> (Look, Trace);
    /// The supplier's orders since a time.
    fn list(&self, reach: &Reach, since: Instant) -> (Listed, Trace);
    /// Cancels an order by the supplier's number.
    fn cancel(&self, reach: &Reach, number: &str) -> Answer;
    /// Clears a draft away by the supplier's number.
    fn cancel_draft(&self, reach: &Reach, number: &str) -> Answer;
    /// Asks the supplier something that changes nothing: what it said, or why nothing could be learnt.
    fn try_out(&self, reach: &Reach, now: Instant) -> Result<String, String>;
    /// How long this program itself waits for an answer, milliseconds.
    fn patience_ms(&self) -> i64 {
        60_000
    }
}
