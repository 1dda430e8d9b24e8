//! What whole-product tests stand on: a workspace in a temporary folder with a clock that stands still, exports and
//! catalogues as text, mail and SFTP servers, suppliers
//! with an interface, and a second process that can be killed at any moment.

#![deny(unsafe_code)]

pub mod authority;
pub mod catalogue;
pub mod faulty;
pub mod imap;
pub mod kill;
pub mod mail;
pub mod post;
pub mod sale;
pub mod scripted;
pub mod sftp;
#[path = "../simulation/mod.rs"]
pub mod simulation;
pub mod suppliers;
pub mod talks;
pub mod told;
pub mod world;

pub use sale::{Sale, shopify};
pub use world::{Figures, World, cents};
