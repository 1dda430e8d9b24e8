//! The purchase on paper: plain pages in the manner of a well-kept ledger, and a slip for the parcel.

mod order;
mod paper;
mod slip;
mod typeface;
mod words;

use std::collections::BTreeSet;

use chrono::{Datelike, Timelike};
use krilla::Document;
use krilla::metadata::{DateTime, Metadata};
use stockless_core::day::Instant;

use super::{DocumentError, PurchaseDocument, Template};
use paper::Sheets;
use typeface::Typeface;

/// The PDF of a purchase: its order and, where the facts are there, the packing slip.
pub(super) fn pages(purchase: &PurchaseDocument, template: &Template) -> Result<Vec<u8>, DocumentError> {
    let typeface = Typeface::load()?;
    check_texts(purchase, &typeface)?;
    let mut document = Document::new();
    let sheets = Sheets::new(template.paper, &typeface);
    order::lay_out(purchase, template, sheets)?.print(&mut document)?;
    if let Some(packing_slip) = &purchase.packing_slip {
        let sheets = Sheets::new(template.paper, &typeface);
        slip::lay_out(purchase, packing_slip, template, sheets)?.print(&mut document)?;
    }
    // The day of the purchase, not of the writing: the same purchase gives the same bytes.
    let metadata = Metadata::new()
        .title(format!("Purchase order {}", purchase.number))
        .authors(vec![purchase.merchant.name.clone()])
        .creator("Stockless".to_owned())
        .language("en".to_owned())
        .creation_date(date_time(purchase.created));
    document.set_metadata(metadata);
    document.finish().map_err(|error| DocumentError::Making(format!("{error:?}")))
}

fn date_time(at: Instant) -> DateTime {
    let at = at.utc();
    let small = |number: u32| u8::try_from(number).unwrap_or(0);
    DateTime::new(u16::try_from(at.year()).unwrap_or(0))
        .month(small(at.month()))
        .day(small(at.day()))
        .hour(small(at.hour()))
        .minute(small(at.minute()))
        .second(small(at.second()))
        .utc_offset_hour(0)
        .utc_offset_minute(0)
}

/// Refuses what the paper cannot show before anything is laid out, all of it at once.
fn check_texts(purchase: &PurchaseDocument, typeface: &Typeface) -> Result<(), DocumentError> {
    let fine = purchase
        .lines
        .iter()
        .position(|line| line.unit_cost.is_some_and(|cost| cost.normalize().scale() > 6));
    if let Some(index) = fine {
        let number = index.saturating_add(1);
        let words = format!("the unit cost of line {number} has more than 6 places; send CSV or XLSX");
        return Err(DocumentError::Purchase(words));
    }
    let mut characters = BTreeSet::new();
    let mut fields = Vec::new();
    for (field, text, longest) in words::all(purchase) {
        if text.chars().count() > longest {
            let words =
                format!("{field} is longer than {longest} characters; send CSV or XLSX, or shorten it");
            return Err(DocumentError::Purchase(words));
        }
        let foreign: BTreeSet<char> = text.chars().filter(|&c| !typeface.shows(c)).collect();
        if !foreign.is_empty() {
            fields.push(field);
            characters.extend(foreign);
        }
    }
    if fields.is_empty() {
        return Ok(());
    }
    Err(DocumentError::Unprintable { characters: characters.into_iter().collect(), fields })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::tests::purchase;
    use crate::documents::{Format, Paper, PurchaseLine};

    fn longest() -> PurchaseDocument {
        let mut purchase = purchase();
        let wide = "W".repeat(50);
        for text in [
            &mut purchase.reference,
            &mut purchase.supplier_name,
            &mut purchase.account_number,
            &mut purchase.service,
            &mut purchase.merchant.name,
            &mut purchase.ship_to.name,
            &mut purchase.ship_to.company,
            &mut purchase.ship_to.line1,
            &mut purchase.ship_to.line2,
            &mut purchase.ship_to.city,
        ] {
            text.clone_from(&wide);
        }
        let article = PurchaseLine {
            supplier_sku: wide.clone(),
            title: "W".repeat(300),
            variant: "w w".repeat(100),
            ..purchase.lines[0].clone()
        };
        purchase.lines = vec![article; 60];
        purchase.note = "Many words. ".repeat(333);
        purchase
    }

    #[test]
    fn nothing_runs_into_the_foot_of_a_page() {
        let typeface = Typeface::load().unwrap();
        let template = Template::standard(Format::Pdf);
        for paper in [Paper::A4, Paper::Letter] {
            for purchase in [purchase(), longest()] {
                check_texts(&purchase, &typeface).unwrap();
                let slip = purchase.packing_slip.as_ref().unwrap();
                let blank = || Sheets::new(paper, &typeface);
                let order = order::lay_out(&purchase, &template, blank()).unwrap();
                let slip = slip::lay_out(&purchase, slip, &template, blank()).unwrap();
                assert_eq!(order.depths().len() > 1, purchase.lines.len() > 2, "long lists go on");
                for (page, depth) in order.depths().into_iter().chain(slip.depths()).enumerate() {
                    assert!(depth <= order.floor() + 1.0, "page {page} reaches {depth} of {}", order.floor());
                }
            }
        }
    }

    #[test]
    fn names_that_fill_a_page_are_refused() {
        let mut purchase = purchase();
        purchase.merchant.address = vec!["Speicherweg".into(); 60];
        let error = pages(&purchase, &Template::standard(Format::Pdf)).unwrap_err().to_string();
        assert!(error.contains("too long for a page"), "{error}");
    }

    #[test]
    fn a_text_longer_than_the_paper_allows_is_named() {
        let mut purchase = purchase();
        purchase.lines[0].title = "x".repeat(301);
        let error = pages(&purchase, &Template::standard(Format::Pdf)).unwrap_err().to_string();
        assert!(error.contains("the title of line 1 is longer than 300 characters"), "{error}");
    }

    #[test]
    fn a_pdf_has_its_pages_and_an_embedded_part_of_the_font() {
        let bytes = pages(&purchase(), &Template::standard(Format::Pdf)).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.starts_with("%PDF-"));
        assert!(text.contains("/Count 2"), "an order and a slip");
        assert!(text.contains("+DejaVuSansCondensed"), "a subset carries a tag and a plus");
        assert!(bytes.len() < 60_000, "{} bytes for two pages", bytes.len());
        let without = PurchaseDocument { packing_slip: None, ..purchase() };
        let bytes = pages(&without, &Template::standard(Format::Pdf)).unwrap();
        assert!(String::from_utf8_lossy(&bytes).contains("/Count 1"));
    }
}
