//! What is waited for after a supplier has a purchase: the list, and the merchant's word about one of them.

mod terms;

pub use terms::{supplier_expectation, supplier_expectation_save};

use stockless_core::confirmation::{ConfirmedBy, Need, working_hours_later};
use stockless_core::day::{Day, Instant};
use stockless_core::id::PurchaseId;
use stockless_core::money::{AmountFormat, parse_amount};
use stockless_core::purchase::State;
use stockless_store::confirmations::{ConfirmationRow, ReplyRow, SaidLine};
use stockless_store::following::FollowingRow;
use stockless_store::purchases::{Move, PurchaseRow as Row};
use stockless_store::{Read, Write};

use super::purchases::purchase_row;
use super::{day, page_size};
use crate::assess::{self, Age};
use crate::context::Context;
use crate::engine::Engine;
use crate::error::{ApiError, Code};
use crate::following::{Yes, confirm, restate_mails};
use crate::shapes::following::{
    ConfirmationShape, FollowRequest, FollowUp, FollowUpsRequest, FollowWord, FollowingShape, ReplyShape,
    SaidShape,
};
use crate::shapes::shared::{Amount, Done, Page};

/// A supplier that was never given a time is asked again after a working day.
const CHASE_AGAIN_HOURS: i64 = 24;

pub fn follow_ups(engine: &Engine, request: FollowUpsRequest) -> Result<Page<FollowUp>, ApiError> {
    let limit = page_size(request.limit);
    let after = match request.key.as_deref() {
        None => (i64::MIN, 0),
        Some(key) => key
            .split_once(' ')
            .and_then(|(at, id)| Some((at.parse().ok()?, id.parse().ok()?)))
            .ok_or_else(|| ApiError::invalid(format!("The key “{key}” is not of this list.")))?,
    };
    engine.with_context(|context| {
        let read = context.read();
        let found = read.raised(context.now, after, limit)?;
        let full = i64::try_from(found.len()).unwrap_or(0) == limit;
        let next = found.last().filter(|_| full).map(|(id, at)| format!("{} {}", at.ms(), id.get()));
        let mut rows = Vec::with_capacity(found.len());
        for (id, since) in found {
            let row = read.purchase(id)?;
            let following = read.following(id)?.unwrap_or_default();
            rows.push(FollowUp {
                needs: words(&following.following(row.placed).needs(context.now)),
                purchase: purchase_row(context, &row)?,
                since: since.iso(),
                pay_due: following.pay_due.filter(|_| following.paid.is_none()).map(Instant::iso),
                chased: following.chased,
            });
        }
        Ok(Page { total: read.raised_total(context.now)?, rows, next })
    })
}

fn words(needs: &[Need]) -> Vec<String> {
    needs.iter().map(|need| need.word().to_owned()).collect()
}

/// What is waited for about a purchase, for its page; `None` for one that its supplier does not have.
pub(crate) fn following_of(
    read: &Read<'_>,
    purchase: &Row,
    now: Instant,
) -> Result<Option<FollowingShape>, ApiError> {
    let replies: Vec<ReplyShape> = read.replies_of(purchase.id)?.into_iter().map(reply_shape).collect();
    let known = read.following(purchase.id)?;
    if known.is_none() && replies.is_empty() {
        return Ok(None);
    }
    let row = known.unwrap_or_default();
    let needs =
        if purchase.state.is_placed() { row.following(purchase.placed).needs(now) } else { Vec::new() };
    Ok(Some(FollowingShape {
        chase_at: row.chase.map(Instant::iso),
        chased: row.chased,
        chased_at: row.chased_at.map(Instant::iso),
        confirmed_at: row.confirmed.map(|(at, _)| at.iso()),
        confirmed_by: row.confirmed.map(|(_, by)| by.word().to_owned()),
        ship_on: row.ship_day.map(Day::iso),
        pay_due: row.pay_due.map(Instant::iso),
        lapses: row.lapses,
        paid_on: row.paid.map(|(on, _)| on.iso()),
        paid: row.paid.map(|(_, minor)| Amount::minor(minor, purchase.currency)),
        remind_at: row.remind.filter(|at| *at > now).map(Instant::iso),
        needs: words(&needs),
        confirmations: read.confirmations_of(purchase.id)?.into_iter().map(confirmation_shape).collect(),
        replies,
    }))
}

fn confirmation_shape(row: ConfirmationRow) -> ConfirmationShape {
    let said = |line: SaidLine| SaidShape {
        sku: line.sku,
        quantity: line.quantity,
        price: line.price,
        status: line.status,
        ship_on: line.ship_on,
    };
    ConfirmationShape {
        by: row.by.word().to_owned(),
        at: row.at.iso(),
        their_number: row.their_number,
        lines: row.lines.into_iter().map(said).collect(),
        source: row.source,
    }
}

fn reply_shape(row: ReplyRow) -> ReplyShape {
    ReplyShape {
        id: row.id,
        kind: row.kind.word().to_owned(),
        is_known: row.is_known,
        by_message: row.by_message,
        sender: row.sender,
        subject: row.subject,
        body: row.body,
        their_number: row.their_number,
        sent_at: row.sent.map(Instant::iso),
        found_at: row.found.iso(),
        answer: row.answer,
    }
}

pub fn purchase_follow(engine: &Engine, request: FollowRequest) -> Result<Done, ApiError> {
    let (now, epoch) = (engine.now(), engine.store().epoch());
    let id = PurchaseId::new(request.id);
    let undo = engine.write(move |write| {
        let row = write.purchase(id)?;
        if row.version != request.version {
            return Err(ApiError::new(
                Code::Stale,
                format!("{} has changed since it was shown.", row.number),
            ));
        }
        if !row.state.is_placed() {
            return Err(ApiError::not_now(format!("{} is not with its supplier.", row.number)));
        }
        write.begin_action();
        say(write, &row, request.says, epoch, now)?;
        let context = Context::load(write, now)?;
        assess::refresh(&context, write, row.order, Age::Known)?;
        Ok(write.end_action("follow", 1, now.ms())?)
    })?;
    Ok(Done { count: 1, undo, id: Some(id.get()) })
}

fn say(write: &Write<'_>, row: &Row, says: FollowWord, epoch: i64, now: Instant) -> Result<(), ApiError> {
    let id = row.id;
    let change = |apply: &dyn Fn(&mut FollowingRow)| -> Result<(), ApiError> {
        let mut following = write.following(id)?.unwrap_or_default();
        apply(&mut following);
        Ok(write.save_following(id, &following)?)
    };
    match says {
        FollowWord::Confirmed { supplier_number, ship_on } => {
            let ship_day = if ship_on.is_empty() { None } else { Some(day("day of sending", &ship_on)?) };
            let yes = Yes { ship_day, ..Yes::plain(ConfirmedBy::Hand, &number(&supplier_number)?) };
            confirm(write, id, yes, epoch, now)
        }
        FollowWord::Chased => {
            let hours = write.expectation(row.supplier)?.terms.confirm_hours.unwrap_or(CHASE_AGAIN_HOURS);
            let until = working_hours_later(now, hours, Context::load(write, now)?.zone);
            change(&|following| {
                following.chase = Some(until);
                following.chased += 1;
                following.chased_at = Some(now);
            })?;
            let facts = [("number", row.number.clone()), ("supplier", row.supplier_name.clone())];
            Ok(write.add_event(row.order, now, "chased", "you", &facts)?)
        }
        FollowWord::NotExpected => change(&|following| following.chase = None),
        FollowWord::Paid { amount, on } => paid(write, row, &amount, &on, now),
        FollowWord::PayUntil { at } => {
            let at = later(&at, now)?;
            change(&|following| following.pay_due = Some(at))
        }
        FollowWord::Remind { at } => {
            let at = later(&at, now)?;
            change(&|following| (following.remind, following.reminded) = (Some(at), Some(now)))
        }
        FollowWord::ReplyConfirms { reply_id, supplier_number } => {
            let mail = of_purchase(write, row, reply_id)?;
            write.answer_reply(mail.id, "confirms")?;
            restate_mails(write, id, now)?;
            let plain = Yes::plain(ConfirmedBy::Reply, &number(&supplier_number)?);
            confirm(write, id, Yes { reply: Some(mail.id), ..plain }, epoch, now)
        }
        FollowWord::ReplyIsOther { reply_id } => {
            let mail = of_purchase(write, row, reply_id)?;
            write.answer_reply(mail.id, "other")?;
            restate_mails(write, id, now)
        }
        FollowWord::NeverArrived => never_arrived(write, row, epoch, now),
        FollowWord::ArrivedAllTheSame => {
            for mail in write.replies_of(id)? {
                if mail.kind == stockless_core::reply::LetterKind::Returned && mail.answer.is_empty() {
                    write.answer_reply(mail.id, "other")?;
                }
            }
            restate_mails(write, id, now)
        }
    }
}

fn later(text: &str, now: Instant) -> Result<Instant, ApiError> {
    let at = Instant::from_iso(text).ok_or_else(|| ApiError::invalid(format!("“{text}” is not a time.")))?;
    if at <= now {
        return Err(ApiError::invalid("Choose a time that is still to come."));
    }
    Ok(at)
}

fn number(text: &str) -> Result<String, ApiError> {
    let text = text.trim();
    if text.chars().count() > 80 || text.chars().any(char::is_control) {
        return Err(ApiError::invalid("The supplier's number has 80 characters at most, on one line."));
    }
    Ok(text.to_owned())
}

fn of_purchase(write: &Write<'_>, row: &Row, reply: i64) -> Result<ReplyRow, ApiError> {
    let mail = write.reply(reply)?;
    if mail.purchase == row.id { Ok(mail) } else { Err(ApiError::not_found("mail", reply)) }
}

fn paid(write: &Write<'_>, row: &Row, amount: &Amount, on: &str, now: Instant) -> Result<(), ApiError> {
    if amount.currency != row.currency.to_string() {
        return Err(ApiError::invalid(format!("{} is paid in {}.", row.number, row.currency)));
    }
    let money = parse_amount(&amount.amount, row.currency, AmountFormat::Point).map_err(|error| {
        ApiError::invalid(format!("The amount “{}” cannot be used: {error}.", amount.amount))
    })?;
    let on = day("day of the payment", on)?;
    let zone = Context::load(write, now)?.zone;
    if money.minor() <= 0 {
        return Err(ApiError::invalid("What was paid is more than nothing."));
    }
    if on > now.day_in(zone) {
        return Err(ApiError::invalid(format!("{on} is still to come. Enter the day on which it was paid.")));
    }
    let mut following = write.following(row.id)?.unwrap_or_default();
    following.paid = Some((on, money.minor()));
    write.save_following(row.id, &following)?;
    let facts = [
        ("number", row.number.clone()),
        ("supplier", row.supplier_name.clone()),
        ("amount", money.to_string()),
    ];
    Ok(write.add_event(row.order, now, "supplier_paid", "you", &facts)?)
}

/// The mail came back, and the merchant says that the supplier never had it: that is a refusal, and it may be queued again.
fn never_arrived(write: &Write<'_>, row: &Row, epoch: i64, now: Instant) -> Result<(), ApiError> {
    let returned = write.following(row.id)?.is_some_and(|following| following.returned.is_some());
    if !returned || row.state != State::Placed {
        return Err(ApiError::not_now(format!("No mail about {} came back.", row.number)));
    }
    for mail in write.replies_of(row.id)? {
        if mail.kind == stockless_core::reply::LetterKind::Returned && mail.answer.is_empty() {
            write.answer_reply(mail.id, "other")?;
        }
    }
    let note = "Its mail came back, and you said that the supplier never had it.".to_owned();
    let change = Move { note: note.clone(), ..Move::default() };
    write.move_purchase(row.id, State::Placed, State::Rejected, epoch, &change)?;
    restate_mails(write, row.id, now)?;
    let facts = [("number", row.number.clone()), ("supplier", row.supplier_name.clone()), ("words", note)];
    write.add_event(row.order, now, "rejected", "you", &facts)?;
    // What hangs on a refusal has left for good: there is no taking it back, only sending it again.
    write.drop_action();
    Ok(())
}
