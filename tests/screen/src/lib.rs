//! A screen for a computer that has none: a virtual display with a window manager, a private message bus
//! and a runtime folder of its own. Everything started under it ends with it. Linux only; elsewhere there is
//! always a screen.
#![cfg(target_os = "linux")]

mod picture;
mod screen;
mod sweep;
mod wait;

pub use picture::picture_of;
pub use rustix::process::Pid;
pub use screen::Screen;
pub use sweep::{processes_with, reap_orphans};
pub use wait::{Waited, wait_for_exit, wait_for_file, wait_for_name};
