use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use russh::client::{self, Handle};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::host_key::preferred;
use super::key_check::KeyCheck;
use super::remote::Remote;
use super::wire::Wire;
use super::{SftpAccount, SftpError, SftpTimeouts, SignIn, Step, sign_in};
use crate::words::plain;

/// The last word is a courtesy; nothing depends on its answer.
const FAREWELL: Duration = Duration::from_secs(1);

/// A signed-in conversation with a supplier's server.
pub(super) struct Session {
    handle: Handle<KeyCheck>,
    pub(super) remote: Remote,
}

impl Session {
    /// Connects, compares the server's key with the accepted one, and signs in.
    pub(super) async fn open(
        account: &SftpAccount,
        how: &SignIn,
        timeouts: SftpTimeouts,
    ) -> Result<Self, SftpError> {
        account.check()?;
        // What is wrong with the merchant's own key is told before anybody is called.
        let how = sign_in::Ready::read(how)?;
        let stream = reach(account, timeouts.connect).await?;
        let mut handle = greet(account, stream, timeouts.step).await?;
        let signed_in = timeout(timeouts.step, sign_in::sign_in(&mut handle, account, how)).await;
        signed_in.unwrap_or_else(|_| Err(broke_off(account, Step::SignIn, SILENT)))?;
        let started = timeout(timeouts.step, start(&handle)).await;
        let wire = started.unwrap_or_else(|_| Err(SILENT.to_owned()));
        let wire = wire.map_err(|reason| broke_off(account, Step::Start, &reason))?;
        Ok(Self { handle, remote: Remote::new(wire, account.host.clone(), timeouts.step) })
    }

    /// Says goodbye. Whatever the server answers changes nothing.
    pub(super) async fn close(self) {
        let goodbye = self.handle.disconnect(russh::Disconnect::ByApplication, "", "");
        let _ = timeout(FAREWELL, goodbye).await;
    }
}

const SILENT: &str = "it did not answer in time";

async fn reach(account: &SftpAccount, limit: Duration) -> Result<TcpStream, SftpError> {
    let unreachable =
        |reason: String| SftpError::Unreachable { server: account.host.clone(), reason: plain(&reason) };
    let reached = timeout(limit, TcpStream::connect((account.host.as_str(), account.port))).await;
    let stream = reached.map_err(|_| unreachable(SILENT.to_owned()))?;
    let stream = stream.map_err(|error| unreachable(error.to_string()))?;
    // Small questions and answers wait for each other otherwise. Without it everything still works, only slower.
    let _ = stream.set_nodelay(true);
    Ok(stream)
}

async fn greet(
    account: &SftpAccount,
    stream: TcpStream,
    limit: Duration,
) -> Result<Handle<KeyCheck>, SftpError> {
    let accepted = account.host_key.clone();
    let config = client::Config { preferred: preferred(accepted.as_ref()), ..client::Config::default() };
    let seen = Arc::new(Mutex::new(None));
    let check = KeyCheck::new(accepted.clone(), Arc::clone(&seen));
    let greeted = timeout(limit, client::connect_stream(Arc::new(config), stream, check)).await;
    let Ok(greeted) = greeted else { return Err(broke_off(account, Step::Greeting, SILENT)) };
    greeted.map_err(|error| {
        let seen = seen.lock().unwrap_or_else(PoisonError::into_inner).take();
        let server = account.host.clone();
        match (error, seen, accepted) {
            (russh::Error::UnknownKey, Some(seen), None) => SftpError::NewHostKey { server, seen },
            (russh::Error::UnknownKey, Some(seen), Some(accepted)) => {
                SftpError::ChangedHostKey { server, seen, accepted }
            }
            (error, _, _) => greeting_failed(account, &error),
        }
    })
}

fn greeting_failed(account: &SftpAccount, error: &russh::Error) -> SftpError {
    use russh::Error;
    let unsafe_way = |reason: String| SftpError::Unsafe { server: account.host.clone(), reason };
    match error {
        Error::NoCommonAlgo { theirs, .. } => unsafe_way(format!(
            "it offers only methods that are no longer safe ({})",
            plain(&theirs.join(", "))
        )),
        Error::WrongServerSig | Error::PacketAuth | Error::DecryptionError | Error::UnknownKey => {
            unsafe_way(plain(&error.to_string()))
        }
        Error::Version => broke_off(account, Step::Greeting, "it does not speak SSH"),
        error => broke_off(account, Step::Greeting, &what_broke(error)),
    }
}

async fn start(handle: &Handle<KeyCheck>) -> Result<Wire<russh::ChannelStream<client::Msg>>, String> {
    let mut channel = handle.channel_open_session().await.map_err(|error| what_broke(&error))?;
    channel.request_subsystem(true, "sftp").await.map_err(|error| what_broke(&error))?;
    loop {
        match channel.wait().await {
            Some(russh::ChannelMsg::Success) => break,
            Some(russh::ChannelMsg::Failure) => return Err("it offers no SFTP".to_owned()),
            Some(russh::ChannelMsg::WindowAdjusted { .. }) => {}
            _ => return Err("it hung up".to_owned()),
        }
    }
    Wire::start(channel.into_stream()).await.map_err(|trouble| match trouble {
        super::wire::Trouble::Broke(reason) => reason,
        super::wire::Trouble::Refused { words, .. } => words,
    })
}

/// What happened to a conversation, in words.
pub(super) fn what_broke(error: &russh::Error) -> String {
    match error {
        russh::Error::IO(io) if io.kind() == std::io::ErrorKind::UnexpectedEof => "it hung up".to_owned(),
        russh::Error::HUP | russh::Error::Disconnect | russh::Error::SendError | russh::Error::RecvError => {
            "it hung up".to_owned()
        }
        error => plain(&error.to_string()),
    }
}

pub(super) fn broke_off(account: &SftpAccount, step: Step, reason: &str) -> SftpError {
    SftpError::BrokeOff { server: account.host.clone(), step, reason: reason.to_owned() }
}
