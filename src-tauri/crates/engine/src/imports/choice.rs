//! Choices of columns: between the shape that the interface edits and the maps that readers follow.

use std::collections::BTreeMap;

use stockless_connect::catalogue;
use stockless_connect::columns::{self, DayOrder, DecimalSign, OrderField, Take};
use stockless_core::money::AmountFormat;

use crate::error::ApiError;
use crate::shapes::imports::{ColumnChoice, FieldShape};

fn word<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

fn from_word<T: serde::de::DeserializeOwned>(what: &str, text: &str) -> Result<T, ApiError> {
    serde_json::from_value(text.into()).map_err(|_| ApiError::invalid(format!("“{text}” is not a {what}.")))
}

fn takes(choice: &ColumnChoice) -> BTreeMap<String, Take> {
    let columns = choice.columns.iter().filter(|(_, name)| !name.is_empty());
    let constants = choice.constants.iter().filter(|(_, value)| !value.is_empty());
    columns
        .map(|(field, name)| (field.clone(), Take::column(name)))
        .chain(constants.map(|(field, value)| (field.clone(), Take::constant(value))))
        .collect()
}

fn split<'a>(fields: impl Iterator<Item = (String, &'a Take)>) -> ColumnChoice {
    let mut choice = ColumnChoice::default();
    for (field, take) in fields {
        match take {
            Take::Column { name, .. } => choice.columns.insert(field, name.clone()),
            Take::Constant { value } => choice.constants.insert(field, value.clone()),
        };
    }
    choice
}

fn decimal_sign(choice: &ColumnChoice) -> Result<Option<DecimalSign>, ApiError> {
    if choice.decimal_sign.is_empty() {
        Ok(None)
    } else {
        from_word("decimal sign", &choice.decimal_sign).map(Some)
    }
}

/// True when a choice says which column is which; it may also only say how days and amounts are written.
pub fn names_columns(choice: &ColumnChoice) -> bool {
    !takes(choice).is_empty()
}

/// The sign before the decimals, if it was chosen.
pub fn amount_format(choice: &ColumnChoice) -> Result<Option<AmountFormat>, ApiError> {
    Ok(decimal_sign(choice)?.map(|sign| match sign {
        DecimalSign::Point => AmountFormat::Point,
        DecimalSign::Comma => AmountFormat::Comma,
    }))
}

/// The order of day and month, if it was chosen.
pub fn day_order(choice: &ColumnChoice) -> Result<Option<DayOrder>, ApiError> {
    if choice.day_order.is_empty() { Ok(None) } else { from_word("day order", &choice.day_order).map(Some) }
}

/// A map of an order table.
pub fn order_map(choice: &ColumnChoice) -> Result<columns::ColumnMap, ApiError> {
    let mut map = columns::ColumnMap::default();
    for (field, take) in takes(choice) {
        map.fields.insert(from_word::<OrderField>("field of an order", &field)?, take);
    }
    map.decimal_sign = decimal_sign(choice)?;
    if let Some(order) = day_order(choice)? {
        map.day_order = order;
    }
    Ok(map)
}

/// The choice that an order map stands for.
pub fn order_choice(map: &columns::ColumnMap) -> ColumnChoice {
    let mut choice = split(map.fields.iter().map(|(field, take)| (field.word().to_owned(), take)));
    choice.decimal_sign = map.decimal_sign.map(|sign| word(&sign)).unwrap_or_default();
    choice.day_order = chosen_order(map.day_order);
    choice
}

/// A map of a catalogue table.
pub fn catalogue_map(choice: &ColumnChoice) -> Result<catalogue::ColumnMap, ApiError> {
    let mut map = catalogue::ColumnMap { fields: takes(choice), ..catalogue::ColumnMap::default() };
    map.decimal_sign = decimal_sign(choice)?;
    if let Some(order) = day_order(choice)? {
        map.day_order = order;
    }
    Ok(map)
}

/// The choice that a catalogue map stands for.
pub fn catalogue_choice(map: &catalogue::ColumnMap) -> ColumnChoice {
    let mut choice = split(map.fields.iter().map(|(field, take)| (field.clone(), take)));
    choice.decimal_sign = map.decimal_sign.map(|sign| word(&sign)).unwrap_or_default();
    choice.day_order = chosen_order(map.day_order);
    choice
}

fn chosen_order(order: DayOrder) -> String {
    if order == DayOrder::default() { String::new() } else { word(&order) }
}

/// Fields of an order table.
pub fn order_fields() -> Vec<FieldShape> {
    let required = [OrderField::OrderNumber, OrderField::Placed];
    OrderField::ALL
        .iter()
        .map(|field| FieldShape { name: field.word().to_owned(), required: required.contains(field) })
        .collect()
}

/// Fields of a catalogue table.
pub fn catalogue_fields(kind: catalogue::Kind) -> Vec<FieldShape> {
    kind.fields()
        .iter()
        .map(|field| FieldShape {
            name: field.key.to_owned(),
            required: field.presence == columns::Presence::Required,
        })
        .collect()
}
