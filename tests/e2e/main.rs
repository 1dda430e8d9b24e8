//! The product as a person meets it: the built program in a real window on a display of its own.
//!
//! One test is one machine: its own display, session bus, home folder and driver, so tests run side by side.

#[cfg(target_os = "linux")]
mod dialog;
#[cfg(target_os = "linux")]
mod file_manager;
#[cfg(target_os = "linux")]
mod machine;
#[cfg(target_os = "linux")]
mod page;
#[cfg(target_os = "linux")]
mod poll;
#[cfg(target_os = "linux")]
mod real_window;
#[cfg(target_os = "linux")]
mod session;
#[cfg(target_os = "linux")]
mod tray;
