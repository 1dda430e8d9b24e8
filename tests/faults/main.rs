//! A disk that fails at every operation, and power that goes: nothing is sent without a record, nothing twice, nothing
//! is lost, and what happened is told.
#![cfg(target_os = "linux")]

mod power;
mod session;
mod sweep;
mod trouble;
