//! “Customer/Order/Coupon CSV Export” of SkyVerge: one row per order, the items packed into cells.

use std::str::FromStr;

use stockless_core::money::{Currency, parse_amount};
use stockless_core::order::{ShopLine, ShopOrder};

use super::lines::{PackedItem, unpack};
use super::{check_sums, formats, told_alike};
use crate::columns::{Cells, Field, Formats, parse_integer};
use crate::exports::ReadOptions;
use crate::exports::draft::{Problems, amount_or_zero, currency, empty_line, empty_order, placed};
use crate::exports::group::{Built, Export, Fault, Group};
use crate::table::{Header, RowProblem, Table, TableError};

pub(in crate::exports) struct Packed;

const FIELDS: &[Field] = &[
    Field::required("order", &["order_number_formatted", "order_number", "order_id"]),
    Field::optional("id", &["order_id"]),
    Field::column("placed", &["date", "order_date"]),
    Field::column("status", &["order_status"]),
    Field::optional("currency", &["order_currency"]),
    Field::optional("shipping", &["order_shipping", "shipping_total"]),
    Field::optional("shipping_tax", &["order_shipping_tax"]),
    Field::optional("fees", &["order_fees", "fee_total", "fees_total"]),
    Field::optional("fee_tax", &["order_fee_tax", "order_fees_tax"]),
    Field::optional("tax", &["order_tax"]),
    Field::optional("all_tax", &["tax_total", "order_tax_total"]),
    Field::optional("discount", &["cart_discount", "discount_total"]),
    Field::optional("order_discount", &[]),
    Field::column("total", &["order_total"]),
    Field::optional("refunded", &["refunded_total"]),
    Field::optional("gateway", &["payment_method", "payment_method_title"]),
    Field::optional("service", &["shipping_method", "shipping_method_1"]),
    Field::optional("note", &["customer_note"]),
    Field::optional("email", &["billing_email"]),
    Field::optional("bill_first", &["billing_first_name"]),
    Field::optional("bill_last", &["billing_last_name"]),
    Field::optional("bill_company", &["billing_company"]),
    Field::optional("bill_line1", &["billing_address_1"]),
    Field::optional("bill_line2", &["billing_address_2"]),
    Field::optional("bill_city", &["billing_city"]),
    Field::optional("bill_region", &["billing_state"]),
    Field::optional("bill_zip", &["billing_postcode"]),
    Field::optional("bill_country", &["billing_country"]),
    Field::optional("bill_phone", &["billing_phone"]),
    Field::optional("ship_first", &["shipping_first_name"]),
    Field::optional("ship_last", &["shipping_last_name"]),
    Field::optional("ship_company", &["shipping_company"]),
    Field::optional("ship_line1", &["shipping_address_1"]),
    Field::optional("ship_line2", &["shipping_address_2"]),
    Field::optional("ship_city", &["shipping_city"]),
    Field::optional("ship_region", &["shipping_state"]),
    Field::optional("ship_zip", &["shipping_postcode"]),
    Field::optional("ship_country", &["shipping_country"]),
    Field::optional("ship_phone", &["shipping_phone"]),
];

const AMOUNTS: &[&str] = &["shipping", "tax", "all_tax", "total", "fees", "discount"];

impl Export for Packed {
    fn recognises(&self, header: &Header) -> bool {
        header.has_all(&["order_id", "order_total"])
            && header.find_any(&["order_item_1", "line_items"]).is_some()
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    fn formats(&self, table: &mut Table, options: &ReadOptions) -> Result<Formats, TableError> {
        formats(table, options, FIELDS, AMOUNTS)
    }

    fn build(&self, group: &Group<'_>, options: &ReadOptions) -> Result<Built, Vec<Fault>> {
        let mut problems = Problems::default();
        let mut rows = group.distinct();
        let (Some(mut cells), None) = (rows.next(), rows.next()) else {
            problems.push(RowProblem::row(
                group.line(),
                "the order stands in the file twice with different contents",
                "keep the newer export only",
            ));
            return problems.or(None, group.line());
        };
        let order = order_of(&mut cells, options);
        let built = order.and_then(|mut order| {
            order.lines = lines(group, &cells, &order, &mut problems);
            let notes = check_sums(&mut order)?;
            Some(Built { order, notes })
        });
        problems.take(cells);
        problems.or(built, group.line())
    }
}

/// Fees charged to the customer, such as for cash on delivery, count as shipping.
fn order_of(cells: &mut Cells<'_>, options: &ReadOptions) -> Option<ShopOrder> {
    let number = cells.id("order");
    let id = cells.id("id");
    let currency = currency(cells, "currency", options.currency);
    let placed = placed(cells, "placed");
    let currency = currency?;
    let mut order = empty_order(if id.is_empty() { number } else { id }, placed, currency);
    number.clone_into(&mut order.number);
    let mut amount = |field: &str| amount_or_zero(cells, field, currency);
    order.shipping = amount("shipping").checked_add(amount("fees")).ok()?;
    order.discount = amount("discount").checked_add(amount("order_discount")).ok()?;
    let parts =
        amount("tax").checked_add(amount("shipping_tax")).ok()?.checked_add(amount("fee_tax")).ok()?;
    let all = amount("all_tax");
    order.tax = if all.is_zero() { parts } else { all };
    told_alike(&mut order, cells, options);
    Some(order)
}

fn lines(group: &Group<'_>, cells: &Cells<'_>, order: &ShopOrder, problems: &mut Problems) -> Vec<ShopLine> {
    let header = group.sheet.table().header();
    let numbered = (1..).map_while(|number| header.find(&format!("order_item_{number}")));
    let mut lines = Vec::new();
    for column in header.find("line_items").into_iter().chain(numbered) {
        let cell = cells.row().get(column).trim();
        if cell.is_empty() {
            continue;
        }
        let bad = |reason: String, fix: &str| {
            RowProblem::cell(cells.row().line(), &header.label(column), cell, reason, fix)
        };
        let Some(items) = unpack(cell) else {
            problems.push(bad(
                "it holds no item in a form that is understood".to_owned(),
                "export with the plugin's default format",
            ));
            continue;
        };
        for item in items {
            let index = lines.len().saturating_add(1);
            match line_of(&item, &order.shop_ref, index, order.currency, group.sheet.formats()) {
                Ok(line) => lines.extend(line),
                Err(reason) => problems.push(bad(reason, "export the order again")),
            }
        }
    }
    lines
}

fn line_of(
    item: &PackedItem,
    order: &str,
    index: usize,
    currency: Currency,
    formats: &Formats,
) -> Result<Option<ShopLine>, String> {
    let units = parse_integer(&item.units)
        .map_err(|(reason, _)| format!("its quantity “{}”: {reason}", item.units))?;
    if units == 0 {
        return Ok(None);
    }
    if units < 0 {
        return Err(format!("its quantity “{}”: it is no number of units", item.units));
    }
    let total = parse_amount(&item.total, currency, formats.amounts)
        .map_err(|error| format!("its total “{}”: {error}", item.total))?;
    let mut line = empty_line(order, index, currency);
    line.sku.clone_from(&item.sku);
    line.title = if item.title.is_empty() {
        String::from_str(&item.sku).unwrap_or_default()
    } else {
        item.title.clone()
    };
    line.variant.clone_from(&item.variant);
    line.quantity = units;
    line.total = total;
    Ok(Some(line))
}
