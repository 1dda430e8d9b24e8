use super::account::{join, tidy};
use super::deliver::{Place, compare};
use super::remote::Remote;
use super::{Parcel, SftpAccount, SftpError};

/// Files of an archive that are read to compare them.
const MOST_CANDIDATES: usize = 20;

/// What looking for a delivered file showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Look {
    /// It is there, or where read files go, byte for byte.
    There {
        /// Where it was seen.
        evidence: String,
    },
    /// It is proven that it did not get its name, and it cannot get it any more.
    NotThere {
        /// What proves it.
        evidence: String,
    },
    /// Looking again will not tell more: somebody has to ask the supplier.
    Open {
        /// What was seen.
        reason: String,
    },
    /// Nobody could look.
    Unreachable(SftpError),
}

/// Looks into the folder, then takes the half file away, then looks again.
///
/// The half file is what the rename renames. Where it could be removed, the rename had not happened and never will.
/// Where there is none, the file never was whole or has had its name; a folder nobody takes files from then tells which.
pub(super) async fn look_up(
    remote: &mut Remote,
    account: &SftpAccount,
    parcel: &Parcel,
) -> Result<Look, SftpError> {
    let folder = account.folder();
    let (place, part) = (join(&folder, &parcel.name), join(&folder, &parcel.part()));
    if let Some(look) = at_its_place(remote, &place, parcel).await? {
        return Ok(look);
    }
    if remote.look(&folder).await?.is_none() {
        return Ok(Look::Open { reason: format!("The folder {folder} on {} is gone.", remote.server()) });
    }
    let fenced = match remote.remove(&part).await {
        Ok(fenced) => fenced,
        Err(SftpError::Refused { words, .. }) => {
            let server = remote.server();
            return Ok(Look::Open {
                reason: format!(
                    "{part} on {server} may still get its name, and {server} did not let us remove it: {words}."
                ),
            });
        }
        Err(error) => return Err(error),
    };
    // The rename may have happened between the first look and the removal.
    if let Some(look) = at_its_place(remote, &place, parcel).await? {
        return Ok(look);
    }
    let server = remote.server();
    if fenced {
        return Ok(Look::NotThere {
            evidence: format!(
                "{server} still had the half file {part}; it never got its name and was removed."
            ),
        });
    }
    if !account.consumed() {
        return Ok(Look::NotThere {
            evidence: format!("{place} is not on {server}, and nobody takes files away."),
        });
    }
    match &account.archive {
        Some(archive) => in_archive(remote, &tidy(archive), &place, parcel).await,
        None => Ok(Look::Open {
            reason: format!("{place} is not on {server}. Either it never was, or the supplier has taken it."),
        }),
    }
}

async fn at_its_place(remote: &mut Remote, place: &str, parcel: &Parcel) -> Result<Option<Look>, SftpError> {
    let found = compare(remote, place, &parcel.bytes).await?;
    let server = remote.server();
    Ok(match found {
        Place::Free => None,
        Place::SameBytes => Some(Look::There { evidence: format!("{place} is on {server}, byte for byte.") }),
        Place::OtherBytes => Some(Look::Open {
            reason: format!(
                "There is a file called {place} on {server}, and its contents differ from what was sent."
            ),
        }),
    })
}

/// Read files keep their bytes, and their name at least in part: archives put a time before or after it.
async fn in_archive(
    remote: &mut Remote,
    archive: &str,
    place: &str,
    parcel: &Parcel,
) -> Result<Look, SftpError> {
    let stem = parcel.name.rsplit_once('.').map_or(parcel.name.as_str(), |(stem, _)| stem);
    let listing = remote.list(archive).await?;
    let size = u64::try_from(parcel.bytes.len()).ok();
    let candidates = listing
        .files
        .iter()
        .filter(|file| file.name.contains(stem) && (file.size.is_none() || file.size == size));
    for file in candidates.take(MOST_CANDIDATES) {
        let path = join(archive, &file.name);
        match compare(remote, &path, &parcel.bytes).await {
            Ok(Place::SameBytes) => {
                let evidence = format!("{path} is on {}, byte for byte.", remote.server());
                return Ok(Look::There { evidence });
            }
            // Moved on between listing and reading, or not for us to read: the next one.
            Ok(_) | Err(SftpError::Refused { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    let cut = if listing.cut { " The archive holds too many files to look at all of them." } else { "" };
    Ok(Look::Open {
        reason: format!(
            "{place} is not on {}, and not in {archive} either. Either it never was, or it is being read just now.{cut}",
            remote.server()
        ),
    })
}
