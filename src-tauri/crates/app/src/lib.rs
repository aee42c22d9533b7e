//! Nightstand's use-cases behind one [`App`]. It composes the journal, the vault and the formats, and knows
//! neither the shell nor any window.

pub mod agenda;
pub mod autostart;
pub mod backup;
pub mod belongings;
pub mod calendar;
pub mod desktop;
pub mod diagnostics;
pub mod drawer;
pub mod error;
pub mod keys;
pub mod link;
pub mod markup;
pub mod mend;
pub mod passing;
pub mod people;
pub mod place;
pub mod ports;
pub mod profile;
pub mod reading;
pub mod reflection;
pub mod remove;
pub mod rituals;
pub mod sample;
pub mod seasons;
pub mod settings;
pub mod sitting;
pub mod table_copy;
pub mod tonight;
pub mod unsent;
pub mod us;
pub mod welcome;

mod courses;
mod file_place;
mod lengths;
mod missing;
mod spine;
mod standing;

/// The id under which desktops know the program: its desktop entry, its icon, its notification settings and its
/// metadata are files of this name.
pub const APP_ID: &str = "app.nightstand.Nightstand";

pub use error::AppError;
pub use nightstand_journal::Stale;
pub use sitting::{Changed, Deed, TakenBack, Undone};
pub use spine::{App, Role};
