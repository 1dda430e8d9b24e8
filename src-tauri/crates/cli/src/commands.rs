//! The commands, one file each: what it takes, what it asks of the engine, what it says.

pub mod backup;
pub mod call;
pub mod check;
pub mod demo;
pub mod forward;
pub mod import;
pub mod orders;
pub mod placed;
pub mod profit;
pub mod purchases;
pub mod restore;
pub mod setup;
pub mod undo;

use std::path::Path;

use crate::answer::Answer;
use crate::arguments::{Command, Place};
use crate::failure::Failure;
use crate::home;
use crate::session::Session;

/// Runs a command.
pub fn run(command: &Command, place: &Place) -> Result<Answer, Failure> {
    if let Command::Call(call) = command
        && call.list
    {
        return Ok(call::list());
    }
    let folder = home::workspace(place.workspace.as_deref())?;
    if !command.may_make_workspace() {
        home::must_exist(&folder)?;
    }
    let session = Session::open(&folder)?;
    match command {
        Command::Demo(demo) => demo.run(&session),
        Command::Setup(setup) => setup.run(&session),
        Command::Import(import) => import.run(&session),
        Command::Orders(orders) => orders.run(&session),
        Command::Forward(forward) => forward.run(&session),
        Command::Purchases(purchases) => purchases.run(&session),
        Command::Placed(placed) => placed.run(&session),
        Command::Profit(profit) => profit.run(&session),
        Command::Undo(undo) => undo.run(&session),
        Command::Backup(backup) => backup.run(&session),
        Command::Restore(restore) => restore.run(&session),
        Command::Check => check::run(&session),
        Command::Call(call) => call.run(&session),
    }
}

/// A path for the engine: complete, because the engine does not know in which folder a command was given.
fn full(path: &Path) -> Result<String, Failure> {
    let full = std::path::absolute(path).map_err(|error| Failure::file(path, &error))?;
    full.into_os_string().into_string().map_err(|_| {
        Failure::invalid(format!("The name {} is not Unicode. Rename the file.", path.display()))
    })
}
