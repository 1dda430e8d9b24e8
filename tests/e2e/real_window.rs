//! What only the real window can prove: that the built program starts, shows data, and keeps its page fenced in.

mod day;
mod waiting;
mod workspaces;

use std::process::Command;

use serde_json::{Value, json};

use crate::machine::{Running, desktop};
use crate::poll::until;
use crate::session::Session;

/// Calls a command as the page does; answers `["ok", value]` or `["refused", reason]`.
const CALL: &str = r#"
const [name, fields, done] = arguments;
window.__TAURI_INTERNALS__.invoke(name, fields).then((value) => done(["ok", value]), (reason) => done(["refused", reason]));
"#;

#[tokio::test(flavor = "multi_thread")]
async fn the_sample_shop_fills_the_inbox() {
    let window = Session::with_sample_shop().await;
    window.page.wait_for("grid", None, 1).await;
    window.page.wait_for("row", None, 10).await;
    let ready = window.machine.path("ready");
    let took = until("the moment of the first data", || async {
        let text = std::fs::read_to_string(&ready).unwrap_or_default();
        text.trim().parse::<u64>().map_err(|error| format!("'{text}': {error}"))
    })
    .await;
    assert!(took > 0);
    window.picture("window-inbox").await;
    window.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_reach_the_page() {
    let window = Session::with_sample_shop().await;
    window.page.wait_for("grid", None, 1).await;
    window.page.wait_for("row", None, 10).await;
    window.page.type_keys("?").await;
    window.page.wait_for("dialog", Some("Shortcuts"), 1).await;
    window.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_reaches_only_what_it_was_granted() {
    let window = Session::with_sample_shop().await;
    let call = async |name: &str, fields: Value| window.page.ask(CALL, vec![json!(name), fields]).await;
    assert_eq!(call("workspace_state", json!({})).await[0], "ok");
    assert_eq!(call("host_set_title", json!({ "request": { "title": "Fernhill Goods" } })).await[0], "ok");
    for (name, fields) in [
        ("plugin:window|set_title", json!({ "value": "x" })),
        ("plugin:webview|internal_toggle_devtools", json!({})),
        ("plugin:dialog|open", json!({ "options": {} })),
        ("plugin:opener|open_path", json!({ "path": "/" })),
        ("plugin:event|emit", json!({ "event": "stockless://changed" })),
        ("no_such_command", json!({})),
    ] {
        let answer = call(name, fields).await;
        assert_eq!(answer[0], "refused", "{name}: {answer}");
        assert!(answer[1].as_str().is_some_and(|reason| reason.contains("not allowed")), "{name}: {answer}");
    }
    let elsewhere = call("host_show_in_folder", json!({ "request": { "path": "/etc/passwd" } })).await;
    assert_eq!(elsewhere[1]["code"], "not_allowed", "{elsewhere}");
    window.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_cannot_leave_or_load_anything() {
    let window = Session::with_sample_shop().await;
    let seen = window.page.ask(
        r#"
const done = arguments[0];
const here = location.href;
const refused = [];
document.addEventListener("securitypolicyviolation", (event) => refused.push(event.effectiveDirective));
const answers = { opened: window.open("https://example.com/") !== null };
location.assign("https://example.com/");
try { eval("answers.evaluated = true"); } catch { answers.evaluated = false; }
fetch("https://example.com/").then(() => "loaded", () => "refused").then((word) => {
  done({ ...answers, fetched: word, moved: location.href !== here, refused });
});
"#,
        Vec::new(),
    );
    let seen = seen.await;
    assert_eq!(seen["opened"], false, "{seen}");
    assert_eq!(seen["evaluated"], false, "{seen}");
    assert_eq!(seen["fetched"], "refused", "{seen}");
    assert_eq!(seen["moved"], false, "{seen}");
    assert!(
        seen["refused"].as_array().is_some_and(|list| list.iter().any(|rule| rule == "connect-src")),
        "{seen}"
    );
    window.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_start_leaves_the_first_window_alone() {
    let window = Session::with_sample_shop().await;
    window.page.wait_for("grid", None, 1).await;
    let mut again = Command::new(desktop());
    again.arg("--workspace").arg(window.machine.path("workspace"));
    let mut again = Running::start(window.machine.seat(&mut again));
    let code =
        until("the second start to end", || std::future::ready(again.ended().ok_or("it still runs"))).await;
    assert_eq!(code, 0);
    assert!(window.page.count("grid", None).await > 0, "the first window still shows its list");
    window.end().await;
}
