//! The shell: it knows Tauri and decides nothing. `commands` is the surface towards the window, `shell` holds
//! the app while the window lives, `start` opens the window.

pub mod api_error;
pub mod bindings;
pub mod dto;

mod commands;
#[cfg(target_os = "linux")]
mod copied;
mod idle;
mod options;
mod placement;
mod renderer;
mod shell;
mod sleep;
mod start;

pub use start::run;
