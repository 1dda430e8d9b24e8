use std::fmt;

use stockless_core::outcome::Outcome;

use super::HostKey;

/// Where in the conversation with the server something happened.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Step {
    /// Agreeing on how to keep the conversation private.
    Greeting,
    /// User name and password or key.
    SignIn,
    /// Beginning to speak SFTP.
    Start,
    /// Looking at a path.
    Look(String),
    /// Listing a folder.
    List(String),
    /// Reading a file.
    Read(String),
    /// Writing a file.
    Write(String),
    /// Removing a file.
    Remove(String),
    /// Giving a file its name.
    Rename(String),
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Greeting => f.write_str("the greeting"),
            Self::SignIn => f.write_str("the sign-in"),
            Self::Start => f.write_str("the beginning of SFTP"),
            Self::Look(path) => write!(f, "looking at {path}"),
            Self::List(path) => write!(f, "listing {path}"),
            Self::Read(path) => write!(f, "reading {path}"),
            Self::Write(path) => write!(f, "writing {path}"),
            Self::Remove(path) => write!(f, "removing {path}"),
            Self::Rename(path) => write!(f, "giving the file its name {path}"),
        }
    }
}

/// Why something could not be done on a supplier's server.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SftpError {
    /// The settings have to change.
    #[error("The SFTP settings need a change: {0}.")]
    Account(String),
    /// No connection.
    #[error("The SFTP server {server} cannot be reached: {reason}.")]
    Unreachable {
        /// Host name.
        server: String,
        /// What the system said.
        reason: String,
    },
    /// The merchant has not said yet that this is the right server.
    #[error(
        "Nobody has confirmed yet that {server} is the right server. Its key is {seen}. Compare it with what the supplier gave you and accept it in the supplier's settings."
    )]
    NewHostKey {
        /// Host name.
        server: String,
        /// The key the server showed.
        seen: HostKey,
    },
    /// The server shows another key than the accepted one.
    #[error(
        "{server} shows another key than before: {seen} instead of {accepted}. Either the supplier has changed the server, or somebody else answers in its place. Ask the supplier before you accept the new key."
    )]
    ChangedHostKey {
        /// Host name.
        server: String,
        /// The key the server showed.
        seen: HostKey,
        /// The key the merchant accepted.
        accepted: HostKey,
    },
    /// No private way to the server.
    #[error("There is no safe connection to the SFTP server {server}: {reason}.")]
    Unsafe {
        /// Host name.
        server: String,
        /// What is missing.
        reason: String,
    },
    /// The server did not let us in.
    #[error("The SFTP server {server} did not accept the sign-in: {reason}.")]
    SignIn {
        /// Host name.
        server: String,
        /// What it would have wanted.
        reason: String,
    },
    /// The server said no.
    #[error("The SFTP server {server} refused {step}: {words}.")]
    Refused {
        /// Host name.
        server: String,
        /// What it refused.
        step: Step,
        /// Its number for the reason, from the SFTP drafts.
        code: u32,
        /// Its words.
        words: String,
    },
    /// The server fell silent, hung up or spoke out of turn.
    #[error("The conversation with the SFTP server {server} broke off at {step}: {reason}.")]
    BrokeOff {
        /// Host name.
        server: String,
        /// Where it broke off.
        step: Step,
        /// What happened.
        reason: String,
    },
    /// What the server holds is not what was written, or more than may be read.
    #[error("{0}")]
    Contents(String),
}

/// Numbers of `draft-ietf-secsh-filexfer` for reasons that time does not cure: no such file, no permission, not
/// supported, no such path, read-only, no such user's right.
const LASTING: [u32; 5] = [2, 3, 8, 10, 12];

impl SftpError {
    /// What this proves about a purchase whose rename was not asked for: that the supplier does not have it.
    pub fn before_the_rename(&self) -> Outcome {
        let reason = self.to_string();
        match self {
            Self::Unreachable { .. } | Self::BrokeOff { .. } | Self::Contents(_) => {
                Outcome::not_sent_yet(reason)
            }
            Self::Refused { code, .. } if !LASTING.contains(code) => Outcome::not_sent_yet(reason),
            Self::Account(_)
            | Self::NewHostKey { .. }
            | Self::ChangedHostKey { .. }
            | Self::Unsafe { .. }
            | Self::SignIn { .. }
            | Self::Refused { .. } => Outcome::not_sent(reason),
        }
    }

    /// The key a server showed that is not accepted.
    pub const fn shown_key(&self) -> Option<&HostKey> {
        match self {
            Self::NewHostKey { seen, .. } | Self::ChangedHostKey { seen, .. } => Some(seen),
            _ => None,
        }
    }

    /// True where nothing can be sent there before the settings change: a wrong password, or a key of the server that
    /// is not accepted.
    pub const fn needs_settings(&self) -> bool {
        matches!(
            self,
            Self::Account(_)
                | Self::NewHostKey { .. }
                | Self::ChangedHostKey { .. }
                | Self::Unsafe { .. }
                | Self::SignIn { .. }
        )
    }
}
