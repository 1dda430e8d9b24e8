//! What an import would do, without doing it.

use std::path::Path;

use stockless_connect::catalogue;
use stockless_connect::columns::fingerprint;
use stockless_connect::table::{Row, Table};
use stockless_core::id::{ImportId, ShopId};
use stockless_core::money::Currency;

use super::orders::{Reading, new_shop, reading, shop_kind};
use super::{Job, Tally, catalogue as things, choice, kind_word, name_of, open_tables};
use crate::engine::Engine;
use crate::error::{ApiError, Code};
use crate::shapes::imports::{ColumnChoice, ImportKind, ImportRequest, Preview, PreviewColumn};

const SAMPLES: usize = 5;
const SHOWN_ROWS: usize = 8;
const SHOWN_REJECTIONS: usize = 200;

/// Looks at files and rehearses their import.
pub fn preview(engine: &Engine, request: &ImportRequest) -> Result<Preview, ApiError> {
    let mut tables = open_tables(engine, &request.files)?;
    let Some(first) = tables.first_mut() else { return Err(ApiError::invalid("Choose a file.")) };
    let rows = first.peek(200).map_err(|error| ApiError::new(Code::File, format!("{error}.")))?;
    let mut preview = outline(engine, request, first, &rows)?;
    if !preview.recognised {
        return Ok(preview);
    }
    let tally = rehearse(engine, request, tables, &preview)?;
    preview.rejected_total = i64::try_from(tally.answer.rejected.len()).unwrap_or(i64::MAX);
    preview.result = tally.answer;
    preview.result.rejected.truncate(SHOWN_REJECTIONS);
    preview.result.notes.truncate(SHOWN_REJECTIONS);
    Ok(preview)
}

fn outline(
    engine: &Engine,
    request: &ImportRequest,
    table: &mut Table,
    rows: &[Row],
) -> Result<Preview, ApiError> {
    let (export, recognised, fields, chosen) = match request.kind {
        ImportKind::Orders => orders(engine, request, table)?,
        kind => catalogue_outline(engine, request, table, rows, kind)?,
    };
    let names: Vec<String> = (0..table.header().len()).map(|index| table.header().label(index)).collect();
    let columns = names
        .iter()
        .enumerate()
        .map(|(index, title)| PreviewColumn {
            title: title.clone(),
            samples: rows
                .iter()
                .map(|row| row.get(index).trim())
                .filter(|cell| !cell.is_empty())
                .take(SAMPLES)
                .map(|cell| cell.chars().take(80).collect())
                .collect(),
        })
        .collect();
    let remembered =
        engine.read(|read| Ok(read.column_choice(&fingerprint(table.header()), kind_word(request.kind))?))?;
    let workbook = request.files.first().is_some_and(|file| is_workbook(Path::new(file)));
    Ok(Preview {
        recognised,
        encoding: if workbook { "xlsx".to_owned() } else { table.encoding().to_lowercase() },
        delimiter: if workbook { String::new() } else { delimiter(table.dialect().delimiter).to_owned() },
        columns,
        fields,
        choice: chosen,
        shop_id: match request.shop_id.or(remembered.and_then(|(_, shop)| shop)) {
            Some(known) => Some(known),
            None => only_shop(engine, &export)?,
        },
        shop: suggested_name(&request.files),
        currency: told_currency(table, rows),
        result: crate::shapes::imports::ImportAnswer::default(),
        rejected_total: 0,
        samples: rows
            .iter()
            .take(SHOWN_ROWS)
            .map(|row| row.cells().map(|cell| cell.chars().take(120).collect()).collect())
            .collect(),
        sample_columns: names,
        export,
    })
}

/// The shop of this kind, when there is one and no other: a second file of a shop is no second shop.
fn only_shop(engine: &Engine, kind: &str) -> Result<Option<i64>, ApiError> {
    let shops = engine.read(|read| Ok(read.shops()?))?;
    let mut fitting = shops.iter().filter(|shop| shop.kind == kind).map(|shop| shop.id);
    let first = fitting.next();
    Ok(first.filter(|_| fitting.next().is_none()))
}

/// The currency a column of the file names, when every row names the same.
fn told_currency(table: &Table, rows: &[Row]) -> Option<String> {
    let column = (0..table.header().len())
        .find(|index| table.header().label(*index).to_lowercase().contains("currency"))?;
    let mut told = rows.iter().map(|row| row.get(column).trim()).filter(|cell| !cell.is_empty());
    let first: Currency = told.next()?.parse().ok()?;
    told.all(|cell| cell.parse::<Currency>() == Ok(first)).then(|| first.to_string())
}

type Outline = (String, bool, Vec<crate::shapes::imports::FieldShape>, ColumnChoice);

fn orders(engine: &Engine, request: &ImportRequest, table: &mut Table) -> Result<Outline, ApiError> {
    let (found, complete) = reading(engine, request, table)?;
    Ok(match found {
        Reading::Export(kind) => (
            shop_kind(kind).to_owned(),
            true,
            choice::order_fields(),
            request.columns.clone().unwrap_or_default(),
        ),
        Reading::Mapped(map) => {
            let chosen = request.columns.clone().filter(choice::names_columns);
            let chosen = chosen.unwrap_or_else(|| choice::order_choice(&map));
            ("columns".to_owned(), complete && map.missing().is_empty(), choice::order_fields(), chosen)
        }
    })
}

fn catalogue_outline(
    engine: &Engine,
    request: &ImportRequest,
    table: &Table,
    rows: &[Row],
    kind: ImportKind,
) -> Result<Outline, ApiError> {
    let Some(reader) = things::reader_kind(kind) else {
        return Err(ApiError::invalid("Choose what the file holds."));
    };
    let known = things::map(engine, request, table)?;
    let suggested = catalogue::ColumnMap::suggest(table.header(), rows, reader);
    let fields = choice::catalogue_fields(reader);
    let map = known.unwrap_or(suggested);
    let complete =
        fields.iter().filter(|field| field.required).all(|field| map.fields.contains_key(&field.name));
    Ok((kind_word(kind).to_owned(), complete, fields, choice::catalogue_choice(&map)))
}

/// Runs the import inside transactions that are rolled back.
fn rehearse(
    engine: &Engine,
    request: &ImportRequest,
    tables: Vec<Table>,
    preview: &Preview,
) -> Result<Tally, ApiError> {
    let stop = engine.begin_job(request.job.as_deref());
    let job = Job {
        engine: engine.clone(),
        request: ImportRequest { shop_id: preview.shop_id, ..request.clone() },
        import: ImportId::new(0),
        now: engine.now(),
        stop,
        rehearsal: true,
    };
    let result = if request.kind == ImportKind::Orders {
        let known = match (job.request.shop_id, job.request.shop.as_deref()) {
            (Some(id), _) => Some(ShopId::new(id)),
            (None, Some(name)) => {
                engine.read(|read| Ok(read.shop_by_name(name.trim())?))?.map(|s| ShopId::new(s.id))
            }
            (None, None) => None,
        };
        match known {
            Some(shop) => super::orders::run(&job, tables, shop),
            None => {
                super::orders::rehearse_new(&job, tables, &new_shop(engine, request, &preview.shop, None)?)
            }
        }
    } else {
        super::catalogue::run(&job, tables)
    };
    engine.end_job(request.job.as_deref());
    result
}

fn delimiter(byte: u8) -> &'static str {
    match byte {
        b';' => "semicolon",
        b'\t' => "tab",
        b'|' => "pipe",
        _ => "comma",
    }
}

fn is_workbook(path: &Path) -> bool {
    let mut magic = [0_u8; 4];
    std::fs::File::open(path)
        .and_then(|mut file| std::io::Read::read_exact(&mut file, &mut magic))
        .is_ok_and(|()| magic == *b"PK\x03\x04")
}

/// A name for a new shop, from the file's name without dates and words of exports.
fn suggested_name(files: &[String]) -> String {
    let Some(file) = files.first() else { return String::new() };
    let name = name_of(Path::new(file));
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    let words: Vec<&str> = stem
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !word.chars().all(|c| c.is_ascii_digit()))
        .filter(|word| {
            !["orders", "order", "export", "exports", "report", "csv", "txt"]
                .contains(&word.to_lowercase().as_str())
        })
        .collect();
    let joined = words.join(" ");
    let mut name: String = joined.chars().take(40).collect();
    if let Some(first) = name.get_mut(0..1) {
        first.make_ascii_uppercase();
    }
    if name.is_empty() { "My shop".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_made_from_the_file_without_dates_and_words_of_exports() {
        assert_eq!(suggested_name(&["/x/fernhill_orders_export_2026-03-09.csv".to_owned()]), "Fernhill");
        assert_eq!(suggested_name(&["orders.csv".to_owned()]), "My shop");
    }
}
