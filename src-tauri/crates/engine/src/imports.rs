//! Files in: what a file holds, what importing it would do, and doing it.
//!
//! A preview and an import are the same reading; a preview writes into a transaction that is rolled back, so that
//! what it says is what would happen.

mod catalogue;
mod choice;
mod orders;
mod preview;
mod tally;

pub use preview::preview;
pub use tally::Tally;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use stockless_connect::table::{OpenOptions, Table};
use stockless_core::day::Instant;
use stockless_core::id::{ImportId, ShopId};
use stockless_store::imports::{ImportRow, RejectionRow};

use crate::engine::Engine;
use crate::error::{ApiError, Code};
use crate::events::Event;
use crate::shapes::imports::{ImportAnswer, ImportKind, ImportRequest};

/// Things written in one transaction: small enough that a stop is quick, large enough that a sync costs little.
const CHUNK: usize = 2_000;
/// Rejections kept with an import. A file that is wrong in every row is wrong in the first few as well.
const MOST_REJECTIONS: usize = 10_000;

/// Everything a run needs besides its rows.
pub struct Job {
    pub engine: Engine,
    pub request: ImportRequest,
    pub import: ImportId,
    pub now: Instant,
    pub stop: Arc<AtomicBool>,
    /// True when nothing may stay.
    pub rehearsal: bool,
}

impl Job {
    /// True when somebody asked to stop.
    pub fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// Tells how far it is.
    pub fn progress(&self, done: i64, phase: &str) {
        if let Some(job) = &self.request.job {
            let event = Event::Progress { job: job.clone(), done, total: None, phase: phase.to_owned() };
            self.engine.emit(&event);
        }
    }
}

/// Word of a kind, as the store keeps it.
pub fn kind_word(kind: ImportKind) -> &'static str {
    match kind {
        ImportKind::Orders => "orders",
        ImportKind::Suppliers => "suppliers",
        ImportKind::Offers => "offers",
        ImportKind::Mappings => "mappings",
        ImportKind::Costs => "costs",
        ImportKind::Tracking => "tracking",
        ImportKind::Confirmations => "confirmations",
        ImportKind::Ads => "ads",
        ImportKind::Rates => "rates",
    }
}

/// Opens the files of a request: text here, workbooks in a process of their own.
pub fn open_tables(engine: &Engine, files: &[String]) -> Result<Vec<Table>, ApiError> {
    if files.is_empty() {
        return Err(ApiError::invalid("Choose a file."));
    }
    let program = engine.inner().options.program.clone();
    files
        .iter()
        .map(|file| {
            let path = PathBuf::from(file);
            Table::open_any(&program, &path, &OpenOptions::default())
                .map_err(|error| ApiError::new(Code::File, format!("{}: {error}.", name_of(&path))))
        })
        .collect()
}

/// A file's name without its folder.
pub fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// Imports files.
pub fn run(engine: &Engine, request: ImportRequest) -> Result<ImportAnswer, ApiError> {
    let tables = open_tables(engine, &request.files)?;
    let files: Vec<String> = request.files.iter().map(|file| name_of(Path::new(file))).collect();
    let kind = request.kind;
    let shop = if kind == ImportKind::Orders {
        Some(orders::shop(engine, &request, tables.first())?)
    } else {
        request.shop_id.map(ShopId::new)
    };
    let (now, stop) = (engine.now(), engine.begin_job(request.job.as_deref()));
    let listed = files.join(", ");
    let import = engine.write(move |write| {
        Ok::<_, ApiError>(write.begin_import(kind_word(kind), &listed, shop.map(ShopId::get), now.ms())?)
    })?;
    let job = Job { engine: engine.clone(), request, import, now, stop, rehearsal: false };
    let result = match kind {
        ImportKind::Orders => match shop {
            Some(shop) => orders::run(&job, tables, shop),
            None => Err(ApiError::invalid("Choose the shop these orders belong to.")),
        },
        _ => catalogue::run(&job, tables),
    };
    engine.end_job(job.request.job.as_deref());
    let tally = match result {
        Ok(tally) => tally,
        Err(error) => {
            job.progress(0, "stopped");
            return Err(error);
        }
    };
    finish(&job, &tally)?;
    engine.refresh_marked()?;
    engine.run_rules()?;
    job.progress(tally.answer.read, if tally.answer.stopped { "stopped" } else { "finished" });
    Ok(ImportAnswer { import_id: Some(import.get()), ..tally.answer })
}

/// Writes the record of a run and the rows it could not use.
fn finish(job: &Job, tally: &Tally) -> Result<(), ApiError> {
    let row = ImportRow {
        read: tally.answer.read,
        added: tally.answer.added,
        changed: tally.answer.changed,
        unchanged: tally.answer.unchanged,
        rejected: i64::try_from(tally.answer.rejected.len()).unwrap_or(i64::MAX),
        stopped: tally.answer.stopped,
        ..ImportRow::default()
    };
    let import = job.import;
    let rejected: Vec<RejectionRow> = tally
        .answer
        .rejected
        .iter()
        .take(MOST_REJECTIONS)
        .map(|r| RejectionRow {
            file: r.file.clone(),
            line: r.line,
            column: r.column.clone(),
            value: r.value.clone(),
            reason: r.reason.clone(),
            fix: r.fix.clone(),
        })
        .collect();
    job.engine.write(move |write| {
        write.save_import(import, &row)?;
        for rejection in &rejected {
            write.add_rejection(import, rejection)?;
        }
        Ok(())
    })
}
