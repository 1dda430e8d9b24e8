//! Reading the engine's answers field by field. What is absent reads as empty: a text for people has no place for it.

use serde_json::Value;

use crate::table::plain;

/// A text field; empty where it is absent or no text. Control characters from outside do not reach the terminal.
pub fn text(value: &Value, name: &str) -> String {
    plain(value.get(name).and_then(Value::as_str).unwrap_or_default())
}

/// A whole number; 0 where it is absent.
pub fn number(value: &Value, name: &str) -> i64 {
    value.get(name).and_then(Value::as_i64).unwrap_or(0)
}

/// True where the field says so.
pub fn flag(value: &Value, name: &str) -> bool {
    value.get(name).and_then(Value::as_bool).unwrap_or(false)
}

/// A list; empty where it is absent.
pub fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// An amount as `12.34 EUR`; empty where it is not known.
pub fn amount(value: &Value, name: &str) -> String {
    let Some(amount) = value.get(name).filter(|amount| amount.is_object()) else { return String::new() };
    format!("{} {}", text(amount, "amount"), text(amount, "currency"))
}

/// The day of a time in UTC, `2026-03-09`; empty where it is not known.
pub fn day(value: &Value, name: &str) -> String {
    text(value, name).chars().take(10).collect()
}

/// “1 order”, “3 orders”.
pub fn count(number: i64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
