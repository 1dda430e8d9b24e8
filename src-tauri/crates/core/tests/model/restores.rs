//! The database goes back to a backup, and the journal does not. A number of faults, kills and restores among them.

use stockless_core::protocol::{Capability, Doubt};
use stockless_core::purchase::State;

use crate::rules::{Forgets, Rules, Setting};
use crate::search::Bad;
use crate::shown::{blind, caught, drafted, holds, keyed_for_a_day, listed, suppliers};

/// One backup, taken and put back at any time.
pub fn restored(supplier: Capability) -> Setting {
    Setting {
        backups: 1,
        faults: 2,
        power_cuts: true,
        forgets: Forgets::AfterItsLife,
        ..Setting::of(supplier)
    }
}

#[test]
fn every_kind_of_supplier_holds_when_a_backup_is_put_back() {
    for (name, supplier) in suppliers() {
        let setting = Setting { power_cuts: false, ..restored(supplier) };
        holds(&format!("{name}, a backup is put back"), &setting);
    }
}

#[test]
fn a_computer_that_stops_before_or_after_a_backup_is_put_back_holds() {
    for (name, supplier) in
        [("key for a day", keyed_for_a_day()), ("list", listed()), ("mail or file", blind())]
    {
        holds(&format!("{name}, a backup is put back and the computer stops"), &restored(supplier));
    }
}

#[test]
fn refusals_before_and_after_a_backup_hold() {
    for (name, supplier) in [("list", listed()), ("mail or file", blind())] {
        let setting = Setting { refusals: true, power_cuts: false, ..restored(supplier) };
        holds(&format!("{name}, refused, and a backup is put back"), &setting);
    }
}

#[test]
fn two_backups_put_back_in_any_order_hold() {
    for (name, supplier) in [("list", listed()), ("mail or file", blind())] {
        let setting =
            Setting { backups: 2, faults: 3, kills: false, power_cuts: false, ..restored(supplier) };
        holds(&format!("{name}, two backups are put back"), &setting);
    }
}

#[test]
fn a_journal_that_is_not_heeded_is_caught() {
    let rules = Rules { into_doubt: |_| &[], ..Rules::REAL };
    let queued = [Bad::Twice, Bad::QueuedInDoubt];
    let asked = [Bad::Twice, Bad::EarlyQuestion, Bad::QueuedInDoubt];
    for (name, supplier, bad) in [("list", listed(), &queued[..]), ("mail or file", blind(), &asked[..])] {
        let setting = Setting { rules, power_cuts: false, ..restored(supplier) };
        caught(&format!("{name}, the journal is not heeded"), &setting, bad);
    }
}

#[test]
fn a_journal_that_only_puts_what_is_queued_in_doubt_is_caught() {
    let rules = Rules {
        into_doubt: |state| match state {
            State::Queued | State::Rejected => (Rules::REAL.into_doubt)(state),
            _ => &[],
        },
        ..Rules::REAL
    };
    let setting = Setting { rules, power_cuts: false, ..restored(listed()) };
    caught("list, an old quarantine is believed", &setting, &[Bad::Twice, Bad::QueuedInDoubt]);
    let setting = Setting { rules, power_cuts: false, ..restored(blind()) };
    caught(
        "mail or file, an old question is put",
        &setting,
        &[Bad::Twice, Bad::EarlyQuestion, Bad::QueuedInDoubt],
    );
}

#[test]
fn journal_lines_known_by_their_number_alone_are_caught() {
    let rules = Rules { lines_by_attempt: false, ..Rules::REAL };
    let setting =
        Setting { rules, backups: 2, faults: 3, kills: false, power_cuts: false, ..restored(listed()) };
    caught("list, lines are known by number", &setting, &[Bad::Twice, Bad::QueuedInDoubt]);
}

#[test]
fn a_journal_that_does_not_tell_of_drafts_holds() {
    let rules = Rules { drafts_from_journal: false, ..Rules::REAL };
    holds("draft, a journal of an earlier version", &Setting { rules, ..restored(drafted()) });
}

#[test]
fn a_draft_made_anew_after_the_database_went_back_is_caught() {
    let rules = Rules {
        next: |doubt, capability, over| Doubt { key_alive: true, ..doubt }.next(capability, over),
        key_looked_at_last: false,
        drafts_from_journal: false,
        ..Rules::REAL
    };
    let setting = Setting { rules, power_cuts: false, ..restored(drafted()) };
    caught("a draft is made anew", &setting, &[Bad::Twice, Bad::QueuedInDoubt]);
}

#[test]
fn a_question_that_cannot_be_answered_is_caught() {
    let rules = Rules { answers_while_paused: false, ..Rules::REAL };
    let setting = Setting { rules, power_cuts: false, ..restored(blind()) };
    caught("the answer waits for the pause and the pause for the answer", &setting, &[Bad::Stuck]);
}
