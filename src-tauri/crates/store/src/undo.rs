//! Taking actions back: the rows an action touched, as they were and as they became.
//!
//! An action calls [`Write::begin_action`], touches rows through [`Write::touch`] before it changes them, and ends
//! with [`Write::end_action`]. Taking back puts the rows back as they were, all or none; where one of them has
//! changed since, nothing is touched and the caller is told.

use rusqlite::types::{Value, ValueRef};
use rusqlite::{OptionalExtension, ToSql, params};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::open::StoreError;
use crate::store::{Read, Write};

/// Tables whose rows can be put back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Undoable {
    /// What the merchant decided about an order.
    OrderWork,
    /// A corrected address.
    OrderAddress,
    /// The offers chosen for a line of an order; their key is the line's id.
    OrderRoute,
    /// A note.
    OrderNote,
    /// A mapping.
    Mapping,
    /// A supplier's standing and terms.
    Supplier,
    /// A queued purchase. It is cancelled, not removed: the ledger refers to it, and its number is never used again.
    Purchase,
    /// The tags of an order; their key is the order's id.
    OrderTag,
    /// What sending costs at a supplier; the rows' key is the supplier's id.
    SupplierShipping,
    /// An offer.
    Offer,
    /// The prices of an offer; their key is the offer's id.
    OfferPrice,
    /// A fee rule.
    FeeRule,
    /// A routing rule.
    RoutingRule,
    /// An estimate of duty.
    DutyRule,
    /// A recurring cost. What it accrued is for the caller to bring in step.
    Recurring,
    /// A message that waits to be sent.
    OrderDraft,
    /// A forwarding that a rule wants; its key is the order's id.
    PlannedForward,
    /// What a supplier agreed to after it has a purchase; its key is the supplier's id.
    SupplierExpectation,
    /// What is waited for about a purchase; its key is the purchase's id. The purchase is brought in step with it.
    PurchaseFollowing,
    /// A mail about a purchase.
    Reply,
    /// A supplier's yes.
    Confirmation,
    /// An exchange rate; its key is its day, its part the two currencies. What was converted with it is for the caller.
    Rate,
}

/// Where the rows of something that can be put back lie.
struct Place {
    table: &'static str,
    /// The column that holds the key.
    key: &'static str,
    /// What holds the part, where the key alone names too many rows.
    part: Option<&'static str>,
    /// The columns that order several rows of one key; `None` where a key has one row.
    many: Option<&'static str>,
}

impl Undoable {
    const fn place(self) -> Place {
        const fn one(table: &'static str, key: &'static str) -> Place {
            Place { table, key, part: None, many: None }
        }
        const fn many(table: &'static str, key: &'static str, order: &'static str) -> Place {
            Place { table, key, part: None, many: Some(order) }
        }
        match self {
            Self::OrderWork => one("order_work", "order_id"),
            Self::OrderAddress => one("order_address", "order_id"),
            Self::OrderRoute => many("order_route", "order_line_id", "part"),
            Self::OrderNote => one("order_note", "id"),
            Self::Mapping => one("mapping", "id"),
            Self::Supplier => one("supplier", "id"),
            Self::Purchase => one("purchase", "id"),
            Self::Offer => one("offer", "id"),
            Self::FeeRule => one("fee_rule", "id"),
            Self::RoutingRule => one("routing_rule", "id"),
            Self::DutyRule => one("duty_rule", "id"),
            Self::Recurring => one("recurring", "id"),
            Self::OrderDraft => one("order_draft", "id"),
            Self::PlannedForward => one("automation_forward", "order_id"),
            Self::SupplierExpectation => one("supplier_expectation", "supplier_id"),
            Self::PurchaseFollowing => one("purchase_following", "purchase_id"),
            Self::Reply => one("reply", "id"),
            Self::Confirmation => one("confirmation", "id"),
            Self::OrderTag => many("order_tag", "order_id", "tag"),
            Self::SupplierShipping => many("supplier_shipping", "supplier_id", "zone"),
            Self::OfferPrice => many("offer_price", "offer_id", "zone, min_quantity"),
            Self::Rate => {
                Place { table: "rate", key: "day", part: Some("base || quote"), many: Some("base, quote") }
            }
        }
    }
}

impl Place {
    /// Names the rows: parameter 1 is the key, 2 the part.
    fn condition(&self) -> String {
        match self.part {
            Some(part) => format!("{} = ?1 AND {part} = ?2", self.key),
            None => format!("{} = ?1 AND ?2 = ''", self.key),
        }
    }
}

/// Rows of one table that an action touched.
#[derive(Debug, Serialize, Deserialize)]
struct Image {
    table: Undoable,
    key: i64,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    part: String,
    before: Vec<Row>,
    after: Vec<Row>,
}

impl Image {
    /// A value of a column, from the rows as they were or as they became.
    fn value(&self, column: &str) -> Option<i64> {
        let rows = self.before.iter().chain(&self.after).flatten();
        rows.filter(|(name, _)| name == column).find_map(|(_, value)| value.as_i64())
    }
}

type Row = Vec<(String, Json)>;

/// What an action has touched so far.
#[derive(Debug, Default)]
pub struct Images(Vec<Image>);

/// An action that was recorded.
#[derive(Debug, Clone)]
pub struct UndoRow {
    /// The record.
    pub id: i64,
    /// When, UTC milliseconds.
    pub at_ms: i64,
    /// Its name.
    pub action: String,
    /// How many things it changed.
    pub count: i64,
    /// When it was taken back.
    pub undone_ms: Option<i64>,
}

/// What was put back.
#[derive(Debug, Clone)]
pub struct PutBack {
    /// The action's name.
    pub action: String,
    /// How many things it had changed.
    pub count: i64,
    /// The rows that were put back: table and key.
    pub rows: Vec<(Undoable, i64)>,
    /// Orders whose purchases were cancelled. Stock that they had reserved is free again.
    pub orders: Vec<stockless_core::id::OrderId>,
    /// Shops whose fee rules were put back.
    pub shops: Vec<stockless_core::id::ShopId>,
}

/// What rules did is in their own log.
pub(crate) const LIST: &str = "SELECT id, at_ms, action, count, undone_ms FROM undo INDEXED BY undo_own \
     WHERE action <> 'rule' AND id < ?1 ORDER BY id DESC LIMIT ?2";

/// What the merchant did last; never what a rule did meanwhile.
pub(crate) const LATEST: &str = "SELECT id FROM undo INDEXED BY undo_own \
     WHERE action <> 'rule' AND undone_ms IS NULL AND action NOT LIKE 'undo %' ORDER BY id DESC LIMIT 1";

impl Read<'_> {
    /// The latest action that can be taken back.
    pub fn latest_undo(&self) -> Result<Option<i64>, StoreError> {
        Ok(self.conn.query_row(LATEST, [], |row| row.get(0)).optional()?)
    }

    /// The name of an action that was recorded.
    pub fn action_of(&self, id: i64) -> Result<Option<String>, StoreError> {
        let found = self.conn.query_row("SELECT action FROM undo WHERE id = ?1", [id], |row| row.get(0));
        Ok(found.optional()?)
    }

    /// Actions, latest first.
    pub fn undo_rows(&self, before_id: i64, limit: i64) -> Result<Vec<UndoRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(LIST)?;
        let rows = statement.query_map(params![before_id, limit], |row| {
            Ok(UndoRow {
                id: row.get(0)?,
                at_ms: row.get(1)?,
                action: row.get(2)?,
                count: row.get(3)?,
                undone_ms: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn image_rows(&self, table: Undoable, key: i64, part: &str) -> Result<Vec<Row>, StoreError> {
        let place = table.place();
        let order = place.many.unwrap_or(place.key);
        let sql = format!("SELECT * FROM {} WHERE {} ORDER BY {order}", place.table, place.condition());
        let mut statement = self.conn.prepare_cached(&sql)?;
        let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let mut rows = statement.query(params![key, part])?;
        let mut images = Vec::new();
        while let Some(row) = rows.next()? {
            let mut image = Vec::with_capacity(names.len());
            for (index, name) in names.iter().enumerate() {
                image.push((name.clone(), to_json(row.get_ref(index)?)));
            }
            images.push(image);
        }
        Ok(images)
    }
}

impl Write<'_> {
    /// Starts recording an action.
    pub fn begin_action(&self) {
        *self.images.borrow_mut() = Some(Images::default());
    }

    /// Records a row before it is changed. Call it for every row an action is about to change or create.
    pub fn touch(&self, table: Undoable, key: i64) -> Result<(), StoreError> {
        self.touch_part(table, key, "")
    }

    /// The same for a row that its key alone does not name.
    pub fn touch_part(&self, table: Undoable, key: i64, part: &str) -> Result<(), StoreError> {
        let same = |image: &Image| image.table == table && image.key == key && image.part == part;
        let known = match &*self.images.borrow() {
            None => return Ok(()),
            Some(images) => images.0.iter().any(same),
        };
        if !known {
            let before = self.image_rows(table, key, part)?;
            if let Some(images) = &mut *self.images.borrow_mut() {
                images.0.push(Image { table, key, part: part.to_owned(), before, after: Vec::new() });
            }
        }
        Ok(())
    }

    /// Records a row that the action has just created.
    pub fn created(&self, table: Undoable, key: i64) {
        if let Some(images) = &mut *self.images.borrow_mut() {
            images.0.push(Image { table, key, part: String::new(), before: Vec::new(), after: Vec::new() });
        }
    }

    /// Forgets what was recorded so far: the action cannot be taken back.
    pub fn drop_action(&self) {
        *self.images.borrow_mut() = None;
    }

    /// Ends the action and keeps its record; `None` when it changed nothing.
    pub fn end_action(&self, action: &str, count: i64, now_ms: i64) -> Result<Option<i64>, StoreError> {
        let Some(mut images) = self.images.borrow_mut().take() else { return Ok(None) };
        for image in &mut images.0 {
            image.after = self.image_rows(image.table, image.key, &image.part)?;
        }
        images.0.retain(|image| image.before != image.after);
        if images.0.is_empty() {
            return Ok(None);
        }
        let text =
            serde_json::to_string(&images.0).map_err(|error| StoreError::Refused(error.to_string()))?;
        self.conn.execute(
            "INSERT INTO undo (at_ms, action, count, images) VALUES (?1, ?2, ?3, ?4)",
            params![now_ms, action, count, text],
        )?;
        Ok(Some(self.conn.last_insert_rowid()))
    }

    /// Puts back what an action changed. Refused when it was taken back already, or when one of its rows has
    /// changed since.
    pub fn put_back(&self, id: i64, now_ms: i64) -> Result<PutBack, StoreError> {
        let found = self
            .conn
            .query_row(
                "SELECT action, count, images FROM undo WHERE id = ?1 AND undone_ms IS NULL",
                [id],
                |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?, row.get::<_, String>(2)?)),
            )
            .optional()?;
        let (action, count, text) = found.ok_or(StoreError::NotFound { what: "action to take back", id })?;
        let images: Vec<Image> = serde_json::from_str(&text)
            .map_err(|_| StoreError::Unreadable { what: "record of an action", value: id.to_string() })?;
        for image in &images {
            if self.image_rows(image.table, image.key, &image.part)? != image.after {
                return Err(StoreError::Conflict("what this action changed"));
            }
        }
        let mut orders = Vec::new();
        for image in images.iter().rev() {
            if image.table == Undoable::Purchase {
                orders.push(self.take_back_purchase(image.key)?);
                continue;
            }
            self.touch_part(image.table, image.key, &image.part)?;
            self.restore_image(image).map_err(still_needed)?;
            if image.table == Undoable::PurchaseFollowing {
                self.restate(image.key)?;
            }
        }
        self.conn.execute("UPDATE undo SET undone_ms = ?2 WHERE id = ?1", params![id, now_ms])?;
        Ok(PutBack {
            action,
            count,
            rows: images.iter().map(|image| (image.table, image.key)).collect(),
            orders,
            shops: images
                .iter()
                .filter(|image| image.table == Undoable::FeeRule)
                .filter_map(|image| image.value("shop_id").map(stockless_core::id::ShopId::new))
                .collect(),
        })
    }

    /// Cancels a purchase that has not left, and gives back the stock it had reserved.
    fn take_back_purchase(&self, id: i64) -> Result<stockless_core::id::OrderId, StoreError> {
        let taken = self.conn.execute(
            "UPDATE purchase SET state = 'cancelled', version = version + 1, note = 'Taken back before it left.'
             WHERE id = ?1 AND state = 'queued'",
            [id],
        )?;
        if taken != 1 {
            return Err(StoreError::Conflict("this purchase"));
        }
        self.release_stock(stockless_core::id::PurchaseId::new(id))?;
        let order =
            self.conn.query_row("SELECT order_id FROM purchase WHERE id = ?1", [id], |row| row.get(0))?;
        Ok(stockless_core::id::OrderId::new(order))
    }

    fn restore_image(&self, image: &Image) -> Result<(), StoreError> {
        let place = image.table.place();
        let (name, key) = (place.table, place.key);
        if image.before.is_empty() || place.many.is_some() {
            self.conn
                .prepare_cached(&format!("DELETE FROM {name} WHERE {}", place.condition()))?
                .execute(params![image.key, image.part])?;
        }
        // Column names come from the table, never from the record: a record in a foreign file cannot smuggle SQL.
        let columns: Vec<String> = self
            .conn
            .prepare_cached(&format!("SELECT * FROM {name} LIMIT 0"))?
            .column_names()
            .map(str::to_owned)
            .collect();
        let marks = vec!["?"; columns.len()].join(", ");
        let sets: Vec<String> =
            columns.iter().filter(|c| *c != key).map(|c| format!("{c} = excluded.{c}")).collect();
        let conflict = if place.many.is_some() {
            String::new()
        } else {
            format!(" ON CONFLICT ({key}) DO UPDATE SET {}", sets.join(", "))
        };
        let sql = format!("INSERT INTO {name} ({}) VALUES ({marks}){conflict}", columns.join(", "));
        for row in &image.before {
            let values: Vec<Value> = columns
                .iter()
                .map(|column| {
                    row.iter().find(|(name, _)| name == column).map_or(Value::Null, |(_, v)| from_json(v))
                })
                .collect();
            let bound: Vec<&dyn ToSql> = values.iter().map(|value| value as &dyn ToSql).collect();
            self.conn.execute(&sql, bound.as_slice())?;
        }
        Ok(())
    }
}

/// A row that something else has come to refer to cannot go again; that is a change since, like any other.
fn still_needed(error: StoreError) -> StoreError {
    match error {
        StoreError::Sqlite(rusqlite::Error::SqliteFailure(failure, _))
            if failure.code == rusqlite::ErrorCode::ConstraintViolation =>
        {
            StoreError::Conflict("what this action changed")
        }
        other => other,
    }
}

/// Blobs are not put back: the only one stands in a purchase, which is never rewritten. They are kept as a mark.
fn to_json(value: ValueRef<'_>) -> Json {
    match value {
        ValueRef::Null => Json::Null,
        ValueRef::Integer(number) => Json::from(number),
        ValueRef::Real(number) => Json::from(number),
        ValueRef::Text(text) => Json::from(String::from_utf8_lossy(text)),
        ValueRef::Blob(bytes) => Json::Array(vec![Json::from(bytes.len())]),
    }
}

fn from_json(value: &Json) -> Value {
    match value {
        Json::Number(number) => number.as_i64().map_or(Value::Null, Value::Integer),
        Json::String(text) => Value::Text(text.clone()),
        _ => Value::Null,
    }
}
