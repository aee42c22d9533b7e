//! What Windows tells only to those who have a window, for processes that show none; and the few questions that it
//! answers in C alone. Everything that needs `unsafe` for Windows stands here. Elsewhere this is empty.

#![cfg(windows)]

mod desk;
mod post;
mod timer;

pub use self::desk::{
    end_menu, has_taskbar, is_display_wanted, is_screen_taken, let_others_come_forward, menu_has_ended,
};
pub use self::post::{Asker, Post, Told};
pub use self::timer::WallTimer;
