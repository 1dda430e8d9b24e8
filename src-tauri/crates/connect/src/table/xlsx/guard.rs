//! Looks at the archive before anything in it is expanded into memory.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};

use zip::ZipArchive;

use super::{XlsxError, XlsxLimits};

/// A part that stays below this may be as well packed as it likes.
const SMALL: u64 = 16 << 20;

fn refused(text: impl Into<String>) -> XlsxError {
    XlsxError::Refused(text.into())
}

/// Refuses what is no workbook and what would cost more than the limits.
pub(super) fn check(file: &mut File, limits: &XlsxLimits) -> Result<(), XlsxError> {
    let mut head = Vec::new();
    let unreadable = |error: io::Error| refused(format!("the file could not be read: {error}"));
    file.take(8).read_to_end(&mut head).map_err(unreadable)?;
    file.seek(SeekFrom::Start(0)).map_err(unreadable)?;
    if head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(refused(
            "this is an old XLS workbook or a workbook with a password; save it as XLSX without a password",
        ));
    }
    if !head.starts_with(b"PK") {
        return Err(refused(
            "this is no XLSX workbook, whatever its name says; open it as CSV or save it as XLSX",
        ));
    }
    let damaged = || refused("the workbook is damaged or cut off; download it again");
    let mut archive = ZipArchive::new(BufReader::new(&mut *file)).map_err(|_| damaged())?;
    let entries = u64::try_from(archive.len()).unwrap_or(u64::MAX);
    if entries > limits.entries {
        return Err(refused(format!(
            "the workbook has {entries} parts, which no ordinary workbook has; save the sheet as CSV"
        )));
    }
    kind(&archive)?;
    let mut expanded = 0_u64;
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(|_| damaged())?;
        if part.encrypted() {
            return Err(refused("the workbook has a password; save it without one"));
        }
        let (packed, size) = (part.compressed_size(), part.size());
        expanded = expanded.saturating_add(size);
        if expanded > limits.expanded_bytes || (size > SMALL && size / packed.max(1) > limits.ratio) {
            return Err(too_large());
        }
    }
    for index in 0..archive.len() {
        check_real_size(&mut archive, index, limits)?;
    }
    file.seek(SeekFrom::Start(0)).map_err(unreadable)?;
    Ok(())
}

fn too_large() -> XlsxError {
    refused("the workbook would become far too large when opened; save the sheet as CSV and import that")
}

fn kind(archive: &ZipArchive<BufReader<&mut File>>) -> Result<(), XlsxError> {
    let has = |name: &str| archive.file_names().flatten().any(|own| own.eq_ignore_ascii_case(name));
    if has("mimetype") && has("content.xml") {
        return Err(refused("this is an OpenDocument spreadsheet; save it as XLSX or CSV"));
    }
    if has("xl/workbook.bin") {
        return Err(refused("this is a binary workbook (XLSB); save it as XLSX or CSV"));
    }
    if has("word/document.xml") || has("ppt/presentation.xml") {
        return Err(refused("this is no workbook but another office document"));
    }
    if !has("[Content_Types].xml") {
        return Err(refused("this is a ZIP archive, not a workbook; unpack it and import the file inside"));
    }
    Ok(())
}

/// The sizes in the directory can lie, so each part is expanded once into nothing, up to the size it claims.
fn check_real_size(
    archive: &mut ZipArchive<BufReader<&mut File>>,
    index: usize,
    limits: &XlsxLimits,
) -> Result<(), XlsxError> {
    let damaged = |_| refused("the workbook is damaged or cut off; download it again");
    let mut part = archive
        .by_index(index)
        .map_err(|_| refused("a part of the workbook is packed in an unusual way; save it again as XLSX"))?;
    let claimed = part.size();
    let texts = part
        .name()
        .map_err(|_| refused("a part of the workbook has an unreadable name; save it again as XLSX"))?
        .to_ascii_lowercase()
        .ends_with("sharedstrings.xml");
    let mut head = Vec::new();
    part.by_ref().take(2048).read_to_end(&mut head).map_err(damaged)?;
    if texts && claimed_texts(&head).is_some_and(|count| count > limits.texts) {
        return Err(refused(
            "the workbook says it holds more texts than any ordinary workbook; save the sheet as CSV",
        ));
    }
    let read = u64::try_from(head.len()).unwrap_or(0);
    let rest = claimed.saturating_sub(read).saturating_add(1);
    let more = io::copy(&mut part.by_ref().take(rest), &mut io::sink()).map_err(damaged)?;
    if read.saturating_add(more) > claimed { Err(too_large()) } else { Ok(()) }
}

/// The number of different texts that the part announces, for which the reader would make room at once.
fn claimed_texts(head: &[u8]) -> Option<u64> {
    let text = String::from_utf8_lossy(head);
    let (_, rest) = text.split_once("uniqueCount")?;
    let digits: String =
        rest.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    Some(digits.parse().unwrap_or(u64::MAX))
}
