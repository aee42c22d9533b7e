//! Sleeping until a moment of the wall clock.

/// What ended the waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Over {
    /// The moment has come.
    Come,
    /// The wall clock was set, or the computer slept.
    #[cfg_attr(
        not(target_os = "linux"),
        expect(dead_code, reason = "elsewhere it is told apart from the timer")
    )]
    Set,
}
