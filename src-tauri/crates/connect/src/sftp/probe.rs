use super::account::{join, tidy};
use super::remote::Remote;
use super::wire::Trouble;
use super::{HostKey, SftpAccount, SftpError, Step};

/// What a test of the settings saw, in the order in which it looked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Seen {
    /// Somebody answered and showed a key.
    pub reached: bool,
    /// The key the server showed, where it is not the accepted one. Nothing else was tried then.
    pub other_key: Option<HostKey>,
    /// The sign-in was accepted.
    pub signed_in: bool,
    /// The folder is there.
    pub folder_there: bool,
    /// A file could be written, renamed and removed in the folder.
    pub folder_writable: bool,
    /// The archive folder could be listed; `None` where none is set.
    pub archive_there: Option<bool>,
    /// A file of the test that could not be removed again.
    pub left_behind: Option<String>,
    /// What stood in the way first.
    pub problem: Option<String>,
}

/// Ends in `.part` like every file that is not whole, so that nobody picks it up.
const TRIAL: &str = "stockless-test.part";
const TRIAL_RENAMED: &str = "stockless-test-renamed.part";

impl Seen {
    /// What a test saw that did not get in.
    pub(super) fn stopped_by(error: &SftpError) -> Self {
        let unreached =
            matches!(error, SftpError::Account(_) | SftpError::Unreachable { .. } | SftpError::Unsafe { .. })
                || matches!(error, SftpError::BrokeOff { step: Step::Greeting, .. });
        Self {
            reached: !unreached,
            other_key: error.shown_key().cloned(),
            signed_in: matches!(error, SftpError::BrokeOff { step: Step::Start, .. }),
            problem: Some(error.to_string()),
            ..Self::default()
        }
    }
}

/// Looks at the folders and tries what a delivery does, without leaving anything.
pub(super) async fn look_around(remote: &mut Remote, account: &SftpAccount) -> Seen {
    let mut seen = Seen { reached: true, signed_in: true, ..Seen::default() };
    let problem = match try_folder(remote, &account.folder(), &mut seen).await {
        Err(error) => Some(error.to_string()),
        Ok(()) => try_archive(remote, account, &mut seen).await.err().map(|error| error.to_string()),
    };
    seen.problem = problem.or_else(|| {
        let left = seen.left_behind.as_ref()?;
        Some(format!("{left} could not be removed again. Please ask the supplier to remove it."))
    });
    seen
}

async fn try_folder(remote: &mut Remote, folder: &str, seen: &mut Seen) -> Result<(), SftpError> {
    let missing = |what: &str, remote: &Remote| {
        SftpError::Contents(format!("The folder {folder} on {} {what}.", remote.server()))
    };
    match remote.look(folder).await? {
        None => return Err(missing("is not there", remote)),
        // A link to a folder is fine; what it leads to shows itself when a file is written through it.
        Some(found) => seen.folder_there = found.may_be_folder() || !found.may_be_file(),
    }
    if !seen.folder_there {
        return Err(missing("is a file", remote));
    }
    let (trial, renamed) = (join(folder, TRIAL), join(folder, TRIAL_RENAMED));
    for leftover in [&trial, &renamed] {
        remote.remove(leftover).await?;
    }
    let tried = write_and_rename(remote, &trial, &renamed).await;
    seen.folder_writable = tried.is_ok();
    for leftover in [trial, renamed] {
        if remote.remove(&leftover).await.is_err() && seen.left_behind.is_none() {
            seen.left_behind = Some(leftover);
        }
    }
    if seen.folder_writable && seen.left_behind.is_some() {
        // Whoever may not remove cannot take a half file back.
        seen.folder_writable = false;
    }
    tried
}

async fn write_and_rename(remote: &mut Remote, trial: &str, renamed: &str) -> Result<(), SftpError> {
    remote.write_whole(trial, b"A test of the connection. This file may be removed.\n").await?;
    let tried: Result<(), Trouble> = remote.rename(trial, renamed).await;
    tried.map_err(|trouble| remote.error(Step::Rename(renamed.to_owned()), trouble))
}

async fn try_archive(remote: &mut Remote, account: &SftpAccount, seen: &mut Seen) -> Result<(), SftpError> {
    if let Some(archive) = &account.archive {
        seen.archive_there = Some(false);
        remote.list(&tidy(archive)).await?;
        seen.archive_there = Some(true);
    }
    Ok(())
}
