//! The journal: a file beside the database that says what was sent.
//!
//! The database can go back in time (a restored backup, a deleted WAL file, a synchronised folder) and still look
//! healthy. The journal cannot go back with it: a line is appended and synchronised before each send. At start the
//! two are compared; when the journal knows more, nothing is sent until the merchant has looked. Lines hold no
//! personal data. Each line carries the hash of the line before it, so a line that was cut out or changed is found.
//!
//! A line counts once it is synchronised; before that nothing was sent for it. So a last line that was only half
//! written is no line: it is cut off, and an append that failed is taken back.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use stockless_core::protocol::Kind;
use stockless_core::supplier::Channel;

use crate::disk::{Disk, Log};
use crate::open::StoreError;

/// A line: an attempt that was about to be sent, or that a supplier has accepted.
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
    /// The supplier's number, where the supplier has accepted the attempt that began at this time and the database
    /// refused to take that; empty where it named none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted: Option<String>,
    /// What leaves, as far as somebody needs it who has forgotten the purchase.
    #[serde(flatten)]
    pub sent: Sent,
    /// Hash of the line before, and of this one.
    pub chain: String,
}

/// What left with an attempt. All of it is empty in lines of versions that did not write it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// The supplier's number of the draft that is confirmed: confirming the same one again is no second order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<String>,
    /// [`fingerprint`] of the address and account that a connection leads to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// [`content`] of the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
}

impl Sent {
    /// What leaves with an attempt at a purchase whose document is this [`content`].
    pub fn of(kind: Kind, draft: &str, channel: Channel, destination: &str, content: String) -> Self {
        let connected = matches!(channel, Channel::Api | Channel::Sftp);
        Self {
            draft: (kind == Kind::Confirm && !draft.is_empty()).then(|| draft.to_owned()),
            place: connected.then(|| fingerprint(destination.as_bytes())),
            content: Some(content),
        }
    }
}

/// Names something without telling it: the first 64 bits of its SHA-256, in hexadecimal.
pub fn fingerprint(of: &[u8]) -> String {
    short(&Sha256::digest(of), 8)
}

/// Names a document by its file name and the SHA-256 of its bytes: one that lies under another name is another one to
/// whoever looks for it.
pub fn content(file_name: &str, hash: &[u8]) -> String {
    fingerprint(&[file_name.as_bytes(), &[0], hash].concat())
}

/// The same from its bytes.
pub fn content_of(file_name: &str, document: &[u8]) -> String {
    content(file_name, &Sha256::digest(document))
}

/// What reading the journal found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JournalState {
    /// What was about to be sent, oldest first.
    pub lines: Vec<JournalLine>,
    /// What was accepted and is perhaps not in the database, oldest first.
    pub accepted: Vec<JournalLine>,
    /// The first line that does not follow from the one before, or cannot be read; 0 when all do. A last line that was
    /// only half written is not one.
    pub broken_at: u64,
    /// False where there is no file.
    pub exists: bool,
    /// Number and hash of the last line of all.
    last: (u64, String),
    /// Bytes up to the end of the last line that was written whole.
    whole: u64,
    /// True when something half written lies behind them.
    torn: bool,
    /// True when the last line is whole but for the end of its line.
    lacks_end: bool,
}

/// The journal of a workspace.
pub struct Journal {
    path: PathBuf,
    log: Box<dyn Log>,
    seq: u64,
    chain: String,
    /// Length of what is known to be on the disk.
    length: u64,
    /// There was no file when it was opened.
    begun_anew: bool,
    /// After an error nobody knows what the file holds, until it is opened again.
    doubtful: bool,
}

/// Name of the file in a workspace folder.
pub const FILE_NAME: &str = "journal.jsonl";

impl JournalState {
    /// True when the journal has the line of an attempt.
    pub fn has(&self, key: &str, attempt: i64) -> bool {
        self.lines.iter().any(|line| line.key == key && line.attempt == attempt)
    }

    /// The supplier's number of an attempt that the journal knows to be accepted. Numbers of attempts come again after
    /// the database went back in time, so the attempt is known by when it began as well.
    pub fn accepted(&self, key: &str, attempt: i64, began_ms: i64) -> Option<&str> {
        let told = self
            .accepted
            .iter()
            .rev()
            .find(|line| line.key == key && line.attempt == attempt && line.at_ms == began_ms)?;
        told.accepted.as_deref()
    }

    /// The hash of the last line: names everything up to it. Empty where there is none.
    pub fn head(&self) -> &str {
        &self.last.1
    }

    /// The lines behind the one with this hash; all of them where there is no such line. Their numbers begin anew
    /// when the file was lost, so a number would name others.
    pub fn lines_behind(&self, hash: &str) -> impl Iterator<Item = &JournalLine> {
        let known = self.lines.iter().chain(&self.accepted).find(|line| line.chain == hash);
        let seq = known.map_or(0, |line| line.seq);
        self.lines.iter().filter(move |line| line.seq > seq)
    }
}

impl Journal {
    /// Opens the journal of a folder for appending, creating it where there is none. A last line that was cut off by
    /// a power cut was never synchronised, so nothing was sent for it: it is removed.
    pub fn open(folder: &Path, disk: &dyn Disk) -> Result<Self, StoreError> {
        Self::open_up_to(folder, disk, u64::MAX)
    }

    /// Opens it again after an error. What was written since the last success is taken back: nothing was sent for it.
    pub fn open_again(folder: &Path, disk: &dyn Disk, before: &Self) -> Result<Self, StoreError> {
        let begun_anew = before.begun_anew;
        Self::open_up_to(folder, disk, before.length).map(|journal| Self { begun_anew, ..journal })
    }

    fn open_up_to(folder: &Path, disk: &dyn Disk, known: u64) -> Result<Self, StoreError> {
        let path = folder.join(FILE_NAME);
        let state = read_up_to(folder, disk, known)?;
        let mut log =
            disk.append(&path).map_err(|error| StoreError::journal("the journal cannot be opened", error))?;
        let failed = |error| StoreError::journal("the journal cannot be written", error);
        let mut length = state.whole;
        if state.torn {
            log.cut(length).and_then(|()| log.sync()).map_err(failed)?;
        }
        if state.lacks_end {
            log.write(b"\n").and_then(|()| log.sync()).map_err(failed)?;
            length += 1;
        }
        let (seq, chain) = state.last;
        Ok(Self { path, log, seq, chain, length, begun_anew: !state.exists, doubtful: false })
    }

    /// True when there was no journal when it was opened: the workspace is new, or its journal was lost.
    pub const fn begun_anew(&self) -> bool {
        self.begun_anew
    }

    /// Appends a line and waits until it is on disk. Only then may something be sent. After an error the journal
    /// takes nothing more until it is opened again. Its own number and hash are not looked at.
    pub fn append(&mut self, line: JournalLine) -> Result<(), StoreError> {
        self.append_all(vec![line])
    }

    /// The same for any lines, all at once.
    pub fn append_all(&mut self, lines: Vec<JournalLine>) -> Result<(), StoreError> {
        let (mut seq, mut head, mut text) = (self.seq, self.chain.clone(), Vec::new());
        for line in lines {
            seq += 1;
            let mut line = JournalLine { seq, ..line };
            line.chain = chain(&head, &line);
            serde_json::to_writer(&mut text, &line)
                .map_err(|error| self.failed(std::io::Error::other(error)))?;
            text.push(b'\n');
            head = line.chain;
        }
        self.write(&text)?;
        (self.seq, self.chain) = (seq, head);
        Ok(())
    }

    /// Proves that a line could be written now: an empty one is, and taken back.
    pub fn prove(&mut self) -> Result<(), StoreError> {
        let length = self.length;
        self.write(b"\n")?;
        self.length = length;
        self.doubtful = true;
        self.log.cut(length).and_then(|()| self.log.sync()).map_err(|error| self.failed(error))?;
        self.doubtful = false;
        Ok(())
    }

    fn write(&mut self, text: &[u8]) -> Result<(), StoreError> {
        if self.doubtful {
            let again = std::io::Error::other("it has to be opened again after an error");
            return Err(self.failed(again));
        }
        self.doubtful = true;
        self.log.write(text).and_then(|()| self.log.sync()).map_err(|error| self.failed(error))?;
        self.length += u64::try_from(text.len()).unwrap_or(0);
        self.doubtful = false;
        Ok(())
    }

    fn failed(&self, error: std::io::Error) -> StoreError {
        StoreError::journal(format!("{} cannot be written", self.path.display()), error)
    }
}

/// Reads the journal of a folder; an absent one is empty.
pub fn read(folder: &Path, disk: &dyn Disk) -> Result<JournalState, StoreError> {
    read_up_to(folder, disk, u64::MAX)
}

fn read_up_to(folder: &Path, disk: &dyn Disk, known: u64) -> Result<JournalState, StoreError> {
    let content = disk
        .read(&folder.join(FILE_NAME))
        .map_err(|error| StoreError::journal("the journal cannot be read", error))?;
    let Some(content) = content else { return Ok(JournalState::default()) };
    let known = usize::try_from(known).unwrap_or(usize::MAX);
    let kept = content.get(..known).unwrap_or(&content);
    let mut state =
        JournalState { exists: true, torn: kept.len() < content.len(), ..JournalState::default() };
    let mut before = String::new();
    let (mut at, mut unreadable_from) = (0, None);
    for (number, text) in (1_u64..).zip(kept.split_inclusive(|byte| *byte == b'\n')) {
        let bare = text.strip_suffix(b"\n").unwrap_or(text);
        if bare.is_empty() {
            at += text.len();
            continue;
        }
        // Something readable follows: what could not be read is no torn end, but damage.
        if let Some((from, _)) = unreadable_from.take()
            && state.broken_at == 0
        {
            state.broken_at = from;
        }
        match serde_json::from_slice::<JournalLine>(bare) {
            Ok(line) => {
                if chain(&before, &line) != line.chain && state.broken_at == 0 {
                    state.broken_at = number;
                }
                before.clone_from(&line.chain);
                state.last = (line.seq, line.chain.clone());
                if line.accepted.is_none() {
                    state.lines.push(line);
                } else {
                    state.accepted.push(line);
                }
                state.lacks_end = bare.len() == text.len();
            }
            Err(_) => unreadable_from = Some((number, at)),
        }
        at += text.len();
    }
    let whole = unreadable_from.map_or(at, |(_, from)| from);
    state.torn |= unreadable_from.is_some();
    state.whole = u64::try_from(whole).unwrap_or(u64::MAX);
    Ok(state)
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
    if let Some(number) = &line.accepted {
        hash.update(b"accepted");
        hash.update(number.as_bytes());
    }
    let Sent { draft, place, content } = &line.sent;
    for (name, told) in [("draft", draft), ("place", place), ("content", content)] {
        if let Some(told) = told {
            hash.update(name.as_bytes());
            hash.update(told.len().to_be_bytes());
            hash.update(told.as_bytes());
        }
    }
    short(&hash.finalize(), 16)
}

/// The beginning of a hash, in hexadecimal.
fn short(hash: &[u8], bytes: usize) -> String {
    hash.iter().take(bytes).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::SystemDisk;

    fn line(at_ms: i64, number: &str, key: &str, attempt: i64) -> JournalLine {
        JournalLine {
            seq: 0,
            at_ms,
            boot: "boot".to_owned(),
            epoch: 1,
            number: number.to_owned(),
            key: key.to_owned(),
            attempt,
            accepted: None,
            sent: Sent::default(),
            chain: String::new(),
        }
    }

    #[test]
    fn lines_are_read_back_in_order_and_form_a_chain() {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = Journal::open(folder.path(), &SystemDisk).unwrap();
        for n in 1..=3 {
            journal.append(line(1_000 + n, "MM-1-1", "KEY", n)).unwrap();
        }
        drop(journal);
        let mut journal = Journal::open(folder.path(), &SystemDisk).unwrap();
        journal.append(line(2_000, "MM-2-1", "KEY2", 1)).unwrap();
        let state = read(folder.path(), &SystemDisk).unwrap();
        assert_eq!(state.lines.iter().map(|line| line.seq).collect::<Vec<_>>(), [1, 2, 3, 4]);
        assert_eq!(state.broken_at, 0);
    }

    #[test]
    fn what_was_accepted_is_part_of_the_chain_and_no_attempt() {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = Journal::open(folder.path(), &SystemDisk).unwrap();
        journal.append(line(5, "A-1", "KEY", 1)).unwrap();
        let first = read(folder.path(), &SystemDisk).unwrap().lines.remove(0);
        let head = first.chain.clone();
        journal.append_all(vec![JournalLine { accepted: Some("T-1".to_owned()), ..first }]).unwrap();
        drop(journal);
        let mut journal = Journal::open(folder.path(), &SystemDisk).unwrap();
        journal.append(line(9, "A-2", "KEY2", 1)).unwrap();
        let state = read(folder.path(), &SystemDisk).unwrap();
        assert_eq!((state.lines.len(), state.broken_at, state.last.0), (2, 0, 3));
        assert_eq!(state.accepted("KEY", 1, 5), Some("T-1"));
        assert_eq!((state.accepted("KEY", 1, 6), state.accepted("KEY2", 1, 9)), (None, None));
        let behind = |hash: &str| state.lines_behind(hash).count();
        assert_eq!((behind(&head), behind(state.head()), behind("of another file")), (1, 0, 2));
        let path = folder.path().join(FILE_NAME);
        let text = std::fs::read_to_string(&path).unwrap().replace("T-1", "T-2");
        std::fs::write(&path, text).unwrap();
        assert_eq!(read(folder.path(), &SystemDisk).unwrap().broken_at, 2);
    }

    #[test]
    fn what_left_is_read_back_and_part_of_the_chain() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE_NAME);
        let mut journal = Journal::open(folder.path(), &SystemDisk).unwrap();
        journal.append(line(1, "A-1", "KEY", 1)).unwrap();
        let plain = std::fs::read_to_string(&path).unwrap();
        assert!(!plain.contains("draft"), "a line of an earlier version reads the same: {plain}");
        let sent = Sent {
            draft: Some("D-7".to_owned()),
            place: None,
            content: Some(content_of("lamp.csv", b"lamp")),
        };
        journal.append(JournalLine { sent: sent.clone(), ..line(2, "A-1", "KEY", 2) }).unwrap();
        drop(journal);
        let state = read(folder.path(), &SystemDisk).unwrap();
        assert_eq!(
            state.lines.iter().map(|line| line.sent.clone()).collect::<Vec<_>>(),
            [Sent::default(), sent]
        );
        assert_eq!(state.broken_at, 0);
        let forged = std::fs::read_to_string(&path).unwrap().replace("D-7", "D-8");
        std::fs::write(&path, forged).unwrap();
        assert_eq!(read(folder.path(), &SystemDisk).unwrap().broken_at, 2);
    }

    #[test]
    fn a_line_that_was_cut_out_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = Journal::open(folder.path(), &SystemDisk).unwrap();
        for n in 1..=3 {
            journal.append(line(n, "MM-1-1", "KEY", n)).unwrap();
        }
        let path = folder.path().join(FILE_NAME);
        let text = std::fs::read_to_string(&path).unwrap();
        let kept: Vec<&str> =
            text.lines().enumerate().filter(|(i, _)| *i != 1).map(|(_, line)| line).collect();
        std::fs::write(&path, kept.join("\n")).unwrap();
        assert_eq!(read(folder.path(), &SystemDisk).unwrap().broken_at, 2);
    }

    #[test]
    fn a_half_written_last_line_was_never_sent_and_is_cut_off() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE_NAME);
        let first = |n| Journal::open(folder.path(), &SystemDisk).unwrap().append(line(n, "A-1", "KEY", n));
        first(1).unwrap();
        let whole = std::fs::read(&path).unwrap();
        // Cut within the line, and with a sector that never arrived: its place reads as nulls.
        for torn in [&b"{\"seq\":2,\"at"[..], b"\0\0\0\0\0\0:3}\n", b"\0\0\0\0"] {
            let mut text = whole.clone();
            text.extend_from_slice(torn);
            std::fs::write(&path, &text).unwrap();
            let state = read(folder.path(), &SystemDisk).unwrap();
            assert_eq!((state.lines.len(), state.broken_at), (1, 0), "{torn:?}");
            drop(Journal::open(folder.path(), &SystemDisk).unwrap());
            assert_eq!(std::fs::read(&path).unwrap(), whole, "{torn:?}");
        }
        // A last line that only lacks its end is a line.
        std::fs::write(&path, whole.get(..whole.len() - 1).unwrap()).unwrap();
        first(2).unwrap();
        let state = read(folder.path(), &SystemDisk).unwrap();
        assert_eq!((state.lines.len(), state.broken_at), (2, 0));
    }

    #[test]
    fn an_unreadable_line_with_others_behind_it_is_reported() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE_NAME);
        let mut journal = Journal::open(folder.path(), &SystemDisk).unwrap();
        journal.append(line(1, "A-1", "KEY", 1)).unwrap();
        let mut text = std::fs::read(&path).unwrap();
        text.extend_from_slice(b"scribble\n");
        std::fs::write(&path, &text).unwrap();
        journal.append(line(2, "A-2", "KEY2", 1)).unwrap();
        let state = read(folder.path(), &SystemDisk).unwrap();
        assert_eq!((state.lines.len(), state.broken_at), (2, 2));
        drop(Journal::open(folder.path(), &SystemDisk).unwrap());
        assert_eq!(read(folder.path(), &SystemDisk).unwrap(), state, "and it is left as it is");
    }

    #[test]
    fn proving_that_a_line_could_be_written_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = Journal::open(folder.path(), &SystemDisk).unwrap();
        journal.append(line(1, "A-1", "KEY", 1)).unwrap();
        let before = std::fs::read(folder.path().join(FILE_NAME)).unwrap();
        journal.prove().unwrap();
        assert_eq!(std::fs::read(folder.path().join(FILE_NAME)).unwrap(), before);
        journal.append(line(2, "A-2", "KEY2", 1)).unwrap();
        assert_eq!(read(folder.path(), &SystemDisk).unwrap().broken_at, 0);
    }
}
