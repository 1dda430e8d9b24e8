//! The outside: files, documents, mail and the password store. The only crate that opens a socket.
//!
//! What comes in is hostile until it was read: a wrong encoding, half a file, a sign-in page, a workbook made to
//! fill the memory. Read in this order: [`table`] (a file becomes rows), [`columns`] (rows become typed values),
//! [`exports`] (values become orders).
//!
//! What goes out: [`report`] for people, [`documents`] and [`delivery`], [`mail`], [`sftp`] or [`rest`] for suppliers. What comes back by mail: [`mailbox`].
//! Each sending answers with a `stockless_core::outcome::Outcome`; suppliers that answer for themselves do as
//! [`placing`] says.

#![warn(missing_docs)]

pub mod columns;
pub mod exports;
pub mod table;

pub mod delivery;
pub mod documents;
pub mod mail;
pub mod mailbox;
pub mod placing;
pub mod report;
pub mod rest;
pub mod secrets;
pub mod sftp;

pub mod catalogue;

mod claim;
mod words;
