use proptest::prelude::*;

use super::*;

#[test]
fn what_is_no_table_is_named() {
    for (bytes, word) in [
        (b"<!DOCTYPE html><html><body>Sign in</body></html>".as_slice(), "sign-in page"),
        (b"\xEF\xBB\xBF  \n<HTML><body>", "sign-in page"),
        (b"<?xml version=\"1.0\"?><orders/>", "XML"),
        (b"PK\x03\x04rest", "XLSX"),
        (&[0xD0, 0xCF, 0x11, 0xE0, 0xA1], "password"),
        (b"%PDF-1.7", "PDF"),
        (&[0x1F, 0x8B, 8, 0], "GZIP"),
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"a,b\n1,2\n3,\x004\n", "line 3 holds a zero byte"),
    ] {
        let message = refusal(bytes);
        assert!(message.contains(word), "{word}: {message}");
    }
}

#[test]
fn a_cell_beyond_the_limit_is_refused_with_its_place() {
    let mut text = "id,text\n1,ok\n2,\"".to_owned();
    text.push_str(&"x".repeat(11 * 1024 * 1024));
    text.push_str("\"\n3,ok\n");
    let message = refusal(text.as_bytes());
    assert!(message.contains("line 3, column 2"), "{message}");
}

#[test]
fn too_many_columns_are_refused() {
    let text = format!("a,b\n1,2\n{}\n", ",".repeat(20_000));
    assert!(refusal(text.as_bytes()).contains("line 3 has more than 10000 columns"));
}

#[test]
fn wide_headers_within_the_limit_are_read() {
    let names: Vec<String> =
        (0..9_000).map(|index| format!("a rather long name of column {index}")).collect();
    let text = format!("{}\n{}\n", names.join(","), vec!["1"; 9_000].join(","));
    let (read_names, rows) = read(text.as_bytes());
    assert_eq!(read_names.len(), 9_000);
    assert_eq!(rows[0].1.len(), 9_000);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = refusal(&bytes);
    }

    #[test]
    fn no_text_panics(text in "[a-c\",;\t|\r\n\\\\'é ]{0,300}") {
        let _ = refusal(text.as_bytes());
    }

    #[test]
    fn what_was_written_reads_back(
        rows in prop::collection::vec(prop::collection::vec("[a-z \",;\n\r']{0,12}", 3), 1..20),
        delimiter in prop::sample::select(vec![b',', b';', b'\t', b'|']),
    ) {
        let mut writer = csv::WriterBuilder::new()
            .delimiter(delimiter)
            .quote_style(csv::QuoteStyle::Always)
            .from_writer(Vec::new());
        writer.write_record(["id", "text", "note"]).unwrap();
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let options = OpenOptions { delimiter: Some(delimiter), header: HeaderAt::Line(1), ..OpenOptions::default() };
        let table = Table::from_bytes("t", bytes, &options).unwrap();
        let found: Vec<Vec<String>> =
            table.map(|row| row.unwrap().cells().map(str::to_owned).collect()).collect();
        let wanted: Vec<Vec<String>> =
            rows.into_iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty())).collect();
        prop_assert_eq!(found, wanted);
    }
}
