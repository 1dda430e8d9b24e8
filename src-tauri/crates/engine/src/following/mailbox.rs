//! Looking into the merchant's mailbox: when, how far, and what when it cannot be reached.

use std::sync::atomic::Ordering;

use serde::{Deserialize, Serialize};
use stockless_connect::mailbox::{self, Looked, Mailbox, MailboxError, MailboxTimeouts, Mark};
use stockless_connect::secrets::Secret;
use stockless_core::day::Instant;
use stockless_store::following::MailboxRow;

use super::inbox::{self, About};
use crate::commands::Tag;
use crate::engine::Engine;
use crate::error::{ApiError, Code};

/// The setting that holds the mailbox.
pub(crate) const MAILBOX: &str = "mailbox";
/// The name of its password in the keychain.
pub(crate) const MAILBOX_PASSWORD: &str = "mailbox-password";

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 86_400_000;
/// Between two looks.
const EVERY_MS: i64 = 3 * MINUTE_MS;
/// How far back a mailbox is read that was not read before.
const FIRST_MS: i64 = 14 * DAY_MS;
/// How long after the last purchase answers are looked for.
const WATCHED_MS: i64 = 60 * DAY_MS;
const STALE: &[Tag] = &[Tag::Purchases, Tag::Orders, Tag::Workspace, Tag::Settings];

/// A mailbox as the setting holds it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct StoredMailbox {
    /// The mailbox.
    pub mailbox: Mailbox,
    /// It was seen that the server keeps a copy of what is sent through it, and the merchant wants that to be relied on.
    #[serde(default)]
    pub keeps_sent: bool,
    /// Since when, UTC milliseconds. A mail that was sent before may have gone through another server.
    #[serde(default)]
    pub relied_since_ms: i64,
}

impl StoredMailbox {
    /// Names what a mark is about: another server, user or folder is read anew.
    pub fn account(&self) -> String {
        let Mailbox { host, port, user, folder, .. } = &self.mailbox;
        format!("{user}@{host}:{port}/{folder}")
    }
}

/// Waits before the next look at a mailbox that could not be read: 3 minutes, doubling up to an hour and a half.
fn back_off_ms(tries: i64) -> i64 {
    EVERY_MS << u32::try_from(tries.clamp(0, 5)).unwrap_or(0)
}

impl Engine {
    /// The mailbox, where one was entered.
    pub(crate) fn stored_mailbox(&self) -> Result<Option<StoredMailbox>, ApiError> {
        let text = self.read(|read| Ok(read.setting(MAILBOX)?))?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
    }

    /// Its password.
    pub(crate) fn mailbox_password(&self) -> Result<Secret, ApiError> {
        self.secret(MAILBOX_PASSWORD)
    }

    /// Looks into the mailbox if its time has come and something may be answered. In a window another thread does it,
    /// so that a slow server holds up nothing that is to be sent.
    pub(crate) fn read_mailbox_when_due(&self) -> Result<(), ApiError> {
        if self.store().charge() == stockless_store::Charge::ReadOnly {
            return Ok(());
        }
        let Some(stored) = self.stored_mailbox()? else { return Ok(()) };
        let now = self.now();
        let due = self.read(|read| {
            let sample = read.workspace()?.is_some_and(|workspace| workspace.sample);
            let row = read.mailbox_mark()?.unwrap_or_default();
            let same = row.account == stored.account();
            let waits = same && (row.signed_out || row.next > now);
            Ok(!sample && !waits && read.purchase_since(now.plus_ms(-WATCHED_MS))?)
        })?;
        if !due || self.inner().reading.swap(true, Ordering::Acquire) {
            return Ok(());
        }
        if !self.inner().options.background {
            let looked = self.look_into_mailbox(&stored);
            self.inner().reading.store(false, Ordering::Release);
            return looked.map(drop);
        }
        let engine = self.clone();
        let started = std::thread::Builder::new().name("stockless-mailbox".to_owned()).spawn(move || {
            // A fault is kept beside the mark and shown in the settings.
            drop(engine.look_into_mailbox(&stored));
            engine.inner().reading.store(false, Ordering::Release);
        });
        if started.is_err() {
            self.inner().reading.store(false, Ordering::Release);
        }
        Ok(())
    }

    /// Looks into the mailbox at once, by the merchant's word.
    pub(crate) fn look_now(&self) -> Result<i64, ApiError> {
        let stored = self.stored_mailbox()?.ok_or_else(|| ApiError::not_now("There is no mailbox yet."))?;
        if self.inner().reading.swap(true, Ordering::Acquire) {
            return Err(ApiError::not_now("The mailbox is being read already."));
        }
        let looked = self.look_into_mailbox(&stored);
        self.inner().reading.store(false, Ordering::Release);
        let read = looked?;
        read.map_err(|error| ApiError::new(Code::NotNow, error.to_string()))
    }

    /// One look: what came in is written down together with how far it was read. How many mails were about purchases, or
    /// why it could not be read.
    fn look_into_mailbox(&self, stored: &StoredMailbox) -> Result<Result<i64, MailboxError>, ApiError> {
        let account = stored.account();
        let row = self.read(|read| Ok(read.mailbox_mark()?))?.filter(|row| row.account == account);
        let before = row.unwrap_or_else(|| MailboxRow { account, ..MailboxRow::default() });
        let mark = (before.last > 0).then_some(Mark { validity: before.validity, last: before.last });
        let password = match self.mailbox_password() {
            Ok(password) => password,
            Err(error) => {
                let why = MailboxError::Account(format!("its password is missing ({})", error.message));
                return self.not_read(before, why).map(Err);
            }
        };
        let since = self.now().plus_ms(-FIRST_MS).day_in(chrono_tz::Tz::UTC);
        let mut fault = None;
        let mut wanted = |head: &mailbox::Head, ids: Option<&str>| {
            let found = self.read(|read| inbox::about(read, head, ids.unwrap_or_default()));
            found.map(|about| !about.is_empty()).unwrap_or_else(|error| {
                fault = Some(error);
                false
            })
        };
        let looked = mailbox::read_new(
            &stored.mailbox,
            &password,
            mark,
            since,
            &mut wanted,
            MailboxTimeouts::default(),
        );
        if let Some(error) = fault {
            return Err(error);
        }
        match looked {
            Ok(looked) => self.write_looked(before, looked).map(Ok),
            Err(error) => self.not_read(before, error).map(Err),
        }
    }

    fn write_looked(&self, before: MailboxRow, looked: Looked) -> Result<i64, ApiError> {
        let (now, epoch) = (self.now(), self.store().epoch());
        let count = i64::try_from(looked.letters.len()).unwrap_or(i64::MAX);
        self.write(move |write| {
            for letter in &looked.letters {
                let found: Vec<About> = inbox::about(write, &letter.head, &letter.ids)?;
                for about in &found {
                    inbox::take(write, letter, about, epoch, now)?;
                }
            }
            Ok(write.save_mailbox_mark(&MailboxRow {
                validity: looked.mark.validity,
                last: looked.mark.last,
                read: Some(now),
                tries: 0,
                next: now.plus_ms(if looked.to_the_end { EVERY_MS } else { 0 }),
                signed_out: false,
                trouble: String::new(),
                account: before.account,
            })?)
        })?;
        self.changed(STALE);
        Ok(count)
    }

    fn not_read(&self, before: MailboxRow, error: MailboxError) -> Result<MailboxError, ApiError> {
        let now: Instant = self.now();
        let row = MailboxRow {
            tries: before.tries + 1,
            next: now.plus_ms(back_off_ms(before.tries)),
            signed_out: error.is_signed_out(),
            trouble: error.to_string(),
            ..before
        };
        self.write(move |write| Ok(write.save_mailbox_mark(&row)?))?;
        self.changed(&[Tag::Settings]);
        Ok(error)
    }
}
