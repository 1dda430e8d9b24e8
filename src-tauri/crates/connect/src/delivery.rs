//! Files for suppliers, put into a folder whole or not at all, and never over another file.
//!
//! The file is written beside its place as `name.part`, brought to the disk, and then takes its name in one step. Who
//! watches the folder sees no half file; who delivers the same file again finds it there and changes nothing.

mod name;

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

use stockless_core::outcome::Outcome;
use tempfile::TempPath;

pub use name::safe_file_name;

/// What lies under the name a file wants.
enum Place {
    Free,
    SameBytes,
    OtherBytes,
}

/// Puts a file into an existing folder. The name is made safe first by [`safe_file_name`].
///
/// Accepted: the file lies there, brought to the disk, or lay there already with the same bytes. A file with other
/// bytes under this name is a definite no. The folder is never created: a drive that is not connected would otherwise
/// be replaced by a folder nobody reads.
pub fn deliver_file(folder: &Path, file_name: &str, bytes: &[u8]) -> Outcome {
    let name = safe_file_name(file_name);
    let place = folder.join(&name);
    if !folder.is_dir() {
        return Outcome::not_sent_yet(format!(
            "The folder {} is not there. If it is on another drive or computer, connect it.",
            folder.display()
        ));
    }
    match look(&place, bytes) {
        Ok(Place::Free) => {}
        Ok(found) => return found.outcome(&place),
        Err(error) => return Outcome::not_sent_yet(cannot("look at", &place, &error)),
    }
    let part = folder.join(format!("{name}.part"));
    if let Err(error) = write_whole(&part, bytes) {
        // The half file is worth nothing; if it stays, the next delivery replaces it.
        let _ = fs::remove_file(&part);
        return Outcome::not_sent_yet(cannot("write", &part, &error));
    }
    take_name(&part, &place, bytes)
}

/// Looks whether a file was delivered, to settle an attempt nobody saw the end of. `taken_away` says that the
/// supplier removes files it has read: then a missing file proves nothing.
pub fn look_up_file(folder: &Path, file_name: &str, bytes: &[u8], taken_away: bool) -> Outcome {
    let place = folder.join(safe_file_name(file_name));
    if !folder.is_dir() {
        return Outcome::unknown(format!("The folder {} is not there to look into.", folder.display()));
    }
    match look(&place, bytes) {
        Ok(Place::Free) if taken_away => Outcome::unknown(format!(
            "{} is not in the folder. Either it never was, or the supplier has taken it.",
            place.display()
        )),
        Ok(Place::Free) => Outcome::not_sent_yet(format!("{} is not in the folder.", place.display())),
        Ok(found) => found.outcome(&place),
        Err(error) => Outcome::unknown(cannot("look at", &place, &error)),
    }
}

impl Place {
    fn outcome(&self, place: &Path) -> Outcome {
        let shown = place.display();
        match self {
            Self::SameBytes => Outcome::Accepted {
                reference: None,
                evidence: format!("{shown} was there already, byte for byte."),
            },
            Self::OtherBytes | Self::Free => Outcome::not_sent(format!(
                "There is another file called {shown}. It was left as it is. Move it away or change the pattern of the file name."
            )),
        }
    }
}

fn look(place: &Path, bytes: &[u8]) -> io::Result<Place> {
    let found = match fs::symlink_metadata(place) {
        Ok(found) => found,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Place::Free),
        Err(error) => return Err(error),
    };
    // A link or a folder under the name is somebody else's; reading through it could lead anywhere.
    if !found.is_file() || usize::try_from(found.len()) != Ok(bytes.len()) {
        return Ok(Place::OtherBytes);
    }
    let mut there = Vec::new();
    File::open(place)?.take(found.len()).read_to_end(&mut there)?;
    Ok(if there == bytes { Place::SameBytes } else { Place::OtherBytes })
}

fn write_whole(part: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::remove_file(part) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    // create_new does not follow a link that somebody put there.
    let mut file = OpenOptions::new().write(true).create_new(true).open(part)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn take_name(part: &Path, place: &Path, bytes: &[u8]) -> Outcome {
    let renamed = TempPath::try_from_path(part).and_then(|mut part| {
        // Only an outcome decides what happens to the half file.
        part.disable_cleanup(true);
        part.persist_noclobber(place).map_err(|failed| failed.error)
    });
    match renamed {
        Ok(()) => match sync_folder(place) {
            Ok(()) => {
                Outcome::Accepted { reference: None, evidence: format!("Written to {}.", place.display()) }
            }
            Err(error) => Outcome::unknown(format!(
                "{} was written, but the disk did not confirm it: {error}.",
                place.display()
            )),
        },
        Err(error) => after_failed_rename(part, place, bytes, &error),
    }
}

/// The half file still there proves that the name was not taken. Gone, it may have arrived and been read already.
fn after_failed_rename(part: &Path, place: &Path, bytes: &[u8], error: &io::Error) -> Outcome {
    if fs::symlink_metadata(part).is_ok() {
        // Best effort; the next delivery replaces it.
        let _ = fs::remove_file(part);
        return match look(place, bytes) {
            Ok(found @ (Place::SameBytes | Place::OtherBytes)) => found.outcome(place),
            _ => Outcome::not_sent_yet(cannot("write", place, error)),
        };
    }
    match look(place, bytes) {
        Ok(Place::SameBytes) => Place::SameBytes.outcome(place),
        _ => Outcome::unknown(cannot("tell what became of", place, error)),
    }
}

#[cfg(unix)]
fn sync_folder(place: &Path) -> io::Result<()> {
    place.parent().map_or(Ok(()), |folder| File::open(folder)?.sync_all())
}

/// Other systems offer no such call; there the rename itself goes through the journal of the file system.
#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

fn cannot(verb: &str, place: &Path, error: &io::Error) -> String {
    format!("Stockless cannot {verb} {}: {error}.", place.display())
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    fn folder() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("outgoing");
        fs::create_dir(&inner).unwrap();
        (folder, inner)
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_delivered_once() {
        let (_keep, folder) = folder();
        assert_eq!(deliver_file(&folder, "PO 1042-A.csv", b"a,b\n").word(), "accepted");
        assert_eq!(fs::read(folder.join("PO 1042-A.csv")).unwrap(), b"a,b\n");
        let again = deliver_file(&folder, "PO 1042-A.csv", b"a,b\n");
        assert!(again.words().ends_with("was there already, byte for byte."), "{again:?}");
        assert_eq!(names(&folder), ["PO 1042-A.csv"], "nothing else is left behind");
    }

    #[test]
    fn another_file_under_the_name_is_left_as_it_is() {
        let (_keep, folder) = folder();
        for other in ["x,y\n", "longer than ours\n", ""] {
            fs::write(folder.join("po.csv"), other).unwrap();
            let outcome = deliver_file(&folder, "po.csv", b"a,b\n");
            assert!(outcome.proves_absence() && !outcome.may_resend_alone(), "{outcome:?}");
            assert_eq!(fs::read_to_string(folder.join("po.csv")).unwrap(), other);
        }
        fs::create_dir(folder.join("dir.csv")).unwrap();
        assert_eq!(deliver_file(&folder, "dir.csv", b"a").word(), "definite_no");
        assert_eq!(names(&folder), ["dir.csv", "po.csv"]);
    }

    #[test]
    fn a_half_file_of_an_earlier_crash_is_replaced() {
        let (_keep, folder) = folder();
        fs::write(folder.join("po.csv.part"), "a much longer half of something").unwrap();
        assert_eq!(deliver_file(&folder, "po.csv", b"a,b\n").word(), "accepted");
        assert_eq!(fs::read(folder.join("po.csv")).unwrap(), b"a,b\n");
        assert_eq!(names(&folder), ["po.csv"]);
    }

    #[test]
    fn a_name_that_was_taken_in_between_is_not_overwritten() {
        let (_keep, folder) = folder();
        let (part, place) = (folder.join("po.csv.part"), folder.join("po.csv"));
        for (theirs, word) in [("theirs", "definite_no"), ("ours", "accepted")] {
            write_whole(&part, b"ours").unwrap();
            fs::write(&place, theirs).unwrap();
            assert_eq!(take_name(&part, &place, b"ours").word(), word);
            assert_eq!(fs::read_to_string(&place).unwrap(), theirs);
            assert_eq!(names(&folder), ["po.csv"]);
        }
    }

    #[test]
    fn a_half_file_that_vanished_leaves_the_outcome_open() {
        let (_keep, folder) = folder();
        let (part, place) = (folder.join("po.csv.part"), folder.join("po.csv"));
        assert_eq!(take_name(&part, &place, b"ours").word(), "unknown", "it may have arrived and been read");
        fs::write(&place, "ours").unwrap();
        assert_eq!(take_name(&part, &place, b"ours").word(), "accepted");
    }

    #[test]
    fn a_missing_folder_is_not_made() {
        let (keep, _) = folder();
        let missing = keep.path().join("not-mounted");
        let outcome = deliver_file(&missing, "po.csv", b"a");
        assert!(outcome.may_resend_alone(), "{outcome:?}");
        assert!(!missing.exists());
        assert_eq!(look_up_file(&missing, "po.csv", b"a", false).word(), "unknown");
    }

    #[test]
    fn names_never_lead_out_of_the_folder() {
        let (keep, folder) = folder();
        for hostile in
            ["../../escaped.csv", "/etc/escaped", "a/b/c.csv", "C:\\x.csv", "a:b.csv", "CON.csv", "..", ""]
        {
            assert_eq!(deliver_file(&folder, hostile, b"a").word(), "accepted", "{hostile:?}");
        }
        assert_eq!(names(keep.path()), ["outgoing"], "nothing was written beside the folder");
        assert_eq!(names(&folder).len(), 7, "the last two without a name of their own share one");
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_followed() {
        let (keep, folder) = folder();
        let outside = keep.path().join("outside.txt");
        fs::write(&outside, "mine").unwrap();
        std::os::unix::fs::symlink(&outside, folder.join("po.csv.part")).unwrap();
        assert_eq!(deliver_file(&folder, "po.csv", b"a,b\n").word(), "accepted");
        std::os::unix::fs::symlink(&outside, folder.join("link.csv")).unwrap();
        assert_eq!(deliver_file(&folder, "link.csv", b"mine").word(), "definite_no");
        assert_eq!(fs::read_to_string(&outside).unwrap(), "mine");
    }

    #[test]
    fn looking_up_tells_what_the_folder_proves() {
        let (_keep, folder) = folder();
        assert!(look_up_file(&folder, "po.csv", b"a", false).may_resend_alone());
        assert_eq!(look_up_file(&folder, "po.csv", b"a", true).word(), "unknown");
        deliver_file(&folder, "po.csv", b"a");
        assert_eq!(look_up_file(&folder, "po.csv", b"a", true).word(), "accepted");
        assert_eq!(look_up_file(&folder, "po.csv", b"b", true).word(), "definite_no");
    }
}
