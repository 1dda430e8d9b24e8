//! What the tables of searches are made of: suppliers, and how a row is proven and printed.

use std::collections::BTreeSet;

use stockless_core::protocol::{Capability, Key, Lifetime, Lookup};

use crate::rules::Setting;
use crate::search::{Bad, Searched, search};

/// Knows repeats for as long as there are orders.
pub fn keyed() -> Capability {
    Capability { key: Key::Header, key_lifetime: Lifetime::Forever, ..Capability::blind() }
}

/// Knows repeats for a day.
pub fn keyed_for_a_day() -> Capability {
    Capability { key_lifetime: Lifetime::Ms(24 * 3_600_000), ..keyed() }
}

/// Keeps our reference unique for a day, and can be searched for it.
pub fn unique_and_listed() -> Capability {
    Capability { key: Key::UniqueReference, lookup: Lookup::ByReference, ..keyed_for_a_day() }
}

/// Has a list that can be searched.
pub fn listed() -> Capability {
    Capability { lookup: Lookup::ListSince, ..Capability::blind() }
}

/// Takes drafts and confirms them.
pub fn drafted() -> Capability {
    Capability { key: Key::DraftConfirm, ..Capability::blind() }
}

/// The same, with a list.
pub fn drafted_and_listed() -> Capability {
    Capability { lookup: Lookup::ListSince, ..drafted() }
}

/// A mail, a file or a person.
pub fn blind() -> Capability {
    Capability::blind()
}

/// Every kind of supplier.
pub fn suppliers() -> [(&'static str, Capability); 7] {
    [
        ("key for ever", keyed()),
        ("key for a day", keyed_for_a_day()),
        ("unique reference for a day, and a list", unique_and_listed()),
        ("draft and confirmation", drafted()),
        ("draft and confirmation, and a list", drafted_and_listed()),
        ("list", listed()),
        ("mail or file", blind()),
    ]
}

/// Searches and requires that exactly these of the things that matter are found; prints the way to each.
fn row(name: &str, setting: &Setting, matter: &[Bad], expected: &[Bad]) -> Searched {
    let searched = search(setting);
    println!("{name}: {} states", searched.states);
    let found: BTreeSet<Bad> = searched.bad.keys().filter(|bad| matter.contains(bad)).copied().collect();
    for bad in &found {
        println!("  {bad:?}:");
        for (who, what) in &searched.bad[bad] {
            println!("    {who} {what}");
        }
    }
    assert_eq!(found, expected.iter().copied().collect(), "{name}");
    searched
}

/// Requires that nothing bad can happen at all.
pub fn holds(name: &str, setting: &Setting) -> Searched {
    row(name, setting, Bad::ALL, &[])
}

/// Requires that it is neither sent twice nor lost, whatever else may happen.
pub fn once(name: &str, setting: &Setting) -> Searched {
    row(name, setting, &[Bad::Twice, Bad::Lost, Bad::Stuck], &[])
}

/// Requires that exactly these are found of twice and lost: what the published table tells.
pub fn violates(name: &str, setting: &Setting, expected: &[Bad]) -> Searched {
    row(name, setting, &[Bad::Twice, Bad::Lost], expected)
}

/// Requires that exactly these bad things are found.
pub fn caught(name: &str, setting: &Setting, expected: &[Bad]) -> Searched {
    row(name, setting, Bad::ALL, expected)
}
