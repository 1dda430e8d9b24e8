//! Amazon's flat files: tab separated, never quoted, one row per item, with the order's columns on every row.

use stockless_core::money::{AmountFormat, Currency, Money};
use stockless_core::order::{Address, Fulfilment, Payment, ShopLine, ShopOrder};

use super::ReadOptions;
use super::draft::{
    Problems, amount_or_zero, currency, empty_line, empty_order, placed, postal_code, set_country, units,
};
use super::group::{Built, Export, Fault, Group};
use super::item::NoteKind;
use super::money::total_of;
use crate::columns::{Cells, DayOrder, Field, Formats};
use crate::table::{Header, Table, TableError};

/// The reports that are understood.
pub(super) enum Amazon {
    /// The order report, made for shipping.
    Orders,
    /// Unshipped orders; has no prices.
    Unshipped,
    /// All orders, by order date or last update; has no recipient and no ids of items.
    All,
}

const FIELDS: &[Field] = &[
    Field::required("order", &["order-id", "amazon-order-id"]),
    Field::optional("line_id", &["order-item-id"]),
    Field::column("placed", &["purchase-date"]),
    Field::optional("paid", &["payments-date"]),
    Field::optional("status", &["order-status"]),
    Field::optional("line_status", &["item-status"]),
    Field::optional("channel", &["fulfillment-channel"]),
    Field::optional("wants_cancel", &["is-buyer-requested-cancellation"]),
    Field::column("sku", &[]),
    Field::column("title", &["product-name"]),
    Field::column("units", &["quantity-purchased", "quantity"]),
    Field::optional("shipped_units", &["quantity-shipped"]),
    Field::optional("currency", &[]),
    Field::optional("price", &["item-price"]),
    Field::optional("tax", &["item-tax"]),
    Field::optional("shipping", &["shipping-price"]),
    Field::optional("shipping_tax", &["shipping-tax"]),
    Field::optional("gift_wrap", &["gift-wrap-price"]),
    Field::optional("gift_wrap_tax", &["gift-wrap-tax"]),
    Field::optional("discount", &["item-promotion-discount"]),
    Field::optional("shipping_discount", &["ship-promotion-discount"]),
    Field::optional("service", &["ship-service-level"]),
    Field::optional("email", &["buyer-email"]),
    Field::optional("recipient", &["recipient-name"]),
    Field::optional("ship_line1", &["ship-address-1"]),
    Field::optional("ship_line2", &["ship-address-2"]),
    Field::optional("ship_line3", &["ship-address-3"]),
    Field::optional("ship_city", &["ship-city"]),
    Field::optional("ship_region", &["ship-state"]),
    Field::optional("ship_zip", &["ship-postal-code"]),
    Field::optional("ship_country", &["ship-country"]),
    Field::optional("ship_phone", &["ship-phone-number", "buyer-phone-number"]),
    Field::optional("note", &["delivery-instructions"]),
    Field::optional("ship_by", &["latest-ship-date", "promise-date"]),
    Field::optional("deliver_by", &["latest-delivery-date"]),
];

impl Export for Amazon {
    fn recognises(&self, header: &Header) -> bool {
        match self {
            Self::Orders => header.has_all(&["order-id", "order-item-id", "purchase-date", "item-price"]),
            Self::Unshipped => {
                header.has_all(&["order-id", "order-item-id", "purchase-date", "quantity-to-ship"])
            }
            Self::All => header.has_all(&["amazon-order-id", "purchase-date", "order-status", "quantity"]),
        }
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    /// Only a spreadsheet separates by anything but tabs, and then it also quotes.
    fn prepare(&self, table: &mut Table) -> Result<(), TableError> {
        if table.dialect().delimiter == b'\t' { table.quotes_are_data() } else { Ok(()) }
    }

    fn formats(&self, _table: &mut Table, options: &ReadOptions) -> Result<Formats, TableError> {
        Ok(options.formats(AmountFormat::Point, DayOrder::Unknown))
    }

    fn build(&self, group: &Group<'_>, options: &ReadOptions) -> Result<Built, Vec<Fault>> {
        let mut problems = Problems::default();
        // Without ids of items, two equal rows are two items.
        let mut rows: Vec<Cells<'_>> = match self {
            Self::All => group.cells().collect(),
            Self::Orders | Self::Unshipped => group.distinct().collect(),
        };
        let named = rows.iter().position(|cells| !cells.peek("currency").is_empty()).unwrap_or(0);
        let known = rows.get_mut(named).and_then(|cells| currency(cells, "currency", options.currency));
        let order =
            rows.first_mut().zip(known).map(|(head, currency)| order_of(head, group, currency, options));
        let mut sums = order.as_ref().map(|order| Sums::new(order.currency));
        let mut lines = Vec::new();
        for (index, mut cells) in (1..).zip(rows) {
            if let Some(sums) = &mut sums {
                lines.extend(line_of(&mut cells, index, sums));
            }
            problems.take(cells);
        }
        let built = order.zip(sums).and_then(|(order, sums)| finish(order, lines, &sums));
        problems.or(built, group.line())
    }
}

/// What all items of an order add up to.
struct Sums {
    currency: Currency,
    shipping: Option<Money>,
    discount: Option<Money>,
    tax: Option<Money>,
    priced: bool,
    units: i64,
    shipped: i64,
}

impl Sums {
    fn new(currency: Currency) -> Self {
        let nothing = Some(Money::zero(currency));
        Self {
            currency,
            shipping: nothing,
            discount: nothing,
            tax: nothing,
            priced: true,
            units: 0,
            shipped: 0,
        }
    }
}

fn add(sum: &mut Option<Money>, amount: Money) {
    *sum = sum.and_then(|sum| sum.checked_add(amount).ok());
}

/// Promotions are written with and without a minus.
fn taken_off(cells: &mut Cells<'_>, field: &str, currency: Currency) -> Money {
    let amount = amount_or_zero(cells, field, currency);
    if amount.minor() < 0 { amount.negated().unwrap_or(amount) } else { amount }
}

/// `item-price` is the price of all units. Gift wrapping is charged like shipping.
fn line_of(cells: &mut Cells<'_>, index: usize, sums: &mut Sums) -> Option<ShopLine> {
    let currency = sums.currency;
    let units = units(cells, "units");
    let price = cells.amount("price", currency);
    let mut line = empty_line(cells.peek("order"), index, currency);
    line.discount = taken_off(cells, "discount", currency);
    let tax = amount_or_zero(cells, "tax", currency);
    for field in ["shipping", "gift_wrap"] {
        add(&mut sums.shipping, amount_or_zero(cells, field, currency));
    }
    for field in ["shipping_tax", "gift_wrap_tax"] {
        add(&mut sums.tax, amount_or_zero(cells, field, currency));
    }
    add(&mut sums.tax, tax);
    add(&mut sums.discount, taken_off(cells, "shipping_discount", currency));
    let id = cells.id("line_id");
    cells.id("sku").clone_into(&mut line.sku);
    if !id.is_empty() {
        id.clone_into(&mut line.shop_ref);
    } else if !line.sku.is_empty() {
        line.shop_ref = format!("{}:{}:{index}", cells.peek("order"), line.sku);
    }
    cells.peek("title").clone_into(&mut line.title);
    sums.priced &= price.is_some();
    line.total = price.unwrap_or(Money::zero(currency));
    line.tax = Some(tax);
    line.quantity = units?;
    line.ships = ships(cells);
    sums.units = sums.units.saturating_add(line.quantity);
    sums.shipped = sums.shipped.saturating_add(cells.integer("shipped_units").unwrap_or(0));
    Some(line)
}

/// Items that Amazon ships from its own warehouse, and cancelled ones, are nothing for the merchant to ship.
fn ships(cells: &Cells<'_>) -> bool {
    let channel = cells.peek("channel");
    let from_amazon = channel.eq_ignore_ascii_case("Amazon") || channel.eq_ignore_ascii_case("AFN");
    !from_amazon && !cells.peek("line_status").to_ascii_lowercase().starts_with("cancel")
}

fn order_of(
    cells: &mut Cells<'_>,
    group: &Group<'_>,
    currency: Currency,
    options: &ReadOptions,
) -> ShopOrder {
    let id = cells.id("order");
    let placed = placed(cells, "placed");
    let mut order = empty_order(id, placed, currency);
    order.paid = cells.instant("paid");
    order.ship_by = cells.instant("ship_by");
    order.deliver_by = cells.instant("deliver_by");
    order.tax_included = options.tax_included;
    cells.peek("service").clone_into(&mut order.service);
    cells.peek("email").clone_into(&mut order.email);
    cells.peek("note").clone_into(&mut order.note);
    order.ship_to = address(cells);
    let status = group.first("status");
    status.clone_into(&mut order.payment_text);
    status.clone_into(&mut order.fulfilment_text);
    (order.payment, order.fulfilment) = states(status);
    if group.cells().any(|cells| cells.peek("wants_cancel").eq_ignore_ascii_case("true")) {
        order.fulfilment = Fulfilment::OnHold;
        "the buyer asks to cancel".clone_into(&mut order.fulfilment_text);
    }
    order
}

/// The reports without a status list what is paid and to be shipped.
fn states(status: &str) -> (Payment, Fulfilment) {
    let status = status.to_ascii_lowercase().replace([' ', '_'], "");
    match status.as_str() {
        "" | "unshipped" => (Payment::Paid, Fulfilment::Unfulfilled),
        "pending" | "pendingavailability" => (Payment::Pending, Fulfilment::OnHold),
        "unfulfillable" => (Payment::Paid, Fulfilment::OnHold),
        "partiallyshipped" => (Payment::Paid, Fulfilment::Partial),
        "cancelled" | "canceled" => (Payment::Voided, Fulfilment::Cancelled),
        shipped if shipped.starts_with("shipped") => (Payment::Paid, Fulfilment::Fulfilled),
        _ => (Payment::Unknown, Fulfilment::Unknown),
    }
}

fn address(cells: &Cells<'_>) -> Address {
    let text = |field: &str| cells.peek(field).to_owned();
    let more: Vec<&str> = ["ship_line2", "ship_line3"]
        .map(|field| cells.peek(field))
        .into_iter()
        .filter(|line| !line.is_empty())
        .collect();
    let mut address = Address {
        name: text("recipient"),
        line1: text("ship_line1"),
        line2: more.join(", "),
        city: text("ship_city"),
        region: text("ship_region"),
        postal_code: postal_code(cells.peek("ship_zip")),
        phone: text("ship_phone"),
        ..Address::default()
    };
    set_country(&mut address, cells.peek("ship_country"));
    address
}

fn finish(mut order: ShopOrder, lines: Vec<ShopLine>, sums: &Sums) -> Option<Built> {
    order.lines = lines;
    order.shipping = sums.shipping?;
    order.discount = sums.discount?;
    order.tax = sums.tax?;
    order.total = total_of(&order)?;
    if order.fulfilment == Fulfilment::Unfulfilled && sums.shipped > 0 {
        order.fulfilment =
            if sums.shipped < sums.units { Fulfilment::Partial } else { Fulfilment::Fulfilled };
    }
    let cancelled = order.fulfilment == Fulfilment::Cancelled;
    let mut notes = Vec::new();
    if !sums.priced && !cancelled {
        let text = "this report does not tell all prices; read the order report as well";
        notes.push((NoteKind::NoPrices, text.to_owned()));
    }
    Some(Built { order, notes })
}
