//! `cargo xtask screens`: a picture of every screen, light and dark, in target/screens.

use crate::cargo::cargo_everything;
use crate::packages::Purpose;
use crate::{Outcome, browser, frontend, place, setup, system};

pub fn screens() -> Outcome {
    system::prepare(Purpose::Test)?;
    setup::setup()?;
    frontend::build()?;
    frontend::finish(cargo_everything(&["build"], &["--bin", "browser-host"]), "cargo build")?;
    frontend::finish(browser::checks(&["--screens-only"]), "the browser")?;
    println!("the pictures are in {}", place::target().join("screens").display());
    Ok(())
}
