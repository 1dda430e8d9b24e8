//! Beyond the published table: refusals while in doubt, power cuts, a disk that lies, records that cannot be read,
//! keys that grow old, repeats that run out.

use stockless_core::outcome::Outcome;
use stockless_core::protocol::{
    Capability, Doubt, Found, RESENDS, Standing, TRIES, after_attempt, after_look, after_restart,
};
use stockless_core::purchase::State;

use crate::rules::{Forgets, Rules, Setting};
use crate::search::Bad;
use crate::shown::{blind, caught, holds, keyed_for_a_day, listed, suppliers, unique_and_listed};

/// Everything that may go wrong does, at any time and any number of times.
pub fn everything(supplier: Capability) -> Setting {
    Setting {
        forgets: Forgets::AfterItsLife,
        refusals: true,
        power_cuts: true,
        lying_disk: true,
        unreadable: true,
        tries: u8::try_from(RESENDS - 2).ok(),
        ..Setting::of(supplier)
    }
}

#[test]
fn every_kind_of_supplier_holds_when_everything_goes_wrong() {
    for (name, supplier) in suppliers() {
        holds(&format!("{name}, everything goes wrong"), &everything(supplier));
    }
}

#[test]
fn every_kind_of_supplier_holds_after_many_attempts() {
    for (name, supplier) in suppliers() {
        let setting = Setting { tries: u8::try_from(TRIES - 2).ok(), ..everything(supplier) };
        holds(&format!("{name}, many attempts"), &setting);
    }
}

#[test]
fn a_file_that_is_handed_over_by_hand_holds() {
    holds("a file handed over by hand", &Setting { by_hand: true, ..everything(blind()) });
}

#[test]
fn a_refusal_that_ends_the_doubt_is_caught() {
    let rules = Rules {
        after_attempt: |kind, outcome, before| {
            after_attempt(kind, outcome, Standing { in_doubt: false, ..before })
        },
        ..Rules::REAL
    };
    let setting = Setting { rules, ..everything(keyed_for_a_day()) };
    caught("a refusal ends the doubt", &setting, &[Bad::Twice, Bad::Denied, Bad::QueuedInDoubt]);
}

#[test]
fn a_power_cut_that_is_believed_to_prove_something_is_caught() {
    let rules = Rules { after_restart: |journalled, _| after_restart(journalled, true), ..Rules::REAL };
    for (name, supplier) in [("list", listed()), ("mail or file", blind())] {
        let setting = Setting { rules, ..everything(supplier) };
        let bad = [Bad::Twice, Bad::Denied, Bad::QueuedInDoubt];
        caught(&format!("{name}, no journal line is believed after a power cut"), &setting, &bad);
    }
}

#[test]
fn records_that_cannot_be_read_and_are_taken_for_empty_are_caught() {
    let rules = Rules {
        after_look: |found, over, tries| match found {
            Found::CannotTell => State::Queued,
            found => after_look(found, over, tries),
        },
        ..Rules::REAL
    };
    let setting = Setting { rules, ..everything(listed()) };
    caught(
        "what cannot be read is taken for absent",
        &setting,
        &[Bad::Twice, Bad::Denied, Bad::QueuedInDoubt],
    );
}

#[test]
fn a_key_that_is_relied_on_beyond_its_life_is_caught() {
    let rules = Rules {
        next: |doubt, capability, over| Doubt { key_alive: true, ..doubt }.next(capability, over),
        key_looked_at_last: false,
        ..Rules::REAL
    };
    let setting = Setting { rules, ..everything(unique_and_listed()) };
    caught("a key is relied on for ever", &setting, &[Bad::Twice]);
}

#[test]
fn a_timeout_that_is_called_refused_is_caught() {
    let rules = Rules {
        after_attempt: |kind, outcome, before| match outcome {
            Outcome::Unknown { .. } => after_attempt(kind, &Outcome::not_sent(""), before),
            outcome => after_attempt(kind, outcome, before),
        },
        ..Rules::REAL
    };
    let setting = Setting { rules, ..everything(blind()) };
    caught("a timeout is called refused", &setting, &[Bad::Twice, Bad::Denied, Bad::QueuedInDoubt]);
}

#[test]
fn a_repeat_that_slept_longer_than_its_key_lives_is_caught() {
    let rules = Rules { key_looked_at_last: false, ..Rules::REAL };
    let setting = Setting { rules, ..everything(keyed_for_a_day()) };
    caught("the computer sleeps between decision and repeat", &setting, &[Bad::Twice]);
}
