//! How entries travel. Frames, an exchange of them, and the carriers that bring them; no SQL, and nothing
//! that could hold a private page: what travels are sealed batches of one space's log, chosen by whoever
//! holds the space.

pub mod carrier;
mod exchange;
mod frame;

pub use exchange::{Exchange, Replica, Step};
pub use frame::{Frame, Have, LONGEST_FRAME, NotAFrame};
