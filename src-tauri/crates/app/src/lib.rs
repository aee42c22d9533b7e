//! Nightstand's use-cases behind one [`App`]. It composes the journal, the vault and the formats, and knows
//! neither the shell nor any window.

pub mod error;
pub mod ports;
pub mod profile;
pub mod sitting;

mod keys;
mod spine;

pub use error::AppError;
pub use nightstand_journal::Stale;
pub use sitting::{Changed, Deed};
pub use spine::{App, DAY_ENDS, Role};
