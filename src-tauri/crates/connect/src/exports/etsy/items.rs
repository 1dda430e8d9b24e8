//! Etsy's “Sold order items”: one row per item.

use std::collections::HashMap;

use stockless_core::money::{AmountFormat, Currency, Money};
use stockless_core::order::{Fulfilment, ShopLine, ShopOrder};

use super::orders::{Head, read_head, twice};
use super::{address, day, number, set_states};
use crate::columns::{Cells, DayOrder, Field, Formats, Sheet};
use crate::exports::ReadOptions;
use crate::exports::draft::{
    Problems, amount_or_zero, currency, empty_line, empty_order, filled_amount, placed, times, unescaped,
    units,
};
use crate::exports::group::{Above, Built, Export, Fault, Group, RowKey};
use crate::exports::money::total_of;
use crate::table::{Header, Row, Table, TableError};

/// The items, with the orders of the other files; none where they were not given.
pub(in crate::exports) struct Items<'a> {
    pub orders: &'a [Heads],
}

/// The rows of “Sold orders” by order number.
pub(in crate::exports) struct Heads {
    pub sheet: Sheet,
    pub rows: HashMap<String, Vec<Row>>,
}

const FIELDS: &[Field] = &[
    Field::required("order", &["order id"]),
    Field::column("placed", &["sale date"]),
    Field::column("title", &["item name"]),
    Field::column("units", &["quantity"]),
    Field::column("unit_price", &["price"]),
    Field::optional("discount", &["discount amount"]),
    Field::optional(
        "shipping",
        &["order shipping", "delivery", "order delivery", "order postage", "postage"],
    ),
    Field::optional("tax", &["order sales tax"]),
    Field::optional("currency", &[]),
    Field::column("line_id", &["transaction id"]),
    Field::optional("paid", &["date paid"]),
    Field::optional("shipped", &["date shipped", "date posted", "date dispatched"]),
    Field::optional("ship_name", &[]),
    Field::optional("ship_line1", &["ship address1", "ship address 1"]),
    Field::optional("ship_line2", &["ship address2", "ship address 2"]),
    Field::optional("ship_city", &[]),
    Field::optional("ship_region", &["ship state"]),
    Field::optional("ship_zip", &["ship zipcode"]),
    Field::optional("ship_country", &[]),
    Field::optional("variant", &["variations"]),
    Field::optional("kind", &["order type"]),
    Field::optional("gateway", &["payment type"]),
    Field::optional("sku", &[]),
];

impl Export for Items<'_> {
    fn recognises(&self, header: &Header) -> bool {
        header.has_all(&["Sale Date", "Item Name", "Order ID", "Transaction ID", "Listing ID"])
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
        let head = self.head(group.key, options, &mut problems);
        let mut rows: Vec<Cells<'_>> = group.distinct().collect();
        let known = match &head {
            Some(head) => Some(head.order.currency),
            None => rows.first_mut().and_then(|cells| currency(cells, "currency", options.currency)),
        };
        let own = rows.first_mut().zip(known).map(|(cells, currency)| order_of(cells, currency, options));
        let (mut lines, mut sums, mut shipped) = (Vec::new(), Sums::default(), 0_usize);
        let count = rows.len();
        for (index, mut cells) in (1..).zip(rows) {
            if let Some(currency) = known {
                lines.extend(line_of(&mut cells, group.key, index, currency));
                sums.add(&mut cells, currency);
            }
            shipped = shipped.saturating_add(usize::from(!cells.peek("shipped").is_empty()));
            problems.take(cells);
        }
        let built = match (head, own) {
            (Some(head), Some(own)) => joined(head, own, lines),
            (None, Some(order)) => alone(order, lines, &sums, count, shipped),
            _ => None,
        };
        problems.or(built, group.line())
    }
}

impl Items<'_> {
    /// What the other file says about the order.
    fn head(&self, key: &str, options: &ReadOptions, problems: &mut Problems) -> Option<Head> {
        let heads = self.orders.iter().find(|heads| heads.rows.contains_key(key))?;
        let rows = heads.rows.get(key)?;
        let row = rows.first()?;
        let mut cells = heads.sheet.cells(row);
        if rows.iter().any(|other| other.raw() != row.raw()) {
            let problem = twice(row.line());
            cells.refuse("order", problem.reason, problem.fix);
        }
        let head = read_head(&mut cells, options);
        problems.take_from(heads.sheet.table().name(), cells);
        head
    }
}

/// Shipping and tax are the order's, and stand on its first item or on each.
#[derive(Default)]
struct Sums {
    shipping: Option<Money>,
    tax: Option<Money>,
}

impl Sums {
    fn add(&mut self, cells: &mut Cells<'_>, currency: Currency) {
        for (sum, field) in [(&mut self.shipping, "shipping"), (&mut self.tax, "tax")] {
            let amount = amount_or_zero(cells, field, currency);
            if sum.is_none_or(|known| known.minor() < amount.minor()) {
                *sum = Some(amount);
            }
        }
    }
}

fn line_of(cells: &mut Cells<'_>, order: &str, index: usize, currency: Currency) -> Option<ShopLine> {
    let units = units(cells, "units");
    let price = filled_amount(cells, "unit_price", currency);
    let mut line = empty_line(order, index, currency);
    let transaction = cells.id("line_id");
    if !transaction.is_empty() {
        transaction.clone_into(&mut line.shop_ref);
    }
    cells.id("sku").clone_into(&mut line.sku);
    line.title = unescaped(cells.peek("title"));
    line.variant = unescaped(cells.peek("variant"));
    line.discount = amount_or_zero(cells, "discount", currency);
    line.ships = !cells.peek("kind").to_lowercase().contains("person");
    line.quantity = units?;
    line.total = times(cells, "unit_price", price?, line.quantity)?;
    Some(line)
}

fn order_of(cells: &mut Cells<'_>, currency: Currency, options: &ReadOptions) -> ShopOrder {
    let id = number(cells);
    let placed = placed(cells, "placed");
    let mut order = empty_order(id, placed, currency);
    order.paid = day(cells, "paid", options.time_zone);
    order.tax_included = options.tax_included;
    cells.peek("gateway").clone_into(&mut order.gateway);
    order.ship_to = address(cells);
    order
}

/// Sums from the orders, the day of payment and a missing address from the items.
fn joined(mut head: Head, own: ShopOrder, lines: Vec<ShopLine>) -> Option<Built> {
    head.order.paid = own.paid;
    if head.order.ship_to.line1.is_empty() {
        head.order.ship_to = own.ship_to;
    }
    head.with_lines(lines)
}

fn alone(
    mut order: ShopOrder,
    lines: Vec<ShopLine>,
    sums: &Sums,
    count: usize,
    shipped: usize,
) -> Option<Built> {
    order.lines = lines;
    order.shipping = sums.shipping?;
    order.tax = sums.tax?;
    if !order.tax.is_zero() {
        order.tax_included = false;
    }
    let done = match shipped {
        0 => Fulfilment::Unfulfilled,
        some if some < count => Fulfilment::Partial,
        _ => Fulfilment::Fulfilled,
    };
    set_states(&mut order, "", done);
    order.total = total_of(&order)?;
    Some(Built { order, notes: Vec::new() })
}
