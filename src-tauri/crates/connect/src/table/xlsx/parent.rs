//! Starts the reading process, waits for it, and says what became of it.

use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::Duration;

use super::child::REFUSED;
use super::{CHILD_FLAG, XlsxError, XlsxLimits};
use crate::table::{OpenOptions, Table, TableError};

/// Reads one sheet of a workbook: the one named `sheet`, else the first visible one.
///
/// `exe` is a program whose `main` hands [`CHILD_FLAG`] to [`super::child_main`]: this program itself. Waits until
/// the child has ended. Row numbers of the sheet become line numbers.
pub fn read_in_child(
    exe: &Path,
    path: &Path,
    sheet: Option<&str>,
    limits: XlsxLimits,
    options: &OpenOptions,
) -> Result<Table, TableError> {
    let mut output = tempfile::tempfile()?;
    let mut command = Command::new(exe);
    command.arg(CHILD_FLAG).arg(path).arg(limits.to_argument()).args(sheet);
    command
        .stdin(Stdio::null())
        .stdout(output.try_clone()?)
        .stderr(Stdio::piped())
        .env("RUST_BACKTRACE", "0");
    no_window(&mut command);
    let mut child = command.spawn().map_err(|error| XlsxError::NotStarted(error.to_string()))?;
    let status = wait(&mut child, limits.seconds)?;
    let mut said = String::new();
    if let Some(errors) = child.stderr.take() {
        errors.take(16 * 1024).read_to_string(&mut said)?;
    }
    judge(status, said.trim(), limits)?;
    if output.seek(SeekFrom::End(0))? == 0 {
        return Err(TableError::Empty);
    }
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    Table::from_sheet(name, Box::new(output), options)
}

#[cfg(windows)]
fn no_window(command: &mut Command) {
    use std::os::windows::process::CommandExt;
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    command.creation_flags(CREATE_NO_WINDOW);
}

#[cfg(not(windows))]
fn no_window(_command: &mut Command) {}

/// Waits for the child and stops it after so many seconds. Counts its own naps, so it needs no clock.
fn wait(child: &mut Child, seconds: u64) -> Result<ExitStatus, TableError> {
    let limit = Duration::from_secs(seconds);
    let mut waited = Duration::ZERO;
    let mut nap = Duration::from_millis(1);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        if waited >= limit {
            child.kill()?;
            child.wait()?;
            return Err(XlsxError::TooSlow { seconds }.into());
        }
        thread::sleep(nap);
        waited = waited.saturating_add(nap);
        nap = nap.saturating_mul(2).min(Duration::from_millis(32));
    }
}

fn judge(status: ExitStatus, said: &str, limits: XlsxLimits) -> Result<(), XlsxError> {
    if status.success() {
        return Ok(());
    }
    if status.code() == Some(i32::from(REFUSED)) {
        return Err(XlsxError::Refused(said.to_owned()));
    }
    if said.contains("memory allocation") || said.contains("capacity overflow") {
        return Err(XlsxError::Memory);
    }
    Err(by_signal(status, limits).unwrap_or(XlsxError::Broken))
}

#[cfg(unix)]
fn by_signal(status: ExitStatus, limits: XlsxLimits) -> Option<XlsxError> {
    use std::os::unix::process::ExitStatusExt;
    const KILL: i32 = 9;
    const CPU_TIME: i32 = 24;
    match status.signal()? {
        CPU_TIME => Some(XlsxError::TooSlow { seconds: limits.seconds }),
        KILL => Some(XlsxError::Memory),
        _ => None,
    }
}

#[cfg(not(unix))]
fn by_signal(_status: ExitStatus, _limits: XlsxLimits) -> Option<XlsxError> {
    None
}
