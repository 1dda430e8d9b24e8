//! The process that reads one workbook and nothing else.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};
use std::process::ExitCode;

use calamine::{Reader, SheetType, SheetVisible, Xlsx};

use super::{SHEET_ROWS, XlsxError, XlsxLimits, cells, guard};

/// Exit code for a workbook that was refused; the reason is on standard error.
pub(super) const REFUSED: u8 = 3;

/// Reads a workbook and writes its sheet as CSV to standard output, each row with its number in front.
///
/// `args` are what follows [`super::CHILD_FLAG`]: the path, the limits, and the name of the sheet if one is wanted.
/// Call it before the program does anything else, in a process started by [`super::read_in_child`].
pub fn child_main(args: impl Iterator<Item = OsString>) -> ExitCode {
    match run(args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            // Nobody is left to hear it if standard error is gone.
            let _ = writeln!(io::stderr(), "{reason}");
            ExitCode::from(REFUSED)
        }
    }
}

fn run(mut args: impl Iterator<Item = OsString>) -> Result<(), XlsxError> {
    let refused = |text: &str| XlsxError::Refused(text.to_owned());
    let path = args.next().ok_or_else(|| refused("no workbook was named"))?;
    let limits = args.next().and_then(|text| XlsxLimits::from_argument(text.to_str()?));
    let limits = limits.ok_or_else(|| refused("the limits of the workbook reader are not understood"))?;
    let sheet = args.next().map(|name| name.to_string_lossy().into_owned());
    limit_this_process(&limits);
    let unreadable = |error: io::Error| XlsxError::Refused(format!("the file could not be read: {error}"));
    let mut file = File::open(&path).map_err(unreadable)?;
    guard::check(&mut file, &limits)?;
    let out =
        BufWriter::with_capacity(1 << 16, Counted { out: io::stdout().lock(), left: limits.output_bytes });
    write_sheet(BufReader::new(file), sheet.as_deref(), &limits, out)
}

/// Where the system has no such limits, the guard before and the clock of the parent remain.
#[cfg(unix)]
fn limit_this_process(limits: &XlsxLimits) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let both = |value: u64| Rlimit { current: Some(value), maximum: Some(value) };
    // The program's own libraries are mapped before this line, so the address space is limited more loosely than
    // the memory that the workbook can fill.
    let _ = setrlimit(Resource::As, both(limits.memory_bytes.saturating_add(4 << 30)));
    let _ = setrlimit(Resource::Data, both(limits.memory_bytes));
    let _ = setrlimit(Resource::Cpu, both(limits.seconds));
    let _ = setrlimit(Resource::Core, both(0));
}

#[cfg(not(unix))]
fn limit_this_process(_limits: &XlsxLimits) {}

struct Counted<W> {
    out: W,
    left: u64,
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        let count = u64::try_from(written).unwrap_or(u64::MAX);
        self.left = self.left.checked_sub(count).ok_or_else(|| io::Error::other("the sheet is too large"))?;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn write_sheet<R: Read + Seek>(
    file: R,
    wanted: Option<&str>,
    limits: &XlsxLimits,
    out: impl Write,
) -> Result<(), XlsxError> {
    let damaged = |error: calamine::XlsxError| {
        XlsxError::Refused(format!(
            "the workbook is damaged ({error}); open it in a spreadsheet and save it again"
        ))
    };
    let too_large = || XlsxError::Refused("the sheet is too large; split it, or save it as CSV".to_owned());
    let mut workbook = Xlsx::new(file).map_err(damaged)?;
    let name = choose(&workbook, wanted)?;
    let mut reader = workbook.worksheet_cells_reader(&name).map_err(damaged)?;
    let mut out = csv::WriterBuilder::new().flexible(true).from_writer(out);
    let mut row = Vec::new();
    let (mut number, mut cells) = (0_u64, 0_u64);
    while let Some(cell) = reader.next_cell().map_err(damaged)? {
        let (at, column) = cell.get_position();
        let at = u64::from(at).saturating_add(1);
        let text = cells::text(cell.get_value());
        if text.is_empty() {
            continue;
        }
        if at > SHEET_ROWS || u64::from(column) >= limits.columns {
            return Err(XlsxError::Refused(format!(
                "the sheet has a cell far out, in row {at} and column {}; delete it and save the workbook again",
                u64::from(column).saturating_add(1)
            )));
        }
        if at < number {
            return Err(XlsxError::Refused(
                "the rows of the sheet are out of order; open it in a spreadsheet and save it again"
                    .to_owned(),
            ));
        }
        if at > number {
            write_row(&mut out, number, &mut row).map_err(|_| too_large())?;
            number = at;
        }
        let index = usize::try_from(column).unwrap_or(0);
        if row.len() <= index {
            let grown = index.saturating_add(1);
            cells = cells.saturating_add(u64::try_from(grown.saturating_sub(row.len())).unwrap_or(0));
            row.resize(grown, String::new());
        }
        if cells > limits.cells {
            return Err(too_large());
        }
        if let Some(place) = row.get_mut(index) {
            *place = text;
        }
    }
    write_row(&mut out, number, &mut row).map_err(|_| too_large())?;
    out.flush().map_err(|_| too_large())
}

fn write_row<W: Write>(out: &mut csv::Writer<W>, number: u64, row: &mut Vec<String>) -> csv::Result<()> {
    if !row.is_empty() {
        out.write_field(number.to_string())?;
        out.write_record(&*row)?;
        row.clear();
    }
    Ok(())
}

/// The wanted sheet, else the first that is a visible table.
fn choose<R: Read + Seek>(workbook: &Xlsx<R>, wanted: Option<&str>) -> Result<String, XlsxError> {
    let sheets = workbook.sheets_metadata();
    let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    let found = match wanted {
        Some(wanted) => sheets.iter().find(|sheet| sheet.name.trim().eq_ignore_ascii_case(wanted.trim())),
        None => sheets
            .iter()
            .find(|sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible)
            .or(sheets.first()),
    };
    found.map(|sheet| sheet.name.clone()).ok_or_else(|| {
        let listed = names.iter().take(20).copied().collect::<Vec<_>>().join(", ");
        XlsxError::Refused(format!(
            "there is no sheet “{}”; the workbook has: {listed}",
            wanted.unwrap_or_default()
        ))
    })
}
