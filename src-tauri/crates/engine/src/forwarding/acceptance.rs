//! What a supplier says that it takes of a purchase, booked where it fits what was ordered.
//!
//! Units that do not come are free to be bought again, the same way as when a merchant or a returned file says so. A
//! supplier that is not known to split orders, and an answer that does not fit, are an alarm and change nothing: units that
//! were freed by mistake would be bought twice.

use std::collections::BTreeMap;

use stockless_core::acceptance::{Judged, Less, Ordered, Said, judge};
use stockless_core::id::PurchaseId;
use stockless_core::purchase::State;
use stockless_store::Write;
use stockless_store::health::NewAlarm;
use stockless_store::purchases::{Move, PurchaseLineRow, PurchaseRow};

use super::record::{Here, tell};
use crate::error::ApiError;

/// Books what a supplier said about the lines of a purchase that it has. The order is assessed by the caller.
pub(super) fn book(write: &Write<'_>, id: PurchaseId, said: &Said, here: &Here) -> Result<(), ApiError> {
    if *said == Said::Nothing {
        return Ok(());
    }
    let purchase = write.purchase(id)?;
    if !purchase.state.is_placed() {
        return Ok(());
    }
    let lines = write.purchase_lines(id)?;
    let ordered: Vec<Ordered<'_>> = lines.iter().map(ordered).collect();
    match judge(&ordered, said) {
        Judged::AsKnown => Ok(()),
        Judged::Unclear(why) => raise(write, &purchase, "lines_unclear", &why, here),
        Judged::Less(less) if !purchase.capability.partial_acceptance => {
            raise(write, &purchase, "split_there", &words(&lines, &less), here)
        }
        Judged::Less(less) => refuse(write, &purchase, &lines, &less, here),
    }
}

fn ordered(row: &PurchaseLineRow) -> Ordered<'_> {
    let line = &row.line;
    Ordered { sku: &row.supplier_sku, quantity: line.quantity, refused: row.refused, units: line.units }
}

/// What does not come, for people: "1 of 2 Lamp (sold out), 1 of 1 Rug".
fn words(lines: &[PurchaseLineRow], less: &[Less]) -> String {
    let each = less.iter().filter_map(|less| {
        let line = lines.get(less.line)?;
        let why = if less.reason.is_empty() { String::new() } else { format!(" ({})", less.reason) };
        Some(format!("{} of {} {}{why}", less.quantity, line.line.quantity, line.name()))
    });
    each.collect::<Vec<_>>().join(", ")
}

fn refuse(
    write: &Write<'_>,
    purchase: &PurchaseRow,
    lines: &[PurchaseLineRow],
    less: &[Less],
    here: &Here,
) -> Result<(), ApiError> {
    for less in less {
        if let Some(row) = lines.get(less.line) {
            write.refuse_units(purchase.id, row.line.order_line, &row.line.part, less.quantity)?;
        }
    }
    let words = words(lines, less);
    let left = write.purchase_lines(purchase.id)?.iter().any(|line| line.refused < line.line.quantity);
    if !left {
        let note = format!("The supplier will send none of it: {words}.");
        let change = Move { note, ..Move::default() };
        write.move_purchase(purchase.id, purchase.state, State::Cancelled, here.epoch, &change)?;
    }
    let units: i64 = less.iter().map(|less| less.quantity).sum();
    let facts = [
        ("number", purchase.number.clone()),
        ("supplier", purchase.supplier_name.clone()),
        ("units", units.to_string()),
        ("words", words),
    ];
    Ok(write.add_event(purchase.order, here.now, "units_refused", "supplier", &facts)?)
}

fn raise(
    write: &Write<'_>,
    purchase: &PurchaseRow,
    kind: &'static str,
    why: &str,
    here: &Here,
) -> Result<(), ApiError> {
    let facts = BTreeMap::from([
        ("number".to_owned(), purchase.number.clone()),
        ("ids".to_owned(), purchase.supplier_number.clone()),
        ("words".to_owned(), why.to_owned()),
    ]);
    let alarm = NewAlarm {
        kind,
        supplier: purchase.supplier,
        purchase: Some(purchase.id),
        reference: purchase.key.clone(),
        facts,
    };
    if write.raise_alarm(&alarm, here.now)? {
        tell(write, purchase, kind, why, here.now)?;
    }
    Ok(())
}
