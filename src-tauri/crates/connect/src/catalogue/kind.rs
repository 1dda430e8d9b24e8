//! The kinds of tables, and what each of them asks of a file.

use crate::columns::Field;

use super::{ads, confirmations, costs, mappings, offers, rates, suppliers, tracking};

/// What a table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Suppliers with their terms.
    Suppliers,
    /// What suppliers sell, with stock and prices.
    Offers,
    /// Which offer serves which listing.
    Mappings,
    /// Costs of the business.
    Costs,
    /// Where parcels stand.
    Tracking,
    /// What suppliers confirm.
    Confirmations,
    /// What advertising cost.
    Ads,
    /// Exchange rates.
    Rates,
}

impl Kind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[
        Self::Suppliers,
        Self::Offers,
        Self::Mappings,
        Self::Costs,
        Self::Tracking,
        Self::Confirmations,
        Self::Ads,
        Self::Rates,
    ];

    /// The word in files, in the store and on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Suppliers => "suppliers",
            Self::Offers => "offers",
            Self::Mappings => "mappings",
            Self::Costs => "costs",
            Self::Tracking => "tracking",
            Self::Confirmations => "confirmations",
            Self::Ads => "ads",
            Self::Rates => "rates",
        }
    }

    /// The kind of a word; `None` for a word that is not in use.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.word() == word)
    }

    /// The fields that a person can choose columns for, in the order in which they are shown.
    pub const fn fields(self) -> &'static [Field] {
        self.plan().fields
    }

    pub(super) const fn plan(self) -> &'static Plan {
        match self {
            Self::Suppliers => &suppliers::PLAN,
            Self::Offers => &offers::PLAN,
            Self::Mappings => &mappings::PLAN,
            Self::Costs => &costs::PLAN,
            Self::Tracking => &tracking::PLAN,
            Self::Confirmations => &confirmations::PLAN,
            Self::Ads => &ads::PLAN,
            Self::Rates => &rates::PLAN,
        }
    }
}

/// What a kind asks of a file.
#[derive(Debug)]
pub(super) struct Plan {
    pub fields: &'static [Field],
    /// Groups of fields of which at least one must be there.
    pub either: &'static [&'static [&'static str]],
    /// Fields that hold amounts: their names may end in a currency, and their cells show the decimal sign.
    pub amounts: &'static [&'static str],
    /// Fields that hold days.
    pub days: &'static [&'static str],
    /// Fields that hold texts, words and currencies, which can be the same for every row.
    pub texts: &'static [&'static str],
}
