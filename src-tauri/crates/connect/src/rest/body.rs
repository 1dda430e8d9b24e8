//! A purchase as the values of a body.

use crate::documents::PurchaseDocument;

use super::template::{Filled, Template, Values};

/// What a body of a purchase may name.
pub(super) const NAMES: &[&str] = &[
    "number",
    "reference",
    "created",
    "order_number",
    "shop",
    "account_number",
    "service",
    "note",
    "currency",
    "goods_total",
    "shipping_total",
    "total",
    "merchant.name",
    "merchant.contact",
    "ship_to.name",
    "ship_to.company",
    "ship_to.line1",
    "ship_to.line2",
    "ship_to.city",
    "ship_to.region",
    "ship_to.postal_code",
    "ship_to.country",
    "ship_to.phone",
    "line.number",
    "line.supplier_sku",
    "line.sku",
    "line.title",
    "line.variant",
    "line.quantity",
    "line.unit_cost",
    "line.currency",
];

/// The largest body, in bytes.
const MOST: usize = 1024 * 1024;

/// Why a purchase cannot be written as this supplier wants it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "The request to the supplier cannot be written: {0}. Change the order, or the supplier's description."
)]
pub struct BodyError(pub(super) String);

/// Writes the body of a purchase. The same purchase gives the same bytes.
pub(super) fn write(template: &Template, purchase: &PurchaseDocument) -> Result<Vec<u8>, BodyError> {
    purchase.check().map_err(|error| BodyError(error.to_string().trim_end_matches('.').to_owned()))?;
    let body = template.fill(purchase).map_err(BodyError)?;
    if body.len() > MOST {
        return Err(BodyError(format!("it takes {} bytes, and {MOST} is the most", body.len())));
    }
    Ok(body)
}

impl Values for PurchaseDocument {
    fn lines(&self) -> usize {
        self.lines.len()
    }

    fn value(&self, name: &str, line: Option<usize>) -> Option<Filled> {
        match name.split_once('.') {
            Some(("line", name)) => of_line(self, name, line?),
            Some(("ship_to", name)) => address(self, name),
            _ => of_purchase(self, name),
        }
    }
}

fn of_purchase(purchase: &PurchaseDocument, name: &str) -> Option<Filled> {
    let slip = || purchase.packing_slip.as_ref();
    let money = |amount: Option<stockless_core::money::Money>| Some(amount?.decimal().to_string());
    Some(Filled::Text(match name {
        "number" => purchase.number.clone(),
        "reference" => purchase.reference.clone(),
        "created" => purchase.created.iso(),
        "order_number" => slip()?.order_number.clone(),
        "shop" => slip()?.brand.clone(),
        "account_number" => purchase.account_number.clone(),
        "service" => purchase.service.clone(),
        "note" => purchase.note.clone(),
        "currency" => purchase.currency.code().to_owned(),
        "goods_total" => money(purchase.goods_total)?,
        "shipping_total" => money(purchase.shipping_total)?,
        "total" => money(purchase.total)?,
        "merchant.name" => purchase.merchant.name.clone(),
        "merchant.contact" => purchase.merchant.contact.clone(),
        _ => return None,
    }))
}

fn address(purchase: &PurchaseDocument, name: &str) -> Option<Filled> {
    let to = &purchase.ship_to;
    Some(Filled::Text(match name {
        "name" => to.name.clone(),
        "company" => to.company.clone(),
        "line1" => to.line1.clone(),
        "line2" => to.line2.clone(),
        "city" => to.city.clone(),
        "region" => to.region.clone(),
        "postal_code" => to.postal_code.clone(),
        // A country that was not recognised is no code, and a supplier's interface wants a code.
        "country" => to.country?.code().to_owned(),
        "phone" => to.phone.clone(),
        _ => return None,
    }))
}

fn of_line(purchase: &PurchaseDocument, name: &str, index: usize) -> Option<Filled> {
    let line = purchase.lines.get(index)?;
    Some(Filled::Text(match name {
        "number" => return i64::try_from(index.saturating_add(1)).ok().map(Filled::Whole),
        "quantity" => return Some(Filled::Whole(line.quantity)),
        "supplier_sku" => line.supplier_sku.clone(),
        "sku" => line.sku.clone(),
        "title" => line.title.clone(),
        "variant" => line.variant.clone(),
        "unit_cost" => line.unit_cost?.to_string(),
        "currency" => line.currency.code().to_owned(),
        _ => return None,
    }))
}

/// A few texts by name, for the small bodies of confirming and cancelling.
pub(super) struct Few<'v>(pub(super) &'v [(&'v str, &'v str)]);

impl Values for Few<'_> {
    fn lines(&self) -> usize {
        0
    }

    fn value(&self, name: &str, _line: Option<usize>) -> Option<Filled> {
        let (_, value) = self.0.iter().find(|(own, _)| *own == name)?;
        Some(Filled::Text((*value).to_owned()))
    }
}
