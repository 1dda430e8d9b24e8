//! How a purchase reaches its supplier once: what a supplier can do, what an attempt leads to, and what may be done
//! about one that nobody knows the end of.
//!
//! Pure functions over the table of states in [`crate::purchase`]. The engine acts on their answers, and the model in
//! the tests searches every interleaving of the same functions.

mod attempt;
mod capability;
mod doubt;

pub use attempt::{After, Kind, Standing, after_attempt, after_restart};
pub use capability::{Cancel, Capability, Class, Key, Lifetime, Lookup};
pub use doubt::{Doubt, Found, LOOKS, Next, RESENDS, TRIES, after_look, into_doubt};
