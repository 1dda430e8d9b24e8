//! `stockless orders`

use clap::{Args, ValueEnum};
use serde_json::Value;
use stockless_core::day::Instant;
use stockless_engine::shapes::orders::{OrderFilter, OrderSort, OrdersRequest, Tab};

use crate::answer::{Answer, remark};
use crate::failure::Failure;
use crate::fields::{amount, count, list, number, text};
use crate::session::{Session, now, shop_id};
use crate::table::{Side, Table, shortened};
use crate::words;

/// Most rows the engine gives at once.
const PAGE: i64 = 500;
/// Widest text of a customer and of items.
const WIDEST: usize = 36;

/// Which orders.
#[derive(Debug, Args)]
pub struct Orders {
    /// Which list
    #[arg(long, value_enum, default_value = "new")]
    tab: Which,
    /// Words from numbers, names, addresses, titles, SKUs and tracking numbers
    #[arg(long, value_name = "WORDS")]
    search: Option<String>,
    /// One shop
    #[arg(long, value_name = "NAME")]
    shop: Option<String>,
    /// Two-letter country code
    #[arg(long, value_name = "CODE")]
    country: Option<String>,
    /// One tag
    #[arg(long)]
    tag: Option<String>,
    /// Placed on or after this day, 2026-03-09
    #[arg(long, value_name = "DAY")]
    from: Option<String>,
    /// Placed on or before this day
    #[arg(long, value_name = "DAY")]
    to: Option<String>,
    /// In which order
    #[arg(long, value_enum, default_value = "newest")]
    sort: Sort,
    /// Orders at most
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(i64).range(1..=1_000_000))]
    limit: i64,
    /// Go on after an earlier list: its `next`
    #[arg(long)]
    key: Option<String>,
}

/// The lists.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Which {
    /// Decisions, then ready orders
    New,
    /// A parcel is late
    Late,
    /// Forwarded, somebody else's turn
    Waiting,
    /// Put aside
    Snoozed,
    /// Nothing left to do
    Done,
    /// Every order
    All,
}

/// The sorts.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Sort {
    /// Newest first; decisions before ready orders
    Newest,
    /// Oldest first
    Oldest,
    /// Largest total first
    Largest,
    /// Smallest total first
    Smallest,
    /// Thinnest margin first
    ThinnestMargin,
}

impl Orders {
    pub fn run(&self, session: &Session) -> Result<Answer, Failure> {
        let state = session.state()?;
        let mut request = self.request(&state)?;
        let mut found = Listed::new(now(&state));
        loop {
            request.limit = Some((self.limit - found.rows).min(PAGE));
            let page = session.call("orders", &request)?;
            request.key = page.get("next").and_then(Value::as_str).map(str::to_owned);
            found.add(page);
            if request.key.is_none() || found.rows >= self.limit {
                return Ok(found.answer());
            }
        }
    }

    fn request(&self, state: &Value) -> Result<OrdersRequest, Failure> {
        let filter = OrderFilter {
            search: self.search.clone(),
            shop_id: self.shop.as_deref().map(|name| shop_id(state, name)).transpose()?,
            country: self.country.clone(),
            tag: self.tag.clone(),
            from: self.from.clone(),
            to: self.to.clone(),
            ..OrderFilter::default()
        };
        let tab = match self.tab {
            Which::New => Tab::New,
            Which::Late => Tab::Late,
            Which::Waiting => Tab::Waiting,
            Which::Snoozed => Tab::Snoozed,
            Which::Done => Tab::Done,
            Which::All => Tab::All,
        };
        let sort = match self.sort {
            Sort::Newest => OrderSort::Newest,
            Sort::Oldest => OrderSort::Oldest,
            Sort::Largest => OrderSort::Largest,
            Sort::Smallest => OrderSort::Smallest,
            Sort::ThinnestMargin => OrderSort::ThinnestMargin,
        };
        Ok(OrdersRequest { tab, filter, sort, key: self.key.clone(), at: None, limit: None })
    }
}

/// The pages read so far, as text of both kinds: a million orders as values would not fit.
struct Listed {
    rows: i64,
    json: String,
    /// Everything of the latest page but its rows.
    frame: Value,
    table: Table,
    now: Instant,
}

impl Listed {
    fn new(now: Instant) -> Self {
        let table = Table::new(&[
            ("Number", Side::Left),
            ("Shop", Side::Left),
            ("Customer", Side::Left),
            ("To", Side::Left),
            ("Items", Side::Left),
            ("Next step", Side::Left),
            ("Total", Side::Right),
            ("Margin", Side::Right),
            ("Age", Side::Right),
        ]);
        Self { rows: 0, json: String::new(), frame: Value::Null, table, now }
    }

    fn add(&mut self, mut page: Value) {
        let rows = page.as_object_mut().and_then(|page| page.remove("rows")).unwrap_or_default();
        for order in rows.as_array().into_iter().flatten() {
            if self.rows > 0 {
                self.json.push(',');
            }
            self.json.push_str(&order.to_string());
            self.table.row(self.cells(order));
            self.rows += 1;
        }
        self.frame = page;
    }

    fn cells(&self, order: &Value) -> Vec<String> {
        let age = Instant::from_iso(&text(order, "placed_at"))
            .map_or_else(String::new, |at| words::age(self.now.since(at)));
        let margin = text(order, "margin");
        vec![
            text(order, "number"),
            text(order, "shop"),
            shortened(&text(order, "customer"), WIDEST),
            shortened(&text(order, "country"), 12),
            shortened(&items(order), WIDEST),
            words::next_step(order),
            amount(order, "total"),
            if margin.is_empty() { String::new() } else { format!("{margin} %") },
            age,
        ]
    }

    fn answer(self) -> Answer {
        let total = number(&self.frame, "total");
        if self.rows < total && self.frame.get("next").is_some_and(Value::is_string) {
            remark(&format!("{} of {total} orders; --limit N shows more.", self.rows));
        }
        let text = if self.rows == 0 {
            "No orders here.".to_owned()
        } else {
            format!("{}\n{}", self.table.render(), sum(&self.frame))
        };
        let frame = self.frame.to_string();
        let open = frame.strip_suffix('}').unwrap_or(&frame);
        let document = format!("{open},\"rows\":[{}]}}", self.json);
        Answer::from_document(document, text)
    }
}

fn items(order: &Value) -> String {
    let lines = list(order, "lines")
        .iter()
        .map(|line| format!("{} × {}", number(line, "quantity"), text(line, "title")));
    lines.collect::<Vec<_>>().join(", ")
}

fn sum(frame: &Value) -> String {
    let orders = count(number(frame, "total"), "order", "orders");
    let (decide, ready) = (number(frame, "decide"), number(frame, "ready"));
    if decide == 0 && ready == 0 {
        return format!("{orders}.");
    }
    let to_pay = match amount(frame, "ready_to_pay") {
        unknown if unknown.is_empty() => String::new(),
        known => format!(", {known} to pay"),
    };
    let suppliers = count(number(frame, "ready_suppliers"), "supplier", "suppliers");
    format!("{orders}: {decide} to decide, {ready} to forward to {suppliers}{to_pay}.")
}
