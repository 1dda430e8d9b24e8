//! `cargo xtask bench`: how long the optimised program takes, over many orders and from its start to the first data on
//! the screen, and the memory of all its processes; each beside the bare cost of the same.

mod memory;
mod window;

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cargo::cargo_everything;
use crate::display::Display;
use crate::packages::Purpose;
use crate::{Outcome, browser, frontend, place, system};
use window::{Starts, measure};

/// Sizes of the workspaces whose lists, imports, reports and starts are timed; others may be given.
const ORDERS: [u64; 2] = [100_000, 1_000_000];

/// Purchases that leave in one run.
const PURCHASES: &str = "2000";

/// Sizes from the command line, or the usual ones.
pub fn sizes(words: &[String]) -> Outcome<Vec<u64>> {
    let read = |word: &String| {
        word.parse::<u64>()
            .ok()
            .filter(|size| *size > 0)
            .ok_or_else(|| format!("'{word}' is not a number of orders."))
    };
    if words.is_empty() { Ok(ORDERS.to_vec()) } else { words.iter().map(read).collect() }
}

pub fn bench(sizes: &[u64]) -> Outcome {
    system::prepare(Purpose::Test)?;
    frontend::build()?;
    println!("building the optimised program");
    let programs = [
        "--bin",
        "bench-data",
        "--bin",
        "browser-host",
        "--bin",
        "simulated-suppliers",
        "--bin",
        "stockless-desktop",
        "--example",
        "empty_window",
    ];
    let build = cargo_everything(&["build", "--release"], &programs);
    frontend::finish(build, "cargo build --release")?;
    let folder = fresh_folder()?;
    for size in sizes {
        let mut data = Command::new(place::built("release", "bench-data"));
        data.arg(&folder).arg(size.to_string());
        frontend::finish(data, "bench-data")?;
    }
    println!();
    let mut sending = Command::new(place::built("release", "bench-data"));
    sending.args(["forwarding", PURCHASES]);
    frontend::finish(sending, "bench-data forwarding")?;
    frames()?;
    windows(&folder, sizes)
}

/// The page while as many purchases leave.
fn frames() -> Outcome {
    browser::install()?;
    println!();
    let mut frames = Command::new("node");
    frames.args(["frames.mjs", PURCHASES]).current_dir(place::browser());
    frames.env("STOCKLESS_BROWSER_HOST", place::built("release", "browser-host"));
    frames.env("STOCKLESS_SIMULATED_SUPPLIERS", place::built("release", "simulated-suppliers"));
    frontend::finish(frames, "the frames of the page")
}

/// Starts of the window on each workspace, in turn with starts of an empty one.
fn windows(folder: &Path, sizes: &[u64]) -> Outcome {
    let display = Display::start()?;
    let empty = place::built("release", "examples/empty_window");
    let stockless = place::built("release", "stockless-desktop");
    let sample = ("1,200 orders (sample)".to_owned(), folder.join("sample"), vec!["--demo"]);
    let large = sizes
        .iter()
        .map(|size| (format!("{size} orders"), folder.join(size.to_string()).join("workspace"), vec![]));
    println!(
        "\nfrom start to the first data on the screen, and memory of all processes (proportional set size)"
    );
    println!(
        "{:<32} {:>10} {:>10} {:>7} {:>10} {:>10} {:>7}",
        "", "start", "empty", "ratio", "memory", "empty", "ratio"
    );
    for (name, workspace, more) in std::iter::once(sample).chain(large) {
        let with_data =
            Starts { program: &stockless, workspace: Some(&workspace), more: &more, home: folder };
        let without = Starts { program: &empty, workspace: None, more: &[], home: folder };
        let (ours, bare) = measure(&display, &with_data, &without)?;
        println!(
            "{name:<32} {:>7} ms {:>7} ms {:>7} {:>7} MB {:>7} MB {:>7}",
            ours.start.as_millis(),
            bare.start.as_millis(),
            ratio(ours.start.as_millis(), bare.start.as_millis()),
            ours.memory_kb / 1_000,
            bare.memory_kb / 1_000,
            ratio(ours.memory_kb.into(), bare.memory_kb.into()),
        );
    }
    println!("{}", window::conditions());
    Ok(())
}

/// One figure over another with one decimal.
fn ratio(ours: u128, bare: u128) -> String {
    let tenths = ours.saturating_mul(10).checked_div(bare).unwrap_or(0);
    format!("{}.{}x", tenths / 10, tenths % 10)
}

fn fresh_folder() -> Outcome<PathBuf> {
    let folder = place::target().join("bench");
    let told = |error: std::io::Error| format!("{}: {error}", folder.display());
    if folder.exists() {
        std::fs::remove_dir_all(&folder).map_err(told)?;
    }
    std::fs::create_dir_all(&folder).map_err(told)?;
    Ok(folder)
}
