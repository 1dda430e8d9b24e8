//! Reading a supplier's records: one order by our reference, or the orders since a time.
//!
//! That something is *not* there is said only when the records were read to their end, page by page, without any of them
//! turning up twice and without their number changing meanwhile.

use std::collections::HashSet;

use serde_json::Value;
use stockless_core::day::Instant;

use super::description::{Description, List, Means, Operation, Paging, Place, Read};
use super::wire::{Exchange, Reply};
use super::{json, orders, refusal};
use crate::placing::{Look, Theirs};

/// Suppliers' clocks and ours differ, and orders are dated before they show: lists are asked from this much earlier.
pub(super) const OVERLAP_MS: i64 = 15 * 60_000;

/// Why the supplier's records tell nothing now.
#[derive(Debug)]
pub(super) struct CannotTell {
    pub(super) reason: String,
    wait_ms: Option<i64>,
    signed_out: bool,
}

impl From<CannotTell> for Look {
    fn from(why: CannotTell) -> Self {
        let CannotTell { reason, wait_ms, signed_out } = why;
        Self::CannotTell { reason, wait_ms, signed_out }
    }
}

/// What a page of records said.
pub(super) enum Page {
    Answer(Value),
    /// A documented "there is none".
    Absent,
}

/// Reads one answer of the records.
pub(super) fn page(
    description: &Description,
    operation: Operation,
    accepted: &[u16],
    exchange: &Exchange,
) -> Result<Page, CannotTell> {
    let reply = match exchange {
        Exchange::Held { wait_ms } => {
            return Err(cannot("The supplier allows no more requests this minute.", Some(*wait_ms)));
        }
        Exchange::NotSent { reason, .. } => {
            return Err(cannot(format!("The supplier cannot be reached: {reason}."), None));
        }
        Exchange::Broken { reason, wait_ms, .. } => {
            return Err(cannot(format!("The supplier was asked, and then {reason}."), *wait_ms));
        }
        Exchange::Answered(reply) => reply,
    };
    let status = reply.status;
    let Ok(answer) = json::read(&reply.body) else {
        return Err(cannot(
            format!("The supplier answered {status} with something that is no JSON."),
            reply.wait_ms,
        ));
    };
    match refusal::matching(description, operation, status, &answer) {
        Some(refused) if refused.means == Means::Absent => Ok(Page::Absent),
        Some(refused) => Err(CannotTell {
            signed_out: refused.means == Means::SignedOut,
            // Records hold other people's orders, so the supplier's free words stay in the trace.
            ..cannot(format!("The supplier does not answer now: {status}."), reply.wait_ms)
        }),
        None if refusal::speaks_of_errors(description, &answer) => {
            Err(cannot(format!("The supplier answered {status}, and speaks of errors."), reply.wait_ms))
        }
        None if accepted.contains(&status) => Ok(Page::Answer(answer)),
        None => Err(cannot(
            format!("The supplier answered {status}, which is no answer to the question."),
            reply.wait_ms,
        )),
    }
}

pub(super) fn cannot(reason: impl Into<String>, wait_ms: Option<i64>) -> CannotTell {
    CannotTell { reason: reason.into(), wait_ms, signed_out: false }
}

/// Judges the answer to a look by reference.
///
/// An absence is believed only where the answer came from the address that was asked: on its way to another one a
/// question loses its reference easily.
pub(super) fn looked(description: &Description, look: &Read, reference: &str, exchange: &Exchange) -> Look {
    match shown(description, look, reference, exchange) {
        Look::NotThere if exchange.was_redirected() => {
            Look::cannot_tell("The supplier led the question to another address and showed no order there.")
        }
        found => found,
    }
}

fn shown(description: &Description, look: &Read, reference: &str, exchange: &Exchange) -> Look {
    let answer = match page(description, Operation::Look, &look.accepted, exchange) {
        Ok(Page::Answer(answer)) => answer,
        Ok(Page::Absent) => return Look::NotThere,
        Err(why) => return why.into(),
    };
    let found = match &look.found {
        Place::One(at) => at.get(&answer).map(|one| vec![one]),
        Place::Many(at) => at.get(&answer).and_then(Value::as_array).map(|all| all.iter().collect()),
    };
    let Some(found) = found else {
        return Look::cannot_tell("The supplier's answer holds no orders where they belong.");
    };
    let read: Result<Vec<Theirs>, String> =
        found.iter().map(|order| orders::read(&description.orders, order)).collect();
    match read {
        Err(why) => Look::cannot_tell(format!("The supplier's answer cannot be read: {why}.")),
        Ok(read) => ours(without_drafts(read, reference), reference),
    }
}

/// A draft of ours is no order: nothing of it is sent before it is confirmed.
fn without_drafts(mut read: Vec<Theirs>, reference: &str) -> Vec<Theirs> {
    read.retain(|order| !(order.draft && order.reference == reference));
    read
}

/// Orders by a reference. Others among them mean that the supplier did not understand the question.
fn ours(read: Vec<Theirs>, reference: &str) -> Look {
    if read.is_empty() {
        return Look::NotThere;
    }
    let all = read.len();
    let ours: Vec<Theirs> = read.into_iter().filter(|order| order.reference == reference).collect();
    if ours.is_empty() {
        let words = format!("The supplier was asked for one reference and answered with {all} other orders.");
        return Look::cannot_tell(words);
    }
    Look::Found(ours)
}

/// A list while it is read.
#[derive(Default)]
pub(super) struct Reading {
    orders: Vec<Theirs>,
    ids: HashSet<String>,
    cursors: HashSet<String>,
    total: Option<String>,
    /// Why an absence in this list proves nothing.
    pub(super) unsteady: Option<&'static str>,
}

/// How a list goes on.
pub(super) enum Next {
    End,
    Page(i64),
    Cursor(String),
    Link(String),
}

/// The most orders that are kept of one list.
const MOST_ORDERS: usize = 50_000;

impl Reading {
    /// Takes a page in and says how the list goes on.
    pub(super) fn take(
        &mut self,
        description: &Description,
        list: &List,
        number: i64,
        reply: &Reply,
        answer: &Value,
    ) -> Result<Next, CannotTell> {
        let Some(items) = list.items.get(answer).and_then(Value::as_array) else {
            return Err(cannot("The supplier's list holds no orders where they belong.", None));
        };
        self.steady_total(list, answer);
        if reply.redirected {
            self.unsteady = Some("it led to another address, which may show other orders");
        }
        for item in items {
            let order = orders::read(&description.orders, item).map_err(|why| {
                cannot(format!("An order of the supplier's list cannot be read: {why}."), None)
            })?;
            if !self.ids.insert(order.id.clone()) {
                self.unsteady = Some("an order came twice, so the list changed while it was read");
            } else if self.orders.len() < MOST_ORDERS {
                self.orders.push(order);
            } else {
                return Err(cannot(
                    format!("The supplier's list holds more than {MOST_ORDERS} orders."),
                    None,
                ));
            }
        }
        self.next(&list.paging, number, items.len(), reply, answer)
    }

    fn steady_total(&mut self, list: &List, answer: &Value) {
        let Some(total) = list.total.as_ref().and_then(|at| at.text(answer)) else { return };
        if self.total.as_ref().is_some_and(|before| *before != total) {
            self.unsteady = Some("its number of orders changed while it was read");
        }
        self.total = Some(total);
    }

    fn next(
        &mut self,
        paging: &Paging,
        number: i64,
        items: usize,
        reply: &Reply,
        answer: &Value,
    ) -> Result<Next, CannotTell> {
        let next = match paging {
            Paging::None => return Ok(Next::End),
            Paging::Number(_) if items == 0 || self.is_complete() => return Ok(Next::End),
            Paging::Number(_) => return Ok(Next::Page(number.saturating_add(1))),
            Paging::Cursor(at) | Paging::Link(at) => match at.get(answer) {
                None | Some(Value::Null) => return Ok(Next::End),
                Some(Value::String(end)) if end.is_empty() => return Ok(Next::End),
                Some(_) => at.text(answer).filter(|text| text.len() <= 4000),
            },
            Paging::LinkHeader => match &reply.next_link {
                None => return Ok(Next::End),
                link => link.clone(),
            },
        };
        let Some(next) = next else {
            return Err(cannot("The supplier's list does not say readably how it goes on.", None));
        };
        if !self.cursors.insert(next.clone()) {
            return Err(cannot("The supplier's list leads back to a page that was read.", None));
        }
        Ok(if matches!(paging, Paging::Cursor(_)) { Next::Cursor(next) } else { Next::Link(next) })
    }

    fn is_complete(&self) -> bool {
        self.total.as_ref().is_some_and(|total| *total == self.ids.len().to_string())
    }

    /// The orders, at the end of the list.
    pub(super) fn finish(mut self) -> (Vec<Theirs>, Option<CannotTell>) {
        if self.total.is_some() && !self.is_complete() && self.unsteady.is_none() {
            self.unsteady = Some("it holds another number of orders than it says");
        }
        let doubt =
            self.unsteady.map(|why| cannot(format!("The supplier's list cannot be relied on: {why}."), None));
        (self.orders, doubt)
    }

    /// What was read before something broke off.
    pub(super) fn so_far(self) -> Vec<Theirs> {
        self.orders
    }
}

/// Judges a list that was searched for a reference. What was found is found, whatever came after it.
pub(super) fn searched(read: Vec<Theirs>, doubt: Option<CannotTell>, reference: &str) -> Look {
    let ours: Vec<Theirs> =
        without_drafts(read, reference).into_iter().filter(|order| order.reference == reference).collect();
    match (ours.is_empty(), doubt) {
        (false, _) => Look::Found(ours),
        (true, Some(why)) => why.into(),
        (true, None) => Look::NotThere,
    }
}

/// Where a list that must show an order from then begins.
pub(super) fn begin(since: Instant) -> Instant {
    since.plus_ms(-OVERLAP_MS)
}
