//! What rules did, and the messages they wrote.

use std::collections::BTreeMap;

use rusqlite::{Row, params};
use stockless_core::automation::Event;
use stockless_core::day::Instant;
use stockless_core::id::OrderId;

use crate::open::StoreError;
use crate::sql::{Json, inside, word};
use crate::store::{Read, Write};
use crate::undo::Undoable;

/// Something a rule is to be logged to have done.
#[derive(Debug, Clone)]
pub struct NewLog<'a> {
    /// The order.
    pub order: OrderId,
    /// The rule; 0 for the guard that stopped rules.
    pub rule: i64,
    /// Its name.
    pub name: &'a str,
    /// What it acted on.
    pub event: Event,
    /// What it did.
    pub did: &'a str,
    /// Facts for its text.
    pub facts: &'a BTreeMap<String, String>,
    /// The record that takes it back.
    pub undo: Option<i64>,
}

/// Something a rule did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogRow {
    /// The row.
    pub id: i64,
    /// When.
    pub at: Instant,
    /// The order.
    pub order: OrderId,
    /// Its number.
    pub number: String,
    /// The rule; it may be gone.
    pub rule: i64,
    /// Its name then.
    pub name: String,
    /// What it acted on.
    pub event: Event,
    /// What it did.
    pub did: String,
    /// Facts for its text.
    pub facts: BTreeMap<String, String>,
    /// The record that takes it back, while that is possible.
    pub undo: Option<i64>,
    /// True when it was taken back.
    pub undone: bool,
}

/// A message to be written down.
#[derive(Debug, Clone)]
pub struct NewDraft<'a> {
    /// The order.
    pub order: OrderId,
    /// customer or supplier.
    pub recipient: &'a str,
    /// Mail address; empty where it is not known.
    pub address: &'a str,
    /// Subject.
    pub subject: &'a str,
    /// Text.
    pub text: &'a str,
    /// The rule that wrote it.
    pub rule: &'a str,
}

/// A message that waits to be read, corrected and sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftRow {
    /// Which one.
    pub id: i64,
    /// The order.
    pub order: OrderId,
    /// Its number.
    pub number: String,
    /// customer or supplier.
    pub recipient: String,
    /// Mail address; empty where it is not known.
    pub address: String,
    /// Subject.
    pub subject: String,
    /// Text.
    pub text: String,
    /// The rule that wrote it.
    pub rule: String,
    /// When.
    pub created: Instant,
}

macro_rules! log_sql {
    ($condition:literal) => {
        concat!(
            "SELECT l.id, l.at_ms, l.order_id, o.number, l.rule_id, l.rule, l.event, l.did, l.facts, l.undo_id, ",
            "(SELECT u.undone_ms IS NOT NULL FROM undo u WHERE u.id = l.undo_id) ",
            "FROM automation_log l JOIN orders o ON o.id = l.order_id WHERE l.id < ?1",
            $condition,
            " ORDER BY l.id DESC LIMIT ?2"
        )
    };
}

pub(crate) const LOG: &str = log_sql!("");
pub(crate) const LOG_OF_ORDER: &str = log_sql!(" AND l.order_id = ?3");
pub(crate) const LOG_OF_RULE: &str = log_sql!(" AND l.rule_id = ?3");
pub(crate) const DRAFTS: &str = "SELECT d.id, d.order_id, o.number, d.recipient, d.address, d.subject, d.text, d.rule, d.created_ms \
     FROM order_draft d JOIN orders o ON o.id = d.order_id WHERE d.id < ?1 ORDER BY d.id DESC LIMIT ?2";

fn log_row(row: &Row<'_>) -> rusqlite::Result<LogRow> {
    let event: String = row.get(6)?;
    let undone: Option<bool> = row.get(10)?;
    Ok(LogRow {
        id: row.get(0)?,
        at: Instant::from_ms(row.get(1)?),
        order: OrderId::new(row.get(2)?),
        number: row.get(3)?,
        rule: row.get(4)?,
        name: row.get(5)?,
        event: word("event", &event, Event::from_word).map_err(inside)?,
        did: row.get(7)?,
        facts: row.get::<_, Json<BTreeMap<String, String>>>(8)?.0,
        undo: row.get::<_, Option<i64>>(9)?.filter(|_| undone == Some(false)),
        undone: undone == Some(true),
    })
}

impl Read<'_> {
    /// What rules did, latest first; of one rule, if it is named.
    pub fn automation_log(
        &self,
        rule: Option<i64>,
        before: i64,
        limit: i64,
    ) -> Result<Vec<LogRow>, StoreError> {
        let rows = match rule {
            None => self.conn.prepare_cached(LOG)?.query_map(params![before, limit], log_row)?.collect(),
            Some(rule) => self
                .conn
                .prepare_cached(LOG_OF_RULE)?
                .query_map(params![before, limit, rule], log_row)?
                .collect::<Result<_, _>>(),
        };
        Ok(rows?)
    }

    /// What rules did with an order, latest first, at most 500.
    pub fn automation_log_of(&self, order: OrderId) -> Result<Vec<LogRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(LOG_OF_ORDER)?;
        let rows = statement.query_map(params![i64::MAX, 500, order.get()], log_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How much is in the log; of one rule, if it is named.
    pub fn automation_log_total(&self, rule: Option<i64>) -> Result<i64, StoreError> {
        Ok(match rule {
            None => self.conn.query_row("SELECT count(*) FROM automation_log", [], |row| row.get(0)),
            Some(rule) => {
                self.conn.query_row("SELECT count(*) FROM automation_log WHERE rule_id = ?1", [rule], |row| {
                    row.get(0)
                })
            }
        }?)
    }

    /// Messages that wait, latest first.
    pub fn drafts(&self, before: i64, limit: i64) -> Result<Vec<DraftRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(DRAFTS)?;
        let rows = statement.query_map([before, limit], |row| {
            Ok(DraftRow {
                id: row.get(0)?,
                order: OrderId::new(row.get(1)?),
                number: row.get(2)?,
                recipient: row.get(3)?,
                address: row.get(4)?,
                subject: row.get(5)?,
                text: row.get(6)?,
                rule: row.get(7)?,
                created: Instant::from_ms(row.get(8)?),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many messages wait.
    pub fn drafts_total(&self) -> Result<i64, StoreError> {
        Ok(self.conn.query_row("SELECT count(*) FROM order_draft", [], |row| row.get(0))?)
    }
}

impl Write<'_> {
    /// Logs what a rule did.
    pub fn add_automation_log(&self, new: &NewLog<'_>, now: Instant) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO automation_log (at_ms, order_id, rule_id, rule, event, did, facts, undo_id)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                now.ms(),
                new.order.get(),
                new.rule,
                new.name,
                new.event.word(),
                new.did,
                Json(new.facts),
                new.undo
            ])?;
        Ok(())
    }

    /// Writes a message down.
    pub fn add_draft(&self, new: &NewDraft<'_>, now: Instant) -> Result<i64, StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO order_draft (order_id, recipient, address, subject, text, rule, created_ms)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                new.order.get(),
                new.recipient,
                new.address,
                new.subject,
                new.text,
                new.rule,
                now.ms()
            ])?;
        let id = self.conn.last_insert_rowid();
        self.created(Undoable::OrderDraft, id);
        Ok(id)
    }

    /// Removes a message.
    pub fn remove_draft(&self, id: i64) -> Result<(), StoreError> {
        self.touch(Undoable::OrderDraft, id)?;
        match self.conn.execute("DELETE FROM order_draft WHERE id = ?1", [id])? {
            1 => Ok(()),
            _ => Err(StoreError::NotFound { what: "message", id }),
        }
    }
}
