//! That the searches are not empty: everything that may happen happens, and every move of a purchase is made.

use std::collections::BTreeSet;

use stockless_core::purchase::State;

use crate::beyond::everything;
use crate::restores::restored;
use crate::rules::{First, Lock, Person, Rules, Setting};
use crate::search::{Searched, search};
use crate::shown::{blind, drafted, listed, unique_and_listed};

fn searches() -> Vec<Searched> {
    let lease = Setting { lock: Lock::Lease, processes: 2, ..Setting::of(listed()) };
    let unlocked = Setting { lock: Lock::None, processes: 2, ..Setting::of(blind()) };
    let first = |first| Setting { rules: Rules { first, ..Rules::REAL }, ..Setting::of(blind()) };
    [
        lease,
        unlocked,
        first(First::Sent),
        first(First::Placed),
        Setting { person: Person::Guesses, ..Setting::of(blind()) },
        Setting { by_hand: true, ..everything(listed()) },
        everything(unique_and_listed()),
        everything(drafted()),
        restored(listed()),
        Setting { refusals: true, ..restored(blind()) },
    ]
    .iter()
    .map(search)
    .collect()
}

/// Everything that may happen in the model, by whom. An action that is added to the model is added here, and must
/// happen.
const ACTIONS: &[(&str, &[&str])] = &[
    (
        "a process",
        &[
            "asks",
            "begins the quarantine anew",
            "cannot connect",
            "cannot read the records",
            "cannot write the journal",
            "decides to send",
            "finds in the journal what the database forgot",
            "finds nothing left open",
            "finds nothing new in the journal",
            "gives up waiting",
            "gives up waiting too early",
            "is killed",
            "is not let in before it can send",
            "looks at the records",
            "may not write what it saw",
            "may not write what the attempt proved",
            "repeats the same under its key",
            "sees that it is no longer in charge",
            "sees that the key is too old to repeat it",
            "sends",
            "settles what was left open",
            "starts",
            "takes charge",
            "takes over, because the other one seems gone",
            "writes that it is placed",
            "writes the attempt",
            "writes the journal line",
            "writes what it saw",
            "writes what the attempt proved",
        ],
    ),
    ("a backup", &["is taken"]),
    ("the computer", &["stops", "stops, and the disk loses the last line of the journal"]),
    ("the database", &["goes back to a backup, with nothing running"]),
    (
        "the merchant",
        &[
            "forwards an order that the journal knows as sent",
            "forwards the order",
            "hands it over",
            "has it sent again without looking",
            "has the records looked at again",
            "has what was refused sent again",
            "lets forwarding go on",
            "lets go what an earlier run had queued",
            "looks and finds it",
            "looks, does not find it and has it sent again",
        ],
    ),
    ("the network", &["loses a request"]),
    (
        "the supplier",
        &[
            "accepts and answers",
            "accepts, and nobody waits for the answer",
            "accepts, and the answer is lost",
            "forgets the key",
            "refuses for good",
            "refuses for now",
        ],
    ),
    ("the supplier's list", &["catches up"]),
    ("time", &["takes the key to the end of what is relied on", "takes the quarantine to its end"]),
];

/// Moves that no search makes, and why that loses nothing.
const OUTSIDE: &[(State, State, &str)] = &[
    (State::Queued, State::ToHandOver, "a channel without a program: nothing is sent"),
    (State::Queued, State::Cancelled, "taken back before anything left"),
    (State::Unknown, State::Cancelled, "given up by a person, who is told to cancel it at the supplier"),
    (State::Asking, State::Cancelled, "given up by a person, who is told to cancel it at the supplier"),
    (State::Placed, State::Cancelled, "cancelled at the supplier"),
    (State::Confirmed, State::Cancelled, "cancelled at the supplier"),
    (State::ToHandOver, State::Cancelled, "never handed over"),
    (State::Rejected, State::Cancelled, "given up after a refusal"),
    (State::Placed, State::Confirmed, "the supplier's yes, which changes nothing about what was sent"),
    (State::Placed, State::Rejected, "the supplier's no, which makes a new purchase necessary"),
    (State::Unknown, State::Confirmed, "placed and confirmed by a person in one word"),
    (State::Asking, State::Confirmed, "placed and confirmed by a person in one word"),
    (State::ToHandOver, State::Confirmed, "placed and confirmed by a person in one word"),
    (State::ToHandOver, State::Queued, "nothing does this yet"),
    (State::Sending, State::Confirmed, "no outcome of an attempt confirms"),
];

#[test]
fn everything_that_may_happen_happens_and_every_move_of_the_table_is_made_or_outside_for_a_reason() {
    let either = |who| if who == "one process" || who == "the other process" { "a process" } else { who };
    let (mut fired, mut made) = (BTreeSet::new(), BTreeSet::new());
    for searched in searches() {
        fired.extend(searched.fired.into_iter().map(|(who, what)| (either(who), what)));
        made.extend(searched.moves);
    }
    let named: BTreeSet<_> =
        ACTIONS.iter().flat_map(|(who, what)| what.iter().map(|what| (*who, *what))).collect();
    assert_eq!(fired, named);
    for (from, to, why) in OUTSIDE {
        assert!(made.insert((from.word(), to.word())), "{} to {} is made: {why}", from.word(), to.word());
    }
    let table: BTreeSet<_> =
        State::ALL.iter().flat_map(|from| from.may_go().iter().map(|to| (from.word(), to.word()))).collect();
    assert_eq!(made, table);
}
