//! The ledger: what an order earns and costs, entry by entry, and what must be written when it changes.

use std::collections::BTreeMap;

use crate::day::Day;
use crate::id::{OrderLineId, ProductId, PurchaseId, SupplierId};
use crate::money::{Currency, Money, MoneyError, allocate};
use crate::order::words;

/// What an amount is. The order of declaration is the order of the waterfall.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Account {
    /// Goods sold, with tax, before discounts.
    Sales,
    /// Shipping charged to the customer, with tax.
    ShippingCharged,
    /// Discounts given.
    Discounts,
    /// Given back to the customer, with tax.
    Refunds,
    /// Sales tax or VAT that is handed on.
    Tax,
    /// What the goods cost at the supplier.
    Goods,
    /// What the supplier asks for sending.
    SupplierShipping,
    /// What the supplier asks for handling an order.
    SupplierFees,
    /// Import duty and parcel fees.
    Duty,
    /// What the payment provider keeps.
    PaymentFees,
    /// What the marketplace keeps.
    Commissions,
    /// Advertising.
    Ads,
    /// Plans, apps, domains and other recurring costs.
    Recurring,
    /// Gain and loss between currencies.
    CurrencyLoss,
    /// Money taken back by a bank, and its fee.
    Chargebacks,
    /// Samples and test orders.
    Samples,
    /// Anything else.
    Other,
}

words!(Account {
    Sales = "sales",
    ShippingCharged = "shipping_charged",
    Discounts = "discounts",
    Refunds = "refunds",
    Tax = "tax",
    Goods = "goods",
    SupplierShipping = "supplier_shipping",
    SupplierFees = "supplier_fees",
    Duty = "duty",
    PaymentFees = "payment_fees",
    Commissions = "commissions",
    Ads = "ads",
    Recurring = "recurring",
    CurrencyLoss = "currency",
    Chargebacks = "chargebacks",
    Samples = "samples",
    Other = "other",
});

impl Account {
    /// The number under which the account is stored. Never changes; new accounts get new numbers.
    pub const fn number(self) -> i64 {
        match self {
            Self::Sales => 10,
            Self::ShippingCharged => 11,
            Self::Discounts => 20,
            Self::Refunds => 30,
            Self::Tax => 40,
            Self::Goods => 50,
            Self::SupplierShipping => 51,
            Self::SupplierFees => 52,
            Self::Duty => 53,
            Self::PaymentFees => 60,
            Self::Commissions => 61,
            Self::Ads => 70,
            Self::Recurring => 71,
            Self::CurrencyLoss => 72,
            Self::Chargebacks => 73,
            Self::Samples => 74,
            Self::Other => 75,
        }
    }

    /// The account of a stored number.
    pub fn from_number(number: i64) -> Option<Self> {
        Self::ALL.iter().copied().find(|account| account.number() == number)
    }

    /// True for costs that can be final or still an estimate; false for what the shop states.
    pub const fn is_cost(self) -> bool {
        self.number() >= 50
    }
}

/// Whether an amount is known or expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Certainty {
    /// From a price list or a rule.
    Estimated,
    /// From a shop, a purchase, a bill or a person.
    Actual,
}

words!(Certainty { Estimated = "estimated", Actual = "actual" });

/// An amount that the ledger should show for an order. Income is positive, cost negative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// What it is.
    pub account: Account,
    /// How much; income positive, cost negative.
    pub amount: Money,
    /// On which day it counts.
    pub day: Day,
    /// Known or expected.
    pub certainty: Certainty,
    /// The line it belongs to.
    pub line: OrderLineId,
    /// The product of that line.
    pub product: Option<ProductId>,
    /// The supplier that serves the line, once one is chosen.
    pub supplier: Option<SupplierId>,
    /// The purchase it comes from.
    pub purchase: Option<PurchaseId>,
    /// Units, on sales only.
    pub units: i64,
    /// 1 on the first sales entry of an order, so that orders can be counted in sums.
    pub orders: i64,
    /// Where the amount comes from, for people: a rule's or a document's name.
    pub source: String,
}

/// What makes two amounts the same item of an order: when only the amount differs, the difference is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Slot {
    /// What it is.
    pub account: Account,
    /// Known or expected.
    pub certainty: Certainty,
    /// The line it belongs to.
    pub line: OrderLineId,
    /// The supplier.
    pub supplier: Option<SupplierId>,
    /// The purchase it comes from.
    pub purchase: Option<PurchaseId>,
    /// The currency of the amounts.
    pub currency: Currency,
}

impl Wanted {
    /// The item this amount belongs to.
    pub fn slot(&self) -> Slot {
        Slot {
            account: self.account,
            certainty: self.certainty,
            line: self.line,
            supplier: self.supplier,
            purchase: self.purchase,
            currency: self.amount.currency(),
        }
    }
}

/// What the ledger holds for a slot so far: sums over its entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Sum of the amounts, in minor units of the slot's currency.
    pub minor: i64,
    /// Sum of the units.
    pub units: i64,
    /// Sum of the order counts.
    pub orders: i64,
    /// Product of the entries.
    pub product: Option<ProductId>,
    /// Day of the latest entry.
    pub day: Day,
}

/// What must be appended so that the ledger shows what is wanted. Nothing is ever rewritten: an amount that is no
/// longer wanted is taken back by an entry of the opposite sign.
///
/// New items count on their own day. Corrections to items that are already there count on `today` where the shop
/// or supplier changed its mind, so that a past month does not move behind the merchant's back; what replaces an
/// estimate counts on the estimate's day, so that the estimate and its correction meet in one period.
pub fn corrections(
    held: &BTreeMap<Slot, Held>,
    wanted: &[Wanted],
    today: Day,
) -> Result<Vec<Wanted>, MoneyError> {
    let mut rest = held.clone();
    let mut entries = Vec::new();
    for want in wanted {
        let slot = want.slot();
        match rest.remove(&slot) {
            None => {
                if !want.amount.is_zero() {
                    entries.push(want.clone());
                }
            }
            Some(have) => {
                let before = Money::from_minor(have.minor, want.amount.currency());
                let difference = want.amount.checked_sub(before)?;
                let units = want.units.saturating_sub(have.units);
                let orders = want.orders.saturating_sub(have.orders);
                if !difference.is_zero() || units != 0 || orders != 0 {
                    let day =
                        if slot.certainty == Certainty::Estimated { have.day } else { today.max(have.day) };
                    entries.push(Wanted { amount: difference, units, orders, day, ..want.clone() });
                }
            }
        }
    }
    for (slot, have) in rest {
        if have.minor == 0 && have.units == 0 && have.orders == 0 {
            continue;
        }
        // The same item under another supplier or purchase is moved on its own day, so that only the attribution
        // changes and no period's total does.
        let moved = wanted.iter().any(|want| want.account == slot.account && want.line == slot.line);
        let day =
            if moved || slot.certainty == Certainty::Estimated { have.day } else { today.max(have.day) };
        entries.push(Wanted {
            account: slot.account,
            amount: Money::from_minor(have.minor, slot.currency).negated()?,
            day,
            certainty: slot.certainty,
            line: slot.line,
            product: have.product,
            supplier: slot.supplier,
            purchase: slot.purchase,
            units: have.units.saturating_neg(),
            orders: have.orders.saturating_neg(),
            source: "taken back".to_owned(),
        });
    }
    Ok(entries)
}

/// Shares an amount of a whole order among its lines by their value; equally when no line has a value.
pub fn share(amount: Money, values: &[i64]) -> Result<Vec<Money>, MoneyError> {
    let weights: Vec<u64> = values.iter().map(|&value| value.max(0).unsigned_abs()).collect();
    let weights = if weights.iter().all(|&w| w == 0) { vec![1; weights.len()] } else { weights };
    let parts = allocate(amount.minor(), &weights)?;
    Ok(parts.into_iter().map(|part| Money::from_minor(part, amount.currency())).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn want(account: Account, minor: i64, certainty: Certainty) -> Wanted {
        Wanted {
            account,
            amount: Money::from_minor(minor, Currency::EUR),
            day: Day::ymd(2026, 3, 9).unwrap(),
            certainty,
            line: OrderLineId::new(1),
            product: None,
            supplier: None,
            purchase: None,
            units: 0,
            orders: 0,
            source: "test".into(),
        }
    }

    fn post(held: &mut BTreeMap<Slot, Held>, entries: &[Wanted]) {
        for entry in entries {
            let have = held.entry(entry.slot()).or_insert(Held {
                minor: 0,
                units: 0,
                orders: 0,
                product: entry.product,
                day: entry.day,
            });
            have.minor += entry.amount.minor();
            have.units += entry.units;
            have.orders += entry.orders;
            have.day = entry.day;
        }
    }

    #[test]
    fn an_estimate_is_taken_back_when_the_actual_amount_arrives() {
        let today = Day::ymd(2026, 4, 2).unwrap();
        let mut held = BTreeMap::new();
        post(&mut held, &[want(Account::Goods, -2850, Certainty::Estimated)]);
        let entries = corrections(&held, &[want(Account::Goods, -3360, Certainty::Actual)], today).unwrap();
        assert_eq!(entries.len(), 2);
        assert_eq!(entries[1].amount.minor(), 2850);
        assert_eq!(entries[1].day, Day::ymd(2026, 3, 9).unwrap(), "the estimate's own day");
    }

    #[test]
    fn sales_that_move_to_another_supplier_stay_in_their_month() {
        let today = Day::ymd(2026, 4, 2).unwrap();
        let mut held = BTreeMap::new();
        post(&mut held, &[want(Account::Sales, 5000, Certainty::Actual)]);
        let mut moved = want(Account::Sales, 5000, Certainty::Actual);
        moved.supplier = Some(SupplierId::new(7));
        let entries = corrections(&held, &[moved], today).unwrap();
        assert_eq!(
            entries.iter().map(|e| (e.day.number(), e.amount.minor())).collect::<Vec<_>>(),
            [(20_260_309, 5000), (20_260_309, -5000)]
        );
    }

    #[test]
    fn accounts_have_different_numbers_that_read_back() {
        for &account in Account::ALL {
            assert_eq!(Account::from_number(account.number()), Some(account));
        }
    }

    proptest! {
        #[test]
        fn after_corrections_the_ledger_shows_what_is_wanted_and_then_rests(
            first in prop::collection::vec((0_usize..17, -10_000_i64..10_000), 0..20),
            second in prop::collection::vec((0_usize..17, -10_000_i64..10_000), 0..20),
        ) {
            let today = Day::ymd(2026, 5, 1).unwrap();
            let wanted = |list: &[(usize, i64)]| {
                let unique: BTreeMap<usize, i64> = list.iter().copied().collect();
                unique.into_iter().map(|(i, minor)| want(Account::ALL[i], minor, Certainty::Actual)).collect::<Vec<_>>()
            };
            let mut held = BTreeMap::new();
            for list in [wanted(&first), wanted(&second)] {
                let entries = corrections(&held, &list, today).unwrap();
                post(&mut held, &entries);
                for want in &list {
                    prop_assert_eq!(held.get(&want.slot()).map_or(0, |h| h.minor), want.amount.minor());
                }
                let total: i64 = held.values().map(|h| h.minor).sum();
                prop_assert_eq!(total, list.iter().map(|w| w.amount.minor()).sum::<i64>());
                prop_assert!(corrections(&held, &list, today).unwrap().is_empty(), "nothing to do twice");
            }
        }
    }
}
