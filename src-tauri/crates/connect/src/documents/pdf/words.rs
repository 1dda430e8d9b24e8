//! Words for the paper: every text with its name and longest length, addresses, amounts.

use rust_decimal::Decimal;
use stockless_core::money::Money;
use stockless_core::order::Address;

use crate::documents::{DecimalSign, PurchaseDocument};

/// A line of an address, a name, a SKU.
const SHORT: usize = 100;
const TITLE: usize = 300;
const NOTE: usize = 4_000;

/// Every text that will be on the paper: its name, itself, and how long it may be.
pub(super) fn all(purchase: &PurchaseDocument) -> Vec<(String, &str, usize)> {
    let mut texts: Vec<(String, &str, usize)> = Vec::new();
    let mut add = |name: &str, text| texts.push((name.to_owned(), text, SHORT));
    add("the PO number", purchase.number.as_str());
    add("the reference", &purchase.reference);
    add("the merchant's name", &purchase.merchant.name);
    add("the merchant's contact", &purchase.merchant.contact);
    for line in &purchase.merchant.address {
        add("the merchant's address", line);
    }
    add("the supplier's name", &purchase.supplier_name);
    add("the account number", &purchase.account_number);
    add("the shipping service", &purchase.service);
    for (name, text) in parts(&purchase.ship_to) {
        add(name, text);
    }
    if let Some(slip) = &purchase.packing_slip {
        add("the shop's name", &slip.brand);
        add("the order number", &slip.order_number);
        for line in &slip.return_address {
            add("the return address", line);
        }
    }
    for (index, line) in purchase.lines.iter().enumerate() {
        let of_line = format!("of line {}", index.saturating_add(1));
        add(&format!("the supplier's SKU {of_line}"), &line.supplier_sku);
        add(&format!("the SKU {of_line}"), &line.sku);
    }
    for (index, line) in purchase.lines.iter().enumerate() {
        let of_line = format!("of line {}", index.saturating_add(1));
        texts.push((format!("the title {of_line}"), &line.title, TITLE));
        texts.push((format!("the variant {of_line}"), &line.variant, TITLE));
    }
    texts.push(("the note".to_owned(), &purchase.note, NOTE));
    if let Some(slip) = &purchase.packing_slip {
        texts.push(("the message to the customer".to_owned(), &slip.message, NOTE));
    }
    texts
}

fn parts(address: &Address) -> [(&'static str, &str); 9] {
    [
        ("the recipient", &address.name),
        ("the recipient's company", &address.company),
        ("address line 1", &address.line1),
        ("address line 2", &address.line2),
        ("the city", &address.city),
        ("the region", &address.region),
        ("the postal code", &address.postal_code),
        ("the country", &address.country_text),
        ("the recipient's phone", &address.phone),
    ]
}

/// An amount in its currency's places, `1,234.50` or `1.234,50`.
pub(super) fn amount(money: Money, sign: DecimalSign) -> String {
    grouped(money.decimal(), sign)
}

/// The cost of one unit: its own places, at least those of the currency.
pub(super) fn unit_cost(cost: Decimal, places: u32, sign: DecimalSign) -> String {
    let mut cost = cost.normalize();
    cost.rescale(cost.scale().max(places));
    grouped(cost, sign)
}

fn grouped(number: Decimal, sign: DecimalSign) -> String {
    let (group, point) = match sign {
        DecimalSign::Point => (',', '.'),
        DecimalSign::Comma => ('.', ','),
    };
    let text = number.abs().to_string();
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(w, f)| (w, Some(f)));
    let mut out =
        if number.is_sign_negative() && !number.is_zero() { "−".to_owned() } else { String::new() };
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && whole.len().saturating_sub(place).is_multiple_of(3) {
            out.push(group);
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push(point);
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use super::*;

    #[test]
    fn numbers_are_grouped_and_keep_their_places() {
        for (number, point, comma) in [
            ("1234567.5", "1,234,567.5", "1.234.567,5"),
            ("999", "999", "999"),
            ("-1000.00", "−1,000.00", "−1.000,00"),
        ] {
            let number = Decimal::from_str(number).unwrap();
            assert_eq!(grouped(number, DecimalSign::Point), point);
            assert_eq!(grouped(number, DecimalSign::Comma), comma);
        }
        assert_eq!(unit_cost(Decimal::from_str("0.1250").unwrap(), 2, DecimalSign::Point), "0.125");
        assert_eq!(unit_cost(Decimal::from_str("7").unwrap(), 2, DecimalSign::Point), "7.00");
    }
}
