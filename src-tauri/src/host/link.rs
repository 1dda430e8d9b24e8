//! Opening a page of the web in the person's browser, and the rule which addresses are one.

use serde::Deserialize;
use tauri::Url;

use crate::refusal::Refusal;

/// Longest address, in bytes; browsers cut earlier.
const LONGEST: usize = 2_000;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenLink {
    url: String,
}

/// Opens an address in the browser of the system. Addresses come from files and from suppliers: what is not a page of
/// the web, such as a file or a program's own scheme, is refused.
pub fn open(request: &OpenLink) -> Result<(), Refusal> {
    let url = web_page(&request.url)?;
    tauri_plugin_opener::open_url(url.as_str(), None::<&str>)
        .map_err(|error| Refusal::new("browser", format!("The browser did not open: {error}.")))
}

fn web_page(text: &str) -> Result<Url, Refusal> {
    let refused = || {
        let shown: String = text.chars().take(100).collect();
        Refusal::new("not_allowed", format!("“{shown}” is not the address of a page on the web."))
    };
    let url = Url::parse(text).map_err(|_| refused())?;
    let is_web =
        matches!(url.scheme(), "https" | "http") && url.host_str().is_some_and(|host| !host.is_empty());
    // A name and password in front of the host make one address look like another.
    let is_plain = url.username().is_empty() && url.password().is_none() && text.len() <= LONGEST;
    if is_web && is_plain { Ok(url) } else { Err(refused()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_the_web_are_opened() {
        for page in
            ["https://nordlicht.example", "http://orders.example.com/login?next=%2F", "HTTPS://EXAMPLE.COM/"]
        {
            assert!(web_page(page).is_ok(), "{page}");
        }
        let long = format!("https://example.com/{}", "x".repeat(LONGEST));
        for other in [
            "file:///etc/passwd",
            "javascript:alert(1)",
            "data:text/html,hello",
            "ms-settings:privacy",
            "mailto:orders@example.com",
            "https://nordlicht.example@example.com/",
            "nordlicht.example",
            "--version",
            "",
            &long,
        ] {
            assert!(web_page(other).is_err(), "{other}");
        }
    }
}
