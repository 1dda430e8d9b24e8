//! Who the supplier is, how one signs in, what every request carries and how many there may be.

use std::collections::BTreeMap;

use toml::Spanned;

use super::error::Lines;
use super::file::{self, AuthKind, File};
use super::{Auth, DescriptionError, Limits};
use crate::rest::connection;

pub(super) fn name(text: &Spanned<String>, lines: Lines<'_>) -> Result<String, DescriptionError> {
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

pub(super) fn base_url(text: &Spanned<String>, lines: Lines<'_>) -> Result<String, DescriptionError> {
    // A server on one's own network is allowed by the merchant and not by the file, so the file is checked for its form
    // here and for its reach when the connection is opened.
    let text_of = text.get_ref().trim();
    match connection::form(text_of) {
        Ok(()) => Ok(text_of.to_owned()),
        Err((reason, fix)) => Err(lines.at(text, "base_url", reason, fix)),
    }
}

pub(super) fn auth(auth: &Spanned<file::Auth>, lines: Lines<'_>) -> Result<Auth, DescriptionError> {
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

pub(super) fn headers(file: &File, lines: Lines<'_>) -> Result<BTreeMap<String, String>, DescriptionError> {
    let mut all = BTreeMap::new();
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

pub(super) fn limits(limits: &file::Limits, lines: Lines<'_>) -> Result<Limits, DescriptionError> {
    let requests = limits.requests_per_minute.as_ref();
    let together = limits.concurrency.as_ref();
    Ok(Limits {
        requests_per_minute: number(requests, 30, 1..=6_000, "limits.requests_per_minute", lines)?,
        concurrency: number(together, 1, 1..=2, "limits.concurrency", lines)?,
    })
}

pub(super) fn number(
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
