//! A real mail server on this computer: aiosmtpd, in a Python environment of its own that is made once.

use std::fs::OpenOptions;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};

use serde_json::json;

use crate::world::{World, file_names};

/// The password of the account `orders`.
pub const PASSWORD: &str = "correct-horse-canary";

/// A server that runs until it is dropped, and the folder with what it accepted.
pub struct MailServer {
    process: Child,
    /// The server ends when this does.
    _input: Option<ChildStdin>,
    folder: tempfile::TempDir,
    port: u16,
}

impl MailServer {
    /// Starts it. `scratch` is a folder of the build, in which the environment is kept between runs.
    pub fn start(scratch: &str) -> Self {
        let python = environment(Path::new(scratch), "mail-server", "aiosmtpd==1.4.6");
        let folder = tempfile::tempdir().expect("a temporary folder");
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/support/mail_server.py");
        let mut process = Command::new(python)
            .arg(script)
            .arg(folder.path())
            .arg(PASSWORD)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the mail server starts");
        let mut line = String::new();
        let output = process.stdout.take().expect("its output");
        BufReader::new(output).read_line(&mut line).expect("it tells its port");
        let port = line.trim().parse().unwrap_or_else(|_| panic!("a port, not {line:?}"));
        Self { _input: process.stdin.take(), process, folder, port }
    }

    /// Where it listens.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The messages it accepted, as text, oldest first.
    pub fn messages(&self) -> Vec<String> {
        let names = file_names(self.folder.path());
        let whole = names.iter().filter(|name| name.ends_with(".eml"));
        whole
            .map(|name| std::fs::read(self.folder.path().join(name)).expect("a message"))
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            .collect()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl World {
    /// Lets the workspace send its mail to a port of this computer, with the account's password.
    pub fn mail_account(&self, port: u16) {
        self.call("mail_account_save", json!({"account": {"host": "127.0.0.1", "port": port, "security": "none",
            "user": "orders", "from_name": "Moss & Marlow", "from_address": "orders@shop.example.com"}, "password": PASSWORD}));
    }
}

/// The interpreter of an environment with a package of PyPI, made once under a lock and kept.
pub(crate) fn environment(scratch: &Path, name: &str, package: &str) -> PathBuf {
    std::fs::create_dir_all(scratch).expect("a scratch folder");
    let lock = scratch.join(format!("{name}.lock"));
    let lock = OpenOptions::new().create(true).truncate(false).write(true).open(lock);
    let lock = lock.expect("a lock file");
    lock.lock().expect("the lock");
    let version = package.rsplit('=').next().unwrap_or_default();
    let home = scratch.join(format!("{name}-{version}"));
    let python = home.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let whole = home.join("whole");
    if !whole.exists() {
        let _ = std::fs::remove_dir_all(&home);
        let system = if cfg!(windows) { "python" } else { "python3" };
        run(
            Command::new(system).args(["-m", "venv"]).arg(&home),
            "Python 3 with venv is needed for the mail tests",
        );
        run(
            Command::new(&python).args([
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                package,
            ]),
            &format!("{package} is needed for the mail tests, from PyPI or its mirror"),
        );
        std::fs::write(&whole, "").expect("the mark of a whole environment");
    }
    python
}

fn run(command: &mut Command, needed: &str) {
    let advice = "Run `cargo xtask setup`, which installs what is missing.";
    match command.status() {
        Ok(status) if status.success() => {}
        Ok(status) => panic!("{needed}. {command:?} ended with {status}. {advice}"),
        Err(error) => panic!("{needed}. {command:?}: {error}. {advice}"),
    }
}
