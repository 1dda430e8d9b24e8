//! Which column serves which field, as a person chose it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use stockless_core::money::AmountFormat;

use super::kind::Kind;
use super::layout::Layout;
use crate::columns::{DayOrder, DecimalSign, Take, amount_format, day_order};
use crate::table::{Header, Row};

/// Which column serves which field of a [`Kind`]. Stored as JSON under the kind's word and the
/// [fingerprint](crate::columns::fingerprint) of the header, as the map of an order table is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ColumnMap {
    /// Where each field comes from, by the field's key; a field that is not here is not told by the file. Texts,
    /// words and currencies can be the same for every row, days and numbers cannot.
    pub fields: BTreeMap<String, Take>,
    /// The sign before the decimals; none leaves it to what the file shows.
    pub decimal_sign: Option<DecimalSign>,
    /// The order of day and month.
    pub day_order: DayOrder,
}

impl ColumnMap {
    /// A first proposal by the names of the columns, with what a few rows (fifty are plenty) show about amounts and
    /// days. The columns are those that are read without a map.
    pub fn suggest(header: &Header, rows: &[Row], kind: Kind) -> Self {
        let plan = kind.plan();
        let layout = Layout::by_names(header, plan);
        let columns = |fields: &[&str]| -> Vec<usize> {
            fields.iter().filter_map(|field| layout.column(field)).collect()
        };
        let cells = |columns: Vec<usize>| {
            columns.into_iter().flat_map(|column| rows.iter().map(move |row| row.get(column)))
        };
        let sign = amount_format(cells(columns(plan.amounts)));
        let fields = kind.fields().iter().filter_map(|field| {
            let column = layout.column(field.key)?;
            Some((field.key.to_owned(), take(header, column)))
        });
        Self {
            fields: fields.collect(),
            decimal_sign: match sign {
                Some(AmountFormat::Point) => Some(DecimalSign::Point),
                Some(AmountFormat::Comma) => Some(DecimalSign::Comma),
                Some(AmountFormat::Unknown) | None => None,
            },
            day_order: day_order(cells(columns(plan.days))).unwrap_or_default(),
        }
    }

    /// The same map with another place for a field.
    #[must_use]
    pub fn with(mut self, field: &str, take: Take) -> Self {
        self.fields.insert(field.to_owned(), take);
        self
    }
}

/// A column by its name; `column 3` where it has none.
fn take(header: &Header, column: usize) -> Take {
    let own = header.keys().get(column);
    let nth = header.keys().iter().take(column).filter(|key| Some(*key) == own).count();
    let nameless = own.is_none_or(String::is_empty);
    Take::Column { name: header.label(column), nth: if nameless { 0 } else { nth } }
}
