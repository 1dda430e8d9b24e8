//! What every export needs to build an order: an empty one, its address, and collecting what is wrong.

use stockless_core::day::Instant;
use stockless_core::money::{Currency, Money};
use stockless_core::order::{Address, Fulfilment, Payment, ShopLine, ShopOrder};

use super::group::Fault;
use crate::columns::{Cells, country_from_text};
use crate::table::RowProblem;

/// An order about which nothing is known but its number, currency and time.
pub(crate) fn empty_order(shop_ref: &str, placed: Instant, currency: Currency) -> ShopOrder {
    let nothing = Money::zero(currency);
    ShopOrder {
        shop_ref: shop_ref.to_owned(),
        number: shop_ref.to_owned(),
        placed,
        paid: None,
        cancelled: None,
        payment: Payment::Unknown,
        payment_text: String::new(),
        fulfilment: Fulfilment::Unknown,
        fulfilment_text: String::new(),
        currency,
        shipping: nothing,
        discount: nothing,
        tax: nothing,
        tax_included: false,
        total: nothing,
        refunded: nothing,
        stated_fee: None,
        gateway: String::new(),
        service: String::new(),
        risk: String::new(),
        email: String::new(),
        ship_to: Address::default(),
        note: String::new(),
        tags: Vec::new(),
        ship_by: None,
        deliver_by: None,
        tracking: String::new(),
        lines: Vec::new(),
    }
}

/// A line of one unit of nothing, for the order `order` at place `index` (the first is 1).
pub(crate) fn empty_line(order: &str, index: usize, currency: Currency) -> ShopLine {
    ShopLine {
        shop_ref: format!("{order}:{index}"),
        sku: String::new(),
        title: String::new(),
        variant: String::new(),
        quantity: 1,
        total: Money::zero(currency),
        discount: Money::zero(currency),
        tax: None,
        ships: true,
    }
}

/// The country of an address and the text it was read from.
pub(crate) fn set_country(address: &mut Address, text: &str) {
    address.country = country_from_text(text);
    address.country_text = text.to_owned();
}

/// A postal code as text: without the apostrophe of spreadsheets; a lone dash is none.
pub(crate) fn postal_code(text: &str) -> String {
    let code = text.strip_prefix('\'').unwrap_or(text).trim();
    if code == "-" { String::new() } else { code.to_owned() }
}

/// A name from its two halves.
pub(crate) fn full_name(first: &str, last: &str) -> String {
    [first, last].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// An amount that is nothing where the cell is empty. A bad cell is noted and refuses the order anyway.
pub(crate) fn amount_or_zero(cells: &mut Cells<'_>, field: &str, currency: Currency) -> Money {
    cells.amount(field, currency).unwrap_or(Money::zero(currency))
}

/// An amount that the export always fills; an empty cell is noted.
pub(crate) fn filled_amount(cells: &mut Cells<'_>, field: &str, currency: Currency) -> Option<Money> {
    if cells.peek(field).is_empty() {
        cells.refuse(field, "it is empty", "fill in the amount, or export the order again");
    }
    cells.amount(field, currency)
}

/// The price of all units; an amount beyond what can be counted is noted.
pub(crate) fn times(cells: &mut Cells<'_>, field: &str, price: Money, units: i64) -> Option<Money> {
    let total = price.times(units).ok();
    if total.is_none() {
        cells.refuse(field, "it is too large to be counted", "check the amount and the number of units");
    }
    total
}

/// When the order was placed. A missing or bad time is noted; what is returned then is of no use, but lets the
/// other cells be looked at.
pub(crate) fn placed(cells: &mut Cells<'_>, field: &str) -> Instant {
    if cells.peek(field).is_empty() {
        cells.refuse(field, "it is empty", "fill in the day of the order, or export it again");
    }
    cells.instant(field).unwrap_or(Instant::from_ms(0))
}

/// Units of a line: at least 1. `None` for a line of no units, which needs nothing from anybody, and for a bad
/// number, which is noted.
pub(crate) fn units(cells: &mut Cells<'_>, field: &str) -> Option<i64> {
    match cells.integer(field) {
        None => {
            if cells.peek(field).is_empty() {
                cells.refuse(field, "it is empty", "fill in the number of units");
            }
            None
        }
        Some(0) => None,
        Some(count) if !(0..=1_000_000).contains(&count) => {
            cells.refuse(field, "it is no number of units", "use a whole number of at least 1");
            None
        }
        Some(count) => Some(count),
    }
}

/// A text with the five signs that web pages escape.
pub(crate) fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let text = text.replace("&quot;", "\"").replace("&#39;", "'").replace("&#039;", "'");
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// The currency an export names, else the connection's.
pub(crate) fn currency(cells: &mut Cells<'_>, field: &str, known: Option<Currency>) -> Option<Currency> {
    if cells.peek(field).is_empty() {
        if known.is_none() {
            cells.refuse(
                field,
                "the file does not say the currency",
                "say in the shop's settings in which currency it sells",
            );
        }
        return known;
    }
    cells.currency(field)
}

/// Collects what is wrong with the rows of one order.
#[derive(Default)]
pub(crate) struct Problems(Vec<Fault>);

impl Problems {
    pub fn take(&mut self, cells: Cells<'_>) {
        self.0.extend(cells.into_problems().into_iter().map(Fault::from));
    }

    /// Takes what is wrong with a row of another file.
    pub fn take_from(&mut self, file: &str, cells: Cells<'_>) {
        let raw = cells.row().raw();
        let faults = cells.into_problems().into_iter().map(|problem| {
            let elsewhere = Some((file.to_owned(), raw.to_owned()));
            Fault { problem, elsewhere }
        });
        self.0.extend(faults);
    }

    pub fn push(&mut self, problem: RowProblem) {
        self.0.push(problem.into());
    }

    /// The value, unless anything is wrong.
    pub fn or<T>(mut self, value: Option<T>, line: u64) -> Result<T, Vec<Fault>> {
        match value {
            Some(value) if self.0.is_empty() => Ok(value),
            _ => {
                if self.0.is_empty() {
                    self.push(RowProblem::row(
                        line,
                        "its amounts are too large to be counted",
                        "check the amounts",
                    ));
                }
                self.0.sort_by_key(|fault| fault.problem.line);
                Err(self.0)
            }
        }
    }
}
