use encoding_rs::WINDOWS_1252;

use super::lines::{header, rows};
use super::{DocumentError, Encoding, LineEnd, PurchaseDocument, Template};

/// A CSV file for a machine (RFC 4180). Values go out as they are; only quotes around them are added where needed.
pub(super) fn csv(purchase: &PurchaseDocument, template: &Template) -> Result<Vec<u8>, DocumentError> {
    let mut bytes = Vec::new();
    if template.encoding == Encoding::Utf8Bom {
        bytes.extend_from_slice("\u{FEFF}".as_bytes());
    }
    let terminator = match template.line_end {
        LineEnd::CrLf => csv::Terminator::CRLF,
        LineEnd::Lf => csv::Terminator::Any(b'\n'),
    };
    let mut lines = csv::WriterBuilder::new()
        .delimiter(template.delimiter.byte())
        .terminator(terminator)
        .from_writer(bytes);
    let making = |error: &dyn std::fmt::Display| DocumentError::Making(error.to_string());
    let titles: Result<Vec<_>, _> = header(template)
        .map(|title| encoded("The title of a column", title.to_owned(), template.encoding))
        .collect();
    lines.write_record(titles?).map_err(|error| making(&error))?;
    for row in rows(purchase, template)? {
        let values: Result<Vec<_>, _> = row
            .into_iter()
            .map(|(words, value)| encoded(&words, value.write(template.decimal), template.encoding))
            .collect();
        lines.write_record(values?).map_err(|error| making(&error))?;
    }
    lines.into_inner().map_err(|error| making(&error))
}

fn encoded(field: &str, text: String, encoding: Encoding) -> Result<Vec<u8>, DocumentError> {
    if encoding != Encoding::Windows1252 {
        return Ok(text.into_bytes());
    }
    let (bytes, _, lost) = WINDOWS_1252.encode(&text);
    if !lost {
        return Ok(bytes.into_owned());
    }
    let foreign = text.chars().find(|c| WINDOWS_1252.encode(c.encode_utf8(&mut [0; 4])).2);
    Err(DocumentError::NotInEncoding {
        field: field.to_owned(),
        character: foreign.unwrap_or(char::REPLACEMENT_CHARACTER),
        encoding: "windows-1252",
    })
}
