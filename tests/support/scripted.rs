//! A mail server that goes away at a moment of the test's choosing.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::thread::JoinHandle;

/// When the server hangs up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HangUp {
    /// When it hears `DATA`: nothing of the message was taken.
    AtData,
    /// After the final dot, without a word: it may have the message or not.
    AfterTheDot,
}

/// A server for one message. Joining gives back the message it heard.
pub fn hangs_up(when: HangUp) -> (u16, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let server = std::thread::spawn(move || {
        let (stream, _) = listener.accept().expect("a client");
        let mut stream = BufReader::new(stream);
        let mut heard = String::new();
        say(&mut stream, "220 mail.example.com");
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).unwrap_or(0) == 0 {
                return heard;
            }
            let word = line.split([' ', '\r']).next().unwrap_or_default().to_uppercase();
            match word.as_str() {
                "EHLO" => say(&mut stream, "250-mail.example.com\r\n250 AUTH PLAIN LOGIN"),
                "AUTH" => say(&mut stream, "235 2.7.0 welcome"),
                "DATA" if when == HangUp::AtData => return heard,
                "DATA" => {
                    say(&mut stream, "354 go on");
                    while !heard.ends_with("\r\n.\r\n") {
                        assert!(
                            stream.read_line(&mut heard).expect("text") > 0,
                            "the message ended without a dot"
                        );
                    }
                    return heard;
                }
                _ => say(&mut stream, "250 ok"),
            }
        }
    });
    (port, server)
}

fn say(stream: &mut BufReader<std::net::TcpStream>, words: &str) {
    let _ = stream.get_mut().write_all(format!("{words}\r\n").as_bytes());
}
