//! What the background will do next about a purchase in doubt, told without doing it.

use stockless_core::day::Instant;
use stockless_core::id::PurchaseId;
use stockless_core::protocol::{Class, Lifetime, Next};
use stockless_core::purchase::State;
use stockless_store::purchases::PurchaseRow;

use super::doubt::{counts_here, doubt_of};
use super::record::Here;
use crate::engine::Engine;
use crate::error::ApiError;
use crate::shapes::purchases::NextStep;

impl Engine {
    /// What happens next about a purchase in doubt; `None` for one that is not.
    pub(crate) fn next_step(&self, id: PurchaseId) -> Result<Option<NextStep>, ApiError> {
        let purchase = self.read(|read| Ok(read.purchase(id)?))?;
        if !purchase.state.is_in_doubt() {
            return Ok(None);
        }
        let here = self.here();
        let health = self.read(|read| Ok(read.health(purchase.supplier)?))?;
        let why = match self.may_forward() {
            Ok(()) => health.signed_out.map(|_| "signed_out".to_owned()),
            Err(_) => Some(self.forwarding_state()?.state),
        };
        let elsewhere = self.elsewhere(&purchase)?.is_some();
        let doubt = doubt_of(&purchase, here.now, why.is_none(), elsewhere);
        let class = doubt.class(&purchase.capability);
        let next = match purchase.state {
            State::Asking => Next::Ask,
            _ => doubt.next(&purchase.capability, true),
        };
        let at = begins(&purchase, class, next, health.limit(here.now), &here);
        let lifetime = match purchase.capability.key_lifetime {
            Lifetime::Ms(ms) => Some(ms),
            Lifetime::Unknown | Lifetime::Forever => None,
        };
        Ok(Some(NextStep {
            step: word(next).to_owned(),
            at: at.filter(|at| *at > here.now).map(Instant::iso),
            class: class.word().to_owned(),
            why: why.filter(|_| purchase.state == State::Unknown),
            looks: purchase.looks,
            first_sent_at: purchase.first_sent.map(Instant::iso),
            key_expired_at: purchase.key_expires.filter(|end| *end <= here.now).map(Instant::iso),
            key_lifetime_ms: lifetime,
        }))
    }
}

const fn word(next: Next) -> &'static str {
    match next {
        Next::Wait => "wait",
        Next::SendSame => "send_same",
        Next::Look => "look",
        Next::Ask => "ask",
    }
}

/// The latest of what has to pass first; `None` where nothing happens by itself.
fn begins(
    purchase: &PurchaseRow,
    class: Class,
    next: Next,
    limited_until: Option<Instant>,
    here: &Here,
) -> Option<Instant> {
    if next == Next::Wait || purchase.state == State::Asking {
        return None;
    }
    // Only what asks the supplier waits until the supplier wants to be asked.
    let limited = limited_until.filter(|_| matches!(next, Next::SendSame | Next::Look));
    let quarantine = (next != Next::SendSame).then(|| quarantine_end(purchase, class, here));
    [Some(purchase.not_before), limited, quarantine].into_iter().flatten().max()
}

/// By both clocks, and in full where the computer was started again meanwhile.
fn quarantine_end(purchase: &PurchaseRow, class: Class, here: &Here) -> Instant {
    let length = purchase.capability.quarantine_ms(class, here.patience_ms);
    let passed = match &purchase.doubt {
        Some(doubt) if counts_here(purchase, here) => here.steady_ms.saturating_sub(doubt.steady_ms),
        _ => 0,
    };
    let steady = here.now.plus_ms(length.saturating_sub(passed).max(0));
    purchase.ask_after.map_or(steady, |wall| wall.max(steady))
}
