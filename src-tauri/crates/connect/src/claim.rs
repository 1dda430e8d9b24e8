//! Who may still stop a sending: decided once, between the thread that sends and the caller that waits.

use std::sync::atomic::{AtomicU8, Ordering};

/// Decides between the sender, who may begin what cannot be taken back, and the caller, who may run out of patience:
/// whoever comes first. So a caller that gave up knows whether anything can still go out.
#[derive(Debug, Default)]
pub(crate) struct Claim(AtomicU8);

const OPEN: u8 = 0;
const STARTED: u8 = 1;
const TAKEN_BACK: u8 = 2;

impl Claim {
    /// Begins; false where the caller gave up before: then nothing may go out.
    pub(crate) fn start(&self) -> bool {
        self.0.compare_exchange(OPEN, STARTED, Ordering::AcqRel, Ordering::Acquire).is_ok()
    }

    /// Takes the sending back; false where it had begun.
    pub(crate) fn take_back(&self) -> bool {
        self.0.compare_exchange(OPEN, TAKEN_BACK, Ordering::AcqRel, Ordering::Acquire).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_comes_first_decides() {
        let claim = Claim::default();
        assert!(claim.take_back());
        assert!(!claim.start(), "taken back: it must not begin");
        let claim = Claim::default();
        assert!(claim.start());
        assert!(!claim.take_back());
    }
}
