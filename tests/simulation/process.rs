//! The program's life: it is opened, does what it is told, dies or is closed, and is opened again.

use std::any::Any;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock};

use rusqlite::{Connection, OpenFlags};
use serde_json::{Value, json};
use stockless_connect::secrets::MemorySecrets;
use stockless_core::day::Instant;
use stockless_engine::clock::StandingClock;
use stockless_engine::error::Code;
use stockless_engine::{ApiError, Engine, Options};
use stockless_store::disk::SystemDisk;

use super::dice::Dice;
use super::files;
use super::meanwhile::told;
use super::mutation::Mutation;
use super::oracle::{Seen, rows};
use super::outside::{Died, SimulatedOutside};
use super::sim::{Shared, Sim, lock};
use super::supplier::{MINUTE, Supplier};
use super::template::{MOMENT, Template};
use crate::Sale;
use crate::faulty::{FaultyDisk, JournalDisk};

/// Instances from here on are second ones.
pub const SECOND: u32 = 1_000_000;

/// Worlds in a hundred whose disk fails at times.
const WEAK_DISKS: usize = 20;

static SECRETS: OnceLock<Arc<MemorySecrets>> = OnceLock::new();

/// What an instance of the program is opened with.
pub fn options(shared: &Shared, instance: u32) -> Options {
    let sim = lock(shared);
    Options {
        disk: match &sim.disk {
            Some(disk) => Arc::new(JournalDisk(Arc::clone(disk))),
            None => Arc::new(SystemDisk),
        },
        clock: Arc::clone(&sim.clock) as _,
        secrets: Arc::clone(SECRETS.get().expect("a template")) as _,
        program: PathBuf::from("no-other-program"),
        boot: format!("M{}.{instance}", sim.machine),
        outside: Arc::new(SimulatedOutside { sim: Arc::clone(shared), instance }),
        background: false,
    }
}

/// A merchant's world for one seed.
pub struct Desk {
    pub sim: Shared,
    pub engine: Option<Engine>,
    pub sales: BTreeMap<String, Sale>,
    pub seen: Seen,
    pub undo: Option<i64>,
    pub runs: u32,
    /// Copies of the database from earlier, for somebody who puts one back.
    pub older: Vec<PathBuf>,
    /// The journal was lost: what only it knew is known by nobody.
    pub journal_lost: bool,
    /// The database came back from an earlier time.
    pub went_back: bool,
    /// Something came back from an earlier time, or was lost.
    pub files_changed: bool,
    /// The disk of this world fails at times.
    pub weak_disk: bool,
    /// It makes the daily backup, which costs more than everything else together.
    pub backs_up: bool,
    pub folder: PathBuf,
}

impl Desk {
    /// The world of a seed, before its program is opened.
    pub fn new(template: &Template, seed: u64, mutation: Option<Mutation>) -> Self {
        SECRETS.get_or_init(|| Arc::clone(&template.secrets));
        let mut dice = Dice::new(seed);
        let count = 2 + dice.below(3);
        let mut listed = template.suppliers.clone();
        let mut suppliers = BTreeMap::new();
        for _ in 0..count {
            let one = listed.remove(dice.below(listed.len()));
            let supplier = Supplier::random(one.id, one.name, one.sku, one.channel, one.collected, &mut dice);
            suppliers.insert(one.id, supplier);
        }
        let storm = dice.pick(&[10, 25, 25, 50]);
        let deadly = dice.pick(&[0, 5, 10, 20]);
        let weak_disk = dice.percent(WEAK_DISKS);
        let own = template.scratch.join(format!("seed-{seed}-{:?}", std::thread::current().id()));
        let folder = own.join("life-0");
        files::copy(&template.folder, &folder);
        let sim = Sim {
            dice,
            clock: Arc::new(StandingClock::at(Instant::from_iso(MOMENT).expect("a moment"))),
            now: 0,
            wall_off: 0,
            suppliers,
            keys: BTreeMap::new(),
            holder: 0,
            machine: 1,
            mark: files::mark(&folder),
            folder,
            view: None,
            engine: None,
            mutation,
            calm: false,
            storm,
            deadly,
            remains: None,
            copies: 0,
            scratch: own.clone(),
            went_back: false,
            journal_anew: false,
            disk: None,
            disk_trouble: false,
            calls: 0,
            counts: BTreeMap::new(),
            trace: String::new(),
            broken: None,
        };
        Self {
            sim: Arc::new(Mutex::new(sim)),
            engine: None,
            sales: BTreeMap::new(),
            seen: Seen::default(),
            undo: None,
            runs: 0,
            older: Vec::new(),
            journal_lost: false,
            went_back: false,
            files_changed: false,
            weak_disk,
            backs_up: false,
            folder: own,
        }
    }

    /// Opens the program. It may die while it settles what an earlier life left.
    pub fn open(&mut self) {
        loop {
            self.runs += 1;
            let instance = self.runs;
            let folder = {
                let mut sim = lock(&self.sim);
                sim.holder = instance;
                sim.set_mark();
                for supplier in sim.suppliers.values_mut() {
                    supplier.unknown_run = 0;
                }
                sim.view = None;
                let folder = sim.folder.clone();
                if self.weak_disk && sim.disk.as_ref().is_none_or(|disk| !disk.is_under(&folder)) {
                    sim.disk = Some(FaultyDisk::with_power_under(&folder));
                }
                folder
            };
            // A view of its own needs the file brought up to date first; it comes right after the opening.
            let options = options(&self.sim, instance);
            let opened = {
                let mut sim = lock(&self.sim);
                sim.view = view(&folder);
                forget_what_is_gone(&mut sim);
                drop(sim);
                catch_unwind(AssertUnwindSafe(|| Engine::open(&folder, options)))
            };
            match opened {
                Ok(Ok(engine)) => {
                    let mut sim = lock(&self.sim);
                    sim.engine = Some(engine.clone());
                    self.engine = Some(engine);
                    return;
                }
                Ok(Err(error)) => {
                    lock(&self.sim).breaks("fault", format!("the workspace does not open: {error:?}"));
                    return;
                }
                Err(thrown) => {
                    if !self.died(thrown) {
                        return;
                    }
                }
            }
        }
    }

    /// Calls a command. `None` when the process died, or a rule broke, while it ran.
    pub fn call(&mut self, name: &str, request: Value) -> Option<Result<Value, ApiError>> {
        let answer = self.run(|engine| engine.call(name, request.clone()))?;
        let mut sim = lock(&self.sim);
        sim.note(format_args!("{name} {}: {}", brief(&request), told(&answer)));
        sim.see_disk();
        if let Err(error) = &answer
            && is_a_fault(name, error, sim.disk_trouble)
        {
            let what = format!("{name} {request}: {error:?}");
            sim.breaks("fault", what);
        }
        drop(sim);
        Some(answer)
    }

    /// One look at the clock.
    pub fn tick(&mut self) {
        if !self.backs_up {
            let sim = lock(&self.sim);
            let now = stockless_engine::clock::Clock::now(&*sim.clock);
            files::backed_up_on(&sim.folder, &now.utc().format("%Y-%m-%d").to_string());
        }
        let looked = self.run(Engine::tick);
        let mut sim = lock(&self.sim);
        sim.see_disk();
        if let Some(Err(error)) = looked
            && (error.code != Code::Disk || !sim.disk_trouble)
        {
            sim.breaks("fault", format!("a look at the clock: {error:?}"));
        }
    }

    fn run<T>(&mut self, work: impl FnOnce(&Engine) -> Result<T, ApiError>) -> Option<Result<T, ApiError>> {
        let engine = self.engine.clone()?;
        {
            let mut sim = lock(&self.sim);
            sim.journal_anew = false;
            sim.set_mark();
        }
        match catch_unwind(AssertUnwindSafe(|| work(&engine))) {
            Ok(answer) => Some(answer),
            Err(thrown) => {
                drop(engine);
                if self.died(thrown) {
                    super::faults::come_back(self);
                }
                None
            }
        }
    }

    /// The process died. False when it is a fault of the program, or a rule broke.
    fn died(&mut self, thrown: Box<dyn Any + Send>) -> bool {
        self.let_go();
        let mut sim = lock(&self.sim);
        if thrown.downcast_ref::<Died>().is_none() {
            let words = thrown.downcast_ref::<String>().map(String::as_str);
            let words =
                words.or_else(|| thrown.downcast_ref::<&str>().copied()).unwrap_or("something").to_owned();
            sim.breaks("fault", format!("the program panics: {words}"));
            return false;
        }
        if sim.broken.is_some() {
            return false;
        }
        let left = sim.remains.take().expect("the dead leave something");
        self.moved_to(&mut sim, left);
        true
    }

    /// The process is killed between two calls to the outside, some commits ago.
    pub fn kill(&mut self) {
        let mut sim = lock(&self.sim);
        let (to, mark, back) = (sim.next_copy(), sim.mark.clone(), sim.dice.below(5));
        files::copy(&sim.folder, &to);
        sim.see_disk();
        // Behind a write that failed nobody can tell which commits there were.
        let dropped = if sim.disk_trouble { 0 } else { files::cut_log(&to, &mark, back) };
        sim.note(format_args!("the process is killed, {dropped} commits earlier"));
        sim.count("killed between commits");
        drop(sim);
        self.let_go();
        let shared = Arc::clone(&self.sim);
        self.moved_to(&mut lock(&shared), to);
    }

    fn moved_to(&self, sim: &mut Sim, to: PathBuf) {
        let before = std::mem::replace(&mut sim.folder, to);
        let _ = std::fs::remove_dir_all(before);
        sim.view = None;
    }

    /// Drops the engine without a word. What it still does, it does to files that are thrown away.
    fn let_go(&mut self) {
        let held = lock(&self.sim).engine.take();
        drop(held);
        lock(&self.sim).view = None;
        self.engine = None;
        self.undo = None;
    }

    /// Closes the program as a person does.
    pub fn close(&mut self) {
        let mut sim = lock(&self.sim);
        sim.note(format_args!("the program is closed"));
        drop(sim);
        if let Some(engine) = &self.engine {
            engine.shut_down();
        }
        self.let_go();
    }

    /// Opens the harness's own view of the database again, after the file was replaced.
    pub fn look_anew(&self) {
        let mut sim = lock(&self.sim);
        sim.view = view(&sim.folder.clone());
    }

    /// The computer starts again: its steady clock begins anew.
    pub fn reboot(&self) {
        let mut sim = lock(&self.sim);
        sim.machine += 1;
        sim.note(format_args!("the computer starts again"));
        sim.count("reboots");
        let at = stockless_engine::clock::Clock::now(&*sim.clock);
        sim.clock = Arc::new(StandingClock::at(at));
    }

    /// False while the program knows of trouble with the disk. Its answer may itself be refused by the disk.
    pub fn is_mended(&self) -> bool {
        let engine = {
            let mut sim = lock(&self.sim);
            sim.see_disk();
            if !sim.disk_trouble {
                return true;
            }
            sim.engine.clone()
        };
        let Some(engine) = engine else { return false };
        let state = engine.call("workspace_state", json!({}));
        lock(&self.sim).see_disk();
        state.is_ok_and(|state| state["forwarding"]["facts"]["reason"] != "cannot_write")
    }

    /// True when a rule broke.
    pub fn is_broken(&self) -> bool {
        lock(&self.sim).broken.is_some()
    }

    /// A moment's chance.
    pub fn percent(&self, percent: usize) -> bool {
        lock(&self.sim).dice.percent(percent)
    }

    /// Waits.
    pub fn pass(&self, ms: i64) {
        lock(&self.sim).pass(ms);
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.let_go();
        if std::env::var_os("STOCKLESS_KEEP").is_none() {
            let _ = std::fs::remove_dir_all(&self.folder);
        }
    }
}

fn view(folder: &std::path::Path) -> Option<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    // Past the disk that fails on purpose.
    let system = if cfg!(windows) { c"win32" } else { c"unix" };
    let view = Connection::open_with_flags_and_vfs(files::database(folder), flags, system).ok()?;
    view.busy_timeout(std::time::Duration::from_secs(5)).ok()?;
    Some(view)
}

/// A purchase that this file does not have is frozen anew when its order is forwarded again, maybe with another address.
fn forget_what_is_gone(sim: &mut Sim) {
    let there: BTreeSet<String> = rows(sim).into_iter().map(|row| row.key).collect();
    for (key, truth) in &mut sim.keys {
        if !there.contains(key) {
            truth.wire = None;
        }
    }
}

/// What no command may answer. Where the disk refuses, that may be said, and no backup is made or put back.
fn is_a_fault(command: &str, error: &ApiError, disk_trouble: bool) -> bool {
    match error.code {
        Code::Internal | Code::BadRequest => true,
        Code::Disk => !disk_trouble,
        Code::Storage => !disk_trouble || !matches!(command, "backup" | "restore"),
        _ => false,
    }
}

/// A request for the trace: without paths, which differ from run to run.
fn brief(request: &Value) -> String {
    if request["path"].is_string() || request["files"].is_array() {
        return "…".to_owned();
    }
    let text = request.to_string();
    if text.len() > 90 { text.chars().take(90).collect::<String>() + "…" } else { text }
}

/// A wait of a random length: seconds, minutes, hours, a day.
pub fn some_time(dice: &mut Dice) -> i64 {
    let (low, high) = dice.weighted(&[
        (3, (1_000, 30_000)),
        (4, (MINUTE, 10 * MINUTE)),
        (4, (15 * MINUTE, 90 * MINUTE)),
        (2, (3 * 60 * MINUTE, 20 * 60 * MINUTE)),
        (1, (24 * 60 * MINUTE, 3 * 24 * 60 * MINUTE)),
    ]);
    dice.between(low, high)
}
