//! A supplier's REST interface, described by one file of the merchant: no code for a supplier, and the same proof for all.
//!
//! [`Description`] is the file, read and checked; [`Description::body`] writes the request of a purchase, once. [`Rest`]
//! speaks to the server and implements [`Placing`]: one call is one request (a list: one for each of its pages), judged
//! by what it proves. The reference of the file is `src-tauri/docs/supplier-description.md`; examples stand in `tests/fixtures/suppliers`.

mod address;
mod body;
mod classify;
mod connection;
mod description;
mod json;
mod lines;
mod orders;
mod pace;
mod pattern;
mod pointer;
mod records;
mod refusal;
mod retry_after;
mod sign_in;
mod template;
mod trace;
mod wire;

pub(crate) use wire::client_config;

#[cfg(test)]
mod tests;

use std::fmt;

use reqwest::Method;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use stockless_core::acceptance::{Said, Which};
use stockless_core::day::Instant;
use stockless_core::outcome::Outcome;
use stockless_core::protocol::Capability;

use crate::placing::{Answer, Listed, Look, Placing, Theirs, Trace};
use crate::secrets::Secret;
use body::Few;
use classify::Asked;
use connection::Place;
use description::{List, Operation, Paging, Write};
use pace::Pace;
use records::{CannotTell, Next, Page, Reading, cannot};
use trace::Hidden;
use wire::{Exchange, Request, Wire};

pub use body::BodyError;
pub use connection::{AddressError, Connection, Timeouts};
pub use description::{Description, DescriptionError, Limits};
pub use pace::Ticks;

/// A supplier's REST interface, ready to be spoken to. Keep one for each supplier: it keeps the supplier's limits.
pub struct Rest {
    description: std::sync::Arc<Description>,
    place: Place,
    wire: Wire,
    headers: HeaderMap,
    hidden: Hidden,
    pace: Pace,
}

/// Why a connection cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// The description has to change.
    #[error(transparent)]
    Description(#[from] DescriptionError),
    /// The address has to change.
    #[error(transparent)]
    Address(#[from] AddressError),
    /// The secret cannot be used.
    #[error("The key or password cannot be used: {0}. Enter it again.")]
    Secret(&'static str),
    /// Encryption cannot be set up.
    #[error("There is no safe connection: {0}.")]
    Unsafe(String),
}

impl Rest {
    /// Opens a supplier's connection: reads everything, sends nothing. `ticks` is a clock that does not go backwards.
    pub fn open(
        connection: &Connection,
        secret: &Secret,
        timeouts: Timeouts,
        ticks: Ticks,
    ) -> Result<Self, OpenError> {
        let description = Description::read(&connection.description)?;
        let base = Some(connection.base_url.trim()).filter(|own| !own.is_empty());
        let place = Place::new(base.unwrap_or(&description.base_url), connection.allowed_host.trim())?;
        let (headers, hidden) = sign_in::headers(&description, secret)?;
        let wire =
            Wire::new(&place, connection.own_authority.as_deref(), timeouts).map_err(OpenError::Unsafe)?;
        let pace = Pace::new(description.limits, ticks);
        Ok(Self { description, place, wire, headers, hidden, pace })
    }

    /// The description that this speaks by.
    pub fn description(&self) -> &Description {
        &self.description
    }

    /// One request, within the supplier's limits.
    fn exchange(
        &self,
        method: &str,
        url: Option<reqwest::Url>,
        body: &[u8],
        key: &str,
        changes: bool,
    ) -> Exchange {
        let (Some(url), Ok(method)) = (url, Method::from_bytes(method.as_bytes())) else {
            let reason = "its number cannot stand in an address".to_owned();
            return Exchange::NotSent { reason, retry: false };
        };
        let mut headers = self.headers.clone();
        if !body.is_empty() {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        if !key.is_empty() && !self.description.key_header.is_empty() {
            let name = HeaderName::from_bytes(self.description.key_header.as_bytes());
            let (Ok(name), Ok(value)) = (name, HeaderValue::from_str(key)) else {
                return Exchange::NotSent {
                    reason: "its key cannot stand in a header".to_owned(),
                    retry: false,
                };
            };
            headers.insert(name, value);
        }
        match self.pace.enter(self.wire.timeouts().whole) {
            Ok(_permit) => self.wire.exchange(Request { method, url, headers, body: body.to_vec(), changes }),
            Err(wait_ms) => Exchange::Held { wait_ms },
        }
    }

    /// One request that changes something.
    fn change(
        &self,
        write: Option<&Write>,
        body: Option<&[u8]>,
        key: &str,
        values: &[(&str, &str)],
    ) -> Answer {
        let Some(write) = write else {
            return nothing_sent("The description has no request for this.");
        };
        let own = match (body, &write.body) {
            (Some(frozen), _) => frozen.to_vec(),
            (None, Some(template)) => match template.fill(&Few(values)) {
                Ok(filled) => filled,
                Err(why) => return nothing_sent(&format!("The request cannot be written: {why}.")),
            },
            (None, None) => Vec::new(),
        };
        let url = write.path.fill(values).and_then(|path| self.place.join(&path));
        let exchange = self.exchange(&write.method, url, &own, key, true);
        let reference = values.iter().find(|(name, _)| *name == "reference").map_or("", |(_, value)| value);
        let personal = body.map(|body| self.personal(body)).unwrap_or_default();
        let asked = Asked { description: &self.description, write, reference, personal: &personal };
        let verdict = asked.judge(&exchange);
        Answer {
            outcome: self.cleaned(verdict.outcome),
            lines: self.cleaned_lines(verdict.lines, &personal),
            signed_out: verdict.signed_out,
            ended_there: verdict.ended_there,
            wait_ms: exchange.wait_ms(),
            trace: self.trace(&write.method, write.path.as_written(), &own, &exchange),
        }
    }

    fn trace(&self, method: &str, path: &str, body: &[u8], exchange: &Exchange) -> Trace {
        let sent = if exchange.may_have_left() { format!("{method} {path}") } else { String::new() };
        let body = if exchange.may_have_left() { body } else { &[] };
        self.hidden.trace(&sent, body, exchange.body(), exchange.status())
    }

    /// The texts of a frozen body that tell of the person the goods go to.
    fn personal(&self, body: &[u8]) -> Vec<String> {
        let Ok(value) = json::read(body) else { return Vec::new() };
        self.description.template().map(|own| own.texts_of("ship_to.", &value)).unwrap_or_default()
    }

    /// Words in which a supplier repeated our secret do not repeat it.
    fn cleaned(&self, outcome: Outcome) -> Outcome {
        let clean = |text: String| self.hidden.clean(&text);
        match outcome {
            Outcome::Accepted { reference, evidence } => {
                Outcome::Accepted { reference, evidence: clean(evidence) }
            }
            Outcome::Rejected { reason } => Outcome::Rejected { reason: clean(reason) },
            Outcome::DefiniteNo { reason, retry } => Outcome::DefiniteNo { reason: clean(reason), retry },
            Outcome::Unknown { reason } => Outcome::Unknown { reason: clean(reason) },
        }
    }

    /// What is said about lines, without our secret and without the person the goods go to.
    fn cleaned_lines(&self, said: Said, personal: &[String]) -> Said {
        let clean = |text: &str| self.hidden.clean(&refusal::without(text, personal));
        match said {
            Said::Nothing => Said::Nothing,
            Said::Unreadable(why) => Said::Unreadable(self.hidden.clean(&why)),
            Said::Lines { mut lines, rest_is_refused } => {
                for line in &mut lines {
                    line.reason = clean(&line.reason);
                    if let Which::Sku(sku) = &mut line.which {
                        *sku = self.hidden.clean(sku);
                    }
                }
                Said::Lines { lines, rest_is_refused }
            }
        }
    }

    /// Orders as the supplier showed them, without our secret. Where one was asked for, its lines are owed.
    fn shown(&self, orders: Vec<Theirs>, owed: bool) -> Vec<Theirs> {
        let at = self.description.orders.lines.as_ref();
        let shown = orders.into_iter().map(|order| {
            let said = if owed && !order.cancelled { lines::owed(at, order.lines) } else { order.lines };
            Theirs { lines: self.cleaned_lines(said, &[]), ..order }
        });
        shown.collect()
    }

    fn looked(&self, look: Look) -> Look {
        match look {
            Look::Found(orders) => Look::Found(self.shown(orders, true)),
            other => other,
        }
    }

    /// Reads the list to its end. What was read comes with the reason why it is not all.
    fn read_list(&self, list: &List, since: Instant) -> (Vec<Theirs>, Option<CannotTell>, Trace) {
        let begin = list.since_format.write(records::begin(since));
        let mut reading = Reading::default();
        let mut trace = Trace::default();
        let mut next = match list.paging {
            Paging::Number(first) => Next::Page(first),
            Paging::Cursor(_) => Next::Cursor(String::new()),
            Paging::None | Paging::Link(_) | Paging::LinkHeader => Next::Page(1),
        };
        let mut from = self.place.base.clone();
        for _ in 0..list.most_pages {
            let number = if let Next::Page(number) = next { number } else { 1 };
            let url = match &next {
                Next::End => break,
                Next::Page(number) => self.list_url(list, &begin, &number.to_string(), ""),
                Next::Cursor(cursor) => self.list_url(list, &begin, "1", cursor),
                Next::Link(link) => self.place.follow(&from, link),
            };
            if url.is_none() {
                let doubt =
                    cannot("The supplier's list goes on at an address that is not the supplier's.", None);
                return (reading.so_far(), Some(doubt), trace);
            }
            let exchange = self.exchange(&list.method, url, &[], "", false);
            trace = self.trace(&list.method, list.path.as_written(), &[], &exchange);
            let page = records::page(&self.description, Operation::List, &list.accepted, &exchange);
            let taken = match (page, &exchange) {
                (Ok(Page::Answer(answer)), Exchange::Answered(reply)) => {
                    from = reply.url.clone();
                    reading.take(&self.description, list, number, reply, &answer)
                }
                (Err(why), _) => Err(why),
                (Ok(_), _) => Ok(Next::End),
            };
            match taken {
                Ok(then) => next = then,
                Err(why) => return (reading.so_far(), Some(why), trace),
            }
        }
        if !matches!(next, Next::End) {
            let words = format!("The supplier's list is longer than {} pages.", list.most_pages);
            return (reading.so_far(), Some(cannot(words, None)), trace);
        }
        let (orders, doubt) = reading.finish();
        (orders, doubt, trace)
    }

    fn list_url(&self, list: &List, since: &str, page: &str, cursor: &str) -> Option<reqwest::Url> {
        let path = list.path.fill_all(&[("since", since), ("page", page), ("cursor", cursor)])?;
        self.place.join(&path)
    }
}

fn nothing_sent(reason: &str) -> Answer {
    Answer::plain(Outcome::not_sent(reason))
}

impl Placing for Rest {
    fn capability(&self) -> &Capability {
        &self.description.capability
    }

    fn place(&self, body: &[u8], key: &str, reference: &str) -> Answer {
        self.change(self.description.place.as_ref(), Some(body), key, &[("reference", reference)])
    }

    fn draft(&self, body: &[u8], key: &str, reference: &str) -> Answer {
        self.change(self.description.draft.as_ref(), Some(body), key, &[("reference", reference)])
    }

    fn confirm(&self, draft: &str, _key: &str, reference: &str) -> Answer {
        let values = [("draft", draft), ("reference", reference)];
        // The number of the draft is what makes confirming twice one order; the key of the draft would name another request.
        self.change(self.description.confirm.as_ref(), None, "", &values)
    }

    fn look(&self, reference: &str, since: Instant) -> (Look, Trace) {
        if let Some(look) = &self.description.look {
            let url = look.path.fill(&[("reference", reference)]).and_then(|path| self.place.join(&path));
            let question = look.body.as_ref().map(|body| body.fill(&Few(&[("reference", reference)])));
            let question = match question.transpose() {
                Ok(question) => question.unwrap_or_default(),
                Err(why) => {
                    return (
                        Look::cannot_tell(format!("The question cannot be written: {why}.")),
                        Trace::default(),
                    );
                }
            };
            // A question with a body is not repeated at another address.
            let exchange = self.exchange(&look.method, url, &question, "", !question.is_empty());
            let found = records::looked(&self.description, look, reference, &exchange);
            return (
                self.looked(found),
                self.trace(&look.method, look.path.as_written(), &question, &exchange),
            );
        }
        match &self.description.list {
            Some(list) => {
                let (orders, doubt, trace) = self.read_list(list, since);
                (self.looked(records::searched(orders, doubt, reference)), trace)
            }
            None => (Look::cannot_tell(NO_RECORDS), Trace::default()),
        }
    }

    fn list(&self, since: Instant) -> (Listed, Trace) {
        let Some(list) = &self.description.list else {
            return (Err(NO_RECORDS.to_owned()), Trace::default());
        };
        match self.read_list(list, since) {
            (orders, None, trace) => (Ok(self.shown(orders, false)), trace),
            (_, Some(why), trace) => (Err(why.reason), trace),
        }
    }

    fn cancel(&self, id: &str) -> Answer {
        self.change(self.description.cancel.as_ref(), None, "", &[("id", id)])
    }

    fn cancel_draft(&self, id: &str) -> Answer {
        self.change(self.description.cancel_draft.as_ref(), None, "", &[("draft", id)])
    }
}

const NO_RECORDS: &str = "The supplier shows no list of orders through this connection.";

impl fmt::Debug for Rest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let host = self.place.host();
        f.debug_struct("Rest")
            .field("name", &self.description.name)
            .field("host", &host)
            .finish_non_exhaustive()
    }
}
