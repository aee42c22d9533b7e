//! A drawer's projections and the reads on them, one module for each kind of record.

pub mod draft;
mod grow;
pub mod marks;
pub mod page;
pub mod picture;
mod query;
pub mod reflection;
pub mod search;
pub mod thread;
pub mod thrown;
pub mod version;
pub(crate) mod words;

pub(crate) use grow::{STEP, in_steps, page_by_page};
pub use query::{LastWord, Part, Wanted};
pub use words::is_dense;

#[cfg(test)]
mod tests;
