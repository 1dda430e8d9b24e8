use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use russh::Preferred;
use russh::keys::{Algorithm, EcdsaCurve, HashAlg, PublicKey};
use serde::{Deserialize, Serialize};

/// What tells a server from another that took its place: the kind of its key and the SHA-256 fingerprint, written
/// `ssh-ed25519 SHA256:…` as OpenSSH and suppliers write it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct HostKey {
    algorithm: String,
    fingerprint: String,
}

/// SHA-256 in base64 without padding.
const FINGERPRINT_LENGTH: usize = 43;

impl HostKey {
    pub(super) fn of(key: &PublicKey) -> Self {
        Self {
            algorithm: key.algorithm().as_str().to_owned(),
            fingerprint: key.fingerprint(HashAlg::Sha256).to_string(),
        }
    }

    /// `SHA256:…`.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// True where both are the same key. The kind of key is part of what the fingerprint is made of.
    pub(super) fn is(&self, other: &Self) -> bool {
        self.fingerprint == other.fingerprint
    }
}

impl fmt::Display for HostKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.algorithm, self.fingerprint)
    }
}

impl From<HostKey> for String {
    fn from(key: HostKey) -> Self {
        key.to_string().trim().to_owned()
    }
}

impl TryFrom<String> for HostKey {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl FromStr for HostKey {
    type Err = String;

    /// Takes what a supplier may have sent: the fingerprint alone, with the kind of key before it, or a whole line of
    /// `ssh-keygen -l`. The error continues the words "the host key …".
    fn from_str(text: &str) -> Result<Self, String> {
        let mut algorithm = String::new();
        let mut fingerprint = None;
        for word in text.split_whitespace() {
            if let Some(digest) = word.strip_prefix("SHA256:") {
                fingerprint = Some(digest.trim_end_matches('=').to_owned());
            } else if Algorithm::new(word).is_ok_and(|known| !matches!(known, Algorithm::Other(_))) {
                algorithm = word.to_owned();
            }
        }
        let base64 = |c: char| c.is_ascii_alphanumeric() || c == '+' || c == '/';
        match fingerprint {
            Some(digest) if digest.len() == FINGERPRINT_LENGTH && digest.chars().all(base64) => {
                Ok(Self { algorithm, fingerprint: format!("SHA256:{digest}") })
            }
            _ => Err("is not a fingerprint of the form SHA256:…".to_owned()),
        }
    }
}

/// What is agreed on with a server. The kind of the remembered key comes first: a server that adds a newer key shows
/// the old one as long as it has it. SHA-1 and compression are not offered; a compressed stream may be a bomb.
pub(super) fn preferred(remembered: Option<&HostKey>) -> Preferred {
    let mut keys = vec![
        Algorithm::Ed25519,
        Algorithm::Ecdsa { curve: EcdsaCurve::NistP256 },
        Algorithm::Ecdsa { curve: EcdsaCurve::NistP384 },
        Algorithm::Ecdsa { curve: EcdsaCurve::NistP521 },
        Algorithm::Rsa { hash: Some(HashAlg::Sha512) },
        Algorithm::Rsa { hash: Some(HashAlg::Sha256) },
    ];
    if let Some(remembered) = remembered {
        let kind = |key: &Algorithm| match key {
            Algorithm::Rsa { .. } => "ssh-rsa".to_owned(),
            other => other.as_str().to_owned(),
        };
        keys.sort_by_key(|key| kind(key) != remembered.algorithm);
    }
    Preferred {
        key: Cow::Owned(keys),
        compression: Cow::Borrowed(&[russh::compression::NONE]),
        ..Preferred::DEFAULT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIGEST: &str = "uNiVztksCsDhcc0u9e8BrrX1xkkkQGmyABCDEFghij0";

    #[test]
    fn a_fingerprint_is_taken_as_suppliers_write_it() {
        for (text, whole) in [
            (format!("SHA256:{DIGEST}"), format!("SHA256:{DIGEST}")),
            (format!(" ssh-ed25519  SHA256:{DIGEST}= "), format!("ssh-ed25519 SHA256:{DIGEST}")),
            (format!("256 SHA256:{DIGEST} files.example.com (ECDSA)"), format!("SHA256:{DIGEST}")),
        ] {
            let key: HostKey = text.parse().unwrap();
            assert_eq!(String::from(key.clone()), whole);
            assert_eq!(serde_json::from_str::<HostKey>(&serde_json::to_string(&key).unwrap()).unwrap(), key);
        }
        for wrong in ["", "SHA256:", "MD5:aa:bb", "SHA256:short", &format!("SHA256:!{DIGEST}")] {
            assert!(wrong.parse::<HostKey>().is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn the_kind_of_key_that_is_remembered_is_asked_for_first() {
        let first = |text: &str| preferred(Some(&text.parse().unwrap())).key[0].clone();
        assert!(first(&format!("ssh-rsa SHA256:{DIGEST}")).is_rsa());
        assert_eq!(first(&format!("ecdsa-sha2-nistp256 SHA256:{DIGEST}")).as_str(), "ecdsa-sha2-nistp256");
        assert_eq!(first(&format!("SHA256:{DIGEST}")), Algorithm::Ed25519);
    }

    #[test]
    fn nothing_weak_is_offered() {
        let offered = preferred(None);
        assert!(!offered.key.contains(&Algorithm::Rsa { hash: None }));
        let names: Vec<_> = offered.mac.iter().map(|name| name.as_ref().to_owned()).collect();
        assert!(names.iter().all(|name| !name.contains("sha1")), "{names:?}");
        assert_eq!(offered.compression.len(), 1);
    }
}
