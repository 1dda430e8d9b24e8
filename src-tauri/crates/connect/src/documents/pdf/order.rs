use stockless_core::money::Currency;

use super::paper::{BLACK, GREY, HAIR, LABEL, QUIET, STRONG, Sheets, TEXT, TITLE};
use super::words;
use crate::documents::{DocumentError, PurchaseDocument, PurchaseLine, Template};

/// The pages of the purchase order.
pub(super) fn lay_out<'a>(
    purchase: &PurchaseDocument,
    template: &Template,
    mut sheets: Sheets<'a>,
) -> Result<Sheets<'a>, DocumentError> {
    sheets.set_foot(&format!("Purchase order {}  ·  {}", purchase.number, purchase.merchant.name));
    head(purchase, &mut sheets);
    facts(purchase, template, &mut sheets);
    sheets.end_head()?;
    let table = Table::new(purchase, &sheets);
    table.header(&mut sheets);
    for (index, line) in purchase.lines.iter().enumerate() {
        table.row(purchase, template, line, index, &mut sheets)?;
    }
    totals(purchase, template, &table, &mut sheets);
    closing(purchase, &mut sheets);
    Ok(sheets)
}

fn head(purchase: &PurchaseDocument, sheets: &mut Sheets<'_>) {
    let (left, top) = (sheets.left(), sheets.y);
    let second = left + sheets.measure() * 2.0 / 3.0;
    let width = sheets.right() - second;
    sheets.put(left, top, QUIET, "Purchase order");
    let number_end = sheets.column(left, top + 14.0, second - left - 24.0, TITLE, &purchase.number);
    let merchant = &purchase.merchant;
    let mut y = sheets.column(second, top, width, STRONG, &merchant.name);
    for line in &merchant.address {
        y = sheets.column(second, y, width, TEXT, line);
    }
    y = sheets.column(second, y, width, QUIET, &merchant.contact);
    sheets.y = number_end.max(y) + 10.0;
    sheets.rule(sheets.y, 0.9, BLACK);
    sheets.y += 11.0;
}

fn facts(purchase: &PurchaseDocument, template: &Template, sheets: &mut Sheets<'_>) {
    let (left, top) = (sheets.left(), sheets.y);
    let third = sheets.measure() / 3.0;
    let width = third - 16.0;
    let mut y = labelled(sheets, left, top, width, "Supplier", &[purchase.supplier_name.as_str()]);
    if !purchase.account_number.is_empty() {
        y = labelled(sheets, left, y + 5.0, width, "Account", &[purchase.account_number.as_str()]);
    }
    let mut end = y;
    let address = purchase.ship_to_lines();
    let lines: Vec<&str> = address.iter().map(String::as_str).collect();
    end = end.max(labelled(sheets, left + third, top, width, "Ship to", &lines));
    let day = template.dates.write(purchase.day());
    let details = [
        ("Date", day.as_str()),
        ("Reference", purchase.reference.as_str()),
        ("Shipping service", purchase.service.as_str()),
    ];
    let mut y = top;
    for (label, value) in details.into_iter().filter(|(_, value)| !value.is_empty()) {
        y = labelled(sheets, left + 2.0 * third, y, width, label, &[value]) + 5.0;
    }
    sheets.y = end.max(y) + 16.0;
}

/// A small label with lines below it; gives back where they end.
pub(super) fn labelled(
    sheets: &mut Sheets<'_>,
    x: f32,
    y: f32,
    width: f32,
    label: &str,
    lines: &[&str],
) -> f32 {
    sheets.put(x, y, LABEL, label);
    let mut y = y + 11.0;
    for line in lines {
        y = sheets.column(x, y, width, TEXT, line);
    }
    y
}

/// The columns of the table of articles.
struct Table {
    number: f32,
    sku: f32,
    item: f32,
    /// Right edge of the units.
    units: f32,
    /// Right edges of the costs, where any are known.
    costs: Option<(f32, f32)>,
    /// The one currency of all costs; with several, each cost names its own.
    currency: Option<Currency>,
}

/// Between the rule above a row and its text, and below it.
const PAD: f32 = 5.5;

impl Table {
    fn new(purchase: &PurchaseDocument, sheets: &Sheets<'_>) -> Self {
        let (left, right) = (sheets.left(), sheets.right());
        let priced = purchase.lines.iter().any(|line| line.unit_cost.is_some());
        let single = purchase.lines.iter().all(|line| line.currency == purchase.currency);
        let costs = priced.then_some((right - 76.0, right));
        Self {
            number: left,
            sku: left + 24.0,
            item: left + 128.0,
            units: costs.map_or(right, |(unit, _)| unit - 76.0),
            costs,
            currency: single.then_some(purchase.currency),
        }
    }

    fn header(&self, sheets: &mut Sheets<'_>) {
        let y = sheets.y;
        sheets.put(self.number, y, LABEL, "No.");
        sheets.put(self.sku, y, LABEL, "SKU");
        sheets.put(self.item, y, LABEL, "Article");
        sheets.put_right(self.units, y, LABEL, "Units");
        if let Some((unit, amount)) = self.costs {
            let code = self.currency.map(|currency| format!(" {currency}")).unwrap_or_default();
            sheets.put_right(unit, y, LABEL, &format!("Unit cost{code}"));
            sheets.put_right(amount, y, LABEL, &format!("Amount{code}"));
        }
        sheets.y = y + 14.0;
        sheets.rule(sheets.y, 0.9, BLACK);
    }

    fn row(
        &self,
        purchase: &PurchaseDocument,
        template: &Template,
        line: &PurchaseLine,
        index: usize,
        sheets: &mut Sheets<'_>,
    ) -> Result<(), DocumentError> {
        let item_width = self.units - 40.0 - self.item;
        let sku_width = self.item - self.sku - 10.0;
        let own_sku = if line.sku == line.supplier_sku { "" } else { line.sku.as_str() };
        let item = sheets.height_of(item_width, TEXT, &line.title)
            + sheets.height_of(item_width, QUIET, &line.variant);
        let sku = sheets.height_of(sku_width, TEXT, &line.supplier_sku)
            + sheets.height_of(sku_width, QUIET, own_sku);
        let height = item.max(sku).max(TEXT.leading()) + 2.0 * PAD;
        if sheets.make_room(height) {
            sheets.continued(&format!("Purchase order {}", purchase.number));
            self.header(sheets);
        }
        let y = sheets.y + PAD;
        sheets.put(self.number, y, QUIET, &index.saturating_add(1).to_string());
        let below = sheets.column(self.sku, y, sku_width, TEXT, &line.supplier_sku);
        sheets.column(self.sku, below, sku_width, QUIET, own_sku);
        let below = sheets.column(self.item, y, item_width, TEXT, &line.title);
        sheets.column(self.item, below, item_width, QUIET, &line.variant);
        sheets.put_right(self.units, y, STRONG, &line.quantity.to_string());
        if let (Some((unit, amount)), Some(cost)) = (self.costs, line.unit_cost) {
            let code = if self.currency.is_none() { format!(" {}", line.currency) } else { String::new() };
            let written = words::unit_cost(cost, line.currency.exponent(), template.decimal);
            sheets.put_right(unit, y, TEXT, &format!("{written}{code}"));
            if let Some(all) = line.cost()? {
                sheets.put_right(amount, y, TEXT, &format!("{}{code}", words::amount(all, template.decimal)));
            }
        }
        sheets.y += height;
        sheets.rule(sheets.y, 0.4, HAIR);
        Ok(())
    }
}

fn totals(purchase: &PurchaseDocument, template: &Template, table: &Table, sheets: &mut Sheets<'_>) {
    let units: i64 = purchase.lines.iter().fold(0, |sum, line| sum.saturating_add(line.quantity));
    let counted = format!("{}, {}", counted(purchase.lines.len(), "line"), counted(units, "unit"));
    let sums =
        [("Goods", purchase.goods_total), ("Shipping", purchase.shipping_total), ("Total", purchase.total)];
    sheets.make_room(4.0 * TEXT.leading() + 16.0);
    let mut y = sheets.y + 7.0;
    sheets.put(table.sku, y, QUIET, &counted);
    let label = table.units + 18.0 - if table.costs.is_none() { 170.0 } else { 0.0 };
    for (name, sum) in sums {
        let Some(sum) = sum else { continue };
        let style = if name == "Total" { STRONG } else { TEXT };
        if name == "Total" {
            sheets.rule_between(label, sheets.right(), y + 0.5, 0.9, BLACK);
            y += 5.0;
        }
        sheets.put(label, y, style, &format!("{name} {}", sum.currency()));
        sheets.put_right(sheets.right(), y, style, &words::amount(sum, template.decimal));
        y += style.leading() + 1.0;
    }
    sheets.y = y.max(sheets.y + 7.0 + QUIET.leading()) + 16.0;
}

fn counted(number: impl std::fmt::Display, word: &str) -> String {
    let number = number.to_string();
    let plural = if number == "1" { "" } else { "s" };
    format!("{number} {word}{plural}")
}

fn closing(purchase: &PurchaseDocument, sheets: &mut Sheets<'_>) {
    let width = sheets.measure() * 0.72;
    if !purchase.note.trim().is_empty() {
        sheets.make_room(11.0 + TEXT.leading());
        sheets.put(sheets.left(), sheets.y, LABEL, "Note");
        sheets.y += 11.0;
        flowing(sheets, width, &purchase.note);
        sheets.y += 10.0;
    }
    let same = format!(
        "Please quote PO {} in your answer. The same PO number always means the same order: if it reaches you twice, please ship it once.",
        purchase.number
    );
    let style = super::paper::Style { shade: GREY, ..QUIET };
    sheets.make_room(sheets.height_of(width, style, &same));
    sheets.y = sheets.column(sheets.left(), sheets.y, width, style, &same);
}

/// A text of several lines that may run over the end of a page.
pub(super) fn flowing(sheets: &mut Sheets<'_>, width: f32, text: &str) {
    for line in sheets.typeface.wrap(text, TEXT.size, TEXT.weight, width) {
        sheets.make_room(TEXT.leading());
        sheets.put(sheets.left(), sheets.y, TEXT, &line);
        sheets.y += TEXT.leading();
    }
}
