//! Etsy's “Sold orders”: one row per order.

use stockless_core::money::{AmountFormat, Currency, Money};
use stockless_core::order::{Fulfilment, ShopOrder};

use super::{address, day, number, set_states};
use crate::columns::{Cells, DayOrder, Field, Formats};
use crate::exports::ReadOptions;
use crate::exports::draft::{
    Problems, amount_or_zero, currency, empty_line, empty_order, filled_amount, full_name, placed,
};
use crate::exports::group::{Above, Built, Export, Fault, Group, RowKey};
use crate::exports::item::NoteKind;
use crate::exports::money::total_of;
use crate::table::{Header, RowProblem, Table, TableError};

pub(in crate::exports) struct Orders;

pub(super) const FIELDS: &[Field] = &[
    Field::required("order", &["order id"]),
    Field::column("placed", &["sale date"]),
    Field::optional("ship_name", &["full name"]),
    Field::optional("first_name", &[]),
    Field::optional("last_name", &[]),
    Field::optional("items", &["number of items"]),
    Field::optional("gateway", &["payment method"]),
    Field::optional("shipped", &["date shipped", "date posted", "date dispatched"]),
    Field::optional("ship_line1", &["street 1"]),
    Field::optional("ship_line2", &["street 2"]),
    Field::optional("ship_city", &[]),
    Field::optional("ship_region", &["ship state"]),
    Field::optional("ship_zip", &["ship zipcode"]),
    Field::optional("ship_country", &[]),
    Field::optional("currency", &[]),
    Field::column("value", &["order value"]),
    Field::optional("discount", &["discount amount"]),
    Field::optional("shipping", &["delivery", "postage"]),
    Field::optional("tax", &["sales tax"]),
    Field::column("paid_in_all", &["order total"]),
    Field::optional("status", &[]),
    Field::optional("fee", &["card processing fees"]),
    Field::optional("net", &["order net"]),
    Field::optional("adjusted_total", &["adjusted order total"]),
    Field::optional("adjusted_fee", &["adjusted card processing fees"]),
    Field::optional("kind", &["order type"]),
    Field::optional("sku", &[]),
];

impl Export for Orders {
    fn recognises(&self, header: &Header) -> bool {
        header.has_all(&["Sale Date", "Order ID", "Order Value", "Order Total", "Order Net"])
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    fn formats(&self, _table: &mut Table, options: &ReadOptions) -> Result<Formats, TableError> {
        Ok(options.formats(AmountFormat::Unknown, DayOrder::MonthFirst))
    }

    fn key(&self, cells: &Cells<'_>, _above: &mut Above) -> RowKey {
        super::key(cells)
    }

    fn build(&self, group: &Group<'_>, options: &ReadOptions) -> Result<Built, Vec<Fault>> {
        let mut problems = Problems::default();
        let mut rows = group.distinct();
        let (Some(mut cells), None) = (rows.next(), rows.next()) else {
            problems.push(twice(group.line()));
            return problems.or(None, group.line());
        };
        let built = read_head(&mut cells, options).and_then(|head| head.alone(&mut cells));
        problems.take(cells);
        problems.or(built, group.line())
    }
}

pub(super) fn twice(line: u64) -> RowProblem {
    RowProblem::row(
        line,
        "the order stands in the file twice with different contents",
        "keep the newer export only",
    )
}

/// An order without lines, and what the lines must come to.
pub(super) struct Head {
    pub order: ShopOrder,
    value: Option<Money>,
    net: Option<Money>,
    notes: Vec<(NoteKind, String)>,
}

pub(super) fn read_head(cells: &mut Cells<'_>, options: &ReadOptions) -> Option<Head> {
    let id = number(cells);
    let currency = currency(cells, "currency", options.currency);
    let placed = placed(cells, "placed");
    let currency = currency?;
    let mut order = empty_order(id, placed, currency);
    let shipped = day(cells, "shipped", options.time_zone);
    let done = if shipped.is_some() { Fulfilment::Fulfilled } else { Fulfilment::Unfulfilled };
    set_states(&mut order, cells.peek("status"), done);
    order.shipping = amount_or_zero(cells, "shipping", currency);
    order.discount = amount_or_zero(cells, "discount", currency);
    order.tax = amount_or_zero(cells, "tax", currency);
    order.tax_included = order.tax.is_zero() && options.tax_included;
    cells.peek("gateway").clone_into(&mut order.gateway);
    order.ship_to = address(cells);
    if order.ship_to.name.is_empty() {
        order.ship_to.name = full_name(cells.peek("first_name"), cells.peek("last_name"));
    }
    let fee = adjusted(cells, "adjusted_fee", currency).or_else(|| cells.amount("fee", currency));
    order.stated_fee = fee;
    let mut notes = Vec::new();
    note_refund(cells, &mut order, &mut notes);
    let value = filled_amount(cells, "value", currency);
    let net = cells.amount("net", currency).zip(cells.amount("fee", currency));
    let net = net.and_then(|(net, fee)| net.checked_add(fee).ok());
    Some(Head { order, value, net, notes })
}

fn adjusted(cells: &mut Cells<'_>, field: &str, currency: Currency) -> Option<Money> {
    cells.amount(field, currency).filter(|amount| !amount.is_zero())
}

/// The adjusted total is zero unless something was given back; then it is what the buyer has still paid.
fn note_refund(cells: &mut Cells<'_>, order: &mut ShopOrder, notes: &mut Vec<(NoteKind, String)>) {
    let paid = cells.amount("paid_in_all", order.currency);
    let adjusted = adjusted(cells, "adjusted_total", order.currency);
    let back = paid.zip(adjusted).and_then(|(paid, left)| paid.checked_sub(left).ok());
    if let Some(back) = back.filter(|back| back.minor() > 0) {
        order.refunded = back;
        order.payment = stockless_core::order::Payment::PartlyRefunded;
        let text = format!("{back} seem to have been refunded: the adjusted total is that much lower");
        notes.push((NoteKind::RefundDerived, text));
    }
}

impl Head {
    /// The order with its lines, checked against the sums that the file states.
    pub fn with_lines(mut self, lines: Vec<stockless_core::order::ShopLine>) -> Option<Built> {
        let currency = self.order.currency;
        self.order.lines = lines;
        let total = crate::exports::money::lines_total(&self.order)?;
        share_discount(&mut self.order, currency)?;
        self.order.total = total_of(&self.order)?;
        let differs = self.value.is_some_and(|value| value != total)
            || self.net.is_some_and(|net| net != self.order.total);
        if differs {
            let text = "the order's sums are not what its items add up to; gift wrapping may be missing from the export";
            self.notes.push((NoteKind::TotalsDiffer, text.to_owned()));
        }
        Some(Built { order: self.order, notes: self.notes })
    }

    /// Without the items only an order of one item can be told: the file does not say what the others were.
    fn alone(self, cells: &mut Cells<'_>) -> Option<Built> {
        let mut line = empty_line(&self.order.shop_ref, 1, self.order.currency);
        cells.id("sku").clone_into(&mut line.sku);
        let count = cells.integer("items");
        if count.is_some_and(|count| count > 1) || (count.is_none() && line.sku.contains(',')) {
            cells.refuse(
                "items",
                "the file does not say which items these are",
                "export “Order Items” from Etsy as well and import both files together",
            );
        }
        line.sku.clone_into(&mut line.title);
        line.total = self.value?;
        line.ships = !cells.peek("kind").to_lowercase().contains("person");
        self.with_lines(vec![line])
    }
}

/// The order's discount holds those of its items. Where the items repeat it on each row, theirs mean nothing.
fn share_discount(order: &mut ShopOrder, currency: Currency) -> Option<()> {
    let own = crate::exports::money::lines_discount(order)?;
    let rest = order.discount.checked_sub(own).ok()?;
    if rest.minor() >= 0 {
        order.discount = rest;
    } else {
        order.lines.iter_mut().for_each(|line| line.discount = Money::zero(currency));
    }
    Some(())
}
