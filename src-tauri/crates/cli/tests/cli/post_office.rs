//! A mail server on this computer that takes one letter and hangs up before it says what became of it.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::{self, JoinHandle};

/// Listens until one letter has come.
pub struct PostOffice {
    pub port: u16,
    thread: JoinHandle<Vec<String>>,
}

impl PostOffice {
    pub fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let thread = thread::spawn(move || serve(&listener.accept().unwrap().0));
        Self { port, thread }
    }

    /// Every line it was told.
    pub fn heard(self) -> Vec<String> {
        self.thread.join().unwrap()
    }
}

fn serve(client: &TcpStream) -> Vec<String> {
    let mut heard = Vec::new();
    let mut out = client;
    let mut say = |words: &str| out.write_all(format!("{words}\r\n").as_bytes()).unwrap();
    say("220 post.example.com ready");
    let mut in_letter = false;
    for line in BufReader::new(client).lines() {
        let line = line.unwrap();
        heard.push(line.clone());
        match line.split(' ').next().unwrap() {
            "." if in_letter => break,
            _ if in_letter => {}
            "EHLO" => say("250-post.example.com\r\n250 AUTH PLAIN"),
            "AUTH" => say("235 welcome"),
            "DATA" => {
                in_letter = true;
                say("354 go on");
            }
            _ => say("250 fine"),
        }
    }
    heard
}
