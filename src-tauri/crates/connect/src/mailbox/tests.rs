//! A mailbox whose server plays a script, to be as wrong as a server can be.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::thread::JoinHandle;
use std::time::Duration;

use stockless_core::reply::LetterKind;

use super::*;
use crate::mail::Security;

const PASSWORD: &str = "correct-horse-canary";

/// One exchange: what the client has to say (its end), and the answer. `TAG` in an answer becomes the client's tag.
type Turn = (&'static str, Vec<u8>);

fn serve(greeting: &'static str, turns: Vec<Turn>) -> (u16, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = std::thread::spawn(move || {
        let (line, _) = listener.accept().unwrap();
        let mut line = BufReader::new(line);
        let mut all = String::new();
        line.get_mut().write_all(greeting.as_bytes()).unwrap();
        for (wanted, answer) in turns {
            let mut heard = String::new();
            if line.read_line(&mut heard).unwrap_or(0) == 0 {
                break;
            }
            all.push_str(&heard);
            assert!(heard.contains(wanted), "wanted {wanted}, heard {heard}");
            let tag = heard.split(' ').next().unwrap_or_default().as_bytes().to_vec();
            let mut out = Vec::new();
            let mut rest = answer.as_slice();
            while let Some(at) = rest.windows(3).position(|window| window == b"TAG") {
                out.extend_from_slice(&rest[..at]);
                out.extend_from_slice(&tag);
                rest = &rest[at + 3..];
            }
            out.extend_from_slice(rest);
            if line.get_mut().write_all(&out).is_err() {
                break;
            }
        }
        let mut end = String::new();
        while line.read_line(&mut end).unwrap_or(0) > 0 {}
        all.push_str(&end);
        all
    });
    (port, server)
}

fn mailbox(port: u16) -> Mailbox {
    Mailbox {
        host: "127.0.0.1".into(),
        port,
        security: Security::None,
        user: "orders".into(),
        folder: "INBOX".into(),
        sent: Some("Sent".into()),
        own_authority: None,
    }
}

fn patience() -> MailboxTimeouts {
    MailboxTimeouts {
        connect: Duration::from_secs(5),
        step: Duration::from_secs(5),
        whole: Duration::from_secs(20),
    }
}

fn day() -> Day {
    Day::ymd(2026, 3, 1).unwrap()
}

fn text(words: &str) -> Vec<u8> {
    words.as_bytes().to_vec()
}

fn signed_in(mut turns: Vec<Turn>) -> Vec<Turn> {
    let mut all = vec![
        ("LOGIN \"orders\" \"correct-horse-canary\"", text("TAG OK in\r\n")),
        (
            "EXAMINE \"INBOX\"",
            text("* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 12] next\r\nTAG OK [READ-ONLY] open\r\n"),
        ),
    ];
    all.append(&mut turns);
    all
}

fn look(turns: Vec<Turn>, mark: Option<Mark>) -> Result<Looked, MailboxError> {
    let (port, server) = serve("* OK ready\r\n", turns);
    let found = read_new(&mailbox(port), &Secret::new(PASSWORD), mark, day(), &mut |_, _| true, patience());
    drop(server);
    found
}

/// A FETCH answer with a literal.
fn fetch(uid: u32, bytes: &[u8]) -> Vec<u8> {
    let mut out = format!("* 1 FETCH (UID {uid} BODY[X] {{{}}}\r\n", bytes.len()).into_bytes();
    out.extend_from_slice(bytes);
    out.extend_from_slice(b")\r\n");
    out
}

fn done(mut answer: Vec<u8>) -> Vec<u8> {
    answer.extend_from_slice(b"TAG OK done\r\n");
    answer
}

const HEADERS: &[u8] = b"From: Ana <Ana@Nordlicht.example.com>\r\nSubject: =?utf-8?Q?Best=C3=A4tigung?= PO 1001-1\r\nMessage-ID: <m1@nordlicht.example.com>\r\nIn-Reply-To: <stockless.K@shop.example.com>\r\nDate: Mon, 9 Mar 2026 10:00:00 +0100\r\n\r\n";

#[test]
fn what_came_in_is_read_from_the_first_day_and_then_from_the_mark() {
    let whole = [HEADERS, b"Our order number: SO-7781\r\n"].concat();
    let first = signed_in(vec![
        ("UID SEARCH SINCE 1-Mar-2026", text("* SEARCH 11\r\nTAG OK done\r\n")),
        ("UID FETCH 11 (UID BODY.PEEK[HEADER.FIELDS", done(fetch(11, HEADERS))),
        ("UID FETCH 11 (UID BODY.PEEK[]<0.262144>)", done(fetch(11, &whole))),
    ]);
    let found = look(first, None).unwrap();
    assert_eq!((found.mark, found.to_the_end), (Mark { validity: 7, last: 11 }, true));
    let letter = &found.letters[0];
    assert_eq!(letter.head.sender, "ana@nordlicht.example.com");
    assert_eq!(letter.head.subject, "Bestätigung PO 1001-1");
    assert_eq!(letter.head.message_id, "m1@nordlicht.example.com");
    assert!(letter.head.answers.contains("stockless.K@shop.example.com"));
    assert_eq!(letter.head.sent.unwrap().iso(), "2026-03-09T09:00:00.000Z");
    assert_eq!(letter.body.trim(), "Our order number: SO-7781");

    // The last mail comes back for `*` although it was read.
    let later = signed_in(vec![("UID SEARCH UID 12:*", text("* SEARCH 11\r\nTAG OK done\r\n"))]);
    let found = look(later, Some(found.mark)).unwrap();
    assert_eq!((found.letters.len(), found.mark.last), (0, 11));

    // Another validity: nothing that was known counts, and it is read from the first day again.
    let anew = signed_in(vec![("UID SEARCH SINCE 1-Mar-2026", text("* SEARCH\r\nTAG OK done\r\n"))]);
    let found = look(anew, Some(Mark { validity: 6, last: 4_000 })).unwrap();
    assert_eq!(found.mark, Mark { validity: 7, last: 11 }, "an empty one is read from what comes next");
}

#[test]
fn signing_in_says_no_in_words_without_the_password() {
    let no = vec![("LOGIN", text("TAG NO [AUTHENTICATIONFAILED] not orders/correct-horse-canary\r\n"))];
    let error = look(no, None).unwrap_err();
    assert!(error.is_signed_out() && error.to_string().contains("app password"), "{error}");
    assert!(!error.to_string().contains(PASSWORD), "{error}");
    let later = vec![("LOGIN", text("TAG NO [UNAVAILABLE] come back\r\n"))];
    assert!(!look(later, None).unwrap_err().is_signed_out());
}

#[test]
fn a_password_beyond_ascii_goes_as_a_literal_and_a_user_cannot_end_the_line() {
    let turns = vec![("LOGIN \"or\\\"ders\" {6}", text("+ go on\r\n")), ("gehört", text("s1 OK in\r\n"))];
    let (port, server) = serve("* OK ready\r\n", turns);
    let mut account = mailbox(port);
    account.user = "or\"ders".into();
    let found = read_new(&account, &Secret::new("gehört"), None, day(), &mut |_, _| true, patience());
    drop((found, server));
    account.user = "orders\r\na LOGOUT".into();
    assert!(matches!(account.check(), Err(MailboxError::Account(_))));
}

#[test]
fn a_server_that_hangs_hangs_up_drips_or_talks_nonsense_is_left_in_time() {
    let (port, _server) = serve("* OK ready\r\n", vec![("LOGIN", Vec::new())]);
    let brief = MailboxTimeouts { step: Duration::from_millis(60), ..patience() };
    let hung = read_new(&mailbox(port), &Secret::new(PASSWORD), None, day(), &mut |_, _| true, brief);
    let error = hung.unwrap_err();
    assert!(error.to_string().contains("did not answer in time"), "{error}");
    let error = look(vec![("LOGIN", text("* BYE too many\r\n"))], None).unwrap_err();
    assert!(error.to_string().contains("goodbye"), "{error}");
    let long = vec![("LOGIN", vec![b'x'; 2 * 1024 * 1024])];
    assert!(look(long, None).unwrap_err().to_string().contains("too long"));
    for nonsense in ["\r\n\r\n\0\u{1b}[2J\r\nTAG maybe\r\n", "* \r\n+\r\nTAG \r\n", "* 1 FETCH\r\nTAG NO\r\n"]
    {
        look(vec![("LOGIN", text(nonsense))], None).unwrap_err();
    }
    let (port, _server) = serve("HTTP/1.1 400 Bad Request\r\n", Vec::new());
    let found = read_new(&mailbox(port), &Secret::new(PASSWORD), None, day(), &mut |_, _| true, patience());
    assert!(matches!(found, Err(MailboxError::Refused { .. })), "{found:?}");
}

#[test]
fn one_byte_now_and_then_does_not_hold_us_for_ever() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = std::thread::spawn(move || {
        let (mut line, _) = listener.accept().unwrap();
        let mut count = 0_u32;
        while line.write_all(b"x").is_ok() && count < 10_000 {
            count += 1;
            std::thread::park_timeout(Duration::from_millis(5));
        }
        count
    });
    let brief = MailboxTimeouts { whole: Duration::from_millis(150), ..patience() };
    let error = read_new(&mailbox(port), &Secret::new(PASSWORD), None, day(), &mut |_, _| true, brief);
    assert!(error.unwrap_err().to_string().contains("took too long"));
    assert!(server.join().unwrap() < 10_000);
}

#[test]
fn announcements_of_any_size_take_no_memory_and_no_stack() {
    let huge =
        signed_in(vec![("UID SEARCH", text("* SEARCH 11\r\n* 1 FETCH (UID 11 BODY[] {4294967295}\r\n"))]);
    assert!(look(huge, None).unwrap_err().to_string().contains("more than can be read"));
    let nested = signed_in(vec![
        ("UID SEARCH", text("* SEARCH 11\r\nTAG OK done\r\n")),
        (
            "UID FETCH",
            done([b"* 1 FETCH (UID 11 BODYSTRUCTURE ".to_vec(), vec![b'('; 900_000], text("\r\n")].concat()),
        ),
    ]);
    assert_eq!(look(nested, None).unwrap().letters.len(), 0, "a mail without headers is passed over");
    let parts = "{0}\r\n".repeat(200);
    let many = signed_in(vec![("UID SEARCH", text(&format!("* 1 FETCH (UID 1 {parts}")))]);
    assert!(look(many, None).unwrap_err().to_string().contains("too many parts"));
}

#[test]
fn a_mail_with_a_hundred_thousand_references_keeps_its_beginning() {
    let mut headers =
        b"From: a@nordlicht.example.com\r\nSubject: PO 1001-1\r\nIn-Reply-To: <stockless.K@s>\r\nReferences:"
            .to_vec();
    for n in 0..100_000 {
        headers.extend_from_slice(format!(" <{n}@example.com>\r\n").as_bytes());
    }
    headers.extend_from_slice(b"\r\n");
    let turns = signed_in(vec![
        ("UID SEARCH", text("* SEARCH 11\r\nTAG OK done\r\n")),
        ("UID FETCH 11 (UID BODY.PEEK[HEADER", done(fetch(11, &headers))),
        ("UID FETCH 11 (UID BODY.PEEK[]", done(fetch(11, &headers))),
    ]);
    let found = look(turns, None).unwrap();
    assert!(found.letters[0].head.answers.contains("stockless.K@s"));
    assert!(found.letters[0].head.answers.len() <= 64 * 1024);
}

#[test]
fn broken_mails_never_panic_and_say_nothing_that_is_not_there() {
    let deep = (0..5_000)
        .map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n"))
        .collect::<String>();
    let wide = format!(
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n{}",
        "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n".repeat(6_000)
    );
    let cases: Vec<Vec<u8>> = vec![
        Vec::new(),
        b"\r\n".to_vec(),
        b"From: ".to_vec(),
        b"From: <>\r\nSubject: =?utf-8?B?////".to_vec(),
        b"From: a@b.example, c@d.example\r\n\r\nx".to_vec(),
        vec![0xFF; 200_000],
        b"Content-Type: message/rfc822\r\n\r\n".repeat(3_000),
        deep.into_bytes(),
        wide.into_bytes(),
        b"Content-Transfer-Encoding: base64\r\nContent-Type: text/plain; charset=utf-7\r\n\r\n+AAAA====\0"
            .to_vec(),
        b"Date: Mon, 99 Foo 99999999999999 99:99:99 +9999\r\nMessage-ID: <a\0b@c>\r\n\r\n".to_vec(),
        b"Content-Type: text/html\r\n\r\n<b>".repeat(20_000),
    ];
    for case in cases {
        let head = letter::head(&case);
        let (body, ids) = letter::body(&case);
        assert!(
            !head.sender.contains(char::is_whitespace)
                && body.chars().count() <= 20_000
                && ids.len() <= 20_000
        );
        assert!(!head.message_id.contains('\0'));
    }
    assert_eq!(
        letter::head(b"From: a@b.example, c@d.example\r\n\r\n").sender,
        "",
        "two are nobody in particular"
    );
}

#[test]
fn programs_and_servers_are_told_from_people() {
    let kind = |headers: &str| letter::head(format!("{headers}\r\n\r\n").as_bytes()).kind;
    for (headers, wanted) in [
        ("Subject: Re: PO 1001-1", LetterKind::Written),
        ("Auto-Submitted: no\r\nSubject: Re: PO 1001-1", LetterKind::Written),
        ("Auto-Submitted: auto-generated\r\nSubject: Order confirmation", LetterKind::Written),
        ("Auto-Submitted: auto-replied (vacation)\r\nSubject: Re: PO 1001-1", LetterKind::Automatic),
        ("Subject: Automatic reply: PO 1001-1", LetterKind::Automatic),
        ("Precedence: auto_reply\r\nSubject: PO 1001-1", LetterKind::Automatic),
        (
            "Subject: Undelivered\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=x",
            LetterKind::Returned,
        ),
        (
            "Subject: Read: PO 1001-1\r\nContent-Type: multipart/report; report-type=disposition-notification; boundary=x",
            LetterKind::Written,
        ),
        (
            "From: mailer-daemon@x.example\r\nX-Failed-Recipients: orders@nordlicht.example.com",
            LetterKind::Returned,
        ),
    ] {
        assert_eq!(kind(headers), wanted, "{headers}");
    }
    assert!(letter::head(b"Auto-Submitted: auto-generated\r\n\r\n").generated);
}

#[test]
fn a_returned_mail_is_known_by_the_id_in_its_text() {
    let raw = b"From: mailer-daemon@mail.example.com\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n--x\r\n\r\nCould not be delivered.\r\n--x\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <stockless.KEY@shop.example.com>\r\n--x--\r\n";
    let turns = signed_in(vec![
        ("UID SEARCH", text("* SEARCH 11\r\nTAG OK done\r\n")),
        ("UID FETCH 11 (UID BODY.PEEK[HEADER", done(fetch(11, raw))),
        ("UID FETCH 11 (UID BODY.PEEK[]", done(fetch(11, raw))),
    ]);
    let found = look(turns, None).unwrap();
    assert!(found.letters[0].ids.contains("stockless.KEY@shop.example.com"));
    assert!(found.letters[0].body.contains("Could not be delivered."));
}

#[test]
fn sent_mail_is_found_by_the_beginning_of_its_id_only() {
    let near = b"Message-ID: <other.stockless.KEY@shop.example.com>\r\n\r\n";
    let exact = b"Message-ID: <stockless.KEY@shop.example.com>\r\n\r\n";
    for (header, wanted) in [(&near[..], false), (&exact[..], true)] {
        let turns = vec![
            ("LOGIN", text("TAG OK in\r\n")),
            ("EXAMINE \"Sent\"", text("TAG OK open\r\n")),
            ("UID SEARCH HEADER Message-ID \"stockless.KEY@\"", text("* SEARCH 3\r\nTAG OK done\r\n")),
            ("UID FETCH 3", done(fetch(3, header))),
        ];
        let (port, _server) = serve("* OK ready\r\n", turns);
        let found = find_sent(&mailbox(port), &Secret::new(PASSWORD), &["stockless.KEY@"], patience());
        assert_eq!(found.unwrap(), [wanted]);
    }
}

#[test]
fn folders_are_listed_with_the_one_for_sent_mail() {
    let turns = vec![
        ("LOGIN", text("TAG OK in\r\n")),
        (
            "LIST",
            text(
                "* LIST (\\HasNoChildren) \"/\" INBOX\r\n* LIST (\\Sent \\HasNoChildren) \".\" \"INBOX.Sent \\\"x\\\"\"\r\n* LIST (\\Noselect) NIL Shared\r\n* LIST () \"/\" {4}\r\nBits\r\n* LIST junk\r\nTAG OK done\r\n",
            ),
        ),
        ("EXAMINE", text("TAG OK open\r\n")),
        ("EXAMINE", text("TAG NO no such folder\r\n")),
    ];
    let (port, _server) = serve("* OK ready\r\n", turns);
    let error = test_mailbox(&mailbox(port), &Secret::new(PASSWORD), patience()).unwrap_err();
    assert!(error.to_string().contains("refused to open the folder “Sent”"), "{error}");
}

#[test]
fn nothing_leaves_this_computer_without_encryption() {
    let far = Mailbox { host: "192.0.2.1".into(), ..mailbox(143) };
    let error = test_mailbox(&far, &Secret::new(PASSWORD), patience()).unwrap_err();
    assert!(matches!(error, MailboxError::Account(_)), "{error}");
    // A server that signs in by itself before the encryption begins is somebody in between.
    let (port, _server) = serve("* PREAUTH welcome\r\n", Vec::new());
    let starting = Mailbox { host: "localhost".into(), security: Security::StartTls, ..mailbox(port) };
    let error = test_mailbox(&starting, &Secret::new(PASSWORD), patience()).unwrap_err();
    assert!(matches!(error, MailboxError::Unsafe { .. } | MailboxError::Unreachable { .. }), "{error}");
}
