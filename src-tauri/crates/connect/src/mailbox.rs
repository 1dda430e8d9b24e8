//! The merchant's mailbox, read over IMAP: what came in since the last look, and whether a mail of ours lies among the
//! sent ones.
//!
//! Nothing in the mailbox is changed: folders are opened for reading, and mails stay unread. Everything that comes from
//! the server is hostile: lines, literals, counts and the whole conversation are bounded, and so is the time.
//!
//! The conversation is our own (RFC 3501 and 9051, eight commands). The crates that exist trust the server with the
//! memory and the stack: a literal may announce half a gigabyte, and nested lists are read by recursion.

mod account;
mod error;
mod letter;
mod talk;
#[cfg(test)]
mod tests;
mod wire;

use stockless_core::day::Day;

use crate::secrets::Secret;
use talk::Session;

pub use account::{Mailbox, MailboxTimeouts};
pub use error::MailboxError;
pub use letter::{Head, Letter};

/// Headers read in one look; what is left is read in the next.
const MOST_HEADS: usize = 400;
/// Mails whose text is read in one look.
const MOST_LETTERS: usize = 40;

/// How far a folder was read. UIDs count within one validity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// UIDVALIDITY.
    pub validity: u32,
    /// The highest UID that was read; 0 for none.
    pub last: u32,
}

/// What a look found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// The mails that were wanted, oldest first.
    pub letters: Vec<Letter>,
    /// How far the folder is read now. To be kept together with the letters.
    pub mark: Mark,
    /// False when there is more to read at once.
    pub to_the_end: bool,
}

/// What a test of a mailbox saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Introduction {
    /// Words for the settings page.
    pub words: String,
    /// The folders, in the server's order; at most a few hundred.
    pub folders: Vec<String>,
    /// The folder that the server says holds sent mail.
    pub sent: Option<String>,
}

/// Reads what came in since a mark, or since a day where there is none or where the folder was made anew. `wanted` sees
/// the headers of each mail and says whether its text is to be read; for one that a server returned it is asked with the
/// text as well.
pub fn read_new(
    mailbox: &Mailbox,
    password: &Secret,
    mark: Option<Mark>,
    since: Day,
    wanted: &mut dyn FnMut(&Head, Option<&str>) -> bool,
    timeouts: MailboxTimeouts,
) -> Result<Looked, MailboxError> {
    let mut session = Session::open(mailbox, password, timeouts)?;
    let folder = session.examine(&mailbox.folder)?;
    let known = mark.filter(|mark| mark.validity == folder.validity && mark.last > 0);
    let uids = match known {
        Some(mark) => session.uids_after(mark.last)?,
        None => session.uids_since(since)?,
    };
    let mut looked = Looked {
        letters: Vec::new(),
        mark: Mark { validity: folder.validity, last: known.map_or(0, |mark| mark.last) },
        to_the_end: uids.len() <= MOST_HEADS,
    };
    let mut texts = 0_usize;
    'all: for chunk in uids.chunks(talk::AT_ONCE).take(MOST_HEADS.div_ceil(talk::AT_ONCE)) {
        let heads = session.heads(chunk)?;
        for uid in chunk {
            if let Some(bytes) = heads.get(uid) {
                let mut head = letter::head(bytes);
                // What a server returns names the mail it is about in its text, as a rule.
                let is_returned = head.kind == stockless_core::reply::LetterKind::Returned;
                if is_returned || wanted(&head, None) {
                    if texts >= MOST_LETTERS {
                        looked.to_the_end = false;
                        break 'all;
                    }
                    texts = texts.saturating_add(1);
                    let raw = session.whole(*uid)?;
                    let (body, ids) = letter::body(&raw);
                    if is_returned && letter::only_delayed(&raw) {
                        head.kind = stockless_core::reply::LetterKind::Automatic;
                    }
                    if !is_returned || wanted(&head, Some(&ids)) {
                        looked.letters.push(Letter { head, body, ids });
                    }
                }
            }
            looked.mark.last = looked.mark.last.max(*uid);
        }
    }
    if looked.mark.last == 0 && uids.is_empty() {
        looked.mark.last = folder.next.saturating_sub(1);
    }
    session.close();
    Ok(looked)
}

/// Looks for mails among the sent ones by how their ids begin: for each whether it is there. The beginning has to be ours
/// alone, up to the `@`: what stands behind it is the sender's domain, which may have been another one then.
pub fn find_sent(
    mailbox: &Mailbox,
    password: &Secret,
    beginnings: &[&str],
    timeouts: MailboxTimeouts,
) -> Result<Vec<bool>, MailboxError> {
    let sent = mailbox.sent.as_deref().ok_or_else(|| {
        MailboxError::Account("no folder is named in which the server keeps sent mail".to_owned())
    })?;
    let mut session = Session::open(mailbox, password, timeouts)?;
    session.examine(sent)?;
    let mut found = Vec::with_capacity(beginnings.len());
    for beginning in beginnings {
        let uids = session.uids_of_message(beginning)?;
        let last: Vec<u32> = uids.into_iter().rev().take(talk::AT_ONCE).collect();
        let heads = session.heads(&last)?;
        found.push(heads.values().any(|bytes| letter::head(bytes).message_id.starts_with(beginning)));
    }
    session.close();
    Ok(found)
}

/// Signs in and opens the folders without changing anything.
pub fn test_mailbox(
    mailbox: &Mailbox,
    password: &Secret,
    timeouts: MailboxTimeouts,
) -> Result<Introduction, MailboxError> {
    let mut session = Session::open(mailbox, password, timeouts)?;
    let (folders, sent) = session.folders()?;
    session.examine(&mailbox.folder)?;
    if let Some(folder) = &mailbox.sent {
        session.examine(folder)?;
    }
    let words = session.introduction();
    session.close();
    Ok(Introduction { words, folders, sent })
}
