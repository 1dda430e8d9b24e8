//! One merchant's day through the command line: the sample shop, its new orders, a dry run, the real forwarding,
//! tracking numbers coming back, and the profit. Nothing leaves this machine: the sample suppliers take files.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::{Outcome, place};

/// Plays the day in `workspace`, or in a fresh folder of its own.
pub fn play(stockless: &Path, workspace: Option<&Path>) -> Outcome {
    let own = place::target().join("demo-day");
    let workspace = match workspace {
        Some(folder) => folder,
        None => {
            renew(&own)?;
            &own
        }
    };
    let report = workspace.join("profit.xlsx");
    let day = Day { stockless, workspace };
    day.step("Fill a new workspace with the sample shop", &["demo"])?;
    day.step("The orders that came in", &["orders", "--tab", "new"])?;
    day.step("What forwarding would do", &["forward", "--ready", "--dry-run"])?;
    day.step("Forward what is ready", &["forward", "--ready"])?;
    day.step("Profit by month", &["profit", "--by", "month"])?;
    day.step(
        "The same for the bookkeeper",
        &["profit", "--format", "xlsx", "--out", &report.to_string_lossy()],
    )?;
    println!("\nThe day is done. The workspace is {}", workspace.display());
    println!("The report is {}", report.display());
    Ok(())
}

struct Day<'a> {
    stockless: &'a Path,
    workspace: &'a Path,
}

impl Day<'_> {
    fn step(&self, title: &str, words: &[&str]) -> Outcome {
        println!("\n## {title}\n$ stockless {}", words.join(" "));
        let mut command = Command::new(self.stockless);
        command.arg("--workspace").arg(self.workspace).args(words).stdin(Stdio::null());
        let status = command.status().map_err(|error| format!("stockless could not be started: {error}."))?;
        if status.success() {
            Ok(())
        } else {
            Err(format!("'stockless {}' ended with {status}.", words.join(" ")))
        }
    }
}

fn renew(folder: &Path) -> Outcome {
    let told = |error: std::io::Error| format!("{} could not be made anew: {error}.", folder.display());
    if folder.exists() {
        std::fs::remove_dir_all(folder).map_err(told)?;
    }
    std::fs::create_dir_all(folder).map_err(told)
}
