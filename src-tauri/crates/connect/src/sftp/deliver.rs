use stockless_core::outcome::Outcome;

use super::account::{join, tidy};
use super::remote::Remote;
use super::wire::Trouble;
use super::{Parcel, SftpAccount, SftpError, Step};
use crate::claim::Claim;

/// What lies under the name a file wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Free,
    SameBytes,
    OtherBytes,
}

/// Uploads beside the place, compares the size, renames. `claim` tells the caller whether the rename was asked for.
pub(super) async fn deliver(
    remote: &mut Remote,
    account: &SftpAccount,
    parcel: &Parcel,
    claim: &Claim,
) -> Outcome {
    let folder = account.folder();
    let (place, part) = (join(&folder, &parcel.name), join(&folder, &parcel.part()));
    match prepare(remote, account, parcel, &place, &part).await {
        Ok(None) => {}
        Ok(Some(outcome)) => return outcome,
        Err(error) => {
            // Best effort: the half file is worth nothing, and the next delivery replaces it.
            let _ = remote.remove(&part).await;
            return error.before_the_rename();
        }
    }
    if !claim.start() {
        return Outcome::not_sent_yet(format!(
            "{} was too slow; the file did not get its name.",
            remote.server()
        ));
    }
    match remote.rename(&part, &place).await {
        Ok(()) => Outcome::Accepted {
            reference: None,
            evidence: format!(
                "{} confirmed {place}, {} bytes, put there whole.",
                remote.server(),
                parcel.bytes.len()
            ),
        },
        Err(Trouble::Broke(reason)) => Outcome::unknown(format!(
            "The file was written to {}, and no clear answer came when it should get its name {place}: {reason}.",
            remote.server()
        )),
        Err(refused @ Trouble::Refused { .. }) => {
            let error = remote.error(Step::Rename(place.clone()), refused);
            after_refused_rename(remote, &place, &part, parcel, &error).await
        }
    }
}

/// Everything before the rename. `Some` where nothing is left to do.
async fn prepare(
    remote: &mut Remote,
    account: &SftpAccount,
    parcel: &Parcel,
    place: &str,
    part: &str,
) -> Result<Option<Outcome>, SftpError> {
    match compare(remote, place, &parcel.bytes).await? {
        Place::Free => {}
        found => return Ok(Some(found.outcome(remote.server(), place))),
    }
    if let Some(archive) = &account.archive {
        let read = join(&tidy(archive), &parcel.name);
        if compare(remote, &read, &parcel.bytes).await? == Place::SameBytes {
            return Ok(Some(Place::SameBytes.outcome(remote.server(), &read)));
        }
    }
    remote.remove(part).await?;
    remote.write_whole(part, &parcel.bytes).await?;
    let size = remote.look(part).await?.and_then(|found| found.size);
    if size != u64::try_from(parcel.bytes.len()).ok() {
        let there = size.map_or_else(|| "an unknown number of".to_owned(), |size| size.to_string());
        return Err(SftpError::Contents(format!(
            "{} kept {there} bytes of {} for {part}. The file did not get its name.",
            remote.server(),
            parcel.bytes.len()
        )));
    }
    Ok(None)
}

/// A refusal in words is not believed alone: the half file still there and the name still free prove it.
async fn after_refused_rename(
    remote: &mut Remote,
    place: &str,
    part: &str,
    parcel: &Parcel,
    error: &SftpError,
) -> Outcome {
    let unknown = |why: &str| Outcome::unknown(format!("{error} {why}"));
    match compare(remote, place, &parcel.bytes).await {
        Ok(Place::SameBytes) => Place::SameBytes.outcome(remote.server(), place),
        Ok(found) => match remote.remove(part).await {
            Ok(true) if found == Place::Free => error.before_the_rename(),
            Ok(true) => found.outcome(remote.server(), place),
            Ok(false) => unknown("The file written beside its place is gone too."),
            Err(_) => unknown("What became of the file could not be seen."),
        },
        Err(_) => unknown("What became of the file could not be seen."),
    }
}

impl Place {
    fn outcome(self, server: &str, place: &str) -> Outcome {
        match self {
            Self::SameBytes => Outcome::Accepted {
                reference: None,
                evidence: format!("{place} was on {server} already, byte for byte."),
            },
            Self::OtherBytes | Self::Free => Outcome::not_sent(format!(
                "There is another file called {place} on {server}. It was left as it is. Ask the supplier, or change the pattern of the file name."
            )),
        }
    }
}

/// Compares what lies under a path with the bytes, reading them back. A link or a folder is another file.
pub(super) async fn compare(remote: &mut Remote, path: &str, bytes: &[u8]) -> Result<Place, SftpError> {
    let Some(found) = remote.look(path).await? else { return Ok(Place::Free) };
    let size_differs = found.size.is_some_and(|size| u64::try_from(bytes.len()) != Ok(size));
    if size_differs || !found.may_be_file() {
        return Ok(Place::OtherBytes);
    }
    match remote.read_whole(path, bytes.len()).await {
        Ok(there) if there == bytes => Ok(Place::SameBytes),
        Ok(_) | Err(SftpError::Contents(_)) => Ok(Place::OtherBytes),
        Err(error) => Err(error),
    }
}
