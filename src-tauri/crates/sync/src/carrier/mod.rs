//! What brings frames from one computer to another. A carrier promises little: a frame arrives whole or not
//! at all, and may arrive late, twice or never.

mod memory;

pub use memory::Memory;
