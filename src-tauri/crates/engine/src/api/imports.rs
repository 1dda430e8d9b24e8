//! Imports: preview, run, stop, and what they could not use.

use stockless_core::day::Instant;
use stockless_core::id::ImportId;
use stockless_store::{Charge, DiskFault, Write};

use crate::engine::Engine;
use crate::error::{ApiError, Code};
use crate::imports;
use crate::shapes::imports::{ImportAnswer, ImportRequest, ImportRow, ImportStop, Preview, Rejection};
use crate::shapes::shared::{ById, Done, Nothing, Page};

pub fn import_preview(engine: &Engine, request: ImportRequest) -> Result<Preview, ApiError> {
    imports::preview(engine, &request)
}

pub fn import_run(engine: &Engine, request: ImportRequest) -> Result<ImportAnswer, ApiError> {
    if engine.store().charge() == Charge::ReadOnly {
        return Err(ApiError::new(
            Code::ReadOnly,
            "Another Stockless is in charge of this workspace. This one can only read.",
        ));
    }
    imports::run(engine, request)
}

pub fn import_stop(engine: &Engine, request: ImportStop) -> Result<Done, ApiError> {
    if engine.stop_job(&request.job) {
        Ok(Done { count: 1, ..Done::default() })
    } else {
        Err(ApiError::not_now("That import is not running any more."))
    }
}

pub fn imports(engine: &Engine, _: Nothing) -> Result<Page<ImportRow>, ApiError> {
    let rows: Vec<ImportRow> = engine
        .read(|read| Ok(read.imports(i64::MAX, 500)?))?
        .into_iter()
        .map(|row| ImportRow {
            id: row.id,
            at: Instant::from_ms(row.at_ms).iso(),
            kind: row.kind,
            files: row.files,
            shop: row.shop,
            read: row.read,
            added: row.added,
            changed: row.changed,
            unchanged: row.unchanged,
            rejected: row.rejected,
        })
        .collect();
    Ok(Page { total: i64::try_from(rows.len()).unwrap_or(0), rows, next: None })
}

pub fn import_rejections(engine: &Engine, request: ById) -> Result<Page<Rejection>, ApiError> {
    let rows: Vec<Rejection> = engine
        .read(|read| Ok(read.rejections_of(ImportId::new(request.id), 10_000)?))?
        .into_iter()
        .map(|row| Rejection {
            file: row.file,
            line: row.line,
            column: row.column,
            value: row.value,
            reason: row.reason,
            fix: row.fix,
        })
        .collect();
    Ok(Page { total: i64::try_from(rows.len()).unwrap_or(0), rows, next: None })
}

/// What a rehearsal ends with, so that its transaction is rolled back while its answer is kept.
enum Ended<T> {
    Answer(T),
    Failed(ApiError),
}

impl<T> From<stockless_store::StoreError> for Ended<T> {
    fn from(error: stockless_store::StoreError) -> Self {
        Self::Failed(error.into())
    }
}

impl<T> DiskFault for Ended<T> {
    fn is_disk_fault(&self) -> bool {
        matches!(self, Self::Failed(error) if error.is_disk_fault())
    }
}

impl Engine {
    /// Does the work of a write and keeps its answer, but nothing of what it wrote.
    pub(crate) fn rehearse<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Write<'_>) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let ended: Result<(), Ended<T>> = self.store().write(move |write| {
            Err(match work(write) {
                Ok(answer) => Ended::Answer(answer),
                Err(error) => Ended::Failed(error),
            })
        });
        match ended {
            Err(Ended::Answer(answer)) => Ok(answer),
            Err(Ended::Failed(error)) => self.noticed(Err(error)),
            Ok(()) => Err(ApiError::new(Code::Internal, "A rehearsal was not rolled back.")),
        }
    }
}
