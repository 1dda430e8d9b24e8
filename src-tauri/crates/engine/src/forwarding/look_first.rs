//! Looking before the first send: another computer, or the merchant in the supplier's own account, may have ordered it
//! already. Of an order that is older than the workspace always, of others where the merchant switched that on for a
//! supplier.

use stockless_connect::placing::{Look, Theirs};
use stockless_core::check::may_be_forwarded_elsewhere;
use stockless_core::day::Instant;
use stockless_core::protocol::Kind;
use stockless_core::purchase::State;
use stockless_core::supplier::Channel;
use stockless_store::purchases::{NewAttempt, PurchaseRow};

use super::doubt::{can_look, note, proves};
use super::outside::connection_of;
use super::reconcile::settle_found;
use super::record::{Here, back_off_ms, trace};
use crate::engine::Engine;
use crate::error::ApiError;

const DAY_MS: i64 = 86_400_000;
/// How far back the supplier's records are looked through at most.
const WINDOW_MS: i64 = 14 * DAY_MS;
/// How far back for an order that is older than the workspace: whoever had it before may have sent it long ago.
const OLDER_WINDOW_MS: i64 = 90 * DAY_MS;

/// What a look before the first send leads to.
enum Seen {
    /// It is not there.
    Clear,
    /// It is there, under this number.
    There(Theirs),
    /// It cannot be told, so it waits, so many milliseconds at least.
    Unclear(String, i64),
}

impl Seen {
    fn of(look: &Look) -> Self {
        match look {
            Look::NotThere => Self::Clear,
            Look::Found(theirs) => match theirs.iter().find(|order| !order.cancelled) {
                Some(order) => Self::There(order.clone()),
                None => Self::Unclear(
                    "The supplier has had it, and it is cancelled there. Put it back if that is right."
                        .to_owned(),
                    3_600_000,
                ),
            },
            Look::CannotTell { reason, wait_ms, .. } => Self::Unclear(reason.clone(), wait_ms.unwrap_or(0)),
            Look::OnlyAPerson { reason } => Self::Unclear(reason.clone(), 3_600_000),
        }
    }
}

impl Engine {
    /// True when a purchase may be sent for the first time. Where the supplier's records are looked at first, one that is
    /// there is placed, and one of which nothing can be told waits in the outbox.
    pub(super) fn may_leave_first(&self, purchase: &PurchaseRow) -> Result<bool, ApiError> {
        let ordered = self.read(|read| Ok(read.order(purchase.order)?.placed))?;
        let Some(window_ms) = self.looks_first(purchase, ordered)? else { return Ok(true) };
        let mut leaving = self.leaving(purchase, Kind::Look)?;
        // Whoever sent it did so after the customer ordered, perhaps long before it was queued here.
        let earliest = self.now().plus_ms(-window_ms);
        leaving.purchase.created = ordered.max(earliest).min(purchase.created);
        let (look, seen) = self.outside().look(&leaving);
        let (purchase, here, outcome) = (purchase.clone(), self.here(), proves(&look));
        let asked = NewAttempt {
            purchase: purchase.id,
            from: State::Queued,
            kind: Kind::Look,
            boot: here.boot.clone(),
            epoch: here.epoch,
            key_expires: None,
        };
        self.write(move |write| {
            write.record_request(&asked, &outcome, &trace(&seen), here.now)?;
            note(write, &purchase, &look, here.now)?;
            match Seen::of(&look) {
                Seen::Clear => Ok(true),
                Seen::There(order) => {
                    let evidence =
                        format!("It was in the supplier's records before it was sent: {}.", order.id);
                    settle_found(write, &purchase, &order, &evidence, &here)?;
                    Ok(false)
                }
                Seen::Unclear(reason, wait_ms) => {
                    let words = format!(
                        "It is not sent before the supplier's records tell whether it is there. {reason}"
                    );
                    write.postpone_queued(
                        purchase.id,
                        &words,
                        later(&purchase, wait_ms, &here),
                        here.epoch,
                    )?;
                    Ok(false)
                }
            }
        })
    }

    /// How far back the supplier's records are looked through before a purchase is sent; `None` where they are not.
    fn looks_first(&self, purchase: &PurchaseRow, ordered: Instant) -> Result<Option<i64>, ApiError> {
        if purchase.channel != Channel::Api || purchase.first_sent.is_some() || !can_look(purchase) {
            return Ok(None);
        }
        // Nobody here knows what another workspace sent. The merchant said that no supplier has it, and may be wrong.
        if may_be_forwarded_elsewhere(ordered.ms(), self.workspace_row()?.created_ms) {
            return Ok(Some(OLDER_WINDOW_MS));
        }
        let settings = self.read(|read| Ok(read.connection(purchase.supplier)?))?;
        let switched_on = connection_of(&settings).is_ok_and(|connection| connection.look_first);
        Ok(switched_on.then_some(WINDOW_MS))
    }
}

fn later(purchase: &PurchaseRow, wait_ms: i64, here: &Here) -> Instant {
    here.now.plus_ms(back_off_ms(purchase.looks).max(wait_ms))
}
