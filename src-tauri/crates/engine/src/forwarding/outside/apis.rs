//! Suppliers with an interface for programs, each spoken to by the description that the merchant gave.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};
use stockless_connect::placing::{Answer, Listed, Look, Placing, Trace};
use stockless_connect::rest::{Connection, Description, Rest, Timeouts};
use stockless_connect::secrets::Secret;
use stockless_core::day::Instant;
use stockless_core::outcome::Outcome;
use stockless_core::protocol::{Kind, Lookup};
use stockless_store::purchases::PurchaseRow;

use super::{Leaving, Reach};
use crate::clock::{Clock, SystemClock};

/// Connections that are open, by supplier. Each keeps its supplier's limits, so one stays as long as its settings do.
#[derive(Default)]
pub(super) struct Apis {
    open: Mutex<HashMap<i64, Open>>,
}

/// A connection, and the digest of the settings and the secret that it was opened with.
struct Open {
    digest: Vec<u8>,
    rest: Arc<Rest>,
}

impl std::fmt::Debug for Apis {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Apis").finish_non_exhaustive()
    }
}

/// The settings of a supplier's connection.
///
/// # Errors
/// With what is wrong, when they are not whole.
pub fn connection_of(settings: &str) -> Result<Connection, String> {
    serde_json::from_str(settings)
        .map_err(|error| format!("The settings of this connection cannot be read: {error}."))
}

impl Apis {
    /// What the merchant's file says about a supplier.
    pub(super) fn description(&self, reach: &Reach) -> Result<Arc<Description>, String> {
        let connection = connection_of(&reach.settings)?;
        Description::read(&connection.description).map_err(|error| error.to_string())
    }

    fn rest(&self, reach: &Reach) -> Result<Arc<Rest>, String> {
        let description = self.description(reach)?;
        let secret = match &reach.secret {
            Ok(secret) => secret.clone(),
            Err(_) if !description.needs_secret() => Secret::new(""),
            Err(reason) => return Err(reason.clone()),
        };
        // Of the secret only a digest is kept beside the connection, to know when it was changed.
        let mut digest = Sha256::new();
        digest.update(reach.settings.as_bytes());
        digest.update([0]);
        digest.update(secret.expose().as_bytes());
        let digest = digest.finalize().to_vec();
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = open.get(&reach.supplier.id).filter(|known| known.digest == digest) {
            return Ok(Arc::clone(&known.rest));
        }
        let ticks = Arc::new(|| SystemClock.steady_ms());
        let connection = connection_of(&reach.settings)?;
        if reach.sample && !is_this_computer(&connection) {
            return Err("This is sample data: nothing of it leaves this computer.".to_owned());
        }
        let rest = Rest::open(&connection, &secret, Timeouts::default(), ticks);
        let rest = Arc::new(rest.map_err(|error| error.to_string())?);
        open.insert(reach.supplier.id, Open { digest, rest: Arc::clone(&rest) });
        Ok(rest)
    }

    pub(super) fn attempt(&self, leaving: &Leaving) -> Answer {
        let purchase = &leaving.purchase;
        let rest = match self.rest(&leaving.reach) {
            Ok(rest) => rest,
            // Nothing left; somebody has to complete the connection, and then the same purchase goes.
            Err(reason) => {
                return Answer { signed_out: true, ..Answer::plain(Outcome::not_sent_yet(reason)) };
            }
        };
        let body = &leaving.frozen.document;
        match leaving.kind {
            Kind::Place => rest.place(body, &purchase.key, &purchase.key),
            Kind::Draft => rest.draft(body, &purchase.key, &purchase.key),
            Kind::Confirm => rest.confirm(&purchase.draft, &purchase.key, &purchase.key),
            Kind::Look | Kind::Cancel | Kind::CancelDraft => {
                Answer::plain(Outcome::not_sent("That is no attempt to place."))
            }
        }
    }

    pub(super) fn look(&self, leaving: &Leaving) -> (Look, Trace) {
        if let Ok(connection) = connection_of(&leaving.reach.settings)
            && connection.place() != leaving.purchase.destination
        {
            let (was, is) = (&leaving.purchase.destination, connection.place());
            let reason = format!(
                "It was sent to {was}, and the supplier's settings now say {is}. Look there, or ask the supplier."
            );
            return (Look::OnlyAPerson { reason }, Trace::default());
        }
        let since = searched_since(&leaving.purchase);
        match self.rest(&leaving.reach) {
            Ok(rest) => rest.look(&leaving.purchase.key, since),
            Err(reason) => (unreachable_now(reason), Trace::default()),
        }
    }

    pub(super) fn list(&self, reach: &Reach, since: Instant) -> (Listed, Trace) {
        match self.rest(reach) {
            Ok(rest) => rest.list(since),
            Err(reason) => (Err(reason), Trace::default()),
        }
    }

    /// Looks for a reference that no purchase has, or reads the latest orders: whatever the supplier offers.
    pub(super) fn try_out(&self, reach: &Reach, now: Instant) -> Result<String, String> {
        let rest = self.rest(reach)?;
        if rest.capability().lookup == Lookup::None {
            return Ok("The description is whole. This supplier offers nothing that could be asked without ordering.".to_owned());
        }
        match rest.look(NO_PURCHASE, now).0 {
            Look::NotThere => Ok("The supplier answered and knows us.".to_owned()),
            Look::Found(_) => Err(format!(
                "The supplier shows an order for the made-up reference {NO_PURCHASE}. Look at how the description finds orders."
            )),
            Look::CannotTell { reason, .. } | Look::OnlyAPerson { reason } => Err(reason),
        }
    }

    pub(super) fn cancel(&self, reach: &Reach, number: &str) -> Answer {
        match self.rest(reach) {
            Ok(rest) => rest.cancel(number),
            Err(reason) => Answer::plain(Outcome::not_sent(reason)),
        }
    }
}

impl Apis {
    pub(super) fn cancel_draft(&self, reach: &Reach, number: &str) -> Answer {
        match self.rest(reach) {
            Ok(rest) => rest.cancel_draft(number),
            Err(reason) => Answer::plain(Outcome::not_sent_yet(reason)),
        }
    }
}

/// How long before its first sending, by our clock, a purchase is searched for in a list. Suppliers date orders by their own
/// clock, and ours may be fast by hours, or by a day where it was set wrong by one.
const SEARCHED_BACK_MS: i64 = 26 * 3_600_000;

/// Where a list that is searched for a purchase begins.
pub fn searched_since(purchase: &PurchaseRow) -> Instant {
    purchase.first_sent.unwrap_or(purchase.created).min(purchase.created).plus_ms(-SEARCHED_BACK_MS)
}

/// True for an address that is this computer's own, by number, and allowed.
fn is_this_computer(connection: &Connection) -> bool {
    let allowed = connection.allowed_host.trim();
    let host = allowed.rsplit_once(':').map_or("", |(host, _)| host).trim_matches(['[', ']']);
    let leads_there = connection.base_url.trim().strip_prefix("http://").is_some_and(|rest| {
        rest.strip_prefix(allowed).is_some_and(|path| path.is_empty() || path.starts_with('/'))
    });
    leads_there && host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// A reference that no purchase has.
const NO_PURCHASE: &str = "STOCKLESS-TEST-NO-PURCHASE";

fn unreachable_now(reason: String) -> Look {
    Look::CannotTell { reason, wait_ms: None, signed_out: true }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sample_data_goes_to_this_computer_or_nowhere() {
        let to = |base_url: &str, allowed_host: &str| {
            is_this_computer(&Connection {
                description: String::new(),
                base_url: base_url.to_owned(),
                allowed_host: allowed_host.to_owned(),
                own_authority: None,
                look_first: false,
                account: 0,
            })
        };
        assert!(to("http://127.0.0.1:4801", "127.0.0.1:4801"));
        assert!(to("http://127.0.0.1:4801/v1", "127.0.0.1:4801"));
        for (base_url, allowed_host) in [
            ("", "127.0.0.1:4801"),
            ("https://api.example.com", "127.0.0.1:4801"),
            ("http://127.0.0.1:48011", "127.0.0.1:4801"),
            ("http://127.0.0.1:4801@api.example.com", "127.0.0.1:4801"),
            ("http://192.168.1.4:80", "192.168.1.4:80"),
        ] {
            assert!(!to(base_url, allowed_host), "{base_url} {allowed_host}");
        }
    }
}
