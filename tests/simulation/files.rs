//! What a process leaves behind when it dies, and what else can happen to files.
//!
//! A kill leaves what the process had given to the kernel: every byte that was written, in the order of writing. So the
//! state after a kill at any moment is a copy of the files at that moment. The moments between two calls to the outside
//! are found afterwards: SQLite's write-ahead log is only ever appended to, so the file after an earlier commit is the
//! log cut behind that commit, and the journal before a line is the journal without it.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use stockless_store::journal;
use stockless_store::store::FILE_NAME;

/// How far the files of a workspace had come at some moment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mark {
    salt: [u8; 8],
    log: u64,
    journal: u64,
}

/// A folder for many workspaces: in memory where the system offers that.
pub fn scratch() -> PathBuf {
    let memory = Path::new("/dev/shm");
    let base = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
    base.join(format!("stockless-simulation-{}", std::process::id()))
}

/// The database of a workspace.
pub fn database(folder: &Path) -> PathBuf {
    folder.join(FILE_NAME)
}

fn log(folder: &Path) -> PathBuf {
    folder.join(format!("{FILE_NAME}-wal"))
}

fn journal_path(folder: &Path) -> PathBuf {
    folder.join(journal::FILE_NAME)
}

fn length(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |data| data.len())
}

/// Copies a workspace as it stands on disk this moment. Backups are linked, not copied: they are never written again.
pub fn copy(from: &Path, to: &Path) {
    let _ = std::fs::remove_dir_all(to);
    std::fs::create_dir_all(to).expect("a folder");
    for path in [database(from), log(from), journal_path(from)] {
        if path.exists() {
            std::fs::copy(&path, to.join(path.file_name().expect("a name"))).expect("a copy");
        }
    }
    let backups = from.join("backups");
    if let Ok(entries) = std::fs::read_dir(&backups) {
        std::fs::create_dir_all(to.join("backups")).expect("a folder");
        for entry in entries.flatten() {
            let target = to.join("backups").join(entry.file_name());
            if std::fs::hard_link(entry.path(), &target).is_err() {
                std::fs::copy(entry.path(), &target).expect("a copy");
            }
        }
    }
}

/// Gives the daily backup of a workspace the name of a day, so that none is made on it.
pub fn backed_up_on(folder: &Path, day: &str) {
    let backups = folder.join("backups");
    let name = format!("{day}T000000000Z.daily.stockless");
    let Ok(entries) = std::fs::read_dir(&backups) else { return };
    for entry in entries.flatten() {
        let daily = entry.file_name().to_string_lossy().ends_with(".daily.stockless");
        if daily && entry.file_name() != *name {
            std::fs::rename(entry.path(), backups.join(&name)).expect("a new name");
        }
    }
}

/// Puts an older copy of the database into a workspace that is closed. The journal stays.
pub fn put_database(from: &Path, to: &Path) {
    for path in [database(to), log(to), to.join(format!("{FILE_NAME}-shm"))] {
        let _ = std::fs::remove_file(path);
    }
    for path in [database(from), log(from)] {
        if path.exists() {
            std::fs::copy(&path, to.join(path.file_name().expect("a name"))).expect("a copy");
        }
    }
}

/// Takes away the write-ahead log of a workspace that is closed.
pub fn drop_log(folder: &Path) {
    let _ = std::fs::remove_file(log(folder));
}

/// Takes away the journal.
pub fn drop_journal(folder: &Path) {
    let _ = std::fs::remove_file(journal_path(folder));
}

/// How far the files have come. The log's length may count old frames behind its end; then fewer moments can be found
/// afterwards, and no wrong one.
pub fn mark(folder: &Path) -> Mark {
    let path = log(folder);
    let mut head = [0_u8; 24];
    let read = std::fs::File::open(&path).and_then(|mut file| file.read_exact(&mut head));
    let salt = if read.is_ok() { head[16..].try_into().expect("eight bytes") } else { [0; 8] };
    Mark { salt, log: length(&path), journal: length(&journal_path(folder)) }
}

#[derive(Default)]
struct Commits {
    salt: [u8; 8],
    /// Lengths of the log behind each commit.
    ends: Vec<u64>,
}

const HEADER: usize = 32;
const FRAME: usize = 24;

/// Commits in a write-ahead log, by <https://www.sqlite.org/fileformat2.html#walformat>. A log that was begun again
/// keeps old frames behind the new ones; their salts differ.
fn commits(path: &Path) -> Commits {
    let Ok(bytes) = std::fs::read(path) else { return Commits::default() };
    if bytes.len() < HEADER {
        return Commits::default();
    }
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four bytes"));
    let page = number(8) as usize;
    let salt: [u8; 8] = bytes[16..24].try_into().expect("eight bytes");
    let mut found = Commits { salt, ends: Vec::new() };
    let mut at = HEADER;
    while at + FRAME + page <= bytes.len() && bytes[at + 8..at + 16] == salt {
        let commit = number(at + 4) != 0;
        at += FRAME + page;
        if commit {
            found.ends.push(at as u64);
        }
    }
    found
}

/// Cuts a copied log behind an earlier commit, but never before the mark. `back` commits are dropped where there are so
/// many; answers how many were.
pub fn cut_log(folder: &Path, mark: &Mark, back: usize) -> usize {
    let path = log(folder);
    let found = commits(&path);
    if found.salt != mark.salt && mark.log > 0 {
        return 0;
    }
    let ends: Vec<u64> = std::iter::once(mark.log.max(HEADER as u64))
        .chain(found.ends.into_iter().filter(|end| *end > mark.log))
        .collect();
    let dropped = back.min(ends.len() - 1);
    if dropped > 0 {
        let file = std::fs::OpenOptions::new().write(true).open(&path).expect("the log");
        file.set_len(ends[ends.len() - 1 - dropped]).expect("a cut");
    }
    dropped
}

/// Cuts a journal back to the mark; `torn` bytes of what came after it stay, as when the process died while writing.
pub fn cut_journal(folder: &Path, mark: &Mark, torn: u64) {
    let path = journal_path(folder);
    if length(&path) > mark.journal {
        let file = std::fs::OpenOptions::new().write(true).open(&path).expect("the journal");
        file.set_len((mark.journal + torn).min(length(&path))).expect("a cut");
    }
}

/// Takes the last line off the journal.
pub fn drop_last_line(folder: &Path) {
    let path = journal_path(folder);
    let text = std::fs::read(&path).unwrap_or_default();
    let end = text.len().saturating_sub(1);
    let keep = text[..end].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let file = std::fs::OpenOptions::new().write(true).open(&path).expect("the journal");
    file.set_len(keep as u64).expect("a cut");
}

/// The last line of the journal.
pub fn last_line(folder: &Path) -> Option<journal::JournalLine> {
    let text = std::fs::read(journal_path(folder)).ok()?;
    let text = text.strip_suffix(b"\n").unwrap_or(&text);
    let begin = text.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    serde_json::from_slice(&text[begin..]).ok()
}
