use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{HostKey, SftpError};
use crate::secrets::Secret;

/// A supplier's SFTP server and the place on it. What signs in is not part of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SftpAccount {
    /// Host name, `files.example.com`.
    pub host: String,
    /// Port, usually 22.
    pub port: u16,
    /// User name.
    pub user: String,
    /// The folder purchases are put into; empty for the folder one arrives in.
    pub folder: String,
    /// The folder the supplier moves read files to, where there is one.
    pub archive: Option<String>,
    /// True where the supplier takes files away after reading. A missing file then proves nothing.
    pub taken_away: bool,
    /// The key of the server that the merchant has accepted. Without one nothing is sent.
    pub host_key: Option<HostKey>,
}

/// What proves to the server who is calling.
#[derive(Debug, Clone)]
pub enum SignIn {
    /// A password. Also answers a server that asks for it in a dialogue.
    Password(Secret),
    /// A private key as text: OpenSSH, PKCS#8 or PuTTY; Ed25519 or ECDSA.
    Key {
        /// The text of the key file.
        key: Secret,
        /// What the key file is locked with, where it is locked.
        passphrase: Option<Secret>,
    },
}

impl SignIn {
    /// One text for the keychain: its kind, then what belongs to it.
    pub fn kept(&self) -> Secret {
        Secret::new(match self {
            Self::Password(password) => format!("password\n{}", password.expose()),
            Self::Key { key, passphrase } => {
                format!("key\n{}\n{}", passphrase.as_ref().map_or("", Secret::expose), key.expose())
            }
        })
    }

    /// Reads what [`Self::kept`] made; `None` for any other text.
    pub fn from_kept(kept: &Secret) -> Option<Self> {
        let (kind, rest) = kept.expose().split_once('\n')?;
        match kind {
            "password" => Some(Self::Password(Secret::new(rest))),
            "key" => {
                let (passphrase, key) = rest.split_once('\n')?;
                let passphrase = (!passphrase.is_empty()).then(|| Secret::new(passphrase));
                Some(Self::Key { key: Secret::new(key), passphrase })
            }
            _ => None,
        }
    }

    /// Refuses a private key that cannot sign in, in words that say why.
    pub fn check(&self) -> Result<(), SftpError> {
        super::sign_in::Ready::read(self).map(drop)
    }
}

/// How long each part may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SftpTimeouts {
    /// To reach the server.
    pub connect: Duration,
    /// For the greeting, the sign-in, and each answer.
    pub step: Duration,
    /// For everything together.
    pub whole: Duration,
}

impl Default for SftpTimeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(30),
            step: Duration::from_secs(60),
            whole: Duration::from_secs(600),
        }
    }
}

/// The longest path that is sent to a server, in bytes.
const LONGEST_PATH: usize = 1_000;

impl SftpAccount {
    /// Refuses settings that cannot work, in words that name the field.
    pub fn check(&self) -> Result<(), SftpError> {
        let wrong = |why: &str| Err(SftpError::Account(why.to_owned()));
        if self.host.is_empty() || self.host.chars().any(|c| c.is_control() || c.is_whitespace() || c == '/')
        {
            return Err(SftpError::Account(format!("“{}” is no host name", self.host.escape_default())));
        }
        if self.port == 0 {
            return wrong("the port is missing; it is usually 22");
        }
        if self.user.trim().is_empty() || self.user.chars().any(char::is_control) {
            return wrong("the user name is missing or contains control characters");
        }
        for folder in [Some(&self.folder), self.archive.as_ref()].into_iter().flatten() {
            if folder.len() > LONGEST_PATH || folder.chars().any(char::is_control) {
                return wrong("the folder is too long or contains control characters");
            }
        }
        if self.archive.as_deref().is_some_and(|archive| tidy(archive) == tidy(&self.folder)) {
            return wrong("the archive folder has to be another than the folder for purchases");
        }
        Ok(())
    }

    /// Where purchases go, in one line: `sftp://moss@files.example.com:22/in`. Two accounts with the same line mean the
    /// same files.
    pub fn place(&self) -> String {
        format!("sftp://{}@{}:{}/{}", self.user, self.host, self.port, tidy(&self.folder))
    }

    /// The folder purchases are put into, as it is asked for.
    pub(super) fn folder(&self) -> String {
        tidy(&self.folder)
    }

    /// True where a missing file proves nothing.
    pub(super) const fn consumed(&self) -> bool {
        self.taken_away || self.archive.is_some()
    }
}

/// A folder without the separator at its end; `.` for the folder one arrives in.
pub(super) fn tidy(folder: &str) -> String {
    let folder = folder.trim();
    let short = folder.trim_end_matches('/');
    match (short.is_empty(), folder.is_empty()) {
        (false, _) => short.to_owned(),
        (true, true) => ".".to_owned(),
        (true, false) => "/".to_owned(),
    }
}

/// The path of a file in a folder made by [`tidy`].
pub(super) fn join(folder: &str, name: &str) -> String {
    match folder {
        "." => name.to_owned(),
        "/" => format!("/{name}"),
        folder => format!("{folder}/{name}"),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::sftp) fn account() -> SftpAccount {
        SftpAccount {
            host: "files.example.com".into(),
            port: 22,
            user: "moss".into(),
            folder: "in".into(),
            archive: None,
            taken_away: false,
            host_key: None,
        }
    }

    #[test]
    fn what_signs_in_is_kept_as_one_text() {
        let key = |passphrase: Option<&str>| SignIn::Key {
            key: Secret::new("-----BEGIN\nabc\n-----END"),
            passphrase: passphrase.map(Secret::new),
        };
        for sign_in in [SignIn::Password(Secret::new("two\nlines")), key(None), key(Some("open"))] {
            let back = SignIn::from_kept(&sign_in.kept()).unwrap();
            assert_eq!(back.kept().expose(), sign_in.kept().expose());
        }
        for other in ["", "sk_live_123", "token\nabc", "key\nwithout a key"] {
            assert!(SignIn::from_kept(&Secret::new(other)).is_none(), "{other:?}");
        }
    }

    #[test]
    fn folders_and_names_meet_at_one_separator() {
        for (folder, path) in [
            ("", "po.csv"),
            ("/", "/po.csv"),
            ("in", "in/po.csv"),
            (" /in// ", "/in/po.csv"),
            (".", "po.csv"),
        ] {
            assert_eq!(join(&tidy(folder), "po.csv"), path, "{folder:?}");
        }
    }

    #[test]
    fn settings_that_cannot_work_are_refused_by_name() {
        assert!(account().check().is_ok());
        for (wrong, word) in [
            (SftpAccount { host: String::new(), ..account() }, "host name"),
            (SftpAccount { host: "a b".into(), ..account() }, "host name"),
            (SftpAccount { host: "sftp://files".into(), ..account() }, "host name"),
            (SftpAccount { port: 0, ..account() }, "port"),
            (SftpAccount { user: " ".into(), ..account() }, "user name"),
            (SftpAccount { folder: "a\0b".into(), ..account() }, "folder"),
            (SftpAccount { archive: Some("in/".into()), ..account() }, "archive folder"),
        ] {
            let why = wrong.check().unwrap_err().to_string();
            assert!(why.contains(word), "{why}");
        }
    }
}
