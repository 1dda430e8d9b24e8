//! What a supplier's channel can do to keep one order from becoming two. An adapter declares it, an exam proves it.

use crate::day::Instant;
use crate::order::words;

/// How the supplier tells a repeated request from a second order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// It does not.
    None,
    /// By a key in the header of the request: the same key gives the same order.
    Header,
    /// By our reference, which it keeps unique: the same reference gives the same order or is refused as a repeat.
    UniqueReference,
    /// By two steps: a draft is made, then confirmed by its number. Confirming twice changes nothing.
    DraftConfirm,
}

words!(Key {
    None = "none",
    Header = "header",
    UniqueReference = "unique_reference",
    DraftConfirm = "draft_confirm",
});

/// How long the supplier remembers a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lifetime {
    /// It does not say: then the key is not relied on.
    Unknown,
    /// So many milliseconds from the first request.
    Ms(i64),
    /// As long as the order exists.
    Forever,
}

/// How an order can be found at the supplier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lookup {
    /// Not at all.
    None,
    /// By our reference.
    ByReference,
    /// In the list of orders since a time; each carries our reference.
    ListSince,
}

words!(Lookup { None = "none", ByReference = "by_reference", ListSince = "list_since" });

/// Until when the supplier takes a cancellation through the same channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cancel {
    /// Not through this channel.
    Never,
    /// Until the parcel has left.
    UntilShipped,
    /// For so many milliseconds after it was placed.
    Ms(i64),
}

/// What can be promised about a purchase at a supplier, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// A key or a unique reference: never twice and never lost, by itself.
    Keyed,
    /// Draft and confirmation: never two confirmed orders and never lost, by itself.
    Drafted,
    /// A list that can be searched: the same, after waiting long enough to trust it.
    Listed,
    /// No answer that can be read: when it is lost, a person is asked.
    Blind,
}

words!(Class { Keyed = "keyed", Drafted = "drafted", Listed = "listed", Blind = "blind" });

/// What a supplier's channel can do. What it does not document counts as the weaker thing.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Capability {
    /// How it knows repeats.
    pub key: Key,
    /// How long it remembers a key.
    pub key_lifetime: Lifetime,
    /// How an order is found.
    pub lookup: Lookup,
    /// The longest time until an accepted order shows in the list, milliseconds; `None` when not documented.
    pub list_lag_ms: Option<i64>,
    /// The longest time a request may still take effect after it was sent, milliseconds; `None` when not documented.
    pub request_lifetime_ms: Option<i64>,
    /// It may accept some lines of an order and refuse others.
    pub partial_acceptance: bool,
    /// Until when it takes a cancellation.
    pub cancel: Cancel,
    /// Where all this is documented.
    pub evidence: String,
}

const MINUTE_MS: i64 = 60_000;
/// A channel that documents nothing: bytes that were handed to the network outlive the process.
const UNDOCUMENTED_MS: i64 = 15 * MINUTE_MS;
/// The shortest wait before a list is trusted.
const LISTED_LEAST_MS: i64 = 2 * MINUTE_MS;

impl Capability {
    /// A folder, a mail or a person: nothing can be looked up and nothing is compared.
    pub const fn blind() -> Self {
        Self {
            key: Key::None,
            key_lifetime: Lifetime::Unknown,
            lookup: Lookup::None,
            list_lag_ms: None,
            request_lifetime_ms: None,
            partial_acceptance: false,
            cancel: Cancel::Never,
            evidence: String::new(),
        }
    }

    /// The class while the supplier remembers the key.
    pub const fn class(&self) -> Class {
        match (self.key, self.key_lifetime) {
            (Key::DraftConfirm, _) => Class::Drafted,
            (Key::Header | Key::UniqueReference, Lifetime::Ms(_) | Lifetime::Forever) => Class::Keyed,
            _ => self.class_without_key(),
        }
    }

    /// The class once the key is forgotten.
    pub const fn class_without_key(&self) -> Class {
        match self.lookup {
            Lookup::None => Class::Blind,
            Lookup::ByReference | Lookup::ListSince => Class::Listed,
        }
    }

    /// Until when the key of a purchase that was first sent then may be relied on: four fifths of its documented life.
    /// `None` when it lives for ever or there is none.
    pub fn key_expires(&self, first_sent: Instant) -> Option<Instant> {
        match (self.class(), self.key_lifetime) {
            (Class::Keyed, Lifetime::Ms(life)) => Some(first_sent.plus_ms(life.saturating_sub(life / 5))),
            _ => None,
        }
    }

    /// How long an attempt that nobody knows the end of may still arrive or still be missing from the list, in
    /// milliseconds, when this program itself gives up after `patience_ms`.
    pub fn quarantine_ms(&self, class: Class, patience_ms: i64) -> i64 {
        match class {
            Class::Keyed | Class::Drafted => 0,
            Class::Blind => self.request_lifetime_ms.map_or(UNDOCUMENTED_MS, |life| life.max(patience_ms)),
            Class::Listed => match (self.request_lifetime_ms, self.list_lag_ms) {
                (Some(life), Some(lag)) => life.max(patience_ms).saturating_add(lag).max(LISTED_LEAST_MS),
                (life, lag) => {
                    life.unwrap_or(0).max(patience_ms).saturating_add(lag.unwrap_or(0)).max(UNDOCUMENTED_MS)
                }
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keyed(life: Lifetime) -> Capability {
        Capability { key: Key::Header, key_lifetime: life, ..Capability::blind() }
    }

    #[test]
    fn what_is_not_documented_counts_as_the_weaker_thing() {
        assert_eq!(keyed(Lifetime::Unknown).class(), Class::Blind);
        assert_eq!(keyed(Lifetime::Forever).class(), Class::Keyed);
        let listed = Capability { lookup: Lookup::ListSince, ..keyed(Lifetime::Unknown) };
        assert_eq!(listed.class(), Class::Listed);
        assert_eq!(listed.quarantine_ms(Class::Listed, 30_000), UNDOCUMENTED_MS);
    }

    #[test]
    fn a_key_is_relied_on_for_four_fifths_of_its_life() {
        let day = keyed(Lifetime::Ms(24 * 3_600_000));
        let sent = Instant::from_ms(0);
        let end = day.key_expires(sent).unwrap();
        assert_eq!(end.ms(), 24 * 3_600_000 * 4 / 5);
        assert_eq!(keyed(Lifetime::Forever).key_expires(sent), None);
    }

    #[test]
    fn a_list_is_never_trusted_before_two_minutes() {
        let quick = Capability {
            lookup: Lookup::ByReference,
            list_lag_ms: Some(1_000),
            request_lifetime_ms: Some(1_000),
            ..Capability::blind()
        };
        assert_eq!(quick.quarantine_ms(Class::Listed, 30_000), LISTED_LEAST_MS);
        let slow = Capability { list_lag_ms: Some(600_000), ..quick };
        assert_eq!(slow.quarantine_ms(Class::Listed, 30_000), 630_000);
    }
}
