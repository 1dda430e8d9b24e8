//! The supplier's limits, kept by us: so many requests a minute, so many at once.
//!
//! A request that does not fit is not sent, which is a definite no with a time to wait. Nothing here sleeps for the
//! minute to pass; only for a place beside a request that is under way is waited, and never longer than that may take.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::description::Limits;

/// Milliseconds of a clock that does not go backwards. Where it begins does not matter.
pub type Ticks = Arc<dyn Fn() -> i64 + Send + Sync>;

const MINUTE_MS: i64 = 60_000;

/// Keeps the limits of one supplier.
pub(super) struct Pace {
    limits: Limits,
    ticks: Ticks,
    state: Mutex<State>,
    freed: Condvar,
}

#[derive(Default)]
struct State {
    under_way: usize,
    /// When the requests of the last minute began.
    begun: VecDeque<i64>,
}

/// A request that may be sent. Dropping it frees the place.
pub(super) struct Permit<'p>(&'p Pace);

impl Pace {
    pub(super) fn new(limits: Limits, ticks: Ticks) -> Self {
        Self { limits, ticks, state: Mutex::default(), freed: Condvar::new() }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a place, waiting at most `patience` for one beside requests under way. The error is the wait in
    /// milliseconds until there is room.
    pub(super) fn enter(&self, patience: Duration) -> Result<Permit<'_>, i64> {
        let full = |state: &mut State| state.under_way >= self.limits.concurrency;
        let waited = self.freed.wait_timeout_while(self.lock(), patience, full);
        let (mut state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        if full(&mut state) {
            return Err(i64::try_from(patience.as_millis()).unwrap_or(MINUTE_MS).max(1000));
        }
        let now = (self.ticks)();
        // A clock that was set back, against the promise, must not stop a supplier for longer than a minute.
        state.begun.retain(|&begun| (0..MINUTE_MS).contains(&now.saturating_sub(begun)));
        if state.begun.len() >= self.limits.requests_per_minute {
            let oldest = state.begun.front().copied().unwrap_or(now);
            return Err(MINUTE_MS.saturating_sub(now.saturating_sub(oldest)).max(1));
        }
        state.begun.push_back(now);
        state.under_way = state.under_way.saturating_add(1);
        Ok(Permit(self))
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        let mut state = self.0.lock();
        state.under_way = state.under_way.saturating_sub(1);
        drop(state);
        self.0.freed.notify_one();
    }
}

impl fmt::Debug for Pace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pace").field("limits", &self.limits).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicI64, Ordering};

    use super::*;

    fn pace(requests_per_minute: usize, concurrency: usize) -> (Pace, Arc<AtomicI64>) {
        let clock = Arc::new(AtomicI64::new(5_000_000));
        let read = Arc::clone(&clock);
        let ticks: Ticks = Arc::new(move || read.load(Ordering::Relaxed));
        (Pace::new(Limits { requests_per_minute, concurrency }, ticks), clock)
    }

    #[test]
    fn no_minute_holds_more_than_the_limit() {
        let (pace, clock) = pace(3, 1);
        let mut begun = Vec::new();
        for _ in 0..400 {
            let now = clock.fetch_add(1_000, Ordering::Relaxed) + 1_000;
            match pace.enter(Duration::ZERO) {
                Ok(_permit) => begun.push(now),
                Err(wait) => {
                    clock.fetch_add(wait - 1, Ordering::Relaxed);
                    assert!(pace.enter(Duration::ZERO).is_err(), "a millisecond too early");
                    clock.fetch_add(1, Ordering::Relaxed);
                    begun.push(clock.load(Ordering::Relaxed));
                    assert!(pace.enter(Duration::ZERO).is_ok(), "when it was said");
                }
            }
        }
        assert!(begun.windows(4).all(|four| four[3] - four[0] >= MINUTE_MS), "{begun:?}");
    }

    #[test]
    fn a_second_request_waits_for_the_first_and_a_clock_set_back_stops_nothing() {
        let (pace, clock) = pace(100, 1);
        let first = pace.enter(Duration::ZERO).unwrap();
        assert!(pace.enter(Duration::ZERO).is_err());
        std::thread::scope(|scope| {
            let second = scope.spawn(|| pace.enter(Duration::from_secs(60)).is_ok());
            drop(first);
            assert!(second.join().unwrap());
        });
        clock.store(0, Ordering::Relaxed);
        assert!(pace.enter(Duration::ZERO).is_ok());
    }
}
