//! A mail server on this computer that keeps every message it took, and knows when nobody is talking to it any more.

use std::io::{BufRead, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use crate::talks::Talks;

/// The server, until it is dropped. It takes any user and password.
pub struct PostOffice {
    taken: Arc<Mutex<Vec<String>>>,
    over: Arc<AtomicBool>,
    talks: Talks,
    port: u16,
    thread: Option<JoinHandle<()>>,
}

impl PostOffice {
    /// Opens it on a free port.
    pub fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let (taken, over, talks) =
            (Arc::<Mutex<Vec<String>>>::default(), Arc::<AtomicBool>::default(), Talks::default());
        let (own, ends, begun) = (Arc::clone(&taken), Arc::clone(&over), talks.clone());
        let thread = std::thread::spawn(move || {
            for line in listener.incoming() {
                if ends.load(Ordering::Acquire) {
                    break;
                }
                let Ok(line) = line else { continue };
                let (talk, taken) = (begun.begin(), Arc::clone(&own));
                std::thread::spawn(move || {
                    converse(BufReader::new(line), &taken);
                    drop(talk);
                });
            }
        });
        Self { taken, over, talks, port, thread: Some(thread) }
    }

    /// Where it listens.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Waits until what was written to it so far is heard.
    pub fn wait(&self) {
        self.talks.wait_for_end(self.port);
    }

    /// The messages it took, oldest first.
    pub fn messages(&self) -> Vec<String> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Forgets all messages.
    pub fn forget(&self) {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

impl Drop for PostOffice {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Release);
        // Wakes the thread that waits for the next caller.
        drop(TcpStream::connect(("127.0.0.1", self.port)));
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

/// A message counts from its final dot on, whether or not somebody hears the answer.
fn converse(mut line: BufReader<TcpStream>, taken: &Mutex<Vec<String>>) {
    let mut answer = "220 mail.example.com";
    loop {
        let mut heard = String::new();
        // Nobody may be listening any more; what they said before still counts.
        let _ = line.get_mut().write_all(format!("{answer}\r\n").as_bytes());
        if line.read_line(&mut heard).unwrap_or(0) == 0 {
            return;
        }
        let word = heard.split([' ', '\r']).next().unwrap_or_default().to_uppercase();
        answer = match word.as_str() {
            "EHLO" => "250-mail.example.com\r\n250 AUTH PLAIN LOGIN",
            "AUTH" => "235 2.7.0 welcome",
            "DATA" => {
                let _ = line.get_mut().write_all(b"354 go on\r\n");
                let mut message = String::new();
                while !message.ends_with("\r\n.\r\n") {
                    if line.read_line(&mut message).unwrap_or(0) == 0 {
                        return;
                    }
                }
                taken.lock().unwrap_or_else(PoisonError::into_inner).push(message);
                "250 2.0.0 taken"
            }
            "QUIT" => {
                let _ = line.get_mut().write_all(b"221 bye\r\n");
                return;
            }
            _ => "250 ok",
        };
    }
}
