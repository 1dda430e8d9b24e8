use chrono_tz::Tz;
use proptest::prelude::*;
use stockless_core::day::{Day, Instant};
use stockless_core::money::{AmountFormat, Currency};

use super::*;
use crate::table::{OpenOptions, Table};

mod maps;

const FIELDS: &[Field] = &[
    Field::required("sku", &["artikelnummer"]),
    Field::required("unit_cost", &["ek netto"]),
    Field::column("stock", &["lagerbestand"]),
    Field::optional("ship_to", &["country"]),
    Field::optional("valid_from", &[]),
    Field::optional("active", &[]),
];

fn sheet(text: &str) -> Sheet {
    let table = Table::from_bytes("offers.csv", text, &OpenOptions::default()).unwrap();
    Sheet::open(table, FIELDS, Formats::default()).unwrap()
}

#[test]
fn a_row_lists_everything_that_is_wrong_with_it() {
    let mut sheet = sheet("Artikelnummer;EK netto;Lagerbestand;country\n1,2E+17;1.234;many;Narnia\n");
    let read = sheet.read(|cells| {
        let sku = cells.id("sku");
        let cost = cells.amount("unit_cost", Currency::EUR);
        let stock = cells.integer("stock");
        let zone = cells.zone("ship_to");
        Some((sku.to_owned(), cost?, stock?, zone?))
    });
    let problems = read.unwrap().unwrap().unwrap_err();
    let columns: Vec<&str> = problems.iter().map(|problem| problem.column.as_str()).collect();
    assert_eq!(columns, ["Artikelnummer", "EK netto", "Lagerbestand", "country"]);
    assert!(problems.iter().all(|problem| problem.line == 2));
    assert!(problems[1].reason.contains("thousand times"));
}

#[test]
fn an_empty_required_cell_is_told_and_an_empty_optional_one_is_none() {
    let mut sheet = sheet("sku,unit cost,stock,valid from\n,1,,\nA,1,,\n");
    let mut read = || {
        sheet.read(|cells| {
            let sku = cells.text("sku").to_owned();
            Some((sku, cells.integer("stock"), cells.day("valid_from"), cells.flag("active")))
        })
    };
    assert_eq!(
        read().unwrap().unwrap().unwrap_err()[0].to_string(),
        "line 2, “sku”: it is empty; fill it in"
    );
    assert_eq!(read().unwrap().unwrap().unwrap(), ("A".to_owned(), None, None, None));
    assert!(read().unwrap().is_none());
}

#[test]
fn a_row_that_cannot_be_trusted_is_refused_whatever_its_cells_say() {
    let mut sheet = sheet("sku,unit cost,stock\nA,1,2,3\n");
    assert!(sheet.read(|cells| Some(cells.text("sku").to_owned())).unwrap().unwrap().is_err());
}

#[test]
fn missing_columns_are_named_together() {
    let table = Table::from_bytes("t", "name,stock\nA,1\n", &OpenOptions::default()).unwrap();
    let error = Sheet::open(table, FIELDS, Formats::default()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the file has no column for “sku” (or artikelnummer), “unit_cost” (or ek netto); it has: name, stock"
    );
}

#[test]
fn days_as_files_write_them() {
    let day = Day::ymd(2026, 7, 25).unwrap();
    for text in [
        "2026-07-25",
        "2026/7/25",
        "20260725",
        "25.07.2026",
        "25.7.26",
        "25/07/2026",
        "07/25/26",
        "Jul-25-26",
        "25-Jul-26",
        "25-juil.-2026",
        "25. Juli 2026",
        "July 25, 2026",
        "25 de julio de 2026",
        "2026-07-25 10:00",
        "2026-07-25T10:00:00Z",
        "25-JUL-2026 9:05 PM",
    ] {
        assert_eq!(parse_day(text, DayOrder::Unknown), Ok(day), "{text}");
    }
    assert_eq!(parse_day("10-Dez-25", DayOrder::Unknown), Ok(Day::ymd(2025, 12, 10).unwrap()));
}

#[test]
fn a_date_that_could_mean_two_days_is_asked() {
    assert_eq!(parse_day("03/04/05", DayOrder::Unknown), Err(TimeError::Ambiguous));
    assert_eq!(parse_day("03/04/05", DayOrder::MonthFirst), Ok(Day::ymd(2005, 3, 4).unwrap()));
    assert_eq!(parse_day("03/04/05", DayOrder::DayFirst), Ok(Day::ymd(2005, 4, 3).unwrap()));
    assert_eq!(parse_day("31/02/2026", DayOrder::DayFirst), Err(TimeError::NotATime));
    assert_eq!(parse_day("2026-13-01", DayOrder::Unknown), Err(TimeError::NotATime));
    assert_eq!(parse_day("1726-01-01", DayOrder::Unknown), Err(TimeError::BeyondCalendar));
    assert_eq!(parse_day("soon", DayOrder::Unknown), Err(TimeError::NotATime));
}

#[test]
fn moments_know_their_offset_or_take_the_files() {
    let at = |text: &str| Instant::from_iso(text).unwrap();
    let berlin = Tz::Europe__Berlin;
    for (text, iso) in [
        ("2026-04-04 00:27:43 +0500", "2026-04-03T19:27:43Z"),
        ("2026-04-04T00:27:43+05:00", "2026-04-03T19:27:43Z"),
        ("2026-04-04 00:27:43 UTC", "2026-04-04T00:27:43Z"),
        ("2026-04-04 12:05:00 AM PDT", "2026-04-04T07:05:00Z"),
        ("2026-04-04 14:30", "2026-04-04T12:30:00Z"),
        ("04.04.2026, 14:30 Uhr", "2026-04-04T12:30:00Z"),
        ("2026-04-04", "2026-04-03T22:00:00Z"),
        ("2026-03-29 02:30", "2026-03-29T01:30:00Z"),
        ("2026-10-25 02:30", "2026-10-25T00:30:00Z"),
    ] {
        assert_eq!(parse_instant(text, DayOrder::Unknown, berlin), Ok(at(iso)), "{text}");
    }
    assert_eq!(parse_instant("2026-04-04 10:00 XYZ", DayOrder::Unknown, berlin), Err(TimeError::UnknownZone));
    assert_eq!(parse_instant("2026-04-04 25:00", DayOrder::Unknown, berlin), Err(TimeError::NotATime));
}

#[test]
fn countries_by_their_usual_names() {
    for (text, code) in [
        ("de", "DE"),
        ("UK", "GB"),
        ("DEU", "DE"),
        ("United States", "US"),
        ("The Netherlands", "NL"),
        ("Deutschland", "DE"),
        ("Österreich", "AT"),
        ("South Korea", "KR"),
        ("Viet Nam", "VN"),
        ("Côte d'Ivoire", "CI"),
        ("Bolivia", "BO"),
        ("Russia", "RU"),
        ("UNITED KINGDOM", "GB"),
        ("France", "FR"),
        ("Türkiye", "TR"),
        ("Czech Republic", "CZ"),
        ("Japan", "JP"),
        ("Isle of Man", "IM"),
        ("Jersey", "JE"),
        ("Kosovo", "XK"),
    ] {
        assert_eq!(
            country_from_text(text).map(|country| country.code().to_owned()),
            Some(code.to_owned()),
            "{text}"
        );
    }
    for text in ["", "Narnia", "Korea", "1"] {
        assert_eq!(country_from_text(text), None, "{text}");
    }
}

#[test]
fn whole_numbers_only_where_they_are_whole() {
    for (text, value) in [
        ("3", Some(3)),
        ("3.0", Some(3)),
        ("2,00", Some(2)),
        ("-4", Some(-4)),
        ("1.234", None),
        ("2.5", None),
        ("1e3", None),
        ("", None),
    ] {
        assert_eq!(parse_integer(text).ok(), value, "{text}");
    }
    assert!(spreadsheet_damage("1,23E+17") && spreadsheet_damage("4E+12"));
    assert!(!spreadsheet_damage("12E4") && !spreadsheet_damage("ABE+1") && !spreadsheet_damage("E+5"));
}

#[test]
fn the_format_of_the_file_decides_what_could_mean_two_things() {
    let table = Table::from_bytes("t", "sku;unit cost;stock\nA;1.234;1\n", &OpenOptions::default()).unwrap();
    let formats = Formats { amounts: AmountFormat::Comma, ..Formats::default() };
    let mut sheet = Sheet::open(table, FIELDS, formats).unwrap();
    let cost = sheet.read(|cells| cells.amount("unit_cost", Currency::EUR)).unwrap().unwrap().unwrap();
    assert_eq!(cost.minor(), 123_400);
}

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC{0,40}") {
        let _ = parse_instant(&text, DayOrder::Unknown, Tz::Europe__Berlin);
        let _ = parse_instant(&format!("2026-01-01 {text}"), DayOrder::DayFirst, Tz::UTC);
        let _ = parse_integer(&text);
        let _ = country_from_text(&text);
        let _ = spreadsheet_damage(&text);
    }

    #[test]
    fn a_printed_moment_reads_back(ms in 0_i64..4_000_000_000_000) {
        let at = Instant::from_ms(ms);
        prop_assert_eq!(parse_instant(&at.iso(), DayOrder::Unknown, Tz::UTC), Ok(at));
    }
}
