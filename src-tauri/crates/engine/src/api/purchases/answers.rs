//! What a merchant says about a purchase: it is there, it is not, it was handed over, it is off.

use sha2::{Digest, Sha256};
use stockless_core::confirmation::ConfirmedBy;
use stockless_core::day::Instant;
use stockless_core::id::PurchaseId;
use stockless_core::purchase::State;
use stockless_store::StoreError;
use stockless_store::Write;
use stockless_store::purchases::{Move, PurchaseRow as Row};

use super::ended;
use crate::assess::{self, Age};
use crate::context::Context;
use crate::engine::Engine;
use crate::error::{ApiError, Code};
use crate::following::{self, Yes, confirm};
use crate::forwarding;
use crate::shapes::purchases::{Answer, AnswerRequest, PlacedRequest};
use crate::shapes::shared::{ById, Done};

/// Proves that “send again” was decided on this state of this purchase, in this run of the program.
pub(super) fn token(boot: &str, row: &Row) -> String {
    let digest = Sha256::digest(format!("send again|{boot}|{}|{}", row.key, row.version).as_bytes());
    digest.iter().take(12).map(|byte| format!("{byte:02x}")).collect()
}

pub fn purchase_answer(engine: &Engine, request: AnswerRequest) -> Result<Done, ApiError> {
    let id = PurchaseId::new(request.id);
    let row = engine.read(|read| Ok(read.purchase(id)?))?;
    if !row.state.is_in_doubt() || row.version != request.version {
        return Err(ApiError::new(Code::Stale, format!("{} has changed since it was shown.", row.number)));
    }
    let (now, epoch) = (engine.now(), engine.store().epoch());
    match request.answer {
        Answer::ItIsThere { supplier_number } => {
            placed(engine, id, row.state, supplier_number, false)?;
        }
        Answer::RemindMe { at } => {
            let at =
                Instant::from_iso(&at).ok_or_else(|| ApiError::invalid(format!("“{at}” is not a time.")))?;
            engine.write(move |write| Ok(write.remind_purchase(id, at)?))?;
        }
        Answer::LookAgain => look_again(engine, row)?,
        Answer::NotThere { token: given } => {
            // While sending is paused it is queued and waits: the answers are what the pause waits for.
            // The question is put only when what was sent can no longer arrive.
            if row.state != State::Asking {
                return Err(ApiError::not_now(
                    "It may still arrive on its own. Look again after the time shown.",
                ));
            }
            let boot = engine.inner().options.boot.clone();
            if given != token(&boot, &row) {
                return Err(ApiError::new(Code::Stale, "Open the purchase again before you send it again."));
            }
            if row.ended_there {
                return ended::end(engine, row);
            }
            engine.write(move |write| {
                let note = "Sent again after you looked and it was not there.".to_owned();
                write.move_purchase(
                    id,
                    State::Asking,
                    State::Queued,
                    epoch,
                    &Move { note, not_before: Some(now), boot: Some(boot), ..Move::default() },
                )?;
                write.add_event(row.order, now, "send_again", "you", &[("number", row.number.clone())])?;
                Ok(())
            })?;
            engine.send_soon()?;
        }
    }
    Ok(Done { count: 1, undo: None, id: Some(id.get()) })
}

/// Puts a purchase back to where Stockless finds out by itself.
fn look_again(engine: &Engine, row: Row) -> Result<(), ApiError> {
    if row.state != State::Asking || !forwarding::can_look(&row) {
        return Err(ApiError::not_now(format!(
            "{} has no records that could be looked at.",
            row.supplier_name
        )));
    }
    let (now, epoch) = (engine.now(), engine.store().epoch());
    engine.write(move |write| {
        let change = Move {
            note: row.note,
            ask_after: row.ask_after,
            not_before: Some(now),
            refused: row.refused,
            ..Move::default()
        };
        write.move_purchase(row.id, State::Asking, State::Unknown, epoch, &change)?;
        let context = Context::load(write, now)?;
        assess::refresh(&context, write, row.order, Age::Known)?;
        Ok(())
    })?;
    engine.resolve_doubts()?;
    Ok(())
}

pub fn purchase_placed(engine: &Engine, request: PlacedRequest) -> Result<Done, ApiError> {
    let mut count = 0;
    for id in request.ids {
        let id = PurchaseId::new(id);
        let row = engine.read(|read| Ok(read.purchase(id)?))?;
        placed(engine, id, row.state, request.supplier_number.clone(), request.confirmed)?;
        count += 1;
    }
    Ok(Done { count, ..Done::default() })
}

/// The supplier has it, by the merchant's word.
fn placed(
    engine: &Engine,
    id: PurchaseId,
    from: State,
    supplier_number: String,
    confirmed: bool,
) -> Result<(), ApiError> {
    let (now, epoch) = (engine.now(), engine.store().epoch());
    engine.write(move |write| settle_placed(write, id, from, &supplier_number, confirmed, (now, epoch)))
}

/// The same, within a transaction that does more.
pub(crate) fn settle_placed(
    write: &Write<'_>,
    id: PurchaseId,
    from: State,
    supplier_number: &str,
    confirmed: bool,
    (now, epoch): (Instant, i64),
) -> Result<(), ApiError> {
    let row = write.purchase(id)?;
    if confirmed || from == State::Placed {
        if row.state != from {
            return Err(StoreError::Conflict("this purchase").into());
        }
        if !from.may_go().contains(&State::Confirmed) {
            let words = format!("A purchase that is {} cannot become confirmed.", from.word());
            return Err(StoreError::Refused(words).into());
        }
        return confirm(write, id, Yes::plain(ConfirmedBy::Hand, supplier_number), epoch, now);
    }
    let to = State::Placed;
    let context = Context::load(write, now)?;
    let promise = forwarding::promise(&context, &row, to, row.placed.unwrap_or(now))?;
    let number = supplier_number.trim().to_owned();
    write.move_purchase(
        id,
        from,
        to,
        epoch,
        &Move {
            supplier_number: (!number.is_empty()).then(|| number.clone()),
            placed: row.placed.is_none().then_some(now),
            promise: promise.filter(|_| row.promise.is_none()),
            ..Move::default()
        },
    )?;
    following::begin(write, &context, id)?;
    let facts = [
        ("number", row.number.clone()),
        ("supplier", row.supplier_name.clone()),
        ("supplier_number", number),
    ];
    write.add_event(row.order, now, to.word(), "you", &facts)?;
    write.index_order(row.order);
    assess::refresh(&context, write, row.order, Age::Known)?;
    Ok(())
}

/// While Stockless is finding out, calling it off here would free units that may be on their way.
fn not_known_yet(row: &Row) -> ApiError {
    let until = row.ask_after.map(|at| format!(" At the latest at {} you can answer.", at.iso()));
    ApiError::not_now(format!(
        "We do not know whether it arrived yet: {} may have {}. Stockless is finding out.{}",
        row.supplier_name,
        row.number,
        until.unwrap_or_default()
    ))
    .with_action(
        "Wait for that, or look in your supplier account: if it is there, say so, and cancel it then.",
    )
}

pub fn purchase_cancel(engine: &Engine, request: ById) -> Result<Done, ApiError> {
    let id = PurchaseId::new(request.id);
    let (now, epoch) = (engine.now(), engine.store().epoch());
    engine.write(move |write| {
        let row = write.purchase(id)?;
        if row.state == State::Sending {
            return Err(ApiError::not_now(format!(
                "{} is on its way this moment. Look again in a minute.",
                row.number
            )));
        }
        if row.state == State::Unknown {
            return Err(not_known_yet(&row));
        }
        let with_the_supplier = row.state.is_placed() || row.state.is_in_doubt();
        let note = if with_the_supplier {
            "Cancelled here. Ask the supplier to cancel it as well.".to_owned()
        } else {
            "Cancelled.".to_owned()
        };
        write.move_purchase(id, row.state, State::Cancelled, epoch, &Move { note, ..Move::default() })?;
        if !with_the_supplier {
            write.release_stock(id)?;
        }
        let facts = [("number", row.number.clone()), ("supplier", row.supplier_name.clone())];
        write.add_event(row.order, now, "purchase_cancelled", "you", &facts)?;
        let context = Context::load(write, now)?;
        assess::refresh(&context, write, row.order, Age::Known)?;
        Ok(())
    })?;
    Ok(Done { count: 1, undo: None, id: Some(id.get()) })
}

pub fn purchase_retry(engine: &Engine, request: ById) -> Result<Done, ApiError> {
    let id = PurchaseId::new(request.id);
    let row = engine.read(|read| Ok(read.purchase(id)?))?;
    if row.state == State::Rejected && row.ended_there {
        return ended::end(engine, row);
    }
    engine.may_forward()?;
    let (now, epoch, boot) = (engine.now(), engine.store().epoch(), engine.inner().options.boot.clone());
    engine.write(move |write| {
        let row = write.purchase(id)?;
        // Only what was refused for certain is sent again just like that. What is unknown needs an answer first, and
        // what is being sent or was handed over may be with the supplier.
        if row.state != State::Rejected {
            return Err(ApiError::not_now(format!(
                "{} was not refused, so it is not sent again.",
                row.number
            )));
        }
        let note = "Queued again.".to_owned();
        write.move_purchase(
            id,
            row.state,
            State::Queued,
            epoch,
            &Move { note, not_before: Some(now), boot: Some(boot), ..Move::default() },
        )?;
        write.add_event(row.order, now, "queued_again", "you", &[("number", row.number.clone())])?;
        let context = Context::load(write, now)?;
        assess::refresh(&context, write, row.order, Age::Known)?;
        Ok(())
    })?;
    engine.send_soon()?;
    Ok(Done { count: 1, undo: None, id: Some(id.get()) })
}
