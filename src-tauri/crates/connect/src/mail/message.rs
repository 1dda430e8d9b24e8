use std::time::{Duration, SystemTime};

use lettre::Address;
use lettre::message::header::{ContentTransferEncoding, ContentType};
use lettre::message::{Attachment as Attached, Body, Mailbox, Message, MultiPart, SinglePart};
use sha2::{Digest, Sha256};
use stockless_core::day::Instant;

use super::account::address;
use super::{MailAccount, MailError};

/// A file that goes with a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// File name as the reader sees it.
    pub file_name: String,
    /// Media type, `application/pdf`.
    pub content_type: String,
    /// The file, byte for byte.
    pub bytes: Vec<u8>,
}

/// How the id of a purchase's message begins, up to the sender's domain.
pub fn purchase_message_mark(key: &str) -> String {
    format!("stockless.{key}@")
}

/// A message before it becomes bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailMessage {
    /// Plain addresses; exactly these receive it.
    pub to: Vec<String>,
    /// Subject; for a purchase it begins with the PO number.
    pub subject: String,
    /// Text of the message.
    pub text: String,
    /// Files, in this order.
    pub attachments: Vec<Attachment>,
    /// The message's own id without angle brackets, the same on each attempt. See [`purchase_message_id`].
    pub message_id: String,
}

/// A message as bytes, ready to be frozen and sent as often as needed without a byte changing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    pub(super) from: Address,
    pub(super) to: Vec<Address>,
    bytes: Vec<u8>,
}

/// Most mail servers take 25 MB with encoding, which is a third more than the files themselves.
const LARGEST: usize = 25_000_000;
/// A purchase goes to a supplier and perhaps to two colleagues there; a longer list is a mistake.
const MOST_RECIPIENTS: usize = 10;
const LONGEST_SUBJECT: usize = 200;

impl Letter {
    /// A letter from frozen bytes, with the addresses it was composed for.
    pub fn from_frozen(from: &str, to: &[String], bytes: Vec<u8>) -> Result<Self, MailError> {
        let from = address(from).map_err(|why| MailError::Account(format!("the sender {why}")))?;
        Ok(Self { from, to: recipients(to)?, bytes })
    }

    /// The whole message, headers included.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl MailMessage {
    /// The message as bytes. The same message, account and instant always give the same bytes.
    pub fn compose(&self, account: &MailAccount, at: Instant) -> Result<Letter, MailError> {
        let from = account.sender()?;
        let to = recipients(&self.to)?;
        clean("the name of the sender", &account.from_name)?;
        clean("the subject", &self.subject)?;
        clean("the message id", &self.message_id)?;
        if self.subject.chars().count() > LONGEST_SUBJECT {
            return Err(MailError::Message(format!(
                "the subject is longer than {LONGEST_SUBJECT} characters"
            )));
        }
        let id_is_plain =
            self.message_id.bytes().all(|b| b.is_ascii_graphic() && !b"<>()[]\\,;:\"".contains(&b));
        if !id_is_plain || self.message_id.matches('@').count() != 1 {
            return Err(MailError::Message(format!("“{}” is no message id", self.message_id)));
        }
        let name = (!account.from_name.is_empty()).then(|| account.from_name.clone());
        let mut builder = Message::builder()
            .from(Mailbox::new(name, from.clone()))
            .subject(self.subject.clone())
            .date(system_time(at)?)
            .message_id(Some(format!("<{}>", self.message_id)));
        for recipient in &to {
            builder = builder.to(Mailbox::new(None, recipient.clone()));
        }
        let message = builder.multipart(self.parts()?);
        let bytes = message.map_err(|error| MailError::Message(error.to_string()))?.formatted();
        if bytes.len() > LARGEST {
            return Err(MailError::Message("with its files it is larger than 25 MB".to_owned()));
        }
        Ok(Letter { from, to, bytes })
    }

    fn parts(&self) -> Result<MultiPart, MailError> {
        let mut parts =
            MultiPart::mixed().boundary(self.boundary()).singlepart(SinglePart::plain(self.text.clone()));
        for file in &self.attachments {
            clean("the name of a file", &file.file_name)?;
            let kind = ContentType::parse(&file.content_type);
            let kind =
                kind.map_err(|_| MailError::Message(format!("“{}” is no media type", file.content_type)))?;
            // Base64 whatever the content: other encodings may change line ends on the way.
            let body = Body::new_with_encoding(file.bytes.clone(), ContentTransferEncoding::Base64);
            let body =
                body.map_err(|_| MailError::Message(format!("“{}” cannot be attached", file.file_name)))?;
            parts = parts.singlepart(Attached::new(file.file_name.clone()).body(body, kind));
        }
        Ok(parts)
    }

    /// A line that separates the parts: from the message id, because the bytes must not change between attempts.
    fn boundary(&self) -> String {
        let digest = Sha256::digest(self.message_id.as_bytes());
        let hex: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        format!("part-{hex}")
    }
}

/// The id of the message that carries a purchase: the same reference and sender always give the same id, so that a
/// mailbox can be searched for it. Characters outside `a-z A-Z 0-9 . _ -` become hyphens.
pub fn purchase_message_id(reference: &str, from: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-') { c } else { '-' };
    let domain = from.rsplit_once('@').map_or("localhost", |(_, domain)| domain);
    let local: String = reference.chars().map(plain).take(64).collect();
    let domain: String = domain.chars().map(plain).take(190).collect();
    format!("stockless.{}@{domain}", local.trim_matches('.'))
}

fn recipients(to: &[String]) -> Result<Vec<Address>, MailError> {
    if to.is_empty() || to.len() > MOST_RECIPIENTS {
        return Err(MailError::Message(format!(
            "it has {} recipients; 1 to {MOST_RECIPIENTS} can be served",
            to.len()
        )));
    }
    to.iter()
        .map(|text| address(text).map_err(|why| MailError::Message(format!("the recipient {why}"))))
        .collect()
}

fn clean(what: &str, text: &str) -> Result<(), MailError> {
    if text.chars().any(char::is_control) {
        return Err(MailError::Message(format!("{what} contains line breaks or control characters")));
    }
    Ok(())
}

/// The years mail can write; outside them the date line would not be one.
fn system_time(at: Instant) -> Result<SystemTime, MailError> {
    const END_OF_9998_MS: i64 = 253_370_764_800_000;
    u64::try_from(at.ms())
        .ok()
        .filter(|_| at.ms() < END_OF_9998_MS)
        .map(|ms| SystemTime::UNIX_EPOCH + Duration::from_millis(ms))
        .ok_or_else(|| MailError::Message(format!("its date {} cannot be written", at.iso())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::Security;

    fn account() -> MailAccount {
        MailAccount {
            host: "mail.example.com".into(),
            port: 465,
            security: Security::Tls,
            user: "orders".into(),
            from: "orders@shop.example.com".into(),
            from_name: "Fjord".into(),
            own_authority: None,
        }
    }

    fn message() -> MailMessage {
        MailMessage {
            to: vec!["sales@nordlicht.example.com".into(), "ann@nordlicht.example.com".into()],
            subject: "PO 1042-A".into(),
            text: "Grüße".into(),
            attachments: vec![Attachment {
                file_name: "Bestellung ü.csv".into(),
                content_type: "text/csv; charset=utf-8".into(),
                bytes: b"a\nb\r\n".to_vec(),
            }],
            message_id: "stockless.1042-A@shop.example.com".into(),
        }
    }

    fn at() -> Instant {
        Instant::from_iso("2026-05-03T14:03:22Z").unwrap()
    }

    #[test]
    fn the_same_message_gives_the_same_bytes() {
        let first = message().compose(&account(), at()).unwrap();
        let second = message().compose(&account(), at()).unwrap();
        assert_eq!(first, second);
        assert!(first.bytes().is_ascii(), "every server takes it");
        let frozen = Letter::from_frozen(&account().from, &message().to, first.bytes().to_vec()).unwrap();
        assert_eq!(frozen, first);
    }

    #[test]
    fn header_lines_cannot_be_smuggled_in() {
        type Change = fn(&mut MailMessage, &mut MailAccount);
        let attacks: [Change; 9] = [
            |m, _| m.subject = "PO 1\r\nBcc: eve@example.com".into(),
            |m, _| m.subject = "PO 1\nBcc: eve@example.com".into(),
            |m, _| m.subject = "PO 1\u{0}".into(),
            |m, _| m.to = vec!["a@example.com\r\nRCPT TO:<eve@example.com>".into()],
            |m, _| m.to = vec!["a@example.com> <eve@example.com".into()],
            |m, _| m.message_id = "x@y>\r\nBcc: eve@example.com".into(),
            |m, _| m.attachments[0].file_name = "a\r\nBcc: eve@example.com".into(),
            |_, a| a.from_name = "Fjord\r\nBcc: eve@example.com".into(),
            |_, a| a.from = "a@example.com\r\n".into(),
        ];
        for (number, attack) in attacks.iter().enumerate() {
            let (mut message, mut account) = (message(), account());
            attack(&mut message, &mut account);
            assert!(message.compose(&account, at()).is_err(), "attack {number}");
        }
    }

    #[test]
    fn limits_are_told_in_words() {
        let none = MailMessage { to: vec![], ..message() };
        assert_eq!(
            none.compose(&account(), at()).unwrap_err().to_string(),
            "The message needs a change: it has 0 recipients; 1 to 10 can be served."
        );
        let crowd = MailMessage { to: vec!["a@example.com".into(); 11], ..message() };
        assert!(crowd.compose(&account(), at()).is_err());
        for odd in [i64::MIN, -1, i64::MAX] {
            assert!(message().compose(&account(), Instant::from_ms(odd)).is_err(), "{odd}");
        }
    }

    #[test]
    fn an_id_comes_from_the_purchase_alone() {
        assert_eq!(
            purchase_message_id("1042-A", "orders@shop.example.com"),
            "stockless.1042-A@shop.example.com"
        );
        assert_eq!(purchase_message_id("a b>\r\n@", "x"), "stockless.a-b----@localhost");
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_composed_has_one_header_set_and_the_asked_recipients(
            subject in "\\PC{0,60}", text in ".{0,200}", name in "\\PC{0,40}", file in "\\PC{1,40}",
        ) {
            let mut message = MailMessage { subject, text, ..message() };
            message.attachments[0].file_name = file;
            let account = MailAccount { from_name: name, ..account() };
            if let Ok(letter) = message.compose(&account, at()) {
                let whole = String::from_utf8(letter.bytes().to_vec()).unwrap();
                let head = whole.split("\r\n\r\n").next().unwrap();
                for header in ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"] {
                    let start = format!("{header}: ");
                    let count = head.split("\r\n").filter(|line| line.starts_with(&start)).count();
                    proptest::prop_assert_eq!(count, 1, "{} in {}", header, head);
                }
                let lines = head.split("\r\n").filter(|line| !line.starts_with([' ', '\t'])).count();
                proptest::prop_assert_eq!(lines, 7, "nothing but these in {}", head);
                proptest::prop_assert!(!head.replace("\r\n", "").contains(['\r', '\n']));
            }
        }
    }
}
