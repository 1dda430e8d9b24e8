//! Chance from a seed. The same seed and name give the same throws on every machine.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use sha2::{Digest, Sha256};

/// A stream of throws.
pub struct Dice(ChaCha8Rng);

impl Dice {
    /// A stream of its own for each name, so that one part of the sample does not move another.
    pub fn new(seed: i64, name: &str) -> Self {
        let digest: [u8; 32] = Sha256::digest(format!("stockless sample {seed} {name}").as_bytes()).into();
        Self(ChaCha8Rng::from_seed(digest))
    }

    /// A number from 0 to one below `below`; 0 for 0.
    pub fn below(&mut self, below: u64) -> u64 {
        if below == 0 { 0 } else { self.0.next_u64() % below }
    }

    /// A number from `from` to `to`, both included.
    pub fn between(&mut self, from: i64, to: i64) -> i64 {
        let width = u64::try_from(to.saturating_sub(from)).unwrap_or(0).saturating_add(1);
        from.saturating_add(i64::try_from(self.below(width)).unwrap_or(0))
    }

    /// True in so many of a thousand throws.
    pub fn in_thousand(&mut self, times: u64) -> bool {
        self.below(1_000) < times
    }

    /// One of a list.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        let index = self.below(u64::try_from(list.len()).unwrap_or(0));
        usize::try_from(index).ok().and_then(|index| list.get(index))
    }

    /// Letters and digits for references.
    pub fn code(&mut self, length: usize) -> String {
        const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
        (0..length).filter_map(|_| self.pick(LETTERS).map(|&b| char::from(b))).collect()
    }
}
