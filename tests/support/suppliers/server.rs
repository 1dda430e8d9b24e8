//! The wire of a simulated supplier: plain sockets, so that it can say what no library would.

use std::collections::VecDeque;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use serde_json::Value;
use stockless_connect::rest::Ticks;

use super::dialect::Dialect;
use super::records::Records;
use super::script::{Act, Wire};
use crate::talks::Talks;

/// A request as it came.
#[derive(Debug, Clone)]
pub struct Heard {
    pub method: String,
    /// Path and query.
    pub target: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

/// An answer before it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn json(status: u16, body: &Value) -> Self {
        let headers = vec![("Content-Type".to_owned(), "application/json".to_owned())];
        Self { status, headers, body: serde_json::to_vec(body).unwrap() }
    }

    pub fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new() }
    }

    /// A page for people where data was expected.
    pub fn page(status: u16, body: &str) -> Self {
        let headers = vec![("Content-Type".to_owned(), "text/html".to_owned())];
        Self { status, headers, body: body.as_bytes().to_vec() }
    }

    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The body as JSON; null where it is none.
    pub fn value(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    fn head(&self, length: Option<usize>) -> String {
        let mut head = format!("HTTP/1.1 {} Simulated\r\n", self.status);
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if let Some(length) = length {
            head.push_str(&format!("Content-Length: {length}\r\n"));
        }
        head
    }

    fn whole(&self) -> Vec<u8> {
        [self.head(Some(self.body.len())).as_bytes(), b"Connection: close\r\n\r\n", &self.body].concat()
    }
}

impl Heard {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The body as JSON; null where it is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    /// The steps of the path.
    pub fn steps(&self) -> Vec<&str> {
        let path = self.target.split_once('?').map_or(self.target.as_str(), |(path, _)| path);
        path.split('/').filter(|step| !step.is_empty()).collect()
    }

    /// A value of the query.
    pub fn query(&self, name: &str) -> Option<String> {
        let (_, query) = self.target.split_once('?')?;
        query.split('&').find_map(|pair| {
            let (own, value) = pair.split_once('=')?;
            (own == name)
                .then(|| percent_encoding::percent_decode_str(value).decode_utf8_lossy().into_owned())
        })
    }
}

struct Shared {
    dialect: Dialect,
    records: Mutex<Records>,
    script: Mutex<VecDeque<Act>>,
    heard: Mutex<Vec<Heard>>,
    connections: AtomicUsize,
    talks: Talks,
    over: AtomicBool,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A supplier that listens on 127.0.0.1 until it is dropped.
pub struct Supplier {
    shared: Arc<Shared>,
    port: u16,
    thread: Option<JoinHandle<()>>,
}

impl Supplier {
    /// Starts it on a free port.
    pub fn start(dialect: Dialect, now: Ticks) -> Self {
        Self::start_at(dialect, now, 0).unwrap()
    }

    /// Starts it on a port of one's choice.
    pub fn start_at(dialect: Dialect, now: Ticks, port: u16) -> std::io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", port))?;
        let port = listener.local_addr()?.port();
        let shared = Arc::new(Shared {
            dialect,
            records: Mutex::new(Records::new(dialect.rules(), now)),
            script: Mutex::default(),
            heard: Mutex::default(),
            connections: AtomicUsize::new(0),
            talks: Talks::default(),
            over: AtomicBool::new(false),
        });
        let own = Arc::clone(&shared);
        let thread = std::thread::spawn(move || {
            for line in listener.incoming() {
                if own.over.load(Ordering::Acquire) {
                    break;
                }
                let Ok(line) = line else { continue };
                own.connections.fetch_add(1, Ordering::AcqRel);
                let (talk, shared) = (own.talks.begin(), Arc::clone(&own));
                std::thread::spawn(move || {
                    converse(&shared, line);
                    drop(talk);
                });
            }
        });
        Ok(Self { shared, port, thread: Some(thread) })
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    pub fn dialect(&self) -> Dialect {
        self.shared.dialect
    }

    /// What it does with the next request that has no act yet.
    pub fn next(&self, act: Act) {
        lock(&self.shared.script).push_back(act);
    }

    /// What it knows.
    pub fn records(&self) -> MutexGuard<'_, Records> {
        lock(&self.shared.records)
    }

    /// Waits until what was written to it so far is heard and answered.
    pub fn wait(&self) {
        self.shared.talks.wait_for_end(self.port);
    }

    /// The requests that came whole, oldest first; forgets them.
    pub fn heard(&self) -> Vec<Heard> {
        std::mem::take(&mut *lock(&self.shared.heard))
    }

    /// How many connections were made; counts anew.
    pub fn connections(&self) -> usize {
        self.shared.connections.swap(0, Ordering::AcqRel)
    }
}

impl Drop for Supplier {
    fn drop(&mut self) {
        self.shared.over.store(true, Ordering::Release);
        // Wakes the thread that waits for the next caller.
        drop(TcpStream::connect(("127.0.0.1", self.port)));
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

/// One connection. Whoever is gone is gone: what was heard and done counts.
fn converse(shared: &Shared, mut line: TcpStream) {
    drop(line.set_read_timeout(Some(Duration::from_secs(10))));
    drop(line.set_write_timeout(Some(Duration::from_secs(10))));
    let act = lock(&shared.script).pop_front().unwrap_or(Act::Proper);
    match act {
        Act::Wire(Wire::ResetEarly) => {
            // What lies unread when a socket is closed makes the kernel reset the connection.
            drop(line.read(&mut [0_u8; 8]));
            return;
        }
        Act::Wire(Wire::BeforeAsked) => {
            drop(line.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"));
            drop(line.shutdown(Shutdown::Write));
            drop(line.read(&mut [0_u8; 8]));
            return;
        }
        _ => {}
    }
    let Some(heard) = hear(&mut line) else { return };
    lock(&shared.heard).push(heard.clone());
    let proper = || shared.dialect.answer(&mut lock(&shared.records), &heard);
    let (reply, wire) = match act {
        Act::Proper => (proper(), None),
        Act::Documented(what, headers) => {
            let reply = shared.dialect.documented(what);
            (headers.iter().fold(reply, |reply, (name, value)| reply.with(name, value)), None)
        }
        Act::Instead(reply) => (reply, None),
        Act::Then(change) => (change.apply(shared.dialect, proper()), None),
        Act::Wire(wire) => (proper(), Some(wire)),
    };
    match wire {
        None => drop(line.write_all(&reply.whole())),
        Some(wire) => break_it(wire, &reply, &mut line),
    }
    drop(line.shutdown(Shutdown::Write));
}

/// Reads a request to its end.
fn hear(line: &mut TcpStream) -> Option<Heard> {
    let mut bytes = Vec::new();
    let end = loop {
        let mut part = [0_u8; 8192];
        let read = line.read(&mut part).ok().filter(|&read| read > 0)?;
        bytes.extend_from_slice(&part[..read]);
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break end;
        }
        if bytes.len() > 64 * 1024 {
            return None;
        }
    };
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut body = bytes.split_off(end + 4);
    let mut lines = head.lines();
    let mut words = lines.next()?.split(' ');
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()))
        .collect();
    let mut heard = Heard { method, target, headers, body: Vec::new() };
    let length: usize = heard.header("content-length").and_then(|text| text.parse().ok()).unwrap_or(0);
    while body.len() < length {
        let mut part = [0_u8; 8192];
        let read = line.read(&mut part).ok().filter(|&read| read > 0)?;
        body.extend_from_slice(&part[..read]);
    }
    heard.body = body;
    Some(heard)
}

/// Writes an answer as no library would.
fn break_it(wire: Wire, reply: &Reply, line: &mut TcpStream) {
    let body = &reply.body;
    let half = body.len() / 2;
    let close = "Connection: close\r\n\r\n";
    let sized = |length: usize| format!("{}{close}", reply.head(Some(length)));
    let chunked = format!("{}Transfer-Encoding: chunked\r\n\r\n", reply.head(None));
    let chunk = |bytes: &[u8]| [format!("{:x}\r\n", bytes.len()).as_bytes(), bytes, b"\r\n"].concat();
    let mut say = |bytes: &[u8]| line.write_all(bytes).is_ok();
    match wire {
        Wire::Nothing | Wire::ResetEarly | Wire::BeforeAsked => {}
        Wire::ResetAfterHead => drop(say(sized(body.len()).as_bytes())),
        Wire::Silence => until_gone(line),
        Wire::Drip => {
            for byte in reply.whole() {
                std::thread::sleep(Duration::from_millis(20));
                if line.write_all(&[byte]).is_err() {
                    break;
                }
            }
        }
        Wire::Cut => drop(say(&[sized(body.len()).as_bytes(), &body[..half]].concat())),
        Wire::TooLong => drop(say(&[sized(body.len() + 10).as_bytes(), body].concat())),
        Wire::TooShort => drop(say(&[sized(half).as_bytes(), body].concat())),
        Wire::TwoLengths => {
            let head = format!("{}Content-Length: 3\r\n{close}", reply.head(Some(body.len())));
            say(&[head.as_bytes(), body].concat());
        }
        Wire::BrokenChunk => drop(say(&[chunked.as_bytes(), b"zz\r\n", body, b"\r\n0\r\n\r\n"].concat())),
        Wire::UnendingChunks => drop(say(&[chunked.as_bytes(), &chunk(body)].concat())),
        Wire::HalfChunk => {
            let whole = chunk(body);
            say(&[chunked.as_bytes(), &whole[..whole.len() / 2]].concat());
        }
        Wire::Endless => {
            let part = chunk(&[b' '; 16 * 1024]);
            say(chunked.as_bytes());
            while say(&part) {}
        }
        Wire::NotGzip => {
            let head = format!("{}Content-Encoding: gzip\r\n{close}", reply.head(Some(4)));
            say(&[head.as_bytes(), &[0x1f, 0x8b, 0x00, 0x00]].concat());
        }
        Wire::GzipBomb => {
            let mut coder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
            coder.write_all(&vec![b' '; 4 * 1024 * 1024]).unwrap();
            let packed = coder.finish().unwrap();
            let head = format!("{}Content-Encoding: gzip\r\n{close}", reply.head(Some(packed.len())));
            say(&[head.as_bytes(), &packed].concat());
        }
        Wire::Garbage => drop(say(&[0xff, 0x00, 0x16, 0x03, b'\r', b'\n', b'\r', b'\n'])),
        Wire::Http09 => drop(say(body)),
        Wire::Goaway => drop(say(&[0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2])),
        Wire::Continue => drop(say(&[b"HTTP/1.1 100 Continue\r\n\r\n".as_slice(), &reply.whole()].concat())),
        Wire::ContinueForEver => {
            while say(&b"HTTP/1.1 100 Continue\r\n\r\n".repeat(10)) {
                std::thread::sleep(Duration::from_millis(1));
            }
        }
        Wire::HugeHeader => {
            say(format!("HTTP/1.1 200 OK\r\nX-Large: {}\r\n", "x".repeat(1_000_000)).as_bytes());
            say(close.as_bytes());
        }
        Wire::ManyHeaders => {
            let many: String = (0..10_000).map(|number| format!("X-{number}: 1\r\n")).collect();
            say(format!("HTTP/1.1 200 OK\r\n{many}{close}").as_bytes());
        }
        Wire::NotKeptAlive => {
            let head = format!("{}Connection: keep-alive\r\n\r\n", reply.head(Some(body.len())));
            say(&[head.as_bytes(), body].concat());
        }
        Wire::StatusOnly => drop(say(b"HTTP/1.1 201\r\n\r\n")),
    }
}

/// Reads until the other side hangs up, answering nothing.
fn until_gone(line: &mut TcpStream) {
    let mut rest = [0_u8; 1024];
    while line.read(&mut rest).is_ok_and(|read| read > 0) {}
}
