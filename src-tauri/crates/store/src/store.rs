//! One writer, a few readers.
//!
//! After an error of the disk nobody knows what the file holds: a change that was not confirmed may be there all the
//! same, and connections that are open do not see it. So the store is *shaken* then: it writes nothing more until it
//! was closed and opened again.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError, mpsc};
use std::thread::JoinHandle;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use stockless_core::automation::Event;

use crate::backup;
use crate::lock::{self, WorkspaceLock};
use crate::open::{self, DiskFault, Role, StoreError};
use crate::search::{Found, ToIndex};
use crate::sums::Sums;
use crate::undo::Images;

const READERS: usize = 3;
/// How long closing waits for reads that are under way. None takes longer than a few seconds.
const LAST_READS: Duration = Duration::from_secs(15);

/// Whether this process is in charge of the workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charge {
    /// It holds the lock: it may write and send.
    Held,
    /// Another process holds it: this one may only read.
    ReadOnly,
    /// Nothing can be written to the file now; it can be read.
    Unwritable,
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
    shaken: Arc<AtomicBool>,
    /// Why nothing can be written, where nothing can.
    trouble: String,
}

struct Pool {
    path: PathBuf,
    role: Role,
    limit: usize,
    idle: Mutex<PoolState>,
    returned: Condvar,
    shaken: Arc<AtomicBool>,
}

#[derive(Default)]
struct PoolState {
    idle: Vec<Connection>,
    open: usize,
    closed: bool,
}

/// Name of the database file in a workspace folder.
pub const FILE_NAME: &str = "workspace.stockless";

impl Store {
    /// Opens the workspace in a folder, creating it where there is none, and takes charge of it if no other
    /// process has. A file of an older format is backed up and brought up to date; one of a newer format, or of
    /// another program, is refused untouched.
    pub fn open(folder: &Path, now_ms: i64) -> Result<Self, StoreError> {
        let (store, refused) = Self::open_or_read(folder, now_ms)?;
        refused.map_or(Ok(store), Err)
    }

    /// The same, but where the disk lets nothing be written a store that reads is better than none; with it comes
    /// what was refused.
    pub fn open_or_read(folder: &Path, now_ms: i64) -> Result<(Self, Option<StoreError>), StoreError> {
        open::assert_library()?;
        std::fs::create_dir_all(folder).map_err(|error| {
            StoreError::file(format!("the folder {} cannot be made", folder.display()), error)
        })?;
        restrict(folder);
        Self::in_charge_or_reading(folder, &mut None, now_ms)
    }

    /// Opens the file again after [`Self::close`], under the same lock, so that nobody comes in between.
    pub fn reopen(closed: &Self, now_ms: i64) -> Result<(Self, Option<StoreError>), StoreError> {
        let mut held = closed.lock.lock().unwrap_or_else(PoisonError::into_inner);
        if closed.charge == Charge::ReadOnly {
            let store = Self::reading(&closed.folder, Charge::ReadOnly, None, String::new());
            return store.map(|store| (store, None)).map_err(|(_, error)| error);
        }
        Self::in_charge_or_reading(&closed.folder, &mut held, now_ms)
    }

    /// The lock is only taken out of `held` by a store that was opened.
    fn in_charge_or_reading(
        folder: &Path,
        held: &mut Option<WorkspaceLock>,
        now_ms: i64,
    ) -> Result<(Self, Option<StoreError>), StoreError> {
        let refused = match Self::in_charge(folder, held, now_ms) {
            Ok(store) => return Ok((store, None)),
            Err(error) => error,
        };
        if !(refused.is_disk_fault() || refused.is_busy() || matches!(refused, StoreError::File { .. })) {
            return Err(refused);
        }
        match Self::reading(folder, Charge::Unwritable, held.take(), refused.to_string()) {
            Ok(store) => Ok((store, Some(refused))),
            Err((lock, _)) => {
                *held = lock;
                Err(refused)
            }
        }
    }

    fn in_charge(folder: &Path, held: &mut Option<WorkspaceLock>, now_ms: i64) -> Result<Self, StoreError> {
        if held.is_none() {
            *held = lock::take(&folder.join("workspace.lock"))?;
        }
        if held.is_none() {
            return Self::reading(folder, Charge::ReadOnly, None, String::new()).map_err(|(_, error)| error);
        }
        let path = folder.join(FILE_NAME);
        crate::restore::finish(folder)?;
        crate::restore::refuse_emptied(folder, &path)?;
        let mut conn = open::open(&path, Role::Writer)?;
        let found = crate::migrate::format(&conn)?;
        if found > 0 && found < crate::migrate::newest() {
            backup::write(&conn, &backup::folder(folder), now_ms, backup::Reason::BeforeMigration)?;
        }
        crate::migrate::run(&mut conn, now_ms)?;
        conn.execute(
            "INSERT INTO instance (id, epoch) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET epoch = epoch + 1, erasing = 0",
            [],
        )?;
        let epoch = conn.query_row("SELECT epoch FROM instance", [], |row| row.get(0))?;
        conn.execute_batch("PRAGMA optimize = 0x10002;")?;
        let shaken = Arc::new(AtomicBool::new(false));
        let (sender, receiver) = mpsc::channel::<Job>();
        let seen = Arc::clone(&shaken);
        let thread = std::thread::Builder::new()
            .name("stockless-writer".to_owned())
            .spawn(move || run_jobs(conn, &receiver, &seen))
            .map_err(|error| StoreError::file("the writer thread cannot be started", error))?;
        Ok(Self {
            folder: folder.to_owned(),
            charge: Charge::Held,
            epoch: AtomicI64::new(epoch),
            jobs: Mutex::new(Some(sender)),
            writer: Mutex::new(Some(thread)),
            pool: Pool::of(path, Role::Reader, &shaken),
            lock: Mutex::new(held.take()),
            shaken,
            trouble: String::new(),
        })
    }

    /// A store without a writer. The lock comes back with the error.
    fn reading(
        folder: &Path,
        charge: Charge,
        lock: Option<WorkspaceLock>,
        trouble: String,
    ) -> Result<Self, (Option<WorkspaceLock>, StoreError)> {
        let shaken = Arc::default();
        let path = folder.join(FILE_NAME);
        let mut pool = Pool::of(path.clone(), Role::Reader, &shaken).proven();
        if pool.is_err() && lock.is_some() {
            pool = Pool::of(path, Role::LoneReader, &shaken).proven();
        }
        let pool = match pool {
            Ok(pool) => pool,
            Err(error) => return Err((lock, error)),
        };
        Ok(Self {
            folder: folder.to_owned(),
            charge,
            epoch: AtomicI64::new(0),
            jobs: Mutex::new(None),
            writer: Mutex::new(None),
            pool,
            lock: Mutex::new(lock),
            shaken,
            trouble,
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
    pub fn read<T, E>(&self, work: impl FnOnce(&Read<'_>) -> Result<T, E>) -> Result<T, E>
    where
        E: From<StoreError> + DiskFault,
    {
        let conn = self.pool.take().map_err(|error| self.noticed(E::from(error)))?;
        let answer = conn
            .execute_batch("BEGIN")
            .map_err(|error| E::from(error.into()))
            .and_then(|()| work(&Read::new(&conn)))
            .map_err(|error| self.noticed(error));
        let ended = conn.execute_batch("ROLLBACK");
        let sound = ended.is_ok() && answer.as_ref().err().is_none_or(|error| !error.is_disk_fault());
        self.pool.put_back(sound.then_some(conn));
        answer
    }

    /// What one connection saw of the disk holds for all of them.
    fn noticed<E: DiskFault>(&self, error: E) -> E {
        if error.is_disk_fault() {
            self.shaken.store(true, Ordering::Release);
        }
        error
    }

    /// Writes in one immediate transaction. The closure is synchronous, so nothing can wait inside it. When it
    /// fails, or panics, nothing of it remains; only after [`StoreError::Commit`] it may.
    pub fn write<T, E>(&self, work: impl FnOnce(&Write<'_>) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + DiskFault + Send + 'static,
    {
        match self.charge {
            Charge::Held => {}
            Charge::ReadOnly => return Err(StoreError::ReadOnly.into()),
            Charge::Unwritable => return Err(StoreError::Unwritable(self.trouble.clone()).into()),
        }
        let shaken = Arc::clone(&self.shaken);
        self.on_writer(move |conn| {
            if shaken.load(Ordering::Acquire) {
                return Err(E::from(StoreError::Shaken));
            }
            let answer = transact(conn, work);
            if answer.as_ref().err().is_some_and(DiskFault::is_disk_fault) {
                shaken.store(true, Ordering::Release);
            }
            answer
        })?
    }

    /// Proves after an error of the disk that the file is whole, and brings what it holds to the disk anew: of what
    /// was written before the error nobody knows whether it is there, even if it can be read.
    pub fn prove(&self) -> Result<(), StoreError> {
        self.on_writer(|conn| {
            let found: String = conn.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
            if found != "ok" {
                return Err(StoreError::Damaged(found));
            }
            let waits: i64 = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
            if waits == 0 {
                Ok(())
            } else {
                Err(StoreError::Refused("The file is still being read.".to_owned()))
            }
        })?
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

    /// Drops every connection, so that the file can be replaced, or read as it really is. The store answers
    /// [`StoreError::Closed`] afterwards. Waits for reads that are under way; `false` when one does not end.
    pub fn close(&self) -> bool {
        drop(self.jobs.lock().unwrap_or_else(PoisonError::into_inner).take());
        if let Some(thread) = self.writer.lock().unwrap_or_else(PoisonError::into_inner).take() {
            let _ = thread.join();
        }
        self.pool.close()
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        // Nobody can be reading any more.
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

/// A commit that answers with an error may still have committed.
fn commit(tx: Transaction<'_>) -> Result<(), StoreError> {
    tx.commit().map_err(StoreError::Commit)
}

/// A job that panics must not take the writer down: the transaction rolls back when it unwinds, the caller sees a
/// closed channel, and the next job runs.
fn run_jobs(mut conn: Connection, jobs: &mpsc::Receiver<Job>, shaken: &AtomicBool) {
    while let Ok(job) = jobs.recv() {
        let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| job(&mut conn)));
    }
    if shaken.load(Ordering::Acquire) {
        return leave_untouched(&conn);
    }
    let _ = conn.execute_batch("PRAGMA optimize;");
    let _ = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
}

/// A connection that saw an error may believe what is not so. It writes nothing more, not even when it closes:
/// whoever opens the file next looks at what is really there.
fn leave_untouched(conn: &Connection) {
    let _ = conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true);
}

impl Pool {
    fn of(path: PathBuf, role: Role, shaken: &Arc<AtomicBool>) -> Arc<Self> {
        let limit = if role == Role::LoneReader { 1 } else { READERS };
        let shaken = Arc::clone(shaken);
        Arc::new(Self { path, role, limit, idle: Mutex::default(), returned: Condvar::new(), shaken })
    }

    /// Proves that a file of the present format can be read through it.
    fn proven(self: Arc<Self>) -> Result<Arc<Self>, StoreError> {
        let conn = self.take()?;
        let format = crate::migrate::format(&conn);
        self.put_back(format.is_ok().then_some(conn));
        if format? == crate::migrate::newest() { Ok(self) } else { Err(StoreError::ReadOnly) }
    }

    fn drop_connection(&self, conn: Connection) {
        if self.shaken.load(Ordering::Acquire) {
            leave_untouched(&conn);
        }
        drop(conn);
    }

    fn close(&self) -> bool {
        let mut state = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        state.closed = true;
        for conn in std::mem::take(&mut state.idle) {
            self.drop_connection(conn);
            state.open -= 1;
        }
        self.returned.notify_all();
        let (state, _) = self
            .returned
            .wait_timeout_while(state, LAST_READS, |state| state.open > 0)
            .unwrap_or_else(PoisonError::into_inner);
        state.open == 0
    }

    fn take(&self) -> Result<Connection, StoreError> {
        let mut state = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if state.closed {
                return Err(StoreError::Closed);
            }
            if let Some(conn) = state.idle.pop() {
                return Ok(conn);
            }
            if state.open < self.limit {
                state.open += 1;
                drop(state);
                return open::open(&self.path, self.role).inspect_err(|_| {
                    self.idle.lock().unwrap_or_else(PoisonError::into_inner).open -= 1;
                    self.returned.notify_all();
                });
            }
            state = self.returned.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// The most recently used connection is handed out first: its page cache is warm.
    fn put_back(&self, conn: Option<Connection>) {
        let mut state = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        match conn {
            Some(conn) if !state.closed => state.idle.push(conn),
            gone => {
                gone.into_iter().for_each(|conn| self.drop_connection(conn));
                state.open -= 1;
            }
        }
        drop(state);
        self.returned.notify_all();
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
