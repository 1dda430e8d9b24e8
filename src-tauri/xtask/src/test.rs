//! `cargo xtask test`: what must hold before a change is accepted, in the order that finds mistakes soonest.
//! `.ci/run` calls exactly this.

use std::process::Command;

use crate::cargo::{cargo, cargo_everything, has};
use crate::packages::Purpose;
use crate::steps::Steps;
use crate::{Outcome, browser, frontend, place, setup, system};

/// Cargo's name for the tests that drive the real window, and the module they all live in.
const WINDOW_TARGET: &str = "e2e";
const WINDOW_MODULE: &str = "real_window::";

pub fn test() -> Outcome {
    let mut steps = Steps::default();
    let ready = steps.function("system and packages", || {
        system::prepare(Purpose::Test)?;
        setup::setup()
    });
    steps.command("rustfmt", cargo(&["fmt", "--all", "--check"]));
    licences(&mut steps);
    // The window embeds the built page, so the interface comes before the first cargo step.
    let page = ready && interface(&mut steps);
    let built = page && rust(&mut steps);
    if built {
        tests(&mut steps);
    } else {
        steps.skip("tests", "something before them failed");
    }
    steps.close()
}

fn licences(steps: &mut Steps) {
    if has("deny") {
        steps.command(
            "licences and bans",
            cargo(&["deny", "--all-features", "check", "bans", "licenses", "sources"]),
        );
    } else {
        steps.skip("licences and bans", "cargo-deny is not installed here");
    }
}

fn interface(steps: &mut Steps) -> bool {
    let npm = |arguments: &[&str]| frontend::npm(&place::ui(), arguments);
    steps.command("interface: types and lint", npm(&["run", "--silent", "check"]));
    steps.command("interface: unit tests", npm(&["test", "--silent"]));
    steps.command("interface: build", npm(&["run", "--silent", "build"]))
}

fn rust(steps: &mut Steps) -> bool {
    // Clippy first: it shares its build scripts with the build, and a lint shows before the long link.
    let lint = ["--all-targets", "--", "-D", "warnings"];
    steps.command("clippy", cargo_everything(&["clippy"], &lint));
    steps.command("build", cargo_everything(&["build"], &["--all-targets"]))
}

fn tests(steps: &mut Steps) {
    let nextest = has("nextest");
    steps.command("tests", all_but_the_window(nextest));
    steps.command("tests in the browser", browser::checks(&[]));
    if cfg!(target_os = "linux") {
        steps.command("tests in the real window", the_window(nextest));
    } else {
        steps.skip("tests in the real window", "they drive WebKitGTK, which is on Linux");
    }
}

fn all_but_the_window(nextest: bool) -> Command {
    if nextest {
        return cargo_everything(&["nextest", "run"], &["-E", &format!("not binary({WINDOW_TARGET})")]);
    }
    cargo_everything(&["test"], &["--lib", "--bins", "--tests", "--", "--skip", WINDOW_MODULE])
}

fn the_window(nextest: bool) -> Command {
    if nextest {
        return cargo_everything(&["nextest", "run"], &["-E", &format!("binary({WINDOW_TARGET})")]);
    }
    cargo_everything(&["test"], &["--test", WINDOW_TARGET])
}
