//! What the supplier can do, held against the requests that the description has.

use std::ops::Range;

use stockless_core::protocol::{Cancel, Key, Lookup};
use toml::Spanned;

use super::error::Lines;
use super::file::File;
use super::{Description, DescriptionError, Paging, Write};
use crate::rest::template::Template;

/// Every promise needs a request that keeps it.
pub(super) fn kept(description: &Description, file: &File, lines: Lines<'_>) -> Result<(), DescriptionError> {
    steps(description, file, lines)?;
    records(description, file, lines)?;
    cancelling(description, file, lines)?;
    carries_reference(description, file, lines)?;
    tells_of_lines(description, file, lines)?;
    drafts(description, file, lines)?;
    fits_the_limits(description, file, lines)
}

fn promise(file: &File) -> Range<usize> {
    file.capability.span()
}

fn steps(description: &Description, file: &File, lines: Lines<'_>) -> Result<(), DescriptionError> {
    let drafts = description.capability.key == Key::DraftConfirm;
    match (drafts, &file.place) {
        (true, _) if description.draft.is_none() || description.confirm.is_none() => Err(lines.error(
            promise(file),
            "capability.key",
            "draft_confirm needs both steps",
            "Add the tables [draft] and [confirm].",
        )),
        (true, Some(place)) => Err(lines.at(
            place,
            "place",
            "an order in one step would pass the draft by",
            "Take out [place], or write another key.",
        )),
        (false, None) => Err(lines.error(
            0..0,
            "place",
            "there is no request that makes an order",
            "Add the table [place].",
        )),
        (true, None) | (false, Some(_)) => Ok(()),
    }
}

fn records(description: &Description, file: &File, lines: Lines<'_>) -> Result<(), DescriptionError> {
    let lacks = |reason: &str, fix: &str| Err(lines.error(promise(file), "capability.lookup", reason, fix));
    match description.capability.lookup {
        Lookup::None => Ok(()),
        Lookup::ByReference if description.look.is_none() => {
            lacks("by_reference needs a request", "Add the table [look].")
        }
        Lookup::ListSince if description.list.is_none() => {
            lacks("list_since needs a request", "Add the table [list].")
        }
        Lookup::ByReference | Lookup::ListSince if description.orders.reference.is_none() => Err(lines.at(
            &file.orders,
            "orders.reference",
            "an order that is looked for is known by our reference, and nothing says where it stands",
            "Add reference = \"/…\" to [orders].",
        )),
        Lookup::ByReference | Lookup::ListSince => Ok(()),
    }
}

fn cancelling(description: &Description, file: &File, lines: Lines<'_>) -> Result<(), DescriptionError> {
    if description.capability.cancel != Cancel::Never && description.cancel.is_none() {
        return Err(lines.error(
            promise(file),
            "capability.cancel",
            "nothing cancels an order",
            "Add [cancel], or write cancel = \"never\".",
        ));
    }
    let shows = description.orders.state.is_some() && !description.orders.cancelled.is_empty();
    let mute = |write: &Option<Write>| {
        write.as_ref().is_some_and(|write| !shows && write.accepted.iter().any(|&status| status != 204))
    };
    if mute(&description.cancel) || mute(&description.cancel_draft) {
        return Err(lines.at(
            &file.orders,
            "orders.cancelled",
            "an answer with a body has to show that the order is cancelled, and nothing says how",
            "Add state = \"/…\" and cancelled = [\"…\"], or write accepted = [204] where it is cancelled.",
        ));
    }
    Ok(())
}

/// What is found again by our reference has to carry it, and what is bought has to be in it.
fn carries_reference(
    description: &Description,
    file: &File,
    lines: Lines<'_>,
) -> Result<(), DescriptionError> {
    let capability = &description.capability;
    let write = description.place.as_ref().or(description.draft.as_ref());
    let raw = file.place.as_ref().or(file.draft.as_ref()).map(Spanned::get_ref);
    let span = raw.and_then(|raw| raw.body.as_ref()).map_or(0..0, Spanned::span);
    let needed = capability.key == Key::UniqueReference || capability.lookup != Lookup::None;
    let template = description.template();
    let carries = template.is_some_and(|template| template.needs("reference"))
        || write.is_some_and(|write| write.path.has("reference"));
    let place = write.map_or("place.body", |write| match write.operation {
        super::Operation::Draft => "draft.body",
        _ => "place.body",
    });
    if needed && !carries {
        return Err(lines.error(
            span,
            place,
            "the order carries no reference to be known by",
            "Put \"{reference}\" where the supplier keeps the buyer's own number.",
        ));
    }
    if !template.is_some_and(Template::names_lines) {
        return Err(lines.error(
            span,
            place,
            "it names no lines, so nothing would be bought",
            "Add an array with one element that uses {line.supplier_sku} and {line.quantity}.",
        ));
    }
    Ok(())
}

/// A state can mean one thing only, and has to stand somewhere.
fn drafts(description: &Description, file: &File, lines: Lines<'_>) -> Result<(), DescriptionError> {
    let Some(raw) = &file.orders.get_ref().drafts else { return Ok(()) };
    let orders = &description.orders;
    let at = |reason: &str, fix: &str| Err(lines.at(raw, "orders.drafts", reason, fix));
    if orders.state.is_none() {
        return at("nothing says where the state stands", "Add state = \"/…\" to [orders].");
    }
    if orders.drafts.iter().any(|word| orders.cancelled.contains(word)) {
        return at("a state means a draft and a cancelled order", "Keep each word in one of the two.");
    }
    Ok(())
}

/// What is answered about a line has to name the line as the request did.
fn tells_of_lines(description: &Description, file: &File, lines: Lines<'_>) -> Result<(), DescriptionError> {
    let (Some(at), Some(raw)) = (&description.orders.lines, &file.orders.get_ref().lines) else {
        return Ok(());
    };
    let needed = if at.sku.is_some() { "line.supplier_sku" } else { "line.number" };
    if description.template().is_some_and(|template| template.needs(needed)) {
        return Ok(());
    }
    let fix = format!("Put \"{{{needed}}}\" where the supplier keeps it, or know the lines another way.");
    Err(lines.at(raw, "orders.lines", format!("the request sends no {{{needed}}}"), fix))
}

/// A list has to be readable to its end within the limits.
fn fits_the_limits(description: &Description, file: &File, lines: Lines<'_>) -> Result<(), DescriptionError> {
    let (Some(list), Some(raw)) = (&description.list, &file.list) else { return Ok(()) };
    let requests = description.limits.requests_per_minute;
    if list.paging == Paging::None || list.most_pages <= requests {
        return Ok(());
    }
    Err(lines.at(
        raw,
        "list.most_pages",
        format!("{} pages do not fit into {requests} requests a minute", list.most_pages),
        "Write fewer pages, or larger ones.",
    ))
}
