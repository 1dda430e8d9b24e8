//! The folder in which the merchant's server keeps what is sent through it: a record of mails that can be looked at.

use stockless_connect::mail::purchase_message_mark;
use stockless_connect::mailbox::{self, MailboxTimeouts};
use stockless_connect::placing::{Look, Theirs};
use stockless_core::protocol::{Capability, Lookup};

use super::{Leaving, SentFolder};

/// A server that keeps a copy of each mail it takes has it within minutes. How long it may go on with a mail that we gave
/// up, nobody documents.
pub(super) fn capability() -> Capability {
    Capability { lookup: Lookup::ByReference, list_lag_ms: Some(5 * 60_000), ..Capability::blind() }
}

/// Looks for a purchase's mail. Its absence counts only while an earlier mail of ours is found there: a folder that was
/// emptied or renamed shows nothing.
pub(super) fn look(leaving: &Leaving) -> Look {
    let Some(SentFolder { mailbox, password, since, earlier }) = &leaving.reach.sent else {
        return Look::cannot_tell("This supplier has no records that can be read.");
    };
    let password = match password {
        Ok(password) => password,
        Err(reason) => return Look::cannot_tell(format!("The mailbox cannot be read: {reason}")),
    };
    let mark = purchase_message_mark(&leaving.purchase.key);
    let wanted: Vec<&str> = std::iter::once(&mark).chain(earlier).map(String::as_str).collect();
    match mailbox::find_sent(mailbox, password, &wanted, MailboxTimeouts::default()) {
        Err(error) => Look::cannot_tell(error.to_string()),
        Ok(found) => match found.split_first() {
            Some((true, _)) => Look::Found(vec![Theirs {
                reference: leaving.purchase.key.clone(),
                state: format!(
                    "in “{}”, where your server keeps what it has sent",
                    mailbox.sent.clone().unwrap_or_default()
                ),
                ..Theirs::default()
            }]),
            // It may have gone through another account, whose copies are elsewhere.
            _ if leaving.purchase.first_sent.unwrap_or(leaving.purchase.created) < *since => {
                Look::cannot_tell(
                    "It was sent before this folder was relied on, so that its absence shows nothing.",
                )
            }
            Some((false, others)) if others.contains(&true) => Look::NotThere,
            _ => Look::cannot_tell(
                "It is not among the sent mails, but neither is any earlier order, so that nothing can be concluded.",
            ),
        },
    }
}
