//! A supplier's order file: between the shape that is edited and the template that makes documents.

use stockless_connect::documents::{
    Contents, DecimalSign, Encoding, Field, Format, Paper, Template, TemplateColumn as Column,
};
use stockless_connect::report::Delimiter;

use crate::error::ApiError;
use crate::shapes::suppliers::{TemplateColumn, TemplateShape};

const CONSTANT: &str = "constant";

/// A word of a closed list as serde names it.
fn from_word<T: serde::de::DeserializeOwned>(what: &str, word: &str) -> Result<T, ApiError> {
    serde_json::from_value(word.into()).map_err(|_| ApiError::invalid(format!("“{word}” is not a {what}.")))
}

fn to_word<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

fn encoding_word(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Utf8 => "utf-8",
        Encoding::Utf8Bom => "utf-8-bom",
        Encoding::Windows1252 => "windows-1252",
    }
}

/// Reads a shape into the JSON of a template that was checked. Empty fields take the standard of the format.
pub fn read(shape: &TemplateShape) -> Result<String, ApiError> {
    let format: Format = from_word("file format (csv, xlsx, pdf)", &shape.format)?;
    let mut template = Template::standard(format);
    if !shape.file_name.trim().is_empty() {
        shape.file_name.trim().clone_into(&mut template.file_name);
    }
    if !shape.delimiter.is_empty() {
        template.delimiter = from_word::<Delimiter>("delimiter", &shape.delimiter)?;
    }
    if !shape.encoding.is_empty() {
        template.encoding = [Encoding::Utf8, Encoding::Utf8Bom, Encoding::Windows1252]
            .into_iter()
            .find(|encoding| encoding_word(*encoding) == shape.encoding)
            .ok_or_else(|| ApiError::invalid(format!("“{}” is not an encoding.", shape.encoding)))?;
    }
    if !shape.decimal_sign.is_empty() {
        template.decimal = from_word::<DecimalSign>("decimal sign", &shape.decimal_sign)?;
    }
    if !shape.paper.is_empty() {
        template.paper = from_word::<Paper>("paper", &shape.paper)?;
    }
    if !shape.columns.is_empty() {
        template.columns = shape.columns.iter().map(column).collect::<Result<_, _>>()?;
    }
    template.check().map_err(|error| ApiError::invalid(error.to_string()))?;
    serde_json::to_string(&template).map_err(|error| ApiError::internal(&error))
}

fn column(shape: &TemplateColumn) -> Result<Column, ApiError> {
    let contents = if shape.field == CONSTANT {
        Contents::Constant(shape.value.clone())
    } else {
        Contents::Field(from_word::<Field>("field of an order file", &shape.field)?)
    };
    Ok(Column { title: shape.title.clone(), contents })
}

/// The shape of a stored template; the standard CSV where it cannot be read.
pub fn shape(json: &str) -> TemplateShape {
    let template = serde_json::from_str(json).unwrap_or_else(|_| Template::standard(Format::Csv));
    TemplateShape {
        format: to_word(&template.format),
        delimiter: to_word(&template.delimiter),
        encoding: encoding_word(template.encoding).to_owned(),
        decimal_sign: to_word(&template.decimal),
        paper: to_word(&template.paper),
        file_name: template.file_name.clone(),
        columns: template
            .columns
            .iter()
            .map(|column| match &column.contents {
                Contents::Field(field) => TemplateColumn {
                    field: to_word(field),
                    title: column.title.clone(),
                    value: String::new(),
                },
                Contents::Constant(text) => TemplateColumn {
                    field: CONSTANT.to_owned(),
                    title: column.title.clone(),
                    value: text.clone(),
                },
            })
            .collect(),
    }
}

/// The JSON of a standard template.
pub fn standard(format: Format) -> String {
    serde_json::to_string(&Template::standard(format)).unwrap_or_default()
}
