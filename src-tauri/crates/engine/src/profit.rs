//! Profit reports: sums of the ledger, cut by time, shop, supplier, product or country, and their files.

mod export;
mod moved;
mod report;

pub use export::write;
pub use moved::causes;
pub use report::make;
