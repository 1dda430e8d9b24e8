//! Lists of orders as SQL: which index is walked, from where, and in which order.

use std::borrow::Cow;
use std::rc::Rc;

use rusqlite::ToSql;
use stockless_core::check::Queue;
use stockless_core::id::OrderId;

use super::{COLUMNS, ViewRow, queue_number, view_row};
use crate::open::StoreError;
use crate::search::Found;
use crate::store::Read;

/// How a list is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// Newest first.
    #[default]
    Newest,
    /// Oldest first.
    Oldest,
    /// Largest total first.
    Largest,
    /// Smallest total first.
    Smallest,
    /// Thinnest margin first.
    ThinnestMargin,
}

/// Which orders a list holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListFilter {
    /// One queue, or every order.
    pub queue: Option<Queue>,
    /// A search query as [`crate::search::query`] makes it; empty for none.
    pub search: String,
    /// One shop.
    pub shop_id: Option<i64>,
    /// One supplier.
    pub supplier_id: Option<i64>,
    /// One country.
    pub country: Option<String>,
    /// One tag.
    pub tag: Option<String>,
    /// One flag.
    pub flag: Option<String>,
    /// Placed at or after.
    pub from_ms: Option<i64>,
    /// Placed before.
    pub until_ms: Option<i64>,
    /// Margin below, in hundredths of a percent.
    pub margin_below_bp: Option<i64>,
    /// Arrived no later than this order did: ids rise as orders come in.
    pub until_id: Option<i64>,
}

/// Where a page begins: behind this sort value and id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// Value of the sort column; `None` among the orders that have none, which come last.
    pub value: Option<i64>,
    /// The order.
    pub id: i64,
}

/// A list sorted by a value that may be unknown is read in two parts, so that each walks its stretch of the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Orders with a value, by it.
    Known,
    /// Orders without one, newest arrivals first.
    Unknown,
}

impl Sort {
    /// Column, and whether it falls.
    const fn column(self) -> (&'static str, bool) {
        match self {
            Self::Newest => ("v.placed_ms", true),
            Self::Oldest => ("v.placed_ms", false),
            Self::Largest => ("v.total_base_minor", true),
            Self::Smallest => ("v.total_base_minor", false),
            Self::ThinnestMargin => ("v.margin_bp", false),
        }
    }

    /// True when orders may have no value to sort by.
    const fn has_unknown(self) -> bool {
        !matches!(self, Self::Newest | Self::Oldest)
    }

    /// The value of a row that this sort orders by; `None` where it is unknown.
    pub fn value(self, row: &ViewRow) -> Option<i64> {
        match self {
            Self::Newest | Self::Oldest => Some(row.placed_ms),
            Self::Largest | Self::Smallest => row.total_base_minor,
            Self::ThinnestMargin => row.margin_bp,
        }
    }

    fn order_by(self, part: Part) -> String {
        match (part, self.column()) {
            (Part::Known, (column, true)) => format!("ORDER BY {column} DESC, v.order_id DESC"),
            (Part::Known, (column, false)) => format!("ORDER BY {column} ASC, v.order_id ASC"),
            (Part::Unknown, _) => "ORDER BY v.order_id DESC".to_owned(),
        }
    }
}

/// Up to so many orders that hold the words of a search are looked up and sorted. Where there are more, the list is
/// walked in its order and what does not hold the words is passed over: the more there are, the sooner a page is full.
pub const FEW_FOUND: u64 = 1_000;

/// A list and how its words are found.
struct Wanted<'f> {
    /// Without words when they are looked for in [`Self::found`].
    filter: Cow<'f, ListFilter>,
    found: Option<Rc<Found>>,
}

impl Wanted<'_> {
    fn holds(&self, order: i64) -> bool {
        self.found.as_ref().is_none_or(|found| found.holds(order))
    }

    /// What was found, if nothing else narrows the list but the order that arrived last.
    fn only_found(&self) -> Option<&Found> {
        let rest = ListFilter { until_id: None, ..self.filter.as_ref().clone() };
        self.found.as_deref().filter(|_| rest == ListFilter::default())
    }
}

/// A list as SQL: the index to walk, conditions, and their values.
struct Query {
    source: String,
    conditions: Vec<String>,
    values: Vec<Box<dyn ToSql>>,
}

impl Query {
    fn new(filter: &ListFilter, index: &str) -> Self {
        let mut query = Self { source: String::new(), conditions: Vec::new(), values: Vec::new() };
        query.source = format!("order_view v {index}");
        if !filter.search.is_empty() {
            // The words decide: few orders hold them, whatever the other filters are.
            query.source = "order_fts f CROSS JOIN order_view v ON v.order_id = f.rowid".to_owned();
            query.add("f.order_fts MATCH ?", filter.search.clone());
        }
        if let Some(queue) = filter.queue {
            query.add("v.queue = ?", queue_number(queue));
            if queue != Queue::Done {
                query.conditions.push("v.queue < 5".to_owned());
            }
        }
        query.add_some("v.shop_id = ?", filter.shop_id);
        query.add_some("v.supplier_id = ?", filter.supplier_id);
        query.add_some("v.country = ?", filter.country.clone());
        query.add_some("v.flag = ?", filter.flag.clone());
        query.add_some("v.placed_ms >= ?", filter.from_ms);
        query.add_some("v.placed_ms < ?", filter.until_ms);
        query.add_some("v.margin_bp < ?", filter.margin_below_bp);
        // No index is narrowed by it: beside a value that is unknown it would lead the planner away from that value.
        query.add_some("+v.order_id <= ?", filter.until_id);
        query.add_some("v.order_id IN (SELECT order_id FROM order_tag WHERE tag = ?)", filter.tag.clone());
        query
    }

    /// One part of a list in its order.
    fn of(filter: &ListFilter, sort: Sort, part: Part) -> Self {
        let mut query = Self::new(filter, index(filter, sort));
        if sort.has_unknown() {
            let is = if part == Part::Known { "IS NOT NULL" } else { "IS NULL" };
            query.conditions.push(format!("{} {is}", sort.column().0));
        }
        query
    }

    /// A list whatever its order, along the index that serves its filter best.
    fn any(filter: &ListFilter) -> Self {
        Self::new(filter, index(filter, Sort::Newest))
    }

    fn add(&mut self, condition: &str, value: impl ToSql + 'static) {
        self.values.push(Box::new(value));
        self.conditions.push(condition.replace('?', &format!("?{}", self.values.len())));
    }

    fn add_some<T: ToSql + 'static>(&mut self, condition: &str, value: Option<T>) {
        if let Some(value) = value {
            self.add(condition, value);
        }
    }

    fn after(&mut self, sort: Sort, key: Option<Key>) {
        let Some(key) = key else { return };
        let Some(value) = key.value else { return self.add("v.order_id < ?", key.id) };
        let (column, falls) = sort.column();
        self.values.push(Box::new(value));
        self.values.push(Box::new(key.id));
        let (a, b) = (self.values.len() - 1, self.values.len());
        let sign = if falls { "<" } else { ">" };
        self.conditions.push(format!("({column}, v.order_id) {sign} (?{a}, ?{b})"));
    }

    fn where_clause(&self) -> String {
        if self.conditions.is_empty() {
            String::new()
        } else {
            format!("WHERE {}", self.conditions.join(" AND "))
        }
    }

    fn values(&self) -> Vec<&dyn ToSql> {
        self.values.iter().map(AsRef::as_ref).collect()
    }

    fn count_sql(&self) -> String {
        format!("SELECT count(*) FROM {} {}", self.source, self.where_clause())
    }

    fn list_sql(&self, sort: Sort, part: Part) -> String {
        let (source, conditions, order) = (&self.source, self.where_clause(), sort.order_by(part));
        format!("SELECT {COLUMNS} FROM {source} {conditions} {order} LIMIT :limit")
    }

    /// Every order of the list, in no order.
    fn walk_sql(&self) -> String {
        format!("SELECT v.order_id FROM {} {}", self.source, self.where_clause())
    }

    /// The parameters behind those of the list are how many keys are wanted, and behind which position.
    fn key_sql(&self, sort: Sort, part: Part) -> String {
        let (source, conditions, order) = (&self.source, self.where_clause(), sort.order_by(part));
        let (limit, offset) = (self.values.len() + 1, self.values.len() + 2);
        format!(
            "SELECT {}, v.order_id FROM {source} {conditions} {order} LIMIT ?{limit} OFFSET ?{offset}",
            sort.column().0
        )
    }

    fn ids_sql(&self) -> String {
        let (source, conditions) = (&self.source, self.where_clause());
        format!("SELECT v.order_id FROM {source} {conditions} ORDER BY v.placed_ms DESC, v.order_id DESC")
    }
}

/// The index that a list walks. Chosen here, not by the planner, so that a list never sorts.
fn index(filter: &ListFilter, sort: Sort) -> &'static str {
    let is_open = filter.queue.is_some_and(|queue| queue != Queue::Done);
    match sort {
        Sort::Largest | Sort::Smallest if is_open => "INDEXED BY order_view_total_open",
        Sort::Largest | Sort::Smallest => "INDEXED BY order_view_total",
        Sort::ThinnestMargin if is_open => "INDEXED BY order_view_margin",
        Sort::ThinnestMargin => "INDEXED BY order_view_margin_all",
        Sort::Newest | Sort::Oldest if is_open => "INDEXED BY order_view_open",
        Sort::Newest | Sort::Oldest => match filter {
            _ if filter.supplier_id.is_some() => "INDEXED BY order_view_supplier",
            _ if filter.country.is_some() => "INDEXED BY order_view_country",
            _ if filter.shop_id.is_some() => "INDEXED BY order_view_shop",
            _ => "INDEXED BY order_view_placed",
        },
    }
}

/// SQLite's word for no limit.
const WITHOUT_END: i64 = -1;

fn count_of(found: u64) -> i64 {
    i64::try_from(found).unwrap_or(i64::MAX)
}

/// Orders of a list that arrived after one of them. They are few and the last ones of the table, so that no index is
/// nearer than the table itself.
fn later_than(filter: &ListFilter, id: i64) -> Query {
    let mut query = Query::new(&ListFilter { until_id: None, ..filter.clone() }, "NOT INDEXED");
    query.add("v.order_id > ?", id);
    query
}

impl Read<'_> {
    /// The SQL of a list: a page of each of its parts, the key at a position of each, the ids of all, their number and
    /// how many arrived later; for the test that reads their plans.
    pub fn list_sql(filter: &ListFilter, sort: Sort, after: i64) -> Vec<String> {
        let mut all = vec![
            Query::any(filter).ids_sql(),
            Query::any(filter).count_sql(),
            later_than(filter, after).count_sql(),
        ];
        for (part, value) in [(Part::Known, Some(after)), (Part::Unknown, None)] {
            if part == Part::Unknown && !sort.has_unknown() {
                continue;
            }
            for key in [None, Some(Key { value, id: after })] {
                let mut query = Query::of(filter, sort, part);
                query.after(sort, key);
                all.push(query.list_sql(sort, part));
            }
            all.push(Query::of(filter, sort, part).key_sql(sort, part));
        }
        all
    }

    /// A page of a list from behind a key. Orders without a value to sort by come last.
    pub fn list(
        &self,
        filter: &ListFilter,
        sort: Sort,
        key: Option<Key>,
        limit: i64,
    ) -> Result<Vec<ViewRow>, StoreError> {
        let mut rows = Vec::new();
        let is_behind_known = key.is_some_and(|key| key.value.is_none());
        if !is_behind_known {
            rows = self.part_of_list(filter, sort, Part::Known, key, limit)?;
        }
        let rest = limit.saturating_sub(i64::try_from(rows.len()).unwrap_or(limit));
        if sort.has_unknown() && rest > 0 {
            let key = key.filter(|_| is_behind_known);
            rows.extend(self.part_of_list(filter, sort, Part::Unknown, key, rest)?);
        }
        Ok(rows)
    }

    fn part_of_list(
        &self,
        filter: &ListFilter,
        sort: Sort,
        part: Part,
        key: Option<Key>,
        limit: i64,
    ) -> Result<Vec<ViewRow>, StoreError> {
        let wanted = self.wanted(filter)?;
        let mut query = Query::of(&wanted.filter, sort, part);
        query.after(sort, key);
        let sql = query.list_sql(sort, part);
        let walked = if wanted.found.is_some() { WITHOUT_END } else { limit };
        query.values.push(Box::new(walked));
        let sql = sql.replace("LIMIT :limit", &format!("LIMIT ?{}", query.values.len()));
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query(query.values().as_slice())?;
        let mut page = Vec::new();
        while i64::try_from(page.len()).is_ok_and(|length| length < limit) {
            let Some(row) = rows.next()? else { break };
            if wanted.holds(row.get(0)?) {
                page.push(view_row(row)?);
            }
        }
        Ok(page)
    }

    /// Decides how the words of a list are found.
    fn wanted<'f>(&self, filter: &'f ListFilter) -> Result<Wanted<'f>, StoreError> {
        let as_it_is = Wanted { filter: Cow::Borrowed(filter), found: None };
        if filter.search.is_empty() {
            return Ok(as_it_is);
        }
        let found = self.found(&filter.search)?;
        if found.total() <= FEW_FOUND {
            return Ok(as_it_is);
        }
        let without_words = ListFilter { search: String::new(), ..filter.clone() };
        Ok(Wanted { filter: Cow::Owned(without_words), found: Some(found) })
    }

    /// The key in front of a position of a list: hand it to [`Self::list`] to get the page that begins there.
    pub fn list_key(
        &self,
        filter: &ListFilter,
        sort: Sort,
        position: i64,
    ) -> Result<Option<Key>, StoreError> {
        if position <= 0 {
            return Ok(None);
        }
        let known = self.key_in_part(filter, sort, Part::Known, position - 1)?;
        if known.is_some() || !sort.has_unknown() {
            return Ok(known);
        }
        let wanted = self.wanted(filter)?;
        let passed = self.count(&wanted, &Query::of(&wanted.filter, sort, Part::Known))?;
        self.key_in_part(filter, sort, Part::Unknown, position - 1 - passed)
    }

    fn key_in_part(
        &self,
        filter: &ListFilter,
        sort: Sort,
        part: Part,
        offset: i64,
    ) -> Result<Option<Key>, StoreError> {
        let wanted = self.wanted(filter)?;
        let mut query = Query::of(&wanted.filter, sort, part);
        let sql = query.key_sql(sort, part);
        let (walked, skipped, mut to_pass) =
            if wanted.found.is_some() { (WITHOUT_END, 0, offset) } else { (1, offset, 0) };
        query.values.push(Box::new(walked));
        query.values.push(Box::new(skipped));
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query(query.values().as_slice())?;
        while let Some(row) = rows.next()? {
            let key = Key { value: row.get(0)?, id: row.get(1)? };
            if !wanted.holds(key.id) {
                continue;
            }
            if to_pass == 0 {
                return Ok(Some(key));
            }
            to_pass -= 1;
        }
        Ok(None)
    }

    fn count(&self, wanted: &Wanted<'_>, query: &Query) -> Result<i64, StoreError> {
        if wanted.found.is_none() {
            let mut statement = self.conn.prepare_cached(&query.count_sql())?;
            return Ok(statement.query_row(query.values().as_slice(), |row| row.get(0))?);
        }
        let mut statement = self.conn.prepare_cached(&query.walk_sql())?;
        let mut rows = statement.query(query.values().as_slice())?;
        let mut count = 0;
        while let Some(row) = rows.next()? {
            count += i64::from(wanted.holds(row.get(0)?));
        }
        Ok(count)
    }

    /// How many orders a list holds.
    pub fn list_total(&self, filter: &ListFilter) -> Result<i64, StoreError> {
        let wanted = self.wanted(filter)?;
        match wanted.only_found() {
            Some(found) => Ok(count_of(filter.until_id.map_or(found.total(), |until| found.up_to(until)))),
            None => self.count(&wanted, &Query::any(&wanted.filter)),
        }
    }

    /// How many orders that arrived later than the filter's `until_id` the list would hold without it.
    pub fn list_arrived(&self, filter: &ListFilter) -> Result<i64, StoreError> {
        let Some(until) = filter.until_id else { return Ok(0) };
        let wanted = self.wanted(filter)?;
        match wanted.only_found() {
            Some(found) => Ok(count_of(found.total().saturating_sub(found.up_to(until)))),
            None => self.count(&wanted, &later_than(&wanted.filter, until)),
        }
    }

    /// The order that arrived last; 0 while there is none.
    pub fn latest_order(&self) -> Result<i64, StoreError> {
        Ok(self
            .conn
            .prepare_cached("SELECT coalesce(max(order_id), 0) FROM order_view")?
            .query_row([], |row| row.get(0))?)
    }

    /// Ids of all orders that a list holds, for actions on the whole list.
    pub fn list_ids(&self, filter: &ListFilter) -> Result<Vec<OrderId>, StoreError> {
        let query = Query::any(filter);
        let mut statement = self.conn.prepare_cached(&query.ids_sql())?;
        let rows = statement.query_map(query.values().as_slice(), |row| row.get(0).map(OrderId::new))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Of the orders in a list: to how many suppliers they go and what they cost there, in the base currency.
    pub fn list_to_pay(&self, filter: &ListFilter) -> Result<(i64, i64), StoreError> {
        let query = Query::any(filter);
        let sql = format!(
            "SELECT count(DISTINCT v.supplier_id), coalesce(sum(v.to_pay_base_minor), 0) FROM {} {}",
            query.source,
            query.where_clause()
        );
        Ok(self
            .conn
            .prepare_cached(&sql)?
            .query_row(query.values().as_slice(), |row| Ok((row.get(0)?, row.get(1)?)))?)
    }
}
