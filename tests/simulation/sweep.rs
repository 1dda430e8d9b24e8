//! Many seeds on all threads.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use super::mutation::Mutation;
use super::run::{Report, run};
use super::sim::{Broken, Counts};
use super::template::Template;

/// Failing seeds after which no new one is begun.
const ENOUGH: usize = 20;
/// One in so many seeds runs twice.
pub const TWICE: u64 = 100;

/// Which seeds.
#[derive(Debug, Clone, Copy)]
pub struct Seeds {
    /// The first.
    pub from: u64,
    /// How many.
    pub count: u64,
    /// A rule to break. Then the first seed that notices is enough.
    pub mutation: Option<Mutation>,
    /// On so many threads.
    pub threads: usize,
}

/// What many seeds found.
#[derive(Debug, Default)]
pub struct Found {
    /// Seeds in which a rule broke, by their number.
    pub broken: Vec<Report>,
    /// How often things happened.
    pub counts: Counts,
    /// Seeds that ran.
    pub done: u64,
    /// Of these, run a second time and compared.
    pub twice: u64,
}

/// Runs seeds, and one in a hundred of them twice: it has to go the same way to the last byte.
pub fn sweep(template: &Template, seeds: &Seeds) -> Found {
    let next = AtomicU64::new(0);
    let found = Mutex::new(Found::default());
    let lock = || found.lock().unwrap_or_else(PoisonError::into_inner);
    let enough = if seeds.mutation.is_some() { 1 } else { ENOUGH };
    std::thread::scope(|scope| {
        for worker in 0..seeds.threads {
            let (next, found_so_far) = (&next, &lock);
            scope.spawn(move || {
                keep_to_one_core(worker);
                loop {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    if n >= seeds.count || found_so_far().broken.len() >= enough {
                        break;
                    }
                    let seed = seeds.from + n;
                    let twice = seeds.mutation.is_none() && seed.is_multiple_of(TWICE);
                    let report = one(template, seed, seeds.mutation, twice);
                    let mut found = found_so_far();
                    for (what, count) in &report.counts {
                        *found.counts.entry(what).or_default() += count;
                    }
                    found.done += 1;
                    found.twice += u64::from(twice);
                    if report.broken.is_some() {
                        found.broken.push(report);
                    }
                }
            });
        }
    });
    let mut found = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    found.broken.sort_by_key(|report| report.seed);
    found
}

/// A world's engine and its writer's thread wait for each other all the time. On one core that is a switch; across
/// two it is waking a core that fell asleep, which makes a world take half as long again. Threads that this one starts
/// inherit the core.
#[cfg(target_os = "linux")]
fn keep_to_one_core(worker: usize) {
    use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};
    let Ok(allowed) = sched_getaffinity(None) else { return };
    let cores: Vec<usize> = (0..CpuSet::MAX_CPU).filter(|&core| allowed.is_set(core)).collect();
    if let Some(&core) = cores.get(worker % cores.len().max(1)) {
        let mut own = CpuSet::new();
        own.set(core);
        // Where it may not, the world only takes longer.
        let _ = sched_setaffinity(None, &own);
    }
}

#[cfg(not(target_os = "linux"))]
fn keep_to_one_core(_worker: usize) {}

fn one(template: &Template, seed: u64, mutation: Option<Mutation>, twice: bool) -> Report {
    let mut report = run(template, seed, mutation);
    if twice && report.broken.is_none() {
        let again = run(template, seed, mutation);
        if again.trace != report.trace {
            let what = first_difference(&report.trace, &again.trace);
            report.broken = Some(Broken { rule: "replay", what });
        }
    }
    report
}

fn first_difference(one: &str, other: &str) -> String {
    let differing = one.lines().zip(other.lines()).find(|(a, b)| a != b);
    differing.map_or("one is longer".to_owned(), |(a, b)| format!("“{a}” and “{b}”"))
}
