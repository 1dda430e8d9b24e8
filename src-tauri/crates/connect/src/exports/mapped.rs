//! Any other table of orders, read by a map of its columns: rows of the same order number make one order.

use std::ops::ControlFlow;

use stockless_core::money::{AmountFormat, Money, Rounding};
use stockless_core::order::{Address, Fulfilment, Payment, ShopLine, ShopOrder};

use super::draft::{
    Problems, amount_or_zero, currency, empty_line, empty_order, full_name, placed, postal_code, set_country,
    unescaped, units,
};
use super::group::{Above, Built, Export, Fault, Group, RowKey, read_table};
use super::item::{NoteKind, ReadItem, ReadSummary};
use super::money::{settle, total_of};
use super::{ExportError, ReadOptions, words};
use crate::columns::{Cells, ColumnMap, Columns, Field, Formats, MissingColumns, OrderField};
use crate::table::{Header, Table, TableError};

/// Reads orders from tables that no preset knows; otherwise like [`super::read_orders`].
///
/// What concerns the whole order is taken from the first of its rows that tells it, and lines from each row. A row
/// without an order number belongs to the order above it. Without a column of units each row is one unit; without
/// any price the order is given out with a [`NoteKind::NoPrices`].
pub fn read_mapped(
    tables: Vec<Table>,
    map: &ColumnMap,
    options: &ReadOptions,
    sink: &mut dyn FnMut(ReadItem) -> ControlFlow<()>,
) -> Result<ReadSummary, ExportError> {
    let mut summary = ReadSummary::default();
    for table in tables {
        if read_table(table, &Mapped { map }, options, &mut summary, sink)?.is_break() {
            summary.stopped = true;
            break;
        }
    }
    Ok(summary)
}

struct Mapped<'a> {
    map: &'a ColumnMap,
}

const NUMBER: &str = OrderField::OrderNumber.word();
const ID: &str = OrderField::OrderId.word();

impl Export for Mapped<'_> {
    fn recognises(&self, header: &Header) -> bool {
        self.map.columns(header).is_ok()
    }

    fn fields(&self) -> &'static [Field] {
        &[]
    }

    fn columns(&self, header: &Header) -> Result<Columns, MissingColumns> {
        self.map.columns(header)
    }

    fn formats(&self, _table: &mut Table, options: &ReadOptions) -> Result<Formats, TableError> {
        let amounts = self.map.decimal_sign.map_or(AmountFormat::Unknown, |sign| sign.format());
        Ok(options.formats(amounts, self.map.day_order))
    }

    fn key(&self, cells: &Cells<'_>, above: &mut Above) -> RowKey {
        match (cells.peek(ID), cells.peek(NUMBER)) {
            ("", "") if above.order.is_empty() => RowKey::Missing(NUMBER),
            ("", "") => RowKey::Above,
            ("", key) | (key, _) => RowKey::Order(key.to_owned()),
        }
    }

    fn build(&self, group: &Group<'_>, options: &ReadOptions) -> Result<Built, Vec<Fault>> {
        let mut problems = Problems::default();
        let mut rows: Vec<Cells<'_>> = group.cells().collect();
        let order = order_of(&mut rows, group, self.map, options);
        let (mut lines, mut priced) = (Vec::new(), true);
        for (index, mut cells) in (1..).zip(rows) {
            if let Some(order) = &order {
                lines.extend(line_of(&mut cells, order, index, &mut priced));
            }
            problems.take(cells);
        }
        let built = order.and_then(|order| finish(order, lines, group, priced));
        problems.or(built, group.line())
    }
}

/// The row that tells a field first; the first row where none does.
fn telling<'r, 'a>(rows: &'r mut [Cells<'a>], field: OrderField) -> Option<&'r mut Cells<'a>> {
    let at = rows.iter().position(|cells| !cells.peek(field.word()).is_empty()).unwrap_or(0);
    rows.get_mut(at)
}

fn order_of(
    rows: &mut [Cells<'_>],
    group: &Group<'_>,
    map: &ColumnMap,
    options: &ReadOptions,
) -> Option<ShopOrder> {
    let first = |field: OrderField| group.first(field.word()).to_owned();
    let id = telling(rows, OrderField::OrderId)?.id(ID).to_owned();
    let number = telling(rows, OrderField::OrderNumber)?.id(NUMBER).to_owned();
    let known = currency(telling(rows, OrderField::Currency)?, OrderField::Currency.word(), options.currency);
    let at = placed(telling(rows, OrderField::Placed)?, OrderField::Placed.word());
    let mut order = empty_order(if id.is_empty() { &number } else { &id }, at, known?);
    if !number.is_empty() {
        order.number = number;
    }
    for (field, target) in [
        (OrderField::Paid, &mut order.paid),
        (OrderField::Cancelled, &mut order.cancelled),
        (OrderField::ShipBy, &mut order.ship_by),
    ] {
        *target = telling(rows, field)?.instant(field.word());
    }
    for (field, target) in [
        (OrderField::Shipping, &mut order.shipping),
        (OrderField::Discount, &mut order.discount),
        (OrderField::Tax, &mut order.tax),
        (OrderField::Total, &mut order.total),
        (OrderField::Refunded, &mut order.refunded),
    ] {
        *target = amount_or_zero(telling(rows, field)?, field.word(), order.currency);
    }
    if order.discount.minor() < 0 {
        order.discount = order.discount.negated().ok()?;
    }
    for (field, target) in [
        (OrderField::Gateway, &mut order.gateway),
        (OrderField::Service, &mut order.service),
        (OrderField::Email, &mut order.email),
        (OrderField::Note, &mut order.note),
        (OrderField::Tracking, &mut order.tracking),
    ] {
        *target = first(field);
    }
    order.tax_included = options.tax_included;
    order.tags = first(OrderField::Tags)
        .split(',')
        .map(|tag| tag.trim().to_owned())
        .filter(|tag| !tag.is_empty())
        .collect();
    order.ship_to = address(&first);
    set_states(&mut order, map, first(OrderField::Payment), first(OrderField::Fulfilment));
    Some(order)
}

/// The merchant's own words first, then those that shops commonly use.
fn set_states(order: &mut ShopOrder, map: &ColumnMap, payment: String, fulfilment: String) {
    let own = map.payment_words.get(&payment.to_lowercase()).and_then(|word| Payment::from_word(word));
    order.payment = own.unwrap_or_else(|| words::payment(&payment));
    let own =
        map.fulfilment_words.get(&fulfilment.to_lowercase()).and_then(|word| Fulfilment::from_word(word));
    order.fulfilment = match own {
        Some(state) => state,
        None if order.cancelled.is_some() => Fulfilment::Cancelled,
        None => words::fulfilment(&fulfilment),
    };
    order.payment_text = payment;
    order.fulfilment_text = fulfilment;
}

fn address(first: &dyn Fn(OrderField) -> String) -> Address {
    let name = first(OrderField::Name);
    let mut address = Address {
        name: if name.is_empty() {
            full_name(&first(OrderField::FirstName), &first(OrderField::LastName))
        } else {
            name
        },
        company: first(OrderField::Company),
        line1: first(OrderField::Line1),
        line2: first(OrderField::Line2),
        city: first(OrderField::City),
        region: first(OrderField::Region),
        postal_code: postal_code(&first(OrderField::PostalCode)),
        phone: first(OrderField::Phone),
        ..Address::default()
    };
    set_country(&mut address, &first(OrderField::Country));
    address
}

/// A row of nothing but order columns is no line.
fn line_of(cells: &mut Cells<'_>, order: &ShopOrder, index: usize, priced: &mut bool) -> Option<ShopLine> {
    let text = |cells: &Cells<'_>, field: OrderField| cells.peek(field.word()).to_owned();
    let (sku, title) = (text(cells, OrderField::Sku), text(cells, OrderField::Title));
    let told = text(cells, OrderField::Units);
    if sku.is_empty() && title.is_empty() && (told.is_empty() || cells.is_constant(OrderField::Units.word()))
    {
        return None;
    }
    let mut line = empty_line(&order.shop_ref, index, order.currency);
    let count = if told.is_empty() && !cells.has(OrderField::Units.word()) {
        Some(1)
    } else {
        units(cells, OrderField::Units.word())
    };
    let id = cells.id(OrderField::LineId.word());
    if !id.is_empty() {
        id.clone_into(&mut line.shop_ref);
    }
    cells.id(OrderField::Sku.word());
    line.sku = sku;
    line.title = unescaped(&title);
    line.variant = unescaped(&text(cells, OrderField::Variant));
    line.discount = amount_or_zero(cells, OrderField::LineDiscount.word(), order.currency);
    line.tax = cells.amount(OrderField::LineTax.word(), order.currency);
    let total = line_total(cells, order, count.unwrap_or(1));
    *priced &= total.is_some();
    line.total = total.unwrap_or(Money::zero(order.currency));
    line.quantity = count?;
    Some(line)
}

/// The price of all units: stated, or units times the unit price, rounded once.
fn line_total(cells: &mut Cells<'_>, order: &ShopOrder, units: i64) -> Option<Money> {
    let (total, unit) = (OrderField::LineTotal.word(), OrderField::UnitPrice.word());
    if !cells.peek(total).is_empty() {
        return cells.amount(total, order.currency);
    }
    let price = cells.decimal(unit)?;
    let product = price.checked_mul(units.into());
    let money =
        product.and_then(|product| Money::from_decimal(product, order.currency, Rounding::HalfUp).ok());
    if money.is_none() {
        cells.refuse(unit, "it is too large to be counted", "check the amount and the number of units");
    }
    money
}

fn finish(mut order: ShopOrder, lines: Vec<ShopLine>, group: &Group<'_>, priced: bool) -> Option<Built> {
    let slack = i64::try_from(lines.len()).unwrap_or(i64::MAX);
    order.lines = lines;
    if !priced {
        let text = "the file does not tell the price of every line";
        return Some(Built { order, notes: vec![(NoteKind::NoPrices, text.to_owned())] });
    }
    if group.first(OrderField::Total.word()).is_empty() {
        order.total = total_of(&order)?;
        return Some(Built { order, notes: Vec::new() });
    }
    let notes = settle(&mut order, slack)?;
    Some(Built { order, notes })
}
