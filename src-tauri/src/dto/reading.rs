//! Books on their way to and from the window, one module for each view.

mod book;
mod chapters;
mod editions;
mod found;
mod import;
mod keepsake;
mod limits;
mod notes;
mod plan;
mod shelf;

pub use book::*;
pub use chapters::*;
pub use editions::*;
pub use found::*;
pub use import::*;
pub use keepsake::*;
pub(crate) use limits::LIMITS;
pub use notes::*;
pub use plan::*;
pub use shelf::*;

use nightstand_domain::reading::Within;

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn within(page: Option<u32>, percent: Option<u8>) -> Within {
    match (page, percent) {
        (Some(page), _) => Within::Page(page),
        (None, Some(percent)) => Within::Percent(percent),
        (None, None) => Within::Start,
    }
}
