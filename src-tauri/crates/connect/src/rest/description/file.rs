//! The file as it is written. Everything here is checked in [`super::operations`] and [`super::promises`].

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::{Means, Operation, TimeFormat};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) name: Spanned<String>,
    pub(super) base_url: Spanned<String>,
    pub(super) auth: Spanned<Auth>,
    #[serde(default)]
    pub(super) headers: BTreeMap<String, Spanned<String>>,
    pub(super) capability: Spanned<Promises>,
    #[serde(default)]
    pub(super) limits: Limits,
    pub(super) orders: Spanned<Orders>,
    pub(super) place: Option<Spanned<Write>>,
    pub(super) draft: Option<Spanned<Write>>,
    pub(super) confirm: Option<Spanned<Write>>,
    pub(super) cancel: Option<Spanned<Write>>,
    pub(super) cancel_draft: Option<Spanned<Write>>,
    pub(super) look: Option<Spanned<Look>>,
    pub(super) list: Option<Spanned<List>>,
    #[serde(default)]
    pub(super) refusals: Vec<Spanned<Refusal>>,
    pub(super) errors: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Auth {
    pub(super) kind: AuthKind,
    pub(super) header: Option<Spanned<String>>,
    pub(super) user: Option<Spanned<String>>,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(super) enum AuthKind {
    None,
    Bearer,
    Header,
    Basic,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Promises {
    #[serde(default = "none")]
    pub(super) key: String,
    pub(super) key_header: Option<Spanned<String>>,
    pub(super) key_lifetime: Option<Spanned<String>>,
    #[serde(default = "none")]
    pub(super) lookup: String,
    pub(super) list_lag: Option<Spanned<String>>,
    pub(super) request_lifetime: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) partial_acceptance: bool,
    pub(super) cancel: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) evidence: String,
}

fn none() -> String {
    "none".to_owned()
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct Limits {
    pub(super) requests_per_minute: Option<Spanned<i64>>,
    pub(super) concurrency: Option<Spanned<i64>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Orders {
    pub(super) id: Spanned<String>,
    pub(super) reference: Option<Spanned<String>>,
    pub(super) state: Option<Spanned<String>>,
    pub(super) placed: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) placed_format: TimeFormat,
    #[serde(default)]
    pub(super) cancelled: Vec<String>,
    pub(super) drafts: Option<Spanned<Vec<String>>>,
    pub(super) lines: Option<Spanned<OrderLines>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OrderLines {
    pub(super) items: Spanned<String>,
    pub(super) sku: Option<Spanned<String>>,
    pub(super) line: Option<Spanned<String>>,
    pub(super) accepted: Spanned<String>,
    pub(super) reason: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) left_out: LeftOut,
}

/// What it means that a line of ours is not in the answer.
#[derive(Deserialize, Clone, Copy, PartialEq, Eq, Default)]
#[serde(rename_all = "snake_case")]
pub(super) enum LeftOut {
    #[default]
    Unclear,
    Refused,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Write {
    pub(super) method: Option<Spanned<String>>,
    pub(super) path: Spanned<String>,
    pub(super) body: Option<Spanned<String>>,
    pub(super) accepted: Option<Spanned<Vec<i64>>>,
    pub(super) order: Option<Spanned<String>>,
    pub(super) id: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Look {
    pub(super) method: Option<Spanned<String>>,
    pub(super) path: Spanned<String>,
    pub(super) body: Option<Spanned<String>>,
    pub(super) accepted: Option<Spanned<Vec<i64>>>,
    pub(super) order: Option<Spanned<String>>,
    pub(super) items: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct List {
    pub(super) method: Option<Spanned<String>>,
    pub(super) path: Spanned<String>,
    pub(super) accepted: Option<Spanned<Vec<i64>>>,
    pub(super) items: Spanned<String>,
    pub(super) total: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) since_format: TimeFormat,
    pub(super) first_page: Option<Spanned<i64>>,
    pub(super) next_cursor: Option<Spanned<String>>,
    pub(super) next_link: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) link_header: bool,
    pub(super) most_pages: Option<Spanned<i64>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Refusal {
    pub(super) status: Spanned<i64>,
    pub(super) pointer: Spanned<String>,
    #[serde(default)]
    pub(super) values: Vec<Spanned<Scalar>>,
    pub(super) means: Means,
    pub(super) on: Option<Spanned<Vec<Operation>>>,
    pub(super) words: Option<Spanned<String>>,
}

/// A value as the supplier's JSON may hold it.
#[derive(Deserialize, Clone)]
#[serde(untagged, expecting = "it is to be a text, a whole number, true or false")]
pub(super) enum Scalar {
    Text(String),
    Whole(i64),
    Yes(bool),
}

impl Scalar {
    pub(super) fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Whole(number) => number.to_string(),
            Self::Yes(yes) => yes.to_string(),
        }
    }
}
