//! What may differ between two searches: the rules the program follows, and the world it has to live in.

use stockless_core::outcome::Outcome;
use stockless_core::protocol::{
    After, Capability, Doubt, Found, Kind, Next, Standing, after_attempt, after_look, after_restart,
    into_doubt,
};
use stockless_core::purchase::State;

use crate::world::IN_FLIGHT;

/// What the program does first when it sends a purchase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum First {
    /// The attempt, its journal line, then the request, then its outcome.
    Written,
    /// The request, and when it is accepted a note of it.
    Sent,
    /// A note that it is placed, then the request.
    Placed,
}

/// The rules of a program. [`Rules::REAL`] are those of this one.
#[derive(Clone, Copy)]
pub struct Rules {
    pub first: First,
    /// Nobody is asked, and no absence is believed, before the quarantine has passed.
    pub quarantine: bool,
    pub after_attempt: fn(Kind, &Outcome, Standing) -> After,
    pub after_restart: fn(bool, bool) -> Outcome,
    pub next: fn(Doubt, &Capability, bool) -> Next,
    pub after_look: fn(Found, bool, i64) -> State,
    /// The way of a purchase into doubt, when the journal knows more about it than the database.
    pub into_doubt: fn(State) -> &'static [State],
    /// A journal line is known by its own attempt, and not by any attempt of its number.
    pub lines_by_attempt: bool,
    /// A draft that was confirmed is known from the journal; lines of earlier versions do not tell.
    pub drafts_from_journal: bool,
    /// The age of the key is looked at once more just before a repeat leaves: the computer may have slept since.
    pub key_looked_at_last: bool,
    /// While nothing may be sent, the merchant may still say that it is not there.
    pub answers_while_paused: bool,
}

impl Rules {
    pub const REAL: Self = Self {
        first: First::Written,
        quarantine: true,
        after_attempt,
        after_restart,
        next: Doubt::next,
        after_look,
        into_doubt,
        lines_by_attempt: true,
        drafts_from_journal: true,
        key_looked_at_last: true,
        answers_while_paused: true,
    };
}

/// What keeps two processes from both being in charge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lock {
    /// Nothing but the epoch in the database.
    None,
    /// A lease that another process takes over when its holder seems gone.
    Lease,
    /// A lock of the operating system, free only when its holder is gone.
    System,
}

/// When the supplier forgets the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forgets {
    Never,
    /// After its documented life, of which the program relies on four fifths.
    AfterItsLife,
    /// At any time: a broken promise.
    Early,
}

/// How the merchant answers when asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Person {
    /// Looks, and says what is there.
    Looks,
    /// Says that it is not there without looking.
    Guesses,
    /// Does not answer.
    Silent,
}

/// One search.
#[derive(Clone)]
pub struct Setting {
    pub rules: Rules,
    pub supplier: Capability,
    pub lock: Lock,
    pub processes: u8,
    /// Requests that may be on their way at once.
    pub in_flight: usize,
    pub forgets: Forgets,
    pub person: Person,
    /// Processes may be killed.
    pub kills: bool,
    /// Requests may be refused, for good or for now.
    pub refusals: bool,
    /// The computer itself may stop.
    pub power_cuts: bool,
    /// The last line of the journal may be lost when it does.
    pub lying_disk: bool,
    /// The supplier's records may be unreadable.
    pub unreadable: bool,
    /// The document is handed over by a person.
    pub by_hand: bool,
    /// Attempts that were made before, where repeats are counted.
    pub tries: Option<u8>,
    /// Backups that are taken and may be put back, by one process, and the faults that may happen then.
    pub backups: usize,
    pub faults: u8,
}

impl Setting {
    /// One process with the real rules, an operating-system lock and a merchant who looks.
    pub fn of(supplier: Capability) -> Self {
        Self {
            rules: Rules::REAL,
            supplier,
            lock: Lock::System,
            processes: 1,
            in_flight: IN_FLIGHT,
            forgets: Forgets::Never,
            person: Person::Looks,
            kills: true,
            refusals: false,
            power_cuts: false,
            lying_disk: false,
            unreadable: false,
            by_hand: false,
            tries: None,
            backups: 0,
            faults: 0,
        }
    }
}
