//! `cargo xtask types`: the files that are generated from the engine's command list and committed, so that a
//! reviewer sees what a change does to the interface.

use std::process::Command;

use crate::cargo::cargo_everything;
use crate::{Outcome, frontend};

/// Write the files, or only say whether they still agree with the engine.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Write,
    Check,
}

impl Mode {
    pub fn parse(words: &[String]) -> Outcome<Self> {
        match words {
            [] => Ok(Mode::Write),
            [word] if word == "--check" => Ok(Mode::Check),
            _ => Err("types knows one option: --check.".to_owned()),
        }
    }
}

pub fn types(mode: Mode) -> Outcome {
    frontend::finish(command(mode), "generating the files")
}

/// The engine's own generator.
pub fn command(mode: Mode) -> Command {
    let more: &[&str] =
        if mode == Mode::Check { &["--bin", "types", "--", "--check"] } else { &["--bin", "types"] };
    cargo_everything(&["run", "--quiet"], more)
}
