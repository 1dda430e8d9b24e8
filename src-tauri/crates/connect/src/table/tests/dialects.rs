use super::*;

#[test]
fn the_delimiter_is_the_one_that_makes_equal_rows() {
    for (text, delimiter) in [
        ("sku,price\nA,1.50\nB,2\n", b','),
        ("sku;price;stock\nA;1,50;3\nB;2,00;4\nC;1,5;6\n", b';'),
        ("sku\tprice\nA, red\t1,50\nB, blue\t2,00\n", b'\t'),
        ("SKU|EAN|Title\nA-1|40|Rug, 80x150 cm\nA-2||Rug; round\n", b'|'),
        ("text;note\n\"a;b\";\"c,d,e\"\n\"f;g\";h\n", b';'),
    ] {
        let table = Table::from_bytes("t", text, &OpenOptions::default()).unwrap();
        assert_eq!(table.dialect().delimiter, delimiter, "{text}");
    }
}

#[test]
fn excels_hint_names_the_delimiter_and_is_no_header() {
    let (names, rows) = read(b"sep=;\r\na;b\r\n1,5;2\r\n");
    assert_eq!(names, ["a", "b"]);
    assert_eq!(rows, [(3, vec!["1,5".to_owned(), "2".to_owned()])]);
}

#[test]
fn quotes_hold_delimiters_breaks_and_doubled_quotes() {
    let text = "id,text,n\n1,\"a, \"\"b\"\"\nnext\r\nlast\",2\n3,plain,4";
    let (_, rows) = read(text.as_bytes());
    assert_eq!(rows[0], (2, vec!["1".into(), "a, \"b\"\nnext\r\nlast".into(), "2".into()]));
    assert_eq!(rows[1], (5, vec!["3".into(), "plain".into(), "4".into()]), "three lines further down");
}

#[test]
fn backslashes_escape_where_nothing_is_doubled() {
    let (_, rows) = read(b"id,text\n1,\"the \\\"big\\\" one\"\n2,\"plain\"\n");
    assert_eq!(rows[0].1[1], "the \"big\" one");
}

#[test]
fn every_kind_of_line_end_counts_as_one_line() {
    for end in ["\n", "\r\n", "\r"] {
        let text = ["id,n", "", "1,a", "2,\"x", "y\"", "3,c"].join(end);
        let (_, rows) = read(text.as_bytes());
        let lines: Vec<u64> = rows.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [3, 4, 6], "with {end:?}");
    }
    let (_, rows) = read(b"id,n\r1,a\r\n2,b\n\n\r\n3,c\r\r4,d");
    let lines: Vec<u64> = rows.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [2, 3, 6, 8], "with all of them mixed");
}

#[test]
fn raw_text_of_all_rows_is_the_file() {
    let text = "id,text\n1,\"a, \"\"b\"\"\nnext\"\n2, spaced \n3,\"\"";
    let mut table = Table::from_bytes("t", text, &OpenOptions::default()).unwrap();
    let mut raw = vec!["id,text".to_owned()];
    while let Some(row) = table.next_row().unwrap() {
        raw.push(row.raw().to_owned());
    }
    assert_eq!(raw.join("\n"), text);
}

#[test]
fn blank_lines_and_rows_of_empty_cells_are_passed_over() {
    let (names, rows) = read(b"\n\n\nid,n\n\n,\n1,a\n , \n2,b\n\n");
    assert_eq!(names, ["id", "n"]);
    assert_eq!(rows.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [7, 9]);
}

#[test]
fn a_title_above_the_header_is_no_header() {
    let text =
        "Stock list of 3 March\nall prices net,\n\nsku,name,price,stock\nA,Lamp,3.00,4\nB,Rug,5.00,1\n";
    let table = Table::from_bytes("t", text, &OpenOptions::default()).unwrap();
    assert_eq!(table.header().line(), 4);
    let forced = OpenOptions { header: HeaderAt::Line(5), ..OpenOptions::default() };
    let table = Table::from_bytes("t", text, &forced).unwrap();
    assert_eq!(table.header().names()[1], "Lamp");
    let absent = OpenOptions { header: HeaderAt::Line(50), ..OpenOptions::default() };
    assert!(Table::from_bytes("t", text, &absent).is_err());
}

#[test]
fn columns_without_names_are_numbered() {
    let nowhere = OpenOptions { header: HeaderAt::Nowhere, ..OpenOptions::default() };
    let mut table = Table::from_bytes("t", "A|3\nB|4\n", &nowhere).unwrap();
    assert_eq!(table.header().names(), ["column 1", "column 2"]);
    assert_eq!(table.next_row().unwrap().unwrap().get(0), "A");
}

#[test]
fn short_rows_are_filled_and_long_rows_are_told() {
    let mut table =
        Table::from_bytes("t", "a,b,c\n1\n1,2,3,\n1,2,3,4\n1,2,3\n", &OpenOptions::default()).unwrap();
    let rows: Vec<Row> = table.by_ref().map(Result::unwrap).collect();
    assert_eq!((rows[0].get(0), rows[0].get(2)), ("1", ""));
    assert_eq!(rows[0].problem(), None);
    assert_eq!(rows[1].problem(), None, "an empty cell too many is nothing");
    let problem = rows[2].problem().unwrap();
    assert_eq!((problem.line, problem.value.as_str()), (4, "4"));
    assert_eq!(rows[3].problem(), None);
}

#[test]
fn a_file_cut_off_within_its_last_row_says_so() {
    let mut table = Table::from_bytes("t", "a,b,c\n1,2,3\n4,5", &OpenOptions::default()).unwrap();
    assert!(table.next_row().unwrap().unwrap().problem().is_none());
    let cut = table.next_row().unwrap().unwrap();
    assert!(cut.problem().unwrap().reason.contains("ends in the middle"));
}

#[test]
fn an_open_quotation_mark_is_told_with_its_lines() {
    let mut table =
        Table::from_bytes("t", "a,b\n1,2\n3,\"open\n5,6\n7,8\n", &OpenOptions::default()).unwrap();
    table.next_row().unwrap();
    let row = table.next_row().unwrap().unwrap();
    assert!(row.problem().unwrap().reason.contains("lines 3 to"), "{:?}", row.problem());
    assert!(table.next_row().unwrap().is_none());
}

#[test]
fn quotes_are_text_in_files_that_never_quote() {
    let text = "id\ttitle\n1\t\"Best\" mug\n2\t5\" pipe\n3\t\"\n";
    let (_, rows) = read(text.as_bytes());
    assert_eq!(rows[0].1[1], "\"Best\" mug");
    assert_eq!(rows.len(), 3);
    let mut table = Table::from_bytes("t", "id\ttitle\n1\t\"whole\"\n", &OpenOptions::default()).unwrap();
    table.quotes_are_data().unwrap();
    assert_eq!(table.next_row().unwrap().unwrap().get(1), "\"whole\"");
}

#[test]
fn a_quoted_cell_across_the_end_of_the_sample_stays_quoted() {
    let mut text = "id\ttext\n".to_owned();
    while text.len() < 255 * 1024 {
        text.push_str("1\t\"one cell\nof two lines\"\n");
    }
    text.push_str("2\t\"");
    text.push_str(&"word ".repeat(1024));
    text.push_str("\"\n");
    let table = Table::from_bytes("t", text, &OpenOptions::default()).unwrap();
    assert!(table.dialect().quotes);
    assert_eq!(table.map(Result::unwrap).last().unwrap().get(1).len(), 5 * 1024);
}

#[test]
fn names_match_whatever_their_dress() {
    let header = Header::new(["\u{feff} Order  ID", "SKU\u{200b}", "Delivery", "delivery ", ""], 1);
    assert_eq!(header.find("order id"), Some(0));
    assert_eq!(header.find("sku"), Some(1));
    assert_eq!((header.nth("Delivery", 0), header.nth("Delivery", 1)), (Some(2), Some(3)));
    assert_eq!(header.find(""), None);
    assert_eq!(header.label(4), "column 5");
}

#[test]
fn peeking_and_rewinding_lose_nothing() {
    let mut table = Table::from_bytes("t", "a,b\n1,2\n3,4\n", &OpenOptions::default()).unwrap();
    assert_eq!(table.peek(1).unwrap().len(), 1);
    assert_eq!(table.next_row().unwrap().unwrap().line(), 2);
    assert_eq!(table.next_row().unwrap().unwrap().line(), 3);
    assert!(table.next_row().unwrap().is_none());
    table.rewind().unwrap();
    assert_eq!(table.count(), 2);
}
