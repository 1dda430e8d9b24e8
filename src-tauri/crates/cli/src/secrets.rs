//! Passwords: in the system's keychain, or handed in by a script.

use stockless_connect::secrets::{Keychain, Secret, SecretError, SecretKey, SecretStore};

/// Holds the password of the mail account for computers without a keychain.
const VARIABLE: &str = "STOCKLESS_MAIL_PASSWORD";

/// The keychain, with the mail password from the environment where a script gives it. What is saved goes to the
/// keychain in any case.
pub struct Secrets {
    keychain: Keychain,
    mail: Option<Secret>,
}

impl Secrets {
    /// Reads the environment once.
    pub fn new() -> Self {
        let mail = std::env::var(VARIABLE).ok().filter(|password| !password.is_empty()).map(Secret::new);
        Self { keychain: Keychain::new(), mail }
    }
}

impl SecretStore for Secrets {
    fn get(&self, key: &SecretKey) -> Result<Secret, SecretError> {
        match &self.mail {
            Some(password) if key.to_string().ends_with("/mail-password") => Ok(password.clone()),
            _ => self.keychain.get(key),
        }
    }

    fn set(&self, key: &SecretKey, secret: &Secret) -> Result<(), SecretError> {
        self.keychain.set(key, secret)
    }

    fn delete(&self, key: &SecretKey) -> Result<(), SecretError> {
        self.keychain.delete(key)
    }
}
