//! Words and arithmetic of Stockless.
//!
//! Everything here is a pure function of its arguments: no I/O, no async, no clock, no SQL. Time and settings
//! come in as values. Read in this order: [`money`], [`order`], [`supplier`], [`route`], [`check`],
//! [`purchase`], [`acceptance`], [`confirmation`], [`reply`], [`parcel`], [`ledger`], [`waterfall`].

#![warn(missing_docs)]
#![deny(clippy::float_arithmetic, clippy::as_conversions, clippy::arithmetic_side_effects)]
#![cfg_attr(test, allow(clippy::as_conversions, clippy::arithmetic_side_effects, missing_docs))]

pub mod acceptance;
pub mod automation;
pub mod check;
pub mod confirmation;
pub mod day;
pub mod fee;
pub mod fx;
pub mod id;
pub mod ledger;
pub mod likeness;
pub mod money;
pub mod order;
pub mod outcome;
pub mod parcel;
pub mod place;
pub mod protocol;
pub mod purchase;
pub mod recurring;
pub mod reply;
pub mod route;
pub mod supplier;
pub mod tracking_number;
pub mod waterfall;
