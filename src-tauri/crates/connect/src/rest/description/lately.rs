//! Descriptions that were read lately.
//!
//! Whoever asks where a purchase goes asks the connection's description, several times for each purchase, and reading one
//! takes longer than everything else about such a question.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use super::Description;

/// How many are kept; more than a small merchant has suppliers with an interface.
const KEPT: usize = 16;

type Read = (String, Arc<Description>);

static LATELY: Mutex<VecDeque<Read>> = Mutex::new(VecDeque::new());

/// The description that was read from this text, if that was lately.
pub(super) fn find(text: &str) -> Option<Arc<Description>> {
    let lately = LATELY.lock().unwrap_or_else(PoisonError::into_inner);
    lately.iter().find(|(known, _)| known == text).map(|(_, description)| Arc::clone(description))
}

/// Keeps what was read from this text, instead of what was read longest ago.
pub(super) fn keep(text: &str, description: &Arc<Description>) {
    let mut lately = LATELY.lock().unwrap_or_else(PoisonError::into_inner);
    lately.truncate(KEPT - 1);
    lately.push_front((text.to_owned(), Arc::clone(description)));
}
