//! Simulated suppliers on fixed ports of this computer, to connect a workspace to and to play tricks with by hand.
//!
//! ```text
//! cargo xtask suppliers
//! ```
//!
//! Each listens as its description in `tests/fixtures/suppliers` says. What it does next is said on the console or at
//! the control page, <http://127.0.0.1:4800>. Nothing leaves this computer.

mod command;
mod control;

use std::io::BufRead;
use std::process::ExitCode;
use std::sync::Arc;

use stockless_engine::clock::{Clock, SystemClock};
use stockless_tests::suppliers::{Dialect, SECRET, Supplier};

/// The port of the control page; the suppliers follow it.
const CONTROL: u16 = 4800;

/// The suppliers in the order of their ports.
pub struct Street(Vec<Supplier>);

impl Street {
    /// Opens every supplier. They live in real time.
    fn open() -> std::io::Result<Self> {
        let now: stockless_connect::rest::Ticks = Arc::new(|| SystemClock.now().ms());
        let ports = CONTROL + 1..;
        let open = |(&dialect, port)| Supplier::start_at(dialect, Arc::clone(&now), port);
        Ok(Self(Dialect::ALL.iter().zip(ports).map(open).collect::<Result<_, _>>()?))
    }

    fn named(&self, word: &str) -> Option<&Supplier> {
        self.0.iter().find(|supplier| supplier.dialect().word() == word)
    }

    /// Who is there and how to reach them.
    fn introduction(&self) -> String {
        let mut text = format!("Simulated suppliers. The secret of each is {SECRET}\n\n");
        for supplier in &self.0 {
            let (word, port) = (supplier.dialect().word(), supplier.port());
            text.push_str(&format!("  {word:<8} address http://127.0.0.1:{port}   host 127.0.0.1:{port}"));
            text.push_str(&format!("   description: tests/fixtures/suppliers/{word}.toml\n"));
        }
        text.push_str(command::USAGE);
        text
    }
}

fn main() -> ExitCode {
    let street = match Street::open() {
        Ok(street) => Arc::new(street),
        Err(error) => {
            eprintln!(
                "A supplier cannot listen on its port: {error}. Ports {CONTROL} to {} have to be free.",
                CONTROL + 6
            );
            return ExitCode::FAILURE;
        }
    };
    if let Err(error) = control::open(Arc::clone(&street), CONTROL) {
        eprintln!("The control page cannot listen on port {CONTROL}: {error}. End what uses it.");
        return ExitCode::FAILURE;
    }
    println!("{}\nThe same as a page: http://127.0.0.1:{CONTROL}", street.introduction());
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            [] => {}
            ["quit" | "exit"] => return ExitCode::SUCCESS,
            words => println!("{}", command::obey(&street, words)),
        }
    }
    // The console is closed: the suppliers stay open for whoever uses the page.
    loop {
        std::thread::park();
    }
}
