//! What the harness and the outside share: the truth, the clocks, the dice, the trace, and the first rule that broke.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;
use stockless_engine::Engine;
use stockless_engine::clock::StandingClock;

use super::dice::Dice;
use super::files::{self, Mark};
use super::mutation::Mutation;
use super::supplier::Supplier;
use crate::faulty::FaultyDisk;

/// A rule that did not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// `I1` … `I13`, `L1` … `L4`, or `fault` for an error that should not have been.
    pub rule: &'static str,
    pub what: String,
}

/// What is true about one key, whatever the engine believes.
#[derive(Debug, Clone, Default)]
pub struct KeyTruth {
    pub order: String,
    pub supplier: i64,
    /// Requests that left, over all lives.
    pub sends: i64,
    /// When the last request left that may have arrived, in true time.
    pub last_maybe: Option<i64>,
    /// When its purchase was queued, and its bytes and key on the wire.
    pub wire: Option<(i64, u64, String)>,
    /// Why it is nobody's fault but the merchant's, the supplier's or the finder's of lost files.
    pub excused: Option<&'static str>,
    /// The merchant called it off, here and at the supplier.
    pub called_off: bool,
    /// The merchant said that it is there.
    pub said_there: bool,
    /// The merchant handed the file over.
    pub handed_over: u32,
}

/// How often things happened.
pub type Counts = BTreeMap<&'static str, u64>;

/// The shared state of one seed.
pub struct Sim {
    pub dice: Dice,
    pub clock: Arc<StandingClock>,
    /// Milliseconds that truly passed.
    pub now: i64,
    /// How far the wall's clock was set away from the truth.
    pub wall_off: i64,
    pub suppliers: BTreeMap<i64, Supplier>,
    pub keys: BTreeMap<String, KeyTruth>,
    /// The instance in charge.
    pub holder: u32,
    /// Which start of the computer this is.
    pub machine: u32,
    pub folder: PathBuf,
    pub mark: Mark,
    /// The harness's own look into the database.
    pub view: Option<Connection>,
    /// The engine in charge, for a merchant who acts while a request is under way.
    pub engine: Option<Engine>,
    pub mutation: Option<Mutation>,
    /// No faults from now on.
    pub calm: bool,
    /// Percent of requests that meet trouble.
    pub storm: usize,
    /// Percent of requests during which the process dies.
    pub deadly: usize,
    /// The files as the process left them when it died.
    pub remains: Option<PathBuf>,
    /// The last copy's number.
    pub copies: u32,
    pub scratch: PathBuf,
    /// The database went back in time, and the merchant has not said that he looked.
    pub went_back: bool,
    /// The journal was lost, and this opening makes it anew. Commits lie between its lines, so that neither can be taken
    /// back without the other.
    pub journal_anew: bool,
    /// The disk of a world whose disk fails at times.
    pub disk: Option<Arc<FaultyDisk>>,
    /// It failed, and nobody has seen since that everything is well again.
    pub disk_trouble: bool,
    /// Calls to the outside since this was last set to 0.
    pub calls: u64,
    pub counts: Counts,
    pub trace: String,
    pub broken: Option<Broken>,
}

/// The shared state, as many hold it.
pub type Shared = Arc<Mutex<Sim>>;

/// Takes the shared state for a moment.
pub fn lock(sim: &Shared) -> MutexGuard<'_, Sim> {
    sim.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Sim {
    /// Writes a line into the trace.
    pub fn note(&mut self, line: std::fmt::Arguments<'_>) {
        let seconds = self.now / 1_000;
        let _ = writeln!(
            self.trace,
            "{:>3}d {:02}:{:02}:{:02}  {line}",
            seconds / 86_400,
            seconds / 3_600 % 24,
            seconds / 60 % 60,
            seconds % 60
        );
    }

    /// Counts something that happened.
    pub fn count(&mut self, what: &'static str) {
        *self.counts.entry(what).or_default() += 1;
    }

    /// Keeps the first rule that broke.
    pub fn breaks(&mut self, rule: &'static str, what: String) {
        self.note(format_args!("BROKEN {rule}: {what}"));
        self.broken.get_or_insert(Broken { rule, what });
    }

    /// Lets time pass for everybody, and requests arrive whose time has come.
    pub fn pass(&mut self, ms: i64) {
        self.clock.move_by(ms);
        self.passed(ms);
    }

    /// The computer sleeps: time passes for everybody but the steady clock.
    pub fn sleep(&mut self, ms: i64) {
        self.clock.set_by(ms);
        self.passed(ms);
    }

    fn passed(&mut self, ms: i64) {
        self.now += ms;
        let mut lines = Vec::new();
        for supplier in self.suppliers.values_mut() {
            for request in supplier.arrive(self.now, &mut self.dice) {
                lines.push(format!("{} arrives late at {}", short(&request.reference), supplier.name));
            }
        }
        for line in lines {
            self.count("arrived late");
            self.note(format_args!("{line}"));
        }
    }

    /// Somebody sets the wall's clock.
    pub fn set_wall(&mut self, ms: i64) {
        self.clock.set_by(ms);
        self.wall_off += ms;
    }

    /// The truth about a key.
    pub fn key(&mut self, key: &str) -> &mut KeyTruth {
        self.keys.entry(key.to_owned()).or_default()
    }

    /// A folder for one more copy.
    pub fn next_copy(&mut self) -> PathBuf {
        self.copies += 1;
        self.scratch.join(format!("life-{}", self.copies))
    }

    /// Notes what the disk refused since it was told to fail.
    pub fn see_disk(&mut self) {
        let Some(disk) = &self.disk else { return };
        if let Some((_, op, file)) = disk.counted().failed {
            disk.forget_failure();
            self.disk_trouble = true;
            self.count("operations that the disk refused");
            self.note(format_args!("the disk refuses {op:?} of {file}"));
        }
    }

    /// Nothing that was written before this moment may be undone by a death.
    pub fn set_mark(&mut self) {
        self.mark = files::mark(&self.folder);
    }
}

/// The beginning of a key, for the trace.
pub fn short(key: &str) -> &str {
    key.get(..6).unwrap_or(key)
}
