//! How far a long job is, on one line of a terminal.

use std::io::{IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::RecvTimeoutError;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use stockless_engine::{Engine, Event};

/// How often the thread looks whether it should end.
const LOOK: Duration = Duration::from_millis(50);

/// Shows progress until it is dropped. Shows nothing where standard error is no terminal: a log needs no line that
/// is written over.
pub struct Progress {
    over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Progress {
    /// Begins to show what the engine tells.
    pub fn of(engine: &Engine) -> Self {
        let over = Arc::new(AtomicBool::new(false));
        if !std::io::stderr().is_terminal() {
            return Self { over, thread: None };
        }
        let (events, ended) = (engine.subscribe(), Arc::clone(&over));
        let thread = thread::spawn(move || {
            while !ended.load(Ordering::Relaxed) {
                match events.recv_timeout(LOOK) {
                    Ok(Event::Progress { done, total, phase, .. }) => show(done, total, &phase),
                    Ok(_) | Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => break,
                }
            }
            write("\r\u{1b}[K");
        });
        Self { over, thread: Some(thread) }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            // A line that was not cleared is no reason to fail.
            let _ = thread.join();
        }
    }
}

fn show(done: i64, total: Option<i64>, phase: &str) {
    let of = total.map_or_else(String::new, |total| format!(" of {total}"));
    write(&format!("\r{phase} {done}{of}\u{1b}[K"));
}

fn write(text: &str) {
    let mut out = std::io::stderr().lock();
    // As above.
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
