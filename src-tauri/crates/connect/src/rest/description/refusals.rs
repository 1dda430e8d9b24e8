//! Documented refusals: which statuses and words may prove a no.

use toml::Spanned;

use super::error::Lines;
use super::operations::{maybe, pointer};
use super::{DescriptionError, Means, Operation, Refusal, file};

/// Statuses with which a documented body proves a no. What a server says of itself when it broke proves nothing.
const REFUSALS: &[u16] = &[200, 400, 401, 402, 403, 404, 405, 406, 409, 410, 413, 415, 422, 423, 429, 503];

pub(super) fn refusal(one: &Spanned<file::Refusal>, lines: Lines<'_>) -> Result<Refusal, DescriptionError> {
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
