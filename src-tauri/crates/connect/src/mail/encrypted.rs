//! Which servers are trusted: a real TLS server with certificates made for each test.

use std::net::TcpStream;
use std::sync::Arc;
use std::thread::JoinHandle;

use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::scripted::*;
use super::*;

/// A server with a certificate for `name`; gives the port, the certificate as PEM, and what the client said.
fn encrypted(name: &str, acts: &[&[Act]]) -> (u16, String, JoinHandle<String>) {
    let made = rcgen::generate_simple_self_signed([name.to_owned()]).unwrap();
    let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .unwrap();
    let dress =
        move |line: TcpStream| StreamOwned::new(ServerConnection::new(Arc::new(config)).unwrap(), line);
    let (port, server) = serve(acts, dress);
    (port, made.cert.pem(), server)
}

fn private(port: u16, own_authority: Option<String>) -> MailAccount {
    MailAccount { host: "localhost".into(), security: Security::Tls, own_authority, ..account(port) }
}

fn outcome(account: &MailAccount) -> Outcome {
    send(account, &Secret::new(PASSWORD), &message(), at(), MailTimeouts::default())
}

#[test]
fn a_server_of_ones_own_is_trusted_by_its_own_authority() {
    let whole: &[&[Act]] =
        &[GREETING, SIGN_IN, SENDER, RECIPIENT, ANNOUNCEMENT, &[Message, Say("250 queued"), Hear("QUIT")]];
    let (port, pem, server) = encrypted("localhost", whole);
    let outcome = outcome(&private(port, Some(pem)));
    assert_eq!(outcome.word(), "accepted", "{outcome:?}");
    assert!(server.join().unwrap().contains("Subject: PO 1042-A"));
}

#[test]
fn a_stranger_hears_nothing() {
    let (port, _, server) = encrypted("localhost", &[&[Wait]]);
    let unknown_authority = outcome(&private(port, None));
    assert_eq!(server.join().unwrap(), "");
    let (port, pem, server) = encrypted("mail.example.com", &[&[Wait]]);
    let another_name = outcome(&private(port, Some(pem)));
    assert_eq!(server.join().unwrap(), "");
    for outcome in [unknown_authority, another_name] {
        assert!(outcome.proves_absence() && !outcome.may_resend_alone(), "{outcome:?}");
        assert!(outcome.words().starts_with("There is no safe connection"), "{outcome:?}");
    }
}

#[test]
fn a_server_that_speaks_in_the_clear_hears_no_sign_in() {
    let (port, server) = serve(&[&[Say("220 mail.example.com ready"), Say("250 ok")]], |line| line);
    let outcome = outcome(&private(port, None));
    server.join().unwrap();
    assert!(outcome.words().starts_with("There is no safe connection"), "{outcome:?}");
}

#[test]
fn an_authority_that_cannot_be_read_is_named() {
    let broken = "-----BEGIN CERTIFICATE-----\nnot base64 !\n-----END CERTIFICATE-----\n";
    let outcome = outcome(&private(465, Some(broken.into())));
    assert!(outcome.words().contains("the certificate authority cannot be read"), "{outcome:?}");
    let something_else = super::send(
        &private(465, Some("a shopping list".into())),
        &Secret::new(PASSWORD),
        &message(),
        at(),
        MailTimeouts::default(),
    );
    assert!(something_else.words().contains("holds no certificate"), "{something_else:?}");
}
