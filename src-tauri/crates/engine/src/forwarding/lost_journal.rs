//! A workspace whose journal is gone.
//!
//! The database knows every attempt that it has, so the journal is made anew from it: from then on it proves again what
//! was sent and what was not. What only the lost file knew is known by nobody, and the merchant is told.

use std::collections::HashSet;
use std::sync::atomic::Ordering;

use crate::engine::Engine;
use crate::error::ApiError;

/// Lines that are written and synchronised at once.
const CHUNK: i64 = 1_000;
/// Setting: the journal is being made anew, and may be there in part.
const UNDER_WAY: &str = "journal_under_way";
/// Setting: when the journal was made anew, until the merchant has seen it.
pub(crate) const MADE_ANEW: &str = "journal_made_anew";

impl Engine {
    /// Makes the journal anew where there was none and the database has attempts. Once in a run: what this run sends
    /// has its lines.
    pub(crate) fn make_up_for_a_lost_journal(&self) -> Result<(), ApiError> {
        if self.inner().journal_seen.load(Ordering::Relaxed) {
            return Ok(());
        }
        let under_way = self.read(|read| Ok(read.setting(UNDER_WAY)?.is_some()))?;
        if under_way || self.journal_begun_anew() {
            self.make_journal_anew()?;
        }
        self.inner().journal_seen.store(true, Ordering::Relaxed);
        Ok(())
    }

    fn make_journal_anew(&self) -> Result<(), ApiError> {
        if self.read(|read| Ok(read.lines_of_attempts(0, 1)?))?.is_empty() {
            return Ok(());
        }
        self.write(|write| Ok(write.save_setting(UNDER_WAY, "1")?))?;
        // Some are there already when it was cut off before.
        let there: HashSet<(String, i64, i64)> =
            self.read_journal()?.lines.into_iter().map(|line| (line.key, line.attempt, line.at_ms)).collect();
        let mut after = 0;
        loop {
            let found = self.read(|read| Ok(read.lines_of_attempts(after, CHUNK)?))?;
            let Some((last, _)) = found.last() else { break };
            after = *last;
            let missing = found
                .into_iter()
                .map(|(_, line)| line)
                .filter(|line| !there.contains(&(line.key.clone(), line.attempt, line.at_ms)));
            self.append_to_journal(missing.collect())?;
        }
        let now = self.now().iso();
        self.write(move |write| {
            write.save_setting(MADE_ANEW, &now)?;
            Ok(write.save_setting(UNDER_WAY, "")?)
        })
    }
}
