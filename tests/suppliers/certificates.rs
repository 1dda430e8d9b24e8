//! Certificates that do not hold: nothing of a request leaves.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use stockless_connect::placing::Placing;
use stockless_connect::rest::{Connection, Rest};
use stockless_connect::secrets::Secret;
use stockless_tests::suppliers::{Dialect, Hands, PATIENT, SECRET, connection, purchase};

struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        Self(CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap())
    }

    fn pem(&self) -> String {
        self.0.pem()
    }

    /// A certificate for a host, until the end of a year.
    fn certify(&self, host: &str, last_year: i32) -> ServerConfig {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(vec![host.to_owned()]).unwrap();
        params.not_before = date_time_ymd(2020, 1, 1);
        params.not_after = date_time_ymd(last_year, 12, 31);
        let certificate = params.signed_by(&key, &self.0).unwrap();
        config(certificate.der().clone(), &key)
    }
}

fn config(certificate: CertificateDer<'static>, key: &KeyPair) -> ServerConfig {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap()
}

/// Serves one encrypted request; gives back what was read of it after the handshake.
fn serve(config: ServerConfig) -> (u16, std::thread::JoinHandle<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
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
fn attempt(config: ServerConfig, authority: Option<String>) -> (stockless_connect::placing::Answer, Vec<u8>) {
    let (port, server) = serve(config);
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
    let authority = Authority::new();
    let key = KeyPair::generate().unwrap();
    let own = CertificateParams::new(vec!["localhost".to_owned()]).unwrap().self_signed(&key).unwrap();
    let cases = [
        ("expired", authority.certify("localhost", 2021), Some(authority.pem())),
        ("of another host", authority.certify("supplier.example.com", 2199), Some(authority.pem())),
        ("signed by itself", config(own.der().clone(), &key), Some(authority.pem())),
        ("of an unknown authority", authority.certify("localhost", 2199), None),
    ];
    for (name, config, trusted) in cases {
        let (answer, heard) = attempt(config, trusted);
        assert!(answer.outcome.may_resend_alone(), "{name}: {answer:?}");
        assert!(answer.outcome.words().contains("certificate"), "{name}: {answer:?}");
        assert_eq!(heard, b"", "{name}: something was said");
        assert_eq!(answer.trace.sent, "");
    }
}

#[test]
fn a_certificate_that_holds_is_spoken_to() {
    let authority = Authority::new();
    let (answer, heard) = attempt(authority.certify("localhost", 2199), Some(authority.pem()));
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
