//! What suppliers say about purchases that they have: taken, how many, for how much, and when they leave.

use std::ops::ControlFlow;

use stockless_core::day::Day;

use super::column_map::ColumnMap;
use super::item::{CatalogueError, Item, Options, Summary};
use super::kind::{Kind, Plan};
use super::line::Line;
use super::output::read_rows;
use super::source::Source;
use crate::columns::Field;
use crate::table::Table;

/// What a supplier's word for a purchase or an item means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// It will send it.
    Yes,
    /// It will not.
    No,
}

/// What one row says about a purchase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfirmationRecord {
    /// Number of the purchase, as it was sent to the supplier.
    pub purchase_number: String,
    /// The supplier's own number; empty where it gives none.
    pub their_number: String,
    /// The supplier's SKU of the item; empty where the row is about all of the purchase.
    pub sku: String,
    /// Units that it will send.
    pub quantity: Option<i64>,
    /// Unit price, in its own writing.
    pub price: String,
    /// Its word for where the item stands.
    pub status: String,
    /// What that means. Without a word, the row itself is the yes.
    pub said: Said,
    /// The day on which it will send it.
    pub ship_day: Option<Day>,
}

pub(super) const PLAN: Plan = Plan {
    fields: &[
        Field::required(
            "purchase_number",
            &[
                "purchase",
                "purchase no",
                "purchase order",
                "purchase order number",
                "po number",
                "po no",
                "po",
                "customer po",
                "your reference",
                "customer reference",
                "ihre bestellnummer",
                "ihre referenz",
                "kundenreferenz",
                "bestellreferenz",
            ],
        ),
        Field::optional(
            "their_number",
            &[
                "order number",
                "order no",
                "order id",
                "supplier order number",
                "sales order",
                "our order number",
                "confirmation number",
                "auftragsnummer",
                "auftrag",
                "auftragsbestätigung",
            ],
        ),
        Field::optional(
            "sku",
            &[
                "item",
                "item sku",
                "supplier sku",
                "article",
                "article number",
                "artikelnummer",
                "artikelnr",
                "art nr",
            ],
        ),
        Field::optional(
            "quantity",
            &[
                "quantity confirmed",
                "confirmed quantity",
                "qty confirmed",
                "confirmed",
                "qty",
                "units",
                "bestätigte menge",
                "menge",
                "anzahl",
            ],
        ),
        Field::optional(
            "price",
            &["unit price", "unit cost", "net price", "preis", "einzelpreis", "stückpreis"],
        ),
        Field::optional(
            "status",
            &[
                "state",
                "line status",
                "order status",
                "acknowledgement",
                "ack status",
                "response",
                "auftragsstatus",
                "zustand",
            ],
        ),
        Field::optional(
            "ship_day",
            &[
                "ship date",
                "expected ship date",
                "estimated ship date",
                "dispatch date",
                "delivery date",
                "versanddatum",
                "liefertermin",
                "voraussichtlicher versand",
            ],
        ),
    ],
    either: &[],
    amounts: &[],
    days: &["ship_day"],
    texts: &["status"],
};

/// Reads what suppliers confirm. Two rows that say exactly the same are one too many.
pub fn read_confirmations(
    table: Table,
    map: Option<&ColumnMap>,
    options: &Options,
    sink: &mut dyn FnMut(Item<ConfirmationRecord>) -> ControlFlow<()>,
) -> Result<Summary, CatalogueError> {
    let mut source = Source::open(table, Kind::Confirmations, map, options)?;
    read_rows(&mut source, sink, "exactly this", confirmation, |record| Some(format!("{record:?}")))
}

fn confirmation(line: &mut Line<'_>) -> Option<ConfirmationRecord> {
    let status = line.text("status");
    let quantity = line.count("quantity", 0, 1_000_000);
    let said = match meaning(&status) {
        // Nothing of it is a no, whatever the word.
        Some(Said::Yes) if quantity == Some(0) => Said::No,
        Some(said) => said,
        None => {
            line.refuse(
                "status",
                "it is not known whether this is a yes",
                "open the purchase and say what the supplier answered",
            );
            Said::No
        }
    };
    Some(ConfirmationRecord {
        purchase_number: line.id("purchase_number"),
        their_number: line.id("their_number"),
        sku: line.id("sku"),
        quantity,
        price: line.text("price"),
        status,
        said,
        ship_day: line.day("ship_day"),
    })
}

/// What a word means; `None` for one that we do not know, which is never taken for a yes.
fn meaning(status: &str) -> Option<Said> {
    const YES: [&str; 22] = [
        "",
        "accepted",
        "accept",
        "acknowledged",
        "confirmed",
        "ok",
        "yes",
        "in process",
        "processing",
        "in progress",
        "open",
        "partial",
        "partially accepted",
        "scheduled",
        "ready to ship",
        "shipped",
        "angenommen",
        "bestätigt",
        "bestaetigt",
        "in bearbeitung",
        "ja",
        "teilweise",
    ];
    const NO: [&str; 18] = [
        "rejected",
        "reject",
        "refused",
        "declined",
        "denied",
        "cancelled",
        "canceled",
        "no",
        "not available",
        "unavailable",
        "out of stock",
        "discontinued",
        "abgelehnt",
        "storniert",
        "nein",
        "nicht lieferbar",
        "ausverkauft",
        "nicht verfügbar",
    ];
    let plain = status.trim().to_lowercase().replace(['_', '-'], " ");
    if YES.contains(&plain.as_str()) {
        Some(Said::Yes)
    } else if NO.contains(&plain.as_str()) {
        Some(Said::No)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_is_not_known_is_no_yes() {
        for yes in ["", "Accepted", " CONFIRMED ", "in_process", "bestätigt"] {
            assert_eq!(meaning(yes), Some(Said::Yes), "{yes}");
        }
        for no in ["Rejected", "out-of-stock", "storniert"] {
            assert_eq!(meaning(no), Some(Said::No), "{no}");
        }
        for unknown in ["backorder", "42", "yes but", "maybe"] {
            assert_eq!(meaning(unknown), None, "{unknown}");
        }
    }
}
