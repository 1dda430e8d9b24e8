//! The engine: a workspace that is open, and everything that works on it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock, mpsc};

use stockless_connect::secrets::SecretStore;
use stockless_core::day::Instant;
use stockless_store::disk::Disk;
use stockless_store::journal::{self, Journal, JournalLine, JournalState};
use stockless_store::{Charge, Read, Store, Write};

use crate::api::backups::BackupRefused;
use crate::background::Background;
use crate::clock::Clock;
use crate::commands::Tag;
use crate::context::Context;
use crate::error::ApiError;
use crate::events::Event;
use crate::forwarding::{Forgotten, Kept, Outside};
use crate::trouble::Noticed;

/// What an engine needs from its host.
pub struct Options {
    /// Where the time comes from.
    pub clock: Arc<dyn Clock>,
    /// The disk under the journal.
    pub disk: Arc<dyn Disk>,
    /// Where passwords are kept.
    pub secrets: Arc<dyn SecretStore>,
    /// This program, which reads workbooks in a process of its own.
    pub program: PathBuf,
    /// Names this run of the program, never the same twice; see [`crate::boot::fresh`].
    pub boot: String,
    /// The way to suppliers; see [`crate::forwarding::RealOutside`].
    pub outside: Arc<dyn Outside>,
    /// True for a window: what is in the outbox leaves by itself, late parcels wake up, backups are made.
    pub background: bool,
}

/// A workspace that is open. Cheap to clone; clones share everything.
#[derive(Clone)]
pub struct Engine {
    inner: Arc<Inner>,
}

pub(crate) struct Inner {
    folder: PathBuf,
    pub(crate) store: RwLock<Arc<Store>>,
    pub(crate) journal: Mutex<Option<Journal>>,
    pub(crate) noticed: Mutex<Noticed>,
    /// What suppliers answered and the disk refused to take.
    pub(crate) kept: Mutex<Vec<Kept>>,
    pub(crate) options: Options,
    listeners: Mutex<Vec<mpsc::Sender<Event>>>,
    jobs: Mutex<HashMap<String, Arc<AtomicBool>>>,
    /// Whether this run has looked after a journal that was lost.
    pub(crate) journal_seen: AtomicBool,
    /// Keys of purchases that the journal says were sent and the database does not know, and when they were first sent.
    /// One of them is never queued as if it were new.
    pub(crate) forgotten: Mutex<HashMap<String, Forgotten>>,
    /// Why there is no backup of today.
    pub(crate) backup_refused: Mutex<Option<BackupRefused>>,
    /// When our own records were last looked through for drafts that were left behind.
    pub(crate) drafts_looked: Mutex<Option<Instant>>,
    /// Held while purchases are sent, so that two callers never send at once.
    pub(crate) sending: Mutex<()>,
    /// True while the mailbox is read.
    pub(crate) reading: AtomicBool,
    /// True while returned files are looked for.
    pub(crate) fetching: AtomicBool,
    /// Held while a backup is put back.
    pub(crate) replacing: Mutex<()>,
    pub(crate) background: Background,
}

impl Engine {
    /// Opens the workspace in a folder, settles what an earlier run left open, and starts the background work if
    /// the host wants it. Where the disk lets nothing be written it opens all the same: everything can be read, and
    /// the state of forwarding says why nothing is sent.
    ///
    /// # Errors
    /// When the file cannot be read either, or is not ours; it is left untouched then.
    pub fn open(folder: &Path, options: Options) -> Result<Self, ApiError> {
        let now = options.clock.now();
        let (store, mut refused) = Store::open_or_read(folder, now.ms())?;
        let mut journal = None;
        if store.charge() == Charge::Held {
            match Journal::open(folder, options.disk.as_ref()) {
                Ok(opened) => journal = Some(opened),
                Err(error) => refused = Some(error),
            }
        }
        let background = options.background;
        let engine = Self {
            inner: Arc::new(Inner {
                folder: folder.to_owned(),
                store: RwLock::new(Arc::new(store)),
                journal: Mutex::new(journal),
                noticed: Mutex::default(),
                kept: Mutex::default(),
                options,
                listeners: Mutex::default(),
                jobs: Mutex::default(),
                journal_seen: AtomicBool::new(false),
                forgotten: Mutex::default(),
                backup_refused: Mutex::default(),
                drafts_looked: Mutex::default(),
                sending: Mutex::default(),
                reading: AtomicBool::new(false),
                fetching: AtomicBool::new(false),
                replacing: Mutex::default(),
                background: Background::default(),
            }),
        };
        if let Some(refused) = refused {
            engine.stop_forwarding(&refused.to_string());
        } else if let Err(error) = engine.begin() {
            engine.stop_forwarding(&error.message);
        }
        engine.mend_when_due();
        if background {
            engine.start_background();
        }
        Ok(engine)
    }

    /// What must be done with a file that was just opened.
    pub(crate) fn begin(&self) -> Result<(), ApiError> {
        if self.store().charge() == Charge::Held {
            self.make_workspace_row()?;
            self.make_up_for_a_lost_journal()?;
            self.settle_after_start()?;
            // What an earlier run had marked and not yet derived again when it ended.
            self.refresh_marked()?;
        }
        Ok(())
    }

    /// The workspace's folder.
    pub fn folder(&self) -> &Path {
        &self.inner.folder
    }

    /// Now.
    pub(crate) fn now(&self) -> Instant {
        self.inner.options.clock.now()
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.inner
    }

    pub(crate) fn store(&self) -> Arc<Store> {
        Arc::clone(&self.inner.store.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn read<T>(&self, work: impl FnOnce(&Read<'_>) -> Result<T, ApiError>) -> Result<T, ApiError> {
        self.noticed(self.store().read(work))
    }

    pub(crate) fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Write<'_>) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        self.noticed(self.store().write(work))
    }

    /// Reads with the facts of the workspace at hand.
    pub(crate) fn with_context<T>(
        &self,
        work: impl FnOnce(&Context<'_>) -> Result<T, ApiError>,
    ) -> Result<T, ApiError> {
        let now = self.now();
        self.read(|read| work(&Context::load(read, now)?))
    }

    /// Appends to the journal, all at once. Only when this succeeds may something be sent.
    pub(crate) fn append_to_journal(&self, lines: Vec<JournalLine>) -> Result<(), ApiError> {
        let mut journal = self.inner.journal.lock().unwrap_or_else(PoisonError::into_inner);
        let written = match journal.as_mut() {
            Some(journal) => journal.append_all(lines),
            None => return Err(ApiError::new(crate::error::Code::Disk, "The journal is not open.")),
        };
        drop(journal);
        self.noticed(written.map_err(ApiError::from))
    }

    /// What the journal holds.
    pub(crate) fn read_journal(&self) -> Result<JournalState, ApiError> {
        self.noticed(
            journal::read(&self.inner.folder, self.inner.options.disk.as_ref()).map_err(ApiError::from),
        )
    }

    /// True when there was no journal when this run opened it.
    pub(crate) fn journal_begun_anew(&self) -> bool {
        let journal = self.inner.journal.lock().unwrap_or_else(PoisonError::into_inner);
        journal.as_ref().is_some_and(Journal::begun_anew)
    }

    /// A channel on which events arrive, after they are committed.
    pub fn subscribe(&self) -> mpsc::Receiver<Event> {
        let (sender, receiver) = mpsc::channel();
        self.inner.listeners.lock().unwrap_or_else(PoisonError::into_inner).push(sender);
        receiver
    }

    /// Tells hosts that lists are stale.
    pub(crate) fn changed(&self, tags: &[Tag]) {
        if !tags.is_empty() {
            self.emit(&Event::Changed { tags: tags.to_vec() });
        }
    }

    pub(crate) fn emit(&self, event: &Event) {
        let mut listeners = self.inner.listeners.lock().unwrap_or_else(PoisonError::into_inner);
        listeners.retain(|listener| listener.send(event.clone()).is_ok());
    }

    /// Starts a job that can be stopped by its name.
    pub(crate) fn begin_job(&self, name: Option<&str>) -> Arc<AtomicBool> {
        let stop = Arc::new(AtomicBool::new(false));
        if let Some(name) = name {
            self.inner
                .jobs
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .insert(name.to_owned(), Arc::clone(&stop));
        }
        stop
    }

    /// Ends a job.
    pub(crate) fn end_job(&self, name: Option<&str>) {
        if let Some(name) = name {
            self.inner.jobs.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
        }
    }

    /// Asks a job to stop; `false` when there is none of that name.
    pub(crate) fn stop_job(&self, name: &str) -> bool {
        let jobs = self.inner.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        jobs.get(name).map(|stop| stop.store(true, Ordering::Relaxed)).is_some()
    }

    /// Ends the background work. What is in the outbox stays there and asks at the next start.
    pub fn shut_down(&self) {
        self.inner.background.stop();
    }
}
