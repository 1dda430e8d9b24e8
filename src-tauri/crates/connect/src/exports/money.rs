//! Whether an order adds up, and whether its prices contain the tax.

use stockless_core::money::Money;
use stockless_core::order::ShopOrder;

use super::item::NoteKind;

/// What the lines cost after all discounts, with shipping, before any tax that comes on top. `None` beyond what
/// can be counted.
pub(crate) fn before_tax(order: &ShopOrder) -> Option<Money> {
    let mut sum = order.shipping.checked_sub(order.discount).ok()?;
    for line in &order.lines {
        sum = sum.checked_add(line.total).ok()?.checked_sub(line.discount).ok()?;
    }
    Some(sum)
}

/// What the lines cost before any discount.
pub(crate) fn lines_total(order: &ShopOrder) -> Option<Money> {
    order.lines.iter().try_fold(Money::zero(order.currency), |sum, line| sum.checked_add(line.total).ok())
}

/// The lines' own discounts.
pub(crate) fn lines_discount(order: &ShopOrder) -> Option<Money> {
    order.lines.iter().try_fold(Money::zero(order.currency), |sum, line| sum.checked_add(line.discount).ok())
}

/// Decides by the stated total whether prices contain the tax: the total is then the sum without the tax added.
/// `slack` minor units are forgiven, for exports that round unit prices. Keeps `order.tax_included` as it is where
/// there is no tax; where neither holds, keeps the order and answers with a note. `None` beyond what can be counted.
pub(crate) fn settle(order: &mut ShopOrder, slack: i64) -> Option<Vec<(NoteKind, String)>> {
    let net = before_tax(order)?;
    let gross = net.checked_add(order.tax).ok()?;
    let near = |sum: Money| order.total.minor().abs_diff(sum.minor()) <= slack.unsigned_abs();
    let (with, on_top) = (near(net), near(gross));
    if !order.tax.is_zero() && with != on_top {
        order.tax_included = with;
    }
    if with || on_top {
        return Some(Vec::new());
    }
    let expected = if order.tax_included { net } else { gross };
    let text = format!(
        "the stated total {} is not what lines, discounts, shipping and tax add up to ({expected}); \
         a tip, a gift card or duties may be missing from the export",
        order.total
    );
    Some(vec![(NoteKind::TotalsDiffer, text)])
}

/// The total of an order whose export states none.
pub(crate) fn total_of(order: &ShopOrder) -> Option<Money> {
    let net = before_tax(order)?;
    if order.tax_included { Some(net) } else { net.checked_add(order.tax).ok() }
}
