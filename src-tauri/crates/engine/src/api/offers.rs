//! Offers of suppliers: what they sell, for how much, and how many they have.

use stockless_core::id::{OfferId, SupplierId};
use stockless_core::supplier::{Offer, PriceTier};
use stockless_store::Write;
use stockless_store::offers::OfferRow;

use super::suppliers::{decimal, zone};
use super::workspace::parse_currency;
use super::{id_key, page_size};
use crate::engine::Engine;
use crate::error::ApiError;
use crate::shapes::shared::{ById, Done, Page};
use crate::shapes::suppliers::{OfferShape, OffersRequest, PriceShape};

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

pub(super) fn offer_shape(row: &OfferRow) -> OfferShape {
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
