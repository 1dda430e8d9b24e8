//! How sending to a supplier goes, how it is reached, and what its records and ours do not agree on.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, Row, params};
use stockless_core::day::Instant;
use stockless_core::id::{PurchaseId, SupplierId};

use crate::open::StoreError;
use crate::sql::Json;
use crate::store::{Read, Write};

/// Attempts in a row that nobody knows the end of, after which nothing new is sent to a supplier.
pub const UNKNOWN_IN_A_ROW: i64 = 2;

/// How sending to a supplier goes at present.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HealthRow {
    /// Attempts in a row that nobody knows the end of.
    pub unknown_run: i64,
    /// Nothing new is sent there since.
    pub stopped: Option<Instant>,
    /// It no longer accepts our key or password since.
    pub signed_out: Option<Instant>,
    /// It asked to be left alone until.
    pub limited_until: Option<Instant>,
    /// Its records were last compared with ours.
    pub reconciled: Option<Instant>,
}

impl HealthRow {
    /// Whether something new may be sent now.
    pub fn may_send(&self, now: Instant) -> bool {
        self.stopped.is_none() && self.signed_out.is_none() && self.may_ask(now)
    }

    /// Whether the supplier may be asked anything at all now.
    pub fn may_ask(&self, now: Instant) -> bool {
        self.limit(now).is_none()
    }

    /// Until when it wants to be left alone, where that is not over. Nobody is left alone for longer than an hour: a
    /// moment beyond it was told by a clock that has been put back since.
    pub fn limit(&self, now: Instant) -> Option<Instant> {
        self.limited_until.filter(|until| *until > now && *until <= now.plus_ms(LONGEST_LIMIT_MS))
    }
}

/// A supplier that asks for more is asked again after that, milliseconds.
const LONGEST_LIMIT_MS: i64 = 3_600_000;

/// What an attempt tells about a supplier's health.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// It answered, whatever it said.
    Answered,
    /// Nobody knows how it ended.
    Unknown,
    /// Nothing reached it: that tells nothing.
    Nothing,
}

/// What a supplier's records and ours do not agree on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlarmRow {
    /// Which one.
    pub id: i64,
    /// `missing_there`, `unknown_here`, `twice_there`, `split_there` or `lines_unclear`.
    pub kind: String,
    /// The supplier.
    pub supplier: SupplierId,
    /// Supplier's name.
    pub supplier_name: String,
    /// Our purchase, where there is one.
    pub purchase: Option<PurchaseId>,
    /// The reference it is about.
    pub reference: String,
    /// What was seen.
    pub facts: BTreeMap<String, String>,
    /// When it was found.
    pub found: Instant,
}

/// An alarm to raise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAlarm {
    /// `missing_there`, `unknown_here`, `twice_there`, `split_there` or `lines_unclear`.
    pub kind: &'static str,
    /// The supplier.
    pub supplier: SupplierId,
    /// Our purchase, where there is one.
    pub purchase: Option<PurchaseId>,
    /// The reference it is about.
    pub reference: String,
    /// What was seen.
    pub facts: BTreeMap<String, String>,
}

fn instant(row: &Row<'_>, index: usize) -> rusqlite::Result<Option<Instant>> {
    Ok(row.get::<_, Option<i64>>(index)?.map(Instant::from_ms))
}

pub(crate) fn alarms_sql() -> &'static str {
    "SELECT a.id, a.kind, a.supplier_id, s.name, a.purchase_id, a.reference, a.facts, a.found_ms
     FROM alarm a JOIN supplier s ON s.id = a.supplier_id WHERE a.settled_ms IS NULL ORDER BY a.found_ms LIMIT ?1"
}

impl Read<'_> {
    /// Suppliers that nothing is sent to now, with their names.
    pub fn troubled_suppliers(
        &self,
        now: Instant,
    ) -> Result<Vec<(SupplierId, String, HealthRow)>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT h.supplier_id, s.name, h.unknown_run, h.stopped_ms, h.signed_out_ms, h.limited_until_ms, h.reconciled_ms
             FROM supplier_health h JOIN supplier s ON s.id = h.supplier_id
             WHERE h.stopped_ms IS NOT NULL OR h.signed_out_ms IS NOT NULL
                 OR h.limited_until_ms BETWEEN ?1 + 1 AND ?1 + ?2 ORDER BY s.name",
        )?;
        let rows = statement.query_map([now.ms(), LONGEST_LIMIT_MS], |row| {
            let health = HealthRow {
                unknown_run: row.get(2)?,
                stopped: instant(row, 3)?,
                signed_out: instant(row, 4)?,
                limited_until: instant(row, 5)?,
                reconciled: instant(row, 6)?,
            };
            Ok((SupplierId::new(row.get(0)?), row.get(1)?, health))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How sending to a supplier goes.
    pub fn health(&self, supplier: SupplierId) -> Result<HealthRow, StoreError> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT unknown_run, stopped_ms, signed_out_ms, limited_until_ms, reconciled_ms
                 FROM supplier_health WHERE supplier_id = ?1",
            )?
            .query_row([supplier.get()], |row| {
                Ok(HealthRow {
                    unknown_run: row.get(0)?,
                    stopped: instant(row, 1)?,
                    signed_out: instant(row, 2)?,
                    limited_until: instant(row, 3)?,
                    reconciled: instant(row, 4)?,
                })
            })
            .optional()?
            .unwrap_or_default())
    }

    /// Settings of a supplier's connection, as JSON; empty where there are none.
    pub fn connection(&self, supplier: SupplierId) -> Result<String, StoreError> {
        Ok(self
            .conn
            .prepare_cached("SELECT settings FROM supplier_connection WHERE supplier_id = ?1")?
            .query_row([supplier.get()], |row| row.get(0))
            .optional()?
            .unwrap_or_default())
    }

    /// What suppliers' records and ours do not agree on, oldest first.
    pub fn alarms(&self, limit: i64) -> Result<Vec<AlarmRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(alarms_sql())?;
        let rows = statement.query_map([limit], |row| {
            Ok(AlarmRow {
                id: row.get(0)?,
                kind: row.get(1)?,
                supplier: SupplierId::new(row.get(2)?),
                supplier_name: row.get(3)?,
                purchase: row.get::<_, Option<i64>>(4)?.map(PurchaseId::new),
                reference: row.get(5)?,
                facts: row.get::<_, Json<BTreeMap<String, String>>>(6)?.0,
                found: Instant::from_ms(row.get(7)?),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Write<'_> {
    /// Counts what an attempt tells. The second attempt in a row that nobody knows the end of stops the supplier; one
    /// that was answered lets it go on.
    pub fn note_sign(&self, supplier: SupplierId, sign: Sign, now: Instant) -> Result<(), StoreError> {
        let sql = match sign {
            Sign::Nothing => return Ok(()),
            Sign::Answered => {
                "INSERT INTO supplier_health (supplier_id) VALUES (?1)
                 ON CONFLICT (supplier_id) DO UPDATE SET unknown_run = 0, stopped_ms = NULL WHERE ?2 <> ?3"
            }
            Sign::Unknown => {
                "INSERT INTO supplier_health (supplier_id, unknown_run) VALUES (?1, 1)
                 ON CONFLICT (supplier_id) DO UPDATE SET unknown_run = unknown_run + 1,
                    stopped_ms = CASE WHEN unknown_run + 1 >= ?3 THEN coalesce(stopped_ms, ?2) ELSE stopped_ms END"
            }
        };
        self.conn.prepare_cached(sql)?.execute(params![supplier.get(), now.ms(), UNKNOWN_IN_A_ROW])?;
        Ok(())
    }

    /// Writes whether a supplier accepts our key, and until when it wants to be left alone.
    pub fn note_access(
        &self,
        supplier: SupplierId,
        signed_out: Option<Instant>,
        limited_until: Option<Instant>,
    ) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO supplier_health (supplier_id, signed_out_ms, limited_until_ms) VALUES (?1, ?2, ?3)
                 ON CONFLICT (supplier_id) DO UPDATE SET limited_until_ms = excluded.limited_until_ms,
                    signed_out_ms = CASE WHEN excluded.signed_out_ms IS NULL THEN NULL
                        ELSE coalesce(signed_out_ms, excluded.signed_out_ms) END",
            )?
            .execute(params![supplier.get(), signed_out.map(Instant::ms), limited_until.map(Instant::ms)])?;
        Ok(())
    }

    /// Lets sending to a supplier go on by the merchant's word.
    pub fn let_supplier_go_on(&self, supplier: SupplierId) -> Result<(), StoreError> {
        self.conn.execute(
            "UPDATE supplier_health SET unknown_run = 0, stopped_ms = NULL, signed_out_ms = NULL, limited_until_ms = NULL
             WHERE supplier_id = ?1",
            [supplier.get()],
        )?;
        Ok(())
    }

    /// Writes when a supplier's records were compared with ours.
    pub fn note_reconciled(&self, supplier: SupplierId, now: Instant) -> Result<(), StoreError> {
        self.conn.execute(
            "INSERT INTO supplier_health (supplier_id, reconciled_ms) VALUES (?1, ?2)
             ON CONFLICT (supplier_id) DO UPDATE SET reconciled_ms = excluded.reconciled_ms",
            params![supplier.get(), now.ms()],
        )?;
        Ok(())
    }

    /// Writes how a supplier is reached.
    pub fn save_connection(
        &self,
        supplier: SupplierId,
        settings: &str,
        now: Instant,
    ) -> Result<(), StoreError> {
        self.conn.execute(
            "INSERT INTO supplier_connection (supplier_id, settings, changed_ms) VALUES (?1, ?2, ?3)
             ON CONFLICT (supplier_id) DO UPDATE SET settings = excluded.settings, changed_ms = excluded.changed_ms",
            params![supplier.get(), settings, now.ms()],
        )?;
        Ok(())
    }

    /// Raises an alarm once; one that was settled stays settled. True when it is new.
    pub fn raise_alarm(&self, alarm: &NewAlarm, now: Instant) -> Result<bool, StoreError> {
        let added = self
            .conn
            .prepare_cached(
                "INSERT OR IGNORE INTO alarm (kind, supplier_id, purchase_id, reference, facts, found_ms)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                alarm.kind,
                alarm.supplier.get(),
                alarm.purchase.map(PurchaseId::get),
                alarm.reference,
                Json(&alarm.facts),
                now.ms()
            ])?;
        Ok(added == 1)
    }

    /// Settles an alarm. Refused when it was settled already.
    pub fn settle_alarm(&self, id: i64, now: Instant) -> Result<(), StoreError> {
        let changed = self.conn.execute(
            "UPDATE alarm SET settled_ms = ?2 WHERE id = ?1 AND settled_ms IS NULL",
            params![id, now.ms()],
        )?;
        if changed == 1 { Ok(()) } else { Err(StoreError::Conflict("this alarm")) }
    }
}
