//! Finding the fields of a kind among the columns of a file.

use std::collections::HashMap;

use stockless_core::money::Currency;

use super::column_map::ColumnMap;
use super::item::CatalogueError;
use super::kind::Plan;
use crate::columns::{Field, MissingColumns, Presence, Take};
use crate::table::{Header, key};

/// Where the fields of a kind stand in one file.
#[derive(Debug, Default)]
pub(super) struct Layout {
    places: HashMap<&'static str, usize>,
    /// What every row has.
    constants: HashMap<&'static str, String>,
    units: HashMap<&'static str, Currency>,
    labels: Vec<String>,
    names: Vec<Name>,
}

/// A column name in the forms in which names are compared.
#[derive(Debug)]
struct Name {
    plain: String,
    /// Without the currency at its end.
    bare: Option<(String, Currency)>,
}

impl Layout {
    /// By the map, or by the usual names where there is none.
    pub fn find(
        file: &str,
        header: &Header,
        plan: &'static Plan,
        map: Option<&ColumnMap>,
    ) -> Result<Self, CatalogueError> {
        let layout = match map {
            None => Self::by_names(header, plan),
            Some(map) => Self::by_map(header, plan, map)
                .map_err(|reason| CatalogueError::Map { file: file.to_owned(), reason })?,
        };
        let missing = layout.missing(plan);
        if missing.is_empty() {
            return Ok(layout);
        }
        let found = layout.labels.iter().take(60).cloned().collect();
        Err(CatalogueError::MissingColumns {
            file: file.to_owned(),
            error: MissingColumns { missing, found },
        })
    }

    /// By the usual names, whatever is missing. A column serves one field, the first in the kind's order.
    pub fn by_names(header: &Header, plan: &'static Plan) -> Self {
        let mut layout = Self::named(header);
        for field in plan.fields {
            let own = words(field.key);
            let mut names = std::iter::once(own.as_str()).chain(field.names.iter().copied());
            let with_unit = plan.amounts.contains(&field.key);
            if let Some(column) = names.find_map(|name| layout.free_column(name, with_unit)) {
                layout.place(field.key, column, plan);
            }
        }
        layout
    }

    fn by_map(header: &Header, plan: &'static Plan, map: &ColumnMap) -> Result<Self, String> {
        let mut layout = Self::named(header);
        for (word, take) in &map.fields {
            let field = plan.fields.iter().find(|field| field.key == word);
            let field = field.ok_or_else(|| format!("nothing here is called “{word}”"))?;
            match take {
                Take::Column { name, nth } => layout.choose(header, field.key, name, *nth, plan)?,
                Take::Constant { .. } if !plan.texts.contains(&field.key) => {
                    return Err(format!("{} cannot be the same for every row", words(field.key)));
                }
                Take::Constant { value } => {
                    layout.constants.insert(field.key, value.trim().to_owned());
                }
            }
        }
        Ok(layout)
    }

    fn named(header: &Header) -> Self {
        let names = header.names().iter().map(|name| Name { plain: plain(name), bare: without_unit(name) });
        let labels = (0..header.len()).map(|column| header.label(column));
        Self { labels: labels.collect(), names: names.collect(), ..Self::default() }
    }

    fn choose(
        &mut self,
        header: &Header,
        field: &'static str,
        name: &str,
        nth: usize,
        plan: &Plan,
    ) -> Result<(), String> {
        let nameless = || self.labels.iter().position(|label| label == name);
        let column = header.nth(name, nth).or_else(nameless);
        let column = column.ok_or_else(|| format!("there is no column “{name}” any more"))?;
        if let Some((other, _)) = self.places.iter().find(|(_, place)| **place == column) {
            let (first, second) = (words(other.min(&field)), words(other.max(&field)));
            return Err(format!("the column “{name}” was chosen twice, for {first} and for {second}"));
        }
        self.place(field, column, plan);
        Ok(())
    }

    fn place(&mut self, field: &'static str, column: usize, plan: &Plan) {
        self.places.insert(field, column);
        let unit = self.names.get(column).and_then(|name| name.bare.as_ref()).map(|(_, unit)| *unit);
        if let Some(unit) = unit.filter(|_| plan.amounts.contains(&field)) {
            self.units.insert(field, unit);
        }
    }

    fn free_column(&self, name: &str, with_unit: bool) -> Option<usize> {
        let wanted = plain(name);
        let free = |column: &usize| !self.places.values().any(|place| place == column);
        let by = |fits: &dyn Fn(&Name) -> bool| {
            let fitting = self.names.iter().enumerate().filter(|(_, name)| fits(name));
            fitting.map(|(column, _)| column).find(free)
        };
        let exact = by(&|name| name.plain == wanted);
        let bare = |name: &Name| name.bare.as_ref().is_some_and(|(bare, _)| *bare == wanted);
        exact.or_else(|| if with_unit { by(&bare) } else { None })
    }

    fn missing(&self, plan: &Plan) -> Vec<String> {
        let mut missing = Vec::new();
        for field in plan.fields {
            if field.presence != Presence::Optional && !self.has(field.key) {
                missing.push(described(field));
            }
        }
        for group in plan.either {
            if !group.iter().any(|field| self.has(field)) {
                let fields = plan.fields.iter().filter(|field| group.contains(&field.key));
                missing.push(fields.map(described).collect::<Vec<_>>().join(" or "));
            }
        }
        missing
    }

    /// Column of a field.
    pub fn column(&self, field: &str) -> Option<usize> {
        self.places.get(field).copied()
    }

    /// What every row has for a field; empty where each row has its own.
    pub fn constant(&self, field: &str) -> &str {
        self.constants.get(field).map_or("", String::as_str)
    }

    fn has(&self, field: &str) -> bool {
        self.places.contains_key(field) || !self.constant(field).is_empty()
    }

    /// The currency that the name of a field's column ends in.
    pub fn unit(&self, field: &str) -> Option<Currency> {
        self.units.get(field).copied()
    }

    /// The label of a field's column; the field's own word where the file has none.
    pub fn label_of(&self, field: &str) -> Option<&str> {
        self.labels.get(self.column(field)?).map(String::as_str)
    }

    /// The label of a column.
    pub fn label(&self, column: usize) -> &str {
        self.labels.get(column).map_or("", String::as_str)
    }

    /// The columns that serve no field, with their names as they are compared.
    pub fn others(&self) -> impl Iterator<Item = (usize, &str)> {
        let names = self.names.iter().enumerate().map(|(column, name)| (column, name.plain.as_str()));
        names.filter(|(column, _)| !self.places.values().any(|place| place == column))
    }

    /// A header in which every placed column bears its field's word and no other column has a name.
    pub fn header(&self, line: u64) -> Header {
        let mut names = vec![String::new(); self.names.len()];
        for (field, column) in &self.places {
            if let Some(name) = names.get_mut(*column) {
                (*field).clone_into(name);
            }
        }
        Header::new(names, line)
    }
}

fn words(field: &str) -> String {
    field.replace('_', " ")
}

fn described(field: &Field) -> String {
    let names: Vec<&str> = field.names.iter().copied().take(4).collect();
    match names.as_slice() {
        [] => format!("“{}”", words(field.key)),
        names => format!("“{}” (or {})", words(field.key), names.join(", ")),
    }
}

/// A name or a word in the form in which they are compared: small letters and digits, umlauts spelled out, single
/// blanks for everything else. `Art.-Nr.` and `art nr` are one.
pub(super) fn plain(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    for c in key(name).chars() {
        match c {
            'ä' => text.push_str("ae"),
            'ö' => text.push_str("oe"),
            'ü' => text.push_str("ue"),
            'ß' => text.push_str("ss"),
            '€' => text.push_str(" eur "),
            '£' => text.push_str(" gbp "),
            c if c.is_alphanumeric() => text.push(c),
            _ => text.push(' '),
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `Amount spent (EUR)`, `Preis in €`: the name before the currency, and the currency. Codes in small letters are
/// words of a language, not codes.
fn without_unit(name: &str) -> Option<(String, Currency)> {
    let spelled = name.replace('€', " EUR ").replace('£', " GBP ");
    let mut parts: Vec<&str> =
        spelled.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let last = parts.pop()?;
    let code = last.len() == 3 && last.bytes().all(|byte| byte.is_ascii_uppercase());
    let unit = last.parse().ok().filter(|_| code)?;
    if parts.last().is_some_and(|word| word.eq_ignore_ascii_case("in")) {
        parts.pop();
    }
    if parts.is_empty() { None } else { Some((plain(&parts.join(" ")), unit)) }
}
