//! Mail to suppliers and customers through the merchant's own server, with a result that says what it proves.
//!
//! A message that a server took is *submitted*, not read: the supplier's reply makes a purchase accepted in the
//! everyday sense. What [`send`] tells apart is whether the server has the message. Up to the final dot of the message
//! it certainly has not; after the dot only its reply can tell (RFC 5321, 4.2.5 and 4.5.3.2.6; RFC 1047).

mod account;
mod dialogue;
#[cfg(test)]
mod encrypted;
mod error;
mod message;
mod purchase;
#[cfg(test)]
mod scripted;

use std::sync::Arc;
use std::sync::mpsc;

use stockless_core::day::Instant;
use stockless_core::outcome::Outcome;

use crate::claim::Claim;
use crate::secrets::Secret;
use dialogue::{Session, outcome_of_giving_up};

pub use account::{MailAccount, MailTimeouts, Security};
pub use error::{MailError, Step};
pub use message::{Attachment, Letter, MailMessage, purchase_message_id, purchase_message_mark};
pub use purchase::purchase_message;

/// Composes a message and sends it once. See [`send_letter`].
pub fn send(
    account: &MailAccount,
    password: &Secret,
    message: &MailMessage,
    at: Instant,
    timeouts: MailTimeouts,
) -> Outcome {
    match message.compose(account, at) {
        Ok(letter) => send_letter(account, password, letter, timeouts),
        Err(error) => error.before_the_dot(),
    }
}

/// Sends a letter once, to exactly its recipients, and never again by itself. Blocks until the server has answered or
/// the time is up: call it from a thread that may wait.
pub fn send_letter(
    account: &MailAccount,
    password: &Secret,
    letter: Letter,
    timeouts: MailTimeouts,
) -> Outcome {
    let claim = Arc::new(Claim::default());
    let (tell, told) = mpsc::channel();
    let (account, password, seen) = (account.clone(), password.clone(), Arc::clone(&claim));
    let server = account.host.clone();
    let started = std::thread::Builder::new().name("mail".to_owned()).spawn(move || {
        match Session::open(&account, &password, timeouts) {
            Ok(mut session) => {
                let outcome = session.hand_over(&letter, &seen);
                let on_speaking_terms = matches!(outcome, Outcome::Accepted { .. });
                // Nobody may be listening any more; the claim has told them what that means.
                let _ = tell.send(outcome);
                if on_speaking_terms {
                    session.close();
                }
            }
            Err(error) => drop(tell.send(error.before_the_dot())),
        }
    });
    if let Err(error) = started {
        return Outcome::not_sent_yet(format!("this computer could not start the sending: {error}"));
    }
    told.recv_timeout(timeouts.whole).unwrap_or_else(|_| outcome_of_giving_up(&claim, &server, timeouts))
}

/// Connects and signs in without sending anything. Answers with words for the settings page.
pub fn test_account(
    account: &MailAccount,
    password: &Secret,
    timeouts: MailTimeouts,
) -> Result<String, MailError> {
    let (tell, told) = mpsc::channel();
    let (account, password) = (account.clone(), password.clone());
    let server = account.host.clone();
    let slow = move || MailError::Unreachable { server, reason: "it took too long to answer".to_owned() };
    let started = std::thread::Builder::new().name("mail".to_owned()).spawn(move || {
        match Session::open(&account, &password, timeouts) {
            Ok(session) => {
                // Nobody may be listening any more; nothing was sent, so nothing is lost.
                let _ = tell.send(Ok(session.introduction()));
                session.close();
            }
            Err(error) => drop(tell.send(Err(error))),
        }
    });
    if started.is_err() {
        return Err(slow());
    }
    told.recv_timeout(timeouts.whole).unwrap_or_else(|_| Err(slow()))
}
