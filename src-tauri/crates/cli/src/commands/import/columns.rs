//! How the columns of a file are read, where it is said on the command line.

use clap::Args;
use serde_json::Value;
use stockless_engine::shapes::imports::{ColumnChoice, ImportKind, ImportRequest};

use crate::failure::Failure;
use crate::fields::{list, text};
use crate::session::Session;

/// Columns that are not recognised, or are to be read differently. What is not named stays as it was suggested or
/// remembered for files with the same header.
#[derive(Debug, Args)]
pub struct Columns {
    /// Read a field from a column, order_number="Order ref"; may be given several times
    #[arg(long = "map", value_name = "FIELD=COLUMN", value_parser = pair)]
    columns: Vec<(String, String)>,
    /// Give a field the same value in every row, currency=EUR; may be given several times
    #[arg(long = "set", value_name = "FIELD=VALUE", value_parser = pair)]
    constants: Vec<(String, String)>,
    /// Order of day and month, where dates can mean two things
    #[arg(long, value_parser = ["day_first", "month_first", "year_first"])]
    day_order: Option<String>,
    /// Sign before the decimals, where amounts can mean two things
    #[arg(long, value_parser = ["point", "comma"])]
    decimal: Option<String>,
}

impl Columns {
    /// The choice: where columns are named, what the file suggests with that on top. `None` when nothing was said.
    pub fn chosen(
        &self,
        session: &Session,
        request: &ImportRequest,
    ) -> Result<Option<ColumnChoice>, Failure> {
        let mut choice = if !self.columns.is_empty() || !self.constants.is_empty() {
            self.mapped(session, request)?
        } else if self.day_order.is_some() || self.decimal.is_some() {
            ColumnChoice::default()
        } else {
            return Ok(None);
        };
        if let Some(day_order) = &self.day_order {
            choice.day_order.clone_from(day_order);
        }
        if let Some(decimal) = &self.decimal {
            choice.decimal_sign.clone_from(decimal);
        }
        Ok(Some(choice))
    }

    fn mapped(&self, session: &Session, request: &ImportRequest) -> Result<ColumnChoice, Failure> {
        let mut request = request.clone();
        if request.kind == ImportKind::Orders {
            // A map is about columns, also where the header would be recognised as an export.
            request.export = Some("columns".to_owned());
        }
        let preview = session.call("import_preview", &request)?;
        let known: Vec<String> = list(&preview, "fields").iter().map(|field| text(field, "name")).collect();
        let mut named = self.columns.iter().chain(&self.constants).map(|(field, _)| field);
        if let Some(field) = named.find(|field| !known.contains(field)) {
            return Err(Failure::usage(format!("There is no field “{field}”."))
                .with_action(format!("Fields of such a file: {}.", known.join(", "))));
        }
        let suggested = preview.get("choice").cloned().unwrap_or(Value::Null);
        let mut choice: ColumnChoice = serde_json::from_value(suggested).unwrap_or_default();
        for (field, column) in &self.columns {
            choice.constants.remove(field);
            choice.columns.insert(field.clone(), column.clone());
        }
        for (field, value) in &self.constants {
            choice.columns.remove(field);
            choice.constants.insert(field.clone(), value.clone());
        }
        Ok(choice)
    }
}

fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((field, value)) if !field.trim().is_empty() => Ok((field.trim().to_owned(), value.to_owned())),
        _ => Err("write it as FIELD=VALUE".to_owned()),
    }
}
