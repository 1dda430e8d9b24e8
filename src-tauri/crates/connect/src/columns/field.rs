//! What an importer asks of a file, and where the file has it.

use std::collections::HashMap;

use crate::table::{Header, key};

/// What must be there for a row to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// The column must exist and each cell must be filled.
    Required,
    /// The column must exist; its cells may be empty.
    Column,
    /// The file may lack it.
    Optional,
}

/// One field of an importer and the names under which files have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// The importer's own word; it is also looked for as a column name, with blanks for underscores.
    pub key: &'static str,
    /// Other names, the most telling first. Case and outer blanks do not matter.
    pub names: &'static [&'static str],
    /// What must be there.
    pub presence: Presence,
}

impl Field {
    /// The column must exist and each cell must be filled.
    pub const fn required(key: &'static str, names: &'static [&'static str]) -> Self {
        Self { key, names, presence: Presence::Required }
    }

    /// The column must exist; its cells may be empty.
    pub const fn column(key: &'static str, names: &'static [&'static str]) -> Self {
        Self { key, names, presence: Presence::Column }
    }

    /// The file may lack it.
    pub const fn optional(key: &'static str, names: &'static [&'static str]) -> Self {
        Self { key, names, presence: Presence::Optional }
    }

    /// Where a header has this field.
    pub fn find(&self, header: &Header) -> Option<usize> {
        self.find_nth(header, 0)
    }

    /// Where a header has this field for the `nth` time, 0 for the first: under one and the same name.
    pub fn find_nth(&self, header: &Header, nth: usize) -> Option<usize> {
        let own = self.key.replace('_', " ");
        let mut names = [self.key, own.as_str()].into_iter().chain(self.names.iter().copied());
        names.find(|name| header.find(name).is_some()).and_then(|name| header.nth(name, nth))
    }
}

/// Columns that a file must have and does not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "the file has no column for {}; it has: {}",
    missing.join(", "),
    found.join(", ")
)]
pub struct MissingColumns {
    /// Each missing field with the names that would have been understood.
    pub missing: Vec<String>,
    /// The columns the file has.
    pub found: Vec<String>,
}

impl MissingColumns {
    pub(super) fn of(missing: Vec<String>, header: &Header) -> Self {
        let found = (0..header.len().min(60)).map(|column| header.label(column)).collect();
        Self { missing, found }
    }
}

/// Where the fields of an importer stand in one file.
#[derive(Debug, Clone)]
pub struct Columns {
    places: HashMap<&'static str, Place>,
}

#[derive(Debug, Clone)]
pub(super) struct Place {
    pub column: Option<usize>,
    pub label: String,
    pub required: bool,
    /// What every row has where there is no column.
    pub constant: String,
}

impl Columns {
    /// Finds each field in a header; the error lists every column that is missing.
    pub fn find(header: &Header, fields: &[Field]) -> Result<Self, MissingColumns> {
        Self::find_nth(header, fields, 0)
    }

    /// The same for columns that repeat: the `nth` of each, 0 for the first.
    pub fn find_nth(header: &Header, fields: &[Field], nth: usize) -> Result<Self, MissingColumns> {
        let mut places = HashMap::with_capacity(fields.len());
        let mut missing = Vec::new();
        for field in fields {
            let column = field.find_nth(header, nth);
            if column.is_none() && field.presence != Presence::Optional {
                missing.push(described(field));
            }
            let label = column.map_or_else(|| field.key.to_owned(), |column| header.label(column));
            let required = field.presence == Presence::Required;
            places.insert(field.key, Place { column, label, required, constant: String::new() });
        }
        if missing.is_empty() {
            return Ok(Self { places });
        }
        Err(MissingColumns::of(missing, header))
    }

    /// No fields yet; see [`Columns::put`].
    pub(super) fn none() -> Self {
        Self { places: HashMap::new() }
    }

    /// Puts a field at a column, or gives it the same value in every row.
    pub(super) fn put(
        &mut self,
        field: &'static str,
        column: Option<usize>,
        label: String,
        constant: String,
    ) {
        self.places.insert(field, Place { column, label, required: false, constant });
    }

    /// True when the file has a column for the field.
    pub fn has(&self, field: &str) -> bool {
        self.place(field).is_some_and(|place| place.column.is_some())
    }

    /// Position of the field's column.
    pub fn position(&self, field: &str) -> Option<usize> {
        self.place(field)?.column
    }

    /// Name of the field's column as the file writes it; the field's own word where the file has none.
    pub fn label<'a>(&'a self, field: &'a str) -> &'a str {
        self.place(field).map_or(field, |place| &place.label)
    }

    pub(super) fn place(&self, field: &str) -> Option<&Place> {
        let place = self.places.get(field);
        debug_assert!(place.is_some(), "the field {field} is not declared");
        place
    }
}

fn described(field: &Field) -> String {
    let mut names: Vec<&str> = Vec::new();
    for name in field.names {
        if key(name) != key(&field.key.replace('_', " ")) {
            names.push(name);
        }
    }
    match names.as_slice() {
        [] => format!("“{}”", field.key),
        names => format!("“{}” (or {})", field.key, names.join(", ")),
    }
}
