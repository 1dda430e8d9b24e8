//! Amounts that always know their currency, and arithmetic that never loses a cent.

mod allocate;
mod amount;
mod currency;
mod parse;

pub use allocate::allocate;
pub use amount::{Money, MoneyError, Rounding};
pub use currency::Currency;
pub use parse::{AmountFormat, AmountParseError, parse_amount, parse_decimal};
