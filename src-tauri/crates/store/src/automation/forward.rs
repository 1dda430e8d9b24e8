//! Orders that rules want forwarded, and to whom they may be.

use rusqlite::{OptionalExtension, params};
use stockless_core::automation::Event;
use stockless_core::day::Instant;
use stockless_core::id::{OrderId, SupplierId};

use crate::open::StoreError;
use crate::sql::word;
use crate::store::{Read, Write};
use crate::undo::Undoable;

/// What became of a forwarding that a rule wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ForwardState {
    /// Waits for its time.
    Planned,
    /// Waits for the merchant's word, because much would leave at once.
    Asks,
    /// In the outbox or beyond.
    Forwarded,
    /// Left to the merchant.
    Left,
}

impl ForwardState {
    const fn word(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Asks => "asks",
            Self::Forwarded => "forwarded",
            Self::Left => "left",
        }
    }
}

/// A forwarding to plan.
#[derive(Debug, Clone)]
pub struct NewForward<'a> {
    /// The order.
    pub order: OrderId,
    /// The rule.
    pub rule: i64,
    /// Its name.
    pub name: &'a str,
    /// What it acted on.
    pub event: Event,
    /// When.
    pub due: Instant,
}

/// A forwarding that a rule wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForwardRow {
    /// The order.
    pub order: OrderId,
    /// The rule.
    pub rule: i64,
    /// Its name.
    pub name: String,
    /// What it acted on.
    pub event: Event,
    /// When.
    pub due: Instant,
}

/// What was forwarded by rules in a while.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Asking {
    /// Orders.
    pub orders: i64,
    /// What they cost at their suppliers in the base currency, as far as rates were known.
    pub to_pay_minor: i64,
}

pub(crate) const FORWARDS: &str = "SELECT order_id, rule_id, rule, event, due_ms FROM automation_forward \
     WHERE state = ?1 AND due_ms <= ?2 ORDER BY due_ms, order_id LIMIT ?3";
pub(crate) const DONE_SINCE: &str = "SELECT count(*), coalesce(sum(to_pay_minor), 0) FROM automation_forward \
     INDEXED BY automation_forward_done WHERE state = 'forwarded' AND done_ms > ?1";

impl Read<'_> {
    /// Forwardings in a state that are due, earliest first.
    pub fn automation_forwards(
        &self,
        state: ForwardState,
        due: Instant,
        limit: i64,
    ) -> Result<Vec<ForwardRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(FORWARDS)?;
        let mut rows = statement.query(params![state.word(), due.ms(), limit])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let event: String = row.get(3)?;
            found.push(ForwardRow {
                order: OrderId::new(row.get(0)?),
                rule: row.get(1)?,
                name: row.get(2)?,
                event: word("event", &event, Event::from_word)?,
                due: Instant::from_ms(row.get(4)?),
            });
        }
        Ok(found)
    }

    /// What rules forwarded since an instant.
    pub fn automation_forwarded_since(&self, since: Instant) -> Result<Asking, StoreError> {
        Ok(self
            .conn
            .prepare_cached(DONE_SINCE)?
            .query_row([since.ms()], |row| Ok(Asking { orders: row.get(0)?, to_pay_minor: row.get(1)? }))?)
    }

    /// How many forwardings are in a state.
    pub fn automation_forwards_total(&self, state: ForwardState) -> Result<i64, StoreError> {
        Ok(self.conn.query_row(
            "SELECT count(*) FROM automation_forward WHERE state = ?1",
            [state.word()],
            |row| row.get(0),
        )?)
    }

    /// Whether rules may forward to a supplier.
    pub fn is_automatic(&self, supplier: SupplierId) -> Result<bool, StoreError> {
        Ok(self
            .conn
            .prepare_cached("SELECT 1 FROM supplier_automatic WHERE supplier_id = ?1")?
            .query_row([supplier.get()], |_| Ok(()))
            .optional()?
            .is_some())
    }
}

impl Write<'_> {
    /// Plans the forwarding of an order; an earlier plan for it is replaced.
    pub fn plan_forward(&self, new: &NewForward<'_>) -> Result<(), StoreError> {
        self.touch(Undoable::PlannedForward, new.order.get())?;
        self.conn
            .prepare_cached(
                "INSERT INTO automation_forward (order_id, rule_id, rule, event, due_ms, state) VALUES (?1, ?2, ?3, ?4, ?5, 'planned')
                 ON CONFLICT (order_id) DO UPDATE SET rule_id = excluded.rule_id, rule = excluded.rule, event = excluded.event,
                    due_ms = excluded.due_ms, state = 'planned', done_ms = NULL, to_pay_minor = NULL",
            )?
            .execute(params![new.order.get(), new.rule, new.name, new.event.word(), new.due.ms()])?;
        Ok(())
    }

    /// Says what became of a planned forwarding.
    pub fn settle_forward(
        &self,
        order: OrderId,
        state: ForwardState,
        now: Instant,
        to_pay_minor: Option<i64>,
    ) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "UPDATE automation_forward SET state = ?2, done_ms = iif(?2 IN ('forwarded', 'left'), ?3, NULL), to_pay_minor = ?4
                 WHERE order_id = ?1",
            )?
            .execute(params![order.get(), state.word(), now.ms(), to_pay_minor])?;
        Ok(())
    }

    /// Looks at a planned forwarding again later.
    pub fn postpone_forward(&self, order: OrderId, due: Instant) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "UPDATE automation_forward SET due_ms = ?2 WHERE order_id = ?1 AND state = 'planned'",
            )?
            .execute([order.get(), due.ms()])?;
        Ok(())
    }

    /// Lets rules forward to a supplier, or no longer.
    pub fn set_automatic(&self, supplier: SupplierId, on: bool, now: Instant) -> Result<(), StoreError> {
        if on {
            self.conn.execute(
                "INSERT OR IGNORE INTO supplier_automatic (supplier_id, since_ms) VALUES (?1, ?2)",
                [supplier.get(), now.ms()],
            )?;
        } else {
            self.conn.execute("DELETE FROM supplier_automatic WHERE supplier_id = ?1", [supplier.get()])?;
        }
        Ok(())
    }
}
