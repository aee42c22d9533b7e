//! What comes in from outside: pure parsers, each of which takes any bytes at all and answers in finite time.

pub mod contents;
