//! The order a rule is about, as far as it has to be known.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use stockless_core::automation::{Facts, Line, Rule, Test};
use stockless_core::check::{Check, Verdict};
use stockless_core::id::{OfferId, OrderId, SupplierId};
use stockless_core::money::Money;
use stockless_core::place::Country;
use stockless_store::orders::{LineRow, OrderRow};
use stockless_store::view::ViewRow;
use stockless_store::work::Work;

use super::deed::Change;
use crate::assess::{self, Age, Assessed};
use crate::context::Context;
use crate::error::ApiError;

/// What is asked for by few rules and takes longer to find out.
#[derive(Debug, Clone, Copy, Default)]
pub struct Needs {
    suppliers: bool,
    customer: bool,
}

impl Needs {
    /// Of some rules together.
    pub fn of<'r>(rules: impl IntoIterator<Item = &'r Rule>) -> Self {
        let mut needs = Self::default();
        for wanted in rules.into_iter().flat_map(|rule| &rule.conditions.tests) {
            needs.suppliers |= matches!(wanted.test, Test::Supplier(_));
            needs.customer |= matches!(wanted.test, Test::KnownCustomer);
        }
        needs
    }
}

/// An order as rules see it.
pub struct Subject {
    /// As mirrored.
    pub order: OrderRow,
    /// What is derived about it.
    pub view: ViewRow,
    /// What conditions are compared with.
    pub facts: Facts,
    /// The merchant's own tags.
    pub tags: Vec<String>,
    /// What the merchant decided about it.
    pub work: Work,
    /// Whose stock the occasion is about, where it is about one.
    about: Option<SupplierId>,
    assessed: OnceCell<Assessed>,
}

impl Subject {
    /// Reads an order; `None` when nothing was derived about it yet.
    pub fn read(context: &Context<'_>, id: OrderId, needs: Needs) -> Result<Option<Self>, ApiError> {
        let read = context.read();
        let Some(view) = read.view_of(id)? else { return Ok(None) };
        let order = read.order(id)?;
        let lines = read.lines_of(id)?;
        let own_tags = read.tags_of(id)?;
        let mut tags = own_tags.clone();
        tags.extend(order.shop_tags.iter().cloned());
        let total = Money::from_minor(order.total_minor, order.currency);
        let known_customer = if needs.customer && !order.email.is_empty() {
            Some(read.other_orders(&order)? > 0)
        } else {
            None
        };
        let facts = Facts {
            shop: Some(order.shop),
            to: Country::from_code(&view.country),
            total: context.to_base(total, order.placed.day_in(context.zone))?.map(|(base, _)| base.minor()),
            margin: view.margin_bp,
            tags,
            known_customer,
            payment: Some(order.payment),
            risk: order.risk.clone(),
            age_ms: context.now.since(order.placed).max(0),
            failing: failing(&view),
            lines: lines.iter().filter(|line| line.quantity > 0).map(line_of).collect(),
        };
        let work = read.work_of(id)?;
        let mut subject =
            Self { order, view, facts, tags: own_tags, work, about: None, assessed: OnceCell::new() };
        if needs.suppliers {
            subject.add_suppliers(context)?;
        }
        Ok(Some(subject))
    }

    /// Everything that is derived about it, worked out when it is first asked for.
    pub fn assessed(&self, context: &Context<'_>) -> Result<&Assessed, ApiError> {
        if self.assessed.get().is_none() {
            let assessed = assess::look(context, self.order.id, Age::Known)?;
            let _ = self.assessed.set(assessed);
        }
        self.assessed.get().ok_or_else(|| ApiError::not_now("This order cannot be worked out now."))
    }

    /// Leaves only the lines that one of some offers would serve now. False when there are none.
    pub fn keep_served_by(&mut self, context: &Context<'_>, offers: &[OfferId]) -> Result<bool, ApiError> {
        let open = &self.assessed(context)?.open;
        let served = open.iter().filter_map(|line| Some((line.line.id, line.chosen()?)));
        let served: Vec<_> = served
            .filter(|(_, quote)| offers.contains(&quote.way.offer.id))
            .map(|(id, q)| (id, q.way.supplier.id))
            .collect();
        self.facts.lines.retain(|line| served.iter().any(|(id, _)| *id == line.id));
        self.about = served.first().map(|(_, supplier)| *supplier);
        Ok(!served.is_empty())
    }

    /// Offers that would serve its open lines now and whose stock is low.
    pub fn low_offers(&self, context: &Context<'_>) -> Result<Vec<OfferId>, ApiError> {
        let mut low = Vec::new();
        for quote in self.assessed(context)?.open.iter().filter_map(|line| line.chosen()) {
            if context.read().is_low(quote.way.offer.id)? {
                low.push(quote.way.offer.id);
            }
        }
        Ok(low)
    }

    /// Who has or would get the first line; where the occasion is about a supplier, that one.
    pub fn supplier(&self, context: &Context<'_>) -> Result<Option<SupplierId>, ApiError> {
        let first = assess::suppliers_of(self.assessed(context)?).first().copied();
        Ok(self.about.or(first))
    }

    /// Sees it as it will be after a change, so that the next action is worked out on that. Nothing is written.
    pub fn after(&mut self, change: &Change, rule: &str) {
        match change {
            Change::Tag(tag, true) => self.tags.push(tag.clone()),
            Change::Tag(tag, false) => self.tags.retain(|known| known != tag),
            Change::Colour(colour) => self.work.colour.clone_from(colour),
            Change::Hold => self.work.held = rule.to_owned(),
            Change::Route(lines) => {
                let open = self.assessed.get_mut().map(|assessed| &mut assessed.open).into_iter().flatten();
                for open in open {
                    let mine =
                        lines.iter().find(|(line, part, ..)| *line == open.line.id && *part == open.part);
                    let chosen = mine.map(|(.., offer, _)| *offer);
                    // The chosen way stands first; the sort keeps the order of the others.
                    open.quotes.sort_by_key(|quote| chosen != Some(quote.way.offer.id) && chosen.is_some());
                }
            }
            Change::Nothing
            | Change::Snooze(_)
            | Change::Forward(_)
            | Change::Draft(..)
            | Change::Note(_) => {}
        }
    }

    fn add_suppliers(&mut self, context: &Context<'_>) -> Result<(), ApiError> {
        let assessed = self.assessed(context)?;
        let mut found = BTreeMap::new();
        for bought in assessed.bought.iter().filter(|bought| bought.row.state.holds_lines()) {
            found.extend(bought.lines.iter().map(|of| (of.line, bought.row.supplier)));
        }
        for open in &assessed.open {
            if let Some(quote) = open.chosen() {
                found.insert(open.line.id, quote.way.supplier.id);
            }
        }
        for line in &mut self.facts.lines {
            line.supplier = found.get(&line.id).copied();
        }
        Ok(())
    }
}

fn failing(view: &ViewRow) -> Vec<Check> {
    let fails = |check: &Check| matches!(view.verdicts.get(*check), Verdict::Decide | Verdict::Block);
    Check::ALL.iter().copied().filter(fails).collect()
}

fn line_of(row: &LineRow) -> Line {
    Line { id: row.id, sku: row.sku.clone(), title: row.title.clone(), units: row.quantity, supplier: None }
}
