use super::{FeeKind, FeeRule};
use crate::day::Day;

/// What decides which rules hold for an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occasion<'a> {
    /// The day of the payment.
    pub day: Day,
    /// How it was paid, as the shop writes it.
    pub gateway: &'a str,
    /// The card is from another country than the shop.
    pub international: bool,
    /// The provider changed the currency.
    pub converted: bool,
}

/// The rules that hold on an occasion. Of rules of one kind, those that name the payment method most exactly
/// replace the rest: a rule for `paypal pay later` replaces one for `paypal`, and that one a rule for all. Rules of
/// one kind that are equally exact all hold, and their fees add up.
pub fn rules_for<'a>(rules: &'a [FeeRule], occasion: &Occasion<'_>) -> Vec<&'a FeeRule> {
    let paid_with = letters(occasion.gateway);
    let holding: Vec<(&FeeRule, usize)> = rules
        .iter()
        .filter(|rule| rule.holds_on(occasion.day) && asked(rule.kind, occasion))
        .filter_map(|rule| Some((rule, exactness(rule.gateway.as_deref(), &paid_with)?)))
        .collect();
    let best = |kind| holding.iter().filter(|(rule, _)| rule.kind == kind).map(|&(_, exact)| exact).max();
    holding.iter().filter(|&&(rule, exact)| best(rule.kind) == Some(exact)).map(|&(rule, _)| rule).collect()
}

impl FeeRule {
    /// True on the days on which the rule holds, the first and the last included.
    pub fn holds_on(&self, day: Day) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }
}

fn asked(kind: FeeKind, occasion: &Occasion<'_>) -> bool {
    match kind {
        FeeKind::International => occasion.international,
        FeeKind::Conversion => occasion.converted,
        FeeKind::Payment
        | FeeKind::ForeignGateway
        | FeeKind::Commission
        | FeeKind::Listing
        | FeeKind::Regulatory => true,
    }
}

/// How exactly a rule names the payment method; `None` when it is for another one.
fn exactness(rule: Option<&str>, paid_with: &str) -> Option<usize> {
    let wanted = rule.map(letters).unwrap_or_default();
    paid_with.contains(&wanted).then_some(wanted.len())
}

/// `Shopify Payments`, `shopify_payments` and `ShopifyPayments` are one.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
