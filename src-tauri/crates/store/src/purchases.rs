//! Purchases: rows and reads.

mod attempts;
mod capability;
mod left_drafts;
mod moves;
mod parts;
mod raised;

pub use attempts::{AttemptRow, NewAttempt, Trace};
pub(crate) use attempts::{LEFT as LEFT_ATTEMPTS, attempts_sql};
pub use left_drafts::{Cleared, LeftDraft};
pub(crate) use left_drafts::{LEFT_DRAFTS, OVER_WITH_A_DRAFT};
pub use moves::Move;
pub use parts::HeldParts;
pub(crate) use raised::TO_RAISE;

use rusqlite::{OptionalExtension, Row, params};
use rust_decimal::Decimal;
use stockless_core::day::Instant;
use stockless_core::id::{OfferId, OrderId, OrderLineId, PurchaseId, SupplierId};
use stockless_core::money::Currency;
use stockless_core::protocol::Capability;
use stockless_core::purchase::{Reason, State};
use stockless_core::supplier::Channel;

use crate::open::StoreError;
use crate::sql;
use crate::store::Read;

/// A purchase without its document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PurchaseRow {
    /// Which one.
    pub id: PurchaseId,
    /// Its order.
    pub order: OrderId,
    /// The order's number.
    pub order_number: String,
    /// Its supplier.
    pub supplier: SupplierId,
    /// Supplier's name.
    pub supplier_name: String,
    /// 1 is the first of these lines at this supplier.
    pub seq: i64,
    /// Why there is one with a higher sequence.
    pub reason: Reason,
    /// Number as the supplier sees it.
    pub number: String,
    /// The same on every computer.
    pub key: String,
    /// Where it stands.
    pub state: State,
    /// Raises with every change.
    pub version: i64,
    /// The run of the program that queued it.
    pub boot: String,
    /// How it leaves.
    pub channel: Channel,
    /// Where to.
    pub destination: String,
    /// Name of its document.
    pub document_name: String,
    /// Currency of its amounts.
    pub currency: Currency,
    /// Goods.
    pub goods_minor: i64,
    /// Sending.
    pub shipping_minor: i64,
    /// Order fee.
    pub fee_minor: i64,
    /// The supplier's own number.
    pub supplier_number: String,
    /// Why it stands where it stands.
    pub note: String,
    /// When it was queued.
    pub created: Instant,
    /// When it may leave.
    pub not_before: Instant,
    /// Attempts so far.
    pub tries: i64,
    /// When it was placed.
    pub placed: Option<Instant>,
    /// The supplier's slowest promise.
    pub promise: Option<Instant>,
    /// An unknown one may still arrive until then.
    pub ask_after: Option<Instant>,
    /// When to ask again.
    pub remind: Option<Instant>,
    /// What the supplier's channel could do when it was queued.
    pub capability: Capability,
    /// The supplier's number of the draft to confirm; empty where there is none.
    pub draft: String,
    /// An attempt may have arrived and nothing has shown that it did not.
    pub in_doubt: bool,
    /// A later attempt was refused meanwhile.
    pub refused: bool,
    /// Looks at the supplier's records that told nothing, since it is in doubt.
    pub looks: i64,
    /// Until when its key may be relied on; `None` for ever.
    pub key_expires: Option<Instant>,
    /// When the supplier may have seen its key first.
    pub first_sent: Option<Instant>,
    /// When its present quarantine began, by the clock that nobody can set.
    pub doubt: Option<Quarantine>,
    /// When it was raised once more because its order has to leave soon.
    pub raised: Option<Instant>,
    /// The supplier has it under its key, and ended it: cancelled or refused there. The same key asks for nothing new.
    pub ended_there: bool,
}

/// The beginning of a quarantine, by a clock that cannot be set. It counts within one start of the computer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quarantine {
    /// The run of the program.
    pub boot: String,
    /// What the steady clock showed, milliseconds.
    pub steady_ms: i64,
}

/// A purchase to queue.
#[derive(Debug, Clone)]
pub struct NewPurchase {
    /// Its order.
    pub order: OrderId,
    /// Its supplier.
    pub supplier: SupplierId,
    /// 1 for the first.
    pub seq: i64,
    /// Why.
    pub reason: Reason,
    /// Number as the supplier sees it.
    pub number: String,
    /// The key.
    pub key: String,
    /// The run of the program.
    pub boot: String,
    /// How it leaves.
    pub channel: Channel,
    /// Where to.
    pub destination: String,
    /// The document, frozen.
    pub document: Vec<u8>,
    /// Its name.
    pub document_name: String,
    /// Subject of the mail.
    pub subject: String,
    /// Text of the mail.
    pub body: String,
    /// Currency of the amounts.
    pub currency: Currency,
    /// Goods.
    pub goods_minor: i64,
    /// Sending.
    pub shipping_minor: i64,
    /// Order fee.
    pub fee_minor: i64,
    /// When it may leave.
    pub not_before: Instant,
    /// What the supplier's channel can do.
    pub capability: Capability,
    /// What is bought.
    pub lines: Vec<NewPurchaseLine>,
}

/// A line of a purchase to queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPurchaseLine {
    /// The order's line.
    pub order_line: OrderLineId,
    /// Which part of it; empty for the whole.
    pub part: String,
    /// The offer.
    pub offer: OfferId,
    /// Units of the order.
    pub quantity: i64,
    /// Units at the supplier.
    pub units: i64,
    /// Unit cost agreed.
    pub unit_cost: Decimal,
    /// Cost of the line in minor units.
    pub cost_minor: i64,
}

/// A line of a purchase with its texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PurchaseLineRow {
    /// As queued.
    pub line: NewPurchaseLine,
    /// Supplier's SKU.
    pub supplier_sku: String,
    /// Our SKU.
    pub sku: String,
    /// Title.
    pub title: String,
    /// Units of the order that the supplier will not send, though it took the rest.
    pub refused: i64,
}

impl PurchaseLineRow {
    /// What it is called: the line's title, with the part where it is one.
    pub fn name(&self) -> String {
        if self.line.part.is_empty() {
            self.title.clone()
        } else {
            format!("{}: {}", self.title, self.line.part)
        }
    }

    /// What the units that the supplier sends cost, in minor units: their share of the line's cost.
    pub fn kept_cost_minor(&self) -> i64 {
        let (cost, quantity) = (i128::from(self.line.cost_minor), i128::from(self.line.quantity.max(1)));
        let kept = i128::from(self.line.quantity.saturating_sub(self.refused));
        // Half up, like every other share of an amount.
        i64::try_from((2 * cost * kept + quantity).div_euclid(2 * quantity)).unwrap_or(self.line.cost_minor)
    }
}

/// What is frozen in a purchase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frozen {
    /// The document.
    pub document: Vec<u8>,
    /// Its name.
    pub name: String,
    /// Subject of the mail.
    pub subject: String,
    /// Text of the mail.
    pub body: String,
}

const COLUMNS: &str = "p.id, p.order_id, o.number, p.supplier_id, s.name, p.seq, p.reason, p.number, p.key, p.state, p.version, \
     p.boot, p.channel, p.destination, p.document_name, p.currency, p.goods_minor, p.shipping_minor, p.fee_minor, \
     p.supplier_number, p.note, p.created_ms, p.not_before_ms, p.tries, p.placed_ms, p.promise_ms, p.ask_after_ms, p.remind_ms, \
     p.capability, p.draft, p.in_doubt, p.refused, p.looks, p.key_expires_ms, p.first_sent_ms, \
     p.doubt_boot, p.doubt_steady_ms, p.raised_ms, p.ended_there";

const FROM: &str = "purchase p JOIN orders o ON o.id = p.order_id JOIN supplier s ON s.id = p.supplier_id";

fn purchase_row(row: &Row<'_>) -> rusqlite::Result<PurchaseRow> {
    let text = |index: usize| row.get::<_, String>(index);
    let instant = |index: usize| row.get::<_, Option<i64>>(index).map(|ms| ms.map(Instant::from_ms));
    Ok(PurchaseRow {
        id: PurchaseId::new(row.get(0)?),
        order: OrderId::new(row.get(1)?),
        order_number: text(2)?,
        supplier: SupplierId::new(row.get(3)?),
        supplier_name: text(4)?,
        seq: row.get(5)?,
        reason: sql::word("reason", &text(6)?, Reason::from_word).map_err(sql::inside)?,
        number: text(7)?,
        key: text(8)?,
        state: sql::word("purchase state", &text(9)?, State::from_word).map_err(sql::inside)?,
        version: row.get(10)?,
        boot: text(11)?,
        channel: sql::word("channel", &text(12)?, Channel::from_word).map_err(sql::inside)?,
        destination: text(13)?,
        document_name: text(14)?,
        currency: sql::currency(&text(15)?).map_err(sql::inside)?,
        goods_minor: row.get(16)?,
        shipping_minor: row.get(17)?,
        fee_minor: row.get(18)?,
        supplier_number: text(19)?,
        note: text(20)?,
        created: Instant::from_ms(row.get(21)?),
        not_before: Instant::from_ms(row.get(22)?),
        tries: row.get(23)?,
        placed: instant(24)?,
        promise: instant(25)?,
        ask_after: instant(26)?,
        remind: instant(27)?,
        capability: capability::from_text(&text(28)?).map_err(sql::inside)?,
        draft: text(29)?,
        in_doubt: row.get(30)?,
        refused: row.get(31)?,
        looks: row.get(32)?,
        key_expires: instant(33)?,
        first_sent: instant(34)?,
        doubt: row
            .get::<_, Option<i64>>(36)?
            .map(|steady_ms| Quarantine { boot: text(35).unwrap_or_default(), steady_ms }),
        raised: instant(37)?,
        ended_there: row.get(38)?,
    })
}

pub(crate) fn list_sql() -> String {
    format!(
        "SELECT {COLUMNS} FROM {FROM} WHERE p.id < ?1 AND (?2 IS NULL OR p.state IN (?2, ?5)) AND (?3 IS NULL OR p.supplier_id = ?3)
         ORDER BY p.id DESC LIMIT ?4"
    )
}

pub(crate) fn in_state_sql() -> String {
    format!("SELECT {COLUMNS} FROM {FROM} WHERE p.state = ?1 ORDER BY p.not_before_ms, p.id LIMIT ?2")
}

pub(crate) fn placed_since_sql() -> String {
    format!(
        "SELECT {COLUMNS} FROM {FROM} WHERE p.supplier_id = ?1 AND p.placed_ms >= ?2
         ORDER BY p.placed_ms LIMIT ?3"
    )
}

impl Read<'_> {
    /// One purchase.
    pub fn purchase(&self, id: PurchaseId) -> Result<PurchaseRow, StoreError> {
        self.conn
            .prepare_cached(&format!("SELECT {COLUMNS} FROM {FROM} WHERE p.id = ?1"))?
            .query_row([id.get()], purchase_row)
            .optional()?
            .ok_or(StoreError::NotFound { what: "purchase", id: id.get() })
    }

    /// A purchase by its number.
    pub fn purchase_by_number(&self, number: &str) -> Result<Option<PurchaseRow>, StoreError> {
        Ok(self
            .conn
            .prepare_cached(&format!("SELECT {COLUMNS} FROM {FROM} WHERE p.number = ?1"))?
            .query_row([number.trim()], purchase_row)
            .optional()?)
    }

    /// A purchase by its key.
    pub fn purchase_by_key(&self, key: &str) -> Result<Option<PurchaseRow>, StoreError> {
        Ok(self
            .conn
            .prepare_cached(&format!("SELECT {COLUMNS} FROM {FROM} WHERE p.key = ?1"))?
            .query_row([key], purchase_row)
            .optional()?)
    }

    /// Purchases of an order, first one first.
    pub fn purchases_of(&self, order: OrderId) -> Result<Vec<PurchaseRow>, StoreError> {
        let mut statement = self
            .conn
            .prepare_cached(&format!("SELECT {COLUMNS} FROM {FROM} WHERE p.order_id = ?1 ORDER BY p.id"))?;
        Ok(statement.query_map([order.get()], purchase_row)?.collect::<Result<_, _>>()?)
    }

    /// Purchases in a state, those that may leave first first.
    pub fn purchases_in(&self, state: State, limit: i64) -> Result<Vec<PurchaseRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(&in_state_sql())?;
        Ok(statement.query_map(params![state.word(), limit], purchase_row)?.collect::<Result<_, _>>()?)
    }

    /// Purchases in one of these states, or in any where there are none, newest first, from behind an id. Two states at
    /// most.
    pub fn purchases(
        &self,
        states: &[State],
        supplier: Option<SupplierId>,
        before_id: i64,
        limit: i64,
    ) -> Result<Vec<PurchaseRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(&list_sql())?;
        let rows = statement.query_map(
            params![
                before_id,
                states.first().map(|state| state.word()),
                supplier.map(SupplierId::get),
                limit,
                states.last().map(|state| state.word())
            ],
            purchase_row,
        )?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many purchases there are in one of these states, or at all. Two states at most.
    pub fn purchases_total(&self, states: &[State], supplier: Option<SupplierId>) -> Result<i64, StoreError> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT count(*) FROM purchase WHERE (?1 IS NULL OR state IN (?1, ?3)) AND (?2 IS NULL OR supplier_id = ?2)",
            )?
            .query_row(
                params![
                    states.first().map(|state| state.word()),
                    supplier.map(SupplierId::get),
                    states.last().map(|state| state.word())
                ],
                |row| row.get(0),
            )?)
    }

    /// How many purchases wait to leave for a supplier.
    pub fn queued_for(&self, supplier: SupplierId) -> Result<i64, StoreError> {
        Ok(self
            .conn
            .prepare_cached("SELECT count(*) FROM purchase WHERE state = 'queued' AND supplier_id = ?1")?
            .query_row([supplier.get()], |row| row.get(0))?)
    }

    /// Purchases at a supplier that were placed since a time, oldest first.
    pub fn placed_since(
        &self,
        supplier: SupplierId,
        since: Instant,
        limit: i64,
    ) -> Result<Vec<PurchaseRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(&placed_since_sql())?;
        let rows = statement.query_map(params![supplier.get(), since.ms(), limit], purchase_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many purchases may or may not be with their suppliers.
    pub fn purchases_in_doubt(&self) -> Result<i64, StoreError> {
        Ok(self
            .conn
            .prepare_cached("SELECT count(*) FROM purchase WHERE state IN ('unknown', 'asking')")?
            .query_row([], |row| row.get(0))?)
    }

    /// Of these, those that only the merchant can find out about.
    pub fn purchases_asking(&self) -> Result<i64, StoreError> {
        Ok(self
            .conn
            .prepare_cached("SELECT count(*) FROM purchase WHERE state = 'asking'")?
            .query_row([], |row| row.get(0))?)
    }

    /// Lines of a purchase.
    pub fn purchase_lines(&self, id: PurchaseId) -> Result<Vec<PurchaseLineRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT l.order_line_id, l.offer_id, l.quantity, l.units, l.unit_cost, l.cost_minor, f.supplier_sku, ol.sku, ol.title, l.refused, l.part
             FROM purchase_line l JOIN offer f ON f.id = l.offer_id JOIN order_line ol ON ol.id = l.order_line_id
             WHERE l.purchase_id = ?1 ORDER BY l.id",
        )?;
        let rows = statement.query_map([id.get()], |row| {
            let cost: String = row.get(4)?;
            Ok(PurchaseLineRow {
                line: NewPurchaseLine {
                    order_line: OrderLineId::new(row.get(0)?),
                    part: row.get(10)?,
                    offer: OfferId::new(row.get(1)?),
                    quantity: row.get(2)?,
                    units: row.get(3)?,
                    unit_cost: sql::decimal("unit cost", &cost).map_err(sql::inside)?,
                    cost_minor: row.get(5)?,
                },
                supplier_sku: row.get(6)?,
                sku: row.get(7)?,
                title: row.get(8)?,
                refused: row.get(9)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What is frozen in a purchase.
    pub fn frozen(&self, id: PurchaseId) -> Result<Frozen, StoreError> {
        self.conn
            .query_row(
                "SELECT document, document_name, subject, body FROM purchase WHERE id = ?1",
                [id.get()],
                |row| {
                    Ok(Frozen {
                        document: row.get(0)?,
                        name: row.get(1)?,
                        subject: row.get(2)?,
                        body: row.get(3)?,
                    })
                },
            )
            .optional()?
            .ok_or(StoreError::NotFound { what: "purchase", id: id.get() })
    }

    /// The next sequence number for an order at a supplier.
    pub fn next_sequence(&self, order: OrderId, supplier: SupplierId) -> Result<i64, StoreError> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT coalesce(max(seq), 0) + 1 FROM purchase WHERE order_id = ?1 AND supplier_id = ?2",
            )?
            .query_row(params![order.get(), supplier.get()], |row| row.get(0))?)
    }

    /// Lines, or parts of lines, of which more units were bought than were ordered when they were bought. The database refuses them; this
    /// proves that it did. What the shop took out of an order afterwards is a difference for a person to look at.
    pub fn overdrawn_lines(&self) -> Result<i64, StoreError> {
        Ok(self.conn.query_row(
            "SELECT count(*) FROM (
                SELECT l.order_line_id, max(p.created_ms) AS latest_ms, sum(l.quantity - l.refused) + (
                    SELECT coalesce(sum(w.quantity - w.refused), 0) FROM purchase_line w JOIN purchase q ON q.id = w.purchase_id
                    WHERE w.order_line_id = l.order_line_id AND w.part = '' AND l.part <> ''
                        AND q.state NOT IN ('rejected', 'cancelled') AND q.reason <> 'resend') AS held
                FROM purchase_line l JOIN purchase p ON p.id = l.purchase_id
                WHERE p.state NOT IN ('rejected', 'cancelled') AND p.reason <> 'resend' GROUP BY l.order_line_id, l.part
             ) h JOIN order_line ol ON ol.id = h.order_line_id JOIN orders o ON o.id = ol.order_id
             WHERE h.held > ol.quantity AND h.latest_ms > o.changed_ms",
            [],
            |row| row.get(0),
        )?)
    }
}
