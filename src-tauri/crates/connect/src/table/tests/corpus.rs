//! One table in every usual form: the rows must be the same in all of them.

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::*;

const CELLS: [[&str; 4]; 5] = [
    ["sku", "Bezeichnung", "price", "note"],
    ["0012", "Glühbirne für Küche", "1.234,50", ""],
    ["0013", "Rug, 80x150; \"Fjord\" | blau\tgrau", "12,00", "two\nlines"],
    ["0014", "Möbelgriff weiß", "-3,10", "größer als üblich"],
    ["0015", " spaced ", "0,00", "'007"],
];

fn written(delimiter: u8, end: &str, always_quoted: bool, last_end: bool) -> String {
    let style = if always_quoted { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
    let mut writer =
        csv::WriterBuilder::new().delimiter(delimiter).quote_style(style).from_writer(Vec::new());
    for row in CELLS {
        writer.write_record(row).unwrap();
    }
    let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
    // The break within a cell takes part: its own form is put back below.
    let text = text.replace('\n', end);
    if last_end { text } else { text.trim_end_matches(['\r', '\n']).to_owned() }
}

#[test]
fn one_table_in_every_form_reads_the_same() {
    let mut forms = 0;
    for delimiter in [b',', b';', b'\t', b'|'] {
        for end in ["\n", "\r\n", "\r"] {
            for (always_quoted, last_end) in [(false, true), (false, false), (true, true), (true, false)] {
                let text = written(delimiter, end, always_quoted, last_end);
                let wide = |big: bool| -> Vec<u8> {
                    let units = "\u{feff}".encode_utf16().chain(text.encode_utf16());
                    units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
                };
                let marked = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
                for (bytes, encoding) in [
                    (text.clone().into_bytes(), UTF_8),
                    (marked, UTF_8),
                    (wide(false), UTF_16LE),
                    (wide(true), UTF_16BE),
                    (WINDOWS_1252.encode(&text).0.into_owned(), WINDOWS_1252),
                ] {
                    let table = Table::from_bytes("t", bytes, &OpenOptions::default()).unwrap();
                    let place = format!("{delimiter} {end:?} {always_quoted} {last_end} {}", encoding.name());
                    assert_eq!(table.encoding(), encoding.name(), "{place}");
                    assert_eq!(table.dialect().delimiter, delimiter, "{place}");
                    assert_eq!(table.header().names(), CELLS[0], "{place}");
                    let rows: Vec<Row> = table.map(Result::unwrap).collect();
                    for (row, wanted) in rows.iter().zip(&CELLS[1..]) {
                        let wanted = wanted.map(|cell| cell.replace('\n', end));
                        assert_eq!(row.cells().collect::<Vec<_>>(), wanted, "{place}");
                        assert_eq!(row.problem(), None, "{place}");
                    }
                    let lines: Vec<u64> = rows.iter().map(Row::line).collect();
                    assert_eq!(lines, [2, 3, 5, 6], "{place}");
                    forms += 1;
                }
            }
        }
    }
    assert_eq!(forms, 240);
}
