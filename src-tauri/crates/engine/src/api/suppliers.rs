//! The directory, offers, products and mappings.

mod template;

use rust_decimal::Decimal;
use stockless_core::id::{MappingId, OfferId, ProductId, SupplierId};
use stockless_core::money::{AmountFormat, Currency, Money, Rounding, parse_decimal};
use stockless_core::place::{Country, Zone};
use stockless_core::supplier::{Channel, Offer, PriceTier, ShippingRate, Standing, SupplierKind};
use stockless_store::offers::OfferRow;
use stockless_store::products::{MappingRow, ProductRow as Product};
use stockless_store::suppliers::SupplierRow as Row;
use stockless_store::{Read, Write};

use super::workspace::parse_currency;
use super::{id_key, page_size};
use crate::context::Context;
use crate::engine::Engine;
use crate::error::ApiError;
use crate::shapes::shared::{ById, Done, Page};
use crate::shapes::suppliers::{
    MappingShape, OfferMatch, OfferShape, OffersRequest, PartRename, PriceShape, ProductRow, ProductsRequest,
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

fn zone(text: &str) -> Result<Zone, ApiError> {
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

pub fn offers(engine: &Engine, request: OffersRequest) -> Result<Page<OfferShape>, ApiError> {
    let (after, limit) = (id_key(request.key.as_deref(), 0)?, page_size(request.limit));
    let supplier = request.supplier_id.map(SupplierId::new);
    let search = request.search.unwrap_or_default();
    engine.read(|read| {
        let found = read.offers(supplier, &search, after, limit)?;
        let full = i64::try_from(found.len()).unwrap_or(0) == limit;
        let next = full.then(|| found.last().map(|row| row.offer.id.to_string())).flatten();
        let rows = found.iter().map(offer_shape).collect();
        Ok(Page { total: read.offers_total(supplier, &search)?, rows, next })
    })
}

fn offer_shape(row: &OfferRow) -> OfferShape {
    let offer = &row.offer;
    OfferShape {
        id: Some(offer.id.get()),
        supplier_id: offer.supplier.get(),
        supplier: row.supplier.clone(),
        supplier_sku: offer.supplier_sku.clone(),
        title: offer.title.clone(),
        currency: offer.currency.to_string(),
        stock: offer.stock,
        low_at: offer.low_at,
        stock_at: row.stock_ms.map(|ms| stockless_core::day::Instant::from_ms(ms).iso()),
        lead_days: offer.lead_days,
        min_quantity: offer.min_quantity,
        prices: offer
            .prices
            .iter()
            .map(|tier| PriceShape {
                zone: tier.zone.code(),
                min_quantity: tier.min_quantity,
                unit_cost: tier.unit_cost.to_string(),
            })
            .collect(),
        mapped: row.mapped,
    }
}

pub fn offer_save(engine: &Engine, request: OfferShape) -> Result<Done, ApiError> {
    let offer = offer(&request)?;
    let now = engine.now();
    let (id, undo) = engine.write(move |write| {
        write.supplier(offer.supplier)?;
        write.begin_action();
        let id = write.save_offer(&offer, now.ms())?;
        mark_offer(write, id)?;
        Ok((id, write.end_action("offer", 1, now.ms())?))
    })?;
    engine.refresh_marked()?;
    Ok(Done { count: 1, undo, id: Some(id.get()) })
}

/// Marks the orders that an offer concerns.
pub(crate) fn mark_offer(write: &Write<'_>, id: OfferId) -> Result<(), ApiError> {
    for product in write.products_of_offer(id)? {
        write.mark_product(product)?;
    }
    Ok(())
}

fn offer(request: &OfferShape) -> Result<Offer, ApiError> {
    let sku = request.supplier_sku.trim();
    if sku.is_empty() || sku.chars().count() > 200 {
        return Err(ApiError::invalid("An offer needs the supplier's SKU, 1 to 200 characters."));
    }
    let below_none = |units: Option<i64>| units.is_some_and(|units| units < 0);
    if below_none(request.stock)
        || below_none(request.low_at)
        || request.lead_days < 0
        || request.min_quantity < 1
    {
        return Err(ApiError::invalid("Stock and days are 0 or more, the fewest units sold 1 or more."));
    }
    if request.prices.is_empty() {
        return Err(ApiError::invalid(format!("{sku} needs a unit cost.")));
    }
    let mut prices: Vec<PriceTier> = Vec::new();
    for price in &request.prices {
        let (zone, min_quantity) = (zone(&price.zone)?, price.min_quantity);
        if min_quantity < 1 {
            return Err(ApiError::invalid("A price holds from 1 unit on, or from more."));
        }
        if prices.iter().any(|known| known.zone == zone && known.min_quantity == min_quantity) {
            return Err(ApiError::invalid(format!(
                "{sku} has two costs for {} from {min_quantity} on.",
                zone.code()
            )));
        }
        if price.unit_cost.trim().is_empty() {
            return Err(ApiError::invalid(format!("{sku} has a price without an amount.")));
        }
        prices.push(PriceTier { zone, min_quantity, unit_cost: decimal("unit cost", &price.unit_cost)? });
    }
    Ok(Offer {
        id: OfferId::new(request.id.unwrap_or(0)),
        supplier: SupplierId::new(request.supplier_id),
        supplier_sku: sku.to_owned(),
        title: request.title.trim().to_owned(),
        currency: parse_currency(&request.currency)?,
        stock: request.stock,
        low_at: request.low_at,
        lead_days: request.lead_days,
        min_quantity: request.min_quantity,
        prices,
    })
}

pub fn offer_remove(engine: &Engine, request: ById) -> Result<Done, ApiError> {
    let id = OfferId::new(request.id);
    let now = engine.now();
    let undo = engine.write(move |write| {
        let products = write.products_of_offer(id)?;
        write.begin_action();
        write.remove_offer(id)?;
        for product in products {
            write.mark_product(product)?;
        }
        Ok(write.end_action("offer", 1, now.ms())?)
    })?;
    engine.refresh_marked()?;
    Ok(Done { count: 1, undo, id: None })
}

pub fn products(engine: &Engine, request: ProductsRequest) -> Result<Page<ProductRow>, ApiError> {
    let (after, limit) = (id_key(request.key.as_deref(), 0)?, page_size(request.limit));
    let search = request.search.unwrap_or_default();
    engine.read(|read| {
        let found = read.products(&search, request.unmapped, after, limit)?;
        let full = i64::try_from(found.len()).unwrap_or(0) == limit;
        let next = full.then(|| found.last().map(|row| row.id.to_string())).flatten();
        let rows = found.iter().map(|row| product_row(read, row)).collect::<Result<_, ApiError>>()?;
        Ok(Page { total: read.products_total(&search, request.unmapped)?, rows, next })
    })
}

fn product_row(read: &Read<'_>, row: &Product) -> Result<ProductRow, ApiError> {
    let mut mappings = Vec::new();
    for mapping in read.mappings_of(row.id)? {
        let offer = read.offer(mapping.offer)?;
        mappings.push(MappingShape {
            id: Some(mapping.id),
            product_id: row.id.get(),
            zone: mapping.zone.code(),
            rank: mapping.rank,
            offer_id: mapping.offer.get(),
            factor: mapping.factor,
            part: mapping.part,
            supplier: offer.supplier,
            supplier_sku: offer.offer.supplier_sku,
        });
    }
    Ok(ProductRow {
        id: row.id.get(),
        sku: row.sku.clone(),
        title: row.title.clone(),
        open_units: row.open_units,
        mappings,
    })
}

pub fn offer_matches(engine: &Engine, request: ById) -> Result<Page<OfferMatch>, ApiError> {
    engine.with_context(|context| {
        let read = context.read();
        let product = read.product(ProductId::new(request.id))?;
        let mut rows = Vec::new();
        for (id, likeness) in likely_offers(context, &product.sku, &product.title, 20)? {
            rows.push(OfferMatch { offer: offer_shape(&read.offer(id)?), likeness });
        }
        Ok(Page { total: i64::try_from(rows.len()).unwrap_or(0), rows, next: None })
    })
}

/// Offers whose SKU or title is like a product's, best first, with a likeness of 0 to 100.
pub(crate) fn likely_offers(
    context: &Context<'_>,
    sku: &str,
    title: &str,
    most: usize,
) -> Result<Vec<(OfferId, i64)>, ApiError> {
    let mut found: Vec<(OfferId, i64)> = context
        .read()
        .offer_names()?
        .into_iter()
        .map(|(id, offer_sku, offer_title)| {
            (id, stockless_core::likeness::of(sku, title, &offer_sku, &offer_title))
        })
        .filter(|(_, likeness)| *likeness >= 30)
        .collect();
    found.sort_by_key(|(id, likeness)| (std::cmp::Reverse(*likeness), *id));
    found.truncate(most);
    Ok(found)
}

pub fn mapping_save(engine: &Engine, request: MappingShape) -> Result<Done, ApiError> {
    if request.rank < 1 || request.factor < 1 {
        return Err(ApiError::invalid("Rank and factor are 1 or more."));
    }
    let row = MappingRow {
        id: request.id.unwrap_or(0),
        product: ProductId::new(request.product_id),
        zone: zone(&request.zone)?,
        rank: request.rank,
        offer: OfferId::new(request.offer_id),
        factor: request.factor,
        part: request.part,
    };
    let now = engine.now();
    let (id, undo) = engine.write(move |write| {
        write.product(row.product)?;
        write.offer(row.offer)?;
        write.begin_action();
        let id = write.save_mapping(&row)?;
        write.mark_product(row.product)?;
        write.mark_uncosted(row.product)?;
        let undo = write.end_action("mapping", 1, now.ms())?;
        Ok((id, undo))
    })?;
    engine.refresh_marked()?;
    Ok(Done { count: 1, undo, id: Some(id.get()) })
}

pub fn part_rename(engine: &Engine, request: PartRename) -> Result<Done, ApiError> {
    let (product, zone) = (ProductId::new(request.product_id), zone(&request.zone)?);
    let now = engine.now();
    let (count, undo) = engine.write(move |write| {
        write.product(product)?;
        write.begin_action();
        let count = write.rename_part(product, zone, &request.from, &request.to)?;
        write.mark_product(product)?;
        Ok((count, write.end_action("mapping", count, now.ms())?))
    })?;
    engine.refresh_marked()?;
    Ok(Done { count, undo, id: None })
}

pub fn mapping_remove(engine: &Engine, request: ById) -> Result<Done, ApiError> {
    let id = MappingId::new(request.id);
    let now = engine.now();
    let undo = engine.write(move |write| {
        let mapping = write.mapping(id)?;
        write.begin_action();
        write.remove_mapping(id)?;
        write.mark_product(mapping.product)?;
        Ok(write.end_action("mapping", 1, now.ms())?)
    })?;
    engine.refresh_marked()?;
    Ok(Done { count: 1, undo, id: None })
}

/// Currency of a supplier, for offers that name none.
pub(crate) fn currency_of(read: &Read<'_>, id: SupplierId) -> Result<Currency, ApiError> {
    Ok(read.supplier(id)?.currency)
}
