//! What crosses to the window and back. Domain types carry no wire attributes; these do, and nothing else.

pub mod ids;
pub mod shell;
