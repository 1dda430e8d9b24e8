use std::net::{SocketAddr, ToSocketAddrs};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::MailboxError;
use crate::mail::Security;

/// The merchant's own mailbox. The password is not part of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Mailbox {
    /// Host name of the incoming server, `imap.example.com`.
    pub host: String,
    /// Port, usually 993.
    pub port: u16,
    /// How the way there is kept private.
    pub security: Security,
    /// User name.
    pub user: String,
    /// The folder that mail comes into, as the server writes it; usually `INBOX`.
    pub folder: String,
    /// The folder in which the server itself keeps a copy of each mail sent through it; none where it keeps none.
    pub sent: Option<String>,
    /// A certificate authority to trust beside the public ones, as PEM text, for a server of one's own.
    #[serde(default)]
    pub own_authority: Option<String>,
}

/// How long each part of a look may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MailboxTimeouts {
    /// To reach the server.
    pub connect: Duration,
    /// For the next bytes of an answer.
    pub step: Duration,
    /// For everything together.
    pub whole: Duration,
}

impl Default for MailboxTimeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(20),
            step: Duration::from_secs(30),
            whole: Duration::from_secs(180),
        }
    }
}

impl Mailbox {
    /// Refuses settings that could not be used.
    pub fn check(&self) -> Result<(), MailboxError> {
        let bad = |text: &str| text.is_empty() || text.len() > 500 || text.chars().any(char::is_control);
        let account = |why: &str| Err(MailboxError::Account(why.to_owned()));
        if bad(&self.host) || self.host.chars().any(char::is_whitespace) {
            return account("the name of the server cannot be used");
        }
        if self.port == 0 {
            return account("0 is not a port; 993 is usual");
        }
        if bad(&self.user) {
            return account("the user name cannot be used");
        }
        if bad(&self.folder) || self.sent.as_deref().is_some_and(bad) {
            return account("the name of a folder cannot be used");
        }
        Ok(())
    }

    /// Where the server is. A way without encryption must not leave this computer.
    pub(super) fn places(&self) -> Result<Vec<SocketAddr>, MailboxError> {
        self.check()?;
        let unreachable = |reason: String| MailboxError::Unreachable { server: self.host.clone(), reason };
        let places = (self.host.as_str(), self.port).to_socket_addrs();
        let places: Vec<_> = places.map_err(|error| unreachable(error.to_string()))?.take(8).collect();
        if places.is_empty() {
            return Err(unreachable("its name leads nowhere".to_owned()));
        }
        if self.security == Security::None && !places.iter().all(|place| place.ip().is_loopback()) {
            return Err(MailboxError::Account(format!(
                "without encryption mail is read from this computer only, and {} is another; choose TLS or STARTTLS",
                self.host
            )));
        }
        Ok(places)
    }
}
