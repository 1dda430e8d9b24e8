//! Suppliers that are spoken to: the exam of what each declares, everything their servers can do wrong, their lists, and
//! certificates that do not hold.

mod acceptance;
mod certificates;
mod exam;
mod lists;
mod misbehaviour;
mod queried;
