//! Purchases and their attempts.

use rusqlite::{OptionalExtension, Row, params};
use rust_decimal::Decimal;
use stockless_core::day::Instant;
use stockless_core::id::{AttemptId, OfferId, OrderId, OrderLineId, PurchaseId, SupplierId};
use stockless_core::money::Currency;
use stockless_core::purchase::{Reason, State};
use stockless_core::supplier::Channel;

use crate::open::StoreError;
use crate::sql;
use crate::store::{Read, Write};
use crate::undo::Undoable;

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
    /// Slowest days to the door that the supplier promises.
    pub lines: Vec<NewPurchaseLine>,
}

/// A line of a purchase to queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPurchaseLine {
    /// The order's line.
    pub order_line: OrderLineId,
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

/// An attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttemptRow {
    /// Which one.
    pub id: AttemptId,
    /// Its purchase.
    pub purchase: PurchaseId,
    /// 1 is the first.
    pub n: i64,
    /// The run of the program that made it.
    pub boot: String,
    /// When it began.
    pub started: Instant,
    /// When its outcome was known.
    pub finished: Option<Instant>,
    /// accepted, rejected, definite_no or unknown.
    pub outcome: Option<String>,
    /// What came back.
    pub evidence: String,
    /// The purchase's number.
    pub number: String,
    /// The supplier's name.
    pub supplier: String,
    /// The order.
    pub order: OrderId,
}

/// What changes with a state.
#[derive(Debug, Clone, Default)]
pub struct Move {
    /// Why.
    pub note: String,
    /// The supplier's number, where it is known now.
    pub supplier_number: Option<String>,
    /// When it was placed.
    pub placed: Option<Instant>,
    /// The supplier's slowest promise.
    pub promise: Option<Instant>,
    /// When it may leave.
    pub not_before: Option<Instant>,
    /// An unknown one may still arrive until then.
    pub ask_after: Option<Instant>,
    /// The run of the program that now owns it.
    pub boot: Option<String>,
}

const COLUMNS: &str = "p.id, p.order_id, o.number, p.supplier_id, s.name, p.seq, p.reason, p.number, p.key, p.state, p.version, \
     p.boot, p.channel, p.destination, p.document_name, p.currency, p.goods_minor, p.shipping_minor, p.fee_minor, \
     p.supplier_number, p.note, p.created_ms, p.not_before_ms, p.tries, p.placed_ms, p.promise_ms, p.ask_after_ms, p.remind_ms";

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
    })
}

fn attempt_row(row: &Row<'_>) -> rusqlite::Result<AttemptRow> {
    Ok(AttemptRow {
        id: AttemptId::new(row.get(0)?),
        purchase: PurchaseId::new(row.get(1)?),
        n: row.get(2)?,
        boot: row.get(3)?,
        started: Instant::from_ms(row.get(4)?),
        finished: row.get::<_, Option<i64>>(5)?.map(Instant::from_ms),
        outcome: row.get(6)?,
        evidence: row.get(7)?,
        number: row.get(8)?,
        supplier: row.get(9)?,
        order: OrderId::new(row.get(10)?),
    })
}

const ATTEMPTS: &str = "SELECT a.id, a.purchase_id, a.n, a.boot, a.started_ms, a.finished_ms, a.outcome, a.evidence, p.number, \
     s.name, p.order_id FROM attempt a JOIN purchase p ON p.id = a.purchase_id JOIN supplier s ON s.id = p.supplier_id";

pub(crate) fn list_sql() -> String {
    format!(
        "SELECT {COLUMNS} FROM {FROM} WHERE p.id < ?1 AND (?2 IS NULL OR p.state = ?2) AND (?3 IS NULL OR p.supplier_id = ?3)
         ORDER BY p.id DESC LIMIT ?4"
    )
}

pub(crate) fn in_state_sql() -> String {
    format!("SELECT {COLUMNS} FROM {FROM} WHERE p.state = ?1 ORDER BY p.not_before_ms, p.id LIMIT ?2")
}

pub(crate) fn attempts_sql() -> String {
    format!("{ATTEMPTS} WHERE a.id < ?1 ORDER BY a.id DESC LIMIT ?2")
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

    /// Purchases, newest first, from behind an id.
    pub fn purchases(
        &self,
        state: Option<State>,
        supplier: Option<SupplierId>,
        before_id: i64,
        limit: i64,
    ) -> Result<Vec<PurchaseRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(&list_sql())?;
        let rows = statement.query_map(
            params![before_id, state.map(State::word), supplier.map(SupplierId::get), limit],
            purchase_row,
        )?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many purchases there are in a state, or at all.
    pub fn purchases_total(
        &self,
        state: Option<State>,
        supplier: Option<SupplierId>,
    ) -> Result<i64, StoreError> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT count(*) FROM purchase WHERE (?1 IS NULL OR state = ?1) AND (?2 IS NULL OR supplier_id = ?2)",
            )?
            .query_row(params![state.map(State::word), supplier.map(SupplierId::get)], |row| row.get(0))?)
    }

    /// Lines of a purchase.
    pub fn purchase_lines(&self, id: PurchaseId) -> Result<Vec<PurchaseLineRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT l.order_line_id, l.offer_id, l.quantity, l.units, l.unit_cost, l.cost_minor, f.supplier_sku, ol.sku, ol.title
             FROM purchase_line l JOIN offer f ON f.id = l.offer_id JOIN order_line ol ON ol.id = l.order_line_id
             WHERE l.purchase_id = ?1 ORDER BY l.id",
        )?;
        let rows = statement.query_map([id.get()], |row| {
            let cost: String = row.get(4)?;
            Ok(PurchaseLineRow {
                line: NewPurchaseLine {
                    order_line: OrderLineId::new(row.get(0)?),
                    offer: OfferId::new(row.get(1)?),
                    quantity: row.get(2)?,
                    units: row.get(3)?,
                    unit_cost: sql::decimal("unit cost", &cost).map_err(sql::inside)?,
                    cost_minor: row.get(5)?,
                },
                supplier_sku: row.get(6)?,
                sku: row.get(7)?,
                title: row.get(8)?,
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

    /// Units of an order line that purchases hold.
    pub fn held_units(&self, line: OrderLineId) -> Result<i64, StoreError> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT coalesce(sum(l.quantity), 0) FROM purchase_line l JOIN purchase p ON p.id = l.purchase_id
                 WHERE l.order_line_id = ?1 AND p.state NOT IN ('rejected', 'cancelled') AND p.reason <> 'resend'",
            )?
            .query_row([line.get()], |row| row.get(0))?)
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

    /// Attempts of a purchase, newest first.
    pub fn attempts_of(&self, id: PurchaseId) -> Result<Vec<AttemptRow>, StoreError> {
        let mut statement =
            self.conn.prepare_cached(&format!("{ATTEMPTS} WHERE a.purchase_id = ?1 ORDER BY a.n DESC"))?;
        Ok(statement.query_map([id.get()], attempt_row)?.collect::<Result<_, _>>()?)
    }

    /// Attempts of all purchases, newest first, from behind an id.
    pub fn attempts(&self, before_id: i64, limit: i64) -> Result<Vec<AttemptRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(&attempts_sql())?;
        Ok(statement.query_map(params![before_id, limit], attempt_row)?.collect::<Result<_, _>>()?)
    }

    /// True when an attempt with this key and number is known here.
    pub fn knows_attempt(&self, key: &str, n: i64) -> Result<bool, StoreError> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM attempt a JOIN purchase p ON p.id = a.purchase_id WHERE p.key = ?1 AND a.n = ?2)",
            )?
            .query_row(params![key, n], |row| row.get(0))?)
    }

    /// Lines of which more units were bought than were ordered when they were bought. The database refuses them; this
    /// proves that it did. What the shop took out of an order afterwards is a difference for a person to look at.
    pub fn overdrawn_lines(&self) -> Result<i64, StoreError> {
        Ok(self.conn.query_row(
            "SELECT count(*) FROM (
                SELECT l.order_line_id, sum(l.quantity) AS held, max(p.created_ms) AS latest_ms
                FROM purchase_line l JOIN purchase p ON p.id = l.purchase_id
                WHERE p.state NOT IN ('rejected', 'cancelled') AND p.reason <> 'resend' GROUP BY l.order_line_id
             ) h JOIN order_line ol ON ol.id = h.order_line_id JOIN orders o ON o.id = ol.order_id
             WHERE h.held > ol.quantity AND h.latest_ms > o.changed_ms",
            [],
            |row| row.get(0),
        )?)
    }
}

impl Write<'_> {
    /// Queues a purchase with its lines. The database refuses a second one for the same order, supplier and
    /// sequence, and more units than were ordered.
    pub fn queue_purchase(
        &self,
        new: &NewPurchase,
        epoch: i64,
        now: Instant,
    ) -> Result<PurchaseId, StoreError> {
        use sha2::{Digest, Sha256};
        let hash = Sha256::digest(&new.document).to_vec();
        self.conn
            .prepare_cached(
                "INSERT INTO purchase (order_id, supplier_id, seq, reason, number, key, state, epoch, boot, channel, destination,
                    document, document_name, document_hash, subject, body, currency, goods_minor, shipping_minor, fee_minor,
                    created_ms, not_before_ms)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'queued', ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)",
            )?
            .execute(params![
                new.order.get(),
                new.supplier.get(),
                new.seq,
                new.reason.word(),
                new.number,
                new.key,
                epoch,
                new.boot,
                new.channel.word(),
                new.destination,
                new.document,
                new.document_name,
                hash,
                new.subject,
                new.body,
                new.currency.code(),
                new.goods_minor,
                new.shipping_minor,
                new.fee_minor,
                now.ms(),
                new.not_before.ms()
            ])?;
        let id = PurchaseId::new(self.conn.last_insert_rowid());
        for line in &new.lines {
            self.conn
                .prepare_cached(
                    "INSERT INTO purchase_line (purchase_id, order_line_id, offer_id, quantity, units, unit_cost, cost_minor)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                )?
                .execute(params![
                    id.get(),
                    line.order_line.get(),
                    line.offer.get(),
                    line.quantity,
                    line.units,
                    line.unit_cost.to_string(),
                    line.cost_minor
                ])?;
        }
        self.created(Undoable::Purchase, id.get());
        Ok(id)
    }

    /// Moves a purchase to another state, if the table of states allows it and it still stands where the caller
    /// believes. Anything else is refused and nothing is written.
    pub fn move_purchase(
        &self,
        id: PurchaseId,
        from: State,
        to: State,
        epoch: i64,
        change: &Move,
    ) -> Result<(), StoreError> {
        if !from.may_go().contains(&to) {
            return Err(StoreError::Refused(format!(
                "A purchase that is {} cannot become {}.",
                from.word(),
                to.word()
            )));
        }
        let changed = self
            .conn
            .prepare_cached(
                "UPDATE purchase SET state = ?3, version = version + 1, note = ?4,
                    supplier_number = coalesce(?5, supplier_number), placed_ms = coalesce(?6, placed_ms),
                    promise_ms = coalesce(?7, promise_ms), not_before_ms = coalesce(?8, not_before_ms),
                    ask_after_ms = ?9, boot = coalesce(?10, boot), remind_ms = NULL
                 WHERE id = ?1 AND state = ?2 AND (SELECT epoch FROM instance) = ?11",
            )?
            .execute(params![
                id.get(),
                from.word(),
                to.word(),
                change.note,
                change.supplier_number,
                change.placed.map(Instant::ms),
                change.promise.map(Instant::ms),
                change.not_before.map(Instant::ms),
                change.ask_after.map(Instant::ms),
                change.boot,
                epoch
            ])?;
        if changed == 1 { Ok(()) } else { Err(StoreError::Conflict("this purchase")) }
    }

    /// Writes the attempt and takes the purchase from queued to sending, or from unknown after a person's word.
    /// Exactly one row changes, or nothing is sent.
    pub fn begin_attempt(
        &self,
        id: PurchaseId,
        epoch: i64,
        boot: &str,
        now: Instant,
    ) -> Result<(AttemptId, i64), StoreError> {
        self.move_purchase(id, State::Queued, State::Sending, epoch, &Move::default())?;
        self.conn
            .prepare_cached("UPDATE purchase SET tries = tries + 1 WHERE id = ?1")?
            .execute([id.get()])?;
        let n: i64 = self
            .conn
            .prepare_cached("SELECT coalesce(max(n), 0) + 1 FROM attempt WHERE purchase_id = ?1")?
            .query_row([id.get()], |row| row.get(0))?;
        self.conn
            .prepare_cached(
                "INSERT INTO attempt (purchase_id, n, epoch, boot, started_ms) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![id.get(), n, epoch, boot, now.ms()])?;
        Ok((AttemptId::new(self.conn.last_insert_rowid()), n))
    }

    /// Writes the outcome of an attempt, once.
    pub fn end_attempt(
        &self,
        attempt: AttemptId,
        outcome: &str,
        evidence: &str,
        now: Instant,
    ) -> Result<(), StoreError> {
        let changed = self
            .conn
            .prepare_cached(
                "UPDATE attempt SET outcome = ?2, evidence = ?3, finished_ms = ?4 WHERE id = ?1 AND outcome IS NULL",
            )?
            .execute(params![attempt.get(), outcome, evidence, now.ms()])?;
        if changed == 1 { Ok(()) } else { Err(StoreError::Conflict("this attempt")) }
    }

    /// Lets queued purchases leave now: those of this run, or, when `adopt` names this run, those of earlier ones,
    /// which it takes over. Returns how many.
    pub fn release_queued(
        &self,
        boot: &str,
        adopt: Option<&str>,
        now: Instant,
        epoch: i64,
    ) -> Result<i64, StoreError> {
        let changed = self.conn.execute(
            "UPDATE purchase SET not_before_ms = ?2, boot = ?1, version = version + 1
             WHERE state = 'queued' AND (?3 IS NULL) = (boot = ?1) AND (SELECT epoch FROM instance) = ?4",
            params![boot, now.ms(), adopt, epoch],
        )?;
        Ok(i64::try_from(changed).unwrap_or(i64::MAX))
    }

    /// Sets when to ask again about a purchase.
    pub fn remind_purchase(&self, id: PurchaseId, at: Instant) -> Result<(), StoreError> {
        self.conn.execute(
            "UPDATE purchase SET remind_ms = ?2, version = version + 1 WHERE id = ?1",
            params![id.get(), at.ms()],
        )?;
        Ok(())
    }

    /// Records a purchase that was placed in the past, for sample data and history.
    pub fn record_placed(
        &self,
        new: &NewPurchase,
        epoch: i64,
        placed: Instant,
        promise: Option<Instant>,
        supplier_number: &str,
    ) -> Result<PurchaseId, StoreError> {
        let id = self.queue_purchase(new, epoch, placed)?;
        let (attempt, _) = self.begin_attempt(id, epoch, &new.boot, placed)?;
        self.end_attempt(attempt, "accepted", "sample", placed)?;
        self.move_purchase(
            id,
            State::Sending,
            State::Confirmed,
            epoch,
            &Move {
                supplier_number: Some(supplier_number.to_owned()),
                placed: Some(placed),
                promise,
                ..Move::default()
            },
        )?;
        Ok(id)
    }
}
