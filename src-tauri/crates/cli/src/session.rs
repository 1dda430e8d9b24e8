//! One run on a workspace.

use std::path::Path;
use std::sync::Arc;

use chrono_tz::Tz;
use serde::Serialize;
use serde_json::{Value, json};
use stockless_core::day::{Day, Instant};
use stockless_engine::clock::{Clock, StandingClock, SystemClock};
use stockless_engine::{Engine, Options, SystemDisk};

use crate::failure::Failure;
use crate::fields::{list, number, text};
use crate::secrets::Secrets;

/// An instant at which the clock stands, for tests and demos.
const NOW: &str = "STOCKLESS_NOW";

/// A workspace that is open for the length of one command.
pub struct Session {
    engine: Engine,
}

impl Session {
    /// Opens the workspace in a folder, making it where there is none.
    pub fn open(folder: &Path) -> Result<Self, Failure> {
        let program = std::env::current_exe().map_err(|error| Failure::file(folder, &error))?;
        let options = Options {
            clock: clock()?,
            disk: Arc::new(SystemDisk),
            secrets: Arc::new(Secrets::new()),
            program,
            boot: stockless_engine::boot::fresh(),
            // What this run queues it sends itself; what a window left in the outbox is for that window.
            outside: std::sync::Arc::new(stockless_engine::forwarding::RealOutside::default()),
            background: false,
        };
        let engine = Engine::open(folder, options)?;
        // Snoozes that ended and parcels that became late since the last run change what lists show.
        while engine.wake_orders()? > 0 {}
        Ok(Self { engine })
    }

    /// The engine.
    pub const fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Runs a command of the engine.
    pub fn call(&self, name: &str, request: &impl Serialize) -> Result<Value, Failure> {
        let request = serde_json::to_value(request).map_err(|error| Failure::invalid(format!("{error}.")))?;
        Ok(self.engine.call(name, request)?)
    }

    /// The workspace as the window would show it.
    pub fn state(&self) -> Result<Value, Failure> {
        self.call("workspace_state", &json!({}))
    }
}

/// The shop of a name, of those in a workspace's state. Case does not matter.
pub fn shop_id(state: &Value, name: &str) -> Result<i64, Failure> {
    let shops = list(state, "shops");
    let wanted = name.trim().to_lowercase();
    let found = shops.iter().find(|shop| text(shop, "name").to_lowercase() == wanted);
    found.map(|shop| number(shop, "id")).ok_or_else(|| {
        Failure::not_found(format!("There is no shop “{name}”."))
            .with_action(format!("Shops of this workspace: {}.", shop_names(state)))
    })
}

/// The supplier of a name. Case does not matter.
pub fn supplier_id(session: &Session, name: &str) -> Result<i64, Failure> {
    let wanted = name.trim().to_lowercase();
    let near = session.call("suppliers", &json!({"search": name.trim()}))?;
    let found = list(&near, "rows").iter().find(|supplier| text(supplier, "name").to_lowercase() == wanted);
    found.map(|supplier| number(supplier, "id")).ok_or_else(|| {
        Failure::not_found(format!("There is no supplier “{name}”."))
            .with_action("See their names with stockless call suppliers")
    })
}

/// The shops' names, for messages.
pub fn shop_names(state: &Value) -> String {
    let names: Vec<String> = list(state, "shops").iter().map(|shop| text(shop, "name")).collect();
    if names.is_empty() { "none yet".to_owned() } else { names.join(", ") }
}

/// Now, by the engine's clock.
pub fn now(state: &Value) -> Instant {
    Instant::from_iso(&text(state, "now")).unwrap_or(Instant::from_ms(0))
}

/// Today, in the zone in which the workspace's days begin.
pub fn today(state: &Value) -> Day {
    now(state).day_in(text(state, "time_zone").parse().unwrap_or(Tz::UTC))
}

fn clock() -> Result<Arc<dyn Clock>, Failure> {
    let Some(text) = std::env::var_os(NOW).filter(|text| !text.is_empty()) else {
        return Ok(Arc::new(SystemClock));
    };
    let text = text.to_string_lossy();
    let at = Instant::from_iso(&text).ok_or_else(|| {
        Failure::usage(format!("{NOW} is “{text}”, which is not a time."))
            .with_action("Write it as 2026-03-09T07:00:00Z, or unset it.")
    })?;
    Ok(Arc::new(StandingClock::at(at)))
}
