//! The commands that are used, and what is read of their answers.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use stockless_core::day::Day;

use super::wire::{Part, Wire};
use super::{Mailbox, MailboxError, MailboxTimeouts};
use crate::mail::Security;
use crate::secrets::Secret;
use crate::words::plain;

/// Mails asked for in one command.
pub(super) const AT_ONCE: usize = 50;
/// Bytes of headers that are kept of one mail.
const HEADS: usize = 64 * 1024;
/// Bytes of one mail that are asked for.
const WHOLE: usize = 256 * 1024;
/// Answers to one command.
const MOST_ANSWERS: usize = 20_000;
/// Mails of one list.
const MOST_UIDS: usize = 100_000;
const MOST_FOLDERS: usize = 300;

const FIELDS: &str = "FROM SUBJECT DATE MESSAGE-ID IN-REPLY-TO REFERENCES AUTO-SUBMITTED PRECEDENCE X-AUTOREPLY \
     X-AUTORESPOND CONTENT-TYPE X-FAILED-RECIPIENTS";

/// A signed-in conversation.
pub(super) struct Session {
    wire: Wire,
    server: String,
    password: Secret,
    count: u32,
}

/// An open folder.
pub(super) struct Folder {
    pub validity: u32,
    /// The UID that the next mail will get; 0 where the server does not say.
    pub next: u32,
}

impl Session {
    /// Connects, encrypts and signs in.
    pub(super) fn open(
        mailbox: &Mailbox,
        password: &Secret,
        timeouts: MailboxTimeouts,
    ) -> Result<Self, MailboxError> {
        let wire = Wire::open(mailbox, timeouts)?;
        let mut session = Self { wire, server: mailbox.host.clone(), password: password.clone(), count: 0 };
        let greeting = text_of(&session.wire.answer(0)?);
        let known = greeting.starts_with("* PREAUTH");
        if !known && !greeting.starts_with("* OK") {
            return Err(session.refused("the connection", &greeting));
        }
        if mailbox.security == Security::StartTls {
            // Signed in before it is encrypted, nobody knows by whom.
            if known {
                let reason = "it signs in before the connection is encrypted".to_owned();
                return Err(MailboxError::Unsafe { server: session.server, reason });
            }
            session.start_tls(mailbox)?;
        }
        if !known {
            session.sign_in(&mailbox.user)?;
        }
        Ok(session)
    }

    fn start_tls(&mut self, mailbox: &Mailbox) -> Result<(), MailboxError> {
        match self.command("STARTTLS", 0, &mut |_| ())? {
            Ok(_) => self.wire.encrypt(mailbox),
            Err(words) => Err(MailboxError::Unsafe {
                server: self.server.clone(),
                reason: format!("it takes no STARTTLS ({words}); choose TLS with its port, usually 993"),
            }),
        }
    }

    fn sign_in(&mut self, user: &str) -> Result<(), MailboxError> {
        let (user, password) = (argument(user), argument(self.password.expose()));
        let mut line = b"LOGIN ".to_vec();
        let mut pieces = Vec::new();
        for (index, argument) in [user, password].into_iter().enumerate() {
            if index > 0 {
                line.push(b' ');
            }
            match argument {
                Argument::Quoted(text) => line.extend(text.into_bytes()),
                Argument::Literal(bytes) => {
                    line.extend(format!("{{{}}}", bytes.len()).into_bytes());
                    pieces.push((std::mem::take(&mut line), bytes));
                }
            }
        }
        let tag = self.tag();
        let mut start = format!("{tag} ").into_bytes();
        for (head, literal) in pieces {
            start.extend(head);
            start.extend(b"\r\n");
            self.wire.send(&start)?;
            if let Some(words) = self.go_on(&tag)? {
                return Err(MailboxError::SignedOut { server: self.server.clone(), words });
            }
            start = literal;
        }
        start.extend(line);
        start.extend(b"\r\n");
        self.wire.send(&start)?;
        match self.outcome(&tag, 0, &mut |_| ())? {
            Ok(_) => Ok(()),
            // Not now is another thing than not you.
            Err(words) if words.to_ascii_uppercase().contains("[UNAVAILABLE]") => {
                Err(self.refused("the sign-in for now", &words))
            }
            Err(words) => Err(MailboxError::SignedOut { server: self.server.clone(), words }),
        }
    }

    /// Waits until the server wants the literal; its words where it says no.
    fn go_on(&mut self, tag: &str) -> Result<Option<String>, MailboxError> {
        for _ in 0..100 {
            let answer = text_of(&self.wire.answer(0)?);
            if answer.starts_with('+') {
                return Ok(None);
            }
            if let Some(words) = answer.strip_prefix(tag) {
                return Ok(Some(self.safe(words)));
            }
        }
        Err(self.wire.broke("it does not come to the point"))
    }

    fn tag(&mut self) -> String {
        self.count = self.count.saturating_add(1);
        format!("s{}", self.count)
    }

    /// Says a command and hands its untagged answers on. The server's words: of its yes, or of its no.
    fn command(
        &mut self,
        line: &str,
        keep: usize,
        each: &mut dyn FnMut(&[Part]),
    ) -> Result<Result<String, String>, MailboxError> {
        let tag = self.tag();
        self.wire.send(format!("{tag} {line}\r\n").as_bytes())?;
        self.outcome(&tag, keep, each)
    }

    fn outcome(
        &mut self,
        tag: &str,
        keep: usize,
        each: &mut dyn FnMut(&[Part]),
    ) -> Result<Result<String, String>, MailboxError> {
        for _ in 0..MOST_ANSWERS {
            let parts = self.wire.answer(keep)?;
            let text = text_of(&parts);
            if let Some(rest) = text.strip_prefix(tag).and_then(|rest| rest.strip_prefix(' ')) {
                let words = self.safe(rest);
                let yes = rest.get(..2).is_some_and(|word| word.eq_ignore_ascii_case("OK"));
                return Ok(if yes { Ok(words) } else { Err(words) });
            }
            if text.starts_with("* BYE") {
                return Err(self.wire.broke(format!("it said goodbye: {}", self.safe(&text))));
            }
            if text.starts_with('*') {
                each(&parts);
            }
        }
        Err(self.wire.broke("it does not come to an end"))
    }

    fn expect(
        &mut self,
        what: &str,
        line: &str,
        keep: usize,
        each: &mut dyn FnMut(&[Part]),
    ) -> Result<String, MailboxError> {
        match self.command(line, keep, each)? {
            Ok(words) => Ok(words),
            Err(words) => Err(self.refused(what, &words)),
        }
    }

    fn refused(&self, what: &str, words: &str) -> MailboxError {
        MailboxError::Refused { server: self.server.clone(), what: what.to_owned(), words: self.safe(words) }
    }

    /// Words of the server, fit to be shown: one line, and never the password.
    fn safe(&self, words: &str) -> String {
        let secret = self.password.expose();
        let words = if secret.is_empty() { words.to_owned() } else { words.replace(secret, "…") };
        plain(&words)
    }

    /// Words for the settings page.
    pub(super) fn introduction(&self) -> String {
        let manner = if self.wire.is_private() { "encrypted" } else { "not encrypted, on this computer" };
        format!("{} took the sign-in and opened the folders ({manner}).", self.server)
    }

    /// Opens a folder for reading.
    pub(super) fn examine(&mut self, folder: &str) -> Result<Folder, MailboxError> {
        let mut found = Folder { validity: 0, next: 0 };
        let quoted = quote(folder);
        self.expect(
            &format!("to open the folder “{}”", plain(folder)),
            &format!("EXAMINE {quoted}"),
            0,
            &mut |parts| {
                let text = text_of(parts).to_ascii_uppercase();
                found.validity = code(&text, "[UIDVALIDITY ").unwrap_or(found.validity);
                found.next = code(&text, "[UIDNEXT ").unwrap_or(found.next);
            },
        )?;
        Ok(found)
    }

    /// The folders, and the one that holds sent mail where the server says so.
    pub(super) fn folders(&mut self) -> Result<(Vec<String>, Option<String>), MailboxError> {
        let (mut folders, mut sent) = (Vec::new(), None);
        self.expect("its list of folders", "LIST \"\" \"*\"", 1_000, &mut |parts| {
            let Some((flags, name)) = listed(parts) else { return };
            if folders.len() < MOST_FOLDERS && !flags.contains("\\noselect") {
                if flags.contains("\\sent") {
                    sent = Some(name.clone());
                }
                folders.push(name);
            }
        })?;
        Ok((folders, sent))
    }

    /// UIDs above one, lowest first.
    pub(super) fn uids_after(&mut self, last: u32) -> Result<Vec<u32>, MailboxError> {
        let Some(next) = last.checked_add(1) else { return Ok(Vec::new()) };
        // `*` is the last mail even when it lies below.
        let found = self.search(&format!("UID SEARCH UID {next}:*"))?;
        Ok(found.into_iter().filter(|uid| *uid > last).collect())
    }

    /// UIDs of mails that came in on a day or later, lowest first.
    pub(super) fn uids_since(&mut self, day: Day) -> Result<Vec<u32>, MailboxError> {
        self.search(&format!("UID SEARCH SINCE {}", day.date().format("%-d-%b-%Y")))
    }

    /// UIDs of mails whose id may hold this, lowest first.
    pub(super) fn uids_of_message(&mut self, id: &str) -> Result<Vec<u32>, MailboxError> {
        self.search(&format!("UID SEARCH HEADER Message-ID {}", quote(id)))
    }

    fn search(&mut self, line: &str) -> Result<Vec<u32>, MailboxError> {
        let mut uids: Vec<u32> = Vec::new();
        self.expect("to search", line, 0, &mut |parts| {
            let text = text_of(parts);
            let Some(numbers) = text.strip_prefix("* SEARCH") else { return };
            let left = MOST_UIDS.saturating_sub(uids.len());
            uids.extend(numbers.split_ascii_whitespace().filter_map(|n| n.parse::<u32>().ok()).take(left));
        })?;
        uids.sort_unstable();
        uids.dedup();
        Ok(uids)
    }

    /// The headers that matter, by UID. Only what was asked for comes back.
    pub(super) fn heads(&mut self, uids: &[u32]) -> Result<BTreeMap<u32, Vec<u8>>, MailboxError> {
        let mut found = BTreeMap::new();
        if uids.is_empty() {
            return Ok(found);
        }
        let line = format!("UID FETCH {} (UID BODY.PEEK[HEADER.FIELDS ({FIELDS})])", set(uids));
        self.expect("to show headers", &line, HEADS, &mut |parts| {
            if let Some((uid, bytes)) = fetched(parts).filter(|(uid, _)| uids.contains(uid)) {
                found.insert(uid, bytes);
            }
        })?;
        Ok(found)
    }

    /// The beginning of one mail; empty where it is not there any more.
    pub(super) fn whole(&mut self, uid: u32) -> Result<Vec<u8>, MailboxError> {
        let mut found = Vec::new();
        let line = format!("UID FETCH {uid} (UID BODY.PEEK[]<0.{WHOLE}>)");
        self.expect("to show a mail", &line, WHOLE, &mut |parts| {
            if let Some((_, bytes)) = fetched(parts).filter(|(other, _)| *other == uid) {
                found = bytes;
            }
        })?;
        Ok(found)
    }

    /// The last word is a courtesy; nothing depends on its answer.
    pub(super) fn close(mut self) {
        let tag = self.tag();
        drop(self.wire.send(format!("{tag} LOGOUT\r\n").as_bytes()));
    }
}

enum Argument {
    Quoted(String),
    Literal(Vec<u8>),
}

/// A text as an argument: quoted where that can carry it.
fn argument(text: &str) -> Argument {
    let plain = text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_control());
    if plain { Argument::Quoted(quote(text)) } else { Argument::Literal(text.as_bytes().to_vec()) }
}

/// A quoted string. Control characters were refused before, and cannot end the line here either.
fn quote(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars().filter(|c| !c.is_control()) {
        if matches!(c, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(c);
    }
    quoted.push('"');
    quoted
}

fn set(uids: &[u32]) -> String {
    let mut text = String::new();
    for (index, uid) in uids.iter().enumerate() {
        let comma = if index == 0 { "" } else { "," };
        let _ = write!(text, "{comma}{uid}");
    }
    text
}

/// The first text of an answer.
fn text_of(parts: &[Part]) -> String {
    match parts.first() {
        Some(Part::Text(text)) => String::from_utf8_lossy(text).into_owned(),
        _ => String::new(),
    }
}

/// The number in a response code.
fn code(text: &str, name: &str) -> Option<u32> {
    let (_, rest) = text.split_once(name)?;
    rest.split(']').next()?.trim().parse().ok()
}

/// UID and first literal of a FETCH answer; nothing without a literal. The UID may stand before or behind the literal.
fn fetched(parts: &[Part]) -> Option<(u32, Vec<u8>)> {
    let mut words = text_of(parts);
    let mut start = words.split_ascii_whitespace();
    if start.next() != Some("*") || !start.nth(1)?.eq_ignore_ascii_case("FETCH") {
        return None;
    }
    let mut literal = None;
    for part in parts.get(1..).unwrap_or_default() {
        match part {
            Part::Text(text) => {
                words.push(' ');
                words.push_str(&String::from_utf8_lossy(text));
            }
            Part::Literal(bytes) => literal = literal.or_else(|| Some(bytes.clone())),
        }
    }
    let mut words = words.split(|c: char| c.is_ascii_whitespace() || matches!(c, '(' | ')'));
    words.find(|word| word.eq_ignore_ascii_case("UID"))?;
    let uid = words.find(|word| !word.is_empty())?.parse().ok()?;
    literal.map(|bytes| (uid, bytes))
}

/// Flags in small letters and name of a LIST answer.
fn listed(parts: &[Part]) -> Option<(String, String)> {
    let text = text_of(parts);
    let rest = text.strip_prefix("* LIST (")?;
    let (flags, rest) = rest.split_once(')')?;
    let rest = rest.trim_start();
    // The separator: a quoted character or NIL.
    let rest = match rest.strip_prefix('"') {
        Some(quoted) => quoted.get(1..)?.trim_start_matches(['\\', '"']).trim_start(),
        None => rest.strip_prefix("NIL")?.trim_start(),
    };
    let name = match (parts.get(1), rest.strip_prefix('"')) {
        (Some(Part::Literal(bytes)), _) => String::from_utf8_lossy(bytes).into_owned(),
        (_, Some(quoted)) => quoted.strip_suffix('"')?.replace("\\\"", "\"").replace("\\\\", "\\"),
        (_, None) => rest.to_owned(),
    };
    (!name.is_empty() && name.len() <= 500 && !name.chars().any(char::is_control))
        .then(|| (flags.to_ascii_lowercase(), name))
}
