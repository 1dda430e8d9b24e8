//! What a mail says: who wrote it, what it answers, and its text. The bytes are hostile and may be cut anywhere.

use mail_parser::{HeaderValue, Message, MessageParser, MimeHeaders};
use stockless_core::day::Instant;
use stockless_core::reply::LetterKind;

/// Characters of a text that are kept.
const LONGEST_BODY: usize = 20_000;
/// Characters of ids that are looked at.
const LONGEST_IDS: usize = 64 * 1024;
const LONGEST_LINE: usize = 500;

/// The headers of a mail that matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Its own id without angle brackets; empty where it has none.
    pub message_id: String,
    /// The ids it answers, as they stand there.
    pub answers: String,
    /// The sender's address in small letters; empty where there is none or more than one.
    pub sender: String,
    /// Subject on one line.
    pub subject: String,
    /// Who wrote it.
    pub kind: LetterKind,
    /// True when a program made it, though not as an answer: an order confirmation of a system, or the number of a ticket.
    pub generated: bool,
    /// When it says that it was sent.
    pub sent: Option<Instant>,
}

/// A mail with its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its headers.
    pub head: Head,
    /// Its text, without markup; may be cut.
    pub body: String,
    /// For one that a server returned: everything in it that may be an id.
    pub ids: String,
}

/// Reads headers.
pub(super) fn head(bytes: &[u8]) -> Head {
    let Some(message) = MessageParser::default().parse_headers(bytes) else { return nothing() };
    let line = |text: &str, most: usize| -> String {
        let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(most).collect();
        clean.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let mut answers = String::new();
    for value in [message.in_reply_to(), message.references()] {
        push_ids(&mut answers, value);
    }
    let subject = line(message.subject().unwrap_or_default(), LONGEST_LINE);
    let kind = kind(&message, &subject);
    let submitted = word(&message, "Auto-Submitted");
    Head {
        message_id: line(message.message_id().unwrap_or_default(), LONGEST_LINE),
        answers,
        sender: sender(&message),
        kind,
        generated: submitted == "auto-generated",
        subject,
        sent: message.date().map(|at| Instant::from_ms(at.to_timestamp().saturating_mul(1_000))),
    }
}

fn nothing() -> Head {
    Head {
        message_id: String::new(),
        answers: String::new(),
        sender: String::new(),
        subject: String::new(),
        kind: LetterKind::Written,
        generated: false,
        sent: None,
    }
}

fn push_ids(into: &mut String, value: &HeaderValue<'_>) {
    let mut push = |text: &str| {
        if into.len().saturating_add(text.len()) < LONGEST_IDS {
            into.push_str(text);
            into.push(' ');
        }
    };
    match value {
        HeaderValue::Text(text) => push(text),
        HeaderValue::TextList(list) => list.iter().for_each(|text| push(text)),
        _ => {}
    }
}

/// The one address in From. Two senders are nobody in particular.
fn sender(message: &Message<'_>) -> String {
    let mut addresses = message.from().into_iter().flat_map(|from| from.iter());
    match (addresses.next(), addresses.next()) {
        (Some(one), None) => one
            .address()
            .filter(|address| {
                address.len() <= 254 && !address.chars().any(|c| c.is_control() || c.is_whitespace())
            })
            .map(str::to_lowercase)
            .unwrap_or_default(),
        _ => String::new(),
    }
}

/// A header's first word in small letters.
fn word(message: &Message<'_>, name: &'static str) -> String {
    let value = match message.header(name) {
        Some(HeaderValue::Text(text)) => text.to_string(),
        Some(HeaderValue::TextList(list)) => list.first().map(ToString::to_string).unwrap_or_default(),
        _ => String::new(),
    };
    let first = value.split([';', ' ', '\t', '\r', '\n', '(']).find(|part| !part.is_empty());
    first.unwrap_or_default().chars().take(40).collect::<String>().to_ascii_lowercase()
}

fn kind(message: &Message<'_>, subject: &str) -> LetterKind {
    const AWAY: [&str; 9] = [
        "automatic reply",
        "autoreply",
        "auto-reply",
        "out of office",
        "automatische antwort",
        "abwesenheit",
        "réponse automatique",
        "respuesta automática",
        "risposta automatica",
    ];
    let report = message.content_type().is_some_and(|kind| {
        kind.ctype().eq_ignore_ascii_case("multipart")
            && kind.subtype().is_some_and(|sub| sub.eq_ignore_ascii_case("report"))
            && kind.attribute("report-type").is_some_and(|of| of.eq_ignore_ascii_case("delivery-status"))
    });
    let from = sender(message);
    let server = from.starts_with("mailer-daemon@") || from.starts_with("postmaster@");
    if report || message.header("X-Failed-Recipients").is_some() {
        return LetterKind::Returned;
    }
    let submitted = word(message, "Auto-Submitted");
    let answered = matches!(submitted.as_str(), "auto-replied" | "auto-notified")
        || (server && !submitted.is_empty() && submitted != "no")
        || word(message, "Precedence") == "auto_reply"
        || message.header("X-Autoreply").is_some()
        || message.header("X-Autorespond").is_some();
    let small = subject.to_lowercase();
    if answered || AWAY.iter().any(|words| small.starts_with(words)) {
        return LetterKind::Automatic;
    }
    LetterKind::Written
}

/// The text of a mail, and what in all of it may be an id of ours.
pub(super) fn body(bytes: &[u8]) -> (String, String) {
    let text = MessageParser::default().parse(bytes).and_then(|message| {
        let text = message.body_text(0)?;
        Some(
            text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).take(LONGEST_BODY).collect(),
        )
    });
    (text.unwrap_or_default(), ids(bytes))
}

/// True for a server's report that only says that it goes on trying (RFC 3464, Action).
pub(super) fn only_delayed(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes).to_ascii_lowercase();
    let actions = text.lines().filter_map(|line| line.strip_prefix("action:")).map(str::trim);
    let actions: Vec<&str> = actions.take(100).collect();
    !actions.is_empty()
        && actions.iter().all(|action| matches!(*action, "delayed" | "delivered" | "relayed" | "expanded"))
}

/// The places where our message ids begin, with what follows: what a server returns quotes the headers of our mail.
fn ids(bytes: &[u8]) -> String {
    const MARK: &[u8] = b"stockless.";
    let mut found = String::new();
    for (start, _) in bytes.windows(MARK.len()).enumerate().filter(|(_, window)| *window == MARK).take(20) {
        let end = start.saturating_add(300).min(bytes.len());
        found.push_str(&String::from_utf8_lossy(bytes.get(start..end).unwrap_or_default()));
        found.push(' ');
    }
    found
}
