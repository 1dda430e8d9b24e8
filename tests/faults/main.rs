//! A disk that fails at every operation, power that goes, and a process that dies at every write and send: nothing is
//! sent without a record, nothing twice, nothing is lost, and what happened is told.
#![cfg(target_os = "linux")]

mod kill;
mod power;
mod session;
mod sweep;
mod there;
mod trouble;
