//! Both writers against one sheet, read back by other programs' eyes: a CSV reader and calamine.

use std::io::Cursor;
use std::str::FromStr;

use calamine::{Data, Range, Reader, Xlsx};
use proptest::prelude::*;
use rust_decimal::Decimal;
use stockless_core::day::{Day, Instant};
use stockless_core::money::{Currency, Money};

use super::*;

const FORMULAS: [&str; 14] = [
    "=1+1",
    "+49 151 0000",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\0=1",
    " =1+1",
    "\u{A0}=1",
    "＝1+1",
    "＋1",
    "－1",
    "=HYPERLINK(\"http://example.com\")",
];

fn eur(minor: i64) -> Cell {
    Cell::Money(Money::from_minor(minor, Currency::EUR))
}

fn profit() -> Sheet {
    Sheet {
        name: "Profit by day".into(),
        columns: vec![
            Column::new("Order", Kind::Text),
            Column::new("Day", Kind::Day),
            Column::new("Profit", Kind::Money),
            Column::new("Margin", Kind::Percent),
            Column::new("Units", Kind::Integer),
            Column::new("Rate", Kind::Decimal),
        ],
        rows: vec![
            vec![
                Cell::Text("=1042".into()),
                Cell::Day(Day::ymd(2026, 3, 9).unwrap()),
                eur(-1_234),
                Cell::Percent(Decimal::from_str("0.12345").unwrap()),
                Cell::Integer(3),
                Cell::Decimal(Decimal::from_str("1.08").unwrap(), 4),
            ],
            vec![
                Cell::Text("007".into()),
                Cell::Empty,
                eur(123_456_789),
                Cell::Empty,
                Cell::Integer(-1),
                Cell::Empty,
            ],
        ],
        total: Some(TotalRow { label: "Total".into(), sums: vec![2, 4] }),
    }
}

fn csv_of(sheet: &Sheet, report: CsvReport) -> String {
    let mut bytes = Vec::new();
    report.write(sheet, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn workbook(sheets: &[Sheet], notes: &[Note]) -> Vec<u8> {
    let made = Instant::from_iso("2026-03-10T08:00:00Z").unwrap();
    let mut bytes = Vec::new();
    XlsxReport { title: "Profit".into(), made, notes: notes.to_vec() }.write(sheets, &mut bytes).unwrap();
    bytes
}

fn read(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

fn first_sheet(sheet: &Sheet) -> (Range<Data>, Range<String>) {
    let mut book = read(workbook(std::slice::from_ref(sheet), &[]));
    let name = book.sheet_names()[0].clone();
    (book.worksheet_range(&name).unwrap(), book.worksheet_formula(&name).unwrap())
}

fn texts(values: &[&str]) -> Sheet {
    Sheet {
        name: "Texts".into(),
        columns: vec![Column::new("Text", Kind::Text)],
        rows: values.iter().map(|text| vec![Cell::Text((*text).into())]).collect(),
        total: None,
    }
}

#[test]
fn csv_reads_as_written() {
    assert_eq!(
        csv_of(&profit(), CsvReport::default()),
        "Order,Day,Profit (EUR),Margin (%),Units,Rate\r\n\
         '=1042,2026-03-09,-12.34,12.34,3,1.0800\r\n\
         007,,1234567.89,,-1,\r\n\
         Total,,1234555.55,,2,\r\n"
    );
    let semicolons = CsvReport { bom: true, delimiter: Delimiter::Semicolon };
    assert!(csv_of(&profit(), semicolons).starts_with("\u{FEFF}Order;Day;Profit (EUR);"));
}

#[test]
fn csv_disarms_formulas_and_keeps_everything_else() {
    for delimiter in [Delimiter::Comma, Delimiter::Semicolon, Delimiter::Tab] {
        let file = csv_of(&texts(&FORMULAS), CsvReport { bom: false, delimiter });
        let mut reader = csv::ReaderBuilder::new();
        reader.delimiter(match delimiter {
            Delimiter::Comma => b',',
            Delimiter::Semicolon => b';',
            Delimiter::Tab => b'\t',
        });
        let mut reader = reader.from_reader(file.as_bytes());
        let back: Vec<String> = reader.records().map(|record| record.unwrap()[0].to_owned()).collect();
        let wanted: Vec<String> = FORMULAS.iter().map(|text| format!("'{text}")).collect();
        assert_eq!(back, wanted);
    }
    let plain = ["a=b", "3 + 4", "O'Neill", "x,y;z\t\"q\"", "two\nlines"];
    let file = csv_of(&texts(&plain), CsvReport::default());
    let mut reader = csv::Reader::from_reader(file.as_bytes());
    let back: Vec<String> = reader.records().map(|record| record.unwrap()[0].to_owned()).collect();
    assert_eq!(back, plain);
}

#[test]
fn a_title_is_text_too() {
    let mut sheet = texts(&["a"]);
    sheet.columns[0].title = "=cmd()".into();
    assert!(csv_of(&sheet, CsvReport::default()).starts_with("'=cmd()\r\n"));
}

#[test]
fn workbook_cells_have_their_types() {
    let (range, formulas) = first_sheet(&profit());
    assert_eq!(range.get_value((1, 0)), Some(&Data::String("=1042".into())), "text stays text");
    assert_eq!(range.get_value((2, 0)), Some(&Data::String("007".into())), "zeros stay");
    let day = match range.get_value((1, 1)).unwrap() {
        Data::DateTime(day) => day.as_f64(),
        other => panic!("a day is {other:?}"),
    };
    assert!((day - 46_090.0).abs() < f64::EPSILON, "2026-03-09 is {day}");
    assert_eq!(range.get_value((1, 2)), Some(&Data::Float(-12.34)));
    assert_eq!(range.get_value((1, 3)), Some(&Data::Float(0.1234)));
    assert_eq!(range.get_value((3, 2)), Some(&Data::Float(1_234_555.55)), "the result is stored");
    assert_eq!(formulas.get_value((3, 2)).map(String::as_str), Some("SUM(C2:C3)"));
    assert_eq!(formulas.get_value((3, 4)).map(String::as_str), Some("SUM(E2:E3)"));
    assert_eq!(formulas.used_cells().count(), 2, "nothing else is calculated");
}

#[test]
fn no_text_becomes_a_formula_in_a_workbook() {
    let (range, formulas) = first_sheet(&texts(&FORMULAS));
    assert_eq!(formulas.used_cells().count(), 0);
    for (row, text) in (1_u32..).zip(FORMULAS) {
        assert!(matches!(range.get_value((row, 0)), Some(Data::String(_))), "{text:?}");
    }
}

#[test]
fn amounts_of_several_currencies_name_them_and_have_no_sum() {
    let jpy: Currency = "JPY".parse().unwrap();
    let kwd: Currency = "KWD".parse().unwrap();
    let mut sheet = profit();
    sheet.rows[0][2] = Cell::Money(Money::from_minor(1_500, jpy));
    sheet.rows[1][2] = Cell::Money(Money::from_minor(1_234, kwd));
    let file = csv_of(&sheet, CsvReport::default());
    assert!(file.starts_with("Order,Day,Profit,Profit currency,Margin (%),"), "{file}");
    assert!(file.contains(",1500,JPY,") && file.contains(",1.234,KWD,"), "{file}");
    assert!(file.contains("Total,,several currencies,,,2,"), "{file}");
    let (range, formulas) = first_sheet(&sheet);
    assert_eq!(range.get_value((1, 3)), Some(&Data::String("JPY".into())));
    assert_eq!(range.get_value((3, 2)), Some(&Data::String("several currencies".into())));
    assert_eq!(formulas.used_cells().count(), 1, "units are still summed");
}

#[test]
fn a_number_longer_than_a_spreadsheet_can_count_stays_exact() {
    let mut sheet = profit();
    sheet.rows = vec![sheet.rows[0].clone()];
    sheet.rows[0][2] = eur(i64::MAX);
    let (range, _) = first_sheet(&sheet);
    assert_eq!(range.get_value((1, 2)), Some(&Data::String("92233720368547758.07".into())));
}

#[test]
fn notes_follow_on_a_last_sheet_and_names_of_sheets_are_made_to_fit() {
    let notes = [Note { about: "Time zone".into(), rule: "Europe/Berlin".into() }];
    let mut sheets = vec![profit(), profit(), profit(), profit()];
    sheets[1].name = "PROFIT by day".into();
    sheets[2].name = "a/b:c".into();
    sheets[3].name = "Notes".into();
    let mut book = read(workbook(&sheets, &notes));
    assert_eq!(book.sheet_names(), ["Profit by day", "PROFIT by day 2", "a-b-c", "Notes", "Notes 2"]);
    let range = book.worksheet_range("Notes 2").unwrap();
    assert_eq!(range.get_value((1, 1)), Some(&Data::String("Europe/Berlin".into())));
}

#[test]
fn a_text_too_long_for_a_cell_says_so() {
    let long = "ü".repeat(40_000);
    let mut book = read(workbook(&[texts(&[&long])], &[]));
    let notes = book.worksheet_range("Notes").unwrap();
    let rule = notes.get_value((1, 1)).unwrap().to_string();
    assert!(rule.starts_with("1 texts were longer"), "{rule}");
    assert!(book.worksheet_range("Texts").unwrap().get_value((1, 0)).unwrap().to_string().ends_with("ü…"));
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    assert_eq!(workbook(&[profit()], &[]), workbook(&[profit()], &[]));
}

#[test]
fn a_sheet_of_the_wrong_shape_is_refused_with_its_place() {
    let mut short = profit();
    short.rows[1].pop();
    let mut mistyped = profit();
    mistyped.rows[0][2] = Cell::Text("12.34".into());
    let mut summed = profit();
    summed.total = Some(TotalRow { label: "Total".into(), sums: vec![1] });
    for (sheet, words) in [
        (short, "Row 2 of “Profit by day” does not fit its columns: 5 cells for 6 columns."),
        (
            mistyped,
            "Row 1 of “Profit by day” does not fit its columns: Text(\"12.34\") in the column “Profit” of Money.",
        ),
        (summed, "Row 3 of “Profit by day” does not fit its columns: column 1 cannot be summed."),
    ] {
        let mut out = Vec::new();
        assert_eq!(CsvReport::default().write(&sheet, &mut out).unwrap_err().to_string(), words);
        assert!(out.is_empty());
    }
}

#[test]
fn a_file_appears_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("profit.csv");
    write_file(&path, |out| CsvReport::default().write(&profit(), out)).unwrap();
    let first = std::fs::read(&path).unwrap();
    let broken = write_file(&path, |out| {
        out.write_all(b"half")?;
        Err(ReportError::TotalTooLarge("Profit".into()))
    });
    assert!(broken.is_err());
    assert_eq!(std::fs::read(&path).unwrap(), first, "the older file stays");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no half file is left");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn amounts_agree_to_the_cent_in_csv_and_workbook(
        minors in prop::collection::vec(-999_999_999_999_999_i64..999_999_999_999_999, 1..40),
        code in prop::sample::select(vec!["EUR", "JPY", "KWD", "USD"]),
    ) {
        let currency: Currency = code.parse().unwrap();
        let sheet = Sheet {
            name: "Amounts".into(),
            columns: vec![Column::new("No", Kind::Text), Column::new("Amount", Kind::Money)],
            rows: minors
                .iter()
                .map(|&minor| vec![Cell::Empty, Cell::Money(Money::from_minor(minor, currency))])
                .collect(),
            total: Some(TotalRow { label: "Total".into(), sums: vec![1] }),
        };
        let (range, _) = first_sheet(&sheet);
        let file = csv_of(&sheet, CsvReport::default());
        let mut reader = csv::Reader::from_reader(file.as_bytes());
        let sum: i64 = minors.iter().sum();
        for ((row, record), minor) in (1_u32..).zip(reader.records()).zip(minors.iter().chain([&sum])) {
            let exact = Money::from_minor(*minor, currency).decimal();
            prop_assert_eq!(Decimal::from_str(&record.unwrap()[1]).unwrap(), exact);
            let Some(Data::Float(value)) = range.get_value((row, 1)) else {
                return Err(TestCaseError::fail(format!("row {row} is no number")));
            };
            if exact.mantissa().abs() < 1_000_000_000_000_000 {
                prop_assert_eq!(Decimal::from_str(&value.to_string()).unwrap(), exact);
            }
        }
    }
}
