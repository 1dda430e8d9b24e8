//! Starts of a window, timed from the process to its word that it is ready.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::memory;
use crate::Outcome;
use crate::display::Display;
use crate::steps::seconds;

/// Starts that count, after one that does not; the middle one is reported.
const STARTS: usize = 7;
/// The first start on a workspace may have a year of clock to make up for.
const LIMIT: Duration = Duration::from_secs(600);
/// How long a window is left alone before its memory is read.
const SETTLES: Duration = Duration::from_secs(2);

/// What is started.
pub struct Starts<'a> {
    pub program: &'a Path,
    pub workspace: Option<&'a Path>,
    pub more: &'a [&'a str],
    pub home: &'a Path,
}

/// What a start takes.
#[derive(Clone, Copy)]
pub struct Figures {
    pub start: Duration,
    pub memory_kb: u64,
}

/// Medians of both, started in turn so that neither has the quieter machine.
pub fn measure(display: &Display, ours: &Starts<'_>, bare: &Starts<'_>) -> Outcome<(Figures, Figures)> {
    once(display, ours)?;
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for _ in 0..STARTS {
        with.push(once(display, ours)?);
        without.push(once(display, bare)?);
    }
    Ok((middle(&with), middle(&without)))
}

fn middle(figures: &[Figures]) -> Figures {
    let mut starts: Vec<Duration> = figures.iter().map(|one| one.start).collect();
    let mut memory: Vec<u64> = figures.iter().map(|one| one.memory_kb).collect();
    starts.sort_unstable();
    memory.sort_unstable();
    Figures {
        start: starts.get(starts.len() / 2).copied().unwrap_or_default(),
        memory_kb: memory.get(memory.len() / 2).copied().unwrap_or_default(),
    }
}

fn once(display: &Display, what: &Starts<'_>) -> Outcome<Figures> {
    let ready = what.home.join("ready");
    let _ = std::fs::remove_file(&ready);
    forget_files();
    let mut window = Command::new(what.program);
    if let Some(workspace) = what.workspace {
        window.arg("--workspace").arg(workspace);
    }
    window
        .args(what.more)
        .env("HOME", what.home)
        .env("XDG_RUNTIME_DIR", what.home)
        .env("DISPLAY", &display.name)
        // Without a bus a Stockless that is open on this desktop is neither found nor raised.
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
        .env("NO_AT_BRIDGE", "1")
        .env("STOCKLESS_READY_FILE", &ready)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let started = Instant::now();
    let mut window = window.spawn().map_err(|error| format!("the window could not be started: {error}."))?;
    let outcome = wait_for(&ready, &mut window, started);
    let figures = outcome.map(|start| {
        std::thread::sleep(SETTLES);
        Figures { start, memory_kb: memory::of_tree(window.id()).unwrap_or(0) }
    });
    let _ = window.kill();
    let _ = window.wait();
    figures
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

const FORGET: &str = "/proc/sys/vm/drop_caches";

/// Makes the next start a cold one, where this person may: what the system holds of files in memory is dropped.
fn forget_files() {
    let _ = Command::new("sync").status();
    let _ = std::fs::write(FORGET, "1\n");
}

/// Under which conditions the starts were measured.
pub fn conditions() -> String {
    let cold = std::fs::OpenOptions::new().write(true).open(FORGET).is_ok();
    let files = if cold { "with nothing of the programs or files in memory" } else { "with warm files" };
    format!("starts {files}; medians of {STARTS}, in turn")
}
