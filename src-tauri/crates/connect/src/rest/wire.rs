//! One exchange with a supplier's server: a fresh connection, one request, one bounded answer, nothing by itself.
//!
//! The library underneath keeps connections, repeats requests that it thinks safe, follows redirects and asks the
//! environment for a proxy. All of that is off for what changes something: every request that leaves has an attempt that
//! was written down first. Reading may follow three redirects, on the same server.

mod broke;
mod trust;

pub(crate) use trust::client_config;

use std::sync::mpsc;
use std::time::Duration;

use reqwest::header::HeaderMap;
use reqwest::redirect::Policy;
use reqwest::{Client, Method, Url};
use tokio::runtime;

use super::address::Within;
use super::connection::{Place, Timeouts};
use super::retry_after;

pub(super) use broke::what_broke;

/// The largest answer that is read, in bytes. Beyond it nobody knows what the answer says.
const MOST: usize = 1024 * 1024;
/// How many redirects reading follows.
const REDIRECTS: usize = 3;
/// Over the client's own limit of time, for a thread that was not scheduled.
const GRACE: Duration = Duration::from_secs(1);

/// How an exchange ended.
#[derive(Debug)]
pub(super) enum Exchange {
    /// Our own keeping of the supplier's limits held it back.
    Held { wait_ms: i64 },
    /// Certain: no byte of the request left.
    NotSent { reason: String, retry: bool },
    /// Something may have left, and no whole answer came.
    Broken { reason: String, status: Option<u16>, wait_ms: Option<i64> },
    /// A whole answer.
    Answered(Reply),
}

impl Exchange {
    /// The answer came from somewhere else than was asked: what it does not show may be there all the same.
    pub(super) const fn was_redirected(&self) -> bool {
        matches!(self, Self::Answered(Reply { redirected: true, .. }))
    }

    /// The wait that was asked for, milliseconds.
    pub(super) const fn wait_ms(&self) -> Option<i64> {
        match self {
            Self::Held { wait_ms } => Some(*wait_ms),
            Self::NotSent { .. } => None,
            Self::Broken { wait_ms, .. } | Self::Answered(Reply { wait_ms, .. }) => *wait_ms,
        }
    }

    /// True unless it is certain that nothing left.
    pub(super) const fn may_have_left(&self) -> bool {
        matches!(self, Self::Broken { .. } | Self::Answered(_))
    }

    pub(super) const fn status(&self) -> Option<u16> {
        match self {
            Self::Held { .. } | Self::NotSent { .. } => None,
            Self::Broken { status, .. } => *status,
            Self::Answered(reply) => Some(reply.status),
        }
    }

    /// The answer's body; empty where none came whole.
    pub(super) fn body(&self) -> &[u8] {
        match self {
            Self::Answered(reply) => &reply.body,
            Self::Held { .. } | Self::NotSent { .. } | Self::Broken { .. } => &[],
        }
    }
}

/// A whole answer.
#[derive(Debug)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) wait_ms: Option<i64>,
    /// The `next` of the `Link` header.
    pub(super) next_link: Option<String>,
    /// Where it came from, after redirects.
    pub(super) url: Url,
    /// It did not come from where the request went.
    pub(super) redirected: bool,
    pub(super) body: Vec<u8>,
}

/// A request, ready to go.
pub(super) struct Request {
    pub(super) method: Method,
    pub(super) url: Url,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
    /// It changes something at the supplier's.
    pub(super) changes: bool,
}

/// The way to one supplier's server.
#[derive(Debug)]
pub(super) struct Wire {
    changing: Client,
    reading: Client,
    timeouts: Timeouts,
}

impl Wire {
    /// Prepares the way. The error says what stands against it.
    pub(super) fn new(
        place: &Place,
        own_authority: Option<&str>,
        timeouts: Timeouts,
    ) -> Result<Self, String> {
        let tls = trust::client_config(own_authority)?;
        let client = |policy: Policy| {
            Client::builder()
                .tls_backend_preconfigured(tls.clone())
                .http1_only()
                .no_proxy()
                .referer(false)
                .retry(reqwest::retry::never())
                .pool_max_idle_per_host(0)
                .redirect(policy)
                .dns_resolver(Within(place.reach))
                .connect_timeout(timeouts.connect)
                .timeout(timeouts.whole)
                .build()
                .map_err(|error| what_broke(&error))
        };
        let home = place.base.origin();
        let on_the_same_server = Policy::custom(move |step| {
            let near = step.url().origin() == home && step.previous().len() <= REDIRECTS;
            if near { step.follow() } else { step.stop() }
        });
        Ok(Self { changing: client(Policy::none())?, reading: client(on_the_same_server)?, timeouts })
    }

    /// Sends a request once and waits for the answer's end.
    ///
    /// Each exchange has a thread and a runtime of its own: a server that pours out bytes keeps nobody busy but the
    /// thread that listens to it, and only until the time is up.
    pub(super) fn exchange(&self, request: Request) -> Exchange {
        let client = if request.changes { self.changing.clone() } else { self.reading.clone() };
        let (tell, told) = mpsc::sync_channel(1);
        let Ok(runtime) = runtime::Builder::new_current_thread().enable_io().enable_time().build() else {
            return not_sent_yet();
        };
        let started = std::thread::Builder::new().name("supplier".to_owned()).spawn(move || {
            // Nobody may be listening any more; the other side of the channel has said what that means.
            let _ = tell.send(runtime.block_on(converse(&client, request)));
            // A name that is still being resolved is not waited for.
            runtime.shutdown_background();
        });
        if started.is_err() {
            return not_sent_yet();
        }
        let patience = self.timeouts.whole.saturating_add(GRACE);
        told.recv_timeout(patience).unwrap_or_else(|_| Exchange::Broken {
            reason: "no answer came in time".to_owned(),
            status: None,
            wait_ms: None,
        })
    }

    pub(super) const fn timeouts(&self) -> Timeouts {
        self.timeouts
    }
}

fn not_sent_yet() -> Exchange {
    Exchange::NotSent { reason: "this computer could not start the sending".to_owned(), retry: true }
}

async fn converse(client: &Client, request: Request) -> Exchange {
    let Request { method, url, headers, body, .. } = request;
    let asked = url.clone();
    let mut builder = client.request(method, url).headers(headers);
    if !body.is_empty() {
        builder = builder.body(body);
    }
    let ready = match builder.build() {
        Ok(ready) => ready,
        Err(error) => return Exchange::NotSent { reason: what_broke(&error), retry: false },
    };
    match client.execute(ready).await {
        Ok(response) => read(response, &asked).await,
        // The connector resolves, connects and encrypts; the request is written after it has done.
        Err(error) if error.is_connect() => Exchange::NotSent { reason: what_broke(&error), retry: true },
        Err(error) => Exchange::Broken { reason: what_broke(&error), status: None, wait_ms: None },
    }
}

async fn read(mut response: reqwest::Response, asked: &Url) -> Exchange {
    let status = response.status().as_u16();
    let header = |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok());
    let wait_ms = header("retry-after").and_then(|text| retry_after::wait_ms(text, header("date")));
    let next_link = header("link").and_then(next_of);
    let url = response.url().clone();
    let redirected = url != *asked;
    let broken = |reason: String| Exchange::Broken { reason, status: Some(status), wait_ms };
    let mut body = Vec::new();
    loop {
        match response.chunk().await {
            Ok(Some(part)) if body.len().saturating_add(part.len()) > MOST => {
                return broken(format!("the answer is larger than {MOST} bytes"));
            }
            Ok(Some(part)) => body.extend_from_slice(&part),
            Ok(None) => {
                return Exchange::Answered(Reply { status, wait_ms, next_link, url, redirected, body });
            }
            Err(error) => return broken(what_broke(&error)),
        }
    }
}

/// The address marked `next` in a `Link` header (RFC 8288).
fn next_of(header: &str) -> Option<String> {
    header.split(',').find_map(|link| {
        let (address, rest) = link.trim().strip_prefix('<')?.split_once('>')?;
        let is_next = rest.split(';').any(|part| {
            let (name, value) = part.trim().split_once('=').unwrap_or_default();
            name.trim().eq_ignore_ascii_case("rel")
                && value.trim().trim_matches('"').eq_ignore_ascii_case("next")
        });
        (is_next && address.len() <= 4000).then(|| address.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_link_is_the_one_that_says_so() {
        let both = r#"<https://a.example.com/orders?page=1>; rel="prev", <https://a.example.com/orders?page=3>; rel=next"#;
        assert_eq!(next_of(both).as_deref(), Some("https://a.example.com/orders?page=3"));
        for none in
            ["", "<https://a.example.com>; rel=last", "https://a.example.com; rel=next", "<; rel=next"]
        {
            assert_eq!(next_of(none), None, "{none}");
        }
    }
}
