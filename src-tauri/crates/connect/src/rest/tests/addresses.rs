//! Where a description may not lead, in every way an address can be written.

use super::*;

/// Each is turned away when the connection is opened: not encrypted, not an address, or not public.
const TURNED_AWAY: &[&str] = &[
    "",
    " ",
    "api.example.com",
    "//api.example.com",
    "https:",
    "https://",
    "http://api.example.com/v1",
    "HTTP://api.example.com",
    "ftp://api.example.com",
    "file:///etc/passwd",
    "data:text/plain,x",
    "javascript:alert(1)",
    "ws://api.example.com",
    "gopher://127.0.0.1:25/",
    "https://user@api.example.com",
    "https://user:canary@api.example.com",
    "https://:canary@api.example.com",
    "https://api.example.com?x=1",
    "https://api.example.com/#orders",
    "https://api.example.com:99999",
    "https://api example.com",
    "https://[::1",
    "https://127.0.0.1",
    "https://127.0.0.1:8443/v1",
    "https://127.1",
    "https://127.0.1",
    "https://2130706433",
    "https://0x7f000001",
    "https://0x7f.0.0.1",
    "https://0177.0.0.1",
    "https://017700000001",
    "https://127.0.0.1.",
    "https://0",
    "https://0.0.0.0",
    "https://00000000",
    "https://10.0.0.1",
    "https://10.255.255.255",
    "https://0xa.0.0.1",
    "https://167772161",
    "https://172.16.0.1",
    "https://172.31.255.254",
    "https://192.168.0.1",
    "https://192.168.1.1:443",
    "https://0xc0a80001",
    "https://169.254.169.254/latest/meta-data",
    "https://0xa9fea9fe",
    "https://2852039166",
    "https://100.64.0.1",
    "https://198.18.0.1",
    "https://192.0.2.1",
    "https://198.51.100.1",
    "https://203.0.113.1",
    "https://224.0.0.1",
    "https://239.255.255.255",
    "https://240.0.0.1",
    "https://255.255.255.255",
    "https://[::1]",
    "https://[::]",
    "https://[0:0:0:0:0:0:0:1]",
    "https://[::ffff:127.0.0.1]",
    "https://[::ffff:7f00:1]",
    "https://[::ffff:10.0.0.1]",
    "https://[::127.0.0.1]",
    "https://[fc00::1]",
    "https://[fd00:ec2::254]",
    "https://[fe80::1]",
    "https://[fec0::1]",
    "https://[ff02::1]",
    "https://[2001:db8::1]",
    "https://[2001::1]",
    "https://[2002:7f00:1::]",
    "https://[64:ff9b::7f00:1]",
    "https://１２７.０.０.１",
    "https://①②⑦.0.0.1",
    "https://%31%32%37.0.0.1",
    "https://127.0.0.1\t/",
    "http://localhost",
    "http://[::1]:80",
];

#[test]
fn no_spelling_leads_into_a_closed_network() {
    let mut taken = Vec::new();
    for address in TURNED_AWAY {
        let described = connection(address, "");
        // An empty address means the description's own, so it stands in the description here.
        let described = if address.trim().is_empty() {
            let text = described.description.replace("https://api.halden.example.com/v1", address);
            Connection { description: text, ..described }
        } else {
            described
        };
        match open(&described) {
            Ok(_) => taken.push(*address),
            Err(error) => assert!(!error.to_string().contains("canary"), "{error}"),
        }
    }
    assert_eq!(taken, [""; 0]);
}

#[test]
fn only_the_allowed_host_and_port_lie_on_ones_own_network() {
    for (base, allowed, taken) in [
        ("http://127.0.0.1:4801/v1", "127.0.0.1:4801", true),
        ("http://127.0.0.1:4802/v1", "127.0.0.1:4801", false),
        ("http://192.168.1.20:8080", "192.168.1.20:8080", true),
        ("http://warehouse:8080", "WAREHOUSE:8080", true),
        ("https://[fd00::5]:8443/x", "[fd00::5]:8443", true),
        ("http://169.254.169.254:80", "169.254.169.254:80", false),
        ("http://93.184.215.14:80", "93.184.215.14:80", false),
        ("https://api.example.com", "192.168.1.20:8080", true),
        ("http://api.example.com", "192.168.1.20:8080", false),
    ] {
        assert_eq!(open(&connection(base, allowed)).is_ok(), taken, "{base} with {allowed}");
    }
}

#[test]
fn a_name_that_leads_home_is_not_followed() {
    // The name is resolved when something is asked, and what it leads to is held to the reach of the connection.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let port = listener.local_addr().unwrap().port();
    let supplier = open(&connection(&format!("https://localhost:{port}"), "")).unwrap();
    let answer = supplier.place(b"{}", "K", "R");
    assert!(answer.outcome.may_resend_alone(), "{answer:?}");
    assert!(answer.outcome.words().contains(address::OUT_OF_REACH), "{answer:?}");
    assert!(listener.accept().is_err(), "somebody connected");
    assert_eq!(answer.trace, Trace::default(), "nothing was sent");
}

#[test]
fn what_the_server_says_leads_to_the_same_server_only() {
    let place = Place::new("https://api.example.com/v2/", "").unwrap();
    let from = place.join("/orders?page=1").unwrap();
    for (link, taken) in [
        ("/v2/orders?page=2", true),
        ("?page=2", true),
        ("https://api.example.com/v2/orders?page=2", true),
        ("https://api.example.com:443/other", true),
        ("http://api.example.com/v2/orders?page=2", false),
        ("https://api.example.com:8443/v2/orders", false),
        ("https://evil.example.com/v2/orders", false),
        ("//evil.example.com/v2/orders", false),
        ("https://x@api.example.com/v2/orders", false),
        ("javascript:alert(1)", false),
    ] {
        assert_eq!(place.follow(&from, link).is_some(), taken, "{link}");
    }
    assert_eq!(from.as_str(), "https://api.example.com/v2/orders?page=1");
}

#[test]
fn secrets_that_cannot_be_sent_are_turned_away_without_being_shown() {
    let described = connection("https://api.example.com", "");
    for secret in ["", "canary\nX: y", "canary\0"] {
        let error =
            Rest::open(&described, &Secret::new(secret), Timeouts::default(), Arc::new(|| 0)).unwrap_err();
        assert!(matches!(error, OpenError::Secret(_)) && !error.to_string().contains("canary"), "{error}");
    }
    let open = open(&described).unwrap();
    assert!(!format!("{open:?}").contains("canary"), "{open:?}");
}
