//! One merchant's day through the command line: the sample shop, its new orders, a dry run, the real forwarding,
//! tracking numbers coming back, and the profit. Nothing leaves this machine: the sample suppliers take files.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::{Outcome, place};

/// Parcels that the suppliers report back during the day.
const PARCELS: usize = 3;

/// Plays the day in `workspace`, or in a fresh folder of its own.
pub fn play(stockless: &Path, workspace: Option<&Path>) -> Outcome {
    let day = Day { stockless, workspace: folder(workspace)? };
    let report = day.workspace.join("profit.xlsx");
    let parcels = day.workspace.join("tracking.csv");
    day.step("Fill a new workspace with the sample shop", &["demo"])?;
    day.step("The orders that came in", &["orders", "--tab", "new", "--limit", "12"])?;
    day.step("What forwarding would do", &["forward", "--ready", "--dry-run"])?;
    day.step("Forward what is ready", &["forward", "--ready"])?;
    day.step("What the suppliers got", &["purchases", "--limit", "8"])?;
    day.write_parcels(&parcels)?;
    day.step("Tracking numbers come back", &["import", "tracking", &parcels.to_string_lossy()])?;
    day.step("Profit by month", &["profit", "--by", "month"])?;
    day.step(
        "The same for the bookkeeper",
        &["profit", "--format", "xlsx", "--out", &report.to_string_lossy()],
    )?;
    day.step("Prove the file, its sums and the journal", &["check"])?;
    println!("\nThe day is done.");
    println!("workspace            {}", day.workspace.display());
    println!("purchases sent       {}", day.workspace.join("outbox").display());
    println!("report               {}", report.display());
    Ok(())
}

struct Day<'a> {
    stockless: &'a Path,
    workspace: PathBuf,
}

impl Day<'_> {
    fn step(&self, title: &str, words: &[&str]) -> Outcome {
        println!("\n## {title}\n$ stockless {}", words.join(" "));
        let status = self.command(words).status();
        let status = status.map_err(|error| format!("stockless could not be started: {error}."))?;
        if status.success() {
            Ok(())
        } else {
            Err(format!("'stockless {}' ended with {status}.", words.join(" ")))
        }
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(self.stockless);
        command.arg("--workspace").arg(&self.workspace).args(words).stdin(Stdio::null());
        command
    }

    /// Writes the file that a supplier would send in the evening, for the newest purchases.
    fn write_parcels(&self, file: &Path) -> Outcome {
        let answer = self.command(&["--json", "purchases", "--limit", &PARCELS.to_string()]).output();
        let answer = answer.map_err(|error| format!("stockless could not be started: {error}."))?;
        let text = String::from_utf8_lossy(&answer.stdout).into_owned();
        let numbers = purchase_numbers(&text);
        if numbers.is_empty() {
            return Err("no purchase was sent that a parcel could belong to.".to_owned());
        }
        let mut rows = String::from("PO number,Tracking number,Carrier\n");
        for (number, serial) in numbers.iter().zip(26_513_907..) {
            rows.push_str(&format!("{number},{},PostNL\n", parcel_number(serial)));
        }
        std::fs::write(file, rows).map_err(|error| format!("{}: {error}", file.display()))
    }
}

/// The numbers of the purchases in a JSON answer. They hold neither quotes nor backslashes.
fn purchase_numbers(json: &str) -> Vec<&str> {
    json.split("\"number\":\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// A registered letter's number of the Universal Postal Union (S10), with its check digit.
fn parcel_number(serial: u32) -> String {
    let weights = [8, 6, 4, 2, 3, 5, 9, 7];
    let digits = format!("{serial:08}");
    let sum: u32 =
        digits.chars().filter_map(|digit| digit.to_digit(10)).zip(weights).map(|(d, w)| d * w).sum();
    let check = match 11 - sum % 11 {
        10 => 0,
        11 => 5,
        digit => digit,
    };
    format!("RR{digits}{check}NL")
}

/// The folder that was named, or an empty one for a day that nobody wants to keep.
fn folder(named: Option<&Path>) -> Outcome<PathBuf> {
    if let Some(named) = named {
        return Ok(named.to_path_buf());
    }
    let own = place::target().join("demo-day");
    let told = |error: std::io::Error| format!("{} could not be made anew: {error}.", own.display());
    if own.exists() {
        std::fs::remove_dir_all(&own).map_err(told)?;
    }
    std::fs::create_dir_all(&own).map_err(told)?;
    Ok(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parcel_number_has_its_check_digit() {
        // The standard's own example is RR473124829FI.
        assert_eq!(parcel_number(47_312_482), "RR473124829NL");
    }

    #[test]
    fn purchase_numbers_are_found_and_others_are_not() {
        let json = r#"{"rows":[{"number":"TK-1-1","order_number":"TK-1","supplier_number":"9"},{"number":"PB-2-1"}]}"#;
        assert_eq!(purchase_numbers(json), ["TK-1-1", "PB-2-1"]);
    }
}
