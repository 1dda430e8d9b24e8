//! `cargo xtask run`: from a clone to an open window.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::cargo::cargo;
use crate::packages::Purpose;
use crate::{Outcome, day, frontend, place, system};

/// What was asked for on the command line.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Options {
    pub demo: bool,
    pub headless: bool,
    pub release: bool,
    pub workspace: Option<PathBuf>,
}

impl Options {
    pub fn parse(words: &[String]) -> Outcome<Self> {
        let mut options = Self::default();
        let mut rest = words.iter();
        while let Some(word) = rest.next() {
            match word.as_str() {
                "--demo" => options.demo = true,
                "--headless" => options.headless = true,
                "--release" => options.release = true,
                "--workspace" => {
                    let folder = rest.next().ok_or("--workspace wants a folder after it.")?;
                    let folder = std::path::absolute(folder)
                        .map_err(|error| format!("--workspace {folder}: {error}."))?;
                    options.workspace = Some(folder);
                }
                other => return Err(format!("'{other}' is not an option of run.")),
            }
        }
        Ok(options)
    }

    fn profile(&self) -> &'static str {
        if self.release { "release" } else { "debug" }
    }
}

/// Builds what changed and opens the window; plays the day without one where there is no screen.
pub fn run(options: &Options) -> Outcome {
    if options.headless {
        return headless(options);
    }
    if !has_display() {
        println!("There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set),");
        println!("so the same day runs without a window, through the command line.\n");
        return headless(options);
    }
    system::prepare(Purpose::Run)?;
    frontend::build()?;
    build(options, "stockless-desktop")?;
    open(options)
}

fn headless(options: &Options) -> Outcome {
    system::prepare(Purpose::Build)?;
    build(options, "stockless-cli")?;
    day::play(&place::built(options.profile(), "stockless"), options.workspace.as_deref())
}

/// The window comes from a development build unless asked otherwise: the first takes about half as long, later
/// ones seconds.
fn build(options: &Options, package: &str) -> Outcome {
    println!("building {package} ({}; the first time takes some minutes)", options.profile());
    let mut arguments = vec!["build", "--package", package];
    if options.release {
        arguments.push("--release");
    }
    frontend::finish(cargo(&arguments), "cargo build")
}

fn open(options: &Options) -> Outcome {
    let mut window = Command::new(place::built(options.profile(), "stockless-desktop"));
    if let Some(folder) = &options.workspace {
        window.arg("--workspace").arg(folder);
    }
    if options.demo {
        window.arg("--demo");
    }
    println!("opening Stockless; close its window or press Ctrl C to end");
    window.stdin(Stdio::null());
    frontend::finish(window, "Stockless")
}

fn has_display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Outcome<Options> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        Options::parse(&words)
    }

    #[test]
    fn options_may_stand_in_any_order() {
        let options = parse("--workspace /srv/shop --demo").unwrap();
        assert_eq!(
            options,
            Options { demo: true, workspace: Some("/srv/shop".into()), ..Options::default() }
        );
        assert_eq!(parse("--headless --release").unwrap().profile(), "release");
    }

    #[test]
    fn a_wrong_option_is_named() {
        assert!(parse("--dmeo").unwrap_err().contains("--dmeo"));
        assert!(parse("--workspace").unwrap_err().contains("folder"));
    }
}
