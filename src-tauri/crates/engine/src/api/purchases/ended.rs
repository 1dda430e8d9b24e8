//! A purchase that the supplier has and ended. The same request under the same key would be answered with what was
//! answered first, and ship nothing: it ends here too, and its units are ordered as a new purchase.

use stockless_core::purchase::State;
use stockless_store::StoreError;
use stockless_store::purchases::{Move, PurchaseRow as Row};

use crate::assess::{self, Age};
use crate::context::Context;
use crate::engine::Engine;
use crate::error::ApiError;
use crate::shapes::shared::Done;

/// Ends a purchase as it was shown, and frees its units and their stock.
pub(super) fn end(engine: &Engine, shown: Row) -> Result<Done, ApiError> {
    let (now, epoch) = (engine.now(), engine.store().epoch());
    let id = shown.id;
    engine.write(move |write| {
        let row = write.purchase(id)?;
        if row.version != shown.version || !row.ended_there {
            return Err(StoreError::Conflict("this purchase").into());
        }
        let note = format!("Ended, to be ordered as a new purchase. {}", row.note);
        write.move_purchase(id, row.state, State::Cancelled, epoch, &Move { note, ..Move::default() })?;
        write.release_stock(id)?;
        let facts =
            [("number", row.number.clone()), ("supplier", row.supplier_name.clone()), ("words", row.note)];
        write.add_event(row.order, now, "ended_there", "you", &facts)?;
        write.index_order(row.order);
        let context = Context::load(write, now)?;
        assess::refresh(&context, write, row.order, Age::Known)?;
        Ok(())
    })?;
    Ok(Done { count: 1, undo: None, id: Some(id.get()) })
}
