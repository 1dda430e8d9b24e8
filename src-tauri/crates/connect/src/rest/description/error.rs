//! Why a description cannot be used.

use std::ops::Range;

use toml::Spanned;

/// What is wrong with a description, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("Line {line} of the description, {place}: {reason}. {fix}")]
pub struct DescriptionError {
    /// Line of the file, from 1.
    pub line: usize,
    /// The setting, as in `place.path`.
    pub place: String,
    /// What is wrong.
    pub reason: String,
    /// What to do, as a sentence.
    pub fix: String,
}

/// Turns places in the text into lines.
#[derive(Clone, Copy)]
pub(super) struct Lines<'t>(pub(super) &'t str);

impl Lines<'_> {
    fn line(self, at: usize) -> usize {
        let before = self.0.bytes().take(at).filter(|&byte| byte == b'\n').count();
        before.saturating_add(1)
    }

    pub(super) fn error(
        self,
        span: Range<usize>,
        place: &str,
        reason: impl Into<String>,
        fix: impl Into<String>,
    ) -> DescriptionError {
        DescriptionError {
            line: self.line(span.start),
            place: place.to_owned(),
            reason: reason.into(),
            fix: fix.into(),
        }
    }

    /// An error at a value.
    pub(super) fn at<T>(
        self,
        value: &Spanned<T>,
        place: &str,
        reason: impl Into<String>,
        fix: impl Into<String>,
    ) -> DescriptionError {
        self.error(value.span(), place, reason, fix)
    }

    /// What the reader of the file itself found.
    pub(super) fn unreadable(self, error: &toml::de::Error) -> DescriptionError {
        let words = error.message().replace('\n', ", ");
        let reason = words.trim_end_matches('.').to_owned();
        let fix = if reason.starts_with("unknown field") || reason.starts_with("unknown variant") {
            "Correct the spelling or take it out."
        } else if reason.starts_with("missing field") {
            "Add it."
        } else {
            "Correct the line; the documentation has an example of each table."
        };
        self.error(error.span().unwrap_or(0..0), "the file", reason, fix)
    }
}
