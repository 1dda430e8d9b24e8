//! Workbooks through the process that reads them. This test brings its own `main`, because the program under test
//! starts itself.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::type_complexity,
    reason = "these are tests, though none of them bears the attribute"
)]

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use stockless_connect::table::xlsx::{self, XlsxLimits};
use stockless_connect::table::{OpenOptions, Table, TableError};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn main() -> ExitCode {
    let mut args = std::env::args_os().skip(1);
    if args.next().is_some_and(|first| first == xlsx::CHILD_FLAG) {
        return xlsx::child_main(args);
    }
    let tests: [(&str, fn(&Path)); 8] = [
        ("values_read_as_a_person_would_type_them", values_read_as_a_person_would_type_them),
        ("rows_keep_the_numbers_of_the_sheet", rows_keep_the_numbers_of_the_sheet),
        ("a_sheet_is_chosen_by_name", a_sheet_is_chosen_by_name),
        ("other_files_in_disguise_are_named", other_files_in_disguise_are_named),
        ("bombs_are_refused", bombs_are_refused),
        ("a_killed_reader_is_a_clear_message", a_killed_reader_is_a_clear_message),
        ("damaged_workbooks_never_break_the_program", damaged_workbooks_never_break_the_program),
        ("a_workbook_of_many_rows_streams", a_workbook_of_many_rows_streams),
    ];
    let trial = |(name, test): (&str, fn(&Path))| {
        Trial::test(name, move || {
            test(tempfile::tempdir()?.path());
            Ok(())
        })
    };
    libtest_mimic::run(&Arguments::from_args(), tests.map(trial).into()).exit_code()
}

fn open_with(path: &Path, sheet: Option<&str>, limits: XlsxLimits) -> Result<Table, TableError> {
    let exe = std::env::current_exe().unwrap();
    xlsx::read_in_child(&exe, path, sheet, limits, &OpenOptions::default())
}

fn open(path: &Path) -> Result<Table, TableError> {
    open_with(path, None, XlsxLimits::default())
}

fn refusal(path: &Path) -> String {
    open(path).expect_err("the workbook must be refused").to_string()
}

fn rows(table: Table) -> Vec<(u64, Vec<String>)> {
    table.map(|row| row.unwrap()).map(|row| (row.line(), row.cells().map(str::to_owned).collect())).collect()
}

/// A workbook of hand-made parts around the XML of one sheet.
fn handmade(path: &Path, sheet: &[u8], strings: Option<&str>) -> PathBuf {
    let path = path.join("handmade.xlsx");
    let mut archive = ZipWriter::new(File::create(&path).unwrap());
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let workbook = format!(
        "<workbook xmlns=\"{main}\" xmlns:r=\"{relations}\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let links = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"{relations}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
    );
    let root = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("_rels/.rels", root.as_bytes()),
        (
            "[Content_Types].xml",
            b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
        ),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", links.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    parts.extend(strings.map(|text| ("xl/sharedStrings.xml", text.as_bytes())));
    for (name, content) in parts {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap();
    path
}

fn sheet(data: &str) -> Vec<u8> {
    format!("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{data}</sheetData></worksheet>").into_bytes()
}

fn values_read_as_a_person_would_type_them(folder: &Path) {
    for from_1904 in [false, true] {
        let mut workbook = Workbook::new();
        let page = workbook.add_worksheet();
        page.write_row(0, 0, ["sku", "price", "count", "day", "moment", "flag", "note"]).unwrap();
        page.write(1, 0, "00123").unwrap();
        page.write(1, 1, 19.990_000_000_000_002).unwrap();
        page.write(1, 2, 3.0).unwrap();
        let day = Format::new().set_num_format("yyyy-mm-dd");
        let moment = Format::new().set_num_format("dd.mm.yyyy hh:mm");
        page.write_with_format(1, 3, ExcelDateTime::parse_from_str("2026-03-09").unwrap(), &day).unwrap();
        page.write_with_format(1, 4, ExcelDateTime::parse_from_str("2026-03-09T14:30:00").unwrap(), &moment)
            .unwrap();
        page.write(1, 5, true).unwrap();
        page.write(1, 6, "two\nlines, and \"quotes\"").unwrap();
        page.write_formula(2, 1, rust_xlsxwriter::Formula::new("=1+1").set_result("2")).unwrap();
        let path = folder.join("values.xlsx");
        workbook.save(&path).unwrap();
        let path = if from_1904 { since_1904(folder, &path) } else { path };
        let table = open(&path).unwrap();
        assert_eq!(table.header().names()[1], "price");
        let found = rows(table);
        let day = if from_1904 { "2030-03-10" } else { "2026-03-09" };
        let moment = format!("{day} 14:30:00");
        assert_eq!(found[0].1, ["00123", "19.99", "3", day, &moment, "true", "two\nlines, and \"quotes\""]);
        assert_eq!(found[1], (3, vec![String::new(), "2".to_owned()]));
    }
}

/// The same workbook, but counting its days from 1904.
fn since_1904(folder: &Path, path: &Path) -> PathBuf {
    let mut archive = zip::ZipArchive::new(File::open(path).unwrap()).unwrap();
    let target = folder.join("since-1904.xlsx");
    let mut out = ZipWriter::new(File::create(&target).unwrap());
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut part, &mut text).unwrap();
        let text = text.replace("<workbookPr ", "<workbookPr date1904=\"1\" ");
        out.start_file(part.name().unwrap().into_owned(), SimpleFileOptions::default()).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    out.finish().unwrap();
    target
}

fn rows_keep_the_numbers_of_the_sheet(folder: &Path) {
    let mut workbook = Workbook::new();
    let page = workbook.add_worksheet();
    page.write(0, 0, "Stock list").unwrap();
    page.write_row(3, 0, ["sku", "name", "stock"]).unwrap();
    page.write_row(6, 0, ["A", "Lamp", "4"]).unwrap();
    page.write_row(9, 0, ["B", "Rug", "1"]).unwrap();
    let path = folder.join("gaps.xlsx");
    workbook.save(&path).unwrap();
    let table = open(&path).unwrap();
    assert_eq!((table.header().line(), table.name()), (4, "gaps.xlsx"));
    let exe = std::env::current_exe().unwrap();
    let any = Table::open_any(&exe, &path, &OpenOptions::default()).unwrap();
    assert_eq!(any.header(), table.header(), "found out by its content");
    let lines: Vec<u64> = rows(table).into_iter().map(|(line, _)| line).collect();
    assert_eq!(lines, [7, 10]);
}

fn a_sheet_is_chosen_by_name(folder: &Path) {
    let mut workbook = Workbook::new();
    workbook
        .add_worksheet()
        .set_name("Hidden")
        .unwrap()
        .set_hidden(true)
        .write_row(0, 0, ["x", "y"])
        .unwrap();
    workbook
        .add_worksheet()
        .set_name("Offers")
        .unwrap()
        .set_active(true)
        .write_row(0, 0, ["sku", "cost"])
        .unwrap();
    workbook.add_worksheet().set_name("Notes").unwrap().write_row(0, 0, ["note", "by"]).unwrap();
    let path = folder.join("sheets.xlsx");
    workbook.save(&path).unwrap();
    assert_eq!(open(&path).unwrap().header().names(), ["sku", "cost"], "the first visible one");
    let named = open_with(&path, Some("notes"), XlsxLimits::default()).unwrap();
    assert_eq!(named.header().names(), ["note", "by"]);
    let error = open_with(&path, Some("Prices"), XlsxLimits::default()).unwrap_err().to_string();
    assert!(error.contains("Hidden, Offers, Notes"), "{error}");
}

fn other_files_in_disguise_are_named(folder: &Path) {
    let write = |name: &str, parts: &[&str]| {
        let path = folder.join(name);
        let mut archive = ZipWriter::new(File::create(&path).unwrap());
        for part in parts {
            archive.start_file(*part, SimpleFileOptions::default()).unwrap();
            archive.write_all(b"<x/>").unwrap();
        }
        archive.finish().unwrap();
        path
    };
    assert!(refusal(&write("ods.xlsx", &["mimetype", "content.xml"])).contains("OpenDocument"));
    assert!(refusal(&write("xlsb.xlsx", &["[Content_Types].xml", "xl/workbook.bin"])).contains("XLSB"));
    assert!(refusal(&write("zip.xlsx", &["orders.csv"])).contains("ZIP archive"));
    let plain = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        std::fs::write(&path, bytes).unwrap();
        refusal(&path)
    };
    assert!(plain("xls.xlsx", &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).contains("password"));
    assert!(plain("csv.xlsx", b"a,b\n1,2\n").contains("no XLSX workbook"));
    assert!(plain("cut.xlsx", b"PK\x03\x04 and then nothing").contains("damaged or cut off"));
    assert!(refusal(&folder.join("absent.xlsx")).contains("could not be read"));
}

fn bombs_are_refused(folder: &Path) {
    let far = |row: &str| {
        let far =
            format!("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row><c r=\"A{row}\"><v>1</v></c></row>");
        refusal(&handmade(folder, &sheet(&far), None))
    };
    assert!(far("1048577").contains("far out, in row 1048577"), "{}", far("1048577"));
    assert!(far("4294967290").contains("far out"), "{}", far("4294967290"));
    let wide = sheet("<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"XFD1\"><v>1</v></c></row>");
    assert!(refusal(&handmade(folder, &wide, None)).contains("far out"));
    let back =
        sheet("<row r=\"5\"><c r=\"A5\"><v>1</v></c></row><row r=\"2\"><c r=\"A2\"><v>1</v></c></row>");
    assert!(refusal(&handmade(folder, &back, None)).contains("out of order"));
    let zeros = sheet(&" ".repeat(64 << 20));
    assert!(refusal(&handmade(folder, &zeros, None)).contains("far too large"));
    let one = sheet("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>");
    let many = "<sst uniqueCount=\"99999999999\"><si><t>a</t></si></sst>";
    assert!(refusal(&handmade(folder, &one, Some(many))).contains("more texts"));
    let mut rows = String::new();
    for row in 1..=300 {
        rows.push_str(&format!("<row r=\"{row}\"><c r=\"NTP{row}\"><v>1</v></c></row>"));
    }
    let path = handmade(folder, &sheet(&rows), None);
    let limits = XlsxLimits { cells: 1_000_000, ..XlsxLimits::default() };
    assert!(open_with(&path, None, limits).unwrap_err().to_string().contains("too large"));
    let limits = XlsxLimits { output_bytes: 100_000, ..XlsxLimits::default() };
    assert!(open_with(&path, None, limits).unwrap_err().to_string().contains("too large"));
    let limits = XlsxLimits { entries: 2, ..XlsxLimits::default() };
    assert!(open_with(&path, None, limits).unwrap_err().to_string().contains("parts"));
}

fn a_killed_reader_is_a_clear_message(folder: &Path) {
    let texts: String =
        (0..200_000).map(|n| format!("<si><t>text number {n} of a long list</t></si>")).collect();
    let strings = format!("<sst uniqueCount=\"200000\">{texts}</sst>");
    let one = sheet("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>");
    let path = handmade(folder, &one, Some(&strings));
    if cfg!(target_os = "linux") {
        let limits = XlsxLimits { memory_bytes: 8 << 20, ..XlsxLimits::default() };
        let error = open_with(&path, None, limits).unwrap_err().to_string();
        assert!(error.contains("more memory"), "{error}");
    }
    let limits = XlsxLimits { seconds: 0, ..XlsxLimits::default() };
    let error = open_with(&path, None, limits).unwrap_err().to_string();
    assert!(error.contains("within 0 seconds"), "{error}");
    let error = xlsx::read_in_child(
        &folder.join("absent"),
        &path,
        None,
        XlsxLimits::default(),
        &OpenOptions::default(),
    );
    assert!(error.unwrap_err().to_string().contains("could not be started"));
    assert_eq!(open(&path).unwrap().header().names(), ["text number 0 of a long list"]);
}

fn damaged_workbooks_never_break_the_program(folder: &Path) {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write_row(0, 0, ["sku", "cost"]).unwrap();
    let whole = workbook.save_to_buffer().unwrap();
    let path = folder.join("damaged.xlsx");
    for step in 1..24 {
        let mut bytes = whole.clone();
        let at = bytes.len() * step / 24;
        for byte in bytes.iter_mut().skip(at).take(5) {
            *byte ^= 0x5A;
        }
        std::fs::write(&path, &bytes).unwrap();
        if let Err(error) = open(&path) {
            assert!(!error.to_string().is_empty());
        }
        std::fs::write(&path, &whole[..at]).unwrap();
        assert!(open(&path).is_err(), "half a workbook must not pass for a whole one");
    }
    for data in [
        "<row><c t=\"s\"><v>7</v></c></row>",
        "<row r=\"0\"><c r=\"A0\"><v>1</v></c></row>",
        "<row r=\"x\"/>",
        "<c/>",
        "<row r=\"1\"><c r=\"AAAAAAAA1\"><v>1</v></c></row>",
    ] {
        if let Err(error) = open(&handmade(folder, &sheet(data), None)) {
            assert!(!error.to_string().is_empty());
        }
    }
}

fn a_workbook_of_many_rows_streams(folder: &Path) {
    let mut workbook = Workbook::new();
    let page = workbook.add_worksheet();
    for row in 0..3_000 {
        page.write_row(row, 0, [format!("sku {row}"), "name".to_owned()]).unwrap();
    }
    let path = folder.join("many.xlsx");
    workbook.save(&path).unwrap();
    let found = rows(open(&path).unwrap());
    assert_eq!(found.len(), 2_999);
    assert_eq!(found[2_998], (3_000, vec!["sku 2999".to_owned(), "name".to_owned()]));
}
