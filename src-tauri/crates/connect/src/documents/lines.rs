//! The rows of CSV and XLSX: one for each line of the purchase.

use super::field::Value;
use super::{Contents, DocumentError, PurchaseDocument, Template, TemplateColumn};

/// The values of one row with the words for each, for messages.
pub(super) type Row = Vec<(String, Value)>;

/// All rows, in the order of the purchase.
pub(super) fn rows(purchase: &PurchaseDocument, template: &Template) -> Result<Vec<Row>, DocumentError> {
    let rows = purchase.lines.iter().enumerate().map(|(index, line)| {
        let values = template.columns.iter().map(|column| match &column.contents {
            Contents::Constant(text) => {
                Ok((format!("The constant of “{}”", column.title), Value::Text(text.clone())))
            }
            Contents::Field(field) => {
                let words = format!("The {} of line {}", field.words(), index.saturating_add(1));
                Ok((words, field.value(purchase, line, index, template)?))
            }
        });
        values.collect()
    });
    rows.collect()
}

/// The header.
pub(super) fn header(template: &Template) -> impl Iterator<Item = &str> {
    template.columns.iter().map(|TemplateColumn { title, .. }| title.as_str())
}
