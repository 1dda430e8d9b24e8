//! One workspace's disk: what is asked of it is counted, and fails when it is told to.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;
use rusqlite::ffi;
use stockless_store::disk::{Disk, Log};

use super::shadow::{Arrives, Shadow};
use super::vfs;

/// What is asked of the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Op {
    Open,
    Read,
    /// Of the write-ahead log.
    ReadLog,
    Write,
    Truncate,
    Sync,
    Size,
    Lock,
    Delete,
    Access,
    ShmMap,
    ShmLock,
    /// The journal is read, opened, written, synchronised, cut.
    JournalRead,
    JournalOpen,
    JournalWrite,
    JournalSync,
    JournalCut,
}

/// How an operation fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The disk reports an error.
    Error,
    /// The disk is full; half of a write is there.
    Full,
    /// Somebody else holds the file.
    Busy,
    /// It may not be written.
    ReadOnly,
    /// Less is read of the write-ahead log than was asked for. In the database itself that means the end of the file:
    /// SQLite is bound to take what is missing for nulls, and no program above it could tell.
    Short,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Error, Self::Full, Self::Busy, Self::ReadOnly, Self::Short];

    /// SQLite's code for an operation that fails like this; `None` where it cannot.
    fn code(self, op: Op) -> Option<i32> {
        Some(match (self, op) {
            (Self::Error, Op::Open) => ffi::SQLITE_CANTOPEN,
            (Self::Error, Op::Read | Op::ReadLog) => ffi::SQLITE_IOERR_READ,
            (Self::Error, Op::Write) => ffi::SQLITE_IOERR_WRITE,
            (Self::Error, Op::Truncate) => ffi::SQLITE_IOERR_TRUNCATE,
            (Self::Error, Op::Sync) => ffi::SQLITE_IOERR_FSYNC,
            (Self::Error, Op::Size) => ffi::SQLITE_IOERR_FSTAT,
            (Self::Error, Op::Lock) => ffi::SQLITE_IOERR_LOCK,
            (Self::Error, Op::Delete) => ffi::SQLITE_IOERR_DELETE,
            (Self::Error, Op::Access) => ffi::SQLITE_IOERR_ACCESS,
            (Self::Error, Op::ShmMap) => ffi::SQLITE_IOERR_SHMMAP,
            (Self::Error, Op::ShmLock) => ffi::SQLITE_IOERR_SHMLOCK,
            (
                Self::Error,
                Op::JournalRead | Op::JournalOpen | Op::JournalWrite | Op::JournalSync | Op::JournalCut,
            ) => ffi::SQLITE_IOERR,
            (Self::Full, Op::Write | Op::JournalWrite | Op::JournalSync) => ffi::SQLITE_FULL,
            (Self::Full, Op::ShmMap) => ffi::SQLITE_IOERR_SHMSIZE,
            (Self::Busy, Op::Lock | Op::ShmLock) => ffi::SQLITE_BUSY,
            (Self::ReadOnly, Op::Write | Op::Truncate) => ffi::SQLITE_READONLY,
            (Self::ReadOnly, Op::Delete) => ffi::SQLITE_IOERR_DELETE,
            (Self::ReadOnly, Op::JournalOpen | Op::JournalWrite | Op::JournalCut) => ffi::SQLITE_READONLY,
            (Self::Short, Op::ReadLog) => ffi::SQLITE_IOERR_SHORT_READ,
            _ => return None,
        })
    }

    fn io(self) -> io::Error {
        io::Error::from(match self {
            Self::Full => io::ErrorKind::StorageFull,
            Self::ReadOnly => io::ErrorKind::ReadOnlyFilesystem,
            Self::Busy => io::ErrorKind::ResourceBusy,
            Self::Error | Self::Short => io::ErrorKind::Other,
        })
    }
}

/// When the disk fails.
#[derive(Debug, Clone, Copy, Default)]
enum Plan {
    #[default]
    Never,
    Once {
        at: u64,
        kind: Kind,
        only: Option<Op>,
    },
    /// At each operation that can, or at those of one sort, until it is told to stop.
    Always {
        kind: Kind,
        only: Option<Op>,
    },
    /// The power goes, with this operation half done; before that one may have failed.
    Cut {
        at: u64,
        before: Option<(u64, Kind)>,
    },
}

/// What an operation is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Go,
    /// Half of it, and then fail.
    Half(Kind, i32),
    Fail(Kind, i32),
}

/// What was asked of a disk.
#[derive(Debug, Clone, Default)]
pub struct Counted {
    /// Operations in all.
    pub all: u64,
    /// By what they were.
    pub by_op: BTreeMap<Op, u64>,
    /// The operation that failed, and on which file.
    pub failed: Option<(u64, Op, String)>,
}

type Watcher = Box<dyn FnMut(&Path, &Shadow) + Send>;

#[derive(Default)]
struct State {
    plan: Plan,
    counted: Counted,
    dead: bool,
    shadow: Shadow,
    watcher: Option<Watcher>,
}

/// The disk under one folder.
pub struct FaultyDisk {
    folder: PathBuf,
    /// Nobody asks what a power cut would leave.
    keeps_power: bool,
    state: Mutex<State>,
}

static DISKS: Mutex<Vec<Weak<FaultyDisk>>> = Mutex::new(Vec::new());

impl FaultyDisk {
    /// Puts a faulty disk under a folder, for as long as it is kept. It does not fail yet.
    pub fn under(folder: &Path) -> Arc<Self> {
        Self::put_under(folder, false)
    }

    /// The same, of a computer whose power is never cut: what was synchronised is not kept in mind, which takes long.
    pub fn with_power_under(folder: &Path) -> Arc<Self> {
        Self::put_under(folder, true)
    }

    fn put_under(folder: &Path, keeps_power: bool) -> Arc<Self> {
        vfs::install();
        let disk = Arc::new(Self { folder: folder.to_owned(), keeps_power, state: Mutex::default() });
        let mut disks = DISKS.lock().unwrap_or_else(PoisonError::into_inner);
        disks.retain(|disk| disk.strong_count() > 0);
        disks.push(Arc::downgrade(&disk));
        disk
    }

    /// The disk under a path.
    pub fn of(path: &Path) -> Option<Arc<Self>> {
        let disks = DISKS.lock().unwrap_or_else(PoisonError::into_inner);
        disks.iter().filter_map(Weak::upgrade).find(|disk| path.starts_with(&disk.folder))
    }

    /// True when it is the disk of this folder.
    pub fn is_under(&self, folder: &Path) -> bool {
        self.folder == folder
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn plan(&self, plan: Plan) {
        let mut state = self.state();
        state.plan = plan;
        state.counted = Counted::default();
    }

    /// Counts from one again, and fails once at an operation, if it can fail so; else at the next that can.
    pub fn fail_once(&self, at: u64, kind: Kind) {
        self.plan(Plan::Once { at, kind, only: None });
    }

    /// Fails once, at the next operation of a sort.
    pub fn fail_next(&self, op: Op, kind: Kind) {
        self.plan(Plan::Once { at: 1, kind, only: Some(op) });
    }

    /// Fails at every operation that can.
    pub fn fail(&self, kind: Kind) {
        self.plan(Plan::Always { kind, only: None });
    }

    /// Fails at every operation of one sort.
    pub fn fail_only(&self, op: Op, kind: Kind) {
        self.plan(Plan::Always { kind, only: Some(op) });
    }

    /// Forgets which operation failed, so that the next one is told.
    pub fn forget_failure(&self) {
        self.state().counted.failed = None;
    }

    /// Fails no more.
    pub fn heal(&self) {
        self.state().plan = Plan::Never;
    }

    /// Counts from one again.
    pub fn count(&self) {
        self.plan(Plan::Never);
    }

    /// Counts from one again, and cuts the power at an operation.
    pub fn cut_at(&self, at: u64) {
        self.plan(Plan::Cut { at, before: None });
    }

    /// The same, but on a disk that has failed once before.
    pub fn fail_and_cut_at(&self, failing: u64, kind: Kind, at: u64) {
        self.plan(Plan::Cut { at, before: Some((failing, kind)) });
    }

    /// True once the power is gone.
    pub fn is_dead(&self) -> bool {
        self.state().dead
    }

    /// What was asked since the last plan.
    pub fn counted(&self) -> Counted {
        self.state().counted.clone()
    }

    /// Looks at the folder before each transaction, as somebody outside would who is faster than the program.
    pub fn watch(&self, watcher: impl FnMut(&Path, &Shadow) + Send + 'static) {
        self.state().watcher = Some(Box::new(watcher));
    }

    /// Looks now.
    pub fn look(&self) {
        let mut state = self.state();
        Self::let_watch(&mut state, &self.folder);
    }

    fn let_watch(state: &mut State, folder: &Path) {
        if let Some(mut watcher) = state.watcher.take() {
            watcher(folder, &state.shadow);
            state.watcher = Some(watcher);
        }
    }

    /// Puts what the cut left of each touched file into a copy of the folder. True when that changed anything.
    pub fn leave(&self, arrives: Arrives, seed: u64, copy: &Path) -> bool {
        let state = self.state();
        let mut changed = false;
        let mut dice = ChaCha8Rng::seed_from_u64(seed);
        for (path, content) in state.shadow.after_cut(arrives, &mut dice) {
            let place = copy.join(path.strip_prefix(&self.folder).expect("a file of this folder"));
            changed |= std::fs::read(&place).ok() != content;
            match content {
                Some(content) => std::fs::write(&place, content).expect("what is left of a file"),
                None => drop(std::fs::remove_file(&place)),
            }
        }
        changed
    }

    /// An operation begins.
    pub(super) fn begins(&self, op: Op, path: &Path) -> Verdict {
        let mut state = self.state();
        // Every transaction and every line of the journal begins with one of these.
        if matches!(op, Op::ShmLock | Op::JournalWrite | Op::JournalRead) {
            Self::let_watch(&mut state, &self.folder);
        }
        if state.dead {
            return Verdict::Fail(Kind::Error, Kind::Error.code(op).unwrap_or(ffi::SQLITE_IOERR));
        }
        state.counted.all += 1;
        *state.counted.by_op.entry(op).or_default() += 1;
        let n = state.counted.all;
        let (kind, code) = match state.plan {
            Plan::Never => return Verdict::Go,
            Plan::Once { at, kind, only } => match kind.code(op) {
                Some(code) if n >= at && only.is_none_or(|only| only == op) => {
                    state.plan = Plan::Never;
                    (kind, code)
                }
                _ => return Verdict::Go,
            },
            Plan::Always { kind, only } => match kind.code(op) {
                Some(code) if only.is_none_or(|only| only == op) => (kind, code),
                _ => return Verdict::Go,
            },
            Plan::Cut { at, before: Some((failing, kind)) } if (failing..at).contains(&n) => {
                let Some(code) = kind.code(op) else { return Verdict::Go };
                state.plan = Plan::Cut { at, before: None };
                (kind, code)
            }
            Plan::Cut { at, .. } if n < at => return Verdict::Go,
            Plan::Cut { .. } => {
                state.dead = true;
                (Kind::Error, Kind::Error.code(op).unwrap_or(ffi::SQLITE_IOERR))
            }
        };
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if state.counted.failed.is_none() {
            state.counted.failed = Some((n, op, name));
        }
        let half = state.dead || matches!(kind, Kind::Full | Kind::Short);
        if half { Verdict::Half(kind, code) } else { Verdict::Fail(kind, code) }
    }

    /// Tells what was done to a file.
    pub(super) fn shadow(&self, work: impl FnOnce(&mut Shadow)) {
        if !self.keeps_power {
            work(&mut self.state().shadow);
        }
    }
}

/// The journal's way to the same disk.
#[derive(Clone)]
pub struct JournalDisk(pub Arc<FaultyDisk>);

impl JournalDisk {
    fn asked(&self, op: Op, path: &Path) -> io::Result<()> {
        match self.0.begins(op, path) {
            Verdict::Go => Ok(()),
            Verdict::Half(kind, _) | Verdict::Fail(kind, _) => Err(kind.io()),
        }
    }
}

impl Disk for JournalDisk {
    fn read(&self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        self.asked(Op::JournalRead, path)?;
        match std::fs::read(path) {
            Ok(content) => Ok(Some(content)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn append(&self, path: &Path) -> io::Result<Box<dyn Log>> {
        self.asked(Op::JournalOpen, path)?;
        let is_new = !path.exists();
        self.0.shadow(|shadow| shadow.opened(path, || std::fs::read(path).ok()));
        let file = OpenOptions::new().create(true).append(true).open(path)?;
        if is_new {
            // As the real one does: the name is on the disk before the file is used.
            self.0.shadow(|shadow| shadow.synced(path));
        }
        Ok(Box::new(FaultyLog { disk: self.clone(), path: path.to_owned(), file }))
    }
}

struct FaultyLog {
    disk: JournalDisk,
    path: PathBuf,
    file: File,
}

impl Log for FaultyLog {
    fn write(&mut self, whole: &[u8]) -> io::Result<()> {
        let bytes = whole;
        let (bytes, failed) = match self.disk.0.begins(Op::JournalWrite, &self.path) {
            Verdict::Go => (bytes, None),
            Verdict::Half(kind, _) => (bytes.get(..bytes.len() / 2).unwrap_or_default(), Some(kind.io())),
            Verdict::Fail(kind, _) => return Err(kind.io()),
        };
        // Of a write that was under way when the power went, any part may arrive.
        let asked = if self.disk.0.is_dead() { whole } else { bytes };
        self.disk.0.shadow(|shadow| shadow.appended(&self.path, asked));
        self.file.write_all(bytes)?;
        failed.map_or(Ok(()), Err)
    }

    fn sync(&mut self) -> io::Result<()> {
        if let Err(error) = self.disk.asked(Op::JournalSync, &self.path) {
            self.disk.0.shadow(|shadow| shadow.not_synced(&self.path));
            return Err(error);
        }
        self.disk.0.shadow(|shadow| shadow.synced(&self.path));
        Ok(())
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.disk.asked(Op::JournalCut, &self.path)?;
        self.disk.0.shadow(|shadow| shadow.cut(&self.path, usize::try_from(length).unwrap_or(usize::MAX)));
        self.file.set_len(length)
    }
}
