//! A supplier's yes, whichever way it came.

use stockless_core::confirmation::ConfirmedBy;
use stockless_core::day::{Day, Instant};
use stockless_core::id::PurchaseId;
use stockless_core::purchase::State;
use stockless_store::Write;
use stockless_store::confirmations::{ConfirmationRow, SaidLine};
use stockless_store::health::NewAlarm;
use stockless_store::purchases::{Move, PurchaseRow};

use super::begin;
use crate::assess::{self, Age};
use crate::context::Context;
use crate::error::ApiError;
use crate::forwarding;

/// A yes.
#[derive(Debug, Clone)]
pub(crate) struct Yes {
    /// Which way it came.
    pub by: ConfirmedBy,
    /// The supplier's number; empty where it gave none.
    pub their_number: String,
    /// What it says about items.
    pub lines: Vec<SaidLine>,
    /// Name of the file.
    pub source: String,
    /// The mail.
    pub reply: Option<i64>,
    /// When it says that it will send it.
    pub ship_day: Option<Day>,
}

impl Yes {
    /// One that says nothing but yes.
    pub fn plain(by: ConfirmedBy, their_number: &str) -> Self {
        Self {
            by,
            their_number: their_number.trim().to_owned(),
            lines: Vec::new(),
            source: String::new(),
            reply: None,
            ship_day: None,
        }
    }
}

/// Notes a yes: the purchase becomes confirmed, nobody is chased, and a second yes with another number is an alarm.
pub(crate) fn confirm(
    write: &Write<'_>,
    id: PurchaseId,
    yes: Yes,
    epoch: i64,
    now: Instant,
) -> Result<(), ApiError> {
    let row = write.purchase(id)?;
    let context = Context::load(write, now)?;
    if row.state != State::Confirmed {
        let promise = forwarding::promise(&context, &row, State::Confirmed, row.placed.unwrap_or(now))?;
        let change = Move {
            supplier_number: (!yes.their_number.is_empty()).then(|| yes.their_number.clone()),
            placed: row.placed.is_none().then_some(now),
            promise: promise.filter(|_| row.promise.is_none()),
            ..Move::default()
        };
        let had = row.state.is_placed();
        write.move_purchase(id, row.state, State::Confirmed, epoch, &change)?;
        if !had || write.following(id)?.is_none() {
            begin(write, &context, id)?;
        }
    }
    write.add_confirmation(&ConfirmationRow {
        id: 0,
        purchase: id,
        by: yes.by,
        their_number: yes.their_number.clone(),
        lines: yes.lines,
        source: yes.source,
        reply: yes.reply,
        at: now,
    })?;
    let mut following = write.following(id)?.unwrap_or_default();
    following.confirmed = following.confirmed.or(Some((now, yes.by)));
    following.ship_day = yes.ship_day.or(following.ship_day);
    following.their_number = write.purchase(id)?.supplier_number;
    write.save_following(id, &following)?;
    alarm_for_two(write, &row, now)?;
    let facts = [
        ("number", row.number.clone()),
        ("supplier", row.supplier_name.clone()),
        ("supplier_number", yes.their_number),
        ("by", yes.by.word().to_owned()),
    ];
    let who = if yes.by == ConfirmedBy::Hand { "you" } else { "supplier" };
    write.add_event(row.order, now, "confirmed", who, &facts)?;
    write.index_order(row.order);
    assess::refresh(&context, write, row.order, Age::Known)?;
    Ok(())
}

/// Two confirmations with different numbers: the supplier may have two orders for one of ours, and one can be cancelled
/// while it is fresh.
fn alarm_for_two(write: &Write<'_>, row: &PurchaseRow, now: Instant) -> Result<(), ApiError> {
    let mut numbers: Vec<String> = Vec::new();
    for confirmation in write.confirmations_of(row.id)? {
        let number = confirmation.their_number.trim().to_owned();
        if !number.is_empty() && !numbers.iter().any(|known| known.eq_ignore_ascii_case(&number)) {
            numbers.push(number);
        }
    }
    if numbers.len() < 2 {
        return Ok(());
    }
    let alarm = NewAlarm {
        kind: "twice_there",
        supplier: row.supplier,
        purchase: Some(row.id),
        reference: row.key.clone(),
        facts: [("number".to_owned(), row.number.clone()), ("ids".to_owned(), numbers.join(", "))].into(),
    };
    write.raise_alarm(&alarm, now)?;
    Ok(())
}
