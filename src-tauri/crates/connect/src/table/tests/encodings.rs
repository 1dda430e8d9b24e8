use encoding_rs::{Encoding, SHIFT_JIS, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252};

use super::*;

fn utf16(text: &str, big: bool, mark: bool) -> Vec<u8> {
    let units = mark.then_some(0xFEFF).into_iter().chain(text.encode_utf16());
    units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

fn in_encoding(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    let (bytes, _, unmappable) = encoding.encode(text);
    assert!(!unmappable);
    bytes.into_owned()
}

#[test]
fn marks_and_wide_text_are_recognised() {
    let text = "sku;Größe\nÄ-1;ß\n";
    let marked = [b"\xEF\xBB\xBF".as_slice(), text.as_bytes()].concat();
    for bytes in [
        text.as_bytes().to_vec(),
        marked,
        utf16(text, false, true),
        utf16(text, true, true),
        utf16(text, false, false),
        utf16(text, true, false),
    ] {
        let (names, rows) = read(&bytes);
        assert_eq!(names, ["sku", "Größe"]);
        assert_eq!(rows[0].1, ["Ä-1", "ß"]);
    }
}

#[test]
fn one_byte_encodings_are_guessed_from_their_text() {
    for (text, encoding) in [
        (
            "Artikel;Bezeichnung\n1;Glühbirne für Küche\n2;Schreibtischlampe weiß\n3;Möbelgriff\n",
            WINDOWS_1252,
        ),
        (
            "indeks;nazwa\n1;Żarówka biała, gwarancja dwa lata\n2;Krzesło dębowe z poduszką\n3;Łóżko dziecięce\n",
            WINDOWS_1250,
        ),
        ("артикул;название\n1;Лампа настольная белая\n2;Стул деревянный с подушкой\n", WINDOWS_1251),
        ("注文番号;商品名\n1;コーヒーカップ（白）\n2;木製の椅子、クッション付き\n", SHIFT_JIS),
    ] {
        let bytes = in_encoding(text, encoding);
        let table = Table::from_bytes("t", bytes.clone(), &OpenOptions::default()).unwrap();
        assert_eq!(table.encoding(), encoding.name());
        let first = text.lines().nth(1).unwrap().split(';').nth(1).unwrap();
        assert_eq!(read(&bytes).1[0].1[1], first);
    }
}

#[test]
fn utf8_with_a_few_stray_bytes_stays_utf8() {
    let mut bytes = "sku;name\n".as_bytes().to_vec();
    for index in 0..30 {
        bytes.extend_from_slice(format!("{index};Größe für Küche\n").as_bytes());
    }
    bytes.extend_from_slice(b"99;caf\xE9\n");
    let mut table = Table::from_bytes("t", bytes, &OpenOptions::default()).unwrap();
    let last = table.by_ref().map(Result::unwrap).last().unwrap();
    assert_eq!(last.get(1), "caf\u{FFFD}");
    assert_eq!(table.encoding(), "UTF-8");
    assert_eq!(table.replaced_characters(), 1);
}

#[test]
fn a_late_stray_byte_still_decides() {
    let mut bytes = b"sku;name\n".to_vec();
    bytes.extend(b"1;plain ascii text\n".repeat(20_000));
    bytes.extend_from_slice(b"2;K\xFCche\n");
    let table = Table::from_bytes("t", bytes, &OpenOptions::default()).unwrap();
    assert_eq!(table.map(Result::unwrap).last().unwrap().get(1), "Küche");
}

#[test]
fn a_mark_beats_a_forced_encoding() {
    let options = OpenOptions { encoding: Some("windows-1252".to_owned()), ..OpenOptions::default() };
    let mut table = Table::from_bytes("t", "\u{feff}a;b\nß;1\n", &options).unwrap();
    assert_eq!(table.next_row().unwrap().unwrap().get(0), "ß");
}

#[test]
fn a_zero_character_is_refused_in_wide_text_too() {
    assert!(refusal(&utf16("a;b\n1;\u{0}\n", false, true)).contains("zero character"));
}

#[test]
fn a_forced_encoding_is_obeyed_and_a_wrong_name_refused() {
    let options = |label: &str| OpenOptions { encoding: Some(label.to_owned()), ..OpenOptions::default() };
    let mut table = Table::from_bytes("t", b"a;b\n\xB3;1\n", &options("windows-1250")).unwrap();
    assert_eq!(table.next_row().unwrap().unwrap().get(0), "ł");
    let error = Table::from_bytes("t", b"a;b\n", &options("latin-99")).unwrap_err();
    assert!(error.to_string().contains("latin-99"));
}
