//! Bytes to and from the server: bounded in length, in number and in time.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};

use rustls::pki_types::ServerName;
use rustls::{ClientConnection, StreamOwned};

use super::{Mailbox, MailboxError, MailboxTimeouts};
use crate::mail::Security;
use crate::rest::client_config;
use crate::words::plain;

/// Bytes of one conversation.
const MOST_BYTES: u64 = 48 * 1024 * 1024;
/// The longest line: a list of mails that fit.
const LONGEST_LINE: usize = 1024 * 1024;
/// Lines and literals of one answer.
const MOST_PARTS: usize = 64;

enum Way {
    Plain(TcpStream),
    Private(Box<StreamOwned<ClientConnection, TcpStream>>),
}

/// A part of an answer.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A line without its end, or what follows a literal.
    Text(Vec<u8>),
    /// A literal; only its beginning where it was longer than was wanted.
    Literal(Vec<u8>),
}

/// A conversation.
pub(super) struct Wire {
    way: Option<Way>,
    server: String,
    read: Vec<u8>,
    at: usize,
    taken: u64,
    late: Arc<AtomicBool>,
    /// What hangs up when the time is up ends when this does.
    _watched: Sender<()>,
}

impl Wire {
    /// Connects, encrypted from the first byte where that is chosen.
    pub(super) fn open(mailbox: &Mailbox, timeouts: MailboxTimeouts) -> Result<Self, MailboxError> {
        let mut last = String::new();
        for place in mailbox.places()? {
            match TcpStream::connect_timeout(&place, timeouts.connect) {
                Ok(line) => {
                    let mut wire = Self::over(line, mailbox, timeouts)?;
                    if mailbox.security == Security::Tls {
                        wire.encrypt(mailbox)?;
                    }
                    return Ok(wire);
                }
                Err(error) => last = plain(&error.to_string()),
            }
        }
        Err(MailboxError::Unreachable { server: mailbox.host.clone(), reason: last })
    }

    fn over(line: TcpStream, mailbox: &Mailbox, timeouts: MailboxTimeouts) -> Result<Self, MailboxError> {
        let server = mailbox.host.clone();
        let broke = |error: io::Error| MailboxError::Unreachable {
            server: server.clone(),
            reason: plain(&error.to_string()),
        };
        line.set_read_timeout(Some(timeouts.step)).map_err(broke)?;
        line.set_write_timeout(Some(timeouts.step)).map_err(broke)?;
        let (late, other) = (Arc::new(AtomicBool::new(false)), line.try_clone().map_err(broke)?);
        let (watched, end) = channel();
        let seen = Arc::clone(&late);
        // A server that says a byte now and then keeps every step and never comes to an end: somebody hangs up.
        let watch = move || {
            if end.recv_timeout(timeouts.whole) == Err(RecvTimeoutError::Timeout) {
                seen.store(true, Ordering::Relaxed);
                drop(other.shutdown(Shutdown::Both));
            }
        };
        std::thread::Builder::new().name("mailbox".to_owned()).spawn(watch).map_err(broke)?;
        Ok(Self {
            way: Some(Way::Plain(line)),
            server: server.clone(),
            read: Vec::new(),
            at: 0,
            taken: 0,
            late,
            _watched: watched,
        })
    }

    /// Encrypts from here on. What the server said before in the clear and was not read yet is thrown away.
    pub(super) fn encrypt(&mut self, mailbox: &Mailbox) -> Result<(), MailboxError> {
        let server = self.server.clone();
        let refuse = |reason: String| MailboxError::Unsafe { server: server.clone(), reason };
        let Some(Way::Plain(line)) = self.way.take() else {
            return Err(refuse("it is encrypted already".to_owned()));
        };
        let config = client_config(mailbox.own_authority.as_deref()).map_err(refuse)?;
        let name = ServerName::try_from(mailbox.host.clone())
            .map_err(|_| refuse("its name cannot be in a certificate".to_owned()))?;
        let talk =
            ClientConnection::new(Arc::new(config), name).map_err(|error| refuse(error.to_string()))?;
        (self.read, self.at) = (Vec::new(), 0);
        let mut private = StreamOwned::new(talk, line);
        while private.conn.is_handshaking() {
            let StreamOwned { conn, sock } = &mut private;
            if let Err(error) = conn.complete_io(sock) {
                return Err(refuse(plain(&error.to_string())));
            }
        }
        self.way = Some(Way::Private(Box::new(private)));
        Ok(())
    }

    pub(super) fn is_private(&self) -> bool {
        matches!(self.way, Some(Way::Private(_)))
    }

    pub(super) fn broke(&self, reason: impl Into<String>) -> MailboxError {
        MailboxError::BrokeOff { server: self.server.clone(), reason: reason.into() }
    }

    pub(super) fn send(&mut self, bytes: &[u8]) -> Result<(), MailboxError> {
        let sent = match &mut self.way {
            Some(Way::Plain(line)) => line.write_all(bytes).and_then(|()| line.flush()),
            Some(Way::Private(line)) => line.write_all(bytes).and_then(|()| line.flush()),
            None => Err(io::ErrorKind::NotConnected.into()),
        };
        sent.map_err(|error| self.failed(&error))
    }

    fn failed(&self, error: &io::Error) -> MailboxError {
        if self.late.load(Ordering::Relaxed) {
            return self.broke("it took too long");
        }
        match error.kind() {
            io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => self.broke("it did not answer in time"),
            _ => self.broke(plain(&error.to_string())),
        }
    }

    /// Reads more into the buffer.
    fn fill(&mut self) -> Result<(), MailboxError> {
        let mut fresh = [0_u8; 16 * 1024];
        let read = match &mut self.way {
            Some(Way::Plain(line)) => line.read(&mut fresh),
            Some(Way::Private(line)) => line.read(&mut fresh),
            None => Err(io::ErrorKind::NotConnected.into()),
        };
        let count = read.map_err(|error| self.failed(&error))?;
        if count == 0 {
            let why = if self.late.load(Ordering::Relaxed) { "it took too long" } else { "it hung up" };
            return Err(self.broke(why));
        }
        self.taken = self.taken.saturating_add(u64::try_from(count).unwrap_or(u64::MAX));
        if self.taken > MOST_BYTES {
            return Err(self.broke("it says more than can be read"));
        }
        self.read.drain(..self.at);
        self.at = 0;
        self.read.extend_from_slice(fresh.get(..count).unwrap_or_default());
        Ok(())
    }

    /// A line without its end.
    fn line(&mut self) -> Result<Vec<u8>, MailboxError> {
        let mut line = Vec::new();
        loop {
            let rest = self.read.get(self.at..).unwrap_or_default();
            let end = rest.iter().position(|&byte| byte == b'\n');
            let part = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
            if line.len().saturating_add(part.len()) > LONGEST_LINE {
                return Err(self.broke("a line of it is too long"));
            }
            line.extend_from_slice(part);
            self.at = self.at.saturating_add(part.len()).saturating_add(usize::from(end.is_some()));
            if end.is_some() {
                if line.last() == Some(&b'\r') {
                    line.pop();
                }
                return Ok(line);
            }
            self.fill()?;
        }
    }

    /// So many bytes, of which the first `keep` are kept.
    fn bytes(&mut self, count: u64, keep: usize) -> Result<Vec<u8>, MailboxError> {
        if count > MOST_BYTES {
            return Err(self.broke("it announces more than can be read"));
        }
        let mut left = usize::try_from(count).unwrap_or(usize::MAX);
        let mut kept = Vec::new();
        while left > 0 {
            let rest = self.read.get(self.at..).unwrap_or_default();
            if rest.is_empty() {
                self.fill()?;
                continue;
            }
            let part = rest.get(..rest.len().min(left)).unwrap_or_default();
            let wanted = keep.saturating_sub(kept.len()).min(part.len());
            kept.extend_from_slice(part.get(..wanted).unwrap_or_default());
            left = left.saturating_sub(part.len());
            self.at = self.at.saturating_add(part.len());
        }
        Ok(kept)
    }

    /// One answer, with its literals. Of each literal the first `keep` bytes are kept.
    pub(super) fn answer(&mut self, keep: usize) -> Result<Vec<Part>, MailboxError> {
        let mut parts = Vec::new();
        loop {
            let line = self.line()?;
            let announced = announced(&line);
            parts.push(Part::Text(line));
            let Some(count) = announced else { return Ok(parts) };
            if parts.len() > MOST_PARTS {
                return Err(self.broke("an answer of it has too many parts"));
            }
            parts.push(Part::Literal(self.bytes(count, keep)?));
        }
    }
}

/// The length of a literal that a line announces at its end: `{123}`.
fn announced(line: &[u8]) -> Option<u64> {
    let rest = line.strip_suffix(b"}")?;
    let start = rest.iter().rposition(|&byte| byte == b'{')?;
    let digits = std::str::from_utf8(rest.get(start.saturating_add(1)..)?).ok()?;
    // A number beyond every bound is a literal that is refused, not a line that ends in a brace.
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::announced;

    #[test]
    fn a_literal_is_announced_by_digits_in_braces_at_the_end() {
        assert_eq!(announced(b"* 1 FETCH (BODY[] {42}"), Some(42));
        assert_eq!(announced(b"{99999999999999999999999}"), Some(u64::MAX));
        for line in [&b"* OK {}"[..], b"{4 2}", b"{42", b"42}", b"{42} ", b"{-1}", b""] {
            assert_eq!(announced(line), None, "{}", String::from_utf8_lossy(line));
        }
    }
}
