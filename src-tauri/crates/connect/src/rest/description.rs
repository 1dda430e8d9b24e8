//! A supplier's interface, described by one TOML file.
//!
//! The file says how to sign in, which requests there are, where an answer holds what, which answers are refusals, and
//! what the supplier can do to keep one order from becoming two. It holds no secret. It is read strictly: an unknown
//! setting, a contradiction or a promise without a request behind it is an error that names its line.

mod basics;
mod error;
mod file;
mod kept;
mod lately;
mod operations;
mod promises;
mod refusals;

use std::collections::BTreeMap;
use std::sync::Arc;

use stockless_core::protocol::Capability;

use super::body::{self, BodyError};
use super::pattern::Pattern;
use super::pointer::Pointer;
use super::template::Template;
use crate::documents::PurchaseDocument;

pub use error::DescriptionError;

/// A description that was read and holds together.
#[derive(Debug, Clone, PartialEq)]
pub struct Description {
    pub(super) name: String,
    pub(super) base_url: String,
    pub(super) auth: Auth,
    pub(super) headers: BTreeMap<String, String>,
    pub(super) capability: Capability,
    pub(super) key_header: String,
    pub(super) limits: Limits,
    pub(super) orders: Orders,
    pub(super) place: Option<Write>,
    pub(super) draft: Option<Write>,
    pub(super) confirm: Option<Write>,
    pub(super) cancel: Option<Write>,
    pub(super) cancel_draft: Option<Write>,
    pub(super) look: Option<Read>,
    pub(super) list: Option<List>,
    pub(super) refusals: Vec<Refusal>,
    /// Where every answer speaks of errors, whatever its status.
    pub(super) errors: Option<Pointer>,
}

/// How the secret is shown to the supplier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Auth {
    None,
    /// `Authorization: Bearer …`
    Bearer,
    /// A header of this name.
    Header(String),
    /// `Authorization: Basic …` with this user and the secret as password.
    Basic(String),
}

/// How much the supplier allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Requests in any 60 seconds, 1 to 6,000.
    pub requests_per_minute: usize,
    /// Requests at the same time, 1 or 2.
    pub concurrency: usize,
}

/// Where an order in an answer holds what, counted from the order itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Orders {
    pub(super) id: Pointer,
    pub(super) reference: Option<Pointer>,
    pub(super) state: Option<Pointer>,
    pub(super) placed: Option<Pointer>,
    pub(super) placed_format: TimeFormat,
    /// The supplier's words for "will not be sent".
    pub(super) cancelled: Vec<String>,
    /// The supplier's words for a draft that is not confirmed.
    pub(super) drafts: Vec<String>,
    /// Where it says how much it takes of each line, where it says that.
    pub(super) lines: Option<LinesAt>,
}

/// Where an order in an answer says how much of each line the supplier takes. Items are counted from the order, the rest
/// from the item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LinesAt {
    pub(super) items: Pointer,
    /// The supplier's SKU; either this or the number.
    pub(super) sku: Option<Pointer>,
    /// The number of the line in our request.
    pub(super) number: Option<Pointer>,
    /// Units that it takes.
    pub(super) accepted: Pointer,
    pub(super) reason: Option<Pointer>,
    /// A line that is not among them was not taken.
    pub(super) rest_is_refused: bool,
}

/// How the supplier writes times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum TimeFormat {
    /// `2026-05-03T14:03:22Z`, with a zone.
    #[default]
    Rfc3339,
    /// Seconds since 1970.
    Seconds,
    /// Milliseconds since 1970.
    Milliseconds,
}

/// A request that changes something.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Write {
    pub(super) operation: Operation,
    pub(super) method: String,
    pub(super) path: Pattern,
    pub(super) body: Option<Template>,
    /// Statuses that say yes.
    pub(super) accepted: Vec<u16>,
    /// Where the order is in the answer.
    pub(super) order: Pointer,
    /// Where its number is, where that differs from [`Orders::id`]; counted from the order.
    pub(super) id: Option<Pointer>,
}

/// A request that reads one order or several by our reference.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Read {
    pub(super) method: String,
    pub(super) path: Pattern,
    /// What is asked, where that does not stand in the path.
    pub(super) body: Option<Template>,
    /// Statuses that carry an answer.
    pub(super) accepted: Vec<u16>,
    pub(super) found: Place,
}

/// Where orders are in an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// One order.
    One(Pointer),
    /// An array of orders.
    Many(Pointer),
}

/// A request that reads the orders since a time.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct List {
    pub(super) method: String,
    pub(super) path: Pattern,
    pub(super) accepted: Vec<u16>,
    pub(super) items: Pointer,
    /// How many there are in all, where the supplier says so.
    pub(super) total: Option<Pointer>,
    pub(super) since_format: TimeFormat,
    pub(super) paging: Paging,
    pub(super) most_pages: usize,
}

/// How a list goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Paging {
    /// Everything comes at once.
    None,
    /// Pages are numbered from here on; an empty page is the end. Whether a page is full is not asked: servers hand out
    /// smaller pages than they were asked for.
    Number(i64),
    /// The answer names the next page here; nothing there means the end.
    Cursor(Pointer),
    /// The answer holds the address of the next page here.
    Link(Pointer),
    /// The `Link` header holds the address of the next page.
    LinkHeader,
}

/// An answer that the supplier documents as "no".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) status: u16,
    /// Where the answer says so.
    pub(super) pointer: Pointer,
    /// What it says there; empty: any text.
    pub(super) values: Vec<String>,
    pub(super) means: Means,
    pub(super) on: Vec<Operation>,
    /// Where the supplier says it in words for people.
    pub(super) words: Option<Pointer>,
}

/// What a documented refusal says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Means {
    /// This purchase will never be taken as it is.
    Final,
    /// Not processed, for now.
    Temporary,
    /// It was done before: the order is there, the draft confirmed, the order cancelled.
    Duplicate,
    /// The secret is not valid any more.
    SignedOut,
    /// There is no such order.
    Absent,
}

/// The requests of a description.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Operation {
    Place,
    Draft,
    Confirm,
    Look,
    List,
    Cancel,
    CancelDraft,
}

/// The largest description, in bytes.
const MOST: usize = 128 * 1024;

impl Description {
    /// Reads a description. One that was read lately is not read again.
    pub fn read(text: &str) -> Result<Arc<Self>, DescriptionError> {
        if let Some(known) = lately::find(text) {
            return Ok(known);
        }
        let description = Arc::new(Self::parse(text)?);
        lately::keep(text, &description);
        Ok(description)
    }

    fn parse(text: &str) -> Result<Self, DescriptionError> {
        if text.len() > MOST {
            let reason = format!("it has {} bytes, and {MOST} is the most", text.len());
            return Err(DescriptionError {
                line: 1,
                place: "the file".to_owned(),
                reason,
                fix: "Take out what does not describe the interface.".to_owned(),
            });
        }
        let lines = error::Lines(text);
        let file: file::File = toml::from_str(text).map_err(|error| lines.unreadable(&error))?;
        operations::build(&file, lines)
    }

    /// The interface's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where the server is, as described.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// What the supplier can do to keep one order from becoming two.
    pub const fn capability(&self) -> &Capability {
        &self.capability
    }

    /// How much the supplier allows.
    pub const fn limits(&self) -> Limits {
        self.limits
    }

    /// True where its orders can be read as a list and each of them names our reference.
    pub fn keeps_list(&self) -> bool {
        self.list.is_some() && self.orders.reference.is_some()
    }

    /// True where signing in needs a secret.
    pub fn needs_secret(&self) -> bool {
        self.auth != Auth::None
    }

    /// The request's body for a purchase: made once, frozen, and sent as it is on every attempt.
    pub fn body(&self, purchase: &PurchaseDocument) -> Result<Vec<u8>, BodyError> {
        match self.template() {
            Some(template) => body::write(template, purchase),
            None => Ok(Vec::new()),
        }
    }

    /// The template of the request that first carries a purchase.
    pub(super) fn template(&self) -> Option<&Template> {
        self.place.as_ref().or(self.draft.as_ref())?.body.as_ref()
    }
}
