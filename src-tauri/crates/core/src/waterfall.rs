//! From sales to net profit: the fixed chain of steps every report shows, and its sums.

use std::collections::BTreeMap;

use crate::ledger::Account;
use crate::order::words;

/// A row of the waterfall: a sum of accounts, or a subtotal of all rows above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// Goods and shipping sold, with tax.
    SalesWithTax,
    /// Discounts given.
    Discounts,
    /// Given back to customers.
    Refunds,
    /// Tax handed on.
    Tax,
    /// Subtotal: what is left without tax.
    NetSales,
    /// Goods at the supplier.
    ProductCost,
    /// Shipping, handling and duty at the supplier.
    Shipping,
    /// Payment providers.
    PaymentFees,
    /// Marketplaces.
    Commissions,
    /// Subtotal: after what each order costs.
    AfterOrderCosts,
    /// Advertising.
    Ads,
    /// Plans, apps and other recurring costs.
    AppsAndTools,
    /// Gain and loss between currencies.
    Currency,
    /// Chargebacks, samples and the rest.
    OtherCosts,
    /// Subtotal: what is left.
    NetProfit,
}

words!(Step {
    SalesWithTax = "sales_with_tax",
    Discounts = "discounts",
    Refunds = "refunds",
    Tax = "tax",
    NetSales = "net_sales",
    ProductCost = "product_cost",
    Shipping = "shipping",
    PaymentFees = "payment_fees",
    Commissions = "commissions",
    AfterOrderCosts = "after_order_costs",
    Ads = "ads",
    AppsAndTools = "apps_and_tools",
    Currency = "currency",
    OtherCosts = "other_costs",
    NetProfit = "net_profit",
});

impl Step {
    /// The accounts that a step adds up; empty for subtotals.
    pub const fn accounts(self) -> &'static [Account] {
        match self {
            Self::SalesWithTax => &[Account::Sales, Account::ShippingCharged],
            Self::Discounts => &[Account::Discounts],
            Self::Refunds => &[Account::Refunds],
            Self::Tax => &[Account::Tax],
            Self::ProductCost => &[Account::Goods],
            Self::Shipping => &[Account::SupplierShipping, Account::SupplierFees, Account::Duty],
            Self::PaymentFees => &[Account::PaymentFees],
            Self::Commissions => &[Account::Commissions],
            Self::Ads => &[Account::Ads],
            Self::AppsAndTools => &[Account::Recurring],
            Self::Currency => &[Account::CurrencyLoss],
            Self::OtherCosts => &[Account::Chargebacks, Account::Samples, Account::Other],
            Self::NetSales | Self::AfterOrderCosts | Self::NetProfit => &[],
        }
    }

    /// True for the rows that sum all rows above them.
    pub const fn is_subtotal(self) -> bool {
        self.accounts().is_empty()
    }
}

/// The sum of one account over a period, in minor units of the reporting currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sum {
    /// Known and expected together.
    pub minor: i64,
    /// The part that is still expected.
    pub estimated: i64,
}

/// The waterfall of one set of account sums.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waterfall(Vec<(Step, Sum)>);

impl Waterfall {
    /// Adds up the steps. Sums beyond `i64` stop at its ends; amounts that large are refused at import.
    pub fn from_sums(sums: &BTreeMap<Account, Sum>) -> Self {
        let mut running = Sum::default();
        let steps = Step::ALL.iter().map(|&step| {
            if step.is_subtotal() {
                return (step, running);
            }
            let own =
                step.accounts().iter().filter_map(|account| sums.get(account)).fold(Sum::default(), add);
            running = add(running, &own);
            (step, own)
        });
        Self(steps.collect())
    }

    /// The steps, top to bottom.
    pub fn steps(&self) -> &[(Step, Sum)] {
        &self.0
    }

    /// The sum of one step.
    pub fn get(&self, step: Step) -> Sum {
        self.0.iter().find(|(s, _)| *s == step).map(|(_, sum)| *sum).unwrap_or_default()
    }
}

fn add(a: Sum, b: &Sum) -> Sum {
    Sum { minor: a.minor.saturating_add(b.minor), estimated: a.estimated.saturating_add(b.estimated) }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_account_stands_in_exactly_one_step() {
        let listed: Vec<_> = Step::ALL.iter().flat_map(|step| step.accounts()).collect();
        let unique: HashSet<_> = listed.iter().collect();
        assert_eq!(listed.len(), Account::ALL.len());
        assert_eq!(unique.len(), listed.len());
    }

    #[test]
    fn net_profit_is_the_sum_of_all_accounts() {
        let sums: BTreeMap<_, _> = Account::ALL
            .iter()
            .enumerate()
            .map(|(i, &account)| (account, Sum { minor: 1 << i, estimated: 0 }))
            .collect();
        let waterfall = Waterfall::from_sums(&sums);
        assert_eq!(waterfall.get(Step::NetProfit).minor, (1 << Account::ALL.len()) - 1);
        assert_eq!(waterfall.get(Step::NetSales).minor, 0b11111);
    }
}
