//! `cargo xtask suppliers`: simulated suppliers on fixed ports, to connect a workspace to and to play tricks with.

use crate::cargo::cargo;
use crate::packages::Purpose;
use crate::{Outcome, frontend, system};

pub fn suppliers() -> Outcome {
    system::prepare(Purpose::Build)?;
    println!("building the suppliers (the first time takes some minutes)");
    let run = ["run", "--quiet", "--package", "stockless-tests", "--bin", "simulated-suppliers"];
    frontend::finish(cargo(&run), "the suppliers")
}
