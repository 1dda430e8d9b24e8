//! The mailbox that suppliers answer to: its settings, a test, and a look at once.

use stockless_connect::mail::{Security, purchase_message_mark};
use stockless_connect::mailbox::{self, Mailbox, MailboxTimeouts};
use stockless_connect::secrets::{Secret, SecretError};
use stockless_core::day::Instant;

use crate::engine::Engine;
use crate::error::{ApiError, Code};
use crate::following::{MAILBOX, MAILBOX_PASSWORD, StoredMailbox};
use crate::shapes::following::{MailboxSave, MailboxShape, MailboxTest};
use crate::shapes::shared::{Done, Nothing};

/// Mails of ours that are looked for as a proof.
const PROOFS: i64 = 5;

pub fn mailbox(engine: &Engine, _: Nothing) -> Result<MailboxShape, ApiError> {
    let Some(stored) = engine.stored_mailbox()? else {
        return Ok(MailboxShape {
            port: 993,
            security: "tls".to_owned(),
            folder: "INBOX".to_owned(),
            ..MailboxShape::default()
        });
    };
    let account = stored.account();
    let row = engine.read(|read| Ok(read.mailbox_mark()?))?.filter(|row| row.account == account);
    let row = row.unwrap_or_default();
    let kept = stored.mailbox;
    let security = match kept.security {
        Security::Tls => "tls",
        Security::StartTls => "starttls",
        Security::None => "none",
    };
    let is_late = !row.trouble.is_empty() && !row.signed_out;
    Ok(MailboxShape {
        host: kept.host,
        port: i64::from(kept.port),
        security: security.to_owned(),
        user: kept.user,
        folder: kept.folder,
        sent: kept.sent.unwrap_or_default(),
        keeps_sent: stored.keeps_sent,
        has_password: engine.mailbox_password().is_ok(),
        read_at: row.read.map(Instant::iso),
        trouble: row.trouble,
        signed_out: row.signed_out,
        next_at: is_late.then(|| row.next.iso()),
    })
}

pub fn mailbox_save(engine: &Engine, request: MailboxSave) -> Result<Done, ApiError> {
    let before = engine.stored_mailbox()?;
    let secrets = &engine.inner().options.secrets;
    let key = engine.secret_key(MAILBOX_PASSWORD)?;
    let keychain = |error: SecretError| ApiError::new(Code::Keychain, error.to_string());
    if request.mailbox.host.trim().is_empty() {
        secrets.delete(&key).map_err(keychain)?;
        engine.write(|write| Ok(write.save_setting(MAILBOX, "")?))?;
        return Ok(Done { count: 1, ..Done::default() });
    }
    let mut stored = read_shape(&request.mailbox)?;
    let place = |stored: &StoredMailbox| {
        let Mailbox { host, port, user, .. } = &stored.mailbox;
        (host.clone(), *port, user.clone())
    };
    let elsewhere = before.as_ref().is_none_or(|before| place(before) != place(&stored));
    match request.password.filter(|password| !password.is_empty()) {
        Some(password) => secrets.set(&key, &Secret::new(password)).map_err(keychain)?,
        // A password is for one server and user; it does not follow the settings to another.
        None if elsewhere => secrets.delete(&key).map_err(keychain)?,
        None => {}
    }
    let relied_on = before.filter(|before| {
        before.keeps_sent && place(before) == place(&stored) && before.mailbox.sent == stored.mailbox.sent
    });
    if stored.keeps_sent {
        stored.relied_since_ms = match relied_on {
            Some(before) => before.relied_since_ms,
            None => {
                prove_kept(engine, &stored)?;
                engine.now().ms()
            }
        };
    }
    let text = serde_json::to_string(&stored).map_err(|error| ApiError::internal(&error))?;
    engine.write(move |write| {
        write.save_setting(MAILBOX, &text)?;
        // Whatever kept it from being read may be cured now.
        Ok(write.let_mailbox_go_on()?)
    })?;
    engine.inner().background.wake();
    Ok(Done { count: 1, ..Done::default() })
}

fn read_shape(shape: &MailboxShape) -> Result<StoredMailbox, ApiError> {
    let security = match shape.security.as_str() {
        "tls" | "" => Security::Tls,
        "starttls" => Security::StartTls,
        "none" => Security::None,
        other => return Err(ApiError::invalid(format!("“{other}” is not tls, starttls or none."))),
    };
    let text = |text: &str| text.trim().to_owned();
    let folder = if shape.folder.trim().is_empty() { "INBOX".to_owned() } else { text(&shape.folder) };
    let mailbox = Mailbox {
        host: text(&shape.host),
        port: u16::try_from(shape.port)
            .map_err(|_| ApiError::invalid(format!("{} is not a port; 993 is usual.", shape.port)))?,
        security,
        user: text(&shape.user),
        folder,
        sent: Some(text(&shape.sent)).filter(|sent| !sent.is_empty()),
        own_authority: None,
    };
    mailbox.check().map_err(|error| ApiError::invalid(error.to_string()))?;
    if shape.keeps_sent && mailbox.sent.is_none() {
        return Err(ApiError::invalid("Name the folder in which the server keeps sent mail."));
    }
    Ok(StoredMailbox { mailbox, keeps_sent: shape.keeps_sent, relied_since_ms: 0 })
}

/// A folder is relied on only when a mail of ours was seen in it: many servers keep no copy, and some give each mail
/// another id, which would make everything look as if it had never been sent.
fn prove_kept(engine: &Engine, stored: &StoredMailbox) -> Result<(), ApiError> {
    let ids = engine.latest_mails(PROOFS)?;
    let seen = if ids.is_empty() {
        false
    } else {
        let password = engine.mailbox_password()?;
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        mailbox::find_sent(&stored.mailbox, &password, &ids, MailboxTimeouts::default())
            .map_err(|error| ApiError::not_now(error.to_string()))?
            .contains(&true)
    };
    if seen {
        return Ok(());
    }
    Err(ApiError::not_now(format!(
        "None of the orders mailed last lies in “{}”, so nothing can be concluded from that folder.",
        stored.mailbox.sent.clone().unwrap_or_default()
    ))
    .with_action("Send an order by mail first. If its copy does not appear there, your server keeps none: leave this off."))
}

impl Engine {
    /// How the ids of the mails begin that a server took last, newest first.
    pub(crate) fn latest_mails(&self, limit: i64) -> Result<Vec<String>, ApiError> {
        let keys = self.read(|read| Ok(read.mailed_keys(limit)?))?;
        Ok(keys.iter().map(|key| purchase_message_mark(key)).collect())
    }
}

pub fn mailbox_test(engine: &Engine, _: Nothing) -> Result<MailboxTest, ApiError> {
    let stored = engine.stored_mailbox()?.ok_or_else(|| ApiError::not_now("There is no mailbox yet."))?;
    let password = engine.mailbox_password()?;
    Ok(match mailbox::test_mailbox(&stored.mailbox, &password, MailboxTimeouts::default()) {
        Ok(seen) => MailboxTest {
            ok: true,
            message: seen.words,
            folders: seen.folders,
            sent: seen.sent.unwrap_or_default(),
        },
        Err(error) => {
            MailboxTest { ok: false, message: error.to_string(), folders: Vec::new(), sent: String::new() }
        }
    })
}

pub fn mailbox_look(engine: &Engine, _: Nothing) -> Result<Done, ApiError> {
    if engine.store().charge() == stockless_store::Charge::ReadOnly {
        return Err(ApiError::new(
            Code::ReadOnly,
            "Another Stockless is in charge of this workspace. This one can only read.",
        ));
    }
    let count = engine.look_now()?;
    Ok(Done { count, ..Done::default() })
}
