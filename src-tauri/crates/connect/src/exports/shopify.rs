//! Shopify, “Export orders”: one row per line; what concerns the whole order stands on its first row only.

use stockless_core::money::{AmountFormat, Currency, Money};
use stockless_core::order::{Address, Fulfilment, Payment, ShopLine, ShopOrder};

use super::ReadOptions;
use super::draft::{
    Problems, amount_or_zero, currency, empty_line, empty_order, filled_amount, placed, postal_code,
    set_country, times, units,
};
use super::group::{Built, Export, Fault, Group};
use super::money::{lines_discount, lines_total, settle};
use crate::columns::{Cells, DayOrder, Field, Formats};
use crate::table::{Header, Row, RowProblem, Table, TableError};

pub(super) struct Shopify;

const FIELDS: &[Field] = &[
    Field::required("order", &["name"]),
    Field::optional("id", &[]),
    Field::optional("email", &[]),
    Field::column("payment", &["financial status"]),
    Field::optional("paid", &["paid at"]),
    Field::column("fulfilment", &["fulfillment status"]),
    Field::optional("cancelled", &["cancelled at"]),
    Field::optional("currency", &[]),
    Field::optional("subtotal", &[]),
    Field::optional("shipping", &[]),
    Field::optional("tax", &["taxes"]),
    Field::column("total", &[]),
    Field::optional("discount", &["discount amount"]),
    Field::optional("service", &["shipping method"]),
    Field::column("placed", &["created at"]),
    Field::column("units", &["lineitem quantity"]),
    Field::column("title", &["lineitem name"]),
    Field::column("unit_price", &["lineitem price"]),
    Field::optional("sku", &["lineitem sku"]),
    Field::optional("ships", &["lineitem requires shipping"]),
    Field::optional("line_discount", &["lineitem discount"]),
    Field::optional("ship_name", &["shipping name"]),
    Field::optional("ship_company", &["shipping company"]),
    Field::optional("ship_street", &["shipping street"]),
    Field::optional("ship_line1", &["shipping address1"]),
    Field::optional("ship_line2", &["shipping address2"]),
    Field::optional("ship_city", &["shipping city"]),
    Field::optional("ship_zip", &["shipping zip"]),
    Field::optional("ship_region", &["shipping province"]),
    Field::optional("ship_country", &["shipping country"]),
    Field::optional("ship_phone", &["shipping phone"]),
    Field::optional("phone", &[]),
    Field::optional("note", &["notes"]),
    Field::optional("gateway", &["payment method"]),
    Field::optional("refunded", &["refunded amount"]),
    Field::optional("tags", &[]),
    Field::optional("risk", &["risk level"]),
];

impl Export for Shopify {
    fn recognises(&self, header: &Header) -> bool {
        header.has_all(&[
            "Name",
            "Financial Status",
            "Lineitem quantity",
            "Lineitem name",
            "Lineitem price",
            "Created at",
        ])
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    fn formats(&self, _table: &mut Table, options: &ReadOptions) -> Result<Formats, TableError> {
        Ok(options.formats(AmountFormat::Point, DayOrder::Unknown))
    }

    fn build(&self, group: &Group<'_>, options: &ReadOptions) -> Result<Built, Vec<Fault>> {
        let mut problems = Problems::default();
        let Some(group) = &once(group) else {
            problems.push(RowProblem::row(
                group.line(),
                "the order stands in the file twice with different contents",
                "keep the newer export only",
            ));
            return problems.or(None, group.line());
        };
        // Row order follows the admin list, but within an order the full row is the one that has a total.
        let Some(mut head) = group.cells().find(|cells| !cells.peek("total").is_empty()) else {
            problems.push(RowProblem::row(
                group.line(),
                "the row with the order's total is missing",
                "export the order again with all its rows",
            ));
            return problems.or(None, group.line());
        };
        let head_line = head.row().line();
        let order = order_of(&mut head, options);
        let Some(mut order) = order else {
            problems.take(head);
            return problems.or(None, group.line());
        };
        for (index, mut cells) in (1..).zip(group.cells()) {
            if cells.row().line() == head_line {
                // Its own problem is noted with the order's cells.
                order.lines.extend(line_of(&mut head, &order.shop_ref, index, order.currency));
            } else {
                order.lines.extend(line_of(&mut cells, &order.shop_ref, index, order.currency));
                problems.take(cells);
            }
        }
        let subtotal = head.amount("subtotal", order.currency);
        problems.take(head);
        let shared = share_discount(&mut order, subtotal);
        let notes = shared.and_then(|()| settle(&mut order, 0));
        problems.or(notes.map(|notes| Built { order, notes }), group.line())
    }
}

/// The order without its repetition, when two exports were put into one file; `None` when the two differ.
fn once<'a>(group: &Group<'a>) -> Option<Group<'a>> {
    let heads: Vec<usize> = (0..)
        .zip(group.cells())
        .filter(|(_, cells)| !cells.peek("total").is_empty())
        .map(|(index, _)| index)
        .collect();
    let &[first, second, ..] = heads.as_slice() else { return Some(Group { ..*group }) };
    let block = group.rows.get(first..second)?;
    let same = |other: &[Row]| other.iter().map(Row::raw).eq(block.iter().map(Row::raw));
    let repeated = first == 0 && group.rows.chunks(block.len()).all(same);
    repeated.then_some(Group { rows: block, ..*group })
}

fn order_of(cells: &mut Cells<'_>, options: &ReadOptions) -> Option<ShopOrder> {
    let number = cells.text("order");
    let id = cells.id("id");
    let currency = currency(cells, "currency", options.currency);
    let placed = placed(cells, "placed");
    let currency = currency?;
    let mut order = empty_order(if id.is_empty() { number } else { id }, placed, currency);
    number.clone_into(&mut order.number);
    order.paid = cells.instant("paid");
    order.cancelled = cells.instant("cancelled");
    cells.peek("payment").clone_into(&mut order.payment_text);
    order.payment = payment(&order.payment_text);
    cells.peek("fulfilment").clone_into(&mut order.fulfilment_text);
    order.fulfilment = fulfilment(&order.fulfilment_text);
    if order.cancelled.is_some() {
        order.fulfilment = Fulfilment::Cancelled;
    }
    order.shipping = amount_or_zero(cells, "shipping", currency);
    order.tax = amount_or_zero(cells, "tax", currency);
    order.tax_included = options.tax_included;
    order.total = amount_or_zero(cells, "total", currency);
    order.discount = amount_or_zero(cells, "discount", currency);
    order.refunded = amount_or_zero(cells, "refunded", currency);
    for (field, target) in [
        ("gateway", &mut order.gateway),
        ("service", &mut order.service),
        ("risk", &mut order.risk),
        ("email", &mut order.email),
        ("note", &mut order.note),
    ] {
        cells.peek(field).clone_into(target);
    }
    order.tags = cells
        .peek("tags")
        .split(',')
        .map(|tag| tag.trim().to_owned())
        .filter(|tag| !tag.is_empty())
        .collect();
    order.ship_to = address(cells);
    Some(order)
}

fn address(cells: &Cells<'_>) -> Address {
    let text = |field: &str| cells.peek(field).to_owned();
    let or = |first: &str, second: &str| match cells.peek(first) {
        "" => text(second),
        filled => filled.to_owned(),
    };
    let mut address = Address {
        name: text("ship_name"),
        company: text("ship_company"),
        line1: or("ship_line1", "ship_street"),
        line2: text("ship_line2"),
        city: text("ship_city"),
        region: text("ship_region"),
        postal_code: postal_code(cells.peek("ship_zip")),
        phone: or("ship_phone", "phone"),
        ..Address::default()
    };
    set_country(&mut address, cells.peek("ship_country"));
    address
}

fn line_of(cells: &mut Cells<'_>, order: &str, index: usize, currency: Currency) -> Option<ShopLine> {
    if cells.peek("title").is_empty() && cells.peek("units").is_empty() {
        return None;
    }
    let units = units(cells, "units");
    let price = filled_amount(cells, "unit_price", currency);
    let mut line = empty_line(order, index, currency);
    line.discount = amount_or_zero(cells, "line_discount", currency);
    cells.id("sku").clone_into(&mut line.sku);
    cells.text("title").clone_into(&mut line.title);
    line.ships = cells.flag("ships").unwrap_or(true);
    line.quantity = units?;
    line.total = times(cells, "unit_price", price?, line.quantity)?;
    Some(line)
}

/// `Discount Amount` covers everything that was taken off when lines minus it make the subtotal; then the lines'
/// own discounts are part of it. Otherwise both were taken off.
fn share_discount(order: &mut ShopOrder, subtotal: Option<Money>) -> Option<()> {
    let own = lines_discount(order)?;
    if own.is_zero() {
        return Some(());
    }
    let all = lines_total(order)?.checked_sub(order.discount).ok()?;
    let separate = subtotal.is_some_and(|subtotal| all.checked_sub(own).is_ok_and(|both| both == subtotal));
    if separate && subtotal != Some(all) {
        return Some(());
    }
    let rest = order.discount.checked_sub(own).ok()?;
    if rest.minor() >= 0 {
        order.discount = rest;
    } else {
        order.lines.iter_mut().for_each(|line| line.discount = Money::zero(order.currency));
    }
    Some(())
}

pub(super) fn payment(word: &str) -> Payment {
    match word.to_ascii_lowercase().as_str() {
        "paid" => Payment::Paid,
        "pending" => Payment::Pending,
        "authorized" => Payment::Authorised,
        "partially_paid" => Payment::PartlyPaid,
        "partially_refunded" => Payment::PartlyRefunded,
        "refunded" => Payment::Refunded,
        "voided" | "expired" => Payment::Voided,
        _ => Payment::Unknown,
    }
}

pub(super) fn fulfilment(word: &str) -> Fulfilment {
    match word.to_ascii_lowercase().as_str() {
        "fulfilled" => Fulfilment::Fulfilled,
        "unfulfilled" | "" => Fulfilment::Unfulfilled,
        "partial" => Fulfilment::Partial,
        "on_hold" | "scheduled" => Fulfilment::OnHold,
        _ => Fulfilment::Unknown,
    }
}
