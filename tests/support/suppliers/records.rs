//! What a supplier knows: orders, drafts and the keys it has seen, in simulated time.

use std::collections::BTreeMap;

use serde_json::Value;
use stockless_connect::rest::Ticks;

/// How a supplier keeps one order from becoming two, and how slow it is. The same facts stand in its description.
#[derive(Debug, Clone, Copy)]
pub struct Rules {
    /// A key in the header is compared for so many milliseconds.
    pub keys_live_ms: Option<i64>,
    /// A reference is taken once.
    pub unique_references: bool,
    /// So long an order is missing from the records.
    pub list_lag_ms: i64,
    /// So long after it was placed an order can be cancelled; until it is shipped where there is no such time.
    pub cancel_ms: Option<i64>,
}

/// An order, or a draft of one.
#[derive(Debug, Clone)]
pub struct Order {
    pub id: i64,
    pub reference: String,
    pub placed_ms: i64,
    pub visible_ms: i64,
    pub cancelled: bool,
    pub shipped: bool,
    pub lines: Vec<Line>,
}

/// A line of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub sku: String,
    pub wanted: i64,
    /// What of it the supplier takes.
    pub taken: i64,
}

/// The lines of a request, in any of the forms that suppliers want them in.
fn wanted(body: &[u8]) -> Vec<Line> {
    let body: Value = serde_json::from_slice(body).unwrap_or(Value::Null);
    let of = |item: &Value, names: &[&str]| {
        let found = names.iter().find_map(|name| item.get(name)).cloned().unwrap_or_default();
        found.as_str().map_or_else(|| found.to_string(), str::to_owned)
    };
    let items =
        ["items", "positions", "lines", "positionen"].iter().find_map(|name| body.get(name)?.as_array());
    let line = |item: &Value| {
        let wanted = of(item, &["quantity", "qty", "count", "n", "menge"]).parse().unwrap_or(0);
        Line { sku: of(item, &["sku", "variant", "article", "item", "artikel"]), wanted, taken: wanted }
    };
    items.into_iter().flatten().map(line).collect()
}

#[derive(Debug)]
struct Seen {
    order: i64,
    at_ms: i64,
    body: Vec<u8>,
}

/// The end of a wish to place.
#[derive(Debug)]
pub enum Placed {
    New(Order),
    Same(Order),
    /// The reference is taken.
    Taken(Order),
    /// The key came with another request.
    KeyOfAnother,
}

/// The end of a wish to cancel.
#[derive(Debug)]
pub enum Cancelled {
    Done(Order),
    TooLate,
    NoSuch,
}

/// The records of one supplier.
pub struct Records {
    rules: Rules,
    now: Ticks,
    orders: BTreeMap<i64, Order>,
    drafts: BTreeMap<i64, Order>,
    /// Draft and the order it became.
    confirmed: BTreeMap<i64, i64>,
    keys: BTreeMap<String, Seen>,
    last: i64,
    /// Added to the lag by hand.
    pub extra_lag_ms: i64,
    /// How many units there are of a SKU; of any other there are enough.
    pub stock: BTreeMap<String, i64>,
}

impl Records {
    pub fn new(rules: Rules, now: Ticks) -> Self {
        Self {
            rules,
            now,
            orders: BTreeMap::new(),
            drafts: BTreeMap::new(),
            confirmed: BTreeMap::new(),
            keys: BTreeMap::new(),
            last: 700,
            extra_lag_ms: 0,
            stock: BTreeMap::new(),
        }
    }

    pub fn now(&self) -> i64 {
        (self.now)()
    }

    fn new_order(&mut self, reference: &str, lines: Vec<Line>) -> Order {
        self.last += 7;
        let now = self.now();
        let visible_ms = now + self.rules.list_lag_ms + self.extra_lag_ms;
        Order {
            id: self.last,
            reference: reference.to_owned(),
            placed_ms: now,
            visible_ms,
            cancelled: false,
            shipped: false,
            lines,
        }
    }

    /// Takes of each line what there is.
    fn take(&mut self, order: &mut Order) {
        for line in &mut order.lines {
            let Some(left) = self.stock.get_mut(&line.sku) else { continue };
            line.taken = line.wanted.min(*left);
            *left -= line.taken;
        }
    }

    /// The supplier drops a line of an order that it had taken.
    pub fn drop_line(&mut self, reference: &str, sku: &str) {
        for order in self.orders.values_mut().filter(|order| order.reference == reference) {
            order.lines.iter_mut().filter(|line| line.sku == sku).for_each(|line| line.taken = 0);
        }
    }

    /// Places an order, once for a key or a reference where the rules say so.
    pub fn place(&mut self, key: Option<&str>, reference: &str, body: &[u8]) -> Placed {
        let now = self.now();
        if let (Some(key), Some(life)) = (key, self.rules.keys_live_ms)
            && let Some(seen) = self.keys.get(key)
            && now - seen.at_ms < life
        {
            return if seen.body == body {
                Placed::Same(self.orders[&seen.order].clone())
            } else {
                Placed::KeyOfAnother
            };
        }
        if self.rules.unique_references
            && let Some(there) = self.orders.values().find(|order| order.reference == reference)
        {
            return Placed::Taken(there.clone());
        }
        let mut order = self.new_order(reference, wanted(body));
        self.take(&mut order);
        self.orders.insert(order.id, order.clone());
        if let Some(key) = key {
            self.keys.insert(key.to_owned(), Seen { order: order.id, at_ms: now, body: body.to_vec() });
        }
        Placed::New(order)
    }

    /// The supplier finds what it had refused.
    pub fn restore_lines(&mut self, reference: &str) {
        for order in self.orders.values_mut().filter(|order| order.reference == reference) {
            order.lines.iter_mut().for_each(|line| line.taken = line.wanted);
        }
    }

    /// Makes a draft. Nothing keeps it from being made twice.
    pub fn draft(&mut self, reference: &str, body: &[u8]) -> Order {
        let draft = self.new_order(reference, wanted(body));
        self.drafts.insert(draft.id, draft.clone());
        draft
    }

    /// Confirms a draft; again gives the same order.
    pub fn confirm(&mut self, draft: i64) -> Option<Order> {
        if let Some(order) = self.confirmed.get(&draft) {
            return self.orders.get(order).cloned();
        }
        let draft_of = self.drafts.remove(&draft)?;
        let mut order = self.new_order(&draft_of.reference, draft_of.lines);
        self.take(&mut order);
        self.orders.insert(order.id, order.clone());
        self.confirmed.insert(draft, order.id);
        Some(order)
    }

    /// Clears a draft away.
    pub fn cancel_draft(&mut self, draft: i64) -> bool {
        self.drafts.remove(&draft).is_some()
    }

    /// What the records show now.
    pub fn shown(&self) -> Vec<Order> {
        let now = self.now();
        self.orders.values().filter(|order| order.visible_ms <= now).cloned().collect()
    }

    /// The drafts that the records show now.
    pub fn shown_drafts(&self) -> Vec<Order> {
        let now = self.now();
        self.drafts.values().filter(|draft| draft.visible_ms <= now).cloned().collect()
    }

    pub fn cancel(&mut self, id: i64) -> Cancelled {
        let now = self.now();
        let limit = self.rules.cancel_ms;
        let Some(order) = self.orders.get_mut(&id) else { return Cancelled::NoSuch };
        if order.shipped || limit.is_some_and(|limit| now - order.placed_ms > limit) {
            return Cancelled::TooLate;
        }
        order.cancelled = true;
        Cancelled::Done(order.clone())
    }

    /// The parcel leaves.
    pub fn ship(&mut self, id: i64) {
        self.orders.get_mut(&id).unwrap().shipped = true;
    }

    /// Every order, shown or not.
    pub fn all(&self) -> Vec<Order> {
        self.orders.values().cloned().collect()
    }

    /// How many orders that are not cancelled carry a reference. More than one is what must never happen.
    pub fn orders_for(&self, reference: &str) -> usize {
        self.orders.values().filter(|order| order.reference == reference && !order.cancelled).count()
    }

    pub fn drafts(&self) -> usize {
        self.drafts.len()
    }
}
