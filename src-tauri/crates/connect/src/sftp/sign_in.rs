use std::sync::Arc;

use russh::client::{AuthResult, Handle, KeyboardInteractiveAuthResponse as Dialogue};
use russh::keys::{PrivateKey, PrivateKeyWithHashAlg, decode_secret_key};
use russh::{MethodKind, MethodSet};

use super::key_check::KeyCheck;
use super::session::{broke_off, what_broke};
use super::{SftpAccount, SftpError, SignIn, Step};
use crate::secrets::Secret;

/// Rounds of questions a server may ask before it is given up.
const MOST_ROUNDS: usize = 5;

/// What signs in, read and ready.
pub(super) enum Ready {
    Password(Secret),
    Key(Arc<PrivateKey>),
}

impl Ready {
    /// Reads a private key. RSA keys are refused: the library that would sign with them has an open weakness there
    /// (RUSTSEC-2023-0071). It only ever verifies with the servers' public keys.
    pub(super) fn read(how: &SignIn) -> Result<Self, SftpError> {
        let (key, passphrase) = match how {
            SignIn::Password(password) => return Ok(Self::Password(password.clone())),
            SignIn::Key { key, passphrase } => (key, passphrase),
        };
        let wrong = |why: &str| Err(SftpError::Account(format!("the private key {why}")));
        if key.expose().trim_start().starts_with("-----BEGIN RSA PRIVATE KEY-----") {
            return wrong(RSA);
        }
        let passphrase = passphrase.as_ref().map(Secret::expose).filter(|words| !words.is_empty());
        let text = key.expose().trim();
        match decode_secret_key(text, passphrase) {
            Ok(key) if key.algorithm().is_rsa() => wrong(RSA),
            Ok(key) => Ok(Self::Key(Arc::new(key))),
            Err(russh::keys::Error::KeyIsEncrypted) => wrong("is locked; its passphrase is missing"),
            Err(_) if passphrase.is_some() => wrong("cannot be opened with this passphrase"),
            Err(_) if locked(text) => wrong("is locked; its passphrase is missing"),
            Err(_) => wrong("cannot be read; paste the whole file, with its first and last line"),
        }
    }
}

const RSA: &str = "is an RSA key; make an Ed25519 key and give the supplier its public half";

/// PuTTY's files and PEM files say in plain text that they are locked.
fn locked(text: &str) -> bool {
    let putty = text.starts_with("PuTTY-User-Key-File-")
        && text.lines().any(|line| line.starts_with("Encryption:") && !line.ends_with("none"));
    putty || text.contains("ENCRYPTED")
}

/// Signs in, or says what the server would have wanted.
pub(super) async fn sign_in(
    handle: &mut Handle<KeyCheck>,
    account: &SftpAccount,
    how: Ready,
) -> Result<(), SftpError> {
    let hung_up = |error: &russh::Error| broke_off(account, Step::SignIn, &what_broke(error));
    let (offered, answer) = match how {
        Ready::Key(key) => {
            let key = PrivateKeyWithHashAlg::new(key, None);
            let answer = handle.authenticate_publickey(&account.user, key).await;
            ("the key", answer.map_err(|error| hung_up(&error))?)
        }
        Ready::Password(password) => {
            let answer = handle.authenticate_password(&account.user, password.expose()).await;
            let answer = answer.map_err(|error| hung_up(&error))?;
            match answer {
                AuthResult::Failure { remaining_methods, .. }
                    if remaining_methods.contains(&MethodKind::KeyboardInteractive)
                        && !handle.is_closed() =>
                {
                    ("the password", in_dialogue(handle, account, &password).await.map_err(|e| hung_up(&e))?)
                }
                answer => ("the password", answer),
            }
        }
    };
    match answer {
        AuthResult::Success => Ok(()),
        AuthResult::Failure { .. } if handle.is_closed() => {
            Err(broke_off(account, Step::SignIn, "it hung up"))
        }
        AuthResult::Failure { remaining_methods, partial_success } => Err(SftpError::SignIn {
            server: account.host.clone(),
            reason: refusal(offered, &account.user, &remaining_methods, partial_success),
        }),
    }
}

/// Answers every question that hides what is typed with the password, which is how most servers ask for it.
async fn in_dialogue(
    handle: &mut Handle<KeyCheck>,
    account: &SftpAccount,
    password: &Secret,
) -> Result<AuthResult, russh::Error> {
    let mut said = handle.authenticate_keyboard_interactive_start(&account.user, None).await?;
    for _ in 0..MOST_ROUNDS {
        let prompts = match said {
            Dialogue::Success => return Ok(AuthResult::Success),
            Dialogue::Failure { remaining_methods, partial_success } => {
                return Ok(AuthResult::Failure { remaining_methods, partial_success });
            }
            Dialogue::InfoRequest { prompts, .. } => prompts,
        };
        let answers = prompts.iter().map(|prompt| match prompt.echo {
            true => String::new(),
            false => password.expose().to_owned(),
        });
        said = handle.authenticate_keyboard_interactive_respond(answers.collect()).await?;
    }
    Ok(AuthResult::Failure { remaining_methods: MethodSet::empty(), partial_success: false })
}

fn refusal(offered: &str, user: &str, wanted: &MethodSet, partly: bool) -> String {
    // A server need not name what was just tried, so only the other kind tells anything.
    let other = wanted.iter().find_map(|method| match method {
        MethodKind::Password | MethodKind::KeyboardInteractive => {
            Some("a password").filter(|_| offered == "the key")
        }
        MethodKind::PublicKey => Some("a key").filter(|_| offered == "the password"),
        _ => None,
    });
    let takes = other.map(|kind| format!("; it would also take {kind}")).unwrap_or_default();
    if partly {
        return format!(
            "{offered} of {user} was right, and it wants a second proof, which Stockless cannot give{takes}"
        );
    }
    format!("{offered} or the user name {user} is wrong{takes}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const ED25519: &str = "-----BEGIN OPENSSH PRIVATE KEY-----
b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW
QyNTUxOQAAACCzPq7zfqLffKoBDe/eo04kH2XxtSmk9D7RQyf1xUqrYgAAAJgAIAxdACAM
XQAAAAtzc2gtZWQyNTUxOQAAACCzPq7zfqLffKoBDe/eo04kH2XxtSmk9D7RQyf1xUqrYg
AAAEC2BsIi0QwW2uFscKTUUXNHLsYX4FxlaSDSblbAj7WR7bM+rvN+ot98qgEN796jTiQf
ZfG1KaT0PtFDJ/XFSqtiAAAAEHVzZXJAZXhhbXBsZS5jb20BAgMEBQ==
-----END OPENSSH PRIVATE KEY-----";

    fn read(key: &str, passphrase: Option<&str>) -> Result<Ready, String> {
        let how = SignIn::Key { key: Secret::new(key), passphrase: passphrase.map(Secret::new) };
        Ready::read(&how).map_err(|error| error.to_string())
    }

    #[test]
    fn a_key_is_read_and_what_is_wrong_with_it_is_told() {
        assert!(matches!(read(&format!("\n{ED25519}\n"), None), Ok(Ready::Key(_))));
        assert!(matches!(read(ED25519, Some("")), Ok(Ready::Key(_))));
        for (key, passphrase, word) in [
            ("", None, "paste the whole file"),
            ("no key at all", None, "paste the whole file"),
            (
                "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----",
                None,
                "cannot be read",
            ),
            ("-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----", None, "Ed25519"),
            (
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIGj\n-----END ENCRYPTED PRIVATE KEY-----",
                None,
                "locked",
            ),
            ("PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: aes256-cbc\n", None, "locked"),
            ("no key at all", Some("words"), "this passphrase"),
        ] {
            let why = read(key, passphrase).err().unwrap();
            assert!(why.contains(word), "{why}");
        }
    }

    #[test]
    fn a_refusal_says_what_the_server_takes() {
        let both = MethodSet::from(
            &[MethodKind::Password, MethodKind::KeyboardInteractive, MethodKind::PublicKey][..],
        );
        assert_eq!(
            refusal("the password", "moss", &both, false),
            "the password or the user name moss is wrong; it would also take a key"
        );
        assert!(refusal("the key", "moss", &both, true).contains("second proof"));
    }
}
