//! Certificates that do not hold: nothing of a request leaves.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;

use rustls::{ServerConnection, StreamOwned};
use stockless_connect::placing::Placing;
use stockless_connect::rest::{Connection, Rest};
use stockless_connect::secrets::Secret;
use stockless_tests::authority::{Authority, Certified};
use stockless_tests::suppliers::{Dialect, Hands, PATIENT, SECRET, connection, purchase};

/// Serves one encrypted request; gives back what was read of it after the handshake.
fn serve(certified: &Certified) -> (u16, std::thread::JoinHandle<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let config = certified.server();
    let thread = std::thread::spawn(move || {
        let (line, _) = listener.accept().unwrap();
        let mut line = StreamOwned::new(ServerConnection::new(Arc::new(config)).unwrap(), line);
        let mut heard = Vec::new();
        let mut part = [0_u8; 4096];
        while let Ok(read) = line.read(&mut part) {
            heard.extend_from_slice(&part[..read]);
            if read == 0 || heard.ends_with(b"}") {
                break;
            }
        }
        let body = r#"{"id":912,"external_reference":"TLS","status":"received"}"#;
        drop(write!(line, "HTTP/1.1 201 Created\r\nContent-Length: {}\r\n\r\n{body}", body.len()));
        line.conn.send_close_notify();
        drop(line.flush());
        heard
    });
    (port, thread)
}

/// One attempt at a server with this certificate, trusting this authority.
fn attempt(
    certified: &Certified,
    authority: Option<String>,
) -> (stockless_connect::placing::Answer, Vec<u8>) {
    let (port, server) = serve(certified);
    let settings = Connection {
        base_url: format!("https://localhost:{port}"),
        allowed_host: format!("localhost:{port}"),
        own_authority: authority,
        ..connection(Dialect::Keyed, port)
    };
    let rest = Rest::open(&settings, &Secret::new(SECRET), PATIENT, Hands::at_two().ticks()).unwrap();
    let body = rest.description().body(&purchase("TLS")).unwrap();
    let answer = rest.place(&body, "TLS", "TLS");
    (answer, server.join().unwrap())
}

#[test]
fn what_is_not_certified_gets_not_a_byte() {
    let authority = Authority::default();
    let cases = [
        ("expired", authority.certify("localhost", 2021), Some(authority.pem())),
        ("of another host", authority.certify("supplier.example.com", 2199), Some(authority.pem())),
        ("signed by itself", Certified::by_itself("localhost"), Some(authority.pem())),
        ("of an unknown authority", authority.certify("localhost", 2199), None),
    ];
    for (name, certified, trusted) in cases {
        let (answer, heard) = attempt(&certified, trusted);
        assert!(answer.outcome.may_resend_alone(), "{name}: {answer:?}");
        assert!(answer.outcome.words().contains("certificate"), "{name}: {answer:?}");
        assert_eq!(heard, b"", "{name}: something was said");
        assert_eq!(answer.trace.sent, "");
    }
}

#[test]
fn a_certificate_that_holds_is_spoken_to() {
    let authority = Authority::default();
    let (answer, heard) = attempt(&authority.certify("localhost", 2199), Some(authority.pem()));
    assert_eq!(answer.outcome.word(), "accepted", "{answer:?}");
    let heard = String::from_utf8(heard).unwrap();
    assert!(heard.starts_with("POST /orders HTTP/1.1\r\n"), "{heard}");
}

#[test]
fn a_port_where_nobody_listens_gets_nothing() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let settings = connection(Dialect::Keyed, port);
    let rest = Rest::open(&settings, &Secret::new(SECRET), PATIENT, Hands::at_two().ticks()).unwrap();
    let answer = rest.place(b"{}", "K", "K");
    assert_eq!(
        answer.outcome.words(),
        "The supplier cannot be reached: the server takes no connection. Nothing was sent."
    );
    assert!(answer.outcome.may_resend_alone());
}
