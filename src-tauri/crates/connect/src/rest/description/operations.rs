//! From the file to a description: every value checked, every place read.

use toml::Spanned;

use super::error::Lines;
use super::file::{self, AuthKind, File};
use super::{
    Auth, Description, DescriptionError, Limits, List, Means, Operation, Orders, Paging, Place, Read,
    Refusal, Write, kept, promises,
};
use crate::rest::body;
use crate::rest::connection;
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
        refusals: file.refusals.iter().map(|one| refusal(one, lines)).collect::<Result<_, _>>()?,
    };
    kept::kept(&description, file, lines)?;
    Ok(description)
}

fn name(text: &Spanned<String>, lines: Lines<'_>) -> Result<String, DescriptionError> {
    let name = text.get_ref().trim();
    if name.is_empty() || name.chars().count() > 100 || name.chars().any(char::is_control) {
        return Err(lines.at(
            text,
            "name",
            "it is empty or longer than 100 characters",
            "Write a short name.",
        ));
    }
    Ok(name.to_owned())
}

fn base_url(text: &Spanned<String>, lines: Lines<'_>) -> Result<String, DescriptionError> {
    // A server on one's own network is allowed by the merchant and not by the file, so the file is checked for its form
    // here and for its reach when the connection is opened.
    let text_of = text.get_ref().trim();
    match connection::form(text_of) {
        Ok(()) => Ok(text_of.to_owned()),
        Err((reason, fix)) => Err(lines.at(text, "base_url", reason, fix)),
    }
}

fn auth(auth: &Spanned<file::Auth>, lines: Lines<'_>) -> Result<Auth, DescriptionError> {
    let what = auth.get_ref();
    let unused = |value: &Option<Spanned<String>>, place: &str, kind: &str| match value {
        Some(value) => Err(lines.at(
            value,
            place,
            "it is given and not used",
            format!("Write kind = \"{kind}\", or take it out."),
        )),
        None => Ok(()),
    };
    if what.kind != AuthKind::Header {
        unused(&what.header, "auth.header", "header")?;
    }
    if what.kind != AuthKind::Basic {
        unused(&what.user, "auth.user", "basic")?;
    }
    Ok(match (what.kind, &what.header, &what.user) {
        (AuthKind::None, _, _) => Auth::None,
        (AuthKind::Bearer, _, _) => Auth::Bearer,
        (AuthKind::Header, Some(name), _) => Auth::Header(header_name(name, "auth.header", lines)?),
        (AuthKind::Basic, _, Some(user)) if !user.get_ref().contains(':') => {
            Auth::Basic(header_text(user, "auth.user", lines)?)
        }
        (AuthKind::Header, None, _) => {
            return Err(lines.at(
                auth,
                "auth.header",
                "the header is not named",
                "Add header = \"X-Api-Key\".",
            ));
        }
        (AuthKind::Basic, _, _) => {
            return Err(lines.at(
                auth,
                "auth.user",
                "the user is missing or holds a colon",
                "Add user = \"…\"; the password is entered by itself.",
            ));
        }
    })
}

fn headers(
    file: &File,
    lines: Lines<'_>,
) -> Result<std::collections::BTreeMap<String, String>, DescriptionError> {
    let mut all = std::collections::BTreeMap::new();
    for (name, value) in &file.headers {
        let place = format!("headers.{name}");
        let name = Spanned::new(value.span(), name.clone());
        let name = header_name(&name, &place, lines)?;
        if name.eq_ignore_ascii_case("authorization") || name.eq_ignore_ascii_case("cookie") {
            let fix = "Describe it under [auth]; the secret is entered by itself.";
            return Err(lines.at(value, &place, "secrets do not stand in a description", fix));
        }
        all.insert(name, header_text(value, &place, lines)?);
    }
    Ok(all)
}

/// Names that the connection itself writes, or that would change how it is read.
const RESERVED: &[&str] = &[
    "host",
    "content-length",
    "transfer-encoding",
    "connection",
    "expect",
    "te",
    "upgrade",
    "accept-encoding",
];

pub(super) fn header_name(
    text: &Spanned<String>,
    place: &str,
    lines: Lines<'_>,
) -> Result<String, DescriptionError> {
    let name = text.get_ref();
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    if name.is_empty() || name.len() > 100 || !plain || RESERVED.contains(&name.to_ascii_lowercase().as_str())
    {
        let reason = format!("“{}” cannot be a header here", name.escape_debug());
        return Err(lines.at(
            text,
            place,
            reason,
            "Use letters, digits and dashes, and no header of the connection.",
        ));
    }
    Ok(name.clone())
}

fn header_text(text: &Spanned<String>, place: &str, lines: Lines<'_>) -> Result<String, DescriptionError> {
    let value = text.get_ref();
    if value.len() > 1000 || !value.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
        let reason = "it is longer than 1000 characters or holds letters outside ASCII";
        return Err(lines.at(text, place, reason, "Write it in plain letters."));
    }
    Ok(value.clone())
}

fn limits(limits: &file::Limits, lines: Lines<'_>) -> Result<Limits, DescriptionError> {
    let requests = limits.requests_per_minute.as_ref();
    let together = limits.concurrency.as_ref();
    Ok(Limits {
        requests_per_minute: number(requests, 30, 1..=600, "limits.requests_per_minute", lines)?,
        concurrency: number(together, 1, 1..=2, "limits.concurrency", lines)?,
    })
}

fn number(
    value: Option<&Spanned<i64>>,
    otherwise: usize,
    range: std::ops::RangeInclusive<usize>,
    place: &str,
    lines: Lines<'_>,
) -> Result<usize, DescriptionError> {
    let Some(value) = value else { return Ok(otherwise) };
    usize::try_from(*value.get_ref()).ok().filter(|number| range.contains(number)).ok_or_else(|| {
        let fix = format!("Write a number from {} to {}.", range.start(), range.end());
        lines.at(value, place, format!("{} is out of range", value.get_ref()), fix)
    })
}

fn pointer(text: &Spanned<String>, place: &str, lines: Lines<'_>) -> Result<Pointer, DescriptionError> {
    Pointer::new(text.get_ref()).map_err(|reason| {
        lines.at(text, place, reason, "Write it like /order/id, or \"\" for the whole answer.")
    })
}

fn maybe(
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
            Self::Look | Self::List => &["GET"],
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
    if !path.has("reference") {
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
        method: operation.method(look.method.as_ref(), lines)?,
        path,
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

/// Statuses with which a documented body proves a no. What a server says of itself when it broke proves nothing.
const REFUSALS: &[u16] = &[200, 400, 401, 402, 403, 404, 405, 406, 409, 410, 413, 415, 422, 423, 429, 503];

fn refusal(one: &Spanned<file::Refusal>, lines: Lines<'_>) -> Result<Refusal, DescriptionError> {
    let raw = one.get_ref();
    let status = u16::try_from(*raw.status.get_ref()).ok().filter(|status| REFUSALS.contains(status));
    let Some(status) = status else {
        let fix = "Leave it out: what it means is found out by looking.";
        let reason = format!("status {} proves no refusal, whatever its body says", raw.status.get_ref());
        return Err(lines.at(&raw.status, "refusals.status", reason, fix));
    };
    if status == 409 && !matches!(raw.means, Means::Duplicate) {
        let fix = "Write means = \"duplicate\", or leave it out.";
        return Err(lines.at(
            &raw.status,
            "refusals.means",
            "a 409 only says that something is there already",
            fix,
        ));
    }
    if status == 200 && raw.values.is_empty() {
        let fix = "Add values = [\"…\"] with the words of the refusal.";
        return Err(lines.at(&raw.status, "refusals.values", "a 200 is a refusal by its words alone", fix));
    }
    if matches!(raw.means, Means::Duplicate | Means::Absent) && raw.values.is_empty() {
        let fix = "Add values = [\"…\"] with the words that say so.";
        return Err(lines.at(&raw.status, "refusals.values", "any text would count as this", fix));
    }
    Ok(Refusal {
        status,
        pointer: pointer(&raw.pointer, "refusals.pointer", lines)?,
        values: raw.values.iter().map(|value| value.get_ref().text()).collect(),
        means: raw.means,
        on: raw.on.as_ref().map_or_else(|| usual(raw.means), |on| on.get_ref().clone()),
        words: maybe(raw.words.as_ref(), "refusals.words", lines)?,
    })
}

/// Where a refusal is expected when the file does not say.
fn usual(means: Means) -> Vec<Operation> {
    use Operation::{Cancel, CancelDraft, Confirm, Draft, List, Look, Place};
    match means {
        Means::Final | Means::Temporary | Means::SignedOut => {
            vec![Place, Draft, Confirm, Look, List, Cancel, CancelDraft]
        }
        Means::Duplicate => vec![Place, Draft, Confirm],
        Means::Absent => vec![Look],
    }
}
