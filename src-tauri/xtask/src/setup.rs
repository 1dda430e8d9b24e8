//! `cargo xtask setup`: everything this machine needs to build, run and test Stockless.

use crate::packages::Purpose;
use crate::{Outcome, browser, frontend, place, system};

pub fn setup() -> Outcome {
    system::prepare(Purpose::Test)?;
    let ui = place::ui();
    if frontend::packages_are_stale(&ui) {
        println!("installing the interface's packages (npm ci)");
        frontend::finish(frontend::npm_ci(&ui), "npm ci in ui")?;
    }
    browser::install()
}
