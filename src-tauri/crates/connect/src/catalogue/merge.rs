//! Kinds in which several rows make one record.
//!
//! The survey of the file learns the last row of each record. So rows may be scattered, a record is given out as
//! soon as it is whole, and a sorted file of any length needs the memory of one record.

use std::collections::HashMap;
use std::ops::ControlFlow;

use super::item::{CatalogueError, Summary};
use super::line::Line;
use super::output::{Output, Seen, Sink};
use super::source::Source;
use crate::table::Row;

/// Text of unfinished records that is held in memory at most.
pub const HELD_BYTES: usize = 96 * 1024 * 1024;
/// What a held row costs beside its text.
const ROW_BYTES: usize = 400;

/// How the rows of one kind become records.
pub(super) trait Merging {
    type Record;
    /// What makes rows belong together, for messages.
    const BY: &'static str;

    /// The record a row belongs to; empty where the row does not say it.
    fn key(&self, line: &Line<'_>) -> String;
    /// One row as a record. `None` without a problem passes it over.
    fn build(&self, line: &mut Line<'_>) -> Option<Self::Record>;
    /// Adds a further row, or notes why it contradicts the record, which began on line `first`, and leaves the
    /// record as it is.
    fn merge(&self, record: &mut Self::Record, further: Self::Record, first: u64, line: &mut Line<'_>);
}

struct Held<R> {
    line: u64,
    record: Option<R>,
    spoiled: bool,
    /// Rows taken in, which are refused with the record if it is spoiled.
    rows: u64,
    bytes: usize,
}

impl<R> Held<R> {
    const fn at(line: u64) -> Self {
        Self { line, record: None, spoiled: false, rows: 0, bytes: 0 }
    }
}

struct Pass<'p, 's, M: Merging> {
    merging: &'p M,
    out: Output<'s, M::Record>,
    held: HashMap<u64, Held<M::Record>>,
    bytes: usize,
}

/// Reads a kind in which several rows make one record.
pub(super) fn read_merged<M: Merging>(
    source: &mut Source,
    merging: &M,
    sink: Sink<'_, M::Record>,
) -> Result<Summary, CatalogueError> {
    read_within(source, merging, HELD_BYTES, sink)
}

/// Reads as [`read_merged`] does, with another limit on what is held.
pub(super) fn read_within<M: Merging>(
    source: &mut Source,
    merging: &M,
    limit: usize,
    sink: Sink<'_, M::Record>,
) -> Result<Summary, CatalogueError> {
    let (seen, mut last, mut ordinal) = (Seen::default(), HashMap::new(), 0_u64);
    source.survey(|line| {
        last.insert(seen.hash(&merging.key(line)), ordinal);
        ordinal = ordinal.saturating_add(1);
    })?;
    let out = Output::new(source.file(), sink);
    let mut pass = Pass { merging, out, held: HashMap::new(), bytes: 0 };
    let mut ordinal = 0_u64;
    while let Some(row) = source.next_row()? {
        let line = source.line(&row);
        let key = merging.key(&line);
        let hash = seen.hash(&key);
        let ends = key.is_empty() || last.get(&hash) == Some(&ordinal);
        if pass.take(hash, &row, line, ends).is_break() {
            break;
        }
        if pass.bytes > limit {
            return Err(CatalogueError::Scattered { file: source.file().to_owned(), by: M::BY });
        }
        ordinal = ordinal.saturating_add(1);
    }
    Ok(pass.out.finish(source))
}

impl<M: Merging> Pass<'_, '_, M> {
    fn take(&mut self, hash: u64, row: &Row, mut line: Line<'_>, ends: bool) -> ControlFlow<()> {
        let summary = &mut self.out.summary;
        summary.rows = summary.rows.saturating_add(1);
        let built = self.merging.build(&mut line);
        let held = self.held.entry(hash).or_insert_with(|| Held::at(row.line()));
        let mut taken = false;
        match (built, &mut held.record) {
            _ if !line.is_sound() => held.spoiled = true,
            (None, _) => summary.passed_over = summary.passed_over.saturating_add(1),
            (Some(record), None) => {
                (held.record, held.line, taken) = (Some(record), row.line(), true);
            }
            (Some(further), Some(record)) => {
                self.merging.merge(record, further, held.line, &mut line);
                taken = line.is_sound();
            }
        }
        if taken {
            let cost = row.raw().len().saturating_add(ROW_BYTES);
            held.rows = held.rows.saturating_add(1);
            held.bytes = held.bytes.saturating_add(cost);
            self.bytes = self.bytes.saturating_add(cost);
        }
        if !line.is_sound() {
            self.out.refuse(line.into_problems())?;
        }
        if ends { self.give(hash) } else { ControlFlow::Continue(()) }
    }

    fn give(&mut self, hash: u64) -> ControlFlow<()> {
        let Some(held) = self.held.remove(&hash) else { return ControlFlow::Continue(()) };
        self.bytes = self.bytes.saturating_sub(held.bytes);
        match held.record {
            Some(record) if !held.spoiled => self.out.record(held.line, record),
            _ => {
                self.out.summary.refused = self.out.summary.refused.saturating_add(held.rows);
                ControlFlow::Continue(())
            }
        }
    }
}
