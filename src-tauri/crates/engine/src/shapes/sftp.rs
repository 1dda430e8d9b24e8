//! Shapes of a supplier's SFTP server.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A supplier's SFTP server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SftpAccountShape {
    /// The supplier.
    pub supplier_id: i64,
    /// Host name; empty before the first save.
    pub host: String,
    /// Port, usually 22.
    pub port: i64,
    /// User name.
    pub user: String,
    /// Folder for purchases; empty for the one a sign-in arrives in.
    #[serde(default)]
    pub folder: String,
    /// Folder the supplier moves read files to; empty where there is none.
    #[serde(default)]
    pub archive: String,
    /// True when the supplier takes files away after reading.
    pub taken_away: bool,
    /// The accepted key of the server, as `ssh-ed25519 SHA256:…`; empty while none is accepted.
    #[serde(default)]
    pub host_key: String,
    /// password, key, or empty when neither is in the keychain; ignored when saving.
    #[serde(default)]
    pub signs_in_with: String,
}

/// Saves a supplier's SFTP server.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SftpAccountSave {
    /// The server.
    pub account: SftpAccountShape,
    /// A new password for the keychain, in the place of what signs in now.
    pub password: Option<String>,
    /// A new private key for the keychain, as the text of its file, in the place of what signs in now.
    pub private_key: Option<String>,
    /// What the private key is locked with.
    pub passphrase: Option<String>,
}

/// What a test of a supplier's SFTP server saw.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SftpTest {
    /// True when a purchase could be put there.
    pub ok: bool,
    /// A server answered.
    pub reached: bool,
    /// The key it showed, where it is not the accepted one; empty otherwise. Nothing else was tried then.
    pub other_key: String,
    /// It accepted the sign-in.
    pub signed_in: bool,
    /// The folder is there.
    pub folder_there: bool,
    /// A file could be written, renamed and removed there.
    pub folder_writable: bool,
    /// The archive could be listed; `null` where none is set.
    pub archive_there: Option<bool>,
    /// What stood in the way, or what to do; empty when nothing did.
    pub message: String,
}
