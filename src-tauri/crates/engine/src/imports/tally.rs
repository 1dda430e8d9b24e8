//! Counting what an import does.

use crate::shapes::imports::{ImportAnswer, Rejection};

/// What became of one thing that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    Added,
    Changed,
    Unchanged,
}

/// Counts and lists of a run.
#[derive(Debug, Default)]
pub struct Tally {
    /// As it will be answered.
    pub answer: ImportAnswer,
}

impl Tally {
    /// Counts one thing.
    pub fn count(&mut self, became: Became) {
        self.answer.read += 1;
        match became {
            Became::Added => self.answer.added += 1,
            Became::Changed => self.answer.changed += 1,
            Became::Unchanged => self.answer.unchanged += 1,
        }
    }

    /// Counts what a transaction has committed.
    pub fn add(&mut self, counts: &[Became]) {
        for &became in counts {
            self.count(became);
        }
    }

    /// Lists a row that was not used.
    pub fn reject(&mut self, rejection: Rejection) {
        self.answer.rejected.push(rejection);
    }
}

/// A rejection of what a file says about something that is not here.
pub fn unknown(file: &str, line: u64, column: &str, value: &str, reason: &str, fix: &str) -> Rejection {
    Rejection {
        file: file.to_owned(),
        line: i64::try_from(line).unwrap_or(i64::MAX),
        column: column.to_owned(),
        value: value.to_owned(),
        reason: reason.to_owned(),
        fix: fix.to_owned(),
    }
}
