//! The interface in an ordinary browser: serves the built page and lets it call the real engine over HTTP.
//!
//! For looking at screens and for the browser checks. It listens on 127.0.0.1 only and is not part of the product.
//!
//! ```text
//! cargo run -p stockless-tests --bin browser-host -- --workspace DIR [--demo] [--port 4173]
//! ```

mod calls;
mod page;
mod policy;
mod workspace;

use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path as Segment, Request, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::middleware::{Next, from_fn};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::{Value, json};
use stockless_connect::table::xlsx;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::broadcast;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::BroadcastStream;

use calls::Calls;
use page::Page;

/// Events that a slow page may fall behind before it misses some.
const BACKLOG: usize = 1024;
const BRIDGE: &str = include_str!("bridge.js");

#[derive(Clone)]
struct Host {
    page: Arc<Page>,
    calls: Calls,
    events: broadcast::Sender<String>,
    nonces: Arc<AtomicU64>,
}

fn main() -> ExitCode {
    let mut words = std::env::args_os().skip(1).peekable();
    if words.next_if(|word| word == xlsx::CHILD_FLAG).is_some() {
        // The engine starts this program again to read a workbook.
        return xlsx::child_main(words);
    }
    let served =
        Runtime::new().map_err(|error| error.to_string()).and_then(|runtime| runtime.block_on(serve()));
    match served {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("browser-host: {reason}");
            ExitCode::FAILURE
        }
    }
}

async fn serve() -> Result<(), String> {
    let options = Options::parse(std::env::args().skip(1))?;
    let engine = workspace::open(&options.workspace, options.demo)?;
    let events = broadcast::Sender::new(BACKLOG);
    carry_events(&engine, events.clone());
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/dist");
    let host =
        Host { page: Arc::new(Page::new(page)), calls: Calls::new(engine), events, nonces: Arc::default() };
    let routes = Router::new()
        .route("/ipc/{command}", post(call))
        .route("/events", get(events_of))
        .route("/__bridge.js", get(|| async { ([(header::CONTENT_TYPE, "text/javascript")], BRIDGE) }))
        .route("/__choose", post(choose))
        .fallback(file)
        .layer(from_fn(only_this_machine))
        .with_state(host);
    let listener = TcpListener::bind(("127.0.0.1", options.port)).await.map_err(|error| error.to_string())?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    println!("http://{address}/");
    axum::serve(listener, routes).await.map_err(|error| error.to_string())
}

struct Options {
    workspace: PathBuf,
    demo: bool,
    port: u16,
}

impl Options {
    fn parse(mut words: impl Iterator<Item = String>) -> Result<Self, String> {
        let (mut workspace, mut demo, mut port) = (None, false, 0);
        while let Some(word) = words.next() {
            match word.as_str() {
                "--demo" => demo = true,
                "--workspace" => workspace = words.next().map(PathBuf::from),
                "--port" => {
                    port = words.next().and_then(|text| text.parse().ok()).ok_or("--port wants a number")?
                }
                other => return Err(format!("'{other}' is not understood")),
            }
        }
        Ok(Self { workspace: workspace.ok_or("--workspace DIR is missing")?, demo, port })
    }
}

/// A page of another site can make a browser send requests here; its name would then be in `Host`.
async fn only_this_machine(request: Request, next: Next) -> Response {
    let name = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = name.rsplit_once(':').map_or(name, |(name, _port)| name);
    if name == "127.0.0.1" || name == "localhost" {
        return next.run(request).await;
    }
    (StatusCode::FORBIDDEN, "only this machine is answered\n").into_response()
}

/// The body is what the page gave to `invoke`; the header says which of the two fields of the answer counts.
async fn call(State(host): State<Host>, Segment(command): Segment<String>, body: Bytes) -> Response {
    let done = tokio::task::spawn_blocking(move || {
        let fields: Value = serde_json::from_slice(&body).map_err(|error| json!(error.to_string()))?;
        host.calls.call(&command, fields.get("request").cloned().unwrap_or(Value::Null))
    });
    let (outcome, body) = match done.await {
        Ok(Ok(answer)) => ("ok", json!({ "ok": answer })),
        Ok(Err(error)) => ("error", json!({ "error": error })),
        Err(panic) => ("error", json!({ "error": panic.to_string() })),
    };
    let headers = [(header::CONTENT_TYPE.as_str(), "application/json"), ("stockless-outcome", outcome)];
    (headers, body.to_string()).into_response()
}

/// Prepares the answer of the next file dialog: a JSON list of paths.
async fn choose(State(host): State<Host>, body: Bytes) -> StatusCode {
    match serde_json::from_slice(&body) {
        Ok(paths) => {
            host.calls.prepare_choice(paths);
            StatusCode::NO_CONTENT
        }
        Err(_) => StatusCode::BAD_REQUEST,
    }
}

async fn events_of(State(host): State<Host>) -> impl IntoResponse {
    let news = BroadcastStream::new(host.events.subscribe());
    // A page that fell behind is told nothing about it: it asks again on its next step.
    let news = news.filter_map(|text| text.ok().map(|text| Ok::<_, Infallible>(Event::default().data(text))));
    Sse::new(news).keep_alive(KeepAlive::default())
}

async fn file(State(host): State<Host>, uri: Uri) -> Response {
    let nonce = format!("n{}", host.nonces.fetch_add(1, Ordering::Relaxed));
    let file = match host.page.file(uri.path(), &nonce) {
        Ok(file) => file,
        Err(error) => {
            return (StatusCode::NOT_FOUND, format!("{error}; is the page built?\n")).into_response();
        }
    };
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static(file.kind));
    headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    if file.is_page {
        let policy = policy::policy(&nonce).and_then(|text| text.parse().map_err(|_| "no header".to_owned()));
        match policy {
            Ok(policy) => headers.insert(header::CONTENT_SECURITY_POLICY, policy),
            Err(reason) => return (StatusCode::INTERNAL_SERVER_ERROR, reason).into_response(),
        };
    }
    (headers, file.bytes).into_response()
}

/// Sends on what the engine says, in the shape of Tauri's events.
fn carry_events(engine: &stockless_engine::Engine, to: broadcast::Sender<String>) {
    let news = engine.subscribe();
    std::thread::spawn(move || {
        for event in news {
            let (name, payload) = workspace::named(&event);
            // Without a page nobody listens, and that is no error.
            let _ = to.send(json!({ "event": name, "payload": payload }).to_string());
        }
    });
}
