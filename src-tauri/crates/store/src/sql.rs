//! Turning stored words and numbers back into types, with an error that names what could not be read.

use rusqlite::types::{FromSql, FromSqlError, ToSql, ToSqlOutput, Type, ValueRef};
use rust_decimal::Decimal;
use stockless_core::day::Day;
use stockless_core::money::Currency;

use crate::open::StoreError;

/// A stored word as a value of a closed list.
pub(crate) fn word<T>(what: &'static str, text: &str, read: fn(&str) -> Option<T>) -> Result<T, StoreError> {
    read(text).ok_or_else(|| StoreError::Unreadable { what, value: text.to_owned() })
}

/// A stored currency code.
pub(crate) fn currency(text: &str) -> Result<Currency, StoreError> {
    text.parse().map_err(|_| StoreError::Unreadable { what: "currency", value: text.to_owned() })
}

/// A stored decimal.
pub(crate) fn decimal(what: &'static str, text: &str) -> Result<Decimal, StoreError> {
    text.parse().map_err(|_| StoreError::Unreadable { what, value: text.to_owned() })
}

/// A stored day.
pub(crate) fn day(number: i32) -> Result<Day, StoreError> {
    Day::from_number(number).ok_or_else(|| StoreError::Unreadable { what: "day", value: number.to_string() })
}

/// A value kept as JSON text.
pub(crate) struct Json<T>(pub T);

impl<T: serde::de::DeserializeOwned> FromSql for Json<T> {
    fn column_result(value: ValueRef<'_>) -> Result<Self, FromSqlError> {
        serde_json::from_str(value.as_str()?).map(Self).map_err(|error| FromSqlError::Other(Box::new(error)))
    }
}

impl<T: serde::Serialize> ToSql for Json<T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let text = serde_json::to_string(&self.0)
            .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
        Ok(ToSqlOutput::from(text))
    }
}

/// An error of ours inside a row closure, carried through rusqlite.
pub(crate) fn inside(error: StoreError) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(error))
}
