//! An outside whose answers are told beforehand.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use stockless_connect::placing::{Answer, Listed, Look, Trace};
use stockless_core::day::Instant;
use stockless_core::outcome::Outcome;
use stockless_core::protocol::Capability;
use stockless_engine::forwarding::{Leaving, Outside, Reach};

/// Answers as it was told to. What it was not told it does not know: an attempt ends unknown, a look cannot tell.
pub struct Told {
    capability: Capability,
    answers: Mutex<VecDeque<Answer>>,
    looks: Mutex<VecDeque<Look>>,
    list: Mutex<Listed>,
    asked: Mutex<Vec<String>>,
}

impl Told {
    /// A supplier that can do this.
    pub fn new(capability: Capability) -> Arc<Self> {
        Arc::new(Self {
            capability,
            answers: Mutex::default(),
            looks: Mutex::default(),
            list: Mutex::new(Ok(Vec::new())),
            asked: Mutex::default(),
        })
    }

    /// The answer to the next attempt that was told nothing yet.
    pub fn answers(&self, answer: Answer) {
        held(&self.answers).push_back(answer);
    }

    /// What the next look finds.
    pub fn finds(&self, look: Look) {
        held(&self.looks).push_back(look);
    }

    /// What its records show from now on.
    pub fn lists(&self, listed: Listed) {
        *held(&self.list) = listed;
    }

    /// What it was asked so far, in order: `place 1001-1`, `look 1001-1`.
    pub fn asked(&self) -> Vec<String> {
        held(&self.asked).clone()
    }

    fn note(&self, what: &str, leaving: &Leaving) {
        held(&self.asked).push(format!("{what} {}", leaving.purchase.number));
    }
}

fn held<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Outside for Told {
    fn capability(&self, _: &Reach) -> Result<Capability, String> {
        Ok(self.capability.clone())
    }

    fn attempt(&self, leaving: &Leaving) -> Answer {
        self.note(leaving.kind.word(), leaving);
        let told = held(&self.answers).pop_front();
        told.unwrap_or_else(|| Answer::plain(Outcome::unknown("The connection broke.")))
    }

    fn look(&self, leaving: &Leaving) -> (Look, Trace) {
        self.note("look", leaving);
        let told = held(&self.looks).pop_front();
        (told.unwrap_or_else(|| Look::cannot_tell("It does not answer.")), Trace::default())
    }

    fn list(&self, _: &Reach, _: Instant) -> (Listed, Trace) {
        (held(&self.list).clone(), Trace::default())
    }

    fn cancel(&self, _: &Reach, number: &str) -> Answer {
        held(&self.asked).push(format!("cancel {number}"));
        Answer::plain(Outcome::Accepted { reference: None, evidence: "Cancelled.".to_owned() })
    }

    fn cancel_draft(&self, _: &Reach, number: &str) -> Answer {
        held(&self.asked).push(format!("cancel_draft {number}"));
        Answer::plain(Outcome::Accepted { reference: None, evidence: "Cleared away.".to_owned() })
    }

    fn try_out(&self, _: &Reach, _: Instant) -> Result<String, String> {
        Ok("It answers.".to_owned())
    }
}
