//! Carries the page's calls to the engine and the engine's events to the page. It knows no command by name, so a
//! new command needs no line here.

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde_json::Value;
use tauri::ipc::{Invoke, InvokeBody};
use tauri::{Manager, Wry};

use crate::backend::Backend;
use crate::host;
use crate::refusal::Refusal;

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
        Some(done) => done.map_err(|refusal| serde_json::to_value(refusal).unwrap_or_default()),
        None => backend.call(&name, request),
    }));
    match outcome {
        Ok(Ok(response)) => resolver.resolve(response),
        Ok(Err(error)) => resolver.reject(error),
        Err(_) => resolver.reject(
            Refusal::new(
                "internal",
                format!("Stockless stopped working on {name}. Nothing was changed by this step."),
            )
            .with_action("Try again. If it happens again, restart Stockless."),
        ),
    }
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
