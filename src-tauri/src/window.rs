//! The one window. It shows our own page and nothing else.

use tauri::webview::{NewWindowResponse, PageLoadEvent};
use tauri::{AppHandle, Manager, Url, WebviewWindowBuilder};

/// The window's label in tauri.conf.json and in its capability.
pub const MAIN: &str = "main";

/// Builds the window from tauri.conf.json and closes every way out of our page.
pub fn open(app: &AppHandle) -> tauri::Result<()> {
    let config = app.config().app.windows.iter().find(|window| window.label == MAIN);
    let config = config.ok_or(tauri::Error::WindowNotFound)?.clone();
    WebviewWindowBuilder::from_config(app, &config)?
        .on_navigation(is_our_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .on_page_load(|window, page| {
            // Hidden until the page is there: a dark desktop sees no white flash.
            if page.event() == PageLoadEvent::Finished {
                let _ = window.show();
            }
        })
        .build()?;
    Ok(())
}

/// Brings the window to the front, for a person who started the program twice.
pub fn raise(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(MAIN) {
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

/// Tauri serves the page as `tauri://localhost`, on Windows as `https://tauri.localhost`.
fn is_our_page(url: &Url) -> bool {
    matches!(
        (url.scheme(), url.host_str()),
        ("tauri", Some("localhost")) | ("https", Some("tauri.localhost"))
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_page_may_be_opened() {
        for ours in ["tauri://localhost/", "tauri://localhost/orders?tab=new", "https://tauri.localhost/"] {
            assert!(is_our_page(&ours.parse().unwrap()), "{ours}");
        }
        for foreign in [
            "https://example.com/",
            "http://localhost/",
            "https://tauri.localhost.example.com/",
            "tauri://example.com/",
            "file:///etc/passwd",
            "data:text/html,hello",
            "javascript:alert(1)",
            "about:blank",
        ] {
            assert!(!is_our_page(&foreign.parse().unwrap()), "{foreign}");
        }
    }
}
