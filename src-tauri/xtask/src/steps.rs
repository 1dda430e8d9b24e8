//! Steps that run one after the other, each with its time, and a table at the end.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use crate::counts::Counts;

/// Longest time for one step. The longest takes a quarter of it on two cores; this is for what hangs.
const LIMIT: Duration = Duration::from_secs(60 * 60);
/// After a program has ended, how long to wait for what its own children still say.
const LAST_WORDS: Duration = Duration::from_secs(1);
/// How much of a failed step's output is shown again at the end.
const SHOWN_AGAIN: usize = 150;

enum State {
    Passed,
    Failed(Vec<String>),
    Skipped(String),
}

struct Record {
    name: &'static str,
    took: Duration,
    counts: Counts,
    state: State,
}

/// What has run so far.
#[derive(Default)]
pub struct Steps {
    records: Vec<Record>,
}

impl Steps {
    /// Runs `command`, shows its output as it comes, and keeps it in case the step fails.
    pub fn command(&mut self, name: &'static str, command: Command) -> bool {
        self.timed(name, |counts| follow(command, counts))
    }

    /// Runs a step that is a function: `Err` is its message.
    pub fn function(&mut self, name: &'static str, work: impl FnOnce() -> Result<(), String>) -> bool {
        self.timed(name, |_| work().map_err(|reason| reason.lines().map(str::to_owned).collect()))
    }

    /// Notes that a step did not run and why.
    pub fn skip(&mut self, name: &'static str, reason: &str) {
        println!("\n== {name}: skipped, {reason}");
        let state = State::Skipped(reason.to_owned());
        self.records.push(Record { name, took: Duration::ZERO, counts: Counts::default(), state });
    }

    fn timed(
        &mut self,
        name: &'static str,
        work: impl FnOnce(&mut Counts) -> Result<(), Vec<String>>,
    ) -> bool {
        println!("\n== {name}");
        let started = Instant::now();
        let mut counts = Counts::default();
        let result = work(&mut counts);
        let took = started.elapsed();
        let passed = result.is_ok();
        println!("== {name}: {} after {}", if passed { "passed" } else { "FAILED" }, seconds(took));
        let state = result.map_or_else(State::Failed, |()| State::Passed);
        self.records.push(Record { name, took, counts, state });
        passed
    }

    /// Prints the table, the output of what failed, and the closing line. `Err` when anything failed.
    pub fn close(self) -> Result<(), String> {
        println!("\n{:<34} {:>9}  result", "step", "time");
        let mut total = Duration::ZERO;
        let mut counts = Counts::default();
        for record in &self.records {
            total += record.took;
            counts.add(record.counts);
            println!("{:<34} {:>9}  {}", record.name, seconds(record.took), verdict(record));
        }
        println!("{:<34} {:>9}", "in all", seconds(total));
        let failed: Vec<&str> = self.records.iter().filter_map(show_failure).collect();
        // A step that failed without a failed test (a lint, a build) still has to show in the sum.
        let uncounted =
            self.records.iter().filter(|r| matches!(r.state, State::Failed(_)) && r.counts.failed == 0);
        counts.failed += u32::try_from(uncounted.count()).unwrap_or(u32::MAX);
        println!("\n{} passed, {} failed", counts.passed, counts.failed);
        let _ = std::io::stdout().flush();
        if failed.is_empty() { Ok(()) } else { Err(format!("failed: {}", failed.join(", "))) }
    }
}

fn verdict(record: &Record) -> String {
    let Counts { passed, failed } = record.counts;
    match &record.state {
        State::Skipped(reason) => format!("skipped: {reason}"),
        State::Passed if passed > 0 => format!("passed, {passed} tests"),
        State::Passed => "passed".to_owned(),
        State::Failed(_) if failed > 0 => format!("FAILED, {failed} of {} tests", passed + failed),
        State::Failed(_) => "FAILED".to_owned(),
    }
}

fn show_failure(record: &Record) -> Option<&str> {
    let State::Failed(output) = &record.state else {
        return None;
    };
    println!("\n---- the end of what '{}' said", record.name);
    for line in output.iter().skip(output.len().saturating_sub(SHOWN_AGAIN)) {
        println!("{line}");
    }
    Some(record.name)
}

/// `75.3 s` as `1m15.3s`.
pub fn seconds(took: Duration) -> String {
    let all = took.as_secs_f64();
    if all < 60.0 { format!("{all:.1}s") } else { format!("{}m{:04.1}s", took.as_secs() / 60, all % 60.0) }
}

/// Runs `command` without a keyboard, passes its output on line by line, counts tests in it.
/// `Err` holds all of the output.
fn follow(mut command: Command, counts: &mut Counts) -> Result<(), Vec<String>> {
    let mut output = Vec::new();
    let (child, lines) = match start(&mut command) {
        Ok(started) => started,
        Err(error) => return Err(vec![format!("{command:?} could not be started: {error}")]),
    };
    drop(command); // it holds our end of the pipe open
    match watch(child, &lines, &mut output, counts) {
        Ok(()) => Ok(()),
        Err(reason) => {
            output.push(reason);
            Err(output)
        }
    }
}

/// Starts with both output streams in one pipe, so that lines keep their order.
fn start(command: &mut Command) -> std::io::Result<(Child, Receiver<String>)> {
    let (reader, writer) = std::io::pipe()?;
    let child = command
        .stdin(Stdio::null())
        .stdout(writer.try_clone()?)
        .stderr(writer)
        .env("CARGO_TERM_COLOR", "never")
        .env("NO_COLOR", "1")
        .spawn()?;
    let (sender, lines) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(reader).split(b'\n') {
            let Ok(line) = line else { break };
            let line = String::from_utf8_lossy(&line).trim_end_matches('\r').to_owned();
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    Ok((child, lines))
}

fn watch(
    mut child: Child,
    lines: &Receiver<String>,
    output: &mut Vec<String>,
    counts: &mut Counts,
) -> Result<(), String> {
    let started = Instant::now();
    let mut ended: Option<(std::process::ExitStatus, Instant)> = None;
    loop {
        match lines.recv_timeout(Duration::from_millis(50)) {
            Ok(line) => {
                println!("{line}");
                counts.read_line(&line);
                output.push(line);
                continue;
            }
            Err(RecvTimeoutError::Disconnected) => {
                let status = child.wait().map_err(|error| format!("its end could not be read: {error}"))?;
                return judge(status);
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
        if let Some((status, when)) = ended {
            // A process left behind may hold the pipe open for ever; nobody waits for it.
            if when.elapsed() > LAST_WORDS {
                return judge(status);
            }
        } else if let Ok(Some(status)) = child.try_wait() {
            ended = Some((status, Instant::now()));
        } else if started.elapsed() > LIMIT {
            let _ = child.kill();
            let _ = child.wait();
            return Err(format!("stopped: it ran longer than {}", seconds(LIMIT)));
        }
    }
}

fn judge(status: std::process::ExitStatus) -> Result<(), String> {
    if status.success() { Ok(()) } else { Err(format!("it ended with {status}")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_reads_well() {
        assert_eq!(seconds(Duration::from_millis(1_240)), "1.2s");
        assert_eq!(seconds(Duration::from_millis(75_300)), "1m15.3s");
        assert_eq!(seconds(Duration::from_secs(603)), "10m03.0s");
    }

    #[cfg(unix)]
    #[test]
    fn a_failing_command_keeps_its_output_and_its_counts() {
        let mut command = Command::new("sh");
        command.args(["-c", "echo first; echo '2 passed, 1 failed' >&2; exit 3"]);
        let mut counts = Counts::default();
        let output = follow(command, &mut counts).unwrap_err();
        assert_eq!(counts, Counts { passed: 2, failed: 1 });
        assert_eq!(output.first().map(String::as_str), Some("first"));
        assert!(output.last().unwrap().contains('3'), "{output:?}");
    }

    #[cfg(unix)]
    #[test]
    fn a_process_left_behind_holds_nobody_up() {
        let mut command = Command::new("sh");
        command.args(["-c", "sleep 60 & echo started"]);
        let begun = Instant::now();
        assert!(follow(command, &mut Counts::default()).is_ok());
        assert!(begun.elapsed() < Duration::from_secs(30));
    }

    #[test]
    fn one_failed_step_fails_the_whole() {
        let mut steps = Steps::default();
        assert!(steps.function("good", || Ok(())));
        assert!(!steps.function("bad", || Err("line".to_owned())));
        assert_eq!(steps.close().unwrap_err(), "failed: bad");
    }
}
