//! A text in which `*` stands for any letters.

/// A text in which `*` stands for any letters, compared without regard to case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern(String);

impl Pattern {
    /// From 1 to 200 characters; `None` for anything else.
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        (!text.is_empty() && text.chars().count() <= 200).then(|| Self(text.to_owned()))
    }

    /// As it was written.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// True when the whole text fits. Takes time in proportion to both lengths at most, whatever the pattern.
    pub fn fits(&self, text: &str) -> bool {
        let lower = |text: &str| text.trim().to_lowercase();
        let (pattern, text) = (lower(&self.0), lower(text));
        let mut parts = pattern.split('*');
        let Some(first) = parts.next() else { return false };
        let Some(mut rest) = text.strip_prefix(first) else { return false };
        let parts: Vec<&str> = parts.collect();
        let Some((last, middle)) = parts.split_last() else { return rest.is_empty() };
        for part in middle {
            let Some((_, behind)) = rest.split_once(part) else { return false };
            rest = behind;
        }
        rest.ends_with(last)
    }
}
