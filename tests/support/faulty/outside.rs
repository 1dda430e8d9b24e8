//! The suppliers of a workspace as the outside sees them: what arrived, and how often.
//!
//! Both get files. One takes a file away at once, so that sending it again would show; the other leaves it lying.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::world::file_names;

/// Takes each file away as soon as it lies there.
pub const TAKES_AWAY: &str = "Nordlicht";
/// Leaves the files where they lie.
pub const LEAVES_LYING: &str = "Sundby";

/// What the suppliers have received, by the name of the file.
#[derive(Debug, Clone, Default)]
pub struct Outside {
    received: Arc<Mutex<BTreeMap<String, u32>>>,
}

impl Outside {
    fn received(&self) -> MutexGuard<'_, BTreeMap<String, u32>> {
        self.received.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The suppliers look at what lies there for them. Answers what arrived since they last looked.
    pub fn look(&self, workspace: &Path) -> Vec<String> {
        let mut new = Vec::new();
        let mut received = self.received();
        for supplier in [TAKES_AWAY, LEAVES_LYING] {
            let folder = workspace.join("outbox").join(supplier);
            for name in file_names(&folder) {
                // A file that is being written is not there yet; one that stays is counted once.
                if name.ends_with(".part") || (supplier == LEAVES_LYING && received.contains_key(&name)) {
                    continue;
                }
                if supplier == TAKES_AWAY {
                    std::fs::remove_file(folder.join(&name)).expect("the supplier takes it");
                }
                *received.entry(name.clone()).or_default() += 1;
                new.push(name);
            }
        }
        new
    }

    /// Files by name and how often each arrived.
    pub fn all(&self) -> BTreeMap<String, u32> {
        self.received().clone()
    }

    /// Forgets what arrived.
    pub fn forget(&self) {
        self.received().clear();
    }

    /// True when a document arrived.
    pub fn has(&self, document: &str) -> bool {
        self.received().contains_key(document)
    }

    /// The same outside, parted from this one: another course of the world.
    #[must_use]
    pub fn parted(&self) -> Self {
        Self { received: Arc::new(Mutex::new(self.all())) }
    }
}
