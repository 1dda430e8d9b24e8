//! After a restore: how many of the purchases that the journal knows and the backup did not are checked by now.

use std::collections::BTreeSet;

use stockless_core::purchase::State;

use crate::assess::needs_a_person;
use crate::engine::Engine;
use crate::error::ApiError;

impl Engine {
    /// Counts for the sentence: `total`, `checked` (it is known where they stand), `checking` (Stockless is finding
    /// out), `asking` (only a person can find out), `missing` (the backup does not know them at all: when their orders
    /// are forwarded again, it is found out first whether they arrived).
    pub(super) fn checked(&self, numbers: &str) -> Result<Vec<(String, String)>, ApiError> {
        let numbers: BTreeSet<&str> =
            numbers.split(", ").map(str::trim).filter(|number| !number.is_empty()).collect();
        let (mut checked, mut checking, mut asking, mut missing) = (0_usize, 0_usize, 0_usize, 0_usize);
        self.read(|read| {
            for number in &numbers {
                match read.purchase_by_number(number)? {
                    None => missing += 1,
                    Some(row) if needs_a_person(&row) => asking += 1,
                    Some(row) if matches!(row.state, State::Unknown | State::Sending) => checking += 1,
                    Some(_) => checked += 1,
                }
            }
            Ok(())
        })?;
        let counts = [
            ("total", numbers.len()),
            ("checked", checked),
            ("checking", checking),
            ("asking", asking),
            ("missing", missing),
        ];
        Ok(counts.map(|(name, count)| (name.to_owned(), count.to_string())).into())
    }
}
