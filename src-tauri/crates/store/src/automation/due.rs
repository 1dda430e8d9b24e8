//! Noticing what happens to orders while somebody listens.
//!
//! The functions that write what is derived, the shop's record and the state of a purchase call [`Write::happened`].
//! What nobody listens to is not noted, so that a workspace without rules pays one look per transaction.

use std::collections::BTreeSet;

use rusqlite::params;
use stockless_core::automation::{Event, Occasion};
use stockless_core::check::Queue;
use stockless_core::id::OrderId;

use crate::open::StoreError;
use crate::sql::word;
use crate::store::{Read, Write};
use crate::view::ViewRow;

/// Something that rules have not looked at yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueRow {
    /// The row.
    pub id: i64,
    /// What happened.
    pub occasion: Occasion,
}

pub(crate) const DUE: &str =
    "SELECT id, order_id, event, instance, depth FROM automation_due WHERE id > 0 ORDER BY id LIMIT ?1";

pub(crate) const SINCE: &str = "SELECT placed_ms, order_id FROM order_view INDEXED BY order_view_placed \
     WHERE placed_ms >= ?1 AND (placed_ms, order_id) < (?2, ?3) ORDER BY placed_ms DESC, order_id DESC LIMIT ?4";

/// Events that follow from the queue an order is in.
const OF_QUEUES: [Event; 4] = [Event::CameIn, Event::Ready, Event::NeedsDecision, Event::Late];

impl Read<'_> {
    /// What rules have not looked at yet, first come first.
    pub fn automation_due(&self, limit: i64) -> Result<Vec<DueRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(DUE)?;
        let mut rows = statement.query([limit])?;
        let mut due = Vec::new();
        while let Some(row) = rows.next()? {
            let event: String = row.get(2)?;
            let occasion = Occasion {
                order: OrderId::new(row.get(1)?),
                event: word("event", &event, Event::from_word)?,
                instance: row.get(3)?,
                depth: row.get(4)?,
            };
            due.push(DueRow { id: row.get(0)?, occasion });
        }
        Ok(due)
    }

    /// The rules that have acted on an occasion.
    pub fn automation_ran(&self, occasion: &Occasion) -> Result<Vec<i64>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT rule_id FROM automation_ran WHERE order_id = ?1 AND event = ?2 AND instance = ?3",
        )?;
        let rows = statement
            .query_map(params![occasion.order.get(), occasion.event.word(), occasion.instance], |row| {
                row.get(0)
            })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Orders placed since an instant, latest first, from a key on.
    pub fn orders_since(
        &self,
        since_ms: i64,
        before: (i64, i64),
        limit: i64,
    ) -> Result<Vec<(i64, OrderId)>, StoreError> {
        let mut statement = self.conn.prepare_cached(SINCE)?;
        let rows = statement.query_map(params![since_ms, before.0, before.1, limit], |row| {
            Ok((row.get(0)?, OrderId::new(row.get(1)?)))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many orders were placed since an instant.
    pub fn orders_since_total(&self, since_ms: i64) -> Result<i64, StoreError> {
        Ok(self.conn.query_row(
            "SELECT count(*) FROM order_view INDEXED BY order_view_placed WHERE placed_ms >= ?1",
            [since_ms],
            |row| row.get(0),
        )?)
    }
}

impl Write<'_> {
    /// Notes that something happened, if a rule that is switched on listens to it.
    pub fn happened(&self, order: OrderId, event: Event, instance: i64) -> Result<(), StoreError> {
        if !self.listens(event)? {
            return Ok(());
        }
        self.conn
            .prepare_cached(
                "INSERT OR IGNORE INTO automation_due (order_id, event, instance, depth) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![order.get(), event.word(), instance, self.depth.get()])?;
        Ok(())
    }

    /// What happens from now on in this transaction was led to by so many rules in a row.
    pub fn caused_by_rules(&self, depth: i64) {
        self.depth.set(depth);
    }

    /// Remembers that a rule acts on an occasion. False when it has before, and must not again.
    pub fn automation_enter(&self, rule: i64, occasion: &Occasion) -> Result<bool, StoreError> {
        let entered = self
            .conn
            .prepare_cached(
                "INSERT OR IGNORE INTO automation_ran (order_id, event, instance, rule_id) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![occasion.order.get(), occasion.event.word(), occasion.instance, rule])?;
        Ok(entered == 1)
    }

    /// Rules have looked at it.
    pub fn automation_looked(&self, due: i64) -> Result<(), StoreError> {
        self.conn.prepare_cached("DELETE FROM automation_due WHERE id = ?1")?.execute([due])?;
        Ok(())
    }

    /// Rules were changed in this transaction.
    pub(super) fn forget_listening(&self) {
        *self.listening.borrow_mut() = None;
    }

    /// Whether a rule that is switched on listens to an event.
    pub(crate) fn listens(&self, event: Event) -> Result<bool, StoreError> {
        if let Some(events) = &*self.listening.borrow() {
            return Ok(events.contains(&event));
        }
        let mut events = BTreeSet::new();
        let mut statement =
            self.conn.prepare_cached("SELECT DISTINCT event FROM automation_rule WHERE enabled = 1")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let text: String = row.get(0)?;
            events.insert(word("event", &text, Event::from_word)?);
        }
        let listens = events.contains(&event);
        *self.listening.borrow_mut() = Some(events);
        Ok(listens)
    }

    /// What is derived about an order before it is written anew, if anybody listens to what follows from it.
    pub(crate) fn standing_before(&self, order: OrderId) -> Result<Option<Option<ViewRow>>, StoreError> {
        for event in OF_QUEUES {
            if self.listens(event)? {
                return self.view_of(order).map(Some);
            }
        }
        Ok(None)
    }

    /// Notes what follows from the queue an order is in now. An order that is over when it is first seen is history,
    /// and sets nothing off.
    pub(crate) fn note_standing(&self, before: Option<&ViewRow>, now: &ViewRow) -> Result<(), StoreError> {
        let moved = before.is_none_or(|before| before.queue != now.queue);
        let event = match now.queue {
            Queue::Ready if moved => Some(Event::Ready),
            Queue::Late if moved => Some(Event::Late),
            // Another check that fails is another decision.
            Queue::Decide if moved || before.is_some_and(|b| b.flag != now.flag) => {
                Some(Event::NeedsDecision)
            }
            _ => None,
        };
        let came_in = (before.is_none() && now.queue != Queue::Done).then_some(Event::CameIn);
        for event in [came_in, event].into_iter().flatten() {
            if self.listens(event)? {
                let version = self
                    .conn
                    .prepare_cached("SELECT version FROM orders WHERE id = ?1")?
                    .query_row([now.order.get()], |row| row.get(0))?;
                self.happened(now.order, event, version)?;
            }
        }
        Ok(())
    }
}
