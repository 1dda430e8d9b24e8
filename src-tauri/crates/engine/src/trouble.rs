//! When the disk refuses.
//!
//! A change that was answered with an error may have been kept all the same, and no connection that is open would see
//! it. So after any error of the disk nothing is sent, everything is closed and opened again, the file is proven and
//! read as it really is, and only then forwarding goes on. What a supplier answered meanwhile is kept in memory and
//! written down first. Where opening does not help, forwarding stays paused and the window goes on reading.

use std::sync::{Arc, MutexGuard, PoisonError, TryLockError};

use stockless_core::day::Instant;
use stockless_store::journal::Journal;
use stockless_store::{Charge, DiskFault as _, Store, StoreError};

use crate::commands::Tag;
use crate::engine::Engine;
use crate::error::{ApiError, Code};

/// After one try, how long until the next that nobody asks for.
const PATIENCE_MS: i64 = 60_000;

/// Everything that may be read anew when the file was opened again.
const ALL: &[Tag] = &[
    Tag::Workspace,
    Tag::Orders,
    Tag::Purchases,
    Tag::Suppliers,
    Tag::Products,
    Tag::Profit,
    Tag::Costs,
    Tag::Settings,
    Tag::Imports,
    Tag::Backups,
    Tag::Activity,
];

/// What the disk refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// Since when nothing is sent.
    pub since: Instant,
    /// What the system said.
    pub words: String,
}

/// The state of the disk, as far as it was noticed.
#[derive(Debug, Default)]
pub(crate) struct Noticed {
    trouble: Option<Trouble>,
    tried: Option<Instant>,
}

impl Engine {
    fn disk_state(&self) -> MutexGuard<'_, Noticed> {
        self.inner().noticed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the disk refused; `None` while all is well.
    pub(crate) fn trouble(&self) -> Option<Trouble> {
        self.disk_state().trouble.clone()
    }

    /// Passes an answer on. One that tells of the disk stops forwarding at once. While the disk refuses, the file may be
    /// closed: that is told as what it is.
    pub(crate) fn noticed<T>(&self, answer: Result<T, ApiError>) -> Result<T, ApiError> {
        let answer = answer.map_err(|error| match self.trouble() {
            Some(trouble) if error.code == Code::Storage => Self::no_disk(&trouble),
            _ => error,
        });
        if let Err(error) = &answer
            && error.is_disk_fault()
        {
            self.stop_forwarding(&error.message);
        }
        answer
    }

    /// Stops forwarding until the file was opened again. The first reason stays.
    pub(crate) fn stop_forwarding(&self, words: &str) {
        let since = self.now();
        let mut state = self.disk_state();
        if state.trouble.is_none() && self.store().charge() != Charge::ReadOnly {
            state.trouble = Some(Trouble { since, words: words.to_owned() });
            drop(state);
            self.changed(&[Tag::Workspace]);
        }
    }

    /// At the end of what was asked for: opens the file again when the disk refused, at once the first time and then
    /// once a minute.
    pub(crate) fn mend_when_due(&self) {
        let now = self.now();
        let due = {
            let state = self.disk_state();
            let waited = |tried: Instant| now.ms() - tried.ms();
            // A clock that was set back must not make it wait.
            state.trouble.is_some() && state.tried.is_none_or(|at| !(0..PATIENCE_MS).contains(&waited(at)))
        };
        if due {
            // While something is being sent its own thread comes here when it is done.
            let (Some(_one), Some(_nothing_leaves)) =
                (free(self.inner().replacing.try_lock()), free(self.inner().sending.try_lock()))
            else {
                return;
            };
            // What does not help now is shown by the state of forwarding, and tried again.
            let _ = self.open_again();
        }
    }

    /// Opens the file again because somebody asks for it.
    ///
    /// # Errors
    /// What still stands in the way. Forwarding stays paused then.
    pub(crate) fn mend(&self) -> Result<(), ApiError> {
        let _one = self.inner().replacing.lock().unwrap_or_else(PoisonError::into_inner);
        let _nothing_leaves = self.inner().sending.lock().unwrap_or_else(PoisonError::into_inner);
        if self.trouble().is_none() {
            return Ok(());
        }
        self.open_again().map_err(|error| match self.trouble() {
            Some(trouble) => Self::cannot_write(&trouble),
            None => error,
        })
    }

    fn open_again(&self) -> Result<(), ApiError> {
        self.disk_state().tried = Some(self.now());
        let opened = self.replace_store(|| Ok(())).and_then(|()| {
            if self.store().charge() == Charge::ReadOnly {
                // Another process took charge meanwhile: what is written down is its affair now.
                return Ok(());
            }
            self.prove_disk()?;
            self.record_what_was_kept()?;
            self.begin()
        });
        let mut state = self.disk_state();
        match &opened {
            Ok(()) => state.trouble = None,
            Err(error) => {
                let since = state.trouble.as_ref().map_or_else(|| self.now(), |trouble| trouble.since);
                state.trouble = Some(Trouble { since, words: error.message.clone() });
            }
        }
        drop(state);
        self.changed(ALL);
        opened
    }

    /// The file is whole, and a line could be written to the journal.
    fn prove_disk(&self) -> Result<(), ApiError> {
        self.store().prove()?;
        let mut journal = self.inner().journal.lock().unwrap_or_else(PoisonError::into_inner);
        let journal = journal.as_mut().ok_or(StoreError::Closed)?;
        Ok(journal.prove()?)
    }

    /// Closes the store, lets `work` replace the file, and opens it again: to be written, or where that cannot be, to
    /// be read.
    pub(crate) fn replace_store<T>(&self, work: impl FnOnce() -> Result<T, ApiError>) -> Result<T, ApiError> {
        let (answer, opened) = self.close_and_open(work);
        if let Err(error) = &opened {
            self.stop_forwarding(&error.message);
        }
        opened.and(answer)
    }

    fn close_and_open<T>(
        &self,
        work: impl FnOnce() -> Result<T, ApiError>,
    ) -> (Result<T, ApiError>, Result<(), ApiError>) {
        let mut slot = self.inner().store.write().unwrap_or_else(PoisonError::into_inner);
        let mut journal = self.inner().journal.lock().unwrap_or_else(PoisonError::into_inner);
        let closed = slot.close();
        let answer = if closed {
            work()
        } else {
            Err(ApiError::not_now("The file is still being read.").with_action("Try again in a minute."))
        };
        let opened = Store::reopen(&slot, self.now().ms()).and_then(|(store, refused)| {
            *slot = Arc::new(store);
            refused.map_or(Ok(()), Err)?;
            let (folder, disk) = (self.folder(), self.inner().options.disk.as_ref());
            *journal = Some(match &*journal {
                Some(before) => Journal::open_again(folder, disk, before)?,
                None => Journal::open(folder, disk)?,
            });
            Ok(())
        });
        (answer, opened.map_err(ApiError::from))
    }

    /// Forgets what the disk refused: the file was replaced, and everything in it could be read and written.
    pub(crate) fn all_is_well(&self) {
        self.disk_state().trouble = None;
    }

    /// Why nothing can be asked for while the file is closed because the disk refuses.
    fn no_disk(trouble: &Trouble) -> ApiError {
        ApiError::new(Code::Disk, format!("The workspace cannot be read or written now: {}", trouble.words))
            .with_action("Free space on the disk, or connect it again, and try again.")
    }

    /// Why nothing may be sent while the disk refuses.
    pub(crate) fn cannot_write(trouble: &Trouble) -> ApiError {
        ApiError::new(
            Code::Disk,
            format!("Forwarding is paused: we cannot write down what we send. {}", trouble.words),
        )
        .with_action("Free space on the disk, or connect it again, and try again.")
    }
}

fn free<'m, T>(
    lock: Result<MutexGuard<'m, T>, TryLockError<MutexGuard<'m, T>>>,
) -> Option<MutexGuard<'m, T>> {
    match lock {
        Ok(guard) => Some(guard),
        Err(TryLockError::Poisoned(poisoned)) => Some(poisoned.into_inner()),
        Err(TryLockError::WouldBlock) => None,
    }
}
