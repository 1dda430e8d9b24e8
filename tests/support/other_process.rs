//! A second process on a workspace.
//!
//! `other-process hold FOLDER` takes charge and keeps it until its standard input ends.
//! `other-process call FOLDER MOMENT NAME JSON [NAME JSON …]` calls commands one after the other at a standing moment.
//! With the flag of workbooks it reads one, as every program of the house does.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use stockless_connect::secrets::MemorySecrets;
use stockless_connect::table::xlsx;
use stockless_core::day::Instant;
use stockless_engine::clock::StandingClock;
use stockless_engine::{Engine, Options, SystemDisk};

fn main() -> ExitCode {
    let mut flags = std::env::args_os().skip(1);
    if flags.next().is_some_and(|first| first == xlsx::CHILD_FLAG) {
        return xlsx::child_main(flags);
    }
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["hold", folder] => hold(Path::new(folder)),
        ["call", folder, moment, calls @ ..] => call(Path::new(folder), moment, calls),
        _ => ExitCode::from(2),
    }
}

fn open(folder: &Path, moment: &str) -> Engine {
    let now = Instant::from_iso(moment).expect("a moment");
    let options = Options {
        clock: Arc::new(StandingClock::at(now)),
        disk: Arc::new(SystemDisk),
        secrets: Arc::new(MemorySecrets::default()),
        program: PathBuf::new(),
        boot: format!("process-{}", std::process::id()),
        outside: std::sync::Arc::new(stockless_engine::forwarding::RealOutside::default()),
        background: false,
    };
    Engine::open(folder, options).expect("the workspace opens")
}

fn hold(folder: &Path) -> ExitCode {
    let engine = open(folder, "2026-03-09T09:00:00Z");
    println!("holding");
    let _ = std::io::stdin().read_to_end(&mut Vec::new());
    drop(engine);
    ExitCode::SUCCESS
}

fn call(folder: &Path, moment: &str, calls: &[&str]) -> ExitCode {
    let engine = open(folder, moment);
    for pair in calls.chunks(2) {
        let [name, request] = pair else { return ExitCode::from(2) };
        match engine.call(name, serde_json::from_str(request).expect("JSON")) {
            Ok(answer) => println!("{answer}"),
            Err(error) => {
                eprintln!("{name}: {error:?}");
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}
