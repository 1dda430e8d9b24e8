//! Giving out what was read, and kinds in which each row is a record.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::ops::ControlFlow;

use super::item::{CatalogueError, Item, Rejection, Summary};
use super::line::Line;
use super::source::Source;
use crate::table::RowProblem;

/// What takes the items of a file.
pub(super) type Sink<'s, T> = &'s mut dyn FnMut(Item<T>) -> ControlFlow<()>;

/// Counts what is given out.
pub(super) struct Output<'s, T> {
    file: String,
    sink: Sink<'s, T>,
    pub summary: Summary,
}

impl<'s, T> Output<'s, T> {
    pub fn new(file: &str, sink: Sink<'s, T>) -> Self {
        Self { file: file.to_owned(), sink, summary: Summary::default() }
    }

    pub fn record(&mut self, line: u64, record: T) -> ControlFlow<()> {
        self.summary.records = self.summary.records.saturating_add(1);
        self.give(Item::Read { line, record })
    }

    /// Gives out what is wrong with one row.
    pub fn refuse(&mut self, problems: Vec<RowProblem>) -> ControlFlow<()> {
        self.summary.refused = self.summary.refused.saturating_add(1);
        for problem in problems {
            let rejection = Rejection::new(&self.file, problem);
            self.give(Item::Rejected(rejection))?;
        }
        ControlFlow::Continue(())
    }

    fn give(&mut self, item: Item<T>) -> ControlFlow<()> {
        let flow = (self.sink)(item);
        self.summary.stopped |= flow.is_break();
        flow
    }

    pub fn finish(mut self, source: &Source) -> Summary {
        self.summary.replaced_characters = source.replaced_characters();
        self.summary
    }
}

/// What was said on which line, told apart by a hash.
#[derive(Default)]
pub(super) struct Seen {
    hasher: RandomState,
    lines: HashMap<u64, u64>,
}

impl Seen {
    pub fn hash(&self, key: &str) -> u64 {
        self.hasher.hash_one(key)
    }

    /// The line that said it first; `None` when it is new.
    pub fn before(&mut self, key: &str, line: u64) -> Option<u64> {
        let hash = self.hash(key);
        match self.lines.get(&hash) {
            Some(first) => Some(*first),
            None => {
                self.lines.insert(hash, line);
                None
            }
        }
    }
}

/// What a kind says about a row that repeats an earlier one.
pub(super) fn repeats(first: u64, what: &str) -> (String, &'static str) {
    (format!("line {first} already has {what}"), "delete one of the two rows")
}

/// Reads a kind in which each row is a record. `build` answers `None` without a problem for a row to pass over;
/// `identity` is what no two rows may share, `what` its name.
pub(super) fn read_rows<T>(
    source: &mut Source,
    sink: Sink<'_, T>,
    what: &str,
    mut build: impl FnMut(&mut Line<'_>) -> Option<T>,
    identity: impl Fn(&T) -> Option<String>,
) -> Result<Summary, CatalogueError> {
    let mut out = Output::new(source.file(), sink);
    let mut seen = Seen::default();
    while let Some(row) = source.next_row()? {
        out.summary.rows = out.summary.rows.saturating_add(1);
        let mut line = source.line(&row);
        let record = build(&mut line).filter(|_| line.is_sound());
        let key = record.as_ref().and_then(&identity);
        if let Some(first) = key.and_then(|key| seen.before(&key, row.line())) {
            let (reason, fix) = repeats(first, what);
            line.refuse_row(reason, fix);
        }
        let flow = match record {
            Some(record) if line.is_sound() => out.record(row.line(), record),
            None if line.is_sound() => {
                out.summary.passed_over = out.summary.passed_over.saturating_add(1);
                ControlFlow::Continue(())
            }
            _ => out.refuse(line.into_problems()),
        };
        if flow.is_break() {
            break;
        }
    }
    Ok(out.finish(source))
}
