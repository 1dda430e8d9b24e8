//! The decision an order waits for: what is wrong, and up to four answers with what each is worth.

use stockless_core::check::{Check, HeldBack, Queue, address_fault};
use stockless_core::day::Instant;
use stockless_core::money::Money;
use stockless_core::purchase::State;

use super::detail::{all_ways, obstacle_word, with_quote};
use crate::api::products::likely_offers;
use crate::api::workspace::facts;
use crate::assess::{
    Assessed, OpenLine, RoutedQuote, cause_of_hold, check_of, lost_parts, needs, needs_a_person,
};
use crate::context::{Context, percent};
use crate::error::ApiError;
use crate::shapes::orders::{Decision, DecisionOption, Fix};

const MOST_OPTIONS: usize = 4;

/// The decision of an order, if it waits for one.
pub fn of(context: &Context<'_>, a: &Assessed) -> Result<Option<Decision>, ApiError> {
    if a.queue != Queue::Decide {
        return Ok(None);
    }
    let Some(check) = a.verdicts.flag() else { return Ok(None) };
    let mut options = match check {
        Check::Outcome => outcome(a),
        Check::Accepted => refused(a),
        Check::Released => released(context, a),
        Check::Address => address(context, a),
        Check::Mapped => unmapped(context, a)?,
        Check::ShipsThere | Check::InStock | Check::Approved => other_way(context, a, check)?,
        Check::Paid => paid(context, a),
        Check::Duplicate => duplicate(context),
        Check::Margin => thin(context, a)?,
        Check::Routed => not_allowed(context, a)?,
        Check::History => older(context),
        Check::Answered | Check::Settled => follow(context, a, check),
    };
    options.truncate(MOST_OPTIONS);
    Ok(Some(Decision {
        check: check.word().to_owned(),
        verdict: a.verdicts.get(check).word().to_owned(),
        facts: facts(&cause(context, a, check)?),
        options,
    }))
}

/// The answer that is suggested, if there is one.
pub fn suggested_fix(context: &Context<'_>, a: &Assessed) -> Result<Option<Fix>, ApiError> {
    let decision = of(context, a)?;
    Ok(decision.and_then(|d| d.options.into_iter().find(|option| option.suggested)).map(|option| option.fix))
}

fn option(fix: Fix, facts_of: &[(&str, String)], suggested: bool) -> DecisionOption {
    DecisionOption { fix, facts: facts(facts_of), margin: None, suggested, can_remember: false }
}

fn in_days(context: &Context<'_>, days: i64) -> String {
    context.now.plus_ms(days * 86_400_000).iso()
}

fn accept(check: Check, suggested: bool, margin: Option<i64>) -> DecisionOption {
    let mut option = option(Fix::Accept { check: check.word().to_owned() }, &[], suggested);
    option.margin = margin.map(percent);
    option
}

fn snooze(context: &Context<'_>, days: i64) -> DecisionOption {
    option(Fix::Snooze { until: in_days(context, days) }, &[("days", days.to_string())], false)
}

fn outcome(a: &Assessed) -> Vec<DecisionOption> {
    let unknown = a.bought.iter().filter(|bought| needs_a_person(&bought.row));
    unknown
        .map(|bought| {
            let facts_of =
                [("number", bought.row.number.clone()), ("supplier", bought.row.supplier_name.clone())];
            option(Fix::OpenPurchase { purchase_id: bought.row.id.get() }, &facts_of, false)
        })
        .collect()
}

/// Purchases whose suppliers do not answer or are not paid: what to do stands on their pages.
fn follow(context: &Context<'_>, a: &Assessed, check: Check) -> Vec<DecisionOption> {
    let mut options = Vec::new();
    for bought in &a.bought {
        if needs(bought, context.now).into_iter().any(|need| check_of(need) == check) {
            let facts_of =
                [("number", bought.row.number.clone()), ("supplier", bought.row.supplier_name.clone())];
            let fix = Fix::OpenPurchase { purchase_id: bought.row.id.get() };
            options.push(option(fix, &facts_of, false));
        }
    }
    options.truncate(MOST_OPTIONS - 1);
    options.push(snooze(context, 1));
    options
}

fn refused(a: &Assessed) -> Vec<DecisionOption> {
    let rejected = a.bought.iter().rfind(|bought| bought.row.state == State::Rejected);
    let mut options: Vec<_> = rejected
        .map(|bought| {
            let facts_of =
                [("number", bought.row.number.clone()), ("supplier", bought.row.supplier_name.clone())];
            option(Fix::OpenPurchase { purchase_id: bought.row.id.get() }, &facts_of, true)
        })
        .into_iter()
        .collect();
    options.push(option(Fix::Close, &[], false));
    options
}

/// What the shop changed after forwarding has to be settled with a supplier. No answer to that is suggested: neither a
/// key nor a list of suggestions may make it go away.
fn released(context: &Context<'_>, a: &Assessed) -> Vec<DecisionOption> {
    let is_held = a.work.conflict.is_empty() && lost_parts(a).is_empty();
    let (mut wait, accept) = (snooze(context, 1), accept(Check::Released, false, None));
    wait.suggested = is_held;
    let close = option(Fix::Close, &[], false);
    if is_held { vec![wait, accept, close] } else { vec![accept, wait, close] }
}

/// The message is in English; the interface lets the merchant change it before it is copied.
fn address(context: &Context<'_>, a: &Assessed) -> Vec<DecisionOption> {
    let missing = match address_fault(&a.ship_to) {
        Some(fault) => fault.word().replace("no_", "").replace('_', " "),
        None => "address".to_owned(),
    };
    let text = format!(
        "Hello {},\n\nthank you for your order {}. Before we send it, we need the {missing} of your delivery address. \
         Could you reply with the complete address?\n\n{}",
        a.ship_to.name, a.order.number, a.shop.name
    );
    vec![
        option(Fix::AskCustomer { text }, &[("missing", missing), ("until", in_days(context, 1))], true),
        option(Fix::EditAddress, &[], false),
        accept(Check::Address, false, a.margin_bp),
        snooze(context, 1),
    ]
}

fn unmapped(context: &Context<'_>, a: &Assessed) -> Result<Vec<DecisionOption>, ApiError> {
    let Some(open) = a.open.iter().find(|line| line.quotes.is_empty()) else { return Ok(Vec::new()) };
    let mut options = Vec::new();
    for (offer, likeness) in likely_offers(context, &open.line.sku, &open.line.title, 3)? {
        let way = context.way(1, 1, offer)?;
        let (to, chosen) = (a.ship_to.country, Some((offer, 1)));
        let quotes = crate::assess::quotes_for(context, &open.line, &open.part, open.units, to, chosen)?;
        let Some(quote) = quotes.first() else { continue };
        let (line_id, part) = (open.line.id.get(), open.part.clone());
        let fix = Fix::Map { line_id, part, offer_id: offer.get(), factor: 1 };
        let mut one = option(fix, &way_facts(quote), options.is_empty() && likeness >= 60);
        one.facts.insert("likeness".to_owned(), likeness.to_string());
        one.facts.insert("supplier".to_owned(), way.supplier.name.clone());
        one.margin = with_quote(context, a, open, quote)?.and_then(|(_, margin)| margin).map(percent);
        options.push(one);
    }
    options.push(snooze(context, 1));
    Ok(options)
}

fn way_facts(quote: &RoutedQuote) -> Vec<(&'static str, String)> {
    let offer = &quote.way.offer;
    let mut facts_of = vec![
        ("supplier", quote.way.supplier.name.clone()),
        ("supplier_sku", offer.supplier_sku.clone()),
        ("title", offer.title.clone()),
    ];
    if let Some(stock) = offer.stock {
        facts_of.push(("stock", stock.to_string()));
    }
    if let Some(goods) = quote.goods {
        facts_of.push(("goods", goods.decimal().to_string()));
        facts_of.push(("currency", goods.currency().to_string()));
    }
    if let Some((min, max)) = quote.days {
        facts_of.push(("days_min", min.to_string()));
        facts_of.push(("days_max", max.to_string()));
    }
    facts_of
}

/// The line that stands in the way, with the other ways that are clear, best margin first.
fn other_ways(context: &Context<'_>, a: &Assessed, line: &OpenLine) -> Result<Vec<DecisionOption>, ApiError> {
    let mut ways = Vec::new();
    let chosen = line.chosen().map(|quote| quote.way.offer.id);
    for quote in all_ways(context, a, line)? {
        if Some(quote.way.offer.id) == chosen || !quote.obstacles.is_empty() {
            continue;
        }
        let margin = with_quote(context, a, line, &quote)?.and_then(|(_, margin)| margin);
        let (line_id, part) = (line.line.id.get(), line.part.clone());
        let fix = Fix::UseOffer { line_id, part, offer_id: quote.way.offer.id.get() };
        let mut one = option(fix, &way_facts(&quote), false);
        one.margin = margin.map(percent);
        one.can_remember = true;
        ways.push((margin, one));
    }
    ways.sort_by_key(|(margin, _)| std::cmp::Reverse(*margin));
    Ok(ways.into_iter().map(|(_, one)| one).collect())
}

fn other_way(context: &Context<'_>, a: &Assessed, check: Check) -> Result<Vec<DecisionOption>, ApiError> {
    let stuck = a.open.iter().find(|line| line.chosen().is_some_and(|quote| !quote.obstacles.is_empty()));
    let Some(line) = stuck else { return Ok(vec![snooze(context, 1)]) };
    let mut options = other_ways(context, a, line)?;
    options.truncate(2);
    if let Some(first) = options.first_mut() {
        first.suggested = true;
    }
    if check == Check::Approved
        && let Some(quote) = line.chosen()
    {
        let supplier = &quote.way.supplier;
        let facts_of =
            [("supplier", supplier.name.clone()), ("standing", supplier.standing.word().to_owned())];
        options.push(accept(Check::Approved, false, a.margin_bp));
        options.push(option(Fix::ApproveSupplier { supplier_id: supplier.id.get() }, &facts_of, false));
    }
    options.push(snooze(context, 3));
    options.push(option(Fix::Close, &[], false));
    Ok(options)
}

fn paid(context: &Context<'_>, a: &Assessed) -> Vec<DecisionOption> {
    let mut wait = snooze(context, 1);
    wait.suggested = true;
    vec![wait, accept(Check::Paid, false, a.margin_if_paid), option(Fix::Close, &[], false)]
}

fn duplicate(context: &Context<'_>) -> Vec<DecisionOption> {
    vec![option(Fix::Close, &[], false), accept(Check::Duplicate, true, None), snooze(context, 1)]
}

/// Nobody here knows, so nothing is suggested.
fn older(context: &Context<'_>) -> Vec<DecisionOption> {
    vec![accept(Check::History, false, None), option(Fix::Close, &[], false), snooze(context, 1)]
}

fn thin(context: &Context<'_>, a: &Assessed) -> Result<Vec<DecisionOption>, ApiError> {
    let mut options = Vec::new();
    if let Some(line) = a.open.first() {
        let present = a.margin_bp.unwrap_or(i64::MIN);
        for one in other_ways(context, a, line)? {
            let better =
                one.margin.as_deref().and_then(|text| crate::context::parse_percent("margin", text).ok());
            if better.is_some_and(|margin| margin > present) {
                options.push(one);
            }
        }
    }
    options.truncate(2);
    let has_better = !options.is_empty();
    if let Some(first) = options.first_mut() {
        first.suggested = true;
    }
    options.push(accept(Check::Margin, !has_better, a.margin_bp));
    options.push(snooze(context, 1));
    options.push(option(Fix::Close, &[], false));
    Ok(options)
}

/// The rule allows nothing: another offer by hand, or the ranking for once.
fn not_allowed(context: &Context<'_>, a: &Assessed) -> Result<Vec<DecisionOption>, ApiError> {
    let mut options = match a.open.iter().find(|line| !line.is_fixed) {
        Some(line) => other_ways(context, a, line)?,
        None => Vec::new(),
    };
    options.truncate(1);
    options.push(accept(Check::Routed, false, a.margin_bp));
    options.push(snooze(context, 1));
    options.push(option(Fix::Close, &[], false));
    Ok(options)
}

/// Facts for the sentence that says what is wrong.
fn cause(context: &Context<'_>, a: &Assessed, check: Check) -> Result<Vec<(&'static str, String)>, ApiError> {
    let mut out = Vec::new();
    match check {
        Check::Outcome | Check::Accepted => {
            let wanted = |row: &stockless_store::purchases::PurchaseRow| match check {
                Check::Outcome => needs_a_person(row),
                _ => row.state == State::Rejected,
            };
            if let Some(bought) = a.bought.iter().rfind(|bought| wanted(&bought.row)) {
                out.push(("number", bought.row.number.clone()));
                out.push(("supplier", bought.row.supplier_name.clone()));
                out.push(("words", bought.row.note.clone()));
                out.push(("ask_after", bought.row.ask_after.map(Instant::iso).unwrap_or_default()));
            }
        }
        Check::Released => {
            out.push(("risk", a.order.risk.clone()));
            out.push(("fulfilment", a.order.fulfilment.word().to_owned()));
            let lost = lost_parts(a);
            out.push(("changes", a.work.conflict.len().to_string()));
            if let Some(first) = lost.first() {
                out.push(("line", first.open.name()));
                out.push(("number", first.purchase.number.clone()));
                out.push(("supplier", first.purchase.supplier_name.clone()));
            }
            let sent_before = a.work.sent_before();
            let by_rule = (!a.work.held.is_empty()).then_some("rule");
            if let (Some(numbers), true) = (sent_before, lost.is_empty()) {
                out.push(("number", numbers.to_owned()));
            }
            let cause = if !a.work.conflict.is_empty() {
                Some("changed")
            } else if !lost.is_empty() {
                Some("part")
            } else if sent_before.is_some() {
                Some("sent_before")
            } else {
                cause_of_hold(a).map(HeldBack::word).or(by_rule)
            };
            out.push(("rule", a.work.held.clone()));
            out.push(("cause", cause.unwrap_or_default().to_owned()));
        }
        Check::Address => {
            let fault = address_fault(&a.ship_to).map(|fault| fault.word().to_owned()).unwrap_or_default();
            out.push(("fault", fault));
        }
        Check::Mapped => {
            if let Some(open) = a.open.iter().find(|line| line.quotes.is_empty()) {
                out.push(("sku", open.line.sku.clone()));
                out.push(("title", open.name()));
            }
        }
        Check::ShipsThere | Check::InStock | Check::Approved => {
            let stuck =
                a.open.iter().find(|line| line.chosen().is_some_and(|quote| !quote.obstacles.is_empty()));
            if let Some((line, quote)) = stuck.and_then(|line| Some((line, line.chosen()?))) {
                out.extend(way_facts(quote));
                out.push(("units", quote.units.to_string()));
                out.push(("line", line.name()));
                out.push(("country", a.ship_to.country.map(|c| c.to_string()).unwrap_or_default()));
                out.push(("standing", quote.way.supplier.standing.word().to_owned()));
                let obstacle = quote.obstacles.first().map(|obstacle| obstacle_word(*obstacle).to_owned());
                out.push(("obstacle", obstacle.unwrap_or_default()));
            }
        }
        Check::Paid => {
            out.push(("payment", a.order.payment.word().to_owned()));
            out.push(("payment_text", a.order.payment_text.clone()));
            out.push(("gateway", a.order.gateway.clone()));
            out.push(("total", Money::from_minor(a.order.total_minor, a.order.currency).to_string()));
        }
        Check::Duplicate => {
            if let Some((id, number)) = &a.twin {
                out.push(("twin_id", id.to_string()));
                out.push(("twin", number.clone()));
            }
        }
        Check::History => {
            out.push(("began", Instant::from_ms(context.workspace.created_ms).iso()));
        }
        Check::Answered | Check::Settled => {
            let asks = |bought: &&crate::books::Bought| {
                needs(bought, context.now).into_iter().find(|need| check_of(*need) == check)
            };
            if let Some((bought, need)) = a.bought.iter().find_map(|b| Some((b, asks(&b)?))) {
                let following = bought.following.clone().unwrap_or_default();
                out.push(("number", bought.row.number.clone()));
                out.push(("supplier", bought.row.supplier_name.clone()));
                out.push(("need", need.word().to_owned()));
                out.push(("chase_at", following.chase.map(Instant::iso).unwrap_or_default()));
                out.push(("pay_due", following.pay_due.map(Instant::iso).unwrap_or_default()));
                out.push(("lapses", following.lapses.to_string()));
            }
        }
        Check::Routed => {
            out.push(("rule", a.routed.rule.as_ref().map(|rule| rule.name.clone()).unwrap_or_default()));
            if let Some(quote) = a.open.iter().find(|line| !line.is_fixed).and_then(OpenLine::chosen) {
                out.extend(way_facts(quote));
            }
        }
        Check::Margin => {
            out.push(("margin", a.margin_bp.map(percent).unwrap_or_default()));
            out.push(("floor", percent(context.floor_bp(&a.shop))));
            if let Some(quote) = a.open.first().and_then(OpenLine::chosen) {
                out.extend(way_facts(quote));
            }
        }
    }
    Ok(out)
}
