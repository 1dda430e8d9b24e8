//! What is kept of a conversation: bounded, and without secrets.

use crate::placing::{TRACE_BYTES, Trace};
use crate::secrets::Secret;

/// The forms in which a secret could come back in an answer.
#[derive(Clone, Default)]
pub(super) struct Hidden(Vec<Secret>);

impl Hidden {
    pub(super) fn new(forms: impl IntoIterator<Item = Secret>) -> Self {
        Self(forms.into_iter().filter(|form| !form.expose().is_empty()).collect())
    }

    /// The text with every secret taken out.
    pub(super) fn clean(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, form| {
            if text.contains(form.expose()) { text.replace(form.expose(), "…") } else { text }
        })
    }

    /// A trace of what was said.
    pub(super) fn trace(&self, sent: &str, body: &[u8], received: &[u8], status: Option<u16>) -> Trace {
        let mut out = sent.to_owned();
        if !body.is_empty() {
            out.push('\n');
            out.push_str(&String::from_utf8_lossy(body));
        }
        Trace {
            sent: bounded(self.clean(&out)),
            received: bounded(self.clean(&String::from_utf8_lossy(received))),
            status: status.map(i64::from),
        }
    }
}

/// The beginning of a text, [`TRACE_BYTES`] bytes at most, without the control characters that a page cannot show.
fn bounded(mut text: String) -> String {
    if text.contains('\0') {
        text = text.replace('\0', "\u{fffd}");
    }
    if text.len() > TRACE_BYTES {
        let mut end = TRACE_BYTES.saturating_sub("…".len());
        while !text.is_char_boundary(end) {
            end = end.saturating_sub(1);
        }
        text.truncate(end);
        text.push('…');
    }
    text
}

/// A supplier's words on one line: no control characters, 300 characters at most.
pub(super) fn plain(words: &str) -> String {
    let line: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).take(300).collect();
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_taken_out_before_the_text_is_cut() {
        let hidden = Hidden::new([Secret::new("canary-secret"), Secret::new("")]);
        let long = format!("{}canary-secret", "ä".repeat(TRACE_BYTES / 2 - 6));
        let trace = hidden.trace("POST /orders", b"{\"k\":\"canary-secret\"}", long.as_bytes(), Some(200));
        assert_eq!(trace.sent, "POST /orders\n{\"k\":\"…\"}");
        assert!(!trace.received.contains("canary"), "{}", trace.received.len());
        assert!(trace.received.len() <= TRACE_BYTES && trace.received.starts_with("ää"));
    }
}
