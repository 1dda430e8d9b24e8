//! What a supplier agreed to after it has a purchase.

use stockless_core::confirmation::{Expectation, LONGEST_CONFIRM_HOURS, LONGEST_PAY_DAYS, PaidBy};
use stockless_core::day::Instant;
use stockless_core::id::SupplierId;
use stockless_store::following::ExpectationRow;

use crate::engine::Engine;
use crate::error::ApiError;
use crate::shapes::following::ExpectationShape;
use crate::shapes::shared::{ById, Done};

/// Addresses and domains of one supplier.
const MOST_SENDERS: usize = 50;

pub fn supplier_expectation(engine: &Engine, request: ById) -> Result<ExpectationShape, ApiError> {
    let id = SupplierId::new(request.id);
    let (row, look) = engine.read(|read| {
        read.supplier(id)?;
        Ok((read.expectation(id)?, read.returned_look(id)?))
    })?;
    Ok(ExpectationShape {
        supplier_id: request.id,
        confirm_hours: row.terms.confirm_hours,
        reply_confirms: row.reply_confirms,
        senders: row.senders,
        paid_by: row.terms.paid_by.word().to_owned(),
        pay_days: row.terms.pay_days,
        lapses: row.terms.lapses,
        files: row.files,
        files_folder: row.files_folder,
        looked_at: look.looked.map(Instant::iso),
        trouble: look.trouble,
    })
}

pub fn supplier_expectation_save(engine: &Engine, request: ExpectationShape) -> Result<Done, ApiError> {
    let id = SupplierId::new(request.supplier_id);
    let row = read_shape(&request)?;
    let now = engine.now();
    let undo = engine.write(move |write| {
        write.supplier(id)?;
        write.begin_action();
        write.save_expectation(id, &row)?;
        Ok(write.end_action("supplier", 1, now.ms())?)
    })?;
    engine.inner().background.wake();
    Ok(Done { count: 1, undo, id: Some(id.get()) })
}

fn read_shape(shape: &ExpectationShape) -> Result<ExpectationRow, ApiError> {
    let paid_by = PaidBy::from_word(&shape.paid_by).ok_or_else(|| {
        ApiError::invalid(format!("“{}” is not card, per_order or invoice.", shape.paid_by))
    })?;
    let within = |what: &str, value: Option<i64>, most: i64| match value {
        Some(value) if !(1..=most).contains(&value) => {
            Err(ApiError::invalid(format!("{what} is between 1 and {most}, and {value} is not.")))
        }
        value => Ok(value),
    };
    let confirm_hours =
        within("The time to confirm, in working hours,", shape.confirm_hours, LONGEST_CONFIRM_HOURS)?;
    let pay_days = within("The time to pay, in days,", shape.pay_days, LONGEST_PAY_DAYS)?;
    if !["", "folder", "sftp"].contains(&shape.files.as_str()) {
        return Err(ApiError::invalid(format!("“{}” is not folder or sftp.", shape.files)));
    }
    let files_folder = shape.files_folder.trim().to_owned();
    if !shape.files.is_empty() && files_folder.is_empty() {
        return Err(ApiError::invalid("Name the folder in which the supplier leaves its confirmations."));
    }
    if files_folder.chars().count() > 1_000 || files_folder.chars().any(char::is_control) {
        return Err(ApiError::invalid("A folder has 1,000 characters at most, on one line."));
    }
    Ok(ExpectationRow {
        terms: Expectation { confirm_hours, paid_by, pay_days, lapses: shape.lapses },
        reply_confirms: shape.reply_confirms,
        senders: senders(&shape.senders)?,
        files: shape.files.clone(),
        files_folder,
    })
}

fn senders(given: &[String]) -> Result<Vec<String>, ApiError> {
    let mut known: Vec<String> = Vec::new();
    for text in given.iter().map(|text| text.trim().to_lowercase()).filter(|text| !text.is_empty()) {
        let plain = text.chars().count() <= 254 && !text.chars().any(|c| c.is_control() || c.is_whitespace());
        let whole = text.rsplit_once('@').is_some_and(|(name, domain)| {
            domain.contains('.') && !domain.starts_with('.') && !name.contains('@')
        });
        if !plain || !whole {
            return Err(ApiError::invalid(format!(
                "“{}” is neither an address nor a domain; write orders@example.com or @example.com.",
                text.chars().take(80).collect::<String>()
            )));
        }
        if !known.contains(&text) {
            known.push(text);
        }
    }
    if known.len() > MOST_SENDERS {
        return Err(ApiError::invalid(format!("A supplier has {MOST_SENDERS} addresses at most.")));
    }
    Ok(known)
}
