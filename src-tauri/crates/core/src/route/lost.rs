//! Why an offer does not serve a line.

use crate::id::SupplierId;
use crate::place::Country;
use crate::supplier::Standing;

/// One reason, with its numbers. Amounts are minor units of the base currency unless they say otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lost {
    /// Fewer units in stock than the order needs.
    OutOfStock {
        /// In stock.
        stock: i64,
        /// Needed by all lines that would use it.
        needed: i64,
    },
    /// The supplier does not send there.
    ShipsNotThere,
    /// No price for that quantity and place.
    NoPrice,
    /// The supplier may not receive orders.
    NotApproved {
        /// Its standing.
        standing: Standing,
    },
    /// The supplier may receive orders, and the rule asks for more.
    StandingTooLow {
        /// Its standing.
        standing: Standing,
    },
    /// Too few units would be left.
    StockBelowMinimum {
        /// Left after the order.
        left: i64,
        /// What the rule asks for.
        least: i64,
    },
    /// The rule asks for stock and the supplier does not tell it.
    StockNotTold,
    /// The supplier is elsewhere than the rule allows.
    OutsideRegion {
        /// Where it is; `None` when nobody said.
        country: Option<Country>,
    },
    /// It takes longer than the rule allows.
    TooSlow {
        /// Days to the door, the slower figure.
        days: i64,
        /// What the rule allows.
        most: i64,
    },
    /// The rule asks for days and none are known.
    DaysNotTold,
    /// Its cost cannot be compared, for a rate is missing.
    NoRate,
    /// The supplier's smallest order would not be met.
    BelowMinimumOrder {
        /// Which supplier.
        supplier: SupplierId,
        /// Goods that would go there, minor units of the supplier's currency; `None` when a rate is missing.
        goods: Option<i64>,
        /// Its smallest order, minor units of the supplier's currency.
        minimum: i64,
    },
    /// The order would be split among more suppliers than the rule allows.
    WouldSplit {
        /// Suppliers it would have.
        suppliers: i64,
        /// What the rule allows.
        most: i64,
    },
    /// The order would cost more.
    CostsMore {
        /// By how much.
        by: i64,
    },
    /// The order would arrive later.
    Slower {
        /// By how many days.
        by: i64,
    },
    /// Another offer stands higher in the ranking.
    RankedLower {
        /// Its rank.
        rank: i64,
        /// The rank of what was chosen.
        chosen: i64,
    },
    /// The rule prefers another supplier.
    NotPreferred,
    /// A person chose another offer for this order.
    ChosenByYou,
    /// As good as what was chosen in every respect, and later in the directory.
    Tied,
    /// There were more ways than are weighed one by one.
    NotWeighed,
}

impl Lost {
    /// The word under which the reason crosses to the interface.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::OutOfStock { .. } => "out_of_stock",
            Self::ShipsNotThere => "ships_not_there",
            Self::NoPrice => "no_price",
            Self::NotApproved { .. } => "not_approved",
            Self::StandingTooLow { .. } => "standing_too_low",
            Self::StockBelowMinimum { .. } => "stock_below_minimum",
            Self::StockNotTold => "stock_not_told",
            Self::OutsideRegion { .. } => "outside_region",
            Self::TooSlow { .. } => "too_slow",
            Self::DaysNotTold => "days_not_told",
            Self::NoRate => "no_rate",
            Self::BelowMinimumOrder { .. } => "below_minimum_order",
            Self::WouldSplit { .. } => "would_split",
            Self::CostsMore { .. } => "costs_more",
            Self::Slower { .. } => "slower",
            Self::RankedLower { .. } => "ranked_lower",
            Self::NotPreferred => "not_preferred",
            Self::ChosenByYou => "chosen_by_you",
            Self::Tied => "tied",
            Self::NotWeighed => "not_weighed",
        }
    }
}
