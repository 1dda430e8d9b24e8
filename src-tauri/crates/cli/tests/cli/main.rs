//! The real binary on workspaces of its own: what scripts rely on.

mod calls;
mod desk;
mod exit_codes;
mod forwarding;
mod imports;
mod lists;
mod post_office;
