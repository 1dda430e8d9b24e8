//! Suppliers, what they sell and what it costs to have it sent somewhere.

use rust_decimal::Decimal;

use crate::id::{OfferId, SupplierId};
use crate::money::{Currency, Money, MoneyError, Rounding};
use crate::order::words;
use crate::place::{Country, Zone};

/// What kind of business a supplier is. Checklists, terms and risks differ by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SupplierKind {
    /// A seller or agent on a marketplace.
    Marketplace,
    /// A wholesaler or local distributor.
    Wholesaler,
    /// A maker who puts the merchant's own brand on the goods.
    PrivateLabel,
    /// A fulfilment service that stores the merchant's goods.
    Fulfilment,
}

words!(SupplierKind {
    Marketplace = "marketplace",
    Wholesaler = "wholesaler",
    PrivateLabel = "private_label",
    Fulfilment = "fulfilment",
});

/// Whether a supplier may receive orders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Asked, has not answered.
    Invited,
    /// A test order is under way.
    Testing,
    /// May receive orders.
    Approved,
    /// May receive orders, is being watched.
    OnWatch,
    /// Receives no orders for now.
    Paused,
    /// Receives no orders.
    Rejected,
}

words!(Standing {
    Invited = "invited",
    Testing = "testing",
    Approved = "approved",
    OnWatch = "on_watch",
    Paused = "paused",
    Rejected = "rejected",
});

impl Standing {
    /// True when orders may be forwarded without asking.
    pub const fn may_receive(self) -> bool {
        matches!(self, Self::Approved | Self::OnWatch)
    }
}

/// How purchase orders leave for a supplier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Channel {
    /// A file in a folder, by the supplier's template.
    File,
    /// A mail with the file attached.
    Email,
    /// A file on the supplier's server.
    Sftp,
    /// A request to the supplier's interface for programs.
    Api,
    /// The merchant types it in at the supplier's.
    Manual,
}

words!(Channel { File = "file", Email = "email", Sftp = "sftp", Api = "api", Manual = "manual" });

/// A unit cost that holds from a quantity on, for a destination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceTier {
    /// Where it holds.
    pub zone: Zone,
    /// From how many units on.
    pub min_quantity: i64,
    /// Cost of one unit in the offer's currency; may have more places than the currency.
    pub unit_cost: Decimal,
}

/// What a supplier asks for sending, for a destination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShippingRate {
    /// Where it holds.
    pub zone: Zone,
    /// Service, as the supplier calls it.
    pub service: String,
    /// For the first unit of a parcel.
    pub first: Decimal,
    /// For each further unit.
    pub additional: Decimal,
    /// Days in transit, quickest.
    pub days_min: i64,
    /// Days in transit, slowest promised.
    pub days_max: i64,
}

/// What the arithmetic of a purchase needs to know about a supplier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupplierTerms {
    /// Which supplier.
    pub id: SupplierId,
    /// Name as shown.
    pub name: String,
    /// Whether it may receive orders.
    pub standing: Standing,
    /// Where it sends from, if known.
    pub country: Option<Country>,
    /// Currency of shipping and fees.
    pub currency: Currency,
    /// The smallest order it takes, counted in goods.
    pub minimum_order: Option<Money>,
    /// Asked for each purchase order on top of goods and shipping.
    pub order_fee: Decimal,
    /// Shipping by destination; empty when the supplier named no destinations.
    pub shipping: Vec<ShippingRate>,
}

impl SupplierTerms {
    /// The most exact rate that covers a country.
    pub fn shipping_to(&self, country: Country) -> Option<&ShippingRate> {
        self.shipping.iter().filter(|rate| rate.zone.covers(country)).min_by_key(|rate| rate.zone)
    }
}

/// A supplier's sellable item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Which offer.
    pub id: OfferId,
    /// Whose.
    pub supplier: SupplierId,
    /// The supplier's own SKU.
    pub supplier_sku: String,
    /// The supplier's title.
    pub title: String,
    /// Currency of every price.
    pub currency: Currency,
    /// Units in stock; `None` when the supplier does not tell.
    pub stock: Option<i64>,
    /// At so many units or fewer its stock is low; `None` where the workspace's number holds.
    pub low_at: Option<i64>,
    /// Days until it leaves the supplier.
    pub lead_days: i64,
    /// Fewest units the supplier sells.
    pub min_quantity: i64,
    /// Unit costs; never empty for an offer that can be bought.
    pub prices: Vec<PriceTier>,
}

impl Offer {
    /// Cost of one unit for so many units sent to a country: the most exact zone first, within it the highest
    /// tier that the quantity reaches.
    pub fn unit_cost(&self, country: Option<Country>, quantity: i64) -> Option<Decimal> {
        let covers = |tier: &&PriceTier| match country {
            Some(country) => tier.zone.covers(country),
            None => tier.zone == Zone::World,
        };
        self.prices
            .iter()
            .filter(covers)
            .filter(|tier| tier.min_quantity <= quantity.max(1))
            .min_by_key(|tier| (tier.zone, tier.min_quantity.saturating_neg()))
            .map(|tier| tier.unit_cost)
    }

    /// Cost of so many units, rounded once.
    pub fn cost_of(&self, country: Option<Country>, quantity: i64) -> Option<Result<Money, MoneyError>> {
        let unit = self.unit_cost(country, quantity)?;
        Some(
            unit.checked_mul(Decimal::from(quantity))
                .ok_or(MoneyError::Overflow)
                .and_then(|value| Money::from_decimal(value, self.currency, Rounding::HalfUp)),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tier(zone: &str, min_quantity: i64, cost: &str) -> PriceTier {
        PriceTier { zone: zone.parse().unwrap(), min_quantity, unit_cost: cost.parse().unwrap() }
    }

    fn offer() -> Offer {
        Offer {
            id: OfferId::new(1),
            supplier: SupplierId::new(1),
            supplier_sku: "A-1".into(),
            title: String::new(),
            currency: Currency::EUR,
            stock: Some(3),
            low_at: None,
            lead_days: 1,
            min_quantity: 1,
            prices: vec![
                tier("*", 1, "10.005"),
                tier("*", 5, "9"),
                tier("EU", 1, "8.5"),
                tier("DE", 10, "7"),
            ],
        }
    }

    #[test]
    fn the_most_exact_zone_wins_and_within_it_the_highest_tier_reached() {
        let de = Country::from_code("DE");
        let us = Country::from_code("US");
        let cost = |country, quantity| offer().unit_cost(country, quantity).unwrap().to_string();
        assert_eq!(cost(us, 1), "10.005");
        assert_eq!(cost(us, 7), "9");
        assert_eq!(cost(de, 7), "8.5");
        assert_eq!(cost(de, 10), "7");
    }

    #[test]
    fn units_are_multiplied_before_rounding() {
        let us = Country::from_code("US");
        assert_eq!(offer().cost_of(us, 3).unwrap().unwrap().minor(), 3002, "3 × 10.005 = 30.015, half up");
    }
}
