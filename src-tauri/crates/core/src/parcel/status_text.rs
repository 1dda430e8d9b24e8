//! Status texts of carriers, shops and supplier files, in English and German.
//!
//! A text is understood only when a whole clause of it is in the table and no other clause contradicts it. Guessing
//! from single words would read "could not be delivered" as delivered; what is not understood is shown instead.

use super::phrases::{CONTRADICTIONS, PROBLEMS, STATES};
use super::{ParcelState, ProblemReason};

/// The longest text that is read; carriers' texts are shorter, and a longer one says more than a state.
const LONGEST: usize = 300;

/// What a status text means, with the reason when it is a problem. Text that is not understood is
/// [`ParcelState::Unknown`]; keep it beside the state and show it.
pub fn from_words(text: &str) -> (ParcelState, Option<ProblemReason>) {
    const UNKNOWN: (ParcelState, Option<ProblemReason>) = (ParcelState::Unknown, None);
    if text.len() > LONGEST {
        return UNKNOWN;
    }
    if let Some(whole) = meaning(text) {
        return whole;
    }
    let mut clauses =
        text.split([',', ';', ':', '(', ')', '.', '|', '\u{2013}', '\n']).filter(|c| !key(c).is_empty());
    let Some(first) = clauses.next().and_then(meaning) else { return UNKNOWN };
    let agrees = |clause| meaning(clause).map_or_else(|| !contradicts(clause), |other| other == first);
    if clauses.all(agrees) { first } else { UNKNOWN }
}

fn meaning(clause: &str) -> Option<(ParcelState, Option<ProblemReason>)> {
    let wanted = key(clause);
    let says = |phrases: &str| phrases.split('|').any(|phrase| letters(phrase).eq(wanted.chars()));
    let state = STATES.iter().find(|(_, phrases)| says(phrases)).map(|&(state, _)| (state, None));
    state.or_else(|| {
        PROBLEMS.iter().find(|(_, phrases)| says(phrases)).map(|&(why, _)| (ParcelState::Problem, Some(why)))
    })
}

fn contradicts(clause: &str) -> bool {
    clause.split(|c: char| !c.is_alphanumeric()).any(|word| {
        let word = key(word);
        CONTRADICTIONS
            .split(' ')
            .any(|start| word == start || (start.len() > 3 && word.starts_with(&key(start))))
    })
}

/// Letters and digits alone, small, with German umlauts spelled out, so that `IN_TRANSIT`, `InTransit` and
/// `in transit` are one.
fn key(text: &str) -> String {
    letters(text).collect()
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).flat_map(|c| {
        let (first, second) = match c {
            'ä' => ('a', Some('e')),
            'ö' => ('o', Some('e')),
            'ü' => ('u', Some('e')),
            'ß' => ('s', Some('s')),
            other => (other, None),
        };
        std::iter::once(first).chain(second)
    })
}
