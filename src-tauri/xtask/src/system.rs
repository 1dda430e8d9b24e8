//! What this machine lacks, and how to get it: by `apt-get` where we may, in words everywhere else.

use std::io::IsTerminal;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::packages::{ELSEWHERE, NEEDS, Need, Purpose, Sign};
use crate::{Outcome, place};

/// The oldest Node.js that the interface's build tool runs on.
const NODE: (u32, u32) = (20, 19);

/// Installs what `purpose` needs and is missing; stops with the exact line to type where it may not.
pub fn prepare(purpose: Purpose) -> Outcome {
    if cfg!(target_os = "linux") {
        let missing = missing(purpose);
        if !missing.is_empty() {
            install(&missing)?;
        }
    }
    if purpose == Purpose::Build { Ok(()) } else { check_node() }
}

fn missing(purpose: Purpose) -> Vec<&'static Need> {
    NEEDS.iter().filter(|need| need.purpose <= purpose && !is_met(need)).collect()
}

/// A need is met by its sign, or by the Debian package where its files are not where we look.
fn is_met(need: &Need) -> bool {
    let by_sign = match need.sign {
        Sign::Program(names) => names.iter().any(|name| place::program(name).is_some()),
        Sign::Library(name) => succeeds(Command::new("pkg-config").args(["--exists", name])),
        Sign::Python(module) => succeeds(Command::new("python3").args(["-c", &format!("import {module}")])),
        Sign::File(paths) => paths.iter().any(|path| Path::new(path).exists()),
    };
    by_sign || is_installed(need.debian)
}

fn is_installed(package: &str) -> bool {
    let status = Command::new("dpkg-query").args(["-W", "-f=${Status}", package]).output();
    status.is_ok_and(|answer| answer.stdout.ends_with(b" installed"))
}

fn succeeds(command: &mut Command) -> bool {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

fn install(missing: &[&Need]) -> Outcome {
    let names: Vec<&str> = missing.iter().map(|need| need.debian).collect();
    println!("missing on this system: {}", names.join(", "));
    let Some(mut before) = apt_command() else {
        return Err(by_hand(&names));
    };
    before.push("apt-get".into());
    println!("installing them with {}", before.join(" "));
    // An old package list names files that are gone, so the list comes first; it takes seconds.
    apt(&before, &["update", "-qq"], &names)?;
    let mut arguments = vec!["install", "-y", "-qq", "--no-install-recommends"];
    arguments.extend(&names);
    apt(&before, &arguments, &names)
}

fn apt(before: &[String], arguments: &[&str], names: &[&str]) -> Outcome {
    let (program, words) = before.split_first().ok_or("apt-get has no command line")?;
    let mut command = Command::new(program);
    command.args(words).args(arguments).env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null());
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => {
            Err(format!("apt-get {} ended with {status}.\n{}", arguments.join(" "), by_hand(names)))
        }
        Err(error) => Err(format!("apt-get could not be started: {error}.\n{}", by_hand(names))),
    }
}

/// The words before `apt-get`, or nothing where this person may not or cannot install packages.
fn apt_command() -> Option<Vec<String>> {
    place::program("apt-get")?;
    place::program("dpkg-query")?;
    if is_root() {
        return Some(Vec::new());
    }
    place::program("sudo")?;
    // Without a terminal nobody can type a password: sudo then fails at once instead of waiting.
    let mut words = vec!["sudo".to_owned()];
    if !std::io::stdin().is_terminal() {
        words.push("-n".to_owned());
    }
    Some(words)
}

fn is_root() -> bool {
    let answer = Command::new("id").arg("-u").output();
    answer.is_ok_and(|answer| answer.stdout.trim_ascii() == b"0")
}

fn by_hand(names: &[&str]) -> String {
    let mut text = format!(
        "Stockless needs these and may not install them itself: {}.\nInstall them and run the same command again:\n",
        names.join(", ")
    );
    for other in ELSEWHERE {
        text.push_str(&format!("  {:<15} to run:  {}\n", other.system, other.run));
        text.push_str(&format!("  {:<15} to test: {}\n", "", other.test));
    }
    text
}

fn check_node() -> Outcome {
    let (major, minor) = NODE;
    let wanted = format!("Stockless builds its interface with Node.js {major}.{minor} or newer (nodejs.org)");
    let answer = Command::new("node").arg("--version").output();
    let Ok(answer) = answer else {
        return Err(format!("{wanted}; there is no 'node' in PATH."));
    };
    let text = String::from_utf8_lossy(&answer.stdout).trim().to_owned();
    match version(&text) {
        Some(found) if found >= NODE => Ok(()),
        _ => Err(format!("{wanted}; here 'node --version' says '{text}'.")),
    }?;
    if succeeds(Command::new(NPM).arg("--version")) {
        Ok(())
    } else {
        Err(format!("{wanted} and its npm; 'npm' does not start here."))
    }
}

/// npm's name as a program: a batch file on Windows.
pub const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// Major and minor number of `v20.19.4`.
fn version(text: &str) -> Option<(u32, u32)> {
    let mut parts = text.strip_prefix('v')?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_version_is_read_as_numbers() {
        assert_eq!(version("v20.19.4"), Some((20, 19)));
        assert_eq!(version("v9.2"), Some((9, 2)));
        assert!(version("v20.9.0") < Some(NODE));
        assert_eq!(version("command not found"), None);
    }

    #[test]
    fn the_line_for_debian_names_every_package() {
        let debian = ELSEWHERE.iter().find(|other| other.system.starts_with("Debian")).unwrap();
        for need in NEEDS {
            let line = if need.purpose == Purpose::Test { debian.test } else { debian.run };
            assert!(
                line.split(' ').any(|word| word == need.debian),
                "{} is missing in '{line}'",
                need.debian
            );
        }
    }

    #[test]
    fn a_person_who_may_not_install_reads_what_to_type() {
        let text = by_hand(&["xvfb"]);
        for system in ["Fedora", "Arch", "openSUSE", "macOS", "Windows"] {
            assert!(text.contains(system), "{system} is missing");
        }
    }
}
