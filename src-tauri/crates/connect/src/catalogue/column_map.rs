//! Which column serves which field, as a person chose it.

use std::collections::BTreeMap;
use std::fmt::Write;

use sha2::{Digest, Sha256};
use stockless_core::money::AmountFormat;

use super::kind::Kind;
use super::layout::Layout;
use crate::columns::DayOrder;
use crate::table::{Header, key};

/// Which column serves which field. Fields that are not named are looked for by their usual names.
///
/// Serialised, it is what is remembered for the next file with the same [`fingerprint`].
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct ColumnMap {
    /// The column of a field, by its label (see [`column_labels`]); `None` where the file has none for it.
    pub columns: BTreeMap<String, Option<String>>,
    /// Which of day and month comes first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day_order: Option<DayOrder>,
    /// The sign before the decimals.
    #[serde(with = "amount_word", skip_serializing_if = "Option::is_none")]
    pub amount_format: Option<AmountFormat>,
}

impl ColumnMap {
    /// What would be read without a choice: each field of the kind with its column, if one was found.
    pub fn suggest(header: &Header, kind: Kind) -> Self {
        let layout = Layout::suggest(header, kind.plan());
        let labels = column_labels(header);
        let fields = kind.fields().iter();
        let columns = fields.map(|field| {
            let column = layout.column(field.key).and_then(|column| labels.get(column).cloned());
            (field.key.to_owned(), column)
        });
        Self { columns: columns.collect(), ..Self::default() }
    }

    /// The same map with a column chosen for a field.
    #[must_use]
    pub fn with(mut self, field: &str, column: &str) -> Self {
        self.columns.insert(field.to_owned(), Some(column.to_owned()));
        self
    }
}

/// The columns of a header by labels that are never the same twice: `Price`, `Price (2)`, `column 3`.
pub fn column_labels(header: &Header) -> Vec<String> {
    let mut labels: Vec<String> = Vec::with_capacity(header.len());
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for column in 0..header.len() {
        let label = header.label(column);
        let count = counts.entry(key(&label)).or_default();
        *count = count.saturating_add(1);
        labels.push(if *count == 1 { label } else { format!("{label} ({count})") });
    }
    labels
}

/// What stays the same from one file of a source to the next: its column names in their order.
pub fn fingerprint(header: &Header) -> String {
    let digest = Sha256::digest(header.keys().join("\u{1f}").as_bytes());
    digest.iter().take(16).fold(String::with_capacity(32), |mut text, byte| {
        // Writing to a text cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Amount formats as words: `point`, `comma`.
mod amount_word {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use stockless_core::money::AmountFormat;

    #[allow(clippy::trivially_copy_pass_by_ref, reason = "the form that serde asks for")]
    pub fn serialize<S: Serializer>(format: &Option<AmountFormat>, out: S) -> Result<S::Ok, S::Error> {
        let word = match format {
            Some(AmountFormat::Point) => Some("point"),
            Some(AmountFormat::Comma) => Some("comma"),
            Some(AmountFormat::Unknown) | None => None,
        };
        word.serialize(out)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<Option<AmountFormat>, D::Error> {
        match Option::<String>::deserialize(input)?.as_deref() {
            None => Ok(None),
            Some("point") => Ok(Some(AmountFormat::Point)),
            Some("comma") => Ok(Some(AmountFormat::Comma)),
            Some(other) => Err(serde::de::Error::custom(format!("“{other}” is no amount format"))),
        }
    }
}
