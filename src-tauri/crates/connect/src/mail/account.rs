use std::net::{SocketAddr, ToSocketAddrs};
use std::time::Duration;

use lettre::Address;
use lettre::transport::smtp::client::{Certificate, CertificateStore, TlsParameters};
use serde::{Deserialize, Serialize};

use super::MailError;

/// How the way to the server is kept private.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Security {
    /// Encrypted from the first byte, usually port 465.
    Tls,
    /// Encrypted after a first plain exchange, usually port 587. Without encryption nothing is sent.
    StartTls,
    /// Not encrypted. Only to this computer itself, for a bridge program or a test server.
    None,
}

/// The merchant's own mail account. The password is not part of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct MailAccount {
    /// Host name of the outgoing server, `mail.example.com`.
    pub host: String,
    /// Port of the outgoing server.
    pub port: u16,
    /// How the way there is kept private.
    pub security: Security,
    /// User name for the sign-in; empty where the server asks for none.
    pub user: String,
    /// The address messages come from.
    pub from: String,
    /// The name shown beside it; may be empty.
    pub from_name: String,
    /// A certificate authority to trust beside the public ones, as PEM text, for a server of one's own.
    #[serde(default)]
    pub own_authority: Option<String>,
}

/// How long each part of sending may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MailTimeouts {
    /// To reach the server.
    pub connect: Duration,
    /// For an answer to each line before the message.
    pub command: Duration,
    /// For the answer after the message. RFC 5321 asks for ten minutes: giving up early makes doubt.
    pub reply: Duration,
    /// For everything together.
    pub whole: Duration,
}

impl Default for MailTimeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(30),
            command: Duration::from_secs(60),
            reply: Duration::from_secs(600),
            whole: Duration::from_secs(900),
        }
    }
}

impl MailAccount {
    /// The address messages come from, read.
    pub(super) fn sender(&self) -> Result<Address, MailError> {
        address(&self.from).map_err(|why| MailError::Account(format!("the sender {why}")))
    }

    /// Where the server is. A way without encryption must not leave this computer.
    pub(super) fn places(&self) -> Result<Vec<SocketAddr>, MailError> {
        let unreachable = |reason: String| MailError::Unreachable { server: self.host.clone(), reason };
        if self.host.is_empty() || self.host.chars().any(|c| c.is_control() || c.is_whitespace()) {
            return Err(MailError::Account(format!("“{}” is no host name", self.host.escape_default())));
        }
        let places = (self.host.as_str(), self.port).to_socket_addrs();
        let places: Vec<_> = places.map_err(|error| unreachable(error.to_string()))?.collect();
        if places.is_empty() {
            return Err(unreachable("its name leads nowhere".to_owned()));
        }
        if self.security == Security::None && !places.iter().all(|place| place.ip().is_loopback()) {
            return Err(MailError::Account(format!(
                "without encryption mail goes to this computer only, and {} is another; choose TLS or STARTTLS",
                self.host
            )));
        }
        Ok(places)
    }

    /// What to trust; `None` where nothing is encrypted.
    pub(super) fn trust(&self) -> Result<Option<TlsParameters>, MailError> {
        if self.security == Security::None {
            return Ok(None);
        }
        let refused = |what: &str, error: lettre::transport::smtp::Error| {
            MailError::Account(format!("{what}: {error}"))
        };
        let mut trust =
            TlsParameters::builder(self.host.clone()).certificate_store(CertificateStore::WebpkiRoots);
        if let Some(pem) = &self.own_authority {
            if !pem.contains("-----BEGIN CERTIFICATE-----") {
                let why = "the file of the certificate authority holds no certificate in PEM form";
                return Err(MailError::Account(why.to_owned()));
            }
            let authority = Certificate::from_pem(pem.as_bytes());
            let authority =
                authority.map_err(|error| refused("the certificate authority cannot be read", error))?;
            trust = trust.add_root_certificate(authority);
        }
        let built = trust.build_rustls().map_err(|error| refused("encryption cannot be set up", error))?;
        Ok(Some(built))
    }
}

/// Reads one plain address, `name@example.com`. The error continues the words "the sender …".
pub(super) fn address(text: &str) -> Result<Address, String> {
    let shown = || text.chars().take(80).collect::<String>().escape_debug().to_string();
    if text.chars().any(char::is_control) {
        return Err(format!("“{}” contains line breaks or control characters", shown()));
    }
    text.parse().map_err(|_| format!("“{}” is no mail address", shown()))
}
