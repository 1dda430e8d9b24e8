//! Files for suppliers on their SFTP server: put there whole or not at all, and never over another file.
//!
//! The file is written beside its place as `name.part`, its size is compared, and then it takes its name in one step,
//! the rename. So what [`deliver`] tells apart is whether the server may have been asked to rename: before that it
//! certainly does not have the purchase, after that only its answer can tell. [`look_up`] settles the doubt where the
//! server still shows enough. Nothing goes to a server whose key the merchant has not accepted, no password either.
//!
//! A supplier who reads files ending in `.part` is outside of what this can promise.

mod account;
mod deliver;
mod error;
mod host_key;
mod inbound;
mod key_check;
mod look;
mod probe;
mod remote;
mod session;
mod sign_in;
mod waiting;
mod wire;

use std::sync::Arc;

use stockless_core::outcome::Outcome;

use crate::claim::Claim;
use crate::delivery::safe_file_name;
use crate::placing::{Answer, Trace};
use session::Session;
use waiting::wait_for;

pub use account::{SftpAccount, SftpTimeouts, SignIn};
pub use error::{SftpError, Step};
pub use host_key::HostKey;
pub use inbound::{Listing, RemoteFile};
pub use look::Look;
pub use probe::Seen;

/// The largest file that is sent or read, in bytes. A purchase is a few thousand.
pub const LARGEST: usize = 32 * 1024 * 1024;

/// A file on its way, under the name it will have.
#[derive(Clone)]
struct Parcel {
    name: String,
    bytes: Arc<[u8]>,
}

impl Parcel {
    fn new(file_name: &str, bytes: &[u8]) -> Self {
        Self { name: safe_file_name(file_name), bytes: bytes.into() }
    }

    /// The name of the half file.
    fn part(&self) -> String {
        format!("{}.part", self.name)
    }
}

/// Puts a file into the account's folder, once. The name is made safe by [`safe_file_name`]. Blocks until the server
/// has answered or the time is up: call it from a thread that may wait.
///
/// The outcome is accepted: the server confirmed the rename, or the same bytes lay there under this name before. A file with other
/// bytes under the name is a definite no. Unknown: the server was asked to rename and no clear answer came.
pub fn deliver(
    account: &SftpAccount,
    sign_in: &SignIn,
    file_name: &str,
    bytes: &[u8],
    timeouts: SftpTimeouts,
) -> Answer {
    if bytes.len() > LARGEST {
        return Answer::plain(Outcome::not_sent(format!(
            "The file has {} bytes; Stockless sends at most {LARGEST}.",
            bytes.len()
        )));
    }
    let (outcome, signed_out) = put(account, sign_in, Parcel::new(file_name, bytes), timeouts);
    let sent = format!("{} bytes as {} to {}", bytes.len(), safe_file_name(file_name), account.place());
    let trace = Trace { sent, received: outcome.words().to_owned(), status: None };
    Answer { outcome, trace, signed_out, ..Answer::default() }
}

/// The outcome, and whether the settings have to change before anything else can be sent there.
fn put(account: &SftpAccount, sign_in: &SignIn, parcel: Parcel, timeouts: SftpTimeouts) -> (Outcome, bool) {
    let claim = Arc::new(Claim::default());
    let (account_there, sign_in) = (account.clone(), sign_in.clone());
    let started = Arc::clone(&claim);
    let done = wait_for(timeouts.whole, move || async move {
        match Session::open(&account_there, &sign_in, timeouts).await {
            Ok(mut session) => {
                let outcome = deliver::deliver(&mut session.remote, &account_there, &parcel, &started).await;
                session.close().await;
                (outcome, false)
            }
            Err(error) => (error.before_the_rename(), error.needs_settings()),
        }
    });
    done.unwrap_or_else(|| {
        let (server, seconds) = (&account.host, timeouts.whole.as_secs());
        let outcome = if claim.take_back() {
            Outcome::not_sent_yet(format!(
                "The SFTP server {server} was not ready within {seconds} seconds. The file did not get its name."
            ))
        } else {
            Outcome::unknown(format!(
                "The file was on its way into the folder on {server}, and no answer came within {seconds} seconds."
            ))
        };
        (outcome, false)
    })
}

/// Looks whether a file was delivered, to settle an attempt nobody saw the end of. Takes a half file away, so that a
/// rename still on its way finds nothing to rename.
pub fn look_up(
    account: &SftpAccount,
    sign_in: &SignIn,
    file_name: &str,
    bytes: &[u8],
    timeouts: SftpTimeouts,
) -> Look {
    let (account_there, sign_in, parcel) = (account.clone(), sign_in.clone(), Parcel::new(file_name, bytes));
    let looked = wait_for(timeouts.whole, move || async move {
        let mut session = Session::open(&account_there, &sign_in, timeouts).await?;
        let found = look::look_up(&mut session.remote, &account_there, &parcel).await;
        session.close().await;
        found
    });
    match looked {
        Some(Ok(look)) => look,
        Some(Err(error)) => Look::Unreachable(error),
        None => Look::Unreachable(too_slow(account, timeouts)),
    }
}

/// Tells what the server shows, for the settings page. Writes a small file and takes it away again.
pub fn test(account: &SftpAccount, sign_in: &SignIn, timeouts: SftpTimeouts) -> Seen {
    let (account_there, sign_in) = (account.clone(), sign_in.clone());
    let seen = wait_for(timeouts.whole, move || async move {
        match Session::open(&account_there, &sign_in, timeouts).await {
            Ok(mut session) => {
                let seen = probe::look_around(&mut session.remote, &account_there).await;
                session.close().await;
                seen
            }
            Err(error) => Seen::stopped_by(&error),
        }
    });
    seen.unwrap_or_else(|| Seen::stopped_by(&too_slow(account, timeouts)))
}

/// The files in a folder of the server, for answers a supplier leaves there. At most [`inbound::MOST_FILES`].
pub fn list(
    account: &SftpAccount,
    sign_in: &SignIn,
    folder: &str,
    timeouts: SftpTimeouts,
) -> Result<Listing, SftpError> {
    let (account_there, sign_in, folder) = (account.clone(), sign_in.clone(), folder.to_owned());
    let listed = wait_for(timeouts.whole, move || async move {
        let mut session = Session::open(&account_there, &sign_in, timeouts).await?;
        let listing = session.remote.list(&account::tidy(&folder)).await;
        session.close().await;
        listing
    });
    listed.unwrap_or_else(|| Err(too_slow(account, timeouts)))
}

/// One file of a folder, whole. `most` is the largest size taken, in bytes; [`LARGEST`] limits it.
pub fn fetch(
    account: &SftpAccount,
    sign_in: &SignIn,
    folder: &str,
    name: &str,
    most: usize,
    timeouts: SftpTimeouts,
) -> Result<Vec<u8>, SftpError> {
    if !inbound::plain_name(name) {
        let why = format!("“{}” is no name of a file in a folder", crate::words::plain(name));
        return Err(SftpError::Account(why));
    }
    let (account_there, sign_in) = (account.clone(), sign_in.clone());
    let path = account::join(&account::tidy(folder), name);
    let fetched = wait_for(timeouts.whole, move || async move {
        let mut session = Session::open(&account_there, &sign_in, timeouts).await?;
        let bytes = session.remote.read_whole(&path, most.min(LARGEST)).await;
        session.close().await;
        bytes
    });
    fetched.unwrap_or_else(|| Err(too_slow(account, timeouts)))
}

fn too_slow(account: &SftpAccount, timeouts: SftpTimeouts) -> SftpError {
    let reason = format!("it took longer than {} seconds", timeouts.whole.as_secs());
    SftpError::Unreachable { server: account.host.clone(), reason }
}
