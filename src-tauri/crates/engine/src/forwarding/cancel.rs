//! Cancelling a purchase at its supplier. Cancelling twice changes nothing, so an answer that is lost harms nothing.

use stockless_connect::placing::Answer;
use stockless_core::day::Instant;
use stockless_core::id::PurchaseId;
use stockless_core::outcome::Outcome;
use stockless_core::protocol::{Cancel, Kind};
use stockless_core::purchase::State;
use stockless_store::purchases::{Move, NewAttempt, PurchaseRow};

use super::record::{tell, trace};
use crate::assess::{self, Age};
use crate::context::Context;
use crate::engine::Engine;
use crate::error::ApiError;

/// Whether a purchase can be cancelled at its supplier through its channel now.
pub fn can_cancel_there(purchase: &PurchaseRow, now: Instant) -> bool {
    let in_time = match purchase.capability.cancel {
        Cancel::Never => false,
        Cancel::UntilShipped => true,
        Cancel::Ms(ms) => purchase.placed.is_some_and(|placed| now < placed.plus_ms(ms)),
    };
    in_time && purchase.state.is_placed() && !purchase.supplier_number.is_empty()
}

/// Until when an order that was placed then can be cancelled at its supplier, where the supplier says so and it is not
/// over yet.
pub(super) fn cancel_until(cancel: Cancel, placed: Option<Instant>, now: Instant) -> Option<Instant> {
    match (cancel, placed) {
        (Cancel::Ms(ms), Some(placed)) => Some(placed.plus_ms(ms)).filter(|until| *until > now),
        _ => None,
    }
}

impl Engine {
    /// Asks the supplier to cancel, records what was asked and answered, and cancels it here once the supplier has.
    pub(crate) fn cancel_there(&self, id: PurchaseId) -> Result<Answer, ApiError> {
        let purchase = self.read(|read| Ok(read.purchase(id)?))?;
        if !can_cancel_there(&purchase, self.now()) {
            return Err(ApiError::not_now(format!(
                "{} cannot be cancelled at {} through the program now.",
                purchase.number, purchase.supplier_name
            ))
            .with_action("Ask the supplier by mail or telephone."));
        }
        let supplier = self.read(|read| Ok(read.supplier(purchase.supplier)?))?;
        let reach = self.reach(supplier, purchase.channel)?;
        let answer = self.outside().cancel(&reach, &purchase.supplier_number);
        let (here, told) = (self.here(), answer.clone());
        self.write(move |write| {
            let asked = NewAttempt {
                purchase: id,
                from: purchase.state,
                kind: Kind::Cancel,
                boot: here.boot.clone(),
                epoch: here.epoch,
                key_expires: None,
            };
            write.record_request(&asked, &told.outcome, &trace(&told.trace), here.now)?;
            if matches!(told.outcome, Outcome::Accepted { .. }) {
                let note = "Cancelled here and at the supplier.".to_owned();
                let change = Move { note: note.clone(), ..Move::default() };
                write.move_purchase(id, purchase.state, State::Cancelled, here.epoch, &change)?;
                tell(write, &purchase, "cancelled_there", &note, here.now)?;
            } else {
                tell(write, &purchase, "not_cancelled_there", told.outcome.words(), here.now)?;
            }
            let context = Context::load(write, here.now)?;
            assess::refresh(&context, write, purchase.order, Age::Known)?;
            Ok(())
        })?;
        Ok(answer)
    }
}
