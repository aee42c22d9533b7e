//! Books on their way to and from the window, one module for each view.

mod book;
mod chapters;
mod notes;
mod shelf;

pub use book::*;
pub use chapters::*;
pub use notes::*;
pub use shelf::*;

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
