//! What a power cut may leave of a file.
//!
//! Until a file is synchronised, each of its sectors may be on the disk as it was, as it is, or as it was at any write
//! in between; a file that was just made may not be there at all, and one that was just removed may be there again.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rand::{Rng, RngExt};

/// A change of a file that was not synchronised yet.
#[derive(Debug, Clone)]
enum Change {
    Write { at: usize, bytes: Vec<u8> },
    Length(usize),
}

/// A file as the disk has it, and what was asked of it since.
#[derive(Debug, Default, Clone)]
struct File {
    /// `None` until its name is on the disk.
    kept: Option<Vec<u8>>,
    pending: Vec<Change>,
    /// Length as it is read.
    length: usize,
    /// Removed, but its name may still be on the disk.
    removed: bool,
}

/// All files of a folder that were touched.
#[derive(Debug, Default)]
pub struct Shadow {
    files: BTreeMap<PathBuf, File>,
}

/// How much of what was not synchronised arrives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrives {
    /// Nothing.
    Nothing,
    /// Everything, as when only the program ends.
    Everything,
    /// Each sector of so many bytes or not, as the dice fall.
    Some { sector: usize },
    /// Everything up to a point, and a part of the write there.
    UpTo { sector: usize },
}

impl Shadow {
    /// A file is opened. What it holds now is on the disk, unless it is new.
    pub fn opened(&mut self, path: &Path, content: impl FnOnce() -> Option<Vec<u8>>) {
        let file = self.files.entry(path.to_owned()).or_insert_with(|| File::of(content()));
        if file.removed {
            // A new file under the name of one whose removal may not be on the disk.
            file.removed = false;
            file.pending = vec![Change::Length(0)];
            file.length = 0;
        }
    }

    /// Bytes were written.
    pub fn wrote(&mut self, path: &Path, at: usize, bytes: &[u8]) {
        let file = self.files.entry(path.to_owned()).or_default();
        file.length = file.length.max(at + bytes.len());
        file.pending.push(Change::Write { at, bytes: bytes.to_vec() });
    }

    /// The file was cut, or made longer.
    pub fn cut(&mut self, path: &Path, length: usize) {
        let file = self.files.entry(path.to_owned()).or_default();
        file.length = length;
        file.pending.push(Change::Length(length));
    }

    /// Bytes were written at the end.
    pub fn appended(&mut self, path: &Path, bytes: &[u8]) {
        let at = self.files.get(path).map_or(0, |file| file.length);
        self.wrote(path, at, bytes);
    }

    /// What was written is on the disk now. A new file brings its folder along, and with it what was removed there.
    pub fn synced(&mut self, path: &Path) {
        let file = self.files.entry(path.to_owned()).or_default();
        let is_new = file.kept.is_none();
        let mut content = file.kept.take().unwrap_or_default();
        for change in file.pending.drain(..) {
            apply(&mut content, &change, 0..usize::MAX);
        }
        file.kept = Some(content);
        if is_new {
            self.folder_synced(path);
        }
    }

    /// A synchronisation failed. The system forgets what it could not write and says so only once: it can still be read,
    /// and no later synchronisation brings it to the disk.
    pub fn not_synced(&mut self, path: &Path) {
        let file = self.files.entry(path.to_owned()).or_default();
        file.pending.clear();
    }

    /// What is surely on the disk of a file; `None` when it may be missing.
    pub fn kept(&self, path: &Path) -> Option<&[u8]> {
        self.files.get(path)?.kept.as_deref()
    }

    /// Names in the folder of a file are on the disk now.
    fn folder_synced(&mut self, path: &Path) {
        let folder = path.parent();
        self.files.retain(|other, file| other.parent() != folder || !file.removed);
    }

    /// A file was removed; `surely` when its folder was synchronised with it.
    pub fn removed(&mut self, path: &Path, surely: bool) {
        let file = self.files.entry(path.to_owned()).or_default();
        file.removed = true;
        if file.kept.is_none() {
            self.files.remove(path);
        }
        if surely {
            self.folder_synced(path);
        }
    }

    /// Every touched file as a power cut leaves it; `None` where it leaves none.
    pub fn after_cut(&self, arrives: Arrives, dice: &mut impl Rng) -> Vec<(PathBuf, Option<Vec<u8>>)> {
        self.files.iter().map(|(path, file)| (path.clone(), file.after_cut(arrives, dice))).collect()
    }
}

impl File {
    fn of(content: Option<Vec<u8>>) -> Self {
        Self { length: content.as_ref().map_or(0, Vec::len), kept: content, ..Self::default() }
    }

    fn after_cut(&self, arrives: Arrives, dice: &mut impl Rng) -> Option<Vec<u8>> {
        let name_arrives = match arrives {
            Arrives::Nothing => false,
            Arrives::Everything => true,
            Arrives::Some { .. } | Arrives::UpTo { .. } => dice.random(),
        };
        if self.removed && name_arrives {
            return None;
        }
        let mut content = match &self.kept {
            Some(kept) => kept.clone(),
            None if name_arrives => Vec::new(),
            None => return None,
        };
        let last = match arrives {
            Arrives::Nothing => return Some(content),
            Arrives::UpTo { .. } => dice.random_range(0..=self.pending.len()),
            Arrives::Everything | Arrives::Some { .. } => self.pending.len(),
        };
        for (index, change) in self.pending.iter().enumerate().take(last) {
            match arrives {
                Arrives::UpTo { sector } if index + 1 == last => torn(&mut content, change, sector, dice),
                Arrives::Some { sector } => torn(&mut content, change, sector, dice),
                _ => apply(&mut content, change, 0..usize::MAX),
            }
        }
        Some(content)
    }
}

/// Some sectors of a change arrive, others do not.
fn torn(content: &mut Vec<u8>, change: &Change, sector: usize, dice: &mut impl Rng) {
    match change {
        Change::Length(_) => {
            if dice.random() {
                apply(content, change, 0..usize::MAX);
            }
        }
        Change::Write { at, bytes } => {
            let mut from = *at;
            let end = at + bytes.len();
            while from < end {
                let to = ((from / sector + 1) * sector).min(end);
                if dice.random() {
                    apply(content, change, from..to);
                }
                from = to;
            }
        }
    }
}

/// Applies the part of a change that lies between two places of the file.
fn apply(content: &mut Vec<u8>, change: &Change, part: std::ops::Range<usize>) {
    match change {
        Change::Length(length) => content.resize(*length, 0),
        Change::Write { at, bytes } => {
            let (from, to) = (part.start.max(*at), part.end.min(at + bytes.len()));
            if content.len() < to {
                content.resize(to, 0);
            }
            content[from..to].copy_from_slice(&bytes[from - at..to - at]);
        }
    }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng as _;
    use rand_chacha::ChaCha8Rng;

    use super::*;

    fn left(shadow: &Shadow, arrives: Arrives, seed: u64) -> Option<Vec<u8>> {
        let mut dice = ChaCha8Rng::seed_from_u64(seed);
        shadow.after_cut(arrives, &mut dice).pop().expect("one file").1
    }

    #[test]
    fn what_was_synchronised_stays_and_the_rest_may_arrive_in_any_part() {
        let mut shadow = Shadow::default();
        let path = Path::new("/w/file");
        shadow.opened(path, || Some(vec![0; 1_024]));
        shadow.wrote(path, 0, &[1; 1_024]);
        shadow.synced(path);
        shadow.wrote(path, 0, &[2; 1_024]);
        shadow.wrote(path, 512, &[3; 512]);
        assert_eq!(left(&shadow, Arrives::Nothing, 0), Some(vec![1; 1_024]));
        let all = left(&shadow, Arrives::Everything, 0).expect("a file");
        assert_eq!((all[0], all[512]), (2, 3));
        let seen: std::collections::BTreeSet<(u8, u8)> = (0..64)
            .map(|seed| left(&shadow, Arrives::Some { sector: 512 }, seed).expect("a file"))
            .map(|content| (content[0], content[512]))
            .collect();
        assert_eq!(seen.len(), 6, "either of two and any of three: {seen:?}");
    }

    #[test]
    fn a_new_file_may_be_missing_until_it_is_synchronised_and_a_removed_one_may_be_back() {
        let mut shadow = Shadow::default();
        let (new, old) = (Path::new("/w/new"), Path::new("/w/old"));
        shadow.opened(old, || Some(vec![7]));
        shadow.removed(old, false);
        assert_eq!(left(&shadow, Arrives::Nothing, 0), Some(vec![7]));
        assert_eq!(left(&shadow, Arrives::Everything, 0), None);
        shadow.opened(new, || None);
        shadow.appended(new, b"a");
        let mut dice = ChaCha8Rng::seed_from_u64(0);
        assert!(shadow.after_cut(Arrives::Nothing, &mut dice).contains(&(new.to_owned(), None)));
        shadow.synced(new);
        shadow.appended(new, b"b");
        let after = shadow.after_cut(Arrives::Nothing, &mut dice);
        assert_eq!(after, [(new.to_owned(), Some(vec![b'a']))], "and the folder was synchronised with it");
    }
}
