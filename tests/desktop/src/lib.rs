//! The real window, driven as a person would: by what is on it and by its keys.
//!
//! A [`Room`] has a screen, a bus and a profile of its own; a [`Window`] is opened in it. What is on the
//! window is found by role and accessible name, with the same library that the UI's unit tests use.
#![cfg(target_os = "linux")]

use std::path::{Path, PathBuf};

mod room;
mod window;

pub mod long_book;
pub mod tour;

pub use room::{LIMIT, Room};
pub use window::{Element, Window};

/// A path below `tests/fixtures`. Asked while it runs: clones that build into one folder share what they compiled.
///
/// # Errors
/// When it is not there.
pub fn fixture(name: &str) -> Outcome<PathBuf> {
    let here = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    let folder =
        Path::new(&here).ancestors().map(|folder| folder.join("tests/fixtures")).find(|it| it.is_dir());
    Ok(folder.ok_or("the fixtures are not here")?.join(name).canonicalize()?)
}

/// What every step answers; an error says what was looked for and what stood there instead.
pub type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;
