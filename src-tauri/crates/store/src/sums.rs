//! Sums of the ledger, by day and by month, so that a report never adds up entries.
//!
//! Each appended entry adds to the sums of its day in memory; they are written once, by the same transaction, just
//! before it commits. A range of days is answered from the months that lie wholly in it and the days at its ends.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{ToSql, params};
use stockless_core::day::Day;
use stockless_core::id::ShopId;
use stockless_core::ledger::Account;

use crate::entries::read_account;
use crate::open::StoreError;
use crate::sql;
use crate::store::{Read, Write};

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

    pub(crate) const fn number(self) -> i64 {
        match self {
            Self::All => 0,
            Self::Supplier => 1,
            Self::Product => 2,
            Self::Country => 3,
        }
    }

    /// The member of this cut that an entry belongs to, as SQL over `entry`.
    const fn member_of_entry(self) -> &'static str {
        match self {
            Self::All => "''",
            Self::Supplier => "coalesce(CAST(supplier_id AS TEXT), '')",
            Self::Product => "coalesce(CAST(product_id AS TEXT), '')",
            Self::Country => "country",
        }
    }
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

/// Where an entry counts.
pub(crate) struct Place<'a> {
    pub day: i32,
    pub account: i64,
    pub shop: Option<i64>,
    pub supplier: Option<i64>,
    pub product: Option<i64>,
    pub country: &'a str,
}

/// What is added up.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tally {
    pub base: i64,
    pub estimated: i64,
    pub units: i64,
    pub orders: i64,
    pub entries: i64,
    pub estimated_entries: i64,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.base += other.base;
        self.estimated += other.estimated;
        self.units += other.units;
        self.orders += other.orders;
        self.entries += other.entries;
        self.estimated_entries += other.estimated_entries;
    }
}

/// Dimension, day or month, shop, member, account.
type SumKey = (Dimension, i32, i64, String, i64);

/// Sums that a transaction will write before it commits.
#[derive(Debug, Default)]
pub struct Sums(HashMap<SumKey, Tally>);

impl Sums {
    fn add(&mut self, place: &Place<'_>, tally: Tally) {
        let id = |id: Option<i64>| id.map_or_else(String::new, |id| id.to_string());
        for dimension in Dimension::ALL {
            let member = match dimension {
                Dimension::All => String::new(),
                Dimension::Supplier => id(place.supplier),
                Dimension::Product => id(place.product),
                Dimension::Country => place.country.to_owned(),
            };
            let key = (dimension, place.day, place.shop.unwrap_or(0), member, place.account);
            self.0.entry(key).or_default().add(tally);
        }
    }
}

/// A range of days as the months that lie wholly in it and the days before and after them. Numbers as stored; a part
/// that is empty ends before it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spans {
    months: (i32, i32),
    before: (i32, i32),
    after: (i32, i32),
}

const NONE: (i32, i32) = (1, 0);

impl Spans {
    pub(crate) fn new(from: Day, to: Day) -> Self {
        let first = if from == from.month_start() { from } else { from.month_end().plus_days(1) };
        let last = if to == to.month_end() { to } else { to.month_start().plus_days(-1) };
        if first > last {
            return Self { months: NONE, before: (from.number(), to.number()), after: NONE };
        }
        Self {
            months: (month(first.number()), month(last.number())),
            before: if from < first { (from.number(), first.plus_days(-1).number()) } else { NONE },
            after: if last < to { (last.plus_days(1).number(), to.number()) } else { NONE },
        }
    }

    /// The sums of these spans as a subquery: parameters 1 to 7 are the dimension and the ends of the parts.
    pub(crate) fn rows() -> &'static str {
        "(SELECT shop_id, member, account, base_minor, estimated_minor, units, orders, entries, estimated_entries
          FROM sum_month WHERE dim = ?1 AND month BETWEEN ?2 AND ?3
          UNION ALL
          SELECT shop_id, member, account, base_minor, estimated_minor, units, orders, entries, estimated_entries
          FROM sum_day WHERE dim = ?1 AND day BETWEEN ?4 AND ?5
          UNION ALL
          SELECT shop_id, member, account, base_minor, estimated_minor, units, orders, entries, estimated_entries
          FROM sum_day WHERE dim = ?1 AND day BETWEEN ?6 AND ?7)"
    }

    /// Values of parameters 2 to 7.
    pub(crate) const fn values(self) -> [i32; 6] {
        let Self { months, before, after } = self;
        [months.0, months.1, before.0, before.1, after.0, after.1]
    }
}

const SUMMED: &str = "sum(base_minor), sum(estimated_minor), sum(units), sum(orders)";

/// `YYYYMM` of a stored day.
const fn month(day: i32) -> i32 {
    day.div_euclid(100)
}

impl Read<'_> {
    /// Sums of a range of days.
    pub fn sums(
        &self,
        dimension: Dimension,
        grain: Grain,
        from: Day,
        to: Day,
        shop: Option<ShopId>,
    ) -> Result<Vec<SumRow>, StoreError> {
        let shop = shop.map(ShopId::get);
        let (shop_shown, group) = match grain {
            Grain::Day => {
                let query = format!(
                    "SELECT day, 0, member, account, {SUMMED} FROM sum_day
                     WHERE dim = ?1 AND day BETWEEN ?2 AND ?3 AND (?4 IS NULL OR shop_id = ?4) GROUP BY day, member, account"
                );
                let values = params![dimension.number(), from.number(), to.number(), shop];
                return self.sum_rows(&query, values);
            }
            Grain::Range => ("0", "member, account"),
            Grain::Shop => ("shop_id", "shop_id, member, account"),
        };
        let query = format!(
            "SELECT ?9, {shop_shown}, member, account, {SUMMED} FROM {} WHERE (?8 IS NULL OR shop_id = ?8) GROUP BY {group}",
            Spans::rows()
        );
        let [m1, m2, b1, b2, a1, a2] = Spans::new(from, to).values();
        self.sum_rows(&query, params![dimension.number(), m1, m2, b1, b2, a1, a2, shop, from.number()])
    }

    fn sum_rows(&self, query: &str, values: &[&dyn ToSql]) -> Result<Vec<SumRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(query)?;
        let mut rows = statement.query(values)?;
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

    /// Proves the sums against the entries: the number of sums that differ.
    pub fn sums_that_differ(&self) -> Result<i64, StoreError> {
        let mut differing = 0;
        for (table, period, of_entry) in [("sum_day", "day", "day"), ("sum_month", "month", "day / 100")] {
            for dimension in Dimension::ALL {
                let member = dimension.member_of_entry();
                let truth = format!(
                    "SELECT {of_entry}, coalesce(shop_id, 0), {member}, account, sum(coalesce(base_minor, 0)),
                            sum(iif(estimated = 1, coalesce(base_minor, 0), 0)), sum(units), sum(orders), count(*), sum(estimated)
                     FROM entry GROUP BY 1, 2, 3, 4"
                );
                let kept = format!(
                    "SELECT {period}, shop_id, member, account, base_minor, estimated_minor, units, orders, entries,
                            estimated_entries FROM {table} WHERE dim = ?1"
                );
                let query = format!(
                    "SELECT (SELECT count(*) FROM ({truth} EXCEPT {kept})) + (SELECT count(*) FROM ({kept} EXCEPT {truth}))"
                );
                differing += self.conn.query_row(&query, [dimension.number()], |row| row.get::<_, i64>(0))?;
            }
        }
        Ok(differing)
    }
}

impl Write<'_> {
    /// Adds to the sums of this transaction.
    pub(crate) fn tally(&self, place: &Place<'_>, tally: Tally) {
        self.sums.borrow_mut().add(place, tally);
    }

    /// Writes the sums that this transaction gathered.
    pub(crate) fn flush_sums(&self) -> Result<(), StoreError> {
        let sums = std::mem::take(&mut *self.sums.borrow_mut());
        // In key order, so that pages of the tables are visited once.
        let days: BTreeMap<SumKey, Tally> =
            sums.0.into_iter().filter(|(_, tally)| *tally != Tally::default()).collect();
        let mut months: BTreeMap<SumKey, Tally> = BTreeMap::new();
        for ((dimension, day, shop, member, account), tally) in &days {
            let key = (*dimension, month(*day), *shop, member.clone(), *account);
            months.entry(key).or_default().add(*tally);
        }
        self.add_sums("sum_day", "day", &days)?;
        self.add_sums("sum_month", "month", &months)
    }

    fn add_sums(&self, table: &str, period: &str, sums: &BTreeMap<SumKey, Tally>) -> Result<(), StoreError> {
        let mut statement = self.conn.prepare_cached(&format!(
            "INSERT INTO {table} (dim, {period}, shop_id, member, account, base_minor, estimated_minor, units, orders, entries,
                estimated_entries)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
             ON CONFLICT (dim, {period}, shop_id, member, account) DO UPDATE SET base_minor = base_minor + excluded.base_minor,
                estimated_minor = estimated_minor + excluded.estimated_minor, units = units + excluded.units,
                orders = orders + excluded.orders, entries = entries + excluded.entries,
                estimated_entries = estimated_entries + excluded.estimated_entries"
        ))?;
        for ((dimension, period, shop, member, account), tally) in sums {
            statement.execute(params![
                dimension.number(),
                period,
                shop,
                member,
                account,
                tally.base,
                tally.estimated,
                tally.units,
                tally.orders,
                tally.entries,
                tally.estimated_entries
            ])?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(from: &str, to: &str) -> Spans {
        Spans::new(Day::from_iso(from).unwrap(), Day::from_iso(to).unwrap())
    }

    #[test]
    fn a_range_is_whole_months_and_the_days_around_them() {
        let year = spans("2025-03-10", "2026-03-09");
        assert_eq!(year.months, (202_504, 202_602));
        assert_eq!(year.before, (20_250_310, 20_250_331));
        assert_eq!(year.after, (20_260_301, 20_260_309));
    }

    #[test]
    fn whole_months_need_no_days() {
        assert_eq!(
            spans("2024-02-01", "2024-02-29"),
            Spans { months: (202_402, 202_402), before: NONE, after: NONE }
        );
        assert_eq!(spans("2025-12-01", "2026-01-31").months, (202_512, 202_601));
    }

    #[test]
    fn a_range_without_a_whole_month_is_days() {
        for (from, to) in
            [("2026-03-09", "2026-03-09"), ("2026-02-02", "2026-03-30"), ("2026-01-31", "2026-02-27")]
        {
            let found = spans(from, to);
            assert_eq!(found.months, NONE, "{from} {to}");
            assert_eq!((found.before.0, found.after), (Day::from_iso(from).unwrap().number(), NONE));
        }
    }
}
