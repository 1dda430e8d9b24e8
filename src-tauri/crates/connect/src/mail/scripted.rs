//! A mail server that plays a script, line by line, to stop at any point of the conversation.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::JoinHandle;
use std::time::Duration;

use super::*;

pub(super) const PASSWORD: &str = "correct-horse-canary";

/// One move of the server.
#[derive(Clone, Copy)]
pub(super) enum Act {
    /// Sends a line.
    Say(&'static str),
    /// Reads a line, which has to begin like this.
    Hear(&'static str),
    /// Reads a message to its final dot.
    Message,
    /// Reads until the client hangs up, answering nothing.
    Wait,
}
pub(super) use Act::{Hear, Message, Say, Wait};

pub(super) const GREETING: &[Act] = &[
    Say("220 mail.example.com ready"),
    Hear("EHLO [127.0.0.1]"),
    Say("250-mail.example.com"),
    Say("250 AUTH PLAIN LOGIN"),
];
pub(super) const SIGN_IN: &[Act] = &[Hear("AUTH PLAIN "), Say("235 2.7.0 welcome")];
pub(super) const SENDER: &[Act] = &[Hear("MAIL FROM:<orders@shop.example.com>"), Say("250 ok")];
pub(super) const RECIPIENT: &[Act] = &[Hear("RCPT TO:<sales@nordlicht.example.com>"), Say("250 ok")];
pub(super) const ANNOUNCEMENT: &[Act] = &[Hear("DATA"), Say("354 go on")];

/// Plays the acts to one client, hangs up, and gives back all that the client said.
fn play(acts: &[&[Act]]) -> (u16, JoinHandle<String>) {
    serve(acts, |line| line)
}

/// The same over whatever `dress` makes of the connection.
pub(super) fn serve<S: Read + Write>(
    acts: &[&[Act]],
    dress: impl FnOnce(TcpStream) -> S + Send + 'static,
) -> (u16, JoinHandle<String>) {
    let acts: Vec<Act> = acts.concat();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = std::thread::spawn(move || {
        let (line, _) = listener.accept().unwrap();
        let mut line = BufReader::new(dress(line));
        acts.into_iter().map(|act| perform(act, &mut line)).collect()
    });
    (port, server)
}

/// One act; gives back what was heard.
fn perform<S: Read + Write>(act: Act, line: &mut BufReader<S>) -> String {
    let mut heard = String::new();
    match act {
        // The client may have hung up already; what it said before is what counts.
        Say(words) => drop(line.get_mut().write_all(format!("{words}\r\n").as_bytes())),
        Hear(start) => {
            line.read_line(&mut heard).unwrap();
            assert!(heard.starts_with(start), "wanted {start}, heard {heard}");
        }
        Message => {
            while !heard.ends_with("\r\n.\r\n") {
                assert!(line.read_line(&mut heard).unwrap() > 0, "the message ended without a dot");
            }
        }
        Wait => drop(line.read_to_string(&mut heard)),
    }
    heard
}

pub(super) fn account(port: u16) -> MailAccount {
    MailAccount {
        host: "127.0.0.1".into(),
        port,
        security: Security::None,
        user: "orders".into(),
        from: "orders@shop.example.com".into(),
        from_name: "Fjord & Söhne".into(),
        own_authority: None,
    }
}

pub(super) fn message() -> MailMessage {
    MailMessage {
        to: vec!["sales@nordlicht.example.com".into()],
        subject: "PO 1042-A – Fjord & Söhne".into(),
        text: "The same PO number always means the same order.\n.\nA line with a dot alone came before this one.".into(),
        attachments: vec![Attachment {
            file_name: "PO 1042-A.csv".into(),
            content_type: "text/csv".into(),
            bytes: b"phone\n+4915100000000\n".to_vec(),
        }],
        message_id: purchase_message_id("1042-A", "orders@shop.example.com"),
    }
}

pub(super) fn at() -> Instant {
    Instant::from_iso("2026-05-03T14:03:22Z").unwrap()
}

const BRIEF: Duration = Duration::from_millis(40);

fn outcome(acts: &[&[Act]], timeouts: MailTimeouts) -> (Outcome, String) {
    let (port, server) = play(acts);
    let outcome = send(&account(port), &Secret::new(PASSWORD), &message(), at(), timeouts);
    (outcome, server.join().unwrap())
}

#[test]
fn a_reply_of_250_after_the_dot_is_accepted_with_the_servers_words() {
    let whole: &[&[Act]] = &[
        GREETING,
        SIGN_IN,
        SENDER,
        RECIPIENT,
        ANNOUNCEMENT,
        &[Message, Say("250 2.0.0 queued as 4F2A"), Hear("QUIT"), Say("221 bye")],
    ];
    let (outcome, heard) = outcome(whole, MailTimeouts::default());
    let evidence = "127.0.0.1: 250 2.0.0 queued as 4F2A".to_owned();
    assert_eq!(outcome, Outcome::Accepted { reference: None, evidence });
    assert_eq!(heard.matches("RCPT TO").count(), 1, "exactly the recipients asked");
    for line in [
        "Message-ID: <stockless.1042-A@shop.example.com>\r\n",
        "Date: Sun, 03 May 2026 14:03:22 +0000\r\n",
        "To: sales@nordlicht.example.com\r\n",
        "\r\ncGhvbmUKKzQ5MTUxMDAwMDAwMDAK\r\n",
        "\r\n..\r\n",
    ] {
        assert!(heard.contains(line), "{line:?} is missing in {heard}");
    }
    assert!(heard.contains("Subject: PO 1042-A "), "the number comes first and unencoded");
}

#[test]
fn until_the_dot_a_cut_connection_is_a_definite_no() {
    let cuts: &[&[&[Act]]] = &[
        &[],
        &[&[Say("220 ready"), Hear("EHLO")]],
        &[GREETING, &[Hear("AUTH PLAIN ")]],
        &[GREETING, SIGN_IN, &[Hear("MAIL FROM")]],
        &[GREETING, SIGN_IN, SENDER, &[Hear("RCPT TO")]],
        &[GREETING, SIGN_IN, SENDER, RECIPIENT, &[Hear("DATA")]],
    ];
    for (place, cut) in cuts.iter().enumerate() {
        let (outcome, _) = outcome(cut, MailTimeouts::default());
        assert!(outcome.may_resend_alone(), "cut {place}: {outcome:?}");
    }
}

#[test]
fn until_the_dot_silence_is_a_definite_no() {
    let silences: &[&[&[Act]]] = &[
        &[GREETING, &[Hear("AUTH PLAIN "), Wait]],
        &[GREETING, SIGN_IN, SENDER, &[Hear("RCPT TO"), Wait]],
        &[GREETING, SIGN_IN, SENDER, RECIPIENT, &[Hear("DATA"), Wait]],
    ];
    for (place, silence) in silences.iter().enumerate() {
        let (outcome, _) = outcome(silence, MailTimeouts { command: BRIEF, ..MailTimeouts::default() });
        assert!(outcome.may_resend_alone(), "silence {place}: {outcome:?}");
    }
}

#[test]
fn after_the_dot_only_the_reply_decides() {
    let ends: &[(&[Act], &str, bool)] = &[
        (&[Message], "unknown", false),
        (&[Message, Wait], "unknown", false),
        (&[Message, Say("hello?")], "unknown", false),
        (&[Message, Say("354 go on")], "unknown", false),
        (&[Message, Say("250-half a reply")], "unknown", false),
        (&[Message, Say("451 4.3.0 try later")], "definite_no", true),
        (&[Message, Say("550 5.7.1 looks like advertising")], "rejected", false),
    ];
    for (end, word, resend) in ends {
        let silent = matches!(end.last(), Some(Wait));
        let reply = if silent { BRIEF } else { MailTimeouts::default().reply };
        let (outcome, _) = outcome(
            &[GREETING, SIGN_IN, SENDER, RECIPIENT, ANNOUNCEMENT, end],
            MailTimeouts { reply, ..MailTimeouts::default() },
        );
        assert_eq!((outcome.word(), outcome.may_resend_alone()), (*word, *resend), "{outcome:?}");
    }
}

#[test]
fn refusals_before_the_message_are_told_apart_by_step_and_code() {
    let refusals: &[(&[&[Act]], &str, bool, &str)] = &[
        (&[&[Say("421 too many connections")]], "definite_no", true, "greeting: 421 too many"),
        (&[&[Say("554 go away")]], "definite_no", false, "greeting: 554 go away"),
        (&[GREETING, &[Hear("AUTH"), Say("535 wrong password")]], "definite_no", false, "sign-in: 535"),
        (&[GREETING, &[Hear("AUTH"), Say("454 later")]], "definite_no", true, "sign-in: 454"),
        (
            &[GREETING, SIGN_IN, &[Hear("MAIL"), Say("553 not yours")]],
            "definite_no",
            false,
            "sender's address: 553",
        ),
        (
            &[GREETING, SIGN_IN, SENDER, &[Hear("RCPT"), Say("450 greylisted")]],
            "definite_no",
            true,
            "450 greylisted",
        ),
        (
            &[GREETING, SIGN_IN, SENDER, &[Hear("RCPT"), Say("550 no such user")]],
            "rejected",
            false,
            "550 no such user",
        ),
        (
            &[GREETING, SIGN_IN, SENDER, RECIPIENT, &[Hear("DATA"), Say("250 ok?")]],
            "definite_no",
            true,
            "250 ok?",
        ),
    ];
    for (acts, word, resend, part) in refusals {
        let (outcome, _) = outcome(acts, MailTimeouts::default());
        assert_eq!((outcome.word(), outcome.may_resend_alone()), (*word, *resend), "{outcome:?}");
        assert!(outcome.words().contains(part), "{part} is missing in {outcome:?}");
    }
}

#[test]
fn a_large_message_cut_on_its_way_is_a_definite_no() {
    let (port, server) = play(&[GREETING, SIGN_IN, SENDER, RECIPIENT, ANNOUNCEMENT]);
    let mut large = message();
    large.attachments[0].bytes = vec![7; 6_000_000];
    let outcome = send(&account(port), &Secret::new(PASSWORD), &large, at(), MailTimeouts::default());
    server.join().unwrap();
    assert!(outcome.may_resend_alone(), "the dot was never written: {outcome:?}");
}

#[test]
fn nothing_secret_is_said_where_encryption_was_asked_for_and_is_not_offered() {
    let (port, server) = play(&[GREETING, &[Wait]]);
    let private = MailAccount { security: Security::StartTls, ..account(port) };
    let outcome = send(&private, &Secret::new(PASSWORD), &message(), at(), MailTimeouts::default());
    let heard = server.join().unwrap();
    assert_eq!(outcome, Outcome::not_sent(outcome.words()), "{outcome:?}");
    assert!(!heard.contains("AUTH") && !heard.contains("MAIL"), "{heard}");
}

#[test]
fn without_encryption_mail_stays_on_this_computer() {
    let elsewhere = MailAccount { host: "192.0.2.1".into(), ..account(25) };
    let outcome = send(&elsewhere, &Secret::new(PASSWORD), &message(), at(), MailTimeouts::default());
    assert!(outcome.words().contains("choose TLS or STARTTLS"), "{outcome:?}");
    assert!(outcome.proves_absence() && !outcome.may_resend_alone());
}

#[test]
fn nobody_listening_is_a_definite_no() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let outcome = send(&account(port), &Secret::new(PASSWORD), &message(), at(), MailTimeouts::default());
    assert!(outcome.may_resend_alone(), "{outcome:?}");
    assert!(outcome.words().starts_with("The mail server 127.0.0.1 cannot be reached: "), "{outcome:?}");
}

#[test]
fn a_test_of_the_account_signs_in_and_sends_nothing() {
    let (port, server) = play(&[GREETING, SIGN_IN, &[Hear("QUIT"), Say("221 bye")]]);
    let words = test_account(&account(port), &Secret::new(PASSWORD), MailTimeouts::default()).unwrap();
    assert!(words.starts_with("127.0.0.1 took the sign-in"), "{words}");
    assert!(!server.join().unwrap().contains("MAIL"));
    let (port, server) = play(&[GREETING, &[Hear("AUTH PLAIN "), Say("535 5.7.8 wrong password"), Wait]]);
    let error = test_account(&account(port), &Secret::new(PASSWORD), MailTimeouts::default()).unwrap_err();
    server.join().unwrap();
    assert!(!format!("{error} {error:?}").contains(PASSWORD));
    assert_eq!(error.to_string(), "The mail server 127.0.0.1 refused the sign-in: 535 5.7.8 wrong password");
}
