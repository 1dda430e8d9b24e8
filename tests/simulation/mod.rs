//! The deterministic simulation: the real engine on real SQLite files, with suppliers, clocks, deaths and a merchant
//! drawn from a seed. One seed is one world that can be run again to the same byte.
//!
//! See `src-tauri/docs/simulation.md` for what is drawn, how each rule is checked and what is left out.

pub mod calm;
pub mod dice;
pub mod drafts;
pub mod fate;
pub mod faults;
pub mod files;
pub mod meanwhile;
pub mod merchant;
pub mod mutation;
pub mod oracle;
pub mod outside;
pub mod process;
pub mod run;
pub mod sending;
pub mod sim;
pub mod supplier;
pub mod sweep;
pub mod template;

pub use mutation::Mutation;
pub use run::{Report, run};
pub use sweep::{Found, Seeds, sweep};
pub use template::Template;
