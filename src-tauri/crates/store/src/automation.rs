//! Rules, what they wait for, and what they did.

mod due;
mod forward;
mod log;

use rusqlite::{OptionalExtension, params};
use stockless_core::automation::Event;

pub use due::DueRow;
pub(crate) use due::{DUE, SINCE};
pub use forward::{Asking, ForwardRow, ForwardState, NewForward};
pub(crate) use forward::{DONE_SINCE, FORWARDS};
pub(crate) use log::{DRAFTS, LOG, LOG_OF_ORDER, LOG_OF_RULE};
pub use log::{DraftRow, LogRow, NewDraft, NewLog};

use crate::open::StoreError;
use crate::sql::word;
use crate::store::{Read, Write};

/// Rules a workspace has at most; more than anybody can follow, and what every change of an order is compared with.
pub const MOST_RULES: i64 = 200;

/// A stored rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleRow {
    /// Which one; 0 for a new one.
    pub id: i64,
    /// What it listens to.
    pub event: Event,
    /// True when it is switched on.
    pub enabled: bool,
    /// What the merchant calls it.
    pub name: String,
    /// Scope, conditions and actions, JSON.
    pub rule: String,
}

pub(crate) const RULES: &str =
    "SELECT id, event, enabled, name, rule FROM automation_rule ORDER BY event, position, id LIMIT 200";

impl Read<'_> {
    /// Every rule, in its order within its event.
    pub fn automation_rules(&self) -> Result<Vec<RuleRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(RULES)?;
        let mut rows = statement.query([])?;
        let mut rules = Vec::new();
        while let Some(row) = rows.next()? {
            let event: String = row.get(1)?;
            rules.push(RuleRow {
                id: row.get(0)?,
                event: word("event", &event, Event::from_word)?,
                enabled: row.get(2)?,
                name: row.get(3)?,
                rule: row.get(4)?,
            });
        }
        Ok(rules)
    }

    /// The event of a rule.
    pub fn automation_event(&self, id: i64) -> Result<Event, StoreError> {
        let found: Option<String> = self
            .conn
            .query_row("SELECT event FROM automation_rule WHERE id = ?1", [id], |row| row.get(0))
            .optional()?;
        word("event", &found.ok_or(StoreError::NotFound { what: "rule", id })?, Event::from_word)
    }
}

impl Write<'_> {
    /// Creates a rule at the end of its event, or changes a known one. One that listens to another event from now on
    /// goes to the end there.
    pub fn save_automation_rule(&self, rule: &RuleRow, now_ms: i64) -> Result<i64, StoreError> {
        let event = rule.event.word();
        let last: i64 = self.conn.query_row(
            "SELECT coalesce(max(position), 0) FROM automation_rule WHERE event = ?1",
            [event],
            |row| row.get(0),
        )?;
        self.forget_listening();
        if rule.id > 0 {
            let changed = self.conn.execute(
                "UPDATE automation_rule SET event = ?2, position = iif(event = ?2, position, ?3), enabled = ?4, name = ?5,
                    rule = ?6, changed_ms = ?7 WHERE id = ?1",
                params![rule.id, event, last + 1, rule.enabled, rule.name, rule.rule, now_ms],
            )?;
            return if changed == 1 {
                Ok(rule.id)
            } else {
                Err(StoreError::NotFound { what: "rule", id: rule.id })
            };
        }
        let count: i64 = self.conn.query_row("SELECT count(*) FROM automation_rule", [], |row| row.get(0))?;
        if count >= MOST_RULES {
            return Err(StoreError::Refused(format!(
                "There are {MOST_RULES} rules already. Remove one that is no longer needed."
            )));
        }
        self.conn.execute(
            "INSERT INTO automation_rule (event, position, enabled, name, rule, changed_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![event, last + 1, rule.enabled, rule.name, rule.rule, now_ms],
        )?;
        Ok(self.conn.last_insert_rowid())
    }

    /// Removes a rule. What it did stays.
    pub fn remove_automation_rule(&self, id: i64) -> Result<(), StoreError> {
        self.forget_listening();
        match self.conn.execute("DELETE FROM automation_rule WHERE id = ?1", [id])? {
            1 => Ok(()),
            _ => Err(StoreError::NotFound { what: "rule", id }),
        }
    }

    /// Switches a rule on or off.
    pub fn enable_automation_rule(&self, id: i64, on: bool) -> Result<(), StoreError> {
        self.forget_listening();
        match self.conn.execute("UPDATE automation_rule SET enabled = ?2 WHERE id = ?1", params![id, on])? {
            1 => Ok(()),
            _ => Err(StoreError::NotFound { what: "rule", id }),
        }
    }

    /// Puts a rule at a place among those of its event, counted from 1; beyond the end is the end.
    pub fn move_automation_rule(&self, id: i64, to: i64) -> Result<(), StoreError> {
        let event = self.automation_event(id)?;
        let mut ids: Vec<i64> =
            self.automation_rules()?.iter().filter(|rule| rule.event == event).map(|rule| rule.id).collect();
        ids.retain(|other| *other != id);
        let at = usize::try_from(to.saturating_sub(1)).unwrap_or(0).min(ids.len());
        ids.insert(at, id);
        for (position, id) in (1_i64..).zip(ids) {
            self.conn
                .prepare_cached("UPDATE automation_rule SET position = ?2 WHERE id = ?1")?
                .execute([id, position])?;
        }
        Ok(())
    }
}
