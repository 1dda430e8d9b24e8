//! Suppliers, offers, mappings, costs, tracking, ads and rates in.

mod confirmations;
mod money;
mod parcels;
mod things;

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::ControlFlow;

use stockless_connect::catalogue::{self, CatalogueError, Item, Kind, Options, Summary};
use stockless_connect::columns::fingerprint;
use stockless_connect::table::Table;
use stockless_core::id::SupplierId;
use stockless_store::Write;

use super::tally::Became;
use super::{CHUNK, Job, Tally, choice, kind_word};
use crate::api::workspace::{parse_currency, parse_zone};
use crate::context::Context;
use crate::engine::Engine;
use crate::error::{ApiError, Code};
use crate::shapes::imports::{ColumnChoice, ImportKind, ImportRequest, Rejection};

/// What writing one record did, or why it could not be used.
pub type Saved = Result<Became, Rejection>;

/// A record with where it stood.
#[derive(Debug)]
pub struct Placed<T> {
    pub file: String,
    pub line: u64,
    /// 1 for the first row of the file that says exactly this, 2 for the next: two equal bills are two bills.
    pub occurrence: u32,
    pub record: T,
}

/// The reader's name for a kind.
pub fn reader_kind(kind: ImportKind) -> Option<Kind> {
    Kind::from_word(kind_word(kind))
}

/// What the request and the workspace say about a file.
pub fn options(engine: &Engine, request: &ImportRequest) -> Result<Options, ApiError> {
    let workspace = engine.workspace_row()?;
    let currency = match request.currency.as_deref() {
        Some(code) => Some(parse_currency(code)?),
        None if request.kind == ImportKind::Rates => None,
        None => match request.supplier_id {
            Some(id) => {
                Some(engine.read(|read| crate::api::suppliers::currency_of(read, SupplierId::new(id)))?)
            }
            None => Some(workspace.base_currency),
        },
    };
    let supplier = match request.supplier_id {
        Some(id) => Some(engine.read(|read| Ok(read.supplier(SupplierId::new(id))?))?.name),
        None => None,
    };
    Ok(Options {
        currency,
        supplier,
        channel: None,
        time_zone: parse_zone(&workspace.time_zone)?,
        day_order: request.columns.as_ref().map(choice::day_order).transpose()?.flatten(),
        amount_format: request.columns.as_ref().map(choice::amount_format).transpose()?.flatten(),
    })
}

/// The choice of columns, where it names any.
fn chosen(request: &ImportRequest) -> Option<&ColumnChoice> {
    request.columns.as_ref().filter(|columns| choice::names_columns(columns))
}

/// The map of a request: chosen, remembered, or none (columns are found by their names).
pub fn map(
    engine: &Engine,
    request: &ImportRequest,
    table: &Table,
) -> Result<Option<catalogue::ColumnMap>, ApiError> {
    if let Some(columns) = chosen(request) {
        return choice::catalogue_map(columns).map(Some);
    }
    let print = fingerprint(table.header());
    let remembered = engine.read(|read| Ok(read.column_choice(&print, kind_word(request.kind))?))?;
    Ok(remembered.and_then(|(text, _)| serde_json::from_str(&text).ok()))
}

/// Reads tables and writes what they hold in chunks.
pub fn run(job: &Job, tables: Vec<Table>) -> Result<Tally, ApiError> {
    let options = options(&job.engine, &job.request)?;
    let mut tally = Tally::default();
    for table in tables {
        let map = map(&job.engine, &job.request, &table)?;
        if let (Some(map), Some(_), false) = (&map, chosen(&job.request), job.rehearsal) {
            remember(job, &table, map)?;
        }
        let map = map.as_ref();
        match job.request.kind {
            ImportKind::Suppliers => {
                read(
                    job,
                    &mut tally,
                    table,
                    &|t, sink| catalogue::read_suppliers(t, map, &options, sink),
                    things::supplier,
                )?;
            }
            ImportKind::Offers => {
                read(
                    job,
                    &mut tally,
                    table,
                    &|t, sink| catalogue::read_offers(t, map, &options, sink),
                    things::offer,
                )?;
            }
            ImportKind::Mappings => {
                read(
                    job,
                    &mut tally,
                    table,
                    &|t, sink| catalogue::read_mappings(t, map, &options, sink),
                    things::mapping,
                )?;
            }
            ImportKind::Costs => {
                read(
                    job,
                    &mut tally,
                    table,
                    &|t, sink| catalogue::read_costs(t, map, &options, sink),
                    money::cost,
                )?;
            }
            ImportKind::Ads => {
                read(
                    job,
                    &mut tally,
                    table,
                    &|t, sink| catalogue::read_ads(t, map, &options, sink),
                    money::ad,
                )?;
            }
            ImportKind::Rates => {
                read(
                    job,
                    &mut tally,
                    table,
                    &|t, sink| catalogue::read_rates(t, map, &options, sink),
                    money::rate,
                )?;
            }
            ImportKind::Tracking => {
                read(
                    job,
                    &mut tally,
                    table,
                    &|t, sink| catalogue::read_tracking(t, map, &options, sink),
                    parcels::tracking,
                )?;
            }
            ImportKind::Confirmations => {
                read(
                    job,
                    &mut tally,
                    table,
                    &|t, sink| {
                        let mut items = Vec::new();
                        let summary = catalogue::read_confirmations(t, map, &options, &mut |item| {
                            items.push(item);
                            ControlFlow::Continue(())
                        })?;
                        let _ = confirmations::joined(items).into_iter().try_for_each(sink);
                        Ok(summary)
                    },
                    confirmations::confirmation,
                )?;
            }
            ImportKind::Orders => return Err(ApiError::invalid("Orders are read another way.")),
        }
        if tally.answer.stopped {
            break;
        }
    }
    if job.request.kind == ImportKind::Rates
        && tally.answer.added + tally.answer.changed > 0
        && !job.rehearsal
    {
        let now = job.now;
        job.engine.write(move |write| crate::api::costs::fill_rates(write, now))?;
    }
    Ok(tally)
}

fn remember(job: &Job, table: &Table, map: &catalogue::ColumnMap) -> Result<(), ApiError> {
    let (print, kind, now) = (fingerprint(table.header()), kind_word(job.request.kind), job.now.ms());
    let text = serde_json::to_string(map).map_err(|error| ApiError::internal(&error))?;
    job.engine.write(move |write| Ok(write.remember_columns(&print, kind, None, &text, now)?))
}

type Reader<'a, T> =
    &'a dyn Fn(Table, &mut dyn FnMut(Item<T>) -> ControlFlow<()>) -> Result<Summary, CatalogueError>;
type Save<T> = fn(&Write<'_>, &Context<'_>, &ImportRequest, &Placed<T>) -> Result<Saved, ApiError>;

/// Reads one table and writes its records in chunks by `save`.
fn read<T: Send + std::fmt::Debug + 'static>(
    job: &Job,
    tally: &mut Tally,
    table: Table,
    reader: Reader<'_, T>,
    save: Save<T>,
) -> Result<(), ApiError> {
    let file = table.name().to_owned();
    let mut pending: Vec<Placed<T>> = Vec::new();
    let mut seen: HashMap<u64, u32> = HashMap::new();
    let mut failure = None;
    let summary = {
        let mut sink = |item: Item<T>| {
            match item {
                Item::Read { line, record } => {
                    let mut hasher = DefaultHasher::new();
                    format!("{record:?}").hash(&mut hasher);
                    let occurrence = seen.entry(hasher.finish()).or_default();
                    *occurrence += 1;
                    pending.push(Placed { file: file.clone(), line, occurrence: *occurrence, record });
                }
                Item::Rejected(refused) => {
                    tally.answer.read += 1;
                    tally.reject(Rejection {
                        file: refused.file,
                        line: i64::try_from(refused.line).unwrap_or(i64::MAX),
                        column: refused.column,
                        value: refused.value,
                        reason: refused.reason,
                        fix: refused.fix,
                    });
                }
            }
            if pending.len() >= CHUNK {
                if let Err(error) = flush(job, tally, &mut pending, save) {
                    failure = Some(error);
                    return ControlFlow::Break(());
                }
                job.progress(tally.answer.read, "saving");
            }
            if job.stopped() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        reader(table, &mut sink)
    };
    if let Some(error) = failure {
        return Err(error);
    }
    let summary = summary.map_err(|error| ApiError::new(Code::File, format!("{error}.")))?;
    flush(job, tally, &mut pending, save)?;
    tally.answer.stopped = summary.stopped;
    Ok(())
}

fn flush<T: Send + 'static>(
    job: &Job,
    tally: &mut Tally,
    pending: &mut Vec<Placed<T>>,
    save: Save<T>,
) -> Result<(), ApiError> {
    if pending.is_empty() {
        return Ok(());
    }
    let chunk = std::mem::take(pending);
    let (now, request) = (job.now, job.request.clone());
    let work = move |write: &Write<'_>| -> Result<Vec<Saved>, ApiError> {
        let mut saved = Vec::with_capacity(chunk.len());
        for placed in &chunk {
            // A fresh view for each record: one may have changed what the next one rests on.
            let context = Context::load(write, now)?;
            saved.push(save(write, &context, &request, placed)?);
        }
        Ok(saved)
    };
    let results = if job.rehearsal { job.engine.rehearse(work)? } else { job.engine.write(work)? };
    for result in results {
        match result {
            Ok(became) => tally.count(became),
            Err(rejection) => {
                tally.answer.read += 1;
                tally.reject(rejection);
            }
        }
    }
    Ok(())
}
