//! Writing down what an attempt proved.

use stockless_connect::placing::{Answer, Trace as Seen};
use stockless_core::day::Instant;
use stockless_core::id::AttemptId;
use stockless_core::outcome::Outcome;
use stockless_core::protocol::{After, Class, Kind, Standing, after_attempt};
use stockless_core::purchase::State;
use stockless_core::supplier::Channel;
use stockless_store::Write;
use stockless_store::health::Sign;
use stockless_store::purchases::{Move, PurchaseRow, Quarantine, Trace};

use super::acceptance;
use crate::assess::{self, Age};
use crate::context::Context;
use crate::engine::Engine;
use crate::error::ApiError;
use crate::following;

/// Waits before the same bytes leave again: 1 minute, doubling up to an hour.
pub(super) fn back_off_ms(tries: i64) -> i64 {
    let doublings = u32::try_from(tries.clamp(0, 6)).unwrap_or(0);
    (60_000_i64 << doublings).min(3_600_000)
}

/// Facts of this process that a record needs.
#[derive(Debug, Clone)]
pub(super) struct Here {
    pub now: Instant,
    pub epoch: i64,
    pub boot: String,
    pub steady_ms: i64,
    pub patience_ms: i64,
}

impl Here {
    pub(super) fn quarantine(&self) -> Quarantine {
        Quarantine { boot: self.boot.clone(), steady_ms: self.steady_ms }
    }

    /// When a purchase that comes into doubt now may be asked about.
    pub(super) fn ask_after(&self, purchase: &PurchaseRow, class: Class) -> Instant {
        self.now.plus_ms(purchase.capability.quarantine_ms(class, self.patience_ms))
    }
}

impl Engine {
    pub(super) fn here(&self) -> Here {
        let options = &self.inner().options;
        Here {
            now: self.now(),
            epoch: self.store().epoch(),
            boot: options.boot.clone(),
            steady_ms: options.clock.steady_ms(),
            patience_ms: options.outside.patience_ms(),
        }
    }

    /// Writes what an attempt proved, and what it tells about the supplier.
    pub(super) fn record(
        &self,
        purchase: &PurchaseRow,
        attempt: AttemptId,
        kind: Kind,
        answer: Answer,
    ) -> Result<(), ApiError> {
        let (here, purchase) = (self.here(), purchase.clone());
        self.write(move |write| {
            let answer = believable(&purchase, answer);
            write.end_attempt(attempt, &answer.outcome, &trace(&answer.trace), here.now)?;
            note_health(write, &purchase, &answer, here.now)?;
            settle(write, &purchase, kind, &answer, &here)
        })
    }
}

/// A supplier that no longer knows us has not read the purchase: it waits until we are signed in again. A yes to one that
/// it has ended may be the repeated answer to the first request: its records or a person say whether it ships.
fn believable(purchase: &PurchaseRow, mut answer: Answer) -> Answer {
    if let (true, Outcome::Accepted { evidence, .. }) = (purchase.ended_there, &answer.outcome) {
        answer.outcome =
            Outcome::unknown(format!("The supplier said yes to a purchase that it has ended: {evidence}."));
    }
    if let (true, Outcome::Rejected { reason } | Outcome::DefiniteNo { reason, retry: false }) =
        (answer.signed_out, &answer.outcome)
    {
        answer.outcome = Outcome::not_sent_yet(reason.clone());
    }
    answer
}

pub(super) fn trace(seen: &Seen) -> Trace {
    Trace { sent: seen.sent.clone(), received: seen.received.clone(), status: seen.status }
}

fn note_health(
    write: &Write<'_>,
    purchase: &PurchaseRow,
    answer: &Answer,
    now: Instant,
) -> Result<(), ApiError> {
    let sign = match &answer.outcome {
        Outcome::Unknown { .. } => Sign::Unknown,
        Outcome::Accepted { .. } | Outcome::Rejected { .. } => Sign::Answered,
        Outcome::DefiniteNo { .. } => Sign::Nothing,
    };
    write.note_sign(purchase.supplier, sign, now)?;
    if matches!(purchase.channel, Channel::Api | Channel::Sftp) {
        let signed_out = answer.signed_out.then_some(now);
        let limited_until = answer.wait_ms.map(|wait| now.plus_ms(wait));
        write.note_access(purchase.supplier, signed_out, limited_until)?;
    }
    Ok(())
}

/// Moves the purchase to where the answer leads.
pub(super) fn settle(
    write: &Write<'_>,
    purchase: &PurchaseRow,
    kind: Kind,
    answer: &Answer,
    here: &Here,
) -> Result<(), ApiError> {
    let supplier = write.supplier(purchase.supplier)?;
    let before = Standing {
        in_doubt: purchase.in_doubt,
        refused: purchase.refused,
        handed_over_by_hand: purchase.channel == Channel::File && !supplier.folder_is_collected,
    };
    let after = after_attempt(kind, &answer.outcome, before);
    let context = Context::load(write, here.now)?;
    let mut change = change(purchase, kind, answer, after, here);
    change.promise = placed_promise(&context, purchase, after.to, here.now)?;
    write.move_purchase(purchase.id, State::Sending, after.to, here.epoch, &change)?;
    following::begin(write, &context, purchase.id)?;
    acceptance::book(write, purchase.id, &answer.lines, here)?;
    let words = answer.outcome.words().to_owned();
    if let Some(event) = event(kind, after.to) {
        tell(write, purchase, event, &words, here.now)?;
    }
    write.index_order(purchase.order);
    assess::refresh(&context, write, purchase.order, Age::Known)?;
    Ok(())
}

fn change(purchase: &PurchaseRow, kind: Kind, answer: &Answer, after: After, here: &Here) -> Move {
    let reference = match &answer.outcome {
        Outcome::Accepted { reference, .. } => reference.clone(),
        _ => None,
    };
    let wait = answer.wait_ms.unwrap_or(0).max(if after.back_off { back_off_ms(purchase.tries) } else { 0 });
    let in_doubt = after.to == State::Unknown;
    let class = if after.standing.refused {
        purchase.capability.class_without_key()
    } else {
        purchase.capability.class()
    };
    Move {
        note: answer.outcome.words().to_owned(),
        supplier_number: reference.clone().filter(|_| kind != Kind::Draft),
        draft: reference.filter(|_| kind == Kind::Draft),
        placed: after.to.is_placed().then_some(here.now),
        not_before: (wait > 0).then(|| here.now.plus_ms(wait)),
        ask_after: in_doubt.then(|| here.ask_after(purchase, class)),
        doubt: in_doubt.then(|| here.quarantine()),
        refused: after.standing.refused,
        ended_there: answer.ended_there,
        ..Move::default()
    }
}

fn event(kind: Kind, to: State) -> Option<&'static str> {
    Some(match to {
        State::Placed => "placed",
        State::ToHandOver => "to_hand_over",
        State::Rejected => "rejected",
        State::Unknown => "unknown",
        State::Queued if kind == Kind::Draft => return None,
        _ => "not_sent",
    })
}

/// Writes a step of a purchase into the timeline of its order.
pub(super) fn tell(
    write: &Write<'_>,
    purchase: &PurchaseRow,
    event: &str,
    words: &str,
    now: Instant,
) -> Result<(), ApiError> {
    let facts = [
        ("number", purchase.number.clone()),
        ("supplier", purchase.supplier_name.clone()),
        ("words", words.to_owned()),
        ("destination", purchase.destination.clone()),
    ];
    Ok(write.add_event(purchase.order, now, event, "stockless", &facts)?)
}

/// The supplier's slowest promise, counted from placing.
pub fn placed_promise(
    context: &Context<'_>,
    purchase: &PurchaseRow,
    to: State,
    now: Instant,
) -> Result<Option<Instant>, ApiError> {
    if !to.is_placed() {
        return Ok(None);
    }
    let read = context.read();
    let order = read.order(purchase.order)?;
    let address = read.corrected_address(purchase.order)?.unwrap_or(order.ship_to);
    let terms = context.supplier(purchase.supplier)?;
    let Some(rate) = address.country.and_then(|country| terms.shipping_to(country)) else { return Ok(None) };
    let mut lead = 0;
    for line in read.purchase_lines(purchase.id)? {
        lead = lead.max(context.offer(line.line.offer)?.lead_days);
    }
    Ok(Some(now.plus_ms(lead.saturating_add(rate.days_max).saturating_mul(86_400_000))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_an_hour() {
        assert_eq!(back_off_ms(0), 60_000);
        assert_eq!(back_off_ms(1), 120_000);
        assert_eq!(back_off_ms(50), 3_600_000);
    }
}
