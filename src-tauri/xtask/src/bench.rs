//! `cargo xtask bench`: how long the optimised program takes, from its start to the first data on the screen and
//! over many orders.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::cargo::cargo_everything;
use crate::display::Display;
use crate::packages::Purpose;
use crate::steps::seconds;
use crate::{Outcome, frontend, place, system};

/// Starts measured after the first; the middle one is reported.
const STARTS: usize = 7;
/// Sizes of the workspaces whose lists, imports and reports are timed.
const ORDERS: [&str; 2] = ["100000", "1000000"];
const LIMIT: Duration = Duration::from_secs(120);

pub fn bench() -> Outcome {
    system::prepare(Purpose::Test)?;
    frontend::build()?;
    println!("building the optimised program");
    frontend::finish(cargo_everything(&["build", "--release"], &["--bins"]), "cargo build --release")?;
    let bench = Bench::prepare()?;
    let first = bench.start(&["--demo"])?;
    let mut later = (0..STARTS).map(|_| bench.start(&[])).collect::<Outcome<Vec<_>>>()?;
    later.sort_unstable();
    println!("first start, sample shop made on the way   {}", seconds(first));
    let middle = later.get(STARTS / 2).copied().unwrap_or_default();
    let (best, worst) =
        (later.first().copied().unwrap_or_default(), later.last().copied().unwrap_or_default());
    println!("later starts, middle of {STARTS}                  {} ms", middle.as_millis());
    println!("  between {} and {} ms", best.as_millis(), worst.as_millis());
    let mut data = Command::new(place::built("release", "bench-data"));
    data.args(ORDERS);
    frontend::finish(data, "bench-data")
}

struct Bench {
    folder: PathBuf,
    display: Display,
}

impl Bench {
    fn prepare() -> Outcome<Self> {
        let folder = place::target().join("bench-start");
        if folder.exists() {
            std::fs::remove_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        }
        std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        Ok(Self { folder, display: Display::start()? })
    }

    /// One start, from the process to the page's word that data is on the screen.
    fn start(&self, more: &[&str]) -> Outcome<Duration> {
        let ready = self.folder.join("ready");
        let _ = std::fs::remove_file(&ready);
        let mut window = Command::new(place::built("release", "stockless-desktop"));
        window.arg("--workspace").arg(self.folder.join("workspace")).args(more);
        window
            .env("HOME", &self.folder)
            .env("XDG_RUNTIME_DIR", &self.folder)
            .env("DISPLAY", &self.display.name);
        // Without a bus a Stockless that is open on this desktop is neither found nor raised.
        window.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent").env("NO_AT_BRIDGE", "1");
        window
            .env("STOCKLESS_READY_FILE", &ready)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let started = Instant::now();
        let mut window =
            window.spawn().map_err(|error| format!("the window could not be started: {error}."))?;
        let outcome = wait_for(&ready, &mut window, started);
        let _ = window.kill();
        let _ = window.wait();
        outcome
    }
}

fn wait_for(ready: &Path, window: &mut Child, started: Instant) -> Outcome<Duration> {
    loop {
        if ready.metadata().is_ok_and(|file| file.len() > 0) {
            return Ok(started.elapsed());
        }
        if let Ok(Some(status)) = window.try_wait() {
            return Err(format!("the window ended with {status} before it showed data."));
        }
        if started.elapsed() > LIMIT {
            return Err(format!("the window showed no data within {}.", seconds(LIMIT)));
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}
