//! The only module that reads the system clock.

use std::sync::atomic::{AtomicI64, Ordering};

use stockless_core::day::Instant;

/// Where the engine gets the time from.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Instant;
}

/// The clock of the computer.
#[derive(Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one place where the clock is read")]
    fn now(&self) -> Instant {
        Instant::from_datetime(&chrono::Utc::now())
    }
}

/// A clock that stands still until it is told to move, for tests and for sample data of a given day.
#[derive(Debug)]
pub struct StandingClock(AtomicI64);

impl StandingClock {
    /// A clock that shows an instant.
    pub const fn at(instant: Instant) -> Self {
        Self(AtomicI64::new(instant.ms()))
    }

    /// Moves the clock, forwards or backwards.
    pub fn move_by(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::Relaxed);
    }
}

impl Clock for StandingClock {
    fn now(&self) -> Instant {
        Instant::from_ms(self.0.load(Ordering::Relaxed))
    }
}
