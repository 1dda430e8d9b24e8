//! The real binary on workspaces of its own: what scripts rely on.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on says where"
)]

mod calls;
mod desk;
mod exit_codes;
mod forwarding;
mod imports;
mod lists;
mod post_office;
