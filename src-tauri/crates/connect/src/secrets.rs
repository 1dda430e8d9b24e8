//! Passwords and keys: in the operating system's store, or in memory while they are used, and nowhere else.

mod keychain;
mod memory;

use std::fmt;

use zeroize::Zeroizing;

pub use keychain::Keychain;
pub use memory::MemorySecrets;

/// A password, key or token. Wiped from memory when dropped; shows nothing of itself in logs.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes a secret into keeping.
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// The secret itself. Each call is a place to look at when one leaks.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// The name under which a secret is kept: `stockless/<workspace id>/<name>`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SecretKey {
    workspace: String,
    name: String,
}

/// The longest part of a key; every operating system's store takes this much.
const LONGEST_PART: usize = 64;

impl SecretKey {
    /// A key from the workspace's id and the secret's name, both made of `a-z A-Z 0-9 . _ -`, 64 characters at most.
    pub fn new(workspace: &str, name: &str) -> Result<Self, SecretError> {
        for part in [workspace, name] {
            let plain = part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'));
            if part.is_empty() || part.len() > LONGEST_PART || !plain {
                return Err(SecretError::BadKey(part.chars().take(LONGEST_PART).collect()));
            }
        }
        Ok(Self { workspace: workspace.to_owned(), name: name.to_owned() })
    }

    /// What stores call the account: the key without the leading `stockless/`.
    fn account(&self) -> String {
        format!("{}/{}", self.workspace, self.name)
    }
}

impl fmt::Display for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{SERVICE}/{}/{}", self.workspace, self.name)
    }
}

/// What stores call the service.
const SERVICE: &str = "stockless";

/// Why a secret could not be read or kept. None of the words contain the secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SecretError {
    /// The computer offers no store.
    #[error(
        "This computer has no password store that Stockless can use. On Linux start GNOME Keyring, KWallet or KeePassXC, then start Stockless again. ({0})"
    )]
    NoStore(String),
    /// There is a store, and it is locked or the question was turned down.
    #[error("The password store is locked. Unlock it and do this once more. ({0})")]
    Locked(String),
    /// Nothing is kept under the key.
    #[error("No password is stored for “{0}”. Enter it in the settings of the connection.")]
    NotFound(SecretKey),
    /// The store takes less text than this.
    #[error(
        "The password is too long for this computer's password store, which takes {0} characters at most."
    )]
    TooLong(u32),
    /// The store has not answered in time, and the request was taken back before the store saw it.
    #[error(
        "The password store is still busy with an earlier question. Look for its window, answer it, and do this once more."
    )]
    Busy,
    /// The store saw the request and has not answered in time. A change may still happen.
    #[error(
        "The password store has not answered within {0} seconds. It may be waiting for you in another window."
    )]
    NoAnswer(u64),
    /// A key that no store could keep.
    #[error("“{0}” cannot name a secret; use letters, digits, point, hyphen and underscore, 64 at most.")]
    BadKey(String),
    /// The store answered something else.
    #[error("The password store reports a problem: {0}")]
    Store(String),
}

/// Where secrets are kept between runs.
pub trait SecretStore: Send + Sync {
    /// The secret under a key; [`SecretError::NotFound`] where there is none.
    fn get(&self, key: &SecretKey) -> Result<Secret, SecretError>;
    /// Keeps a secret, in the place of an earlier one.
    fn set(&self, key: &SecretKey, secret: &Secret) -> Result<(), SecretError>;
    /// Forgets a secret. Forgetting what is not there is fine.
    fn delete(&self, key: &SecretKey) -> Result<(), SecretError>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_shows_nothing_of_itself() {
        let secret = Secret::new("correct horse");
        assert_eq!(format!("{secret:?} {:?}", Some(&secret)), "Secret(…) Some(Secret(…))");
        assert_eq!(secret.expose(), "correct horse");
    }

    #[test]
    fn a_key_reads_as_its_path_and_takes_no_separators() {
        let key = SecretKey::new("ws-7", "mail.password").unwrap();
        assert_eq!(key.to_string(), "stockless/ws-7/mail.password");
        for bad in ["", "a/b", "ü", "a b", "a\n", &"x".repeat(65)] {
            assert!(matches!(SecretKey::new("ws", bad), Err(SecretError::BadKey(_))), "{bad:?}");
            assert!(matches!(SecretKey::new(bad, "name"), Err(SecretError::BadKey(_))), "{bad:?}");
        }
    }
}
