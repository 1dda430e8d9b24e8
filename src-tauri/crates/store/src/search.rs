//! Full-text search over orders.

use std::collections::BTreeMap;
use std::rc::Rc;

use roaring::RoaringTreemap;
use rusqlite::params;
use stockless_core::id::OrderId;

use crate::open::StoreError;
use crate::store::{Read, Write};

/// Words that people type, as a query: every word must occur, each as a beginning. Signs of the query language mean
/// nothing here. Empty when there is no word in the text.
pub fn query(text: &str) -> String {
    let words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric));
    words.take(12).map(|word| format!("\"{}\"*", word.replace('"', ""))).collect::<Vec<_>>().join(" ")
}

/// A text as one phrase that must occur as it is.
pub(crate) fn phrase(text: &str) -> String {
    format!("\"{}\"", text.replace('"', ""))
}

/// The orders that hold every word of a query.
#[derive(Debug)]
pub(crate) struct Found {
    query: String,
    orders: RoaringTreemap,
}

impl Found {
    /// How many orders.
    pub(crate) fn total(&self) -> u64 {
        self.orders.len()
    }

    /// How many of those that arrived no later than an order.
    pub(crate) fn up_to(&self, order: i64) -> u64 {
        u64::try_from(order).map_or(0, |order| self.orders.rank(order))
    }

    /// True when it is among them.
    pub(crate) fn holds(&self, order: i64) -> bool {
        u64::try_from(order).is_ok_and(|order| self.orders.contains(order))
    }
}

impl Read<'_> {
    /// Finds the orders of a query, once for this view of the file.
    pub(crate) fn found(&self, query: &str) -> Result<Rc<Found>, StoreError> {
        if let Some(found) = self.found.borrow().as_ref().filter(|found| found.query == query) {
            return Ok(Rc::clone(found));
        }
        let mut statement =
            self.conn.prepare_cached("SELECT rowid FROM order_fts WHERE order_fts MATCH ?1")?;
        let mut rows = statement.query([query])?;
        let mut orders = RoaringTreemap::new();
        while let Some(row) = rows.next()? {
            if let Ok(order) = u64::try_from(row.get::<_, i64>(0)?) {
                orders.insert(order);
            }
        }
        let found = Rc::new(Found { query: query.to_owned(), orders });
        *self.found.borrow_mut() = Some(Rc::clone(&found));
        Ok(found)
    }
}

/// Orders to make findable before a transaction commits, each with its text where it is known.
///
/// They are gathered and written one after the other: whenever a statement that touches several rows comes between,
/// SQLite makes the full-text index write out what it holds in memory, and an import would spend its time there.
#[derive(Debug, Default)]
pub struct ToIndex(BTreeMap<OrderId, Option<String>>);

impl Write<'_> {
    /// Makes an order findable by its own text and by what was added to it later. Call it when any of that changes.
    pub fn index_order(&self, order: OrderId) {
        self.to_index.borrow_mut().0.insert(order, None);
    }

    /// Makes a new order findable by the text of its shop.
    pub fn index_new_order(&self, order: OrderId, text: String) {
        self.to_index.borrow_mut().0.insert(order, Some(text));
    }

    /// Writes what this transaction gathered.
    pub(crate) fn flush_index(&self) -> Result<(), StoreError> {
        let gathered = std::mem::take(&mut *self.to_index.borrow_mut());
        for (order, text) in gathered.0 {
            let text = match text {
                Some(text) => text,
                None => {
                    self.conn
                        .prepare_cached("DELETE FROM order_fts WHERE rowid = ?1")?
                        .execute([order.get()])?;
                    self.text_of(order)?
                }
            };
            self.conn
                .prepare_cached("INSERT INTO order_fts (rowid, text) VALUES (?1, ?2)")?
                .execute(params![order.get(), text])?;
        }
        Ok(())
    }

    fn text_of(&self, order: OrderId) -> Result<String, StoreError> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT o.number || ' ' || o.shop_ref || ' ' || o.name || ' ' || o.company || ' ' || o.email || ' ' || o.city
                    || ' ' || o.postal_code || ' ' || o.phone || ' ' || o.tracking || ' ' || coalesce((
                        SELECT group_concat(l.sku || ' ' || l.title || ' ' || l.variant, ' ') FROM order_line l
                        WHERE l.order_id = o.id AND l.quantity > 0), '')
                    || ' ' || coalesce((SELECT group_concat(s.number_key, ' ') FROM shipment s WHERE s.order_id = o.id), '')
                    || ' ' || coalesce((SELECT group_concat(p.supplier_number || ' ' || p.number, ' ') FROM purchase p
                        WHERE p.order_id = o.id), '')
                 FROM orders o WHERE o.id = ?1",
            )?
            .query_row([order.get()], |row| row.get(0))?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_the_query_language_mean_nothing() {
        assert_eq!(query("MM-10482 linen"), "\"MM-10482\"* \"linen\"*");
        assert_eq!(query("a\"b OR (c* NEAR"), "\"ab\"* \"OR\"* \"(c*\"* \"NEAR\"*");
        assert_eq!(query(" - * \" "), "");
    }
}
