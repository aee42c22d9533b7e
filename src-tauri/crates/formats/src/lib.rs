//! What comes in from files and goes out: pure parsers, each of which takes any bytes at all and answers in
//! finite time, and their writers.

pub mod calendar;
pub mod contents;
