//! The engine behind the window: opened beside it, so that the window appears at once; replaced when the person
//! opens another workspace.

use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, mpsc};

use serde_json::{Value, json};
use stockless_connect::secrets::Keychain;
use stockless_engine::clock::SystemClock;
use stockless_engine::{ApiError, Code, Engine, Event, InDoubt, Options, SystemDisk};

enum State {
    Opening,
    Open(Engine),
    Failed(ApiError),
}

/// What the window has to be told.
#[derive(Debug)]
pub enum News {
    /// A workspace was opened, the first or another one.
    Opened,
    /// From the engine of the workspace that is open.
    Event(Event),
}

/// The engine of the workspace that is open. Cheap to clone; clones share it.
#[derive(Clone)]
pub struct Backend {
    shared: Arc<(Mutex<State>, Condvar)>,
    news: mpsc::Sender<News>,
}

impl Backend {
    /// With nothing open yet. The receiver hears of whichever workspace is open.
    pub fn new() -> (Self, mpsc::Receiver<News>) {
        let (news, heard) = mpsc::channel();
        (Self { shared: Arc::new((Mutex::new(State::Opening), Condvar::new())), news }, heard)
    }

    /// Opens `folder` and lets the waiting calls go on, also when it cannot be opened: they are told why.
    /// With `demo`, a new workspace is filled with the sample shop first.
    pub fn open_first(&self, folder: Result<&Path, ApiError>, demo: bool) {
        let opened = folder.and_then(open).and_then(|engine| {
            if demo {
                fill(&engine)?;
            }
            Ok(engine)
        });
        let state = match opened {
            Ok(engine) => {
                self.hear(&engine);
                State::Open(engine)
            }
            Err(error) => State::Failed(error),
        };
        *self.state() = state;
        self.shared.1.notify_all();
        self.opened();
    }

    /// Opens another workspace in place of this one, which stays open when the other cannot be opened.
    pub fn open_other(&self, folder: &Path) -> Result<(), ApiError> {
        if self.engine().is_ok_and(|engine| engine.folder() == folder) {
            return Ok(());
        }
        let engine = open(folder)?;
        self.hear(&engine);
        let before = std::mem::replace(&mut *self.state(), State::Open(engine));
        if let State::Open(before) = before {
            before.shut_down();
        }
        self.opened();
        Ok(())
    }

    fn opened(&self) {
        // Nobody listens any more when the program ends.
        let _ = self.news.send(News::Opened);
    }

    /// Runs one command; blocks until it is done.
    pub fn call(&self, name: &str, request: Value) -> Result<Value, ApiError> {
        self.engine()?.call(name, request)
    }

    /// How many purchases are in doubt; none where no workspace could be opened.
    pub fn in_doubt(&self) -> Result<InDoubt, ApiError> {
        self.engine()?.in_doubt()
    }

    /// Stops what runs by itself; nothing is sent from here on.
    pub fn shut_down(&self) {
        if let State::Open(engine) = &*self.state() {
            engine.shut_down();
        }
    }

    /// The engine, once it is open.
    fn engine(&self) -> Result<Engine, ApiError> {
        let mut state = self.state();
        loop {
            match &*state {
                State::Open(engine) => return Ok(engine.clone()),
                State::Failed(error) => return Err(error.clone()),
                State::Opening => state = self.shared.1.wait(state).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }

    /// Passes the engine's events on until it is gone.
    fn hear(&self, engine: &Engine) {
        let (events, news) = (engine.subscribe(), self.news.clone());
        std::thread::spawn(move || events.into_iter().try_for_each(|event| news.send(News::Event(event))));
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.shared.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn open(folder: &Path) -> Result<Engine, ApiError> {
    let told = |error: std::io::Error| ApiError::new(Code::File, format!("{}: {error}.", folder.display()));
    std::fs::create_dir_all(folder).map_err(told)?;
    let options = Options {
        clock: Arc::new(SystemClock),
        disk: Arc::new(SystemDisk),
        secrets: Arc::new(Keychain::new()),
        program: std::env::current_exe().map_err(told)?,
        boot: stockless_engine::boot::fresh(),
        outside: std::sync::Arc::new(stockless_engine::forwarding::RealOutside::default()),
        background: true,
    };
    Engine::open(folder, options)
}

/// Makes the sample shop in a workspace that nobody has set up.
fn fill(engine: &Engine) -> Result<(), ApiError> {
    let state = engine.call("workspace_state", Value::Null)?;
    if state.get("set_up").and_then(Value::as_bool) == Some(true) {
        return Ok(());
    }
    engine.call("sample_create", json!({}))?;
    Ok(())
}
