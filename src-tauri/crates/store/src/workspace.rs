//! The one row about the workspace, its settings, and who is in charge.

use rusqlite::{OptionalExtension, params};
use stockless_core::money::Currency;

use crate::open::StoreError;
use crate::sql;
use crate::store::{Read, Write};

/// The workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkspaceRow {
    /// Names it in the keychain.
    pub uid: String,
    /// Name as shown.
    pub name: String,
    /// Currency of every report.
    pub base_currency: Currency,
    /// Zone in which report days begin.
    pub time_zone: String,
    /// Margin floor in hundredths of a percent.
    pub margin_floor_bp: i64,
    /// How long things wait in the outbox.
    pub outbox_delay_ms: i64,
    /// False until the merchant answered the first step.
    pub set_up: bool,
    /// True for sample data.
    pub sample: bool,
    /// When it was made.
    pub created_ms: i64,
}

impl Read<'_> {
    /// The workspace; `None` in a new file.
    pub fn workspace(&self) -> Result<Option<WorkspaceRow>, StoreError> {
        let found = self
            .conn
            .prepare_cached(
                "SELECT uid, name, base_currency, time_zone, margin_floor_bp, outbox_delay_ms, set_up, sample, created_ms
                 FROM workspace",
            )?
            .query_row([], |row| {
                let currency: String = row.get(2)?;
                Ok(WorkspaceRow {
                    uid: row.get(0)?,
                    name: row.get(1)?,
                    base_currency: sql::currency(&currency).map_err(sql::inside)?,
                    time_zone: row.get(3)?,
                    margin_floor_bp: row.get(4)?,
                    outbox_delay_ms: row.get(5)?,
                    set_up: row.get(6)?,
                    sample: row.get(7)?,
                    created_ms: row.get(8)?,
                })
            })
            .optional()?;
        Ok(found)
    }

    /// A setting's text.
    pub fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        Ok(self
            .conn
            .prepare_cached("SELECT value FROM setting WHERE name = ?1")?
            .query_row([name], |row| row.get(0))
            .optional()?)
    }

    /// Settings whose name starts with a text, name and value.
    pub fn settings_under(&self, prefix: &str) -> Result<Vec<(String, String)>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT name, value FROM setting WHERE name >= ?1 AND name < ?1 || char(1114111) ORDER BY name",
        )?;
        let rows = statement.query_map([prefix], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Since when, and why, forwarding waits for the merchant.
    pub fn paused(&self) -> Result<Option<(i64, String)>, StoreError> {
        Ok(self
            .conn
            .query_row(
                "SELECT paused_since_ms, paused_reason FROM instance WHERE paused_since_ms IS NOT NULL",
                [],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?)
    }

    /// True when there is an order or an entry: base currency and time zone are fixed then.
    pub fn has_amounts(&self) -> Result<bool, StoreError> {
        Ok(self.conn.query_row(
            "SELECT EXISTS (SELECT 1 FROM orders) OR EXISTS (SELECT 1 FROM entry)",
            [],
            |row| row.get(0),
        )?)
    }
}

impl Write<'_> {
    /// Writes the workspace row.
    pub fn save_workspace(&self, row: &WorkspaceRow) -> Result<(), StoreError> {
        self.conn.execute(
            "INSERT INTO workspace (id, uid, name, base_currency, time_zone, margin_floor_bp, outbox_delay_ms, set_up, sample, created_ms)
             VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
             ON CONFLICT (id) DO UPDATE SET uid = excluded.uid, name = excluded.name, base_currency = excluded.base_currency,
                time_zone = excluded.time_zone, margin_floor_bp = excluded.margin_floor_bp,
                outbox_delay_ms = excluded.outbox_delay_ms, set_up = excluded.set_up, sample = excluded.sample",
            params![
                row.uid,
                row.name,
                row.base_currency.code(),
                row.time_zone,
                row.margin_floor_bp,
                row.outbox_delay_ms,
                row.set_up,
                row.sample,
                row.created_ms
            ],
        )?;
        Ok(())
    }

    /// Writes a setting; an empty value removes it.
    pub fn save_setting(&self, name: &str, value: &str) -> Result<(), StoreError> {
        if value.is_empty() {
            self.conn.execute("DELETE FROM setting WHERE name = ?1", [name])?;
        } else {
            self.conn.execute(
                "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                [name, value],
            )?;
        }
        Ok(())
    }

    /// Stops forwarding until the merchant has looked at the records.
    pub fn pause(&self, reason: &str, now_ms: i64) -> Result<(), StoreError> {
        self.conn.execute(
            "UPDATE instance SET paused_since_ms = coalesce(paused_since_ms, ?1), paused_reason = ?2",
            params![now_ms, reason],
        )?;
        Ok(())
    }

    /// Lets forwarding go on.
    pub fn resume(&self) -> Result<(), StoreError> {
        self.conn.execute("UPDATE instance SET paused_since_ms = NULL, paused_reason = ''", [])?;
        Ok(())
    }

    /// Removes everything but the workspace row, its settings and the run counter. For sample data only: the caller
    /// has made sure that nothing in here is real.
    pub fn erase_everything(&self) -> Result<(), StoreError> {
        self.conn.execute("UPDATE instance SET erasing = 1", [])?;
        // Children before parents, so that foreign keys hold at every step.
        for table in [
            "sum_day",
            "sum_month",
            "entry",
            "tracking_event",
            "shipment_line",
            "shipment",
            "alarm",
            "confirmation",
            "reply",
            "purchase_following",
            "returned_file",
            "returned_look",
            "mailbox_mark",
            "left_draft",
            "attempt",
            "purchase_line",
            "purchase",
            "key_name",
            "automation_due",
            "automation_ran",
            "automation_log",
            "automation_forward",
            "automation_rule",
            "order_draft",
            "supplier_automatic",
            "order_view",
            "order_event",
            "order_note",
            "order_tag",
            "order_route",
            "order_part",
            "order_address",
            "order_work",
            "order_raw",
            "order_line",
            "orders",
            "mapping",
            "offer_price",
            "offer_low",
            "offer",
            "door_days",
            "supplier_shipping",
            "supplier_connection",
            "supplier_expectation",
            "supplier_health",
            "supplier",
            "product",
            "recurring",
            "rate",
            "import_rejection",
            "import_run",
            "fee_rule",
            "routing_rule",
            "duty_rule",
            "column_choice",
            "shop",
            "saved_view",
            "undo",
        ] {
            self.conn.execute(&format!("DELETE FROM {table}"), [])?;
        }
        self.conn.execute("DELETE FROM order_fts", [])?;
        self.conn.execute("UPDATE instance SET erasing = 0", [])?;
        Ok(())
    }
}
