//! Suppliers, offers and mappings from files.

use stockless_connect::catalogue::{MappingRecord, OfferRecord, SupplierRecord};
use stockless_connect::documents::Format;
use stockless_core::id::{OfferId, SupplierId};
use stockless_core::money::{Money, Rounding};
use stockless_core::supplier::{Channel, Offer, Standing, SupplierKind};
use stockless_store::products::MappingRow;
use stockless_store::suppliers::SupplierRow;
use stockless_store::{StoreError, Write};

use super::super::tally::{Became, unknown};
use super::{Placed, Saved};
use crate::api::offers::mark_offer;
use crate::api::suppliers::{mark_supplier, standard_template};
use crate::context::Context;
use crate::error::ApiError;
use crate::shapes::imports::ImportRequest;

/// A text of the file, or what is known where the file says nothing.
fn told(new: &str, known: &str) -> String {
    if new.is_empty() { known.to_owned() } else { new.to_owned() }
}

/// Writes a supplier. What the file does not say stays as it is.
pub fn supplier(
    write: &Write<'_>,
    context: &Context<'_>,
    _: &ImportRequest,
    placed: &Placed<SupplierRecord>,
) -> Result<Saved, ApiError> {
    let record = &placed.record;
    let known = write.supplier_by_name(&record.name)?;
    let before = match &known {
        Some(row) => Some((row.clone(), write.shipping_of(SupplierId::new(row.id))?)),
        None => None,
    };
    let base = before.as_ref().map_or_else(|| new_supplier(context, &record.name), |(row, _)| row.clone());
    let currency = record.currency.unwrap_or(base.currency);
    let minimum = match record.minimum_order {
        Some(value) => Some(Money::from_decimal(value, currency, Rounding::HalfUp)?.minor()),
        None => base.minimum_order_minor,
    };
    let row = SupplierRow {
        kind: record.kind.unwrap_or(base.kind),
        standing: record.standing.unwrap_or(base.standing),
        city: told(&record.city, &base.city),
        country: record.country.map_or_else(|| base.country.clone(), |country| country.code().to_owned()),
        currency,
        website: told(&record.website, &base.website),
        contact: told(&record.contact, &base.contact),
        email: told(&record.email, &base.email),
        phone: told(&record.phone, &base.phone),
        account_number: told(&record.account_number, &base.account_number),
        notes: told(&record.notes, &base.notes),
        channel: record.channel.unwrap_or(if known.is_none() && !record.email.is_empty() {
            Channel::Email
        } else {
            base.channel
        }),
        folder: told(&record.folder, &base.folder),
        order_fee: record.order_fee.unwrap_or(base.order_fee),
        minimum_order_minor: minimum,
        ..base
    };
    let mut shipping = before.as_ref().map(|(_, rates)| rates.clone()).unwrap_or_default();
    for rate in &record.shipping {
        shipping.retain(|known| known.zone != rate.zone);
        shipping.push(rate.clone());
    }
    shipping.sort_by_key(|rate| rate.zone.code());
    if before.as_ref().is_some_and(|(known, rates)| *known == row && *rates == shipping) {
        return Ok(Ok(Became::Unchanged));
    }
    let id = write.save_supplier(&row, &shipping)?;
    mark_supplier(write, id)?;
    Ok(Ok(if before.is_some() { Became::Changed } else { Became::Added }))
}

/// A supplier before anything is known about it. It is approved, because the merchant brings it along; suppliers
/// that are to be tried first say so in the file.
fn new_supplier(context: &Context<'_>, name: &str) -> SupplierRow {
    SupplierRow {
        id: 0,
        name: name.to_owned(),
        kind: SupplierKind::Wholesaler,
        standing: Standing::Approved,
        city: String::new(),
        country: String::new(),
        currency: context.base(),
        website: String::new(),
        contact: String::new(),
        email: String::new(),
        phone: String::new(),
        account_number: String::new(),
        notes: String::new(),
        channel: Channel::File,
        folder: String::new(),
        folder_is_collected: false,
        order_fee: rust_decimal::Decimal::ZERO,
        minimum_order_minor: None,
        template: standard_template(Format::Csv),
    }
}

fn find_supplier(
    write: &Write<'_>,
    request: &ImportRequest,
    name: &str,
) -> Result<Option<SupplierRow>, ApiError> {
    match request.supplier_id {
        Some(id) if name.is_empty() => Ok(Some(write.supplier(SupplierId::new(id))?)),
        _ => Ok(write.supplier_by_name(name)?),
    }
}

/// Writes an offer. Prices of a file replace the known ones as a whole; what it does not say stays as it is.
pub fn offer(
    write: &Write<'_>,
    context: &Context<'_>,
    request: &ImportRequest,
    placed: &Placed<OfferRecord>,
) -> Result<Saved, ApiError> {
    let record = &placed.record;
    let Some(supplier) = find_supplier(write, request, &record.supplier)? else {
        return Ok(Err(unknown(
            &placed.file,
            placed.line,
            "supplier",
            &record.supplier,
            "there is no supplier of this name",
            "import or add the supplier first, or choose the supplier for the whole file",
        )));
    };
    let id = SupplierId::new(supplier.id);
    let known = write.offer_by_sku(id, &record.supplier_sku)?.map(|row| row.offer);
    let offer = Offer {
        id: known.as_ref().map_or(OfferId::new(0), |offer| offer.id),
        supplier: id,
        supplier_sku: record.supplier_sku.clone(),
        title: told(&record.title, known.as_ref().map_or("", |offer| offer.title.as_str())),
        currency: record
            .currency
            .unwrap_or_else(|| known.as_ref().map_or(supplier.currency, |offer| offer.currency)),
        stock: record
            .stock
            .as_ref()
            .map(|stock| stock.units)
            .or(known.as_ref().and_then(|offer| offer.stock)),
        low_at: known.as_ref().and_then(|offer| offer.low_at),
        lead_days: record.lead_days.unwrap_or_else(|| known.as_ref().map_or(0, |offer| offer.lead_days)),
        min_quantity: record
            .min_quantity
            .unwrap_or_else(|| known.as_ref().map_or(1, |offer| offer.min_quantity)),
        prices: if record.prices.is_empty() {
            known.as_ref().map(|offer| offer.prices.clone()).unwrap_or_default()
        } else {
            sorted(record.prices.clone())
        },
    };
    if offer.prices.is_empty() {
        return Ok(Err(unknown(
            &placed.file,
            placed.line,
            "unit cost",
            "",
            "this offer is new and the file gives no unit cost",
            "add a column with what one unit costs",
        )));
    }
    if known.as_ref().is_some_and(|known| {
        let known = Offer { prices: sorted(known.prices.clone()), ..known.clone() };
        known == offer
    }) {
        return Ok(Ok(Became::Unchanged));
    }
    let id = write.save_offer(&offer, context.now.ms())?;
    mark_offer(write, id)?;
    Ok(Ok(if known.is_some() { Became::Changed } else { Became::Added }))
}

fn sorted(mut prices: Vec<stockless_core::supplier::PriceTier>) -> Vec<stockless_core::supplier::PriceTier> {
    prices.sort_by_key(|tier| (tier.zone.code(), tier.min_quantity));
    for tier in &mut prices {
        tier.unit_cost = tier.unit_cost.normalize();
    }
    prices
}

/// Writes a mapping.
pub fn mapping(
    write: &Write<'_>,
    _: &Context<'_>,
    request: &ImportRequest,
    placed: &Placed<MappingRecord>,
) -> Result<Saved, ApiError> {
    let record = &placed.record;
    let supplier = find_supplier(write, request, &record.supplier)?;
    let offer = match &supplier {
        Some(row) => write.offer_by_sku(SupplierId::new(row.id), &record.supplier_sku)?,
        None => None,
    };
    let Some(offer) = offer else {
        let (column, value, reason, fix) = if supplier.is_none() {
            (
                "supplier",
                &record.supplier,
                "there is no supplier of this name",
                "import or add the supplier first",
            )
        } else {
            (
                "supplier sku",
                &record.supplier_sku,
                "this supplier has no such offer",
                "import or add the offer first",
            )
        };
        return Ok(Err(unknown(&placed.file, placed.line, column, value, reason, fix)));
    };
    let product = write.product_for(&record.sku, &record.title, "")?;
    let row = MappingRow {
        id: 0,
        product,
        zone: record.zone,
        rank: record.rank,
        offer: offer.offer.id,
        factor: record.factor,
        part: record.part.clone(),
    };
    let known = write.mappings_of(product)?.into_iter().find(|m| m.zone == row.zone && m.offer == row.offer);
    let is_same = |known: &MappingRow| {
        known.rank == row.rank
            && known.factor == row.factor
            && known.part.to_lowercase() == row.part.to_lowercase()
    };
    if known.as_ref().is_some_and(is_same) {
        return Ok(Ok(Became::Unchanged));
    }
    if let Err(error) = write.save_mapping(&row) {
        let StoreError::Refused(reason) = error else { return Err(error.into()) };
        let fix = "give every offer of the listing a part, or none; remove mappings that no longer hold";
        return Ok(Err(unknown(&placed.file, placed.line, "part", &record.part, &reason, fix)));
    }
    write.mark_product(product)?;
    write.mark_uncosted(product)?;
    Ok(Ok(if known.is_some() { Became::Changed } else { Became::Added }))
}
