//! Column names, and finding a column by one of its names.

/// The column names of a table, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Header {
    names: Vec<String>,
    keys: Vec<String>,
    line: u64,
}

impl Header {
    /// From names as a file writes them; `line` is the physical line they stand on, 0 where there is none.
    pub fn new<I, S>(names: I, line: u64) -> Self
    where
        I: IntoIterator<Item = S>,
        S: Into<String>,
    {
        let names: Vec<String> = names.into_iter().map(Into::into).collect();
        let keys = names.iter().map(|name| key(name)).collect();
        Self { names, keys, line }
    }

    /// Names for a file that has none: `column 1`, `column 2`, and so on.
    pub fn numbered(width: usize) -> Self {
        Self::new((1..=width).map(|number| format!("column {number}")), 0)
    }

    /// The names as the file writes them.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Physical line of the header; 0 where the file has none.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Number of columns.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// True for a table without columns.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The name to show for a column; `column 7` where the file has none.
    pub fn label(&self, column: usize) -> String {
        match self.names.get(column) {
            Some(name) if !name.trim().is_empty() => name.trim().to_owned(),
            _ => format!("column {}", column.saturating_add(1)),
        }
    }

    /// The first column of a name; case, outer blanks and invisible signs do not matter.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.nth(name, 0)
    }

    /// The column of a name that occurs more than once; `nth` 0 is the first.
    pub fn nth(&self, name: &str, nth: usize) -> Option<usize> {
        let wanted = key(name);
        if wanted.is_empty() {
            return None;
        }
        self.keys.iter().enumerate().filter(|(_, own)| **own == wanted).map(|(index, _)| index).nth(nth)
    }

    /// The first column that bears one of several names; an earlier name beats a later one.
    pub fn find_any(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.find(name))
    }

    /// True when each of the names occurs.
    pub fn has_all(&self, names: &[&str]) -> bool {
        names.iter().all(|name| self.find(name).is_some())
    }

    /// The names in the form in which they are compared.
    pub fn keys(&self) -> &[String] {
        &self.keys
    }
}

/// A name in the form in which names are compared: small letters, single blanks, no invisible signs.
pub fn key(name: &str) -> String {
    let visible: String = name.chars().filter(|c| !is_invisible(*c)).collect();
    let words: Vec<&str> = visible.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}')
        || (c.is_control() && !c.is_whitespace())
}
