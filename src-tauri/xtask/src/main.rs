//! `cargo xtask …`: one command for whoever has just cloned the repository, and the same one for CI.
//!
//! Every task first looks at what the machine lacks and installs it where it may; see [`system`].

#![allow(
    clippy::disallowed_methods,
    reason = "this program times builds; no product rule depends on its clock"
)]

mod bench;
mod browser;
mod cargo;
mod counts;
mod day;
mod display;
mod frontend;
mod packages;
mod place;
mod run;
mod screens;
mod setup;
mod steps;
mod suppliers;
mod system;
mod test;
mod types;

use std::process::ExitCode;

/// What went wrong, in words for the person at the terminal.
pub type Outcome<T = ()> = Result<T, String>;

const USAGE: &str = "\
cargo xtask run [--demo] [--headless] [--release] [--workspace DIR]
                          build Stockless and open it; --demo opens sample data,
                          --headless plays one merchant's day without a window
cargo xtask test          everything CI checks, with the time each step took
cargo xtask bench [ORDERS…]
                          import, lists and reports over 100000 and 1000000 orders
                          (or as many as given), start-up time and memory
cargo xtask types         write the generated files anew; --check only compares
cargo xtask suppliers     simulated suppliers on ports 4800 to 4805, which lose answers on demand
cargo xtask screens       take pictures of every screen into target/screens
cargo xtask setup         install what building, running and testing need";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (task, rest) = match arguments.split_first() {
        Some((task, rest)) => (task.as_str(), rest),
        None => ("help", &[][..]),
    };
    let outcome = match task {
        "run" => run::Options::parse(rest).and_then(|options| run::run(&options)),
        "test" => no_more(rest).and_then(|()| test::test()),
        "bench" => bench::sizes(rest).and_then(|sizes| bench::bench(&sizes)),
        "types" => types::Mode::parse(rest).and_then(types::types),
        "suppliers" => no_more(rest).and_then(|()| suppliers::suppliers()),
        "screens" => no_more(rest).and_then(|()| screens::screens()),
        "setup" => no_more(rest).and_then(|()| setup::setup()),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(())
        }
        other => Err(format!("there is no task '{other}'.\n\n{USAGE}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("xtask: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn no_more(rest: &[String]) -> Outcome {
    match rest.first() {
        None => Ok(()),
        Some(word) => Err(format!("'{word}' is not an option of this task.\n\n{USAGE}")),
    }
}
