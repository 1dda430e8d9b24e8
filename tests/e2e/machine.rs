//! A machine for one test: display, session bus and home folder, all its own and gone when the test ends.

use std::fs::{DirBuilder, create_dir_all};
use std::io::{BufRead, BufReader};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// How this person likes dialogs for files: with a field for the path, and not with the files used last, where a typed
/// folder cannot be opened.
const DIALOGS: &str = "[org/gtk/settings/file-chooser]\nlocation-mode='filename-entry'\nstartup-mode='cwd'\n";

/// A process that ends with its owner.
pub struct Running(Child);

impl Running {
    pub fn start(command: &mut Command) -> Self {
        let child = command.stdin(Stdio::null()).stderr(Stdio::null()).spawn();
        Self(child.unwrap_or_else(|error| panic!("{command:?}: {error}; 'cargo xtask setup' installs it")))
    }

    /// The first line it writes, which names the display or the address it took.
    fn first_line(&mut self) -> String {
        let mut line = String::new();
        let output = self.0.stdout.take().expect("its output is piped");
        BufReader::new(output).read_line(&mut line).expect("its first line");
        line.trim().to_owned()
    }

    /// Its exit code, if it has ended.
    pub fn ended(&mut self) -> Option<i32> {
        self.0.try_wait().ok().flatten().map(|status| status.code().unwrap_or(-1))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Fields are dropped in this order: the window loses its display before its folder goes.
pub struct Machine {
    display: String,
    bus: String,
    _display: Running,
    _bus: Running,
    home: tempfile::TempDir,
}

impl Machine {
    pub fn start() -> Self {
        let home = tempfile::tempdir().expect("a temporary folder");
        DirBuilder::new().mode(0o700).create(home.path().join("runtime")).expect("a runtime folder");
        let settings = home.path().join("config/glib-2.0/settings");
        create_dir_all(&settings).expect("a folder for settings");
        std::fs::write(settings.join("keyfile"), DIALOGS).expect("settings");
        let size = ["-screen", "0", "1440x900x24", "-nolisten", "tcp"];
        let mut screen = Command::new("Xvfb");
        let mut screen = Running::start(screen.args(["-displayfd", "1"]).args(size).stdout(Stdio::piped()));
        let mut bus = Command::new("dbus-daemon");
        bus.args(["--session", "--nofork", "--nopidfile", "--print-address=1"]).stdout(Stdio::piped());
        let mut bus = Running::start(bus.env("XDG_RUNTIME_DIR", home.path().join("runtime")));
        let (display, address) = (format!(":{}", screen.first_line()), bus.first_line());
        Self { display, bus: address, _display: screen, _bus: bus, home }
    }

    /// `command` as somebody who sits at this machine would start it.
    pub fn seat<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        let home = self.home.path();
        for (name, folder) in
            [("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "data"), ("XDG_CACHE_HOME", "cache")]
        {
            command.env(name, home.join(folder));
        }
        command
            .env("HOME", home)
            .env("XDG_RUNTIME_DIR", home.join("runtime"))
            .env("DISPLAY", &self.display)
            .env_remove("WAYLAND_DISPLAY")
            .env("GDK_BACKEND", "x11")
            .env("GSETTINGS_BACKEND", "keyfile")
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus)
            .env("NO_AT_BRIDGE", "1")
            .env("LANG", "C.UTF-8")
            .env("TZ", "UTC")
            .stdout(Stdio::null())
    }

    /// Where its session bus listens.
    pub fn bus(&self) -> &str {
        &self.bus
    }

    /// A path inside the machine's home folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }
}

/// The program under test, which cargo built beside this test.
pub fn desktop() -> PathBuf {
    let program = built().join("stockless-desktop");
    assert!(program.is_file(), "{} is not there; build the workspace first", program.display());
    program
}

/// Where pictures of the window go.
pub fn pictures() -> PathBuf {
    let folder = built().parent().expect("cargo's target folder").join("screens");
    create_dir_all(&folder).expect("a folder for pictures");
    folder
}

fn built() -> PathBuf {
    let test = std::env::current_exe().expect("the path of this test");
    let profile = test.ancestors().nth(2).unwrap_or(Path::new("."));
    profile.to_path_buf()
}
