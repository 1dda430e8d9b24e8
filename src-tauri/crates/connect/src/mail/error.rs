use std::fmt;
use std::io;

use lettre::transport::smtp::Error as SmtpError;
use stockless_core::outcome::Outcome;

use crate::words::plain;

/// Where in the conversation with the server something happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// Connecting, encrypting and saying hello.
    Greeting,
    /// User name and password.
    SignIn,
    /// The sender's address.
    Sender,
    /// A recipient's address.
    Recipient,
    /// The announcement that the message follows.
    Announcement,
    /// The message, up to its final dot.
    Message,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Greeting => "the greeting",
            Self::SignIn => "the sign-in",
            Self::Sender => "the sender's address",
            Self::Recipient => "the recipient's address",
            Self::Announcement => "the announcement of the message",
            Self::Message => "the message",
        })
    }
}

/// Why a message did not reach the server. Every variant proves that the server does not have it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// The account's settings have to change.
    #[error("The mail account needs a change: {0}.")]
    Account(String),
    /// The message has to change.
    #[error("The message needs a change: {0}.")]
    Message(String),
    /// No connection, or it was cut before the message ended.
    #[error("The mail server {server} cannot be reached: {reason}. Nothing was sent.")]
    Unreachable {
        /// Host name.
        server: String,
        /// What the system said.
        reason: String,
    },
    /// No private way to the right server.
    #[error("There is no safe connection to the mail server {server}: {reason}. Nothing was sent.")]
    Unsafe {
        /// Host name.
        server: String,
        /// What the system said.
        reason: String,
    },
    /// The server said no.
    #[error("The mail server {server} refused {step}: {code} {words}")]
    Refused {
        /// Host name.
        server: String,
        /// What it refused.
        step: Step,
        /// Its reply code; 4xx is for now, 5xx for good.
        code: u16,
        /// Its words.
        words: String,
    },
    /// The server fell silent, hung up or spoke out of turn before the message was complete.
    #[error(
        "The conversation with the mail server {server} broke off at {step}: {reason}. Nothing was sent."
    )]
    BrokeOff {
        /// Host name.
        server: String,
        /// Where it broke off.
        step: Step,
        /// What happened.
        reason: String,
    },
}

impl MailError {
    /// What this proves about a message whose final dot was not sent, or which the server refused in its own words.
    pub fn before_the_dot(&self) -> Outcome {
        let reason = self.to_string();
        match self {
            Self::Refused { code: 400..=499, .. } => Outcome::not_sent_yet(reason),
            Self::Refused { step: Step::Recipient | Step::Announcement | Step::Message, .. } => {
                Outcome::Rejected { reason }
            }
            Self::Unreachable { .. } | Self::BrokeOff { .. } => Outcome::not_sent_yet(reason),
            Self::Refused { .. } | Self::Account(_) | Self::Message(_) | Self::Unsafe { .. } => {
                Outcome::not_sent(reason)
            }
        }
    }

    pub(super) fn at(server: &str, step: Step, error: &SmtpError) -> Self {
        let server = server.to_owned();
        if let Some(code) = error.status() {
            let words =
                std::error::Error::source(error).map_or_else(String::new, |words| plain(&words.to_string()));
            return Self::Refused { server, step, code: code.into(), words };
        }
        let reason = what_broke(error);
        if error.is_tls() || system_error(error).is_some_and(|io| io.kind() == io::ErrorKind::InvalidData) {
            return Self::Unsafe { server, reason };
        }
        if step == Step::Greeting {
            return Self::Unreachable { server, reason };
        }
        Self::BrokeOff { server, step, reason }
    }
}

/// What happened to a conversation, in words.
pub(super) fn what_broke(error: &SmtpError) -> String {
    match system_error(error) {
        Some(io) if matches!(io.kind(), io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock) => {
            "it did not answer in time".to_owned()
        }
        Some(io) => plain(&io.to_string()),
        None if error.is_response() => format!("it gave no complete answer ({})", plain(&error.to_string())),
        None => plain(&error.to_string()),
    }
}

/// The first system error behind a mail error.
fn system_error(error: &SmtpError) -> Option<&io::Error> {
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        if let Some(io) = cause.downcast_ref::<io::Error>() {
            return Some(io);
        }
        source = cause.source();
    }
    None
}
