//! The record of what the supplier can do, as the file states it.

use stockless_core::protocol::{Cancel, Capability, Key, Lifetime, Lookup};
use toml::Spanned;

use super::DescriptionError;
use super::error::Lines;
use super::file::{File, Promises};

/// Reads the record.
pub(super) fn read(file: &File, lines: Lines<'_>) -> Result<(Capability, String), DescriptionError> {
    let at = &file.capability;
    let promises = at.get_ref();
    let known = |place: &str, word: &str, words: &str| {
        lines.at(at, place, format!("there is no “{word}”"), format!("Write one of {words}."))
    };
    let key = Key::from_word(&promises.key).ok_or_else(|| {
        known("capability.key", &promises.key, "none, header, unique_reference, draft_confirm")
    })?;
    let lookup = Lookup::from_word(&promises.lookup)
        .ok_or_else(|| known("capability.lookup", &promises.lookup, "none, by_reference, list_since"))?;
    let capability = Capability {
        key,
        key_lifetime: lifetime(promises, lines)?,
        lookup,
        list_lag_ms: optional(promises.list_lag.as_ref(), "capability.list_lag", lines)?,
        request_lifetime_ms: optional(
            promises.request_lifetime.as_ref(),
            "capability.request_lifetime",
            lines,
        )?,
        partial_acceptance: promises.partial_acceptance,
        cancel: cancel(promises, lines)?,
        evidence: promises.evidence.trim().to_owned(),
    };
    let key_header = key_header(at, key, lines)?;
    if key != Key::None && capability.evidence.is_empty() {
        return Err(lines.at(
            at,
            "capability.evidence",
            "nothing says where the supplier documents this",
            "Add evidence = \"https://…\", the page that promises it.",
        ));
    }
    Ok((capability, key_header))
}

fn key_header(at: &Spanned<Promises>, key: Key, lines: Lines<'_>) -> Result<String, DescriptionError> {
    match (key, &at.get_ref().key_header) {
        (Key::Header, None) => Err(lines.at(
            at,
            "capability.key_header",
            "the header that carries the key is not named",
            "Add key_header = \"Idempotency-Key\" with the supplier's name for it.",
        )),
        (Key::Header, Some(name)) => super::basics::header_name(name, "capability.key_header", lines),
        (_, Some(name)) => Err(lines.at(
            name,
            "capability.key_header",
            "it is named and not used",
            "Write key = \"header\", or take it out.",
        )),
        (_, None) => Ok(String::new()),
    }
}

fn lifetime(promises: &Promises, lines: Lines<'_>) -> Result<Lifetime, DescriptionError> {
    match &promises.key_lifetime {
        None => Ok(Lifetime::Unknown),
        Some(text) if text.get_ref() == "unknown" => Ok(Lifetime::Unknown),
        Some(text) if text.get_ref() == "forever" => Ok(Lifetime::Forever),
        Some(text) => span(text, "capability.key_lifetime", lines).map(Lifetime::Ms),
    }
}

fn cancel(promises: &Promises, lines: Lines<'_>) -> Result<Cancel, DescriptionError> {
    match &promises.cancel {
        None => Ok(Cancel::Never),
        Some(text) if text.get_ref() == "never" => Ok(Cancel::Never),
        Some(text) if text.get_ref() == "until_shipped" => Ok(Cancel::UntilShipped),
        Some(text) => span(text, "capability.cancel", lines).map(Cancel::Ms),
    }
}

fn optional(
    text: Option<&Spanned<String>>,
    place: &str,
    lines: Lines<'_>,
) -> Result<Option<i64>, DescriptionError> {
    text.map(|text| span(text, place, lines)).transpose()
}

/// The longest time that can be written: ten years.
const MOST_MS: i64 = 10 * 366 * 86_400_000;

/// A length of time, `90s`, `5m`, `24h` or `30d`, in milliseconds.
fn span(text: &Spanned<String>, place: &str, lines: Lines<'_>) -> Result<i64, DescriptionError> {
    let read = || {
        let text = text.get_ref().trim();
        let (number, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
        let unit = match unit {
            "s" => 1_000,
            "m" => 60_000,
            "h" => 3_600_000,
            "d" => 86_400_000,
            _ => return None,
        };
        let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        let ms = number.parse::<i64>().ok().filter(|_| digits)?.checked_mul(unit)?;
        (0..=MOST_MS).contains(&ms).then_some(ms)
    };
    read().ok_or_else(|| {
        let reason = format!("“{}” is no length of time", text.get_ref());
        lines.at(text, place, reason, "Write it as 90s, 5m, 24h or 30d.")
    })
}
