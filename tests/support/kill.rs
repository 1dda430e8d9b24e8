//! A second process that dies at a chosen write, and the folder it leaves behind.
//!
//! Killing by the clock would hit a different place each time. A small library is loaded into the process instead and
//! ends it before or after its n-th write, send, synchronisation or change of a name, so that every place is hit, and
//! hit again.

use std::fs::OpenOptions;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// Calls that a second process makes.
pub struct Killer {
    program: &'static str,
    library: PathBuf,
    moment: &'static str,
    secret: &'static str,
}

/// Where a process dies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kill {
    /// Before its n-th write or send, counted from 1.
    Before(u64),
    /// After it.
    After(u64),
}

/// How a process ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// By itself, after so many writes and sends.
    ByItself(u64),
    /// Killed.
    Killed,
}

/// The computer on which the second process runs, and on which whoever opens the workspace after it may run as well.
pub const COMPUTER: &str = "this-start";

impl Killer {
    /// With the second program of this package and a scratch folder of the build, in which the library is kept.
    pub fn new(program: &'static str, scratch: &str, moment: &'static str) -> Self {
        Self { program, library: library(Path::new(scratch)), moment, secret: "" }
    }

    /// With the password that opens every supplier and mailbox.
    #[must_use]
    pub fn knowing(self, secret: &'static str) -> Self {
        Self { secret, ..self }
    }

    /// Calls commands on a workspace from another process, which dies before its `at`-th write; `None` lets it live.
    pub fn call(&self, folder: &Path, at: Option<u64>, calls: &[(&str, Value)]) -> Ended {
        self.call_at(folder, self.moment, at.map(Kill::Before), calls)
    }

    /// The same at another moment, dying where told. `wait` with `minutes` among the calls lets time pass there.
    pub fn call_at(&self, folder: &Path, moment: &str, kill: Option<Kill>, calls: &[(&str, Value)]) -> Ended {
        let counted = folder.with_extension("count");
        let mut command = Command::new(self.program);
        command.arg("call").arg(folder).arg(moment);
        for (name, request) in calls {
            command.arg(name).arg(request.to_string());
        }
        command.env("LD_PRELOAD", &self.library).env("KILL_COUNT", &counted);
        command.env("OTHER_PROCESS_COMPUTER", COMPUTER).env("OTHER_PROCESS_SECRET", self.secret);
        match kill {
            Some(Kill::Before(at)) => command.env("KILL_AT", at.to_string()),
            Some(Kill::After(at)) => command.env("KILL_AT", at.to_string()).env("KILL_AFTER", "1"),
            None => &mut command,
        };
        let output = command.stdin(Stdio::null()).output().expect("another process");
        if output.status.success() {
            let count = std::fs::read_to_string(&counted).expect("a count");
            let _ = std::fs::remove_file(&counted);
            let writes = count.split(' ').next().expect("a number");
            return Ended::ByItself(writes.parse().expect("a number"));
        }
        assert!(
            kill.is_some() && output.status.code().is_none(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        Ended::Killed
    }
}

/// A copy of a workspace that is closed.
pub fn copy(folder: &Path) -> TempDir {
    let copy = tempfile::tempdir().expect("a temporary folder");
    copy_into(folder, copy.path());
    copy
}

/// Copies what lies in a folder into another.
pub fn copy_into(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            std::fs::create_dir(&target).expect("a folder");
            copy_into(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), &target).expect("a copy");
        }
    }
}

/// Builds the library once. The C compiler is the one that builds SQLite.
fn library(scratch: &Path) -> PathBuf {
    std::fs::create_dir_all(scratch).expect("a scratch folder");
    let lock = OpenOptions::new().create(true).truncate(false).write(true).open(scratch.join("kill.lock"));
    let lock = lock.expect("a lock file");
    lock.lock().expect("the lock");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("support/kill.c");
    let library = scratch.join("libkill.so");
    let modified = |path: &Path| std::fs::metadata(path).and_then(|data| data.modified()).ok();
    if modified(&library) < modified(&source) {
        let part = scratch.join("libkill.part");
        let built = Command::new("cc")
            .args(["-O1", "-shared", "-fPIC", "-o"])
            .arg(&part)
            .arg(&source)
            .arg("-ldl")
            .status();
        assert!(built.is_ok_and(|status| status.success()), "a C compiler is needed, as it is for SQLite");
        std::fs::rename(&part, &library).expect("the library");
    }
    library
}
