//! `stockless backup`

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};
use stockless_engine::shapes::workspace::BackupRequest;

use super::full;
use crate::answer::Answer;
use crate::failure::Failure;
use crate::fields::{list, number, text};
use crate::session::Session;
use crate::table::{Side, Table};

/// Where to.
#[derive(Debug, Args)]
pub struct Backup {
    /// File to write [default: a new one in the workspace's folder of backups]
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// Only list the backups in the workspace's folder
    #[arg(long, conflicts_with = "file")]
    list: bool,
}

impl Backup {
    pub fn run(&self, session: &Session) -> Result<Answer, Failure> {
        if self.list {
            let backups = session.call("backups", &json!({}))?;
            return Ok(Answer::new(&backups, listed(&backups)));
        }
        let path = self.file.as_deref().map(full).transpose()?;
        let made = session.call("backup", &BackupRequest { path })?;
        let words =
            format!("{} ({}), read back and found whole.", text(&made, "path"), size(number(&made, "bytes")));
        Ok(Answer::new(&made, words))
    }
}

fn listed(backups: &Value) -> String {
    if list(backups, "rows").is_empty() {
        return "There is no backup yet.".to_owned();
    }
    let mut table =
        Table::new(&[("Made", Side::Left), ("Size", Side::Right), ("Why", Side::Left), ("File", Side::Left)]);
    for backup in list(backups, "rows") {
        table.row(vec![
            text(backup, "at"),
            size(number(backup, "bytes")),
            text(backup, "reason").replace('_', " "),
            text(backup, "path"),
        ]);
    }
    table.render()
}

fn size(bytes: i64) -> String {
    if bytes < 1_000_000 { format!("{} kB", bytes / 1_000) } else { format!("{} MB", bytes / 1_000_000) }
}
