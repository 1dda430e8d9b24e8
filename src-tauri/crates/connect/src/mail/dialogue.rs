use std::cell::Cell;
use std::net::Ipv4Addr;
use std::time::Duration;

use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::SmtpConnection;
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use lettre::transport::smtp::response::{Response, Severity};
use stockless_core::outcome::Outcome;

use super::error::what_broke;
use super::{Letter, MailAccount, MailError, MailTimeouts, Security, Step};
use crate::claim::Claim;
use crate::secrets::Secret;
use crate::words::plain;

/// A signed-in conversation with the merchant's server.
pub(super) struct Session {
    smtp: SmtpConnection,
    server: String,
    timeouts: MailTimeouts,
}

/// The last word is a courtesy; nothing depends on its answer.
const FAREWELL: Duration = Duration::from_secs(2);

/// How much of a message is written at a time.
const CHUNK: usize = 16 * 1024;

impl Session {
    /// Connects, encrypts and signs in.
    pub(super) fn open(
        account: &MailAccount,
        password: &Secret,
        timeouts: MailTimeouts,
    ) -> Result<Self, MailError> {
        let places = account.places()?;
        let trust = account.trust()?;
        let server = account.host.clone();
        // The name of this computer is nobody's business; RFC 5321 4.1.3 allows an address in brackets.
        let hello = ClientId::Ipv4(Ipv4Addr::LOCALHOST);
        let from_start = trust.as_ref().filter(|_| account.security == Security::Tls);
        let smtp = SmtpConnection::connect(&places[..], Some(timeouts.connect), &hello, from_start, None)
            .map_err(|error| MailError::at(&server, Step::Greeting, &error))?;
        let mut session = Self { smtp, server, timeouts };
        session.patience(timeouts.command, Step::Greeting)?;
        if let Some(trust) = trust.filter(|_| account.security == Security::StartTls) {
            if !session.smtp.can_starttls() {
                let reason = "it offers no STARTTLS; choose TLS with its port, usually 465".to_owned();
                return Err(MailError::Unsafe { server: session.server, reason });
            }
            let upgraded = session.smtp.starttls(&trust, &hello);
            upgraded.map_err(|error| session.error(Step::Greeting, &error))?;
        }
        if !account.user.is_empty() {
            session.sign_in(account, password)?;
        }
        Ok(session)
    }

    fn sign_in(&mut self, account: &MailAccount, password: &Secret) -> Result<(), MailError> {
        const KNOWN: [Mechanism; 2] = [Mechanism::Plain, Mechanism::Login];
        if self.smtp.server_info().get_auth_mechanism(&KNOWN).is_none() {
            return Err(MailError::Account(format!(
                "{} offers no sign-in with user name and password; look for an app password in its settings",
                self.server
            )));
        }
        let credentials = Credentials::new(account.user.clone(), password.expose().to_owned());
        let reply = self.smtp.auth(&KNOWN, &credentials);
        self.expect(reply, Step::SignIn, Severity::PositiveCompletion)
    }

    /// Words for the settings page.
    pub(super) fn introduction(&self) -> String {
        let manner = if self.smtp.is_encrypted() { "encrypted" } else { "not encrypted, on this computer" };
        format!("{} took the sign-in ({manner}).", self.server)
    }

    /// Hands a letter over and tells what came of it.
    pub(super) fn hand_over(&mut self, letter: &Letter, claim: &Claim) -> Outcome {
        match self.announce(letter) {
            Ok(()) if claim.start() => self.message(letter),
            Ok(()) => {
                Outcome::not_sent_yet(format!("{} was too slow; the message was held back", self.server))
            }
            Err(error) => error.before_the_dot(),
        }
    }

    fn announce(&mut self, letter: &Letter) -> Result<(), MailError> {
        let mut options = Vec::new();
        let beyond_ascii = |address: &lettre::Address| !AsRef::<str>::as_ref(address).is_ascii();
        if beyond_ascii(&letter.from) || letter.to.iter().any(beyond_ascii) {
            if !self.smtp.server_info().supports_feature(Extension::SmtpUtfEight) {
                let why = format!("{} takes no addresses with letters beyond a to z", self.server);
                return Err(MailError::Message(why));
            }
            options.push(MailParameter::SmtpUtfEight);
        }
        let reply = self.smtp.command(Mail::new(Some(letter.from.clone()), options));
        self.expect(reply, Step::Sender, Severity::PositiveCompletion)?;
        for recipient in &letter.to {
            let reply = self.smtp.command(Rcpt::new(recipient.clone(), vec![]));
            self.expect(reply, Step::Recipient, Severity::PositiveCompletion)?;
        }
        let reply = self.smtp.command(Data);
        self.expect(reply, Step::Announcement, Severity::PositiveIntermediate)
    }

    /// From the first byte of the message to the server's reply.
    fn message(&mut self, letter: &Letter) -> Outcome {
        if let Err(error) = self.patience(self.timeouts.reply, Step::Message) {
            return error.before_the_dot();
        }
        // The final dot follows the last chunk, so as long as the chunks have not run out no dot was written.
        let body_written = Cell::new(false);
        let mut chunks = letter.bytes().chunks(CHUNK);
        let parts = std::iter::from_fn(|| {
            let chunk = chunks.next();
            body_written.set(chunk.is_none());
            chunk
        });
        let reply = self.smtp.message_iter(parts);
        match reply {
            Ok(reply) if reply.code().severity == Severity::PositiveCompletion => Outcome::Accepted {
                reference: None,
                evidence: format!("{}: {}", self.server, in_words(&reply)),
            },
            Ok(reply) => Outcome::unknown(format!(
                "The mail server {} answered the message with “{}”, which says neither yes nor no.",
                self.server,
                in_words(&reply)
            )),
            Err(error) if error.status().is_some() || !body_written.get() => {
                self.error(Step::Message, &error).before_the_dot()
            }
            Err(error) => Outcome::unknown(format!(
                "The whole message went to the mail server {}, and no clear answer came back: {}.",
                self.server,
                what_broke(&error)
            )),
        }
    }

    fn expect(
        &self,
        reply: Result<Response, lettre::transport::smtp::Error>,
        step: Step,
        wanted: Severity,
    ) -> Result<(), MailError> {
        let reply = reply.map_err(|error| self.error(step, &error))?;
        if reply.code().severity == wanted {
            return Ok(());
        }
        let reason = format!("“{}” is no answer to it", in_words(&reply));
        Err(MailError::BrokeOff { server: self.server.clone(), step, reason })
    }

    fn patience(&mut self, time: Duration, step: Step) -> Result<(), MailError> {
        self.smtp.set_timeout(Some(time)).map_err(|error| MailError::BrokeOff {
            server: self.server.clone(),
            step,
            reason: error.to_string(),
        })
    }

    fn error(&self, step: Step, error: &lettre::transport::smtp::Error) -> MailError {
        MailError::at(&self.server, step, error)
    }

    /// Says goodbye. Whatever the server answers changes nothing.
    pub(super) fn close(mut self) {
        let _ = self.smtp.set_timeout(Some(FAREWELL));
        let _ = self.smtp.quit();
    }
}

fn in_words(reply: &Response) -> String {
    let words: Vec<&str> = reply.message().collect();
    plain(&format!("{} {}", reply.code(), words.join(" ")))
}

/// What is known when nobody waits any longer: taken back where the message had not begun.
pub(super) fn outcome_of_giving_up(claim: &Claim, server: &str, timeouts: MailTimeouts) -> Outcome {
    let seconds = timeouts.whole.as_secs();
    if claim.take_back() {
        return Outcome::not_sent_yet(format!(
            "The mail server {server} was not ready within {seconds} seconds. Nothing was sent."
        ));
    }
    Outcome::unknown(format!(
        "The message was on its way to the mail server {server}, and no answer came within {seconds} seconds."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_gives_up_first_decides() {
        let timeouts = MailTimeouts::default();
        let claim = Claim::default();
        assert!(outcome_of_giving_up(&claim, "mail.example.com", timeouts).may_resend_alone());
        assert!(!claim.start(), "taken back: the message must not begin");
        let claim = Claim::default();
        assert!(claim.start());
        assert_eq!(outcome_of_giving_up(&claim, "mail.example.com", timeouts).word(), "unknown");
    }
}
