//! Use cases of Stockless. Knows the core, the store and the outside; knows no window.
//!
//! A host opens an [`Engine`] on a workspace folder and calls commands by name ([`COMMANDS`], [`Engine::call`]).
//! Each feature has one file in `api`; what a feature needs behind it lies in a folder of the same name.
//!
//! Read in this order: [`commands`], [`shapes`], [`engine`], `assess` (which queue an order is in), `books` (what it
//! earns), `forwarding` (how purchases leave), `api`.

#[expect(clippy::needless_pass_by_value, reason = "every command has one form: it takes its request")]
mod api;
mod assess;
mod automation;
mod background;
mod books;
pub mod boot;
pub mod clock;
pub mod commands;
mod context;
pub mod engine;
pub mod error;
pub mod events;
mod following;
pub mod forwarding;
mod imports;
mod in_doubt;
mod profit;
mod routing;
mod sample;
pub mod shapes;
mod trouble;
mod typescript;

pub use commands::{COMMANDS, Command, Tag};
pub use engine::{Engine, Options};
pub use error::{ApiError, Code};
pub use events::Event;
pub use in_doubt::InDoubt;
pub use stockless_store::disk::SystemDisk;
pub use typescript::typescript;
