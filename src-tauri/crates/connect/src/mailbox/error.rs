/// Why a mailbox could not be read. Nothing in it was changed, and what was read before is kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MailboxError {
    /// The settings have to change.
    #[error("The mailbox needs a change: {0}.")]
    Account(String),
    /// No connection.
    #[error("The mailbox at {server} cannot be reached: {reason}.")]
    Unreachable {
        /// Host name.
        server: String,
        /// What the system said.
        reason: String,
    },
    /// No private way to the right server.
    #[error("There is no safe connection to the mailbox at {server}: {reason}.")]
    Unsafe {
        /// Host name.
        server: String,
        /// What the system said.
        reason: String,
    },
    /// The server does not accept user name and password.
    #[error(
        "{server} does not accept the user name and password of the mailbox: {words} Many providers ask for an app password here."
    )]
    SignedOut {
        /// Host name.
        server: String,
        /// Its words.
        words: String,
    },
    /// The server said no to something else.
    #[error("{server} refused {what}: {words}")]
    Refused {
        /// Host name.
        server: String,
        /// What it refused.
        what: String,
        /// Its words.
        words: String,
    },
    /// The server fell silent, hung up, or said what cannot be read.
    #[error("The conversation with the mailbox at {server} broke off: {reason}.")]
    BrokeOff {
        /// Host name.
        server: String,
        /// What happened.
        reason: String,
    },
}

impl MailboxError {
    /// True when a person has to sign in again before another look makes sense.
    pub fn is_signed_out(&self) -> bool {
        matches!(self, Self::SignedOut { .. })
    }
}
