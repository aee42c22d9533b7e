//! When things are due. Everything here is a function of a schedule, a zone and a moment that is handed in;
//! nothing asks for the time.
//!
//! What is stored is civil: a day pattern, a time of day and a zone's name. Instants are computed, never kept
//! as the truth, so that a zone that changes its rules moves the reminder with the people who live there.

pub mod occurrences;
pub mod plan;
pub mod pockets;
pub mod recurrence;
mod stretch;

pub use occurrences::{Occurrence, Occurrences, Series};
pub use recurrence::{Moment, Recurrence, RecurrenceError, Rhythm};
pub use stretch::{Stretch, joined};
