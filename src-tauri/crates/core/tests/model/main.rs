//! The protocol of forwarding, searched exhaustively.
//!
//! One purchase, up to two processes, a network that delays and loses, a supplier, a computer that stops, a database
//! that goes back in time and a person. A breadth-first search visits every state that any interleaving reaches and
//! looks for the things that must never be: two orders, none, a refusal that is not true, a question or a queue
//! before its time, a purchase that nothing can settle any more.
//!
//! Every step of a purchase goes through [`stockless_core::purchase::State::may_go`], and every decision is taken by
//! the functions of [`stockless_core::protocol`] that the engine calls: nothing of them is written down a second
//! time. Rules that are known to be wrong are searched as well, and must be caught. The number of crashes, losses and
//! repeats is not bounded, only the number of requests in flight; where the database goes back in time, the number of
//! faults is.
//!
//! `program`, `start` and `doubt` are the engine, one commit or one request a step; `supplier` the network and the
//! other side; `nature` the clock, the computer and the disk; `person` the merchant. `world` is the state they share,
//! `rules` what may differ between searches, `search` the search. The tables are in `published`, `beyond` and
//! `restores`, with the words of `shown`; `coverage` proves that the search is not empty.

#![allow(
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on says where, and the search indexes what it numbered itself"
)]

mod beyond;
mod coverage;
mod doubt;
mod nature;
mod person;
mod program;
mod published;
mod restores;
mod rules;
mod search;
mod shown;
mod start;
mod supplier;
mod world;
