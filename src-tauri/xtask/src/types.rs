//! `cargo xtask types`: the files that are generated from the engine's command list and committed, so that a
//! reviewer sees what a change does to the interface. The test that compares them also writes them.

use crate::cargo::cargo;
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
    let test =
        ["test", "--quiet", "--package", "stockless-engine", "--lib", "generated_files_are_up_to_date"];
    let mut command = cargo(&test);
    if mode == Mode::Write {
        command.env("STOCKLESS_WRITE_TYPES", "1");
    }
    frontend::finish(command, "generating the files")
}
