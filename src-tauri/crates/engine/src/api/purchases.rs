//! Purchases: the list, one of them, its document.

mod again;
mod answers;
mod ended;

pub use again::{purchase_refused, purchase_resend};
pub(crate) use answers::settle_placed;
pub use answers::{purchase_answer, purchase_cancel, purchase_placed, purchase_retry};

use stockless_core::day::Instant;
use stockless_core::id::{PurchaseId, SupplierId};
use stockless_core::money::Money;
use stockless_core::purchase::State;
use stockless_store::health::HealthRow;
use stockless_store::purchases::PurchaseRow as Row;

use self::answers::token;
use super::{id_key, page_size};
use crate::context::Context;
use crate::engine::Engine;
use crate::error::{ApiError, Code};
use crate::forwarding;
use crate::shapes::profit::Written;
use crate::shapes::purchases::{
    AttemptRow, DocumentRequest, Held, PurchaseDetail, PurchaseLineShape, PurchaseRow, PurchasesRequest,
};
use crate::shapes::shared::{Amount, ById, Page};

pub fn purchases(engine: &Engine, request: PurchasesRequest) -> Result<Page<PurchaseRow>, ApiError> {
    let states = match request.state.as_deref() {
        None => Vec::new(),
        Some("in_doubt") => vec![State::Unknown, State::Asking],
        Some(word) => vec![
            State::from_word(word)
                .ok_or_else(|| ApiError::invalid(format!("“{word}” is no state of a purchase.")))?,
        ],
    };
    let supplier = request.supplier_id.map(SupplierId::new);
    let (before, limit) = (id_key(request.key.as_deref(), i64::MAX)?, page_size(request.limit));
    engine.with_context(|context| {
        let found = context.read().purchases(&states, supplier, before, limit)?;
        let next = (i64::try_from(found.len()).unwrap_or(0) == limit)
            .then(|| found.last().map(|p| p.id.to_string()));
        let rows = found.iter().map(|row| purchase_row(context, row)).collect::<Result<_, _>>()?;
        Ok(Page { total: context.read().purchases_total(&states, supplier)?, rows, next: next.flatten() })
    })
}

/// A purchase as lists show it.
pub(crate) fn purchase_row(context: &Context<'_>, row: &Row) -> Result<PurchaseRow, ApiError> {
    let money = |minor| Money::from_minor(minor, row.currency);
    let total =
        money(row.goods_minor).checked_add(money(row.shipping_minor))?.checked_add(money(row.fee_minor))?;
    let lines = context.read().purchase_lines(row.id)?;
    let items =
        lines.iter().map(|l| format!("{} × {}", l.line.units, l.name())).collect::<Vec<_>>().join(", ");
    let held = match row.state {
        State::Queued => held(&context.read().health(row.supplier)?, context.now),
        _ => None,
    };
    let is_due = row.state == State::Queued && row.not_before < context.now.plus_ms(-60_000);
    Ok(PurchaseRow {
        id: row.id.get(),
        number: row.number.clone(),
        order_id: row.order.get(),
        order_number: row.order_number.clone(),
        supplier_id: row.supplier.get(),
        supplier: row.supplier_name.clone(),
        state: row.state.word().to_owned(),
        channel: row.channel.word().to_owned(),
        version: row.version,
        created_at: row.created.iso(),
        sends_at: (row.state == State::Queued).then(|| row.not_before.iso()),
        waits_for_word: is_due && held.is_none(),
        placed_at: row.placed.map(Instant::iso),
        supplier_number: row.supplier_number.clone(),
        goods: money(row.goods_minor).into(),
        shipping: money(row.shipping_minor).into(),
        fee: money(row.fee_minor).into(),
        total: total.into(),
        items,
        reason: row.note.clone(),
        document: row.document_name.clone(),
        held,
        doubt_since: row.first_sent.filter(|_| row.state.is_in_doubt()).map(Instant::iso),
        remind_at: row.remind.filter(|_| row.state.is_in_doubt()).map(Instant::iso),
        why: row.reason.word().to_owned(),
        ship_by: match row.state.is_in_doubt() {
            true => context.read().order(row.order)?.ship_by.map(Instant::iso),
            false => None,
        },
        raised_at: row.raised.filter(|_| row.state.is_in_doubt()).map(Instant::iso),
    })
}

/// What holds new purchases of a supplier back.
fn held(health: &HealthRow, now: Instant) -> Option<Held> {
    let of = |why: &str, since: Option<Instant>, until: Option<Instant>| {
        Some(Held { why: why.to_owned(), since: since.map(Instant::iso), until: until.map(Instant::iso) })
    };
    match (health.signed_out, health.stopped) {
        (Some(since), _) => of("signed_out", Some(since), None),
        (None, Some(since)) => of("stopped", Some(since), None),
        (None, None) => health.limit(now).and_then(|until| of("limited", None, Some(until))),
    }
}

pub fn purchase(engine: &Engine, request: ById) -> Result<PurchaseDetail, ApiError> {
    let id = PurchaseId::new(request.id);
    let boot = engine.inner().options.boot.clone();
    let next = engine.next_step(id)?;
    engine.with_context(|context| {
        let read = context.read();
        let row = read.purchase(id)?;
        let lines = read.purchase_lines(id)?;
        let mut shape = purchase_row(context, &row)?;
        shape.waits_for_word = row.state == State::Queued && row.boot != boot;
        let may_ask = row.state == State::Asking;
        Ok(PurchaseDetail {
            row: shape,
            lines: lines
                .iter()
                .map(|l| PurchaseLineShape {
                    supplier_sku: l.supplier_sku.clone(),
                    sku: l.sku.clone(),
                    title: l.title.clone(),
                    units: l.line.units,
                    unit_cost: Amount {
                        amount: l.line.unit_cost.to_string(),
                        currency: row.currency.to_string(),
                    },
                    order_line_id: l.line.order_line.get(),
                    part: l.line.part.clone(),
                    quantity: l.line.quantity,
                    refused: l.refused,
                })
                .collect(),
            attempts: read
                .attempts_of(id)?
                .into_iter()
                .map(|attempt| AttemptRow {
                    id: attempt.id.get(),
                    n: attempt.n,
                    started_at: attempt.started.iso(),
                    finished_at: attempt.finished.map(Instant::iso),
                    outcome: attempt.outcome,
                    evidence: attempt.evidence,
                    kind: attempt.kind.word().to_owned(),
                    status: attempt.trace.status,
                    sent: attempt.trace.sent,
                    received: attempt.trace.received,
                })
                .collect(),
            fields: fields(context, &row)?,
            destination: row.destination.clone(),
            ask_after: row.ask_after.filter(|_| row.state.is_in_doubt()).map(Instant::iso),
            next,
            can_look: row.state == State::Asking && forwarding::can_look(&row),
            can_cancel_there: forwarding::can_cancel_there(&row, context.now),
            following: super::following::following_of(read, &row, context.now)?,
            send_again_token: may_ask.then(|| token(&boot, &row)),
            ended_there: row.ended_there && matches!(row.state, State::Asking | State::Rejected),
        })
    })
}

/// What has to be typed in at the supplier's.
fn fields(context: &Context<'_>, row: &Row) -> Result<Vec<[String; 2]>, ApiError> {
    let read = context.read();
    let order = read.order(row.order)?;
    let to = read.corrected_address(row.order)?.unwrap_or(order.ship_to);
    let country = to.country.map_or_else(|| to.country_text.clone(), |c| c.code().to_owned());
    let mut fields = vec![("po_number", row.number.clone()), ("reference", row.key.clone())];
    for line in read.purchase_lines(row.id)? {
        fields.push(("item", format!("{} × {}", line.line.units, line.supplier_sku)));
    }
    fields.extend([
        ("name", to.name),
        ("company", to.company),
        ("line1", to.line1),
        ("line2", to.line2),
        ("postal_code", to.postal_code),
        ("city", to.city),
        ("region", to.region),
        ("country", country),
        ("phone", to.phone),
        ("email", order.email),
    ]);
    Ok(fields
        .into_iter()
        .filter(|(_, value)| !value.trim().is_empty())
        .map(|(name, value)| [name.to_owned(), value])
        .collect())
}

pub fn purchase_document(engine: &Engine, request: DocumentRequest) -> Result<Written, ApiError> {
    let frozen = engine.read(|read| Ok(read.frozen(PurchaseId::new(request.id))?))?;
    let path = std::path::PathBuf::from(&request.path);
    stockless_connect::report::write_file(&path, |out| Ok(out.write_all(&frozen.document)?))
        .map_err(|error| ApiError::new(Code::File, error.to_string()))?;
    Ok(Written { path: request.path, bytes: i64::try_from(frozen.document.len()).unwrap_or(i64::MAX) })
}
