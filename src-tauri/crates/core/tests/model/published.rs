//! The published table: which rule keeps which promise with which supplier, and which does not. Two processes, a crash
//! anywhere and any number of times, requests and answers that are late or lost, a list that lags.

use crate::rules::{First, Forgets, Lock, Person, Rules, Setting};
use crate::search::Bad;
use crate::shown::{blind, drafted, holds, keyed, keyed_for_a_day, listed, once, violates};

const LOCKS: [Lock; 3] = [Lock::None, Lock::Lease, Lock::System];

fn two(supplier: stockless_core::protocol::Capability) -> Setting {
    Setting { processes: 2, in_flight: 2, ..Setting::of(supplier) }
}

fn first(first: First, supplier: stockless_core::protocol::Capability) -> Setting {
    Setting { rules: Rules { first, ..Rules::REAL }, ..two(supplier) }
}

fn without_quarantine(supplier: stockless_core::protocol::Capability) -> Setting {
    Setting { rules: Rules { quarantine: false, ..Rules::REAL }, ..two(supplier) }
}

#[test]
fn a_key_saves_even_who_sends_first_and_saves_then() {
    violates("a, send then save", &first(First::Sent, keyed()), &[]);
}

#[test]
fn without_a_key_send_then_save_sends_twice() {
    for (class, supplier) in [("b", listed()), ("c", blind())] {
        violates(&format!("{class}, send then save"), &first(First::Sent, supplier), &[Bad::Twice]);
    }
}

#[test]
fn save_then_send_loses() {
    for (class, supplier) in [("a", keyed()), ("b", listed()), ("c", blind())] {
        let setting = first(First::Placed, supplier);
        violates(&format!("{class}, save “placed” then send"), &setting, &[Bad::Lost]);
    }
}

#[test]
fn with_a_key_written_first_neither_lock_nor_quarantine_matters() {
    for lock in LOCKS {
        for quarantine in [false, true] {
            let rules = Rules { quarantine, ..Rules::REAL };
            let setting = Setting { rules, lock, ..two(keyed()) };
            once(&format!("a, written first, lock {lock:?}, quarantine {quarantine}"), &setting);
        }
    }
    holds("a, written first, as it is", &two(keyed()));
}

#[test]
fn a_key_that_is_forgotten_before_its_time_sends_twice() {
    let setting = Setting { forgets: Forgets::Early, ..two(keyed_for_a_day()) };
    violates("a, key forgotten early", &setting, &[Bad::Twice]);
}

#[test]
fn a_list_needs_the_lock() {
    for lock in [Lock::None, Lock::Lease] {
        let setting = Setting { lock, ..two(listed()) };
        violates(&format!("b, written first, lock {lock:?}"), &setting, &[Bad::Twice]);
    }
}

#[test]
fn a_list_needs_the_quarantine() {
    violates("b, written first, no quarantine", &without_quarantine(listed()), &[Bad::Twice]);
}

#[test]
fn a_list_with_both_is_never_twice_and_never_lost() {
    holds("b, written first, as it is", &two(listed()));
}

#[test]
fn without_anything_it_asks_and_sends_nothing_by_itself() {
    let setting = Setting { person: Person::Silent, ..two(blind()) };
    let searched = holds("c, written first, nobody answers", &setting);
    assert!(searched.reached.contains("asking"));
}

#[test]
fn who_looks_when_asked_is_never_wrong() {
    holds("c, the merchant looks", &two(blind()));
}

#[test]
fn who_is_asked_too_early_sends_twice() {
    violates("c, the merchant looks too early", &without_quarantine(blind()), &[Bad::Twice]);
}

#[test]
fn even_a_person_needs_the_lock() {
    let setting = Setting { lock: Lock::Lease, ..two(blind()) };
    violates("c, the merchant looks, lease", &setting, &[Bad::Twice]);
}

#[test]
fn who_answers_without_looking_sends_twice() {
    let setting = Setting { person: Person::Guesses, ..two(blind()) };
    violates("c, the merchant guesses", &setting, &[Bad::Twice]);
}

#[test]
fn a_draft_needs_neither_a_system_lock_nor_a_quarantine() {
    for lock in [Lock::Lease, Lock::System] {
        let setting = Setting { lock, ..without_quarantine(drafted()) };
        once(&format!("a′, draft and confirmation, lock {lock:?}, no quarantine"), &setting);
    }
    holds("a′, draft and confirmation, as it is", &two(drafted()));
}
