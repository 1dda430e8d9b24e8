//! A folder with a workspace, and the binary that works on it.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// The morning at which the clock of every run stands.
pub const NOW: &str = "2026-03-09T07:00:00Z";

/// A workspace, gone when dropped.
pub struct Desk {
    folder: TempDir,
}

/// What one run said.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Desk {
    /// With nothing in it.
    pub fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// With the smallest sample.
    pub fn demo() -> Self {
        let desk = Self::empty();
        desk.run(&["demo", "--orders", "60"]).done();
        desk
    }

    /// The workspace's folder.
    pub fn workspace(&self) -> PathBuf {
        self.folder.path().join("workspace")
    }

    /// Writes a file beside the workspace.
    pub fn file(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// Runs the binary.
    pub fn run(&self, words: &[&str]) -> Ran {
        self.run_with(words, &[], "")
    }

    /// Runs the binary with `--json` and gives what it answered; the run must have gone well.
    pub fn ask(&self, words: &[&str]) -> Value {
        let words: Vec<&str> = ["--json"].iter().chain(words).copied().collect();
        self.run(&words).done().json()
    }

    /// Runs the binary with variables of the environment and with standard input.
    pub fn run_with(&self, words: &[&str], variables: &[(&str, &str)], input: &str) -> Ran {
        let stdin = self.folder.path().join("stdin");
        std::fs::write(&stdin, input).unwrap();
        let ran = Command::new(env!("CARGO_BIN_EXE_stockless"))
            .args(words)
            .env_remove("STOCKLESS_MAIL_PASSWORD")
            .env("STOCKLESS_WORKSPACE", self.workspace())
            .env("STOCKLESS_NOW", NOW)
            .envs(variables.iter().copied())
            .stdin(Stdio::from(std::fs::File::open(&stdin).unwrap()))
            .output()
            .unwrap();
        Ran {
            code: ran.status.code().unwrap(),
            out: String::from_utf8(ran.stdout).unwrap(),
            err: String::from_utf8(ran.stderr).unwrap(),
        }
    }
}

impl Ran {
    /// Insists that it went well.
    pub fn done(self) -> Self {
        assert_eq!(self.code, 0, "{}\n{}", self.out, self.err);
        self
    }

    /// The one document on standard output.
    pub fn json(&self) -> Value {
        let mut documents = serde_json::Deserializer::from_str(&self.out).into_iter::<Value>();
        let first = documents.next().unwrap_or_else(|| panic!("no document; {}", self.err)).unwrap();
        assert!(documents.next().is_none(), "more than one document: {}", self.out);
        first
    }

    /// The code of the error on standard output.
    pub fn error(&self) -> String {
        self.json()["error"]["code"].as_str().unwrap().to_owned()
    }
}
