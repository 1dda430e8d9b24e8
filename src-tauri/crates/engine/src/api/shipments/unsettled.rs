//! Purchases that keep an order from being marked as shipped: nobody knows whether the supplier has them.

use stockless_core::day::Instant;
use stockless_core::id::{OrderId, PurchaseId};
use stockless_store::purchases::PurchaseRow;
use stockless_store::{Read, Write};

use crate::api::purchases::settle_placed;
use crate::error::ApiError;

/// The purchase in doubt that a parcel would belong to: the named one, else any of the order. A parcel of another purchase
/// than the one in doubt says nothing about that one, and the order waits for its answer all the same.
pub(crate) fn unsettled(
    read: &Read<'_>,
    order: OrderId,
    named: Option<PurchaseId>,
) -> Result<Option<PurchaseRow>, ApiError> {
    let mut purchases = read.purchases_of(order)?.into_iter();
    Ok(purchases.find(|row| named.is_none_or(|id| id == row.id) && (row.in_doubt || row.state.is_in_doubt())))
}

/// What is said instead of recording the parcel.
pub(crate) fn reason(row: &PurchaseRow) -> String {
    format!(
        "we do not know whether {} received {}, so nothing of it can be marked as shipped",
        row.supplier_name, row.number
    )
}

/// Lets a parcel through. One of a purchase in doubt shows that the supplier has it, if the merchant says that it comes
/// from there: then the purchase is settled with it.
pub(super) fn settle(
    write: &Write<'_>,
    order: OrderId,
    named: Option<PurchaseId>,
    it_is_there: bool,
    at: (Instant, i64),
) -> Result<(), ApiError> {
    let Some(row) = unsettled(write, order, named)? else { return Ok(()) };
    if it_is_there && named == Some(row.id) && row.state.is_in_doubt() {
        return settle_placed(write, row.id, row.state, "", false, at);
    }
    let mut words = reason(&row);
    if let Some(first) = words.get_mut(0..1) {
        first.make_ascii_uppercase();
    }
    Err(ApiError::not_now(format!("{words}.")).with_action(
        "If this parcel comes from it, say that it is there. Else answer for the purchase first.",
    ))
}
