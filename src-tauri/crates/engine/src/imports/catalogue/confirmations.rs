//! What suppliers confirm in files.

use std::collections::HashMap;

use stockless_connect::catalogue::{ConfirmationRecord, Item, Said};
use stockless_core::confirmation::ConfirmedBy;
use stockless_core::day::Day;
use stockless_core::purchase::State;
use stockless_store::Write;
use stockless_store::confirmations::SaidLine;
use stockless_store::purchases::{Move, PurchaseLineRow, PurchaseRow};

use super::super::tally::{Became, unknown};
use super::{Placed, Saved};
use crate::assess::{self, Age};
use crate::context::Context;
use crate::error::ApiError;
use crate::following::{Yes, confirm};
use crate::shapes::imports::{ImportRequest, Rejection};

/// What a row asks for, once it fits the purchase.
enum Asks {
    /// Nothing that is not known.
    Nothing,
    /// It is a yes; units of a line may be missing.
    Yes(Option<(PurchaseLineRow, i64)>),
    /// The whole purchase is refused.
    Refuse,
}

/// Takes a row of a returned file in.
pub fn confirmation(
    write: &Write<'_>,
    context: &Context<'_>,
    request: &ImportRequest,
    placed: &Placed<ConfirmationRecord>,
) -> Result<Saved, ApiError> {
    let record = &placed.record;
    let purchase = match find(write, request, placed)? {
        Ok(found) => found,
        Err(rejection) => return Ok(Err(rejection)),
    };
    let asks = match asks(write, &purchase, placed)? {
        Ok(asks) => asks,
        Err(rejection) => return Ok(Err(rejection)),
    };
    let epoch = write.current_epoch()?;
    match asks {
        Asks::Nothing => return Ok(Ok(Became::Unchanged)),
        Asks::Refuse => {
            let note = format!("The supplier refused it: {}.", words(record));
            let change = Move { note: note.clone(), ended_there: true, ..Move::default() };
            write.move_purchase(purchase.id, State::Placed, State::Rejected, epoch, &change)?;
            tell(write, context, &purchase, "rejected", &note)?;
        }
        Asks::Yes(missing) => {
            let yes = Yes {
                lines: vec![said(record)],
                source: placed.file.clone(),
                ship_day: record.ship_day,
                ..Yes::plain(ConfirmedBy::File, &record.their_number)
            };
            confirm(write, purchase.id, yes, epoch, context.now)?;
            if let Some((line, units)) = missing {
                refuse(write, context, &purchase, &line, units, record, epoch)?;
            }
        }
    }
    let context = Context::load(write, context.now)?;
    assess::refresh(&context, write, purchase.order, Age::Known)?;
    Ok(Ok(if purchase.state == State::Confirmed { Became::Changed } else { Became::Added }))
}

fn words(record: &ConfirmationRecord) -> String {
    if record.status.is_empty() { "it will send nothing".to_owned() } else { record.status.clone() }
}

fn said(record: &ConfirmationRecord) -> SaidLine {
    SaidLine {
        sku: record.sku.clone(),
        quantity: record.quantity,
        price: record.price.clone(),
        status: record.status.clone(),
        ship_on: record.ship_day.map(Day::iso).unwrap_or_default(),
    }
}

fn refused(
    placed: &Placed<ConfirmationRecord>,
    column: &str,
    value: &str,
    reason: &str,
    fix: &str,
) -> Rejection {
    unknown(&placed.file, placed.line, column, value, reason, fix)
}

/// The purchase of a row, where the supplier may have it.
fn find(
    write: &Write<'_>,
    request: &ImportRequest,
    placed: &Placed<ConfirmationRecord>,
) -> Result<Result<PurchaseRow, Rejection>, ApiError> {
    let number = &placed.record.purchase_number;
    let no = |reason: &str, fix: &str| Ok(Err(refused(placed, "purchase number", number, reason, fix)));
    let Some(purchase) = write.purchase_by_number(number)? else {
        return no("there is no purchase of this number", "correct the number");
    };
    if request.supplier_id.is_some_and(|supplier| supplier != purchase.supplier.get()) {
        return no("this purchase is at another supplier", "ask the supplier which order it means");
    }
    match purchase.state {
        State::Queued | State::Sending => no("this purchase has not been sent", "wait until it was sent"),
        State::Rejected | State::Cancelled => {
            no("this purchase is not open any more", "ask the supplier to cancel it, or send it again")
        }
        _ => Ok(Ok(purchase)),
    }
}

/// What a row asks for. Amounts are compared in units of the supplier.
fn asks(
    write: &Write<'_>,
    purchase: &PurchaseRow,
    placed: &Placed<ConfirmationRecord>,
) -> Result<Result<Asks, Rejection>, ApiError> {
    let record = &placed.record;
    let known = write.confirmations_of(purchase.id)?.into_iter().any(|known| {
        known.by == ConfirmedBy::File
            && known.their_number == record.their_number
            && known.lines == [said(record)]
    });
    if known {
        return Ok(Ok(Asks::Nothing));
    }
    if record.sku.is_empty() {
        return Ok(match (record.said, purchase.state) {
            (Said::Yes, _) => Ok(Asks::Yes(None)),
            (Said::No, State::Placed) => Ok(Asks::Refuse),
            (Said::No, _) => Err(refused(
                placed,
                "status",
                &record.status,
                "the supplier refuses what it had not only been sent",
                "open the purchase and say what is true",
            )),
        });
    }
    let lines = write.purchase_lines(purchase.id)?;
    let of_sku: Vec<&PurchaseLineRow> = lines
        .iter()
        .filter(|line| line.supplier_sku.trim().eq_ignore_ascii_case(record.sku.trim()))
        .collect();
    let [line] = of_sku.as_slice() else {
        let reason = if of_sku.is_empty() {
            "the purchase has no item of this SKU"
        } else {
            "the purchase has several items of this SKU"
        };
        let fix = "open the purchase and say what the supplier answered";
        return Ok(Err(refused(placed, "sku", &record.sku, reason, fix)));
    };
    let quantity = if record.said == Said::No { Some(0) } else { record.quantity };
    let Some(quantity) = quantity else { return Ok(Ok(Asks::Yes(None))) };
    let kept = line.line.quantity.saturating_sub(line.refused);
    let each = (line.line.units / line.line.quantity.max(1)).max(1);
    let missing = kept * each - quantity;
    let value = quantity.to_string();
    if missing < 0 {
        let reason = format!("only {} were ordered", kept * each);
        let fix = "ask the supplier before more is sent than was ordered";
        return Ok(Err(refused(placed, "quantity", &value, &reason, fix)));
    }
    if missing % each != 0 || line.line.units % line.line.quantity.max(1) != 0 {
        let reason = format!("one item of the order takes {each} of these, and a part of one is left over");
        let fix = "open the purchase and record which items do not come";
        return Ok(Err(refused(placed, "quantity", &value, &reason, fix)));
    }
    let units = missing / each;
    if units > 0 && said_before(write, purchase, record)? {
        let reason = "an earlier file already said how many of these come";
        let fix = "open the purchase and record which items do not come, once the supplier said so";
        return Ok(Err(refused(placed, "quantity", &value, reason, fix)));
    }
    Ok(Ok(Asks::Yes((units > 0).then(|| ((*line).clone(), units)))))
}

/// True where a file said before how many come: this one may speak of the rest alone.
fn said_before(
    write: &Write<'_>,
    purchase: &PurchaseRow,
    record: &ConfirmationRecord,
) -> Result<bool, ApiError> {
    let same = |said: &SaidLine| {
        said.quantity.is_some_and(|quantity| quantity > 0)
            && said.sku.trim().eq_ignore_ascii_case(record.sku.trim())
    };
    let mut known = write.confirmations_of(purchase.id)?.into_iter();
    Ok(known.any(|known| known.by == ConfirmedBy::File && known.lines.iter().any(same)))
}

/// Joins the rows of a file that speak of the same item of a purchase: suppliers give every parcel a row of its own. The
/// joined one stands where the first stood, and says how many come in all.
pub fn joined(items: Vec<Item<ConfirmationRecord>>) -> Vec<Item<ConfirmationRecord>> {
    let mut first: HashMap<(String, String), usize> = HashMap::new();
    let mut all: Vec<Item<ConfirmationRecord>> = Vec::new();
    for item in items {
        if let Item::Read { record, .. } = &item
            && !record.sku.is_empty()
        {
            let key = (record.purchase_number.clone(), record.sku.trim().to_lowercase());
            let at = *first.entry(key).or_insert(all.len());
            if let Some(Item::Read { record: sum, .. }) = all.get_mut(at) {
                join(sum, record);
                continue;
            }
        }
        all.push(item);
    }
    all
}

fn join(sum: &mut ConfirmationRecord, more: &ConfirmationRecord) {
    match (sum.said, more.said) {
        (_, Said::No) => {}
        (Said::No, Said::Yes) => *sum = more.clone(),
        (Said::Yes, Said::Yes) => {
            sum.quantity = sum.quantity.zip(more.quantity).map(|(sum, more)| sum.saturating_add(more));
            sum.ship_day = sum.ship_day.max(more.ship_day);
        }
    }
}

/// Units that do not come are free to be bought elsewhere; when nothing is left, so is the purchase.
fn refuse(
    write: &Write<'_>,
    context: &Context<'_>,
    purchase: &PurchaseRow,
    line: &PurchaseLineRow,
    units: i64,
    record: &ConfirmationRecord,
    epoch: i64,
) -> Result<(), ApiError> {
    write.refuse_units(purchase.id, line.line.order_line, &line.line.part, units)?;
    let left = write.purchase_lines(purchase.id)?.iter().any(|line| line.refused < line.line.quantity);
    if !left {
        let note = format!("The supplier will send none of it: {}.", words(record));
        let change = Move { note, ..Move::default() };
        write.move_purchase(purchase.id, State::Confirmed, State::Cancelled, epoch, &change)?;
    }
    let facts = [
        ("number", purchase.number.clone()),
        ("supplier", purchase.supplier_name.clone()),
        ("units", units.to_string()),
        ("words", words(record)),
    ];
    Ok(write.add_event(purchase.order, context.now, "units_refused", "supplier", &facts)?)
}

fn tell(
    write: &Write<'_>,
    context: &Context<'_>,
    purchase: &PurchaseRow,
    event: &str,
    words: &str,
) -> Result<(), ApiError> {
    let facts = [
        ("number", purchase.number.clone()),
        ("supplier", purchase.supplier_name.clone()),
        ("words", words.to_owned()),
    ];
    Ok(write.add_event(purchase.order, context.now, event, "supplier", &facts)?)
}
