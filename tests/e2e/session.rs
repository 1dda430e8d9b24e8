//! A driven window: WebKitWebDriver starts the program and passes on what a person would do.

use std::net::TcpListener;
use std::process::Command;

use serde_json::json;
use thirtyfour::{Capabilities, WebDriver};

use crate::machine::{Machine, Running, desktop, pictures};
use crate::page::Page;
use crate::poll::until;

/// The window, its driver and the machine they run on.
pub struct Session {
    pub page: Page,
    _driver: Running,
    pub machine: Machine,
}

impl Session {
    /// Starts the program with `arguments` on a machine of its own.
    pub async fn start(machine: Machine, arguments: &[&str]) -> Self {
        let port = free_port();
        let mut command = Command::new("WebKitWebDriver");
        command.arg(format!("--port={port}")).env("TAURI_WEBVIEW_AUTOMATION", "true");
        command.env("STOCKLESS_READY_FILE", machine.path("ready"));
        let running = Running::start(machine.seat(&mut command));
        let mut wanted = Capabilities::new();
        let options = json!({ "binary": desktop(), "args": arguments });
        wanted.set("webkitgtk:browserOptions", options).expect("capabilities");
        // The program's HTTP client brings its own encryption; the driver's asks the process for one.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let address = format!("http://127.0.0.1:{port}");
        let driver = until("the window", || WebDriver::new(address.clone(), wanted.clone())).await;
        Self { page: Page::new(driver), _driver: running, machine }
    }

    /// The sample shop in a window of its own.
    pub async fn with_sample_shop() -> Self {
        let machine = Machine::start();
        let workspace = machine.path("workspace");
        Self::start(machine, &["--workspace", &workspace.to_string_lossy(), "--demo"]).await
    }

    /// Writes what the window shows to `target/screens/NAME.png`.
    pub async fn picture(&self, name: &str) {
        let png = self.page.picture().await;
        std::fs::write(pictures().join(format!("{name}.png")), png).expect("a picture");
    }

    pub async fn end(self) {
        self.page.close().await;
    }

    /// Closes the window of a machine on which another one will be opened, and waits until the program has ended.
    pub async fn end_and_keep_the_machine(self) -> Machine {
        self.page.close().await;
        ended(&self.machine).await;
        self.machine
    }

    /// Waits until the program has ended by itself.
    pub async fn ended(&self) {
        ended(&self.machine).await;
    }
}

/// Waits until the program has left the session bus.
async fn ended(machine: &Machine) {
    let bus = zbus::connection::Builder::address(machine.bus()).expect("its address").build().await;
    let bus = zbus::fdo::DBusProxy::new(&bus.expect("the session bus")).await.expect("its own service");
    until("the end of the program", || async {
        let names = bus.list_names().await.expect("names");
        match names.iter().find(|name| name.contains("SingleInstance")) {
            None => Ok(()),
            Some(name) => Err(format!("{name} is still taken")),
        }
    })
    .await;
}

/// A port that was free a moment ago; the driver can only be told one.
fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("its number").port()
}
