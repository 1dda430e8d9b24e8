//! A real mailbox on this computer: pymap, in a Python environment of its own that is made once.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

use crate::authority::Certified;
use crate::mail::{PASSWORD, environment};
use crate::world::World;

/// A server that runs until it is dropped, with one mailbox for `orders`.
pub struct ImapServer {
    process: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    port: u16,
}

/// How a server is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// From the first byte.
    Tls,
    /// On demand, and nobody signs in before.
    StartTls,
}

impl ImapServer {
    /// Starts it without encryption. `scratch` is a folder of the build, in which the environment is kept between runs.
    pub fn start(scratch: &str) -> Self {
        Self::with(scratch, &[])
    }

    /// Starts one that shows a certificate.
    pub fn encrypted(scratch: &str, certified: &Certified, way: Way) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let file = |name: &str, content: String| {
            let path = folder.path().join(name);
            std::fs::write(&path, content).expect("a file");
            path.display().to_string()
        };
        let way = if way == Way::Tls { "tls" } else { "starttls" };
        let (certificate, key) = (file("cert.pem", certified.pem()), file("key.pem", certified.key_pem()));
        // It has read both files once it says where it listens.
        Self::with(scratch, &[way.to_owned(), certificate, key])
    }

    fn with(scratch: &str, private: &[String]) -> Self {
        let python = environment(Path::new(scratch), "imap-server", "pymap==0.36.7");
        let mut process = Command::new(python)
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/support/imap_server.py"))
            .arg(PASSWORD)
            .args(private)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the mailbox starts");
        let input = process.stdin.take().expect("its input");
        let output = BufReader::new(process.stdout.take().expect("its output"));
        let mut server = Self { process, input: Some(input), output, port: 0 };
        let line = server.line();
        server.port = line.parse().unwrap_or_else(|_| panic!("a port, not {line:?}"));
        server
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.output.read_line(&mut line).expect("an answer");
        line.trim().to_owned()
    }

    fn say(&mut self, command: &str) {
        writeln!(self.input.as_mut().expect("it runs"), "{command}").expect("it listens");
        assert_eq!(self.line(), "ok", "{command:.80}");
    }

    /// Where it listens.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Puts a mail into a folder.
    pub fn put(&mut self, folder: &str, mail: &[u8]) {
        self.say(&format!("put {folder} {}", base64(mail)));
    }

    /// Puts a plain mail into the inbox.
    pub fn receive(&mut self, headers: &[(&str, &str)], body: &str) {
        let mut mail = String::new();
        for (name, value) in headers {
            let _ = write!(mail, "{name}: {value}\r\n");
        }
        self.put("INBOX", format!("{mail}\r\n{body}\r\n").as_bytes());
    }

    /// Empties the mailbox and makes it anew, with another UIDVALIDITY.
    pub fn anew(&mut self) {
        self.say("anew");
    }
}

impl Drop for ImapServer {
    fn drop(&mut self) {
        // Its own input ends, and with it the server that it started; killed at once it would leave that behind.
        drop(self.input.take());
        let _ = self.process.wait();
    }
}

impl World {
    /// Lets the workspace read the mailbox at a port of this computer. `change` replaces fields.
    pub fn mailbox(&self, port: u16, change: Value) -> Value {
        let mut shape = json!({"host": "127.0.0.1", "port": port, "security": "none", "user": "orders", "folder": "INBOX"});
        for (name, value) in change.as_object().expect("an object") {
            shape[name] = value.clone();
        }
        self.call("mailbox_save", json!({"mailbox": shape, "password": PASSWORD}))
    }
}

fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len() * 4 / 3 + 4);
    for chunk in bytes.chunks(3) {
        let whole = [chunk[0], chunk.get(1).copied().unwrap_or(0), chunk.get(2).copied().unwrap_or(0)];
        let bits = u32::from_be_bytes([0, whole[0], whole[1], whole[2]]);
        for place in 0..4 {
            let index = (bits >> (18 - 6 * place) & 63) as usize;
            text.push(if place <= chunk.len() { char::from(ALPHABET[index]) } else { '=' });
        }
    }
    text
}
