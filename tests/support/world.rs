//! A workspace in a temporary folder, called as hosts call it: a name and JSON in, JSON out.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Value, json};
use stockless_connect::secrets::MemorySecrets;
use stockless_core::day::Instant;
use stockless_engine::clock::{Clock, StandingClock};
use stockless_engine::forwarding::{Outside, RealOutside};
use stockless_engine::{ApiError, Engine, Options, SystemDisk};
use stockless_store::disk::Disk;
use stockless_store::{Store, StoreError};
use tempfile::TempDir;

/// One hour in milliseconds.
pub const HOUR: i64 = 3_600_000;
/// One day in milliseconds.
pub const DAY: i64 = 24 * HOUR;

/// A workspace with everything around it.
pub struct World {
    folder: TempDir,
    clock: Arc<StandingClock>,
    disk: Arc<dyn Disk>,
    /// Names this start of the computer; empty where nothing is to be proven by it.
    computer: String,
    secrets: Arc<MemorySecrets>,
    outside: Arc<dyn Outside>,
    /// What names of runs begin with; one with a point names a start of the computer.
    runs: &'static str,
    background: bool,
    engine: Option<Engine>,
    starts: u32,
}

impl Default for World {
    fn default() -> Self {
        Self::new()
    }
}

impl World {
    /// A workspace that counts in euros and Berlin days, on Monday 9 March 2026, 9:00 UTC.
    pub fn new() -> Self {
        Self::at("2026-03-09T09:00:00Z")
    }

    /// The same at another moment.
    pub fn at(iso: &str) -> Self {
        let mut world = Self::closed(tempfile::tempdir().expect("a temporary folder"), iso);
        world.start();
        world.call(
            "workspace_setup",
            json!({"name": "Moss & Marlow", "base_currency": "EUR", "time_zone": "Europe/Berlin", "margin_floor": "15"}),
        );
        world
    }

    /// A workspace that is there already.
    pub fn open(folder: TempDir, iso: &str) -> Self {
        let mut world = Self::closed(folder, iso);
        world.start();
        world
    }

    /// A workspace that is there already, and not opened yet.
    pub fn closed(folder: TempDir, iso: &str) -> Self {
        Self {
            folder,
            clock: Arc::new(StandingClock::at(Instant::from_iso(iso).expect("a moment"))),
            disk: Arc::new(SystemDisk),
            computer: String::new(),
            secrets: Arc::new(MemorySecrets::default()),
            outside: Arc::new(RealOutside::default()),
            runs: "run-",
            background: false,
            engine: None,
            starts: 0,
        }
    }

    /// On a disk under the journal, within one start of a computer.
    #[must_use]
    pub fn on(mut self, disk: Arc<dyn Disk>, computer: &str) -> Self {
        self.disk = disk;
        self.computer = computer.to_owned();
        self
    }

    /// With the passwords of another world, of whose workspace this one is a copy.
    #[must_use]
    pub fn with_secrets_of(mut self, other: &Self) -> Self {
        self.secrets = Arc::clone(&other.secrets);
        self
    }

    /// The workspace's folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A path beside the workspace's own files.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder().join(name)
    }

    /// The engine that is open.
    pub fn engine(&self) -> &Engine {
        self.engine.as_ref().expect("the workspace is open")
    }

    /// True while the workspace is open.
    pub fn is_open(&self) -> bool {
        self.engine.is_some()
    }

    fn options(&mut self) -> Options {
        self.starts += 1;
        Options {
            clock: Arc::clone(&self.clock) as Arc<dyn Clock>,
            disk: Arc::clone(&self.disk),
            secrets: Arc::clone(&self.secrets) as _,
            program: PathBuf::from(other_process()),
            boot: if self.computer.is_empty() {
                format!("{}{}", self.runs, self.starts)
            } else {
                format!("{}.run-{}", self.computer, self.starts)
            },
            outside: Arc::clone(&self.outside),
            background: self.background,
        }
    }

    /// Opens the workspace as a new run of the program; answers why it could not.
    pub fn try_start(&mut self) -> Result<(), ApiError> {
        let options = self.options();
        self.engine = Some(Engine::open(self.folder.path(), options)?);
        Ok(())
    }

    /// Opens the workspace as a new run of the program.
    pub fn start(&mut self) {
        self.try_start().unwrap_or_else(|error| panic!("opening: {error:?}"));
    }

    /// Closes the workspace.
    pub fn stop(&mut self) {
        if let Some(engine) = self.engine.take() {
            engine.shut_down();
        }
    }

    /// Closes the workspace and opens it with another way to suppliers. From here on the computer is not started anew.
    pub fn reach_through(&mut self, outside: Arc<dyn Outside>) {
        self.outside = outside;
        self.runs = "computer.";
        self.restart();
    }

    /// Closes the workspace and opens it as a window does, with work in the background and another way to suppliers.
    pub fn work_in_background(&mut self, outside: Arc<dyn Outside>) {
        self.background = true;
        self.outside = outside;
        self.restart();
    }

    /// Closes the workspace and opens it as a new run.
    pub fn restart(&mut self) {
        self.stop();
        self.start();
    }

    /// Moves the clock.
    pub fn advance(&self, ms: i64) {
        self.clock.move_by(ms);
    }

    /// Sets the clock of the computer, as a person or a time server does. No time passes.
    pub fn set_clock_by(&self, ms: i64) {
        self.clock.set_by(ms);
    }

    /// What the world's clock shows, for a supplier that lives by it.
    pub fn ticks(&self) -> stockless_connect::rest::Ticks {
        let clock = Arc::clone(&self.clock);
        Arc::new(move || clock.now().ms())
    }

    /// Lets the engine look at the clock, as the background thread of a window does twice a second.
    pub fn tick(&self) {
        self.engine().tick().unwrap_or_else(|error| panic!("a look at the clock: {error:?}"));
    }

    /// Calls a command that has to succeed.
    #[track_caller]
    pub fn call(&self, name: &str, request: Value) -> Value {
        let shown = request.to_string();
        match self.engine().call(name, request) {
            Ok(answer) => answer,
            Err(error) => panic!("{name} {shown}: {error:?}"),
        }
    }

    /// Calls a command that has to be refused.
    #[track_caller]
    pub fn refuse(&self, name: &str, request: Value) -> ApiError {
        let shown = request.to_string();
        match self.engine().call(name, request) {
            Ok(answer) => panic!("{name} {shown} was not refused: {answer}"),
            Err(error) => error,
        }
    }

    /// Writes a file beside the workspace's own and gives its path as text.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::write(&path, content).expect("a file is written");
        path.display().to_string()
    }

    /// The logical content of the file as one hash, read through a second connection.
    pub fn content_hash(&self) -> String {
        content_hash(self.folder())
    }

    /// The work of a check; all of it must hold.
    #[track_caller]
    pub fn prove(&self) {
        let found = self.call("check", json!({}));
        assert_eq!(found["ok"], true, "{found:#}");
    }

    /// An order's id by its number.
    pub fn order_id(&self, number: &str) -> i64 {
        let found = self.call("orders", json!({"tab": "all", "filter": {"search": number}, "limit": 500}));
        let rows = found["rows"].as_array().expect("rows");
        let row = rows
            .iter()
            .find(|row| row["number"] == number)
            .unwrap_or_else(|| panic!("no order {number} in {found}"));
        row["id"].as_i64().expect("an id")
    }

    /// Everything about an order by its number.
    #[track_caller]
    pub fn order(&self, number: &str) -> Value {
        self.call("order", json!({"id": self.order_id(number)}))
    }

    /// The queue of an order by its number.
    pub fn queue(&self, number: &str) -> String {
        self.order(number)["row"]["queue"].as_str().expect("a queue").to_owned()
    }

    /// Numbers of the orders of a tab, in its order.
    pub fn tab(&self, tab: &str) -> Vec<String> {
        numbers(&self.call("orders", json!({"tab": tab, "limit": 500})))
    }

    /// Purchases in a state, oldest first.
    pub fn purchases(&self, state: &str) -> Vec<Value> {
        let found = self.call("purchases", json!({"state": state, "limit": 500}));
        let mut rows = found["rows"].as_array().expect("rows").clone();
        rows.reverse();
        rows
    }

    /// Everything about the purchase of a number.
    #[track_caller]
    pub fn purchase(&self, number: &str) -> Value {
        let found = self.call("purchases", json!({"limit": 500}));
        let rows = found["rows"].as_array().expect("rows");
        let row =
            rows.iter().find(|row| row["number"] == number).unwrap_or_else(|| panic!("no purchase {number}"));
        self.call("purchase", json!({"id": row["id"]}))
    }

    /// Forwards everything that is ready, at once.
    pub fn forward_now(&self) -> Value {
        self.call("forward", json!({"which": {"tab": "new"}, "now": true}))
    }

    /// Names of the files that lie in a folder of the outbox, sorted.
    pub fn outbox_files(&self, supplier: &str) -> Vec<String> {
        file_names(&self.path("outbox").join(supplier))
    }

    /// Takes the file away from under the engine, as SQLite sees it.
    pub fn database(&self) -> PathBuf {
        self.path(stockless_store::store::FILE_NAME)
    }
}

impl Drop for World {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Program that stands beside the test.
fn other_process() -> &'static str {
    OTHER_PROCESS.get().copied().unwrap_or("other-process-is-not-named")
}

static OTHER_PROCESS: std::sync::OnceLock<&str> = std::sync::OnceLock::new();

/// Says where the second program is; only a test's own build knows.
pub fn name_other_process(path: &'static str) {
    let _ = OTHER_PROCESS.set(path);
}

/// The logical content of a workspace's file as one hash.
pub fn content_hash(folder: &Path) -> String {
    let store = Store::open(folder, 0).expect("the file opens");
    store.read(|read| read.content_hash()).map_err(|error: StoreError| error.to_string()).expect("a hash")
}

/// Numbers of the orders of a page.
pub fn numbers(page: &Value) -> Vec<String> {
    texts(&page["rows"], "number")
}

/// One field of each row, as text.
pub fn texts(rows: &Value, field: &str) -> Vec<String> {
    let rows = rows.as_array().expect("rows");
    rows.iter().map(|row| row[field].as_str().expect("a text").to_owned()).collect()
}

/// Names of the files in a folder, sorted; none where there is no folder.
pub fn file_names(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Minor units of an amount with two places as answers write it: `-12.34` is -1234.
#[track_caller]
pub fn cents(amount: &Value) -> i64 {
    let text = amount["amount"].as_str().unwrap_or_else(|| panic!("{amount} is no amount"));
    let (whole, part) = text.split_once('.').unwrap_or((text, "00"));
    assert_eq!(part.len(), 2, "{text} has two places");
    let sign = if whole.starts_with('-') { -1 } else { 1 };
    let digits = |text: &str| text.trim_start_matches('-').parse::<i64>().expect("digits");
    sign * (digits(whole) * 100 + digits(part))
}

/// What an import says it did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figures {
    pub read: i64,
    pub added: i64,
    pub changed: i64,
    pub unchanged: i64,
    pub rejected: usize,
}

impl Figures {
    /// From an answer.
    pub fn of(answer: &Value) -> Self {
        let figure = |name: &str| answer[name].as_i64().unwrap_or_else(|| panic!("{name} in {answer}"));
        Self {
            read: figure("read"),
            added: figure("added"),
            changed: figure("changed"),
            unchanged: figure("unchanged"),
            rejected: answer["rejected"].as_array().expect("rejections").len(),
        }
    }
}
