//! The engine: a workspace that is open, and everything that works on it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock, mpsc};

use stockless_connect::secrets::SecretStore;
use stockless_core::day::Instant;
use stockless_store::journal::Journal;
use stockless_store::{Charge, Read, Store, StoreError, Write};

use crate::background::Background;
use crate::clock::Clock;
use crate::commands::Tag;
use crate::context::Context;
use crate::error::ApiError;
use crate::events::Event;
use crate::forwarding::Outside;

/// What an engine needs from its host.
pub struct Options {
    /// Where the time comes from.
    pub clock: Arc<dyn Clock>,
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
    store: RwLock<Arc<Store>>,
    journal: Mutex<Option<Journal>>,
    pub(crate) options: Options,
    listeners: Mutex<Vec<mpsc::Sender<Event>>>,
    jobs: Mutex<HashMap<String, Arc<AtomicBool>>>,
    /// Keys of purchases that the journal says were sent and the database does not know, and when they were first sent.
    /// One of them is never queued as if it were new.
    pub(crate) forgotten: Mutex<HashMap<String, i64>>,
    /// Held while purchases are sent, so that two callers never send at once.
    pub(crate) sending: Mutex<()>,
    /// Held while a backup is put back.
    pub(crate) replacing: Mutex<()>,
    pub(crate) background: Background,
}

impl Engine {
    /// Opens the workspace in a folder, settles what an earlier run left open, and starts the background work if
    /// the host wants it.
    ///
    /// # Errors
    /// When the file cannot be opened; it is left untouched then.
    pub fn open(folder: &Path, options: Options) -> Result<Self, ApiError> {
        let now = options.clock.now();
        let store = Store::open(folder, now.ms())?;
        let journal = match store.charge() {
            Charge::Held => Some(Journal::open(folder)?),
            Charge::ReadOnly => None,
        };
        let background = options.background;
        let engine = Self {
            inner: Arc::new(Inner {
                folder: folder.to_owned(),
                store: RwLock::new(Arc::new(store)),
                journal: Mutex::new(journal),
                options,
                listeners: Mutex::default(),
                jobs: Mutex::default(),
                forgotten: Mutex::default(),
                sending: Mutex::default(),
                replacing: Mutex::default(),
                background: Background::default(),
            }),
        };
        engine.begin()?;
        if background {
            engine.start_background();
        }
        Ok(engine)
    }

    /// What must be done with a file that was just opened.
    pub(crate) fn begin(&self) -> Result<(), ApiError> {
        if self.store().charge() == Charge::Held {
            self.make_workspace_row()?;
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

    /// Closes the store, lets `work` replace the file, and opens it again.
    pub(crate) fn replace_store<T>(&self, work: impl FnOnce() -> Result<T, ApiError>) -> Result<T, ApiError> {
        let mut slot = self.inner.store.write().unwrap_or_else(PoisonError::into_inner);
        slot.close();
        *self.inner.journal.lock().unwrap_or_else(PoisonError::into_inner) = None;
        // The lock goes with the last owner; readers that still hold one see a closed store.
        let answer = work();
        let reopened = Store::reopen(&slot, self.now().ms())?;
        *slot = Arc::new(reopened);
        *self.inner.journal.lock().unwrap_or_else(PoisonError::into_inner) =
            Some(Journal::open(&self.inner.folder)?);
        drop(slot);
        answer
    }

    pub(crate) fn read<T>(&self, work: impl FnOnce(&Read<'_>) -> Result<T, ApiError>) -> Result<T, ApiError> {
        self.store().read(work)
    }

    pub(crate) fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Write<'_>) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        self.store().write(work)
    }

    /// Reads with the facts of the workspace at hand.
    pub(crate) fn with_context<T>(
        &self,
        work: impl FnOnce(&Context<'_>) -> Result<T, ApiError>,
    ) -> Result<T, ApiError> {
        let now = self.now();
        self.read(|read| work(&Context::load(read, now)?))
    }

    /// Appends to the journal. Only when this succeeds may something be sent.
    pub(crate) fn write_journal(
        &self,
        number: &str,
        key: &str,
        attempt: i64,
        at: Instant,
        epoch: i64,
    ) -> Result<(), ApiError> {
        let mut journal = self.inner.journal.lock().unwrap_or_else(PoisonError::into_inner);
        let journal = journal.as_mut().ok_or(StoreError::ReadOnly)?;
        journal.append(at.ms(), &self.inner.options.boot, epoch, number, key, attempt)?;
        Ok(())
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
