//! What happens after a supplier has a purchase: waiting for its yes and for the payment, and writing down what came.
//!
//! `begin` sets the dates, `confirm` notes a yes; `mailbox` looks for mails and `inbox` says what each is about;
//! `files` looks for what suppliers return. Nothing in here decides that a purchase
//! has failed: what a date that passed means is for the merchant to say.

mod confirm;
mod files;
mod inbox;
mod mailbox;

pub(crate) use confirm::{Yes, confirm};
pub(crate) use mailbox::{MAILBOX, MAILBOX_PASSWORD, StoredMailbox};

use stockless_core::day::Instant;
use stockless_core::id::PurchaseId;
use stockless_store::Write;
use stockless_store::following::FollowingRow;

use crate::context::Context;
use crate::error::ApiError;

/// Begins to wait, when a purchase came to its supplier. Does nothing for one that the supplier does not have.
pub(crate) fn begin(write: &Write<'_>, context: &Context<'_>, id: PurchaseId) -> Result<(), ApiError> {
    let row = write.purchase(id)?;
    if !row.state.is_placed() {
        return Ok(());
    }
    let before = write.following(id)?.unwrap_or_default();
    let expected = write.expectation(row.supplier)?.terms;
    let dates = expected.dates(row.placed.unwrap_or(context.now), context.zone);
    let mut now = FollowingRow {
        chase: dates.chase,
        pay_due: dates.pay_due,
        lapses: dates.lapses,
        their_number: row.supplier_number,
        ..FollowingRow::default()
    };
    // What was found out while it was in doubt stays known.
    now.unread = before.unread;
    now.confirmed = before.confirmed;
    now.paid = before.paid;
    Ok(write.save_following(id, &now)?)
}

/// Brings what waits for the merchant in step with the mails that nobody has answered for.
pub(crate) fn restate_mails(write: &Write<'_>, id: PurchaseId, now: Instant) -> Result<(), ApiError> {
    let Some(mut row) = write.following(id)? else { return Ok(()) };
    let replies = write.replies_of(id)?;
    let open = |kind: stockless_core::reply::LetterKind| {
        let mut waiting = replies.iter().filter(move |reply| reply.kind == kind && reply.answer.is_empty());
        waiting.next().map(|reply| reply.found.min(now))
    };
    row.unread = open(stockless_core::reply::LetterKind::Written);
    row.returned = open(stockless_core::reply::LetterKind::Returned);
    Ok(write.save_following(id, &row)?)
}
