//! Text with places for facts of the order.

use std::collections::BTreeMap;

/// The facts a text may name in braces, `{order}`. Nothing else is put in, so that a text cannot give away what the
/// merchant did not mean to tell.
pub const PLACES: [&str; 10] =
    ["order", "shop", "customer", "items", "total", "city", "country", "supplier", "promise", "tracking"];

/// Characters a text has at most, before and after facts are put in.
const MOST: usize = 10_000;

/// A text in which [`PLACES`] stand for facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    text: String,
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Words(String),
    Place(&'static str),
}

impl Template {
    /// Reads a text. `{{` and `}}` stand for braces.
    ///
    /// # Errors
    /// With what is wrong and what to do, when it is empty or too long, names a place that is not in [`PLACES`], or has
    /// a brace without a partner.
    pub fn new(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if text.is_empty() || text.chars().count() > MOST {
            return Err("A text has 1 to 10,000 characters.".to_owned());
        }
        let mut parts = Vec::new();
        let mut words = String::new();
        let mut rest = text.chars().peekable();
        while let Some(letter) = rest.next() {
            match letter {
                '{' if rest.peek() == Some(&'{') => words.extend(rest.next()),
                '}' if rest.peek() == Some(&'}') => words.extend(rest.next()),
                '{' => {
                    let mut name = String::new();
                    loop {
                        match rest.next() {
                            Some('}') => break,
                            Some(letter) if name.len() < 40 => name.push(letter),
                            _ => return Err(format!("“{{{name}” has no closing brace.")),
                        }
                    }
                    let place = PLACES.iter().find(|place| **place == name.trim()).ok_or_else(|| {
                        format!("There is no fact “{name}”. These can be used: {}.", PLACES.join(", "))
                    })?;
                    parts.push(Part::Words(std::mem::take(&mut words)));
                    parts.push(Part::Place(place));
                }
                '}' => {
                    return Err(
                        "There is a closing brace without an opening one. Write }} for a brace.".to_owned()
                    );
                }
                other => words.push(other),
            }
        }
        parts.push(Part::Words(words));
        Ok(Self { text: text.to_owned(), parts })
    }

    /// As it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text with facts put in. A fact that is not known leaves `…`, which a reader sees. Facts are put in as they
    /// are: what stands in them is never read as a place again.
    pub fn fill(&self, facts: &BTreeMap<&'static str, String>) -> String {
        let mut out = String::new();
        for part in &self.parts {
            match part {
                Part::Words(words) => out.push_str(words),
                Part::Place(place) => {
                    let fact = facts.get(place).map(|fact| fact.trim()).filter(|fact| !fact.is_empty());
                    out.push_str(fact.unwrap_or("…"));
                }
            }
        }
        if out.chars().count() > MOST { out.chars().take(MOST).collect() } else { out }
    }
}
