//! Products and the offers that serve them.

use stockless_core::id::{MappingId, OfferId, ProductId};
use stockless_store::Read;
use stockless_store::products::{MappingRow, ProductRow as Product};

use super::offers::offer_shape;
use super::suppliers::zone;
use super::{id_key, page_size};
use crate::context::Context;
use crate::engine::Engine;
use crate::error::ApiError;
use crate::shapes::shared::{ById, Done, Page};
use crate::shapes::suppliers::{MappingShape, OfferMatch, PartRename, ProductRow, ProductsRequest};

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
