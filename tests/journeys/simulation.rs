//! The seeds of the deterministic simulation that run with every change, and the proof that it would notice. The program
//! `simulation` runs as many as one likes; see `src-tauri/docs/simulation.md`.

use stockless_tests::simulation::{Mutation, Seeds, Template, sweep};

/// Seeds unless `STOCKLESS_SEEDS` says otherwise.
const SEEDS: u64 = 10_000;
/// Seeds within which each broken rule has to be noticed.
const NOTICED: u64 = 1_500;

fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

#[test]
fn every_rule_holds_in_every_world() {
    let count = std::env::var("STOCKLESS_SEEDS").ok().and_then(|text| text.parse().ok()).unwrap_or(SEEDS);
    let template = Template::prepare();
    let found = sweep(&template, &Seeds { from: 1, count, mutation: None, threads: threads() });
    for report in &found.broken {
        let broken = report.broken.as_ref().expect("a rule broke");
        eprintln!("seed {}: {} is broken: {}", report.seed, broken.rule, broken.what);
    }
    assert!(found.broken.is_empty(), "`simulation --seed N` shows what happened");
    assert_eq!((found.done, found.twice), (count, count / 100));
    for fault in [
        "deaths during a request",
        "killed between commits",
        "second instances",
        "delayed",
        "clock set",
        "operations that the disk refused",
    ] {
        assert!(found.counts.contains_key(fault), "no world had {fault}: {:?}", found.counts);
    }
}

#[test]
fn every_rule_that_is_broken_on_purpose_is_noticed() {
    let template = Template::prepare();
    for &(mutation, name) in Mutation::ALL {
        let seeds = Seeds { from: 1, count: NOTICED, mutation: Some(mutation), threads: threads() };
        let found = sweep(&template, &seeds);
        let report =
            found.broken.first().unwrap_or_else(|| panic!("nobody noticed {name} in {NOTICED} seeds"));
        let broken = report.broken.as_ref().expect("a rule broke");
        assert_ne!(broken.rule, "fault", "{name} is noticed by a rule: {}", broken.what);
    }
}
