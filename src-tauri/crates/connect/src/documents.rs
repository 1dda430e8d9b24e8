//! A purchase as a file for its supplier, made once and then frozen: the same purchase and template always give the
//! same bytes, so every attempt sends the same.
//!
//! CSV is for machines and byte-exact: nothing is altered, a `+49…` stays. XLSX keeps text as text. PDF is for
//! people, with a packing slip that tells neither prices nor the supplier. What a format cannot carry is an error that
//! names the field; nothing is dropped or replaced.

mod address;
mod field;
mod lines;
mod pdf;
mod purchase;
mod template;
#[cfg(test)]
pub(crate) mod tests;
mod text;
mod xlsx;

use crate::delivery::safe_file_name;

pub use field::Field;
pub use purchase::{PackingSlip, Party, PurchaseDocument, PurchaseLine};
pub use template::{
    Contents, DateFormat, DecimalSign, Encoding, Format, LineEnd, Paper, Template, TemplateColumn,
};

/// A file for a supplier, ready to be frozen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PurchaseFile {
    /// A safe file name with its extension.
    pub name: String,
    /// Media type, `text/csv; charset=utf-8`.
    pub content_type: &'static str,
    /// The file, byte for byte.
    pub bytes: Vec<u8>,
}

/// Why a purchase could not become a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// The template has to change.
    #[error("The file template needs a change: {0}.")]
    Template(String),
    /// The purchase has to change.
    #[error("The purchase cannot become a file: {0}.")]
    Purchase(String),
    /// A text with characters that the chosen encoding does not have.
    #[error(
        "{field} contains “{character}”, which the encoding {encoding} does not have. Choose UTF-8 if the supplier reads it."
    )]
    NotInEncoding {
        /// Which text, in words.
        field: String,
        /// The first character that does not fit.
        character: char,
        /// The encoding's name.
        encoding: &'static str,
    },
    /// Text with characters that the PDF's font does not have. CSV and XLSX carry them.
    #[error("A PDF cannot show {} ({}). Send this purchase as CSV or XLSX.", quoted(.characters), .fields.join(", "))]
    Unprintable {
        /// The characters, each once.
        characters: Vec<char>,
        /// The texts they stand in, in words.
        fields: Vec<String>,
    },
    /// The workbook or the PDF could not be made.
    #[error("The file cannot be made: {0}.")]
    Making(String),
}

fn quoted(characters: &[char]) -> String {
    let shown: Vec<String> = characters.iter().take(10).map(|c| format!("“{c}”")).collect();
    let more = if characters.len() > shown.len() { " and others" } else { "" };
    format!("{}{more}", shown.join(" "))
}

/// Makes the file for one purchase.
pub fn make(purchase: &PurchaseDocument, template: &Template) -> Result<PurchaseFile, DocumentError> {
    template.check()?;
    purchase.check()?;
    let (extension, content_type) = match (template.format, template.encoding) {
        (Format::Csv, Encoding::Windows1252) => ("csv", "text/csv; charset=windows-1252"),
        (Format::Csv, _) => ("csv", "text/csv; charset=utf-8"),
        (Format::Xlsx, _) => ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (Format::Pdf, _) => ("pdf", "application/pdf"),
    };
    let bytes = match template.format {
        Format::Csv => text::csv(purchase, template)?,
        Format::Xlsx => xlsx::workbook(purchase, template)?,
        Format::Pdf => pdf::pages(purchase, template)?,
    };
    let wanted = template.name_for(purchase);
    let dotted = format!(".{extension}");
    let stem = if wanted.to_lowercase().ends_with(&dotted) { wanted } else { format!("{wanted}{dotted}") };
    Ok(PurchaseFile { name: safe_file_name(&stem), content_type, bytes })
}
