//! The real window, driven as a person would: by what is on it and by its keys.
//!
//! A [`Room`] has a screen, a bus and a profile of its own; a [`Window`] is opened in it. What is on the
//! window is found by role and accessible name, with the same library that the UI's unit tests use.
#![cfg(target_os = "linux")]

mod room;
mod window;

pub mod tour;

pub use room::Room;
pub use window::{Element, Window};

/// What every step answers; an error says what was looked for and what stood there instead.
pub type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;
