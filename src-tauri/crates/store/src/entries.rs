//! The ledger: entries are appended, never changed.
//!
//! What they sum to is kept by [`crate::sums`]; the entries behind a figure are found account by account, each along
//! its own stretch of one index.

mod held;
mod missing_rates;

pub use held::BaseSum;

use rusqlite::{OptionalExtension, params};
use stockless_core::day::Day;
use stockless_core::id::{OrderId, OrderLineId, ProductId, PurchaseId, ShopId, SupplierId};
use stockless_core::ledger::{Account, Certainty};
use stockless_core::money::Currency;

use crate::open::StoreError;
use crate::sql;
use crate::store::{Read, Write};
use crate::sums::{Dimension, Place, Spans, Tally};

/// An entry to append.
#[derive(Debug, Clone)]
pub struct NewEntry {
    /// Day on which it counts.
    pub day: Day,
    /// What it is.
    pub account: Account,
    /// In minor units of `currency`; income positive.
    pub amount_minor: i64,
    /// Its currency.
    pub currency: Currency,
    /// In minor units of the base currency; `None` while there is no rate.
    pub base_minor: Option<i64>,
    /// Units of the base currency for one unit; empty for the base currency.
    pub rate: String,
    /// Known or expected.
    pub certainty: Certainty,
    /// The order.
    pub order: Option<OrderId>,
    /// Its line.
    pub line: Option<OrderLineId>,
    /// The purchase.
    pub purchase: Option<PurchaseId>,
    /// The shop.
    pub shop: Option<ShopId>,
    /// The supplier.
    pub supplier: Option<SupplierId>,
    /// The product.
    pub product: Option<ProductId>,
    /// Country of the order; empty without one.
    pub country: String,
    /// Units sold.
    pub units: i64,
    /// Orders counted.
    pub orders: i64,
    /// What an entry without an order belongs to.
    pub reference: String,
    /// Where it comes from.
    pub source: String,
}

/// A stored entry.
#[derive(Debug, Clone)]
pub struct EntryRow {
    /// The entry.
    pub id: i64,
    /// Day on which it counts.
    pub day: Day,
    /// What it is.
    pub account: Account,
    /// In minor units of `currency`.
    pub amount_minor: i64,
    /// Its currency.
    pub currency: Currency,
    /// In minor units of the base currency.
    pub base_minor: Option<i64>,
    /// Rate used.
    pub rate: String,
    /// True for an estimate.
    pub estimated: bool,
    /// The order.
    pub order_id: Option<i64>,
    /// Its number.
    pub order_number: String,
    /// The purchase.
    pub purchase_id: Option<i64>,
    /// Supplier's name.
    pub supplier: String,
    /// Product's title.
    pub product: String,
    /// Shop's name.
    pub shop: String,
    /// Where it comes from.
    pub source: String,
}

/// Which entries.
#[derive(Debug, Clone, Default)]
pub struct EntryFilter {
    /// First day.
    pub from: i32,
    /// Last day.
    pub to: i32,
    /// One shop.
    pub shop_id: Option<i64>,
    /// Some accounts; all when empty.
    pub accounts: Vec<Account>,
    /// One supplier; 0 for none.
    pub supplier_id: Option<i64>,
    /// One product; 0 for none.
    pub product_id: Option<i64>,
    /// One country; empty for none.
    pub country: Option<String>,
    /// One order.
    pub order_id: Option<i64>,
    /// Only estimates.
    pub estimated_only: bool,
}

const COLUMNS: &str = "e.id, e.day, e.account, e.amount_minor, e.currency, e.base_minor, e.rate, e.estimated, e.order_id, \
     coalesce(o.number, ''), e.purchase_id, coalesce(s.name, ''), coalesce(p.title, ''), coalesce(h.name, ''), e.source";

const JOINS: &str = "LEFT JOIN orders o ON o.id = e.order_id LEFT JOIN supplier s ON s.id = e.supplier_id \
     LEFT JOIN product p ON p.id = e.product_id LEFT JOIN shop h ON h.id = e.shop_id";

/// What an entry of one account must be. Parameters 1 to 7 in the order of [`EntryFilter`] without its accounts and order.
/// Every column is in the index, so that entries that do not count are passed over without being read.
const CONDITION: &str = "e.day BETWEEN ?1 AND ?2 AND (?3 IS NULL OR e.shop_id = ?3) \
     AND (?4 IS NULL OR coalesce(e.supplier_id, 0) = ?4) AND (?5 IS NULL OR coalesce(e.product_id, 0) = ?5) \
     AND (?6 IS NULL OR e.country = ?6) AND (?7 = 0 OR e.estimated = 1)";

/// An order has few entries and its own index.
pub(crate) fn list_of_order_sql() -> String {
    format!(
        "SELECT {COLUMNS} FROM entry e INDEXED BY entry_order {JOINS} WHERE e.order_id = ?8 AND {CONDITION}
            AND (?9 = '' OR instr(?9, ',' || e.account || ',') > 0) AND (e.day, e.id) < (?10, ?11)
         ORDER BY e.day DESC, e.id DESC LIMIT ?12"
    )
}

/// Days and ids of a page, latest first: the accounts' own stretches of the index, merged.
pub(crate) fn list_sql(accounts: &[Account]) -> String {
    let stretches: Vec<String> = accounts
        .iter()
        .map(|account| {
            format!(
                "SELECT e.day AS day, e.id AS id FROM entry e INDEXED BY entry_account
                 WHERE e.account = {} AND {CONDITION} AND (e.day, e.id) < (?8, ?9)",
                account.number()
            )
        })
        .collect();
    format!("{} ORDER BY day DESC, id DESC LIMIT ?10", stretches.join(" UNION ALL "))
}

impl EntryFilter {
    fn accounts(&self) -> &[Account] {
        if self.accounts.is_empty() { Account::ALL } else { &self.accounts }
    }

    fn accounts_text(&self) -> String {
        let numbers: Vec<String> = self.accounts.iter().map(|a| a.number().to_string()).collect();
        if numbers.is_empty() { String::new() } else { format!(",{},", numbers.join(",")) }
    }

    /// The cut of the sums that holds exactly these entries, and its member; `None` where sums do not tell.
    fn cut(&self) -> Option<(Dimension, String)> {
        let id = |id: i64| if id == 0 { String::new() } else { id.to_string() };
        match (self.order_id, self.supplier_id, self.product_id, &self.country) {
            (None, None, None, None) => Some((Dimension::All, String::new())),
            (None, Some(supplier), None, None) => Some((Dimension::Supplier, id(supplier))),
            (None, None, Some(product), None) => Some((Dimension::Product, id(product))),
            (None, None, None, Some(country)) => Some((Dimension::Country, country.clone())),
            _ => None,
        }
    }
}

fn entry_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<EntryRow> {
    let account: i64 = row.get(2)?;
    let currency: String = row.get(4)?;
    Ok(EntryRow {
        id: row.get(0)?,
        day: sql::day(row.get(1)?).map_err(sql::inside)?,
        account: read_account(account).map_err(sql::inside)?,
        amount_minor: row.get(3)?,
        currency: sql::currency(&currency).map_err(sql::inside)?,
        base_minor: row.get(5)?,
        rate: row.get(6)?,
        estimated: row.get(7)?,
        order_id: row.get(8)?,
        order_number: row.get(9)?,
        purchase_id: row.get(10)?,
        supplier: row.get(11)?,
        product: row.get(12)?,
        shop: row.get(13)?,
        source: row.get(14)?,
    })
}

/// The account of a stored number.
pub(crate) fn read_account(number: i64) -> Result<Account, StoreError> {
    Account::from_number(number)
        .ok_or_else(|| StoreError::Unreadable { what: "account", value: number.to_string() })
}

impl Read<'_> {
    /// Entries, latest day first, from behind a key `(day, id)`.
    pub fn entries(
        &self,
        filter: &EntryFilter,
        after: Option<(i32, i64)>,
        limit: i64,
    ) -> Result<Vec<EntryRow>, StoreError> {
        let after = after.unwrap_or((i32::MAX, i64::MAX));
        match filter.order_id {
            Some(order) => self.entries_of_order(filter, order, after, limit),
            None => self.entries_of_accounts(filter, after, limit),
        }
    }

    fn entries_of_order(
        &self,
        filter: &EntryFilter,
        order: i64,
        (day, id): (i32, i64),
        limit: i64,
    ) -> Result<Vec<EntryRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(&list_of_order_sql())?;
        let rows = statement.query_map(
            params![
                filter.from,
                filter.to,
                filter.shop_id,
                filter.supplier_id,
                filter.product_id,
                filter.country,
                filter.estimated_only,
                order,
                filter.accounts_text(),
                day,
                id,
                limit
            ],
            entry_row,
        )?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn entries_of_accounts(
        &self,
        filter: &EntryFilter,
        (day, id): (i32, i64),
        limit: i64,
    ) -> Result<Vec<EntryRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(&list_sql(filter.accounts()))?;
        let ids = statement.query_map(
            params![
                filter.from,
                filter.to,
                filter.shop_id,
                filter.supplier_id,
                filter.product_id,
                filter.country,
                filter.estimated_only,
                day,
                id,
                limit
            ],
            |row| row.get::<_, i64>(1),
        )?;
        let ids = ids.collect::<Result<Vec<_>, _>>()?;
        let mut one =
            self.conn.prepare_cached(&format!("SELECT {COLUMNS} FROM entry e {JOINS} WHERE e.id = ?1"))?;
        ids.into_iter().map(|id| Ok(one.query_row([id], entry_row)?)).collect()
    }

    /// How many entries there are, and their sum in the base currency.
    pub fn entries_total(&self, filter: &EntryFilter) -> Result<(i64, i64), StoreError> {
        match filter.cut() {
            Some((dimension, member)) => self.summed_total(filter, dimension, &member),
            None => self.counted_total(filter),
        }
    }

    /// From the sums, which hold what was added up already.
    fn summed_total(
        &self,
        filter: &EntryFilter,
        dimension: Dimension,
        member: &str,
    ) -> Result<(i64, i64), StoreError> {
        let columns = if filter.estimated_only {
            "sum(estimated_entries), sum(estimated_minor)"
        } else {
            "sum(entries), sum(base_minor)"
        };
        let query = format!(
            "SELECT {columns} FROM {} WHERE member = ?8 AND (?9 IS NULL OR shop_id = ?9)
                AND (?10 = '' OR instr(?10, ',' || account || ',') > 0)",
            Spans::rows()
        );
        let [m1, m2, b1, b2, a1, a2] = Spans::new(sql::day(filter.from)?, sql::day(filter.to)?).values();
        let values = params![
            dimension.number(),
            m1,
            m2,
            b1,
            b2,
            a1,
            a2,
            member,
            filter.shop_id,
            filter.accounts_text()
        ];
        let (count, sum): (Option<i64>, Option<i64>) =
            self.conn.prepare_cached(&query)?.query_row(values, |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok((count.unwrap_or(0), sum.unwrap_or(0)))
    }

    /// Entry by entry: those of an order, or of several cuts at once.
    fn counted_total(&self, filter: &EntryFilter) -> Result<(i64, i64), StoreError> {
        let (source, order) = match filter.order_id {
            Some(_) => ("entry_order", "e.order_id = ?8"),
            None => ("entry_account", "?8 IS NULL"),
        };
        let query = format!(
            "SELECT count(*), coalesce(sum(e.base_minor), 0) FROM entry e INDEXED BY {source}
             WHERE {order} AND e.account IN (SELECT value FROM json_each(?9)) AND {CONDITION}"
        );
        let accounts: Vec<i64> = filter.accounts().iter().map(|account| account.number()).collect();
        Ok(self.conn.prepare_cached(&query)?.query_row(
            params![
                filter.from,
                filter.to,
                filter.shop_id,
                filter.supplier_id,
                filter.product_id,
                filter.country,
                filter.estimated_only,
                filter.order_id,
                sql::Json(accounts)
            ],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?)
    }

    /// First and last day of the ledger.
    pub fn ledger_days(&self) -> Result<Option<(Day, Day)>, StoreError> {
        let found: (Option<i32>, Option<i32>) = self.conn.query_row(
            "SELECT (SELECT min(day) FROM sum_day WHERE dim = 0), (SELECT max(day) FROM sum_day WHERE dim = 0)",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        match found {
            (Some(first), Some(last)) => Ok(Some((sql::day(first)?, sql::day(last)?))),
            _ => Ok(None),
        }
    }
}

impl Write<'_> {
    /// Appends an entry and adds it to the sums of this transaction.
    pub fn append_entry(&self, entry: &NewEntry, now_ms: i64) -> Result<i64, StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO entry (day, account, amount_minor, currency, base_minor, rate, estimated, order_id, order_line_id,
                    purchase_id, shop_id, supplier_id, product_id, country, units, orders, ref, source, created_ms)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)",
            )?
            .execute(params![
                entry.day.number(),
                entry.account.number(),
                entry.amount_minor,
                entry.currency.code(),
                entry.base_minor,
                entry.rate,
                entry.certainty == Certainty::Estimated,
                entry.order.map(OrderId::get),
                entry.line.map(OrderLineId::get),
                entry.purchase.map(PurchaseId::get),
                entry.shop.map(ShopId::get),
                entry.supplier.map(SupplierId::get),
                entry.product.map(ProductId::get),
                entry.country,
                entry.units,
                entry.orders,
                entry.reference,
                entry.source,
                now_ms,
            ])?;
        let (base, estimated) = (entry.base_minor.unwrap_or(0), entry.certainty == Certainty::Estimated);
        let place = Place {
            day: entry.day.number(),
            account: entry.account.number(),
            shop: entry.shop.map(ShopId::get),
            supplier: entry.supplier.map(SupplierId::get),
            product: entry.product.map(ProductId::get),
            country: &entry.country,
        };
        let tally = Tally {
            base,
            estimated: if estimated { base } else { 0 },
            units: entry.units,
            orders: entry.orders,
            entries: 1,
            estimated_entries: i64::from(estimated),
        };
        self.tally(&place, tally);
        Ok(self.conn.last_insert_rowid())
    }

    /// Country and shop of an order, for entries that are added to it later.
    pub fn place_of_order(&self, order: OrderId) -> Result<Option<(ShopId, String)>, StoreError> {
        Ok(self
            .conn
            .prepare_cached("SELECT shop_id, country FROM orders WHERE id = ?1")?
            .query_row([order.get()], |row| Ok((ShopId::new(row.get(0)?), row.get(1)?)))
            .optional()?)
    }
}
