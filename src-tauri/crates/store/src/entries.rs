//! The ledger and its sums.
//!
//! Entries are appended, never changed. Each write adds to the sums of its day in memory; the sums are written
//! once, by the same transaction, just before it commits.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{OptionalExtension, params};
use rust_decimal::Decimal;
use stockless_core::day::Day;
use stockless_core::id::{OrderId, OrderLineId, ProductId, PurchaseId, ShopId, SupplierId};
use stockless_core::ledger::{Account, Certainty, Held, Slot};
use stockless_core::money::Currency;

use crate::open::StoreError;
use crate::sql;
use crate::store::{Read, Write};

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

/// Which cut of the sums.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Dimension {
    /// Everything, by shop and day.
    All,
    /// By supplier.
    Supplier,
    /// By product.
    Product,
    /// By country.
    Country,
}

impl Dimension {
    /// Every cut.
    pub const ALL: [Self; 4] = [Self::All, Self::Supplier, Self::Product, Self::Country];

    const fn number(self) -> i64 {
        match self {
            Self::All => 0,
            Self::Supplier => 1,
            Self::Product => 2,
            Self::Country => 3,
        }
    }
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Tally {
    base: i64,
    estimated: i64,
    units: i64,
    orders: i64,
    entries: i64,
}

type SumKey = (Dimension, i32, i64, String, i64);

/// Sums that a transaction will write before it commits.
#[derive(Debug, Default)]
pub struct Sums(HashMap<SumKey, Tally>);

/// One sum as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SumRow {
    /// Day, or first day of what was grouped.
    pub day: Day,
    /// The shop; 0 for none.
    pub shop_id: i64,
    /// Id of the supplier or product, or the country; empty for none.
    pub member: String,
    /// What it is.
    pub account: Account,
    /// In minor units of the base currency.
    pub base_minor: i64,
    /// The part that is an estimate.
    pub estimated_minor: i64,
    /// Units sold.
    pub units: i64,
    /// Orders placed.
    pub orders: i64,
}

/// What an order's entries in one account and currency sum to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BaseSum {
    /// The account.
    pub account: Account,
    /// Currency of the entries.
    pub currency: Currency,
    /// In the base currency, of entries with a rate.
    pub base_minor: i64,
    /// The part that is an estimate.
    pub estimated_minor: i64,
    /// In the entries' own currency, of entries without a rate.
    pub unrated_minor: i64,
}

/// How sums are grouped before they leave the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grain {
    /// One row a day.
    Day,
    /// One row for the whole range.
    Range,
    /// One row for the whole range and shop.
    Shop,
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

/// Parameters 1 to 9 in the order of [`EntryFilter`]; the account list is a bit mask over [`Account::number`].
const CONDITION: &str = "e.day BETWEEN ?1 AND ?2 AND (?3 IS NULL OR e.shop_id = ?3) \
     AND (?4 = '' OR instr(?4, ',' || e.account || ',') > 0) \
     AND (?5 IS NULL OR coalesce(e.supplier_id, 0) = ?5) AND (?6 IS NULL OR coalesce(e.product_id, 0) = ?6) \
     AND (?7 IS NULL OR e.country = ?7) AND (?8 IS NULL OR e.order_id = ?8) AND (?9 = 0 OR e.estimated = 1)";

impl EntryFilter {
    fn accounts_text(&self) -> String {
        if self.accounts.is_empty() {
            return String::new();
        }
        let numbers: Vec<String> = self.accounts.iter().map(|a| a.number().to_string()).collect();
        format!(",{},", numbers.join(","))
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

fn read_account(number: i64) -> Result<Account, StoreError> {
    Account::from_number(number)
        .ok_or_else(|| StoreError::Unreadable { what: "account", value: number.to_string() })
}

/// An order has few entries and its own index; everything else walks the days backwards.
pub(crate) fn list_sql(by_order: bool) -> String {
    let source = if by_order { "entry e INDEXED BY entry_order" } else { "entry e INDEXED BY entry_day" };
    let query = format!(
        "SELECT {COLUMNS} FROM {source} {JOINS} WHERE {CONDITION} AND (e.day, e.id) < (?10, ?11)
         ORDER BY e.day DESC, e.id DESC LIMIT ?12"
    );
    if by_order { query.replace("(?8 IS NULL OR e.order_id = ?8)", "e.order_id = ?8") } else { query }
}

impl Read<'_> {
    /// What the ledger holds for an order, by slot.
    pub fn held_by_order(&self, order: OrderId) -> Result<BTreeMap<Slot, Held>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT account, estimated, order_line_id, supplier_id, purchase_id, currency, sum(amount_minor), sum(units),
                    sum(orders), max(product_id), max(day)
             FROM entry WHERE order_id = ?1 AND ref = '' GROUP BY 1, 2, 3, 4, 5, 6",
        )?;
        let mut rows = statement.query([order.get()])?;
        let mut held = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let currency: String = row.get(5)?;
            let slot = Slot {
                account: read_account(row.get(0)?)?,
                certainty: if row.get::<_, bool>(1)? { Certainty::Estimated } else { Certainty::Actual },
                line: OrderLineId::new(row.get::<_, Option<i64>>(2)?.unwrap_or(0)),
                supplier: row.get::<_, Option<i64>>(3)?.map(SupplierId::new),
                purchase: row.get::<_, Option<i64>>(4)?.map(PurchaseId::new),
                currency: sql::currency(&currency)?,
            };
            held.insert(
                slot,
                Held {
                    minor: row.get(6)?,
                    units: row.get(7)?,
                    orders: row.get(8)?,
                    product: row.get::<_, Option<i64>>(9)?.map(ProductId::new),
                    day: sql::day(row.get(10)?)?,
                },
            );
        }
        Ok(held)
    }

    /// What an order's own entries sum to in the base currency, by account and currency, without what bills stated.
    pub fn base_by_order(&self, order: OrderId) -> Result<Vec<BaseSum>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT account, currency, coalesce(sum(base_minor), 0), coalesce(sum(base_minor) FILTER (WHERE estimated = 1), 0),
                    coalesce(sum(amount_minor) FILTER (WHERE base_minor IS NULL), 0)
             FROM entry WHERE order_id = ?1 AND ref = '' GROUP BY account, currency",
        )?;
        let mut rows = statement.query([order.get()])?;
        let mut sums = Vec::new();
        while let Some(row) = rows.next()? {
            let currency: String = row.get(1)?;
            sums.push(BaseSum {
                account: read_account(row.get(0)?)?,
                currency: sql::currency(&currency)?,
                base_minor: row.get(2)?,
                estimated_minor: row.get(3)?,
                unrated_minor: row.get(4)?,
            });
        }
        Ok(sums)
    }

    /// Accounts for which a person or a bill stated what an order really cost.
    pub fn stated_accounts(&self, order: OrderId) -> Result<Vec<Account>, StoreError> {
        let mut statement = self
            .conn
            .prepare_cached("SELECT DISTINCT account FROM entry WHERE order_id = ?1 AND ref <> ''")?;
        let rows = statement.query_map([order.get()], |row| row.get::<_, i64>(0))?;
        rows.map(|number| read_account(number?)).collect()
    }

    /// What a person or a bill stated for an order, by account, in the base currency.
    pub fn stated_sums(&self, order: OrderId) -> Result<Vec<(Account, i64)>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT account, sum(coalesce(base_minor, 0)) FROM entry WHERE order_id = ?1 AND ref <> '' GROUP BY account",
        )?;
        let rows =
            statement.query_map([order.get()], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))?;
        rows.map(|row| {
            row.map_err(StoreError::from).and_then(|(account, sum)| Ok((read_account(account)?, sum)))
        })
        .collect()
    }

    /// Sum of the entries of a reference on a day, by account, certainty and currency.
    pub fn held_by_reference(&self, reference: &str, day: Day) -> Result<i64, StoreError> {
        Ok(self
            .conn
            .prepare_cached("SELECT coalesce(sum(amount_minor), 0) FROM entry WHERE ref = ?1 AND day = ?2")?
            .query_row(params![reference, day.number()], |row| row.get(0))?)
    }

    /// Last day on which a reference has an entry.
    pub fn last_day_of(&self, reference: &str) -> Result<Option<Day>, StoreError> {
        let number: Option<i32> = self
            .conn
            .prepare_cached("SELECT max(day) FROM entry WHERE ref = ?1")?
            .query_row([reference], |row| row.get(0))?;
        number.map(sql::day).transpose()
    }

    /// Amounts of a reference by day, without those that cancel out.
    pub fn days_of(&self, reference: &str) -> Result<Vec<(Day, i64)>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT day, sum(amount_minor) FROM entry WHERE ref = ?1 GROUP BY day HAVING sum(amount_minor) <> 0 ORDER BY day",
        )?;
        let rows =
            statement.query_map([reference], |row| Ok((row.get::<_, i32>(0)?, row.get::<_, i64>(1)?)))?;
        rows.map(|row| row.map_err(StoreError::from).and_then(|(day, minor)| Ok((sql::day(day)?, minor))))
            .collect()
    }

    /// Entries, latest day first, from behind a key `(day, id)`.
    pub fn entries(
        &self,
        filter: &EntryFilter,
        after: Option<(i32, i64)>,
        limit: i64,
    ) -> Result<Vec<EntryRow>, StoreError> {
        let query = list_sql(filter.order_id.is_some());
        let (day, id) = after.unwrap_or((i32::MAX, i64::MAX));
        let mut statement = self.conn.prepare_cached(&query)?;
        let rows = statement.query_map(
            params![
                filter.from,
                filter.to,
                filter.shop_id,
                filter.accounts_text(),
                filter.supplier_id,
                filter.product_id,
                filter.country,
                filter.order_id,
                filter.estimated_only,
                day,
                id,
                limit
            ],
            entry_row,
        )?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many entries there are, and their sum in the base currency.
    pub fn entries_total(&self, filter: &EntryFilter) -> Result<(i64, i64), StoreError> {
        let by_order = filter.order_id.is_some();
        let source = if by_order { "entry e INDEXED BY entry_order" } else { "entry e INDEXED BY entry_day" };
        let query =
            format!("SELECT count(*), coalesce(sum(e.base_minor), 0) FROM {source} WHERE {CONDITION}");
        let query = if by_order {
            query.replace("(?8 IS NULL OR e.order_id = ?8)", "e.order_id = ?8")
        } else {
            query
        };
        let mut statement = self.conn.prepare_cached(&query)?;
        Ok(statement.query_row(
            params![
                filter.from,
                filter.to,
                filter.shop_id,
                filter.accounts_text(),
                filter.supplier_id,
                filter.product_id,
                filter.country,
                filter.order_id,
                filter.estimated_only
            ],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?)
    }

    /// Sums of a range of days.
    pub fn sums(
        &self,
        dimension: Dimension,
        grain: Grain,
        from: Day,
        to: Day,
        shop: Option<ShopId>,
    ) -> Result<Vec<SumRow>, StoreError> {
        let query = match grain {
            Grain::Day => {
                "SELECT day, 0, member, account, sum(base_minor), sum(estimated_minor), sum(units), sum(orders) FROM sum_day
                 WHERE dim = ?1 AND day BETWEEN ?2 AND ?3 AND (?4 IS NULL OR shop_id = ?4) GROUP BY day, member, account"
            }
            Grain::Range => {
                "SELECT ?2, 0, member, account, sum(base_minor), sum(estimated_minor), sum(units), sum(orders) FROM sum_day
                 WHERE dim = ?1 AND day BETWEEN ?2 AND ?3 AND (?4 IS NULL OR shop_id = ?4) GROUP BY member, account"
            }
            Grain::Shop => {
                "SELECT ?2, shop_id, member, account, sum(base_minor), sum(estimated_minor), sum(units), sum(orders)
                 FROM sum_day WHERE dim = ?1 AND day BETWEEN ?2 AND ?3 AND (?4 IS NULL OR shop_id = ?4)
                 GROUP BY shop_id, member, account"
            }
        };
        let mut statement = self.conn.prepare_cached(query)?;
        let mut rows = statement.query(params![
            dimension.number(),
            from.number(),
            to.number(),
            shop.map(ShopId::get)
        ])?;
        let mut sums = Vec::new();
        while let Some(row) = rows.next()? {
            sums.push(SumRow {
                day: sql::day(row.get(0)?)?,
                shop_id: row.get(1)?,
                member: row.get(2)?,
                account: read_account(row.get(3)?)?,
                base_minor: row.get(4)?,
                estimated_minor: row.get(5)?,
                units: row.get(6)?,
                orders: row.get(7)?,
            });
        }
        Ok(sums)
    }

    /// Entries without a rate in a range of days: currency and how many.
    pub fn entries_without_rate(&self, from: Day, to: Day) -> Result<Vec<(String, i64)>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT currency, count(*) FROM entry INDEXED BY entry_without_rate
             WHERE base_minor IS NULL AND day BETWEEN ?1 AND ?2 GROUP BY currency ORDER BY currency",
        )?;
        let rows =
            statement.query_map(params![from.number(), to.number()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// First and last day of the ledger.
    pub fn ledger_days(&self) -> Result<Option<(Day, Day)>, StoreError> {
        let found: (Option<i32>, Option<i32>) = self.conn.query_row(
            "SELECT (SELECT min(day) FROM entry), (SELECT max(day) FROM entry)",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        match found {
            (Some(first), Some(last)) => Ok(Some((sql::day(first)?, sql::day(last)?))),
            _ => Ok(None),
        }
    }

    /// Proves the sums against the entries: the number of sums that differ.
    pub fn sums_that_differ(&self) -> Result<i64, StoreError> {
        let member = |dimension| match dimension {
            Dimension::All => "''",
            Dimension::Supplier => "coalesce(CAST(supplier_id AS TEXT), '')",
            Dimension::Product => "coalesce(CAST(product_id AS TEXT), '')",
            Dimension::Country => "country",
        };
        let mut differing = 0;
        for dimension in Dimension::ALL {
            let member = member(dimension);
            let truth = format!(
                "SELECT day, coalesce(shop_id, 0), {member}, account, sum(coalesce(base_minor, 0)),
                        sum(CASE WHEN estimated = 1 THEN coalesce(base_minor, 0) ELSE 0 END), sum(units), sum(orders), count(*)
                 FROM entry GROUP BY 1, 2, 3, 4"
            );
            let kept =
                "SELECT day, shop_id, member, account, base_minor, estimated_minor, units, orders, entries
                        FROM sum_day WHERE dim = ?1";
            let query = format!(
                "SELECT (SELECT count(*) FROM ({truth} EXCEPT {kept})) + (SELECT count(*) FROM ({kept} EXCEPT {truth}))"
            );
            differing += self.conn.query_row(&query, [dimension.number()], |row| row.get::<_, i64>(0))?;
        }
        Ok(differing)
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
        self.tally(entry);
        Ok(self.conn.last_insert_rowid())
    }

    fn tally(&self, entry: &NewEntry) {
        let mut sums = self.sums.borrow_mut();
        let shop = entry.shop.map_or(0, ShopId::get);
        for dimension in Dimension::ALL {
            let member = match dimension {
                Dimension::All => String::new(),
                Dimension::Supplier => entry.supplier.map_or_else(String::new, |id| id.to_string()),
                Dimension::Product => entry.product.map_or_else(String::new, |id| id.to_string()),
                Dimension::Country => entry.country.clone(),
            };
            let key = (dimension, entry.day.number(), shop, member, entry.account.number());
            let tally = sums.0.entry(key).or_default();
            let base = entry.base_minor.unwrap_or(0);
            tally.base += base;
            tally.estimated += if entry.certainty == Certainty::Estimated { base } else { 0 };
            tally.units += entry.units;
            tally.orders += entry.orders;
            tally.entries += 1;
        }
    }

    /// Gives entries of a currency their amount in the base currency, now that there is a rate.
    /// `rate_on` answers the rate for a day, or `None` when there is still none.
    pub fn fill_missing_rates(
        &self,
        currency: Currency,
        base: Currency,
        rate_on: &dyn Fn(Day) -> Option<Decimal>,
    ) -> Result<i64, StoreError> {
        let mut statement = self.conn.prepare(
            "SELECT id, day, account, amount_minor, estimated, shop_id, supplier_id, product_id, country, order_id FROM entry
             INDEXED BY entry_without_rate WHERE base_minor IS NULL AND currency = ?1",
        )?;
        let rows = statement
            .query_map([currency.code()], |row| {
                Ok((
                    row.get::<_, i64>(0)?,
                    row.get::<_, i32>(1)?,
                    row.get::<_, i64>(2)?,
                    row.get::<_, i64>(3)?,
                    row.get::<_, bool>(4)?,
                    row.get::<_, Option<i64>>(5)?,
                    row.get::<_, Option<i64>>(6)?,
                    row.get::<_, Option<i64>>(7)?,
                    row.get::<_, String>(8)?,
                ))
            })?
            .collect::<Result<Vec<_>, _>>()?;
        let mut filled = 0;
        for (id, day, account, minor, estimated, shop, supplier, product, country) in rows {
            let day = sql::day(day)?;
            let Some(rate) = rate_on(day) else { continue };
            let money = stockless_core::money::Money::from_minor(minor, currency)
                .converted(base, rate)
                .map_err(|error| StoreError::Refused(error.to_string()))?;
            self.conn
                .prepare_cached("UPDATE entry SET base_minor = ?2, rate = ?3 WHERE id = ?1")?
                .execute(params![id, money.minor(), rate.to_string()])?;
            let member = |id: Option<i64>| id.map_or_else(String::new, |id| id.to_string());
            for (dimension, member) in [
                (Dimension::All, String::new()),
                (Dimension::Supplier, member(supplier)),
                (Dimension::Product, member(product)),
                (Dimension::Country, country),
            ] {
                let key = (dimension, day.number(), shop.unwrap_or(0), member, account);
                let mut sums = self.sums.borrow_mut();
                let tally = sums.0.entry(key).or_default();
                tally.base += money.minor();
                tally.estimated += if estimated { money.minor() } else { 0 };
            }
            filled += 1;
        }
        Ok(filled)
    }

    /// Currencies that have entries without a rate.
    pub fn currencies_without_rate(&self) -> Result<Vec<Currency>, StoreError> {
        let mut statement = self.conn.prepare(
            "SELECT DISTINCT currency FROM entry INDEXED BY entry_without_rate WHERE base_minor IS NULL",
        )?;
        let codes = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
        codes.iter().map(|code| sql::currency(code)).collect()
    }

    /// Writes the sums that this transaction gathered.
    pub(crate) fn flush_sums(&self) -> Result<(), StoreError> {
        let sums = std::mem::take(&mut *self.sums.borrow_mut());
        let mut rows: Vec<_> = sums.0.into_iter().filter(|(_, tally)| *tally != Tally::default()).collect();
        // In key order, so that pages of the table are visited once.
        rows.sort_by(|a, b| a.0.cmp(&b.0));
        let mut statement = self.conn.prepare_cached(
            "INSERT INTO sum_day (dim, day, shop_id, member, account, base_minor, estimated_minor, units, orders, entries)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
             ON CONFLICT (dim, day, shop_id, member, account) DO UPDATE SET base_minor = base_minor + excluded.base_minor,
                estimated_minor = estimated_minor + excluded.estimated_minor, units = units + excluded.units,
                orders = orders + excluded.orders, entries = entries + excluded.entries",
        )?;
        for ((dimension, day, shop, member, account), tally) in rows {
            statement.execute(params![
                dimension.number(),
                day,
                shop,
                member,
                account,
                tally.base,
                tally.estimated,
                tally.units,
                tally.orders,
                tally.entries
            ])?;
        }
        Ok(())
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
