//! Order lists and the order page.

mod decision;
mod detail;

use std::collections::BTreeMap;

use stockless_core::check::{Check, Queue, Verdict};
use stockless_core::day::Instant;
use stockless_core::id::{OrderId, ShopId};
use stockless_core::money::Money;
use stockless_core::purchase::State;
use stockless_store::Read;
use stockless_store::purchases::PurchaseRow;
use stockless_store::view::{Key, ListFilter, Sort, ViewRow};

use super::page_size;
use crate::assess;
use crate::context::{Context, parse_percent, percent};
use crate::engine::Engine;
use crate::error::ApiError;
use crate::shapes::orders::{
    CountsRequest, OrderCounts, OrderDetail, OrderFilter, OrderRow, OrderRowLine, OrderSort, OrdersPage,
    OrdersRequest, Tab, Which,
};
use crate::shapes::shared::{Amount, ById};

pub(crate) use decision::suggested_fix;
pub(crate) use detail::dry_run;

pub fn order(engine: &Engine, request: ById) -> Result<OrderDetail, ApiError> {
    engine.with_context(|context| detail::read(context, OrderId::new(request.id)))
}

pub fn order_counts(engine: &Engine, request: CountsRequest) -> Result<OrderCounts, ApiError> {
    engine.read(|read| counts(read, request.shop_id.map(ShopId::new)))
}

pub(crate) fn counts(read: &Read<'_>, shop: Option<ShopId>) -> Result<OrderCounts, ApiError> {
    let found = read.queue_counts(shop)?;
    let [decide, ready, late, waiting, snoozed] = found.by_queue;
    Ok(OrderCounts {
        new: decide + ready,
        decide,
        ready,
        late,
        waiting,
        snoozed,
        all: found.all,
        older: read.orders_older()?,
        unknown: read.purchases_in_doubt()?,
        to_hand_over: read.purchases_total(&[State::ToHandOver], None)?,
    })
}

pub fn orders(engine: &Engine, request: OrdersRequest) -> Result<OrdersPage, ApiError> {
    let limit = page_size(request.limit);
    engine.with_context(|context| {
        let filter = list_filter(context, &request.filter)?;
        let sort = sort(request.sort);
        let walk = Walk { context, filter, sort, queues: queues(request.tab) };
        let start = match (&request.key, request.at) {
            (Some(key), _) => walk.read_key(key)?,
            (None, Some(at)) => walk.position(at)?,
            (None, None) => Some((0, None)),
        };
        walk.page(request.tab, start, limit)
    })
}

/// The queues a tab shows, one after the other; `None` is every order.
fn queues(tab: Tab) -> Vec<Option<Queue>> {
    match tab {
        Tab::New => vec![Some(Queue::Decide), Some(Queue::Ready)],
        Tab::Late => vec![Some(Queue::Late)],
        Tab::Waiting => vec![Some(Queue::Waiting)],
        Tab::Snoozed => vec![Some(Queue::Snoozed)],
        Tab::Done => vec![Some(Queue::Done)],
        Tab::All => vec![None],
    }
}

const fn sort(sort: OrderSort) -> Sort {
    match sort {
        OrderSort::Newest => Sort::Newest,
        OrderSort::Oldest => Sort::Oldest,
        OrderSort::Largest => Sort::Largest,
        OrderSort::Smallest => Sort::Smallest,
        OrderSort::ThinnestMargin => Sort::ThinnestMargin,
    }
}

/// A request's filter as the store knows it.
pub(crate) fn list_filter(context: &Context<'_>, filter: &OrderFilter) -> Result<ListFilter, ApiError> {
    let day_start = |text: &str| super::day("day", text).map(|day| day.start_in(context.zone).ms());
    let until = match (&filter.to, filter.older_than_days) {
        (Some(to), _) => Some(super::day("day", to)?.plus_days(1).start_in(context.zone).ms()),
        (None, Some(days)) => Some(context.now.plus_ms(days.saturating_mul(-86_400_000)).ms()),
        (None, None) => None,
    };
    let search = filter.search.as_deref().unwrap_or_default();
    Ok(ListFilter {
        queue: None,
        search: stockless_store::search::query(search),
        shop_id: filter.shop_id,
        supplier_id: filter.supplier_id,
        country: filter.country.as_ref().map(|country| country.to_uppercase()),
        tag: filter.tag.clone(),
        flag: filter.flag.clone(),
        from_ms: filter.from.as_deref().map(day_start).transpose()?,
        until_ms: until,
        margin_below_bp: filter
            .margin_below
            .as_deref()
            .map(|text| parse_percent("margin", text))
            .transpose()?,
        until_id: filter.until_order,
    })
}

/// Ids of the orders an action is about.
pub(crate) fn ids(context: &Context<'_>, which: &Which) -> Result<Vec<OrderId>, ApiError> {
    match which {
        Which::Ids { ids } => Ok(ids.iter().copied().map(OrderId::new).collect()),
        Which::Query { tab, filter } => {
            let base = list_filter(context, filter)?;
            let mut found = Vec::new();
            for queue in queues(*tab) {
                found.extend(context.read().list_ids(&ListFilter { queue, ..base.clone() })?);
            }
            Ok(found)
        }
    }
}

/// A list that walks one queue after the other.
struct Walk<'a, 'r> {
    context: &'a Context<'r>,
    filter: ListFilter,
    sort: Sort,
    queues: Vec<Option<Queue>>,
}

type Start = (usize, Option<Key>);

impl Walk<'_, '_> {
    fn filter(&self, index: usize) -> ListFilter {
        ListFilter { queue: self.queues.get(index).copied().flatten(), ..self.filter.clone() }
    }

    fn totals(&self) -> Result<Vec<i64>, ApiError> {
        let read = self.context.read();
        (0..self.queues.len()).map(|index| Ok(read.list_total(&self.filter(index))?)).collect()
    }

    /// Orders that came in behind the list.
    fn arrived(&self) -> Result<i64, ApiError> {
        let read = self.context.read();
        (0..self.queues.len()).map(|index| Ok(read.list_arrived(&self.filter(index))?)).sum()
    }

    /// Keys are `queue.value.id`, with `-` for a value that is not known.
    fn read_key(&self, key: &str) -> Result<Option<Start>, ApiError> {
        let wrong = || ApiError::invalid(format!("The key “{key}” is not of this list."));
        let parts: Vec<&str> = key.split('.').collect();
        let [queue, value, id] = parts.as_slice() else { return Err(wrong()) };
        let queue: usize = queue.parse().map_err(|_| wrong())?;
        let value = if *value == "-" { None } else { Some(value.parse().map_err(|_| wrong())?) };
        let key = Key { value, id: id.parse().map_err(|_| wrong())? };
        if queue >= self.queues.len() {
            return Err(wrong());
        }
        Ok(Some((queue, Some(key))))
    }

    fn position(&self, at: i64) -> Result<Option<Start>, ApiError> {
        let mut rest = at.max(0);
        for (index, total) in self.totals()?.into_iter().enumerate() {
            if rest < total {
                return Ok(Some((
                    index,
                    self.context.read().list_key(&self.filter(index), self.sort, rest)?,
                )));
            }
            rest -= total;
        }
        Ok(None)
    }

    fn page(&self, tab: Tab, start: Option<Start>, limit: i64) -> Result<OrdersPage, ApiError> {
        let read = self.context.read();
        let latest = read.latest_order()?;
        let totals = self.totals()?;
        let mut rows = Vec::new();
        let mut next = None;
        let mut last = None;
        let mut current = start;
        while let Some((index, key)) = current {
            let wanted = limit - i64::try_from(rows.len()).unwrap_or(limit);
            let found = read.list(&self.filter(index), self.sort, key, wanted + 1)?;
            for view in found.iter().take(usize::try_from(wanted).unwrap_or(0)) {
                rows.push(row(self.context, view)?);
                let value = self.sort.value(view).map_or_else(|| "-".to_owned(), |value| value.to_string());
                last = Some(format!("{index}.{value}.{}", view.order));
            }
            if i64::try_from(found.len()).unwrap_or(0) > wanted {
                // A page that ends with its queue goes on behind its last row: the next queue follows from there.
                next = last;
                break;
            }
            current = (index + 1 < self.queues.len()).then_some((index + 1, None));
        }
        let is_new = tab == Tab::New;
        let ready = self.queues.iter().position(|queue| *queue == Some(Queue::Ready));
        let (ready_suppliers, ready_pay) = match ready.filter(|_| is_new) {
            Some(index) => read.list_to_pay(&self.filter(index))?,
            None => (0, 0),
        };
        let count = |index: usize| if is_new { totals.get(index).copied().unwrap_or(0) } else { 0 };
        Ok(OrdersPage {
            total: totals.iter().sum(),
            decide: count(0),
            ready: count(1),
            ready_suppliers,
            ready_to_pay: is_new.then(|| Amount::minor(ready_pay, self.context.base())),
            rows,
            next,
            latest,
            arrived: self.arrived()?,
        })
    }
}

/// Names of those who have or would get an order. The view knows the first; where there are more, they are looked up.
fn suppliers(
    context: &Context<'_>,
    view: &ViewRow,
    purchases: &[PurchaseRow],
) -> Result<Vec<String>, ApiError> {
    let mut names: Vec<String> = Vec::new();
    for purchase in purchases.iter().filter(|purchase| purchase.state.holds_lines()) {
        if !names.contains(&purchase.supplier_name) {
            names.push(purchase.supplier_name.clone());
        }
    }
    if i64::try_from(names.len()).is_ok_and(|known| known >= view.suppliers) {
        return Ok(names);
    }
    let ids = match view.supplier {
        Some(supplier) if view.suppliers == 1 => vec![supplier],
        _ => assess::suppliers(context, view.order)?,
    };
    ids.into_iter().map(|id| Ok(context.supplier(id)?.name.clone())).collect()
}

/// An order as lists show it.
pub(crate) fn row(context: &Context<'_>, view: &ViewRow) -> Result<OrderRow, ApiError> {
    let read = context.read();
    let order = read.order(view.order)?;
    let shop = context.shop(order.shop)?;
    let work = read.work_of(view.order)?;
    let lines = read.lines_of(view.order)?;
    let purchases = read.purchases_of(view.order)?;
    let shipments = read.shipments_of(view.order)?;
    let suppliers = suppliers(context, view, &purchases)?;
    let base = |minor: i64| Amount::minor(minor, context.base());
    let country =
        order.ship_to.country.map_or_else(|| order.ship_to.country_text.clone(), |c| c.code().to_owned());
    Ok(OrderRow {
        id: order.id.get(),
        number: order.number.clone(),
        shop: shop.name.clone(),
        shop_id: shop.id,
        placed_at: order.placed.iso(),
        payment: order.payment.word().to_owned(),
        fulfilment: order.fulfilment.word().to_owned(),
        customer: order.ship_to.name.clone(),
        country: if view.country.is_empty() { country } else { view.country.clone() },
        total: Money::from_minor(order.total_minor, order.currency).into(),
        total_base: view.total_base_minor.map(base),
        lines: lines
            .iter()
            .map(|line| OrderRowLine {
                id: line.id.get(),
                sku: line.sku.clone(),
                title: line.title.clone(),
                variant: line.variant.clone(),
                quantity: line.quantity,
                total: Amount::minor(line.total_minor, order.currency),
            })
            .collect(),
        checks: checks(view),
        flag: (!view.flag.is_empty()).then(|| view.flag.clone()),
        queue: view.queue.word().to_owned(),
        suppliers,
        purchase: most_urgent(purchases.iter().map(|purchase| purchase.state)),
        parcel: shipments.iter().map(|s| s.state.clone()).min_by_key(|state| parcel_rank(state)),
        margin: view.margin_bp.map(percent),
        profit: view.profit_base_minor.map(base),
        floor: percent(context.floor_bp(&shop)),
        snoozed_until: work.snoozed_until.filter(|until| *until > context.now).map(Instant::iso),
        tags: read.tags_of(view.order)?,
        colour: work.colour,
    })
}

fn checks(view: &ViewRow) -> BTreeMap<String, String> {
    let shown = |check: &Check| {
        // Four checks are only about purchases, one about rules and one about the first import; they are shown when they
        // fail.
        !matches!(
            check,
            Check::Outcome
                | Check::Accepted
                | Check::Routed
                | Check::History
                | Check::Answered
                | Check::Settled
        ) || view.verdicts.get(*check) != Verdict::Pass
    };
    Check::ALL
        .iter()
        .filter(|check| shown(check))
        .map(|&check| (check.word().to_owned(), view.verdicts.get(check).word().to_owned()))
        .collect()
}

fn most_urgent(states: impl Iterator<Item = State>) -> Option<String> {
    const URGENCY: [State; 9] = [
        State::Asking,
        State::Unknown,
        State::Rejected,
        State::ToHandOver,
        State::Sending,
        State::Queued,
        State::Placed,
        State::Confirmed,
        State::Cancelled,
    ];
    let place = |state: &State| URGENCY.iter().position(|known| known == state);
    states.min_by_key(place).map(|state| state.word().to_owned())
}

fn parcel_rank(state: &str) -> usize {
    const JOURNEY: [&str; 10] = [
        "problem",
        "attempt_failed",
        "unknown",
        "label_made",
        "handed_over",
        "in_transit",
        "customs",
        "out_for_delivery",
        "ready_to_collect",
        "delivered",
    ];
    JOURNEY.iter().position(|known| *known == state).unwrap_or(0)
}
