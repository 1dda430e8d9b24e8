use super::order::{flowing, labelled};
use super::paper::{BLACK, HAIR, LABEL, QUIET, STRONG, Sheets, TEXT, TITLE};
use crate::documents::address::address_lines;
use crate::documents::{DocumentError, PackingSlip, PurchaseDocument, Template};

/// The slip in the parcel: the shop and its customer, what is inside, where returns go. No price, no supplier.
pub(super) fn lay_out<'a>(
    purchase: &PurchaseDocument,
    slip: &PackingSlip,
    template: &Template,
    mut sheets: Sheets<'a>,
) -> Result<Sheets<'a>, DocumentError> {
    sheets.set_foot(&format!("{}  ·  Order {}", slip.brand, slip.order_number));
    head(slip, &mut sheets);
    facts(purchase, slip, template, &mut sheets);
    sheets.end_head()?;
    contents(purchase, slip, &mut sheets);
    if !slip.message.trim().is_empty() {
        sheets.y += 18.0;
        let width = sheets.measure() * 0.72;
        flowing(&mut sheets, width, &slip.message);
    }
    Ok(sheets)
}

fn head(slip: &PackingSlip, sheets: &mut Sheets<'_>) {
    let (left, top, measure) = (sheets.left(), sheets.y, sheets.measure());
    sheets.put(left, top, QUIET, "Packing slip");
    sheets.y = sheets.column(left, top + 14.0, measure, TITLE, &slip.brand) + 10.0;
    sheets.rule(sheets.y, 0.9, BLACK);
    sheets.y += 11.0;
}

fn facts(purchase: &PurchaseDocument, slip: &PackingSlip, template: &Template, sheets: &mut Sheets<'_>) {
    let (left, top) = (sheets.left(), sheets.y);
    let third = sheets.measure() / 3.0;
    let width = third - 16.0;
    let day = template.dates.write(purchase.day());
    let mut y = labelled(sheets, left, top, width, "Order", &[slip.order_number.as_str()]);
    y = labelled(sheets, left, y + 5.0, width, "Date", &[day.as_str()]);
    let address = address_lines(&purchase.ship_to);
    let lines: Vec<&str> = address.iter().map(String::as_str).collect();
    let mut end = y.max(labelled(sheets, left + third, top, width, "For", &lines));
    if !slip.return_address.is_empty() {
        let lines: Vec<&str> = slip.return_address.iter().map(String::as_str).collect();
        end = end.max(labelled(sheets, left + 2.0 * third, top, width, "Returns to", &lines));
    }
    sheets.y = end + 16.0;
}

const PAD: f32 = 5.5;
const UNITS: f32 = 30.0;

fn header(sheets: &mut Sheets<'_>) {
    let (left, y) = (sheets.left(), sheets.y);
    sheets.put_right(left + UNITS, y, LABEL, "Units");
    sheets.put(left + UNITS + 18.0, y, LABEL, "Article");
    sheets.y = y + 14.0;
    sheets.rule(sheets.y, 0.9, BLACK);
}

fn contents(purchase: &PurchaseDocument, slip: &PackingSlip, sheets: &mut Sheets<'_>) {
    header(sheets);
    let (left, article) = (sheets.left(), sheets.left() + UNITS + 18.0);
    let width = sheets.right() - article;
    for line in &purchase.lines {
        let text = sheets.height_of(width, TEXT, &line.title) + sheets.height_of(width, QUIET, &line.variant);
        let height = text.max(TEXT.leading()) + 2.0 * PAD;
        if sheets.make_room(height) {
            sheets.continued(&format!("{}, order {}", slip.brand, slip.order_number));
            header(sheets);
        }
        let y = sheets.y + PAD;
        sheets.put_right(left + UNITS, y, STRONG, &line.quantity.to_string());
        let below = sheets.column(article, y, width, TEXT, &line.title);
        sheets.column(article, below, width, QUIET, &line.variant);
        sheets.y += height;
        sheets.rule(sheets.y, 0.4, HAIR);
    }
}
