//! Bundles that are bought in parts.

use stockless_store::Write;

use crate::assess::OpenLine;
use crate::error::ApiError;

/// Settles which parts the lines are made of, before the first of them is bought. What is bought already settled it.
pub fn settle(write: &Write<'_>, open: &[OpenLine]) -> Result<(), ApiError> {
    for (index, line) in open.iter().enumerate() {
        let is_first = !open.iter().take(index).any(|other| other.line.id == line.line.id);
        if !is_first || !write.held_parts(line.line.id)?.is_empty() {
            continue;
        }
        let of_line = open.iter().filter(|other| other.line.id == line.line.id);
        let parts: Vec<&str> =
            of_line.map(|other| other.part.as_str()).filter(|part| !part.is_empty()).collect();
        if !(parts.is_empty() && write.parts_of(line.line.id)?.is_empty()) {
            write.settle_parts(line.line.id, &parts)?;
        }
    }
    Ok(())
}
