//! A display for programs that need one on a machine without a screen.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use crate::Outcome;

/// A virtual screen that ends with its owner.
pub struct Display {
    server: Child,
    pub name: String,
}

impl Display {
    /// Starts Xvfb on a number that it finds itself.
    pub fn start() -> Outcome<Self> {
        let told = |error: std::io::Error| format!("Xvfb could not be started: {error}.");
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1440x900x24", "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(told)?;
        let mut line = String::new();
        if let Some(output) = server.stdout.take() {
            BufReader::new(output).read_line(&mut line).map_err(told)?;
        }
        Ok(Self { server, name: format!(":{}", line.trim()) })
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
