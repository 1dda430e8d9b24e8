//! Carries the page's calls to the engine and the engine's events to the page. It knows no command by name, so a
//! new command needs no line here.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::Receiver;

use serde_json::{Value, json};
use stockless_engine::{Event, Tag};
use tauri::ipc::{Invoke, InvokeBody};
use tauri::{AppHandle, Emitter, Manager, Wry};

use crate::backend::{Backend, News};
use crate::host;
use crate::refusal::Refusal;
use crate::waiting;

/// The handler of every call. Tauri has checked by now that the window may call this command.
pub fn calls(backend: Backend) -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    move |invoke| {
        let backend = backend.clone();
        // The engine blocks on its file; the thread that draws must not.
        tauri::async_runtime::spawn_blocking(move || answer(&backend, invoke));
        true
    }
}

fn answer(backend: &Backend, invoke: Invoke<Wry>) {
    let Invoke { message, resolver, .. } = invoke;
    let name = message.command().to_owned();
    let app = message.webview_ref().app_handle().clone();
    let request = match request_of(message.payload()) {
        Ok(request) => request,
        Err(refusal) => return resolver.reject(refusal),
    };
    // Without an answer the page would wait for ever, so a panic becomes one.
    let outcome = catch_unwind(AssertUnwindSafe(|| match host::call(&app, &name, &request) {
        Some(done) => done,
        None => backend.call(&name, request).map_err(Refusal::from),
    }));
    match outcome {
        Ok(Ok(response)) => resolver.resolve(response),
        Ok(Err(error)) => resolver.reject(error),
        Err(_) => resolver.reject(stopped(backend)),
    }
}

/// What stopped may have left something half done: nothing goes to a supplier until a fresh start has settled it.
fn stopped(backend: &Backend) -> Refusal {
    backend.shut_down();
    Refusal::new(
        "internal",
        "A part of Stockless stopped unexpectedly. Nothing is sent to suppliers until it is started again.",
    )
    .with_action("Close Stockless and open it again.")
}

/// Sends the engine's events to the page for as long as the program runs, and has what waits counted again when it can
/// be another number.
pub fn news(app: &AppHandle, news: Receiver<News>) {
    let app = app.clone();
    std::thread::spawn(move || {
        for one in news {
            if let News::Event(event) = &one {
                let (name, payload) = named(event);
                // The window may be closing; then nobody needs the news.
                let _ = app.emit(&name, payload);
            }
            if may_change_what_waits(&one) {
                waiting::count(&app);
            }
        }
    });
}

fn may_change_what_waits(news: &News) -> bool {
    match news {
        News::Opened => true,
        News::Event(Event::Changed { tags }) => tags.contains(&Tag::Purchases),
        News::Event(_) => false,
    }
}

/// `stockless://changed` with `{tags}`, and so on for every kind of event there will be.
fn named(event: &Event) -> (String, Value) {
    let payload = json!(event);
    let kind = payload.get("kind").and_then(Value::as_str).unwrap_or_default();
    (format!("stockless://{kind}"), payload)
}

/// Every call is `{request: …}`; a command without a request may leave it out.
fn request_of(body: &InvokeBody) -> Result<Value, Refusal> {
    match body {
        InvokeBody::Json(Value::Object(fields)) => Ok(fields.get("request").cloned().unwrap_or(Value::Null)),
        _ => Err(Refusal::new("invalid_request", "A call is an object with the field 'request'.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_event_is_named_by_its_kind() {
        let (name, payload) = named(&Event::Changed { tags: vec![stockless_engine::Tag::Orders] });
        assert_eq!(name, "stockless://changed");
        assert_eq!(payload["tags"], json!(["orders"]));
    }

    #[test]
    fn a_call_carries_its_request_in_one_field() {
        assert_eq!(
            request_of(&InvokeBody::Json(json!({"request": {"tab": "new"}}))).unwrap(),
            json!({"tab": "new"})
        );
        assert_eq!(request_of(&InvokeBody::Json(json!({}))).unwrap(), Value::Null);
        assert!(request_of(&InvokeBody::Json(json!([1]))).is_err());
        assert!(request_of(&InvokeBody::Raw(vec![1, 2])).is_err());
    }
}
