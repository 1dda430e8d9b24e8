//! WooCommerce has no order export of its own; these are the two plugins people have.

mod lines;
mod packed;
mod rows;
mod state_words;

pub(super) use packed::Packed;
pub(super) use rows::Rows;
pub(super) use state_words::of_word as states;

use stockless_core::money::{AmountFormat, Currency, Money, Rounding};
use stockless_core::order::{Address, ShopOrder};

use super::ReadOptions;
use super::draft::{amount_or_zero, filled_amount, full_name, postal_code, set_country};
use super::item::NoteKind;
use super::money::{before_tax, settle};
use crate::columns::{Cells, DayOrder, Field, Formats, amount_format};
use crate::table::{Row, Table, TableError};

/// Looks at so many rows for the sign before the decimals: shops format amounts or leave them raw.
const LOOKED_AT: usize = 200;

/// The formats of a file whose amounts follow the settings of its shop. Raw amounts have a point.
fn formats(
    table: &mut Table,
    options: &ReadOptions,
    fields: &[Field],
    amounts: &[&str],
) -> Result<Formats, TableError> {
    let rows = table.peek(LOOKED_AT)?;
    let columns: Vec<usize> = fields
        .iter()
        .filter(|field| amounts.contains(&field.key))
        .filter_map(|field| field.find(table.header()))
        .collect();
    let values = rows.iter().flat_map(|row: &Row| columns.iter().map(|column| row.get(*column)));
    Ok(options.formats(amount_format(values).unwrap_or(AmountFormat::Point), DayOrder::Unknown))
}

/// Unit prices come unrounded; the price of all units is rounded once.
fn price_of(cells: &mut Cells<'_>, field: &str, units: i64, currency: Currency) -> Option<Money> {
    let price = cells.decimal(field);
    if price.is_none() && cells.peek(field).is_empty() {
        cells.refuse(field, "it is empty", "add the price of the items to the export");
    }
    let total = price?.checked_mul(units.into());
    let money = total.and_then(|total| Money::from_decimal(total, currency, Rounding::HalfUp).ok());
    if money.is_none() {
        cells.refuse(field, "it is too large to be counted", "check the amount and the number of units");
    }
    money
}

/// What both plugins tell of an order in the same way.
fn told_alike(order: &mut ShopOrder, cells: &mut Cells<'_>, options: &ReadOptions) {
    let currency = order.currency;
    order.refunded = amount_or_zero(cells, "refunded", currency);
    order.tax_included = options.tax_included;
    order.total = filled_amount(cells, "total", currency).unwrap_or(Money::zero(currency));
    state_words::set(order, cells.peek("status"));
    for (field, target) in [
        ("gateway", &mut order.gateway),
        ("service", &mut order.service),
        ("note", &mut order.note),
        ("email", &mut order.email),
    ] {
        cells.peek(field).clone_into(target);
    }
    order.ship_to = address(cells);
}

/// The shipping address, or the billing address where the order has no other.
fn address(cells: &Cells<'_>) -> Address {
    let shipped =
        ["first", "last", "line1", "city"].iter().any(|part| !cells.peek(&format!("ship_{part}")).is_empty());
    let prefix = if shipped { "ship" } else { "bill" };
    let part = |name: &str| cells.peek(&format!("{prefix}_{name}"));
    let mut address = Address {
        name: full_name(part("first"), part("last")),
        company: part("company").to_owned(),
        line1: part("line1").to_owned(),
        line2: part("line2").to_owned(),
        city: part("city").to_owned(),
        region: part("region").to_owned(),
        postal_code: postal_code(part("zip")),
        phone: [cells.peek("ship_phone"), cells.peek("bill_phone")]
            .into_iter()
            .find(|phone| !phone.is_empty())
            .unwrap_or_default()
            .to_owned(),
        ..Address::default()
    };
    set_country(&mut address, part("country"));
    address
}

/// Item prices stand before or after the cart's discount, depending on the plugin's version: the total tells.
fn check_sums(order: &mut ShopOrder) -> Option<Vec<(NoteKind, String)>> {
    let slack = i64::try_from(order.lines.len()).unwrap_or(i64::MAX);
    let holds = |order: &ShopOrder| {
        let net = before_tax(order)?;
        let gross = net.checked_add(order.tax).ok()?;
        Some([net, gross].iter().any(|sum| sum.minor().abs_diff(order.total.minor()) <= slack.unsigned_abs()))
    };
    if !holds(order)? && !order.discount.is_zero() {
        let discount = std::mem::replace(&mut order.discount, Money::zero(order.currency));
        if !holds(order)? {
            order.discount = discount;
        }
    }
    settle(order, slack)
}
