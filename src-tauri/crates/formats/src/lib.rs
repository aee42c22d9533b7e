//! What comes in from files and goes out: pure parsers, each of which takes any bytes at all and answers in
//! finite time, and their writers.

pub mod book;
pub mod calendar;
#[cfg(feature = "calibre")]
pub mod calibre;
mod container;
pub mod contents;
mod decode;
pub mod epub;
pub mod journal;
pub mod keepsake;
pub mod pdf;
pub mod picture;
pub mod shelf_list;
pub mod shelf_out;
pub mod watch;
mod words;
