//! One writer, a few readers.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError, mpsc};
use std::thread::JoinHandle;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use stockless_core::automation::Event;

use crate::backup;
use crate::lock::{self, WorkspaceLock};
use crate::open::{self, Role, StoreError};
use crate::search::{Found, ToIndex};
use crate::sums::Sums;
use crate::undo::Images;

const READERS: usize = 3;

/// Whether this process is in charge of the workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charge {
    /// It holds the lock: it may write and send.
    Held,
    /// Another process holds it: this one may only read.
    ReadOnly,
}

/// A read-only view of the file. Every read method of the table groups hangs on it.
pub struct Read<'c> {
    pub(crate) conn: &'c Connection,
    /// What the last search of this view found: a page, its total and its position ask for the same words.
    pub(crate) found: RefCell<Option<Rc<Found>>>,
}

impl<'c> Read<'c> {
    fn new(conn: &'c Connection) -> Self {
        Self { conn, found: RefCell::default() }
    }
}

/// A transaction. Every write method of the table groups hangs on it, and it can do all that [`Read`] can.
pub struct Write<'c> {
    read: Read<'c>,
    pub(crate) sums: RefCell<Sums>,
    pub(crate) to_index: RefCell<ToIndex>,
    pub(crate) images: RefCell<Option<Images>>,
    /// Events that rules listen to, once somebody asked.
    pub(crate) listening: RefCell<Option<BTreeSet<Event>>>,
    /// How many rules in a row led to what happens now.
    pub(crate) depth: Cell<i64>,
}

impl<'c> Deref for Write<'c> {
    type Target = Read<'c>;
    fn deref(&self) -> &Read<'c> {
        &self.read
    }
}

type Job = Box<dyn FnOnce(&mut Connection) + Send>;

/// A workspace that was opened.
pub struct Store {
    folder: PathBuf,
    charge: Charge,
    epoch: AtomicI64,
    jobs: Mutex<Option<mpsc::Sender<Job>>>,
    writer: Mutex<Option<JoinHandle<()>>>,
    pool: Arc<Pool>,
    lock: Mutex<Option<WorkspaceLock>>,
}

struct Pool {
    path: PathBuf,
    idle: Mutex<PoolState>,
    returned: Condvar,
}

struct PoolState {
    idle: Vec<Connection>,
    open: usize,
}

/// Name of the database file in a workspace folder.
pub const FILE_NAME: &str = "workspace.stockless";

impl Store {
    /// Opens the workspace in a folder, creating it where there is none, and takes charge of it if no other
    /// process has. A file of an older format is backed up and brought up to date; one of a newer format, or of
    /// another program, is refused untouched.
    pub fn open(folder: &Path, now_ms: i64) -> Result<Self, StoreError> {
        open::assert_library()?;
        std::fs::create_dir_all(folder).map_err(|error| {
            StoreError::file(format!("the folder {} cannot be made", folder.display()), error)
        })?;
        restrict(folder);
        let held = lock::take(&folder.join("workspace.lock"))?;
        Self::open_holding(folder, held, now_ms)
    }

    /// Opens the file again after [`Self::close`], under the same lock, so that nobody comes in between.
    pub fn reopen(closed: &Self, now_ms: i64) -> Result<Self, StoreError> {
        let held = closed.lock.lock().unwrap_or_else(PoisonError::into_inner).take();
        Self::open_holding(&closed.folder, held, now_ms)
    }

    fn open_holding(folder: &Path, held: Option<WorkspaceLock>, now_ms: i64) -> Result<Self, StoreError> {
        let path = folder.join(FILE_NAME);
        let charge = if held.is_some() { Charge::Held } else { Charge::ReadOnly };
        let mut conn = open::open(&path, Role::Writer)?;
        let mut epoch = 0;
        if charge == Charge::Held {
            let found = crate::migrate::format(&conn)?;
            if found > 0 && found < crate::migrate::newest() {
                backup::write(&conn, &backup::folder(folder), now_ms, backup::Reason::BeforeMigration)?;
            }
            crate::migrate::run(&mut conn, now_ms)?;
            conn.execute(
                "INSERT INTO instance (id, epoch) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET epoch = epoch + 1, erasing = 0",
                [],
            )?;
            epoch = conn.query_row("SELECT epoch FROM instance", [], |row| row.get(0))?;
            conn.execute_batch("PRAGMA optimize = 0x10002;")?;
        } else if crate::migrate::format(&conn)? != crate::migrate::newest() {
            return Err(StoreError::ReadOnly);
        }
        let (sender, receiver) = mpsc::channel::<Job>();
        let thread = std::thread::Builder::new()
            .name("stockless-writer".to_owned())
            .spawn(move || run_jobs(conn, &receiver))
            .map_err(|error| StoreError::file("the writer thread cannot be started", error))?;
        Ok(Self {
            folder: folder.to_owned(),
            charge,
            epoch: AtomicI64::new(epoch),
            jobs: Mutex::new(Some(sender)),
            writer: Mutex::new(Some(thread)),
            pool: Arc::new(Pool {
                path,
                idle: Mutex::new(PoolState { idle: Vec::new(), open: 0 }),
                returned: Condvar::new(),
            }),
            lock: Mutex::new(held),
        })
    }

    /// The workspace's folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether this process is in charge.
    pub fn charge(&self) -> Charge {
        self.charge
    }

    /// Number of this run among all that took charge. Outbox writes carry it.
    pub fn epoch(&self) -> i64 {
        self.epoch.load(Ordering::Relaxed)
    }

    /// Reads. Several reads may run at once, beside the writer; each sees one consistent state.
    pub fn read<T, E: From<StoreError>>(&self, work: impl FnOnce(&Read<'_>) -> Result<T, E>) -> Result<T, E> {
        let conn = self.pool.take()?;
        let answer = conn
            .execute_batch("BEGIN")
            .map_err(|error| E::from(error.into()))
            .and_then(|()| work(&Read::new(&conn)));
        let ended = conn.execute_batch("ROLLBACK");
        self.pool.put_back(if ended.is_ok() { Some(conn) } else { None });
        answer
    }

    /// Writes in one immediate transaction. The closure is synchronous, so nothing can wait inside it. When it
    /// fails, or panics, nothing of it remains.
    pub fn write<T, E>(&self, work: impl FnOnce(&Write<'_>) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        if self.charge == Charge::ReadOnly {
            return Err(StoreError::ReadOnly.into());
        }
        self.on_writer(move |conn| transact(conn, work))?
    }

    /// Runs on the writer's connection outside a transaction, for backups and checkpoints.
    pub(crate) fn on_writer<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> T + Send + 'static,
    ) -> Result<T, StoreError> {
        let (answer, wait) = mpsc::sync_channel(1);
        let job: Job = Box::new(move |conn| {
            let _ = answer.send(work(conn));
        });
        let sender = self.jobs.lock().unwrap_or_else(PoisonError::into_inner).clone();
        sender.ok_or(StoreError::Closed)?.send(job).map_err(|_| StoreError::Closed)?;
        wait.recv().map_err(|_| StoreError::Closed)
    }

    /// Drops every connection, so that the file can be replaced. The store answers [`StoreError::Closed`] afterwards.
    pub fn close(&self) {
        drop(self.jobs.lock().unwrap_or_else(PoisonError::into_inner).take());
        if let Some(thread) = self.writer.lock().unwrap_or_else(PoisonError::into_inner).take() {
            let _ = thread.join();
        }
        self.pool.idle.lock().unwrap_or_else(PoisonError::into_inner).idle.clear();
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.close();
    }
}

fn transact<T, E: From<StoreError>>(
    conn: &mut Connection,
    work: impl FnOnce(&Write<'_>) -> Result<T, E>,
) -> Result<T, E> {
    let tx = conn
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(|error| E::from(StoreError::from(error)))?;
    let answer = {
        let write = Write {
            read: Read::new(&tx),
            sums: RefCell::default(),
            to_index: RefCell::default(),
            images: RefCell::new(None),
            listening: RefCell::default(),
            depth: Cell::new(0),
        };
        let answer = work(&write)?;
        write.flush_index().map_err(E::from)?;
        write.flush_sums().map_err(E::from)?;
        answer
    };
    commit(tx).map_err(E::from)?;
    Ok(answer)
}

fn commit(tx: Transaction<'_>) -> Result<(), StoreError> {
    Ok(tx.commit()?)
}

/// A job that panics must not take the writer down: the transaction rolls back when it unwinds, the caller sees a
/// closed channel, and the next job runs.
fn run_jobs(mut conn: Connection, jobs: &mpsc::Receiver<Job>) {
    while let Ok(job) = jobs.recv() {
        let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| job(&mut conn)));
    }
    let _ = conn.execute_batch("PRAGMA optimize;");
    let _ = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
}

impl Pool {
    fn take(&self) -> Result<Connection, StoreError> {
        let mut state = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(conn) = state.idle.pop() {
                return Ok(conn);
            }
            if state.open < READERS {
                state.open += 1;
                drop(state);
                return open::open(&self.path, Role::Reader).inspect_err(|_| {
                    self.idle.lock().unwrap_or_else(PoisonError::into_inner).open -= 1;
                    self.returned.notify_one();
                });
            }
            state = self.returned.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// The most recently used connection is handed out first: its page cache is warm.
    fn put_back(&self, conn: Option<Connection>) {
        let mut state = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        match conn {
            Some(conn) => state.idle.push(conn),
            None => state.open -= 1,
        }
        drop(state);
        self.returned.notify_one();
    }
}

/// Nobody but the user needs to look into the folder.
#[cfg(unix)]
fn restrict(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let _ = std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700));
}

#[cfg(not(unix))]
fn restrict(_folder: &Path) {}
