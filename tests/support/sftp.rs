//! A real SFTP server on this computer that behaves as badly as it is told.
//!
//! russh and russh-sftp speak the protocol; the files lie in memory. Also compiled into the tests of the crate that
//! holds the client, which is why the modules say where they are.

#[path = "sftp/disk.rs"]
mod disk;
#[path = "sftp/files.rs"]
mod files;
#[path = "sftp/login.rs"]
mod login;

use std::io::Read as _;
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use russh::keys::PrivateKey;
use russh::keys::ssh_key::private::Ed25519Keypair;
use russh::{MethodKind, MethodSet};

pub use disk::Disk;

/// The user who may sign in.
pub const USER: &str = "moss";
/// The user's password.
pub const PASSWORD: &str = "sftp-horse-canary";

/// What a server does wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Takes the connection and hangs up.
    HangUp,
    /// Takes the connection and says nothing.
    Silent,
    /// Hangs up when asked for SFTP.
    NoSubsystem,
    /// Has room for so many bytes.
    DiskFull(usize),
    /// Says it wrote everything, and keeps so many bytes.
    KeepsOnly(usize),
    /// Lets nobody write.
    ReadOnly,
    /// Lets nobody remove.
    NoRemoval,
    /// Lets nobody read.
    WriteOnly,
    /// Hangs up after so many bytes were written.
    CutAfter(usize),
    /// Hangs up when asked to rename, without doing it.
    CutBeforeRename,
    /// Renames and hangs up.
    CutAfterRename,
    /// Does not rename and says nothing.
    SilentBeforeRename,
    /// Renames and says nothing.
    SilentAfterRename,
    /// Refuses to rename with this number.
    RefusesRename(u32),
    /// Renames, and says with this number that it did not.
    LiesAboutRename(u32),
}

/// What becomes of a file that has its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reader {
    /// Nobody takes it.
    Nobody,
    /// It is taken at once.
    Takes,
    /// It is moved at once, under a name that begins like this: `done/20261123_`.
    Moves(String),
}

/// What the server and its scripts share.
pub(crate) struct Shared {
    pub(crate) disk: Disk,
    pub(crate) fault: Option<Fault>,
    pub(crate) reader: Reader,
    pub(crate) authorized: Option<String>,
    pub(crate) in_dialogue: bool,
    pub(crate) sign_ins: usize,
    pub(crate) renames: Vec<(String, String)>,
    pub(crate) late: Option<(String, String)>,
    host_key: u8,
    sockets: Vec<Weak<TcpStream>>,
    sessions: Vec<tokio::task::JoinHandle<()>>,
}

impl Shared {
    /// Hangs up on everybody.
    pub(crate) fn cut(&mut self) {
        for socket in self.sockets.drain(..).filter_map(|socket| socket.upgrade()) {
            let _ = socket.shutdown(Shutdown::Both);
        }
    }
}

/// A server that runs until it is dropped.
pub struct SftpServer {
    shared: Arc<Mutex<Shared>>,
    port: u16,
    runtime: Option<tokio::runtime::Runtime>,
}

impl SftpServer {
    /// Starts it with the empty folder `in`, where nobody takes files.
    pub fn start() -> Self {
        let mut disk = Disk::default();
        disk.make_folder("in");
        let shared = Arc::new(Mutex::new(Shared {
            disk,
            fault: None,
            reader: Reader::Nobody,
            authorized: None,
            in_dialogue: false,
            sign_ins: 0,
            renames: Vec::new(),
            late: None,
            host_key: 7,
            sockets: Vec::new(),
            sessions: Vec::new(),
        }));
        let builder = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let runtime = builder.expect("a runtime");
        let listener = runtime.block_on(tokio::net::TcpListener::bind(("127.0.0.1", 0))).expect("a port");
        let port = listener.local_addr().expect("its address").port();
        runtime.spawn(answer_calls(listener, Arc::clone(&shared)));
        Self { shared, port, runtime: Some(runtime) }
    }

    /// Where it listens.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The key it shows, as `ssh-ed25519 SHA256:…`.
    pub fn host_key(&self) -> String {
        let key = host_key(self.shared().host_key);
        let fingerprint = key.public_key().fingerprint(russh::keys::HashAlg::Sha256);
        format!("{} {fingerprint}", key.algorithm().as_str())
    }

    /// Shows another key from the next connection on.
    pub fn change_host_key(&self) {
        let mut shared = self.shared();
        shared.host_key = shared.host_key.wrapping_add(1);
    }

    /// Behaves like this from now on; `None` for well.
    pub fn behave(&self, fault: Option<Fault>) {
        self.shared().fault = fault;
    }

    /// Lets somebody, or nobody, take files away.
    pub fn read_by(&self, reader: Reader) {
        self.shared().reader = reader;
    }

    /// Lets in whoever holds the private half of this key, in the form of `authorized_keys`.
    pub fn authorize(&self, public_key: &str) {
        self.shared().authorized = Some(public_key.to_owned());
    }

    /// Asks for the password in a dialogue only, as many servers do.
    pub fn ask_in_dialogue(&self) {
        self.shared().in_dialogue = true;
    }

    /// Looks at or changes the files.
    pub fn disk<T>(&self, with: impl FnOnce(&mut Disk) -> T) -> T {
        with(&mut self.shared().disk)
    }

    /// Passwords and keys that were tried.
    pub fn sign_ins(&self) -> usize {
        self.shared().sign_ins
    }

    /// Renames that happened, oldest first.
    pub fn renames(&self) -> Vec<(String, String)> {
        self.shared().renames.clone()
    }

    /// Carries out the rename it was asked for last and did not do, as a server does whose answer comes late. True where it worked.
    pub fn rename_at_last(&self) -> bool {
        let mut shared = self.shared();
        let (from, to) = shared.late.take().expect("a rename it was asked for");
        shared.disk.rename(&from, &to).is_ok()
    }

    /// Waits until what was written to it so far is heard and every session is over.
    pub fn wait(&self) {
        // Connections are accepted in their order: when this one is answered, all before it were begun.
        let mut last = TcpStream::connect(("127.0.0.1", self.port)).expect("the server listens");
        let _ = last.shutdown(Shutdown::Write);
        let _ = last.read_to_end(&mut Vec::new());
        let sessions = std::mem::take(&mut self.shared().sessions);
        let runtime = self.runtime.as_ref().expect("it runs");
        for session in sessions {
            runtime.block_on(session).expect("a session ends");
        }
    }

    /// Forgets every file and rename, and begins with the empty folder `in` again.
    pub fn forget(&self) {
        let mut shared = self.shared();
        shared.disk = Disk::default();
        shared.disk.make_folder("in");
        shared.renames.clear();
    }

    fn shared(&self) -> MutexGuard<'_, Shared> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for SftpServer {
    fn drop(&mut self) {
        self.shared().cut();
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

fn host_key(seed: u8) -> PrivateKey {
    PrivateKey::from(Ed25519Keypair::from_seed(&[seed; 32]))
}

async fn answer_calls(listener: tokio::net::TcpListener, shared: Arc<Mutex<Shared>>) {
    let mut silent = Vec::new();
    while let Ok((socket, _)) = listener.accept().await {
        let (config, fault) = {
            let shared = shared.lock().unwrap_or_else(PoisonError::into_inner);
            (config(&shared), shared.fault)
        };
        match fault {
            Some(Fault::HangUp) => continue,
            Some(Fault::Silent) => {
                silent.push(socket);
                continue;
            }
            _ => {}
        }
        let socket = socket.into_std().expect("a plain socket");
        let twin = socket.try_clone().expect("a second hand on the socket");
        let twin = Arc::new(twin);
        let mut known = shared.lock().unwrap_or_else(PoisonError::into_inner);
        known.sockets.retain(|socket| socket.strong_count() > 0);
        known.sockets.push(Arc::downgrade(&twin));
        let socket = tokio::net::TcpStream::from_std(socket).expect("a socket");
        let login = login::Login::new(Arc::clone(&shared));
        known.sessions.push(tokio::spawn(async move {
            if let Ok(session) = russh::server::run_stream(Arc::new(config), socket, login).await {
                let _ = session.await;
            }
            let _ = twin.shutdown(Shutdown::Both);
        }));
    }
}

fn config(shared: &Shared) -> russh::server::Config {
    let password = if shared.in_dialogue { MethodKind::KeyboardInteractive } else { MethodKind::Password };
    russh::server::Config {
        methods: MethodSet::from(&[password, MethodKind::PublicKey][..]),
        keys: vec![host_key(shared.host_key)],
        auth_rejection_time: Duration::ZERO,
        nodelay: true,
        ..russh::server::Config::default()
    }
}
