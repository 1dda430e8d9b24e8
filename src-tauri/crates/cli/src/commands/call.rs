//! `stockless call`

use std::io::Read;

use clap::Args;
use serde_json::{Value, json};
use stockless_engine::{COMMANDS, Tag};

use crate::answer::Answer;
use crate::failure::Failure;
use crate::session::Session;
use crate::table::{Side, Table};

/// Largest request read from standard input, in bytes.
const MOST: u64 = 64 << 20;

/// Shown below the options.
pub const HELP: &str = "\
Examples:
  stockless call --list
  stockless call orders '{\"tab\":\"late\",\"limit\":10}'
  stockless call order_snooze - < request.json

The answer is one JSON document on standard output, also without --json.";

/// A command by its name.
#[derive(Debug, Args)]
pub struct Call {
    /// Name of the command; --list shows them
    #[arg(value_name = "NAME", required_unless_present = "list")]
    name: Option<String>,
    /// Its request as JSON; - reads standard input
    #[arg(value_name = "JSON", default_value = "{}", allow_hyphen_values = true)]
    request: String,
    /// List every command with what it does
    #[arg(long, conflicts_with = "name")]
    pub list: bool,
}

impl Call {
    pub fn run(&self, session: &Session) -> Result<Answer, Failure> {
        let name = self.name.as_deref().unwrap_or_default();
        let request: Value = serde_json::from_str(&self.words()?)
            .map_err(|error| Failure::usage(format!("The request for “{name}” is not JSON: {error}.")))?;
        let answer = session.call(name, &request)?;
        Ok(Answer::new(&answer, ""))
    }

    fn words(&self) -> Result<String, Failure> {
        if self.request != "-" {
            return Ok(self.request.clone());
        }
        let mut words = String::new();
        let read = std::io::stdin().take(MOST).read_to_string(&mut words);
        read.map_err(|error| Failure::usage(format!("Standard input cannot be read: {error}.")))?;
        Ok(words)
    }
}

/// Every command. Needs no workspace.
pub fn list() -> Answer {
    let mut table = Table::new(&[("Command", Side::Left), ("What it does", Side::Left)]);
    let mut rows = Vec::new();
    for command in COMMANDS {
        let about = command.about.trim();
        table.row(vec![command.name.to_owned(), about.to_owned()]);
        rows.push(json!({
            "name": command.name,
            "about": about,
            "provides": words(command.provides),
            "invalidates": words(command.invalidates),
        }));
    }
    let answer = json!({"total": rows.len(), "rows": rows, "next": null});
    Answer::new(&answer, table.render())
}

fn words(tags: &[Tag]) -> Value {
    serde_json::to_value(tags).unwrap_or_default()
}
