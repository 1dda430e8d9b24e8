//! The journal: a file beside the database that says what was sent.
//!
//! The database can go back in time (a restored backup, a deleted WAL file, a synchronised folder) and still look
//! healthy. The journal cannot go back with it: a line is appended and synchronised before each send. At start the
//! two are compared; when the journal knows more, nothing is sent until the merchant has looked. Lines hold no
//! personal data. Each line carries the hash of the line before it, so a line that was cut out or changed is found.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Read as _, Seek, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::open::StoreError;

/// A line: an attempt that was about to be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalLine {
    /// 1 is the first.
    pub seq: u64,
    /// When, UTC milliseconds.
    pub at_ms: i64,
    /// The run of the program.
    pub boot: String,
    /// Its epoch.
    pub epoch: i64,
    /// Number of the purchase.
    pub number: String,
    /// Key of the purchase.
    pub key: String,
    /// Number of the attempt.
    pub attempt: i64,
    /// Hash of the line before, and of this one.
    pub chain: String,
}

/// What reading the journal found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JournalState {
    /// Its lines, oldest first.
    pub lines: Vec<JournalLine>,
    /// The first line that does not follow from the one before, or cannot be read; 0 when all do.
    pub broken_at: u64,
}

/// The journal of a workspace.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    file: File,
    seq: u64,
    chain: String,
    begun_anew: bool,
}

/// Name of the file in a workspace folder.
pub const FILE_NAME: &str = "journal.jsonl";

impl JournalState {
    /// True when the journal has the line of an attempt.
    pub fn has(&self, key: &str, attempt: i64) -> bool {
        self.lines.iter().any(|line| line.key == key && line.attempt == attempt)
    }
}

impl Journal {
    /// Opens the journal of a folder for appending, creating it where there is none. A last line that was cut off
    /// by a power cut is left as it is; the next line begins on a new one.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        let path = folder.join(FILE_NAME);
        let state = read(folder)?;
        let begun_anew = !path.exists();
        let mut file = OpenOptions::new()
            .create(true)
            .append(true)
            .read(true)
            .open(&path)
            .map_err(|error| StoreError::file("the journal cannot be opened", error))?;
        end_line(&mut file).map_err(|error| StoreError::file("the journal cannot be written", error))?;
        let last = state.lines.last();
        Ok(Self {
            path,
            file,
            seq: last.map_or(0, |line| line.seq),
            chain: last.map(|line| line.chain.clone()).unwrap_or_default(),
            begun_anew,
        })
    }

    /// True when there was no journal when it was opened: the workspace is new, or its journal was lost.
    pub fn begun_anew(&self) -> bool {
        self.begun_anew
    }

    /// Appends a line and waits until it is on disk. Only then may something be sent.
    pub fn append(
        &mut self,
        at_ms: i64,
        boot: &str,
        epoch: i64,
        number: &str,
        key: &str,
        attempt: i64,
    ) -> Result<JournalLine, StoreError> {
        let mut line = JournalLine {
            seq: self.seq + 1,
            at_ms,
            boot: boot.to_owned(),
            epoch,
            number: number.to_owned(),
            key: key.to_owned(),
            attempt,
            chain: String::new(),
        };
        line.chain = chain(&self.chain, &line);
        let failed = |error| StoreError::file(format!("{} cannot be written", self.path.display()), error);
        let text = serde_json::to_string(&line).map_err(|error| failed(std::io::Error::other(error)))?;
        self.file.write_all(format!("{text}\n").as_bytes()).map_err(failed)?;
        self.file.sync_all().map_err(failed)?;
        self.seq = line.seq;
        self.chain.clone_from(&line.chain);
        Ok(line)
    }
}

/// Reads the journal of a folder; an absent one is empty.
pub fn read(folder: &Path) -> Result<JournalState, StoreError> {
    let file = match File::open(folder.join(FILE_NAME)) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(JournalState::default()),
        Err(error) => return Err(StoreError::file("the journal cannot be read", error)),
    };
    let mut state = JournalState::default();
    let mut before = String::new();
    for (number, text) in (1_u64..).zip(BufReader::new(file).split(b'\n')) {
        let text = text.map_err(|error| StoreError::file("the journal cannot be read", error))?;
        if text.is_empty() {
            continue;
        }
        match serde_json::from_slice::<JournalLine>(&text) {
            Ok(line) => {
                if chain(&before, &line) != line.chain && state.broken_at == 0 {
                    state.broken_at = number;
                }
                before.clone_from(&line.chain);
                state.lines.push(line);
            }
            Err(_) if state.broken_at == 0 => state.broken_at = number,
            Err(_) => {}
        }
    }
    Ok(state)
}

fn end_line(file: &mut File) -> std::io::Result<()> {
    if file.metadata()?.len() == 0 {
        return Ok(());
    }
    let mut last = [0_u8; 1];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    if last != *b"\n" {
        file.write_all(b"\n")?;
    }
    Ok(())
}

fn chain(before: &str, line: &JournalLine) -> String {
    let mut hash = Sha256::new();
    for part in [before, &line.boot, &line.number, &line.key] {
        hash.update(part.len().to_be_bytes());
        hash.update(part.as_bytes());
    }
    hash.update(line.seq.to_be_bytes());
    hash.update(line.at_ms.to_be_bytes());
    hash.update(line.epoch.to_be_bytes());
    hash.update(line.attempt.to_be_bytes());
    hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_back_in_order_and_form_a_chain() {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = Journal::open(folder.path()).unwrap();
        for n in 1..=3 {
            journal.append(1_000 + n, "boot", 1, "MM-1-1", "KEY", n).unwrap();
        }
        drop(journal);
        let mut journal = Journal::open(folder.path()).unwrap();
        journal.append(2_000, "boot2", 2, "MM-2-1", "KEY2", 1).unwrap();
        let state = read(folder.path()).unwrap();
        assert_eq!(state.lines.iter().map(|line| line.seq).collect::<Vec<_>>(), [1, 2, 3, 4]);
        assert_eq!(state.broken_at, 0);
    }

    #[test]
    fn a_line_that_was_cut_out_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = Journal::open(folder.path()).unwrap();
        for n in 1..=3 {
            journal.append(n, "boot", 1, "MM-1-1", "KEY", n).unwrap();
        }
        let path = folder.path().join(FILE_NAME);
        let text = std::fs::read_to_string(&path).unwrap();
        let kept: Vec<&str> =
            text.lines().enumerate().filter(|(i, _)| *i != 1).map(|(_, line)| line).collect();
        std::fs::write(&path, kept.join("\n")).unwrap();
        assert_eq!(read(folder.path()).unwrap().broken_at, 2);
    }

    #[test]
    fn a_half_written_last_line_does_not_swallow_the_next_one() {
        let folder = tempfile::tempdir().unwrap();
        Journal::open(folder.path()).unwrap().append(1, "boot", 1, "MM-1-1", "KEY", 1).unwrap();
        let path = folder.path().join(FILE_NAME);
        let mut text = std::fs::read(&path).unwrap();
        text.extend_from_slice(b"{\"seq\":2,\"at");
        std::fs::write(&path, &text).unwrap();
        Journal::open(folder.path()).unwrap().append(3, "boot", 1, "MM-2-1", "KEY2", 1).unwrap();
        let state = read(folder.path()).unwrap();
        assert_eq!(state.lines.len(), 2);
        assert_eq!(state.broken_at, 2, "the cut line is reported, not hidden");
    }
}
