//! The breadth-first search.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::BuildHasherDefault;

use rustc_hash::FxHasher;
use stockless_core::purchase::State;

use crate::rules::{Person, Setting};
use crate::world::World;
use crate::{nature, person, program, supplier};

/// What must never be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Bad {
    /// Two orders at the supplier.
    Twice,
    /// Settled as placed, with none there and none on its way.
    Lost,
    /// Called refused, with one there or on its way.
    Denied,
    /// A person is asked while it may still arrive.
    EarlyQuestion,
    /// Queued as if it had not been sent, with one there or on its way.
    QueuedInDoubt,
    /// Nothing that may still happen settles it, even when nothing goes wrong any more.
    Stuck,
}

impl Bad {
    pub const ALL: &[Self] =
        &[Self::Twice, Self::Lost, Self::Denied, Self::EarlyQuestion, Self::QueuedInDoubt, Self::Stuck];
}

/// Who did what.
pub type Step = (&'static str, &'static str);

/// What a search found.
#[derive(Debug)]
pub struct Searched {
    pub states: usize,
    /// The shortest way to each bad thing.
    pub bad: BTreeMap<Bad, Vec<Step>>,
    /// Everything that happened at least once.
    pub fired: BTreeSet<Step>,
    /// Every move of the purchase that was made at least once.
    pub moves: BTreeSet<(&'static str, &'static str)>,
    /// Every state the purchase was in.
    pub reached: BTreeSet<&'static str>,
}

/// What may happen next.
pub struct Steps<'a> {
    pub setting: &'a Setting,
    pub world: World,
    next: Vec<(Step, World, bool)>,
}

impl Steps<'_> {
    /// Something that happens when nothing goes wrong.
    pub fn add(&mut self, who: &'static str, what: &'static str, world: World) {
        self.next.push(((who, what), self.tidy(world), false));
    }

    /// Something that goes wrong.
    pub fn fault(&mut self, who: &'static str, what: &'static str, mut world: World) {
        if self.setting.backups > 0 {
            let Some(left) = world.faults.checked_sub(1) else { return };
            world.faults = left;
        }
        self.next.push(((who, what), self.tidy(world), true));
    }

    fn tidy(&self, mut world: World) -> World {
        if self.setting.backups > 0 && self.setting.rules.lines_by_attempt {
            world.row.count = 0;
            let known = |world: &World| (world.row.known, world.row.open_attempt, world.row.acknowledged);
            let same = known(&world) == known(&self.world) && world.journal == self.world.journal;
            if !same || world.backups != self.world.backups {
                world.tidy_journal();
            }
        }
        world.tidy()
    }
}

thread_local!(static MOVES: Cell<u128> = const { Cell::new(0) });

/// Remembers that the purchase made this move.
pub fn note_move(from: State, to: State) {
    MOVES.set(MOVES.get() | 1 << (from as usize * State::ALL.len() + to as usize));
}

fn moves() -> BTreeSet<(&'static str, &'static str)> {
    let mut all = BTreeSet::new();
    for &from in State::ALL {
        for &to in State::ALL {
            if MOVES.get() & 1 << (from as usize * State::ALL.len() + to as usize) != 0 {
                all.insert((from.word(), to.word()));
            }
        }
    }
    all
}

/// With more than this many states in one search, all of them together would no longer take less than five seconds.
const MOST_STATES: usize = 100_000;

/// Visits every state that can be reached.
pub fn search(setting: &Setting) -> Searched {
    MOVES.set(0);
    let first = first(setting).tidy();
    let mut number = HashMap::<World, u32, BuildHasherDefault<FxHasher>>::default();
    number.insert(first, 0);
    let mut worlds = vec![first];
    let mut came: Vec<(u32, Step)> = vec![(0, ("", "begins"))];
    let mut sound: Vec<(u32, u32)> = Vec::new();
    let mut seen = HashSet::<(usize, usize), BuildHasherDefault<FxHasher>>::default();
    let mut steps = Steps { setting, world: first, next: Vec::new() };
    let mut found = Searched {
        states: 0,
        bad: BTreeMap::new(),
        fired: BTreeSet::new(),
        moves: BTreeSet::new(),
        reached: BTreeSet::new(),
    };
    let mut at = 0;
    while at < worlds.len() {
        let world = worlds[at];
        let here = u32::try_from(at).unwrap_or(u32::MAX);
        for bad in bad_things(&world) {
            found.bad.entry(bad).or_insert_with(|| way(&came, here));
        }
        found.reached.insert(world.row.state.word());
        if world.orders < 2 {
            steps.world = world;
            program::steps(&mut steps);
            supplier::steps(&mut steps);
            nature::steps(&mut steps);
            person::steps(&mut steps);
            for (step, next, fault) in steps.next.drain(..) {
                let new = u32::try_from(worlds.len()).unwrap_or(u32::MAX);
                let there = *number.entry(next).or_insert(new);
                if there == new {
                    worlds.push(next);
                    came.push((here, step));
                }
                // By where its words lie: comparing them would take longer than the search.
                if seen.insert((step.0.as_ptr().addr(), step.1.as_ptr().addr())) {
                    found.fired.insert(step);
                }
                if !fault {
                    sound.push((here, there));
                }
            }
        }
        at += 1;
        assert!(at < MOST_STATES, "the search has grown too large to be run with every change");
    }
    if let Some(stuck) = first_stuck(setting, &worlds, &sound) {
        found.bad.insert(Bad::Stuck, way(&came, stuck));
    }
    found.states = worlds.len();
    found.moves = moves();
    found
}

fn first(setting: &Setting) -> World {
    let mut world = World::new(setting.tries.unwrap_or(1), setting.faults);
    world.row.exists = setting.backups == 0;
    if setting.lock == crate::rules::Lock::None {
        world.lock = None;
    }
    world
}

fn bad_things(world: &World) -> Vec<Bad> {
    let (state, there) = (world.row.state, world.orders > 0);
    let arriving = world.order_flying();
    let mut bad = Vec::new();
    if world.orders >= 2 {
        bad.push(Bad::Twice);
    }
    if state.is_placed() && !there && !arriving && world.quiet() {
        bad.push(Bad::Lost);
    }
    if state == State::Rejected && (there || arriving) && world.somebody_ready() {
        bad.push(Bad::Denied);
    }
    if state == State::Asking && arriving && world.somebody_ready() {
        bad.push(Bad::EarlyQuestion);
    }
    if world.row.exists && state == State::Queued && (there || arriving) && world.somebody_ready() {
        bad.push(Bad::QueuedInDoubt);
    }
    bad
}

/// True when a purchase needs nothing more from anybody, or waits for a person who does not answer. What was sent twice
/// is told as that.
fn settled(setting: &Setting, world: &World) -> bool {
    let ends = match world.row.state {
        State::Placed | State::Confirmed | State::Rejected | State::Cancelled => true,
        State::Asking => setting.person == Person::Silent,
        _ => false,
    };
    ends && world.quiet() || world.orders >= 2
}

/// The first state from which nothing sound leads to a settled purchase. `sound` are the steps, as from and to.
fn first_stuck(setting: &Setting, worlds: &[World], sound: &[(u32, u32)]) -> Option<u32> {
    let at = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    // Steps backwards, by where they lead: those that lead to a state lie between two neighbouring ends.
    let mut ends = vec![0_usize; worlds.len() + 1];
    for &(_, to) in sound {
        ends[at(to)] += 1;
    }
    let mut sum = 0;
    for end in &mut ends {
        sum += *end;
        *end = sum;
    }
    let mut before = vec![0_u32; sound.len()];
    let mut free = ends.clone();
    for &(from, to) in sound {
        free[at(to)] -= 1;
        before[free[at(to)]] = from;
    }
    let mut fine: Vec<bool> = worlds.iter().map(|world| settled(setting, world)).collect();
    let mut open: Vec<usize> = (0..worlds.len()).filter(|&n| fine[n]).collect();
    while let Some(to) = open.pop() {
        for &from in &before[free[to]..ends[to]] {
            if !fine[at(from)] {
                fine[at(from)] = true;
                open.push(at(from));
            }
        }
    }
    let stuck = fine.iter().position(|fine| !fine)?;
    u32::try_from(stuck).ok()
}

/// The shortest way to a state.
fn way(came: &[(u32, Step)], mut at: u32) -> Vec<Step> {
    let mut steps = Vec::new();
    while at != 0 {
        let (before, step) = came[usize::try_from(at).unwrap_or(usize::MAX)];
        steps.push(step);
        at = before;
    }
    steps.reverse();
    steps
}
