//! `stockless restore`

use std::path::PathBuf;

use clap::Args;
use serde_json::Value;
use stockless_engine::shapes::workspace::RestoreRequest;

use super::full;
use crate::answer::Answer;
use crate::failure::Failure;
use crate::fields::{count, number, text};
use crate::session::Session;

/// Which backup.
#[derive(Debug, Args)]
pub struct Restore {
    /// The backup; `stockless backup --list` shows those there are
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

impl Restore {
    pub fn run(&self, session: &Session) -> Result<Answer, Failure> {
        let request = RestoreRequest { path: full(&self.file)? };
        let restored = session.call("restore", &request)?;
        Ok(Answer::new(&restored, told(&restored, &request.path)))
    }
}

fn told(restored: &Value, from: &str) -> String {
    let mut lines = vec![format!("The workspace is the one of {from} again.")];
    let previous = text(restored, "previous");
    if !previous.is_empty() {
        lines.push(format!("What was there before is kept in {previous}."));
    }
    let to_look_at = number(restored, "to_look_at");
    if to_look_at > 0 {
        let purchases = count(to_look_at, "purchase was", "purchases were");
        lines.push(format!(
            "{purchases} sent after this backup was made, and it does not know what became of them."
        ));
        lines.push(
            "Nothing is sent until you have looked at them, so that no supplier gets an order twice:"
                .to_owned(),
        );
        lines.push("  stockless purchases --state in_doubt".to_owned());
        lines.push("  stockless call purchase_answer   (or answer in the window)".to_owned());
        lines.push("  stockless call forwarding_resume".to_owned());
    }
    lines.join("\n")
}
