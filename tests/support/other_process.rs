//! A second process on a workspace.
//!
//! `other-process hold FOLDER` takes charge and keeps it until its standard input ends.
//! `other-process call FOLDER MOMENT NAME JSON [NAME JSON …]` calls commands one after the other at a standing moment;
//! `wait {"minutes": 30}` among them lets time pass, as the background thread of a window sees it.
//! OTHER_PROCESS_COMPUTER names the start of the computer it runs in, OTHER_PROCESS_SECRET is every password that was not saved.
//! With the flag of workbooks it reads one, as every program of the house does.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use serde_json::Value;
use stockless_connect::secrets::{MemorySecrets, Secret, SecretError, SecretKey, SecretStore};
use stockless_connect::table::xlsx;
use stockless_core::day::Instant;
use stockless_engine::clock::StandingClock;
use stockless_engine::{ApiError, Engine, Options, SystemDisk};

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

/// What is saved, and one password for everything else.
struct Secrets {
    saved: MemorySecrets,
    told: String,
}

impl SecretStore for Secrets {
    fn get(&self, key: &SecretKey) -> Result<Secret, SecretError> {
        match self.saved.get(key) {
            Err(SecretError::NotFound(_)) if !self.told.is_empty() => Ok(Secret::new(self.told.clone())),
            answer => answer,
        }
    }

    fn set(&self, key: &SecretKey, secret: &Secret) -> Result<(), SecretError> {
        self.saved.set(key, secret)
    }

    fn delete(&self, key: &SecretKey) -> Result<(), SecretError> {
        self.saved.delete(key)
    }
}

fn told(name: &str) -> String {
    std::env::var(name).unwrap_or_default()
}

fn open(folder: &Path, clock: &Arc<StandingClock>) -> Engine {
    let process = std::process::id();
    let boot = match told("OTHER_PROCESS_COMPUTER").as_str() {
        "" => format!("process-{process}"),
        computer => format!("{computer}.process-{process}"),
    };
    let options = Options {
        clock: Arc::clone(clock) as _,
        disk: Arc::new(SystemDisk),
        secrets: Arc::new(Secrets { saved: MemorySecrets::default(), told: told("OTHER_PROCESS_SECRET") }),
        program: PathBuf::new(),
        boot,
        outside: Arc::new(stockless_engine::forwarding::RealOutside::default()),
        background: false,
    };
    Engine::open(folder, options).expect("the workspace opens")
}

fn clock(moment: &str) -> Arc<StandingClock> {
    Arc::new(StandingClock::at(Instant::from_iso(moment).expect("a moment")))
}

fn hold(folder: &Path) -> ExitCode {
    let engine = open(folder, &clock("2026-03-09T09:00:00Z"));
    println!("holding");
    let _ = std::io::stdin().read_to_end(&mut Vec::new());
    drop(engine);
    ExitCode::SUCCESS
}

fn call(folder: &Path, moment: &str, calls: &[&str]) -> ExitCode {
    let clock = clock(moment);
    let engine = open(folder, &clock);
    for pair in calls.chunks(2) {
        let [name, request] = pair else { return ExitCode::from(2) };
        let request: Value = serde_json::from_str(request).expect("JSON");
        let answered = if *name == "wait" {
            wait(&engine, &clock, request["minutes"].as_i64().expect("minutes"))
        } else {
            engine.call(name, request)
        };
        match answered {
            Ok(answer) => println!("{answer}"),
            Err(error) => {
                eprintln!("{name}: {error:?}");
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}

/// Lets minutes pass, with a look at the clock after every five.
fn wait(engine: &Engine, clock: &StandingClock, minutes: i64) -> Result<Value, ApiError> {
    for _ in 0..minutes / 5 {
        clock.move_by(5 * 60_000);
        engine.tick()?;
    }
    Ok(Value::Null)
}
