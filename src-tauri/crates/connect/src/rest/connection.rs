//! What the merchant enters for one supplier: the description, and where its server is.

use std::time::Duration;

use reqwest::Url;
use serde::{Deserialize, Serialize};

use super::address::Reach;
use super::description::Description;

/// The settings of one supplier's connection, without its secret. Kept as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Connection {
    /// The description: the text of a TOML file.
    pub description: String,
    /// Where the server is, in place of what the description says (a test address, for example). Empty: as described.
    #[serde(default)]
    pub base_url: String,
    /// `host:port` on this computer or the merchant's own network that the merchant allows for this supplier. It is
    /// reached without encryption where the address begins with `http:`. Empty: the public network, encrypted.
    #[serde(default)]
    pub allowed_host: String,
    /// A certificate authority to trust for this supplier beside the public ones, in PEM form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_authority: Option<String>,
    /// Before a purchase is sent for the first time, the supplier's records are looked at.
    #[serde(default, skip_serializing_if = "is_off")]
    pub look_first: bool,
    /// How often the merchant changed to another account at the same address.
    #[serde(default, skip_serializing_if = "is_first")]
    pub account: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands out references")]
const fn is_off(is_on: &bool) -> bool {
    !*is_on
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands out references")]
const fn is_first(account: &u32) -> bool {
    *account == 0
}

impl Connection {
    /// The address of the server: the one that is entered, or else the described one.
    pub fn address(&self) -> String {
        let entered = self.base_url.trim();
        if !entered.is_empty() {
            return entered.to_owned();
        }
        Description::read(&self.description)
            .map(|described| described.base_url().to_owned())
            .unwrap_or_default()
    }

    /// Where purchases go, in one line. Two connections with the same line mean the same records: what was sent to one
    /// is looked for nowhere else.
    pub fn place(&self) -> String {
        let address = self.address();
        let address = address.trim_end_matches('/');
        if self.account == 0 {
            address.to_owned()
        } else {
            format!("{address} (account {})", self.account + 1)
        }
    }
}

/// How long is waited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeouts {
    /// For the name, the connection and its encryption together.
    pub connect: Duration,
    /// For the whole exchange, to the last byte of the answer. Longer than `connect`.
    pub whole: Duration,
}

impl Default for Timeouts {
    /// Suppliers' order calls are slow at times, and an answer that is waited for is worth more than a doubt.
    fn default() -> Self {
        Self { connect: Duration::from_secs(10), whole: Duration::from_secs(60) }
    }
}

/// A connection that cannot be used as it is entered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("The address {shown} cannot be used: {reason}. {fix}")]
pub struct AddressError {
    /// The address without a name or password in it.
    pub shown: String,
    /// What is wrong.
    pub reason: String,
    /// What to do, as a sentence.
    pub fix: String,
}

/// Where the server is and how far connections may reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) base: Url,
    pub(super) reach: Reach,
}

impl Place {
    /// Reads a base address, `https://api.example.com/v2`.
    pub(super) fn new(text: &str, allowed_host: &str) -> Result<Self, AddressError> {
        let text = text.trim();
        let wrong = |reason: &str, fix: &str| {
            Err(AddressError { shown: shown(text), reason: reason.to_owned(), fix: fix.to_owned() })
        };
        let base = match parsed(text) {
            Ok(base) => base,
            Err((reason, fix)) => return wrong(reason, fix),
        };
        let (Some(host), Some(port)) = (base.host(), base.port_or_known_default()) else {
            return wrong(NO_SERVER.0, NO_SERVER.1);
        };
        let allowed =
            !allowed_host.is_empty() && allowed_host.eq_ignore_ascii_case(&format!("{host}:{port}"));
        let reach = if allowed { Reach::Own } else { Reach::Public };
        match base.scheme() {
            "https" => {}
            _ if allowed => {}
            _ => {
                return wrong(
                    "it is not encrypted",
                    "Begin it with https:. A server on your own network has to be allowed as host:port.",
                );
            }
        }
        let literal = match host {
            url::Host::Ipv4(ip) => Some(ip.into()),
            url::Host::Ipv6(ip) => Some(ip.into()),
            url::Host::Domain(_) => None,
        };
        if literal.is_some_and(|ip| !reach.covers(ip)) {
            return wrong(
                "it lies on this computer or in a closed network",
                "Use the supplier's public address, or allow this host and port if the server is yours.",
            );
        }
        Ok(Self { base, reach })
    }

    /// The address of a path that begins with a slash. `None` where it would leave the base, which a filled path cannot.
    pub(super) fn join(&self, path: &str) -> Option<Url> {
        let base = self.base.as_str().trim_end_matches('/');
        let url = Url::parse(&format!("{base}{path}")).ok()?;
        let start = self.base.path().trim_end_matches('/');
        let inside = url.path().strip_prefix(start).is_some_and(|rest| rest.starts_with('/'));
        (self.is_same_server(&url) && inside).then_some(url)
    }

    /// An address that the server itself gave, for the next page: on the same server only.
    pub(super) fn follow(&self, from: &Url, link: &str) -> Option<Url> {
        let url = from.join(link).ok()?;
        let plain = url.username().is_empty() && url.password().is_none();
        (plain && self.is_same_server(&url)).then_some(url)
    }

    /// The same scheme, host and port: the only place that the secret is sent to.
    pub(super) fn is_same_server(&self, url: &Url) -> bool {
        url.origin() == self.base.origin()
    }

    /// The host, for messages.
    pub(super) fn host(&self) -> &str {
        self.base.host_str().unwrap_or_default()
    }
}

const NO_SERVER: (&str, &str) = ("it names no server", "Write it as https://api.example.com/v2.");

/// Checks the form of a base address, not where it leads. The error is what is wrong and what to do.
pub(super) fn form(text: &str) -> Result<(), (&'static str, &'static str)> {
    parsed(text).map(drop)
}

fn parsed(text: &str) -> Result<Url, (&'static str, &'static str)> {
    let base = Url::parse(text).map_err(|_| ("it is no address", NO_SERVER.1))?;
    if !matches!(base.scheme(), "https" | "http") {
        return Err(("it is neither https nor http", "Begin it with https:."));
    }
    if !base.username().is_empty() || base.password().is_some() {
        return Err(("it holds a name or a password", "Enter the secret in its own field."));
    }
    if base.query().is_some() || base.fragment().is_some() {
        return Err(("it holds a ? or a #", "Write those with the paths."));
    }
    if base.host().is_none() {
        return Err(NO_SERVER);
    }
    Ok(base)
}

/// An address for a message: bounded, one line, and nothing of a user name or password.
fn shown(text: &str) -> String {
    let after = text.split_once("://").map_or(text, |(_, after)| after);
    let clean = match after.rsplit_once('@') {
        Some((_, host)) => format!("…@{host}"),
        None => text.to_owned(),
    };
    format!("“{}”", super::trace::plain(&clean).chars().take(120).collect::<String>())
}
