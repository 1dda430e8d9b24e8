//! How sending to suppliers goes, and what to do when their records and ours do not agree.

use stockless_core::day::Instant;
use stockless_core::id::{PurchaseId, SupplierId};
use stockless_core::outcome::Outcome;

use crate::engine::Engine;
use crate::error::{ApiError, Code};
use crate::shapes::sending::{AlarmRow, Sending, SendingRow};
use crate::shapes::shared::{ById, Done, Nothing};

/// Alarms shown at once; more than a person can work off in a day.
const ALARMS: i64 = 500;

pub fn sending(engine: &Engine, _: Nothing) -> Result<Sending, ApiError> {
    let now = engine.now();
    engine.read(|read| {
        let mut suppliers = Vec::new();
        for (id, supplier, health) in read.troubled_suppliers(now)? {
            suppliers.push(SendingRow {
                supplier_id: id.get(),
                supplier,
                stopped_since: health.stopped.map(Instant::iso),
                signed_out_since: health.signed_out.map(Instant::iso),
                limited_until: health.limit(now).map(Instant::iso),
                unknown_run: health.unknown_run,
                waiting: read.queued_for(id)?,
            });
        }
        let alarms = read
            .alarms(ALARMS)?
            .into_iter()
            .map(|alarm| {
                let mut facts = alarm.facts;
                facts.insert("reference".to_owned(), alarm.reference);
                AlarmRow {
                    id: alarm.id,
                    kind: alarm.kind,
                    supplier_id: alarm.supplier.get(),
                    supplier: alarm.supplier_name,
                    purchase_id: alarm.purchase.map(PurchaseId::get),
                    facts,
                    found_at: alarm.found.iso(),
                }
            })
            .collect();
        Ok(Sending { suppliers, alarms })
    })
}

pub fn supplier_go_on(engine: &Engine, request: ById) -> Result<Done, ApiError> {
    let id = SupplierId::new(request.id);
    engine.write(move |write| {
        write.supplier(id)?;
        Ok(write.let_supplier_go_on(id)?)
    })?;
    engine.inner().background.wake();
    Ok(Done { count: 1, ..Done::default() })
}

pub fn alarm_settle(engine: &Engine, request: ById) -> Result<Done, ApiError> {
    let now = engine.now();
    engine.write(move |write| Ok(write.settle_alarm(request.id, now)?))?;
    Ok(Done { count: 1, id: Some(request.id), ..Done::default() })
}

pub fn purchase_cancel_there(engine: &Engine, request: ById) -> Result<Done, ApiError> {
    engine.may_forward()?;
    let answer = engine.cancel_there(PurchaseId::new(request.id))?;
    match answer.outcome {
        Outcome::Accepted { .. } => Ok(Done { count: 1, id: Some(request.id), ..Done::default() }),
        Outcome::Rejected { reason } => Err(ApiError::new(Code::NotNow, format!("The supplier said no: {reason}"))
            .with_action("Ask the supplier by mail or telephone.")),
        Outcome::DefiniteNo { reason, .. } => Err(ApiError::new(Code::NotNow, reason)),
        Outcome::Unknown { reason } => Err(ApiError::new(
            Code::NotNow,
            format!("We do not know whether the supplier cancelled it: {reason}"),
        )
        .with_action("Cancelling once more changes nothing that is cancelled already. Or look in your supplier account.")),
    }
}
