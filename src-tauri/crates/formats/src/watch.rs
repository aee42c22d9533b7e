//! How a long reading says how far it has come, and how it is stopped.

use std::ops::ControlFlow;

/// How far a reading has come. Both numbers are of the same unit, which means nothing outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is behind.
    pub done: usize,
    /// What there is in all; it may still grow.
    pub of: usize,
}

/// Whoever waits for a reading. Asked many times a second; [`ControlFlow::Break`] stops the reading, which
/// then answers that it was stopped and leaves nothing behind.
pub trait Watch {
    /// The reading has come so far.
    fn at(&mut self, progress: Progress) -> ControlFlow<()>;
}

impl<F: FnMut(Progress) -> ControlFlow<()>> Watch for F {
    fn at(&mut self, progress: Progress) -> ControlFlow<()> {
        self(progress)
    }
}

/// Nobody waits: reads to the end.
pub fn unwatched(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}
