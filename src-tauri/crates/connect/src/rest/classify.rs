//! What an exchange proves about something that was to change at the supplier's. The default is unknown.
//!
//! | Proven | By |
//! | --- | --- |
//! | not there, may go again | nothing left: name, connection, encryption, our own limits; a documented "not processed" |
//! | refused | a documented refusal in its documented form; an order that comes back as cancelled |
//! | there | a documented yes with an order number and no other order's reference; a documented "it is there already" |
//! | unknown | everything else, with any status |

use serde_json::Value;
use stockless_core::acceptance::Said;
use stockless_core::outcome::Outcome;

use super::description::{Description, Means, Operation, Write};
use super::refusal::{self, Refused};
use super::wire::{Exchange, Reply};
use super::{json, lines, orders};

/// What is said when our own keeping of the limits held a request back.
pub(super) const HELD: &str =
    "The supplier allows no more requests this minute. Nothing was sent, and it goes out when there is room.";

/// The outcome, what it says about lines, and whether the secret was turned away.
pub(super) struct Verdict {
    pub(super) outcome: Outcome,
    pub(super) lines: Said,
    pub(super) signed_out: bool,
    /// The supplier has the order, and it is cancelled there.
    pub(super) ended_there: bool,
}

impl Verdict {
    fn of(outcome: Outcome) -> Self {
        Self { outcome, lines: Said::Nothing, signed_out: false, ended_there: false }
    }

    fn unknown(reason: impl Into<String>) -> Self {
        Self::of(Outcome::unknown(reason))
    }
}

/// What the question was.
pub(super) struct Asked<'a> {
    pub(super) description: &'a Description,
    pub(super) write: &'a Write,
    /// Our reference, where the order carries one.
    pub(super) reference: &'a str,
    /// The texts of the request that tell of a person.
    pub(super) personal: &'a [String],
}

impl Asked<'_> {
    /// Judges an exchange.
    pub(super) fn judge(&self, exchange: &Exchange) -> Verdict {
        match exchange {
            Exchange::Held { .. } => Verdict::of(Outcome::not_sent_yet(HELD)),
            Exchange::NotSent { reason, retry: true } => Verdict::of(Outcome::not_sent_yet(format!(
                "The supplier cannot be reached: {reason}. Nothing was sent."
            ))),
            Exchange::NotSent { reason, retry: false } => Verdict::of(Outcome::not_sent(format!(
                "The request cannot be made: {reason}. Nothing was sent."
            ))),
            Exchange::Broken { reason, status: None, .. } => {
                Verdict::unknown(format!("The request was on its way, and then {reason}."))
            }
            Exchange::Broken { reason, status: Some(status), .. } => {
                Verdict::unknown(format!("The answer ({status}) did not arrive whole: {reason}."))
            }
            Exchange::Answered(reply) => self.read(reply),
        }
    }

    fn read(&self, reply: &Reply) -> Verdict {
        let yes = self.write.accepted.contains(&reply.status);
        if yes && reply.status == 204 && reply.body.is_empty() && self.cancels() {
            return Verdict::of(accepted(None, reply.status, "cancelled"));
        }
        let answer = match json::read(&reply.body) {
            Ok(answer) => answer,
            Err(why) => {
                return Verdict::unknown(format!(
                    "The supplier answered {} with a text where {why}.",
                    reply.status
                ));
            }
        };
        let refused = refusal::matching(self.description, self.write.operation, reply.status, &answer);
        match (refused, yes) {
            (Some(refused), false) => self.refused(&refused, reply.status, &answer),
            (Some(refused), true) => self.refused_with_a_yes(&refused, reply.status, &answer),
            (None, true) if refusal::speaks_of_errors(self.description, &answer) => {
                Verdict::unknown(format!(
                    "The supplier answered {}, and speaks of errors that it does not document as a refusal.",
                    reply.status
                ))
            }
            (None, true) if self.cancels() => self.cancelled(reply.status, &answer),
            (None, true) => self.accepted(reply.status, &answer),
            (None, false) => Verdict::unknown(format!(
                "The supplier answered {}, which it does not document as a refusal.",
                reply.status
            )),
        }
    }

    fn cancels(&self) -> bool {
        matches!(self.write.operation, Operation::Cancel | Operation::CancelDraft)
    }

    /// True where a yes is an order.
    fn places(&self) -> bool {
        matches!(self.write.operation, Operation::Place | Operation::Confirm)
    }

    /// The number of the order that an answer holds.
    fn id(&self, answer: &Value) -> Result<String, String> {
        let order = self.write.order.get(answer).ok_or("there is no order in it")?;
        orders::id(self.write.id.as_ref().unwrap_or(&self.description.orders.id), order)
    }

    fn accepted(&self, status: u16, answer: &Value) -> Verdict {
        let about = &self.description.orders;
        let id = match self.id(answer) {
            Ok(id) => id,
            Err(why) => return Verdict::unknown(format!("The supplier answered {status}, but {why}.")),
        };
        let order = self.write.order.get(answer).unwrap_or(answer);
        match orders::reference(about, order) {
            Ok(theirs) if theirs.is_empty() || theirs == self.reference => {}
            Ok(_) => {
                return Verdict::unknown(format!(
                    "The supplier answered {status} about another order, {id}."
                ));
            }
            Err(why) => return Verdict::unknown(format!("The supplier answered {status}, but {why}.")),
        }
        let state = orders::state(about, order);
        if orders::is_cancelled(about, &state) {
            let reason = format!("The supplier has it as order {id}, and says that it is {state}.");
            return Verdict { ended_there: self.places(), ..Verdict::of(Outcome::Rejected { reason }) };
        }
        let confirmed = self.places();
        if confirmed && orders::is_draft(about, &state) {
            return Verdict::unknown(format!(
                "The supplier answered {status} with order {id}, and says that it is {state}."
            ));
        }
        Verdict { lines: self.lines(Some(order)), ..Verdict::of(accepted(Some(id), status, &state)) }
    }

    /// What the answer says about lines. A draft is no acceptance, whatever it repeats of what was sent.
    fn lines(&self, order: Option<&Value>) -> Said {
        let at = self.description.orders.lines.as_ref();
        if !self.places() {
            return Said::Nothing;
        }
        lines::owed(at, order.map_or(Said::Nothing, |order| lines::said(at, order)))
    }

    fn cancelled(&self, status: u16, answer: &Value) -> Verdict {
        let order = self.write.order.get(answer).unwrap_or(answer);
        let state = orders::state(&self.description.orders, order);
        if orders::is_cancelled(&self.description.orders, &state) {
            return Verdict::of(accepted(None, status, &state));
        }
        Verdict::unknown(format!("The supplier answered {status}, but does not say that it is cancelled."))
    }

    /// A refusal whose status is a yes as well counts only where no order came with it.
    fn refused_with_a_yes(&self, refused: &Refused<'_>, status: u16, answer: &Value) -> Verdict {
        if refused.means != Means::Duplicate && self.id(answer).is_ok() {
            return Verdict::unknown(format!("The supplier answered {status} with an order and a refusal."));
        }
        self.refused(refused, status, answer)
    }

    fn refused(&self, refused: &Refused<'_>, status: u16, answer: &Value) -> Verdict {
        let words = format!("{status} {}", refused.words(answer, self.personal));
        let operation = self.write.operation;
        match (refused.means, operation) {
            (Means::SignedOut, _) => Verdict {
                signed_out: true,
                ..Verdict::of(Outcome::not_sent_yet(format!(
                    "The supplier does not accept the sign-in: {words}."
                )))
            },
            (Means::Temporary, _) => {
                Verdict::of(Outcome::not_sent_yet(format!("The supplier did not take it for now: {words}.")))
            }
            (Means::Duplicate, Operation::Draft) => match self.id(answer) {
                Ok(id) => Verdict::of(accepted(Some(id), status, "the draft was there already")),
                Err(why) => {
                    Verdict::unknown(format!("The supplier has a draft already ({words}), but {why}."))
                }
            },
            (Means::Duplicate, Operation::Cancel | Operation::CancelDraft)
            | (Means::Absent, Operation::CancelDraft) => {
                Verdict::of(accepted(None, status, &format!("it was done before: {words}")))
            }
            // It is there, and as what: cancelled, or under another reference, is not what was asked for.
            (Means::Duplicate, _) if self.id(answer).is_ok() => self.accepted(status, answer),
            (Means::Duplicate, _) => {
                let evidence = format!("the supplier has it already: {words}");
                Verdict { lines: self.lines(None), ..Verdict::of(accepted(None, status, &evidence)) }
            }
            (Means::Final | Means::Absent, _) => {
                Verdict::of(Outcome::Rejected { reason: format!("The supplier refused: {words}.") })
            }
        }
    }
}

fn accepted(reference: Option<String>, status: u16, words: &str) -> Outcome {
    let mut evidence = format!("{status}");
    if let Some(id) = &reference {
        evidence.push_str(&format!(", order {id}"));
    }
    if !words.is_empty() {
        evidence.push_str(&format!(", {words}"));
    }
    Outcome::Accepted { reference, evidence }
}
