//! Answers that the description documents as "no".

use std::collections::HashSet;

use serde_json::Value;

use super::description::{Description, Means, Operation, Refusal};
use super::pointer::scalar;
use super::trace::plain;

/// A documented refusal that an answer matches.
pub(super) struct Refused<'d> {
    pub(super) means: Means,
    /// The documented value that was found.
    pub(super) value: String,
    refusal: &'d Refusal,
}

/// The first documented refusal that an answer matches.
pub(super) fn matching<'d>(
    description: &'d Description,
    operation: Operation,
    status: u16,
    answer: &Value,
) -> Option<Refused<'d>> {
    description.refusals.iter().find_map(|refusal| {
        if refusal.status != status || !refusal.on.contains(&operation) {
            return None;
        }
        let found = scalar(refusal.pointer.get(answer)?)?;
        let documented = refusal.values.is_empty() || refusal.values.contains(&found);
        documented.then_some(Refused { means: refusal.means, value: found, refusal })
    })
}

/// True where an answer speaks of errors at the place that is described for them, whatever its status.
pub(super) fn speaks_of_errors(description: &Description, answer: &Value) -> bool {
    match description.errors.as_ref().and_then(|at| at.get(answer)) {
        None | Some(Value::Null | Value::Bool(false)) => false,
        Some(Value::Array(all)) => !all.is_empty(),
        Some(Value::Object(all)) => !all.is_empty(),
        Some(Value::String(text)) => !text.is_empty(),
        Some(Value::Bool(true) | Value::Number(_)) => true,
    }
}

impl Refused<'_> {
    /// The refusal for people: the documented value, and the supplier's own words without the words of `personal`.
    pub(super) fn words(&self, answer: &Value, personal: &[String]) -> String {
        // Where any text counts, the text itself was found: it may hold anything.
        let value = without(&plain(&self.value), personal);
        let own = self.refusal.words.as_ref().and_then(|at| at.text(answer)).unwrap_or_default();
        let own = without(&plain(&own), personal);
        if own.is_empty() || own == value { value } else { format!("{value} – {own}") }
    }
}

/// A text in which every word that stands in one of the personal texts became a dot.
pub(super) fn without(text: &str, personal: &[String]) -> String {
    let words =
        |text: &str| text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect::<Vec<_>>();
    let known: HashSet<String> =
        personal.iter().flat_map(|text| words(text)).filter(|word| word.chars().count() > 1).collect();
    let mut clean = String::with_capacity(text.len());
    let mut word = String::new();
    for c in text.chars().chain([' ']) {
        if c.is_alphanumeric() {
            word.push(c);
            continue;
        }
        clean.push_str(if known.contains(&word.to_lowercase()) { "…" } else { &word });
        word.clear();
        clean.push(c);
    }
    clean.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_repeats_no_person() {
        let personal = ["Änne O’Hara".to_owned(), "Lindenstraße 12b".to_owned(), "+49 30 901820".to_owned()];
        let said = "No courier to änne (LINDENSTRASSE / Lindenstraße 12B, call +49 30 901820): article K-1 is sold out";
        let clean = without(said, &personal);
        assert_eq!(clean, "No courier to … (LINDENSTRASSE / … …, call +… … …): article K-1 is sold out");
        assert_eq!(without(said, &[]), said);
    }
}
