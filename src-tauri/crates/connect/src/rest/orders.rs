//! Orders in a supplier's answers.

use serde_json::Value;
use stockless_core::day::Instant;

use super::description::{Orders, TimeFormat};
use super::lines;
use super::pointer::{Pointer, scalar, usable_id};
use super::trace::plain;
use crate::placing::Theirs;

/// Reads one order. The error says what cannot be read and names no value.
pub(super) fn read(orders: &Orders, value: &Value) -> Result<Theirs, String> {
    let state = state(orders, value);
    Ok(Theirs {
        id: id(&orders.id, value)?,
        reference: reference(orders, value)?,
        cancelled: is_cancelled(orders, &state),
        draft: is_draft(orders, &state),
        state,
        placed: placed(orders, value),
        lines: lines::said(orders.lines.as_ref(), value),
    })
}

/// An order's number.
pub(super) fn id(at: &Pointer, value: &Value) -> Result<String, String> {
    let id = at.text(value).filter(|id| usable_id(id));
    id.ok_or_else(|| format!("there is no order number at {}", at.as_str()))
}

/// Our reference; empty where there is none. Something else in its place makes the order unreadable: it could be ours.
pub(super) fn reference(orders: &Orders, value: &Value) -> Result<String, String> {
    let Some(at) = &orders.reference else { return Ok(String::new()) };
    match at.get(value) {
        None | Some(Value::Null) => Ok(String::new()),
        Some(found) => scalar(found).ok_or_else(|| format!("the reference at {} is no text", at.as_str())),
    }
}

/// The supplier's word for where the order stands, on one line.
pub(super) fn state(orders: &Orders, value: &Value) -> String {
    let state = orders.state.as_ref().and_then(|at| at.text(value)).unwrap_or_default();
    plain(&state).chars().take(100).collect()
}

pub(super) fn is_cancelled(orders: &Orders, state: &str) -> bool {
    orders.cancelled.iter().any(|word| word == state)
}

/// A state that says that nothing is sent before it is confirmed.
pub(super) fn is_draft(orders: &Orders, state: &str) -> bool {
    orders.drafts.iter().any(|word| word == state)
}

fn placed(orders: &Orders, value: &Value) -> Option<Instant> {
    let found = orders.placed.as_ref()?.get(value)?;
    match orders.placed_format {
        TimeFormat::Rfc3339 => Instant::from_iso(found.as_str()?),
        TimeFormat::Seconds => Some(Instant::from_ms(whole(found)?.checked_mul(1000)?)),
        TimeFormat::Milliseconds => Some(Instant::from_ms(whole(found)?)),
    }
}

fn whole(value: &Value) -> Option<i64> {
    scalar(value)?.parse().ok()
}

impl TimeFormat {
    /// A time as the supplier writes it.
    pub(super) fn write(self, at: Instant) -> String {
        match self {
            Self::Rfc3339 => at.iso(),
            Self::Seconds => at.ms().div_euclid(1000).to_string(),
            Self::Milliseconds => at.ms().to_string(),
        }
    }
}
