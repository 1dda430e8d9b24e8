//! What one try to place a purchase proved. Unknown is the default: only evidence makes it anything else.

/// The result of one attempt, told by what it proves and not by how it felt.
///
/// A refusal counts only when it proves that the supplier does not have the purchase: nothing left this machine,
/// or the other side answered a refusal in its documented form. A timeout, a cut connection, a page where an answer
/// was expected: all of these are [`Outcome::Unknown`], and the purchase is not sent again until somebody has looked.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The other side said in its documented form that it has the purchase.
    Accepted {
        /// The supplier's own number for it, where the answer carries one.
        reference: Option<String>,
        /// The words or facts that prove it, for the timeline.
        evidence: String,
    },
    /// The other side read this purchase and refused it for good, in its own words.
    /// Something in it must change; the same bytes will be refused again.
    Rejected {
        /// The refusal, with the other side's words.
        reason: String,
    },
    /// It is certain that the other side does not have the purchase.
    DefiniteNo {
        /// What stood in the way and what to do.
        reason: String,
        /// True when the same bytes may be sent again later without asking; false when somebody has to act first.
        retry: bool,
    },
    /// The other side may or may not have the purchase. Never call this failed, never resend on trust.
    Unknown {
        /// What happened, for the question to the merchant.
        reason: String,
    },
}

impl Outcome {
    /// Certain that it did not arrive, and time alone may cure it.
    pub fn not_sent_yet(reason: impl Into<String>) -> Self {
        Self::DefiniteNo { reason: reason.into(), retry: true }
    }

    /// Certain that it did not arrive, and somebody has to change something first.
    pub fn not_sent(reason: impl Into<String>) -> Self {
        Self::DefiniteNo { reason: reason.into(), retry: false }
    }

    /// It may have arrived.
    pub fn unknown(reason: impl Into<String>) -> Self {
        Self::Unknown { reason: reason.into() }
    }

    /// True when the same bytes may go out again without anybody being asked.
    pub const fn may_resend_alone(&self) -> bool {
        matches!(self, Self::DefiniteNo { retry: true, .. })
    }

    /// True when it is proven that the other side does not have the purchase.
    pub const fn proves_absence(&self) -> bool {
        matches!(self, Self::Rejected { .. } | Self::DefiniteNo { .. })
    }

    /// The word in the store, in files and on the command line.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Accepted { .. } => "accepted",
            Self::Rejected { .. } => "rejected",
            Self::DefiniteNo { .. } => "definite_no",
            Self::Unknown { .. } => "unknown",
        }
    }

    /// The evidence or the reason, for people.
    pub fn words(&self) -> &str {
        match self {
            Self::Accepted { evidence, .. } => evidence,
            Self::Rejected { reason } | Self::DefiniteNo { reason, .. } | Self::Unknown { reason } => reason,
        }
    }
}

impl Default for Outcome {
    fn default() -> Self {
        Self::unknown("Nobody wrote down how this attempt ended.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_definite_and_passing_no_is_resent_without_asking() {
        assert!(Outcome::not_sent_yet("the line is busy").may_resend_alone());
        for outcome in [
            Outcome::not_sent("the password is wrong"),
            Outcome::default(),
            Outcome::Rejected { reason: "no such article".into() },
            Outcome::Accepted { reference: None, evidence: "250 queued".into() },
        ] {
            assert!(!outcome.may_resend_alone(), "{outcome:?}");
        }
    }

    #[test]
    fn what_nobody_recorded_is_unknown_and_proves_nothing() {
        assert_eq!(Outcome::default().word(), "unknown");
        assert!(!Outcome::default().proves_absence());
    }
}
