//! What an import did, or would do, in words.

use serde_json::Value;

use crate::fields::{count, flag, list, number, text};
use crate::table::{Side, Table, shortened};
use crate::words;

/// Rows that are listed in the text. JSON has them all.
const LISTED: usize = 20;

/// What an import did.
pub fn done(what: &str, answer: &Value) -> String {
    let rejected = i64::try_from(list(answer, "rejected").len()).unwrap_or(i64::MAX);
    format!("{}{}", summed(what, answer, rejected), rows(answer, rejected))
}

/// What an import would do.
pub fn preview(what: &str, preview: &Value) -> String {
    let mut text_of = format!(
        "{}, {}{}.\n",
        recognised(what, preview),
        text(preview, "encoding"),
        match text(preview, "delimiter").as_str() {
            "" => String::new(),
            delimiter => format!(", separated by {delimiter}"),
        }
    );
    if !flag(preview, "recognised") {
        text_of.push_str(&columns(preview));
        text_of
            .push_str("\nThe columns of this file are not known. Say which is which: --map FIELD=COLUMN\n");
        return text_of;
    }
    let result = preview.get("result").unwrap_or(&Value::Null);
    let rejected = number(preview, "rejected_total");
    text_of.push_str("An import would do this:\n");
    text_of.push_str(&summed(what, result, rejected));
    text_of.push_str(&rows(result, rejected));
    text_of
}

fn recognised(what: &str, preview: &Value) -> String {
    match text(preview, "export").as_str() {
        "columns" => format!("A table of {what}, read by its columns"),
        same if same == what => format!("A table of {what}"),
        export => format!("An export of {export}"),
    }
}

fn columns(preview: &Value) -> String {
    let chosen = preview.get("choice").and_then(|choice| choice.get("columns"));
    let chosen = |field: &str| chosen.map_or_else(String::new, |columns| text(columns, field));
    let mut table = Table::new(&[("Field", Side::Left), ("Needed", Side::Left), ("Column", Side::Left)]);
    for field in list(preview, "fields") {
        let name = text(field, "name");
        let needed = if flag(field, "required") { "yes" } else { "" };
        table.row(vec![name.clone(), needed.to_owned(), chosen(&name)]);
    }
    let titles: Vec<String> = list(preview, "columns").iter().map(|column| text(column, "title")).collect();
    format!("Its columns: {}\n\n{}", titles.join(", "), table.render())
}

fn summed(what: &str, answer: &Value, rejected: i64) -> String {
    let (one, many) = words::things(what);
    let [read, added, changed, unchanged] =
        ["read", "added", "changed", "unchanged"].map(|name| number(answer, name));
    let mut line =
        format!("{} read: {added} new, {changed} changed, {unchanged} as known", count(read, one, many));
    if rejected > 0 {
        // One order may have several cells that cannot be used: what is told is orders, what is listed is cells.
        line.push_str(&format!(", {} not used", (read - added - changed - unchanged).max(1)));
    }
    line.push_str(".\n");
    line
}

fn rows(answer: &Value, rejected: i64) -> String {
    let mut out = String::new();
    let titles = [
        ("File", Side::Left),
        ("Line", Side::Right),
        ("Column", Side::Left),
        ("Value", Side::Left),
        ("Not used because", Side::Left),
        ("What to do", Side::Left),
    ];
    if rejected > 0 {
        let mut table = Table::new(&titles);
        for row in list(answer, "rejected").iter().take(LISTED) {
            table.row(cells(row));
        }
        out.push_str(&format!("\n{}{}", table.render(), more(rejected)));
    }
    let notes = list(answer, "notes");
    if !notes.is_empty() {
        out.push_str("\nRemarks, nothing to do:\n");
        for note in notes.iter().take(LISTED) {
            let place = format!("{} {} {}", text(note, "file"), line(note), text(note, "value"));
            out.push_str(&format!(
                "  {}: {}\n",
                place.split_whitespace().collect::<Vec<_>>().join(" "),
                text(note, "reason")
            ));
        }
        out.push_str(&more(i64::try_from(notes.len()).unwrap_or(0)));
    }
    out
}

fn cells(row: &Value) -> Vec<String> {
    vec![
        shortened(&text(row, "file"), 32),
        line(row),
        text(row, "column"),
        shortened(&text(row, "value"), 24),
        text(row, "reason"),
        text(row, "fix"),
    ]
}

fn line(row: &Value) -> String {
    match number(row, "line") {
        0 => String::new(),
        line => line.to_string(),
    }
}

fn more(all: i64) -> String {
    let listed = i64::try_from(LISTED).unwrap_or(0);
    if all > listed { format!("and {} more; --json lists them\n", all - listed) } else { String::new() }
}
