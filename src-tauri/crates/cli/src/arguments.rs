//! The command line. What a command takes stands with the command.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::commands::{
    backup, call, demo, forward, import, orders, placed, profit, purchases, restore, setup, undo,
};
use crate::exit;

/// Orders to suppliers, each once; parcels back; profit to the cent. All of it on this computer.
#[derive(Debug, Parser)]
#[command(name = "stockless", version, after_help = exit::HELP, max_term_width = 110)]
pub struct Arguments {
    /// On what it works and how it answers.
    #[command(flatten)]
    pub place: Place,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// On what a command works and how it answers.
#[derive(Debug, Args)]
pub struct Place {
    /// Folder of the workspace [default: the one the window opened last, else a folder of your account]
    #[arg(long, global = true, value_name = "DIR", env = "STOCKLESS_WORKSPACE", hide_env = true)]
    pub workspace: Option<PathBuf>,
    /// Answer with one JSON document on standard output
    #[arg(long, global = true)]
    pub json: bool,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Fill an empty workspace with an invented year of three shops
    Demo(demo::Demo),
    /// Say what the workspace is called and how it counts
    Setup(setup::Setup),
    /// Read files in: orders, suppliers, offers, mappings, costs, tracking, ads or rates
    Import(import::Import),
    /// List orders
    Orders(orders::Orders),
    /// Send orders to their suppliers
    Forward(forward::Forward),
    /// List what was sent to suppliers
    Purchases(purchases::Purchases),
    /// Say that purchases were handed over or confirmed
    Placed(placed::Placed),
    /// Report profit, step by step
    Profit(profit::Profit),
    /// Take the last action back
    Undo(undo::Undo),
    /// Make a verified backup
    Backup(backup::Backup),
    /// Put a backup in the place of the workspace; the present file is kept
    Restore(restore::Restore),
    /// Prove the file, its sums and the journal
    Check,
    /// Run any command of the application
    #[command(after_help = call::HELP)]
    Call(call::Call),
}

impl Command {
    /// True for commands that answer with JSON even without --json.
    pub const fn answers_json(&self) -> bool {
        match self {
            Self::Call(call) => !call.list,
            Self::Profit(profit) => profit.answers_json(),
            _ => false,
        }
    }

    /// True for commands that may make a workspace where there is none.
    pub const fn may_make_workspace(&self) -> bool {
        matches!(self, Self::Demo(_) | Self::Setup(_) | Self::Import(_) | Self::Restore(_) | Self::Call(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }
}
