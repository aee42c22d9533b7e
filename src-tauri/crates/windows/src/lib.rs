//! What Windows tells only to those who have a window, for processes that show none; and the few questions that it
//! answers in C alone. Everything that needs `unsafe` for Windows stands here. Elsewhere this is empty.

#![cfg(windows)]

mod post;
mod presence;
mod timer;

pub use self::post::{Post, Told};
pub use self::presence::{has_taskbar, is_display_wanted, is_screen_taken};
pub use self::timer::WallTimer;
