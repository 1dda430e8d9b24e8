//! One seed: a world, some steps with every fault, calm weather, and the proof.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::calm;
use super::faults;
use super::meanwhile;
use super::merchant;
use super::mutation::Mutation;
use super::oracle::observe;
use super::outside::Died;
use super::process::{Desk, some_time};
use super::sim::{Broken, Counts, lock};
use super::template::Template;

/// How a seed went.
#[derive(Debug, Clone)]
pub struct Report {
    pub seed: u64,
    pub broken: Option<Broken>,
    pub trace: String,
    pub counts: Counts,
}

#[derive(Debug, Clone, Copy)]
enum Step {
    Wait,
    Sell,
    Forward,
    Decide,
    Answer,
    HandOver,
    Undo,
    Cancel,
    Retry,
    OrderChanges,
    Address,
    GoOn,
    BackUp,
    Clock,
    Supplier,
    CopyAside,
    Close,
    Kill,
    SecondInstance,
}

const STEPS: &[(usize, Step)] = &[
    (30, Step::Wait),
    (8, Step::Sell),
    (16, Step::Forward),
    (4, Step::Decide),
    (10, Step::Answer),
    (4, Step::HandOver),
    (3, Step::Undo),
    (3, Step::Cancel),
    (3, Step::Retry),
    (3, Step::OrderChanges),
    (1, Step::Address),
    (5, Step::GoOn),
    (2, Step::BackUp),
    (4, Step::Clock),
    (4, Step::Supplier),
    (3, Step::CopyAside),
    (2, Step::Close),
    (4, Step::Kill),
    (1, Step::SecondInstance),
];

/// Runs one seed.
pub fn run(template: &Template, seed: u64, mutation: Option<Mutation>) -> Report {
    let mut desk = Desk::new(template, seed, mutation);
    if let Err(thrown) = catch_unwind(AssertUnwindSafe(|| live(&mut desk, seed))) {
        breaks_off(&desk, mutation, thrown.as_ref());
    }
    // What the database holds in the end belongs to the trace: two runs of a seed agree in it to the last byte.
    let content = (desk.engine.is_some() && seed.is_multiple_of(super::sweep::TWICE))
        .then(|| crate::world::content_hash(&lock(&desk.sim).folder.clone()));
    let mut sim = lock(&desk.sim);
    sim.note(format_args!("content {}", content.unwrap_or_default()));
    if sim.broken.is_none() {
        let days = sim.now / 86_400_000;
        *sim.counts.entry("days").or_default() += u64::try_from(days).unwrap_or(0);
    }
    Report {
        seed,
        broken: sim.broken.take(),
        trace: std::mem::take(&mut sim.trace),
        counts: std::mem::take(&mut sim.counts),
    }
}

fn live(desk: &mut Desk, seed: u64) {
    begin(desk, seed);
    desk.open();
    merchant::sell(desk);
    let steps = lock(&desk.sim).dice.between(12, 36);
    for _ in 0..steps {
        if desk.is_broken() {
            break;
        }
        if desk.weak_disk {
            match desk.percent(15) {
                true => faults::disk(desk),
                false if desk.percent(50) => faults::well_again(desk),
                false => {}
            }
        }
        let step = lock(&desk.sim).dice.weighted(STEPS);
        lock(&desk.sim).count("steps");
        take(desk, step);
        faults::between_steps(desk);
        observe(desk);
    }
    if !desk.is_broken() {
        calm::settle(desk);
    }
}

/// The world ended in the harness. With a rule broken on purpose, a process may die where no world lets it: then another
/// seed has to notice.
fn breaks_off(desk: &Desk, mutation: Option<Mutation>, thrown: &(dyn Any + Send)) {
    if mutation.is_some() && thrown.is::<Died>() {
        return;
    }
    let said = thrown.downcast_ref::<String>().map(String::as_str);
    let said = said.or_else(|| thrown.downcast_ref::<&str>().copied()).unwrap_or("a death between two steps");
    lock(&desk.sim).breaks("fault", format!("the world breaks off: {said}"));
}

fn begin(desk: &mut Desk, seed: u64) {
    let shared = std::sync::Arc::clone(&desk.sim);
    let mut sim = lock(&shared);
    let line: Vec<String> = sim
        .suppliers
        .values()
        .map(|supplier| {
            let c = &supplier.capability;
            format!(
                "{}: {} {} (key {} {:?}, lookup {}, lag {:?}, life {:?}){}",
                supplier.name,
                supplier.channel.word(),
                c.class().word(),
                c.key.word(),
                c.key_lifetime,
                c.lookup.word(),
                c.list_lag_ms,
                c.request_lifetime_ms,
                if supplier.keeps_promise { "" } else { " breaks its promise" }
            )
        })
        .collect();
    let (storm, deadly) = (sim.storm, sim.deadly);
    sim.note(format_args!("seed {seed}, storm {storm}, deadly {deadly}; {}", line.join("; ")));
    // Some seeds have a supplier that never answers.
    if sim.dice.percent(10) {
        let ids: Vec<i64> = sim.suppliers.keys().copied().collect();
        let id = sim.dice.pick(&ids);
        let sim = &mut *sim;
        if let Some(supplier) = sim.suppliers.get_mut(&id) {
            supplier.poisoned =
                supplier.keeps_promise && supplier.channel != stockless_core::supplier::Channel::File;
        }
    }
    // Some have the daily backup, which costs the most of all.
    desk.backs_up = sim.dice.percent(4);
    if desk.backs_up {
        let _ = std::fs::remove_dir_all(sim.folder.join("backups"));
    }
}

fn take(desk: &mut Desk, step: Step) {
    match step {
        Step::Wait => {
            {
                let mut sim = lock(&desk.sim);
                let ms = some_time(&mut sim.dice);
                sim.pass(ms);
            }
            desk.tick();
        }
        Step::Sell => merchant::sell(desk),
        Step::Forward => merchant::forward(desk),
        Step::Decide => merchant::decide(desk),
        Step::Answer => {
            let wrongly = desk.percent(10);
            merchant::answer(desk, wrongly);
        }
        Step::HandOver => merchant::hand_over(desk),
        Step::Undo => merchant::undo(desk),
        Step::Cancel => merchant::cancel(desk),
        Step::Retry => merchant::retry(desk),
        Step::OrderChanges => merchant::order_changes(desk),
        Step::Address => merchant::address(desk),
        Step::GoOn => merchant::go_on(desk),
        Step::BackUp => merchant::back_up(desk),
        Step::Clock => faults::clock(desk),
        Step::Supplier => faults::supplier(desk),
        Step::CopyAside => faults::copy_aside(desk),
        Step::Close => {
            desk.close();
            faults::come_back(desk);
        }
        Step::Kill => {
            // While it did something whose end nobody saw.
            let doing = lock(&desk.sim).dice.pick(&[
                Step::Wait,
                Step::Forward,
                Step::Answer,
                Step::Sell,
                Step::Cancel,
            ]);
            let lives = desk.runs;
            lock(&desk.sim).set_mark();
            take(desk, doing);
            if desk.runs == lives && !desk.is_broken() {
                desk.kill();
                faults::come_back(desk);
            }
        }
        Step::SecondInstance => drop(meanwhile::another_instance(lock(&desk.sim), &desk.sim)),
    }
}
