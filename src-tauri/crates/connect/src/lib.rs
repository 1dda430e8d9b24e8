//! The outside: files, documents, mail and the password store. The only crate that opens a socket.
//!
//! What goes out: [`report`] for people, [`documents`] and [`delivery`] or [`mail`] for suppliers. Each sending
//! answers with a `stockless_core::outcome::Outcome`.

#![warn(missing_docs)]

pub mod secrets;
