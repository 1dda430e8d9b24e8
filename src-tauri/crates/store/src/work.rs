//! What the merchant decided about orders.

use rusqlite::{OptionalExtension, params};
use stockless_core::day::Instant;
use stockless_core::id::{OfferId, OrderId, OrderLineId};
use stockless_core::order::Address;
use stockless_core::place::Country;

use crate::open::StoreError;
use crate::sql::Json;
use crate::store::{Read, Write};
use crate::undo::Undoable;

/// What the merchant decided about an order. The default is: nothing yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Work {
    /// Put aside until then.
    pub snoozed_until: Option<Instant>,
    /// Nothing to forward here, since then.
    pub closed: Option<Instant>,
    /// Checks accepted for this order.
    pub accepted: Vec<String>,
    /// Colour flag.
    pub colour: String,
    /// What the shop changed after forwarding: field, before, after.
    pub conflict: Vec<[String; 3]>,
    /// The rule that holds it until the merchant decides, or [`SENT_BEFORE`] with the purchases that do; empty for none.
    pub held: String,
}

/// How it begins when purchases hold an order that left before the workspace was put back to an earlier state. Their
/// numbers follow.
const SENT_BEFORE: &str = "sent_before:";

impl Work {
    /// The numbers of purchases that hold it: they left, and this workspace no longer knows them.
    pub fn sent_before(&self) -> Option<&str> {
        self.held.strip_prefix(SENT_BEFORE)
    }

    /// Holds it because of these purchases, unless the merchant has answered for them. True when it is held by them.
    pub fn hold_for(&mut self, numbers: &[String]) -> bool {
        let held = format!("{SENT_BEFORE}{}", numbers.join(", "));
        if self.accepted.contains(&held) {
            return false;
        }
        self.accepted.retain(|check| check != "released");
        self.held = held;
        true
    }

    /// Lets it go. What held it is not asked about again.
    pub fn let_go(&mut self) {
        if self.sent_before().is_some() {
            self.accepted.push(std::mem::take(&mut self.held));
        }
        self.held.clear();
    }
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Which one.
    pub id: i64,
    /// When.
    pub at: Instant,
    /// What was written.
    pub text: String,
}

impl Read<'_> {
    /// What was decided about an order.
    pub fn work_of(&self, order: OrderId) -> Result<Work, StoreError> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT snoozed_until_ms, closed_ms, accepted, colour, conflict, held FROM order_work WHERE order_id = ?1",
            )?
            .query_row([order.get()], |row| {
                Ok(Work {
                    snoozed_until: row.get::<_, Option<i64>>(0)?.map(Instant::from_ms),
                    closed: row.get::<_, Option<i64>>(1)?.map(Instant::from_ms),
                    accepted: row.get::<_, Json<Vec<String>>>(2)?.0,
                    colour: row.get(3)?,
                    conflict: row.get::<_, Json<Vec<[String; 3]>>>(4)?.0,
                    held: row.get(5)?,
                })
            })
            .optional()?
            .unwrap_or_default())
    }

    /// The merchant's own address for an order.
    pub fn corrected_address(&self, order: OrderId) -> Result<Option<Address>, StoreError> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT name, company, line1, line2, city, region, postal_code, country, phone FROM order_address WHERE order_id = ?1",
            )?
            .query_row([order.get()], |row| {
                let country: String = row.get(7)?;
                Ok(Address {
                    name: row.get(0)?,
                    company: row.get(1)?,
                    line1: row.get(2)?,
                    line2: row.get(3)?,
                    city: row.get(4)?,
                    region: row.get(5)?,
                    postal_code: row.get(6)?,
                    country: Country::from_code(&country),
                    country_text: country,
                    phone: row.get(8)?,
                })
            })
            .optional()?)
    }

    /// The offer chosen for a part of a line of one order, and its factor. The part is empty for the whole line.
    pub fn route_of(&self, line: OrderLineId, part: &str) -> Result<Option<(OfferId, i64)>, StoreError> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT offer_id, factor FROM order_route WHERE order_line_id = ?1 AND part = ?2",
            )?
            .query_row(params![line.get(), part], |row| Ok((OfferId::new(row.get(0)?), row.get(1)?)))
            .optional()?)
    }

    /// Tags of an order.
    pub fn tags_of(&self, order: OrderId) -> Result<Vec<String>, StoreError> {
        let mut statement =
            self.conn.prepare_cached("SELECT tag FROM order_tag WHERE order_id = ?1 ORDER BY tag")?;
        let rows = statement.query_map([order.get()], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Tags in use.
    pub fn tags(&self) -> Result<Vec<String>, StoreError> {
        let mut statement =
            self.conn.prepare_cached("SELECT DISTINCT tag FROM order_tag ORDER BY tag LIMIT 500")?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Notes of an order, newest first.
    pub fn notes_of(&self, order: OrderId) -> Result<Vec<Note>, StoreError> {
        let mut statement = self
            .conn
            .prepare_cached("SELECT id, at_ms, text FROM order_note WHERE order_id = ?1 ORDER BY id DESC")?;
        let rows = statement.query_map([order.get()], |row| {
            Ok(Note { id: row.get(0)?, at: Instant::from_ms(row.get(1)?), text: row.get(2)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Write<'_> {
    /// Writes what was decided about an order.
    pub fn save_work(&self, order: OrderId, work: &Work) -> Result<(), StoreError> {
        self.touch(Undoable::OrderWork, order.get())?;
        self.conn
            .prepare_cached(
                "INSERT INTO order_work (order_id, snoozed_until_ms, closed_ms, accepted, colour, conflict, held)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                 ON CONFLICT (order_id) DO UPDATE SET snoozed_until_ms = excluded.snoozed_until_ms,
                    closed_ms = excluded.closed_ms, accepted = excluded.accepted, colour = excluded.colour,
                    conflict = excluded.conflict, held = excluded.held",
            )?
            .execute(params![
                order.get(),
                work.snoozed_until.map(Instant::ms),
                work.closed.map(Instant::ms),
                Json(&work.accepted),
                work.colour,
                Json(&work.conflict),
                work.held
            ])?;
        Ok(())
    }

    /// Writes the merchant's own address for an order, or removes it.
    pub fn save_address(&self, order: OrderId, address: Option<&Address>) -> Result<(), StoreError> {
        self.touch(Undoable::OrderAddress, order.get())?;
        self.conn.prepare_cached("DELETE FROM order_address WHERE order_id = ?1")?.execute([order.get()])?;
        if let Some(a) = address {
            self.conn
                .prepare_cached(
                    "INSERT INTO order_address (order_id, name, company, line1, line2, city, region, postal_code, country, phone)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                )?
                .execute(params![
                    order.get(),
                    a.name,
                    a.company,
                    a.line1,
                    a.line2,
                    a.city,
                    a.region,
                    a.postal_code,
                    a.country.map(|c| c.code().to_owned()).unwrap_or_default(),
                    a.phone
                ])?;
        }
        Ok(())
    }

    /// Lets an offer serve a part of a line of one order; the part is empty for the whole line.
    pub fn save_route(
        &self,
        line: OrderLineId,
        part: &str,
        offer: OfferId,
        factor: i64,
    ) -> Result<(), StoreError> {
        self.touch(Undoable::OrderRoute, line.get())?;
        self.conn
            .prepare_cached(
                "INSERT INTO order_route (order_line_id, part, offer_id, factor) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (order_line_id, part) DO UPDATE SET offer_id = excluded.offer_id, factor = excluded.factor",
            )?
            .execute(params![line.get(), part, offer.get(), factor])?;
        Ok(())
    }

    /// Adds or removes a tag.
    pub fn set_tag(&self, order: OrderId, tag: &str, on: bool) -> Result<(), StoreError> {
        self.touch(Undoable::OrderTag, order.get())?;
        let sql = if on {
            "INSERT OR IGNORE INTO order_tag (order_id, tag) VALUES (?1, ?2)"
        } else {
            "DELETE FROM order_tag WHERE order_id = ?1 AND tag = ?2"
        };
        self.conn.prepare_cached(sql)?.execute(params![order.get(), tag])?;
        Ok(())
    }

    /// Adds a note.
    pub fn add_note(&self, order: OrderId, text: &str, now_ms: i64) -> Result<i64, StoreError> {
        self.conn
            .prepare_cached("INSERT INTO order_note (order_id, at_ms, text) VALUES (?1, ?2, ?3)")?
            .execute(params![order.get(), now_ms, text])?;
        let id = self.conn.last_insert_rowid();
        self.created(Undoable::OrderNote, id);
        Ok(id)
    }
}
