//! “Advanced Order Export For WooCommerce”: columns chosen by the merchant, items as repeated rows (with or without
//! the order's columns repeated) or as repeated columns.

use stockless_core::money::Currency;
use stockless_core::order::{ShopLine, ShopOrder};

use super::{check_sums, formats, price_of, told_alike};
use crate::columns::{Cells, Columns, Field, Formats};
use crate::exports::ReadOptions;
use crate::exports::draft::{Problems, amount_or_zero, currency, empty_line, empty_order, placed, units};
use crate::exports::group::{Above, Built, Export, Fault, Group, RowKey};
use crate::table::{Header, Table, TableError};

pub(in crate::exports) struct Rows;

const FIELDS: &[Field] = &[
    Field::column("order", &["order number", "order id", "order #"]),
    Field::optional("status", &["order status"]),
    Field::column("placed", &["order date"]),
    Field::optional("paid", &["paid date"]),
    Field::optional("note", &["customer note"]),
    Field::optional("currency", &["order currency"]),
    Field::optional("gateway", &["payment method title", "payment method"]),
    Field::optional("service", &["shipping method title", "shipping method"]),
    Field::optional("discount", &["cart discount amount"]),
    Field::optional("shipping", &["order shipping amount"]),
    Field::optional("refunded", &["order refund amount"]),
    Field::column("total", &["order total amount", "order total"]),
    Field::optional("tax", &["order total tax amount", "order tax amount"]),
    Field::optional("email", &["email (billing)"]),
    Field::optional("bill_first", &["first name (billing)"]),
    Field::optional("bill_last", &["last name (billing)", "full name (billing)"]),
    Field::optional("bill_company", &["company (billing)"]),
    Field::optional("bill_line1", &["address 1 (billing)", "address 1&2 (billing)"]),
    Field::optional("bill_line2", &["address 2 (billing)"]),
    Field::optional("bill_city", &["city (billing)"]),
    Field::optional("bill_region", &["state code (billing)", "state (billing)"]),
    Field::optional("bill_zip", &["postcode (billing)", "zip (billing)"]),
    Field::optional("bill_country", &["country code (billing)", "country (billing)"]),
    Field::optional("bill_phone", &["phone (billing)"]),
    Field::optional("ship_first", &["first name (shipping)"]),
    Field::optional("ship_last", &["last name (shipping)", "full name (shipping)"]),
    Field::optional("ship_company", &["company (shipping)"]),
    Field::optional("ship_line1", &["address 1 (shipping)", "address 1&2 (shipping)"]),
    Field::optional("ship_line2", &["address 2 (shipping)"]),
    Field::optional("ship_city", &["city (shipping)"]),
    Field::optional("ship_region", &["state code (shipping)", "state (shipping)"]),
    Field::optional("ship_zip", &["postcode (shipping)", "zip (shipping)"]),
    Field::optional("ship_country", &["country code (shipping)", "country (shipping)"]),
    Field::optional("ship_phone", &["phone (shipping)"]),
];

/// What stands once per item: on its row, or in columns of its own.
const ITEM: &[Field] = &[
    Field::optional("place", &["item #"]),
    Field::optional("sku", &[]),
    Field::optional("title", &["item name", "product name (main)", "product name", "name"]),
    Field::optional("variant", &["product variation"]),
    Field::column("units", &["quantity"]),
    Field::column("unit_price", &["item cost", "price"]),
];

const AMOUNTS: &[&str] = &["unit_price", "discount", "shipping", "refunded", "total", "tax"];

impl Export for Rows {
    fn recognises(&self, header: &Header) -> bool {
        header.has_all(&["Order Number", "Order Status", "Order Date", "Quantity"])
            && header.find_any(&["Item Cost", "Price"]).is_some()
            && header.find_any(&["Order Total Amount", "Order Total"]).is_some()
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    fn formats(&self, table: &mut Table, options: &ReadOptions) -> Result<Formats, TableError> {
        let all: Vec<Field> = FIELDS.iter().chain(ITEM).copied().collect();
        formats(table, options, &all, AMOUNTS)
    }

    /// The order's columns may be left blank on all rows but its first.
    fn key(&self, cells: &Cells<'_>, above: &mut Above) -> RowKey {
        match cells.peek("order") {
            "" if above.order.is_empty() => RowKey::Missing("order"),
            "" => RowKey::Above,
            order => RowKey::Order(order.to_owned()),
        }
    }

    fn build(&self, group: &Group<'_>, options: &ReadOptions) -> Result<Built, Vec<Fault>> {
        let mut problems = Problems::default();
        let mut rows = group.cells();
        let Some(mut head) = rows.next() else { return problems.or(None, group.line()) };
        let order = order_of(&mut head, options);
        problems.take(head);
        rows.for_each(|cells| problems.take(cells));
        let header = group.sheet.table().header();
        let places: Vec<Columns> = (0..).map_while(|nth| Columns::find_nth(header, ITEM, nth).ok()).collect();
        let built = order.and_then(|mut order| {
            for row in group.rows {
                for columns in &places {
                    let mut cells = Cells::of_columns(row, columns, group.sheet.formats());
                    let index = order.lines.len().saturating_add(1);
                    order.lines.extend(line_of(&mut cells, &order.shop_ref, index, order.currency));
                    problems.take(cells);
                }
            }
            let notes = check_sums(&mut order)?;
            Some(Built { order, notes })
        });
        problems.or(built, group.line())
    }
}

fn order_of(cells: &mut Cells<'_>, options: &ReadOptions) -> Option<ShopOrder> {
    let number = cells.id("order");
    let currency = currency(cells, "currency", options.currency);
    let placed = placed(cells, "placed");
    let currency = currency?;
    let mut order = empty_order(number, placed, currency);
    order.paid = cells.instant("paid");
    order.shipping = amount_or_zero(cells, "shipping", currency);
    order.discount = amount_or_zero(cells, "discount", currency);
    order.tax = amount_or_zero(cells, "tax", currency);
    told_alike(&mut order, cells, options);
    Some(order)
}

/// Rows of coupons, and the columns of a further item in an order that has fewer, are empty here.
fn line_of(cells: &mut Cells<'_>, order: &str, index: usize, currency: Currency) -> Option<ShopLine> {
    if ["sku", "title", "units"].iter().all(|field| cells.peek(field).is_empty()) {
        return None;
    }
    let units = units(cells, "units");
    let total = price_of(cells, "unit_price", units.unwrap_or(1), currency);
    let mut line = empty_line(order, index, currency);
    cells.id("sku").clone_into(&mut line.sku);
    cells.peek("title").clone_into(&mut line.title);
    cells.peek("variant").clone_into(&mut line.variant);
    line.quantity = units?;
    line.total = total?;
    Some(line)
}
