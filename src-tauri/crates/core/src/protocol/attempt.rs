//! What the end of an attempt makes of its purchase.

use crate::order::words;
use crate::outcome::Outcome;
use crate::purchase::State;

/// What an attempt asks of the supplier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Make the order.
    Place,
    /// Make a draft, which ships nothing.
    Draft,
    /// Turn the draft into an order.
    Confirm,
    /// Look whether the order is there.
    Look,
    /// Cancel the order.
    Cancel,
    /// Clear a draft away that nobody will confirm.
    CancelDraft,
}

words!(Kind {
    Place = "place",
    Draft = "draft",
    Confirm = "confirm",
    Look = "look",
    Cancel = "cancel",
    CancelDraft = "cancel_draft",
});

/// What is known about a purchase before an attempt ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Standing {
    /// An earlier attempt may have arrived, and nothing has shown that it did not.
    pub in_doubt: bool,
    /// A later attempt was refused while it was in doubt: the same request is not sent again by itself.
    pub refused: bool,
    /// The channel proves that the document is ready, and a person hands it over.
    pub handed_over_by_hand: bool,
}

/// What an attempt leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct After {
    /// Where the purchase goes.
    pub to: State,
    /// What is known about it then.
    pub standing: Standing,
    /// The same bytes wait before they leave again.
    pub back_off: bool,
}

/// What the outcome of an attempt of some kind leads to.
///
/// A refusal proves that *this* attempt did not arrive. It says nothing about an earlier one, so a purchase in doubt
/// stays in doubt until it is found, or looked for in vain for long enough, or a person has spoken.
pub const fn after_attempt(kind: Kind, outcome: &Outcome, before: Standing) -> After {
    let clear = Standing { in_doubt: false, refused: false, ..before };
    let doubt = Standing { in_doubt: true, ..before };
    let refused = Standing { in_doubt: true, refused: true, ..before };
    match (kind, outcome) {
        // A draft ships nothing. One that is lost stays behind and is cleared away; another is made.
        (Kind::Draft, Outcome::Unknown { .. } | Outcome::DefiniteNo { retry: true, .. }) => {
            After { to: State::Queued, standing: before, back_off: true }
        }
        (Kind::Draft, Outcome::Accepted { .. }) => {
            After { to: State::Queued, standing: before, back_off: false }
        }
        (_, Outcome::Accepted { .. }) if before.handed_over_by_hand => {
            After { to: State::ToHandOver, standing: clear, back_off: false }
        }
        (_, Outcome::Accepted { .. }) => After { to: State::Placed, standing: clear, back_off: false },
        (_, Outcome::Unknown { .. }) => After { to: State::Unknown, standing: doubt, back_off: true },
        (_, Outcome::DefiniteNo { retry: true, .. }) if before.in_doubt => {
            After { to: State::Unknown, standing: doubt, back_off: true }
        }
        (_, Outcome::DefiniteNo { retry: true, .. }) => {
            After { to: State::Queued, standing: clear, back_off: true }
        }
        (_, Outcome::Rejected { .. } | Outcome::DefiniteNo { retry: false, .. }) if before.in_doubt => {
            After { to: State::Unknown, standing: refused, back_off: false }
        }
        (_, Outcome::Rejected { .. } | Outcome::DefiniteNo { retry: false, .. }) => {
            After { to: State::Rejected, standing: clear, back_off: false }
        }
    }
}

/// What a purchase that was being sent when the program ended proves. `journalled`: the journal has the attempt.
/// `same_start`: the computer itself has not started anew since, so that what was written is there.
pub fn after_restart(journalled: bool, same_start: bool) -> Outcome {
    match (journalled, same_start) {
        (false, true) => Outcome::not_sent_yet("Stockless ended before anything was sent."),
        (true, true) => Outcome::unknown("Stockless ended while this was being sent."),
        (_, false) => Outcome::unknown("The computer stopped while this was being sent."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcomes() -> Vec<Outcome> {
        vec![
            Outcome::Accepted { reference: None, evidence: "201".into() },
            Outcome::Rejected { reason: "no such article".into() },
            Outcome::not_sent("the password is wrong"),
            Outcome::not_sent_yet("the name is not found"),
            Outcome::unknown("no answer"),
        ]
    }

    #[test]
    fn every_step_is_in_the_table_of_states() {
        for &kind in &[Kind::Place, Kind::Draft, Kind::Confirm] {
            for outcome in outcomes() {
                for in_doubt in [false, true] {
                    let after = after_attempt(kind, &outcome, Standing { in_doubt, ..Standing::default() });
                    assert!(State::Sending.may_go().contains(&after.to), "{kind:?} {outcome:?} {after:?}");
                }
            }
        }
    }

    #[test]
    fn a_doubt_outlives_every_refusal() {
        let doubt = Standing { in_doubt: true, ..Standing::default() };
        for outcome in outcomes() {
            let after = after_attempt(Kind::Place, &outcome, doubt);
            let found = matches!(outcome, Outcome::Accepted { .. });
            assert_eq!(after.standing.in_doubt, !found, "{outcome:?}");
            assert_eq!(after.to, if found { State::Placed } else { State::Unknown });
        }
    }

    #[test]
    fn a_lost_draft_is_made_again_and_a_lost_confirmation_is_in_doubt() {
        let lost = Outcome::unknown("no answer");
        assert_eq!(after_attempt(Kind::Draft, &lost, Standing::default()).to, State::Queued);
        assert_eq!(after_attempt(Kind::Confirm, &lost, Standing::default()).to, State::Unknown);
    }

    #[test]
    fn only_the_same_start_of_the_computer_and_no_line_prove_that_nothing_left() {
        assert!(after_restart(false, true).may_resend_alone());
        for (journalled, same_start) in [(true, true), (true, false), (false, false)] {
            assert_eq!(after_restart(journalled, same_start).word(), "unknown");
        }
    }
}
