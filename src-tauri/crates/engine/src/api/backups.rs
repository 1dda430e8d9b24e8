//! Backups, restore, and the proof of the whole workspace.

use std::path::PathBuf;
use std::sync::PoisonError;

use stockless_core::day::Instant;
use stockless_store::backup::{self, BackupFile, Reason};
use stockless_store::{Charge, StoreError, restore};

use crate::assess::{self, Age};
use crate::commands::Tag;
use crate::engine::Engine;
use crate::error::{ApiError, Code};
use crate::shapes::shared::{Nothing, Page};
use crate::shapes::workspace::{BackupRequest, BackupRow, CheckAnswer, CheckRow, RestoreRequest, Restored};

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;

/// A daily backup that could not be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BackupRefused {
    /// When it was tried.
    pub at: Instant,
    /// What the system said.
    pub words: String,
}

fn row(file: &BackupFile) -> BackupRow {
    BackupRow {
        path: file.path.display().to_string(),
        at: Instant::from_ms(file.at_ms).iso(),
        bytes: i64::try_from(file.bytes).unwrap_or(i64::MAX),
        reason: file.reason.word().to_owned(),
    }
}

pub fn backup(engine: &Engine, request: BackupRequest) -> Result<BackupRow, ApiError> {
    let to = request.path.filter(|path| !path.trim().is_empty()).map(PathBuf::from);
    let file = engine.store().backup(to, engine.now().ms(), Reason::OnDemand)?;
    // There is one of today now.
    *engine.inner().backup_refused.lock().unwrap_or_else(PoisonError::into_inner) = None;
    Ok(row(&file))
}

pub fn backups(engine: &Engine, _: Nothing) -> Result<Page<BackupRow>, ApiError> {
    let rows: Vec<BackupRow> = backup::list(engine.folder()).iter().map(row).collect();
    Ok(Page { total: i64::try_from(rows.len()).unwrap_or(0), rows, next: None })
}

impl Engine {
    /// Makes the daily backup when the last one is older than a day. One that cannot be made is tried again after an
    /// hour: each try copies the whole file. The window says meanwhile that there is none, and why.
    pub(crate) fn back_up_daily(&self) -> Result<(), ApiError> {
        let now = self.now();
        let within = |ms: i64, at: Instant| (0..ms).contains(&now.since(at));
        let last = backup::list(self.folder()).into_iter().find(|file| file.reason == Reason::Daily);
        if last.is_some_and(|file| within(DAY_MS, Instant::from_ms(file.at_ms)))
            || self.backup_refused().is_some_and(|refused| within(HOUR_MS, refused.at))
            || !self.read(|read| Ok(read.has_amounts()?))?
        {
            return Ok(());
        }
        let made = self.store().backup(None, now.ms(), Reason::Daily);
        let refused = match &made {
            Err(StoreError::Backup(words)) => Some(BackupRefused { at: now, words: words.clone() }),
            Err(error @ StoreError::File { .. }) => Some(BackupRefused { at: now, words: error.to_string() }),
            _ => None,
        };
        let told = refused.is_some();
        *self.inner().backup_refused.lock().unwrap_or_else(PoisonError::into_inner) = refused;
        if !told {
            made?;
            backup::prune(self.folder(), now.ms());
        }
        self.changed(&[Tag::Backups, Tag::Workspace]);
        Ok(())
    }

    /// Why the last daily backup could not be made.
    pub(crate) fn backup_refused(&self) -> Option<BackupRefused> {
        self.inner().backup_refused.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

pub fn restore(engine: &Engine, request: RestoreRequest) -> Result<Restored, ApiError> {
    if engine.store().charge() == Charge::ReadOnly {
        return Err(ApiError::new(Code::ReadOnly, "Another Stockless is in charge of this workspace."));
    }
    let path = PathBuf::from(&request.path);
    // Proven before anything is closed, so that a bad file changes nothing.
    backup::verify(&path)?;
    let _one = engine.inner().replacing.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let _nothing_leaves = engine.inner().sending.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let (folder, now) = (engine.folder().to_owned(), engine.now().ms());
    let previous = engine.replace_store(move || Ok(restore::put_in_place(&folder, &path, now)?))?;
    engine.begin()?;
    engine.all_is_well();
    engine.write(|write| {
        write.mark_open(None)?;
        Ok::<_, ApiError>(())
    })?;
    engine.refresh_marked()?;
    let to_look_at = engine.read(|read| Ok(read.setting("journal_forgotten")?))?.unwrap_or_default();
    let to_look_at = to_look_at.split(", ").filter(|number| !number.is_empty()).count();
    Ok(Restored {
        previous: previous.map(|path| path.display().to_string()),
        to_look_at: i64::try_from(to_look_at).unwrap_or(0),
    })
}

pub fn check(engine: &Engine, _: Nothing) -> Result<CheckAnswer, ApiError> {
    let mut checks = Vec::new();
    let mut add =
        |name: &str, ok: bool, detail: String| checks.push(CheckRow { name: name.to_owned(), ok, detail });
    engine.read(|read| {
        let faults = read.integrity_faults()?;
        add(
            "file",
            faults.is_empty(),
            if faults.is_empty() { "The file is whole.".into() } else { faults.join("; ") },
        );
        let broken = read.broken_references()?;
        add("references", broken == 0, format!("{broken} references lead nowhere."));
        let differ = read.sums_that_differ()?;
        add("summaries", differ == 0, format!("{differ} sums differ from their entries."));
        let overdrawn = read.overdrawn_lines()?;
        add("quantities", overdrawn == 0, format!("{overdrawn} order lines are forwarded more than once."));
        Ok(())
    })?;
    // What waits for the background thread is brought up to date first: it is known to differ.
    if engine.store().charge() == Charge::Held {
        engine.refresh_marked()?;
    }
    let (looked_at, differing) = derived(engine)?;
    add(
        "derived",
        differing == 0,
        format!("{differing} of {looked_at} orders looked at are in another queue."),
    );
    let state = engine.read_journal()?;
    let unknown = engine.read(|read| {
        let mut unknown = 0;
        for line in &state.lines {
            unknown +=
                i64::from(!read.knows_attempt(&line.key, line.attempt, Instant::from_ms(line.at_ms))?);
        }
        Ok(unknown)
    })?;
    let chain =
        if state.broken_at == 0 { "whole".to_owned() } else { format!("broken at line {}", state.broken_at) };
    add(
        "journal",
        unknown == 0 && state.broken_at == 0,
        format!("{} lines, {unknown} unknown to the database, chain {chain}.", state.lines.len()),
    );
    let last = backup::list(engine.folder()).into_iter().next();
    match last {
        None => add("backup", true, "There is no backup yet.".to_owned()),
        Some(file) => match backup::verify(&file.path) {
            Ok(()) => add(
                "backup",
                true,
                format!("The last one, of {}, is sound.", Instant::from_ms(file.at_ms).iso()),
            ),
            Err(error) => add("backup", false, format!("{}: {error}.", file.path.display())),
        },
    }
    Ok(CheckAnswer { ok: checks.iter().all(|check| check.ok), checks })
}

/// Derives a spread of orders again and compares with what lists show.
fn derived(engine: &Engine) -> Result<(usize, usize), ApiError> {
    engine.with_context(|context| {
        let read = context.read();
        let ids = read.sample_of_orders(2_000)?;
        let (missing, _) = read.missing_views()?;
        let mut differing = usize::try_from(missing).unwrap_or(usize::MAX);
        for id in &ids {
            let kept = read.view_of(*id)?;
            let fresh = assess::view_row(&assess::look(context, *id, Age::Known)?);
            // A row that waits for the clock or is marked is made again by itself.
            let due = kept.as_ref().is_some_and(|row| row.wake_ms.is_some_and(|at| at <= context.now.ms()));
            if !due
                && kept.as_ref().is_none_or(|row| row.queue != fresh.queue || row.verdicts != fresh.verdicts)
            {
                differing += 1;
            }
        }
        Ok((ids.len(), differing))
    })
}
