//! Rules of the protocol that can be broken on purpose, to show that the simulation would notice.
//!
//! No switch stands in the product. A broken rule is put in where the product meets the world: what a supplier is said
//! to be able to do, what an answer is said to prove, what the files look like when the process dies, and what stands
//! in the database between two steps. So each of these is what a product with that fault would leave behind, not that
//! product itself; single lines of the decisions are broken by cargo-mutants, on the pure functions in core.

/// A rule that is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mutation {
    /// The request leaves before its attempt is on disk: a process that dies then leaves no trace of it.
    SendBeforeSave,
    /// No line in the journal before sending.
    NoJournalLine,
    /// The quarantine lasts no time: an early “not there” is believed and a person is asked too early.
    NoQuarantine,
    /// A lock that does not hold: a second process takes charge while the first is stopped in the middle of a request.
    LeaseForLock,
    /// A key is relied on for ever.
    ExpiredKey,
    /// A key is relied on at suppliers that do not compare keys.
    KeyNotCompared,
    /// Each attempt has a key of its own.
    NewKeyPerAttempt,
    /// Each attempt has bytes of its own.
    ChangedBytes,
    /// A refusal ends the doubt about an earlier attempt.
    RefusalClearsDoubt,
    /// No answer counts as “it did not arrive”.
    UnknownIsFailed,
    /// Records that could not be read count as “not there”.
    UnreadableIsNotThere,
    /// A supplier that stopped answering gets everything else as well.
    BreakerOff,
    /// What was being sent when the process died counts as not sent.
    RestartForgetsSending,
    /// The journal knows more than the database, and sending goes on.
    SafeModeIgnored,
}

impl Mutation {
    /// Every one with its name on the command line.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::SendBeforeSave, "send-before-save"),
        (Self::NoJournalLine, "no-journal-line"),
        (Self::NoQuarantine, "no-quarantine"),
        (Self::LeaseForLock, "lease-for-lock"),
        (Self::ExpiredKey, "expired-key"),
        (Self::KeyNotCompared, "key-not-compared"),
        (Self::NewKeyPerAttempt, "new-key-per-attempt"),
        (Self::ChangedBytes, "changed-bytes"),
        (Self::RefusalClearsDoubt, "refusal-clears-doubt"),
        (Self::UnknownIsFailed, "unknown-is-failed"),
        (Self::UnreadableIsNotThere, "unreadable-is-not-there"),
        (Self::BreakerOff, "breaker-off"),
        (Self::RestartForgetsSending, "restart-forgets-sending"),
        (Self::SafeModeIgnored, "safe-mode-ignored"),
    ];

    /// By its name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(mutation, _)| *mutation)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(known, _)| *known == self).map_or("", |(_, name)| name)
    }
}
