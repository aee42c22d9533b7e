//! What crosses to the window and back. Domain types carry no wire attributes; these do, and nothing else.

pub mod calendar;
pub mod drawer;
pub mod history;
pub mod ids;
pub mod journals;
pub mod people;
pub mod reading;
pub mod reflection;
pub mod reminders;
pub mod rhythm;
pub mod rituals;
pub mod seasons;
pub mod secret;
pub mod settings;
pub mod shell;
pub mod tonight;
pub mod unsent;
pub mod us;
pub mod welcome;
