//! The directory of suppliers.

mod template;

use rust_decimal::Decimal;
use stockless_core::id::SupplierId;
use stockless_core::money::{AmountFormat, Currency, Money, Rounding, parse_decimal};
use stockless_core::place::{Country, Zone};
use stockless_core::supplier::{Channel, ShippingRate, Standing, SupplierKind};
use stockless_store::suppliers::SupplierRow as Row;
use stockless_store::{Read, Write};

use super::workspace::parse_currency;
use crate::context::Context;
use crate::engine::Engine;
use crate::error::ApiError;
use crate::shapes::shared::{ById, Done, Page};
use crate::shapes::suppliers::{
    ShippingRateShape, SupplierDetail, SupplierRow, SupplierShape, SuppliersRequest,
};

pub(crate) use template::{read as read_template, standard as standard_template};

const NINETY_DAYS_MS: i64 = 90 * 86_400_000;

pub fn suppliers(engine: &Engine, request: SuppliersRequest) -> Result<Page<SupplierRow>, ApiError> {
    let search = request.search.unwrap_or_default().to_lowercase();
    engine.with_context(|context| {
        let mut rows = Vec::new();
        for row in context.read().suppliers()? {
            let fits = request.kind.as_deref().is_none_or(|kind| kind == row.kind.word())
                && request.standing.as_deref().is_none_or(|standing| standing == row.standing.word())
                && (search.is_empty()
                    || row.name.to_lowercase().contains(&search)
                    || row.city.to_lowercase().contains(&search));
            if fits {
                rows.push(directory_row(context, &row)?);
            }
        }
        Ok(Page { total: i64::try_from(rows.len()).unwrap_or(0), rows, next: None })
    })
}

fn directory_row(context: &Context<'_>, row: &Row) -> Result<SupplierRow, ApiError> {
    let since = context.now.plus_ms(-NINETY_DAYS_MS).ms();
    let figures = context.read().supplier_figures(SupplierId::new(row.id), since)?;
    Ok(SupplierRow {
        id: row.id,
        name: row.name.clone(),
        kind: row.kind.word().to_owned(),
        standing: row.standing.word().to_owned(),
        city: row.city.clone(),
        country: row.country.clone(),
        currency: row.currency.to_string(),
        channel: row.channel.word().to_owned(),
        offers: figures.offers,
        purchases_90: figures.purchases,
        delivered_90: figures.delivered,
        on_time_90: figures.on_time,
        open: figures.open,
    })
}

pub fn supplier(engine: &Engine, request: ById) -> Result<SupplierDetail, ApiError> {
    let id = SupplierId::new(request.id);
    engine.with_context(|context| {
        let read = context.read();
        let row = read.supplier(id)?;
        let since = context.now.plus_ms(-NINETY_DAYS_MS).ms();
        Ok(SupplierDetail {
            row: directory_row(context, &row)?,
            folder: engine.folder().join(crate::forwarding::folder(&row)).display().to_string(),
            days_to_door: read.days_to_door(id, since)?,
            supplier: shape(read, &row)?,
        })
    })
}

fn shape(read: &Read<'_>, row: &Row) -> Result<SupplierShape, ApiError> {
    let plain = |value: Decimal| if value.is_zero() { String::new() } else { value.normalize().to_string() };
    let shipping = read
        .shipping_of(SupplierId::new(row.id))?
        .into_iter()
        .map(|rate| ShippingRateShape {
            zone: rate.zone.code(),
            service: rate.service,
            first: rate.first.to_string(),
            additional: rate.additional.to_string(),
            days_min: rate.days_min,
            days_max: rate.days_max,
        })
        .collect();
    Ok(SupplierShape {
        id: Some(row.id),
        name: row.name.clone(),
        kind: row.kind.word().to_owned(),
        standing: row.standing.word().to_owned(),
        city: row.city.clone(),
        country: row.country.clone(),
        currency: row.currency.to_string(),
        website: row.website.clone(),
        contact: row.contact.clone(),
        email: row.email.clone(),
        phone: row.phone.clone(),
        account_number: row.account_number.clone(),
        notes: row.notes.clone(),
        channel: row.channel.word().to_owned(),
        folder: row.folder.clone(),
        folder_is_collected: row.folder_is_collected,
        order_fee: plain(row.order_fee),
        minimum_order: row
            .minimum_order_minor
            .map(|minor| Money::from_minor(minor, row.currency).decimal().to_string())
            .unwrap_or_default(),
        shipping,
        template: template::shape(&row.template),
    })
}

pub(crate) fn decimal(what: &str, text: &str) -> Result<Decimal, ApiError> {
    if text.trim().is_empty() {
        return Ok(Decimal::ZERO);
    }
    let value = parse_decimal(text, AmountFormat::Point)
        .map_err(|error| ApiError::invalid(format!("The {what} “{text}” cannot be used: {error}.")))?;
    if value.is_sign_negative() {
        return Err(ApiError::invalid(format!("The {what} “{text}” is below zero.")));
    }
    Ok(value)
}

fn word<T>(what: &str, text: &str, read: fn(&str) -> Option<T>) -> Result<T, ApiError> {
    read(text).ok_or_else(|| ApiError::invalid(format!("“{text}” is not a {what}.")))
}

pub(super) fn zone(text: &str) -> Result<Zone, ApiError> {
    text.parse::<Zone>().map_err(|error| ApiError::invalid(format!("{error}.")))
}

pub fn supplier_save(engine: &Engine, request: SupplierShape) -> Result<Done, ApiError> {
    let (row, shipping) = supplier_row(&request)?;
    let now = engine.now();
    let (id, undo) = engine.write(move |write| {
        write.begin_action();
        let id = write.save_supplier(&row, &shipping)?;
        mark_supplier(write, id)?;
        let undo = write.end_action("supplier", 1, now.ms())?;
        Ok((id, undo))
    })?;
    engine.refresh_marked()?;
    Ok(Done { count: 1, undo, id: Some(id.get()) })
}

/// Marks the orders that a supplier's terms concern.
pub(crate) fn mark_supplier(write: &Write<'_>, id: SupplierId) -> Result<(), ApiError> {
    for product in write.products_of_supplier(id)? {
        write.mark_product(product)?;
    }
    Ok(())
}

pub(crate) fn supplier_row(request: &SupplierShape) -> Result<(Row, Vec<ShippingRate>), ApiError> {
    let name = request.name.trim();
    if name.is_empty() || name.chars().count() > 120 {
        return Err(ApiError::invalid("A supplier needs a name of 1 to 120 characters."));
    }
    let currency = parse_currency(&request.currency)?;
    let country = request.country.trim();
    if !country.is_empty() && Country::from_code(country).is_none() {
        return Err(ApiError::invalid(format!("“{country}” is not a two-letter country code.")));
    }
    let channel = word("way to send orders", &request.channel, Channel::from_word)?;
    let minimum = decimal("smallest order", &request.minimum_order)?;
    let mut shipping = Vec::new();
    for rate in &request.shipping {
        let zone = zone(&rate.zone)?;
        if rate.days_min < 0 || rate.days_max < rate.days_min {
            return Err(ApiError::invalid(format!(
                "The days for {} do not run from less to more.",
                zone.code()
            )));
        }
        if shipping.iter().any(|known: &ShippingRate| known.zone == zone) {
            return Err(ApiError::invalid(format!("{} has two shipping rates.", zone.code())));
        }
        shipping.push(ShippingRate {
            zone,
            service: rate.service.trim().to_owned(),
            first: decimal("shipping cost", &rate.first)?,
            additional: decimal("shipping cost", &rate.additional)?,
            days_min: rate.days_min,
            days_max: rate.days_max,
        });
    }
    let text = |text: &str| text.trim().to_owned();
    let row = Row {
        id: request.id.unwrap_or(0),
        name: name.to_owned(),
        kind: word("kind of supplier", &request.kind, SupplierKind::from_word)?,
        standing: word("standing", &request.standing, Standing::from_word)?,
        city: text(&request.city),
        country: country.to_uppercase(),
        currency,
        website: text(&request.website),
        contact: text(&request.contact),
        email: text(&request.email),
        phone: text(&request.phone),
        account_number: text(&request.account_number),
        notes: request.notes.clone(),
        channel,
        folder: text(&request.folder),
        folder_is_collected: request.folder_is_collected,
        order_fee: decimal("order fee", &request.order_fee)?,
        minimum_order_minor: if minimum.is_zero() {
            None
        } else {
            Some(Money::from_decimal(minimum, currency, Rounding::HalfUp)?.minor())
        },
        template: read_template(&request.template)?,
    };
    Ok((row, shipping))
}

/// Currency of a supplier, for offers that name none.
pub(crate) fn currency_of(read: &Read<'_>, id: SupplierId) -> Result<Currency, ApiError> {
    Ok(read.supplier(id)?.currency)
}
