//! The built page, served as it is apart from one script tag and the style nonce.

use std::path::{Component, Path, PathBuf};

/// Where the built page is, and the word that stands for the nonce in its HTML.
pub struct Page {
    folder: PathBuf,
}

/// A file of the page.
pub struct File {
    pub kind: &'static str,
    pub bytes: Vec<u8>,
    /// True for the page itself, which carries the policy.
    pub is_page: bool,
}

const NONCE: &str = "__TAURI_STYLE_NONCE__";
const BRIDGE: &str = "<head><script src=\"/__bridge.js\"></script>";

impl Page {
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// The file at `path`; like the window, any other path is the page itself, which has its own routes.
    pub fn file(&self, path: &str, nonce: &str) -> std::io::Result<File> {
        let relative = Path::new(path.trim_start_matches('/'));
        let inside = relative.components().all(|part| matches!(part, Component::Normal(_)));
        let file = self.folder.join(relative);
        if inside && file.is_file() && file.file_name().is_some_and(|name| name != "index.html") {
            return Ok(File { kind: kind(&file), bytes: std::fs::read(file)?, is_page: false });
        }
        let html = std::fs::read_to_string(self.folder.join("index.html"))?;
        let html = html.replace(NONCE, nonce).replacen("<head>", BRIDGE, 1);
        Ok(File { kind: "text/html; charset=utf-8", bytes: html.into_bytes(), is_page: true })
    }
}

fn kind(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json" | "map") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> (tempfile::TempDir, Page) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("dist")).unwrap();
        std::fs::write(folder.path().join("secret.txt"), "secret").unwrap();
        std::fs::write(folder.path().join("dist/main.js"), "1").unwrap();
        std::fs::write(
            folder.path().join("dist/index.html"),
            "<html><head><meta content=\"__TAURI_STYLE_NONCE__\">",
        )
        .unwrap();
        let page = Page::new(folder.path().join("dist"));
        (folder, page)
    }

    #[test]
    fn the_page_gets_bridge_and_nonce_and_nothing_else() {
        let (_folder, page) = page();
        for path in ["/", "/index.html", "/orders/12"] {
            let file = page.file(path, "n0").unwrap();
            let html = String::from_utf8(file.bytes).unwrap();
            assert_eq!(html, "<html><head><script src=\"/__bridge.js\"></script><meta content=\"n0\">");
            assert!(file.is_page);
        }
        assert_eq!(page.file("/main.js", "n0").unwrap().bytes, b"1");
    }

    #[test]
    fn nothing_outside_the_page_is_served() {
        let (_folder, page) = page();
        for path in ["/../secret.txt", "/x/../../secret.txt", "//secret.txt", "/./../secret.txt"] {
            assert!(page.file(path, "n0").unwrap().is_page, "{path}");
        }
    }
}
