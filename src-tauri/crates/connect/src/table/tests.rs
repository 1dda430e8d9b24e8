use super::*;

mod corpus;
mod dialects;
mod encodings;
mod hostile;

/// Names and rows of a text, each row with its line.
fn read(bytes: &[u8]) -> (Vec<String>, Vec<(u64, Vec<String>)>) {
    let mut table = Table::from_bytes("test.csv", bytes, &OpenOptions::default()).unwrap();
    let mut rows = Vec::new();
    while let Some(row) = table.next_row().unwrap() {
        rows.push((row.line(), row.cells().map(str::to_owned).collect()));
    }
    (table.header().names().to_vec(), rows)
}

fn refusal(bytes: &[u8]) -> String {
    match Table::from_bytes("test.csv", bytes, &OpenOptions::default()) {
        Err(error) => error.to_string(),
        Ok(mut table) => loop {
            match table.next_row() {
                Ok(Some(_)) => {}
                Ok(None) => return String::new(),
                Err(error) => return error.to_string(),
            }
        },
    }
}
