//! `stockless undo`

use clap::Args;
use stockless_engine::shapes::activity::UndoRequest;

use crate::answer::Answer;
use crate::failure::Failure;
use crate::fields::{count, number, text};
use crate::session::Session;

/// Which action.
#[derive(Debug, Args)]
pub struct Undo {
    /// The action, by the number its answer gave as `undo` [default: the latest]
    #[arg(value_name = "ID")]
    id: Option<i64>,
}

impl Undo {
    pub fn run(&self, session: &Session) -> Result<Answer, Failure> {
        let undone = session.call("undo", &UndoRequest { id: self.id })?;
        let again = match number(&undone, "redo") {
            0 => String::new(),
            redo => format!(" Do it again with stockless undo {redo}."),
        };
        let action = text(&undone, "action");
        let things = count(number(&undone, "count"), "thing", "things");
        Ok(Answer::new(&undone, format!("Taken back: {action}, {things}.{again}")))
    }
}
