//! Finding the fields of a kind among the columns of a file.

use std::collections::HashMap;

use stockless_core::money::Currency;

use super::column_map::{ColumnMap, column_labels};
use super::item::CatalogueError;
use super::kind::Plan;
use crate::columns::{Field, MissingColumns, Presence};
use crate::table::{Header, key};

/// Where the fields of a kind stand in one file.
#[derive(Debug, Default)]
pub(super) struct Layout {
    places: HashMap<&'static str, usize>,
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
    /// By the map where it says something, by the usual names elsewhere.
    pub fn find(
        file: &str,
        header: &Header,
        plan: &'static Plan,
        map: Option<&ColumnMap>,
    ) -> Result<Self, CatalogueError> {
        let mut layout = Self::named(header);
        let mut decided = Vec::new();
        for field in plan.fields {
            let Some(choice) = map.and_then(|map| map.columns.get(field.key)) else { continue };
            decided.push(field.key);
            if let Some(label) = choice {
                layout.choose(file, field, label, plan)?;
            }
        }
        layout.fill(plan, &decided);
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

    /// By the usual names alone, whatever is missing.
    pub fn suggest(header: &Header, plan: &'static Plan) -> Self {
        let mut layout = Self::named(header);
        layout.fill(plan, &[]);
        layout
    }

    fn named(header: &Header) -> Self {
        let names = header.names().iter().map(|name| Name { plain: plain(name), bare: without_unit(name) });
        Self { labels: column_labels(header), names: names.collect(), ..Self::default() }
    }

    fn choose(
        &mut self,
        file: &str,
        field: &'static Field,
        label: &str,
        plan: &Plan,
    ) -> Result<(), CatalogueError> {
        let wanted = key(label);
        let column = self.labels.iter().position(|own| key(own) == wanted).ok_or_else(|| {
            CatalogueError::ChosenColumnMissing { file: file.to_owned(), column: label.to_owned() }
        })?;
        if let Some((first, _)) = self.places.iter().find(|(_, place)| **place == column) {
            return Err(CatalogueError::ColumnChosenTwice {
                file: file.to_owned(),
                column: label.to_owned(),
                first: words(first),
                second: words(field.key),
            });
        }
        self.place(field.key, column, plan);
        Ok(())
    }

    fn place(&mut self, field: &'static str, column: usize, plan: &Plan) {
        self.places.insert(field, column);
        let unit = self.names.get(column).and_then(|name| name.bare.as_ref()).map(|(_, unit)| *unit);
        if let Some(unit) = unit.filter(|_| plan.amounts.contains(&field)) {
            self.units.insert(field, unit);
        }
    }

    /// Finds what is not decided yet; a column serves one field, the first in the kind's order.
    fn fill(&mut self, plan: &'static Plan, decided: &[&str]) {
        for field in plan.fields {
            if decided.contains(&field.key) || self.places.contains_key(field.key) {
                continue;
            }
            let with_unit = plan.amounts.contains(&field.key);
            let own = words(field.key);
            let mut names = std::iter::once(own.as_str()).chain(field.names.iter().copied());
            if let Some(column) = names.find_map(|name| self.free_column(name, with_unit)) {
                self.place(field.key, column, plan);
            }
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
            if field.presence != Presence::Optional && self.column(field.key).is_none() {
                missing.push(described(field));
            }
        }
        for group in plan.either {
            if group.iter().all(|field| self.column(field).is_none()) {
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
