//! Ctrl-C while a long job runs.

use std::process;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::json;
use stockless_engine::Engine;

use crate::answer::remark;

/// What a shell expects of a program that was ended by Ctrl-C.
const INTERRUPTED: i32 = 130;

/// Lets the first Ctrl-C (or a polite request to end) stop a job where it stands: what was committed stays. A second
/// one ends the program at once, which the file survives.
pub fn stops(engine: &Engine, job: &'static str) {
    let (engine, pressed) = (engine.clone(), AtomicBool::new(false));
    let set = ctrlc::set_handler(move || {
        if pressed.swap(true, Ordering::SeqCst) {
            process::exit(INTERRUPTED);
        }
        remark(match engine.call("import_stop", json!({"job": job})) {
            Ok(_) => "Stopping. What was saved stays.",
            Err(_) => "It is almost done. Press Ctrl-C once more to end at once.",
        });
    });
    if set.is_err() {
        remark("Ctrl-C ends this at once instead of stopping it cleanly; what was saved stays.");
    }
}
