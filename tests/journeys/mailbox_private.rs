//! The way to a real mailbox, encrypted from the first byte or from STARTTLS on: who is believed, and what a server that is
//! not believed gets to hear.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use stockless_connect::mail::Security;
use stockless_connect::mailbox::{Mailbox, MailboxError, MailboxTimeouts, read_new, test_mailbox};
use stockless_connect::secrets::Secret;
use stockless_core::day::Day;
use stockless_tests::authority::{Authority, Certified};
use stockless_tests::imap::{ImapServer, Way};
use stockless_tests::mail::PASSWORD;

const PATIENT: MailboxTimeouts = MailboxTimeouts {
    connect: Duration::from_secs(20),
    step: Duration::from_secs(30),
    whole: Duration::from_secs(60),
};

fn server(certified: &Certified, way: Way) -> ImapServer {
    ImapServer::encrypted(env!("CARGO_TARGET_TMPDIR"), certified, way)
}

fn mailbox(port: u16, security: Security, authority: Option<String>) -> Mailbox {
    Mailbox {
        host: "localhost".to_owned(),
        port,
        security,
        user: "orders".to_owned(),
        folder: "INBOX".to_owned(),
        sent: None,
        own_authority: authority,
    }
}

/// Leads to a server and keeps what the caller says on the way.
fn overheard(to: u16) -> (u16, Arc<Mutex<Vec<u8>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("a port").port();
    let heard = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&heard);
    std::thread::spawn(move || {
        let (mut caller, _) = listener.accept().expect("a caller");
        let mut server = TcpStream::connect(("127.0.0.1", to)).expect("the server");
        let (mut back, mut forth) =
            (caller.try_clone().expect("a line"), server.try_clone().expect("a line"));
        std::thread::spawn(move || {
            drop(std::io::copy(&mut forth, &mut back));
            drop(back.shutdown(Shutdown::Write));
        });
        let mut part = [0_u8; 4096];
        while let Ok(read) = caller.read(&mut part) {
            kept.lock().expect("the ear").extend_from_slice(&part[..read]);
            if read == 0 || server.write_all(&part[..read]).is_err() {
                break;
            }
        }
        drop(server.shutdown(Shutdown::Write));
    });
    (port, heard)
}

/// The password and who signs in were not said, neither plainly nor in any command.
fn said_nothing(heard: &Mutex<Vec<u8>>, name: &str) {
    let heard = heard.lock().expect("the ear").clone();
    for word in [PASSWORD, "LOGIN", "AUTHENTICATE", "orders"] {
        assert!(!heard.windows(word.len()).any(|part| part == word.as_bytes()), "{name}: {word} was said");
    }
}

fn the_way(way: Way, security: Security) {
    let authority = Authority::default();
    let good = authority.certify("localhost", 2199);
    let mut real = server(&good, way);
    real.receive(
        &[("From", "a@nordlicht.example.com"), ("Subject", "PO 1042-A"), ("Message-ID", "<1@n.example.com>")],
        "Yes.",
    );
    let trusting = mailbox(real.port(), security, Some(authority.pem()));
    let looked = read_new(
        &trusting,
        &Secret::new(PASSWORD),
        None,
        Day::from_iso("2020-01-01").expect("a day"),
        &mut |_, _| true,
        PATIENT,
    )
    .expect("a certificate that holds is believed");
    assert_eq!(looked.letters.len(), 1);
    assert_eq!(looked.letters[0].body.trim(), "Yes.");
    // The same server, and nobody who vouches for it.
    let (port, heard) = overheard(real.port());
    let stranger = test_mailbox(&mailbox(port, security, None), &Secret::new(PASSWORD), PATIENT);
    not_believed(&stranger.expect_err("nobody vouches for it"), "unknown authority");
    said_nothing(&heard, "unknown authority");
    drop(real);
    for (name, certified) in [
        ("expired", authority.certify("localhost", 2021)),
        ("of another host", authority.certify("imap.example.com", 2199)),
        ("signed by itself", Certified::by_itself("localhost")),
    ] {
        let real = server(&certified, way);
        let (port, heard) = overheard(real.port());
        let refused =
            test_mailbox(&mailbox(port, security, Some(authority.pem())), &Secret::new(PASSWORD), PATIENT);
        not_believed(&refused.expect_err(name), name);
        said_nothing(&heard, name);
    }
}

fn not_believed(error: &MailboxError, name: &str) {
    assert!(matches!(error, MailboxError::Unsafe { .. }), "{name}: {error:?}");
    assert!(error.to_string().contains("certificate"), "{name}: {error}");
    assert!(!error.is_signed_out(), "{name}");
}

#[test]
fn a_mailbox_that_is_encrypted_from_the_first_byte_is_believed_only_with_its_certificate() {
    the_way(Way::Tls, Security::Tls);
}

#[test]
fn a_mailbox_that_is_encrypted_on_demand_is_believed_only_with_its_certificate() {
    the_way(Way::StartTls, Security::StartTls);
}

#[test]
fn a_server_without_starttls_or_a_hand_that_takes_it_away_hears_no_password() {
    let plain = ImapServer::start(env!("CARGO_TARGET_TMPDIR"));
    let authority = Authority::default();
    for (security, name) in [(Security::StartTls, "no STARTTLS"), (Security::Tls, "no TLS at all")] {
        let (port, heard) = overheard(plain.port());
        let settings = mailbox(port, security, Some(authority.pem()));
        let brief = MailboxTimeouts { step: Duration::from_secs(5), ..PATIENT };
        let refused = test_mailbox(&settings, &Secret::new(PASSWORD), brief).expect_err(name);
        assert!(matches!(refused, MailboxError::Unsafe { .. }), "{name}: {refused:?}");
        assert!(!refused.is_signed_out(), "{name}");
        said_nothing(&heard, name);
    }
}
