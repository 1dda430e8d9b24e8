//! Purchases queued, moved from state to state, and released.

use rusqlite::{OptionalExtension, params};
use sha2::{Digest, Sha256};
use stockless_core::automation::Event;
use stockless_core::day::Instant;
use stockless_core::id::{OrderId, OrderLineId, PurchaseId};
use stockless_core::outcome::Outcome;
use stockless_core::protocol::Kind;
use stockless_core::purchase::State;

use super::{NewAttempt, NewPurchase, Quarantine, Trace, capability};
use crate::open::StoreError;
use crate::store::Write;
use crate::undo::Undoable;

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
    /// The supplier's number of the draft to confirm.
    pub draft: Option<String>,
    /// A later attempt was refused while it is in doubt.
    pub refused: bool,
    /// Looks at the supplier's records that told nothing.
    pub looks: Option<i64>,
    /// When the supplier may have seen its key first, and until when that may be relied on, where the journal knows
    /// it and the database does not.
    pub first_sent: Option<(Instant, Option<Instant>)>,
    /// The quarantine begins now.
    pub doubt: Option<Quarantine>,
    /// The supplier has it, and ended it. Stays known until the supplier has it alive.
    pub ended_there: bool,
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
        let hash = Sha256::digest(&new.document).to_vec();
        self.conn
            .prepare_cached(
                "INSERT INTO purchase (order_id, supplier_id, seq, reason, number, key, state, epoch, boot, channel, destination,
                    document, document_name, document_hash, subject, body, currency, goods_minor, shipping_minor, fee_minor,
                    created_ms, not_before_ms, capability)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'queued', ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21,
                    ?22)",
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
                new.not_before.ms(),
                capability::to_text(&new.capability)
            ])?;
        let id = PurchaseId::new(self.conn.last_insert_rowid());
        for line in &new.lines {
            self.conn
                .prepare_cached(
                    "INSERT INTO purchase_line (purchase_id, order_line_id, offer_id, quantity, units, unit_cost, cost_minor, part)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                )?
                .execute(params![
                    id.get(),
                    line.order_line.get(),
                    line.offer.get(),
                    line.quantity,
                    line.units,
                    line.unit_cost.to_string(),
                    line.cost_minor,
                    line.part
                ])?;
        }
        self.created(Undoable::Purchase, id.get());
        Ok(id)
    }

    /// Writes another destination for a purchase that waits and that nobody can have. A draft stays where it was made.
    pub fn redirect_purchase(&self, id: PurchaseId, destination: &str) -> Result<(), StoreError> {
        let changed = self
            .conn
            .prepare_cached(
                "UPDATE purchase SET destination = ?2, draft = '' WHERE id = ?1 AND state = 'queued' AND in_doubt = 0",
            )?
            .execute(params![id.get(), destination])?;
        if changed == 1 { Ok(()) } else { Err(StoreError::Conflict("this purchase")) }
    }

    /// Gives a purchase back what only the journal knew: the draft whose confirmation left, and where it went.
    pub fn recall(&self, id: PurchaseId, draft: Option<&str>, destination: &str) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "UPDATE purchase SET draft = coalesce(?2, draft), destination = ?3 WHERE id = ?1",
            )?
            .execute(params![id.get(), draft, destination])?;
        Ok(())
    }

    /// Moves a purchase to another state, if the table of states allows it and it still stands where the caller
    /// believes. Anything else is refused and nothing is written. A move between unknown and unknown changes what is
    /// known about it.
    ///
    /// Whether it is in doubt follows from the state: unknown and asking are, a repeat that is being sent stays so,
    /// and everything else is only reached when the doubt is over.
    pub fn move_purchase(
        &self,
        id: PurchaseId,
        from: State,
        to: State,
        epoch: i64,
        change: &Move,
    ) -> Result<(), StoreError> {
        let known_better = from == State::Unknown && to == State::Unknown;
        if !known_better && !from.may_go().contains(&to) {
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
                    ask_after_ms = ?9, boot = coalesce(?10, boot), remind_ms = NULL,
                    draft = coalesce(?12, draft), refused = ?13, looks = coalesce(?14, 0),
                    first_sent_ms = coalesce(?15, first_sent_ms), key_expires_ms = iif(?15 IS NULL, key_expires_ms, ?16),
                    doubt_boot = coalesce(?17, doubt_boot), doubt_steady_ms = coalesce(?18, doubt_steady_ms),
                    in_doubt = CASE WHEN ?3 IN ('unknown', 'asking') THEN 1 WHEN ?3 IN ('sending', 'cancelled') THEN in_doubt
                        ELSE 0 END,
                    ended_there = iif(?3 IN ('placed', 'confirmed'), 0, max(ended_there, ?19))
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
                epoch,
                change.draft,
                change.refused,
                change.looks,
                change.first_sent.map(|(first, _)| first.ms()),
                change.first_sent.and_then(|(_, end)| end).map(Instant::ms),
                change.doubt.as_ref().map(|doubt| doubt.boot.as_str()),
                change.doubt.as_ref().map(|doubt| doubt.steady_ms),
                change.ended_there
            ])?;
        if changed != 1 {
            return Err(StoreError::Conflict("this purchase"));
        }
        if !to.is_placed() {
            self.stop_following(id)?;
        }
        self.note_move(id, to)
    }

    /// Notes what rules listen to. A version of a purchase is one time of its event.
    fn note_move(&self, id: PurchaseId, to: State) -> Result<(), StoreError> {
        let event = match to {
            State::Placed => Event::PurchasePlaced,
            State::Confirmed => Event::PurchaseConfirmed,
            State::Rejected => Event::PurchaseRejected,
            _ => return Ok(()),
        };
        if !self.listens(event)? {
            return Ok(());
        }
        let (order, version): (i64, i64) = self
            .conn
            .prepare_cached("SELECT order_id, version FROM purchase WHERE id = ?1")?
            .query_row([id.get()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        // Versions of one purchase stay far below this, so that no two purchases share a number.
        let instance = id.get().saturating_mul(1_000_000).saturating_add(version);
        self.happened(OrderId::new(order), event, instance)
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

    /// Notes units of a line, or of a part of it, that the supplier will not send. Refused when it has fewer left.
    pub fn refuse_units(
        &self,
        id: PurchaseId,
        order_line: OrderLineId,
        part: &str,
        quantity: i64,
    ) -> Result<(), StoreError> {
        let changed = self.conn.execute(
            "UPDATE purchase_line SET refused = refused + ?3
             WHERE purchase_id = ?1 AND order_line_id = ?2 AND part = ?4 AND ?3 > 0 AND refused + ?3 <= quantity",
            params![id.get(), order_line.get(), quantity, part],
        )?;
        if changed != 1 {
            return Err(StoreError::Refused(
                "That many units are not in this line of the purchase.".to_owned(),
            ));
        }
        self.conn.execute("UPDATE purchase SET version = version + 1 WHERE id = ?1", [id.get()])?;
        Ok(())
    }

    /// The name of a shop or supplier in keys of purchases: as it was when it was first used in one. `kind` is `shop` or
    /// `supplier`.
    pub fn key_name(&self, kind: &str, id: i64, now_called: &str) -> Result<String, StoreError> {
        let known = self
            .conn
            .prepare_cached("SELECT name FROM key_name WHERE kind = ?1 AND id = ?2")?
            .query_row(params![kind, id], |row| row.get(0))
            .optional()?;
        if let Some(name) = known {
            return Ok(name);
        }
        let plain = now_called.trim().to_lowercase();
        // Another one may have had this name when it was first used.
        for n in 1..1_000 {
            let name = if n == 1 { plain.clone() } else { format!("{plain} {n}") };
            let added = self
                .conn
                .prepare_cached("INSERT OR IGNORE INTO key_name (kind, id, name) VALUES (?1, ?2, ?3)")?
                .execute(params![kind, id, name])?;
            if added == 1 {
                return Ok(name);
            }
        }
        Err(StoreError::Refused(format!("There are too many called “{now_called}”.")))
    }

    /// Lets a queued purchase wait, with the reason, after a look that told nothing.
    pub fn postpone_queued(
        &self,
        id: PurchaseId,
        note: &str,
        until: Instant,
        epoch: i64,
    ) -> Result<(), StoreError> {
        let changed = self
            .conn
            .prepare_cached(
                "UPDATE purchase SET not_before_ms = ?3, note = ?2, looks = looks + 1, version = version + 1
                 WHERE id = ?1 AND state = 'queued' AND (SELECT epoch FROM instance) = ?4",
            )?
            .execute(params![id.get(), note, until.ms(), epoch])?;
        if changed == 1 { Ok(()) } else { Err(StoreError::Conflict("this purchase")) }
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
        let attempt = NewAttempt {
            purchase: id,
            from: State::Queued,
            kind: Kind::Place,
            boot: new.boot.clone(),
            epoch,
            key_expires: None,
        };
        let (attempt, _) = self.begin_attempt(&attempt, placed)?;
        let accepted = Outcome::Accepted { reference: None, evidence: "sample".to_owned() };
        self.end_attempt(attempt, &accepted, &Trace::default(), placed)?;
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
