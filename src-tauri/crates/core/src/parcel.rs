//! Where a parcel stands.
//!
//! A standing is computed from the whole set of events, ordered by when things happened and not by when we heard
//! of them ([`standing()`]). So a scan that arrives late can never move a parcel backwards, and two machines that
//! heard the same events in another order agree.

mod phrases;
mod standing;
mod status_text;
#[cfg(test)]
mod tests;

pub use standing::{ParcelStanding, standing};
pub use status_text::from_words;

use crate::day::Instant;
use crate::order::words;

/// The states of a parcel. The order is the usual order of a journey.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum ParcelState {
    /// The carrier said something we do not know; its words are kept and shown. Also: nothing was heard yet.
    #[default]
    Unknown,
    /// A label exists; the carrier has not seen the parcel.
    LabelMade,
    /// The supplier gave it to the carrier.
    HandedOver,
    /// On its way.
    InTransit,
    /// With customs.
    Customs,
    /// On the van to the customer.
    OutForDelivery,
    /// Delivery was tried and failed.
    AttemptFailed,
    /// Waits at a shop, locker or post office.
    ReadyToCollect,
    /// With the customer.
    Delivered,
    /// Needs a person; the reason says why.
    Problem,
}

words!(ParcelState {
    Unknown = "unknown",
    LabelMade = "label_made",
    HandedOver = "handed_over",
    InTransit = "in_transit",
    Customs = "customs",
    OutForDelivery = "out_for_delivery",
    AttemptFailed = "attempt_failed",
    ReadyToCollect = "ready_to_collect",
    Delivered = "delivered",
    Problem = "problem",
});

impl ParcelState {
    /// How far along a parcel is: 0 nothing known, 1 label, 2 handed over, 3 anywhere with the carrier,
    /// 4 delivered. Within the carrier's hands there is no forwards and backwards: a parcel goes from the van back
    /// to the depot. A problem has no place of its own and says nothing about how far the parcel came.
    pub const fn rank(self) -> u8 {
        match self {
            Self::Unknown | Self::Problem => 0,
            Self::LabelMade => 1,
            Self::HandedOver => 2,
            Self::InTransit
            | Self::Customs
            | Self::OutForDelivery
            | Self::AttemptFailed
            | Self::ReadyToCollect => 3,
            Self::Delivered => 4,
        }
    }
}

/// Why a parcel is a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProblemReason {
    /// The carrier reports a problem and does not say which, or in words we do not know.
    Other,
    /// The carrier reports a delay.
    Delayed,
    /// The carrier has reported nothing for so long that it stopped looking.
    Silent,
    /// The label was cancelled before the parcel moved.
    Cancelled,
    /// The address is wrong or incomplete.
    Address,
    /// Customs or the carrier keeps it until somebody acts.
    Held,
    /// The customer refused it.
    Refused,
    /// Damaged.
    Damaged,
    /// Lost.
    Lost,
    /// Destroyed or disposed of.
    Destroyed,
    /// On its way back.
    Returning,
    /// Back with the sender.
    Returned,
}

words!(ProblemReason {
    Other = "other",
    Delayed = "delayed",
    Silent = "silent",
    Cancelled = "cancelled",
    Address = "address",
    Held = "held",
    Refused = "refused",
    Damaged = "damaged",
    Lost = "lost",
    Destroyed = "destroyed",
    Returning = "returning",
    Returned = "returned",
});

impl ProblemReason {
    /// True when the parcel goes or went back to the sender, so that no delivery to the customer can follow.
    pub const fn goes_back(self) -> bool {
        matches!(self, Self::Returning | Self::Returned)
    }
}

/// One thing a carrier or supplier reported about a parcel.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TrackingEvent {
    /// When it happened, as far as the source tells; not when we heard of it.
    pub at: Instant,
    /// What it means.
    pub state: ParcelState,
    /// Why, for a problem; `None` counts as [`ProblemReason::Other`]. Without meaning for other states.
    pub reason: Option<ProblemReason>,
    /// The source's own words.
    pub raw: String,
}
