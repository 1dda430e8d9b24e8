//! Descriptions, bodies and addresses. Conversations are in the journeys, where whole suppliers are simulated.

mod addresses;
mod bodies;
mod descriptions;

use std::path::Path;
use std::sync::Arc;

use super::*;

/// The text of one of the described suppliers.
fn described(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/suppliers");
    std::fs::read_to_string(folder.join(format!("{name}.toml"))).unwrap()
}

const ALL: &[&str] = &["keyed", "unique", "drafted", "found", "listed", "queried"];

fn open(connection: &Connection) -> Result<Rest, OpenError> {
    Rest::open(connection, &Secret::new("canary"), Timeouts::default(), Arc::new(|| 0))
}

fn connection(base_url: &str, allowed_host: &str) -> Connection {
    Connection {
        description: described("keyed"),
        base_url: base_url.to_owned(),
        allowed_host: allowed_host.to_owned(),
        own_authority: None,
        look_first: false,
        account: 0,
    }
}
