//! Stockless without a window: the engine's commands for scripts, scheduled jobs and recovery.
//!
//! Each command is one file in `commands`: it asks the engine, and makes both answers, one document of JSON and a
//! text for people. Only this file prints an answer and only `exit` knows the codes.

mod answer;
mod arguments;
mod commands;
mod exit;
mod failure;
mod fields;
mod home;
mod interrupt;
mod progress;
mod secrets;
mod session;
mod table;
mod words;

use std::io::{IsTerminal, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;
use stockless_connect::table::xlsx;

use crate::answer::Answer;
use crate::arguments::Arguments;
use crate::exit::Exit;
use crate::failure::Failure;

fn main() -> ExitCode {
    let mut words = std::env::args_os().skip(1).peekable();
    if words.next_if(|word| word == xlsx::CHILD_FLAG).is_some() {
        return xlsx::child_main(words);
    }
    report_panics_without_contents();
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return not_understood(&error),
    };
    // A script waits for a document on standard output; it gets one even when a part of the program stops.
    let outcome = catch_unwind(AssertUnwindSafe(|| commands::run(&arguments.command, &arguments.place)))
        .unwrap_or_else(|_| Err(Failure::stopped()));
    let json = arguments.place.json || arguments.command.answers_json();
    match outcome {
        Ok(answer) => give(&answer, json).into(),
        Err(failure) => refuse(&failure, json).into(),
    }
}

/// Prints an answer. Somebody who reads only the beginning (`| head`) is no fault.
fn give(answer: &Answer, json: bool) -> Exit {
    let document;
    let text = if json {
        document = if std::io::stdout().is_terminal() { answer.pretty() } else { answer.json().to_owned() };
        &document
    } else {
        answer.text()
    };
    let mut out = std::io::stdout().lock();
    let line_end: &[u8] = if text.is_empty() || text.ends_with('\n') { b"" } else { b"\n" };
    match out.write_all(text.as_bytes()).and_then(|()| out.write_all(line_end)).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            eprintln!("stockless: the answer could not be written: {error}.");
            Exit::Refused
        }
        _ => answer.exit,
    }
}

/// Says why not: for people on standard error, for scripts on standard output as well.
fn refuse(failure: &Failure, json: bool) -> Exit {
    eprintln!("{failure}");
    if json {
        // Nobody is left to hear it if standard output is gone.
        let _ = writeln!(std::io::stdout(), "{}", failure.json());
    }
    failure.exit
}

/// Help, the version, or a command line that is not understood.
fn not_understood(error: &clap::Error) -> ExitCode {
    let wrong = !matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    if wrong && std::env::args_os().any(|word| word == "--json") {
        let said = error.to_string();
        let said = said.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned();
        let failure = Failure::usage(said).with_action("See stockless --help.");
        return refuse(&failure, true).into();
    }
    // As above.
    let _ = error.print();
    if wrong { Exit::Usage.into() } else { Exit::Done.into() }
}

/// Reports where a part of the program stopped and nothing of what it was working on: a panic's message can hold a
/// customer's address, and logs are sent around.
fn report_panics_without_contents() {
    std::panic::set_hook(Box::new(|panic| {
        let place =
            panic.location().map_or_else(String::new, |at| format!(" at {}:{}", at.file(), at.line()));
        eprintln!("stockless: a part of the program stopped{place}");
    }));
}
