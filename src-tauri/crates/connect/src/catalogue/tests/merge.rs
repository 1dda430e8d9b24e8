use super::super::line::Line;
use super::super::merge::{Merging, read_within};
use super::super::source::Source;
use super::*;

/// Collects the lines of each supplier.
struct Lines;

impl Merging for Lines {
    type Record = Vec<u64>;
    const BY: &'static str = "supplier";

    fn key(&self, line: &Line<'_>) -> String {
        line.peek("name").to_owned()
    }

    fn build(&self, line: &mut Line<'_>) -> Option<Vec<u64>> {
        Some(vec![line.number()])
    }

    fn merge(&self, record: &mut Vec<u64>, further: Vec<u64>, _first: u64, _line: &mut Line<'_>) {
        record.extend(further);
    }
}

fn collect(content: &str, limit: usize) -> Result<Vec<Vec<u64>>, CatalogueError> {
    let mut source = Source::open(text(content), Kind::Suppliers, None, &Options::default())?;
    let mut found = Vec::new();
    read_within(&mut source, &Lines, limit, &mut |item| {
        if let Item::Read { record, .. } = item {
            found.push(record);
        }
        ControlFlow::Continue(())
    })?;
    Ok(found)
}

#[test]
fn a_record_is_given_out_with_its_last_row_however_its_rows_are_scattered() {
    let found = collect("supplier,city\nA,x\nB,x\nA,x\nC,x\nB,x\n", 10_000).unwrap();
    assert_eq!(found, [vec![2, 4], vec![5], vec![3, 6]]);
}

#[test]
fn a_sorted_file_of_any_length_is_read_and_a_scattered_one_only_up_to_the_limit() {
    let row = |number: usize| format!("Supplier {number},x\n");
    let sorted: String = (0..200).map(|number| row(number / 2)).collect();
    let scattered: String = (0..200).map(|number| row(number % 100)).collect();
    let header = "supplier,city\n";
    assert_eq!(collect(&format!("{header}{sorted}"), 2_000).unwrap().len(), 100);
    let error = collect(&format!("{header}{scattered}"), 2_000).unwrap_err();
    assert!(error.to_string().contains("sort it by supplier"), "{error}");
    assert_eq!(collect(&format!("{header}{scattered}"), 100_000).unwrap().len(), 100);
}
