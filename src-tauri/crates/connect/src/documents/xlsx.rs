use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::field::Value;
use super::lines::{header, rows};
use super::{DocumentError, PurchaseDocument, Template};

/// A cell holds so many characters.
const LONGEST_TEXT: usize = 32_767;
/// Spreadsheets calculate with fifteen digits; a longer number keeps them all as text only.
const MOST_DIGITS: i128 = 1_000_000_000_000_000;

/// A workbook with one sheet: text as text, so that postal codes keep their zeros and nothing is calculated.
pub(super) fn workbook(purchase: &PurchaseDocument, template: &Template) -> Result<Vec<u8>, DocumentError> {
    let rows = rows(purchase, template)?;
    let long = rows.iter().flatten().find_map(|(words, value)| match value {
        Value::Text(text) if text.chars().count() > LONGEST_TEXT => Some(words),
        _ => None,
    });
    if let Some(words) = long {
        let what = format!("{words} is longer than a cell of a workbook holds (32,767 characters)");
        return Err(DocumentError::Purchase(what));
    }
    build(purchase, template, &rows).map_err(|error| DocumentError::Making(error.to_string()))
}

fn build(
    purchase: &PurchaseDocument,
    template: &Template,
    rows: &[Vec<(String, Value)>],
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The day of the purchase, not of the writing: the same purchase gives the same bytes.
    let created = ExcelDateTime::from_timestamp(purchase.created.ms().div_euclid(1000))?;
    let title = format!("Purchase order {}", purchase.number);
    workbook.set_properties(
        &DocProperties::new()
            .set_title(title)
            .set_author(&purchase.merchant.name)
            .set_creation_datetime(&created),
    );
    let paper = workbook.add_worksheet();
    paper.set_name("Purchase order")?;
    paper.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold().set_border_bottom(FormatBorder::Thin).set_align(FormatAlign::Left);
    for (place, title) in (0_u16..).zip(header(template)) {
        paper.write_string_with_format(0, place, title, &bold)?;
        let values = rows.iter().filter_map(|row| row.get(usize::from(place)));
        let mut widest = title.chars().count();
        for ((_, value), row) in values.zip(1_u32..) {
            widest = widest.max(write(paper, row, place, value)?);
        }
        let width = u16::try_from(widest.clamp(6, 60).saturating_add(2)).unwrap_or(62);
        paper.set_column_width(place, f64::from(width))?;
    }
    workbook.save_to_buffer()
}

/// Gives back the width in characters.
fn write(paper: &mut Worksheet, row: u32, place: u16, value: &Value) -> Result<usize, XlsxError> {
    let as_text = Format::new().set_num_format("@");
    match value {
        Value::Text(text) => {
            paper.write_string_with_format(row, place, text, &as_text)?;
            Ok(text.lines().map(|line| line.chars().count()).max().unwrap_or(0))
        }
        Value::Number(number) => {
            let text = number.to_string();
            // The shortest text of the float is again the number's own text within fifteen digits.
            match text.parse::<f64>() {
                Ok(float) if number.mantissa().abs() < MOST_DIGITS => {
                    let places = usize::try_from(number.scale()).unwrap_or(0);
                    let pattern =
                        if places == 0 { "0".to_owned() } else { format!("0.{}", "0".repeat(places)) };
                    paper.write_number_with_format(
                        row,
                        place,
                        float,
                        &Format::new().set_num_format(pattern),
                    )?
                }
                _ => paper.write_string_with_format(row, place, &text, &as_text)?,
            };
            Ok(text.len())
        }
    }
}
