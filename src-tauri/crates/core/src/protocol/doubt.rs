//! What may be done about a purchase that may or may not have arrived.

use super::capability::{Capability, Class};
use crate::purchase::State;

/// How often the same request is repeated under its key before something else is tried.
pub const RESENDS: i64 = 8;
/// How often a supplier's list is asked in vain (it did not answer, or not readably) before a person is asked.
pub const LOOKS: i64 = 6;
/// After so many attempts an absence from the supplier's records is not believed once more: each of them stayed without
/// an answer, or the supplier said that it had the purchase while its records did not show it. A person is asked.
pub const TRIES: i64 = 2 * RESENDS;

/// What is known about a purchase in doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Doubt {
    /// The supplier still remembers the key.
    pub key_alive: bool,
    /// A later attempt was refused: the same request is not repeated.
    pub refused: bool,
    /// Attempts so far.
    pub tries: i64,
    /// Looks so far that told nothing.
    pub looks: i64,
    /// Sending is allowed at all now: not paused, not in safe mode.
    pub may_send: bool,
}

/// The next step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Next {
    /// Nothing yet.
    Wait,
    /// The same bytes under the same key: the supplier answers with the order it has, or takes it now.
    SendSame,
    /// Ask the supplier's records.
    Look,
    /// Only a person can find out.
    Ask,
}

/// What a look at the supplier's records found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Found {
    /// It is there.
    There,
    /// The records were read to their end and it is not there.
    NotThere,
    /// The records could not be read.
    CannotTell,
}

impl Doubt {
    /// What may be relied on at this supplier for this purchase. Its waiting time is that of this class.
    pub const fn class(self, capability: &Capability) -> Class {
        let class = capability.class();
        if !matches!(class, Class::Keyed | Class::Drafted) {
            return class;
        }
        let repeats = self.key_alive && !self.refused && self.tries < RESENDS;
        // While nothing may be sent the records can still answer. Where there are none, sending again waits.
        let records = !matches!(capability.class_without_key(), Class::Blind);
        if repeats && (self.may_send || !records) { class } else { capability.class_without_key() }
    }

    /// Decides the next step. Never [`Next::SendSame`] where a repeat could make a second order.
    pub const fn next(self, capability: &Capability, quarantine_over: bool) -> Next {
        match self.class(capability) {
            Class::Keyed | Class::Drafted if self.may_send => Next::SendSame,
            Class::Listed if quarantine_over && self.looks < LOOKS => Next::Look,
            Class::Listed | Class::Blind if quarantine_over => Next::Ask,
            _ => Next::Wait,
        }
    }
}

/// Where a look leads after so many attempts. `quarantine_over` says whether an absence may be believed.
pub const fn after_look(found: Found, quarantine_over: bool, tries: i64) -> State {
    match found {
        Found::There => State::Placed,
        Found::NotThere if quarantine_over && tries >= TRIES => State::Asking,
        Found::NotThere if quarantine_over => State::Queued,
        Found::NotThere | Found::CannotTell => State::Unknown,
    }
}

/// The way of a purchase into doubt when the journal knows of an attempt that the database does not: the database went
/// back in time, and what it says about the purchase is older than what was sent. Empty where the supplier has it
/// anyway, or where nothing more is sent.
///
/// One that is in doubt already begins its quarantine anew: it was counted from an earlier attempt. A question that was
/// put before that attempt is taken back, and one that was being sent then does not go back to the queue.
pub const fn into_doubt(state: State) -> &'static [State] {
    use State::{Asking, Cancelled, Confirmed, Placed, Queued, Rejected, Sending, ToHandOver, Unknown};
    match state {
        Queued => &[Sending, Unknown],
        Rejected => &[Queued, Sending, Unknown],
        Sending | Asking | Unknown => &[Unknown],
        ToHandOver | Placed | Confirmed | Cancelled => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::{Key, Lifetime, Lookup};

    const DOUBT: Doubt = Doubt { key_alive: true, refused: false, tries: 1, looks: 0, may_send: true };

    fn capabilities() -> Vec<Capability> {
        let mut all = Vec::new();
        for &key in Key::ALL {
            for &lookup in Lookup::ALL {
                for key_lifetime in [Lifetime::Unknown, Lifetime::Ms(1), Lifetime::Forever] {
                    all.push(Capability { key, lookup, key_lifetime, ..Capability::blind() });
                }
            }
        }
        all
    }

    #[test]
    fn only_suppliers_that_know_repeats_get_the_same_request_again() {
        for capability in capabilities() {
            let knows_repeats = matches!(capability.class(), Class::Keyed | Class::Drafted);
            for quarantine_over in [false, true] {
                let sends = DOUBT.next(&capability, quarantine_over) == Next::SendSame;
                assert_eq!(sends, knows_repeats, "{capability:?}");
                for worse in [
                    Doubt { key_alive: false, ..DOUBT },
                    Doubt { refused: true, ..DOUBT },
                    Doubt { tries: RESENDS, ..DOUBT },
                    Doubt { may_send: false, ..DOUBT },
                ] {
                    assert_ne!(worse.next(&capability, quarantine_over), Next::SendSame, "{worse:?}");
                }
            }
        }
    }

    #[test]
    fn nobody_is_asked_and_no_list_is_believed_before_the_time() {
        for capability in capabilities() {
            for doubt in [DOUBT, Doubt { refused: true, ..DOUBT }, Doubt { may_send: false, ..DOUBT }] {
                assert!(matches!(doubt.next(&capability, false), Next::Wait | Next::SendSame));
            }
        }
        assert_eq!(after_look(Found::NotThere, false, 1), State::Unknown);
        assert_eq!(after_look(Found::NotThere, true, 1), State::Queued);
    }

    #[test]
    fn whatever_is_not_settled_goes_into_doubt_when_the_journal_knows_more() {
        for &state in State::ALL {
            let way = into_doubt(state);
            let mut at = state;
            for &to in way {
                assert!(
                    at.may_go().contains(&to) || (at, to) == (State::Unknown, State::Unknown),
                    "{state:?}"
                );
                at = to;
            }
            let settled = state.is_placed() || matches!(state, State::ToHandOver | State::Cancelled);
            assert_eq!(at, if settled { state } else { State::Unknown }, "{state:?}");
        }
    }

    #[test]
    fn records_that_deny_what_the_supplier_said_are_not_believed_for_ever() {
        assert_eq!(after_look(Found::NotThere, true, TRIES - 1), State::Queued);
        assert_eq!(after_look(Found::NotThere, true, TRIES), State::Asking);
        assert_eq!(after_look(Found::NotThere, false, TRIES), State::Unknown);
        assert_eq!(after_look(Found::There, true, TRIES), State::Placed);
    }

    #[test]
    fn looks_end_and_a_refused_repeat_is_looked_for_where_it_can_be() {
        let listed = Capability { lookup: Lookup::ByReference, ..Capability::blind() };
        assert_eq!(DOUBT.next(&listed, true), Next::Look);
        assert_eq!(Doubt { looks: LOOKS, ..DOUBT }.next(&listed, true), Next::Ask);
        let both = Capability { key: Key::Header, key_lifetime: Lifetime::Forever, ..listed };
        assert_eq!(Doubt { refused: true, ..DOUBT }.next(&both, true), Next::Look);
        assert!(both.quarantine_ms(Doubt { refused: true, ..DOUBT }.class(&both), 0) > 0);
    }
}
