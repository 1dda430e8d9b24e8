use chrono_tz::Tz;
use rust_decimal::Decimal;
use stockless_core::day::{Day, Instant};
use stockless_core::money::{Currency, Money, MoneyError, Rounding};
use stockless_core::order::Address;

use super::DocumentError;
use super::address::address_lines;

/// Everything a supplier has to know of one purchase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PurchaseDocument {
    /// The purchase order's number; the same number always means the same order.
    pub number: String,
    /// The reference the supplier should repeat, as derived for idempotency.
    pub reference: String,
    /// When the purchase was made.
    pub created: Instant,
    /// The time zone in which its day is shown.
    pub zone: Tz,
    /// Who buys.
    pub merchant: Party,
    /// The supplier's name.
    pub supplier_name: String,
    /// The merchant's account number with the supplier; may be empty.
    pub account_number: String,
    /// Where the goods go.
    pub ship_to: Address,
    /// What is bought, at least one line.
    pub lines: Vec<PurchaseLine>,
    /// The shipping service wished for; may be empty.
    pub service: String,
    /// A note to the supplier; may be empty and may have several lines.
    pub note: String,
    /// Currency of the purchase.
    pub currency: Currency,
    /// What the goods cost in all, where known.
    pub goods_total: Option<Money>,
    /// What shipping costs, where known.
    pub shipping_total: Option<Money>,
    /// What is to be paid in all, where known.
    pub total: Option<Money>,
    /// Facts for a slip in the parcel. Without them the PDF has no such page.
    pub packing_slip: Option<PackingSlip>,
}

/// A business as it stands on a letter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Party {
    /// Trading name.
    pub name: String,
    /// Address, line by line.
    pub address: Vec<String>,
    /// Mail address, phone or a person to ask.
    pub contact: String,
}

/// One article of a purchase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PurchaseLine {
    /// The supplier's name for the article.
    pub supplier_sku: String,
    /// The merchant's.
    pub sku: String,
    /// Title.
    pub title: String,
    /// Variant or options; may be empty.
    pub variant: String,
    /// Units, at least 1.
    pub quantity: i64,
    /// Cost of one unit, where agreed.
    pub unit_cost: Option<Decimal>,
    /// Currency of the cost.
    pub currency: Currency,
}

/// What the slip in the parcel says. It names the shop and never the supplier or a price.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackingSlip {
    /// The shop's name as its customer knows it.
    pub brand: String,
    /// The order's number as its customer knows it.
    pub order_number: String,
    /// Where returns go, line by line.
    pub return_address: Vec<String>,
    /// A word to the customer; may be empty.
    pub message: String,
}

/// More lines than any purchase for one customer has; beyond it something went wrong before.
const MOST_LINES: usize = 5_000;
const MOST_UNITS: i64 = 1_000_000;

impl PurchaseDocument {
    /// The day of the purchase in its time zone.
    pub fn day(&self) -> Day {
        self.created.day_in(self.zone)
    }

    /// The address as it stands on a parcel, and the phone.
    pub(crate) fn ship_to_lines(&self) -> Vec<String> {
        let mut lines = address_lines(&self.ship_to);
        lines.extend(Some(self.ship_to.phone.clone()).filter(|phone| !phone.is_empty()));
        lines
    }

    pub(crate) fn check(&self) -> Result<(), DocumentError> {
        let problem = |words: String| Err(DocumentError::Purchase(words));
        if self.number.trim().is_empty() {
            return problem("it has no number".to_owned());
        }
        if self.lines.is_empty() || self.lines.len() > MOST_LINES {
            return problem(format!("it has {} lines; 1 to {MOST_LINES} fit", self.lines.len()));
        }
        for (index, line) in self.lines.iter().enumerate() {
            if !(1..=MOST_UNITS).contains(&line.quantity) {
                let number = index.saturating_add(1);
                return problem(format!(
                    "line {number} asks for {} units; 1 to 1,000,000 can be asked for",
                    line.quantity
                ));
            }
            line.cost()?;
        }
        Ok(())
    }
}

impl PurchaseLine {
    /// Cost of all units, rounded half up to the currency's smallest unit.
    pub fn cost(&self) -> Result<Option<Money>, DocumentError> {
        let Some(unit) = self.unit_cost else { return Ok(None) };
        let all = unit.checked_mul(Decimal::from(self.quantity)).ok_or(MoneyError::Overflow);
        all.and_then(|all| Money::from_decimal(all, self.currency, Rounding::HalfUp))
            .map(Some)
            .map_err(|why| DocumentError::Purchase(format!("the cost of “{}”: {why}", self.supplier_sku)))
    }
}
