//! SFTP version 3 (`draft-ietf-secsh-filexfer-02`) as a client speaks it, one question at a time.
//!
//! Only one request is ever on its way. A process that dies therefore leaves at most one request behind that the
//! server may still carry out; [`super::look_up`] relies on it. Handles stay the bytes they are, and a refusal is
//! understood with any number and with or without words, as servers differ in both.

mod packet;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

pub(super) use packet::{Attributes, Entry};
use packet::{Reader, Writer};

/// The longest answer that is read, in bytes. OpenSSH takes the same.
const LONGEST_ANSWER: u32 = 256 * 1024;
/// How much is asked for or written at a time; every server must take this much (draft, section 3).
pub(super) const CHUNK: usize = 32 * 1024;
/// Answers to nothing we asked that are passed over before the conversation is given up.
const STRAY_ANSWERS: usize = 8;

const VERSION: u8 = 3;
const EOF: u32 = 1;

/// Why there is no answer to use.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The server answered in the documented form that it did not do it.
    Refused { code: u32, words: String },
    /// There is no conversation any more, or none that makes sense.
    Broke(String),
}

type Told<T> = Result<T, Trouble>;

/// What a server answers with.
enum Answer {
    Done,
    End,
    Handle(Vec<u8>),
    Data(Vec<u8>),
    Names(Vec<Entry>),
    Attributes(Attributes),
}

/// A conversation over any stream.
pub(super) struct Wire<S> {
    stream: S,
    last: u32,
    /// True while a request is on its way: given up half-way, what follows cannot be matched any more.
    waiting: bool,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Wire<S> {
    /// Agrees on the version.
    pub(super) async fn start(stream: S) -> Told<Self> {
        let mut wire = Self { stream, last: 0, waiting: false };
        wire.write(Writer::new(packet::INIT).u32(u32::from(VERSION))).await?;
        let bytes = wire.read().await?;
        let mut reader = Reader::new(&bytes);
        match (reader.u8(), reader.u32()) {
            (Some(packet::VERSION), Some(version)) if version >= u32::from(VERSION) => Ok(wire),
            (Some(packet::VERSION), Some(version)) => {
                Err(Trouble::Broke(format!("it speaks SFTP version {version}, which is too old")))
            }
            _ => Err(nonsense()),
        }
    }

    /// What lies under a path, without following a link; a refusal where there is nothing.
    pub(super) async fn attributes(&mut self, path: &str) -> Told<Attributes> {
        match self.ask(packet::LSTAT, |request| request.text(path)).await? {
            Answer::Attributes(attributes) => Ok(attributes),
            _ => Err(nonsense()),
        }
    }

    /// Opens an existing file to read it.
    pub(super) async fn open_to_read(&mut self, path: &str) -> Told<Vec<u8>> {
        self.open(path, packet::READ_FLAG).await
    }

    /// Makes a file that must not exist yet.
    pub(super) async fn open_new(&mut self, path: &str) -> Told<Vec<u8>> {
        self.open(path, packet::WRITE_FLAG | packet::CREATE_FLAG | packet::EXCLUSIVE_FLAG).await
    }

    async fn open(&mut self, path: &str, flags: u32) -> Told<Vec<u8>> {
        let asked = self.ask(packet::OPEN, |request| request.text(path).u32(flags).u32(0)).await?;
        handle(asked)
    }

    /// The next bytes of an open file, at most [`CHUNK`]; `None` at its end.
    pub(super) async fn read_at(&mut self, file: &[u8], offset: u64) -> Told<Option<Vec<u8>>> {
        let length = u32::try_from(CHUNK).unwrap_or(u32::MAX);
        match self.ask(packet::READ, |request| request.bytes(file).u64(offset).u32(length)).await? {
            Answer::Data(data) if data.len() <= CHUNK => Ok(Some(data)),
            Answer::End => Ok(None),
            _ => Err(nonsense()),
        }
    }

    /// Writes into an open file.
    pub(super) async fn write_at(&mut self, file: &[u8], offset: u64, data: &[u8]) -> Told<()> {
        done(&self.ask(packet::WRITE, |request| request.bytes(file).u64(offset).bytes(data)).await?)
    }

    /// Closes a file or a folder. A full disk may show itself only here.
    pub(super) async fn close(&mut self, handle: &[u8]) -> Told<()> {
        done(&self.ask(packet::CLOSE, |request| request.bytes(handle)).await?)
    }

    /// Removes a file.
    pub(super) async fn remove(&mut self, path: &str) -> Told<()> {
        done(&self.ask(packet::REMOVE, |request| request.text(path)).await?)
    }

    /// Gives a file another name. Version 3 knows it only without overwriting (section 6.5).
    pub(super) async fn rename(&mut self, from: &str, to: &str) -> Told<()> {
        done(&self.ask(packet::RENAME, |request| request.text(from).text(to)).await?)
    }

    /// Opens a folder to list it.
    pub(super) async fn open_folder(&mut self, path: &str) -> Told<Vec<u8>> {
        handle(self.ask(packet::OPENDIR, |request| request.text(path)).await?)
    }

    /// The next entries of an open folder; `None` after the last.
    pub(super) async fn next_entries(&mut self, folder: &[u8]) -> Told<Option<Vec<Entry>>> {
        match self.ask(packet::READDIR, |request| request.bytes(folder)).await? {
            Answer::Names(names) => Ok(Some(names)),
            Answer::End => Ok(None),
            _ => Err(nonsense()),
        }
    }

    async fn ask(&mut self, kind: u8, body: impl FnOnce(Writer) -> Writer) -> Told<Answer> {
        if self.waiting {
            return Err(Trouble::Broke("an earlier answer never came".to_owned()));
        }
        self.waiting = true;
        self.last = self.last.wrapping_add(1);
        self.write(body(Writer::new(kind).u32(self.last))).await?;
        for _ in 0..STRAY_ANSWERS {
            let bytes = self.read().await?;
            let mut reader = Reader::new(&bytes);
            let (Some(kind), Some(id)) = (reader.u8(), reader.u32()) else { return Err(nonsense()) };
            if id == self.last {
                let answer = understand(kind, &mut reader);
                // What cannot be understood is given up as a whole; the next question would fare no better.
                self.waiting = matches!(answer, Err(Trouble::Broke(_)));
                return answer;
            }
        }
        Err(Trouble::Broke("it answers what nobody asked".to_owned()))
    }

    async fn write(&mut self, packet: Writer) -> Told<()> {
        let bytes = packet.framed().ok_or_else(|| Trouble::Broke("the request is too long".to_owned()))?;
        self.stream.write_all(&bytes).await.map_err(|error| broke(&error))?;
        self.stream.flush().await.map_err(|error| broke(&error))
    }

    async fn read(&mut self) -> Told<Vec<u8>> {
        let length = self.stream.read_u32().await.map_err(|error| broke(&error))?;
        if length > LONGEST_ANSWER {
            return Err(Trouble::Broke(format!("it announced an answer of {length} bytes")));
        }
        let mut bytes = vec![0; usize::try_from(length).map_err(|_| nonsense())?];
        self.stream.read_exact(&mut bytes).await.map_err(|error| broke(&error))?;
        Ok(bytes)
    }
}

fn understand(kind: u8, reader: &mut Reader<'_>) -> Told<Answer> {
    let answer = match kind {
        packet::STATUS => {
            let code = reader.u32().ok_or_else(nonsense)?;
            return match code {
                0 => Ok(Answer::Done),
                EOF => Ok(Answer::End),
                code => {
                    Err(Trouble::Refused { code, words: words(code, &reader.text().unwrap_or_default()) })
                }
            };
        }
        packet::HANDLE => reader.bytes().map(|handle| Answer::Handle(handle.to_vec())),
        packet::DATA => reader.bytes().map(|data| Answer::Data(data.to_vec())),
        packet::NAME => reader.names().map(Answer::Names),
        packet::ATTRS => reader.attributes().map(Answer::Attributes),
        _ => None,
    };
    answer.ok_or_else(nonsense)
}

/// What the server says, with what its number means where its words are missing.
fn words(code: u32, said: &str) -> String {
    let said = crate::words::plain(said);
    let said = said.trim_end_matches('.');
    let meaning = match code {
        2 | 10 => "there is no such file or folder",
        3 => "the user may not do this",
        4 => "it gave no reason",
        8 => "it does not support this",
        11 => "there is a file of this name already",
        12 => "it takes no changes",
        14 | 15 => "there is no space left",
        _ => "it gave a reason this program does not know",
    };
    if said.is_empty() { format!("{meaning} (code {code})") } else { format!("“{said}” (code {code})") }
}

fn done(answer: &Answer) -> Told<()> {
    match answer {
        Answer::Done => Ok(()),
        _ => Err(nonsense()),
    }
}

fn handle(answer: Answer) -> Told<Vec<u8>> {
    match answer {
        Answer::Handle(handle) => Ok(handle),
        _ => Err(nonsense()),
    }
}

fn nonsense() -> Trouble {
    Trouble::Broke("its answer makes no sense".to_owned())
}

fn broke(error: &std::io::Error) -> Trouble {
    Trouble::Broke(match error.kind() {
        std::io::ErrorKind::UnexpectedEof | std::io::ErrorKind::BrokenPipe => "it hung up".to_owned(),
        _ => crate::words::plain(&error.to_string()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Speaks with a server that answers with these bytes, whatever is asked.
    async fn against(answers: &[u8]) -> (Wire<tokio::io::DuplexStream>, tokio::io::DuplexStream) {
        let (ours, mut theirs) = tokio::io::duplex(1024 * 1024);
        theirs.write_all(&[0, 0, 0, 5, packet::VERSION, 0, 0, 0, 3]).await.unwrap();
        theirs.write_all(answers).await.unwrap();
        (Wire::start(ours).await.unwrap(), theirs)
    }

    fn block_on<T>(work: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(work)
    }

    fn status(id: u32, rest: &[u8]) -> Vec<u8> {
        let mut body = vec![packet::STATUS];
        body.extend(id.to_be_bytes());
        body.extend(rest);
        let mut framed = u32::try_from(body.len()).unwrap().to_be_bytes().to_vec();
        framed.extend(body);
        framed
    }

    #[test]
    fn a_refusal_counts_with_any_number_and_without_words() {
        block_on(async {
            for (code, word) in [(4u32, "no reason"), (11, "already"), (14, "no space"), (4711, "4711")] {
                let (mut wire, _server) = against(&status(1, &code.to_be_bytes())).await;
                let refused = wire.rename("a.part", "a").await.unwrap_err();
                let Trouble::Refused { code: seen, words } = refused else { panic!("{refused:?}") };
                assert!(seen == code && words.contains(word), "{words}");
            }
        });
    }

    #[test]
    fn an_answer_that_makes_no_sense_ends_the_conversation() {
        block_on(async {
            let huge = [0xff, 0xff, 0xff, 0xff, 0, 0];
            let empty = [0, 0, 0, 0];
            let handle_too_long = [0, 0, 0, 9, packet::HANDLE, 0, 0, 0, 1, 0xff, 0xff, 0xff, 0xff];
            let unknown_kind = [0, 0, 0, 5, 77, 0, 0, 0, 1];
            let data_for_a_removal = [0, 0, 0, 10, packet::DATA, 0, 0, 0, 1, 0, 0, 0, 1, 7];
            for bytes in
                [&huge[..], &empty, &handle_too_long, &unknown_kind, &data_for_a_removal, &status(1, &[])]
            {
                let (mut wire, server) = against(bytes).await;
                drop(server);
                assert!(matches!(wire.remove("a").await, Err(Trouble::Broke(_))), "{bytes:?}");
                assert!(matches!(wire.remove("a").await, Err(Trouble::Broke(_))), "{bytes:?}");
            }
        });
    }

    #[test]
    fn answers_to_nothing_asked_are_passed_over_and_then_enough() {
        block_on(async {
            let stray = status(99, &[0, 0, 0, 0]);
            let mut few = stray.repeat(STRAY_ANSWERS - 1);
            few.extend(status(1, &[0, 0, 0, 0]));
            assert_eq!(against(&few).await.0.remove("a").await, Ok(()));
            let mut many = stray.repeat(STRAY_ANSWERS);
            many.extend(status(1, &[0, 0, 0, 0]));
            assert!(against(&many).await.0.remove("a").await.is_err());
        });
    }

    #[test]
    fn a_question_given_up_half_way_leaves_no_conversation() {
        block_on(async {
            let (mut wire, mut server) = against(&[]).await;
            {
                let asked = wire.remove("a");
                tokio::pin!(asked);
                assert!(
                    std::future::poll_fn(|cx| std::task::Poll::Ready(asked.as_mut().poll(cx).is_pending()))
                        .await
                );
            }
            server.write_all(&status(1, &[0, 0, 0, 0])).await.unwrap();
            assert!(wire.remove("b").await.is_err(), "the late answer must not pass for this one's");
        });
    }

    #[test]
    fn an_old_version_is_refused() {
        block_on(async {
            let (ours, mut theirs) = tokio::io::duplex(1024);
            theirs.write_all(&[0, 0, 0, 5, packet::VERSION, 0, 0, 0, 2]).await.unwrap();
            assert!(Wire::start(ours).await.is_err());
        });
    }
}
