//! From the file to a description: every value checked, every place read.

use toml::Spanned;

use super::basics::{auth, base_url, headers, limits, name, number};
use super::error::Lines;
use super::file::{self, File};
use super::refusals::refusal;
use super::{
    Description, DescriptionError, LinesAt, List, Operation, Orders, Paging, Place, Read, Write, kept,
    promises,
};
use crate::rest::body;
use crate::rest::pattern::Pattern;
use crate::rest::pointer::Pointer;
use crate::rest::template::Template;

pub(super) fn build(file: &File, lines: Lines<'_>) -> Result<Description, DescriptionError> {
    let (capability, key_header) = promises::read(file, lines)?;
    let write = |operation, what: &Option<Spanned<file::Write>>| {
        what.as_ref().map(|what| self::write(operation, what, lines)).transpose()
    };
    let description = Description {
        name: name(&file.name, lines)?,
        base_url: base_url(&file.base_url, lines)?,
        auth: auth(&file.auth, lines)?,
        headers: headers(file, lines)?,
        capability,
        key_header,
        limits: limits(&file.limits, lines)?,
        orders: orders(file.orders.get_ref(), lines)?,
        place: write(Operation::Place, &file.place)?,
        draft: write(Operation::Draft, &file.draft)?,
        confirm: write(Operation::Confirm, &file.confirm)?,
        cancel: write(Operation::Cancel, &file.cancel)?,
        cancel_draft: write(Operation::CancelDraft, &file.cancel_draft)?,
        look: file.look.as_ref().map(|look| self::look(look.get_ref(), lines)).transpose()?,
        list: file.list.as_ref().map(|list| self::list(list, lines)).transpose()?,
        errors: maybe(file.errors.as_ref(), "errors", lines)?,
        refusals: file.refusals.iter().map(|one| refusal(one, lines)).collect::<Result<_, _>>()?,
    };
    kept::kept(&description, file, lines)?;
    Ok(description)
}

pub(super) fn pointer(
    text: &Spanned<String>,
    place: &str,
    lines: Lines<'_>,
) -> Result<Pointer, DescriptionError> {
    Pointer::new(text.get_ref()).map_err(|reason| {
        lines.at(text, place, reason, "Write it like /order/id, or \"\" for the whole answer.")
    })
}

pub(super) fn maybe(
    text: Option<&Spanned<String>>,
    place: &str,
    lines: Lines<'_>,
) -> Result<Option<Pointer>, DescriptionError> {
    text.map(|text| pointer(text, place, lines)).transpose()
}

fn orders(orders: &file::Orders, lines: Lines<'_>) -> Result<Orders, DescriptionError> {
    Ok(Orders {
        id: pointer(&orders.id, "orders.id", lines)?,
        reference: maybe(orders.reference.as_ref(), "orders.reference", lines)?,
        state: maybe(orders.state.as_ref(), "orders.state", lines)?,
        placed: maybe(orders.placed.as_ref(), "orders.placed", lines)?,
        placed_format: orders.placed_format,
        cancelled: orders.cancelled.clone(),
        drafts: orders.drafts.as_ref().map(|all| all.get_ref().clone()).unwrap_or_default(),
        lines: orders.lines.as_ref().map(|at| order_lines(at, lines)).transpose()?,
    })
}

fn order_lines(at: &Spanned<file::OrderLines>, lines: Lines<'_>) -> Result<LinesAt, DescriptionError> {
    let raw = at.get_ref();
    if raw.sku.is_some() == raw.line.is_some() {
        return Err(lines.at(
            at,
            "orders.lines",
            "a line is known by its SKU or by its number, and by one of them",
            "Write either sku = \"/…\" or line = \"/…\".",
        ));
    }
    Ok(LinesAt {
        items: pointer(&raw.items, "orders.lines.items", lines)?,
        sku: maybe(raw.sku.as_ref(), "orders.lines.sku", lines)?,
        number: maybe(raw.line.as_ref(), "orders.lines.line", lines)?,
        accepted: pointer(&raw.accepted, "orders.lines.accepted", lines)?,
        reason: maybe(raw.reason.as_ref(), "orders.lines.reason", lines)?,
        rest_is_refused: raw.left_out == file::LeftOut::Refused,
    })
}

impl Operation {
    pub(in crate::rest) const fn word(self) -> &'static str {
        match self {
            Self::Place => "place",
            Self::Draft => "draft",
            Self::Confirm => "confirm",
            Self::Look => "look",
            Self::List => "list",
            Self::Cancel => "cancel",
            Self::CancelDraft => "cancel_draft",
        }
    }

    /// What its path may name.
    const fn path_names(self) -> &'static [&'static str] {
        match self {
            Self::Place | Self::Draft | Self::Look => &["reference"],
            Self::Confirm | Self::CancelDraft => &["draft", "reference"],
            Self::Cancel => &["id"],
            Self::List => &["since", "page", "cursor"],
        }
    }

    const fn default_method(self) -> &'static str {
        match self {
            Self::Place | Self::Draft | Self::Confirm => "POST",
            Self::Look | Self::List => "GET",
            Self::Cancel | Self::CancelDraft => "DELETE",
        }
    }

    const fn methods(self) -> &'static [&'static str] {
        match self {
            Self::Look => &["GET", "POST"],
            Self::List => &["GET"],
            Self::Place | Self::Draft | Self::Confirm => &["POST", "PUT", "PATCH"],
            Self::Cancel | Self::CancelDraft => &["DELETE", "POST", "PUT", "PATCH"],
        }
    }

    fn method(self, text: Option<&Spanned<String>>, lines: Lines<'_>) -> Result<String, DescriptionError> {
        let Some(text) = text else { return Ok(self.default_method().to_owned()) };
        if self.methods().contains(&text.get_ref().as_str()) {
            return Ok(text.get_ref().clone());
        }
        let reason = format!("“{}” is no method for this", text.get_ref().escape_debug());
        let fix = format!("Write one of {}.", self.methods().join(", "));
        Err(lines.at(text, &format!("{}.method", self.word()), reason, fix))
    }

    fn path(self, text: &Spanned<String>, lines: Lines<'_>) -> Result<Pattern, DescriptionError> {
        Pattern::new(text.get_ref(), self.path_names()).map_err(|reason| {
            lines.at(
                text,
                &format!("{}.path", self.word()),
                reason,
                "Write it like /orders/{id}, relative to base_url.",
            )
        })
    }
}

fn statuses(
    given: Option<&Spanned<Vec<i64>>>,
    otherwise: &[u16],
    place: &str,
    lines: Lines<'_>,
) -> Result<Vec<u16>, DescriptionError> {
    let Some(given) = given else { return Ok(otherwise.to_vec()) };
    let all: Vec<u16> = given
        .get_ref()
        .iter()
        .filter_map(|status| u16::try_from(*status).ok())
        .filter(|status| (200..300).contains(status))
        .collect();
    if all.is_empty() || all.len() != given.get_ref().len() {
        return Err(lines.at(given, place, "a yes has a status from 200 to 299", "Write it as [200, 201]."));
    }
    Ok(all)
}

fn write(
    operation: Operation,
    what: &Spanned<file::Write>,
    lines: Lines<'_>,
) -> Result<Write, DescriptionError> {
    let raw = what.get_ref();
    let place = |name: &str| format!("{}.{name}", operation.word());
    let carries_purchase = matches!(operation, Operation::Place | Operation::Draft);
    if carries_purchase && raw.body.is_none() {
        return Err(lines.at(
            what,
            &place("body"),
            "there is no body",
            "Add body = '''{ … }''' with the order as JSON.",
        ));
    }
    let names = if carries_purchase { body::NAMES } else { operation.path_names() };
    let template = |text: &Spanned<String>| {
        Template::new(text.get_ref(), names).map_err(|reason| {
            lines.at(
                text,
                &place("body"),
                reason,
                "Correct the JSON; the places to fill stand in texts, as \"{number}\".",
            )
        })
    };
    let path = operation.path(&raw.path, lines)?;
    let body = raw.body.as_ref().map(template).transpose()?;
    let aims = |name: &str| path.has(name) || body.as_ref().is_some_and(|body| body.needs(name));
    let target = match operation {
        Operation::Confirm | Operation::CancelDraft => Some("draft"),
        Operation::Cancel => Some("id"),
        _ => None,
    };
    if let Some(target) = target.filter(|target| !aims(target)) {
        let reason = format!("neither path nor body names {{{target}}}");
        return Err(lines.at(&raw.path, &place("path"), reason, "Name what the request is about."));
    }
    Ok(Write {
        operation,
        method: operation.method(raw.method.as_ref(), lines)?,
        accepted: statuses(raw.accepted.as_ref(), &[200, 201], &place("accepted"), lines)?,
        order: maybe(raw.order.as_ref(), &place("order"), lines)?.unwrap_or_default(),
        id: maybe(raw.id.as_ref(), &place("id"), lines)?,
        path,
        body,
    })
}

fn look(look: &file::Look, lines: Lines<'_>) -> Result<Read, DescriptionError> {
    let operation = Operation::Look;
    let path = operation.path(&look.path, lines)?;
    let method = operation.method(look.method.as_ref(), lines)?;
    let body = look.body.as_ref().map(|text| {
        let fix = "Correct the JSON; the place to fill stands in a text, as \"{reference}\".";
        Template::new(text.get_ref(), operation.path_names())
            .map_err(|reason| lines.at(text, "look.body", reason, fix))
    });
    let body = body.transpose()?;
    if body.is_some() != (method == "POST") {
        let fix = "Write method = \"POST\" together with a body, or neither.";
        return Err(lines.at(&look.path, "look.method", "a question by POST has a body, and only that", fix));
    }
    if !path.has("reference") && !body.as_ref().is_some_and(|body| body.needs("reference")) {
        return Err(lines.at(
            &look.path,
            "look.path",
            "it does not name {reference}",
            "Name what is looked for, as in /orders?external_id={reference}.",
        ));
    }
    let found = match (&look.order, &look.items) {
        (None, None) => Place::One(Pointer::default()),
        (Some(order), None) => Place::One(pointer(order, "look.order", lines)?),
        (None, Some(items)) => Place::Many(pointer(items, "look.items", lines)?),
        (Some(order), Some(_)) => {
            let fix = "Keep order where one comes, items where an array comes.";
            return Err(lines.at(order, "look.order", "both order and items are given", fix));
        }
    };
    Ok(Read {
        method,
        path,
        body,
        accepted: statuses(look.accepted.as_ref(), &[200], "look.accepted", lines)?,
        found,
    })
}

fn list(list: &Spanned<file::List>, lines: Lines<'_>) -> Result<List, DescriptionError> {
    let raw = list.get_ref();
    let operation = Operation::List;
    let path = operation.path(&raw.path, lines)?;
    let paging = paging(list, &path, lines)?;
    Ok(List {
        method: operation.method(raw.method.as_ref(), lines)?,
        path,
        accepted: statuses(raw.accepted.as_ref(), &[200], "list.accepted", lines)?,
        items: pointer(&raw.items, "list.items", lines)?,
        total: maybe(raw.total.as_ref(), "list.total", lines)?,
        since_format: raw.since_format,
        paging,
        most_pages: number(raw.most_pages.as_ref(), 20, 1..=200, "list.most_pages", lines)?,
    })
}

fn paging(list: &Spanned<file::List>, path: &Pattern, lines: Lines<'_>) -> Result<Paging, DescriptionError> {
    let raw = list.get_ref();
    let ways = [path.has("page"), raw.next_cursor.is_some(), raw.next_link.is_some(), raw.link_header];
    if ways.iter().filter(|&&given| given).count() > 1 {
        let fix = "Keep one of {page}, next_cursor, next_link and link_header.";
        return Err(lines.at(list, "list", "it goes on in more than one way", fix));
    }
    if path.has("cursor") != raw.next_cursor.is_some() {
        let fix = "Name {cursor} in the path and say with next_cursor where an answer holds it.";
        return Err(lines.at(&raw.path, "list.path", "a cursor is given without its other half", fix));
    }
    if let Some(first) = raw.first_page.as_ref().filter(|_| !path.has("page")) {
        let fix = "Name {page} in the path, or take it out.";
        return Err(lines.at(first, "list.first_page", "pages are not numbered", fix));
    }
    Ok(match (&raw.next_cursor, &raw.next_link) {
        _ if path.has("page") => {
            let first = number(raw.first_page.as_ref(), 1, 0..=1, "list.first_page", lines)?;
            Paging::Number(i64::try_from(first).unwrap_or(1))
        }
        (Some(cursor), _) => Paging::Cursor(pointer(cursor, "list.next_cursor", lines)?),
        (_, Some(link)) => Paging::Link(pointer(link, "list.next_link", lines)?),
        _ if raw.link_header => Paging::LinkHeader,
        _ => Paging::None,
    })
}
