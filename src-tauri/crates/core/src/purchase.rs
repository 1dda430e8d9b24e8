//! A purchase: what is sent to one supplier for one order. Its states, its key, and what may follow what.

use sha2::{Digest, Sha256};

use crate::order::words;

/// Where a purchase stands. See the transition table in [`State::may_go`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// In the outbox, nothing has left; may be taken back.
    Queued,
    /// An attempt is on disk; bytes may be on their way.
    Sending,
    /// We cannot know yet whether the supplier has it, and are finding out.
    Unknown,
    /// We cannot find out. Only a person can.
    Asking,
    /// The document is ready and a person has to hand it over or type it in.
    ToHandOver,
    /// The supplier has it, for all a mail or a file can prove.
    Placed,
    /// The supplier said yes.
    Confirmed,
    /// The supplier, its server or the channel said no, for certain.
    Rejected,
    /// Taken back, before or after it was placed.
    Cancelled,
}

words!(State {
    Queued = "queued",
    Sending = "sending",
    Unknown = "unknown",
    Asking = "asking",
    ToHandOver = "to_hand_over",
    Placed = "placed",
    Confirmed = "confirmed",
    Rejected = "rejected",
    Cancelled = "cancelled",
});

impl State {
    /// The states that may follow. Data, so that tests and the model of the protocol read the same table.
    pub const fn may_go(self) -> &'static [Self] {
        use State::{Asking, Cancelled, Confirmed, Placed, Queued, Rejected, Sending, ToHandOver, Unknown};
        match self {
            Queued => &[Sending, ToHandOver, Cancelled],
            Sending => &[Placed, Confirmed, ToHandOver, Queued, Rejected, Unknown],
            Unknown => &[Sending, Placed, Confirmed, ToHandOver, Queued, Asking, Cancelled],
            Asking => &[Placed, Confirmed, Queued, Unknown, Cancelled],
            ToHandOver => &[Placed, Confirmed, Cancelled, Queued],
            Placed => &[Confirmed, Rejected, Cancelled],
            Confirmed => &[Cancelled],
            Rejected => &[Queued, Cancelled],
            Cancelled => &[],
        }
    }

    /// True while the purchase holds its order lines: a second one for the same units is refused.
    pub const fn holds_lines(self) -> bool {
        !matches!(self, Self::Rejected | Self::Cancelled)
    }

    /// True while the supplier may or may not have the purchase.
    pub const fn is_in_doubt(self) -> bool {
        matches!(self, Self::Unknown | Self::Asking)
    }

    /// True when the supplier has the purchase, as far as can be known.
    pub const fn is_placed(self) -> bool {
        matches!(self, Self::Placed | Self::Confirmed)
    }
}

/// Why there is a purchase with a sequence number above one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The first purchase of these lines at this supplier.
    First,
    /// Lines that were left for later or split off.
    Split,
    /// Something was lost, damaged or wrong and is sent again.
    Resend,
}

words!(Reason { First = "first", Split = "split", Resend = "resend" });

/// The key that names one purchase for ever: the same shop, order, supplier and sequence give the same key on
/// every computer, so that it survives a lost database, a restore and a second installation.
///
/// 26 characters of `A-Z2-7`, which fits the reference field of every supplier we know.
pub fn key(shop: &str, order: &str, supplier: &str, sequence: i64) -> String {
    let mut hash = Sha256::new();
    for part in ["stockless purchase v1", shop, order, supplier] {
        hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hash.update(sequence.to_be_bytes());
    base32(&hash.finalize()).chars().take(26).collect()
}

/// RFC 4648 base 32 without padding; bits that do not fill a character are left out.
fn base32(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut text = String::with_capacity(bytes.len().saturating_mul(2));
    let (mut buffer, mut bits) = (0_u32, 0_u32);
    for &byte in bytes {
        buffer = (buffer << 8 | u32::from(byte)) & 0xFFFF;
        bits = bits.saturating_add(8);
        while bits >= 5 {
            bits = bits.saturating_sub(5);
            let index = usize::try_from(buffer >> bits & 31).unwrap_or(0);
            text.push(ALPHABET.get(index).map_or('A', |&b| char::from(b)));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_state_can_be_reached_and_only_cancelled_is_final() {
        let mut seen = HashSet::from([State::Queued]);
        let mut open = vec![State::Queued];
        while let Some(state) = open.pop() {
            for &next in state.may_go() {
                if seen.insert(next) {
                    open.push(next);
                }
            }
        }
        assert_eq!(seen.len(), State::ALL.len(), "a state that nothing leads to is a mistake in the table");
        let ends: Vec<_> = State::ALL.iter().filter(|s| s.may_go().is_empty()).collect();
        assert_eq!(ends, [&State::Cancelled]);
    }

    #[test]
    fn nothing_unknown_is_called_rejected_and_nothing_placed_goes_back_to_the_queue() {
        assert!(!State::Unknown.may_go().contains(&State::Rejected));
        assert!(!State::Asking.may_go().contains(&State::Rejected));
        assert!(!State::Asking.may_go().contains(&State::Sending), "a person's word goes through the queue");
        assert!(!State::Placed.may_go().contains(&State::Queued));
        assert!(!State::Confirmed.may_go().contains(&State::Queued));
    }

    #[test]
    fn the_key_is_the_same_everywhere_and_parts_cannot_run_together() {
        assert_eq!(key("trailkin", "10482", "kestrel", 1), key("trailkin", "10482", "kestrel", 1));
        assert_ne!(key("ab", "c", "d", 1), key("a", "bc", "d", 1));
        assert_ne!(key("a", "b", "c", 1), key("a", "b", "c", 2));
        assert_eq!(key("a", "b", "c", 1).len(), 26);
    }

    #[test]
    fn base32_agrees_with_the_standard() {
        assert_eq!(base32(b"fooba"), "MZXW6YTB", "RFC 4648 section 10");
    }
}
