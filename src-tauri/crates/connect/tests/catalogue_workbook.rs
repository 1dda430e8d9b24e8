//! A workbook of offers through the process that reads workbooks. This test brings its own `main`, because the
//! program under test starts itself.

use std::error::Error;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};
use rust_xlsxwriter::{Workbook, XlsxError};
use stockless_connect::catalogue::{self, Item, OfferRecord, Options, read_offers};
use stockless_connect::table::{OpenOptions, xlsx};

fn main() -> ExitCode {
    let mut args = std::env::args_os().skip(1);
    if args.next().is_some_and(|first| first == xlsx::CHILD_FLAG) {
        return xlsx::child_main(args);
    }
    let test = || Ok(workbooks_and_text_files_give_the_same_offers(tempfile::tempdir()?.path())?);
    let trial = Trial::test("workbooks_and_text_files_give_the_same_offers", test);
    libtest_mimic::run(&Arguments::from_args(), vec![trial]).exit_code()
}

const CELLS: [[&str; 4]; 4] = [
    ["Artikelnr", "Lagerbestand", "EK netto (EUR)", "EAN"],
    ["0815", ">50", "4.2", "4006381333931"],
    ["0816", "3", "1234.5", ""],
    ["0817", "-", "2", "4,00638E+12"],
];

fn workbook(path: &Path) -> Result<(), XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_string(0, 0, "Preisliste der Beispiel GmbH")?;
    for (row, cells) in (2..).zip(CELLS) {
        for (column, cell) in (0..).zip(cells) {
            match cell.parse::<f64>() {
                Ok(number) if column == 2 => sheet.write_number(row, column, number)?,
                _ => sheet.write_string(row, column, cell)?,
            };
        }
    }
    workbook.save(path)
}

/// The offers, and line and column of what was refused.
type Found = (Vec<OfferRecord>, Vec<(u64, String)>);

fn offers(path: &Path) -> Result<Found, Box<dyn Error>> {
    let exe = std::env::current_exe()?;
    let table = catalogue::open(path, &exe, None, &OpenOptions::default())?;
    let options = Options { supplier: Some("Beispiel GmbH".to_owned()), ..Options::default() };
    let (mut found, mut refused) = (Vec::new(), Vec::new());
    read_offers(table, None, &options, &mut |item| {
        match item {
            Item::Read { record, .. } => found.push(record),
            Item::Rejected(rejection) => refused.push((rejection.line, rejection.column)),
        }
        ControlFlow::Continue(())
    })?;
    Ok((found, refused))
}

fn workbooks_and_text_files_give_the_same_offers(folder: &Path) -> Result<(), Box<dyn Error>> {
    let sheet = folder.join("offers.xlsx");
    workbook(&sheet)?;
    let lines = CELLS.map(|cells| cells.join(";"));
    let text = folder.join("offers.csv");
    std::fs::write(&text, format!("Preisliste der Beispiel GmbH\n\n{}\n", lines.join("\n")))?;

    let of_sheet = offers(&sheet)?;
    assert_eq!(of_sheet, offers(&text)?);
    let costs: Vec<(&str, String)> = of_sheet
        .0
        .iter()
        .flat_map(|offer| {
            offer.prices.iter().map(|tier| (offer.supplier_sku.as_str(), tier.unit_cost.to_string()))
        })
        .collect();
    assert_eq!(costs, [("0815", "4.2".to_owned()), ("0816", "1234.5".to_owned())]);
    assert_eq!(of_sheet.1, [(6, "EAN".to_owned())]);

    // What it is decides, not what it is called.
    let disguised = folder.join("offers-2.csv");
    std::fs::copy(&sheet, &disguised)?;
    assert_eq!(offers(&disguised)?, of_sheet);
    Ok(())
}
