//! The only module that reads the system clock.

use std::sync::atomic::{AtomicI64, Ordering};

use stockless_core::day::Instant;

/// Where the engine gets the time from.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Instant;
    /// Milliseconds on a clock that nobody can set and that never goes back while the computer runs.
    fn steady_ms(&self) -> i64;
}

/// The clock of the computer.
#[derive(Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one place where the clock is read")]
    fn now(&self) -> Instant {
        Instant::from_datetime(&chrono::Utc::now())
    }

    #[cfg(unix)]
    fn steady_ms(&self) -> i64 {
        let now = rustix::time::clock_gettime(rustix::time::ClockId::Monotonic);
        now.tv_sec.saturating_mul(1_000).saturating_add(now.tv_nsec / 1_000_000)
    }

    /// Counted from the first look; runs of the program are told apart there, so that it is not compared across them.
    #[cfg(not(unix))]
    #[expect(clippy::disallowed_methods, reason = "this is the one place where the clock is read")]
    fn steady_ms(&self) -> i64 {
        static START: std::sync::LazyLock<std::time::Instant> =
            std::sync::LazyLock::new(std::time::Instant::now);
        i64::try_from(START.elapsed().as_millis()).unwrap_or(i64::MAX)
    }
}

/// A clock that stands still until it is told to move, for tests and for sample data of a given day.
#[derive(Debug)]
pub struct StandingClock {
    wall: AtomicI64,
    steady: AtomicI64,
}

impl StandingClock {
    /// A clock that shows an instant.
    pub const fn at(instant: Instant) -> Self {
        Self { wall: AtomicI64::new(instant.ms()), steady: AtomicI64::new(0) }
    }

    /// Lets time pass. Backwards only the wall's clock goes.
    pub fn move_by(&self, ms: i64) {
        self.wall.fetch_add(ms, Ordering::Relaxed);
        self.steady.fetch_add(ms.max(0), Ordering::Relaxed);
    }

    /// Sets the wall's clock, as a person or a time server does. No time passes.
    pub fn set_by(&self, ms: i64) {
        self.wall.fetch_add(ms, Ordering::Relaxed);
    }
}

impl Clock for StandingClock {
    fn now(&self) -> Instant {
        Instant::from_ms(self.wall.load(Ordering::Relaxed))
    }

    fn steady_ms(&self) -> i64 {
        self.steady.load(Ordering::Relaxed)
    }
}
