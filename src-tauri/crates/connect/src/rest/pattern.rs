//! Paths with places to fill, `/orders/{id}?ref={reference}`.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but the unreserved characters of RFC 3986 is written as `%XX`.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A path of the description, beginning with a slash. What is filled in can never become another path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    text: String,
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Name(String),
}

impl Pattern {
    /// Reads a path that may use these names. The error says what is wrong.
    pub(super) fn new(text: &str, names: &[&str]) -> Result<Self, String> {
        if !text.starts_with('/') || text.starts_with("//") {
            return Err(format!("“{text}” does not begin with one slash"));
        }
        if text.len() > 500
            || !text.bytes().all(|byte| (0x21..0x7f).contains(&byte))
            || text.contains(['#', '\\'])
        {
            return Err(
                "it is longer than 500 characters or holds spaces, #, \\ or letters outside ASCII".to_owned()
            );
        }
        let path = text.split_once('?').map_or(text, |(path, _)| path);
        if path
            .split('/')
            .any(|step| matches!(step.to_ascii_lowercase().as_str(), "." | ".." | "%2e" | "%2e%2e"))
        {
            return Err("it holds a step . or ..".to_owned());
        }
        let parts = pieces(text)?;
        for part in &parts {
            if let Part::Name(name) = part
                && !names.contains(&name.as_str())
            {
                return Err(format!("there is no {{{name}}} here, only {}", listed(names)));
            }
        }
        Ok(Self { text: text.to_owned(), parts })
    }

    /// The path as it stands in the description.
    pub(super) fn as_written(&self) -> &str {
        &self.text
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.parts.iter().any(|part| matches!(part, Part::Name(own) if own == name))
    }

    /// The path with every place filled. `None` where a value is missing, empty or a step `.` or `..`.
    pub(super) fn fill(&self, values: &[(&str, &str)]) -> Option<String> {
        let empty = |(name, value): &(&str, &str)| value.is_empty() && self.has(name);
        if values.iter().any(empty) { None } else { self.fill_all(values) }
    }

    /// The same where empty values stay empty, as the cursor of a first page does.
    pub(super) fn fill_all(&self, values: &[(&str, &str)]) -> Option<String> {
        let mut path = String::with_capacity(self.text.len().saturating_add(32));
        for part in &self.parts {
            match part {
                Part::Text(text) => path.push_str(text),
                Part::Name(name) => {
                    let (_, value) = values.iter().find(|(own, _)| own == name)?;
                    if matches!(*value, "." | "..") {
                        return None;
                    }
                    path.extend(utf8_percent_encode(value, ENCODED));
                }
            }
        }
        Some(path)
    }
}

/// Cuts a text at its `{names}`.
fn pieces(text: &str) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, later) = after.split_once('}').ok_or("a { is not closed")?;
        if before.contains('}') {
            return Err("a } stands alone".to_owned());
        }
        parts.push(Part::Text(before.to_owned()));
        parts.push(Part::Name(name.to_owned()));
        rest = later;
    }
    if rest.contains('}') {
        return Err("a } stands alone".to_owned());
    }
    parts.push(Part::Text(rest.to_owned()));
    Ok(parts)
}

/// `{a}, {b}` for an error.
pub(super) fn listed(names: &[&str]) -> String {
    if names.is_empty() {
        return "nothing to fill".to_owned();
    }
    names.iter().map(|name| format!("{{{name}}}")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filled_in_stays_one_step_of_the_path() {
        let path = Pattern::new("/orders/{id}?ref={reference}", &["id", "reference"]).unwrap();
        let filled = path.fill(&[("id", "a/../b?x=1#y %2F ä"), ("reference", "A&b=c")]).unwrap();
        assert_eq!(filled, "/orders/a%2F..%2Fb%3Fx%3D1%23y%20%252F%20%C3%A4?ref=A%26b%3Dc");
        for climbing in ["", ".", ".."] {
            assert_eq!(path.fill(&[("id", climbing), ("reference", "A")]), None);
        }
        assert_eq!(path.fill(&[("id", "7")]), None);
    }

    #[test]
    fn a_path_leads_nowhere_else() {
        for wrong in [
            "orders",
            "//evil.example.com/",
            "/a/../b",
            "/a/%2e%2E/b",
            "/a b",
            "/a\\b",
            "/a#b",
            "/{id",
            "/id}",
            "/{what}",
        ] {
            assert!(Pattern::new(wrong, &["id"]).is_err(), "{wrong}");
        }
    }
}
