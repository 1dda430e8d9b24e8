//! A disk that fails on purpose, under SQLite and under the journal.
//!
//! [`vfs`] puts itself between SQLite and the system's own VFS and is the default in the process, so that the product
//! opens its files as always. [`disk`] counts what is asked of one workspace's folder, makes the n-th operation fail, or
//! cuts the power there. [`shadow`] knows which bytes were synchronised, and what may be left of the others.

pub mod disk;
pub mod outside;
pub mod shadow;
mod vfs;

pub use disk::{Counted, FaultyDisk, JournalDisk, Kind, Op};
pub use outside::Outside;
pub use shadow::Arrives;
