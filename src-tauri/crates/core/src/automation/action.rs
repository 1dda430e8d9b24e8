//! What a rule does.

use crate::id::SupplierId;
use crate::order::words;

use super::Template;

/// Colours that a flag can have.
pub const COLOURS: [&str; 5] = ["red", "amber", "green", "blue", "violet"];

/// One action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Adds a tag.
    Tag(String),
    /// Removes a tag.
    Untag(String),
    /// Sets the colour flag; empty removes it.
    Colour(String),
    /// Holds the order until the merchant decides.
    Hold,
    /// Puts the order aside for so many minutes.
    Snooze(i64),
    /// Lets a supplier serve the lines, by the mapped offer it has for each.
    Supplier(SupplierId),
    /// Lets the n-th choice of the ranking serve the lines; 1 is the first.
    Choice(i64),
    /// Forwards the order, where every supplier of it may be forwarded to automatically and every check passes.
    Forward(When),
    /// Writes a message for somebody to read, correct and send.
    Draft {
        /// To whom.
        to: Recipient,
        /// Subject.
        subject: Template,
        /// Text.
        text: Template,
    },
    /// Adds a note.
    Note(Template),
}

/// When something is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// After so many minutes; 0 is at once.
    After(i64),
    /// At the next such time of day, in minutes since midnight where the workspace is.
    At(i64),
}

/// To whom a message goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Recipient {
    /// Whoever ordered.
    Customer,
    /// Whoever has or would get the first line.
    Supplier,
}

words!(Recipient { Customer = "customer", Supplier = "supplier" });

impl Action {
    /// The word in the store and in the log.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Tag(_) => "tag",
            Self::Untag(_) => "untag",
            Self::Colour(_) => "colour",
            Self::Hold => "hold",
            Self::Snooze(_) => "snooze",
            Self::Supplier(_) => "supplier",
            Self::Choice(_) => "choice",
            Self::Forward(_) => "forward",
            Self::Draft { .. } => "draft",
            Self::Note(_) => "note",
        }
    }

    /// What of an order the action sets, where a later action would set the same anew.
    pub(super) fn sets(&self) -> Option<String> {
        match self {
            Self::Tag(tag) | Self::Untag(tag) => Some(format!("tag {}", tag.trim().to_lowercase())),
            Self::Colour(_) => Some("colour".to_owned()),
            Self::Snooze(_) => Some("snooze".to_owned()),
            Self::Supplier(_) | Self::Choice(_) => Some("route".to_owned()),
            Self::Forward(_) => Some("forward".to_owned()),
            Self::Hold | Self::Draft { .. } | Self::Note(_) => None,
        }
    }
}
