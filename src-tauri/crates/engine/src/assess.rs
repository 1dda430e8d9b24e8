//! Which queue an order is in, and why: checks, route, costs and margin of one order, from what is stored.
//!
//! [`look`] reads and computes, [`refresh`] also writes the derived row and the ledger. Nothing else writes either,
//! so what lists show is always what this module would say, or is marked to be made again.

mod checks;
mod route;

use std::collections::BTreeMap;

use stockless_core::check::{Check, Queue, Verdict, Verdicts};
use stockless_core::day::Instant;
use stockless_core::id::{OrderId, SupplierId};
use stockless_core::ledger::{Account, Wanted};
use stockless_core::order::{Address, Fulfilment, Payment};
use stockless_core::purchase::State;
use stockless_core::waterfall::{Step, Sum, Waterfall};
use stockless_store::Write;
use stockless_store::orders::{LineRow, OrderRow};
use stockless_store::shipments::ShipmentRow;
use stockless_store::shops::ShopRow;
use stockless_store::view::ViewRow;
use stockless_store::work::Work;

use crate::books::{self, Bought, BoughtLine, Facts};
use crate::context::Context;
use crate::error::ApiError;
use crate::routing::{self, Routed};

pub use checks::{TWIN_WITHIN_MS, cause_of_hold, check_of, lost_parts, needs, needs_a_person};
pub use route::{
    OpenLine, RoutedQuote, by_supplier, parts_of, priced, quotes_for, suppliers as suppliers_of,
};

/// An order with everything that is derived from it.
#[derive(Debug)]
pub struct Assessed {
    /// As mirrored.
    pub order: OrderRow,
    /// Its lines.
    pub lines: Vec<LineRow>,
    /// Its shop.
    pub shop: std::rc::Rc<ShopRow>,
    /// What the merchant decided.
    pub work: Work,
    /// Where it goes: the merchant's address, or the shop's.
    pub ship_to: Address,
    /// True when the merchant corrected the address.
    pub address_edited: bool,
    /// What was sent for it.
    pub bought: Vec<Bought>,
    /// Its parcels.
    pub shipments: Vec<ShipmentRow>,
    /// Lines with units that no purchase holds, with their ways.
    pub open: Vec<OpenLine>,
    /// Which rule chose among the ways.
    pub routed: Routed,
    /// How its checks came out.
    pub verdicts: Verdicts,
    /// An earlier order that looks the same.
    pub twin: Option<(OrderId, String)>,
    /// Its queue.
    pub queue: Queue,
    /// When time alone changes its queue.
    pub wake: Option<Instant>,
    /// When the customer expects the parcel at the latest.
    pub promise: Option<Instant>,
    /// What its ledger should hold.
    pub wanted: Vec<Wanted>,
    /// Sums by account in the base currency.
    pub sums: BTreeMap<Account, Sum>,
    /// True when a rate is missing.
    pub incomplete: bool,
    /// What its open lines cost at their suppliers, in the base currency.
    pub to_pay_minor: Option<i64>,
    /// Margin in hundredths of a percent of net sales.
    pub margin_bp: Option<i64>,
    /// True when it counts as sold.
    pub sold: bool,
    /// The margin it would have if the customer pays.
    pub margin_if_paid: Option<i64>,
}

impl Assessed {
    /// From sales to net profit.
    pub fn waterfall(&self) -> Waterfall {
        Waterfall::from_sums(&self.sums)
    }
}

/// Whether an order was just added: then nothing can hang on it yet, and nothing has to be looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Age {
    /// Just added.
    New,
    /// Known before.
    Known,
}

/// Reads an order and derives everything about it.
pub fn look(context: &Context<'_>, id: OrderId, age: Age) -> Result<Assessed, ApiError> {
    let read = context.read();
    let order = read.order(id)?;
    let lines = read.lines_of(id)?;
    let shop = context.shop(order.shop)?;
    let known = age == Age::Known;
    let work = if known { read.work_of(id)? } else { Work::default() };
    let corrected = if known { read.corrected_address(id)? } else { None };
    let address_edited = corrected.is_some();
    let ship_to = corrected.unwrap_or_else(|| order.ship_to.clone());
    let mut bought = Vec::new();
    let mut shipments = Vec::new();
    if known {
        for row in read.purchases_of(id)? {
            let lines = read.purchase_lines(row.id)?;
            bought.push(Bought {
                following: read.following(row.id)?,
                lines: lines
                    .into_iter()
                    .map(|l| BoughtLine {
                        line: l.line.order_line,
                        cost_minor: l.kept_cost_minor(),
                        was_refused: l.refused > 0,
                        held: l.line.quantity.saturating_sub(l.refused),
                        part: l.line.part,
                    })
                    .collect(),
                row,
            });
        }
        shipments = read.shipments_of(id)?;
    }
    let mut open = route::open_lines(context, &lines, &ship_to, &bought, age)?;
    // Rules are about what is still to be forwarded: what past orders cost stays as it was estimated.
    let routed = if order.fulfilment == Fulfilment::Fulfilled || called_off(&order, &work) {
        Routed::default()
    } else {
        routing::route(context, &order, &ship_to, &bought, age, &mut open)?
    };
    let estimates = if expects_cost(&order, &work) {
        route::estimates(context, &open, ship_to.country)?
    } else {
        Vec::new()
    };
    let stated = if known { read.stated_accounts(id)? } else { Vec::new() };
    let facts = Facts {
        order: &order,
        lines: &lines,
        shop: &shop,
        bought: &bought,
        estimates: &estimates,
        stated: &stated,
        paid_later: accepted_unpaid(&work),
        is_new: age == Age::New,
    };
    let wanted = books::wanted(context, &facts)?;
    let (mut sums, incomplete) = books::sums_of(context, id, &wanted, !known)?;
    if !stated.is_empty() {
        books::add_stated(read, id, &mut sums)?;
    }
    let waterfall = Waterfall::from_sums(&sums);
    let margin_bp = margin(&waterfall, &open, incomplete);
    let sold = books::is_sold(&facts);
    let margin_if_paid = if sold { margin_bp } else { expected_margin(context, id, &facts, &open)? };
    let to_pay_minor = route::to_pay(context, &estimates, order.placed)?;
    let mut assessed = Assessed {
        order,
        lines,
        shop,
        work,
        ship_to,
        address_edited,
        bought,
        shipments,
        open,
        routed,
        verdicts: Verdicts::default(),
        twin: None,
        queue: Queue::Done,
        wake: None,
        promise: None,
        wanted,
        sums,
        incomplete,
        to_pay_minor,
        margin_bp,
        sold,
        margin_if_paid,
    };
    checks::judge(context, &mut assessed)?;
    place(context.now, &mut assessed);
    Ok(assessed)
}

/// True when the merchant decided to send it before it is paid. It counts as sold from then on, so that its margin is
/// known and is not asked about a second time for want of a sale.
fn accepted_unpaid(work: &Work) -> bool {
    work.accepted.iter().any(|word| word == Check::Paid.word())
}

/// The margin of an order that is not paid yet, as if it were: what a person decides about who sends it all the same.
fn expected_margin(
    context: &Context<'_>,
    id: OrderId,
    facts: &Facts<'_>,
    open: &[OpenLine],
) -> Result<Option<i64>, ApiError> {
    let facts = Facts { paid_later: true, is_new: true, ..*facts };
    if !books::is_sold(&facts) {
        return Ok(None);
    }
    let (sums, incomplete) = books::sums_of(context, id, &books::wanted(context, &facts)?, true)?;
    Ok(margin(&Waterfall::from_sums(&sums), open, incomplete))
}

/// True for an order that is not to be forwarded any more, whatever became of it.
pub fn called_off(order: &OrderRow, work: &Work) -> bool {
    order.cancelled.is_some()
        || order.fulfilment == Fulfilment::Cancelled
        || matches!(order.payment, Payment::Refunded | Payment::Voided)
        || work.closed.is_some()
}

/// An order that was called off before anybody sent it costs nothing at a supplier.
fn expects_cost(order: &OrderRow, work: &Work) -> bool {
    order.fulfilment == Fulfilment::Fulfilled || !called_off(order, work)
}

/// Derives an order again and writes its row and its ledger.
pub fn refresh(
    context: &Context<'_>,
    write: &Write<'_>,
    id: OrderId,
    age: Age,
) -> Result<Assessed, ApiError> {
    let assessed = look(context, id, age)?;
    write.save_view(&view_row(&assessed))?;
    let facts = Facts {
        order: &assessed.order,
        lines: &assessed.lines,
        shop: &assessed.shop,
        bought: &assessed.bought,
        estimates: &[],
        stated: &[],
        paid_later: accepted_unpaid(&assessed.work),
        is_new: age == Age::New,
    };
    books::post(context, write, id, &facts, &assessed.wanted)?;
    Ok(assessed)
}

/// Those who have or would get an order, the first line's first.
pub fn suppliers(context: &Context<'_>, id: OrderId) -> Result<Vec<SupplierId>, ApiError> {
    Ok(route::suppliers(&look(context, id, Age::Known)?))
}

/// The row that lists read.
pub fn view_row(assessed: &Assessed) -> ViewRow {
    let waterfall = assessed.waterfall();
    let suppliers = route::suppliers(assessed);
    let whole = !assessed.incomplete;
    let sales = [Step::SalesWithTax, Step::Discounts].iter().map(|&step| waterfall.get(step).minor).sum();
    ViewRow {
        order: assessed.order.id,
        shop: assessed.order.shop,
        country: assessed.ship_to.country.map(|c| c.code().to_owned()).unwrap_or_default(),
        placed_ms: assessed.order.placed.ms(),
        queue: assessed.queue,
        verdicts: assessed.verdicts.clone(),
        flag: if matches!(assessed.queue, Queue::Decide) {
            assessed.verdicts.flag().map(|check| check.word().to_owned()).unwrap_or_default()
        } else {
            String::new()
        },
        supplier: suppliers.first().copied(),
        suppliers: i64::try_from(suppliers.len()).unwrap_or(i64::MAX),
        total_base_minor: (whole && assessed.sold).then_some(sales),
        to_pay_base_minor: assessed.to_pay_minor,
        net_sales_base_minor: whole.then(|| waterfall.get(Step::NetSales).minor),
        profit_base_minor: whole.then(|| waterfall.get(Step::NetProfit).minor),
        margin_bp: assessed.margin_bp,
        promise_ms: assessed.promise.map(Instant::ms),
        wake_ms: assessed.wake.map(Instant::ms),
    }
}

/// Margin is known when every open line has a price and every rate is there.
fn margin(waterfall: &Waterfall, open: &[OpenLine], incomplete: bool) -> Option<i64> {
    let unpriced = open.iter().any(|line| line.chosen().is_none_or(|quote| quote.goods.is_none()));
    let net = waterfall.get(Step::NetSales).minor;
    if incomplete || unpriced || net <= 0 {
        return None;
    }
    let profit = i128::from(waterfall.get(Step::NetProfit).minor);
    let exact = profit.checked_mul(10_000)?.checked_div(i128::from(net))?;
    i64::try_from(exact).ok()
}

/// Decides the queue.
fn place(now: Instant, a: &mut Assessed) {
    a.promise = promise(a);
    let active = a.bought.iter().any(|bought| bought.row.state.holds_lines());
    let gone = a.order.cancelled.is_some()
        || a.order.fulfilment == Fulfilment::Cancelled
        || matches!(a.order.payment, Payment::Refunded | Payment::Voided);
    let shipped_elsewhere = a.order.fulfilment == Fulfilment::Fulfilled && !active;
    a.queue = if a.work.closed.is_some() {
        Queue::Done
    } else if needs_word(a) {
        Queue::Decide
    } else if !active && (gone || shipped_elsewhere) {
        Queue::Done
    } else if let Some(until) = a.work.snoozed_until.filter(|&until| until > now) {
        a.wake = Some(until);
        Queue::Snoozed
    } else if !a.open.is_empty() && !gone {
        if a.verdicts.clear() { Queue::Ready } else { Queue::Decide }
    } else if active && checks::needs_following(a) {
        Queue::Decide
    } else if active {
        forwarded(now, a)
    } else {
        Queue::Done
    };
    if a.open.is_empty() && a.work.closed.is_none() && a.queue != Queue::Snoozed {
        let raised = a.bought.iter().filter_map(checks::raised).filter(|at| *at > now).min();
        a.wake = a.wake.into_iter().chain(raised).min();
    }
}

/// True for what no snooze hides: an unknown outcome, a refusal, a change after forwarding.
fn needs_word(a: &Assessed) -> bool {
    [Check::Outcome, Check::Accepted].iter().any(|&check| a.verdicts.get(check) == Verdict::Block)
        || !a.work.conflict.is_empty()
        || (a.verdicts.get(Check::Released) == Verdict::Decide && !lost_parts(a).is_empty())
}

fn forwarded(now: Instant, a: &mut Assessed) -> Queue {
    let trouble = a.shipments.iter().any(|shipment| shipment.state == "problem");
    let all_delivered = a.shipments.iter().all(|shipment| shipment.delivered.is_some())
        && !a.shipments.is_empty()
        && parcels_to_come(a) == 0;
    if trouble {
        return Queue::Late;
    }
    if all_delivered
        || (a.shipments.is_empty() && a.order.fulfilment == Fulfilment::Fulfilled && long_ago(now, a))
    {
        return Queue::Done;
    }
    match a.promise {
        Some(promise) if promise < now => Queue::Late,
        Some(promise) => {
            a.wake = Some(promise.plus_ms(1));
            Queue::Waiting
        }
        None => Queue::Waiting,
    }
}

/// How many purchases have no parcel yet. A parcel that nobody assigned counts for one of them.
fn parcels_to_come(a: &Assessed) -> usize {
    let has_parcel = |bought: &&Bought| a.shipments.iter().any(|s| s.purchase == Some(bought.row.id));
    let without = a.bought.iter().filter(|b| b.row.state.holds_lines()).filter(|b| !has_parcel(b)).count();
    let unassigned = a.shipments.iter().filter(|shipment| shipment.purchase.is_none()).count();
    without.saturating_sub(unassigned)
}

/// An order that the shop calls fulfilled and nobody tracked is over after 60 days.
fn long_ago(now: Instant, a: &Assessed) -> bool {
    now.since(a.order.placed) > 60 * 86_400_000
}

/// The earliest date that was promised: the shop's, else the supplier's slowest.
fn promise(a: &Assessed) -> Option<Instant> {
    let supplier = a
        .bought
        .iter()
        .filter(|bought| matches!(bought.row.state, State::Placed | State::Confirmed))
        .filter_map(|bought| bought.row.promise)
        .max();
    a.order.deliver_by.or(supplier)
}
