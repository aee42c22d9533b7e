//! Calendars: plans go out as one `.ics` text, and busy times come in from other people's files.
//!
//! Reading is done here, line by line, because `calcard` 0.3, the best kept library, keeps every title and
//! needs up to 460 MB for ten hostile megabytes, while a busy time needs eleven properties and no text at all.
//!
//! Which days a rule names is always `domain::schedule`'s answer. Only times are kept of what is read.

mod busy;
mod event;
mod line;
mod read;
mod value;
mod windows;
mod write;
mod zones;

pub use busy::{Busy, Unreadable, busy};
pub use write::{LeftOut, Plan, Unsaid, Written, write};

/// The largest file that is read: 10 MiB. Whoever opens a file refuses a larger one by its size, before
/// reading it.
pub const MOST_BYTES: usize = 10 << 20;
