//! What goes on while a window is open: what is due leaves, parcels become late, snoozes end, backups are made.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use crate::assess::{self, Age};
use crate::commands::Tag;
use crate::context::Context;
use crate::engine::Engine;
use crate::error::ApiError;

/// How long the thread sleeps between looks at the clock. What it looks at are two index reads.
const TICK: Duration = Duration::from_millis(500);
/// Orders woken in one transaction.
const WOKEN: i64 = 500;

/// The background thread's handle.
#[derive(Default)]
pub struct Background {
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    stop: AtomicBool,
    alarm: Mutex<bool>,
    wake: Condvar,
}

impl Background {
    /// Makes the thread look at once.
    pub fn wake(&self) {
        *self.shared.alarm.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.shared.wake.notify_all();
    }

    /// Ends the thread after what it is doing.
    pub fn stop(&self) {
        self.shared.stop.store(true, Ordering::Relaxed);
        self.wake();
    }
}

/// Something that is looked after at each look at the clock.
type Turn = fn(&Engine) -> Result<(), ApiError>;

impl Engine {
    /// Starts the background thread. It ends when it is stopped or when the engine is gone.
    pub(crate) fn start_background(&self) {
        let shared = Arc::clone(&self.inner().background.shared);
        let engine = self.clone();
        let started = std::thread::Builder::new().name("stockless-background".to_owned()).spawn(move || {
            while !shared.stop.load(Ordering::Relaxed) {
                // A fault here is shown where it matters (a purchase that stays queued, a pause); the thread goes on.
                let _ = engine.tick();
                let alarm = shared.alarm.lock().unwrap_or_else(PoisonError::into_inner);
                let (mut alarm, _) = shared
                    .wake
                    .wait_timeout_while(alarm, TICK, |alarm| !*alarm)
                    .unwrap_or_else(PoisonError::into_inner);
                *alarm = false;
            }
        });
        // Without the thread nothing leaves by itself; “send now” still works.
        drop(started);
    }

    /// One look at the clock: what is due leaves, parcels become late, snoozes end, costs accrue, the daily backup is
    /// made. A host without the background thread may call it when it likes.
    ///
    /// # Errors
    /// The first that occurs; what was done before it stays done.
    pub fn tick(&self) -> Result<(), ApiError> {
        let answer = self.look_at_the_clock();
        self.mend_when_due();
        answer
    }

    fn look_at_the_clock(&self) -> Result<(), ApiError> {
        let sent = self.send_due().map(|sent| {
            if sent.more {
                self.inner().background.wake();
            }
        });
        if self.trouble().is_some() {
            return sent;
        }
        // What one of them cannot do keeps none of the others from its work, unless it is the disk.
        let turns: [Turn; 13] = [
            |engine| engine.resolve_doubts().map(drop),
            |engine| engine.raise_doubts().map(drop),
            |engine| engine.reconcile_daily().map(drop),
            |engine| engine.clear_drafts().map(drop),
            |engine| engine.read_mailbox_when_due().map(drop),
            |engine| engine.read_returned_when_due().map(drop),
            |engine| engine.wake_orders().map(drop),
            |engine| engine.measure_daily().map(drop),
            Self::refresh_some,
            |engine| engine.run_rules().map(drop),
            |engine| engine.forward_planned().map(drop),
            |engine| engine.accrue().map(drop),
            Self::back_up_daily,
        ];
        let mut fault = sent;
        for turn in turns {
            let done = turn(self);
            fault = fault.and(done);
            if self.trouble().is_some() {
                break;
            }
        }
        fault
    }

    /// Lets the background thread derive what is marked; does it at once where there is none.
    pub(crate) fn refresh_soon(&self) -> Result<(), ApiError> {
        if self.inner().options.background {
            self.inner().background.wake();
            return Ok(());
        }
        self.refresh_marked().map(drop)
    }

    /// Lets the background thread send what is due, so that whoever clicked does not wait for a supplier; sends it at
    /// once where there is no such thread.
    pub(crate) fn send_soon(&self) -> Result<(), ApiError> {
        if self.inner().options.background {
            self.inner().background.wake();
            return Ok(());
        }
        self.send_all_due().map(drop)
    }

    /// Derives some of the orders that are marked, so that what is due leaves in between, and comes back for the rest.
    fn refresh_some(&self) -> Result<(), ApiError> {
        if self.store().charge() == stockless_store::Charge::ReadOnly
            || self.read(|read| Ok(read.dirty_orders(1)?))?.is_empty()
        {
            return Ok(());
        }
        for _ in 0..4 {
            if self.refresh_chunk()? == 0 {
                self.changed(&[Tag::Orders, Tag::Workspace]);
                return Ok(());
            }
        }
        self.changed(&[Tag::Orders, Tag::Workspace]);
        self.inner().background.wake();
        Ok(())
    }

    /// Derives orders again whose queue changes by time alone, some at once: how many, 0 when none is left. A host
    /// without the background thread calls it before it shows lists.
    ///
    /// # Errors
    /// When the file cannot be read or written.
    pub fn wake_orders(&self) -> Result<i64, ApiError> {
        let now = self.now();
        let waiting = self.read(|read| Ok(read.orders_to_wake(now.ms(), 1)?))?;
        if waiting.is_empty() || self.store().charge() != stockless_store::Charge::Held {
            return Ok(0);
        }
        let count = self.write(move |write| {
            let due = write.orders_to_wake(now.ms(), WOKEN)?;
            let context = Context::load(write, now)?;
            for id in &due {
                assess::refresh(&context, write, *id, Age::Known)?;
            }
            Ok(i64::try_from(due.len()).unwrap_or(0))
        })?;
        self.changed(&[Tag::Orders, Tag::Workspace]);
        Ok(count)
    }
}
