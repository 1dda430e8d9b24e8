//! The checks that stand between an order and its supplier, and the queue they put it in.

use crate::order::{Address, Fulfilment, Payment, words};

/// One thing that must be right before an order is forwarded. Declared most urgent first: the first one that
/// fails is the order's flag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Check {
    /// The outcome of an earlier send is not known.
    Outcome,
    /// The supplier or its channel said no.
    Accepted,
    /// The shop or its risk screening holds the order.
    Released,
    /// The address is complete.
    Address,
    /// Every line is mapped to an offer.
    Mapped,
    /// The supplier sends to that country.
    ShipsThere,
    /// The supplier has enough.
    InStock,
    /// The supplier may receive orders.
    Approved,
    /// The money is there.
    Paid,
    /// It is not the same order twice.
    Duplicate,
    /// The margin is above the floor.
    Margin,
    /// The routing rule that decides it allows an offer for every line.
    Routed,
    /// It cannot have been forwarded before this workspace began.
    History,
    /// The suppliers that have it answer in time, and what they answer was read.
    Answered,
    /// The suppliers that have it are paid in time.
    Settled,
}

words!(Check {
    Outcome = "outcome",
    Accepted = "accepted",
    Released = "released",
    Address = "address",
    Mapped = "mapped",
    ShipsThere = "ships_there",
    InStock = "in_stock",
    Approved = "approved",
    Paid = "paid",
    Duplicate = "duplicate",
    Margin = "margin",
    Routed = "routed",
    History = "history",
    Answered = "answered",
    Settled = "settled",
});

/// How a check came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// In order.
    Pass,
    /// Not in order, accepted by a person for this order.
    Accepted,
    /// Forwarding is possible but somebody should decide.
    Decide,
    /// Forwarding is not possible.
    Block,
    /// Cannot be said yet, because an earlier check fails.
    Open,
}

words!(Verdict { Pass = "pass", Accepted = "accepted", Decide = "decide", Block = "block", Open = "open" });

/// The queue an order is in, derived from its state and its checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Queue {
    /// Somebody has to decide.
    Decide,
    /// May be forwarded as it is.
    Ready,
    /// Forwarded; in the outbox, at the supplier, or on its way in time.
    Waiting,
    /// Put aside until a time.
    Snoozed,
    /// A parcel is late.
    Late,
    /// Nothing left to do.
    Done,
}

words!(Queue {
    Decide = "decide",
    Ready = "ready",
    Waiting = "waiting",
    Snoozed = "snoozed",
    Late = "late",
    Done = "done",
});

/// What is wrong with an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AddressFault {
    /// No recipient.
    NoName,
    /// No street.
    NoStreet,
    /// A street without any number.
    NoHouseNumber,
    /// No city.
    NoCity,
    /// No postal code in a country that has them.
    NoPostalCode,
    /// No country, or one we do not recognise.
    NoCountry,
}

words!(AddressFault {
    NoName = "no_name",
    NoStreet = "no_street",
    NoHouseNumber = "no_house_number",
    NoCity = "no_city",
    NoPostalCode = "no_postal_code",
    NoCountry = "no_country",
});

/// Countries and territories without postal codes in daily use (Universal Postal Union, 2025).
const WITHOUT_POSTAL_CODE: [&str; 24] = [
    "AE", "AG", "AO", "AW", "BS", "BZ", "BJ", "BW", "BI", "CM", "CI", "DM", "FJ", "GD", "GH", "GM", "HK",
    "JM", "KI", "MO", "QA", "SC", "UG", "ZW",
];

/// The first thing a carrier would stumble over, if anything. House numbers are asked for only where they are
/// customary: an address that names a post box, or lies where houses have names, passes.
pub fn address_fault(address: &Address) -> Option<AddressFault> {
    let blank = |text: &str| !text.chars().any(char::is_alphanumeric);
    let Some(country) = address.country else { return Some(AddressFault::NoCountry) };
    if blank(&address.name) && blank(&address.company) {
        return Some(AddressFault::NoName);
    }
    if blank(&address.line1) {
        return Some(AddressFault::NoStreet);
    }
    if blank(&address.city) {
        return Some(AddressFault::NoCity);
    }
    if blank(&address.postal_code) && !WITHOUT_POSTAL_CODE.contains(&country.code()) {
        return Some(AddressFault::NoPostalCode);
    }
    let numbered = [&address.line1, &address.line2].iter().any(|line| line.chars().any(|c| c.is_numeric()));
    let named_houses = ["GB", "IE", "AE", "CR", "NI", "IN"].contains(&country.code());
    (!numbered && !named_houses).then_some(AddressFault::NoHouseNumber)
}

/// Whether the money is there. Cash on delivery passes where the merchant said so for the gateway.
pub fn payment_verdict(payment: Payment, pays_on_delivery: bool) -> Verdict {
    match payment {
        Payment::Paid | Payment::PartlyRefunded => Verdict::Pass,
        Payment::Pending | Payment::Authorised if pays_on_delivery => Verdict::Pass,
        Payment::Refunded | Payment::Voided => Verdict::Block,
        Payment::Pending | Payment::Authorised | Payment::PartlyPaid | Payment::Unknown => Verdict::Decide,
    }
}

/// Why an order should not go as it stands, although nothing is wrong with its address, route or payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HeldBack {
    /// The shop holds it.
    OnHold,
    /// The shop shipped part of it; which part, an export does not always tell.
    PartlyShipped,
    /// Part of it was refunded; which part, an export does not always tell.
    PartlyRefunded,
    /// The shop used a word for its state that we do not know.
    UnknownState,
    /// The shop's screening calls it risky.
    Risk,
}

words!(HeldBack {
    OnHold = "on_hold",
    PartlyShipped = "partly_shipped",
    PartlyRefunded = "partly_refunded",
    UnknownState = "unknown_state",
    Risk = "risk",
});

/// What holds an order back that nothing was forwarded of, if anything. Part shipments and part refunds of an order
/// that we forwarded ourselves are known line by line and hold nothing back.
pub fn held_back(fulfilment: Fulfilment, payment: Payment, risk: &str, forwarded: bool) -> Option<HeldBack> {
    match fulfilment {
        Fulfilment::OnHold => Some(HeldBack::OnHold),
        Fulfilment::Partial if !forwarded => Some(HeldBack::PartlyShipped),
        Fulfilment::Unknown if !forwarded => Some(HeldBack::UnknownState),
        _ if payment == Payment::PartlyRefunded && !forwarded => Some(HeldBack::PartlyRefunded),
        _ if risk.eq_ignore_ascii_case("high") => Some(HeldBack::Risk),
        _ => None,
    }
}

/// An order that is at most so much older than its workspace came in on the day it was set up.
const SAME_DAY_MS: i64 = 24 * 3_600_000;

/// Whether an order was there long before the workspace that reads it: another computer, another program or the merchant
/// may have ordered it from a supplier, and nothing here knows.
pub const fn may_be_forwarded_elsewhere(placed_ms: i64, workspace_began_ms: i64) -> bool {
    placed_ms < workspace_began_ms.saturating_sub(SAME_DAY_MS)
}

/// The verdicts of all checks of one order, by the order of [`Check::ALL`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdicts([Verdict; Check::ALL.len()]);

impl Default for Verdicts {
    fn default() -> Self {
        Self([Verdict::Pass; Check::ALL.len()])
    }
}

impl Verdicts {
    /// The verdict of one check.
    pub fn get(&self, check: Check) -> Verdict {
        Check::ALL
            .iter()
            .position(|&c| c == check)
            .and_then(|i| self.0.get(i).copied())
            .unwrap_or(Verdict::Open)
    }

    /// Sets the verdict of one check.
    pub fn set(&mut self, check: Check, verdict: Verdict) {
        if let Some(slot) = Check::ALL.iter().position(|&c| c == check).and_then(|i| self.0.get_mut(i)) {
            *slot = verdict;
        }
    }

    /// The most urgent check that needs somebody, blocks before decisions.
    pub fn flag(&self) -> Option<Check> {
        let first = |wanted: Verdict| Check::ALL.iter().copied().find(|&check| self.get(check) == wanted);
        first(Verdict::Block).or_else(|| first(Verdict::Decide))
    }

    /// True when nothing blocks and nothing is to be decided or open.
    pub fn clear(&self) -> bool {
        self.0.iter().all(|verdict| matches!(verdict, Verdict::Pass | Verdict::Accepted))
    }

    /// Two bits would do; three are used so that the stored number can be read with a calculator: check `i`
    /// stands in octal digit `i`.
    pub fn packed(&self) -> i64 {
        self.0.iter().rev().fold(0_i64, |packed, verdict| {
            let digit = Verdict::ALL.iter().position(|v| v == verdict).and_then(|i| i64::try_from(i).ok());
            packed.saturating_mul(8).saturating_add(digit.unwrap_or(4))
        })
    }

    /// Reads what [`Self::packed`] wrote.
    pub fn from_packed(packed: i64) -> Self {
        let mut rest = packed;
        let mut verdicts = Self::default();
        for &check in Check::ALL {
            let digit = usize::try_from(rest & 7).unwrap_or(4);
            verdicts.set(check, Verdict::ALL.get(digit).copied().unwrap_or(Verdict::Open));
            rest >>= 3;
        }
        verdicts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Country;

    fn address() -> Address {
        Address {
            name: "Leonie Vogt".into(),
            line1: "Gartenzeile 14".into(),
            city: "München".into(),
            postal_code: "80336".into(),
            country: Country::from_code("DE"),
            ..Address::default()
        }
    }

    #[test]
    fn a_complete_address_has_no_fault_and_each_gap_has_its_name() {
        assert_eq!(address_fault(&address()), None);
        let without = |change: fn(&mut Address)| {
            let mut a = address();
            change(&mut a);
            address_fault(&a)
        };
        assert_eq!(without(|a| a.name = " ".into()), Some(AddressFault::NoName));
        assert_eq!(without(|a| a.line1 = "Gartenzeile".into()), Some(AddressFault::NoHouseNumber));
        assert_eq!(without(|a| a.line1 = "-".into()), Some(AddressFault::NoStreet));
        assert_eq!(without(|a| a.postal_code = "-".into()), Some(AddressFault::NoPostalCode));
        assert_eq!(without(|a| a.country = None), Some(AddressFault::NoCountry));
        assert_eq!(without(|a| a.country = Country::from_code("IE")), None);
    }

    #[test]
    fn what_was_partly_shipped_or_refunded_elsewhere_is_never_forwarded_without_a_word() {
        let held = |fulfilment, payment, forwarded| held_back(fulfilment, payment, "low", forwarded);
        assert_eq!(held(Fulfilment::Unfulfilled, Payment::Paid, false), None);
        assert_eq!(held(Fulfilment::Partial, Payment::Paid, false), Some(HeldBack::PartlyShipped));
        assert_eq!(held(Fulfilment::Partial, Payment::Paid, true), None);
        assert_eq!(
            held(Fulfilment::Unfulfilled, Payment::PartlyRefunded, false),
            Some(HeldBack::PartlyRefunded)
        );
        assert_eq!(held(Fulfilment::Unknown, Payment::Paid, false), Some(HeldBack::UnknownState));
        assert_eq!(held_back(Fulfilment::Unfulfilled, Payment::Paid, "HIGH", true), Some(HeldBack::Risk));
    }

    #[test]
    fn what_was_there_long_before_the_workspace_may_be_forwarded_already() {
        let began = 1_773_046_800_000;
        assert!(!may_be_forwarded_elsewhere(began + 1, began));
        assert!(!may_be_forwarded_elsewhere(began - SAME_DAY_MS, began));
        assert!(may_be_forwarded_elsewhere(began - SAME_DAY_MS - 1, began));
    }

    #[test]
    fn the_most_urgent_failure_is_the_flag_and_blocks_come_first() {
        let mut verdicts = Verdicts::default();
        assert!(verdicts.clear());
        verdicts.set(Check::Paid, Verdict::Decide);
        verdicts.set(Check::InStock, Verdict::Block);
        assert_eq!(verdicts.flag(), Some(Check::InStock));
        verdicts.set(Check::InStock, Verdict::Accepted);
        assert_eq!(verdicts.flag(), Some(Check::Paid));
    }

    #[test]
    fn packed_verdicts_read_back() {
        let mut verdicts = Verdicts::default();
        verdicts.set(Check::Outcome, Verdict::Block);
        verdicts.set(Check::Margin, Verdict::Decide);
        verdicts.set(Check::Paid, Verdict::Open);
        assert_eq!(Verdicts::from_packed(verdicts.packed()), verdicts);
    }
}
