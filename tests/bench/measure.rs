//! Timing, and a row of the table.

use std::time::Instant;

use crate::Outcome;

/// Runs counted for a median, after one that warms the caches.
const RUNS: usize = 9;

/// Seconds one run takes.
pub fn once<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let started = Instant::now();
    let answer = work();
    (started.elapsed().as_secs_f64(), answer)
}

/// Seconds of the middle run.
pub fn median(mut work: impl FnMut() -> Outcome<()>) -> Outcome<f64> {
    work()?;
    let mut seconds = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        let (took, answer) = once(&mut work);
        answer?;
        seconds.push(took);
    }
    seconds.sort_by(f64::total_cmp);
    Ok(seconds.get(RUNS / 2).copied().unwrap_or_default())
}

/// Prints the middle and the largest of several times.
pub fn print_range(name: &str, mut seconds: Vec<f64>) {
    seconds.sort_by(f64::total_cmp);
    let ms = |at: usize| seconds.get(at).copied().unwrap_or_default() * 1_000.0;
    println!("{name:<44} {:>9.2} ms {:>9.2} ms", ms(seconds.len() / 2), ms(seconds.len().saturating_sub(1)));
}

/// A row of the table.
pub struct Row {
    name: String,
    ours: String,
    bare: String,
    ratio: f64,
}

impl Row {
    /// Two times of the same work.
    pub fn times(name: &str, ours: f64, bare: f64) -> Self {
        let text = |seconds: f64| format!("{:.2} ms", seconds * 1_000.0);
        Self { name: name.to_owned(), ours: text(ours), bare: text(bare), ratio: ours / bare }
    }

    /// Two rates over the same things.
    pub fn rates(name: &str, things: u64, ours: f64, bare: f64) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "counts of a benchmark are far below 2^52")]
        let rate = |seconds: f64| format!("{:.0}/s", things as f64 / seconds);
        Self { name: name.to_owned(), ours: rate(ours), bare: rate(bare), ratio: ours / bare }
    }

    /// Prints it.
    pub fn print(&self) {
        println!("{:<44} {:>12} {:>12} {:>7.1}x", self.name, self.ours, self.bare, self.ratio);
    }
}

/// The most memory this process held at once, in megabytes; 0 where the system does not tell.
pub fn peak_memory_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    line.and_then(|line| line.split_whitespace().nth(1)).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0)
        / 1_000
}
