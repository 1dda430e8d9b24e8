//! eBay, “Orders report”: blank lines around the header, footers below, and headers in the language of the site.
//!
//! An order of several items is a summary row without an item, then a row for each item. Amounts carry the sign of
//! their currency; tax that eBay collects itself is not the merchant's.

mod currency;
mod fields;

use stockless_core::money::{AmountFormat, Currency, Money};
use stockless_core::order::{Address, Fulfilment, Payment, ShopLine, ShopOrder};

use super::ReadOptions;
use super::draft::{
    Problems, empty_line, empty_order, filled_amount, placed, postal_code, set_country, times, units,
};
use super::group::{Above, Built, Export, Fault, Group, RowKey};
use super::money::{before_tax, settle, total_of};
use crate::columns::{Cells, DayOrder, Field, Formats};
use crate::table::{Header, Table, TableError};

pub(super) struct Ebay;

impl Export for Ebay {
    fn recognises(&self, header: &Header) -> bool {
        let english = header.has_all(&["Sales Record Number", "Order Number", "Item Title", "Sold For"]);
        let german = header.has_all(&["Verkaufsprotokollnummer", "Bestellnummer"]);
        english || german
    }

    fn fields(&self) -> &'static [Field] {
        fields::FIELDS
    }

    fn formats(&self, _table: &mut Table, options: &ReadOptions) -> Result<Formats, TableError> {
        Ok(options.formats(AmountFormat::Unknown, DayOrder::Unknown))
    }

    fn key(&self, cells: &Cells<'_>, above: &mut Above) -> RowKey {
        if is_footer(cells) {
            return RowKey::Footer;
        }
        let (order, record) = (text(cells, "order"), text(cells, "record"));
        let same_record = !record.is_empty() && record == above.alias;
        if !record.is_empty() {
            record.clone_into(&mut above.alias);
        }
        match (order, record) {
            ("", "") if text(cells, "title").is_empty() => RowKey::Missing("order"),
            ("", "") => RowKey::Above,
            ("", _) if same_record => RowKey::Above,
            ("", record) => RowKey::Order(record.to_owned()),
            (order, _) => RowKey::Order(order.to_owned()),
        }
    }

    fn build(&self, group: &Group<'_>, options: &ReadOptions) -> Result<Built, Vec<Fault>> {
        let mut problems = Problems::default();
        let mut rows: Vec<Cells<'_>> = group.distinct().collect();
        let currency = rows.iter_mut().find_map(|cells| currency::of_row(cells, options.currency));
        let Some(currency) = currency else {
            if let Some(cells) = rows.first_mut() {
                cells.refuse(
                    "price",
                    "the currency cannot be told from the amounts",
                    "say in the shop's settings in which currency it sells",
                );
            }
            rows.into_iter().for_each(|cells| problems.take(cells));
            return problems.or(None, group.line());
        };
        let order = rows.first_mut().map(|head| order_of(head, group, currency, options));
        let mut sums = Sums::new(currency);
        let mut lines = Vec::new();
        let mut index = 0;
        for mut cells in rows {
            if is_item(&cells) {
                index += 1;
                lines.extend(line_of(&mut cells, group.key, index, currency));
                sums.items.add(&mut cells, currency);
                sums.shipped = sums.shipped.saturating_add(i64::from(!text(&cells, "shipped").is_empty()));
            } else {
                if !text(&cells, "shipped").is_empty() {
                    sums.shipped = i64::MAX;
                }
                sums.summary.get_or_insert_with(|| Part::new(currency)).add(&mut cells, currency);
            }
            problems.take(cells);
        }
        let built = order.and_then(|order| finish(order, lines, &sums));
        problems.or(built, group.line())
    }
}

/// Empty cells are written as two dashes on some sites.
fn text<'a>(cells: &Cells<'a>, field: &str) -> &'a str {
    match cells.peek(field) {
        "--" | "—" => "",
        text => text,
    }
}

fn first<'a>(group: &Group<'a>, field: &str) -> &'a str {
    group.cells().map(|cells| text(&cells, field)).find(|text| !text.is_empty()).unwrap_or_default()
}

fn is_item(cells: &Cells<'_>) -> bool {
    !text(cells, "title").is_empty() || !text(cells, "item").is_empty()
}

/// `83,record(s) downloaded,from …` and `Seller ID: …`, in the languages of the sites.
fn is_footer(cells: &Cells<'_>) -> bool {
    if is_item(cells) {
        return false;
    }
    let row = cells.row().raw().to_lowercase();
    let filled = cells.row().cells().filter(|cell| !cell.trim().is_empty()).count();
    let words = [
        "record(s) downloaded",
        "seller id",
        "heruntergeladen",
        "verkäufer-id",
        "mitgliedsname des verkäufers",
    ];
    filled <= 10 && words.iter().any(|word| row.contains(word))
}

fn amount(cells: &mut Cells<'_>, field: &str, currency: Currency) -> Option<Money> {
    if text(cells, field).is_empty() { None } else { cells.amount(field, currency) }
}

/// What rows say about the whole order.
struct Part {
    shipping: Option<Money>,
    tax: Option<Money>,
    kept: Option<Money>,
    total: Option<Money>,
    rows: u32,
}

impl Part {
    fn new(currency: Currency) -> Self {
        let nothing = Some(Money::zero(currency));
        Self { shipping: nothing, tax: nothing, kept: nothing, total: None, rows: 0 }
    }

    fn add(&mut self, cells: &mut Cells<'_>, currency: Currency) {
        let mut add = |sum: &mut Option<Money>, field: &str| {
            if let Some(amount) = amount(cells, field, currency) {
                *sum = sum.and_then(|sum| sum.checked_add(amount).ok());
            }
        };
        add(&mut self.shipping, "shipping");
        add(&mut self.tax, "tax");
        add(&mut self.kept, "kept_tax");
        add(&mut self.kept, "kept_charges");
        self.total = amount(cells, "total", currency).or(self.total);
        self.rows = self.rows.saturating_add(1);
    }
}

struct Sums {
    summary: Option<Part>,
    items: Part,
    shipped: i64,
}

impl Sums {
    fn new(currency: Currency) -> Self {
        Self { summary: None, items: Part::new(currency), shipped: 0 }
    }
}

fn order_of(
    cells: &mut Cells<'_>,
    group: &Group<'_>,
    currency: Currency,
    options: &ReadOptions,
) -> ShopOrder {
    let placed = placed(cells, "placed");
    let mut order = empty_order(group.key, placed, currency);
    for (field, target) in
        [("paid", &mut order.paid), ("ship_by", &mut order.ship_by), ("deliver_by", &mut order.deliver_by)]
    {
        if !text(cells, field).is_empty() {
            *target = cells.instant(field);
        }
    }
    order.payment = if order.paid.is_some() { Payment::Paid } else { Payment::Pending };
    order.tax_included = options.tax_included;
    for (field, target) in [
        ("gateway", &mut order.gateway),
        ("service", &mut order.service),
        ("email", &mut order.email),
        ("note", &mut order.note),
        ("tracking", &mut order.tracking),
    ] {
        first(group, field).clone_into(target);
    }
    order.ship_to = address(group);
    order
}

/// The ship-to columns, or the buyer's where the report has none.
fn address(group: &Group<'_>) -> Address {
    let delivered =
        ["name", "line1", "city", "zip"].iter().any(|part| !first(group, &format!("ship_{part}")).is_empty());
    let prefix = if delivered { "ship" } else { "buyer" };
    let part = |name: &str| first(group, &format!("{prefix}_{name}")).to_owned();
    let mut address = Address {
        name: part("name"),
        line1: part("line1"),
        line2: part("line2"),
        city: part("city"),
        region: part("region"),
        postal_code: postal_code(&part("zip")),
        phone: first(group, "ship_phone").to_owned(),
        ..Address::default()
    };
    set_country(&mut address, &part("country"));
    address
}

fn line_of(cells: &mut Cells<'_>, order: &str, index: usize, currency: Currency) -> Option<ShopLine> {
    let units = units(cells, "units");
    let price = filled_amount(cells, "price", currency);
    let mut line = empty_line(order, index, currency);
    let transaction = cells.id("line_id");
    if !matches!(transaction, "" | "0" | "--") {
        transaction.clone_into(&mut line.shop_ref);
    }
    cells.id("sku");
    text(cells, "sku").clone_into(&mut line.sku);
    text(cells, "title").clone_into(&mut line.title);
    text(cells, "variant").clone_into(&mut line.variant);
    line.quantity = units?;
    line.total = times(cells, "price", price?, line.quantity)?;
    Some(line)
}

/// Shipping and tax stand on the summary row where there is one, else on the items.
fn finish(mut order: ShopOrder, lines: Vec<ShopLine>, sums: &Sums) -> Option<Built> {
    let items = i64::try_from(lines.len()).unwrap_or(i64::MAX);
    order.lines = lines;
    let part = sums.summary.as_ref().unwrap_or(&sums.items);
    order.shipping = part.shipping?;
    order.tax = part.tax?;
    order.fulfilment = match sums.shipped {
        0 => Fulfilment::Unfulfilled,
        some if some < items => Fulfilment::Partial,
        _ => Fulfilment::Fulfilled,
    };
    // Of several item rows without a summary, none states the total of the order.
    let stated = part.total.filter(|_| part.rows == 1);
    let Some(stated) = stated else {
        order.total = total_of(&order)?;
        return Some(Built { order, notes: Vec::new() });
    };
    let ours = stated.checked_sub(part.kept?).ok()?;
    let net = before_tax(&order)?;
    let gross = net.checked_add(order.tax).ok()?;
    // The stated total holds what eBay collects for itself on some sites and not on others.
    order.total = if stated == net || stated == gross { stated } else { ours };
    let notes = settle(&mut order, 0)?;
    Some(Built { order, notes })
}
