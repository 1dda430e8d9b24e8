//! Cargo as every task calls it.

use std::ffi::OsString;
use std::process::Command;

use crate::place;

/// Every step compiles the same packages with the same features; a different choice would compile the
/// shared dependencies a second time.
pub const EVERYTHING: &[&str] = &["--workspace", "--all-features"];

/// The cargo that started us, so that a toolchain chosen there stays chosen.
pub fn cargo(arguments: &[&str]) -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(program);
    command.args(arguments).current_dir(place::root());
    if in_ci() {
        // A fresh clone compiles once: what incremental builds would keep is only written, never read.
        command.env("CARGO_INCREMENTAL", "0");
    }
    command
}

/// `arguments` with [`EVERYTHING`] behind the subcommand, then `more`.
pub fn cargo_everything(subcommand: &[&str], more: &[&str]) -> Command {
    cargo(&[subcommand, EVERYTHING, more].concat())
}

/// Whether a tool such as `cargo nextest` is there.
pub fn has(subcommand: &str) -> bool {
    cargo(&[subcommand, "--version"]).output().is_ok_and(|answer| answer.status.success())
}

pub fn in_ci() -> bool {
    std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false")
}
