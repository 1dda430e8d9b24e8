//! What the arithmetic of orders needs to know, read once per transaction and kept while it lasts.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use chrono_tz::Tz;
use rust_decimal::Decimal;
use stockless_core::day::{Day, Instant};
use stockless_core::fee::{FeeBase, FeeKind, FeeRule, FixedStep, Per, Rates, Step};
use stockless_core::fx::{Rate, RateBook};
use stockless_core::id::{OfferId, ProductId, ShopId, SupplierId};
use stockless_core::money::{Currency, Money};
use stockless_core::place::Country;
use stockless_core::route::Rule;
use stockless_core::supplier::{Offer, SupplierTerms};
use stockless_store::products::MappingRow;
use stockless_store::shops::{FeeRuleRow, ShopRow};
use stockless_store::workspace::WorkspaceRow;
use stockless_store::{Read, StoreError};

use crate::error::ApiError;
use crate::routing::{DoorDays, Routing};

/// One mapped way to serve a product.
#[derive(Debug, Clone)]
pub struct Way {
    /// 1 is the first choice.
    pub rank: i64,
    /// Units of the offer for one ordered unit.
    pub factor: i64,
    /// The offer.
    pub offer: Rc<Offer>,
    /// Its supplier.
    pub supplier: Rc<SupplierTerms>,
    /// Which part of the product it serves; empty for all of it.
    pub part: String,
}

type FeesByShop = HashMap<ShopId, Vec<FeeRule>>;

/// Facts of the workspace, with caches over what many orders share.
pub struct Context<'r> {
    read: &'r Read<'r>,
    /// The workspace.
    pub workspace: WorkspaceRow,
    /// Zone in which report days begin.
    pub zone: Tz,
    /// Now.
    pub now: Instant,
    rates: RefCell<Option<Rc<RateBook>>>,
    shops: RefCell<HashMap<ShopId, Rc<ShopRow>>>,
    fees: RefCell<Option<Rc<FeesByShop>>>,
    mappings: RefCell<HashMap<ProductId, Rc<Vec<MappingRow>>>>,
    offers: RefCell<HashMap<OfferId, Rc<Offer>>>,
    suppliers: RefCell<HashMap<SupplierId, Rc<SupplierTerms>>>,
    routing: RefCell<Option<Rc<Routing>>>,
    door_days: RefCell<Option<Rc<DoorDays>>>,
}

impl<'r> Context<'r> {
    /// Reads what is always needed.
    pub fn load(read: &'r Read<'r>, now: Instant) -> Result<Self, ApiError> {
        let workspace =
            read.workspace()?.ok_or_else(|| ApiError::not_now("The workspace is not set up yet."))?;
        let zone = workspace.time_zone.parse().unwrap_or(Tz::UTC);
        Ok(Self {
            read,
            workspace,
            zone,
            now,
            rates: RefCell::default(),
            shops: RefCell::default(),
            fees: RefCell::default(),
            mappings: RefCell::default(),
            offers: RefCell::default(),
            suppliers: RefCell::default(),
            routing: RefCell::default(),
            door_days: RefCell::default(),
        })
    }

    /// The store it reads from.
    pub fn read(&self) -> &'r Read<'r> {
        self.read
    }

    /// Currency of every report.
    pub fn base(&self) -> Currency {
        self.workspace.base_currency
    }

    /// Today, in the zone of reports.
    pub fn today(&self) -> Day {
        self.now.day_in(self.zone)
    }

    /// A shop.
    pub fn shop(&self, id: ShopId) -> Result<Rc<ShopRow>, StoreError> {
        cached(&self.shops, id, || self.read.shop(id))
    }

    /// A supplier's terms.
    pub fn supplier(&self, id: SupplierId) -> Result<Rc<SupplierTerms>, StoreError> {
        cached(&self.suppliers, id, || self.read.supplier_terms(id))
    }

    /// An offer.
    pub fn offer(&self, id: OfferId) -> Result<Rc<Offer>, StoreError> {
        cached(&self.offers, id, || self.read.offer(id).map(|row| row.offer))
    }

    /// Fee rules of a shop.
    pub fn fee_rules(&self, shop: ShopId) -> Result<Vec<FeeRule>, StoreError> {
        if self.fees.borrow().is_none() {
            let mut rules = FeesByShop::new();
            for row in self.read.fee_rules()? {
                let shop = ShopId::new(row.shop_id);
                let currency = self.shop(shop)?.currency;
                rules.entry(shop).or_default().push(fee_rule(&row, currency));
            }
            *self.fees.borrow_mut() = Some(Rc::new(rules));
        }
        Ok(self.fees.borrow().as_ref().and_then(|rules| rules.get(&shop).cloned()).unwrap_or_default())
    }

    /// Margin floor of a shop in hundredths of a percent.
    pub fn floor_bp(&self, shop: &ShopRow) -> i64 {
        shop.margin_floor_bp.unwrap_or(self.workspace.margin_floor_bp)
    }

    /// Ways to serve a product in a country: those of the most exact zone that has any, by rank. Where they name parts,
    /// it takes one of each part.
    pub fn ways(&self, product: ProductId, country: Option<Country>) -> Result<Vec<Way>, StoreError> {
        let mappings = cached(&self.mappings, product, || self.read.mappings_of(product))?;
        let covers = |mapping: &&MappingRow| {
            country.map_or(mapping.zone == stockless_core::place::Zone::World, |c| mapping.zone.covers(c))
        };
        let Some(zone) = mappings.iter().filter(covers).map(|mapping| mapping.zone).min() else {
            return Ok(Vec::new());
        };
        let mut ways = Vec::new();
        for mapping in mappings.iter().filter(|mapping| mapping.zone == zone) {
            let way = self.way(mapping.rank, mapping.factor, mapping.offer)?;
            ways.push(Way { part: mapping.part.clone(), ..way });
        }
        ways.sort_by_key(|way| way.rank);
        Ok(ways)
    }

    /// Rules that are on, and estimates of duty.
    pub fn routing(&self) -> Result<Rc<Routing>, ApiError> {
        if let Some(routing) = &*self.routing.borrow() {
            return Ok(Rc::clone(routing));
        }
        let routing = Rc::new(Routing::load(self.read, self.base())?);
        *self.routing.borrow_mut() = Some(Rc::clone(&routing));
        Ok(routing)
    }

    /// Takes other rules than those that are on.
    pub fn try_rules(&self, rules: Vec<Rule>) -> Result<(), ApiError> {
        let duty = Routing::load(self.read, self.base())?.duty;
        *self.routing.borrow_mut() = Some(Rc::new(Routing { rules, duty }));
        Ok(())
    }

    /// How long parcels took, as last measured.
    pub fn door_days(&self) -> Result<Rc<DoorDays>, StoreError> {
        if let Some(days) = &*self.door_days.borrow() {
            return Ok(Rc::clone(days));
        }
        let days = Rc::new(self.read.door_days()?);
        *self.door_days.borrow_mut() = Some(Rc::clone(&days));
        Ok(days)
    }

    /// Takes other figures than those that were measured last.
    pub fn try_days(&self, days: &Rc<DoorDays>) {
        *self.door_days.borrow_mut() = Some(Rc::clone(days));
    }

    /// A way by its offer, for all of a product.
    pub fn way(&self, rank: i64, factor: i64, offer: OfferId) -> Result<Way, StoreError> {
        let offer = self.offer(offer)?;
        let supplier = self.supplier(offer.supplier)?;
        Ok(Way { rank, factor, offer, supplier, part: String::new() })
    }

    /// An amount in the base currency on a day, with the rate used; `None` while there is no rate.
    pub fn to_base(&self, amount: Money, day: Day) -> Result<Option<(Money, String)>, ApiError> {
        if amount.currency() == self.base() {
            return Ok(Some((amount, String::new())));
        }
        let book = self.rates()?;
        match book.rate_on(amount.currency(), self.base(), day) {
            Ok(found) => {
                Ok(Some((amount.converted(self.base(), found.value)?, found.value.normalize().to_string())))
            }
            Err(_) => Ok(None),
        }
    }

    /// Every rate that is known.
    pub fn rates(&self) -> Result<Rc<RateBook>, StoreError> {
        if let Some(book) = &*self.rates.borrow() {
            return Ok(Rc::clone(book));
        }
        let mut book = RateBook::default();
        for row in self.read.all_rates()? {
            // The table holds one value a day and direction, and only values above nothing are saved.
            let _ = book.insert(Rate {
                date: row.day,
                base: row.base,
                quote: row.quote,
                value: row.value,
                source: row.source,
            });
        }
        let book = Rc::new(book);
        *self.rates.borrow_mut() = Some(Rc::clone(&book));
        Ok(book)
    }
}

fn cached<K: std::hash::Hash + Eq, T>(
    cache: &RefCell<HashMap<K, Rc<T>>>,
    key: K,
    read: impl FnOnce() -> Result<T, StoreError>,
) -> Result<Rc<T>, StoreError> {
    if let Some(found) = cache.borrow().get(&key) {
        return Ok(Rc::clone(found));
    }
    let found = Rc::new(read()?);
    cache.borrow_mut().insert(key, Rc::clone(&found));
    Ok(found)
}

/// The fixed part of small bases, and that of all others.
fn fixed_parts(row: &FeeRuleRow, currency: Currency) -> Vec<FixedStep> {
    let part = |up_to: Option<i64>, amount| FixedStep {
        up_to: up_to.map(|end| Money::from_minor(end, currency)),
        amount: Money::from_minor(amount, currency),
    };
    let small = row.small_minor.map(|end| part(Some(end), row.small_fixed_minor));
    if small.is_none() && row.fixed_minor == 0 {
        return Vec::new();
    }
    small.into_iter().chain([part(None, row.fixed_minor)]).collect()
}

fn fee_rule(row: &FeeRuleRow, currency: Currency) -> FeeRule {
    let money = |minor| Money::from_minor(minor, currency);
    FeeRule {
        kind: if row.kind == "commission" { FeeKind::Commission } else { FeeKind::Payment },
        gateway: (!row.gateway.is_empty()).then(|| row.gateway.clone()),
        base: FeeBase { items: row.on_items, shipping: row.on_shipping, tax: row.on_tax },
        rates: match row.above_minor {
            None => Rates::Flat(row.percent),
            Some(end) => Rates::Portions(vec![
                Step { up_to: Some(money(end)), percent: row.percent },
                Step { up_to: None, percent: row.above_percent },
            ]),
        },
        fixed: fixed_parts(row, currency),
        min: row.min_minor.map(money),
        max: row.max_minor.map(money),
        per: Per::from_word(&row.per).unwrap_or(Per::Order),
        valid_from: row.from_day.and_then(Day::from_number).unwrap_or(Day::new(chrono::NaiveDate::MIN)),
        valid_to: row.to_day.and_then(Day::from_number),
        refundable: false,
        source: row.source.clone(),
    }
}

/// Hundredths of a percent as text with one place, `6.1`.
pub fn percent(bp: i64) -> String {
    Decimal::new(bp, 2)
        .round_dp_with_strategy(1, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
        .to_string()
}

/// Percent as people type it, in hundredths of a percent.
pub fn parse_percent(what: &str, text: &str) -> Result<i64, ApiError> {
    use rust_decimal::prelude::ToPrimitive;
    stockless_core::money::parse_decimal(text, stockless_core::money::AmountFormat::Unknown)
        .ok()
        .and_then(|value| value.checked_mul(Decimal::ONE_HUNDRED))
        .and_then(|value| value.round().to_i64())
        .filter(|bp| (-100_000..=10_000).contains(bp))
        .ok_or_else(|| ApiError::invalid(format!("The {what} “{text}” is not a percentage up to 100.")))
}
