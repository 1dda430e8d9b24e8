//! Purchases by SFTP: a file on the supplier's server.

use stockless_connect::delivery::deliver_file;
use stockless_connect::placing::{Answer, Look, Theirs, Trace};
use stockless_connect::sftp::{self, SftpAccount, SftpTimeouts, SignIn};
use stockless_core::outcome::Outcome;
use stockless_core::protocol::{Capability, Lookup};

use super::{Leaving, Reach};

/// The settings of a supplier's server as they are kept.
pub(crate) fn account(settings: &str) -> Result<SftpAccount, String> {
    serde_json::from_str(settings).map_err(|_| {
        "The SFTP settings of this supplier are missing. Enter them with the supplier.".to_owned()
    })
}

/// The folder can be looked into by name, and what is seen there is true at once. What is on its way when this program
/// ends is one rename at most, and whoever looks takes the half file from under it.
pub(super) fn capability(reach: &Reach) -> Result<Capability, String> {
    account(&reach.settings)?;
    Ok(Capability {
        lookup: Lookup::ByReference,
        list_lag_ms: Some(0),
        request_lifetime_ms: Some(0),
        ..Capability::blind()
    })
}

/// Puts the file there, or says what keeps it from going.
pub(super) fn attempt(leaving: &Leaving) -> Answer {
    let frozen = &leaving.frozen;
    if leaving.reach.sample {
        // Sample data is sent to nobody: the file is put beside the other files of the sample.
        let folder = leaving.reach.workspace.join("outbox").join("sftp");
        if let Err(error) = std::fs::create_dir_all(&folder) {
            let words = format!("The folder {} cannot be made: {error}.", folder.display());
            return Answer::plain(Outcome::not_sent_yet(words));
        }
        return Answer::plain(deliver_file(&folder, &frozen.name, &frozen.document));
    }
    match ready(leaving) {
        Ok((account, sign_in)) => {
            sftp::deliver(&account, &sign_in, &frozen.name, &frozen.document, SftpTimeouts::default())
        }
        // Waits with the supplier's other purchases until the settings are right.
        Err(reason) => Answer { signed_out: true, ..Answer::plain(Outcome::not_sent_yet(reason)) },
    }
}

/// Looks for the file where it was sent.
pub(super) fn look(leaving: &Leaving) -> (Look, Trace) {
    let frozen = &leaving.frozen;
    let (account, sign_in) = match ready(leaving) {
        Ok(found) => found,
        Err(reason) => return (cannot_tell(reason, true), Trace::default()),
    };
    if account.place() != leaving.purchase.destination {
        let reason = format!(
            "It was sent to {}, and the supplier's settings now say {}. Look there, or ask the supplier.",
            leaving.purchase.destination,
            account.place()
        );
        return (Look::OnlyAPerson { reason }, Trace::default());
    }
    let looked = sftp::look_up(&account, &sign_in, &frozen.name, &frozen.document, SftpTimeouts::default());
    let (look, received) = match looked {
        sftp::Look::There { evidence } => {
            let file = Theirs {
                reference: leaving.purchase.key.clone(),
                state: evidence.clone(),
                ..Theirs::default()
            };
            (Look::Found(vec![file]), evidence)
        }
        sftp::Look::NotThere { evidence } => (Look::NotThere, evidence),
        sftp::Look::Open { reason } => (Look::OnlyAPerson { reason: reason.clone() }, reason),
        sftp::Look::Unreachable(error) => {
            (cannot_tell(error.to_string(), error.needs_settings()), error.to_string())
        }
    };
    let sent = format!("Look for {} in {}", frozen.name, account.place());
    (look, Trace { sent, received, status: None })
}

fn cannot_tell(reason: String, signed_out: bool) -> Look {
    Look::CannotTell { reason, wait_ms: None, signed_out }
}

/// The account and what signs in, or why there is none.
fn ready(leaving: &Leaving) -> Result<(SftpAccount, SignIn), String> {
    let account = account(&leaving.reach.settings)?;
    let kept = leaving.reach.secret.as_ref().map_err(Clone::clone)?;
    let sign_in = SignIn::from_kept(kept).ok_or("There is no password or key for this server yet.")?;
    Ok((account, sign_in))
}
