//! The emptiest window that Tauri opens: what the start and the memory of Stockless are measured beside.
//!
//! `cargo xtask bench` starts it. It writes the file named by `STOCKLESS_READY_FILE` when its blank page is there, as
//! Stockless does when its first data is.

use tauri::http::Response;
use tauri::webview::PageLoadEvent;
use tauri::{WebviewUrl, WebviewWindowBuilder};

fn main() -> tauri::Result<()> {
    tauri::Builder::default()
        .register_uri_scheme_protocol("empty", |_, _| {
            let page = b"<!doctype html><title>Empty</title>".to_vec();
            Response::builder().header("Content-Type", "text/html").body(page).unwrap_or_default()
        })
        .setup(|app| {
            WebviewWindowBuilder::new(
                app,
                "empty",
                WebviewUrl::CustomProtocol("empty://localhost/".parse()?),
            )
            .inner_size(1440.0, 900.0)
            .on_page_load(|_, page| {
                if page.event() == PageLoadEvent::Finished {
                    tell_ready();
                }
            })
            .build()?;
            Ok(())
        })
        .run(tauri::generate_context!())
}

fn tell_ready() {
    if let Some(file) = std::env::var_os("STOCKLESS_READY_FILE")
        && let Err(error) = std::fs::write(&file, "ready\n")
    {
        eprintln!("{}: {error}", file.display());
    }
}
