//! A supplier's SFTP server: its settings, its password or key, and a test of both.

use std::time::Duration;

use stockless_connect::secrets::{Secret, SecretError};
use stockless_connect::sftp::{self, HostKey, SftpAccount, SftpTimeouts, SignIn};
use stockless_core::id::SupplierId;

use crate::engine::Engine;
use crate::error::{ApiError, Code};
use crate::forwarding::{sftp_account as stored_account, sftp_secret};
use crate::shapes::sftp::{SftpAccountSave, SftpAccountShape, SftpTest};
use crate::shapes::shared::{ById, Done};

/// Somebody waits in front of the window: a test gives up sooner than a purchase does.
const TEST: SftpTimeouts = SftpTimeouts {
    connect: Duration::from_secs(15),
    step: Duration::from_secs(20),
    whole: Duration::from_secs(60),
};

/// The longest key file. Keys that are taken have 3 kB at most; keychains take little more.
const LONGEST_KEY: usize = 8_000;

pub fn sftp_account(engine: &Engine, request: ById) -> Result<SftpAccountShape, ApiError> {
    let id = SupplierId::new(request.id);
    let settings = engine.read(|read| {
        read.supplier(id)?;
        Ok(read.connection(id)?)
    })?;
    let Ok(account) = stored_account(&settings) else {
        return Ok(SftpAccountShape {
            supplier_id: request.id,
            host: String::new(),
            port: 22,
            user: String::new(),
            folder: String::new(),
            archive: String::new(),
            // Believed wrongly, this asks once too often; the other way round it would send twice.
            taken_away: true,
            host_key: String::new(),
            signs_in_with: String::new(),
        });
    };
    let signs_in_with = match sign_in(engine, request.id) {
        Ok(SignIn::Password(_)) => "password",
        Ok(SignIn::Key { .. }) => "key",
        Err(_) => "",
    };
    Ok(SftpAccountShape {
        supplier_id: request.id,
        host: account.host,
        port: i64::from(account.port),
        user: account.user,
        folder: account.folder,
        archive: account.archive.unwrap_or_default(),
        taken_away: account.taken_away,
        host_key: account.host_key.map(String::from).unwrap_or_default(),
        signs_in_with: signs_in_with.to_owned(),
    })
}

pub fn sftp_account_save(engine: &Engine, request: SftpAccountSave) -> Result<Done, ApiError> {
    let id = SupplierId::new(request.account.supplier_id);
    let account = read_account(&request.account)?;
    let fresh = fresh_sign_in(request.password, request.private_key, request.passphrase)?;
    let before = engine.read(|read| {
        read.supplier(id)?;
        Ok(read.connection(id)?)
    })?;
    let elsewhere = stored_account(&before).map_or(true, |before| {
        (before.host, before.port, before.user) != (account.host.clone(), account.port, account.user.clone())
    });
    let secrets = &engine.inner().options.secrets;
    let key = engine.secret_key(&sftp_secret(id.get()))?;
    let keychain = |error: SecretError| ApiError::new(Code::Keychain, error.to_string());
    match fresh {
        Some(sign_in) => secrets.set(&key, &sign_in.kept()).map_err(keychain)?,
        // A password is for one server and user; it does not follow the settings to another.
        None if elsewhere => secrets.delete(&key).map_err(keychain)?,
        None => {}
    }
    let now = engine.now();
    let text = serde_json::to_string(&account).map_err(|error| ApiError::internal(&error))?;
    engine.write(move |write| {
        write.save_connection(id, &text, now)?;
        // Whatever kept purchases from going there may be cured now.
        Ok(write.let_supplier_go_on(id)?)
    })?;
    engine.inner().background.wake();
    Ok(Done { count: 1, undo: None, id: Some(id.get()) })
}

pub fn sftp_account_test(engine: &Engine, request: ById) -> Result<SftpTest, ApiError> {
    let id = SupplierId::new(request.id);
    let settings = engine.read(|read| Ok(read.connection(id)?))?;
    let account = stored_account(&settings).map_err(ApiError::not_now)?;
    let sign_in = sign_in(engine, request.id)?;
    let seen = sftp::test(&account, &sign_in, TEST);
    Ok(SftpTest {
        ok: seen.folder_writable && seen.archive_there != Some(false) && seen.problem.is_none(),
        reached: seen.reached,
        other_key: seen.other_key.map(String::from).unwrap_or_default(),
        signed_in: seen.signed_in,
        folder_there: seen.folder_there,
        folder_writable: seen.folder_writable,
        archive_there: seen.archive_there,
        message: seen.problem.unwrap_or_default(),
    })
}

fn sign_in(engine: &Engine, supplier: i64) -> Result<SignIn, ApiError> {
    let kept = engine.secret(&sftp_secret(supplier))?;
    SignIn::from_kept(&kept)
        .ok_or_else(|| ApiError::not_now("There is no password or key for this server yet. Enter one first."))
}

fn read_account(shape: &SftpAccountShape) -> Result<SftpAccount, ApiError> {
    let text = |text: &str| text.trim().to_owned();
    let host_key = match shape.host_key.trim() {
        "" => None,
        key => Some(
            key.parse::<HostKey>()
                .map_err(|why| ApiError::invalid(format!("The key of the server {why}.")))?,
        ),
    };
    let account = SftpAccount {
        host: text(&shape.host),
        port: u16::try_from(shape.port)
            .map_err(|_| ApiError::invalid(format!("{} is not a port; 22 is usual.", shape.port)))?,
        user: text(&shape.user),
        folder: text(&shape.folder),
        archive: Some(text(&shape.archive)).filter(|archive| !archive.is_empty()),
        taken_away: shape.taken_away,
        host_key,
    };
    account.check().map_err(|error| ApiError::invalid(error.to_string()))?;
    Ok(account)
}

/// What signs in from now on; `None` where the old one stays.
fn fresh_sign_in(
    password: Option<String>,
    key: Option<String>,
    passphrase: Option<String>,
) -> Result<Option<SignIn>, ApiError> {
    let sign_in = match (password, key) {
        (None, None) => return Ok(None),
        (Some(password), None) if !password.is_empty() => SignIn::Password(Secret::new(password)),
        (None, Some(key)) if key.len() <= LONGEST_KEY => {
            let passphrase = passphrase.filter(|words| !words.is_empty());
            if passphrase.as_deref().is_some_and(|words| words.contains(['\n', '\r'])) {
                return Err(ApiError::invalid("A passphrase has no line breaks."));
            }
            SignIn::Key { key: Secret::new(key.trim()), passphrase: passphrase.map(Secret::new) }
        }
        (None, Some(_)) => return Err(ApiError::invalid("That is too long for a private key.")),
        (Some(_), None) => return Err(ApiError::invalid("The password is empty.")),
        (Some(_), Some(_)) => {
            return Err(ApiError::invalid("Either a password or a private key signs in, not both."));
        }
    };
    sign_in.check().map_err(|error| ApiError::invalid(error.to_string()))?;
    Ok(Some(sign_in))
}
